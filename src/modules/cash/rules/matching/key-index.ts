/** Items by the keys of their numbers and other references. Pure. */
import { textKey } from '#kernel';
import { Chains, hashOfPlain, hashOfText, hasKey } from './chains.ts';
import type { MatchingItem } from './model.ts';

const none: readonly MatchingItem[] = [];

const isNamed = (item: MatchingItem, key: string): boolean =>
  hasKey(item.number, key) || item.references.some((reference) => hasKey(reference, key));

/**
 * An index of all open items by what names them, built once per problem. An item stands under its number and each other
 * reference, once under each key.
 */
export class KeyIndex {
  /** No key has more letters: what is longer names nothing and need not be put together. */
  readonly longestKey: number;
  readonly #items: readonly MatchingItem[];
  readonly #places: Chains;
  readonly #asked: Set<string> | undefined;

  /** `asked`: the items are only some, and every key that is asked for is written there. */
  constructor(items: readonly MatchingItem[], asked?: Set<string>) {
    // Most items stand under their number alone.
    const places = new Chains(items.length);
    let longestKey = 0;
    const add = (reference: string, place: number): void => {
      let text = reference;
      let hash = hashOfPlain(text);
      if (hash < 0) {
        text = textKey(text);
        hash = hashOfText(text);
      }
      if (text.length > longestKey) longestKey = text.length;
      places.add(hash, place);
    };
    // From the last to the first: a chain gives the items in their order.
    for (let place = items.length - 1; place >= 0; place -= 1) {
      const { number, references } = items[place]!;
      for (const reference of references) if (reference !== number) add(reference, place);
      add(number, place);
    }
    // What is not among these may have a longer one.
    this.longestKey = asked ? Number.POSITIVE_INFINITY : longestKey;
    this.#items = items;
    this.#places = places;
    this.#asked = asked;
  }

  /** The items with exactly this key, in their order. */
  of(key: string): readonly MatchingItem[] {
    if (key === '') return none;
    this.#asked?.add(key);
    const places = this.#places;
    let found: MatchingItem[] | undefined;
    for (let entry = places.find(hashOfText(key)); entry !== 0; entry = places.after(entry)) {
      const item = this.#items[places.placeOf(entry)]!;
      if (found?.at(-1) === item || !isNamed(item, key)) continue;
      if (found === undefined) found = [item];
      else found.push(item);
    }
    return found ?? none;
  }
}
