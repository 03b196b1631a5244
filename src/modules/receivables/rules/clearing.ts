/** Clearing: what an allocation takes from both sides, in item currency and in company currency. Pure. */
import { absolute, type Day, divideRounded, done, laterDay, type Outcome, refuse } from '#kernel';
import type { AccountPurpose, JournalLine } from '#ledger';
import { controlPurpose, type Item, type WantedAllocation } from '../model.ts';

export interface PlannedAllocation {
  readonly credit: Item;
  readonly debit: Item;
  readonly amountMinor: bigint;
  readonly effectiveDate: Day;
  /** Positive; what leaves each side in company currency. The difference is a realised exchange difference. */
  readonly creditCompanyMinor: bigint;
  readonly debitCompanyMinor: bigint;
}

/** What an item had open before and after one allocation. */
export interface OpenStep {
  readonly item: Item;
  readonly openBefore: bigint;
  readonly openAfter: bigint;
}

export interface ClearingPlan {
  readonly allocations: readonly PlannedAllocation[];
  /** Open amounts after the clearing, by item. */
  readonly after: ReadonlyMap<bigint, { openMinor: bigint; openCompanyMinor: bigint }>;
  /** The steps of the credit side, for what hangs on its open amount (the tax of a down payment). */
  readonly creditSteps: readonly OpenStep[];
  /** Realised exchange difference in company currency: positive is a loss (debits were carried higher than credits). */
  readonly exchangeDifferenceMinor: bigint;
}

/**
 * Plans a clearing over loaded and locked items. The effective day of an allocation is the latest of the posting day
 * and both items' posting days (PRODUCT, Aging). Company amounts are taken pro rata, the last piece takes the rest, so
 * an item at zero is zero in both currencies.
 * Refuses: `receivables.item-unknown`, `receivables.other-account`, `receivables.currency-differs`,
 * `receivables.wrong-side`, `receivables.over-allocated`, `receivables.noted-item`.
 */
export function planClearing(
  items: ReadonlyMap<bigint, Item>,
  wanted: readonly WantedAllocation[],
  postingDate: Day,
): Outcome<ClearingPlan> {
  const open = new Map<bigint, { openMinor: bigint; openCompanyMinor: bigint }>();
  const allocations: PlannedAllocation[] = [];
  const creditSteps: OpenStep[] = [];
  let exchangeDifferenceMinor = 0n;
  for (const wish of wanted) {
    const credit = items.get(wish.creditItemId);
    const debit = items.get(wish.debitItemId);
    if (!credit || !debit) {
      return refuse('receivables.item-unknown', 'An item of this clearing does not exist. Nothing was changed.', {
        itemId: (credit ? wish.debitItemId : wish.creditItemId).toString(),
      });
    }
    if (credit.noted || debit.noted) {
      return refuse(
        'receivables.noted-item',
        `${(credit.noted ? credit : debit).number} is only noted; it cannot be cleared. Nothing was changed.`,
      );
    }
    if (credit.companyId !== debit.companyId) {
      return refuse(
        'receivables.other-account',
        'Both items of an allocation must be of one company. Nothing was changed.',
        {},
      );
    }
    if (credit.currency !== debit.currency) {
      return refuse(
        'receivables.currency-differs',
        `${credit.number} is in ${credit.currency}, ${debit.number} in ${debit.currency}. Nothing was changed.`,
      );
    }
    if (credit.amountMinor >= 0n || debit.amountMinor <= 0n || wish.amountMinor <= 0n) {
      return refuse(
        'receivables.wrong-side',
        'An allocation links a credit to a debit by a positive amount. Nothing was changed.',
      );
    }
    const ofCredit = open.get(credit.id) ?? { openMinor: credit.openMinor, openCompanyMinor: credit.openCompanyMinor };
    const ofDebit = open.get(debit.id) ?? { openMinor: debit.openMinor, openCompanyMinor: debit.openCompanyMinor };
    if (wish.amountMinor > -ofCredit.openMinor || wish.amountMinor > ofDebit.openMinor) {
      const short = wish.amountMinor > ofDebit.openMinor ? debit : credit;
      return refuse(
        'receivables.over-allocated',
        `${short.number} has less open than would be allocated to it. Nothing was changed.`,
        {
          itemId: short.id.toString(),
          openMinor: (short === debit ? ofDebit : ofCredit).openMinor.toString(),
          wantedMinor: wish.amountMinor.toString(),
        },
      );
    }
    const share = (of: { openMinor: bigint; openCompanyMinor: bigint }): bigint =>
      absolute(divideRounded(of.openCompanyMinor * wish.amountMinor, absolute(of.openMinor)));
    const creditCompanyMinor = share(ofCredit);
    const debitCompanyMinor = share(ofDebit);
    open.set(credit.id, {
      openMinor: ofCredit.openMinor + wish.amountMinor,
      openCompanyMinor: ofCredit.openCompanyMinor + creditCompanyMinor,
    });
    open.set(debit.id, {
      openMinor: ofDebit.openMinor - wish.amountMinor,
      openCompanyMinor: ofDebit.openCompanyMinor - debitCompanyMinor,
    });
    creditSteps.push({
      item: credit,
      openBefore: ofCredit.openMinor,
      openAfter: ofCredit.openMinor + wish.amountMinor,
    });
    exchangeDifferenceMinor += debitCompanyMinor - creditCompanyMinor;
    allocations.push({
      credit,
      debit,
      amountMinor: wish.amountMinor,
      effectiveDate: laterDay(postingDate, laterDay(credit.postingDate, debit.postingDate)),
      creditCompanyMinor,
      debitCompanyMinor,
    });
  }
  return done({ allocations, after: open, creditSteps, exchangeDifferenceMinor });
}

/**
 * The journal lines of a clearing: each side leaves its own control account at what it was carried at; what remains is
 * the realised exchange difference. Empty when both sides stand in one account at one rate. Debit positive.
 */
export function clearingLines(plan: ClearingPlan, glAccount: (purpose: AccountPurpose) => bigint): JournalLine[] {
  const sums = new Map<
    string,
    { accountId: bigint; currency: string; amountMinor: bigint; companyAmountMinor: bigint }
  >();
  const add = (purpose: AccountPurpose, currency: string, amountMinor: bigint, companyAmountMinor: bigint): void => {
    const accountId = glAccount(purpose);
    const key = `${accountId} ${currency}`;
    const sum = sums.get(key) ?? { accountId, currency, amountMinor: 0n, companyAmountMinor: 0n };
    sums.set(key, {
      ...sum,
      amountMinor: sum.amountMinor + amountMinor,
      companyAmountMinor: sum.companyAmountMinor + companyAmountMinor,
    });
  };
  for (const a of plan.allocations) {
    add(controlPurpose(a.credit.specialGl), a.credit.currency, a.amountMinor, a.creditCompanyMinor);
    add(controlPurpose(a.debit.specialGl), a.debit.currency, -a.amountMinor, -a.debitCompanyMinor);
    if (a.debitCompanyMinor !== a.creditCompanyMinor)
      add('exchange_differences', a.credit.currency, 0n, a.debitCompanyMinor - a.creditCompanyMinor);
  }
  return [...sums.values()].filter((sum) => sum.amountMinor !== 0n || sum.companyAmountMinor !== 0n);
}
