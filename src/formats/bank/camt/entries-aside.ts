/**
 * Sets the entries of a CAMT message aside before it becomes a tree: the tree of a statement with many entries would be some
 * thirty times its file. What is left holds a number in the place of each entry; an entry becomes a tree when its turn comes.
 */
import { RefusalError, raise } from '#kernel';
import { at, parseXml, type XmlNode } from './xml.ts';

export interface EntriesAside {
  /** The message with the entries' numbers, and as many lines as before. */
  readonly skeleton: string;
  /** The tree of an entry by its number in the skeleton. */
  readonly entryOf: (node: XmlNode) => XmlNode;
}

/** Below this size the whole tree costs nothing worth mentioning. */
const worthwhileFrom = 256 * 1024;

/** Comments and CDATA may hold what looks like an entry: such a message, and a small one, stays whole. */
export function setEntriesAside(text: string): EntriesAside {
  if (text.length < worthwhileFrom || text.includes('<!')) return { skeleton: text, entryOf: (node) => node };
  const places: { readonly from: number; readonly to: number }[] = [];
  const kept: string[] = [];
  const begin = /<((?:[\w.-]{1,40}:)?Ntry)(?:\s[^<>]{0,1000})?>/g;
  let done = 0;
  for (let found = begin.exec(text); found; found = begin.exec(text)) {
    const closing = `</${found[1]}>`;
    const end = text.indexOf(closing, begin.lastIndex);
    // An entry that never ends is left for the parser to refuse.
    if (end < 0) break;
    const to = end + closing.length;
    places.push({ from: found.index, to });
    const lines = '\n'.repeat(linesIn(text.slice(found.index, to)));
    kept.push(text.slice(done, found.index), `<${found[1]}>${places.length}${lines}${closing}`);
    done = to;
    begin.lastIndex = to;
  }
  kept.push(text.slice(done));
  const entryOf = (node: XmlNode): XmlNode => {
    const place = places[Number(typeof node === 'string' ? node : '') - 1];
    return place === undefined ? node : parseEntry(text, place);
  };
  return { skeleton: kept.join(''), entryOf };
}

function linesIn(text: string): number {
  let count = 0;
  for (let found = text.indexOf('\n'); found >= 0; found = text.indexOf('\n', found + 1)) count += 1;
  return count;
}

/** A refusal inside an entry names the line of the file. */
function parseEntry(text: string, place: { readonly from: number; readonly to: number }): XmlNode {
  try {
    return at(parseXml(text.slice(place.from, place.to)), 'Ntry') ?? '';
  } catch (fault) {
    if (!(fault instanceof RefusalError) || fault.refusal.code !== 'xml.malformed') throw fault;
    const within = fault.refusal.at && 'row' in fault.refusal.at ? (fault.refusal.at.row ?? 1) : 1;
    const row = linesIn(text.slice(0, place.from)) + within;
    return raise('xml.malformed', fault.refusal.message.replace(/^Line \d+/, `Line ${row}`), {}, { file: '', row });
  }
}
