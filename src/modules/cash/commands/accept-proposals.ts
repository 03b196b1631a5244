/** Accepts many proposals as one piece of long work: each by its own command, so that each can be taken back by itself. */
import type { Company } from '#company';
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runJob } from '#platform';
import { loadAcceptance, type ProposalChoice } from '../queries/proposals.ts';
import type { Adjustment } from '../rules/matching/model.ts';
import { applyReceipt } from './work-receipt.ts';

export const acceptanceJob = 'accept-proposals';

export interface AcceptedProposals {
  readonly accepted: number;
  readonly receiptIds: readonly string[];
  readonly refused: readonly { readonly receiptId: string; readonly code: string; readonly message: string }[];
  /** Somebody asked to stop: those after it were not accepted. */
  readonly stopped: boolean;
}

/**
 * Accepts what a person has looked at, the oldest money first; `digest` is of what was shown. One that is refused leaves the
 * others alone, and asked to stop it does so between two. Refuses `cash.proposals-changed` when anything would be posted
 * otherwise than it was shown, and `platform.job-running` while others are being accepted.
 */
export function acceptProposals(
  engine: Engine,
  caller: Caller,
  input: { readonly companies: readonly Company[]; readonly choice: ProposalChoice; readonly digest: string },
): Promise<Outcome<AcceptedProposals>> {
  const companyOf = new Map(input.companies.map((company) => [company.id, company]));
  return runJob(engine, caller, acceptanceJob, async (job) => {
    const { proposals, digest } = await loadAcceptance(engine, caller.tenantId, {
      companyIds: [...companyOf.keys()],
      choice: input.choice,
    });
    if (digest !== input.digest)
      return refuse(
        'cash.proposals-changed',
        'The proposals are not any more as they were shown. Nothing was changed; look at them again.',
        {},
      );
    const going = proposals.filter((one) => one.leftOut === null);
    const receiptIds: string[] = [];
    const refused: AcceptedProposals['refused'][number][] = [];
    let stopped = false;
    for (const [index, one] of going.entries()) {
      stopped = await job.progress('proposals', index, going.length);
      if (stopped) break;
      const applied = await applyReceipt(engine, caller, {
        company: companyOf.get(one.companyId)!,
        receiptId: one.receiptId,
        version: one.version,
        versionNow: one.version,
        // Other kinds are left out by the plan.
        allocations: one.allocations.map((part) => ({
          itemId: BigInt(part.itemId),
          receiptAmountMinor: part.receiptAmountMinor,
          adjustments: part.adjustments.map((x) => ({ ...x, kind: x.kind as Adjustment['kind'] })),
        })),
      });
      if (applied.ok) receiptIds.push(one.receiptId.toString());
      else {
        const { code, message } = applied.refusal;
        refused.push({ receiptId: one.receiptId.toString(), code, message });
      }
    }
    return done({ accepted: receiptIds.length, receiptIds, refused, stopped });
  });
}
