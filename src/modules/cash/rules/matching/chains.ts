/** Places found by a hash: chains over arrays of whole numbers, no list and no map entry for each; and the hashes of texts. Pure. */
import { textKey } from '#kernel';

/** The hash of no letters yet. */
export const emptyHash = 0x811c9dc5;

/** One letter more of a text (FNV-1a, 32 bits; Fowler, Noll, Vo). */
export const hashed = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);

/** The low bits choose the place in the table: the high ones are brought down to them. 31 bits, never negative. */
export const ended = (hash: number): number => (hash ^ (hash >>> 15)) & 0x7fffffff;

/** A letter or digit of plain ASCII as it stands in a key; 0: it stands in none. */
export const keyCode = (code: number): number => {
  const upper = code >= 97 && code <= 122 ? code - 32 : code;
  return (upper >= 65 && upper <= 90) || (upper >= 48 && upper <= 57) ? upper : 0;
};

/** A text's letters as they are, without an end: what more is hashed into. */
function hashOfLetters(text: string): number {
  let hash = emptyHash;
  for (let at = 0; at < text.length; at += 1) hash = hashed(hash, text.charCodeAt(at));
  return hash;
}

/** A hash of a text as it stands; of a key, whatever letters it has. */
export const hashOfText = (text: string): number => ended(hashOfLetters(text));

/** A hash of the key of a text that is plain ASCII, without putting the key together; −1: it is not plain. */
export function hashOfPlain(text: string): number {
  let hash = emptyHash;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 127) return -1;
    const letter = keyCode(code);
    if (letter !== 0) hash = hashed(hash, letter);
  }
  return ended(hash);
}

/** A hash of the key of any text. */
export function hashOfKey(text: string): number {
  const plain = hashOfPlain(text);
  return plain < 0 ? hashOfText(textKey(text)) : plain;
}

/** A hash of a text with a whole number. */
export const hashWith = (text: string, value: number): number =>
  ended(Math.imul(hashOfLetters(text) ^ value, 0x9e3779b1));

/** Whether a text has this key, found out without making it where the text is plain or begins otherwise: plain letters stay as they are, whatever follows. */
export function hasKey(text: string, key: string): boolean {
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 127) return textKey(text) === key;
    const letter = keyCode(code);
    if (letter === 0) continue;
    if (key.charCodeAt(length) !== letter) return false;
    length += 1;
  }
  return length === key.length;
}

/** Whole numbers of an entry: the next of its chain, the hash, the place. Four, so that none stands in two lines of memory. */
const width = 4;

/**
 * Places by hash. What was added last is found first: whoever adds from the last place to the first finds them in their
 * order. Entries are counted from 1: 0 ends a chain.
 */
export class Chains {
  readonly #heads: Int32Array;
  #entries: Int32Array;
  #count = 0;

  /** `expected`: how many are likely to come; room for more is made when more come. */
  constructor(expected: number) {
    let size = 1;
    while (size < expected) size *= 2;
    this.#heads = new Int32Array(size);
    this.#entries = new Int32Array((expected + 1) * width);
  }

  add(hash: number, place: number): void {
    this.#count += 1;
    const at = this.#count * width;
    if (at + width > this.#entries.length) {
      const more = new Int32Array(2 * this.#entries.length + width);
      more.set(this.#entries);
      this.#entries = more;
    }
    const head = hash & (this.#heads.length - 1);
    this.#entries[at] = this.#heads[head]!;
    this.#entries[at + 1] = hash;
    this.#entries[at + 2] = place;
    this.#heads[head] = this.#count;
  }

  /** The first entry with this hash; 0: there is none. */
  find(hash: number): number {
    return this.#next(this.#heads[hash & (this.#heads.length - 1)]!, hash);
  }

  /** The next entry with the hash of this one. */
  after(entry: number): number {
    return this.#next(this.#entries[entry * width]!, this.#entries[entry * width + 1]!);
  }

  placeOf(entry: number): number {
    return this.#entries[entry * width + 2]!;
  }

  #next(from: number, hash: number): number {
    const entries = this.#entries;
    let entry = from;
    while (entry !== 0 && entries[entry * width + 1] !== hash) entry = entries[entry * width]!;
    return entry;
  }
}
