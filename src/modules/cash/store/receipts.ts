/** Receipts and the lines they come from: the only writer of cash.receipt. */

import { endOfMonth } from '#kernel';
import { loadPostingDays } from '#ledger';
import { type Sql, sql, type Transaction } from '#platform';
import { applicationTakenBack, type ReceiptState } from '../model.ts';
import { type AdvisedLines, loadAdvisedLines } from './advices.ts';

/** A line that waits to be posted, or a posted receipt that still waits for its items. */
export interface WaitingMoney {
  readonly lineId: bigint;
  /** Null: not posted yet. */
  readonly receiptId: bigint | null;
  readonly receiptState: ReceiptState | null;
  readonly accountId: bigint | null;
  readonly itemId: bigint | null;
  readonly unappliedMinor: bigint | null;
  /** What it is carried at in suspense, in company currency; null where it does not stand there. */
  readonly carriedMinor: bigint | null;
  readonly bankAccountId: bigint;
  readonly bookingDate: string;
  /** On which day what becomes of it is posted: the bank's, or the first that takes postings where that month is closed. */
  readonly postingDate: string;
  readonly valueDate: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  /** For whom the holder of the account paid, as the bank names it. */
  readonly ultimateName: string | null;
  readonly text: string;
  /** The charges that the bank states and that the amount contains, in the money's currency; null where it states none. */
  readonly chargesMinor: bigint | null;
  /** What the payer's advice says of it; `certain`: there is no doubt that it is about this money. */
  readonly advice: AdvisedLines | null;
  readonly explanation: string | null;
  readonly decision: string | null;
  /** An item of what is proposed has less open than the proposal takes: it was paid by other money, credited or reversed. */
  readonly proposalOvertaken: boolean;
  /** What kind of movement the bank, or the service, calls it. */
  readonly transactionCode: string | null;
}

/** Money of a company that the engine should look at, oldest first; of one receipt where a person decides about it. */
export async function loadWaitingMoney(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  receiptId?: bigint,
): Promise<WaitingMoney[]> {
  const meant =
    receiptId === undefined
      ? sql`
      select id from cash.bank_line where tenant_id = ${tenantId} and company_id = ${companyId} and state = 'waiting'
      union all
      select bank_line_id from cash.receipt where tenant_id = ${tenantId} and company_id = ${companyId} and state in ('unapplied', 'part_applied', 'unidentified')`
      : sql`
      select bank_line_id from cash.receipt where tenant_id = ${tenantId} and company_id = ${companyId} and id = ${receiptId}
        and state in ('unapplied', 'part_applied', 'unidentified')`;
  const { rows } = await sql<{
    line_id: bigint;
    receipt_id: bigint | null;
    receipt_state: ReceiptState | null;
    account_id: bigint | null;
    item_id: bigint | null;
    unapplied_minor: bigint | null;
    bank_account_id: bigint;
    booking_date: string;
    value_date: string;
    amount_minor: bigint;
    currency: string;
    counterparty_name: string | null;
    counterparty_account: string | null;
    ultimate_name: string | null;
    remittance: string;
    structured_reference: string | null;
    customer_reference: string | null;
    explanation: string | null;
    decision: string | null;
    transaction_code: string | null;
    charges_minor: bigint | null;
    carried_minor: bigint | null;
  }>`
    select l.id as line_id, r.id as receipt_id, r.state as receipt_state, r.account_id, r.item_id, -i.open_minor as unapplied_minor,
      l.bank_account_id, l.booking_date, l.value_date, l.amount_minor, l.currency, l.counterparty_name, l.counterparty_account, l.ultimate_name, l.remittance,
      l.structured_reference, l.customer_reference, r.explanation, r.decision, l.transaction_code,
      case when l.charges_currency = l.currency then l.charges_minor end as charges_minor,
      case when r.item_id is null then (
        select -sum(g.company_amount_minor)::bigint from ledger.v_line g
        join ledger.v_account s on s.tenant_id = ${tenantId} and s.id = g.account_id and s.purpose = 'unidentified_receipts'
        where g.tenant_id = ${tenantId} and g.journal_id = r.journal_id) end as carried_minor
    from cash.bank_line l
    left join cash.receipt r on r.tenant_id = l.tenant_id and r.bank_line_id = l.id
    left join receivables.v_item i on i.tenant_id = r.tenant_id and i.id = r.item_id
    where l.tenant_id = ${tenantId} and l.company_id = ${companyId} and l.id in (${meant})
    order by l.booking_date, l.id`.execute(db);
  const postingDay = await loadPostingDays(db, tenantId, companyId);
  const lineIds = rows.map((row) => row.line_id);
  const { advised, memos } = await loadAdvisedLines(db, tenantId, lineIds);
  const overtaken = await loadOvertakenProposals(
    db,
    tenantId,
    rows.filter((row) => row.decision === 'propose').map((row) => row.line_id),
  );
  return rows.map((row) => ({
    lineId: row.line_id,
    receiptId: row.receipt_id,
    receiptState: row.receipt_state,
    accountId: row.account_id,
    itemId: row.item_id,
    unappliedMinor: row.unapplied_minor,
    carriedMinor: row.carried_minor,
    bankAccountId: row.bank_account_id,
    bookingDate: row.booking_date,
    postingDate: postingDay(row.booking_date),
    valueDate: row.value_date,
    amountMinor: row.amount_minor,
    currency: row.currency,
    payerName: row.counterparty_name,
    payerAccount: row.counterparty_account,
    ultimateName: row.ultimate_name,
    text: [...[row.structured_reference, row.remittance, row.customer_reference], ...(memos.get(row.line_id) ?? [])]
      .filter(Boolean)
      .join(' '),
    chargesMinor: row.charges_minor,
    advice: advised.get(row.line_id) ?? null,
    explanation: row.explanation,
    decision: row.decision,
    proposalOvertaken: overtaken.has(row.line_id),
    transactionCode: row.transaction_code,
  }));
}

