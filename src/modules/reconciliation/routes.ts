/** All routes of reconciliation. */
import type { RouteDefinition } from '#platform';
import { bankRoutes } from './bank/routes.ts';
import { customerRoutes } from './customer-routes.ts';
import { stepRoutes } from './step-routes.ts';

export const routes: readonly RouteDefinition[] = [...customerRoutes, ...stepRoutes, ...bankRoutes];
