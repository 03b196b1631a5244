/**
 * Years of a company for many seeds: npm run soak -- --parts years. DUNWELL_SIMULATION_SEEDS=FROM-TO, DUNWELL_SIMULATION_DAYS=N. What was
 * touched is looked at after every event, the sums over everything after every day, `verify` whole every seventh day and at
 * the end. What a day takes is printed by quarter.
 */
import { describe, expect, it } from 'vitest';
import { simulate } from '../simulation/simulate.ts';

const [from = 1, to = 20] = (process.env['DUNWELL_SIMULATION_SEEDS'] ?? '1-20').split('-').map(Number);
const days = Number(process.env['DUNWELL_SIMULATION_DAYS'] ?? 365);
const seeds = Array.from({ length: to - from + 1 }, (_, index) => from + index);

// Several at a time: one computes while another waits for its database.
describe.concurrent('a company, day by day', () => {
  it.each(seeds)(
    'seed %i keeps every invariant over its days',
    async (seed) => {
      const lived = await simulate({ seed, days, start: '2027-09-01', verifyEvery: 7 });
      expect(lived.digests.length).toBe(Math.ceil(days / 7));
      const { events, refusals, bankLines, mails, digests, dayMs, processorMs } = lived;
      const sum = (counts: Readonly<Record<string, number>>): number =>
        Object.values(counts).reduce((total, count) => total + count, 0);
      console.log(JSON.stringify({ seed, days, events, refusals, bankLines, mails, dayMs, processorMs }));
      console.log(
        `soak: ${days} days, ${sum(events)} events, ${sum(refusals)} refused, ${bankLines} bank lines, ${mails} mails, a day ${Math.round(dayMs.at(-1)!)} ms at the end; the digest begins ${digests.at(-1)!.slice(0, 16)}`,
      );
    },
    86_400_000,
  );
});
