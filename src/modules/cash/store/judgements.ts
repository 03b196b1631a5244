/** What the engine said of money, and how often it was right: the only writer of cash.judgement and cash.track_record. */
import type { Day } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import { allocationsText } from '../rules/allocations.ts';
import type { EvidenceKind } from '../rules/matching/evidence.ts';
import { type KindCounts, settledDays } from '../rules/track-record.ts';

/** One explanation that was applied by itself or proposed. */
export interface NewJudgement {
  readonly lineId: bigint;
  readonly evidence: EvidenceKind;
  readonly proved: boolean;
  readonly posted: boolean;
  readonly score: number;
  readonly confidence: number;
  readonly history: { readonly observed: number; readonly wrong: number } | null;
  /** What leaves each item. */
  readonly allocations: readonly { readonly itemId: string; readonly itemAmountMinor: bigint }[];
  readonly runnerUp: KeptRunnerUp | null;
}

/** What else could have been said, with the items by their ids. */
export interface KeptRunnerUp {
  readonly explanation: string;
  readonly itemIds: readonly string[];
}

/** Keeps what was said of the receipts of some lines, which are written before. Nobody waits for it. */
export function sendJudgements(
  tx: Transaction,
  companyId: bigint,
  judgedOn: Day,
  judgements: readonly NewJudgement[],
): void {
  if (judgements.length === 0) return;
  const c = <T>(pick: (one: NewJudgement) => T): T[] => judgements.map(pick);
  tx.send(sql`
    insert into cash.judgement (tenant_id, company_id, receipt_id, evidence, proved, posted, score, confidence, observed, wrong,
      allocations, runner_up, judged_on, command_id)
    select ${tx.tenantId}, ${companyId}, r.id, j.evidence, j.proved, j.posted, j.score, j.confidence, j.observed, j.wrong, j.allocations, j.runner_up::jsonb,
      ${judgedOn}, ${tx.commandId}
    from unnest(${c((j) => j.lineId)}::bigint[], ${c((j) => j.evidence)}::text[], ${c((j) => j.proved)}::boolean[],
      ${c((j) => j.posted)}::boolean[], ${c((j) => j.score)}::float8[], ${c((j) => j.confidence)}::float8[],
      ${c((j) => j.history?.observed ?? null)}::float8[], ${c((j) => j.history?.wrong ?? null)}::integer[],
      ${c((j) => allocationsText(j.allocations))}::text[], ${c((j) => j.runnerUp && JSON.stringify(j.runnerUp))}::text[])
      as j(line_id, evidence, proved, posted, score, confidence, observed, wrong, allocations, runner_up)
    join cash.receipt r on r.tenant_id = ${tx.tenantId} and r.bank_line_id = j.line_id`);
}

/** What became of a judgement. */
const judgementOutcomes = [
  /** A person applied the money exactly so. */
  'confirmed',
  /** Posted by itself, and untouched for long enough. */
  'stood',
  /** Posted by itself, not long ago. */
  'young',
  /** A person applied the money otherwise. */
  'otherwise',
  /** It was posted, and a person took it back. */
  'taken_back',
  'declined',
  /** The bank took the money back, which says nothing about what it was meant for. */
  'returned',
  /** Nobody has decided; the money waits, or was put to another use. */
  'waiting',
] as const;
export type JudgementOutcome = (typeof judgementOutcomes)[number];

/** Receipts of a company by their booking days, and the day as of which they are looked at. */
export interface JudgedSpan {
  readonly companyId: bigint;
  readonly from: Day;
  readonly to: Day;
}

/** The clearings that some money stands applied by and what each pays, as the tables `standing` and `settled`; `items` selects the money. */
const settledBy = (tenantId: bigint, items: ReturnType<typeof sql>) => sql`
  standing as materialized (
    select distinct a.credit_item_id as money_id, a.clearing_id, a.command_id, u.seq, u.operation
    from (${items}) m
    join receivables.v_allocation a on a.tenant_id = ${tenantId} and a.credit_item_id = m.item_id and a.reversal_of is null
      and a.kind in ('cash_application', 'manual')
    join platform.audit u on u.tenant_id = ${tenantId} and u.command_id = a.command_id
    where not exists (select 1 from receivables.v_clearing b where b.tenant_id = ${tenantId} and b.reversal_of = a.clearing_id)
  ),
  settled as materialized (
    select p.money_id, p.clearing_id, p.command_id, p.seq, p.operation,
      string_agg(p.item_id::text || ':' || p.amount_minor::text, ' ' order by p.item_id) as allocations
    from (
      select s.*, b.debit_item_id as item_id, sum(b.debit_amount_minor)::bigint as amount_minor
      from standing s join receivables.v_allocation b on b.tenant_id = ${tenantId} and b.clearing_id = s.clearing_id
      group by s.money_id, s.clearing_id, s.command_id, s.seq, s.operation, b.debit_item_id
      union all
      -- Credits that stood open before; what the application itself made of a difference belongs to the items.
      select s.*, b.credit_item_id, -sum(b.credit_amount_minor)::bigint
      from standing s join receivables.v_allocation b on b.tenant_id = ${tenantId} and b.clearing_id = s.clearing_id
      join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = b.credit_item_id and i.aging_class <> 'unapplied'
        and i.command_id <> s.command_id
      group by s.money_id, s.clearing_id, s.command_id, s.seq, s.operation, b.credit_item_id
    ) p group by p.money_id, p.clearing_id, p.command_id, p.seq, p.operation
  )`;

