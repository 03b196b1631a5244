/** Receivables over HTTP: the aging and the items behind its cells. */
import type { z } from 'zod';
import { findCompany, listCompanies } from '#company';
import {
  type Day,
  dayInZone,
  decodeCursor,
  done,
  formatAmount,
  isDay,
  type Outcome,
  RefusalError,
  refuse,
} from '#kernel';
import { fileTypes, mostRowsOfSheet, streamList } from '#lists';
import { defineRoute, type Engine, pageOf, type RouteDefinition, type Scope } from '#platform';
import { revalue } from './commands/revalue.ts';
import {
  agingAnswer,
  agingQuery,
  controlAccountsAnswer,
  controlAccountsQuery,
  documentsAnswer,
  documentsQuery,
  exportAgingQuery,
  exportGroupAgingQuery,
  exportItemsQuery,
  findItemsAnswer,
  findItemsBody,
  findItemsQuery,
  groupAgingAnswer,
  groupAgingQuery,
  itemGroupsAnswer,
  itemGroupsQuery,
  itemsAnswer,
  itemsQuery,
  revaluationAnswer,
  revaluationQuery,
  revalueBody,
} from './contract.ts';
import { documentRoutes } from './document-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { aging, agingToJson } from './queries/aging.ts';
import { controlAccounts } from './queries/control-accounts.ts';
import { findItems } from './queries/find-items.ts';
import { groupAging, groupAgingToJson } from './queries/group-aging.ts';
import type { ItemSort } from './queries/item-filters.ts';
import { listDocuments } from './queries/list-documents.ts';
import { groupItems, listItems, takeItems } from './queries/list-items.ts';
import { revaluation, revaluationToJson } from './queries/revaluation.ts';
import { fileOfAging } from './queries/write-aging.ts';
import { fileOfItems } from './queries/write-items.ts';

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

/** The companies that the door has let through, and the day asked for: absent, today where the first of them is. */
async function placesAndDay(
  engine: Engine,
  scope: Scope,
  query: { asOf?: Day | undefined },
): Promise<{ companyIds: readonly bigint[]; asOf: Day }> {
  const { companyIds } = scope;
  if (query.asOf !== undefined) return { companyIds, asOf: query.asOf };
  const first = (await listCompanies(engine, scope.tenantId)).find((one) => companyIds.includes(one.id));
  return { companyIds, asOf: dayInZone(engine.clock.now(), first?.timeZone ?? 'UTC') };
}

/** Reads the cursor of a list: the day by which it is ordered and the id of the last row shown. */
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

type ItemsChoice = Omit<z.output<typeof exportItemsQuery>, 'company' | 'companies' | 'asOf' | 'hide'>;

/** The filters and the order of an item list, as the query names them. */
const choiceOf = (query: ItemsChoice) => ({
  basis: query.basis,
  view: query.view,
  customer: query.customer,
  portfolio: query.portfolio,
  bucket: query.bucket,
  currencies: query.currency,
  items: query.items,
  without: query.without,
  asKnown: query.asKnown ?? null,
  documentTypes: query.type,
  held: query.held,
  search: query.search,
  number: query.number,
  reference: query.reference,
  name: query.name,
  documentFrom: query.documentFrom,
  documentTo: query.documentTo,
  dueFrom: query.dueFrom,
  dueTo: query.dueTo,
  lateFrom: query.lateFrom,
  lateTo: query.lateTo,
  amount: { from: query.amountFrom, to: query.amountTo },
  open: { from: query.openFrom, to: query.openTo },
  group: query.group,
  sort: query.sort.replace('-', '') as ItemSort,
  falling: query.sort.startsWith('-'),
});

async function agingOf(
  engine: Engine,
  scope: Scope,
  query: z.output<typeof agingQuery>,
): Promise<Outcome<ReturnType<typeof agingToJson>>> {
  const place = await placeAndDay(engine, scope, query);
  if (!place.ok) return place;
  const { by, buckets, basis, view } = query;
  const asKnown = query.asKnown ?? null;
  const result = await aging(engine, scope.tenantId, { ...place.value, asKnown, by, buckets, basis, view });
  return result.ok ? done(agingToJson(result.value)) : result;
}

