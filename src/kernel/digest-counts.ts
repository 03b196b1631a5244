/** How often each of very many texts was met, by their digests: whole numbers in arrays, no text and no map entry for each. Pure. */

/**
 * Gives what stands for a text of any length where texts are only compared: the first sixteen bytes of it, as letters of one
 * byte each, are another for another text.
 */
export type Digest = (text: string) => string;

/** Whole numbers of a place: 128 bits of the digest, and the count. A count of zero is a free place. */
const width = 5;

/** A set of digests that counts. Open addressing: at most two thirds of the places are taken. */
export class DigestCounts {
  #places = 64;
  #table = new Int32Array(this.#places * width);
  #taken = 0;
  readonly #asked = new Int32Array(4);

  /** How many digests were met, equal ones once. */
  get size(): number {
    return this.#taken;
  }

  /** Takes a digest; says how often it was met, this time included. */
  add(digest: string): number {
    this.#ask(digest);
    let at = this.#find(this.#table, this.#asked, 0);
    if (this.#table[at + 4] === 0) {
      if (3 * (this.#taken + 1) > 2 * this.#places) {
        this.#grow();
        at = this.#find(this.#table, this.#asked, 0);
      }
      this.#taken += 1;
      this.#table.set(this.#asked, at);
    }
    this.#table[at + 4]! += 1;
    return this.#table[at + 4]!;
  }

  has(digest: string): boolean {
    this.#ask(digest);
    return this.#table[this.#find(this.#table, this.#asked, 0) + 4] !== 0;
  }

  #ask(digest: string): void {
    for (let part = 0; part < 4; part += 1)
      this.#asked[part] =
        digest.charCodeAt(4 * part) |
        (digest.charCodeAt(4 * part + 1) << 8) |
        (digest.charCodeAt(4 * part + 2) << 16) |
        (digest.charCodeAt(4 * part + 3) << 24);
  }

  /** Where in the table the digest at `from` of `words` stands, or would. */
  #find(table: Int32Array, words: Int32Array, from: number): number {
    let place = words[from]! & (this.#places - 1);
    while (true) {
      const at = place * width;
      if (table[at + 4] === 0) return at;
      if (
        table[at] === words[from] &&
        table[at + 1] === words[from + 1] &&
        table[at + 2] === words[from + 2] &&
        table[at + 3] === words[from + 3]
      )
        return at;
      place = (place + 1) & (this.#places - 1);
    }
  }

  #grow(): void {
    const before = this.#table;
    this.#places *= 2;
    const table = new Int32Array(this.#places * width);
    for (let from = 0; from < before.length; from += width)
      if (before[from + 4] !== 0) table.set(before.subarray(from, from + width), this.#find(table, before, from));
    this.#table = table;
  }
}
