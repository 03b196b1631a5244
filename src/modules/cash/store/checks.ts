/** Checks and deposits: the only writer of cash.customer_check and cash.deposit. */
import type { Company } from '#company';
import { type Day, textKey } from '#kernel';
import { accountsByPurpose, loadPostingDays } from '#ledger';
import { type Sql, sql, type Transaction } from '#platform';
import type { ReceiptState } from '../model.ts';
import type { CreditLine, DepositInTransit } from '../rules/pair-deposits.ts';
import { freeAdvicesOf } from './advices.ts';
import {
  insertBankAccount,
  insertBankFile,
  insertBankLines,
  insertStatement,
  leaveOutWaiting,
  lockBankAccount,
  openLines,
} from './bank.ts';
import { markReversed } from './receipts.ts';

export interface NewCheck {
  readonly companyId: bigint;
  readonly number: string;
  readonly drawerName: string | null;
  readonly drawerAccount: string | null;
  readonly accountId: bigint | null;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly checkDate: Day;
  readonly receivedOn: Day;
  readonly imageSha256: string | null;
  readonly adviceId: bigint | null;
  /** The check in whose place it is registered. */
  readonly correctsId?: bigint;
}

/** Whose check it is, for telling two of one number apart: the bank account, else the name, else the customer. */
const drawerKey = (one: Pick<NewCheck, 'drawerName' | 'drawerAccount' | 'accountId'>): string =>
  textKey(one.drawerAccount ?? one.drawerName ?? '') || (one.accountId === null ? '' : `account ${one.accountId}`);

/** Registers checks; null in the place of one that is registered already. */
export async function insertChecks(tx: Transaction, checks: readonly NewCheck[]): Promise<(bigint | null)[]> {
  const c = <T>(pick: (one: NewCheck) => T): T[] => checks.map(pick);
  const { rows } = await sql<{ id: bigint; number_key: string; drawer_key: string; amount_minor: bigint }>`
    insert into cash.customer_check (tenant_id, command_id, company_id, number, number_key, drawer_name, drawer_account, drawer_key, account_id,
      currency, amount_minor, check_date, received_on, image_sha256, advice_id, corrects_id)
    select ${tx.tenantId}, ${tx.commandId}, k.*
    from unnest(${c((k) => k.companyId)}::bigint[], ${c((k) => k.number)}::text[], ${c((k) => textKey(k.number))}::text[],
      ${c((k) => k.drawerName)}::text[], ${c((k) => k.drawerAccount)}::text[], ${c(drawerKey)}::text[], ${c((k) => k.accountId)}::bigint[],
      ${c((k) => k.currency)}::text[], ${c((k) => k.amountMinor)}::bigint[], ${c((k) => k.checkDate)}::date[],
      ${c((k) => k.receivedOn)}::date[], ${c((k) => k.imageSha256)}::text[], ${c((k) => k.adviceId)}::bigint[],
      ${c((k) => k.correctsId ?? null)}::bigint[]) as k
    on conflict (tenant_id, company_id, number_key, drawer_key, amount_minor) where withdrawn_on is null do nothing
    returning id, number_key, drawer_key, amount_minor`.execute(tx.db);
  const idOf = new Map(rows.map((row) => [`${row.number_key}|${row.drawer_key}|${row.amount_minor}`, row.id]));
  return checks.map((one) => idOf.get(`${textKey(one.number)}|${drawerKey(one)}|${one.amountMinor}`) ?? null);
}

/** Which of some checks are registered already: the same number, drawer and amount, not withdrawn. */
export async function findKnownChecks(
  db: Sql,
  tenantId: bigint,
  checks: readonly Pick<
    NewCheck,
    'companyId' | 'number' | 'drawerName' | 'drawerAccount' | 'accountId' | 'amountMinor'
  >[],
): Promise<boolean[]> {
  const { rows } = await sql<{ place: number }>`
    select w.place::integer as place
    from unnest(${checks.map((one) => one.companyId)}::bigint[], ${checks.map((one) => textKey(one.number))}::text[],
      ${checks.map(drawerKey)}::text[], ${checks.map((one) => one.amountMinor)}::bigint[]) with ordinality as w(company_id, number_key, drawer_key, amount_minor, place)
    join cash.customer_check k on k.tenant_id = ${tenantId} and k.company_id = w.company_id and k.number_key = w.number_key
      and k.drawer_key = w.drawer_key and k.amount_minor = w.amount_minor and k.withdrawn_on is null`.execute(db);
  const known = new Set(rows.map((row) => row.place));
  return checks.map((_, index) => known.has(index + 1));
}

