/** Accepting many proposals over HTTP: what it would post, the long work, how far it is, and stopping it. */
import { z } from 'zod';
import { listCompanies } from '#company';
import { done, formatAmount } from '#kernel';
import { askToStop, type Caller, defineRoute, listJobs, type RouteDefinition } from '#platform';
import {
  acceptanceAnswer,
  acceptanceBody,
  acceptancePreviewAnswer,
  acceptancePreviewBody,
  acceptanceProgressAnswer,
  acceptanceQuery,
  mostProposalsShown,
  type receiptChoice,
} from './acceptance-contract.ts';
import { acceptanceJob, acceptProposals } from './commands/accept-proposals.ts';
import { type AcceptancePlan, loadAcceptance, type PlannedProposal, type ProposalChoice } from './queries/proposals.ts';

const choiceOf = (choice: z.output<typeof receiptChoice>): ProposalChoice =>
  choice.all ? choice : { all: false, receiptIds: choice.receipts };

/** Each receipt is a command of its own: the key of the whole would take the second for a repeat of the first. */
const withoutKey = ({ idempotencyKey: _one, ...caller }: Caller): Caller => caller;

/** Whose run is asked about: the caller's own newest. */
const mine = (caller: Caller) => ({ kind: acceptanceJob, personId: caller.actor.personId });

function totalsOf(going: readonly PlannedProposal[]) {
  const totals = new Map<string, { receipts: number; minor: bigint }>();
  for (const { currency, allocations } of going) {
    const before = totals.get(currency) ?? { receipts: 0, minor: 0n };
    const minor = allocations.reduce((sum, one) => sum + one.receiptAmountMinor, before.minor);
    totals.set(currency, { receipts: before.receipts + 1, minor });
  }
  return [...totals]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { receipts, minor }]) => ({ currency, receipts, amount: formatAmount(minor, currency) }));
}

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

export const acceptanceRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'post',
    path: '/api/acceptance/preview',
    operation: 'cash.preview-acceptance',
    action: 'cash.view',
    summary: 'What accepting many proposals would post: how many, totals per currency, and who is left out and why.',
    query: acceptanceQuery,
    body: acceptancePreviewBody,
    response: acceptancePreviewAnswer,
    handler: async ({ engine, scope, body }) => {
      const plan = await loadAcceptance(engine, scope.tenantId, {
        companyIds: scope.companyIds,
        choice: choiceOf(body.choice),
      });
      const going = plan.proposals.filter((one) => one.leftOut === null);
      const others = plan.proposals.filter((one) => one.leftOut !== null);
      return done({
        receipts: going.length,
        leftOut: others.length,
        totals: totalsOf(going),
        digest: plan.digest,
        rows: [...others, ...going].slice(0, mostProposalsShown).map((one) => rowOf(one, plan.items)),
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/acceptance',
    operation: 'cash.accept-proposals',
    action: 'cash.apply',
    summary: 'Accept many proposals as they were shown, each by its own command; answers when all are done.',
    query: acceptanceQuery,
    body: acceptanceBody,
    response: acceptanceAnswer,
    refusals: ['cash.proposals-changed', 'platform.job-running'],
    handler: async ({ engine, scope, caller, body }) => {
      const companies = (await listCompanies(engine, scope.tenantId)).filter((one) =>
        scope.companyIds.includes(one.id),
      );
      const accepted = await acceptProposals(engine, withoutKey(caller), {
        companies,
        choice: choiceOf(body.choice),
        digest: body.digest,
      });
      if (!accepted.ok) return accepted;
      const { receiptIds, refused, ...rest } = accepted.value;
      return done({
        ...rest,
        receipts: [...receiptIds],
        refused: refused.map(({ receiptId, ...one }) => ({ receipt: receiptId, ...one })),
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/acceptance',
    operation: 'cash.acceptance-progress',
    action: 'cash.apply',
    summary: 'How far your accepting of many proposals is.',
    query: acceptanceQuery,
    response: acceptanceProgressAnswer,
    handler: async ({ engine, scope, caller }) => {
      const [job] = await listJobs(engine, scope.tenantId, { ...mine(caller), limit: 1 });
      return done({
        running: job?.state === 'running',
        done: job?.progressDone ?? 0,
        total: job?.progressTotal ?? null,
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/acceptance/stop',
    operation: 'cash.stop-acceptance',
    action: 'cash.apply',
    summary: 'Stop your accepting of many proposals after the one that is under way; what was accepted stays.',
    query: acceptanceQuery,
    status: 204,
    response: z.null(),
    handler: async ({ engine, scope, caller }) => {
      await askToStop(engine, scope.tenantId, mine(caller));
      return done(null);
    },
  }),
];
