/** Offsets with their lines and postings: the only writer of those tables. */
import type { Day } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import type { Exclusion, OffsetBasis, OffsetKind, OffsetLine, OffsetState } from '../model.ts';

export interface NewOffset {
  readonly companyId: bigint;
  readonly accountId: bigint;
  readonly kind: OffsetKind;
  readonly basis: OffsetBasis;
  readonly agreementId: bigint | null;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly origin: 'policy' | 'hand';
  readonly naturalKey: string;
  readonly sentence: string;
  readonly excluded: readonly Exclusion[];
  readonly proposedDate: Day;
}

const plain = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);
const excludedJson = (excluded: readonly Exclusion[]): string => JSON.stringify(excluded, plain);

/** Proposes offsets, two statements for any number; one whose natural key is open is left out. The ids by their place. */
export async function insertOffsets(
  tx: Transaction,
  wanted: readonly { readonly offset: NewOffset; readonly lines: readonly OffsetLine[] }[],
): Promise<Map<number, bigint>> {
  if (wanted.length === 0) return new Map();
  const column = <T>(pick: (offset: NewOffset) => T): T[] => wanted.map((one) => pick(one.offset));
  const { rows } = await sql<{ id: bigint; natural_key: string }>`
    insert into offsets.offset_proposal (tenant_id, company_id, account_id, kind, basis, agreement_id, currency, amount_minor, origin, natural_key,
      sentence, excluded, proposed_date, proposed_person_id, proposed_command_id)
    select ${tx.tenantId}, o.company_id, o.account_id, o.kind, o.basis, o.agreement_id, o.currency, o.amount_minor, o.origin, o.natural_key,
      o.sentence, o.excluded::jsonb, o.proposed_date, ${tx.actor.personId}, ${tx.commandId}
    from unnest(${column((o) => o.companyId)}::bigint[], ${column((o) => o.accountId)}::bigint[], ${column((o) => o.kind)}::text[],
      ${column((o) => o.basis)}::text[], ${column((o) => o.agreementId)}::bigint[], ${column((o) => o.currency)}::text[],
      ${column((o) => o.amountMinor)}::bigint[], ${column((o) => o.origin)}::text[], ${column((o) => o.naturalKey)}::text[],
      ${column((o) => o.sentence)}::text[], ${column((o) => excludedJson(o.excluded))}::text[], ${column((o) => o.proposedDate)}::date[])
      as o(company_id, account_id, kind, basis, agreement_id, currency, amount_minor, origin, natural_key, sentence, excluded, proposed_date)
    on conflict (tenant_id, company_id, natural_key) where state = 'proposed' do nothing returning id, natural_key`.execute(
    tx.db,
  );
  const idOf = new Map(rows.map((row) => [row.natural_key, row.id]));
  const made = wanted.flatMap(({ offset, lines }, index) => {
    const id = idOf.get(offset.naturalKey);
    return id === undefined ? [] : [{ id, index, version: 1, lines }];
  });
  await insertLines(tx, made);
  return new Map(made.map((one) => [one.index, one.id]));
}

async function insertLines(
  tx: Transaction,
  of: readonly { readonly id: bigint; readonly version: number; readonly lines: readonly OffsetLine[] }[],
): Promise<void> {
  const rows = of.flatMap(({ id, version, lines }) => lines.map((one, index) => ({ ...one, id, version, index })));
  await sql`
    insert into offsets.offset_line (tenant_id, offset_id, version, line, side, item_id, payable_id, amount_minor)
    select ${tx.tenantId}, l.*
    from unnest(${rows.map((one) => one.id)}::bigint[], ${rows.map((one) => one.version)}::integer[],
      ${rows.map((one) => one.index + 1)}::integer[], ${rows.map((one) => one.side)}::text[], ${rows.map((one) => one.itemId)}::bigint[],
      ${rows.map((one) => one.payableId)}::bigint[], ${rows.map((one) => one.amountMinor)}::bigint[])
      as l(offset_id, version, line, side, item_id, payable_id, amount_minor)`.execute(tx.db);
}