export interface CheckAtHand {
  readonly id: bigint;
  readonly number: string;
  readonly drawerName: string | null;
  readonly drawerAccount: string | null;
  /** The customer's name, where it is known whose check it is. */
  readonly customerName: string | null;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly checkDate: Day;
  readonly depositId: bigint | null;
  readonly bankLineId: bigint | null;
  readonly withdrawnOn: Day | null;
}

/** Checks of a company: some by id, or all that can still be paid in. */
export async function loadChecks(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; ids?: readonly bigint[] },
): Promise<CheckAtHand[]> {
  const { rows } = await sql<CheckAtHand>`
    select k.id, k.number, k.drawer_name as "drawerName", k.drawer_account as "drawerAccount", a.name as "customerName", k.currency,
      k.amount_minor as "amountMinor", k.check_date as "checkDate", k.deposit_id as "depositId", k.bank_line_id as "bankLineId",
      k.withdrawn_on as "withdrawnOn"
    from cash.customer_check k
    left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = k.account_id
    where k.tenant_id = ${tenantId} and k.company_id = ${of.companyId}
      and ${of.ids === undefined ? sql`k.deposit_id is null and k.withdrawn_on is null` : sql`k.id = any(${[...of.ids]}::bigint[])`} order by k.id`.execute(
    db,
  );
  return rows;
}

/** The account of a company's checks in transit in a currency; made when the first check is paid in. */
async function checksAccount(tx: Transaction, company: Company, currency: string): Promise<bigint> {
  const glAccount = await accountsByPurpose(tx.db, tx.tenantId, company.id);
  const number = `CHECKS ${company.code}`;
  await insertBankAccount(tx, {
    companyId: company.id,
    number,
    numberKey: `${textKey(number)} ${company.id}`,
    currency,
    name: 'Checks in transit',
    glAccountId: glAccount('checks_in_transit'),
    kind: 'checks',
  });
  const { rows } = await sql<{ id: bigint }>`
    select id from cash.bank_account where tenant_id = ${tx.tenantId} and company_id = ${company.id} and kind = 'checks' and currency = ${currency}`.execute(
    tx.db,
  );
  return rows[0]!.id;
}

/** What a check's line in the account of checks in transit is known by. */
const lineKey = (check: { readonly id: bigint }): string => `check ${check.id}`;

/** How often some checks were paid in before: a slip that was withdrawn leaves its lines. */
async function countTimesPaidIn(
  tx: Transaction,
  transitId: bigint,
  checks: readonly { readonly id: bigint }[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ key: string; times: number }>`
    select identity_key as key, max(occurrence)::integer as times from cash.bank_line
    where tenant_id = ${tx.tenantId} and bank_account_id = ${transitId} and identity_key = any(${checks.map(lineKey)}::text[])
    group by identity_key`.execute(tx.db);
  return new Map(rows.map((row) => [row.key, row.times]));
}

/**
 * Pays checks in: a deposit, and for each check a line of the account of checks in transit that waits to be posted. Returns
 * the deposit and the line of each check.
 */
