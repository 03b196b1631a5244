/** Which receipt did the bank take back? A line of money out that speaks of a return, against receipts of its amount. Pure. */
import { speaksOfReturn } from '#formats';
import { type Day, daysBetween, textKey } from '#kernel';
import { nameTokens } from './matching/payer.ts';
import { wordsOf } from './matching/references.ts';

export interface ReturnLine {
  readonly valueDate: Day;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  /** For whom the payer had paid, as the bank names it. */
  readonly ultimateName?: string | null;
  readonly text: string;
}

/** True for a line of money out that the bank calls a return: by its mark, its code, a block of its own, or its words. */
export const looksReturned = (
  line: Pick<ReturnLine, 'payerName' | 'text'> & { readonly reversal: boolean; readonly returned: boolean },
): boolean => line.reversal || line.returned || speaksOfReturn(`${line.payerName ?? ''} ${line.text}`);

/** A receipt of the same bank account, amount and currency. */
export interface ReturnCandidate {
  readonly receiptId: bigint;
  readonly valueDate: Day;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  readonly ultimateName?: string | null;
  /** The bank's and the customer's references of the receipt, and the numbers of what it cleared. */
  readonly references: readonly string[];
}

/** A direct debit can be returned for thirteen months (SEPA rulebook, unauthorised); checks come back within days. */
const longestReturnDays = 400;
/** Shorter references are met by chance. */
const shortestReference = 5;

/**
 * The one receipt that a returned line undoes. Evidence: a reference or document number of it in the text (3), the payer's
 * account (2), the payer's name (1), and of payments for others the name of that one (1). The best must be alone at the top, with an account or a reference, or a name without
 * another receipt of the amount. Null: a person decides.
 */
export function matchReturn(
  line: ReturnLine,
  candidates: readonly ReturnCandidate[],
): { receiptId: bigint; because: string } | null {
  const judged = rankReturns(line, candidates);
  const [best, next] = judged;
  if (!best || best.points === 0 || next?.points === best.points) return null;
  if (best.points === 1 && judged.length > 1) return null;
  const because = best.points === 1 ? 'it is the only receipt of this amount by this payer' : best.because!;
  return { receiptId: best.receiptId, because };
}

export interface RankedReturn {
  readonly receiptId: bigint;
  readonly points: number;
  /** The strongest evidence in words; null where nothing but the amount speaks for it. */
  readonly because: string | null;
}

/** The candidates that may be meant, the likeliest first; what came in later or too long ago is left out. */
export function rankReturns(line: ReturnLine, candidates: readonly ReturnCandidate[]): RankedReturn[] {
  const words = new Set(wordsOf(line.text).map(textKey));
  const whole = textKey(line.text);
  const name = nameOf(line.payerName);
  const ultimate = nameOf(line.ultimateName ?? null);
  return candidates
    .filter((one) => {
      const days = daysBetween(one.valueDate, line.valueDate);
      return days >= 0 && days <= longestReturnDays;
    })
    .map((one) => {
      const reference = one.references.find((text) => {
        const key = textKey(text);
        return (
          key.length >= shortestReference &&
          /\d/.test(key) &&
          (words.has(key) || (key.length >= 8 && whole.includes(key)))
        );
      });
      // What one payer paid for others is told apart by whom it was for: another's is not meant.
      const paidFor = nameOf(one.ultimateName ?? null);
      const sameUltimate = ultimate !== '' && paidFor === ultimate;
      const another = ultimate !== '' && paidFor !== '' && !sameUltimate;
      const account =
        !another &&
        one.payerAccount !== null &&
        line.payerAccount !== null &&
        textKey(one.payerAccount) === textKey(line.payerAccount);
      const sameName = !another && name !== '' && nameOf(one.payerName) === name;
      const because = reference
        ? `the bank names ${reference}`
        : account
          ? 'it went back to the account it came from'
          : sameName || sameUltimate
            ? 'it is of the same payer'
            : null;
      return {
        receiptId: one.receiptId,
        points: (reference ? 3 : 0) + (account ? 2 : 0) + (sameName ? 1 : 0) + (sameUltimate ? 1 : 0),
        because,
      };
    })
    .sort((a, b) => b.points - a.points);
}

/** What a line takes back and the bank's own charge in it, in minor units, unsigned. */
export interface ReturnedAmounts {
  readonly amountMinor: bigint;
  readonly originalMinor: bigint | null;
  readonly chargesMinor: bigint | null;
}

/**
 * The amounts that a receipt may have which a line takes back: what the bank calls the original, else the line less the
 * charges that it states; and the line's own amount, for banks that state a charge and book it by itself.
 */
export function amountsTakenBack({ amountMinor, originalMinor, chargesMinor }: ReturnedAmounts): bigint[] {
  const stated = originalMinor ?? (chargesMinor === null ? null : amountMinor - chargesMinor);
  return stated === null || stated <= 0n || stated >= amountMinor ? [amountMinor] : [stated, amountMinor];
}

const nameOf = (name: string | null): string => (name === null ? '' : nameTokens(name).join(' '));
