/** Companies over HTTP. */
import { z } from 'zod';
import { done } from '#kernel';
import { defineRoute, idAnswer, type RouteDefinition, runQuery } from '#platform';
import { reasonKinds } from './model.ts';
import { loadCompanies, loadReasonCodes } from './store.ts';

const companyAnswer = z
  .object({
    id: idAnswer,
    code: z.string(),
    name: z.string(),
    currency: z.string(),
    country: z.string(),
    timeZone: z.string(),
    language: z.string(),
  })
  .meta({ id: 'Company' });

const reasonCodeAnswer = z
  .object({ code: z.string(), name: z.string(), kind: z.enum(reasonKinds), postsTo: z.string().nullable() })
  .meta({ id: 'ReasonCode' });

export const routes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/companies',
    operation: 'company.list',
    action: 'company.view',
    summary: 'The companies in which you hold a role.',
    response: z.object({ rows: z.array(companyAnswer) }),
    handler: async ({ engine, scope }) => {
      const companies = await runQuery(engine, scope.tenantId, (db) => loadCompanies(db, scope.tenantId));
      return done({ rows: companies.filter((company) => scope.companyIds.includes(company.id)) });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/reason-codes',
    operation: 'company.list-reason-codes',
    action: 'company.view',
    summary: 'The reason codes for deductions, write-offs, adjustments and other acts.',
    response: z.object({ rows: z.array(reasonCodeAnswer) }),
    handler: async ({ engine, scope }) =>
      done({ rows: await runQuery(engine, scope.tenantId, (db) => loadReasonCodes(db, scope.tenantId)) }),
  }),
];
