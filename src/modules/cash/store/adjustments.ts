/** Adjustments that customers announce: the only writer of cash.adjustment. */
import { type Day, textKey } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import {
  type AdjustedDocument,
  type AdjustmentForm,
  type AdjustmentReason,
  type AnnouncedIdentity,
  adjustmentIdentities,
} from '../rules/adjustment.ts';

/** An adjustment of a file; minor units, positive. */
export interface NewAdjustment extends AnnouncedIdentity {
  readonly companyId: bigint;
  readonly receivedOn: Day;
  readonly accountId: bigint | null;
  readonly reasons: readonly AdjustmentReason[];
}

/** Writes the adjustments of a file, each once; answers how many are new. */
export async function insertAdjustments(
  tx: Transaction,
  adviceFileId: bigint,
  told: readonly NewAdjustment[],
): Promise<number> {
  const c = <T>(pick: (one: NewAdjustment) => T): T[] => told.map(pick);
  const { rows } = await sql`
    insert into cash.adjustment (tenant_id, company_id, advice_file_id, place, kind, number, number_key, adjustment_date, received_on, payer_name,
      account_id, currency, amount_minor, reference, reference_key, reasons, identity_key, command_id)
    select ${tx.tenantId}, a.company_id, ${adviceFileId}, a.place, a.kind, a.number, a.number_key, a.adjustment_date, a.received_on, a.payer_name,
      a.account_id, a.currency, a.amount_minor, a.reference, a.reference_key, a.reasons, encode(sha256(convert_to(a.identity, 'UTF8')), 'hex'),
      ${tx.commandId}
    from unnest(${c((a) => a.companyId)}::bigint[], ${c((a) => a.place)}::integer[], ${c((a) => a.kind)}::text[], ${c((a) => a.number)}::text[],
      ${c((a) => textKey(a.number))}::text[], ${c((a) => a.date)}::date[], ${c((a) => a.receivedOn)}::date[], ${c((a) => a.payerName)}::text[],
      ${c((a) => a.accountId)}::bigint[], ${c((a) => a.currency)}::text[], ${c((a) => a.amountMinor)}::bigint[],
      ${c((a) => a.reference)}::text[], ${c((a) => textKey(a.reference))}::text[],
      ${c((a) => JSON.stringify(a.reasons.map((one) => ({ ...one, amountMinor: one.amountMinor?.toString() ?? null }))))}::jsonb[],
      ${adjustmentIdentities(adviceFileId, told)}::text[])
      as a(company_id, place, kind, number, number_key, adjustment_date, received_on, payer_name, account_id, currency, amount_minor, reference,
        reference_key, reasons, identity)
    on conflict do nothing returning id`.execute(tx.db);
  return rows.length;
}

export type AdjustmentState = 'waiting' | 'accepted' | 'declined';

export interface NumberedDocument extends Omit<AdjustedDocument, 'ofPayer'> {
  readonly accountId: bigint;
  readonly customerId: bigint;
  readonly postingDate: Day;
}

export interface Adjustment {
  readonly id: bigint;
  readonly companyId: bigint;
  readonly kind: 'credit' | 'debit';
  readonly number: string;
  readonly date: Day | null;
  readonly receivedOn: Day;
  readonly payer: string | null;
  readonly customer: string | null;
  readonly customerName: string | null;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly reference: string;
  readonly reasons: readonly AdjustmentReason[];
  /** Who announces it; null while nobody is certain. */
  readonly accountId: bigint | null;
  readonly customerId: bigint | null;
  /** Who said so, where the file did not. */
  readonly namedBy: string | null;
  /** Every document of the number that it names. */
  readonly documents: readonly NumberedDocument[];
  /** Waiting as well where what was made of it was reversed. */
  readonly state: AdjustmentState;
  readonly decided: {
    readonly as: AdjustmentForm | 'declined';
    readonly on: Day;
    readonly reason: string;
    readonly person: string | null;
    /** The document that was made of it. */
    readonly document: string | null;
  } | null;
}

/** Of the adjustments `j` and the documents `m` that were made of them. */
export const stateOfAdjustment = sql`case when j.decided_as is null or m.reversed_by is not null then 'waiting'
  when j.decided_as = 'declined' then 'declined' else 'accepted' end`;

