/** Which line of the bank pays which settlement? Only one that says so, of exactly its amount. Pure. */
import { addDays, type Day, textKey } from '#kernel';

/** A settlement that waits for its deposit. Minor units. */
export interface WaitingSettlement {
  readonly id: bigint;
  readonly number: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  /** The day that the report gives it; null where it gives none. */
  readonly settledOn: Day | null;
  /** Words by which the service's lines at the bank are known; null where none are declared. */
  readonly words: string | null;
}

/** Money in at the bank that is not posted yet, or stands in suspense. */
export interface DepositLine {
  readonly lineId: bigint;
  readonly valueDate: Day;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly text: string;
}

/** A payout reaches the bank within days; a report that is dated by its last payment is a little earlier. */
const daysBefore = 7;
const daysAfter = 21;
/** A shorter number is met by chance. */
const shortestNumber = 5;

export interface SettlementPairs {
  readonly pairs: readonly { readonly settlementId: bigint; readonly lineId: bigint }[];
  /** The bank's line names the settlement and has another amount: the difference is what the bank paid more. */
  readonly differing: readonly {
    readonly settlementId: bigint;
    readonly lineId: bigint;
    readonly differenceMinor: bigint;
  }[];
}

/**
 * Pairs settlements with the lines that pay them: same currency and amount, and the line names the settlement's number, or
 * holds the service's words within a week before and three after its day. What two could be meant by is left alone; so is
 * what names a settlement and pays another amount, and it is said by how much.
 */
export function pairSettlements(
  lines: readonly DepositLine[],
  settlements: readonly WaitingSettlement[],
): SettlementPairs {
  const told = lines.map((line) => ({ line, key: textKey(line.text) }));
  const numbers = settlements.map((one) => ({ one, key: textKey(one.number) }));
  const named = (key: string, number: string): boolean =>
    number.length >= shortestNumber && /\d/.test(number) && key.includes(number);
  const candidates = numbers.flatMap(({ one, key: number }) =>
    told.flatMap(({ line, key }) => {
      if (line.currency !== one.currency) return [];
      const byNumber = named(key, number);
      // A line that names another settlement is that one's.
      const elsewhere = !byNumber && numbers.some((other) => named(key, other.key));
      const words = one.words === null ? '' : textKey(one.words);
      const byWords =
        words !== '' &&
        key.includes(words) &&
        (one.settledOn === null ||
          (line.valueDate >= addDays(one.settledOn, -daysBefore) &&
            line.valueDate <= addDays(one.settledOn, daysAfter)));
      return byNumber || (byWords && !elsewhere) ? [{ one, line, byNumber }] : [];
    }),
  );
  const fitting = candidates.filter(({ one, line }) => one.amountMinor === line.amountMinor);
  // What names a number goes before what only sounds like the service.
  const strong = fitting.filter(
    (pair) =>
      pair.byNumber ||
      !fitting.some(
        (other) => other.byNumber && (other.one.id === pair.one.id || other.line.lineId === pair.line.lineId),
      ),
  );
  const pairs = strong.filter(
    (pair) =>
      strong.filter((other) => other.one.id === pair.one.id || other.line.lineId === pair.line.lineId).length === 1,
  );
  const taken = new Set(fitting.flatMap(({ one, line }) => [`s${one.id}`, `l${line.lineId}`]));
  const differing = candidates.filter(
    (pair) =>
      pair.byNumber &&
      !taken.has(`s${pair.one.id}`) &&
      !taken.has(`l${pair.line.lineId}`) &&
      candidates.filter(
        (other) => other.byNumber && (other.one.id === pair.one.id || other.line.lineId === pair.line.lineId),
      ).length === 1,
  );
  return {
    pairs: pairs.map(({ one, line }) => ({ settlementId: one.id, lineId: line.lineId })),
    differing: differing.map(({ one, line }) => ({
      settlementId: one.id,
      lineId: line.lineId,
      differenceMinor: line.amountMinor - one.amountMinor,
    })),
  };
}
