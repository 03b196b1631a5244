/** The balance that both sides agree on: ours, put right by what we say that we correct. Pure. */
import { done, type Outcome, refuse } from '#kernel';
import type { ComparedLine, DifferenceSide } from '../model.ts';

/** A person's word on who puts a difference right. */
export interface LineDecision {
  readonly key: string;
  readonly side: DifferenceSide;
}

/** The lines with a person's word in place of the usual side. */
export function decided(lines: readonly ComparedLine[], decisions: ReadonlyMap<string, LineDecision>): ComparedLine[] {
  return lines.map((line) => {
    const word = decisions.get(line.key);
    return word ? { ...line, side: word.side } : line;
  });
}

/**
 * Our balance and the differences that we correct. Refuses `reconciliation.undecided` while a difference has nobody who puts
 * it right: an agreed balance with an open question in it is none.
 */
export function agreedBalance(lines: readonly ComparedLine[]): Outcome<bigint> {
  const open = lines.filter((line) => line.differenceMinor !== 0n && line.side === 'open');
  if (open.length > 0)
    return refuse(
      'reconciliation.undecided',
      `${open.length} differences have nobody who puts them right; say for each whether we correct our books, they correct theirs, or time does. Nothing was changed.`,
      { lines: open.map((line) => line.key) },
    );
  return done(
    lines.reduce((sum, line) => sum + line.ourMinor + (line.side === 'ours' ? line.differenceMinor : 0n), 0n),
  );
}
