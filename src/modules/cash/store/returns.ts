/** Returned payments and the fee for them: the only writer of cash.returned_payment and cash.return_fee. */
import { canonicalJson } from '#kernel';
import { type RawSql, type Sql, sql, type Transaction } from '#platform';
import type { OneTimeParty } from '#receivables';
import type { HeldReturn } from '../lists.ts';

/** A receipt as a return needs it. */
export interface ReturnableReceipt {
  readonly id: bigint;
  readonly companyId: bigint;
  readonly lineId: bigint;
  readonly bankAccountId: bigint;
  readonly accountId: bigint | null;
  readonly itemId: bigint | null;
  readonly number: string | null;
  readonly postingDate: string;
  readonly valueDate: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly state: string;
}

export async function loadReturnable(
  db: Sql,
  tenantId: bigint,
  receiptId: bigint,
): Promise<ReturnableReceipt | undefined> {
  const { rows } = await sql<ReturnableReceipt>`
    select r.id, r.company_id as "companyId", r.bank_line_id as "lineId", l.bank_account_id as "bankAccountId", r.account_id as "accountId",
      r.item_id as "itemId", r.number, r.posting_date as "postingDate", r.value_date as "valueDate", r.currency, r.amount_minor as "amountMinor", r.state
    from cash.receipt r join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id
    where r.tenant_id = ${tenantId} and r.id = ${receiptId}`.execute(db);
  return rows[0];
}

export interface StandingReturn {
  readonly id: bigint;
  readonly itemId: bigint | null;
  readonly feeItemId: bigint | null;
  readonly returnReceiptId: bigint | null;
  readonly returnedOn: string;
}

/** The return of a receipt that stands; undefined while there is none. */
export async function loadStandingReturn(
  db: Sql,
  tenantId: bigint,
  receiptId: bigint,
): Promise<StandingReturn | undefined> {
  const { rows } = await sql<StandingReturn>`
    select id, item_id as "itemId", fee_item_id as "feeItemId", return_receipt_id as "returnReceiptId", returned_on as "returnedOn"
    from cash.v_returned_payment where tenant_id = ${tenantId} and receipt_id = ${receiptId} and standing`.execute(db);
  return rows[0];
}