/** Adjustments of a tenant, the newest first: some by their ids, or a window of a company's. */
export async function loadAdjustments(
  db: Sql,
  tenantId: bigint,
  of:
    | { readonly ids: readonly bigint[] }
    | {
        readonly companyId: bigint;
        readonly state?: AdjustmentState | undefined;
        readonly before?: bigint | undefined;
        readonly limit: number;
      },
): Promise<Adjustment[]> {
  const which =
    'ids' in of
      ? sql`j.id = any(${of.ids as bigint[]}::bigint[])`
      : sql`j.company_id = ${of.companyId} and (${of.state ?? null}::text is null or ${stateOfAdjustment} = ${of.state ?? null}::text)
          and (${of.before ?? null}::bigint is null or j.id < ${of.before ?? null}::bigint)`;
  const { rows } = await sql<
    Omit<Adjustment, 'documents' | 'decided' | 'reasons'> & {
      reasons: { code: string; amountMinor: string | null }[];
      referenceKey: string;
      decidedAs: AdjustmentForm | 'declined' | null;
      decidedOn: Day | null;
      decidedReason: string | null;
      person: string | null;
      document: string | null;
    }
  >`
    select j.id, j.company_id as "companyId", j.kind, j.number, j.adjustment_date as date, j.received_on as "receivedOn", j.payer_name as payer,
      a.number as customer, a.name as "customerName", j.account_id as "accountId", a.customer_id as "customerId", n.name as "namedBy", j.currency, j.amount_minor as "amountMinor", j.reference, j.reference_key as "referenceKey",
      j.reasons, ${stateOfAdjustment} as state, j.decided_as as "decidedAs", j.decided_on as "decidedOn", j.decided_reason as "decidedReason",
      p.name as person, m.number as document
    from cash.adjustment j
    left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = j.account_id
    left join receivables.v_item m on m.tenant_id = ${tenantId} and m.id = j.decided_item_id
    left join platform.person p on p.id = j.decided_person_id
    left join platform.person n on n.id = j.named_person_id
    where j.tenant_id = ${tenantId} and ${which} order by j.id desc limit ${'limit' in of ? of.limit : null}`.execute(
    db,
  );
  const keys = [...new Set(rows.map((row) => row.referenceKey))];
  const found = await sql<NumberedDocument & { companyId: bigint; key: string }>`
    select i.id as "itemId", i.company_id as "companyId", i.number_key as key, i.number, i.currency, i.open_minor as "openMinor",
      i.account_id as "accountId", i.customer_id as "customerId", a.number as customer, i.posting_date as "postingDate"
    from receivables.v_item i join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
    where i.tenant_id = ${tenantId} and i.number_key = any(${keys}::text[]) and i.number_key <> '' and i.amount_minor > 0 and not i.noted
      and i.reversed_by is null order by i.id`.execute(db);
  return rows.map(
    ({ referenceKey, decidedAs, decidedOn, decidedReason, person, document, reasons, ...row }): Adjustment => ({
      ...row,
      reasons: reasons.map((one) => ({
        code: one.code,
        amountMinor: one.amountMinor === null ? null : BigInt(one.amountMinor),
      })),
      documents: found.rows.flatMap(({ companyId, key, ...one }) =>
        companyId === row.companyId && key === referenceKey ? [one] : [],
      ),
      decided: decidedAs === null ? null : { as: decidedAs, on: decidedOn!, reason: decidedReason!, person, document },
    }),
  );
}

/** Locks an adjustment: whoever decides on it stands in line. */
export async function lockAdjustment(tx: Transaction, id: bigint): Promise<void> {
  tx.claimLock('case', `adjustment ${id}`);
  await sql`select id from cash.adjustment where tenant_id = ${tx.tenantId} and id = ${id} for update`.execute(tx.db);
}

/** Writes whose it is, as a person says. */
export function nameCustomer(
  tx: Transaction,
  id: bigint,
  of: { readonly accountId: bigint; readonly personId: bigint; readonly reason: string },
): void {
  tx.send(sql`
    update cash.adjustment set account_id = ${of.accountId}, named_person_id = ${of.personId}, named_reason = ${of.reason}
    where tenant_id = ${tx.tenantId} and id = ${id}`);
}

/** Writes what a person has made of it, over what was decided before. */
export function decideAdjustment(
  tx: Transaction,
  id: bigint,
  of: {
    readonly as: AdjustmentForm | 'declined';
    readonly on: Day;
    readonly reason: string;
    readonly personId: bigint;
    readonly itemId: bigint | null;
  },
): void {
  tx.send(sql`
    update cash.adjustment set decided_as = ${of.as}, decided_on = ${of.on}, decided_reason = ${of.reason}, decided_person_id = ${of.personId},
      decided_item_id = ${of.itemId}, decided_command_id = ${tx.commandId}
    where tenant_id = ${tx.tenantId} and id = ${id}`);
}

export async function countWaitingAdjustments(db: Sql, tenantId: bigint, companyId: bigint): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from cash.adjustment j
    left join receivables.v_item m on m.tenant_id = ${tenantId} and m.id = j.decided_item_id
    where j.tenant_id = ${tenantId} and j.company_id = ${companyId} and ${stateOfAdjustment} = 'waiting'`.execute(db);
  return rows[0]!.n;
}
