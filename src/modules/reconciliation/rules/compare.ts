/**
 * The customer's statement against our ledger, line by line. Every line of theirs and every document of ours stands in
 * exactly one row, so that their balance less our balance is the sum of the differences, to the unit. Pure.
 */
import { absolute, addDays, type Day, daysBetween } from '#kernel';
import type {
  ComparedLine,
  ComparedOutcome,
  Comparison,
  ComparisonFacts,
  DifferenceReason,
  DifferenceSide,
  KnownDocument,
  OurLine,
  Proposal,
  TheirLine,
} from '../model.ts';
import { digitsOfKey, digitsSwapped, keysOfText, nearlySame } from './references.ts';

/** How long paper and money are on their way: a document or payment of the last days is taken for one in transit. */
const transitDays = 10;

/** Who puts a difference right, and what is to be done about it, unless a person says otherwise. */
const usual: Readonly<Record<DifferenceReason, readonly [side: DifferenceSide, proposal: Proposal]>> = {
  number_mistyped: ['theirs', 'ask_correction'],
  other_number: ['theirs', 'none'],
  date_differs: ['theirs', 'none'],
  payment_in_transit: ['timing', 'none'],
  payment_expected: ['timing', 'none'],
  payment_not_received: ['theirs', 'ask_proof_of_payment'],
  payment_not_booked_there: ['theirs', 'send_payment_details'],
  settled_by_payment_here: ['theirs', 'send_payment_details'],
  credit_not_booked_there: ['theirs', 'send_copy'],
  credit_not_issued: ['open', 'open_case'],
  invoice_in_transit: ['timing', 'send_copy'],
  invoice_not_received: ['theirs', 'send_copy'],
  dated_later_here: ['timing', 'none'],
  cancelled_here: ['theirs', 'send_copy'],
  other_account: ['open', 'open_case'],
  duplicate_there: ['theirs', 'ask_correction'],
  duplicate_here: ['open', 'open_case'],
  unknown_here: ['open', 'ask_copy'],
  charge_not_accepted: ['open', 'open_case'],
  deduction_not_listed: ['open', 'open_case'],
  not_listed_there: ['theirs', 'send_copy'],
  discount_taken: ['open', 'open_case'],
  without_tax: ['theirs', 'ask_correction'],
  amount_mistyped: ['theirs', 'ask_correction'],
  partial_not_booked_there: ['theirs', 'send_payment_details'],
  disputed: ['open', 'open_case'],
  amount_differs: ['open', 'open_case'],
  opening_differs: ['open', 'open_case'],
  list_does_not_foot: ['theirs', 'ask_correction'],
};

const paymentTypes = new Set(['payment', 'on_account', 'down_payment']);
const creditTypes = new Set([
  'credit_memo',
  'discount',
  'write_off',
  'tolerance',
  'exchange_difference',
  'bank_charge',
  'adjustment',
  'reversal',
]);
const paymentWords =
  /\b(?:pay(?:ment|mt)?|paid|check|cheque|remittance|wire|transfer|zahlung|überweisung|ueberweisung|pago|transferencia|paiement|règlement|reglement|virement|zp|kz|az)\b/i;

/**
 * Compares a statement with our ledger. A pair is found by the number as written, by the digits at its end, by a number
 * nearly the same with the same amount, by amount and day, and payments by amount within some days, in this order and only
 * where no second document fits alike.
 */