export async function insertDeposit(
  tx: Transaction,
  one: {
    company: Company;
    bankAccountId: bigint;
    /** Absent: the slip's number is made of the deposit's own. */
    number: string;
    origin: 'slip' | 'lockbox';
    depositedOn: Day;
    currency: string;
    checks: readonly Omit<CheckAtHand, 'checkDate' | 'depositId' | 'bankLineId' | 'currency' | 'withdrawnOn'>[];
  },
): Promise<{ depositId: bigint; lineIds: bigint[] }> {
  const { company, currency, depositedOn, checks } = one;
  const transitId = await checksAccount(tx, company, currency);
  await lockBankAccount(tx, transitId);
  const fileId = (await insertBankFile(tx, {
    name: `Deposit ${one.number}`,
    sha256: `deposit ${company.id} ${one.number}`,
    format: 'deposit',
  }))!;
  const statementId = await insertStatement(tx, {
    bankAccountId: transitId,
    bankFileId: fileId,
    number: one.number,
    reference: null,
    fromDate: depositedOn,
    toDate: depositedOn,
    openingMinor: null,
    closingMinor: null,
    closingDate: null,
    state: 'accepted',
    heldFor: null,
    reason: null,
  });
  const before = await countTimesPaidIn(tx, transitId, checks);
  await insertBankLines(
    tx,
    { bankAccountId: transitId, companyId: company.id, statementId, currency },
    checks.map((check) => ({
      bookingDate: depositedOn,
      key: lineKey(check),
      occurrence: (before.get(lineKey(check)) ?? 0) + 1,
      state: 'waiting' as const,
      entry: {
        bookingDate: depositedOn,
        valueDate: depositedOn,
        amountMinor: check.amountMinor,
        currency,
        status: 'booked' as const,
        reversal: false,
        bankReference: null,
        customerReference: check.number,
        transactionCode: 'CHECK',
        counterparty: { name: check.customerName ?? check.drawerName, account: check.drawerAccount },
        remittance: `Check ${check.number}`,
        structuredReference: null,
        returned: null,
        charges: null,
        exchange: null,
        details: [],
      },
    })),
  );
  const { rows: lines } = await sql<{ id: bigint; identity_key: string }>`
    select id, identity_key from cash.bank_line where tenant_id = ${tx.tenantId} and statement_id = ${statementId}`.execute(
    tx.db,
  );
  const lineOf = new Map(lines.map((line) => [line.identity_key, line.id]));
  const lineIds = checks.map((check) => lineOf.get(lineKey(check))!);
  const amountMinor = checks.reduce((sum, check) => sum + check.amountMinor, 0n);
  const { rows } = await sql<{ id: bigint }>`
    insert into cash.deposit (tenant_id, company_id, bank_account_id, number, origin, deposited_on, currency, amount_minor, statement_id, command_id)
    values (${tx.tenantId}, ${company.id}, ${one.bankAccountId}, ${one.number}, ${one.origin}, ${depositedOn}, ${currency}, ${amountMinor},
      ${statementId}, ${tx.commandId}) returning id`.execute(tx.db);
  const depositId = rows[0]!.id;
  await sql`
    update cash.customer_check k set deposit_id = ${depositId}, bank_line_id = c.line_id
    from unnest(${checks.map((check) => check.id)}::bigint[], ${lineIds}::bigint[]) as c(id, line_id)
    where k.tenant_id = ${tx.tenantId} and k.id = c.id`.execute(tx.db);
  return { depositId, lineIds };
}

export interface OpenDeposit extends DepositInTransit {
  readonly currency: string;
}
export interface OpenCredit extends CreditLine {
  readonly currency: string;
  readonly bookingDate: Day;
  /** On which day what becomes of it is posted. */
  readonly postingDate: Day;
  /** Its receipt, where it stands in suspense already. */
  readonly receiptId: bigint | null;
}

/** Deposits in transit of a company. */
export async function loadDepositsInTransit(db: Sql, tenantId: bigint, companyId: bigint): Promise<OpenDeposit[]> {
  const { rows } = await sql<OpenDeposit>`
    select id, bank_account_id as "bankAccountId", number, origin, deposited_on as "depositedOn", currency, amount_minor as "amountMinor"
    from cash.deposit where tenant_id = ${tenantId} and company_id = ${companyId} and credited_line_id is null and withdrawn_on is null
    order by id`.execute(db);
  return rows;
}

/** Money in at some bank accounts since a day that waits to be posted or stands in suspense. */
export async function loadOpenCredits(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; bankAccountIds: readonly bigint[]; lineIds?: readonly bigint[] },
): Promise<OpenCredit[]> {
  const { rows } = await sql<Omit<OpenCredit, 'postingDate'>>`
    with open_line as materialized (${openLines(tenantId, of.companyId)})
    select l.id as "lineId", l.bank_account_id as "bankAccountId", l.value_date as "valueDate", l.booking_date as "bookingDate",
      l.amount_minor as "amountMinor", l.currency, l.transaction_code as "transactionCode", o.receipt_id as "receiptId",
      concat_ws(' ', l.structured_reference, l.remittance, l.customer_reference, l.bank_reference, l.counterparty_name) as text
    from open_line o join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = o.line_id
    where l.amount_minor > 0 and l.state in ('waiting', 'posted') and l.bank_account_id = any(${[...of.bankAccountIds]}::bigint[])
      ${of.lineIds === undefined ? sql`` : sql`and l.id = any(${[...of.lineIds]}::bigint[])`}
    order by l.booking_date, l.id`.execute(db);
  const postingDay = await loadPostingDays(db, tenantId, of.companyId);
  return rows.map((row) => ({ ...row, postingDate: postingDay(row.bookingDate) }));
}

