/**
 * Every reader against mutated files. Tiers by DUNWELL_TIER: 3 seconds a reader as a rule; for `ci` a fixed number of executions,
 * so that the same seed meets the same inputs on every machine; a million executions for `soak` (PDF and scanned pages, which are another's reader
 * behind ours and a thousand times slower, an hour at most). DUNWELL_FUZZ_SEED chooses another row of inputs.
 */
import { describe, expect, it } from 'vitest';
import { type Budget, fuzz } from './fuzz.ts';
import { targets } from './targets.ts';

const tier = process.env['DUNWELL_TIER'];
const seed = Number(process.env['DUNWELL_FUZZ_SEED'] ?? 1);
const least = 50;
/** Readers that take long: another's, or one that unpacks first. */
const slow: Readonly<Record<string, number>> = {
  PDF: 100,
  'scanned page': 200,
  workbook: 1_000,
  'remittance table and mail': 1_000,
  'ERP list': 500,
  'delivery report': 1_000,
};
const budget = (name: string): Budget => {
  if (tier === 'ci') return { seconds: 3600, executions: slow[name] ?? 3_000, least, seed };
  if (tier === 'soak')
    return {
      seconds: name === 'PDF' || name === 'scanned page' ? 3600 : 12 * 3600,
      executions: 1_000_000,
      least,
      seed,
    };
  return { seconds: 3, executions: 1_000_000, least, seed };
};

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
    tier === 'soak' ? 13 * 3_600_000 : 900_000,
  );
});
