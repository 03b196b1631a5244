/** All routes of reconciliation. */
import type { RouteDefinition } from '#platform';
import { bankRoutes } from './bank/routes.ts';
import { customerRoutes } from './customer-routes.ts';

export const routes: readonly RouteDefinition[] = [...customerRoutes, ...bankRoutes];
