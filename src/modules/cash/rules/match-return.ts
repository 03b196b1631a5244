/** Which receipt did the bank take back? A line of money out that speaks of a return, against receipts of its amount. Pure. */
import { type Day, daysBetween, textKey } from '#kernel';
import { nameTokens } from './matching/payer.ts';
import { wordsOf } from './matching/references.ts';

export interface ReturnLine {
  readonly valueDate: Day;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  readonly text: string;
}

/** A receipt of the same bank account, amount and currency. */
export interface ReturnCandidate {
  readonly receiptId: bigint;
  readonly valueDate: Day;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  /** The bank's and the customer's references of the receipt, and the numbers of what it cleared. */
  readonly references: readonly string[];
}

/** A direct debit can be returned for thirteen months (SEPA rulebook, unauthorised); checks come back within days. */
const longestReturnDays = 400;
/** Shorter references are met by chance. */
const shortestReference = 5;

/**
 * The one receipt that a returned line undoes. Evidence: a reference or document number of it in the text (3), the payer's
 * account (2), the payer's name (1). The best must be alone at the top, with an account or a reference, or a name without
 * another receipt of the amount. Null: a person decides.
 */
export function matchReturn(
  line: ReturnLine,
  candidates: readonly ReturnCandidate[],
): { receiptId: bigint; because: string } | null {
  const words = new Set(wordsOf(line.text).map(textKey));
  const whole = textKey(line.text);
  const name = nameOf(line.payerName);
  const judged = candidates
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
      const account =
        one.payerAccount !== null &&
        line.payerAccount !== null &&
        textKey(one.payerAccount) === textKey(line.payerAccount);
      const sameName = name !== '' && nameOf(one.payerName) === name;
      return {
        one,
        reference,
        account,
        sameName,
        points: (reference ? 3 : 0) + (account ? 2 : 0) + (sameName ? 1 : 0),
      };
    })
    .sort((a, b) => b.points - a.points);
  const [best, next] = judged;
  if (!best || best.points === 0 || next?.points === best.points) return null;
  if (best.points === 1 && judged.length > 1) return null;
  const because = best.reference
    ? `the bank names ${best.reference}`
    : best.account
      ? 'it went back to the account it came from'
      : 'it is the only receipt of this amount by this payer';
  return { receiptId: best.one.receiptId, because };
}

const nameOf = (name: string | null): string => (name === null ? '' : nameTokens(name).join(' '));
