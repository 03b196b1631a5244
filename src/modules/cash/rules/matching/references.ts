/** References: how documents are named in texts, and how a text is searched for them. Pure. */
import { isCreditorReference, textKey } from '#kernel';
import type { KeyIndex } from './key-index.ts';
import type { MatchingItem } from './model.ts';

/** A document's number without the zeros that people leave out: INV-00007 → INV7. */
function shortKey(key: string): string {
  return key.replace(/(^|\D)0+(?=\d)/g, '$1');
}

/** The digits at the end of a key, without leading zeros: what "Invoice #13" still says. */
export function tailDigits(key: string): string {
  return (/(\d+)$/.exec(key)?.[1] ?? '').replace(/^0+/, '');
}

/** Shorter or digitless words are not looked up: they would meet by chance. */
const tellsSomething = (key: string): boolean => key.length >= 4 && /\d/.test(key);

/** Marks that stand between words, by their code. */
const isBetween = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\s,;:|()[\]{}<>"'+*=?!&]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** The words of a payment text, without the marks that stand between them; "/INV/" and its like only say what follows. */
export function wordsOf(text: string): string[] {
  const told = text.includes('/') ? text.replace(/(^|\s)\/[A-Z]{3,4}\//g, ' ') : text;
  const words: string[] = [];
  let from = 0;
  for (let at = 0; at <= told.length; at += 1) {
    const code = at < told.length ? told.charCodeAt(at) : 32;
    const between = code < 128 ? isBetween[code] === 1 : /\s/.test(told[at]!);
    if (!between) continue;
    if (at > from) words.push(told.slice(from, at));
    from = at + 1;
  }
  return words;
}

/** The form of a document number: letters and digits by kind, so that RE2600366 and RE2600919 are of one form. */
export const numberForm = (key: string): string => key.replace(/\d/g, '0');

const isDigits = (key: string): boolean => /^\d+$/.test(key);

/** The items that keys were found to name, in the order in which they were found, each once. */
class FoundItems {
  items: readonly MatchingItem[] = [];
  readonly #index: KeyIndex;

  constructor(index: KeyIndex) {
    this.#index = index;
  }

  /** Whether this key names an item. */
  add(key: string): boolean {
    if (!tellsSomething(key)) return false;
    const items = this.#index.of(key);
    if (items.length > 0) this.items = this.items.length === 0 ? items : [...new Set([...this.items, ...items])];
    return items.length > 0;
  }

  /** A word may hold several numbers, or a number with slashes of its own after a keyword ("/INV/F/2026/00123"). */
  addParts(parts: readonly string[]): void {
    for (let from = 0; from < parts.length; from += 1) {
      let joined = '';
      for (let to = from; to < Math.min(parts.length, from + 4); to += 1) {
        joined += parts[to]!;
        if (joined.length > this.#index.longestKey) break;
        if (this.add(joined)) from = to;
      }
    }
  }
}

/**
 * The items that a text names exactly, in order of appearance: words as they stand, two or three neighbours joined
 * ("INV 2026 0017"), and the body of a structured reference whose check digits are right.
 */
export function namedItems(text: string, index: KeyIndex): readonly MatchingItem[] {
  if (text.length === 0 || !/\d/.test(text)) return [];
  const words = wordsOf(text);
  // Most texts that name one item say its number and little else.
  if (words.length === 1) {
    const key = textKey(words[0]!);
    const items = tellsSomething(key) ? index.of(key) : [];
    if (items.length > 0) return items;
  }
  const found = new FoundItems(index);
  const keys = words.map(textKey);
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at]!;
    if (key.startsWith('RF')) {
      for (let count = Math.min(7, keys.length - at); count > 0; count -= 1) {
        const joined = keys.slice(at, at + count).join('');
        if (isCreditorReference(joined)) {
          if (!found.add(joined)) found.add(joined.slice(4));
          break;
        }
      }
    }
    if (found.add(key)) continue;
    if (/[/_]/.test(words[at]!)) found.addParts(words[at]!.split(/[/_]/).map(textKey));
    let joined = key;
    // Structured references are printed in groups of digits: "21 00000 00003 13947 14300 09017".
    const reach = isDigits(key) ? 7 : 2;
    for (let next = at + 1; next <= at + reach && next < keys.length; next += 1) {
      if (next > at + 2 && !isDigits(joined + keys[next]!)) break;
      if (joined.length + keys[next]!.length > index.longestKey) break;
      joined += keys[next]!;
      if (found.add(joined)) break;
    }
  }
  return found.items;
}

/**
 * Edit distance with neighbours swapped counted once (Damerau, optimal string alignment), cut off above `limit`. What both
 * begin and end with alike costs nothing and is not looked at: document numbers differ in a few letters.
 */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let from = 0;
  let [endA, endB] = [a.length, b.length];
  while (from < endA && from < endB && a.charCodeAt(from) === b.charCodeAt(from)) from += 1;
  while (endA > from && endB > from && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA -= 1;
    endB -= 1;
  }
  return distanceBetween(a.slice(from, endA), b.slice(from, endB), limit);
}

function distanceBetween(a: string, b: string, limit: number): number {
  if (a.length === 0 || b.length === 0) return a.length + b.length;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let value = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2]! + 1);
      row.push(value);
      if (value < least) least = value;
    }
    // Every later distance grows from this row or the one before it.
    if (least > limit + 1) return limit + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}

/** A key of an item, and what likeness compares of it. */
interface ItemKey {
  readonly key: string;
  readonly short: string;
  readonly tail: string;
}

const keysByItem = new WeakMap<MatchingItem, readonly ItemKey[]>();

/** The keys of an item's number and other references, made once. */
function keysOf(item: MatchingItem): readonly ItemKey[] {
  let keys = keysByItem.get(item);
  if (keys === undefined) {
    keys = [...new Set([item.number, ...item.references].map(textKey))].map((key) => ({
      key,
      short: shortKey(key),
      tail: tailDigits(key),
    }));
    keysByItem.set(item, keys);
  }
  return keys;
}

/**
 * Items among the payer's own that a damaged reference may mean: left-out zeros, only its digits, cut at either end, or
 * mistyped. Only within one payer's items or one amount, where such likeness still tells something.
 */
export function similarItems(reference: string, candidates: readonly MatchingItem[]): MatchingItem[] {
  const key = textKey(reference);
  if (candidates.length === 0 || !/\d/.test(key)) return [];
  const short = shortKey(key);
  const digits = tailDigits(key);
  const onlyDigits = digits.length > 0 && /^(INVOICE|INV|RECHNUNG|RG|RE|FACTURA|FACTURE|NO|NR)?\d+$/.test(key);
  const tests: ((of: ItemKey) => boolean)[] = [
    (of) => of.key === key || of.short === short,
    (of) => onlyDigits && of.tail === digits,
    (of) => key.length >= 4 && of.key.length > key.length && (of.key.startsWith(key) || of.key.endsWith(key)),
    (of) => key.length >= 5 && editDistance(key, of.key, 1) <= 1,
    (of) => key.length >= 7 && editDistance(key, of.key, 2) <= 2,
  ];
  for (const test of tests) {
    const hits = candidates.filter((item) => keysOf(item).some(test));
    if (hits.length > 0) return hits;
  }
  return [];
}
