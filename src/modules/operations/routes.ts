/** Operations over HTTP: the day at a glance. */
import { done } from '#kernel';
import { defineRoute, type RouteDefinition } from '#platform';
import { todayAnswer } from './contract.ts';
import { loadToday } from './queries/today.ts';

export const routes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/today',
    operation: 'operations.today',
    action: 'operations.view',
    summary: 'The business day of your companies: what is open, what the bank brought, what went out.',
    response: todayAnswer,
    handler: async ({ engine, scope }) => done(await loadToday(engine, scope.tenantId, scope.companyIds)),
  }),
];