/** How often a receipt came back before: numbers the documents of each return. */
export async function countReturns(db: Sql, tenantId: bigint, receiptId: bigint): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from cash.returned_payment where tenant_id = ${tenantId} and receipt_id = ${receiptId}`.execute(
    db,
  );
  return rows[0]!.n;
}

/** Of whom the items are that this command opened again by taking a payment back; only documents on a collective account say so. */
export async function loadReopenedParties(
  tx: Transaction,
  accountId: bigint,
  creditItemId: bigint | null,
): Promise<{ collective: boolean; parties: OneTimeParty[] }> {
  const { rows } = await sql<{ collective: boolean; parties: OneTimeParty[] }>`
    select a.one_time as collective, coalesce((
      select jsonb_agg(distinct jsonb_build_object('name', p.name, 'email', p.email, 'lines', p.lines, 'postalCode', p.postal_code,
        'city', p.city, 'country', p.country, 'language', p.language))
      from receivables.v_allocation b join receivables.v_item_party p on p.tenant_id = ${tx.tenantId} and p.item_id = b.debit_item_id
      where b.tenant_id = ${tx.tenantId} and b.credit_item_id = ${creditItemId} and b.command_id = ${tx.commandId}
        and b.reversal_of is not null and p.name is not null), '[]') as parties
    from customers.v_account a where a.tenant_id = ${tx.tenantId} and a.id = ${accountId}`.execute(tx.db);
  return rows[0]!;
}

/** What the bank took with a returned payment beside it, in minor units, and where that is posted; nothing: 0 and null. */
export interface ReturnCharge {
  readonly chargeMinor: bigint;
  readonly chargeJournalId: bigint | null;
}

/** Writes a return and marks its receipt. */
export async function insertReturn(
  tx: Transaction,
  one: {
    receipt: ReturnableReceipt;
    returnReceiptId: bigint | null;
    returnedOn: string;
    itemId: bigint | null;
    journalId: bigint | null;
    feeItemId: bigint | null;
    reason: string;
    charge: ReturnCharge;
  },
): Promise<bigint> {
  const { receipt } = one;
  const { rows } = await sql<{ id: bigint }>`
    insert into cash.returned_payment (tenant_id, company_id, receipt_id, return_receipt_id, account_id, returned_on, currency, amount_minor, item_id,
      journal_id, fee_item_id, reason, charge_minor, charge_journal_id, command_id)
    values (${tx.tenantId}, ${receipt.companyId}, ${receipt.id}, ${one.returnReceiptId}, ${receipt.accountId}, ${one.returnedOn}, ${receipt.currency},
      ${receipt.amountMinor}, ${one.itemId}, ${one.journalId}, ${one.feeItemId}, ${one.reason}, ${one.charge.chargeMinor},
      ${one.charge.chargeJournalId}, ${tx.commandId}) returning id`.execute(tx.db);
  await sql`update cash.receipt set state = 'returned', proposal = null, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${receipt.id}`.execute(tx.db);
  if (one.returnReceiptId !== null) await markReturnLine(tx, one.returnReceiptId, receipt.accountId);
  return rows[0]!.id;
}

/** Links the bank's line to a return that a person told of before. */
export async function linkReturnLine(
  tx: Transaction,
  returnId: bigint,
  returnReceiptId: bigint,
  accountId: bigint | null,
  charge: ReturnCharge,
): Promise<void> {
  await sql`update cash.returned_payment set return_receipt_id = ${returnReceiptId}, charge_minor = ${charge.chargeMinor},
      charge_journal_id = ${charge.chargeJournalId}
    where tenant_id = ${tx.tenantId} and id = ${returnId} and return_receipt_id is null`.execute(tx.db);
  await markReturnLine(tx, returnReceiptId, accountId);
}

/** The bank's line is known for what it is, and whose. */
async function markReturnLine(tx: Transaction, returnReceiptId: bigint, accountId: bigint | null): Promise<void> {
  await sql`update cash.receipt set state = 'returned', account_id = coalesce(account_id, ${accountId}), version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${returnReceiptId}`.execute(tx.db);
}

/** A return that stands, with what was posted for it. */
export interface ReturnOfTheSame {
  readonly id: bigint;
  readonly receiptId: bigint;
  readonly lineId: bigint;
  readonly accountId: bigint | null;
  readonly returnedOn: string;
  readonly itemId: bigint | null;
  readonly journalId: bigint | null;
  readonly feeItemId: bigint | null;
  readonly chargeJournalId: bigint | null;
  /** The bank's line that took it back, as a receipt and as a line; null until the bank has told. */
  readonly returnReceiptId: bigint | null;
  readonly returnLineId: bigint | null;
}

/** The standing return of a receipt of a company, with those that the same line of the bank took back; none: it has not come back. */
export async function loadReturnsTogether(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; receiptId: bigint },
): Promise<ReturnOfTheSame[]> {
  const { rows } = await sql<ReturnOfTheSame>`
    select p.id, p.receipt_id as "receiptId", r.bank_line_id as "lineId", p.account_id as "accountId", p.returned_on as "returnedOn",
      p.item_id as "itemId", p.journal_id as "journalId", p.fee_item_id as "feeItemId", t.charge_journal_id as "chargeJournalId",
      p.return_receipt_id as "returnReceiptId", b.bank_line_id as "returnLineId"
    from cash.v_returned_payment own
    join cash.v_returned_payment p on p.tenant_id = ${tenantId} and (p.id = own.id or p.return_receipt_id = own.return_receipt_id) and p.standing
    join cash.returned_payment t on t.tenant_id = ${tenantId} and t.id = p.id
    join cash.receipt r on r.tenant_id = ${tenantId} and r.id = p.receipt_id
    left join cash.receipt b on b.tenant_id = ${tenantId} and b.id = p.return_receipt_id
    where own.tenant_id = ${tenantId} and own.company_id = ${of.companyId} and own.receipt_id = ${of.receiptId} and own.standing
    order by p.id`.execute(db);
  return rows;
}

/**
 * Marks returns as taken back. Money that lay in suspense does so again, the state of the other receipts follows their items; the
 * bank's line is linked to nothing.
 */
export async function markReturnsReversed(tx: Transaction, returns: readonly ReturnOfTheSame[]): Promise<void> {
  const ids = returns.map((one) => one.id);
  await sql`update cash.returned_payment set reversed_command_id = ${tx.commandId}
    where tenant_id = ${tx.tenantId} and id = any(${ids}::bigint[])`.execute(tx.db);
  // Money counts for what its state says before the states follow their items at the end.
  await sql`update cash.receipt set state = case when item_id is null then 'unidentified' else 'unapplied' end, version = version + 1
    where tenant_id = ${tx.tenantId} and id = any(${returns.map((one) => one.receiptId)}::bigint[])`.execute(tx.db);
  const lines = returns.flatMap((one) => (one.returnReceiptId === null ? [] : [one.returnReceiptId]));
  await sql`update cash.receipt set state = 'other', account_id = null, version = version + 1
    where tenant_id = ${tx.tenantId} and id = any(${lines}::bigint[])`.execute(tx.db);
}

/** Which of these lines of money out were linked to which receipts until somebody took that back: they are not linked by themselves again. */
export async function loadReturnsTakenBack(
  db: Sql,
  tenantId: bigint,
  lineReceiptIds: readonly bigint[],
): Promise<{ lineReceiptId: bigint; receiptId: bigint }[]> {
  const { rows } = await sql<{ lineReceiptId: bigint; receiptId: bigint }>`
    select return_receipt_id as "lineReceiptId", receipt_id as "receiptId" from cash.returned_payment
    where tenant_id = ${tenantId} and return_receipt_id = any(${lineReceiptIds as bigint[]}::bigint[]) and reversed_command_id is not null`.execute(
    db,
  );
  return rows;
}

/** A line of money out that is linked to no receipt yet. */
export interface UnlinkedReturn {
  readonly receiptId: bigint;
  readonly lineId: bigint;
  readonly bankAccountId: bigint;
  readonly valueDate: string;
  readonly postingDate: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly reversal: boolean;
  /** The bank calls it a return, by a code or a block of its own, with this reason. */
  readonly returned: boolean;
  readonly returnReason: string | null;
  /** What had been paid, and what the bank took beside it, as far as it says so. */
  readonly originalMinor: bigint | null;
  readonly chargesMinor: bigint | null;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  readonly ultimateName: string | null;
  readonly text: string;
  /** Why it could not be taken back; null where that was not tried. */
  readonly heldBecause: HeldBecause | null;
}

/** The refusal for which a return is held: its code, what belongs to it, and the sentence for programs. */
export type HeldBecause = HeldReturn;

/** The same of a held return `h`, as one value; null where there is none. */
export const heldBecause = sql<HeldBecause | null>`case when h.code is not null then
  jsonb_build_object('code', h.code, 'message', h.message, 'details', h.details) end`;

/** Which of the lines of money out: one by its receipt, those that the bank calls returns, so many at most. */
export interface UnlinkedChoice {
  readonly receiptId?: bigint;
  readonly called?: boolean;
  readonly limit?: number;
  readonly newestFirst?: boolean;
  /** Only those behind a receipt, in the order of their ids. */
  readonly after?: bigint;
}

/** Whether the receipt `r` is money out that is linked to nothing. */
export const isUnlinkedOut = (
  tenantId: bigint,
): RawSql => sql`r.amount_minor < 0 and r.state in ('other', 'returned') and r.item_id is null
  and not exists (select 1 from cash.returned_payment p where p.tenant_id = ${tenantId} and p.return_receipt_id = r.id and p.reversed_command_id is null)
  and not exists (select 1 from cash.rule_posting p where p.tenant_id = ${tenantId} and p.receipt_id = r.id and p.reversed_command_id is null)`;
/** Whether the bank calls the line `l` a return. */
export const isCalledReturn: RawSql = sql`(l.reversal or l.returned)`;
/** What a line `l` says. */
export const textOfLine: RawSql = sql`concat_ws(' ', l.structured_reference, l.remittance, l.customer_reference, l.bank_reference)`;

/** The account at the bank of a line `l`: what stands in a batch that the bank lists is where the batch was booked. */
export const homeOf = (tenantId: bigint) => sql`coalesce((
  select c.bank_account_id from cash.settlement_line n
  join cash.settlement s on s.tenant_id = ${tenantId} and s.id = n.settlement_id and s.service_id is null
  join cash.bank_line c on c.tenant_id = ${tenantId} and c.id = s.credited_line_id
  where n.tenant_id = ${tenantId} and n.bank_line_id = l.id limit 1), l.bank_account_id)`;

/** The lines of money out of a company that are linked to nothing, the oldest first. */
export async function loadUnlinkedReturns(
  db: Sql,
  tenantId: bigint,
  company: bigint | readonly bigint[],
  { receiptId, called = false, limit, newestFirst = false, after }: UnlinkedChoice = {},
): Promise<UnlinkedReturn[]> {
  const { rows } = await sql<UnlinkedReturn>`
    select r.id as "receiptId", r.bank_line_id as "lineId", ${homeOf(tenantId)} as "bankAccountId", r.value_date as "valueDate",
      r.posting_date as "postingDate", r.currency, -r.amount_minor as "amountMinor", l.reversal, l.returned,
      l.return_reason as "returnReason", l.original_minor as "originalMinor",
      case when l.charges_currency = l.currency then l.charges_minor end as "chargesMinor", l.counterparty_name as "payerName",
      l.counterparty_account as "payerAccount", l.ultimate_name as "ultimateName",
      ${textOfLine} as text, ${heldBecause} as "heldBecause"
    from cash.receipt r join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id
    left join cash.held_return h on h.tenant_id = ${tenantId} and h.receipt_id = r.id
    where r.tenant_id = ${tenantId} and r.company_id = any(${[company].flat() as bigint[]}::bigint[]) and ${isUnlinkedOut(tenantId)}
      ${receiptId === undefined ? sql`` : sql`and r.id = ${receiptId}`}
      ${called ? sql`and ${isCalledReturn}` : sql``}
      ${after === undefined ? sql`` : sql`and r.id > ${after}`}
    order by ${after !== undefined ? sql`r.id` : newestFirst ? sql`r.value_date desc, r.id desc` : sql`r.value_date, r.id`} ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(
    db,
  );
  return rows;
}

