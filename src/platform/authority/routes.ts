/** Authority over HTTP, by subject. */
import type { CompanyDirectory } from '../http/companies.ts';
import type { RouteDefinition } from '../http/route.ts';
import { delegationRoutes } from './delegation-routes.ts';
import { limitRoutes } from './limit-routes.ts';
import { requestRoutes } from './request-routes.ts';

/** The routes; the directory of companies comes from the composition root. */
export const authorityRoutes = (companies: CompanyDirectory): readonly RouteDefinition[] => [
  ...limitRoutes(companies),
  ...requestRoutes(companies),
  ...delegationRoutes,
];
