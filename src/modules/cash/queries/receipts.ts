/** Receipts as a person works on them: the queue, and one with its suggestion, the runner-up and the items it may pay. */
import type { ChargeBearer } from '#formats';
import { type Day, formatAmount, isCurrency } from '#kernel';
import { type Engine, runQuery, type Sql, sql } from '#platform';
import { type ToldDocument, toldDocuments } from '../rules/stated-documents.ts';
import { loadStatedDocuments } from '../store/advices.ts';
import { loadDeclined } from '../store/declined.ts';
import { loadJudgement, type ReceiptJudgement } from '../store/judgements.ts';
import { type CandidateItem, type CandidateReceipt, firstCandidates } from './candidates.ts';

const receiptQueues = ['proposed', 'unidentified', 'on_account', 'applied'] as const;
export type ReceiptQueue = (typeof receiptQueues)[number];

export interface ReceiptRow {
  readonly id: bigint;
  readonly company: string;
  readonly version: number;
  readonly valueDate: Day;
  readonly amount: string;
  readonly left: string;
  readonly currency: string;
  readonly state: string;
  readonly decision: string;
  readonly confidence: number;
  readonly explanation: string;
  readonly payer: string | null;
  readonly payerAccount: string | null;
  readonly ultimateName: string | null;
  readonly text: string;
  readonly customer: string | null;
  readonly name: string | null;
  readonly bank: string;
}

const queueOf = sql`case when r.state = 'unidentified' and r.proposal is null then 'unidentified'
  when r.proposal is not null and r.state in ('unapplied', 'part_applied', 'unidentified') then 'proposed'
  when r.state in ('unapplied', 'part_applied') then 'on_account' when r.state not in ('returned', 'deposit', 'settlement', 'reversed') then 'applied' end`;

/** The columns of `rowColumns`. */
export interface ReceiptColumns {
  id: bigint;
  company: string;
  version: number;
  value_date: Day;
  amount_minor: bigint;
  left_minor: bigint;
  currency: string;
  state: string;
  decision: string;
  confidence: number;
  explanation: string;
  payer: string | null;
  payer_account: string | null;
  ultimate_name: string | null;
  remittance: string;
  customer: string | null;
  name: string | null;
  bank: string;
}

/** Whether a receipt `r` waits in a queue. */
export const inQueue = (queue: ReceiptQueue) => sql`${queueOf} = ${queue}`;

/** What is shown of a receipt `r`, with the tables that it is read from. */
export const rowColumns = (tenantId: bigint) => sql`
  r.id, y.code as company, r.version, r.value_date, r.amount_minor, case when r.item_id is null then r.amount_minor else -i.open_minor end as left_minor, r.currency, r.state,
  r.decision, r.confidence, r.explanation, l.counterparty_name as payer, l.counterparty_account as payer_account, l.ultimate_name, l.remittance,
  a.number as customer, a.name, b.name as bank
  from cash.receipt r
  join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id
  join cash.bank_account b on b.tenant_id = ${tenantId} and b.id = l.bank_account_id
  join company.v_company y on y.tenant_id = ${tenantId} and y.id = r.company_id
  left join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = r.item_id
  left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = r.account_id`;

export const toRow = (row: ReceiptColumns): ReceiptRow => ({
  id: row.id,
  company: row.company,
  version: row.version,
  valueDate: row.value_date,
  amount: formatAmount(row.amount_minor, row.currency),
  left: formatAmount(row.left_minor, row.currency),
  currency: row.currency,
  state: row.state,
  decision: row.decision,
  confidence: row.confidence,
  explanation: row.explanation,
  payer: row.payer,
  payerAccount: row.payer_account,
  ultimateName: row.ultimate_name,
  text: row.remittance,
  customer: row.customer,
  name: row.name,
  bank: row.bank,
});

/** A window of a queue of companies together, the oldest money first (applied: the newest), with the sizes of all queues. Money in only. */
export function listReceipts(
  engine: Engine,
  tenantId: bigint,
  query: { companyIds: readonly bigint[]; queue: ReceiptQueue; offset: number; limit: number },
): Promise<{ rows: ReceiptRow[]; counts: Record<ReceiptQueue, number> }> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<ReceiptColumns>`
      select ${rowColumns(tenantId)}
      where r.tenant_id = ${tenantId} and r.company_id = any(${query.companyIds as bigint[]}::bigint[]) and r.amount_minor > 0 and ${inQueue(query.queue)}
      order by ${query.queue === 'applied' ? sql`r.value_date desc, r.id desc` : sql`r.value_date, r.id`}
      limit ${query.limit} offset ${query.offset}`.execute(db);
    const sizes = await sql<{ queue: ReceiptQueue; size: number }>`
      select ${queueOf} as queue, count(*)::integer as size from cash.receipt r
      where r.tenant_id = ${tenantId} and r.company_id = any(${query.companyIds as bigint[]}::bigint[]) and r.amount_minor > 0 group by 1`.execute(
      db,
    );
    const counts = Object.fromEntries(
      receiptQueues.map((queue) => [queue, sizes.rows.find((row) => row.queue === queue)?.size ?? 0]),
    ) as Record<ReceiptQueue, number>;
    return { rows: rows.map(toRow), counts };
  });
}

