/** Cuts MT940 / MT942 text into messages and fields, whatever envelope the bank put around them. */

export interface Field {
  /** The tag: '20', '60F', '61', '86' … */
  readonly tag: string;
  /** The first line after the tag, then the continuation lines. */
  readonly lines: string[];
  readonly line: number;
}

/** The fields of a file in order; an end of message ("-", "-}") is a field with the tag 'end'. */
export function cutFields(text: string): Field[] {
  const fields: Field[] = [];
  let current: Field | undefined;
  // SWIFT frames messages with control characters; they carry nothing.
  for (const [index, raw] of text
    .replaceAll('\u0001', '')
    .replaceAll('\u0002', '')
    .replaceAll('\u0003', '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    // A header block may stand before the first field on the same line: {1:…}{2:…}{4::20:…
    const withoutBlocks = raw.replace(/^(?:\{[1235]:[^{}]*(?:\{[^{}]*\}[^{}]*)*\})+/, '').replace(/^\{4:/, '');
    const line = withoutBlocks.trimEnd();
    if (/^-\}?(\{5:.*)?$/.test(line)) {
      fields.push({ tag: 'end', lines: [], line: index + 1 });
      current = undefined;
      // The next message may begin on the line that ended this one.
      continue;
    }
    const match = /^:(\d{2}[A-Z]?|NS):(.*)$/.exec(line);
    if (match) {
      current = { tag: match[1]!, lines: [match[2]!], line: index + 1 };
      fields.push(current);
    } else if (current && line !== '') current.lines.push(line);
  }
  return fields;
}
