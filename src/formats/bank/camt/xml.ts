/** XML as a plain tree: namespaces dropped, texts kept as text. DOCTYPE, entities of one's own and deep nesting are refused. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { raise } from '#kernel';

export type XmlNode = string | { readonly [name: string]: XmlValue };
export type XmlValue = XmlNode | readonly XmlNode[] | undefined;

const maximumDepth = 60;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  processEntities: true,
  htmlEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** Parses XML; refuses a DOCTYPE (`xml.doctype`), malformed text (`xml.malformed`) and deep nesting (`xml.too-deep`). */
export function parseXml(text: string): { readonly [name: string]: XmlValue } {
  if (/<!DOCTYPE|<!ENTITY/i.test(text))
    raise('xml.doctype', 'The file declares a DOCTYPE or entities; that is refused. Nothing was read.');
  checkDepth(text);
  const valid = XMLValidator.validate(text);
  if (valid !== true) {
    raise(
      'xml.malformed',
      `Line ${valid.err.line}: ${valid.err.msg} Nothing was read.`,
      {},
      { file: '', row: valid.err.line },
    );
  }
  try {
    return parser.parse(text);
  } catch (fault) {
    // What the validator lets pass the parser may still stumble over; it tells so by throwing.
    return raise('xml.malformed', `The file is no XML: ${(fault as Error).message} Nothing was read.`);
  }
}

/** The validator recurses over nothing, but the builder does: bound the depth before it runs. */
function checkDepth(text: string): void {
  let depth = 0;
  for (const match of text.matchAll(/<(\/?)[A-Za-z_][^<>]*?(\/?)>/g)) {
    if (match[1]) depth -= 1;
    else if (!match[2]) depth += 1;
    if (depth > maximumDepth)
      raise('xml.too-deep', `The file nests deeper than ${maximumDepth} elements; that is refused. Nothing was read.`);
  }
}

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