/** Lets a proposal that nobody has worked on follow the facts: new lines under its next version. */
export async function reviseOffset(
  tx: Transaction,
  of: { readonly id: bigint; readonly version: number },
  offset: NewOffset,
  lines: readonly OffsetLine[],
): Promise<void> {
  const version = of.version + 1;
  await insertLines(tx, [{ id: of.id, version, lines }]);
  tx.send(sql`
    update offsets.offset_proposal set version = ${version}, amount_minor = ${offset.amountMinor}, basis = ${offset.basis},
      agreement_id = ${offset.agreementId}, sentence = ${offset.sentence}, excluded = ${excludedJson(offset.excluded)}::jsonb,
      account_id = ${offset.accountId}, proposed_date = ${offset.proposedDate}
    where tenant_id = ${tx.tenantId} and id = ${of.id}`);
}

/** Ends an offset: executed on a day, withdrawn or reversed, by whom and why. */
export async function settleOffset(
  tx: Transaction,
  id: bigint,
  end: { readonly state: 'executed' | 'withdrawn' | 'reversed'; readonly reason: string; readonly postingDate?: Day },
): Promise<void> {
  tx.send(sql`
    update offsets.offset_proposal set state = ${end.state}, settled_reason = ${end.reason}, settled_person_id = ${tx.actor.personId},
      settled_at = ${tx.now.toISOString()}::timestamptz, settled_command_id = ${tx.commandId},
      posting_date = coalesce(${end.postingDate ?? null}::date, posting_date)
    where tenant_id = ${tx.tenantId} and id = ${id}`);
}

export async function insertPostings(
  tx: Transaction,
  offsetId: bigint,
  postings: readonly { accountId: bigint; clearingId: bigint; itemId: bigint | null }[],
): Promise<void> {
  await sql`
    insert into offsets.offset_posting (tenant_id, offset_id, account_id, clearing_id, item_id)
    select ${tx.tenantId}, ${offsetId}, p.* from unnest(${postings.map((one) => one.accountId)}::bigint[],
      ${postings.map((one) => one.clearingId)}::bigint[], ${postings.map((one) => one.itemId)}::bigint[]) as p(account_id, clearing_id, item_id)`.execute(
    tx.db,
  );
}

/** Locks every open offset of a company, so that none is posted, withdrawn or worked on while they are planned anew. */
export async function lockOpenOffsets(tx: Transaction, companyId: bigint): Promise<StoredOffset[]> {
  tx.claimLock('case', `open offsets of company ${companyId}`);
  await sql`
    select id from offsets.offset_proposal where tenant_id = ${tx.tenantId} and company_id = ${companyId} and state = 'proposed'
    order by id for update`.execute(tx.db);
  return loadOffsets(tx.db, tx.tenantId, { openOf: companyId });
}

/** Locks an offset; undefined where there is none in the company. */
export async function lockOffset(tx: Transaction, id: bigint): Promise<StoredOffset | undefined> {
  tx.claimLock('case', `offset ${id}`);
  await sql`select id from offsets.offset_proposal where tenant_id = ${tx.tenantId} and id = ${id} for update`.execute(
    tx.db,
  );
  return (await loadOffsets(tx.db, tx.tenantId, { ids: [id] }))[0];
}

export interface StoredOffset extends Omit<NewOffset, 'excluded'> {
  readonly id: bigint;
  readonly version: number;
  readonly customer: string;
  readonly customerName: string;
  readonly customerId: bigint;
  readonly state: OffsetState;
  readonly excluded: readonly Exclusion[];
  readonly agreement: string | null;
  readonly proposedBy: string;
  readonly postingDate: Day | null;
  readonly settled: { readonly person: string; readonly at: string; readonly reason: string } | null;
  /** A request or a document hangs on it: it does not follow the facts by itself any more. */
  readonly worked: boolean;
}

