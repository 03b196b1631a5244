/**
 * XML as events, from pieces of text: a sheet or a statement of a million rows is never a tree. Names without their prefix;
 * DOCTYPE, unknown entities, deep nesting and oversize texts are refused. Norm: XML 1.0 without DTD, as banks and ECMA-376
 * write it.
 */
import { type RefusalPlace, raise } from '#kernel';

export interface XmlEvents {
  /** `attributes` is the text between the name and the bracket; see `attributeOf`. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
}

const maximumDepth = 60;
const maximumToken = 4 * 1024 * 1024;

/**
 * Takes pieces by `push`, then `end`. Refuses `xml.malformed`, `xml.doctype`, `xml.entity`, `xml.too-deep`, `xml.too-long`, each
 * with the line of the file, or with the part of the workbook.
 */
export class XmlScanner {
  private pending = '';
  /** The line that `pending` begins in, and how far it is taken. */
  private line = 1;
  private taken = 0;
  private readonly open: string[] = [];
  private rooted = false;

  /** `part` names the file inside a workbook; null: the file itself, whose refusals name the line. */
  constructor(
    private readonly part: string | null,
    private readonly events: XmlEvents,
  ) {}

  push(piece: string): void {
    const text = this.pending === '' ? piece : this.pending + piece;
    this.pending = text;
    this.taken = 0;
    while (this.taken < text.length) {
      const at = this.taken;
      const next = text.charCodeAt(at) === 0x3c ? this.markup(text, at) : this.characters(text, at);
      if (next < 0) break;
      this.taken = next;
    }
    this.line = this.lineHere();
    this.pending = text.slice(this.taken);
    this.taken = 0;
    if (this.pending.length > maximumToken) {
      const { words, at } = this.here;
      raise('xml.too-long', `${words}: a text has over ${maximumToken} characters. Nothing was read.`, {}, at);
    }
  }

  /** The line of the token that is being taken. */
  lineHere(): number {
    let line = this.line;
    for (let at = this.pending.indexOf('\n'); at >= 0 && at < this.taken; at = this.pending.indexOf('\n', at + 1))
      line += 1;
    return line;
  }

  end(): void {
    if (this.pending.trim() !== '' || this.open.length > 0) this.malformed('it ends in the middle');
  }

  /** Text up to the next bracket; the last piece of a text waits for more. */
  private characters(text: string, at: number): number {
    const end = text.indexOf('<', at);
    if (end < 0) return -1;
    if (this.open.length > 0) this.events.text(decodeEntities(text.slice(at, end), this.unknown));
    else if (/[^\s\ufeff]/.test(text.slice(at, end))) this.malformed('a text stands outside of its elements');
    return end;
  }

  private markup(text: string, at: number): number {
    const second = text[at + 1];
    if (second === undefined) return -1;
    if (second === '?') return skip(text, at, '?>');
    if (second === '!') return this.declaration(text, at);
    const end = tagEnd(text, at + 1);
    if (end < 0) return -1;
    if (second === '/') {
      const name = localName(text.slice(at + 2, end).trim());
      if (this.open.pop() !== name) this.malformed(`</${name}> closes nothing`);
      this.events.close(name);
      return end + 1;
    }
    const empty = text[end - 1] === '/';
    const body = text.slice(at + 1, empty ? end - 1 : end);
    const cut = body.search(/\s/);
    const name = localName(cut < 0 ? body : body.slice(0, cut));
    if (name === '') this.malformed('a tag has no name');
    if (this.open.length === 0) {
      if (this.rooted) this.malformed(`it has a second root, <${name}>`);
      this.rooted = true;
    }
    const attributes = cut < 0 ? '' : body.slice(cut);
    // Whoever reads an attribute has no line to tell.
    decodeEntities(attributes, this.unknown);
    this.events.open(name, attributes);
    if (empty) this.events.close(name);
    else {
      this.open.push(name);
      if (this.open.length > maximumDepth) this.tooDeep();
    }
    return end + 1;
  }

  private declaration(text: string, at: number): number {
    if (text.startsWith('<!--', at)) return skip(text, at, '-->');
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at);
      if (end < 0) return -1;
      this.events.text(text.slice(at + 9, end));
      return end + 3;
    }
    if (text.length - at < 9) return -1;
    const { words, at: place } = this.here;
    return raise(
      'xml.doctype',
      `${words}: a DOCTYPE or an entity is declared, which is refused. Nothing was read.`,
      {},
      place,
    );
  }

  private readonly unknown = (entity: string): never => {
    const { words, at } = this.here;
    return raise('xml.entity', `${words}: the entity "${entity.slice(0, 40)}" is unknown. Nothing was read.`, {}, at);
  };

  private tooDeep(): never {
    const { words, at } = this.here;
    return raise(
      'xml.too-deep',
      `${words}: elements are nested deeper than ${maximumDepth}. Nothing was read.`,
      {},
      at,
    );
  }

  private malformed(why: string): never {
    const { words, at } = this.here;
    return raise('xml.malformed', `${words}: this is no XML, ${why}. Nothing was read.`, {}, at);
  }

  /** The place that is being read: a line of the file, or a part of the workbook. */
  private get here(): { readonly words: string; readonly at: RefusalPlace } {
    if (this.part !== null) return { words: `"${this.part}"`, at: { file: '', path: this.part } };
    const row = this.lineHere();
    return { words: `Line ${row}`, at: { file: '', row } };
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function skip(text: string, at: number, mark: string): number {
  const end = text.indexOf(mark, at);
  return end < 0 ? -1 : end + mark.length;
}

/** The bracket that ends a tag; one inside a quoted attribute does not. */
function tagEnd(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 0x3e) return at;
    else if (code === 0x22 || code === 0x27) quote = code;
  }
  return -1;
}

/** The character of a number, as XML 1.0 has it: no control but tab and line end, no half of a pair; undefined for those. */
export const characterOf = (code: number): string | undefined =>
  code === 9 ||
  code === 10 ||
  code === 13 ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff)
    ? String.fromCodePoint(code)
    : undefined;

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Replaces the five entities of XML and the numbers of its characters; any other goes to `unknown`, which raises. */
function decodeEntities(text: string, unknown: (entity: string) => never): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[^;\s]{0,32});?/g, (whole, body: string) => {
    const number = /^#(?:x([0-9a-fA-F]+)|(\d+))$/.exec(body);
    const code = number?.[1] === undefined ? Number(number?.[2] ?? -1) : Number.parseInt(number[1], 16);
    const found = characterOf(code) ?? (Object.hasOwn(named, body) ? named[body] : undefined);
    return found ?? unknown(whole);
  });
}

const patterns = new Map<string, RegExp>();

/** The value of an attribute (name without prefix, as written), or undefined. */
export function attributeOf(attributes: string, name: string): string | undefined {
  if (attributes === '') return undefined;
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`\\s(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const match = pattern.exec(attributes);
  const value = match?.[1] ?? match?.[2];
  return value === undefined ? undefined : decodeAttribute(value);
}

/** The value of an attribute that the scanner has passed: its entities are known. */
export const decodeAttribute = (value: string): string =>
  decodeEntities(value, (entity) => {
    throw new Error(`the scanner passed the entity ${entity}`);
  });
