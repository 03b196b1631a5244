/** Whether a receipt of ours and a payment document of the ERP are the same money: it must count once. Pure. */
import { type Day, daysBetween, formatAmount } from '#kernel';

/** Money as one side tells it: the bank by a receipt, the ERP by a payment document. */
export interface ToldMoney {
  /** The payment's identity in the ERP, or the receipt's bank line. */
  readonly id: string;
  readonly accountId: bigint;
  readonly currency: string;
  /** Money in, positive; minor units. */
  readonly amountMinor: bigint;
  /** The bank's value date, or the ERP's posting date. */
  readonly day: Day;
  /** Its own number; null: it has none yet. */
  readonly number: string | null;
  /** What it names: references, words of its text. */
  readonly names: readonly string[];
  /** Done with there: a payment that its ERP has cleared. */
  readonly closed: boolean;
}

export interface SameMoneyFacts {
  readonly kinship: (one: bigint, other: bigint) => 'own' | 'family' | 'none';
  /** What a person said of a pair. */
  readonly said: (one: string, other: string) => 'same' | 'different' | null;
}

export type SameMoney<T> =
  | { readonly kind: 'one'; readonly other: T }
  | { readonly kind: 'doubtful'; readonly others: readonly T[]; readonly why: string }
  | { readonly kind: 'none' };

/** How far the ERP's posting day may lie from the bank's value date. */
const daysApart = 5;
/** ERPs post late more often than early: within these a person looks, before the bank's day and after it. */
const daysEarly = 15;
const daysLate = 30;
/** A shorter number in a text says nothing. */
const tellingLength = 4;

const name = (one: ToldMoney, other: ToldMoney): boolean =>
  other.number !== null && other.number.length >= tellingLength && one.names.includes(other.number);

/**
 * Finds the other side's telling of the same money: of the same amount and currency; what a person said; on the same
 * account the one that is named, else the one whose day is at most five days away (the open one of several, the one of the
 * very day). Several, one on a relative's account, or one that lies further off (up to 15 days before or 30 days after the
 * bank's day) is doubtful: a person says.
 */
export function findSameMoney<T extends ToldMoney>(
  money: ToldMoney,
  others: readonly T[],
  side: 'receipt' | 'payment',
  facts: SameMoneyFacts,
): SameMoney<T> {
  const equal = others.filter(
    (one) =>
      one.currency === money.currency &&
      one.amountMinor === money.amountMinor &&
      facts.said(money.id, one.id) !== 'different',
  );
  const said = equal.find((one) => facts.said(money.id, one.id) === 'same');
  if (said) return { kind: 'one', other: said };
  const own = equal.filter((one) => facts.kinship(money.accountId, one.accountId) === 'own');
  const named = (from: readonly T[]): T[] => from.filter((one) => name(one, money) || name(money, one));
  const alone = <X>(from: readonly X[]): X | undefined => (from.length === 1 ? from[0] : undefined);
  // Days by which the ERP posted after the bank.
  const late = (one: T): number =>
    side === 'receipt' ? daysBetween(money.day, one.day) : daysBetween(one.day, money.day);
  const near = own.filter((one) => Math.abs(late(one)) <= daysApart);
  const open = near.filter((one) => !one.closed);
  const likely = open.length > 0 ? open : near;
  const other = alone(named(own)) ?? alone(likely) ?? alone(likely.filter((one) => one.day === money.day));
  if (other) return { kind: 'one', other };
  const there = side === 'receipt';
  const amount = `${money.currency} ${formatAmount(money.amountMinor, money.currency)}`;
  if (likely.length > 1)
    return {
      kind: 'doubtful',
      others: likely,
      why: there
        ? `${likely.length} payments in the ERP are of ${amount}; a person says which it is.`
        : `${likely.length} receipts here are of ${amount}; a person says which it is.`,
    };
  const far = own.filter((one) => late(one) >= -daysEarly && late(one) <= daysLate);
  if (far.length > 0) {
    const days = Math.abs(late(far[0]!));
    return {
      kind: 'doubtful',
      others: far,
      why: there
        ? `A payment in the ERP of ${amount} lies ${days} days away; a person says whether it is the same money.`
        : `A receipt here of ${amount} lies ${days} days away; a person says whether it is the same money.`,
    };
  }
  const family = equal.filter((one) => facts.kinship(money.accountId, one.accountId) === 'family');
  const relatives = family.filter((one) => Math.abs(late(one)) <= daysApart);
  const strangers = named(equal.filter((one) => !own.includes(one)));
  const doubtful = [...new Set([...relatives, ...strangers])];
  return doubtful.length === 0
    ? { kind: 'none' }
    : {
        kind: 'doubtful',
        others: doubtful,
        why: there
          ? `A payment in the ERP of ${amount} stands on another customer’s account; a person says whether it is the same money.`
          : `A receipt here of ${amount} stands on another customer’s account; a person says whether it is the same money.`,
      };
}

export type PaymentLink<T = ToldMoney> =
  | { readonly kind: 'linked'; readonly receipt: T }
  /** Not the money of any receipt here: it counts by itself. */
  | { readonly kind: 'own' }
  /** Cannot be told yet, or only by a person: it does not count until then. */
  | { readonly kind: 'waiting'; readonly why: string };

/**
 * What a payment document of the ERP is: the money of a receipt here; or money of its own where no bank is read here, or all
 * banks are read five days beyond it; else it waits.
 */
export function linkPayment<T extends ToldMoney>(
  payment: ToldMoney,
  receipts: readonly T[],
  bank: { readonly accounts: number; readonly readTo: Day | null },
  facts: SameMoneyFacts,
): PaymentLink<T> {
  const found = findSameMoney(payment, receipts, 'payment', facts);
  if (found.kind === 'one') return { kind: 'linked', receipt: found.other };
  if (found.kind === 'doubtful') return { kind: 'waiting', why: found.why };
  const readFar = bank.readTo !== null && daysBetween(payment.day, bank.readTo) >= daysApart;
  if (bank.accounts === 0 || readFar) return { kind: 'own' };
  return { kind: 'waiting', why: `The bank is read up to ${bank.readTo ?? 'no day'}; its receipt may still come.` };
}
