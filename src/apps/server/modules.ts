/** What the business modules contribute to the server: their routes and their columns with personal data. */
import { routes as companyRoutes } from '#company';
import type { PersonalColumn, RouteDefinition } from '#platform';

export const moduleRoutes: readonly RouteDefinition[] = [...companyRoutes];

/** Personal data lives in these columns and nowhere else (see TRUST: erasure). */
export const modulePersonalColumns: readonly PersonalColumn[] = [];
