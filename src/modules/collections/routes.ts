/** Collections over HTTP: the worklist. */
import { done } from '#kernel';
import { defineRoute, type RouteDefinition } from '#platform';
import { worklistAnswer, worklistQuery } from './contract.ts';
import { loadWorklist } from './queries/worklist.ts';

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
];
