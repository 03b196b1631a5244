/** Sets the rules of cash application of a company from a day on. */
import type { Company } from '#company';
import { type Day, dayInZone, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { insertMatchingRules, type MatchingRules } from '../store/matching-policy.ts';

/**
 * Adds a version of the rules; earlier ones stay readable, and what was posted under them stays. The rules never begin in
 * the past: what was judged was judged by those in force. Refuses `cash.policy-backdated`.
 */
export function setMatchingPolicy(
  engine: Engine,
  caller: Caller,
  input: { company: Company; rules: MatchingRules },
): Promise<Outcome<{ version: bigint }>> {
  const { company, rules } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.set-matching-policy',
      reason: `The rules of cash application from ${rules.validFrom} on were set: ${rules.reason}`,
      input: { company: company.code, rules },
    },
    async (tx) => {
      const today: Day = dayInZone(tx.now, company.timeZone);
      if (rules.validFrom < today)
        return refuse(
          'cash.policy-backdated',
          `Rules begin today (${today}) or later; what was judged before was judged by the rules of its day. Nothing was changed.`,
          {},
          { field: 'validFrom' },
        );
      return done({ version: await insertMatchingRules(tx, company.id, rules) });
    },
  );
}
