/** Cuts MT940 / MT942 text into messages and fields, whatever envelope the bank put around them. */
import { linesOf } from '../lines.ts';

export interface Field {
  /** The tag: '20', '60F', '61', '86' … */
  readonly tag: string;
  /** The first line after the tag, then the continuation lines. */
  readonly lines: string[];
  readonly line: number;
}

/** SWIFT frames messages with control characters; they carry nothing. */
const framing = ['\u0001', '\u0002', '\u0003'];
/** A header block may stand before the first field on the same line: {1:…}{2:…}{4::20:… */
const blocks = /^(?:\{[1235]:[^{}]*(?:\{[^{}]*\}[^{}]*)*\})+/;

/** The fields of a file in order; an end of message ("-", "-}") is a field with the tag 'end'. */
export function* cutFields(pieces: Iterable<string>): Generator<Field> {
  let current: Field | undefined;
  let row = 0;
  for (const raw of linesOf(pieces)) {
    row += 1;
    let line = raw.trimEnd();
    for (const mark of framing) if (line.includes(mark)) line = line.replaceAll(mark, '').trimEnd();
    if (line.startsWith('{')) line = line.replace(blocks, '').replace(/^\{4:/, '');
    const match = line.startsWith(':') ? /^:(\d{2}[A-Z]?|NS):(.*)$/.exec(line) : null;
    if (match) {
      if (current) yield current;
      current = { tag: match[1]!, lines: [match[2]!], line: row };
    } else if (line.startsWith('-') && /^-\}?(\{5:.*)?$/.test(line)) {
      if (current) yield current;
      current = undefined;
      // The next message may begin on the line that ended this one.
      yield { tag: 'end', lines: [], line: row };
    } else if (current && line !== '') current.lines.push(line);
  }
  if (current) yield current;
}
