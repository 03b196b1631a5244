/**
 * Compares a statement with what is known of the same days, line by line: of neither side more is kept than digests, since both
 * may have a million lines. Pure.
 */
import { type Digest, DigestCounts } from '#kernel';
import { AmountBalance, type Booking, couldBeKnown } from './line-identity.ts';

export interface KnownLine extends Booking {
  readonly bankReference: string | null;
  readonly key: string;
  readonly occurrence: number;
  /** The format of the file that it came with. */
  readonly format: string;
}

export interface NewLine extends Booking {
  readonly bankReference: string | null;
  readonly key: string;
  readonly occurrence: number;
  /** Its place among the statement's entries. */
  readonly place: number;
}

export interface Verdict {
  /** Null: nothing that is known speaks against it; whether it foots decides. */
  readonly state: 'repeated' | 'held' | null;
  /** Places of entries that are known under another text. */
  readonly skip: ReadonlySet<number>;
  readonly reason: string | null;
}

/**
 * The same opening, closing and amounts are the same statement in another format: nothing is new. A line with a bank
 * reference and amount that is known is the same line. A statement with the balances of one read before but further lines
 * cannot foot together with it: it is held. So is one whose lines could be those of another kind of file under another text.
 */
export class StatementComparison {
  private readonly keys = new DigestCounts();
  private readonly references = new DigestCounts();
  private readonly amounts = new AmountBalance();
  /** Known lines of other formats, until a new line turns out to be one of them. */
  private readonly others: { readonly booking: Booking; readonly identity: string; readonly reference: string }[] = [];
  private readonly met = new DigestCounts();
  private readonly fresh: Booking[] = [];
  private readonly skip = new Set<number>();
  private otherFormat = '';

  /** `twins`: a statement with the same balances was read before. */
  constructor(
    private readonly format: string,
    private readonly twins: boolean,
    private readonly digest: Digest,
  ) {}

  /** Takes what is known, all of it before the new lines. */
  know(line: KnownLine): void {
    const identity = this.digest(`${line.key}#${line.occurrence}`);
    this.keys.add(identity);
    const reference = this.digest(referenceOf(line));
    if (line.bankReference !== null) this.references.add(reference);
    if (this.twins) this.amounts.take(line.amountMinor, 1);
    if (line.format === this.format) return;
    this.otherFormat ||= line.format;
    const { bookingDate, amountMinor } = line;
    this.others.push({ booking: { bookingDate, amountMinor }, identity, reference });
  }

  /** Takes a booked line of the statement. */
  see(line: NewLine): void {
    const { bookingDate, amountMinor } = line;
    if (this.twins) this.amounts.take(amountMinor, -1);
    const identity = this.digest(`${line.key}#${line.occurrence}`);
    if (this.others.length > 0) this.met.add(identity);
    if (this.keys.has(identity)) return;
    const reference = line.bankReference === null ? '' : this.digest(referenceOf(line));
    if (line.bankReference !== null && this.references.has(reference)) {
      this.met.add(reference);
      this.skip.add(line.place);
    } else if (this.twins || this.others.length > 0) this.fresh.push({ bookingDate, amountMinor });
  }

  verdict(): Verdict {
    const { skip } = this;
    if (this.twins && this.amounts.balanced) return { state: 'repeated', skip, reason: null };
    if (this.twins && this.fresh.length > 0)
      return { state: 'held', skip, reason: 'it has the balances of a statement read before, but other lines' };
    const unmatched = this.others.filter((one) => !this.met.has(one.identity) && !this.met.has(one.reference));
    const doubtful = couldBeKnown(
      this.fresh,
      unmatched.map((one) => one.booking),
    );
    if (doubtful === 0) return { state: null, skip, reason: null };
    return {
      state: 'held',
      skip,
      reason: `${doubtful} of its lines have day and amount of lines that came in ${this.otherFormat.toUpperCase()} under another text; release it if they are others`,
    };
  }
}

const referenceOf = (line: Booking & { readonly bankReference: string | null }): string =>
  `${line.bookingDate}|${line.bankReference}|${line.amountMinor}`;