export function compare(facts: ComparisonFacts): Comparison {
  const pairs = pairUp(facts);
  const paired = new Map(pairs.map((pair) => [pair.theirs.line, pair]));
  const takenItems = new Set(pairs.map((pair) => pair.ours.itemId));
  const laterMoney = facts.laterMoney.map((money) => ({ ...money, used: false }));
  const takeLater = (amountMinor: bigint): Day | null => {
    const found = laterMoney.find((money) => !money.used && money.amountMinor === amountMinor);
    if (!found) return null;
    found.used = true;
    return found.on;
  };
  const clues: Clues = {
    asOf: facts.asOf,
    paired,
    known: byKeys(facts.known, (one) => keysOfText([one.number, ...one.references], '')),
    theirs: byKeys(facts.theirs, numbersOf),
    takeLater,
  };
  const lines: ComparedLine[] = [];
  const opening = facts.theirOpeningMinor - facts.ourOpeningMinor;
  if (facts.theirOpeningMinor !== 0n || facts.ourOpeningMinor !== 0n)
    lines.push(
      row('opening', 'balance_only', null, null, {
        theirMinor: facts.theirOpeningMinor,
        ourMinor: facts.ourOpeningMinor,
        ...(opening === 0n ? {} : { reason: 'opening_differs' }),
      }),
    );
  for (const theirs of facts.theirs) {
    const pair = paired.get(theirs.line);
    if (pair) lines.push(comparePair(pair, takeLater));
    else lines.push(explainTheirs(theirs, clues));
  }
  const twins = twinsOf(facts.ours);
  for (const ours of facts.ours) if (!takenItems.has(ours.itemId)) lines.push(explainOurs(ours, facts.asOf, twins));
  const listed = facts.theirOpeningMinor + facts.theirs.reduce((sum, one) => sum + one.amountMinor, 0n);
  if (listed !== facts.theirClosingMinor)
    lines.push(
      row('list', 'balance_only', null, null, {
        theirMinor: facts.theirClosingMinor - listed,
        ourMinor: 0n,
        reason: 'list_does_not_foot',
      }),
    );
  return summed(lines);
}

/** Sums of a comparison's lines: balances, difference, and the difference by reason in the order of the reasons. */
export function summed(lines: readonly ComparedLine[]): Comparison {
  const byReason = new Map<DifferenceReason, { count: number; amountMinor: bigint }>();
  let [theirMinor, ourMinor] = [0n, 0n];
  for (const line of lines) {
    theirMinor += line.theirMinor;
    ourMinor += line.ourMinor;
    if (line.reason === null || line.differenceMinor === 0n) continue;
    const sum = byReason.get(line.reason) ?? { count: 0, amountMinor: 0n };
    byReason.set(line.reason, { count: sum.count + 1, amountMinor: sum.amountMinor + line.differenceMinor });
  }
  const size = (minor: bigint): bigint => absolute(minor);
  return {
    lines,
    theirMinor,
    ourMinor,
    differenceMinor: theirMinor - ourMinor,
    byReason: [...byReason]
      .map(([reason, sum]) => ({ reason, ...sum }))
      .sort((a, b) =>
        size(a.amountMinor) > size(b.amountMinor)
          ? -1
          : size(a.amountMinor) < size(b.amountMinor)
            ? 1
            : a.reason < b.reason
              ? -1
              : 1,
      ),
  };
}

interface Pair {
  readonly theirs: TheirLine;
  readonly ours: OurLine;
  readonly by: 'number' | 'digits' | 'near_number' | 'amount_and_day' | 'payment';
}

function push<K, V>(groups: Map<K, V[]>, key: K, one: V): void {
  const group = groups.get(key);
  if (group) group.push(one);
  else groups.set(key, [one]);
}

interface Side<T> {
  readonly one: T;
  readonly keys: readonly string[];
  used: boolean;
}