/**
 * The judgements of a span with what became of each, as the table `known`: read off the clearings of the money that stand.
 * An explanation that was said again of the same money counts once; `latest` is the last one of its receipt.
 */
const known = (tenantId: bigint, of: JudgedSpan) => sql`
  judged as materialized (
    select distinct on (j.receipt_id, j.evidence, j.proved, j.allocations)
      j.id, j.receipt_id, j.command_id, j.evidence, j.proved, j.posted, j.score, j.allocations, j.judged_on, u.seq, r.item_id, r.state, r.currency, r.amount_minor,
      r.posting_date
    from cash.receipt r
    join cash.judgement j on j.tenant_id = ${tenantId} and j.receipt_id = r.id
    join platform.audit u on u.tenant_id = ${tenantId} and u.command_id = j.command_id
    where r.tenant_id = ${tenantId} and r.company_id = ${of.companyId} and r.posting_date between ${of.from} and ${of.to}
    order by j.receipt_id, j.evidence, j.proved, j.allocations, j.id desc
  ),
  ${settledBy(tenantId, sql`select distinct item_id from judged where item_id is not null`)},
  same as (
    select money_id, allocations, bool_and(operation = 'cash.apply') as by_itself from settled group by money_id, allocations
  ),
  own as (select distinct money_id, command_id from settled),
  last as (select money_id, max(seq) as seq from settled group by money_id),
  known as (
    select j.*, j.id = max(j.id) over (partition by j.receipt_id) as latest,
      case
        -- A settlement or a slip that was taken back says nothing of what its money was applied to.
        when j.state in ('returned', 'reversed') then 'returned'
        when o.command_id is not null or s.by_itself then case when j.judged_on <= ${of.to}::date - ${settledDays}::integer then 'stood' else 'young' end
        when s.money_id is not null then 'confirmed'
        when l.seq > j.seq then 'otherwise'
        when j.posted then 'taken_back'
        when x.id is not null then 'declined'
        else 'waiting'
      end as outcome
    from judged j
    left join own o on o.money_id = j.item_id and o.command_id = j.command_id
    left join same s on s.money_id = j.item_id and s.allocations = j.allocations
    left join last l on l.money_id = j.item_id
    left join cash.declined_proposal x on x.tenant_id = ${tenantId} and x.receipt_id = j.receipt_id and x.withdrawn_by is null
      and x.item_ids = array(select split_part(part, ':', 1)::bigint from unnest(string_to_array(j.allocations, ' ')) as part)
  )`;

/** Judgements of one kind, outcome and currency. */
export interface OutcomeCount {
  readonly evidence: EvidenceKind;
  readonly proved: boolean;
  readonly outcome: JudgementOutcome;
  readonly currency: string;
  readonly count: number;
  /** The engine's own figure on average. */
  readonly score: number;
  /** Receipts of which it was the last word, and their money. */
  readonly receipts: number;
  readonly amountMinor: bigint;
  /** The first day on which money of it was booked. */
  readonly first: Day;
}

export async function countOutcomes(db: Sql, tenantId: bigint, of: JudgedSpan): Promise<OutcomeCount[]> {
  const { rows } = await sql<OutcomeCount>`
    with ${known(tenantId, of)}
    select evidence, proved, outcome, currency, count(*)::integer as count, avg(score)::float8 as score,
      (count(*) filter (where latest))::integer as receipts, coalesce(sum(amount_minor) filter (where latest), 0)::bigint as "amountMinor", min(posting_date) as first
    from known group by evidence, proved, outcome, currency`.execute(db);
  return rows;
}

