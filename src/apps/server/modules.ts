/** What the business modules contribute to the server: their routes and their columns with personal data. */
import {
  adjustmentRoutes,
  adviceRoutes,
  aliasRoutes,
  personalColumns as cashColumns,
  routes as cashRoutes,
  checkRoutes,
  listsOfCash,
  paymentRoutes,
  policyRoutes,
  qualityRoutes,
  returnRoutes,
  ruleRoutes,
  sampleRoutes,
  settlementRoutes,
  sisterRoutes,
  unappliedRoutes,
} from '#cash';
import {
  askPayersRoutes,
  personalColumns as collectionsColumns,
  routes as collectionsRoutes,
  remittanceRequestRoutes,
} from '#collections';
import { routes as companyRoutes } from '#company';
import { personalColumns as correspondenceColumns, routes as correspondenceRoutes } from '#correspondence';
import { personalColumns as customersColumns, routes as customersRoutes } from '#customers';
import { personalColumns as integrationsColumns, routes as integrationsRoutes } from '#integrations';
import { routes as ledgerRoutes } from '#ledger';
import { personalColumns as offsetsColumns, routes as offsetsRoutes } from '#offsets';
import { routes as operationsRoutes } from '#operations';
import type { PersonalColumn, RouteDefinition } from '#platform';
import { personalColumns as promisesColumns, routes as promisesRoutes } from '#promises';
import { personalColumns as receivablesColumns, routes as receivablesRoutes } from '#receivables';
import { personalColumns as reconciliationColumns, routes as reconciliationRoutes } from '#reconciliation';

export const moduleRoutes: readonly RouteDefinition[] = [
  ...companyRoutes,
  ...ledgerRoutes,
  ...customersRoutes,
  ...receivablesRoutes,
  ...cashRoutes,
  ...listsOfCash,
  ...correspondenceRoutes,
  ...promisesRoutes,
  ...collectionsRoutes,
  ...reconciliationRoutes,
  ...offsetsRoutes,
  ...integrationsRoutes,
  ...operationsRoutes,
  ...sisterRoutes,
  ...aliasRoutes,
  ...policyRoutes,
  ...qualityRoutes,
  ...returnRoutes,
  ...ruleRoutes,
  ...sampleRoutes,
  ...adjustmentRoutes,
  ...adviceRoutes,
  ...checkRoutes,
  ...paymentRoutes,
  ...settlementRoutes,
  ...unappliedRoutes,
  ...remittanceRequestRoutes,
  ...askPayersRoutes,
];

/** Personal data lives in these columns and nowhere else (see TRUST: erasure). */
export const modulePersonalColumns: readonly PersonalColumn[] = [
  ...customersColumns,
  ...receivablesColumns,
  ...cashColumns,
  ...correspondenceColumns,
  ...promisesColumns,
  ...collectionsColumns,
  ...reconciliationColumns,
  ...offsetsColumns,
  ...integrationsColumns,
];
