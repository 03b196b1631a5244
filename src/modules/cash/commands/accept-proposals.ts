/** Accepts many proposals as one piece of long work: each by its own command, so that each can be taken back by itself. */
import type { Company } from '#company';
import { type Outcome, refuse } from '#kernel';
import { type Caller, type DoneToMany, doToMany, type Engine } from '#platform';
import { loadAcceptance, type ProposalChoice } from '../queries/proposals.ts';
import type { Adjustment } from '../rules/matching/model.ts';
import { applyReceipt } from './work-receipt.ts';

export const acceptanceJob = 'accept-proposals';

/**
 * Accepts what a person has looked at, the oldest money first; `digest` is of what was shown. Refuses `cash.proposals-changed`
 * when anything would be posted otherwise than it was shown, and `platform.job-running` while others are being accepted.
 */
export function acceptProposals(
  engine: Engine,
  caller: Caller,
  input: { readonly companies: readonly Company[]; readonly choice: ProposalChoice; readonly digest: string },
): Promise<Outcome<DoneToMany>> {
  const companyOf = new Map(input.companies.map((company) => [company.id, company]));
  return doToMany(engine, caller, {
    kind: acceptanceJob,
    stage: 'proposals',
    digest: input.digest,
    changed: () =>
      refuse(
        'cash.proposals-changed',
        'The proposals are not any more as they were shown. Nothing was changed; look at them again.',
        {},
      ),
    look: async () => {
      const { proposals, digest } = await loadAcceptance(engine, caller.tenantId, {
        companyIds: [...companyOf.keys()],
        choice: input.choice,
      });
      return { going: proposals.filter((one) => one.leftOut === null), digest };
    },
    idOf: (one) => one.receiptId,
    doIt: (one) =>
      applyReceipt(engine, caller, {
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
      }),
  });
}