/** Money that came in a span, by currency, whatever the engine said of it. */
export async function countMoneyIn(
  db: Sql,
  tenantId: bigint,
  of: JudgedSpan,
): Promise<{ currency: string; receipts: number; amountMinor: bigint }[]> {
  const { rows } = await sql<{ currency: string; receipts: number; amountMinor: bigint }>`
    select currency, count(*)::integer as receipts, sum(amount_minor)::bigint as "amountMinor" from cash.receipt
    where tenant_id = ${tenantId} and company_id = ${of.companyId} and posting_date between ${of.from} and ${of.to} and amount_minor > 0
      and state <> 'deposit'
    group by currency`.execute(db);
  return rows;
}

/** A receipt behind a figure. */
export interface JudgedReceipt {
  /** Of the judgement: a receipt may have several. */
  readonly id: bigint;
  readonly receiptId: bigint;
  readonly postingDate: Day;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly payer: string | null;
  readonly customer: string | null;
  readonly name: string | null;
  readonly evidence: EvidenceKind;
  readonly proved: boolean;
  readonly posted: boolean;
  readonly outcome: JudgementOutcome;
  readonly explanation: string;
}

/** The receipts behind some figures, the newest first, and how many there are. */
export async function listJudged(
  db: Sql,
  tenantId: bigint,
  of: JudgedSpan & {
    /** Kinds as "evidence proved|doubted"; all when empty. */
    readonly kinds: readonly string[];
    readonly outcomes: readonly JudgementOutcome[];
    readonly offset: number;
    readonly limit: number;
  },
): Promise<{ count: number; rows: JudgedReceipt[] }> {
  const wanted = sql`(${of.kinds.length === 0} or k.evidence || case when k.proved then ' proved' else ' doubted' end = any(${[...of.kinds]}::text[]))
    and (${of.outcomes.length === 0} or k.outcome = any(${[...of.outcomes]}::text[]))`;
  const { rows } = await sql<JudgedReceipt & { count: number }>`
    with ${known(tenantId, of)}
    select k.id, k.receipt_id as "receiptId", k.posting_date as "postingDate", k.currency, k.amount_minor as "amountMinor", n.counterparty_name as payer,
      a.number as customer, a.name, k.evidence, k.proved, k.posted, k.outcome, r.explanation, (count(*) over ())::integer as count
    from known k
    join cash.receipt r on r.tenant_id = ${tenantId} and r.id = k.receipt_id
    join cash.bank_line n on n.tenant_id = ${tenantId} and n.id = r.bank_line_id
    left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = r.account_id
    where ${wanted}
    order by k.posting_date desc, k.id desc limit ${of.limit} offset ${of.offset}`.execute(db);
  return { count: rows[0]?.count ?? 0, rows: rows.map(({ count: _, ...row }) => row) };
}

/** The day's count that is in force on a day, the newest not after it; undefined before the first. */
export async function loadTrackRecords(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; day: Day },
): Promise<{ countedOn: Day; kinds: KindCounts[] } | undefined> {
  const { rows } = await sql<KindCounts & { countedOn: Day }>`
    select counted_on as "countedOn", evidence, proved, confirmed, stood, wrong from cash.track_record
    where tenant_id = ${tenantId} and company_id = ${of.companyId} and counted_on = (
      select max(counted_on) from cash.track_record where tenant_id = ${tenantId} and company_id = ${of.companyId} and counted_on <= ${of.day})`.execute(
    db,
  );
  const [first] = rows;
  return first && { countedOn: first.countedOn, kinds: rows.map(({ countedOn: _, ...kind }) => kind) };
}

/** Keeps a day's count; a day that was counted keeps its first. */
export async function insertTrackRecords(
  tx: Transaction,
  of: { companyId: bigint; day: Day; kinds: readonly KindCounts[] },
): Promise<void> {
  const c = <T>(pick: (one: KindCounts) => T): T[] => of.kinds.map(pick);
  await sql`
    insert into cash.track_record (tenant_id, company_id, counted_on, evidence, proved, confirmed, stood, wrong, command_id)
    select ${tx.tenantId}, ${of.companyId}, ${of.day}, k.*, ${tx.commandId}
    from unnest(${c((k) => k.evidence)}::text[], ${c((k) => k.proved)}::boolean[], ${c((k) => k.confirmed)}::integer[],
      ${c((k) => k.stood)}::integer[], ${c((k) => k.wrong)}::integer[]) as k
    on conflict do nothing`.execute(tx.db);
}

