/** Collections over HTTP: the worklist, the customers, reminders, and taking dunning levels down. */
import { z } from 'zod';
import { done } from '#kernel';
import { type Asked, listChoice, listed, listRoutes } from '#lists';
import { askForMember, defineRoute, governedAnswer, type RouteDefinition, runGoverned } from '#platform';
import { resetLevelAction } from './commands/reset-level.ts';
import { dayWorkAnswer, dayWorkQuery, resetLevelInput, worklistAnswer, worklistQuery } from './contract.ts';
import { customerRoutes } from './customer-routes.ts';
import { dunningRoutes } from './dunning-routes.ts';
import { worklistList } from './lists.ts';
import { procedureRoutes } from './procedure-routes.ts';
import { loadDayWork, loadWorklist, worklistSource } from './queries/worklist.ts';
import { statementRoutes } from './statement-routes.ts';
import { templatePreviewRoutes } from './template-preview-routes.ts';

/** The filters of the list of the day's work but those that the queue has of its own: what the list shows is worked through one by one. */
const worklistFilters = Object.fromEntries(
  Object.entries(listChoice(worklistList)).filter(
    ([name]) =>
      !['company', 'companies', 'customer', 'tab', 'whose', 'items', 'without', 'sort', 'group'].includes(name),
  ),
) as Readonly<Record<string, z.ZodType>>;

export const routes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/worklist',
    operation: 'collections.worklist',
    action: 'collections.view',
    summary: 'The worklist of a company: whom to call first, and why.',
    query: worklistQuery,
    response: worklistAnswer,
    handler: async ({ engine, scope, query }) => {
      // The door has narrowed the scope to the one company that the query names.
      const companyId = scope.companyIds[0]!;
      const { limit } = query;
      const worklist = await loadWorklist(engine, scope.tenantId, { companyId, limit, withNotListed: false });
      return done({
        asOf: worklist.asOf,
        rows: worklist.rows.map((row) => ({ ...row, reasons: [...row.reasons], balances: [...row.balances] })),
        notListed: [...worklist.notListed],
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/customer-accounts/{accountId}/level-resets',
    operation: 'collections.reset-level',
    action: 'collections.work',
    summary: 'Take the dunning level of items down, within your authority or by asking.',
    params: z.strictObject({ accountId: z.string().regex(/^[1-9]\d{0,17}$/) }),
    body: resetLevelInput.omit({ accountId: true, itemIds: true }).extend({
      itemIds: z
        .array(z.string().regex(/^[1-9]\d{0,17}$/))
        .min(1)
        .max(500),
      ...askForMember,
    }),
    response: governedAnswer,
    refusals: [
      'authority.subject-not-found',
      'authority.approval-needed',
      'authority.over-limit',
      'collections.item-unknown',
      'collections.level-not-lower',
    ],
    handler: async ({ engine, caller, scope, params, body: { askFor, ...body } }) => {
      const wanted = { action: resetLevelAction.name, input: { ...params, ...body }, askFor };
      return runGoverned(engine, caller, wanted, scope);
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/worklist/day',
    operation: 'collections.day-work',
    action: 'collections.view',
    summary: "The day's work: whom to call, who was, who sleeps, and why others are not listed.",
    query: dayWorkQuery.extend(worklistFilters) as unknown as z.ZodType<z.output<typeof dayWorkQuery> & Asked>,
    response: dayWorkAnswer,
    handler: async ({ engine, scope, query, principal }) => {
      const { company: _c, companies: _cs, tab, whose, offset, limit, ...asked } = query;
      // The door has narrowed the scope to the companies that the query names.
      const { tenantId, companyIds } = scope;
      const { personId } = principal;
      const place = { tenantId, companyIds, personId, now: engine.clock.now() };
      const filtered = Object.values(asked).some((value) => value !== undefined);
      const only = filtered ? listed({ shape: worklistList, source: worklistSource }, place, asked) : undefined;
      const work = await loadDayWork(engine, tenantId, { companyIds, personId, tab, whose, only, offset, limit });
      return done({
        ...work,
        rows: work.rows.map((row) => ({ ...row, reasons: [...row.reasons], balances: [...row.balances] })),
      });
    },
  }),
  ...listRoutes({
    shape: worklistList,
    operation: 'collections.worklist-list',
    action: 'collections.view',
    summary: "The day's work as a list, in the order in which customers are called; totals per currency.",
    source: worklistSource,
  }),
  ...customerRoutes,
  ...dunningRoutes,
  ...statementRoutes,
  ...templatePreviewRoutes,
  ...procedureRoutes,
];
