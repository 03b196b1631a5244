/** Canonical JSON: keys sorted, bigint as a decimal string. What is hashed must have one spelling. */

/** Writes a value as canonical JSON. `undefined` members are left out, as JSON.stringify does. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'bigint') return inner.toString();
    if (inner && typeof inner === 'object' && !Array.isArray(inner)) {
      return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
    }
    return inner;
  });
}

/**
 * What is wrong with a document that has a member called `__proto__`, and where; null where it has none. An object built anew
 * drops such a member in silence, so that what a person wrote would be gone without a word.
 */
export function strangeMember(
  document: unknown,
): { readonly path: readonly string[]; readonly message: string } | null {
  if (typeof document !== 'object' || document === null) return null;
  for (const [name, inner] of Object.entries(document)) {
    if (name === '__proto__') return { path: [name], message: 'no member can be called so' };
    const below = strangeMember(inner);
    if (below) return { ...below, path: [name, ...below.path] };
  }
  return null;
}