/** What the engine said of a receipt last, what else it could have said, and the history behind its confidence. */
export interface ReceiptJudgement {
  readonly evidence: EvidenceKind;
  readonly proved: boolean;
  readonly posted: boolean;
  readonly score: number;
  readonly confidence: number;
  readonly observed: number | null;
  readonly wrong: number | null;
  readonly runnerUp: KeptRunnerUp | null;
}

export async function loadJudgement(
  db: Sql,
  tenantId: bigint,
  receiptId: bigint,
): Promise<ReceiptJudgement | undefined> {
  const { rows } = await sql<ReceiptJudgement>`
    select evidence, proved, posted, score, confidence, observed, wrong, runner_up as "runnerUp" from cash.judgement
    where tenant_id = ${tenantId} and receipt_id = ${receiptId} order by id desc limit 1`.execute(db);
  return rows[0];
}

/** Money of a span with what it pays today and what a person said it does not pay. */
export interface PastReceipt {
  readonly lineId: bigint;
  readonly day: Day;
  readonly valueDate: Day;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  readonly ultimateName: string | null;
  readonly text: string;
  /** Texts of allocations of the clearings that stand. */
  readonly pays: readonly string[];
  /** Items of declined proposals and of applications that a person took back, "item item". */
  readonly declined: readonly string[];
}

/** Money in of a span by booking day, in the order in which it came; deposits are their checks. */
export async function loadPastMoney(db: Sql, tenantId: bigint, of: JudgedSpan): Promise<PastReceipt[]> {
  const { rows } = await sql<PastReceipt>`
    with money as materialized (
      select r.id, r.item_id, r.bank_line_id, r.amount_minor, r.currency from cash.receipt r
      where r.tenant_id = ${tenantId} and r.company_id = ${of.companyId} and r.posting_date between ${of.from} and ${of.to} and r.amount_minor > 0
        and r.state <> 'deposit'
    ), ${settledBy(tenantId, sql`select item_id from money where item_id is not null`)},
    pays as (select money_id, array_agg(allocations) as texts from settled group by money_id),
    -- Applications that a person took back are a no to the items that they paid; those that the bank took back are none.
    undone as (
      select m.id as receipt_id, array_agg(distinct b.debit_item_id) as item_ids
      from money m
      join receivables.v_allocation a on a.tenant_id = ${tenantId} and a.credit_item_id = m.item_id and a.reversal_of is null
        and a.kind = 'cash_application'
      join receivables.v_clearing back on back.tenant_id = ${tenantId} and back.reversal_of = a.clearing_id
      join receivables.v_allocation b on b.tenant_id = ${tenantId} and b.clearing_id = a.clearing_id
      where not exists (select 1 from cash.returned_payment p where p.tenant_id = ${tenantId} and p.command_id = back.command_id)
      group by m.id, a.clearing_id
    ),
    no as (
      select receipt_id, array_agg(array_to_string(item_ids, ' ')) as texts from (
        select x.receipt_id, x.item_ids from cash.declined_proposal x
        where x.tenant_id = ${tenantId} and x.company_id = ${of.companyId} and x.withdrawn_by is null
        union select receipt_id, item_ids from undone
      ) said group by receipt_id
    )
    select l.id as "lineId", l.booking_date as day, l.value_date as "valueDate", m.amount_minor as "amountMinor", m.currency,
      l.counterparty_name as "payerName", l.counterparty_account as "payerAccount", l.ultimate_name as "ultimateName",
      concat_ws(' ', l.structured_reference, nullif(l.remittance, ''), l.customer_reference) as text,
      coalesce(p.texts, '{}') as pays, coalesce(n.texts, '{}') as declined
    from money m
    join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = m.bank_line_id
    left join pays p on p.money_id = m.item_id
    left join no n on n.receipt_id = m.id
    order by l.booking_date, l.id`.execute(db);
  return rows;
}

/** Who sent the money of a line, and when. */
export interface SimulatedLine {
  readonly receiptId: bigint;
  readonly postingDate: Day;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly payer: string | null;
}

/** The receipts of some bank lines, by the line's id. */
export async function loadReceiptsOfLines(
  db: Sql,
  tenantId: bigint,
  lineIds: readonly bigint[],
): Promise<Map<string, SimulatedLine>> {
  const { rows } = await sql<SimulatedLine & { lineId: bigint }>`
    select l.id as "lineId", r.id as "receiptId", r.posting_date as "postingDate", r.currency, r.amount_minor as "amountMinor",
      l.counterparty_name as payer
    from cash.receipt r join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id
    where r.tenant_id = ${tenantId} and r.bank_line_id = any(${[...lineIds]}::bigint[])`.execute(db);
  return new Map(rows.map(({ lineId, ...row }) => [lineId.toString(), row]));
}
