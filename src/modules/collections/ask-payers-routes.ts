/** Asking many payers over HTTP: who would be written to, the long work, how far it is, and stopping it. */
import type { z } from 'zod';
import { companiesOnDay, receiptChoice, type UnappliedChoice, unappliedIds } from '#cash';
import type { Company } from '#company';
import { type Day, parseAmount } from '#kernel';
import type { Asked } from '#lists';
import { type Engine, lookedAtRoutes, type RouteDefinition, type Scope } from '#platform';
import { askPayersQuery, askPayersRow } from './ask-payers-contract.ts';
import { askPayers, askPayersJob } from './commands/ask-payers.ts';
import { type PlannedRequest, planRemittanceRequests } from './queries/remittance-requests.ts';

interface Chosen {
  readonly companies: readonly { readonly company: Company; readonly day: Day }[];
  readonly choice: Omit<UnappliedChoice, 'companies'>;
}

/** What was chosen, in the companies that the door has let through, each on its own day. */
async function chosenOf(
  engine: Engine,
  scope: Scope,
  principal: { readonly personId: bigint },
  query: Asked,
  choice: z.output<typeof receiptChoice>,
): Promise<Chosen> {
  const receiptIds = choice.all
    ? await unappliedIds(engine, scope, principal.personId, { ...query, without: choice.except })
    : choice.receipts;
  return { companies: await companiesOnDay(engine, scope), choice: { receiptIds } };
}

function rowOf({ row, leftOut }: PlannedRequest) {
  const { id, company, customer, name, payer, currency, left } = row;
  return {
    ...{ id, company, customer, name, payer, currency, left },
    leftOut: leftOut && { code: leftOut.code, text: leftOut.reason },
  };
}

export const askPayersRoutes: readonly RouteDefinition[] = lookedAtRoutes({
  path: '/api/remittance-requests',
  kind: askPayersJob,
  query: askPayersQuery,
  choice: receiptChoice,
  action: 'cash.apply',
  preview: {
    operation: 'collections.preview-asking',
    action: 'cash.apply',
    summary:
      'Whom asking the payers of many receipts would write to: how many, totals per currency, who is left out and why.',
    id: 'AskPayersPreview',
    row: askPayersRow,
    look: async ({ engine, scope, principal, query, choice: asked }) => {
      const { companies, choice } = await chosenOf(engine, scope, principal, query, asked);
      const { requests, digest } = await planRemittanceRequests(engine, scope.tenantId, {
        ...choice,
        companies: companies.map(({ company, day }) => ({ id: company.id, day })),
        days: new Map(companies.map(({ company, day }) => [company.code, day])),
      });
      return {
        digest,
        rows: requests.map((one) => ({
          going: one.leftOut === null,
          currency: one.row.currency,
          amountMinor: parseAmount(one.row.left, one.row.currency),
          row: rowOf(one),
        })),
      };
    },
  },
  work: {
    operation: 'collections.ask-payers',
    summary: 'Ask the payers of many receipts as they were shown, each by its own command; answers when all are asked.',
    refusal: 'collections.payers-changed',
    run: async ({ engine, scope, principal, query, choice }, caller, digest) =>
      askPayers(engine, caller, { ...(await chosenOf(engine, scope, principal, query, choice)), digest }),
  },
  progress: { operation: 'collections.asking-progress', summary: 'How far your asking of many payers is.' },
  stop: {
    operation: 'collections.stop-asking',
    summary: 'Stop your asking of many payers after the one that is under way; who was asked stays asked.',
  },
});
