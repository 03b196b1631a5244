/** One day of a bank account as MT940, as a German bank writes it, for tests: opening, lines, closing. */

/** A booked line: signed cents (negative: money out), the other party, the text, and its account where the bank tells it. */
export type BookedLine = readonly [cents: number, party: string, text: string, account?: string];

export interface BankDay {
  /** The house bank of the test books unless another is named. */
  readonly account?: string;
  /** EUR unless another is named. */
  readonly currency?: string;
  readonly day: string;
  /** Number of the statement, `1` where only one is read. */
  readonly number?: string | number;
  readonly openingCents?: number;
  readonly lines: readonly BookedLine[];
  /** What it says that it closes with, where that is not what its lines come to. */
  readonly closingCents?: number;
}

/** The number of the house bank that the test books open. */
export const houseBank = 'DE89370400440532013000';

const money = (cents: number): string =>
  `${Math.floor(Math.abs(cents) / 100)},${String(Math.abs(cents) % 100).padStart(2, '0')}`;
const sign = (cents: number): string => (cents < 0 ? 'D' : 'C');

/** The file's bytes. The bank's references are the day and the line's place, so a line keeps its reference in a second file. */
export function mt940Day({
  account = houseBank,
  currency = 'EUR',
  day,
  number = 1,
  openingCents = 0,
  lines,
  closingCents,
}: BankDay): Uint8Array {
  const short = day.slice(2).replaceAll('-', '');
  const closing = closingCents ?? lines.reduce((sum, [cents]) => sum + cents, openingCents);
  return new TextEncoder().encode(
    [
      ':20:STARTUMS',
      `:25:${account}`,
      `:28C:${number}/1`,
      `:60F:${sign(openingCents)}${short}${currency}${money(openingCents)}`,
      ...lines.flatMap(([cents, party, text, from], index) => [
        `:61:${short}${short.slice(2)}${sign(cents)}${money(cents)}NTRFNONREF//${short}${index}`,
        `:86:166?00GUTSCHRIFT?20SVWZ+${text}${from === undefined ? '' : `?31${from}`}?32${party}`,
      ]),
      `:62F:${sign(closing)}${short}${currency}${money(closing)}`,
      '-',
      '',
    ].join('\r\n'),
  );
}
