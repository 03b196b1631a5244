/** An XML element as a plain tree: namespaces dropped, texts kept as text; and ways through it. */

export type XmlNode = string | { readonly [name: string]: XmlValue };
export type XmlValue = XmlNode | readonly XmlNode[] | undefined;

/** The children of a name, as a list, whether there are none, one or many. */
export function childrenOf(node: XmlValue, name: string): XmlNode[] {
  if (node === undefined || typeof node === 'string' || Array.isArray(node)) return [];
  const value = (node as { readonly [name: string]: XmlValue })[name];
  if (value === undefined) return [];
  return Array.isArray(value) ? [...value] : [value as XmlNode];
}

/** Follows names downward, taking the first of each; undefined where the path ends early. */
export function at(node: XmlValue, ...path: string[]): XmlNode | undefined {
  let current: XmlNode | undefined = Array.isArray(node) ? node[0] : (node as XmlNode | undefined);
  for (const name of path) current = childrenOf(current, name)[0];
  return current;
}

/** The text at a path, trimmed; null where there is none. */
export function textAt(node: XmlValue, ...path: string[]): string | null {
  const found = at(node, ...path);
  const text =
    typeof found === 'string'
      ? found
      : found === undefined
        ? undefined
        : (found as { readonly [name: string]: XmlValue })['#text'];
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
}
