/** Payables that are offered for offset, and suppliers that are customers, over HTTP. */
import { z } from 'zod';
import { type Company, findCompany } from '#company';
import { catchRefusal, done, type Outcome, parseAmount } from '#kernel';
import { listRoutes } from '#lists';
import { defineRoute, type Engine, type RouteDefinition, runQuery, type Scope } from '#platform';
import { linkVendor, offerPayables, unlinkVendor, withdrawPayable } from './commands/offer-payables.ts';
import {
  companyQuery,
  linkVendorBody,
  offeredAnswer,
  offerPayablesBody,
  payablePath,
  reasonBody,
  unlinkVendorBody,
  vendorLinksAnswer,
} from './contract.ts';
import { payablesList } from './lists.ts';
import { linksToJson, payablesSource } from './queries/payables.ts';
import { loadVendorLinks } from './store/payables.ts';

async function inCompany<T>(
  engine: Engine,
  scope: Scope,
  code: string,
  work: (company: Company) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const company = await findCompany(engine, scope.tenantId, code);
  return company.ok ? work(company.value) : company;
}

export const payableRoutes: readonly RouteDefinition[] = [
  ...listRoutes({
    shape: payablesList,
    operation: 'offsets.list-payables',
    action: 'offsets.view',
    summary: 'What we owe suppliers and have offered for offset, also what is used up or withdrawn.',
    source: payablesSource,
  }),
  defineRoute({
    method: 'post',
    path: '/api/payables',
    operation: 'offsets.offer-payables',
    action: 'offsets.import-payables',
    summary: 'Offer what we owe suppliers for offset; what is offered already changes nothing.',
    query: companyQuery,
    body: offerPayablesBody,
    status: 201,
    response: offeredAnswer,
    refusals: ['offsets.payable-differs', 'money.malformed', 'money.too-fine'],
    handler: ({ engine, scope, caller, query, body }) =>
      inCompany(engine, scope, query.company, async (company) => {
        const payables = catchRefusal(() =>
          body.payables.map(({ amount, dueDate, ...one }) => ({
            ...one,
            dueDate: dueDate ?? one.documentDate,
            amountMinor: parseAmount(amount, one.currency),
          })),
        );
        if (!payables.ok) return payables;
        const reason = `${payables.value.length} payables were offered for offset.`;
        return offerPayables(engine, caller, { company, payables: payables.value, reason });
      }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/payables/{payableId}/withdrawal',
    operation: 'offsets.withdraw-payable',
    action: 'offsets.import-payables',
    summary: 'Withdraw a payable from offset, such as one that was paid.',
    params: payablePath,
    query: companyQuery,
    body: reasonBody,
    status: 204,
    response: z.null(),
    refusals: ['offsets.payable-not-found', 'offsets.payable-withdrawn', 'offsets.payable-taken'],
    handler: ({ engine, scope, caller, query, params, body }) =>
      inCompany(engine, scope, query.company, (company) =>
        withdrawPayable(engine, caller, { company, ...params, ...body }),
      ),
  }),
  defineRoute({
    method: 'get',
    path: '/api/vendor-links',
    operation: 'offsets.list-vendor-links',
    action: 'offsets.view',
    summary: 'Suppliers that are customers of ours, with what shows it.',
    query: companyQuery,
    response: vendorLinksAnswer,
    handler: async ({ engine, scope }) =>
      done({
        rows: linksToJson(
          await runQuery(engine, scope.tenantId, (db) => loadVendorLinks(db, scope.tenantId, scope.companyIds[0]!)),
        ),
      }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/vendor-links',
    operation: 'offsets.link-vendor',
    action: 'offsets.edit-agreements',
    summary: 'Record that a supplier is a customer of ours: the same legal entity.',
    query: companyQuery,
    body: linkVendorBody,
    status: 204,
    response: z.null(),
    refusals: ['offsets.customer-not-found', 'offsets.vendor-linked'],
    handler: ({ engine, scope, caller, query, body }) =>
      inCompany(engine, scope, query.company, (company) => linkVendor(engine, caller, { company, ...body })),
  }),
  defineRoute({
    method: 'post',
    path: '/api/vendor-links/end',
    operation: 'offsets.unlink-vendor',
    action: 'offsets.edit-agreements',
    summary: 'End the link of a supplier with a customer.',
    query: companyQuery,
    body: unlinkVendorBody,
    status: 204,
    response: z.null(),
    refusals: ['offsets.vendor-not-linked'],
    handler: ({ engine, scope, caller, query, body }) =>
      inCompany(engine, scope, query.company, (company) => unlinkVendor(engine, caller, { company, ...body })),
  }),
];
