/** Collections over HTTP: the worklist, the customers, reminders, and taking dunning levels down. */
import { z } from 'zod';
import { done } from '#kernel';
import { askForMember, defineRoute, governedAnswer, type RouteDefinition, runGoverned } from '#platform';
import { resetLevelAction } from './commands/reset-level.ts';
import { dayWorkAnswer, dayWorkQuery, resetLevelInput, worklistAnswer, worklistQuery } from './contract.ts';
import { customerRoutes } from './customer-routes.ts';
import { dunningRoutes } from './dunning-routes.ts';
import { procedureRoutes } from './procedure-routes.ts';
import { loadDayWork, loadWorklist } from './queries/worklist.ts';
import { statementRoutes } from './statement-routes.ts';
import { templatePreviewRoutes } from './template-preview-routes.ts';

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
    query: dayWorkQuery,
    response: dayWorkAnswer,
    handler: async ({ engine, scope, query, principal }) => {
      const { tab, whose, offset, limit } = query;
      // The door has narrowed the scope to the companies that the query names.
      const { companyIds } = scope;
      const { personId } = principal;
      const work = await loadDayWork(engine, scope.tenantId, { companyIds, personId, tab, whose, offset, limit });
      return done({
        ...work,
        rows: work.rows.map((row) => ({ ...row, reasons: [...row.reasons], balances: [...row.balances] })),
      });
    },
  }),
  ...customerRoutes,
  ...dunningRoutes,
  ...statementRoutes,
  ...templatePreviewRoutes,
  ...procedureRoutes,
];
