/** What was learned about payers over HTTP: where it came from, how often it held, and out of use with it. */
import { z } from 'zod';
import { findCompany } from '#company';
import { done } from '#kernel';
import { defineRoute, type RouteDefinition, runQuery } from '#platform';
import { aliasPath, payerAliasesAnswer, removeAliasBody } from './alias-contract.ts';
import { removeAlias } from './commands/remove-alias.ts';
import { listPayerAliases } from './store/aliases.ts';

const companyNamed = z.strictObject({ company: z.string().min(1).max(12) });

export const aliasRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/payer-aliases',
    operation: 'cash.list-aliases',
    action: 'cash.view',
    summary:
      'What was learned about payers from decisions: accounts, names, who pays for whom, how numbers are written.',
    query: companyNamed,
    response: payerAliasesAnswer,
    handler: async ({ engine, scope }) =>
      // The door has narrowed the scope to the one company that the query names.
      done({
        rows: await runQuery(engine, scope.tenantId, (db) =>
          listPayerAliases(db, scope.tenantId, scope.companyIds[0]!),
        ),
      }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/payer-aliases/{aliasId}/removal',
    operation: 'cash.remove-alias',
    action: 'cash.apply',
    summary: 'Take what was learned about a payer out of use; what was posted stays.',
    params: aliasPath,
    query: companyNamed,
    body: removeAliasBody,
    status: 204,
    response: z.null(),
    refusals: ['cash.alias-not-found'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      return removeAlias(engine, caller, { company: company.value, aliasId: params.aliasId, reason: body.reason });
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/payer-aliases/{aliasId}/removal',
    operation: 'cash.restore-alias',
    action: 'cash.apply',
    summary: 'Let what was learned about a payer be used again.',
    params: aliasPath,
    query: companyNamed,
    status: 204,
    response: z.null(),
    refusals: ['cash.alias-not-found'],
    handler: async ({ engine, scope, caller, query, params }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      return removeAlias(engine, caller, { company: company.value, aliasId: params.aliasId, reason: null });
    },
  }),
];
