/** Receivables over HTTP: the aging and the items behind its cells. */
import { z } from 'zod';
import { findCompany, listCompanies } from '#company';
import { type Day, dayInZone, decodeCursor, done, formatAmount, isDay, type Outcome, refuse } from '#kernel';
import { defineRoute, type Engine, pageOf, type RouteDefinition, type Scope } from '#platform';
import { revalue } from './commands/revalue.ts';
import {
  agingAnswer,
  agingQuery,
  exportItemsQuery,
  findItemsAnswer,
  findItemsBody,
  groupAgingAnswer,
  groupAgingQuery,
  itemsAnswer,
  itemsQuery,
  revaluationAnswer,
  revaluationQuery,
  revalueBody,
} from './contract.ts';
import { documentRoutes } from './document-routes.ts';
import { aging, agingToJson } from './queries/aging.ts';
import { groupAging, groupAgingToJson } from './queries/group-aging.ts';
import { findItems, type ItemSort, listItems } from './queries/list-items.ts';
import { revaluation, revaluationToJson } from './queries/revaluation.ts';
import { exportLimit, writeItems } from './queries/write-items.ts';

/** The named company, which the door has checked, and the day asked for. */
async function placeAndDay(
  engine: Engine,
  scope: Scope,
  query: { company: string; asOf?: Day | undefined },
): Promise<Outcome<{ companyId: bigint; asOf: Day }>> {
  const company = await findCompany(engine, scope.tenantId, query.company);
  if (!company.ok) return company;
  return done({
    companyId: company.value.id,
    asOf: query.asOf ?? dayInZone(engine.clock.now(), company.value.timeZone),
  });
}

/** Reads the cursor of an item list: due day and id of the last row shown. */
function decodeAfter(after: string | undefined): Outcome<{ dueDate: Day; id: bigint } | null> {
  if (after === undefined) return done(null);
  const key = decodeCursor(after, 2);
  if (!key.ok) return key;
  const [dueDate, id] = key.value.map(String);
  if (isDay(dueDate!) && /^\d{1,18}$/.test(id!)) return done({ dueDate: dueDate!, id: BigInt(id!) });
  return refuse(
    'page.cursor-malformed',
    'This page link is damaged; start again from the first page.',
    {},
    { field: 'after' },
  );
}

type ItemsChoice = Omit<z.output<typeof exportItemsQuery>, 'company' | 'asOf'>;

/** The filters and the order of an item list, as the query names them. */
const choiceOf = (query: ItemsChoice) => ({
  basis: query.basis,
  view: query.view,
  customer: query.customer,
  bucket: query.bucket,
  currency: query.currency,
  asKnown: query.asKnown ?? null,
  documentType: query.type,
  held: query.held,
  search: query.search,
  dueFrom: query.dueFrom,
  dueTo: query.dueTo,
  sort: query.sort.replace('-', '') as ItemSort,
  falling: query.sort.startsWith('-'),
});

