/**
 * The stored answer of a command that was called with an idempotency key: JSON that keeps amounts and ids as the bigints
 * they are, so that a repeat is answered with what the first call got, by type as well.
 */

/** How a bigint stands in the stored answer: {"$bigint":"123"}. */
const tag = '$bigint';

/**
 * Writes an answer. What JSON would lose without a word (a Map, a Date, a class's object) is a fault of the command: a
 * repeat could not be answered with it.
 */
export function storedResult(value: unknown): string {
  return JSON.stringify(plain(value ?? null));
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return { [tag]: value.toString() };
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new Error(`a command's answer holds a ${value.constructor.name}; answer with plain values instead`);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

/** Reads a stored answer back; answers of before, which held no bigint, read as they are. */
export function readStoredResult(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null) return stored;
  if (Array.isArray(stored)) return stored.map(readStoredResult);
  const entries = Object.entries(stored);
  const [only] = entries;
  if (entries.length === 1 && only![0] === tag && typeof only![1] === 'string') return BigInt(only![1]);
  return Object.fromEntries(entries.map(([name, inner]) => [name, readStoredResult(inner)]));
}
