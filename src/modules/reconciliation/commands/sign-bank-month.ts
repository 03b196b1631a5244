/** A bank account's month is prepared by one person, signed by another, and reopened with a reason. */
import { loadBankAccounts } from '#cash';
import type { Company } from '#company';
import { dayInZone, done, endOfMonth, formatAmount, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, type Transaction } from '#platform';
import { type BankAccountAt, compareBankMonth, digestOf } from '../queries/bank-comparison.ts';
import {
  loadBankReconciliations,
  lockReconciledAccount,
  prepareRow,
  reopenRow,
  type StoredBankReconciliation,
  signRow,
} from '../store/bank-reconciliations.ts';

export interface BankMonthAtHand {
  readonly company: Company;
  readonly bankAccountId: bigint;
  /** YYYY-MM */
  readonly month: string;
}

/** The account of the company with its reconciliations locked, and what stands of the month. Refuses `reconciliation.bank-account-not-found`. */
async function takeMonth(
  tx: Transaction,
  at: BankMonthAtHand,
): Promise<Outcome<{ account: BankAccountAt; standing: StoredBankReconciliation | null }>> {
  const account = (await loadBankAccounts(tx.db, tx.tenantId, at.company.id)).find(
    (one) => one.id === at.bankAccountId,
  );
  if (!account)
    return refuse(
      'reconciliation.bank-account-not-found',
      'There is no such bank account in this company. Nothing was changed.',
    );
  await lockReconciledAccount(tx, account.id);
  const [newest] = await loadBankReconciliations(tx.db, tx.tenantId, [account.id], at.month);
  return done({ account, standing: newest && newest.reopened === null ? newest : null });
}

/**
 * Prepares a month for signing: keeps both balances and what lies between them. Refuses `reconciliation.month-running` before
 * its end, `reconciliation.month-signed`, and `reconciliation.not-ready` while something keeps it from being signed: lines that
 * are not posted, gaps between statements, statements that are held or whose lines do not make their balance.
 */
export function prepareBankMonth(
  engine: Engine,
  caller: Caller,
  input: BankMonthAtHand & { readonly note: string },
): Promise<Outcome<null>> {
  const { company, month } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'reconciliation.prepare-bank-month',
      reason: input.note.slice(0, 200) || `The bank reconciliation of ${month} was prepared.`,
      input: { company: company.code, bankAccountId: input.bankAccountId, month },
    },
    async (tx) => {
      const taken = await takeMonth(tx, input);
      if (!taken.ok) return taken;
      const { account, standing } = taken.value;
      if (endOfMonth(`${month}-01`) >= dayInZone(tx.now, company.timeZone))
        return refuse('reconciliation.month-running', `${month} is not over yet. Nothing was changed.`);
      if (standing?.signedBy != null)
        return refuse(
          'reconciliation.month-signed',
          `${month} is signed by ${standing.signedBy}; reopen it first. Nothing was changed.`,
        );
      const comparison = await compareBankMonth(tx.db, tx.tenantId, { company, account, month });
      const amount = (minor: bigint): string => `${account.currency} ${formatAmount(minor, account.currency)}`;
      const hindrances = [
        ...comparison.findings.filter((one) => one.blocks).map((one) => one.text),
        ...comparison.items
          .filter((one) => one.blocks)
          .map(
            (one) =>
              `${one.kind.replaceAll('_', ' ')}: ${amount(one.amountMinor)}${one.day === null ? '' : ` on ${one.day}`}`,
          ),
      ];
      if (hindrances.length > 0)
        return refuse(
          'reconciliation.not-ready',
          `${month} cannot be signed yet: ${hindrances.slice(0, 3).join('; ')}${hindrances.length > 3 ? `; and ${hindrances.length - 3} more` : ''}. Nothing was changed.`,
          { hindrances: hindrances.slice(0, 50) },
        );
      const of = {
        companyId: company.id,
        bankAccountId: account.id,
        month,
        currency: account.currency,
        note: input.note,
        digest: digestOf(comparison),
      };
      const id = await prepareRow(tx, of, comparison);
      if (id === undefined)
        return refuse(
          'reconciliation.month-signed',
          `${month} was signed meanwhile; reopen it first. Nothing was changed.`,
        );
      return done(null);
    },
  );
}

/**
 * Signs a prepared month: the second person says that it is so. Refuses `reconciliation.not-prepared`,
 * `reconciliation.own-work` for the person who prepared it, `reconciliation.month-signed`, and
 * `reconciliation.changed-since-prepared` where either side has moved since.
 */
export function signBankMonth(engine: Engine, caller: Caller, input: BankMonthAtHand): Promise<Outcome<null>> {
  const { company, month } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'reconciliation.sign-bank-month',
      reason: `The bank reconciliation of ${month} was signed.`,
      input: { company: company.code, bankAccountId: input.bankAccountId, month },
    },
    async (tx) => {
      const taken = await takeMonth(tx, input);
      if (!taken.ok) return taken;
      const { account, standing } = taken.value;
      if (standing === null)
        return refuse('reconciliation.not-prepared', `Nobody has prepared ${month} yet. Nothing was changed.`);
      if (standing.signedBy !== null)
        return refuse(
          'reconciliation.month-signed',
          `${month} is signed by ${standing.signedBy} already. Nothing was changed.`,
        );
      if (standing.preparedPersonId === tx.actor.personId)
        return refuse(
          'reconciliation.own-work',
          'You prepared this month; somebody else signs it. Nothing was changed.',
        );
      const comparison = await compareBankMonth(tx.db, tx.tenantId, { company, account, month });
      if (digestOf(comparison) !== standing.digest)
        return refuse(
          'reconciliation.changed-since-prepared',
          'Bank or ledger of this month have moved since it was prepared; prepare it again. Nothing was changed.',
        );
      await signRow(tx, standing.id);
      tx.publish({
        type: 'reconciliation.bank-month-signed',
        payload: { bankAccountId: account.id.toString(), companyId: company.id.toString(), month },
      });
      return done(null);
    },
  );
}

/** Reopens a signed month; what was signed stays on record. Refuses `reconciliation.not-signed` and what `takeMonth` refuses. */
export function reopenBankMonth(
  engine: Engine,
  caller: Caller,
  input: BankMonthAtHand & { readonly reason: string },
): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'reconciliation.reopen-bank-month',
      reason: input.reason,
      input: { company: input.company.code, bankAccountId: input.bankAccountId, month: input.month },
    },
    async (tx) => {
      const taken = await takeMonth(tx, input);
      if (!taken.ok) return taken;
      const { standing } = taken.value;
      if (standing?.signedBy == null)
        return refuse('reconciliation.not-signed', `${input.month} is not signed. Nothing was changed.`);
      await reopenRow(tx, standing.id, input.reason);
      tx.publish({
        type: 'reconciliation.bank-month-reopened',
        payload: {
          bankAccountId: input.bankAccountId.toString(),
          companyId: input.company.id.toString(),
          month: input.month,
        },
      });
      return done(null);
    },
  );
}