/** A return that was found and could not be posted: by the receipt of the bank's line, or by the advice that tells of it. */
export type HeldReturnKey = { readonly receiptId: bigint } | { readonly adviceId: bigint };

const heldWhere = (tenantId: bigint, key: HeldReturnKey) =>
  'receiptId' in key
    ? sql`tenant_id = ${tenantId} and receipt_id = ${key.receiptId}`
    : sql`tenant_id = ${tenantId} and advice_id = ${key.adviceId}`;

/** Why it is held, as `holdReturn` kept it; undefined where it is not. */
export async function loadHeldReturn(db: Sql, tenantId: bigint, key: HeldReturnKey): Promise<HeldBecause | undefined> {
  const { rows } = await sql<HeldBecause>`
    select code, message, details from cash.held_return where ${heldWhere(tenantId, key)}`.execute(db);
  return rows[0];
}

/** Keeps why a return could not be posted, in the place of what was kept before; null: it is held no more. */
export async function holdReturn(
  tx: Transaction,
  of: { companyId: bigint; key: HeldReturnKey; on: string; why: HeldBecause | null },
): Promise<void> {
  await sql`delete from cash.held_return where ${heldWhere(tx.tenantId, of.key)}`.execute(tx.db);
  if (of.why === null) return;
  const [receiptId, adviceId] = 'receiptId' in of.key ? [of.key.receiptId, null] : [null, of.key.adviceId];
  await sql`
    insert into cash.held_return (tenant_id, company_id, receipt_id, advice_id, code, message, details, held_on, command_id)
    values (${tx.tenantId}, ${of.companyId}, ${receiptId}, ${adviceId}, ${of.why.code}, ${of.why.message},
      ${canonicalJson(of.why.details)}::jsonb, ${of.on}, ${tx.commandId})`.execute(tx.db);
}

