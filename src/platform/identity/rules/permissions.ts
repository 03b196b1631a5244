/**
 * Which role may do which action. The only such table: routes name an action of it, the authorization matrix is
 * generated from it, and what is not listed is denied. An action is `<module>.<verb>`; "view" covers every reading.
 *
 * Administrators run the installation and do not touch the books; whoever does both holds both roles.
 */

export const roles = [
  'analyst',
  'lead',
  'cash_applier',
  'credit_manager',
  'controller',
  'auditor',
  'administrator',
] as const;

export type Role = (typeof roles)[number];

const everyone: readonly Role[] = roles;
const business: readonly Role[] = ['analyst', 'lead', 'cash_applier', 'credit_manager', 'controller', 'auditor'];

export const permissions = {
  'platform.listen': everyone,
  'identity.view': ['auditor', 'administrator'],
  'identity.manage': ['administrator'],
  'audit.view': ['controller', 'auditor', 'administrator'],
  'audit.erase': ['administrator'],

  'authority.view': everyone,
  'authority.request': ['analyst', 'lead', 'credit_manager', 'controller'],
  'authority.approve': ['lead', 'credit_manager', 'controller'],
  'authority.delegate': ['analyst', 'lead', 'cash_applier', 'credit_manager', 'controller', 'administrator'],
  'authority.set-limits': ['controller', 'administrator'],

  'company.view': everyone,
  'company.edit': ['controller', 'administrator'],

  'customers.view': business,
  'customers.edit': ['analyst', 'lead', 'credit_manager', 'controller'],
  'customers.import': ['lead', 'controller'],
  'customers.view-portfolios': everyone,
  'customers.edit-portfolios': ['lead', 'controller', 'administrator'],

  'ledger.view': ['lead', 'cash_applier', 'controller', 'auditor'],
  'ledger.post': ['controller'],
  'ledger.post-late': ['controller'],
  'ledger.export': ['controller', 'auditor'],
  'ledger.close-period': ['controller'],

  'receivables.view': business,
  'receivables.import': ['lead', 'controller'],
  'receivables.post': ['lead', 'controller'],
  'receivables.attach-files': ['analyst', 'lead', 'cash_applier', 'credit_manager', 'controller'],
  'receivables.deduct': ['analyst', 'lead', 'cash_applier', 'controller'],
  'receivables.transfer': ['lead', 'cash_applier', 'controller'],
  'receivables.write-off': ['analyst', 'lead', 'credit_manager', 'controller'],
  'receivables.view-refunds': ['lead', 'cash_applier', 'controller', 'auditor'],
  'receivables.refund': ['lead', 'cash_applier', 'controller'],
  'receivables.claim-relief': ['controller'],
  'receivables.reverse': ['lead', 'cash_applier', 'controller'],
  'receivables.clear': ['lead', 'cash_applier', 'controller'],
  'receivables.block': ['analyst', 'lead', 'credit_manager', 'controller'],
  'receivables.move-due-days': ['analyst', 'lead', 'credit_manager', 'controller'],

  'cash.view': business,
  'cash.view-bank-accounts': everyone,
  'cash.edit-bank-accounts': ['controller', 'administrator'],
  'cash.import': ['lead', 'cash_applier', 'controller'],
  'cash.apply': ['lead', 'cash_applier', 'controller'],
  'cash.reverse': ['lead', 'cash_applier', 'controller'],
  'cash.return': ['lead', 'cash_applier', 'controller'],
  'cash.view-payments': ['lead', 'cash_applier', 'controller', 'auditor'],
  'cash.pay-refunds': ['lead', 'cash_applier', 'controller'],
  'cash.withdraw-payments': ['lead', 'cash_applier', 'controller'],
  'cash.review-postings': ['lead', 'controller'],
  'cash.edit-return-fee': ['controller'],
  'cash.edit-matching-policy': ['lead', 'controller'],
  'cash.edit-bank-rules': ['lead', 'controller'],
  'cash.edit-payment-services': ['controller'],

  'correspondence.view': business,
  'correspondence.send': ['analyst', 'lead', 'credit_manager', 'controller'],
  'correspondence.edit-templates': ['lead', 'controller'],

  'promises.view': business,
  'promises.record': ['analyst', 'lead', 'credit_manager'],

  'collections.view': business,
  'collections.work': ['analyst', 'lead', 'credit_manager'],
  'collections.run-dunning': ['lead', 'controller'],
  'collections.edit-procedure': ['lead', 'controller'],

  'reconciliation.view': business,
  'reconciliation.compare': ['analyst', 'lead', 'cash_applier', 'controller'],
  'reconciliation.agree': ['analyst', 'lead', 'controller'],
  'reconciliation.withdraw': ['lead', 'controller'],
  'reconciliation.prepare-bank': ['lead', 'cash_applier', 'controller'],
  'reconciliation.sign-bank': ['lead', 'controller'],

  'offsets.view': business,
  'offsets.propose': ['analyst', 'lead', 'cash_applier', 'controller'],
  'offsets.request': ['analyst', 'lead', 'credit_manager', 'controller'],
  'offsets.execute': ['analyst', 'lead', 'cash_applier', 'controller'],
  'offsets.reverse': ['lead', 'cash_applier', 'controller'],
  'offsets.import-payables': ['lead', 'controller'],
  'offsets.edit-agreements': ['controller'],
  'offsets.edit-policy': ['controller'],

  'integrations.view': business,
  'integrations.import': ['lead', 'controller'],
  'integrations.release': ['lead', 'controller'],
  'integrations.export': ['lead', 'cash_applier', 'controller'],

  'operations.view': everyone,
  'operations.save-view': everyone,
  'operations.run-day': ['lead', 'controller', 'administrator'],
  'operations.settle-files': ['lead', 'cash_applier', 'controller', 'administrator'],
  'operations.edit-schedule': ['controller', 'administrator'],
} as const satisfies Record<string, readonly Role[]>;

/** An action of the table above. */
export type Action = keyof typeof permissions;

export const isAction = (name: string): name is Action => Object.hasOwn(permissions, name);

/** Whether a role may do an action; an action that is not in the table is denied. */
export function mayDo(role: Role, action: string): boolean {
  if (!isAction(action)) return false;
  const allowed: readonly Role[] = permissions[action];
  return allowed.includes(role);
}

/** Everything that a role may do, for pages that offer only what is allowed. */
export const actionsOf = (role: Role): Action[] =>
  (Object.keys(permissions) as Action[]).filter((action) => mayDo(role, action));