/** Of these lines those with a proposal that other money, a credit memo or a reversal has overtaken. Asked in one go: line by line took a millisecond each. */
async function loadOvertakenProposals(db: Sql, tenantId: bigint, lineIds: readonly bigint[]): Promise<Set<bigint>> {
  if (lineIds.length === 0) return new Set();
  const { rows } = await sql<{ id: bigint }>`
    select distinct a.bank_line_id as id
    from (
      select r.bank_line_id, (x->>'itemId')::bigint as item_id, (x->>'itemAmountMinor')::bigint as amount_minor
      from cash.receipt r cross join jsonb_array_elements(r.proposal->'allocations') x
      where r.tenant_id = ${tenantId} and r.bank_line_id = any(${lineIds}::bigint[])) a
    left join receivables.v_item p on p.tenant_id = ${tenantId} and p.id = a.item_id
    where coalesce(p.open_minor, 0) * sign(a.amount_minor) < abs(a.amount_minor)`.execute(db);
  return new Set(rows.map((row) => row.id));
}

/** Locks lines and their receipts by id; returns the ids of the lines still waiting and receipts still open. */
export async function lockMoney(tx: Transaction, lineIds: readonly bigint[]): Promise<Set<bigint>> {
  const ids = [...new Set(lineIds)].sort((a, b) => (a < b ? -1 : 1));
  for (const id of ids) tx.claimLock('receipt', id.toString(), id);
  const { rows } = await sql<{ id: bigint; state: string }>`
    select id, state from cash.bank_line where tenant_id = ${tx.tenantId} and id = any(${ids}::bigint[]) order by id for update`.execute(
    tx.db,
  );
  const open = await sql<{ bank_line_id: bigint }>`
    select bank_line_id from cash.receipt
    where tenant_id = ${tx.tenantId} and bank_line_id = any(${ids}::bigint[]) and state in ('unapplied', 'part_applied', 'unidentified')`.execute(
    tx.db,
  );
  return new Set([
    ...rows.filter((row) => row.state === 'waiting').map((row) => row.id),
    ...open.rows.map((row) => row.bank_line_id),
  ]);
}

