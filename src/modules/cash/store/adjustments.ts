/** Adjustments that customers announce: the only writer of cash.adjustment. */
import type { Day } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import type { AdjustedDocument, AdjustmentForm } from '../rules/adjustment.ts';
import type { NewAdvice } from './advices.ts';

/** Writes the adjustments of a file, each once; answers how many are new. Those that lessen what is paid are credits. */
export async function insertAdjustments(
  tx: Transaction,
  adviceFileId: bigint,
  told: readonly NewAdvice[],
): Promise<number> {
  const c = <T>(pick: (one: NewAdvice) => T): T[] => told.map(pick);
  const { rows } = await sql`
    insert into cash.adjustment (tenant_id, company_id, advice_file_id, place, kind, number, number_key, adjustment_date, received_on, payer_name,
      account_id, currency, amount_minor, reference, reference_key, reason, command_id)
    select ${tx.tenantId}, a.company_id, ${adviceFileId}, a.place, case when a.amount_minor < 0 then 'credit' else 'debit' end, a.number, a.number_key,
      a.adjustment_date, a.received_on, a.payer_name, a.account_id, a.currency, abs(a.amount_minor), a.reference, a.reference_key, a.reason, ${tx.commandId}
    from unnest(${c((a) => a.companyId)}::bigint[], ${c((a) => a.place)}::integer[], ${c((a) => a.paymentReference ?? '')}::text[],
      ${c((a) => a.paymentReferenceKey)}::text[], ${c((a) => a.adviceDate)}::date[], ${c((a) => a.receivedOn)}::date[],
      ${c((a) => a.payerName)}::text[], ${c((a) => a.accountId)}::bigint[], ${c((a) => a.currency)}::text[], ${c((a) => a.amountMinor)}::bigint[],
      ${c((a) => a.lines[0]?.reference ?? '')}::text[], ${c((a) => a.lines[0]?.referenceKey ?? '')}::text[],
      ${c((a) => a.lines[0]?.deductionReason ?? null)}::text[])
      as a(company_id, place, number, number_key, adjustment_date, received_on, payer_name, account_id, currency, amount_minor, reference, reference_key, reason)
    where a.amount_minor <> 0
    on conflict do nothing returning id`.execute(tx.db);
  return rows.length;
}

export type AdjustmentState = 'waiting' | 'accepted' | 'declined';

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
  readonly reason: string | null;
  readonly documents: readonly (AdjustedDocument & { readonly accountId: bigint; readonly postingDate: Day })[];
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

const stateOf = sql`case when j.decided_as is null or m.reversed_by is not null then 'waiting'
  when j.decided_as = 'declined' then 'declined' else 'accepted' end`;

/** Adjustments of a tenant, the newest first: one by its id, or a window of a company's. */
export async function loadAdjustments(
  db: Sql,
  tenantId: bigint,
  of:
    | { readonly id: bigint }
    | {
        readonly companyId: bigint;
        readonly state?: AdjustmentState | undefined;
        readonly before?: bigint | undefined;
        readonly limit: number;
      },
): Promise<Adjustment[]> {
  const which =
    'id' in of
      ? sql`j.id = ${of.id}`
      : sql`j.company_id = ${of.companyId} and (${of.state ?? null}::text is null or ${stateOf} = ${of.state ?? null}::text)
          and (${of.before ?? null}::bigint is null or j.id < ${of.before ?? null}::bigint)`;
  const { rows } = await sql<
    Omit<Adjustment, 'documents' | 'decided'> & {
      referenceKey: string;
      decidedAs: AdjustmentForm | 'declined' | null;
      decidedOn: Day | null;
      decidedReason: string | null;
      person: string | null;
      document: string | null;
    }
  >`
    select j.id, j.company_id as "companyId", j.kind, j.number, j.adjustment_date as date, j.received_on as "receivedOn", j.payer_name as payer,
      a.number as customer, a.name as "customerName", j.currency, j.amount_minor as "amountMinor", j.reference, j.reference_key as "referenceKey",
      j.reason, ${stateOf} as state, j.decided_as as "decidedAs", j.decided_on as "decidedOn", j.decided_reason as "decidedReason",
      p.name as person, m.number as document
    from cash.adjustment j
    left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = j.account_id
    left join receivables.v_item m on m.tenant_id = ${tenantId} and m.id = j.decided_item_id
    left join platform.person p on p.id = j.decided_person_id
    where j.tenant_id = ${tenantId} and ${which} order by j.id desc limit ${'limit' in of ? of.limit : 1}`.execute(db);
  const keys = [...new Set(rows.map((row) => row.referenceKey))];
  const found = await sql<AdjustedDocument & { companyId: bigint; key: string; accountId: bigint; postingDate: Day }>`
    select id as "itemId", company_id as "companyId", number_key as key, number, currency, open_minor as "openMinor", account_id as "accountId",
      posting_date as "postingDate"
    from receivables.v_item
    where tenant_id = ${tenantId} and number_key = any(${keys}::text[]) and number_key <> '' and amount_minor > 0 and not noted
      and reversed_by is null order by id`.execute(db);
  return rows.map(
    ({ referenceKey, decidedAs, decidedOn, decidedReason, person, document, ...row }): Adjustment => ({
      ...row,
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
    where j.tenant_id = ${tenantId} and j.company_id = ${companyId} and ${stateOf} = 'waiting'`.execute(db);
  return rows[0]!.n;
}