/** What is looked for: receipts of an account, a currency and an amount. */
export interface WantedReceipts {
  readonly bankAccountId: bigint;
  readonly currency: string;
  readonly amountMinor: bigint;
}

/**
 * Receipts that may have come back, with what tells them apart: not returned, or not yet by the bank. `nearMinor`: also those
 * that are so much smaller, for what the bank may have taken beside them. `between`: of those days, the newest, at most so
 * many. `linkedSince`: also those that the bank's line took back on that day or later.
 */
export async function loadReturnCandidates(
  db: Sql,
  tenantId: bigint,
  lines: readonly WantedReceipts[],
  {
    nearMinor = 0n,
    between,
    linkedSince,
  }: { nearMinor?: bigint; between?: { since: string; until: string; most: number }; linkedSince?: string } = {},
): Promise<
  {
    receiptId: bigint;
    bankAccountId: bigint;
    currency: string;
    amountMinor: bigint;
    valueDate: string;
    payerName: string | null;
    payerAccount: string | null;
    ultimateName: string | null;
    /** The bank's line of its return, where that is known. */
    linked: boolean;
    references: string[];
  }[]
> {
  const c = <T>(pick: (one: WantedReceipts) => T): T[] => lines.map(pick);
  const { rows } = await sql<{
    receiptId: bigint;
    bankAccountId: bigint;
    currency: string;
    amountMinor: bigint;
    valueDate: string;
    payerName: string | null;
    payerAccount: string | null;
    ultimateName: string | null;
    linked: boolean;
    references: (string | null)[];
  }>`
    with wanted as (
      select distinct * from unnest(${c((x) => x.bankAccountId)}::bigint[], ${c((x) => x.currency)}::text[], ${c((x) => x.amountMinor)}::bigint[])
        as w(bank_account_id, currency, amount_minor)
    )
    select r.id as "receiptId", w.bank_account_id as "bankAccountId", r.currency, r.amount_minor as "amountMinor", r.value_date as "valueDate",
      l.counterparty_name as "payerName", l.counterparty_account as "payerAccount", l.ultimate_name as "ultimateName", r.state = 'returned' and exists (
        select 1 from cash.v_returned_payment p where p.tenant_id = ${tenantId} and p.receipt_id = r.id and p.standing
          and p.return_receipt_id is not null) as linked,
      array[l.bank_reference, l.customer_reference, l.structured_reference, r.number] || coalesce((
        select array_agg(distinct d.number) from receivables.v_allocation a
        join receivables.v_item d on d.tenant_id = ${tenantId} and d.id = a.debit_item_id
        where a.tenant_id = ${tenantId} and a.credit_item_id = r.item_id), array[]::text[]) as "references"
    from wanted w
    join cash.receipt r on r.tenant_id = ${tenantId} and r.currency = w.currency and ${
      nearMinor === 0n
        ? sql`r.amount_minor = w.amount_minor`
        : sql`r.amount_minor between w.amount_minor - ${nearMinor}::bigint and w.amount_minor`
    } and r.amount_minor > 0
    join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id
    left join cash.customer_check k on k.tenant_id = ${tenantId} and k.bank_line_id = l.id
    left join cash.deposit d on d.tenant_id = ${tenantId} and d.id = k.deposit_id
    -- A check bounces at the bank that it was paid in at.
    where coalesce(d.bank_account_id, ${homeOf(tenantId)}) = w.bank_account_id and (r.state in ('applied', 'part_applied', 'unapplied', 'unidentified')
      or r.state = 'returned' and exists (select 1 from cash.v_returned_payment p where p.tenant_id = ${tenantId} and p.receipt_id = r.id
        and p.standing and (p.return_receipt_id is null ${linkedSince === undefined ? sql`` : sql`or p.returned_on >= ${linkedSince}`})))
      ${between === undefined ? sql`` : sql`and r.value_date between ${between.since} and ${between.until}`}
    order by ${between === undefined ? sql`r.id` : sql`r.value_date desc, r.id desc limit ${between.most}`}`.execute(
    db,
  );
  return rows.map((row) => ({ ...row, references: row.references.filter((one) => one !== null) }));
}