export const routes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/aging',
    operation: 'receivables.aging',
    action: 'receivables.view',
    summary: 'Aged debt of a company, as of any day and as known at any instant.',
    query: agingQuery,
    response: agingAnswer,
    refusals: ['receivables.buckets'],
    handler: async ({ engine, scope, query }) => {
      const place = await placeAndDay(engine, scope, query);
      if (!place.ok) return place;
      const { by, buckets, basis, view } = query;
      const asKnown = query.asKnown ?? null;
      const result = await aging(engine, scope.tenantId, { ...place.value, asKnown, by, buckets, basis, view });
      return result.ok ? done(agingToJson(result.value)) : result;
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/group-aging',
    operation: 'receivables.group-aging',
    action: 'receivables.view',
    summary: 'Aged debt over your companies, by currency or in one currency at historical or closing rates.',
    query: groupAgingQuery,
    response: groupAgingAnswer,
    refusals: ['receivables.buckets', 'company.rate-missing'],
    handler: async ({ engine, scope, query }) => {
      const companies = (await listCompanies(engine, scope.tenantId)).filter((one) =>
        scope.companyIds.includes(one.id),
      );
      const { by, buckets, basis, view, currency, rates } = query;
      const result = await groupAging(engine, scope.tenantId, {
        companies,
        asOf: query.asOf ?? dayInZone(engine.clock.now(), companies[0]?.timeZone ?? 'UTC'),
        asKnown: query.asKnown ?? null,
        by,
        buckets,
        basis,
        view,
        group: currency === undefined ? null : { currency, rates },
      });
      return result.ok ? done(groupAgingToJson(result.value)) : result;
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/items',
    operation: 'receivables.list-items',
    action: 'receivables.view',
    summary: 'Open items by due day, such as those in one cell of an aging, with their total per currency.',
    query: itemsQuery,
    response: itemsAnswer,
    refusals: ['receivables.bucket', 'receivables.customer-not-found', 'page.cursor-malformed'],
    handler: async ({ engine, scope, query }) => {
      const place = await placeAndDay(engine, scope, query);
      if (!place.ok) return place;
      const after = decodeAfter(query.after);
      if (!after.ok) return after;
      const { limit, offset } = query;
      const found = await listItems(engine, scope.tenantId, {
        ...place.value,
        ...choiceOf(query),
        ...{ limit, offset },
        after: after.value,
      });
      if (!found.ok) return found;
      const page = pageOf(found.value.rows, limit, (row) => [row.dueDate, row.id.toString()]);
      return done({
        asOf: place.value.asOf,
        rows: page.rows.map(({ amountMinor, openMinor, ...row }) => ({
          ...row,
          blocks: [...row.blocks],
          amount: formatAmount(amountMinor, row.currency),
          open: formatAmount(openMinor, row.currency),
        })),
        totals: found.value.totals.map(({ openMinor, ...total }) => ({
          ...total,
          open: formatAmount(openMinor, total.currency),
        })),
        next: page.next,
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/revaluations',
    operation: 'receivables.revaluation',
    action: 'ledger.view',
    summary: 'Open items in foreign currency at the closing rates of a month: carried, worth, posted and still due.',
    query: revaluationQuery,
    response: revaluationAnswer,
    refusals: ['receivables.not-tied-out', 'company.rate-missing'],
    handler: async ({ engine, scope, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const rows = await revaluation(engine, scope.tenantId, { company: company.value, month: query.month });
      return rows.ok ? done(revaluationToJson(company.value, query.month, rows.value)) : rows;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/revaluations',
    operation: 'receivables.revalue',
    action: 'ledger.close-period',
    summary: 'Revalue the open items of a month; a repeat posts only what has changed since.',
    body: revalueBody,
    response: revaluationAnswer,
    refusals: [
      'receivables.month-not-over',
      'receivables.not-tied-out',
      'ledger.period-closed',
      'ledger.period-soft-closed',
      'company.rate-missing',
    ],
    handler: async ({ engine, scope, caller, body }) => {
      const company = (await listCompanies(engine, scope.tenantId)).find((one) => one.id === scope.companyIds[0])!;
      const outcome = await revalue(engine, caller, { company, month: body.month });
      return outcome.ok ? done(revaluationToJson(company, body.month, outcome.value.rows)) : outcome;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/items/find',
    operation: 'receivables.find-items',
    action: 'receivables.view',
    summary: 'Open items by a column of document numbers, and which of them were not found.',
    query: z.strictObject({ company: z.string().min(1).max(12) }),
    body: findItemsBody,
    response: findItemsAnswer,
    handler: async ({ engine, scope, body }) => {
      // The door has narrowed the scope to the one company that the query names.
      const found = await findItems(engine, scope.tenantId, { companyId: scope.companyIds[0]!, numbers: body.numbers });
      return done({ found: [...found.found], missing: [...found.missing] });
    },
  }),
  ...(['csv', 'xlsx'] as const).map((format) =>
    defineRoute({
      method: 'get',
      path: `/api/items.${format}`,
      operation: `receivables.export-items-${format}`,
      action: 'receivables.view',
      summary: `The items of a list as ${format === 'csv' ? 'CSV' : 'a workbook'}: real numbers and days, nothing that runs as a formula.`,
      query: exportItemsQuery,
      response: {
        mediaType:
          format === 'csv'
            ? 'text/csv; charset=utf-8'
            : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      },
      refusals: ['receivables.bucket', 'receivables.customer-not-found', 'receivables.export-too-large'],
      handler: async ({ engine, scope, query }) => {
        const place = await placeAndDay(engine, scope, query);
        if (!place.ok) return place;
        const choice = { ...place.value, ...choiceOf(query), after: null, limit: exportLimit };
        const found = await listItems(engine, scope.tenantId, choice);
        if (!found.ok) return found;
        if (found.value.rows.length > exportLimit)
          return refuse(
            'receivables.export-too-large',
            `These are more than ${exportLimit} items; filter them, by currency or customer for example.`,
            {},
          );
        return done({
          content: writeItems(found.value.rows, format),
          fileName: `items-${query.company}-${place.value.asOf}.${format}`,
        });
      },
    }),
  ),
  ...documentRoutes,
];