/** Pairs lines and documents, stage by stage; what is ambiguous at a stage is left for the next. */
function pairUp(facts: ComparisonFacts): Pair[] {
  const theirs: Side<TheirLine>[] = facts.theirs.map((one) => ({
    one,
    keys: keysOfText([one.reference, one.otherReference], one.memo),
    used: false,
  }));
  const ours: Side<OurLine>[] = facts.ours.map((one) => ({
    one,
    keys: keysOfText([one.number, ...one.references], ''),
    used: false,
  }));
  const pairs: Pair[] = [];
  const take = (their: Side<TheirLine>, our: Side<OurLine>, by: Pair['by']): void => {
    their.used = true;
    our.used = true;
    pairs.push({ theirs: their.one, ours: our.one, by });
  };
  const sameSign = (their: Side<TheirLine>, our: Side<OurLine>): boolean =>
    their.one.amountMinor < 0n === our.one.amountMinor < 0n;
  /** Pairs by a shared key: among documents of one key those of equal amount first, else the only one on both sides. */
  const byKey = (keysOf: (keys: readonly string[]) => readonly string[], by: Pair['by']): void => {
    const places = new Map<string, Side<OurLine>[]>();
    for (const our of ours) for (const key of our.used ? [] : new Set(keysOf(our.keys))) push(places, key, our);
    const fitting = (their: Side<TheirLine>): Side<OurLine>[] => [
      ...new Set(
        keysOf(their.keys)
          .flatMap((key) => places.get(key) ?? [])
          .filter((our) => !our.used && sameSign(their, our)),
      ),
    ];
    for (const their of theirs) {
      if (their.used) continue;
      const equal = fitting(their).filter((our) => our.one.amountMinor === their.one.amountMinor);
      if (equal.length > 0) take(their, equal[0]!, by);
    }
    for (const their of theirs) {
      if (their.used) continue;
      const [only, ...more] = fitting(their);
      if (only && more.length === 0) take(their, only, by);
    }
  };
  byKey((keys) => keys, 'number');
  byKey((keys) => keys.map(digitsOfKey).filter((digits) => digits !== null), 'digits');
  /** Pairs by equal amount where exactly one of each side fits the other. */
  const byAmount = (fits: (their: Side<TheirLine>, our: Side<OurLine>) => boolean, by: Pair['by']): void => {
    const places = new Map<bigint, Side<OurLine>[]>();
    for (const our of ours) if (!our.used) push(places, our.one.amountMinor, our);
    const waiting = new Map<bigint, Side<TheirLine>[]>();
    for (const their of theirs) if (!their.used) push(waiting, their.one.amountMinor, their);
    for (const [amount, group] of waiting) {
      const candidates = places.get(amount) ?? [];
      for (const their of group) {
        const found = candidates.filter((our) => !our.used && fits(their, our));
        if (found.length !== 1) continue;
        // Another line of theirs that fits as well makes it a guess.
        if (group.some((other) => other !== their && !other.used && fits(other, found[0]!))) continue;
        take(their, found[0]!, by);
      }
    }
  };
  byAmount((their, our) => their.keys.some((key) => our.keys.some((own) => nearlySame(key, own))), 'near_number');
  const days = (their: Side<TheirLine>, our: Side<OurLine>): number =>
    their.one.documentDate === null
      ? Number.POSITIVE_INFINITY
      : Math.abs(daysBetween(our.one.documentDate, their.one.documentDate));
  byAmount((their, our) => days(their, our) === 0, 'amount_and_day');
  byAmount(
    (their, our) =>
      our.one.amountMinor < 0n && paymentTypes.has(our.one.documentType) && days(their, our) <= transitDays,
    'payment',
  );
  return pairs;
}

interface Said {
  readonly theirMinor?: bigint;
  readonly ourMinor?: bigint;
  readonly reason?: DifferenceReason;
  readonly day?: Day | null;
  readonly number?: string | null;
}

function row(
  key: string,
  outcome: ComparedOutcome,
  theirs: TheirLine | null,
  ours: OurLine | null,
  said: Said,
): ComparedLine {
  const theirMinor = said.theirMinor ?? theirs?.amountMinor ?? 0n;
  const ourMinor = said.ourMinor ?? ours?.amountMinor ?? 0n;
  const [side, proposal] = said.reason === undefined ? (['timing', 'none'] as const) : usual[said.reason];
  return {
    key,
    outcome,
    theirs,
    ours,
    theirMinor,
    ourMinor,
    differenceMinor: theirMinor - ourMinor,
    reason: said.reason ?? null,
    day: said.day ?? null,
    number: said.number ?? null,
    side,
    proposal,
  };
}

