/** Whether a load may be taken in by itself, or waits for a person. Pure. */
import { addDays, type Day, formatAmount } from '#kernel';
import type { ControlAccount, ControlTotal, LoadDeclaration, LoadReason } from '../model.ts';

/** What is known when a load arrives. */
export interface LoadFacts {
  readonly declared: LoadDeclaration;
  readonly found: {
    readonly rows: number;
    readonly totals: readonly { readonly currency: string; readonly amountMinor: bigint }[];
    readonly unreadable: number;
  };
  /** What is open on each control account once the load is taken in: what a full load names, or a delta leaves. */
  readonly byControlAccount: readonly ControlTotal[];
  readonly rowsWithoutKey: number;
  readonly companyCurrency: string;
  /** Today in the company's time zone. */
  readonly today: Day;
  /** The key date of the last load taken in for this scope; null: none yet. */
  readonly lastKeyDate: Day | null;
  /** Open items of the scope before this load, and how many of them a full load does not name. */
  readonly openItems: number;
  readonly missingItems: number;
  readonly maximumDropPercent: number;
  /** The mapping does without count and total. */
  readonly withoutTotals: boolean;
  /** The month of the key date, when it is closed here. */
  readonly closedMonth: string | null;
}

/** Whether a key date lies beyond tomorrow: the ERP's day may have begun before the company's. */
export const isStillToCome = (keyDate: Day, today: Day): boolean => keyDate > addDays(today, 1);

/**
 * Judges a load by what it declares: an empty answer accepts it, otherwise each reason is a sentence.
 * Codes: `future` (a key date that no list can show yet would make all later loads older), `older` (a snapshot older than
 * the last accepted one changes nothing), `gap` (a delta whose predecessor is not
 * here yet), `undeclared`, `count`, `total`, `control`, `identity`, `drop`, `period`.
 */
export function judgeLoad(facts: LoadFacts): LoadReason[] {
  const { declared, found, lastKeyDate, today } = facts;
  if (isStillToCome(declared.keyDate, today))
    return [
      {
        code: 'future',
        text: `It shows ${declared.keyDate}, but today is ${today}; declare the day that it shows.`,
      },
    ];
  if (lastKeyDate !== null && declared.keyDate < lastKeyDate) {
    return [
      {
        code: 'older',
        text: `It shows ${declared.keyDate}, but ${declared.scope} was read up to ${lastKeyDate} already; an older snapshot changes nothing.`,
      },
    ];
  }
  const reasons: LoadReason[] = [];
  if (declared.kind === 'delta' && declared.since !== null && (lastKeyDate === null || declared.since > lastKeyDate)) {
    reasons.push({
      code: 'gap',
      text: `It holds the changes after ${declared.since}, but ${declared.scope} ${lastKeyDate === null ? 'was never read in full' : `was read only up to ${lastKeyDate}`}; what lies between is missing. It is taken in by itself once that has come.`,
    });
  }
  if (!facts.withoutTotals && (declared.count === null || declared.totals === null)) {
    reasons.push({
      code: 'undeclared',
      text: `It declares no ${declared.count === null ? 'count' : 'total'}, so a file that was cut short cannot be told from a whole one.`,
    });
  }
  if (declared.count !== null && declared.count !== found.rows)
    reasons.push({ code: 'count', text: `It declares ${declared.count} items, but holds ${found.rows}.` });
  if (declared.totals !== null) reasons.push(...totalReasons(declared.totals, found));
  if (declared.controlBalances !== null)
    reasons.push(...declared.controlBalances.flatMap((one) => controlReasons(one, facts)));
  if (declared.kind === 'full' && facts.rowsWithoutKey > 0) {
    reasons.push({
      code: 'identity',
      text: `${facts.rowsWithoutKey} rows have no readable identity, so what is missing from the file cannot be told.`,
    });
  }
  // A handful of items is no measure: three of five may well be paid on one day.
  const dropped = facts.missingItems * 100 > facts.maximumDropPercent * facts.openItems;
  if (declared.kind === 'full' && facts.missingItems >= 10 && dropped) {
    reasons.push({
      code: 'drop',
      text: `It does not name ${facts.missingItems} of ${facts.openItems} open items; more than ${facts.maximumDropPercent} % at once is looked at by a person.`,
    });
  }
  if (facts.closedMonth !== null) {
    reasons.push({
      code: 'period',
      text: `Its key date lies in ${facts.closedMonth}, which is closed here; reopen the month or send a later key date.`,
    });
  }
  return reasons;
}

function totalReasons(declared: NonNullable<LoadDeclaration['totals']>, found: LoadFacts['found']): LoadReason[] {
  const currencies = [...new Set([...declared, ...found.totals].map((one) => one.currency))].sort();
  const of = (totals: LoadFacts['found']['totals'], currency: string): bigint =>
    totals.find((one) => one.currency === currency)?.amountMinor ?? 0n;
  const unreadable = found.unreadable === 0 ? '' : ` (the amounts of ${found.unreadable} rows cannot be read)`;
  return currencies
    .filter((currency) => of(declared, currency) !== of(found.totals, currency))
    .map((currency) => ({
      code: 'total',
      text: `It declares ${formatAmount(of(declared, currency), currency)} ${currency}, but its items sum to ${formatAmount(of(found.totals, currency), currency)}${unreadable}.`,
    }));
}

const accountWords: Readonly<Record<ControlAccount, string>> = {
  main: 'The control account',
  down_payment: 'The control account of down payments',
  bill: 'The control account of bills',
  retention: 'The control account of retentions',
  withholding_tax: 'The control account of withheld tax',
};

function controlReasons(
  balance: { readonly account: ControlAccount; readonly amountMinor: bigint },
  { byControlAccount, companyCurrency, declared }: LoadFacts,
): LoadReason[] {
  const written = `${accountWords[balance.account]} holds ${formatAmount(balance.amountMinor, companyCurrency)} ${companyCurrency}`;
  const found = byControlAccount.find((one) => one.account === balance.account);
  if (found?.amountMinor === null) {
    const why =
      declared.kind === 'full'
        ? `foreign items come without their amount in ${companyCurrency}; map "companyAmount"`
        : `what a delta leaves of foreign items in ${companyCurrency} is known only with the next full load; declare it there`;
    return [{ code: 'control', text: `${written}, but ${why}.` }];
  }
  const sum = found?.amountMinor ?? 0n;
  if (sum === balance.amountMinor) return [];
  const what = declared.kind === 'full' ? 'the items' : 'the items after this delta';
  return [
    {
      code: 'control',
      text: `${written}, but ${what} sum to ${formatAmount(sum, companyCurrency)} ${companyCurrency}.`,
    },
  ];
}