async function groupAgingOf(
  engine: Engine,
  scope: Scope,
  query: z.output<typeof groupAgingQuery>,
): Promise<Outcome<ReturnType<typeof groupAgingToJson>>> {
  const companies = (await listCompanies(engine, scope.tenantId)).filter((one) => scope.companyIds.includes(one.id));
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
}

function agingFile(
  format: 'csv' | 'xlsx',
  answer: ReturnType<typeof agingToJson>,
  query: Pick<z.output<typeof exportGroupAgingQuery>, 'by' | 'sort' | 'company'>,
) {
  const { header, rows } = fileOfAging(answer, query);
  return {
    content: streamList(format, { name: 'Aging', header }, (take) => take(rows)),
    fileName: `aging-${query.company ?? 'all'}-${answer.asOf}.${format}`,
    rows: rows.length,
  };
}

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
    handler: async ({ engine, scope, query }) => agingOf(engine, scope, query),
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
    handler: async ({ engine, scope, query }) => groupAgingOf(engine, scope, query),
  }),
  ...(['csv', 'xlsx'] as const).flatMap((format) => {
    const what = format === 'csv' ? 'CSV' : 'a workbook';
    return [
      defineRoute({
        method: 'get',
        path: `/api/aging.${format}`,
        operation: `receivables.export-aging-${format}`,
        action: 'receivables.view',
        summary: `The aging of a company as ${what}: a row per customer, portfolio or company and currency, real numbers.`,
        query: exportAgingQuery,
        response: { mediaType: fileTypes[format] },
        refusals: ['receivables.buckets'],
        handler: async ({ engine, scope, query }) => {
          const found = await agingOf(engine, scope, query);
          return found.ok ? done(agingFile(format, found.value, query)) : found;
        },
      }),
      defineRoute({
        method: 'get',
        path: `/api/group-aging.${format}`,
        operation: `receivables.export-group-aging-${format}`,
        action: 'receivables.view',
        summary: `The aging over your companies as ${what}, each currency by itself or all in one.`,
        query: exportGroupAgingQuery,
        response: { mediaType: fileTypes[format] },
        refusals: ['receivables.buckets', 'company.rate-missing'],
        handler: async ({ engine, scope, query }) => {
          const found = await groupAgingOf(engine, scope, query);
          return found.ok ? done(agingFile(format, found.value, query)) : found;
        },
      }),
    ];
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
      const place = await placesAndDay(engine, scope, query);
      const after = decodeAfter(query.after);
      if (!after.ok) return after;
      const { limit, offset } = query;
      const found = await listItems(engine, scope.tenantId, {
        ...place,
        ...choiceOf(query),
        ...{ limit, offset, withoutTotals: query.totals === 'no' },
        after: after.value,
      });
      if (!found.ok) return found;
      const page = pageOf(found.value.rows, limit, (row) => [row.dueDate, row.id.toString()]);
      return done({
        asOf: place.asOf,
        rows: page.rows.map(({ amountMinor, openMinor, ...row }) => ({
          ...row,
          references: [...row.references],
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
    path: '/api/items/groups',
    operation: 'receivables.group-items',
    action: 'receivables.view',
    summary: 'The items of a list put together, with a subtotal for each group and currency, in the order of the list.',
    query: itemGroupsQuery,
    response: itemGroupsAnswer,
    refusals: ['receivables.bucket', 'receivables.customer-not-found', 'receivables.too-many-groups'],
    handler: async ({ engine, scope, query }) => {
      const place = await placesAndDay(engine, scope, query);
      const choice = { ...place, ...choiceOf(query), group: query.group };
      const found = await groupItems(engine, scope.tenantId, choice);
      if (!found.ok) return found;
      const groups = found.value.map(({ openMinor, ...group }) => ({
        ...group,
        open: formatAmount(openMinor, group.currency),
      }));
      return done({ groups });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/documents',
    operation: 'receivables.list-documents',
    action: 'receivables.view',
    summary: 'All documents of a customer, open or settled, the newest first.',
    query: documentsQuery,
    response: documentsAnswer,
    refusals: ['receivables.customer-not-found', 'page.cursor-malformed'],
    handler: async ({ engine, scope, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const after = decodeAfter(query.after);
      if (!after.ok) return after;
      const { id: companyId, timeZone } = company.value;
      const found = await listDocuments(engine, scope.tenantId, {
        companyId,
        timeZone,
        customer: query.customer,
        after: after.value && { documentDate: after.value.dueDate, id: after.value.id },
        limit: query.limit,
      });
      if (!found.ok) return found;
      const page = pageOf(found.value, query.limit, (row) => [row.documentDate, row.id.toString()]);
      return done({
        rows: page.rows.map(({ amountMinor, openMinor, ...row }) => ({
          ...row,
          amount: formatAmount(amountMinor, row.currency),
          open: formatAmount(openMinor, row.currency),
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
      const outcome = await revalue(engine, caller, { company, month: body.month, through: body.through });
      return outcome.ok ? done(revaluationToJson(company, body.month, outcome.value.rows)) : outcome;
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/control-accounts',
    operation: 'receivables.control-accounts',
    action: 'ledger.view',
    summary: 'The control accounts at the end of a month beside the items open then, by account and currency.',
    query: controlAccountsQuery,
    response: controlAccountsAnswer,
    handler: async ({ engine, scope, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      return done(await controlAccounts(engine, scope.tenantId, { company: company.value, month: query.month }));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/items/find',
    operation: 'receivables.find-items',
    action: 'receivables.view',
    summary: 'Open items by a column of document numbers or references, and which of them were not found.',
    query: findItemsQuery,
    body: findItemsBody,
    response: findItemsAnswer,
    handler: async ({ engine, scope, query, body }) => {
      const { companyIds, asOf } = await placesAndDay(engine, scope, query);
      const { found, missing } = await findItems(engine, scope.tenantId, {
        companyIds,
        numbers: body.numbers,
        of: query.customer === undefined ? undefined : { customer: query.customer, asOf },
      });
      return done({
        found: found.map(({ openMinor, ...one }) => ({ ...one, open: formatAmount(openMinor, one.currency) })),
        missing: [...missing],
      });
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
      response: { mediaType: fileTypes[format] },
      refusals: ['receivables.bucket', 'receivables.customer-not-found', 'receivables.export-too-large'],
      handler: async ({ engine, scope, query }) => {
        const place = await placesAndDay(engine, scope, query);
        const choice = { ...place, ...choiceOf(query) };
        const counted = await listItems(engine, scope.tenantId, { ...choice, after: null, limit: 0 });
        if (!counted.ok) return counted;
        const rows = counted.value.totals.reduce((sum, total) => sum + total.items, 0);
        if (format === 'xlsx' && rows > mostRowsOfSheet)
          return refuse(
            'receivables.export-too-large',
            `These are more than ${mostRowsOfSheet} items, more than a sheet holds; filter them, or export them as CSV.`,
            {},
          );
        const { header, cellsOf } = fileOfItems(new Set(query.hide));
        return done({
          content: streamList(format, { name: 'Items', header }, async (take) => {
            const read = await takeItems(engine, scope.tenantId, choice, (items) => take(items.map(cellsOf)));
            // What was answered a moment ago is refused now: the file breaks off.
            if (!read.ok) throw new RefusalError(read.refusal);
          }),
          fileName: `items-${query.company ?? 'all'}-${place.asOf}.${format}`,
          rows,
        });
      },
    }),
  ),
  ...documentRoutes,
  ...fileRoutes,
];
