/** Cuts BAI2 text into logical records: continuations (88) belong to the record before them. Pure. */
import { raise } from '#kernel';
import { linesOf } from '../lines.ts';

export interface Bai2Record {
  readonly type: string;
  readonly line: number;
  /** The record's own body and one per continuation, without type and ending slash. */
  readonly bodies: readonly string[];
  /** Physical records: one, and one per continuation. */
  readonly physical: number;
}

const types = new Set(['01', '02', '03', '16', '49', '88', '98', '99']);
const maximumContinuations = 10_000;

/** The logical records in order. Refuses a line that is no record (`bai2.line-malformed`). */
export function* cutRecords(pieces: Iterable<string>): Generator<Bai2Record> {
  let record: { type: string; line: number; bodies: string[]; physical: number } | undefined;
  let row = 0;
  for (const raw of linesOf(pieces)) {
    row += 1;
    const line = raw.trimEnd();
    if (line === '' || line === '\u001a') continue;
    const type = line.slice(0, 2);
    if (!types.has(type) || (line.length > 2 && line[2] !== ',') || (type === '88' && !record))
      raise(
        'bai2.line-malformed',
        `Line ${row}: "${line.slice(0, 40)}" is no BAI2 record. Nothing was read.`,
        {},
        { file: '', row },
      );
    const body = line.slice(3).replace(/\/\s*$/, '');
    if (type === '88') {
      record!.bodies.push(body);
      record!.physical += 1;
      if (record!.physical > maximumContinuations)
        raise(
          'bai2.too-long',
          `Line ${row}: a record goes on over more than ${maximumContinuations} lines. Nothing was read.`,
          {},
          { file: '', row },
        );
      continue;
    }
    if (record) yield record;
    record = { type, line: row, bodies: [body], physical: 1 };
  }
  if (record) yield record;
}

/** Reads the fields of a record one after the other; a continuation goes on with the next field. */
export class FieldReader {
  private readonly fields: { text: string; body: number; rest: number }[] = [];
  private next = 0;

  constructor(private readonly record: Bai2Record) {
    for (const [body, text] of record.bodies.entries()) {
      let at = 0;
      for (const field of text.split(',')) {
        this.fields.push({ text: field, body, rest: at });
        at += field.length + 1;
      }
    }
  }

  get done(): boolean {
    return this.next >= this.fields.length;
  }

  /** The next field, trimmed; empty where the record has ended. */
  take(): string {
    const field = this.fields[this.next];
    this.next += 1;
    return field?.text.trim() ?? '';
  }

  /** Passes over an empty field that ends its line: some banks write one comma too many before the slash. */
  skipEmptyEnd(): void {
    const field = this.fields[this.next];
    if (field?.text.trim() === '' && this.fields[this.next + 1]?.body !== field.body) this.next += 1;
  }

  /** Everything from here on as text: commas belong to it, continuations go on in it. */
  text(): string {
    const field = this.fields[this.next];
    if (!field) return '';
    const { bodies } = this.record;
    return [bodies[field.body]!.slice(field.rest), ...bodies.slice(field.body + 1)]
      .map((body) => body.trim())
      .filter((body) => body !== '')
      .join(' ');
  }
}
