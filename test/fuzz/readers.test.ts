/**
 * Every reader against mutated files. Tiers by DUNWELL_TIER: 3 seconds a reader as a rule, 20 for `ci`, a million executions
 * for `soak` (PDF, which is another's reader behind ours and a thousand times slower, an hour at most). DUNWELL_FUZZ_SEED
 * chooses another row of inputs.
 */
import { describe, expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';
import { targets } from './targets.ts';

const tier = process.env['DUNWELL_TIER'];
const seed = Number(process.env['DUNWELL_FUZZ_SEED'] ?? 1);
const least = 50;
const budget = (name: string) =>
  tier === 'soak'
    ? { seconds: name === 'PDF' ? 3600 : 12 * 3600, executions: 1_000_000, least, seed }
    : { seconds: tier === 'ci' ? 20 : 3, executions: 1_000_000, least, seed };

describe(`readers meet mutated files (seed ${seed})`, () => {
  it.each(targets.map((target) => [target.name, target] as const))(
    '%s',
    async (name, target) => {
      const { executions, parents, blocks } = await fuzz(target, budget(name));
      console.log(`fuzz ${name}: ${executions} executions, ${parents} inputs kept, ${blocks} blocks reached`);
      expect(executions).toBeGreaterThanOrEqual(least);
      // Without coverage nothing guides: the reader's own blocks must have been seen.
      expect(blocks).toBeGreaterThan(50);
    },
    tier === 'soak' ? 13 * 3_600_000 : 120_000,
  );
});