export interface ReceiptRow {
  readonly lineId: bigint;
  readonly accountId: bigint | null;
  readonly itemId: bigint | null;
  readonly journalId: bigint | null;
  readonly number: string | null;
  readonly valueDate: string;
  readonly postingDate: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly state: ReceiptState;
  readonly decision: string;
  readonly confidence: number;
  readonly explanation: string;
  readonly proposal: unknown;
}

/** Writes new receipts and marks their lines as posted. Returns their ids, in the order of their lines. */
export async function insertReceipts(
  tx: Transaction,
  companyId: bigint,
  receipts: readonly ReceiptRow[],
): Promise<bigint[]> {
  if (receipts.length === 0) return [];
  nameItems(
    tx,
    receipts.map((one) => one.itemId),
  );
  const c = <T>(pick: (one: ReceiptRow) => T): T[] => receipts.map(pick);
  const { rows } = await sql<{ id: bigint }>`
    insert into cash.receipt (tenant_id, company_id, bank_line_id, account_id, item_id, journal_id, number, value_date, posting_date, currency,
      amount_minor, state, decision, confidence, explanation, proposal)
    select ${tx.tenantId}, ${companyId}, r.*
    from unnest(${c((r) => r.lineId)}::bigint[], ${c((r) => r.accountId)}::bigint[], ${c((r) => r.itemId)}::bigint[], ${c((r) => r.journalId)}::bigint[],
      ${c((r) => r.number)}::text[], ${c((r) => r.valueDate)}::date[], ${c((r) => r.postingDate)}::date[], ${c((r) => r.currency)}::text[],
      ${c((r) => r.amountMinor)}::bigint[], ${c((r) => r.state)}::text[], ${c((r) => r.decision)}::text[], ${c((r) => r.confidence)}::float8[],
      ${c((r) => r.explanation)}::text[], ${c((r) => (r.proposal === null ? null : JSON.stringify(r.proposal)))}::jsonb[]) as r
    returning id`.execute(tx.db);
  await sql`update cash.bank_line set state = 'posted'
    where tenant_id = ${tx.tenantId} and id = any(${c((r) => r.lineId)}::bigint[])`.execute(tx.db);
  return rows.map((row) => row.id);
}

/**
 * Changes what is known of a posted receipt after the engine or a person looked again; it keeps the number that it was posted under.
 * What of it is cleared stays so: where the rest is left on account, it is partly applied as before.
 */
export async function updateReceipt(
  tx: Transaction,
  receiptId: bigint,
  change: Pick<
    ReceiptRow,
    'accountId' | 'itemId' | 'number' | 'state' | 'decision' | 'confidence' | 'explanation' | 'proposal'
  >,
): Promise<void> {
  nameItems(tx, [change.itemId]);
  await sql`
    update cash.receipt set account_id = ${change.accountId}, item_id = ${change.itemId}, number = coalesce(${change.number}, number),
      state = case when state = 'part_applied' and ${change.state} = 'unapplied' then state else ${change.state} end,
      decision = ${change.decision}, confidence = ${change.confidence}, explanation = ${change.explanation},
      proposal = ${change.proposal === null ? null : JSON.stringify(change.proposal)}::jsonb, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${receiptId}`.execute(tx.db);
}

/** A receipt with the explanation that waits for a person; no items when none does. */
export interface StandingProposal {
  readonly lineId: bigint;
  readonly accountId: bigint | null;
  readonly version: number;
  readonly itemIds: readonly bigint[];
  readonly explanation: string;
  readonly confidence: number;
  /** The learned evidence that it stands on. */
  readonly learnedIds: readonly bigint[];
}

