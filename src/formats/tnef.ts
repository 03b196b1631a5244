/**
 * TNEF, the winmail.dat in which Outlook and Exchange pack what is attached to a mail: the files, and the mail's HTML. Norm: Microsoft
 * [MS-OXTNEF]; of the properties in it [MS-OXCDATA]. What is not read (formatted text, embedded mails) is passed over. Pure.
 */

export interface TnefContent {
  readonly files: readonly { readonly name: string | null; readonly content: Uint8Array }[];
  readonly html: string | null;
}

const signature = 0x223e9f78;
const mostFiles = 100;

/** True for bytes that begin as TNEF does. */
export const looksLikeTnef = (bytes: Uint8Array): boolean =>
  bytes.length > 6 && viewOf(bytes).getUint32(0, true) === signature;

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Attributes, by their numbers: where a file begins, its content, its short name, its properties, and those of the mail. */
const [fileBegins, fileContent, fileTitle, fileProperties, mailProperties] = [
  0x00069002, 0x0006800f, 0x00018010, 0x00069005, 0x00069003,
];
/** Properties, by theirs: the content of a file, its names long and short, and the HTML of the mail. */
const [attachedData, longName, shortName, htmlBody] = [0x3701, 0x3707, 0x3704, 0x1013];

/** What is packed in; one that is cut gives what stands before the cut. Undefined: it is no TNEF. */
export function readTnef(bytes: Uint8Array): TnefContent | undefined {
  if (!looksLikeTnef(bytes)) return undefined;
  const view = viewOf(bytes);
  const files: { name: string | null; title: string | null; content: Uint8Array | null }[] = [];
  let html: string | null = null;
  // A level of one byte, a number and a length of four, the content, a check sum of two.
  for (let at = 6; at + 9 <= bytes.length; ) {
    const attribute = view.getUint32(at + 1, true);
    const length = view.getUint32(at + 5, true);
    const content = bytes.subarray(at + 9, at + 9 + length);
    if (content.length < length) break;
    at += 9 + length + 2;
    const file = files.at(-1);
    if (attribute === fileBegins) {
      if (files.length === mostFiles) break;
      files.push({ name: null, title: null, content: null });
    } else if (attribute === fileContent && file) file.content = content;
    else if (attribute === fileTitle && file) file.title = text8(content);
    else if (attribute === fileProperties && file) {
      const found = properties(content);
      file.name = found.get(longName)?.text ?? found.get(shortName)?.text ?? null;
      file.content ??= found.get(attachedData)?.bytes ?? null;
    } else if (attribute === mailProperties) {
      const body = properties(content).get(htmlBody);
      html = body?.text ?? (body === undefined ? null : text8(body.bytes));
    }
  }
  return {
    files: files.flatMap(({ name, title, content }) =>
      content === null || content.length === 0 ? [] : [{ name: name ?? title, content }],
    ),
    html,
  };
}

interface Value {
  readonly bytes: Uint8Array;
  /** Null: it is no text. */
  readonly text: string | null;
}

/** How long the values of a type are; those of text, bytes and objects say it themselves. */
const lengths: ReadonlyMap<number, number> = new Map([
  ...([0x0002, 0x0003, 0x0004, 0x000a, 0x000b] as const).map((type) => [type, 4] as const),
  ...([0x0005, 0x0006, 0x0007, 0x0014, 0x0040] as const).map((type) => [type, 8] as const),
  [0x0048, 16],
]);
const [string8, unicode, binary, object] = [0x001e, 0x001f, 0x0102, 0x000d];

/** The properties with texts and bytes, by number; of a list that cannot be read on those before. */
function properties(bytes: Uint8Array): Map<number, Value> {
  const found = new Map<number, Value>();
  const view = viewOf(bytes);
  let at = 0;
  const number = (): number => {
    at += 4;
    return at <= bytes.length ? view.getUint32(at - 4, true) : 0;
  };
  /** Values stand at multiples of four. */
  const take = (length: number): Uint8Array => {
    const value = bytes.subarray(at, at + length);
    at += length + ((4 - (length % 4)) % 4);
    return value;
  };
  for (let left = number(); left > 0 && at + 4 <= bytes.length; left -= 1) {
    const tag = number();
    const [type, id] = [tag & 0x0fff, tag >>> 16];
    if (id >= 0x8000) {
      take(16);
      // Named by a number, or by a text.
      if (number() === 0) number();
      else take(number());
    }
    const several = (tag & 0x1000) !== 0;
    const length = lengths.get(type);
    if (length === undefined && ![string8, unicode, binary, object].includes(type)) break;
    const count = several || length === undefined ? number() : 1;
    for (let place = 0; place < count && at < bytes.length; place += 1) {
      const value = take(length ?? number());
      if (length !== undefined || found.has(id)) continue;
      // An object begins with the number of its interface.
      const own = type === object ? value.subarray(16) : value;
      found.set(id, { bytes: own, text: type === unicode ? text16(own) : type === string8 ? text8(own) : null });
    }
  }
  return found;
}

const withoutEnd = (text: string): string => text.replace(/\0+$/, '');

const text16 = (bytes: Uint8Array): string => withoutEnd(new TextDecoder('utf-16le').decode(bytes));

/** Texts of eight bits are UTF-8 or, older, Windows-1252. */
function text8(bytes: Uint8Array): string {
  try {
    return withoutEnd(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return withoutEnd(Buffer.from(bytes).toString('latin1'));
  }
}