export interface DeclinedExplanation {
  readonly explanation: string;
  readonly reason: string;
  readonly person: string;
  readonly declinedAt: string;
}

export interface ReceiptDetail extends ReceiptRow {
  /** That its month was closed when the bank told of it; null: it is posted on the bank's day. */
  readonly postedLater: { readonly bookedOn: Day; readonly postedOn: Day } | null;
  /** The first of the items that it may pay: all that are suggested, then by due day. */
  readonly items: readonly CandidateItem[];
  /** How many it may pay in all. */
  readonly itemsInAll: number;
  readonly alternatives: number | null;
  readonly runnerUp: { readonly explanation: string; readonly numbers: readonly string[] } | null;
  /** What it was applied to already. */
  readonly appliedTo: readonly { readonly id: bigint; readonly number: string; readonly amount: string }[];
  /** That the bank took it back, by which line of its statement (none while only a person knows), and the fee for it. */
  readonly returned: {
    readonly returnedOn: Day;
    readonly reason: string;
    readonly lineReceiptId: bigint | null;
    readonly fee: string | null;
  } | null;
  /** What the engine said of it last, and the history behind its confidence; null: nothing. */
  readonly judgement: Omit<ReceiptJudgement, 'runnerUp'> | null;
  /** What a person declined for it and is not proposed again, the newest first. */
  readonly declined: readonly DeclinedExplanation[];
  /** What the bank states beside the amount; null where it states nothing. */
  readonly said: BankSaid | null;
  /** What the payment itself says of the documents that it pays. */
  readonly stated: ToldDocument[];
  /** Of money out: the receipt that it took back. */
  readonly returnOf: bigint | null;
  /** The clearings that used its money and stand: taken back, the money is unapplied again. The newest first. */
  readonly clearingIds: readonly bigint[];
  /** Who worked on it last, and when; null: nobody has, or its money is of no customer yet. */
  readonly lastWork: { readonly by: string; readonly at: string } | null;
}

