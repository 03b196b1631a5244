/** All routes of offsets. */
import type { RouteDefinition } from '#platform';
import { agreementRoutes } from './agreement-routes.ts';
import { offsetRoutes } from './offset-routes.ts';
import { payableRoutes } from './payable-routes.ts';
import { requestRoutes } from './request-routes.ts';

export const routes: readonly RouteDefinition[] = [
  ...offsetRoutes,
  ...requestRoutes,
  ...agreementRoutes,
  ...payableRoutes,
];
