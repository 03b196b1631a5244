/**
 * OFX elements as events, for both dialects: OFX 1 is SGML whose elements need no end tags, OFX 2 is XML. An end tag of an
 * aggregate ends everything inside it. DOCTYPE, entities of one's own, deep nesting and oversize values are refused.
 */
import { raise } from '#kernel';

export interface OfxEvents {
  open(name: string, line: number): void;
  value(name: string, value: string, line: number): void;
  close(name: string): void;
}

const maximumDepth = 60;
const maximumValue = 100_000;

/** Reads text from its first `<OFX>` on. Refuses `ofx.doctype`, `ofx.too-deep`, `ofx.too-long`, `ofx.malformed`. */
export function readElements(text: string, events: OfxEvents): void {
  const start = text.search(/<OFX>/i);
  if (/<!DOCTYPE|<!ENTITY/i.test(text))
    raise('ofx.doctype', 'The file declares a DOCTYPE or entities; that is refused. Nothing was read.');
  const open: string[] = [];
  let line = 1 + newlines(text.slice(0, start));
  const tags = /<!--[\s\S]*?-->|<(\/?)([A-Za-z][A-Za-z0-9._-]{0,63})\s*(\/?)>((?:[^<]|<!\[CDATA\[[\s\S]*?\]\]>)*)/g;
  tags.lastIndex = start;
  let end = start;
  for (let match = tags.exec(text); match; match = tags.exec(text)) {
    if (/\S/.test(text.slice(end, match.index))) malformed(line, text.slice(end, match.index));
    end = tags.lastIndex;
    const [whole, slash, rawName, empty, rawValue = ''] = match;
    const here = line;
    line += newlines(whole);
    if (rawName === undefined) continue;
    const name = rawName.toUpperCase();
    if (slash) {
      const at = open.lastIndexOf(name);
      // The end tag of a single element stands for nothing: its value is taken already.
      for (let depth = open.length; at >= 0 && depth > at; depth -= 1) events.close(open.pop()!);
      continue;
    }
    const value = clean(rawValue);
    if (value.length > maximumValue)
      raise(
        'ofx.too-long',
        `Line ${here}: <${name}> holds more than ${maximumValue} characters. Nothing was read.`,
        {},
        { file: '', row: here },
      );
    if (value !== '') events.value(name, value, here);
    else if (
      !empty &&
      !text
        .slice(end, end + name.length + 3)
        .toUpperCase()
        .startsWith(`</${name}>`)
    ) {
      open.push(name);
      events.open(name, here);
      if (open.length > maximumDepth)
        raise(
          'ofx.too-deep',
          `Line ${here}: the file nests deeper than ${maximumDepth} elements. Nothing was read.`,
          {},
          { file: '', row: here },
        );
    }
  }
  if (/\S/.test(text.slice(end))) malformed(line, text.slice(end));
  while (open.length > 0) events.close(open.pop()!);
}

const malformed = (line: number, text: string): never =>
  raise(
    'ofx.malformed',
    `Line ${line}: "${text.trim().slice(0, 40)}" is no OFX element. Nothing was read.`,
    {},
    { file: '', row: line },
  );

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

/** Values are trimmed; the entities of XML and the blank that OFX 1 allows are replaced, others stay as they are written. */
const clean = (value: string): string =>
  value
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1')
    .replace(/&(#\d{1,7}|[a-z]{2,4});/g, (whole, body: string) => {
      const code = body.startsWith('#') ? Number(body.slice(1)) : -1;
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : (named[body] ?? whole);
    })
    .trim();