export async function loadProposal(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  receiptId: bigint,
): Promise<StandingProposal | undefined> {
  const { rows } = await sql<StandingProposal>`
    select bank_line_id as "lineId", account_id as "accountId", version, explanation, confidence,
      coalesce((select array_agg((a->>'itemId')::bigint) from jsonb_array_elements(proposal->'allocations') a), '{}') as "itemIds",
      coalesce((select array_agg(l::bigint) from jsonb_array_elements_text(proposal->'learned') l), '{}') as "learnedIds"
    from cash.receipt where tenant_id = ${tenantId} and company_id = ${companyId} and id = ${receiptId}`.execute(db);
  return rows[0];
}

/** The differences that stand proposed for a receipt, in minor units of its currency. */
export async function loadProposedDifferences(
  db: Sql,
  tenantId: bigint,
  receiptId: bigint,
): Promise<{ itemId: string; kind: string; amountMinor: bigint }[]> {
  const { rows } = await sql<{ itemId: string; kind: string; amountMinor: bigint }>`
    select a ->> 'itemId' as "itemId", x ->> 'kind' as kind, (x ->> 'amountMinor')::bigint as "amountMinor"
    from cash.receipt r, jsonb_array_elements(r.proposal -> 'allocations') a, jsonb_array_elements(a -> 'adjustments') x
    where r.tenant_id = ${tenantId} and r.id = ${receiptId} and r.decision = 'propose'`.execute(db);
  return rows;
}

/**
 * What of some accounts was let go in the month of a day and stands, by account and kind: all tolerance, as cash application counts it,
 * and the bank charges that persons named.
 */
export async function loadLetGoInMonth(
  db: Sql,
  tenantId: bigint,
  of: { accountIds: readonly bigint[]; currency: string; day: string },
): Promise<Map<string, bigint>> {
  const { rows } = await sql<{ accountId: bigint; kind: string; amountMinor: bigint }>`
    select i.account_id as "accountId", i.document_type as kind, (-sum(i.amount_minor))::bigint as "amountMinor"
    from receivables.v_item i
    where i.tenant_id = ${tenantId} and i.account_id = any(${[...new Set(of.accountIds)]}::bigint[]) and i.currency = ${of.currency}
      and i.document_type in ('tolerance', 'bank_charge') and i.reversed_by is null and i.amount_minor < 0
      and i.document_date between ${`${of.day.slice(0, 7)}-01`}::date and ${endOfMonth(of.day)}::date
      and (i.document_type = 'tolerance' or exists (select 1 from platform.audit u
        where u.tenant_id = ${tenantId} and u.command_id = i.command_id and u.operation = 'cash.apply-receipt'))
    group by 1, 2`.execute(db);
  return new Map(rows.map((row) => [`${row.accountId} ${row.kind}`, row.amountMinor]));
}

/** Takes the proposal off a receipt, so that the next run may find another. */
export async function lookAgain(
  tx: Transaction,
  receiptId: bigint,
  said: { decision: 'declined' | 'on_account'; explanation: string },
): Promise<void> {
  await sql`
    update cash.receipt set decision = ${said.decision}, confidence = 0, explanation = ${said.explanation}, proposal = null, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${receiptId}`.execute(tx.db);
}

/** The receipts behind the credits of a clearing that was taken back have this explanation instead; what becomes of their state the projector says. */
export async function explainTakenBack(
  tx: Transaction,
  clearingId: bigint,
  said: { decision: 'refused' | 'declined'; explanation: string },
): Promise<void> {
  await sql`
    update cash.receipt r set decision = ${said.decision}, confidence = 0, explanation = ${said.explanation}, proposal = null, version = r.version + 1
    where r.tenant_id = ${tx.tenantId} and r.amount_minor > 0 and r.state in ('applied', 'part_applied', 'unapplied')
      and r.item_id in (select a.credit_item_id from receivables.v_allocation a
        where a.tenant_id = ${tx.tenantId} and a.clearing_id = ${clearingId})`.execute(tx.db);
}

/**
 * Takes off what was proposed on an advice that is about other money, so that the money is judged without it. What the advice had no
 * part in stays; of what was proposed before that was kept, nobody knows.
 */
