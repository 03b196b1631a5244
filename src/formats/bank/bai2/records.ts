/**
 * Cuts BAI2 text into logical records: continuations (88) belong to the record before them. A physical record is a line; where
 * records follow each other without line ends (blocks from a mainframe or a tape), it is as long as the file header states,
 * filled with blanks, or of variable length and ended by its slash. Text needs no slash: the norm lets it end where the next
 * record begins, and there the trailer's count of records says which ends are meant. Pure.
 */
import { raise } from '#kernel';
import type { TextSource } from '../decode.ts';
import { linesOf } from '../lines.ts';

export interface Bai2Record {
  readonly type: string;
  readonly line: number;
  /** The record's own body and one per continuation, without type and ending slash. */
  readonly bodies: readonly string[];
  /** Bodies of records of one length that are filled to the last column: text goes on in the next without a blank. */
  readonly full: ReadonlySet<number>;
  /** Physical records: one, and one per continuation. */
  readonly physical: number;
}

const types = new Set(['01', '02', '03', '16', '49', '88', '98', '99']);
const maximumContinuations = 10_000;

/**
 * How the physical records of a file are told apart. The stated length counts only where the second record does begin there:
 * many banks state 80 and write lines of any length.
 */
function layoutOf(head: string): { kind: 'lines' | 'slashes' } | { kind: 'columns'; length: number } {
  const line = /^[^\r\n]*/.exec(head.trimStart())![0];
  const slash = line.indexOf('/');
  const next = slash < 0 ? -1 : line.slice(slash + 1).search(/\S/);
  if (next < 0 || !line.startsWith('02,', slash + 1 + next)) return { kind: 'lines' };
  const length = Number(line.slice(0, slash).split(',')[6]);
  return slash + 1 + next === length ? { kind: 'columns', length } : { kind: 'slashes' };
}

/** Records of one length; a line end, which may stand after each block, ends a record early. */
function* recordsOfLength(pieces: Iterable<string>, length: number): Generator<string> {
  let rest = '';
  let begun = false;
  for (const piece of pieces) {
    rest = begun ? rest + piece : (rest + piece).trimStart();
    begun ||= rest !== '';
    let from = 0;
    // One character more is waited for: it may be the line end that belongs to a full record.
    while (rest.length - from > length) {
      const end = rest.slice(from, from + length + 1).search(/[\r\n]/);
      if (end !== 0) yield rest.slice(from, end < 0 ? from + length : from + end);
      from += end < 0 ? length : end + 1;
    }
    rest = rest.slice(from);
  }
  yield* rest.split(/[\r\n]/);
}

/**
 * Records of variable length on one line: a slash ends one where the code of the next stands behind it. Text may end without;
 * what follows the text of an account is put apart with the account's trailer.
 */
function* recordsBySlash(pieces: Iterable<string>): Generator<string> {
  let account: string[] = [];
  let told = 0;
  for (const line of linesOf(pieces))
    for (const record of line.split(/(?<=\/)[ \t]*(?=(?:01|02|03|16|49|88|98|99),)/)) {
      if (account.length > 0 && /^(?:16|49|88),/.test(record)) {
        account.push(record);
        continue;
      }
      const ended = recordsOfAccount(account, told);
      yield* ended;
      told += ended.length;
      account = [];
      if (record.startsWith('03,')) account.push(record);
      else {
        yield record;
        told += 1;
      }
    }
  yield* recordsOfAccount(account, told);
}

/** The next transaction by what it begins with, the next continuation by its code alone: of text it may be a part as well. */
const beginnings = { '16': String.raw`16,\d{3},\d*,[012ZSVDzsvd]?,`, '88': '88,' };
/** Which records may stand behind text without a slash. */
const waysToEnd: readonly (readonly (keyof typeof beginnings)[])[] = [['16'], ['16', '88']];

/**
 * The records of an account, some of which are text that ended without a slash: told apart where there are then as many as the
 * trailer counts. Refuses another transaction in a text where no way comes to that count (`bai2.record-ends`); `told` records
 * stand before.
 */
function recordsOfAccount(bySlash: readonly string[], told: number): readonly string[] {
  const last = bySlash.at(-1);
  if (last === undefined) return bySlash;
  const trailing = /^((?:16|88),.*?)(49,[+-]?\d*,\d+ ?\/?)$/s.exec(last.trimEnd());
  const records = trailing ? [...bySlash.slice(0, -1), trailing[1]!, trailing[2]!] : bySlash;
  const counted = Number(/^49,[+-]?\d*,(\d+)/.exec(records.at(-1)!)?.[1]);
  if (Number.isNaN(counted) || counted === records.length) return records;
  for (const codes of waysToEnd) {
    const apart = records.flatMap((record) => cutText(record, codes));
    if (apart.length === counted) return apart;
  }
  const swallowing = records.findIndex((record) => cutText(record, ['16']).length > 1);
  if (swallowing >= 0)
    raise(
      'bai2.record-ends',
      `Line ${told + swallowing + 1}: where this record ends cannot be told: its text has no slash, and the trailer of the account counts ${counted} records. Nothing was read.`,
      { counted },
      { file: '', row: told + swallowing + 1 },
    );
  return records;
}

/** A transaction or continuation, cut where its text holds what another begins with; any other record as it is. */
function cutText(record: string, codes: readonly (keyof typeof beginnings)[]): readonly string[] {
  if (!/^(?:16|88),/.test(record)) return [record];
  const next = new RegExp(`(?=${codes.map((code) => beginnings[code]).join('|')})`);
  const [first, ...others] = record.slice(3).split(next);
  return [`${record.slice(0, 3)}${first}`, ...others];
}

type Layout = ReturnType<typeof layoutOf>;

function physicalRecords(text: TextSource, layout: Layout): Iterable<string> {
  if (layout.kind === 'columns') return recordsOfLength(text.pieces(), layout.length);
  return layout.kind === 'slashes' ? recordsBySlash(text.pieces()) : linesOf(text.pieces());
}

/**
 * The logical records in order; `line` counts physical records where there are no lines. Refuses a line that is no record
 * (`bai2.line-malformed`), and text of which nobody can tell where it ends (`bai2.record-ends`).
 */
export function* cutRecords(text: TextSource): Generator<Bai2Record> {
  let record: { type: string; line: number; bodies: string[]; full: Set<number>; physical: number } | undefined;
  let row = 0;
  const layout = layoutOf(text.head);
  for (const raw of physicalRecords(text, layout)) {
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
    const full = layout.kind === 'columns' && line.length === layout.length && !line.endsWith('/');
    if (type === '88') {
      if (full) record!.full.add(record!.bodies.length);
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
    record = { type, line: row, bodies: [body], full: new Set(full ? [0] : []), physical: 1 };
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
    const { bodies, full } = this.record;
    let text = bodies[field.body]!.slice(field.rest);
    for (const [index, body] of bodies.entries())
      if (index > field.body)
        text = full.has(index - 1)
          ? `${text}${body}`
          : [text.trim(), body.trim()].filter((one) => one !== '').join(' ');
    return text.trim();
  }
}
