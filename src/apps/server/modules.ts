/** What the business modules contribute to the server: their routes and their columns with personal data. */
import { routes as collectionsRoutes } from '#collections';
import { routes as companyRoutes } from '#company';
import { routes as operationsRoutes } from '#operations';
import type { PersonalColumn, RouteDefinition } from '#platform';
import { routes as receivablesRoutes } from '#receivables';

export const moduleRoutes: readonly RouteDefinition[] = [
  ...companyRoutes,
  ...receivablesRoutes,
  ...collectionsRoutes,
  ...operationsRoutes,
];

/** Personal data lives in these columns and nowhere else (see TRUST: erasure). */
export const modulePersonalColumns: readonly PersonalColumn[] = [];
