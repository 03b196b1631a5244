/** Elements of an XML file as trees, grown from its events: of a long file its parts become trees one by one, of a short one the whole. */
import type { XmlNode, XmlValue } from '../bank/camt/xml.ts';
import { decodeAttribute, XmlScanner } from './events.ts';

interface Growing {
  readonly name: string;
  node: Record<string, XmlValue> | undefined;
  text: string;
}

/** Takes the events of an element and of what is inside it; `close` of the element itself gives its tree. */
export class ElementTree {
  private readonly path: Growing[] = [];

  open(name: string, attributes: string): void {
    const growing: Growing = { name, node: undefined, text: '' };
    if (attributes !== '')
      for (const match of attributes.matchAll(/([^\s=:"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
        growing.node ??= {};
        growing.node[`@${match[1]}`] = decodeAttribute(match[2] ?? match[3] ?? '');
      }
    this.path.push(growing);
  }

  text(text: string): void {
    const last = this.path[this.path.length - 1];
    if (last) last.text += text;
  }

  /** The tree of the element where it is the one that was opened first; undefined where it was inside of it. */
  close(): XmlNode | undefined {
    const { name, node, text } = this.path.pop()!;
    const trimmed = text.trim();
    if (node && trimmed !== '') node['#text'] = trimmed;
    const whole: XmlNode = node ?? trimmed;
    const parent = this.path[this.path.length - 1];
    if (!parent) return whole;
    parent.node ??= {};
    addChild(parent.node, name, whole);
    return undefined;
  }
}

/** A short file as a tree: its root by its name. Refuses what `XmlScanner` refuses. */
export function parseXml(text: string): { readonly [name: string]: XmlValue } {
  const tree = new ElementTree();
  const whole: Record<string, XmlValue> = {};
  const scanner = new XmlScanner(null, {
    open: (name, attributes) => tree.open(name, attributes),
    text: (piece) => tree.text(piece),
    close(name) {
      const root = tree.close();
      if (root !== undefined) addChild(whole, name, root);
    },
  });
  scanner.push(text);
  scanner.end();
  return whole;
}

/** Adds a child: the first of a name stands alone, several are a list. */
export function addChild(node: Record<string, XmlValue>, name: string, child: XmlNode): void {
  // A name of JavaScript's own objects is a name like others.
  const known = Object.hasOwn(node, name) ? node[name] : undefined;
  if (name === '__proto__') return;
  if (known === undefined) node[name] = child;
  else if (Array.isArray(known)) (known as XmlNode[]).push(child);
  else node[name] = [known as XmlNode, child];
}
