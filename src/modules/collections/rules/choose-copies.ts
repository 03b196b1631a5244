/** Which copies of documents go with a notice, and which it only names. Pure. */
import { type Copies, type CopyKind, copyKinds, type DocumentCopy, type DunningLevel } from '../model.ts';

/** A mail may carry so many bytes of copies: a third more once they are written as text, which servers still take. */
export const maximumCopyBytes = 7 * 1024 * 1024;
/** Nobody opens more than so many, and no letter names more. */
export const maximumCopies = 20;

/** The kinds that a level's policy wants. */
export const copyKindsOf = (level: Pick<DunningLevel, 'copies'> | undefined): readonly CopyKind[] =>
  level?.copies ?? ['invoice'];

/**
 * Chooses among the copies kept of a notice's documents, in their order: those of the wanted kinds, as many as a mail may
 * carry. What is too much for it, and all on paper, is named as to be had on request, up to the same number.
 */
export function chooseCopies(
  kept: readonly DocumentCopy[],
  kinds: readonly CopyKind[],
  channel: 'email' | 'letter',
): Copies {
  const wanted = kept
    .filter((copy) => kinds.includes(copy.kind))
    .sort((a, b) => copyKinds.indexOf(a.kind) - copyKinds.indexOf(b.kind));
  const enclosed: DocumentCopy[] = [];
  const onRequest: DocumentCopy[] = [];
  let left = channel === 'email' ? maximumCopyBytes : 0;
  for (const copy of wanted) {
    if (copy.sizeBytes <= left && enclosed.length < maximumCopies) {
      enclosed.push(copy);
      left -= copy.sizeBytes;
    } else if (onRequest.length < maximumCopies) onRequest.push(copy);
  }
  return { enclosed, onRequest };
}
