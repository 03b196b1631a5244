/**
 * Chance without state: a number is a function of the seed and of what it is drawn for. So every day of the demo's world
 * can be worked out by itself, today or a year later, and comes out the same.
 */

/** A drawer of numbers for one purpose. */
export interface Draw {
  /** In [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  /** One of the names, by weight. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T;
}

/** A drawer for what is drawn for: the parts of its key stand in their order. */
export const drawFor = (...key: readonly (string | number)[]): Draw => drawFrom(stateOf(key.join('|')));

/** The same for many keys that begin alike: what is drawn for each is only its last part. */
export function drawerFor(...beginning: readonly (string | number)[]): (last: string | number) => Draw {
  const begun = stateOf(`${beginning.join('|')}|`);
  return (last) => drawFrom(stateOf(String(last), begun));
}

/** FNV-1a over a key, or over what follows its beginning. */
function stateOf(text: string, begun = 0x811c9dc5): number {
  let state = begun;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return state;
}

/** mulberry32 gives the numbers. */
function drawFrom(begun: number): Draw {
  let state = begun;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  // The first numbers of keys that differ in one letter lie close together.
  next();
  next();
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (list) => list[Math.floor(next() * list.length)]!,
    weighted(weights) {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [name, weight] of entries) {
        left -= weight;
        if (left < 0) return name;
      }
      return entries.at(-1)![0];
    },
  };
}
