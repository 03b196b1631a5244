/** Checks are paid in at the bank: a deposit slip, a receipt for each check, and the bank's line that credits the slip. */
import { type Company, loadConverter } from '#company';
import { type Day, done, formatAmount, type Outcome, periodOf, refuse } from '#kernel';
import {
  accountsByPurpose,
  insertJournals,
  type JournalLine,
  loadPostingDays,
  lockPeriods,
  type NewJournal,
  takeJournalIds,
} from '#ledger';
import { type Caller, type Engine, runCommand, runQuery, sql, type Transaction } from '#platform';
import type { BankAccount } from '../model.ts';
import { isOfTheLines } from '../rules/left-aside.ts';
import { pairDeposits } from '../rules/pair-deposits.ts';
import { explainDay } from '../rules/posted-later.ts';
import { loadBankAccounts, lockBankAccount } from '../store/bank.ts';
import {
  insertDeposit,
  loadCarriedInSuspense,
  loadCarriedInTransit,
  loadChecks,
  loadDepositsInTransit,
  loadOpenCredits,
  lockChecks,
  markCredited,
  type OpenCredit,
  type OpenDeposit,
} from '../store/checks.ts';
import { insertReceipts, lockMoney, markDeposit } from '../store/receipts.ts';

export interface DepositInput {
  readonly company: Company;
  /** Number of the account at the bank; absent: the only one of the currency. */
  readonly bankAccount?: string | undefined;
  /** Absent: every check that is not paid in and not post-dated, of the account's currency. */
  readonly checkIds?: readonly bigint[] | undefined;
  readonly depositedOn: Day;
}

export interface DepositResult {
  readonly depositId: bigint;
  readonly number: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly checks: number;
  /** The lines of its checks, for `applyCash`. */
  readonly lineIds: readonly bigint[];
}

/**
 * Makes a deposit slip of received checks. Refuses `cash.no-checks`, `cash.check-not-found`, `cash.check-deposited`, `cash.check-withdrawn`,
 * `cash.check-post-dated`, `cash.currency`, and an account that is not known or not the only one (`cash.deposit-account`).
 */
export function depositChecks(engine: Engine, caller: Caller, input: DepositInput): Promise<Outcome<DepositResult>> {
  const { company, depositedOn } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.deposit-checks',
      reason: `Checks were paid in on ${depositedOn}.`,
      input: { ...input, company: company.code },
    },
    async (tx) => {
      const waiting = input.checkIds ? [] : await loadChecks(tx.db, tx.tenantId, { companyId: company.id });
      const ids = input.checkIds ?? waiting.map((one) => one.id);
      await lockChecks(tx, ids);
      // Looked at again under the lock: two who pay in at once must not take the same checks.
      const found = await loadChecks(tx.db, tx.tenantId, { companyId: company.id, ids });
      const checks = input.checkIds
        ? found
        : found.filter((one) => one.depositId === null && one.withdrawnOn === null && one.checkDate <= depositedOn);
      if (input.checkIds && checks.length < new Set(ids).size)
        return refuse('cash.check-not-found', 'A chosen check does not exist in this company. Nothing was changed.');
      if (checks.length === 0)
        return refuse('cash.no-checks', 'There are no checks that could be paid in. Nothing was changed.');
      const known = checks.find((one) => one.depositId !== null);
      if (known)
        return refuse('cash.check-deposited', `Check ${known.number} was paid in before. Nothing was changed.`, {
          number: known.number,
        });
      const withdrawn = checks.find((one) => one.withdrawnOn !== null);
      if (withdrawn)
        return refuse('cash.check-withdrawn', `Check ${withdrawn.number} is withdrawn. Nothing was changed.`, {
          number: withdrawn.number,
        });
      const early = checks.find((one) => one.checkDate > depositedOn);
      if (early)
        return refuse(
          'cash.check-post-dated',
          `Check ${early.number} is dated ${early.checkDate} and is held until then. Nothing was changed.`,
          { number: early.number, checkDate: early.checkDate },
        );
      const bank = depositAccount(await loadBankAccounts(tx.db, tx.tenantId, company.id), company, {
        number: input.bankAccount,
        currencies: new Set(checks.map((one) => one.currency)),
      });
      if (!bank.ok) return bank;
      const paid = input.checkIds ? checks : checks.filter((one) => one.currency === bank.value.currency);
      const other = paid.find((one) => one.currency !== bank.value.currency);
      if (other || paid.length === 0)
        return refuse(
          'cash.currency',
          `Check ${(other ?? checks[0]!).number} is in ${(other ?? checks[0]!).currency}, the account in ${bank.value.currency}. Nothing was changed.`,
        );
      const number = await nextSlip(tx, company, bank.value.id);
      const { currency } = bank.value;
      const { depositId, lineIds } = await insertDeposit(tx, {
        company,
        bankAccountId: bank.value.id,
        number,
        origin: 'slip',
        depositedOn,
        currency,
        checks: paid,
      });
      tx.count('checks paid in', paid.length);
      tx.publish({
        type: 'cash.checks-deposited',
        payload: { depositId: depositId.toString(), companyId: company.id.toString() },
      });
      const amountMinor = paid.reduce((sum, one) => sum + one.amountMinor, 0n);
      return done({ depositId, number, currency, amountMinor, checks: paid.length, lineIds });
    },
  );
}

