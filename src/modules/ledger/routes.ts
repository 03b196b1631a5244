/** The ledger over HTTP: accounting months. */
import { done } from '#kernel';
import { defineRoute, type RouteDefinition } from '#platform';
import { changePeriod } from './commands/change-period.ts';
import {
  changePeriodAnswer,
  changePeriodBody,
  monthParams,
  monthReadinessAnswer,
  monthsReadinessAnswer,
  periodsAnswer,
  periodsQuery,
} from './contract.ts';
import { listPeriods } from './queries/list-periods.ts';
import { monthFindings, monthsFindings } from './queries/month-findings.ts';

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
    method: 'get',
    path: '/api/periods/{month}/readiness',
    operation: 'ledger.month-readiness',
    action: 'ledger.view',
    summary:
      'What is to be done before a month is closed for good: the months before it, lines of the bank, loads, revaluation, reconciliations.',
    params: monthParams,
    query: periodsQuery,
    response: monthReadinessAnswer,
    handler: async ({ engine, scope, params }) =>
      done({
        month: params.month,
        findings: [...(await monthFindings(engine, scope.tenantId, { companyId: scope.companyIds[0]!, ...params }))],
      }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/periods/{month}/readiness-through',
    operation: 'ledger.months-readiness',
    action: 'ledger.view',
    summary: 'The same of a month and of those before it that hold postings and are not closed, one by one.',
    params: monthParams,
    query: periodsQuery,
    response: monthsReadinessAnswer,
    handler: async ({ engine, scope, params }) => {
      const months = await monthsFindings(engine, scope.tenantId, { companyId: scope.companyIds[0]!, ...params });
      return done({ months: months.map(({ month, findings }) => ({ month, findings: [...findings] })) });
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/periods/{month}',
    operation: 'ledger.change-period',
    action: 'ledger.close-period',
    summary: 'Close a month softly or for good, with those before it, or open a soft-closed one again.',
    params: monthParams,
    body: changePeriodBody,
    response: changePeriodAnswer,
    refusals: ['ledger.period-closed', 'ledger.period-unchanged', 'ledger.later-month-closed', 'ledger.month-unready'],
    handler: async ({ engine, caller, params, body }) => {
      const outcome = await changePeriod(engine, caller, { ...params, ...body });
      return outcome.ok ? { ...outcome, value: { ...outcome.value, months: [...outcome.value.months] } } : outcome;
    },
  }),
];
