/** Saves customers with their accounts, contacts, addresses and payer identities: the master's one way in. */
import { dayInZone, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, type Transaction } from '#platform';
import type { CustomerRecord } from '../model.ts';
import { findByNumbers, recordAssignments } from '../relation-store.ts';
import { linkParents, saveDetails, upsertAccounts, upsertCustomers, upsertPortfolio } from '../store.ts';

/**
 * Inserts or changes customers by number, at most 1,000 at once. A repeated save changes nothing but the version.
 * Refuses a number twice in one call (`customers.number-twice`) and an unknown parent (`customers.parent-unknown`).
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
  const known = await findByNumbers(tx.db, tx.tenantId, [...numbers]);
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
    withIds.flatMap((c) => (c.parentNumber ? [{ id: c.id, parentNumber: c.parentNumber }] : [])),
  );
  if (unknown.length > 0) {
    return refuse('customers.parent-unknown', `Parent customer ${unknown[0]} does not exist. Nothing was changed.`, {
      unknown,
    });
  }
  const accountIds = await upsertAccounts(
    tx,
    withIds.flatMap((c) => (c.accounts ?? []).map((account) => ({ ...account, customerId: c.id }))),
  );
  if (accountIds.length > 0) recordAssignments(tx, accountIds, dayInZone(tx.now, 'UTC'));
  await saveDetails(tx, withIds);
  tx.count('customers', customers.length);
  return done({ ids: Object.fromEntries(ids) });
}

/** Creates or changes a portfolio: the customers that one collector looks after. */
export function savePortfolio(
  engine: Engine,
  caller: Caller,
  input: { code: string; name: string; collectorPersonId: bigint | null },
): Promise<Outcome<{ id: bigint }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'customers.save-portfolio', reason: `Portfolio ${input.code} was saved.`, input },
    async (tx) => done({ id: await upsertPortfolio(tx, input) }),
  );
}