/** What the checks of some deposits were booked at, in company currency; those that wait for their posting by day and amount. */
export async function loadCarriedInTransit(
  db: Sql,
  tenantId: bigint,
  depositIds: readonly bigint[],
): Promise<{ carriedMinor: bigint; unposted: { depositedOn: Day; amountMinor: bigint }[] }> {
  const { rows } = await sql<{ depositedOn: Day; amountMinor: bigint; carried: bigint | null }>`
    select d.deposited_on as "depositedOn", k.amount_minor as "amountMinor", (
      select sum(x.company_amount_minor)::bigint from ledger.v_line x
      join ledger.v_account a on a.tenant_id = ${tenantId} and a.id = x.account_id and a.purpose = 'checks_in_transit'
      where x.tenant_id = ${tenantId} and x.journal_id = p.journal_id) as carried
    from cash.customer_check k
    join cash.deposit d on d.tenant_id = ${tenantId} and d.id = k.deposit_id
    left join cash.v_bank_posting p on p.tenant_id = ${tenantId} and p.bank_line_id = k.bank_line_id
    where k.tenant_id = ${tenantId} and k.deposit_id = any(${[...depositIds]}::bigint[]) order by k.id`.execute(db);
  return {
    carriedMinor: rows.reduce((sum, row) => sum + (row.carried ?? 0n), 0n),
    unposted: rows.filter((row) => row.carried === null),
  };
}

/** What a receipt stands at in suspense, in company currency. */
export async function loadCarriedInSuspense(db: Sql, tenantId: bigint, receiptId: bigint): Promise<bigint> {
  const { rows } = await sql<{ carried: bigint }>`
    select -sum(x.company_amount_minor)::bigint as carried from cash.receipt r
    join ledger.v_line x on x.tenant_id = ${tenantId} and x.journal_id = r.journal_id
    join ledger.v_account a on a.tenant_id = ${tenantId} and a.id = x.account_id and a.purpose = 'unidentified_receipts'
    where r.tenant_id = ${tenantId} and r.id = ${receiptId}`.execute(db);
  return rows[0]!.carried;
}

/** Notes the bank's line that credits deposits; answers how many of them were still in transit. */
export async function markCredited(tx: Transaction, lineId: bigint, depositIds: readonly bigint[]): Promise<number> {
  const { rows } = await sql`update cash.deposit set credited_line_id = ${lineId}
    where tenant_id = ${tx.tenantId} and id = any(${[...depositIds]}::bigint[]) and credited_line_id is null and withdrawn_on is null
    returning id`.execute(tx.db);
  return rows.length;
}

/** Locks checks of the register, by id. */
export async function lockChecks(tx: Transaction, ids: readonly bigint[]): Promise<void> {
  const sorted = [...new Set(ids)].sort((a, b) => (a < b ? -1 : 1));
  tx.claimLock('receipt', `checks ${sorted.join(',')}`);
  await sql`select id from cash.customer_check where tenant_id = ${tx.tenantId} and id = any(${sorted}::bigint[]) order by id for update`.execute(
    tx.db,
  );
}

/** A check as it was registered, with whose it is; undefined where the company has no such one. */
export interface RegisteredCheck extends CheckAtHand {
  readonly accountId: bigint | null;
  readonly receivedOn: Day;
  readonly imageSha256: string | null;
  readonly adviceId: bigint | null;
  readonly depositNumber: string | null;
}

export async function loadRegisteredCheck(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; checkId: bigint },
): Promise<RegisteredCheck | undefined> {
  const [check] = await loadChecks(db, tenantId, { companyId: of.companyId, ids: [of.checkId] });
  if (!check) return undefined;
  const { rows } = await sql<Omit<RegisteredCheck, keyof CheckAtHand>>`
    select k.account_id as "accountId", k.received_on as "receivedOn", k.image_sha256 as "imageSha256", k.advice_id as "adviceId",
      d.number as "depositNumber"
    from cash.customer_check k left join cash.deposit d on d.tenant_id = ${tenantId} and d.id = k.deposit_id
    where k.tenant_id = ${tenantId} and k.id = ${of.checkId}`.execute(db);
  return { ...check, ...rows[0]! };
}

/** Takes a check off those that can be paid in; it stays in the register with its reason. */
export async function markCheckWithdrawn(
  tx: Transaction,
  of: { checkId: bigint; on: Day; reason: string },
): Promise<void> {
  await sql`
    update cash.customer_check set withdrawn_on = ${of.on}, withdrawn_reason = ${of.reason}, withdrawn_command_id = ${tx.commandId}
    where tenant_id = ${tx.tenantId} and id = ${of.checkId}`.execute(tx.db);
}

/** A deposit with what became of it. */
export interface KeptDeposit {
  readonly id: bigint;
  readonly number: string;
  readonly origin: 'slip' | 'lockbox';
  readonly depositedOn: Day;
  /** The value date of the bank's line that credits it. */
  readonly creditedOn: Day | null;
  readonly withdrawnOn: Day | null;
}

