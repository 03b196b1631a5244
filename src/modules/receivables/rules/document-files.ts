/** Which document a file belongs to, by its name and folder. Pure. */
import { textKey } from '#kernel';
import type { DocumentFileKind } from '../model.ts';

/** What folders and parts of names say about a file, as people call it. */
const kindWords: Readonly<Record<string, DocumentFileKind>> = {
  invoice: 'invoice',
  invoices: 'invoice',
  inv: 'invoice',
  rechnung: 'invoice',
  rechnungen: 'invoice',
  pod: 'delivery_proof',
  pods: 'delivery_proof',
  delivery: 'delivery_proof',
  deliveries: 'delivery_proof',
  'delivery-proof': 'delivery_proof',
  'delivery-proofs': 'delivery_proof',
  delivery_proof: 'delivery_proof',
  delivery_proofs: 'delivery_proof',
  'proof-of-delivery': 'delivery_proof',
  lieferschein: 'delivery_proof',
  lieferscheine: 'delivery_proof',
  order: 'order',
  orders: 'order',
  po: 'order',
  purchase_order: 'order',
  'purchase-order': 'order',
  bestellung: 'order',
  bestellungen: 'order',
};

const kindOfWord = (word: string): DocumentFileKind | undefined =>
  Object.hasOwn(kindWords, word.toLowerCase()) ? kindWords[word.toLowerCase()] : undefined;

/** One way to read a name: the number of a document, and the kind that the name tells (null: it tells none). */
export interface NameReading {
  readonly numberKey: string;
  readonly kind: DocumentFileKind | null;
}

/**
 * The ways to read a file's name, the likeliest first: the whole name is the number (`RE-1001.pdf`); a word of the kind
 * stands before or behind it (`pod_RE-1001.pdf`, `RE-1001 invoice.pdf`); a copy's mark goes (`RE-1001 (2).pdf`).
 */
export function readName(fileName: string): NameReading[] {
  const stem = fileName.replace(/\.[^.]*$/, '').replace(/\s*\(\d{1,3}\)$/, '');
  const readings: NameReading[] = [{ numberKey: textKey(stem), kind: null }];
  const parts = stem.split(/([\s_.-]+)/);
  for (let words = 1; words <= 3; words += 1) {
    // Odd places are separators: a word of three parts is "proof-of-delivery".
    const width = words * 2 - 1;
    const before = parts.slice(0, width).join('');
    const behind = parts.slice(-width).join('');
    const rest = (part: readonly string[]): string => textKey(part.join(''));
    if (parts.length > width + 1) {
      const front = kindOfWord(before);
      if (front) readings.push({ numberKey: rest(parts.slice(width + 1)), kind: front });
      const back = kindOfWord(behind);
      if (back) readings.push({ numberKey: rest(parts.slice(0, -width - 1)), kind: back });
    }
  }
  return readings.filter((one) => one.numberKey !== '');
}

/** A document that a file may belong to. */
export interface NumberedDocument {
  readonly accountId: bigint;
  readonly customer: string;
  readonly number: string;
  readonly numberKey: string;
}

export type FileMatch =
  | { readonly kind: 'found'; readonly document: NumberedDocument; readonly fileKind: DocumentFileKind }
  | { readonly kind: 'unmatched'; readonly code: string; readonly reason: string };

/**
 * Finds the document of a file. The kind is what the name tells, else the nearest folder that tells one, else the standard. Where
 * several customers have the number, a folder named by the
 * customer's number decides; else the file is left (`documents.ambiguous`). No document: `documents.number-unknown`.
 */
export function matchFile(
  fileName: string,
  folders: readonly string[],
  standard: DocumentFileKind,
  documents: readonly NumberedDocument[],
): FileMatch {
  const ofFolder = folders.map(kindOfWord).findLast((kind) => kind !== undefined);
  for (const reading of readName(fileName)) {
    const fileKind = reading.kind ?? ofFolder ?? standard;
    const found = documents.filter((one) => one.numberKey === reading.numberKey);
    if (found.length === 0) continue;
    if (found.length === 1) return { kind: 'found', document: found[0]!, fileKind };
    const named = found.filter((one) => folders.includes(one.customer));
    if (named.length === 1) return { kind: 'found', document: named[0]!, fileKind };
    return {
      kind: 'unmatched',
      code: 'documents.ambiguous',
      reason: `${found.length} documents may be meant (customers ${found.map((one) => one.customer).join(', ')}); put the file into a folder named by the customer's number.`,
    };
  }
  return {
    kind: 'unmatched',
    code: 'documents.number-unknown',
    reason: 'There is no document with this number; the name is the number, or a word of the kind and the number.',
  };
}
