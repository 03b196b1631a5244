/** Which addresses send our mail back: marked by a delivery report, cleared by a new address or by a person who knows better. */
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, type Transaction } from '#platform';
import type { CustomerKey } from '../model.ts';
import { accountIdsOf, clearBounced, lockAccounts, setBounced } from '../store.ts';

/** Marks the customer's contacts that have this address; answers how many. The customer's accounts are locked. */
export function markBouncedIn(
  tx: Transaction,
  input: { customerId: bigint; address: string; reason: string },
): Promise<number> {
  return setBounced(tx, input);
}

/**
 * The address of a contact is written to again: a person has found it to be right. Refuses `customers.contact-not-found` and
 * `customers.not-bounced`.
 */
export function clearBounce(
  engine: Engine,
  caller: Caller,
  input: { customer: CustomerKey; contactId: bigint; reason: string },
): Promise<Outcome<{ id: string; version: number }>> {
  const { customer, contactId, reason } = input;
  const description = {
    operation: 'customers.clear-bounce',
    reason,
    input: { customer: customer.number, contactId, reason },
  };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ id: string; version: number }>> => {
    const accountIds = await accountIdsOf(tx.db, tx.tenantId, [customer.customerId]);
    await lockAccounts(tx, accountIds);
    const cleared = await clearBounced(tx, customer.customerId, contactId);
    if (cleared === 'absent')
      return refuse('customers.contact-not-found', 'This contact does not exist any more. Nothing was changed.');
    if (cleared === 'not-bounced')
      return refuse('customers.not-bounced', 'No mail to this contact came back. Nothing was changed.');
    tx.accountsChanged(accountIds);
    tx.publish({
      type: 'customers.contact-saved',
      payload: { accountId: customer.accountId.toString(), customer: customer.number, as: 'writable' },
    });
    return done({ id: contactId.toString(), version: cleared });
  });
}