export type OffsetSelection =
  | { readonly ids: readonly bigint[] }
  | { readonly openOf: bigint }
  | {
      readonly companyId: bigint;
      readonly states?: readonly OffsetState[] | undefined;
      readonly accountId?: bigint | undefined;
      readonly agreementId?: bigint | undefined;
      readonly offset?: number | undefined;
      readonly limit: number;
    };

/** Offsets, the newest first: some by their ids, those that are open in a company, or a page of a company's. */
export async function loadOffsets(db: Sql, tenantId: bigint, by: OffsetSelection): Promise<StoredOffset[]> {
  const where =
    'ids' in by
      ? sql`o.id = any(${by.ids as bigint[]}::bigint[])`
      : 'openOf' in by
        ? sql`o.company_id = ${by.openOf} and o.state = 'proposed'`
        : sql`o.company_id = ${by.companyId}
          and (${by.accountId ?? null}::bigint is null or o.account_id = ${by.accountId ?? null}::bigint)
          and (${by.agreementId ?? null}::bigint is null or o.agreement_id = ${by.agreementId ?? null}::bigint)
          and (${by.states === undefined} or v.state = any(${(by.states ?? []) as string[]}::text[]))`;
  const { rows } = await sql<{
    id: bigint;
    company_id: bigint;
    account_id: bigint;
    kind: OffsetKind;
    basis: OffsetBasis;
    agreement_id: bigint | null;
    currency: string;
    amount_minor: bigint;
    origin: 'policy' | 'hand';
    natural_key: string;
    sentence: string;
    excluded: (Omit<Exclusion, 'amountMinor'> & { amountMinor: string })[];
    proposed_date: string;
    state: OffsetState;
    version: number;
    posting_date: string | null;
    settled_reason: string | null;
    settled_at: string | null;
    settled_by: string | null;
    proposed_by: string;
    customer: string;
    customer_name: string;
    customer_id: bigint;
    agreement: string | null;
    worked: boolean;
  }>`
    select o.id, o.company_id, o.account_id, o.kind, o.basis, o.agreement_id, o.currency, o.amount_minor, o.origin, o.natural_key, o.sentence,
      o.excluded, o.proposed_date, v.state, o.version, o.posting_date, o.settled_reason, o.settled_at, s.name as settled_by,
      p.name as proposed_by, a.number as customer, a.name as customer_name, a.customer_id, n.reference as agreement,
      exists (select 1 from offsets.document_request r where r.tenant_id = ${tenantId} and r.offset_id = o.id and r.withdrawn_command_id is null)
        or exists (select 1 from offsets.offset_document d where d.tenant_id = ${tenantId} and d.offset_id = o.id) as worked
    from offsets.offset_proposal o
    join offsets.v_offset v on v.tenant_id = ${tenantId} and v.id = o.id
    join customers.v_account a on a.tenant_id = ${tenantId} and a.id = o.account_id
    join platform.person p on p.id = o.proposed_person_id
    left join platform.person s on s.id = o.settled_person_id
    left join offsets.netting_agreement n on n.tenant_id = ${tenantId} and n.id = o.agreement_id
    where o.tenant_id = ${tenantId} and ${where}
    order by o.id desc limit ${'limit' in by ? by.limit : null} offset ${'limit' in by ? (by.offset ?? 0) : 0}`.execute(
    db,
  );
  return rows.map((row) => ({
    id: row.id,
    companyId: row.company_id,
    accountId: row.account_id,
    kind: row.kind,
    basis: row.basis,
    agreementId: row.agreement_id,
    agreement: row.agreement,
    currency: row.currency,
    amountMinor: row.amount_minor,
    origin: row.origin,
    naturalKey: row.natural_key,
    sentence: row.sentence,
    excluded: row.excluded.map((one) => ({ ...one, amountMinor: BigInt(one.amountMinor) })),
    proposedDate: row.proposed_date,
    state: row.state,
    version: row.version,
    customer: row.customer,
    customerName: row.customer_name,
    customerId: row.customer_id,
    proposedBy: row.proposed_by,
    postingDate: row.posting_date,
    settled:
      row.settled_reason === null ? null : { person: row.settled_by!, at: row.settled_at!, reason: row.settled_reason },
    worked: row.worked,
  }));
}

