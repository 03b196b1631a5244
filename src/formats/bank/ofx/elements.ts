/**
 * OFX elements as events, for both dialects: OFX 1 is SGML whose elements need no end tags, OFX 2 is XML. An end tag of an
 * aggregate ends everything inside it. DOCTYPE, entities of one's own, deep nesting and oversize values are refused.
 */
import { raise } from '#kernel';
import { characterOf } from '../../xml/events.ts';

export interface OfxEvents {
  open(name: string, line: number): void;
  value(name: string, value: string, line: number): void;
  close(name: string): void;
}

const maximumDepth = 60;
const maximumValue = 100_000;

/** Takes pieces of a text by `push`, then `end`. Refuses `ofx.doctype`, `ofx.too-deep`, `ofx.too-long`, `ofx.malformed`. */
export class OfxScanner {
  private pending = '';
  private begun = false;
  private line = 1;
  private readonly open: string[] = [];

  constructor(private readonly events: OfxEvents) {}

  push(piece: string): void {
    this.pending += piece;
    if (!this.begun) {
      const start = this.pending.search(/<OFX>/i);
      refuseDeclarations(start < 0 ? this.pending : this.pending.slice(0, start), this.line);
      if (start < 0) {
        if (this.pending.length > maximumValue) malformed(1, this.pending);
        return;
      }
      this.begun = true;
      this.forward(this.pending.slice(0, start));
      this.pending = this.pending.slice(start);
    }
    this.scan(false);
    if (this.pending.length > 2 * maximumValue) this.tooLong(this.line, 'A value');
  }

  end(): void {
    this.scan(true);
    if (/\S/.test(this.pending)) malformed(this.line, this.pending);
    while (this.open.length > 0) this.events.close(this.open.pop()!);
  }

  private forward(text: string): void {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.line += 1;
  }

  /** Takes the elements that are whole; what may go on in the next piece waits for it. */
  private scan(last: boolean): void {
    const text = this.pending;
    let at = 0;
    while (true) {
      const begin = text.indexOf('<', at);
      if (begin < 0) break;
      if (begin > at) {
        if (/\S/.test(text.slice(at, begin))) malformed(this.line, text.slice(at, begin));
        this.forward(text.slice(at, begin));
        at = begin;
      }
      const next = text[begin + 1] === '!' ? this.comment(text, begin, last) : this.element(text, begin, last);
      if (next < 0) break;
      at = next;
    }
    this.pending = text.slice(at);
  }

  private comment(text: string, at: number, last: boolean): number {
    if (!last && text.length - at < 9) return -1;
    refuseDeclarations(text.slice(at, at + 9), this.line);
    if (!text.startsWith('<!--', at)) malformed(this.line, text.slice(at, at + 40));
    const end = text.indexOf('-->', at + 4);
    if (end < 0) return last ? malformed(this.line, text.slice(at, at + 40)) : -1;
    this.forward(text.slice(at, end));
    return end + 3;
  }

  private element(text: string, at: number, last: boolean): number {
    tag.lastIndex = at;
    const match = tag.exec(text);
    if (!match) {
      // A tag that is cut by the end of the piece.
      if (!last && text.length - at < longestTag && !text.includes('>', at)) return -1;
      malformed(this.line, text.slice(at, at + 40));
    }
    const [whole, slash, rawName, empty] = match!;
    const name = rawName!.toUpperCase();
    const from = at + whole.length;
    const end = valueEnd(text, from, last);
    // An element that holds nothing is told from an aggregate by the end tag that follows at once.
    if (end < 0 || (!last && text.length - end < name.length + 3)) return -1;
    const here = this.line;
    this.forward(text.slice(at, end));
    if (slash) {
      const place = this.open.lastIndexOf(name);
      // The end tag of a single element stands for nothing: its value is taken already.
      for (let depth = this.open.length; place >= 0 && depth > place; depth -= 1) this.events.close(this.open.pop()!);
      return end;
    }
    const value = clean(text.slice(from, end));
    if (value.length > maximumValue) this.tooLong(here, `<${name}>`);
    if (value !== '') this.events.value(name, value, here);
    else if (!empty && text.slice(end, end + name.length + 3).toUpperCase() !== `</${name}>`)
      this.aggregate(name, here);
    return end;
  }

  private aggregate(name: string, line: number): void {
    this.open.push(name);
    this.events.open(name, line);
    if (this.open.length > maximumDepth)
      raise(
        'ofx.too-deep',
        `Line ${line}: the file nests deeper than ${maximumDepth} elements. Nothing was read.`,
        {},
        { file: '', row: line },
      );
  }

  private tooLong(line: number, what: string): never {
    return raise(
      'ofx.too-long',
      `Line ${line}: ${what} holds more than ${maximumValue} characters. Nothing was read.`,
      {},
      { file: '', row: line },
    );
  }
}

const tag = /<(\/?)([A-Za-z][A-Za-z0-9._-]{0,63})\s*(\/?)>/y;
const longestTag = 1000;
const cdata = '<![CDATA[';

/** Where the value that begins at `from` ends: at the next bracket that begins no CDATA; -1 where that is not known yet. */
function valueEnd(text: string, from: number, last: boolean): number {
  let at = from;
  while (true) {
    const next = text.indexOf('<', at);
    if (next < 0) return last ? text.length : -1;
    if (!last && text.length - next < cdata.length && cdata.startsWith(text.slice(next))) return -1;
    if (!text.startsWith(cdata, next)) return next;
    const end = text.indexOf(']]>', next);
    if (end < 0) return last ? next : -1;
    at = end + 3;
  }
}

/** `line`: in which the text begins. */
function refuseDeclarations(text: string, line: number): void {
  const at = text.search(/<!DOCTYPE|<!ENTITY/i);
  if (at < 0) return;
  const row = line + text.slice(0, at).split('\n').length - 1;
  raise(
    'ofx.doctype',
    `Line ${row}: a DOCTYPE or an entity is declared, which is refused. Nothing was read.`,
    {},
    { file: '', row },
  );
}

const malformed = (line: number, text: string): never =>
  raise(
    'ofx.malformed',
    `Line ${line}: "${text.trim().slice(0, 40)}" is no OFX element. Nothing was read.`,
    {},
    { file: '', row: line },
  );

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

/** Values are trimmed; the entities of XML and the blank that OFX 1 allows are replaced, others stay as they are written. */
const clean = (value: string): string =>
  (value.includes('&') || value.includes('<') ? replaceEntities(value) : value).trim();

const replaceEntities = (value: string): string =>
  value.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1').replace(/&(#\d{1,7}|[a-z]{2,4});/g, (whole, body: string) => {
    const code = body.startsWith('#') ? Number(body.slice(1)) : -1;
    return characterOf(code) ?? named[body] ?? whole;
  });