function comparePair({ theirs, ours, by }: Pair, takeLater: (amountMinor: bigint) => Day | null): ComparedLine {
  const key = `T${theirs.line}-O${ours.itemId}`;
  if (theirs.amountMinor !== ours.amountMinor)
    return row(key, 'amount_differs', theirs, ours, whyAmount(theirs, ours, takeLater));
  if (by === 'near_number')
    return row(key, 'number_differs', theirs, ours, { reason: 'number_mistyped', number: ours.number });
  if (by === 'amount_and_day' && theirs.reference !== '')
    return row(key, 'number_differs', theirs, ours, { reason: 'other_number', number: ours.number });
  if (theirs.documentDate !== null && theirs.documentDate !== ours.documentDate)
    return row(key, 'date_differs', theirs, ours, { reason: 'date_differs', day: ours.documentDate });
  return row(key, 'matched', theirs, ours, {});
}

/** Why the same document stands with another amount in their books. */
function whyAmount(theirs: TheirLine, ours: OurLine, takeLater: (amountMinor: bigint) => Day | null): Said {
  const difference = theirs.amountMinor - ours.amountMinor;
  const less = -difference;
  if (ours.amountMinor > 0n) {
    if (theirs.amountMinor === ours.originalMinor && ours.amountMinor < ours.originalMinor)
      return { reason: 'partial_not_booked_there', number: ours.number };
    if (ours.discountMinor !== null && less === absolute(ours.discountMinor)) return { reason: 'discount_taken' };
    if (ours.taxMinor !== 0n && less === ours.taxMinor) return { reason: 'without_tax' };
    if (digitsSwapped(theirs.amountMinor, ours.amountMinor)) return { reason: 'amount_mistyped' };
    if (less > 0n) {
      const day = takeLater(less);
      if (day !== null) return { reason: 'payment_in_transit', day };
    }
  } else if (digitsSwapped(theirs.amountMinor, ours.amountMinor)) return { reason: 'amount_mistyped' };
  return { reason: ours.disputed ? 'disputed' : 'amount_differs' };
}

const numbersOf = (theirs: TheirLine): string[] => keysOfText([theirs.reference, theirs.otherReference], '');

/** What explains a line of theirs: everything by its keys, and by the digits at their ends. */
interface Clues {
  readonly asOf: Day;
  readonly paired: ReadonlyMap<number, Pair>;
  readonly known: ReadonlyMap<string, readonly KnownDocument[]>;
  readonly theirs: ReadonlyMap<string, readonly TheirLine[]>;
  readonly takeLater: (amountMinor: bigint) => Day | null;
}

function byKeys<T>(all: readonly T[], keysOf: (one: T) => readonly string[]): Map<string, T[]> {
  const places = new Map<string, T[]>();
  for (const one of all)
    for (const key of keysOf(one)) for (const name of new Set([key, digitsOfKey(key) ?? key])) push(places, name, one);
  return places;
}

/** Why a line of theirs is not in our balance. */
function explainTheirs(theirs: TheirLine, clues: Clues): ComparedLine {
  const { paired, takeLater } = clues;
  const said = (reason: DifferenceReason, day: Day | null = null, number: string | null = null): ComparedLine =>
    row(`T${theirs.line}`, 'only_theirs', theirs, null, { reason, day, number });
  const twin = numbersOf(theirs)
    .flatMap((key) => clues.theirs.get(key) ?? [])
    .find(
      (other) =>
        other.line !== theirs.line &&
        (paired.has(other.line) || other.line < theirs.line) &&
        other.amountMinor === theirs.amountMinor,
    );
  if (twin) return said('duplicate_there', null, twin.reference);
  const known = knownAs(theirs, clues.known);
  if (theirs.amountMinor < 0n) {
    const arrived = takeLater(-theirs.amountMinor);
    if (arrived !== null) return said('payment_in_transit', arrived);
    if (known?.state === 'later') return said('dated_later_here', known.on, known.number);
    if (known?.state === 'other_account') return said('other_account', null, known.customer);
    // A credit that they still carry and that we have cleared.
    if (known) return said('settled_by_payment_here', known.on, known.number);
    if (paymentWords.test(`${theirs.kind} ${theirs.memo} ${theirs.reference}`)) {
      const recent = theirs.documentDate !== null && theirs.documentDate > addDays(clues.asOf, -transitDays);
      return said(recent ? 'payment_expected' : 'payment_not_received');
    }
    return said('credit_not_issued');
  }
  if (!known) return said('unknown_here');
  if (known.state === 'settled_by_payment') return said('settled_by_payment_here', known.on, known.number);
  if (known.state === 'settled_by_credit') return said('credit_not_booked_there', known.on, known.number);
  if (known.state === 'later') return said('dated_later_here', known.on, known.number);
  if (known.state === 'cancelled') return said('cancelled_here', known.on, known.number);
  return said('other_account', null, known.customer);
}