/** The fee in force on a day; undefined when the company charges none. */
export async function loadReturnFee(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; currency: string; day: string },
): Promise<bigint | undefined> {
  const { rows } = await sql<{ amount_minor: bigint }>`
    select amount_minor from cash.return_fee
    where tenant_id = ${tenantId} and company_id = ${of.companyId} and currency = ${of.currency} and valid_from <= ${of.day}
    order by valid_from desc limit 1`.execute(db);
  const amount = rows[0]?.amount_minor ?? 0n;
  return amount === 0n ? undefined : amount;
}

/** A fee for returned payments as it was set: zero says that the company bears what a return costs. Minor units. */
export interface ReturnFee {
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly validFrom: string;
  readonly state: 'to_come' | 'in_force' | 'past';
  readonly person: string;
  readonly setAt: string;
}

/** Every fee of a company, by currency and the newest first, as it stands on a day. */
export async function loadReturnFees(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; day: string },
): Promise<ReturnFee[]> {
  const { rows } = await sql<ReturnFee>`
    select f.currency, f.amount_minor as "amountMinor", f.valid_from as "validFrom", p.name as person,
      to_char(u.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "setAt",
      case when f.valid_from > ${of.day} then 'to_come'
        when f.valid_from = max(f.valid_from) filter (where f.valid_from <= ${of.day}) over (partition by f.currency) then 'in_force'
        else 'past' end as state
    from cash.return_fee f
    join platform.audit u on u.tenant_id = ${tenantId} and u.command_id = f.command_id
    join platform.person p on p.id = u.person_id
    where f.tenant_id = ${tenantId} and f.company_id = ${of.companyId}
    order by f.currency, f.valid_from desc`.execute(db);
  return rows;
}

export async function saveReturnFee(
  tx: Transaction,
  fee: { companyId: bigint; currency: string; validFrom: string; amountMinor: bigint },
): Promise<void> {
  await sql`
    insert into cash.return_fee (tenant_id, company_id, currency, valid_from, amount_minor, command_id)
    values (${tx.tenantId}, ${fee.companyId}, ${fee.currency}, ${fee.validFrom}, ${fee.amountMinor}, ${tx.commandId})
    on conflict (tenant_id, company_id, currency, valid_from) do update set amount_minor = excluded.amount_minor, command_id = excluded.command_id`.execute(
    tx.db,
  );
}