/** Slips of a bank account are numbered through; its lock makes two depositors stand in line. */
async function nextSlip(tx: Transaction, company: Company, bankAccountId: bigint): Promise<string> {
  await lockBankAccount(tx, bankAccountId);
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from cash.deposit
    where tenant_id = ${tx.tenantId} and bank_account_id = ${bankAccountId} and origin = 'slip'`.execute(tx.db);
  return `SLIP-${company.code}-${bankAccountId}-${rows[0]!.n + 1}`;
}

/**
 * The account at the bank that checks of some currencies are paid into: the one of a number (of several, which one bank writes for
 * each currency, the one of theirs), else the only one of their currency. Refuses `cash.deposit-account`.
 */
export function depositAccount(
  accounts: readonly BankAccount[],
  company: Company,
  wanted: { number?: string | undefined; currencies: ReadonlySet<string> },
): Outcome<BankAccount> {
  const banks = accounts.filter((bank) => bank.closedOn === null);
  const named = banks.filter((bank) => wanted.number === undefined || bank.number === wanted.number);
  const fitting =
    wanted.number !== undefined && named.length === 1
      ? named
      : named.filter((bank) => wanted.currencies.has(bank.currency));
  if (fitting.length === 1) return done(fitting[0]!);
  return refuse(
    'cash.deposit-account',
    wanted.number === undefined
      ? `Say which account in ${[...wanted.currencies].join(', ')} they are paid into: ${company.code} has ${fitting.length === 0 ? 'none' : 'several'}. Nothing was changed.`
      : `${company.code} has no bank account "${wanted.number}" in use. Nothing was changed.`,
    { accounts: banks.map((bank) => bank.number) },
    { field: 'account' },
  );
}

/**
 * Finds the bank's lines that credit deposits and moves their money from transit to the bank (or, where the line came before
 * the slip, from suspense): the checks are the receipts, the line is none. What cannot be posted (its month takes no posting, its
 * currency has no rate) is left aside with the reason.
 */
export async function creditDeposits(
  engine: Engine,
  caller: Caller,
  input: { company: Company; asOf: Day },
): Promise<Outcome<{ credited: number; leftAside: readonly string[] }>> {
  const { company } = input;
  const pairs = await runQuery(engine, caller.tenantId, async (db) => {
    const deposits = await loadDepositsInTransit(db, caller.tenantId, company.id);
    if (deposits.length === 0) return [];
    const lines = await loadOpenCredits(db, caller.tenantId, {
      companyId: company.id,
      bankAccountIds: [...new Set(deposits.map((one) => one.bankAccountId))],
    });
    return pairDeposits(
      lines.filter((line) => line.bookingDate <= input.asOf),
      deposits,
    );
  });
  const leftAside: string[] = [];
  let credited = 0;
  for (const pair of pairs) {
    const outcome = await runCommand(
      engine,
      caller,
      {
        operation: 'cash.credit-deposit',
        reason: `The bank credited ${pair.depositIds.length === 1 ? 'a deposit of checks' : `${pair.depositIds.length} batches of a lockbox`}.`,
        input: { company: company.code, line: pair.lineId, deposits: pair.depositIds },
      },
      (tx) => creditIn(tx, company, pair),
    );
    // Whoever was quicker has it; what is left of the pair waits for the next run.
    if (!outcome.ok && outcome.refusal.code === 'cash.deposit-credited') continue;
    // A month that takes no posting, a currency without a rate hold this line, and no other.
    if (!outcome.ok && isOfTheLines(outcome.refusal)) {
      leftAside.push(`The bank’s credit of a deposit of checks: ${outcome.refusal.message}`);
      continue;
    }
    if (!outcome.ok) return outcome;
    credited += outcome.value;
  }
  return done({ credited, leftAside });
}

async function creditIn(
  tx: Transaction,
  company: Company,
  pair: { lineId: bigint; depositIds: readonly bigint[] },
): Promise<Outcome<number>> {
  const seen = await linesOf(tx, company, pair);
  if (!seen) return done(0);
  const open = await lockPeriods(tx, company.id, [periodOf(seen.line.postingDate)]);
  if (!open.ok) return open;
  await lockMoney(tx, [pair.lineId]);
  const now = await linesOf(tx, company, pair);
  // Somebody was quicker.
  if (!now) return done(0);
  const { line, deposits } = now;
  const credited = await markCredited(tx, line.lineId, pair.depositIds);
  if (credited === 0) return done(0);
  if (credited < pair.depositIds.length)
    return refuse(
      'cash.deposit-credited',
      'Another line of the bank credited one of these deposits meanwhile. Nothing was changed.',
    );
  const numbers = deposits.map((one) => one.number).join(', ');
  const explanation = `${line.currency} ${formatAmount(line.amountMinor, line.currency)} credits ${numbers}: its checks are receipts of their own.`;
  const posted = await postCredit(tx, company, line, pair.depositIds, explanation);
  if (!posted.ok) return posted;
  if (line.receiptId === null)
    await insertReceipts(tx, company.id, [
      {
        lineId: line.lineId,
        accountId: null,
        itemId: null,
        journalId: posted.value,
        number: null,
        valueDate: line.valueDate,
        postingDate: line.postingDate,
        currency: line.currency,
        amountMinor: line.amountMinor,
        state: 'deposit',
        decision: 'deposit',
        confidence: 1,
        explanation,
        proposal: null,
      },
    ]);
  else await markDeposit(tx, line.receiptId, explanation);
  tx.count('deposits credited', deposits.length);
  tx.publish({ type: 'cash.deposit-credited', payload: { company: company.code, deposits: numbers } });
  return done(deposits.length);
}

/** The line and its deposits, if both are still open. */
async function linesOf(
  tx: Transaction,
  company: Company,
  pair: { lineId: bigint; depositIds: readonly bigint[] },
): Promise<{ line: OpenCredit; deposits: OpenDeposit[] } | undefined> {
  const deposits = (await loadDepositsInTransit(tx.db, tx.tenantId, company.id)).filter((one) =>
    pair.depositIds.includes(one.id),
  );
  const [line] = await loadOpenCredits(tx.db, tx.tenantId, {
    companyId: company.id,
    bankAccountIds: [...new Set(deposits.map((one) => one.bankAccountId))],
    lineIds: [pair.lineId],
  });
  return line && deposits.length === pair.depositIds.length ? { line, deposits } : undefined;
}

/**
 * Dr bank at the rate of the line's day (or suspense, where the line stands there, at what it is carried at), Cr checks in transit
 * at what the checks were booked at; what the rate moved in between is a realised exchange difference.
 */
async function postCredit(
  tx: Transaction,
  company: Company,
  line: OpenCredit,
  depositIds: readonly bigint[],
  explanation: string,
): Promise<Outcome<bigint>> {
  const { currency, amountMinor, postingDate } = line;
  const { carriedMinor, unposted } = await loadCarriedInTransit(tx.db, tx.tenantId, depositIds);
  const suspenseMinor =
    line.receiptId === null ? null : await loadCarriedInSuspense(tx.db, tx.tenantId, line.receiptId);
  const postingDay = await loadPostingDays(tx.db, tx.tenantId, company.id);
  const converter = await loadConverter(tx.db, tx.tenantId, company, [
    { currency, day: postingDate },
    ...unposted.map((one) => ({ currency, day: postingDay(one.depositedOn) })),
  ]);
  if (!converter.ok) return converter;
  const glAccount = await accountsByPurpose(tx.db, tx.tenantId, company.id);
  const bank = (await loadBankAccounts(tx.db, tx.tenantId, company.id)).find((one) => one.id === line.bankAccountId)!;
  const receivedMinor = suspenseMinor ?? converter.value(amountMinor, currency, postingDate);
  // A check that waits for its own posting will be booked at the rate of its deposit, or of the day on which that is posted.
  const inTransitMinor = unposted.reduce(
    (sum, one) => sum + converter.value(one.amountMinor, currency, postingDay(one.depositedOn)),
    carriedMinor,
  );
  const [id] = await takeJournalIds(tx, 1);
  const lines: JournalLine[] = [
    {
      accountId: line.receiptId === null ? bank.glAccountId : glAccount('unidentified_receipts'),
      currency,
      amountMinor,
      companyAmountMinor: receivedMinor,
    },
    {
      accountId: glAccount('checks_in_transit'),
      currency,
      amountMinor: -amountMinor,
      companyAmountMinor: -inTransitMinor,
    },
  ];
  if (receivedMinor !== inTransitMinor)
    lines.push({
      accountId: glAccount('exchange_differences'),
      currency,
      amountMinor: 0n,
      companyAmountMinor: inTransitMinor - receivedMinor,
    });
  const journal: NewJournal & { id: bigint } = {
    id: id!,
    companyId: company.id,
    postingDate,
    documentDate: line.valueDate,
    kind: 'deposit',
    explanation: explainDay(explanation, line),
    lines,
  };
  await insertJournals(tx, [journal]);
  return done(id!);
}