/** The lines of some offsets in their order, with what each is. */
export interface StoredLine extends OffsetLine {
  readonly offsetId: bigint;
  readonly number: string;
  readonly what: string;
  /** The customer's number, or the supplier's. */
  readonly party: string;
  readonly partyName: string;
  readonly accountId: bigint | null;
  /** The item that a credit was given for. */
  readonly linkedItemId: bigint | null;
  readonly documentDate: Day;
  readonly dueDate: Day;
  /** What is open of it now; positive. */
  readonly openMinor: bigint;
}

type LineParty = Omit<StoredLine, keyof OffsetLine | 'offsetId'> & { readonly id: bigint };

/**
 * The lines of some offsets, with what they stand for. Items and payables are asked for by their ids once the lines are known: in
 * one statement the planner may take the join of all items with all customers first, where a table has just been filled.
 */
export async function loadLines(db: Sql, tenantId: bigint, offsetIds: readonly bigint[]): Promise<StoredLine[]> {
  const { rows: lines } = await sql<OffsetLine & { offsetId: bigint }>`
    select offset_id as "offsetId", side, item_id as "itemId", payable_id as "payableId", amount_minor as "amountMinor"
    from offsets.v_offset_line
    where tenant_id = ${tenantId} and offset_id = any(${[...offsetIds]}::bigint[]) order by offset_id, line`.execute(
    db,
  );
  const itemIds = lines.flatMap((line) => line.itemId ?? []);
  const payableIds = lines.flatMap((line) => line.payableId ?? []);
  const [items, payables] = await Promise.all([
    sql<Omit<LineParty, 'party' | 'partyName'>>`
      select id, number, document_type as what, account_id as "accountId", linked_item_id as "linkedItemId", document_date as "documentDate",
        due_date as "dueDate", abs(open_minor) as "openMinor"
      from receivables.v_item where tenant_id = ${tenantId} and id = any(${itemIds}::bigint[])`.execute(db),
    sql<LineParty>`
      select id, number, 'payable' as what, vendor_number as party, vendor_name as "partyName", null::bigint as "accountId",
        null::bigint as "linkedItemId", document_date as "documentDate", due_date as "dueDate", amount_minor - used_minor as "openMinor"
      from offsets.v_payable_item where tenant_id = ${tenantId} and id = any(${payableIds}::bigint[])`.execute(db),
  ]);
  const accountIds = items.rows.map((item) => item.accountId!);
  const { rows: accounts } = await sql<{ id: bigint; number: string; name: string }>`
    select id, number, name from customers.v_account where tenant_id = ${tenantId} and id = any(${accountIds}::bigint[])`.execute(
    db,
  );
  const accountById = new Map(accounts.map((account) => [account.id, account]));
  const itemById = new Map(
    items.rows.map((item) => {
      const { number: party, name: partyName } = accountById.get(item.accountId!)!;
      return [item.id, { ...item, party, partyName }];
    }),
  );
  const payableById = new Map(payables.rows.map((payable) => [payable.id, payable]));
  return lines.map((line) => {
    const { id: _, ...of } = line.itemId !== null ? itemById.get(line.itemId)! : payableById.get(line.payableId!)!;
    return { ...line, ...of };
  });
}

export interface StoredPosting {
  readonly accountId: bigint;
  readonly clearingId: bigint;
  readonly itemId: bigint | null;
  readonly standing: boolean;
  readonly documentStands: boolean;
  readonly number: string | null;
}

export async function loadPostings(db: Sql, tenantId: bigint, offsetId: bigint): Promise<StoredPosting[]> {
  const { rows } = await sql<StoredPosting>`
    select p.account_id as "accountId", p.clearing_id as "clearingId", p.item_id as "itemId", p.standing, p.document_stands as "documentStands",
      i.number
    from offsets.v_offset_posting p left join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = p.item_id
    where p.tenant_id = ${tenantId} and p.offset_id = ${offsetId} order by p.account_id`.execute(db);
  return rows;
}