/** A deposit of a company by its id; undefined where there is none. */
export async function loadKeptDeposit(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; depositId: bigint },
): Promise<KeptDeposit | undefined> {
  const { rows } = await sql<KeptDeposit>`
    select d.id, d.number, d.origin, d.deposited_on as "depositedOn", l.value_date as "creditedOn",
      d.withdrawn_on as "withdrawnOn"
    from cash.deposit d left join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = d.credited_line_id
    where d.tenant_id = ${tenantId} and d.company_id = ${of.companyId} and d.id = ${of.depositId}`.execute(db);
  return rows[0];
}

/** Locks a deposit: the bank's line that credits it stands in line, and so does who withdraws it. */
export async function lockDeposit(tx: Transaction, depositId: bigint): Promise<void> {
  tx.claimLock('receipt', `deposit ${depositId}`);
  await sql`select id from cash.deposit where tenant_id = ${tx.tenantId} and id = ${depositId} for update`.execute(
    tx.db,
  );
}

/** A check on a deposit with what its line became. */
export interface DepositedCheck {
  readonly checkId: bigint;
  readonly number: string;
  readonly lineId: bigint;
  /** Null: its line waits to be posted. */
  readonly receiptId: bigint | null;
  readonly receiptState: ReceiptState | null;
  readonly itemId: bigint | null;
  readonly journalId: bigint | null;
  readonly postingDate: Day | null;
  /** Who cleared it otherwise than the matching does by itself, and against what; null where nobody did. */
  readonly clearedBy: string | null;
  readonly clearedItems: string | null;
}

/** The checks of a deposit, in the order in which they came in. */
export async function loadDepositedChecks(db: Sql, tenantId: bigint, depositId: bigint): Promise<DepositedCheck[]> {
  const { rows } = await sql<DepositedCheck>`
    select k.id as "checkId", k.number, k.bank_line_id as "lineId", r.id as "receiptId", r.state as "receiptState", r.item_id as "itemId",
      r.journal_id as "journalId", r.posting_date as "postingDate", c.names as "clearedBy", c.numbers as "clearedItems"
    from cash.customer_check k
    left join cash.receipt r on r.tenant_id = ${tenantId} and r.bank_line_id = k.bank_line_id
    left join lateral (
      select string_agg(distinct p.name, ', ') as names, string_agg(distinct i.number, ', ') as numbers
      from receivables.v_allocation a
      join platform.audit u on u.tenant_id = ${tenantId} and u.command_id = a.command_id and u.operation <> 'cash.apply'
      join platform.person p on p.id = u.person_id
      join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = a.debit_item_id
      where a.tenant_id = ${tenantId} and a.credit_item_id = r.item_id and a.reversal_of is null
        and not exists (select from receivables.v_clearing b where b.tenant_id = ${tenantId} and b.reversal_of = a.clearing_id)) c on true
    where k.tenant_id = ${tenantId} and k.deposit_id = ${depositId} order by k.id`.execute(db);
  return rows;
}

/**
 * The deposit was withdrawn: its checks lie in the drawer again, their receipts are no money any more, lines that waited are left
 * out, and what advised them waits again.
 */
export async function markDepositWithdrawn(
  tx: Transaction,
  of: { deposit: KeptDeposit; checks: readonly DepositedCheck[]; on: Day; reason: string; explanation: string },
): Promise<void> {
  const { deposit, checks } = of;
  const checkIds = checks.map((check) => check.checkId);
  const lineIds = checks.map((check) => check.lineId);
  await sql`
    update cash.customer_check set deposit_id = null, bank_line_id = null
    where tenant_id = ${tx.tenantId} and id = any(${checkIds}::bigint[])`.execute(tx.db);
  await sql`
    update cash.deposit set withdrawn_on = ${of.on}, withdrawn_reason = ${of.reason}, withdrawn_command_id = ${tx.commandId},
      withdrawn_check_ids = ${checkIds}::bigint[]
    where tenant_id = ${tx.tenantId} and id = ${deposit.id}`.execute(tx.db);
  await markReversed(tx, lineIds, of.explanation);
  await leaveOutWaiting(tx, lineIds);
  await freeAdvicesOf(tx, lineIds);
}

export async function setCheckImage(
  tx: Transaction,
  of: { companyId: bigint; checkId: bigint; sha256: string },
): Promise<boolean> {
  const { rows } = await sql`update cash.customer_check set image_sha256 = ${of.sha256}
    where tenant_id = ${tx.tenantId} and company_id = ${of.companyId} and id = ${of.checkId} returning id`.execute(
    tx.db,
  );
  return rows.length > 0;
}