/** The newest event of a receipt among those of the account that its money stands on, with its audit record. */
async function loadLastWork(
  db: Sql,
  tenantId: bigint,
  of: { readonly receiptId: bigint; readonly accountId: bigint | null },
): Promise<ReceiptDetail['lastWork']> {
  if (of.accountId === null) return null;
  const { rows } = await sql<{ by: string; at: string }>`
    select n.name as by, u.recorded_at as at from platform.change_account o
    join platform.change e on e.tenant_id = ${tenantId} and e.seq = o.seq and e.ordinal = o.ordinal
    join platform.audit u on u.tenant_id = ${tenantId} and u.seq = o.seq
    join platform.person n on n.id = u.person_id
    where o.tenant_id = ${tenantId} and o.account_id = ${of.accountId} and e.payload ->> 'receiptId' = ${of.receiptId.toString()}
    order by o.seq desc, o.ordinal desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/** Amounts in the currency that stands beside them, the original in the receipt's. */
export interface BankSaid {
  readonly reasonCode: string | null;
  readonly original: string | null;
  readonly charges: string | null;
  readonly chargesCurrency: string | null;
  readonly bearer: ChargeBearer | null;
  readonly instructed: string | null;
  readonly instructedCurrency: string | null;
  readonly rate: string | null;
}

async function loadSaid(db: Sql, tenantId: bigint, receiptId: bigint): Promise<BankSaid | null> {
  const { rows } = await sql<{
    reason: string | null;
    original: bigint | null;
    charges: bigint | null;
    chargesCurrency: string | null;
    bearer: ChargeBearer | null;
    instructed: bigint | null;
    instructedCurrency: string | null;
    rate: string | null;
    currency: string;
  }>`
    select l.return_reason as reason, l.original_minor as original, l.charges_minor as charges, l.charges_currency as "chargesCurrency",
      l.charges_bearer as bearer, l.instructed_minor as instructed, l.instructed_currency as "instructedCurrency", l.exchange_rate as rate, l.currency
    from cash.receipt r join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id
    where r.tenant_id = ${tenantId} and r.id = ${receiptId}`.execute(db);
  const [row] = rows;
  if (!row || [row.reason, row.original, row.charges, row.instructed, row.rate].every((one) => one === null))
    return null;
  const amount = (minor: bigint | null, currency: string | null): string | null =>
    minor === null ? null : formatAmount(minor, currency !== null && isCurrency(currency) ? currency : row.currency);
  return {
    reasonCode: row.reason,
    original: amount(row.original, row.currency),
    charges: amount(row.charges, row.chargesCurrency),
    chargesCurrency: row.chargesCurrency,
    bearer: row.bearer,
    instructed: amount(row.instructed, row.instructedCurrency),
    instructedCurrency: row.instructedCurrency,
    rate: row.rate,
  };
}

interface Proposal extends NonNullable<CandidateReceipt['proposal']> {
  readonly alternatives: number | null;
  readonly runnerUp: { readonly explanation: string; readonly itemIds: readonly string[] } | null;
}

/**
 * One receipt with everything needed to decide: the first of the open items of its customer (or of the one named) in its
 * currency, those of the suggestion before the others, and how many there are. Undefined when the company has no such receipt.
 */
export function loadReceipt(
  engine: Engine,
  tenantId: bigint,
  query: { companyId: bigint; receiptId: bigint; day: Day; customer?: string | undefined },
): Promise<ReceiptDetail | undefined> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<
      ReceiptColumns & {
        line_id: bigint;
        account_id: bigint | null;
        item_id: bigint | null;
        proposal: Proposal | null;
        booking_date: Day;
        posting_date: Day;
      }
    >`
      select r.bank_line_id as line_id, r.account_id, r.item_id, r.proposal, l.booking_date, r.posting_date, ${rowColumns(tenantId)}
      where r.tenant_id = ${tenantId} and r.company_id = ${query.companyId} and r.id = ${query.receiptId}`.execute(db);
    const row = rows[0];
    if (!row) return undefined;
    const proposal = row.proposal;
    const appliedTo =
      row.item_id === null
        ? []
        : (
            await sql<{ id: bigint; number: string; amount: bigint }>`
              select d.id, d.number, sum(a.debit_amount_minor)::bigint as amount from receivables.v_allocation a
              join receivables.v_item d on d.tenant_id = ${tenantId} and d.id = a.debit_item_id
              where a.tenant_id = ${tenantId} and a.credit_item_id = ${row.item_id} group by d.id, d.number having sum(a.debit_amount_minor) <> 0 order by d.number, d.id`.execute(
              db,
            )
          ).rows;
    const clearings =
      row.item_id === null
        ? []
        : (
            await sql<{ id: bigint }>`
              select distinct a.clearing_id as id from receivables.v_allocation a
              where a.tenant_id = ${tenantId} and a.credit_item_id = ${row.item_id} and a.reversal_of is null
                and not exists (select 1 from receivables.v_clearing b where b.tenant_id = ${tenantId} and b.reversal_of = a.clearing_id)
              order by a.clearing_id desc`.execute(db)
          ).rows;
    const judged = await loadJudgement(db, tenantId, query.receiptId);
    // Of what was posted by itself it is kept with what the engine said; what a person decides has none.
    const other = proposal ? proposal.runnerUp : row.decision === 'apply' ? (judged?.runnerUp ?? null) : null;
    const runnerUp = other && {
      explanation: other.explanation,
      numbers: await numbersOf(db, tenantId, other.itemIds),
    };
    const { rows: returns } = await sql<{
      receipt_id: bigint;
      return_receipt_id: bigint | null;
      returned_on: Day;
      reason: string;
      fee_minor: bigint | null;
    }>`
      select p.receipt_id, p.return_receipt_id, p.returned_on, p.reason, f.amount_minor as fee_minor from cash.v_returned_payment p
      left join receivables.v_item f on f.tenant_id = ${tenantId} and f.id = p.fee_item_id
      where p.tenant_id = ${tenantId} and p.standing and (p.receipt_id = ${query.receiptId} or p.return_receipt_id = ${query.receiptId})`.execute(
      db,
    );
    const [back] = returns;
    return {
      ...toRow(row),
      postedLater:
        row.booking_date < row.posting_date ? { bookedOn: row.booking_date, postedOn: row.posting_date } : null,
      returned:
        back && back.receipt_id === query.receiptId
          ? {
              returnedOn: back.returned_on,
              reason: back.reason,
              lineReceiptId: back.return_receipt_id,
              fee: back.fee_minor === null ? null : formatAmount(back.fee_minor, row.currency),
            }
          : null,
      returnOf: back && back.return_receipt_id === query.receiptId ? back.receipt_id : null,
      said: await loadSaid(db, tenantId, query.receiptId),
      stated: toldDocuments(
        (await loadStatedDocuments(db, tenantId, [row.line_id])).get(row.line_id) ?? [],
        row.currency,
      ),
      judgement: judged ? withoutRunnerUp(judged) : null,
      declined: (await loadDeclined(db, tenantId, query.receiptId)).map(
        ({ explanation, reason, person, declinedAt }) => ({ explanation, reason, person, declinedAt }),
      ),
      ...(await firstCandidates(db, tenantId, query, row)),
      alternatives: proposal?.alternatives ?? null,
      runnerUp,
      clearingIds: clearings.map((one) => one.id),
      lastWork: await loadLastWork(db, tenantId, { receiptId: query.receiptId, accountId: row.account_id }),
      appliedTo: appliedTo.map((one) => ({
        id: one.id,
        number: one.number,
        amount: formatAmount(one.amount, row.currency),
      })),
    };
  });
}

const withoutRunnerUp = ({ runnerUp: _, ...judgement }: ReceiptJudgement) => judgement;

async function numbersOf(db: Sql, tenantId: bigint, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select number from receivables.v_item where tenant_id = ${tenantId} and id = any(${ids.map(BigInt)}::bigint[]) order by due_date, id`.execute(
    db,
  );
  return rows.map((row) => row.number);
}
