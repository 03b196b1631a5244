/** Saves customers with their accounts, contacts, addresses and payer identities: the master's one way in. */
import { dayInZone, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, type Transaction } from '#platform';
import type { CustomerAccountRecord, CustomerRecord } from '../model.ts';
import { findByNumbers, recordAssignments } from '../relation-store.ts';
import { knownAccountIds, linkParents, lockAccounts, saveDetails, upsertAccounts, upsertCustomers } from '../store.ts';

/**
 * Inserts or changes customers by number, at most 1,000 at once. A repeated save changes nothing but the version; of a known
 * customer, what is left out stays as it is. Refuses a number twice in one call (`customers.number-twice`), an unknown parent
 * (`customers.parent-unknown`) and other payment terms for an account that is there (`customers.terms-governed`: that is
 * `changeTerms`, under authority).
 */
export function saveCustomers(
  engine: Engine,
  caller: Caller,
  input: { customers: readonly CustomerRecord[]; reason?: string },
): Promise<Outcome<{ ids: Record<string, bigint> }>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'customers.save',
      reason: input.reason ?? `${input.customers.length} customers were saved.`,
      input: { numbers: input.customers.map((customer) => customer.number) },
    },
    (tx) => saveCustomersIn(tx, input.customers),
  );
}

/** The same inside a transaction of an upper module. */
export async function saveCustomersIn(
  tx: Transaction,
  customers: readonly CustomerRecord[],
): Promise<Outcome<{ ids: Record<string, bigint> }>> {
  const numbers = new Set(customers.map((customer) => customer.number));
  if (numbers.size !== customers.length) {
    return refuse('customers.number-twice', 'A customer number stands twice in this call. Nothing was changed.');
  }
  // A file may still use a number that was given up: it means the customer who had it.
  const parents = customers.flatMap((customer) => (customer.parentNumber ? [customer.parentNumber] : []));
  const known = await findByNumbers(tx.db, tx.tenantId, [...new Set([...numbers, ...parents])]);
  const current = (number: string): string => known.get(number)?.number ?? number;
  if (new Set([...numbers].map(current)).size !== customers.length) {
    return refuse(
      'customers.number-twice',
      'A customer stands twice in this call, once by an old number. Nothing was changed.',
    );
  }
  const stored = await upsertCustomers(
    tx,
    customers.map((customer) => ({ ...customer, number: current(customer.number) })),
  );
  const ids = new Map(customers.map((customer) => [customer.number, stored.get(current(customer.number))!]));
  const withIds = customers.map((customer) => ({ ...customer, id: ids.get(customer.number)! }));
  const unknown = await linkParents(
    tx,
    withIds.flatMap(({ id, parentNumber }) =>
      parentNumber === undefined ? [] : [{ id, parentNumber: parentNumber === null ? null : current(parentNumber) }],
    ),
  );
  if (unknown.length > 0) {
    return refuse('customers.parent-unknown', `Parent customer ${unknown[0]} does not exist. Nothing was changed.`, {
      unknown,
    });
  }
  const accounts = withIds.flatMap((c) => (c.accounts ?? []).map((account) => ({ ...account, customerId: c.id })));
  const terms = await keepsTerms(tx, accounts);
  if (!terms.ok) return terms;
  const accountIds = await upsertAccounts(tx, accounts);
  if (accountIds.length > 0) recordAssignments(tx, accountIds, dayInZone(tx.now, 'UTC'));
  await saveDetails(tx, withIds);
  tx.count('customers', customers.length);
  return done({ ids: Object.fromEntries(ids) });
}

/** Locks the accounts that are there, and refuses other payment terms for one of them. */
async function keepsTerms(
  tx: Transaction,
  accounts: readonly (CustomerAccountRecord & { customerId: bigint })[],
): Promise<Outcome<null>> {
  const wanted = new Map(accounts.map((one) => [`${one.companyId} ${one.customerId}`, one.paymentTermId]));
  const other = (await lockAccounts(tx, await knownAccountIds(tx, accounts))).find((account) => {
    const term = wanted.get(`${account.companyId} ${account.customerId}`);
    return term !== undefined && term !== account.paymentTermId;
  });
  if (!other) return done(null);
  return refuse(
    'customers.terms-governed',
    `Customer ${other.number} has other payment terms; changing them takes authority (customers.change-terms). Nothing was changed.`,
    { number: other.number },
  );
}
