/** Customers over HTTP: contacts and settings, governed changes of an account, and how customers stand to each other. */

import { z } from 'zod';
import { askForMember, defineRoute, governedAnswer, type RouteDefinition, runGoverned } from '#platform';
import { changeBankAccountAction } from './commands/change-bank-account.ts';
import { changeTermsAction } from './commands/change-terms.ts';
import { contactRoutes } from './contact-routes.ts';
import { changeBankAccountInput, changeTermsInput } from './contract.ts';
import { insolvencyRoutes } from './insolvency-routes.ts';
import { relationRoutes } from './relation-routes.ts';

const accountParams = z.strictObject({ accountId: z.string().regex(/^[1-9]\d{0,17}$/) });
const refusals = ['authority.subject-not-found', 'authority.approval-needed', 'authority.not-allowed'];

export const routes: readonly RouteDefinition[] = [
  ...relationRoutes,
  defineRoute({
    method: 'put',
    path: '/api/customer-accounts/{accountId}/bank-account',
    operation: 'customers.change-bank-account',
    action: 'customers.edit',
    summary: 'Change the bank account that money goes back to; always by two persons.',
    params: accountParams,
    body: changeBankAccountInput.omit({ accountId: true }).extend(askForMember),
    response: governedAnswer,
    refusals: [...refusals, 'customers.iban-malformed', 'customers.bank-account-same'],
    handler: async ({ engine, caller, scope, params, body: { askFor, ...body } }) => {
      const wanted = { action: changeBankAccountAction.name, input: { ...params, ...body }, askFor };
      return runGoverned(engine, caller, wanted, scope);
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/customer-accounts/{accountId}/payment-term',
    operation: 'customers.change-terms',
    action: 'customers.edit',
    summary: 'Give a customer account another payment term, within your authority or by asking.',
    params: accountParams,
    body: changeTermsInput.omit({ accountId: true }).extend(askForMember),
    response: governedAnswer,
    refusals: [...refusals, 'authority.over-limit', 'company.term-unknown', 'customers.terms-same'],
    handler: async ({ engine, caller, scope, params, body: { askFor, ...body } }) => {
      const wanted = { action: changeTermsAction.name, input: { ...params, ...body }, askFor };
      return runGoverned(engine, caller, wanted, scope);
    },
  }),
  ...contactRoutes,
  ...insolvencyRoutes,
];
