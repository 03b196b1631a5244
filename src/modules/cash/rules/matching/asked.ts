/**
 * What the engine asks of the open items while it judges: by key, by customer, by amount, and in no other way. Whoever has the
 * answers to all that a run asked has all that it could know, however large the book is. Pure.
 */

export interface Asked {
  /** Keys of numbers and other references (`textKey`). */
  readonly keys: Set<string>;
  /** Customers all of whose open items were asked for. */
  readonly customerIds: Set<string>;
  /** Open amounts of any customer, minor units. */
  readonly amountsMinor: Set<bigint>;
}

export const nothingAsked = (): Asked => ({ keys: new Set(), customerIds: new Set(), amountsMinor: new Set() });

/** What was asked beyond what is known; undefined where that is nothing. */
export function askedBeyond(asked: Asked, known: Asked): Asked | undefined {
  const without = <T>(all: ReadonlySet<T>, some: ReadonlySet<T>): Set<T> =>
    new Set([...all].filter((one) => !some.has(one)));
  const beyond = {
    keys: without(asked.keys, known.keys),
    customerIds: without(asked.customerIds, known.customerIds),
    amountsMinor: without(asked.amountsMinor, known.amountsMinor),
  };
  return beyond.keys.size + beyond.customerIds.size + beyond.amountsMinor.size === 0 ? undefined : beyond;
}

/** Adds what is known now. */
export function addAsked(known: Asked, more: Asked): void {
  for (const key of more.keys) known.keys.add(key);
  for (const id of more.customerIds) known.customerIds.add(id);
  for (const amountMinor of more.amountsMinor) known.amountsMinor.add(amountMinor);
}
