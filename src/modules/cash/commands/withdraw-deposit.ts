/** A deposit slip that was never brought to the bank is withdrawn: its checks lie in the drawer again. */
import type { Company } from '#company';
import { loadWholes, lockAccounts } from '#customers';
import { type Day, dayInZone, done, laterDay, type Outcome, periodOf, refuse } from '#kernel';
import { lockPeriods, reverseJournals, takeJournalIds } from '#ledger';
import { type Caller, type Engine, runCommand, type Transaction } from '#platform';
import { reverseDocumentIn, reversingTouches } from '#receivables';
import {
  type DepositedCheck,
  type KeptDeposit,
  loadDepositedChecks,
  loadKeptDeposit,
  lockChecks,
  lockDeposit,
  markDepositWithdrawn,
} from '../store/checks.ts';
import { lockMoney } from '../store/receipts.ts';

interface Withdrawal {
  readonly company: Company;
  readonly depositId: bigint;
  readonly reason: string;
}

/**
 * Withdraws a slip: what the matching had applied its checks to by itself is open again, each check's posting is negated, not
 * before the day that it undoes, and each can be corrected or paid in again. Refuses `cash.deposit-not-found`,
 * `cash.deposit-withdrawn`, one that the bank has credited (`cash.deposit-credited`) or that came from the bank
 * (`cash.deposit-of-lockbox`), a check that a person applied (`cash.check-applied`) or whose money came back or went on
 * (`cash.check-moved-on`), and what reversing and `lockPeriods` refuse.
 */
export function withdrawDeposit(
  engine: Engine,
  caller: Caller,
  input: Withdrawal,
): Promise<Outcome<{ checks: number }>> {
  const { company, depositId, reason } = input;
  const description = { operation: 'cash.withdraw-deposit', reason, input: { company: company.code, depositId } };
  return runCommand(engine, caller, description, (tx) => withdrawIn(tx, input));
}

async function withdrawIn(tx: Transaction, input: Withdrawal): Promise<Outcome<{ checks: number }>> {
  const { company, reason } = input;
  const of = { companyId: company.id, depositId: input.depositId };
  const seen = checkStanding(await loadKeptDeposit(tx.db, tx.tenantId, of));
  if (!seen.ok) return seen;
  const before = await loadDepositedChecks(tx.db, tx.tenantId, input.depositId);
  const posted = before.reduce<Day>(
    (last, check) => (check.postingDate === null ? last : laterDay(last, check.postingDate)),
    dayInZone(tx.now, company.timeZone),
  );
  const touches = await reversingTouches(tx, itemsOf(before), posted);
  const open = await lockPeriods(tx, company.id, [periodOf(touches.day)]);
  if (!open.ok) return open;
  await lockMoney(
    tx,
    before.map((check) => check.lineId),
  );
  await lockChecks(
    tx,
    before.map((check) => check.checkId),
  );
  await lockDeposit(tx, input.depositId);
  // Who was merged with a payer is touched too: a promise of either may have been kept by this money.
  const wholes = await loadWholes(tx.db, tx.tenantId, { companyId: company.id, day: touches.day });
  await lockAccounts(
    tx,
    touches.accountIds.flatMap((id) => [...wholes.accountsOf(id)]),
  );
  // Looked at again under the locks.
  const now = checkStanding(await loadKeptDeposit(tx.db, tx.tenantId, of));
  if (!now.ok) return now;
  const deposit = now.value;
  const checks = await loadDepositedChecks(tx.db, tx.tenantId, input.depositId);
  const free = checkFree(checks);
  if (!free.ok) return free;
  const itemIds = itemsOf(checks);
  if (itemIds.length > 0) {
    const how = { itemIds, postingDate: touches.day, reason, withBankMoney: true } as const;
    const negated = await reverseDocumentIn(tx, company, how);
    if (!negated.ok) return negated;
  }
  const explanation = `Deposit slip ${deposit.number} was withdrawn: ${reason}`;
  const journalIds = checks.flatMap((check) => (check.journalId === null ? [] : [check.journalId]));
  const reversals = await takeJournalIds(tx, journalIds.length);
  await reverseJournals(
    tx,
    journalIds.map((journalId, place) => ({
      ...{ id: reversals[place]!, journalId, explanation },
      postingDate: touches.day,
    })),
  );
  await markDepositWithdrawn(tx, { deposit, checks, on: dayInZone(tx.now, company.timeZone), reason, explanation });
  tx.count('deposits withdrawn');
  tx.publish({
    type: 'cash.deposit-withdrawn',
    payload: { depositId: deposit.id.toString(), companyId: company.id.toString() },
  });
  return done({ checks: checks.length });
}

function checkStanding(deposit: KeptDeposit | undefined): Outcome<KeptDeposit> {
  if (!deposit)
    return refuse('cash.deposit-not-found', 'There is no such deposit in this company. Nothing was changed.');
  const { number } = deposit;
  if (deposit.withdrawnOn !== null)
    return refuse('cash.deposit-withdrawn', `${number} is withdrawn already. Nothing was changed.`);
  if (deposit.origin === 'lockbox')
    return refuse(
      'cash.deposit-of-lockbox',
      `${number} is a batch of the bank’s lockbox: the bank has its checks. Tell of a check that came back instead. Nothing was changed.`,
    );
  if (deposit.creditedOn !== null)
    return refuse(
      'cash.deposit-credited',
      `The bank credited ${number} on ${deposit.creditedOn}, so it was brought there. Tell of a check that came back instead. Nothing was changed.`,
      { number, creditedOn: deposit.creditedOn },
    );
  return done(deposit);
}

const ownStates: readonly string[] = ['applied', 'part_applied', 'unapplied', 'unidentified'];

function checkFree(checks: readonly DepositedCheck[]): Outcome<null> {
  for (const { number, receiptId, receiptState, clearedBy, clearedItems } of checks) {
    if (receiptState !== null && !ownStates.includes(receiptState))
      return refuse(
        'cash.check-moved-on',
        receiptState === 'returned'
          ? `Check ${number} came back from the bank, so its slip was brought there. Nothing was changed.`
          : `The money of check ${number} went on from there (${receiptState}); take that back first. Nothing was changed.`,
        { number, receiptId },
      );
    if (clearedBy !== null)
      return refuse(
        'cash.check-applied',
        `Check ${number} was applied to ${clearedItems} by ${clearedBy}: take that application back first, where ${clearedItems} tells its payments. Nothing was changed.`,
        { number, receiptId, items: clearedItems, by: clearedBy },
      );
  }
  return done(null);
}

const itemsOf = (checks: readonly DepositedCheck[]): bigint[] =>
  checks.flatMap((check) => (check.itemId === null ? [] : [check.itemId]));
