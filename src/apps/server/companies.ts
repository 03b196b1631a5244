/** Companies as the server's door needs them: the directory behind every scope, and their list for people. */
import { z } from 'zod';
import { done } from '#kernel';
import { type CompanyDirectory, defineRoute, idAnswer, type RouteDefinition, runQuery, sql } from '#platform';

interface CompanyRow {
  readonly id: bigint;
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  readonly country: string;
  readonly timeZone: string;
}

/** All companies of a tenant, from the company module's published view. */
export const companyDirectory: CompanyDirectory = (engine, tenantId) =>
  runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<{ id: bigint; code: string }>`
      select id, code from company.v_company where tenant_id = ${tenantId} order by code`.execute(db);
    return rows;
  });

export const companyRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/companies',
    operation: 'company.list',
    action: 'company.view',
    summary: 'The companies in which you hold a role.',
    response: z.object({
      rows: z.array(
        z
          .object({
            id: idAnswer,
            code: z.string(),
            name: z.string(),
            currency: z.string(),
            country: z.string(),
            timeZone: z.string(),
          })
          .meta({ id: 'Company' }),
      ),
    }),
    handler: ({ engine, scope }) =>
      runQuery(engine, scope.tenantId, async (db) => {
        const { rows } = await sql<CompanyRow>`
          select id, code, name, currency, country, time_zone as "timeZone" from company.v_company
          where tenant_id = ${scope.tenantId} and id = any(${scope.companyIds}::bigint[]) order by code`.execute(db);
        return done({ rows });
      }),
  }),
];
