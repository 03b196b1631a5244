/** Contacts and settings of a customer over HTTP. An edit carries the version that was seen (If-Match). */
import { done, type Outcome, refuse } from '#kernel';
import { defineRoute, type Engine, type RouteDefinition, runQuery, type Scope } from '#platform';
import { changeAccount } from './commands/change-account.ts';
import { saveContact } from './commands/edit-contact.ts';
import { clearBounce } from './commands/mark-bounced.ts';
import { findCustomerKey, loadAccountSettings, loadPortfolios, loadReach } from './contact-queries.ts';
import {
  accountSettingsAnswer,
  accountSettingsBody,
  type ContactBody,
  contactBody,
  contactPath,
  contactsAnswer,
  customerPath,
  inCompany,
  inCompanyWithReason,
  versionAnswer,
} from './contract.ts';
import type { CustomerKey } from './model.ts';

/** The customer, if it has an account in the one company to which the door has narrowed the scope. */
async function customerIn(engine: Engine, scope: Scope, number: string): Promise<Outcome<CustomerKey>> {
  const found = await runQuery(engine, scope.tenantId, (db) =>
    findCustomerKey(db, scope.tenantId, scope.companyIds[0]!, number),
  );
  if (found) return done(found);
  return refuse('customers.not-found', `There is no customer "${number}" in this company.`, { customer: number });
}

const versionMissing = () =>
  refuse(
    'http.malformed',
    'Say in If-Match which version you edit; reading it answers the version.',
    {},
    { field: 'If-Match' },
  );

const contactOf = (body: ContactBody) => ({ ...body, email: body.email ?? null, phone: body.phone ?? null });

export const contactRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/customers/{customer}/contacts',
    operation: 'customers.contacts',
    action: 'customers.view',
    summary: 'Contacts, addresses and payer identities of a customer.',
    params: customerPath,
    query: inCompany,
    response: contactsAnswer,
    refusals: ['customers.not-found'],
    handler: async ({ engine, scope, params }) => {
      const customer = await customerIn(engine, scope, params.customer);
      if (!customer.ok) return customer;
      return done(await loadReach(engine, scope.tenantId, customer.value.customerId));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/customers/{customer}/contacts',
    operation: 'customers.add-contact',
    action: 'customers.edit',
    summary: 'Add a contact to a customer.',
    params: customerPath,
    query: inCompany,
    body: contactBody,
    status: 201,
    response: versionAnswer,
    refusals: ['customers.not-found', 'customers.time-zone'],
    handler: async ({ engine, scope, caller, params, body }) => {
      const customer = await customerIn(engine, scope, params.customer);
      if (!customer.ok) return customer;
      return saveContact(engine, caller, { customer: customer.value, contact: contactOf(body) });
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/customers/{customer}/contacts/{contactId}',
    operation: 'customers.change-contact',
    action: 'customers.edit',
    summary: 'Change a contact of the version in If-Match.',
    params: contactPath,
    query: inCompany,
    body: contactBody,
    response: versionAnswer,
    refusals: ['customers.not-found', 'customers.contact-not-found', 'customers.stale', 'customers.time-zone'],
    handler: async ({ engine, scope, caller, params, body, version }) => {
      if (version === undefined) return versionMissing();
      const customer = await customerIn(engine, scope, params.customer);
      if (!customer.ok) return customer;
      const edits = { id: params.contactId, version };
      return saveContact(engine, caller, { customer: customer.value, contact: contactOf(body), edits });
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/customers/{customer}/contacts/{contactId}/bounce',
    operation: 'customers.clear-bounce',
    action: 'customers.edit',
    summary: 'Write to the address of a contact again although mail to it came back.',
    params: contactPath,
    query: inCompanyWithReason,
    response: versionAnswer,
    refusals: ['customers.not-found', 'customers.contact-not-found', 'customers.not-bounced'],
    handler: async ({ engine, scope, caller, params, query }) => {
      const customer = await customerIn(engine, scope, params.customer);
      if (!customer.ok) return customer;
      return clearBounce(engine, caller, {
        customer: customer.value,
        contactId: params.contactId,
        reason: query.reason,
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/customers/{customer}/settings',
    operation: 'customers.settings',
    action: 'customers.view',
    summary: 'How a customer is treated in a company.',
    params: customerPath,
    query: inCompany,
    response: accountSettingsAnswer,
    refusals: ['customers.not-found'],
    handler: async ({ engine, scope, params }) => {
      const customer = await customerIn(engine, scope, params.customer);
      if (!customer.ok) return customer;
      return done(
        await runQuery(engine, scope.tenantId, async (db) => ({
          ...(await loadAccountSettings(db, scope.tenantId, customer.value.accountId)),
          portfolios: await loadPortfolios(db, scope.tenantId),
        })),
      );
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/customers/{customer}/settings',
    operation: 'customers.change-account',
    action: 'customers.edit',
    summary: 'Change how a customer is treated, of the version in If-Match.',
    params: customerPath,
    query: inCompany,
    body: accountSettingsBody,
    response: versionAnswer,
    refusals: ['customers.not-found', 'customers.portfolio-unknown', 'customers.stale'],
    handler: async ({ engine, scope, caller, params, body, version }) => {
      if (version === undefined) return versionMissing();
      const customer = await customerIn(engine, scope, params.customer);
      if (!customer.ok) return customer;
      return changeAccount(engine, caller, { customer: customer.value, version, settings: body });
    },
  }),
];
