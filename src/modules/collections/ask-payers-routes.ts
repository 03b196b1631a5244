/** Asking many payers over HTTP: who would be written to, the long work, how far it is, and stopping it. */
import { z } from 'zod';
import { type UnappliedChoice, unappliedChoice } from '#cash';
import { type Company, listCompanies } from '#company';
import { type Day, done, formatAmount, parseAmount } from '#kernel';
import {
  askToStop,
  type Caller,
  defineRoute,
  type Engine,
  listJobs,
  type RouteDefinition,
  type Scope,
} from '#platform';
import {
  askPayersAnswer,
  askPayersBody,
  askPayersPreviewAnswer,
  askPayersPreviewBody,
  askPayersProgressAnswer,
  askPayersQuery,
  mostRequestsShown,
} from './ask-payers-contract.ts';
import { askPayers, askPayersJob } from './commands/ask-payers.ts';
import { type PlannedRequest, planRemittanceRequests } from './queries/remittance-requests.ts';

/** Each request is a command of its own: the key of the whole would take the second for a repeat of the first. */
const withoutKey = ({ idempotencyKey: _one, ...caller }: Caller): Caller => caller;

/** Whose run is asked about: the caller's own newest. */
const mine = (caller: Caller) => ({ kind: askPayersJob, personId: caller.actor.personId });

interface Chosen {
  readonly companies: readonly { readonly company: Company; readonly day: Day }[];
  readonly choice: Omit<UnappliedChoice, 'companies'>;
}

/** What was chosen, in the companies that the door has let through, each on its own day. */
async function chosenOf(
  engine: Engine,
  scope: Scope,
  principal: { readonly personId: bigint },
  query: z.output<typeof askPayersQuery>,
  choice: z.output<typeof askPayersBody>['choice'],
): Promise<Chosen> {
  const { companies, ...filters } = await unappliedChoice(engine, scope, principal, { ...query, sort: 'received' });
  const dayOf = new Map(companies.map((one) => [one.id, one.day]));
  return {
    companies: (await listCompanies(engine, scope.tenantId))
      .filter((one) => dayOf.has(one.id))
      .map((company) => ({ company, day: dayOf.get(company.id)! })),
    choice: choice.all ? { ...filters, exceptIds: choice.except } : { receiptIds: choice.receipts },
  };
}

function totalsOf(going: readonly PlannedRequest[]) {
  const totals = new Map<string, { requests: number; minor: bigint }>();
  for (const { row } of going) {
    const { requests, minor } = totals.get(row.currency) ?? { requests: 0, minor: 0n };
    totals.set(row.currency, { requests: requests + 1, minor: minor + parseAmount(row.left, row.currency) });
  }
  return [...totals]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { requests, minor }]) => ({ currency, requests, amount: formatAmount(minor, currency) }));
}

function rowOf({ row, leftOut }: PlannedRequest) {
  const { id, company, customer, name, payer, currency, left } = row;
  return {
    ...{ id, company, customer, name, payer, currency, left },
    leftOut: leftOut && { code: leftOut.code, text: leftOut.reason },
  };
}

export const askPayersRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'post',
    path: '/api/remittance-requests/preview',
    operation: 'collections.preview-asking',
    action: 'cash.apply',
    summary:
      'Whom asking the payers of many receipts would write to: how many, totals per currency, who is left out and why.',
    query: askPayersQuery,
    body: askPayersPreviewBody,
    response: askPayersPreviewAnswer,
    handler: async ({ engine, scope, principal, query, body }) => {
      const { companies, choice } = await chosenOf(engine, scope, principal, query, body.choice);
      const plan = await planRemittanceRequests(engine, scope.tenantId, {
        ...choice,
        companies: companies.map(({ company, day }) => ({ id: company.id, day })),
        days: new Map(companies.map(({ company, day }) => [company.code, day])),
      });
      const going = plan.requests.filter((one) => one.leftOut === null);
      const others = plan.requests.filter((one) => one.leftOut !== null);
      return done({
        requests: going.length,
        leftOut: others.length,
        totals: totalsOf(going),
        digest: plan.digest,
        rows: [...going.slice(0, mostRequestsShown), ...others.slice(0, mostRequestsShown)].map(rowOf),
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/remittance-requests',
    operation: 'collections.ask-payers',
    action: 'cash.apply',
    summary: 'Ask the payers of many receipts as they were shown, each by its own command; answers when all are asked.',
    query: askPayersQuery,
    body: askPayersBody,
    response: askPayersAnswer,
    refusals: ['collections.payers-changed', 'platform.job-running'],
    handler: async ({ engine, scope, caller, principal, query, body }) => {
      const chosen = await chosenOf(engine, scope, principal, query, body.choice);
      const result = await askPayers(engine, withoutKey(caller), { ...chosen, digest: body.digest });
      if (!result.ok) return result;
      const { asked, refused, stopped } = result.value;
      return done({
        done: asked,
        refused: refused.map(({ receiptId, ...one }) => ({ receipt: receiptId.toString(), ...one })),
        stopped,
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/remittance-requests',
    operation: 'collections.asking-progress',
    action: 'cash.apply',
    summary: 'How far your asking of many payers is.',
    query: askPayersQuery,
    response: askPayersProgressAnswer,
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
    path: '/api/remittance-requests/stop',
    operation: 'collections.stop-asking',
    action: 'cash.apply',
    summary: 'Stop your asking of many payers after the one that is under way; who was asked stays asked.',
    query: askPayersQuery,
    status: 204,
    response: z.null(),
    handler: async ({ engine, scope, caller }) => {
      await askToStop(engine, scope.tenantId, mine(caller));
      return done(null);
    },
  }),
];
