/** Customers over HTTP: the list, one customer in one screen, the timeline, and what an analyst does with a customer. */
import { z } from 'zod';
import { type Company, findCompany } from '#company';
import { findCustomerKey, findWholeCustomer, type WholeCustomer } from '#customers';
import { type Day, decodeCursor, done, isDay, type Outcome, parseAmount, refuse } from '#kernel';
import { listRoutes } from '#lists';
import { defineRoute, type Engine, idParam, pageOf, type RouteDefinition, runQuery, type Scope } from '#platform';
import { cancelPromise } from '#promises';
import { logActivity } from './commands/log-activity.ts';
import { snoozeAccount } from './commands/snooze-account.ts';
import { giveBackWork, takeOverWork } from './commands/take-over-work.ts';
import {
  activityAnswer,
  callBody,
  cancelBody,
  customerAnswer,
  customerParams,
  customersAnswer,
  customersQuery,
  noteBody,
  oneCompanyQuery,
  promisesAnswer,
  snoozeAnswer,
  snoozeBody,
  takeOverBody,
  timelineAnswer,
  timelineQuery,
  underAuthorityAnswer,
} from './contract.ts';
import { customersList } from './lists.ts';
import { businessDayOf } from './queries/business-day.ts';
import { loadCustomer } from './queries/customer.ts';
import { customersSource, foremostCustomers, wholeCustomers } from './queries/customers-source.ts';
import { type CustomerSort, listCustomers } from './queries/list-customers.ts';
import { loadPromises, loadTimeline } from './queries/timeline.ts';
import { loadUnderAuthority } from './queries/under-authority.ts';

interface Place extends WholeCustomer {
  readonly company: Company;
  /** The day that the company works on: of its priorities, before the first run the calendar day in its zone. */
  readonly day: Day;
}

/** The company named in the query, which the door has checked, and the customer's account there: the survivor's of a merge. */
async function placeOf(engine: Engine, scope: Scope, code: string, customer: string): Promise<Outcome<Place>> {
  const company = await findCompany(engine, scope.tenantId, code);
  if (!company.ok) return company;
  const day = await businessDayOf(engine, scope.tenantId, company.value);
  const whole = await runQuery(engine, scope.tenantId, (db) =>
    findWholeCustomer(db, scope.tenantId, { companyId: company.value.id, day, number: customer }),
  );
  if (whole === undefined) return noCustomer(customer);
  return done({ ...whole, company: company.value, day });
}

const noCustomer = (customer: string) =>
  refuse('customers.not-found', `There is no customer "${customer}" in this company.`, { customer });

function decodeTimelineCursor(after: string | undefined): Outcome<{ day: Day; key: string } | null> {
  if (after === undefined) return done(null);
  const parts = decodeCursor(after, 2);
  if (!parts.ok) return parts;
  const [day, key] = parts.value.map(String);
  if (isDay(day!)) return done({ day: day!, key: key! });
  return refuse(
    'page.cursor-malformed',
    'This page link is damaged; start again from the first page.',
    {},
    { field: 'after' },
  );
}

const placeRefusals = ['company.unknown', 'customers.not-found'] as const;