/** The document that a line of theirs speaks of, among those that are in no balance of ours; one of the same amount first. */
function knownAs(theirs: TheirLine, known: Clues['known']): KnownDocument | undefined {
  const keys = keysOfText([theirs.reference, theirs.otherReference], theirs.memo);
  const fitting = keys
    .flatMap((key) => [...(known.get(key) ?? []), ...(known.get(digitsOfKey(key) ?? key) ?? [])])
    .filter((one) => one.originalMinor < 0n === theirs.amountMinor < 0n);
  return fitting.find((one) => one.originalMinor === theirs.amountMinor) ?? fitting[0];
}

/** Documents that were probably posted twice, with the number of the first: one order, one day, one amount. */
function twinsOf(ours: readonly OurLine[]): ReadonlyMap<bigint, string> {
  const first = new Map<string, string>();
  const twins = new Map<bigint, string>();
  for (const one of [...ours].sort((a, b) => (a.itemId < b.itemId ? -1 : 1))) {
    if (one.purchaseOrder === null) continue;
    const key = [one.documentType, one.purchaseOrder, one.documentDate, one.amountMinor].join('\u0000');
    const number = first.get(key);
    if (number === undefined) first.set(key, one.number);
    // Instalments of one document carry one number.
    else if (number !== one.number) twins.set(one.itemId, number);
  }
  return twins;
}

/** Why a document of ours is not on their statement. */
function explainOurs(ours: OurLine, asOf: Day, twins: ReadonlyMap<bigint, string>): ComparedLine {
  const said = (reason: DifferenceReason, day: Day | null = null, number: string | null = null): ComparedLine =>
    row(`O${ours.itemId}`, 'only_ours', null, ours, { reason, day, number });
  if (ours.amountMinor < 0n) {
    if (paymentTypes.has(ours.documentType)) return said('payment_not_booked_there', ours.documentDate, ours.number);
    return said(
      creditTypes.has(ours.documentType) ? 'credit_not_booked_there' : 'not_listed_there',
      ours.documentDate,
      ours.number,
    );
  }
  if (ours.settledLater?.by === 'payment' && daysBetween(asOf, ours.settledLater.on) <= transitDays)
    return said('payment_in_transit', ours.settledLater.on);
  if (ours.documentType === 'finance_charge') return said('charge_not_accepted');
  if (ours.documentType === 'deduction') return said('deduction_not_listed');
  const twin = twins.get(ours.itemId);
  if (twin !== undefined) return said('duplicate_here', null, twin);
  if (ours.disputed) return said('disputed');
  if (ours.documentType !== 'invoice' && ours.documentType !== 'debit_memo') return said('not_listed_there');
  return said(ours.documentDate > addDays(asOf, -transitDays) ? 'invoice_in_transit' : 'invoice_not_received');
}

/**
 * Whether the file's signs must be turned so that what the customer owes is positive: by the documents that both sides
 * name; where none is, by the sum.
 */
export function mustTurn(
  lines: readonly { reference: string; otherReference: string | null; memo: string; amountMinor: bigint }[],
  ours: readonly { number: string; references: readonly string[]; originalMinor: bigint }[],
): boolean {
  const signs = new Map<string, bigint>();
  for (const one of ours)
    for (const key of keysOfText([one.number, ...one.references], '')) signs.set(key, one.originalMinor);
  let votes = 0;
  for (const line of lines)
    for (const key of keysOfText([line.reference, line.otherReference], line.memo)) {
      const own = signs.get(key);
      if (own !== undefined && own !== 0n) votes += own < 0n === line.amountMinor < 0n ? 1 : -1;
    }
  if (votes !== 0) return votes < 0;
  return lines.reduce((sum, line) => sum + line.amountMinor, 0n) < 0n;
}
