/** Items by the keys of their numbers and other references: chains over an array of whole numbers, no list and no map entry an item. Pure. */
import { textKey } from '#kernel';
import type { MatchingItem } from './model.ts';

const start = 0x811c9dc5;

/** One letter of a key (FNV-1a, 32 bits; Fowler, Noll, Vo). */
const hashed = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);

/** The low bits choose the place in the table: the high ones are brought down to them; never negative. */
const ended = (hash: number): number => (hash ^ (hash >>> 15)) >>> 0;

/** A hash of the key of a text that is plain ASCII, without putting the key together; −1: it is not plain. */
function hashOfPlain(text: string): number {
  let hash = start;
  for (let at = 0; at < text.length; at += 1) {
    let code = text.charCodeAt(at);
    if (code > 127) return -1;
    if (code >= 97 && code <= 122) code -= 32;
    if ((code >= 65 && code <= 90) || (code >= 48 && code <= 57)) hash = hashed(hash, code);
  }
  return ended(hash);
}

/** The same of a key, whatever letters it has. */
function hashOfKey(key: string): number {
  let hash = start;
  for (let at = 0; at < key.length; at += 1) hash = hashed(hash, key.charCodeAt(at));
  return ended(hash);
}

/** Whether a text has this key, found out without making it where the text is plain or begins otherwise: plain letters stay as they are, whatever follows. */
function hasKey(text: string, key: string): boolean {
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    let code = text.charCodeAt(at);
    if (code > 127) return textKey(text) === key;
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

/** Whole numbers of an entry: the next of its chain, the hash, the place of the item. Four, so that none stands in two lines of memory. */
const width = 4;

/**
 * An index of all open items by what names them, built once per problem. An item stands under its number and each other
 * reference, once under each key. Entries are counted from 1: 0 ends a chain.
 */
export class KeyIndex {
  /** No key has more letters: what is longer names nothing and need not be put together. */
  readonly longestKey: number;
  readonly #items: readonly MatchingItem[];
  readonly #heads: Int32Array;
  readonly #entries: Int32Array;

  constructor(items: readonly MatchingItem[]) {
    let size = 1;
    while (size < items.length) size *= 2;
    const heads = new Int32Array(size);
    // Most items stand under their number alone: room for more is made when more come.
    let entries = new Int32Array((items.length + 1) * width);
    let count = 0;
    let longestKey = 0;
    const add = (reference: string, place: number): void => {
      let text = reference;
      let hash = hashOfPlain(text);
      if (hash < 0) {
        text = textKey(text);
        hash = hashOfKey(text);
      }
      if (text.length > longestKey) longestKey = text.length;
      count += 1;
      if ((count + 1) * width > entries.length) {
        const more = new Int32Array(2 * entries.length + width);
        more.set(entries);
        entries = more;
      }
      entries[count * width] = heads[hash & (size - 1)]!;
      entries[count * width + 1] = hash;
      entries[count * width + 2] = place;
      heads[hash & (size - 1)] = count;
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
    this.#entries = entries;
  }

  /** The items with exactly this key, in their order. */
  of(key: string): readonly MatchingItem[] {
    if (key === '') return none;
    const entries = this.#entries;
    const hash = hashOfKey(key);
    let found: MatchingItem[] | undefined;
    for (let at = this.#heads[hash & (this.#heads.length - 1)]! * width; at !== 0; at = entries[at]! * width) {
      // The array keeps the hash as a signed number.
      if (entries[at + 1] !== (hash | 0)) continue;
      const item = this.#items[entries[at + 2]!]!;
      if (found?.at(-1) === item || !isNamed(item, key)) continue;
      if (found === undefined) found = [item];
      else found.push(item);
    }
    return found ?? none;
  }
}