export const customerRoutes: readonly RouteDefinition[] = [
  ...listRoutes({
    shape: customersList,
    operation: 'collections.customer-list',
    action: 'customers.view',
    summary: 'Customers with what they owe in each currency, filtered, in windows of any place; totals per currency.',
    source: customersSource,
    wholes: wholeCustomers,
    foremost: foremostCustomers,
  }),
  defineRoute({
    method: 'get',
    path: '/api/customers',
    operation: 'collections.list-customers',
    action: 'customers.view',
    summary: 'Customers with what is open and overdue, found by name or number; windows of any place.',
    query: customersQuery,
    response: customersAnswer,
    handler: async ({ engine, scope, query, principal }) => {
      const list = await listCustomers(engine, scope.tenantId, {
        companyIds: scope.companyIds,
        search: query.search,
        sort: query.sort.replace('-', '') as CustomerSort,
        falling: query.sort.startsWith('-'),
        only: query.only,
        collectorPersonId: query.whose === 'mine' ? principal.personId : undefined,
        offset: query.offset,
        limit: query.limit,
      });
      return done({
        ...list,
        rows: list.rows.map((row) => ({ ...row, balances: [...row.balances] })),
        totals: [...list.totals],
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/customers/{customer}',
    operation: 'collections.customer',
    action: 'customers.view',
    summary: 'A customer in one screen: facts, open by age, what to do next and why.',
    params: customerParams,
    query: oneCompanyQuery,
    response: customerAnswer,
    refusals: placeRefusals,
    handler: async ({ engine, scope, query, params, principal }) => {
      const place = await placeOf(engine, scope, query.company, params.customer);
      if (!place.ok) return place;
      const found = await loadCustomer(engine, scope.tenantId, {
        company: place.value.company,
        day: place.value.day,
        customer: place.value.number,
        personId: principal.personId,
      });
      if (!found.ok) return found;
      const { value } = found;
      return done({
        ...value,
        aging: {
          buckets: [...value.aging.buckets],
          rows: value.aging.rows.map((row) => ({ ...row, amounts: [...row.amounts] })),
        },
        closedDays: [...value.closedDays],
        merged: [...value.merged],
        insolvency: value.insolvency && { ...value.insolvency, open: [...value.insolvency.open] },
        reasons: [...value.reasons],
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/customers/{customer}/under-authority',
    operation: 'collections.under-authority',
    action: 'customers.view',
    summary:
      'What of a customer is changed under authority: payment term, refund account, dunning levels; of a merged one its own.',
    params: customerParams,
    query: oneCompanyQuery,
    response: underAuthorityAnswer,
    refusals: placeRefusals,
    handler: async ({ engine, scope, query, params: { customer } }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      // The account of the number itself: the items of a merged one, and the money that goes back for them, stay on its own.
      const key = await runQuery(engine, scope.tenantId, (db) =>
        findCustomerKey(db, scope.tenantId, company.value.id, customer),
      );
      if (key === undefined) return noCustomer(customer);
      return done(await loadUnderAuthority(engine, scope.tenantId, key.accountId));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/customers/{customer}/timeline',
    operation: 'collections.timeline',
    action: 'customers.view',
    summary: 'What was done, said, sent, not sent and why, paid and promised; the newest first.',
    params: customerParams,
    query: timelineQuery,
    response: timelineAnswer,
    refusals: [...placeRefusals, 'page.cursor-malformed'],
    handler: async ({ engine, scope, query, params }) => {
      const after = decodeTimelineCursor(query.after);
      if (!after.ok) return after;
      const place = await placeOf(engine, scope, query.company, params.customer);
      if (!place.ok) return place;
      const rows = await loadTimeline(engine, scope.tenantId, {
        accountIds: place.value.accountIds,
        kind: query.kind,
        after: after.value,
        limit: query.limit,
      });
      const page = pageOf(rows, query.limit, (row) => [row.day, row.key]);
      return done({
        rows: page.rows.map((row) => ({ ...row, numbers: [...row.numbers], changes: [...row.changes] })),
        next: page.next,
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/customers/{customer}/promises',
    operation: 'collections.promises',
    action: 'promises.view',
    summary: 'Promises of a customer and what became of them.',
    params: customerParams,
    query: oneCompanyQuery,
    response: promisesAnswer,
    refusals: placeRefusals,
    handler: async ({ engine, scope, query, params }) => {
      const place = await placeOf(engine, scope, query.company, params.customer);
      if (!place.ok) return place;
      return done({ rows: await loadPromises(engine, scope.tenantId, place.value.accountIds) });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/customers/{customer}/calls',
    operation: 'collections.log-call',
    action: 'collections.work',
    summary: 'Log a call with its outcome, and the promise taken in it.',
    params: customerParams,
    query: oneCompanyQuery,
    body: callBody,
    status: 201,
    response: activityAnswer,
    refusals: [
      ...placeRefusals,
      'collections.promise-missing',
      'promises.amount',
      'promises.day',
      'promises.nothing-open',
      'money.malformed',
      'money.too-fine',
    ],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const place = await placeOf(engine, scope, query.company, params.customer);
      if (!place.ok) return place;
      const { company, accountId, day } = place.value;
      if (body.outcome === 'promise' && body.promise == null)
        return refuse(
          'collections.promise-missing',
          'Say how much was promised and for which day. Nothing was changed.',
          {},
          { field: 'promise' },
        );
      const { promise } = body;
      return logActivity(engine, caller, {
        accountId,
        kind: 'call',
        outcome: body.outcome,
        note: body.note,
        day,
        followUpDate: body.followUpDate ?? null,
        promise:
          body.outcome !== 'promise' || promise == null
            ? null
            : {
                company,
                currency: promise.currency,
                amountMinor: parseAmount(promise.amount, promise.currency),
                promisedDate: promise.promisedDate,
              },
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/customers/{customer}/notes',
    operation: 'collections.log-note',
    action: 'collections.work',
    summary: 'Write a note on a customer, and the day to look again.',
    params: customerParams,
    query: oneCompanyQuery,
    body: noteBody,
    status: 201,
    response: activityAnswer,
    refusals: placeRefusals,
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const place = await placeOf(engine, scope, query.company, params.customer);
      if (!place.ok) return place;
      const { accountId, day } = place.value;
      return logActivity(engine, caller, {
        accountId,
        kind: 'note',
        note: body.note,
        day,
        followUpDate: body.followUpDate ?? null,
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/customers/{customer}/snooze',
    operation: 'collections.snooze',
    action: 'collections.work',
    summary: 'Take a customer off the worklist until a day; a day that has come puts it back.',
    params: customerParams,
    query: oneCompanyQuery,
    body: snoozeBody,
    response: snoozeAnswer,
    refusals: [...placeRefusals, 'collections.snooze-conflict'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const place = await placeOf(engine, scope, query.company, params.customer);
      if (!place.ok) return place;
      const reason = body.reason.trim() || `Snoozed until ${body.until}.`;
      return snoozeAccount(engine, caller, { ...body, accountId: place.value.accountId, reason });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/customers/{customer}/takeover',
    operation: 'collections.take-over',
    action: 'collections.work',
    summary: 'Take over the work with a customer for today or until a day; its portfolio stays.',
    params: customerParams,
    query: oneCompanyQuery,
    body: takeOverBody,
    status: 204,
    response: z.null(),
    refusals: [...placeRefusals, 'collections.takeover-day', 'collections.takeover-conflict'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const place = await placeOf(engine, scope, query.company, params.customer);
      if (!place.ok) return place;
      const { accountId, day } = place.value;
      return takeOverWork(engine, caller, { accountId, day, until: body.until ?? day });
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/customers/{customer}/takeover',
    operation: 'collections.give-back',
    action: 'collections.work',
    summary: 'Give the work with a customer back to whoever its portfolio belongs to.',
    params: customerParams,
    query: oneCompanyQuery,
    status: 204,
    response: z.null(),
    refusals: [...placeRefusals, 'collections.takeover-not-found'],
    handler: async ({ engine, scope, caller, query, params }) => {
      const place = await placeOf(engine, scope, query.company, params.customer);
      if (!place.ok) return place;
      const { accountId, day } = place.value;
      return giveBackWork(engine, caller, { accountId, day });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/customers/{customer}/promises/{promiseId}/cancel',
    operation: 'collections.cancel-promise',
    action: 'promises.record',
    summary: 'Cancel an open promise; its items may be reminded again.',
    params: z.strictObject({ ...customerParams.shape, promiseId: idParam }),
    query: oneCompanyQuery,
    body: cancelBody,
    status: 204,
    response: z.null(),
    refusals: [...placeRefusals, 'promises.not-found', 'promises.not-open'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const place = await placeOf(engine, scope, query.company, params.customer);
      if (!place.ok) return place;
      const own = await loadPromises(engine, scope.tenantId, place.value.accountIds);
      if (!own.some((promise) => promise.id === params.promiseId))
        return refuse('promises.not-found', 'This customer has no such promise.', {});
      return cancelPromise(engine, caller, { promiseId: params.promiseId, asOf: place.value.day, reason: body.reason });
    },
  }),
];
