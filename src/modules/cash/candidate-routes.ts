/** The open items that a receipt may pay over HTTP: any part of them in windows, and some by a column of numbers. */
import { type Company, findCompany } from '#company';
import { dayInZone, done, type Outcome, refuse } from '#kernel';
import { defineRoute, type Engine, type RouteDefinition, type Scope } from '#platform';
import {
  candidatesAnswer,
  candidatesQuery,
  findCandidatesAnswer,
  findCandidatesBody,
  findCandidatesQuery,
} from './candidate-contract.ts';
import { receiptPath } from './contract.ts';
import { type CandidateItem, type CandidatePlace, findCandidates, listCandidates } from './queries/candidates.ts';

/** An item as routes tell it. */
export const candidateToJson = (item: CandidateItem) => ({
  ...item,
  blocks: [...item.blocks],
  suggested: item.suggested && { ...item.suggested, adjustments: [...item.suggested.adjustments] },
});

/** Whose items are asked for, in the company that the query names and the door has checked. */
async function placeOf(
  engine: Engine,
  scope: Scope,
  query: { company: string; customer?: string | undefined },
  receiptId: bigint,
): Promise<Outcome<CandidatePlace>> {
  const company: Outcome<Company> = await findCompany(engine, scope.tenantId, query.company);
  if (!company.ok) return company;
  const day = dayInZone(engine.clock.now(), company.value.timeZone);
  return done({ companyId: company.value.id, receiptId, day, customer: query.customer });
}

export const noReceipt = () => refuse('cash.receipt-not-found', 'There is no such receipt in this company.', {});

export const candidateRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/receipts/{receiptId}/items',
    operation: 'cash.receipt-items',
    action: 'cash.view',
    summary: 'Open items that a receipt may pay, in windows: sought, put in order, and how many there are.',
    params: receiptPath,
    query: candidatesQuery,
    response: candidatesAnswer,
    refusals: ['cash.receipt-not-found'],
    handler: async ({ engine, scope, query, params }) => {
      const place = await placeOf(engine, scope, query, params.receiptId);
      if (!place.ok) return place;
      const listed = await listCandidates(engine, scope.tenantId, place.value, query);
      return listed ? done({ ...listed, rows: listed.rows.map(candidateToJson) }) : noReceipt();
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/receipts/{receiptId}/items/find',
    operation: 'cash.find-receipt-items',
    action: 'cash.view',
    summary: 'Open items that a receipt may pay by a column of document numbers, and which of them were not found.',
    params: receiptPath,
    query: findCandidatesQuery,
    body: findCandidatesBody,
    response: findCandidatesAnswer,
    refusals: ['cash.receipt-not-found'],
    handler: async ({ engine, scope, query, params, body }) => {
      const place = await placeOf(engine, scope, query, params.receiptId);
      if (!place.ok) return place;
      const sought = await findCandidates(engine, scope.tenantId, place.value, body.numbers);
      return sought ? done({ found: sought.found.map(candidateToJson), missing: [...sought.missing] }) : noReceipt();
    },
  }),
];
