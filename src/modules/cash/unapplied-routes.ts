/** Unapplied money over HTTP: the queues with owner and age, who works on it, when a credit is dormant. */
import { z } from 'zod';
import { findCompany } from '#company';
import { dayInZone, done, refuse } from '#kernel';
import { defineRoute, type RouteDefinition } from '#platform';
import { assignReceipt, setDormancy } from './commands/own-unapplied.ts';
import { listUnapplied } from './queries/unapplied.ts';
import {
  dormancyBody,
  ownerBody,
  ownerPath,
  ownerQuery,
  unappliedAnswer,
  unappliedQuery,
} from './unapplied-contract.ts';

export const unappliedRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/unapplied',
    operation: 'cash.list-unapplied',
    action: 'cash.view',
    summary:
      'Money that is not applied, the oldest first: unidentified, unapplied, on account, dormant; with owner and age.',
    query: unappliedQuery,
    response: unappliedAnswer,
    handler: async ({ engine, scope, principal, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const ownerPersonId = { me: principal.personId, nobody: null, all: undefined }[query.owner];
      const { id: companyId, timeZone } = company.value;
      const day = dayInZone(engine.clock.now(), timeZone);
      const { queue, limit } = query;
      return done(await listUnapplied(engine, scope.tenantId, { companyId, day, queue, ownerPersonId, limit }));
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/receipts/{receiptId}/owner',
    operation: 'cash.assign-receipt',
    action: 'cash.apply',
    summary: 'Give a receipt of the version in If-Match to a person, or back to who collects from the customer.',
    params: ownerPath,
    query: ownerQuery,
    body: ownerBody,
    status: 204,
    response: z.null(),
    refusals: ['cash.receipt-stale'],
    handler: async ({ engine, scope, caller, principal, query, params, body, version }) => {
      if (version === undefined)
        return refuse(
          'http.malformed',
          'Say in If-Match which version of the receipt you saw.',
          {},
          { field: 'If-Match' },
        );
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const personId = body.owner === 'me' ? principal.personId : body.owner === 'collector' ? null : body.owner;
      return assignReceipt(engine, caller, { company: company.value, ...params, version, personId });
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/dormancy',
    operation: 'cash.set-dormancy',
    action: 'cash.edit-return-fee',
    summary: 'Set after how many months without movement a credit goes to the unclaimed-property queue; zero ends it.',
    query: ownerQuery,
    body: dormancyBody,
    status: 204,
    response: z.null(),
    refusals: ['cash.dormancy-months'],
    handler: async ({ engine, scope, caller, query, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      return company.ok ? setDormancy(engine, caller, { company: company.value, ...body }) : company;
    },
  }),
];