export async function judgeWithoutAdvice(tx: Transaction, lineId: bigint): Promise<void> {
  await lockMoney(tx, [lineId]);
  await sql`
    update cash.receipt set decision = case when account_id is null then 'unidentified' else 'on_account' end, confidence = 0,
      explanation = 'The remittance advice that explained it was taken from it.', proposal = null, version = version + 1
    where tenant_id = ${tx.tenantId} and bank_line_id = ${lineId} and decision = 'propose'
      and coalesce((proposal ->> 'advised')::boolean, true)
      and state in ('unapplied', 'part_applied', 'unidentified')`.execute(tx.db);
}

/** Receipts of certain amounts that were applied in full lately: what duplicates of such amounts are judged against. */
export async function loadAppliedReceipts(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  since: string,
  amountsMinor: readonly bigint[],
): Promise<{ customerId: bigint; amountMinor: bigint; currency: string; numbers: string[] }[]> {
  const { rows } = await sql<{ customer_id: bigint; amount_minor: bigint; currency: string; numbers: string[] }>`
    select i.customer_id, r.amount_minor, r.currency, array_agg(distinct d.number) as numbers
    from cash.receipt r
    join receivables.v_item i on i.tenant_id = r.tenant_id and i.id = r.item_id
    join receivables.v_allocation a on a.tenant_id = r.tenant_id and a.credit_item_id = r.item_id
    join receivables.v_item d on d.tenant_id = a.tenant_id and d.id = a.debit_item_id and d.open_minor = 0
    where r.tenant_id = ${tenantId} and r.company_id = ${companyId} and r.state = 'applied' and r.value_date >= ${since}
      and r.amount_minor = any(${[...amountsMinor]}::bigint[])
    group by r.id, i.customer_id, r.amount_minor, r.currency`.execute(db);
  return rows.map((row) => ({
    customerId: row.customer_id,
    amountMinor: row.amount_minor,
    currency: row.currency,
    numbers: row.numbers,
  }));
}

/**
 * A receipt on an account is as applied as its credit item is cleared, whoever cleared it: cash application, an analyst,
 * a reversal; returned while a return of it stands. The one definition, for the projector and for `verify`.
 */
const stateByItem = sql`case when exists (select 1 from cash.v_returned_payment p where p.tenant_id = r.tenant_id and p.receipt_id = r.id and p.standing)
  or i.reversed_by is not null then 'returned' when i.open_minor = 0 then 'applied' when i.open_minor = i.amount_minor then 'unapplied' else 'part_applied' end`;

/** The items that the receipts of a command name. */
const named = new WeakMap<Transaction, Set<bigint>>();

function nameItems(tx: Transaction, itemIds: readonly (bigint | null)[]): void {
  const known = named.get(tx) ?? new Set();
  named.set(tx, known);
  for (const id of itemIds) if (id !== null) known.add(id);
}

/** Whether nothing of what receipt `r` was applied to stands any more: its explanation explains nothing, and another is worth a look. */
const fellBack = sql`(r.decision = 'apply' and ${stateByItem} = 'unapplied')`;

/**
 * Brings the states of the receipts behind touched items up to date, and with them what is said of those whose application was taken
 * back. An item that the command has posted itself has a receipt
 * only where this command gave it one: posting an invoice asks for nothing.
 */
export function projectReceiptStates(tx: Transaction): void {
  const own = named.get(tx);
  const itemIds = [...tx.touchedItemIds].filter((id) => !tx.postedItemIds.has(id) || own?.has(id) === true);
  if (itemIds.length === 0) return;
  tx.send(sql`
    update cash.receipt r set state = ${stateByItem}, version = r.version + 1,
      decision = case when ${fellBack} then 'declined' else r.decision end,
      explanation = case when ${fellBack} then ${`${applicationTakenBack} `} || r.explanation else r.explanation end
    from receivables.v_item i
    where r.tenant_id = ${tx.tenantId} and r.item_id = any(${itemIds}::bigint[])
      and i.tenant_id = ${tx.tenantId} and i.id = r.item_id and i.id = any(${itemIds}::bigint[])
      and r.amount_minor > 0 and r.state in ('applied', 'part_applied', 'unapplied', 'returned') and r.state <> ${stateByItem}`);
}

