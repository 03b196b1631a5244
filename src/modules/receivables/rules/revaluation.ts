/** Which control accounts there are, which are valued at closing rates, and the two journals of a revaluation. Pure. */
import { addDays, type Day, endOfMonth, formatAmount } from '#kernel';
import type { AccountPurpose, JournalLine } from '#ledger';
import { specialGlAccounts } from '../model.ts';

/** Purposes of the GL accounts that hold open items: together they equal the subledger. */
export const controlPurposes: readonly string[] = ['receivables_control', ...Object.values(specialGlAccounts)];

/**
 * The control accounts whose items are money to come, and so are valued at the closing rate (IAS 21.23). Down payments
 * are owed in goods, tax certificates stand at their own day's value: both keep their rate.
 */
export const revaluedPurposes: readonly string[] = ['receivables_control', 'bills_receivable', 'retentions_receivable'];

/** The last day of a month, on which it is valued, and the first of the next, on which that is taken back. */
export const revaluationDays = (month: string): { readonly day: Day; readonly nextDay: Day } => {
  const day = endOfMonth(`${month}-01`);
  return { day, nextDay: addDays(day, 1) };
};

export interface RevaluationFacts {
  readonly controlAccount: string;
  readonly currency: string;
  readonly openMinor: bigint;
  readonly carriedMinor: bigint;
  readonly revaluedMinor: bigint;
  readonly postedMinor: bigint;
  readonly rate: string;
}

/** The sentence that explains a revaluation to a reader who was not there. */
export function explainRevaluation(facts: RevaluationFacts, companyCurrency: string, day: Day): string {
  const inCompany = (minor: bigint): string => `${companyCurrency} ${formatAmount(minor, companyCurrency)}`;
  const before = facts.postedMinor === 0n ? '' : `; ${inCompany(facts.postedMinor)} was posted before`;
  return (
    `Revaluation of account ${facts.controlAccount} on ${day}: ${facts.currency} ${formatAmount(facts.openMinor, facts.currency)} open, ` +
    `carried at ${inCompany(facts.carriedMinor)}, is worth ${inCompany(facts.revaluedMinor)} at ${facts.rate}${before}.`
  );
}

/** Gain: debit revaluation, credit unrealised differences; a loss the other way. Company currency only. */
export function revaluationLines(
  currency: string,
  adjustmentMinor: bigint,
  glAccount: (purpose: AccountPurpose) => bigint,
): JournalLine[] {
  const line = (accountId: bigint, companyAmountMinor: bigint): JournalLine => ({
    accountId,
    currency,
    amountMinor: 0n,
    companyAmountMinor,
  });
  return [
    line(glAccount('receivables_revaluation'), adjustmentMinor),
    line(glAccount('unrealised_exchange'), -adjustmentMinor),
  ];
}
