/** Clearing: what an allocation takes from both sides, in item currency and in company currency. Pure. */
import {
  absolute,
  type Day,
  divideRounded,
  done,
  formatAmount,
  laterDay,
  maximum,
  type Outcome,
  refuse,
} from '#kernel';
import type { AccountPurpose, JournalLine } from '#ledger';
import { controlPurpose, type Item, type WantedAllocation } from '../model.ts';

export interface PlannedAllocation {
  readonly credit: Item;
  readonly debit: Item;
  /** What leaves the credit, in its currency; positive. */
  readonly amountMinor: bigint;
  /** What leaves the debit, in its own currency: the same amount but across currencies. */
  readonly debitAmountMinor: bigint;
  readonly effectiveDate: Day;
  /** Positive; what leaves each side in company currency. The difference is a realised exchange difference. */
  readonly creditCompanyMinor: bigint;
  readonly debitCompanyMinor: bigint;
}

export interface ClearingPlan {
  readonly allocations: readonly PlannedAllocation[];
  /** Open amounts after the clearing, by item. */
  readonly after: ReadonlyMap<bigint, { openMinor: bigint; openCompanyMinor: bigint }>;
}

/**
 * Plans a clearing over loaded and locked items. The effective day of an allocation is the latest of the posting day
 * and both items' posting days (PRODUCT, Aging). Company amounts are taken pro rata, the last piece takes the rest, so
 * an item at zero is zero in both currencies. Across currencies, within one account, the debit's side is worked out at the
 * day's rate or given, then within a tenth of that rate.
 * Refuses: `receivables.item-unknown`, `receivables.other-account`, `receivables.currency-differs`,
 * `receivables.wrong-side`, `receivables.over-allocated`, `receivables.noted-item`,
 * `receivables.rate-implausible`.
 */
export function planClearing(
  items: ReadonlyMap<bigint, Item>,
  wanted: readonly WantedAllocation[],
  postingDate: Day,
  across: ExchangeAcross | null = null,
): Outcome<ClearingPlan> {
  const open = new Map<bigint, { openMinor: bigint; openCompanyMinor: bigint }>();
  const allocations: PlannedAllocation[] = [];
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
    const foreign = credit.currency !== debit.currency;
    if (foreign && (wish.debitAmountMinor === undefined || across === null || credit.accountId !== debit.accountId)) {
      return refuse(
        'receivables.currency-differs',
        credit.accountId === debit.accountId
          ? `${credit.number} is in ${credit.currency}, ${debit.number} in ${debit.currency}; say what leaves the debit. Nothing was changed.`
          : `${credit.number} is in ${credit.currency}, ${debit.number} in ${debit.currency} on another account. Nothing was changed.`,
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
    const other = foreign ? debitSide(wish, credit, debit, ofDebit.openMinor, across!) : done(wish.amountMinor);
    if (!other.ok) return other;
    const debitAmountMinor = other.value;
    if (wish.amountMinor > -ofCredit.openMinor || debitAmountMinor > ofDebit.openMinor) {
      const short = debitAmountMinor > ofDebit.openMinor ? debit : credit;
      return refuse(
        'receivables.over-allocated',
        `${short.number} has less open than would be allocated to it. Nothing was changed.`,
        {
          itemId: short.id.toString(),
          openMinor: (short === debit ? ofDebit : ofCredit).openMinor.toString(),
          wantedMinor: (short === debit ? debitAmountMinor : wish.amountMinor).toString(),
        },
      );
    }
    const share = (of: { openMinor: bigint; openCompanyMinor: bigint }, amountMinor: bigint): bigint =>
      absolute(divideRounded(of.openCompanyMinor * amountMinor, absolute(of.openMinor)));
    const creditCompanyMinor = share(ofCredit, wish.amountMinor);
    const debitCompanyMinor = share(ofDebit, debitAmountMinor);
    open.set(credit.id, {
      openMinor: ofCredit.openMinor + wish.amountMinor,
      openCompanyMinor: ofCredit.openCompanyMinor + creditCompanyMinor,
    });
    open.set(debit.id, {
      openMinor: ofDebit.openMinor - debitAmountMinor,
      openCompanyMinor: ofDebit.openCompanyMinor - debitCompanyMinor,
    });
    allocations.push({
      credit,
      debit,
      amountMinor: wish.amountMinor,
      debitAmountMinor,
      effectiveDate: laterDay(postingDate, laterDay(credit.postingDate, debit.postingDate)),
      creditCompanyMinor,
      debitCompanyMinor,
    });
  }
  return done({ allocations, after: open });
}

/** What an amount is worth in another currency on the posting day; rounded once. */
export type ExchangeAcross = (amountMinor: bigint, from: string, to: string) => bigint;

/** What leaves the debit of an allocation across currencies. */
function debitSide(
  wish: WantedAllocation,
  credit: Item,
  debit: Item,
  openMinor: bigint,
  across: ExchangeAcross,
): Outcome<bigint> {
  // The whole debit is worth exactly this amount: converting the amount back could miss it by a rounded unit.
  const settles = across(openMinor, debit.currency, credit.currency) === wish.amountMinor;
  const atDayRate = settles ? openMinor : across(wish.amountMinor, credit.currency, debit.currency);
  const given = wish.debitAmountMinor;
  if (typeof given === 'bigint') {
    const off = absolute(given - atDayRate) * 10n;
    if (given > 0n && off <= maximum(atDayRate, 10n)) return done(given);
  } else if (atDayRate > 0n) return done(atDayRate);
  return refuse(
    'receivables.rate-implausible',
    `${formatAmount(wish.amountMinor, credit.currency)} ${credit.currency} is worth ${formatAmount(atDayRate, debit.currency)} ${debit.currency} ` +
      'on that day; an allocation stays within a tenth of it. Nothing was changed.',
    { atDayRateMinor: atDayRate.toString() },
  );
}

/**
 * The journal lines of a clearing: each side leaves its own control account at what it was carried at; what remains is
 * the realised exchange difference. Across currencies both meet in the currency conversion account, so that the journal
 * balances in each of them. Empty when both sides stand in one account at one rate. Debit positive.
 */
export function clearingLines(
  allocations: readonly PlannedAllocation[],
  glAccount: (purpose: AccountPurpose) => bigint,
): JournalLine[] {
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
  for (const a of allocations) {
    add(controlPurpose(a.credit.specialGl), a.credit.currency, a.amountMinor, a.creditCompanyMinor);
    add(controlPurpose(a.debit.specialGl), a.debit.currency, -a.debitAmountMinor, -a.debitCompanyMinor);
    if (a.credit.currency !== a.debit.currency) {
      // The credit's side passes through at what it was carried at; what the debit was carried at more is realised.
      add('currency_conversion', a.credit.currency, -a.amountMinor, -a.creditCompanyMinor);
      add('currency_conversion', a.debit.currency, a.debitAmountMinor, a.creditCompanyMinor);
    }
    if (a.debitCompanyMinor !== a.creditCompanyMinor)
      add('exchange_differences', a.debit.currency, 0n, a.debitCompanyMinor - a.creditCompanyMinor);
  }
  return [...sums.values()].filter((sum) => sum.amountMinor !== 0n || sum.companyAmountMinor !== 0n);
}
