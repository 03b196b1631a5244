/** Payables that are offered for offset, and suppliers that are customers, over HTTP. */
import { z } from 'zod';
import { type Company, findCompany } from '#company';
import { catchRefusal, done, type Outcome, parseAmount } from '#kernel';
import { defineRoute, type Engine, type RouteDefinition, type Scope } from '#platform';
import { linkVendor, offerPayables, unlinkVendor, withdrawPayable } from './commands/offer-payables.ts';
import {
  companyQuery,
  linkVendorBody,
  offeredAnswer,
  offerPayablesBody,
  payablePath,
  payablesAnswer,
  payablesFileQuery,
  payablesQuery,
  reasonBody,
  unlinkVendorBody,
} from './contract.ts';
import { fileTypes, mostRowsOfFile, tooLarge } from './list-files.ts';
import { listPayables, payablesToJson } from './queries/payables.ts';
import { writePayables } from './queries/write-lists.ts';

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
  defineRoute({
    method: 'get',
    path: '/api/payables',
    operation: 'offsets.list-payables',
    action: 'offsets.view',
    summary:
      'What we owe suppliers and have offered for offset, in windows of any place; with `all`, also what is used up or withdrawn.',
    query: payablesQuery,
    response: payablesAnswer,
    handler: async ({ engine, scope, query: { company: _, all, ...query } }) =>
      done(
        payablesToJson(
          await listPayables(engine, scope.tenantId, {
            ...query,
            companyId: scope.companyIds[0]!,
            all: all === 'yes',
          }),
        ),
      ),
  }),
  ...(['csv', 'xlsx'] as const).map((format) =>
    defineRoute({
      method: 'get',
      path: `/api/payables.${format}`,
      operation: `offsets.export-payables-${format}`,
      action: 'offsets.view',
      summary: `Payables as ${format === 'csv' ? 'CSV' : 'a workbook'}: real numbers and days, nothing that runs as a formula.`,
      query: payablesFileQuery,
      response: { mediaType: fileTypes[format] },
      refusals: ['offsets.export-too-large'],
      handler: async ({ engine, scope, query: { company, all, ...query } }) => {
        const list = await listPayables(engine, scope.tenantId, {
          ...query,
          ...{ companyId: scope.companyIds[0]!, all: all === 'yes', limit: mostRowsOfFile + 1 },
        });
        if (list.payables.length > mostRowsOfFile) return tooLarge();
        const fileName = `payables-${company}.${format}`;
        return done({ content: writePayables(format, list), fileName, rows: list.payables.length });
      },
    }),
  ),
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
