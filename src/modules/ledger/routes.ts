/** The ledger over HTTP: accounting months. */
import { z } from 'zod';
import { done } from '#kernel';
import { defineRoute, type RouteDefinition } from '#platform';
import { changePeriod } from './commands/change-period.ts';
import { changePeriodAnswer, changePeriodBody, monthParam, periodsAnswer, periodsQuery } from './contract.ts';
import { listPeriods } from './queries/list-periods.ts';

export const routes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/periods',
    operation: 'ledger.list-periods',
    action: 'ledger.view',
    summary: 'Accounting months of a company: state, who changed it and why, late postings.',
    query: periodsQuery,
    response: periodsAnswer,
    handler: async ({ engine, scope }) =>
      done({
        rows: (await listPeriods(engine, scope.tenantId, scope.companyIds[0]!)).map((row) => ({
          ...row,
          changes: [...row.changes],
          late: [...row.late],
        })),
      }),
  }),
  defineRoute({
    method: 'put',
    path: '/api/periods/{month}',
    operation: 'ledger.change-period',
    action: 'ledger.close-period',
    summary: 'Close a month softly or for good, or open a soft-closed one again.',
    params: z.strictObject({ month: monthParam }),
    body: changePeriodBody,
    response: changePeriodAnswer,
    refusals: [
      'ledger.period-closed',
      'ledger.period-unchanged',
      'receivables.revaluation-due',
      'receivables.not-tied-out',
      'company.rate-missing',
    ],
    handler: ({ engine, caller, params, body }) => changePeriod(engine, caller, { ...params, ...body }),
  }),
];
