/** Items by the keys of their numbers and other references: chains over typed arrays, no list and no map entry an item. Pure. */
import { textKey } from '#kernel';
import type { MatchingItem } from './model.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant.
const isPlain = /^[\x00-\x7f]*$/;

/** A hash of the key of a text that is plain ASCII or a key already: nothing is put together (FNV-1a, 32 bits; Fowler, Noll, Vo). */
function hashOfKey(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    let code = text.charCodeAt(at);
    if (code >= 97 && code <= 122) code -= 32;
    if ((code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code > 127)
      hash = Math.imul(hash ^ code, 0x01000193);
  }
  return hash ^ (hash >>> 15);
}

/** Whether a text has this key, found out without making it where the text is plain. */
function hasKey(text: string, key: string): boolean {
  if (!isPlain.test(text)) return textKey(text) === key;
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    let code = text.charCodeAt(at);
    if (code >= 97 && code <= 122) code -= 32;
    if (!((code >= 65 && code <= 90) || (code >= 48 && code <= 57))) continue;
    if (key.charCodeAt(length) !== code) return false;
    length += 1;
  }
  return length === key.length;
}

const none: readonly MatchingItem[] = [];

const isNamed = (item: MatchingItem, key: string): boolean =>
  hasKey(item.number, key) || item.references.some((reference) => hasKey(reference, key));

/**
 * An index of all open items by what names them, built once per problem. An item stands under its number and each other
 * reference, once under each key. Entries are counted from 1: 0 ends a chain.
 */
export class KeyIndex {
  /** No key has more letters: what is longer names nothing and need not be put together. */
  readonly longestKey: number;
  readonly #items: readonly MatchingItem[];
  readonly #heads: Int32Array;
  readonly #next: Int32Array;
  readonly #hashes: Int32Array;
  readonly #itemAt: Int32Array;

  constructor(items: readonly MatchingItem[]) {
    let most = items.length;
    for (const item of items) most += item.references.length;
    let size = 1;
    while (size < most) size *= 2;
    const heads = new Int32Array(size);
    const next = new Int32Array(most + 1);
    const hashes = new Int32Array(most + 1);
    const itemAt = new Int32Array(most + 1);
    let entries = 0;
    let longestKey = 0;
    const add = (reference: string, place: number): void => {
      const text = isPlain.test(reference) ? reference : textKey(reference);
      if (text.length > longestKey) longestKey = text.length;
      const hash = hashOfKey(text);
      entries += 1;
      hashes[entries] = hash;
      itemAt[entries] = place;
      next[entries] = heads[hash & (size - 1)]!;
      heads[hash & (size - 1)] = entries;
    };
    // From the last to the first, each before what is there: a chain gives the items in their order.
    for (let place = items.length - 1; place >= 0; place -= 1) {
      const { number, references } = items[place]!;
      for (const reference of references) if (reference !== number) add(reference, place);
      add(number, place);
    }
    this.longestKey = longestKey;
    this.#items = items;
    this.#heads = heads;
    this.#next = next;
    this.#hashes = hashes;
    this.#itemAt = itemAt;
  }

  /** The items with exactly this key, in their order. */
  of(key: string): readonly MatchingItem[] {
    if (key === '') return none;
    const hash = hashOfKey(key);
    let found: MatchingItem[] | undefined;
    for (let entry = this.#heads[hash & (this.#heads.length - 1)]!; entry !== 0; entry = this.#next[entry]!) {
      if (this.#hashes[entry] !== hash) continue;
      const item = this.#items[this.#itemAt[entry]!]!;
      if (found?.at(-1) === item || !isNamed(item, key)) continue;
      if (found === undefined) found = [item];
      else found.push(item);
    }
    return found ?? none;
  }
}
