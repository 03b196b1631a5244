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
  /** The key that it would have been kept under before, where that is another. */
  readonly formerKey: string | null;
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
 * What is known under the key that a line had before is that line, unless another of the statement has that key today.
 */
export class StatementComparison {
  private readonly keys = new DigestCounts();
  private readonly references = new DigestCounts();
  private readonly amounts = new AmountBalance();
  /** Known lines of other formats, until a new line turns out to be one of them. */
  private readonly others: { readonly booking: Booking; readonly identity: string; readonly reference: string }[] = [];
  private readonly met = new DigestCounts();
  private readonly fresh: Booking[] = [];
  /** Lines that are known under no key of today and had another before. */
  private readonly renamed: NewLine[] = [];
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
    if (this.twins) this.amounts.take(line.amountMinor, -1);
    const identity = this.digest(`${line.key}#${line.occurrence}`);
    this.met.add(identity);
    if (this.keys.has(identity)) return;
    const reference = line.bankReference === null ? '' : this.digest(referenceOf(line));
    if (line.bankReference !== null && this.references.has(reference)) {
      this.met.add(reference);
      this.skip.add(line.place);
    } else if (line.formerKey !== null) this.renamed.push(line);
    else this.takeFresh(line);
  }

  private takeFresh({ bookingDate, amountMinor }: Booking): void {
    if (this.twins || this.others.length > 0) this.fresh.push({ bookingDate, amountMinor });
  }

  /** Looks for each among what is known under its former key and is no other line of the statement: by then all were seen. */
  private findRenamed(): void {
    for (const line of this.renamed.splice(0)) {
      let occurrence = 1;
      let former = '';
      do former = this.digest(`${line.formerKey}#${occurrence++}`);
      while (this.keys.has(former) && this.met.has(former));
      if (this.keys.has(former)) {
        this.met.add(former);
        this.skip.add(line.place);
      } else this.takeFresh(line);
    }
  }

  /** Asked once, when all lines were seen. */
  verdict(): Verdict {
    this.findRenamed();
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
