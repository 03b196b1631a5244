/** The engine, where sentences of mails are among the advices: they explain only what nothing else proves. Pure. */
import type { MatchingPolicy, MatchingProblem, MatchingResult } from './matching/model.ts';
import { solve } from './matching/solve.ts';

/**
 * Judges the receipts of a problem. Those in `prose` have lines that were read from sentences: they are judged without them
 * first, and what is proved so stands; the others are judged once more with them, for a proposal.
 */
export function solveWithProse(
  problem: MatchingProblem,
  policy: MatchingPolicy,
  prose: ReadonlySet<string>,
): MatchingResult {
  if (prose.size === 0) return solve(problem, policy);
  const without = (ids: ReadonlySet<string>): MatchingProblem => ({
    ...problem,
    receipts: problem.receipts.map((one) => (ids.has(one.id) ? { ...one, remittance: [] } : one)),
  });
  const plain = solve(without(prose), policy);
  const proved = new Set(plain.receipts.filter((one) => one.decision === 'apply').map((one) => one.id));
  const open = new Set([...prose].filter((id) => !proved.has(id)));
  if (open.size === 0) return plain;
  const told = new Map(
    solve(without(new Set([...prose].filter((id) => proved.has(id)))), policy).receipts.map((one) => [one.id, one]),
  );
  return { receipts: plain.receipts.map((one) => (open.has(one.id) ? told.get(one.id)! : one)) };
}
