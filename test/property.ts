/**
 * fast-check with one seed for the whole suite, so that the same checkout gives the same answer everywhere. DUNWELL_PROPERTY_SEED
 * takes another; `npm run soak` gives it twenty, one after the other. A failure prints seed and path.
 */
import fc from 'fast-check';

/**
 * How often a property is drawn, by what a run costs: pure ones, ones that need a database, and whole feeds of sixty days.
 * DUNWELL_PROPERTY_RUNS multiplies them; a longer tier asks for more without another test.
 */
const factor = Number(process.env['DUNWELL_PROPERTY_RUNS'] ?? 1);
export const runs = {
  pure: { numRuns: 1_000 * factor },
  database: { numRuns: 50 * factor },
  feed: { numRuns: 2 * factor },
} as const;

fc.configureGlobal({ seed: Number(process.env['DUNWELL_PROPERTY_SEED'] ?? 1_260_225) });

export default fc;
