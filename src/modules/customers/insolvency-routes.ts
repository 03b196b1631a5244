/** Insolvency proceedings of a customer over HTTP: recorded, the claim filed, lifted. */
import { z } from 'zod';
import { findCompany } from '#company';
import { type Day, dayInZone, done, type Outcome, refuse } from '#kernel';
import { defineRoute, type Engine, type RouteDefinition, runQuery, type Scope } from '#platform';
import { fileClaim } from './commands/file-claim.ts';
import { liftInsolvency } from './commands/lift-insolvency.ts';
import { recordInsolvency } from './commands/record-insolvency.ts';
import { findCustomerKey } from './contact-queries.ts';
import { claimBody, customerPath, inCompany, inCompanyWithReason, insolvencyBody } from './contract.ts';

const base = '/api/customers/{customer}/insolvency';
const refusals = ['customers.not-found', 'customers.number-unknown'];

/** The customer, if it has an account in the one company of the request, and today there. */
async function placeOf(
  engine: Engine,
  scope: Scope,
  code: string,
  number: string,
): Promise<Outcome<{ number: string; today: Day }>> {
  const company = await findCompany(engine, scope.tenantId, code);
  if (!company.ok) return company;
  const found = await runQuery(engine, scope.tenantId, (db) =>
    findCustomerKey(db, scope.tenantId, company.value.id, number),
  );
  if (!found)
    return refuse('customers.not-found', `There is no customer "${number}" in this company.`, { customer: number });
  return done({ number, today: dayInZone(engine.clock.now(), company.value.timeZone) });
}

export const insolvencyRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'put',
    path: base,
    operation: 'customers.record-insolvency',
    action: 'customers.edit',
    summary: 'Record insolvency proceedings over a customer: contact, set-off and automatic matching stop.',
    params: customerPath,
    query: inCompany,
    body: insolvencyBody,
    status: 204,
    response: z.null(),
    refusals: [...refusals, 'customers.insolvency-day', 'customers.insolvency-known'],
    handler: async ({ engine, scope, caller, params, query, body }) => {
      const place = await placeOf(engine, scope, query.company, params.customer);
      if (!place.ok) return place;
      const recorded = await recordInsolvency(engine, caller, { ...place.value, ...body });
      return recorded.ok ? done(null) : recorded;
    },
  }),
  defineRoute({
    method: 'put',
    path: `${base}/claim`,
    operation: 'customers.file-claim',
    action: 'customers.edit',
    summary: 'Note that our claim was filed in the insolvency proceedings over a customer.',
    params: customerPath,
    query: inCompany,
    body: claimBody,
    status: 204,
    response: z.null(),
    refusals: [...refusals, 'customers.insolvency-none', 'customers.claim-filed', 'customers.insolvency-day'],
    handler: async ({ engine, scope, caller, params, query, body }) => {
      const place = await placeOf(engine, scope, query.company, params.customer);
      return place.ok ? fileClaim(engine, caller, { ...place.value, ...body }) : place;
    },
  }),
  defineRoute({
    method: 'delete',
    path: base,
    operation: 'customers.lift-insolvency',
    action: 'customers.edit',
    summary: 'End the record of insolvency proceedings over a customer; everything goes on as before.',
    params: customerPath,
    query: inCompanyWithReason,
    status: 204,
    response: z.null(),
    refusals: [...refusals, 'customers.insolvency-none'],
    handler: async ({ engine, scope, caller, params, query }) => {
      const place = await placeOf(engine, scope, query.company, params.customer);
      return place.ok ? liftInsolvency(engine, caller, { ...place.value, reason: query.reason }) : place;
    },
  }),
];
