/** Companies over HTTP. */
import { z } from 'zod';
import { done } from '#kernel';
import { defineRoute, idAnswer, type RouteDefinition, runQuery } from '#platform';
import { loadCompanies } from './store.ts';

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
];
