/** Remittance advices: the only writer of cash.advice_file, cash.advice and cash.advice_line. */
import type { StatedDocument } from '#formats';
import type { Day } from '#kernel';
import { type RawSql, type Sql, sql, type Transaction } from '#platform';
import type { AdviceStanding } from '../rules/matching/advice-doubt.ts';
import type { RemittanceLine } from '../rules/matching/model.ts';
import { type AdviceLine, matchingLine } from '../rules/normalise-advice.ts';
import type { PairableMoney, PairBasis, WaitingAdvice } from '../rules/pair-advices.ts';
import { type KeptDocument, keptDocuments, statedLines, statedMemos } from '../rules/stated-documents.ts';
import { type HeldBecause, heldBecause } from './returns.ts';

/** Registers a file by its content; undefined when the very same content was imported before. */
export async function insertAdviceFile(
  tx: Transaction,
  file: { name: string; sha256: string; format: string; sizeBytes: number },
): Promise<bigint | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into cash.advice_file (tenant_id, name, sha256, format, size_bytes, command_id)
    values (${tx.tenantId}, ${file.name}, ${file.sha256}, ${file.format}, ${file.sizeBytes}, ${tx.commandId})
    on conflict (tenant_id, sha256) do nothing returning id`.execute(tx.db);
  return rows[0]?.id;
}

export interface NewAdvice {
  readonly companyId: bigint;
  readonly place: number;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  readonly accountId: bigint | null;
  readonly paymentReference: string | null;
  readonly paymentReferenceKey: string;
  readonly adviceDate: string | null;
  readonly receivedOn: string;
  readonly currency: string;
  /** What is paid; null where the advice leaves it open. */
  readonly amountMinor: bigint | null;
  /** It was read off pictures of pages. */
  readonly scanned: boolean;
  /** It was read from sentences of a mail. */
  readonly prose: boolean;
  /** It tells of an earlier payment that came back, with this reason. */
  readonly returnedBecause: string | null;
  readonly lines: readonly AdviceLine[];
}

/** Writes the advices of a file with their lines; answers their ids in order. */
export async function insertAdvices(
  tx: Transaction,
  adviceFileId: bigint,
  advices: readonly NewAdvice[],
): Promise<bigint[]> {
  const c = <T>(pick: (one: NewAdvice) => T): T[] => advices.map(pick);
  const { rows } = await sql<{ id: bigint; place: number }>`
    insert into cash.advice (tenant_id, advice_file_id, command_id, company_id, place, payer_name, payer_account, account_id, payment_reference,
      payment_reference_key, advice_date, received_on, currency, amount_minor, scanned, prose, returned_because)
    select ${tx.tenantId}, ${adviceFileId}, ${tx.commandId}, a.*
    from unnest(${c((a) => a.companyId)}::bigint[], ${c((a) => a.place)}::integer[], ${c((a) => a.payerName)}::text[],
      ${c((a) => a.payerAccount)}::text[], ${c((a) => a.accountId)}::bigint[], ${c((a) => a.paymentReference)}::text[],
      ${c((a) => a.paymentReferenceKey)}::text[], ${c((a) => a.adviceDate)}::date[], ${c((a) => a.receivedOn)}::date[],
      ${c((a) => a.currency)}::text[], ${c((a) => a.amountMinor)}::bigint[], ${c((a) => a.scanned)}::boolean[],
      ${c((a) => a.prose)}::boolean[], ${c((a) => a.returnedBecause)}::text[]) as a
    returning id, place`.execute(tx.db);
  const idOf = new Map(rows.map((row) => [row.place, row.id]));
  const lines = advices.flatMap((advice) =>
    advice.lines.map((line, index) => ({ ...line, adviceId: idOf.get(advice.place)!, line: index + 1 })),
  );
  const l = <T>(pick: (one: (typeof lines)[number]) => T): T[] => lines.map(pick);
  if (lines.length > 0)
    tx.send(sql`
      insert into cash.advice_line (tenant_id, advice_id, line, reference, reference_key, amount_minor, discount_minor, deduction_minor,
        deduction_reason, memo, shares)
      select ${tx.tenantId}, n.*
      from unnest(${l((x) => x.adviceId)}::bigint[], ${l((x) => x.line)}::integer[], ${l((x) => x.reference)}::text[],
        ${l((x) => x.referenceKey)}::text[], ${l((x) => x.amountMinor)}::bigint[], ${l((x) => x.discountMinor)}::bigint[],
        ${l((x) => x.deductionMinor)}::bigint[], ${l((x) => x.deductionReason)}::text[], ${l((x) => x.memo)}::text[], ${l((x) => x.shares)}::boolean[]) as n`);
  return advices.map((advice) => idOf.get(advice.place)!);
}

/** An advice that says what one that is there says, and which that is. */
export interface KnownAdvice {
  readonly place: number;
  readonly fileName: string;
  readonly receivedOn: Day;
}

/**
 * Which of some advices one that waits for its money says already: the same documents and amounts of the same payer, and the same
 * day and reference of the payment where both have them. One that has its money, or was withdrawn, is another.
 */
export async function findKnownAdvices(tx: Transaction, advices: readonly NewAdvice[]): Promise<KnownAdvice[]> {
  const some = advices.filter(
    (one) => one.returnedBecause === null && one.lines.some((line) => line.referenceKey !== ''),
  );
  if (some.length === 0) return [];
  const c = <T>(pick: (one: NewAdvice) => T): T[] => some.map(pick);
  const documents = ({ lines }: NewAdvice): string =>
    lines
      .map((line) => `${line.referenceKey} ${line.amountMinor ?? ''}`)
      .sort()
      .join(',');
  const { rows } = await sql<KnownAdvice>`
    select distinct on (w.place) w.place, f.name as "fileName", a.received_on as "receivedOn"
    from unnest(${c((a) => a.place)}::integer[], ${c((a) => a.companyId)}::bigint[], ${c((a) => a.currency)}::text[],
      ${c((a) => a.amountMinor)}::bigint[], ${c((a) => a.paymentReferenceKey)}::text[], ${c((a) => a.adviceDate)}::date[],
      ${c((a) => a.accountId)}::bigint[], ${c((a) => a.payerName)}::text[], ${c(documents)}::text[])
      as w (place, company_id, currency, amount_minor, reference_key, advice_date, account_id, payer_name, documents)
    join cash.advice a on a.tenant_id = ${tx.tenantId} and a.company_id = w.company_id and a.currency = w.currency
      and a.amount_minor is not distinct from w.amount_minor and a.bank_line_id is null and a.withdrawn_reason is null
      and (a.payment_reference_key = w.reference_key or '' in (a.payment_reference_key, w.reference_key))
      and (a.advice_date = w.advice_date or a.advice_date is null or w.advice_date is null)
      and a.account_id is not distinct from w.account_id and (a.account_id is not null or a.payer_name is not distinct from w.payer_name)
    join cash.advice_file f on f.tenant_id = ${tx.tenantId} and f.id = a.advice_file_id
    where w.documents = (
      select string_agg(d.document, ',' order by d.document collate "C") from (
        select concat(n.reference_key, ' ', n.amount_minor) as document from cash.advice_line n
        where n.tenant_id = ${tx.tenantId} and n.advice_id = a.id
      ) d)
    order by w.place, a.id`.execute(tx.db);
  return rows;
}

/** Advices of a company that wait for money; also those whose money went back. */
export async function loadWaitingAdvices(db: Sql, tenantId: bigint, companyId: bigint): Promise<WaitingAdvice[]> {
  const { rows } = await sql<WaitingAdvice>`
    select a.id, a.amount_minor as "amountMinor", case when a.amount_minor is null then (
        -- Who says without an amount that documents are paid means what is open on them, less what the line says was taken off.
        select array[coalesce(sum(coalesce(n.amount_minor, i.open - t.off)), 0), coalesce(sum(coalesce(n.amount_minor, i.issued - t.off)), 0)]::bigint[]
        from cash.advice_line n
        cross join lateral (select coalesce(n.discount_minor, 0) + coalesce(n.deduction_minor, 0) as off) t
        left join lateral (
          select sum(v.open_minor) as open, sum(v.amount_minor) as issued from receivables.v_item v
          where v.tenant_id = ${tenantId} and v.company_id = a.company_id and v.currency = a.currency and v.number_key = n.reference_key
            and n.reference_key <> '' and (v.account_id = a.account_id or not exists (
              select from receivables.v_item o where o.tenant_id = ${tenantId} and o.account_id = a.account_id and o.number_key = n.reference_key))
        ) i on true
        where n.tenant_id = ${tenantId} and n.advice_id = a.id
      ) else '{}' end as "meantMinor", a.currency, coalesce(a.advice_date, a.received_on) as day,
      a.payment_reference_key as "referenceKey", a.account_id as "accountId",
      array_remove(array[a.payer_name, c.name], null) || coalesce(p.names, '{}') as names,
      array_remove(array[a.payer_account], null) || coalesce(p.accounts, '{}') as accounts,
      array(select n.reference_key from cash.advice_line n where n.tenant_id = ${tenantId} and n.advice_id = a.id and n.reference_key <> '') as "documentKeys",
      array(select u.bank_line_id from cash.unlinked_advice u where u.tenant_id = ${tenantId} and u.advice_id = a.id) as "unlinkedLineIds"
    from cash.advice a
    left join customers.v_account c on c.tenant_id = ${tenantId} and c.id = a.account_id
    left join lateral (
      select array_agg(i.value) filter (where i.kind = 'name') as names, array_agg(i.value) filter (where i.kind = 'account') as accounts
      from customers.v_payer_identity i where i.tenant_id = ${tenantId} and i.customer_id = c.customer_id
    ) p on true
    where a.tenant_id = ${tenantId} and a.company_id = ${companyId} and a.withdrawn_reason is null
      and (a.bank_line_id is null
        or exists (select 1 from cash.receipt r where r.tenant_id = ${tenantId} and r.bank_line_id = a.bank_line_id and r.state = 'returned'))
    order by a.id`.execute(db);
  return rows;
}

/** Money in that no advice explains: what is waiting or open, and what was applied since a day with one of these amounts. */
export async function loadPairableMoney(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; since: string; amountsMinor: readonly bigint[] },
): Promise<PairableMoney[]> {
  const { rows } = await sql<PairableMoney>`
    select l.id as "lineId", l.amount_minor as "amountMinor", l.currency, l.value_date as "valueDate", r.account_id as "accountId",
      l.counterparty_name as "payerName", l.counterparty_account as "payerAccount", l.ultimate_name as "ultimateName",
      concat_ws(' ', l.structured_reference, l.remittance, l.customer_reference, l.bank_reference) as text,
      (l.state = 'waiting' or r.state <> 'applied') as open
    from cash.bank_line l
    left join cash.receipt r on r.tenant_id = ${tenantId} and r.bank_line_id = l.id
    where l.tenant_id = ${tenantId} and l.company_id = ${of.companyId} and l.amount_minor > 0 and l.id in (
      select id from cash.bank_line where tenant_id = ${tenantId} and company_id = ${of.companyId} and state = 'waiting'
      union all
      select bank_line_id from cash.receipt where tenant_id = ${tenantId} and company_id = ${of.companyId}
        and state in ('unapplied', 'part_applied', 'unidentified')
      union all
      select bank_line_id from cash.receipt where tenant_id = ${tenantId} and company_id = ${of.companyId} and state = 'applied'
        and value_date >= ${of.since} and amount_minor = any(${[...of.amountsMinor]}::bigint[])
    ) and not exists (select 1 from cash.advice a where a.tenant_id = ${tenantId} and a.bank_line_id = l.id)
    order by l.value_date, l.id`.execute(db);
  return rows;
}

/** Links advices to their money; one that was linked meanwhile, or whose money was, stays as it is. Returns those linked. */
export async function linkAdvicePairs(
  tx: Transaction,
  pairs: readonly { adviceId: bigint; lineId: bigint; basis: PairBasis | 'person'; certain: boolean }[],
): Promise<{ adviceId: bigint; lineId: bigint }[]> {
  const c = <T>(pick: (one: (typeof pairs)[number]) => T): T[] => pairs.map(pick);
  const { rows } = await sql<{ adviceId: bigint; lineId: bigint }>`
    update cash.advice a set bank_line_id = p.line_id, link_basis = p.basis, link_certain = p.certain, version = a.version + 1
    from unnest(${c((p) => p.adviceId)}::bigint[], ${c((p) => p.lineId)}::bigint[], ${c((p) => p.basis)}::text[], ${c((p) => p.certain)}::boolean[])
      as p(advice_id, line_id, basis, certain)
    where a.tenant_id = ${tx.tenantId} and a.id = p.advice_id and a.withdrawn_reason is null
      and (a.bank_line_id is null
        or exists (select 1 from cash.receipt r where r.tenant_id = ${tx.tenantId} and r.bank_line_id = a.bank_line_id and r.state = 'returned'))
      and not exists (select 1 from cash.advice o where o.tenant_id = ${tx.tenantId} and o.bank_line_id = p.line_id)
    returning a.id as "adviceId", a.bank_line_id as "lineId"`.execute(tx.db);
  return rows;
}

/** An advice that tells of a payment that came back and that nobody has acted on. Amount unsigned, in minor units. */
export interface AdvisedReturn {
  readonly id: bigint;
  readonly day: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly reason: string;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  readonly text: string;
  /** The file that told of it. */
  readonly file: string;
  /** Why it could not be taken back; null where that was not tried. */
  readonly heldBecause: HeldBecause | null;
}

/** Whether the advice `a` tells of a payment that came back, and of no line of the bank. */
export const isAdvisedReturn: RawSql = sql`a.returned_because is not null and a.withdrawn_reason is null
  and a.bank_line_id is null and a.amount_minor < 0`;
/** What an advice `a` says. */
export const textOfAdvice = (tenantId: bigint): RawSql => sql`concat_ws(' ', a.payment_reference, (
  select string_agg(concat_ws(' ', n.reference, n.memo), ' ' order by n.line) from cash.advice_line n
  where n.tenant_id = ${tenantId} and n.advice_id = a.id))`;

export async function loadAdvisedReturns(db: Sql, tenantId: bigint, companyId: bigint): Promise<AdvisedReturn[]> {
  const { rows } = await sql<AdvisedReturn>`
    select a.id, coalesce(a.advice_date, a.received_on) as day, f.name as file, ${heldBecause} as "heldBecause", a.currency, -a.amount_minor as "amountMinor", a.returned_because as reason,
      a.payer_name as "payerName", a.payer_account as "payerAccount",
      ${textOfAdvice(tenantId)} as text
    from cash.advice a
    join cash.advice_file f on f.tenant_id = ${tenantId} and f.id = a.advice_file_id
    left join cash.held_return h on h.tenant_id = ${tenantId} and h.advice_id = a.id
    where a.tenant_id = ${tenantId} and a.company_id = ${companyId} and ${isAdvisedReturn}
    order by a.id`.execute(db);
  return rows;
}

/** Locks advices by id, so that two who link or withdraw them stand in line. */
export async function lockAdvices(tx: Transaction, ids: readonly bigint[]): Promise<void> {
  const sorted = [...new Set(ids)].sort((a, b) => (a < b ? -1 : 1));
  tx.claimLock('receipt', `advices ${sorted.join(',')}`);
  await sql`select id from cash.advice where tenant_id = ${tx.tenantId} and id = any(${sorted}::bigint[]) order by id for update`.execute(
    tx.db,
  );
}

export interface AdviceAtHand {
  readonly id: bigint;
  readonly companyId: bigint;
  readonly state: string;
  readonly currency: string;
  readonly lineId: bigint | null;
  readonly version: number;
}

export async function loadAdviceAtHand(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; adviceId: bigint },
): Promise<AdviceAtHand | undefined> {
  const { rows } = await sql<AdviceAtHand>`
    select id, company_id as "companyId", state, currency, bank_line_id as "lineId", version from cash.v_advice
    where tenant_id = ${tenantId} and company_id = ${of.companyId} and id = ${of.adviceId}`.execute(db);
  return rows[0];
}

/** Frees an advice of its money; with a reason it is withdrawn as well. */
export async function freeAdvice(tx: Transaction, adviceId: bigint, withdrawnReason: string | null): Promise<void> {
  await sql`
    update cash.advice set bank_line_id = null, link_basis = null, link_certain = null, withdrawn_reason = ${withdrawnReason}, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${adviceId}`.execute(tx.db);
}

/** Keeps that a person took an advice from its money, so that it is not linked to it again by itself. */
export function keepUnlinked(tx: Transaction, of: { adviceId: bigint; lineId: bigint; reason: string }): void {
  tx.send(sql`
    insert into cash.unlinked_advice (tenant_id, advice_id, bank_line_id, reason, command_id)
    values (${tx.tenantId}, ${of.adviceId}, ${of.lineId}, ${of.reason}, ${tx.commandId})
    on conflict (tenant_id, advice_id, bank_line_id) do update set reason = excluded.reason, command_id = excluded.command_id`);
}

/** Advices of money that is no money any more wait again. */
export async function freeAdvicesOf(tx: Transaction, lineIds: readonly bigint[]): Promise<void> {
  await sql`
    update cash.advice set bank_line_id = null, link_basis = null, link_certain = null, version = version + 1
    where tenant_id = ${tx.tenantId} and bank_line_id = any(${[...lineIds]}::bigint[])`.execute(tx.db);
}

/** Withdraws advices that no money is linked to; the others stay. Returns how many it was. */
export async function withdrawUnlinked(tx: Transaction, ids: readonly bigint[], reason: string): Promise<number> {
  const { rows } = await sql`
    update cash.advice set withdrawn_reason = ${reason}, version = version + 1
    where tenant_id = ${tx.tenantId} and id = any(${[...ids]}::bigint[]) and bank_line_id is null and withdrawn_reason is null returning id`.execute(
    tx.db,
  );
  return rows.length;
}

/** Advices that were withdrawn for a reason wait again; those that were withdrawn for another stay withdrawn. */
export async function reopenWithdrawn(tx: Transaction, ids: readonly bigint[], reason: string): Promise<void> {
  await sql`
    update cash.advice set withdrawn_reason = null, version = version + 1
    where tenant_id = ${tx.tenantId} and id = any(${[...ids]}::bigint[]) and withdrawn_reason = ${reason}`.execute(
    tx.db,
  );
}

type Told =
  | 'payerName'
  | 'payerAccount'
  | 'accountId'
  | 'paymentReference'
  | 'adviceDate'
  | 'receivedOn'
  | 'currency'
  | 'amountMinor'
  | 'place';
/** What a file tells of a payment itself, without its lines. */
export type ToldPayment = Pick<NewAdvice, Told>;

/** Advices as they were told, in order of their place; `linked`: money is. */
export async function loadToldAdvices(
  db: Sql,
  tenantId: bigint,
  ids: readonly bigint[],
): Promise<(ToldPayment & { readonly id: bigint; readonly linked: boolean })[]> {
  type Told = Awaited<ReturnType<typeof loadToldAdvices>>[number];
  const { rows } = await sql<Told>`
    select id, place, payer_name as "payerName", payer_account as "payerAccount", account_id as "accountId", payment_reference as "paymentReference",
      advice_date as "adviceDate", received_on as "receivedOn", currency, amount_minor as "amountMinor",
      bank_line_id is not null or withdrawn_reason is not null as linked
    from cash.advice where tenant_id = ${tenantId} and id = any(${[...ids]}::bigint[]) order by place`.execute(db);
  return rows;
}

/** What an advice says of its money, and whether it can be relied on. */
export type AdvisedLines = AdviceStanding & { readonly lines: RemittanceLine[] };

/**
 * What payers say of some money, as the engine takes it, by bank line: by an advice, else by what the payment itself carries; and
 * what is written there beside the documents.
 */
export async function loadAdvisedLines(
  db: Sql,
  tenantId: bigint,
  lineIds: readonly bigint[],
): Promise<{ advised: Map<bigint, AdvisedLines>; memos: Map<bigint, readonly string[]> }> {
  const { rows } = await sql<{
    line_id: bigint;
    certain: boolean;
    scanned: boolean;
    prose: boolean;
    reference: string;
    amount_minor: bigint | null;
    discount_minor: bigint | null;
    deduction_minor: bigint | null;
    deduction_reason: string | null;
    memo: string | null;
    shares: boolean;
  }>`
    select a.bank_line_id as line_id, a.link_certain as certain, a.scanned, a.prose, n.reference, n.amount_minor, n.discount_minor, n.deduction_minor,
      n.deduction_reason, n.memo, n.shares
    from cash.advice a join cash.advice_line n on n.tenant_id = ${tenantId} and n.advice_id = a.id
    where a.tenant_id = ${tenantId} and a.bank_line_id = any(${[...lineIds]}::bigint[]) order by a.id, n.line`.execute(
    db,
  );
  const advised = new Map<bigint, AdvisedLines>();
  for (const row of rows) {
    const { certain, scanned, prose } = row;
    const one = advised.get(row.line_id) ?? { certain, scanned, prose, lines: [] };
    one.lines.push(
      matchingLine({
        reference: row.reference,
        amountMinor: row.amount_minor,
        discountMinor: row.discount_minor,
        deductionMinor: row.deduction_minor,
        deductionReason: row.deduction_reason,
        memo: row.memo,
        shares: row.shares,
      }),
    );
    advised.set(row.line_id, one);
  }
  const memos = new Map<bigint, readonly string[]>();
  const foretold = await loadForetold(db, tenantId, lineIds);
  for (const { lineId, text } of foretold.values()) if (text !== null && text !== '') memos.set(lineId, [text]);
  for (const [lineId, stated] of await loadStatedDocuments(db, tenantId, lineIds, foretold)) {
    // What a person sent, or somebody linked, goes before what the payment itself carries.
    memos.set(lineId, [...(memos.get(lineId) ?? []), ...statedMemos(stated)]);
    if (!advised.has(lineId))
      advised.set(lineId, { certain: true, scanned: false, prose: false, lines: statedLines(stated) });
  }
  return { advised, memos };
}

/** What the bank told of a payment before it booked it, in an advice or report of the same reference and amount. */
interface Foretold {
  readonly lineId: bigint;
  /** Null: the line itself says as much. */
  readonly text: string | null;
  readonly stated: readonly KeptDocument[] | null;
}

/**
 * By bank line, money in only: what the fullest advice of a payment tells. Where a reference and an amount stand for several payments,
 * in one message or among the bookings, none is told: it would be told of another's money.
 */
async function loadForetold(
  db: Sql,
  tenantId: bigint,
  lineIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, Foretold>> {
  // Most banks send none: then nothing is looked up for the many lines of a day.
  const { rows } = await sql<Foretold>`
    with told as (
      select l.id as line_id, a.id, a.stated, a.structured_reference, a.remittance, l.remittance as own, l.structured_reference as own_reference,
        count(*) over (partition by l.id, a.statement_id) as in_message
      from cash.bank_line l
      join cash.bank_line a on a.tenant_id = ${tenantId} and a.state = 'advised' and a.company_id = l.company_id
        and a.bank_account_id = l.bank_account_id and a.bank_reference = l.bank_reference and a.amount_minor = l.amount_minor
        and a.currency = l.currency and a.booking_date between l.booking_date - 5 and l.booking_date + 5
      where (select true from cash.bank_line where tenant_id = ${tenantId} and state = 'advised' and bank_reference is not null limit 1)
        and l.tenant_id = ${tenantId} and l.id = any(${[...lineIds]}::bigint[]) and l.state <> 'advised' and l.amount_minor > 0
        and jsonb_array_length(l.details) < 2
        and not exists (select from cash.bank_line o where o.tenant_id = ${tenantId} and o.company_id = l.company_id and o.id <> l.id
          and o.state <> 'advised' and o.bank_account_id = l.bank_account_id and o.bank_reference = l.bank_reference
          and o.amount_minor = l.amount_minor and o.currency = l.currency and o.booking_date between l.booking_date - 5 and l.booking_date + 5)
    )
    select distinct on (line_id) line_id as "lineId", stated,
      nullif(concat_ws(' ', case when structured_reference is distinct from own_reference then structured_reference end,
        case when strpos(own, remittance) = 0 then remittance end), '') as text
    from told t
    where not exists (select from told twin where twin.line_id = t.line_id and twin.in_message > 1)
    order by line_id, (stated is not null) desc, length(remittance) desc, id`.execute(db);
  return new Map(rows.map((row) => [row.lineId, row]));
}

/**
 * What payments themselves say of their documents, by bank line, money in only: the line's own, else that of the bank's advice or
 * report of the same reference and amount.
 */
export async function loadStatedDocuments(
  db: Sql,
  tenantId: bigint,
  lineIds: readonly bigint[],
  /** Where it is known already. */
  foretold?: ReadonlyMap<bigint, Foretold>,
): Promise<Map<bigint, StatedDocument[]>> {
  const { rows } = await sql<{ id: bigint; stated: KeptDocument[] }>`
    select l.id, l.stated from cash.bank_line l
    where (select true from cash.bank_line where tenant_id = ${tenantId} and stated is not null limit 1)
      and l.tenant_id = ${tenantId} and l.stated is not null and l.amount_minor > 0 and l.id = any(${[...lineIds]}::bigint[])`.execute(
    db,
  );
  const found = new Map(rows.map((row) => [row.id, keptDocuments(row.stated)]));
  for (const { lineId, stated } of (foretold ?? (await loadForetold(db, tenantId, lineIds))).values())
    if (stated !== null && !found.has(lineId)) found.set(lineId, keptDocuments(stated));
  return found;
}
