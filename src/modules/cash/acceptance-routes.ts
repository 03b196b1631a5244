/** Accepting many proposals over HTTP: what it would post, the long work, how far it is, and stopping it. */
import type { z } from 'zod';
import { listCompanies } from '#company';
import { formatAmount } from '#kernel';
import { lookedAtRoutes, type RouteDefinition } from '#platform';
import { acceptanceQuery, acceptanceRow, receiptChoice } from './acceptance-contract.ts';
import { acceptanceJob, acceptProposals } from './commands/accept-proposals.ts';
import { type AcceptancePlan, loadAcceptance, type PlannedProposal, type ProposalChoice } from './queries/proposals.ts';

const choiceOf = (choice: z.output<typeof receiptChoice>): ProposalChoice =>
  choice.all ? choice : { all: false, receiptIds: choice.receipts };

function rowOf({ row, currency, allocations, leftOut }: PlannedProposal, items: AcceptancePlan['items']) {
  const { id, company, payer, name, left, confidence, explanation } = row;
  return {
    ...{ id, company, payer, name, currency, left, confidence, explanation },
    pays: allocations.flatMap((one) => {
      const item = items.get(one.itemId);
      return item
        ? [
            {
              number: item.number,
              amount: formatAmount(one.receiptAmountMinor, currency),
              adjustments: one.adjustments.map((x) => ({
                kind: x.kind,
                amount: formatAmount(x.amountMinor, currency),
              })),
            },
          ]
        : [];
    }),
    leftOut: leftOut && {
      code: leftOut.code,
      number: 'number' in leftOut ? leftOut.number : null,
      open: leftOut.code === 'open' ? formatAmount(leftOut.openMinor, currency) : null,
    },
  };
}

export const acceptanceRoutes: readonly RouteDefinition[] = lookedAtRoutes({
  path: '/api/acceptance',
  kind: acceptanceJob,
  query: acceptanceQuery,
  choice: receiptChoice,
  action: 'cash.apply',
  preview: {
    operation: 'cash.preview-acceptance',
    action: 'cash.view',
    summary: 'What accepting many proposals would post: how many, totals per currency, and who is left out and why.',
    id: 'AcceptancePreview',
    row: acceptanceRow,
    look: async ({ engine, scope, choice }) => {
      const { proposals, items, digest } = await loadAcceptance(engine, scope.tenantId, {
        companyIds: scope.companyIds,
        choice: choiceOf(choice),
      });
      return {
        digest,
        rows: proposals.map((one) => ({
          going: one.leftOut === null,
          currency: one.currency,
          amountMinor: one.allocations.reduce((sum, part) => sum + part.receiptAmountMinor, 0n),
          row: rowOf(one, items),
        })),
      };
    },
  },
  work: {
    operation: 'cash.accept-proposals',
    summary: 'Accept many proposals as they were shown, each by its own command; answers when all are done.',
    refusal: 'cash.proposals-changed',
    run: async ({ engine, scope, choice }, caller, digest) => {
      const companies = (await listCompanies(engine, scope.tenantId)).filter((one) =>
        scope.companyIds.includes(one.id),
      );
      return acceptProposals(engine, caller, { companies, choice: choiceOf(choice), digest });
    },
  },
  progress: { operation: 'cash.acceptance-progress', summary: 'How far your accepting of many proposals is.' },
  stop: {
    operation: 'cash.stop-acceptance',
    summary: 'Stop your accepting of many proposals after the one that is under way; what was accepted stays.',
  },
});