/** Receipts whose state is not that of their item; empty when all is well. */
export async function loadWrongReceiptStates(
  db: Sql,
  tenantId: bigint,
): Promise<{ id: bigint; state: string; openMinor: bigint }[]> {
  const { rows } = await sql<{ id: bigint; state: string; open_minor: bigint }>`
    select r.id, r.state, i.open_minor from cash.receipt r join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = r.item_id
    where r.tenant_id = ${tenantId} and r.amount_minor > 0 and r.state in ('applied', 'part_applied', 'unapplied', 'returned') and r.state <> ${stateByItem} order by r.id`.execute(
    db,
  );
  return rows.map((row) => ({ id: row.id, state: row.state, openMinor: row.open_minor }));
}

/** The bank line of a receipt of money in; undefined when the company has no such receipt. */
export async function loadAdvisableMoney(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; receiptId: bigint },
): Promise<{ lineId: bigint; currency: string; open: boolean } | undefined> {
  const { rows } = await sql<{ lineId: bigint; currency: string; open: boolean }>`
    select bank_line_id as "lineId", currency, state in ('unapplied', 'part_applied', 'unidentified') as open from cash.receipt
    where tenant_id = ${tenantId} and company_id = ${of.companyId} and id = ${of.receiptId} and amount_minor > 0 and state <> 'returned'`.execute(
    db,
  );
  return rows[0];
}

/** How many of the receipts of some lines are applied, and how many have a proposal. */
export async function countJudged(
  db: Sql,
  tenantId: bigint,
  lineIds: readonly bigint[],
): Promise<{ applied: number; proposed: number }> {
  const { rows } = await sql<{ applied: number; proposed: number }>`
    select count(*) filter (where decision = 'apply')::integer as applied,
      count(*) filter (where decision = 'propose')::integer as proposed
    from cash.receipt where tenant_id = ${tenantId} and bank_line_id = any(${[...lineIds]}::bigint[])`.execute(db);
  return rows[0]!;
}

/** The receipts of some lines are no money any more: the settlement or the slip that they were of was taken back. */
export async function markReversed(tx: Transaction, lineIds: readonly bigint[], explanation: string): Promise<void> {
  await sql`
    update cash.receipt set state = 'reversed', decision = 'reversed', proposal = null, explanation = ${explanation}, version = version + 1
    where tenant_id = ${tx.tenantId} and bank_line_id = any(${[...lineIds]}::bigint[])`.execute(tx.db);
}

/** A receipt that stood in suspense was the bank's line of a deposit of checks. */
export const markDeposit = (tx: Transaction, receiptId: bigint, explanation: string): Promise<void> =>
  markPassedOn(tx, receiptId, 'deposit', explanation);

/** A receipt that stood in suspense was the deposit of a settlement. */
export const markSettlementLine = (tx: Transaction, receiptId: bigint, explanation: string): Promise<void> =>
  markPassedOn(tx, receiptId, 'settlement', explanation);

async function markPassedOn(
  tx: Transaction,
  receiptId: bigint,
  state: 'deposit' | 'settlement',
  explanation: string,
): Promise<void> {
  await sql`
    update cash.receipt set state = ${state}, decision = ${state}, confidence = 1, proposal = null, explanation = ${explanation},
      version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${receiptId} and state = 'unidentified'`.execute(tx.db);
}

/** A posted line without an item was the payment of refunds, or brought one back: it is told as such from now on. */
export async function markRefundLine(
  tx: Transaction,
  receiptId: bigint,
  said: { readonly state: 'refunded' | 'other'; readonly explanation: string },
): Promise<void> {
  await sql`
    update cash.receipt set state = ${said.state}, decision = 'refund', confidence = 1, proposal = null, explanation = ${said.explanation},
      version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${receiptId} and item_id is null and state in ('other', 'returned', 'unidentified')`.execute(
    tx.db,
  );
}
