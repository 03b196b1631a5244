/**
 * Every reader against mutated files: 3 seconds a reader as a rule; with DUNWELL_TIER `ci` a fixed number of executions, so that
 * the same seed meets the same inputs on every machine. DUNWELL_FUZZ_SEED chooses another row of inputs. A million of each is
 * run by soak.ts.
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
  return { seconds: 3, executions: 1_000_000, least, seed };
};

describe(`readers meet mutated files (seed ${seed})`, () => {
  it.each(targets.map((target) => [target.name, target] as const))(
    '%s',
    async (name, target) => {
      const { executions, parents, blocks } = await fuzz(target, budget(name));
      console.log(`fuzz ${name}: ${executions} executions, ${parents.length} inputs kept, ${blocks} blocks reached`);
      expect(executions).toBeGreaterThanOrEqual(least);
      // Without coverage nothing guides: the reader's own blocks must have been seen.
      expect(blocks).toBeGreaterThan(50);
    },
    900_000,
  );
});
