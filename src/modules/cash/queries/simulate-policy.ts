/** What rules of cash application would have done with the money of the last months, beside those in force. */
import type { Company } from '#company';
import { type Day, done, type Outcome, refuse } from '#kernel';
import { type Engine, runQuery } from '#platform';
import type { EvidenceKind } from '../rules/matching/evidence.ts';
import type { MatchingPolicy } from '../rules/matching/model.ts';
import { type SimulatedKind, type SimulatedReceipt, simulate, sumSimulated } from '../rules/simulation.ts';
import { trackRecordsOf } from '../rules/track-record.ts';
import { loadReceiptsOfLines, loadTrackRecords, type SimulatedLine } from '../store/judgements.ts';
import { loadPastBooks } from './past-books.ts';
import { spanOf } from './quality.ts';

/** Days with money times items that are looked at on each: about a minute of work. */
const mostWork = 20_000_000;
/** Receipts that are shown of those on which the policies differ, and of those that would be posted wrongly. */
const mostShown = 200;

/** A receipt on which the two differ, or that the proposed rules would post wrongly. */
export interface SimulatedDifference extends SimulatedLine {
  readonly inForce: SimulatedReceipt['decision'];
  readonly proposed: SimulatedReceipt['decision'];
  readonly truth: SimulatedReceipt['truth'];
  readonly evidence: EvidenceKind | null;
  readonly explanation: string;
}

export interface PolicySimulation {
  readonly from: Day;
  readonly to: Day;
  readonly receipts: number;
  readonly inForce: readonly SimulatedKind[];
  readonly proposed: readonly SimulatedKind[];
  /** Wrong ones first, then by how they differ; not all where there are many. */
  readonly differences: readonly SimulatedDifference[];
  readonly differenceCount: number;
}

/**
 * Runs the engine over the money of the last months under the rules in force and under proposed ones; nothing is posted or
 * kept. Refuses `cash.simulation-too-large` where that would take minutes.
 */
export async function simulatePolicy(
  engine: Engine,
  tenantId: bigint,
  of: {
    company: Company;
    day: Day;
    months: number;
    inForce: MatchingPolicy;
    proposed: MatchingPolicy;
    onProgress?: (done: number, total: number) => void;
  },
): Promise<Outcome<PolicySimulation>> {
  const { company, day } = of;
  const { from, to } = spanOf(company.id, day, of.months);
  return runQuery(engine, tenantId, async (db): Promise<Outcome<PolicySimulation>> => {
    const books = await loadPastBooks(db, tenantId, { company, from, to });
    const days = new Set(books.money.map((one) => one.day)).size;
    if (days * books.items.length > mostWork)
      return refuse(
        'cash.simulation-too-large',
        `${books.money.length} receipts on ${days} days with ${books.items.length} items are too many to look at at once; ask for fewer months.`,
        { receipts: books.money.length, days, items: books.items.length },
        { field: 'months' },
      );
    const counted = await loadTrackRecords(db, tenantId, { companyId: company.id, day });
    const history = counted && { history: trackRecordsOf(counted.kinds) };
    const policies = [of.inForce, of.proposed].map((one) => ({ ...one, ...history, ledgerIsFresh: true }));
    const [inForce, proposed] = simulate(books, policies, of.onProgress);
    const pairs = proposed!
      .map((one, at) => ({ now: inForce![at]!, tried: one }))
      .filter(({ now, tried }) => now.decision !== tried.decision || wronglyPosted(tried))
      .sort((a, b) => Number(wronglyPosted(b.tried)) - Number(wronglyPosted(a.tried)));
    const shown = pairs.slice(0, mostShown);
    const lines = await loadReceiptsOfLines(
      db,
      tenantId,
      shown.map(({ tried }) => BigInt(tried.lineId)),
    );
    return done({
      from,
      to,
      receipts: books.money.length,
      inForce: sumSimulated(inForce!),
      proposed: sumSimulated(proposed!),
      differenceCount: pairs.length,
      differences: shown.flatMap(({ now, tried }) => {
        const line = lines.get(tried.lineId);
        if (!line) return [];
        const { truth, evidence, explanation } = tried.decision === 'left' ? now : tried;
        return [{ ...line, inForce: now.decision, proposed: tried.decision, truth, evidence, explanation }];
      }),
    });
  });
}

const wronglyPosted = (one: SimulatedReceipt): boolean => one.decision === 'posted' && one.truth === 'wrong';
