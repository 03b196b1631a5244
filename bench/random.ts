/** Seeded chance for the bench: the same seed makes the same books on every machine. */

export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** Lognormal with this median; `sigma` is the deviation of the logarithm. */
  lognormal(median: number, sigma: number): number;
}

/** Mulberry32 (T. Ettinger, public domain): 32 bits of state, good enough to spread documents over customers. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    lognormal: (median, sigma) =>
      // Box and Muller (1958): two uniform numbers make a normal one.
      median * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())),
  };
}
