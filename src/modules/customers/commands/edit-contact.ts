/** Adds a contact to a customer, or changes one that nobody else changed meanwhile. */
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { loadContacts } from '../contact-queries.ts';
import type { CustomerKey } from '../model.ts';
import { fieldsThatDiffer } from '../rules/changes.ts';
import { isTimeZone } from '../rules/country-defaults.ts';
import {
  accountIdsOf,
  type ContactWrite,
  demoteOtherContacts,
  insertContact,
  lockAccounts,
  updateContact,
} from '../store.ts';

const contactFields = ['name', 'role', 'email', 'phone', 'language', 'timeZone', 'primary', 'stopped'] as const;

/**
 * Saves a contact; a primary one takes the place of the primary before, and a new address is written to again. With an id the contact is changed if it still has
 * the version that the caller saw. Refuses `customers.time-zone`, `customers.contact-not-found`, and `customers.stale`
 * with both versions in its details.
 */
export function saveContact(
  engine: Engine,
  caller: Caller,
  input: { customer: CustomerKey; contact: ContactWrite; edits?: { id: bigint; version: number } },
): Promise<Outcome<{ id: string; version: number }>> {
  const { customer, contact, edits } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: edits ? 'customers.change-contact' : 'customers.add-contact',
      reason: `Contact of customer ${customer.number} was ${edits ? 'changed' : 'added'}.`,
      input: { customer: customer.number, contact, ...(edits && { edits }) },
    },
    async (tx) => {
      if (!isTimeZone(contact.timeZone))
        return refuse('customers.time-zone', `"${contact.timeZone}" is not a time zone.`, {}, { field: 'timeZone' });
      const accountIds = await accountIdsOf(tx.db, tx.tenantId, [customer.customerId]);
      const account = (await lockAccounts(tx, accountIds)).find((one) => one.id === customer.accountId);
      const before = edits
        ? (await loadContacts(tx.db, tx.tenantId, customer.customerId)).find((one) => one.id === edits.id)
        : undefined;
      const saved = edits
        ? await updateContact(tx, { ...edits, customerId: customer.customerId }, contact)
        : await insertContact(tx, customer.customerId, contact);
      if (!saved) {
        const contacts = await loadContacts(tx.db, tx.tenantId, customer.customerId);
        const theirs = contacts.find((one) => one.id === edits!.id);
        if (!theirs) return refuse('customers.contact-not-found', 'This contact does not exist any more.');
        return refuse(
          'customers.stale',
          'Somebody else changed this contact after you opened it. Nothing was changed; compare both and save again.',
          { yours: contact, theirs: { ...theirs, id: theirs.id.toString() }, version: theirs.version },
        );
      }
      if (contact.primary) await demoteOtherContacts(tx, customer.customerId, saved.id);
      // Its contacts count for a customer's priority in every company.
      tx.accountsChanged(accountIds);
      tx.publish({
        type: 'customers.contact-saved',
        payload: {
          accountId: customer.accountId.toString(),
          companyId: account!.companyId.toString(),
          customer: customer.number,
          as: edits ? 'changed' : 'added',
          changes: before ? fieldsThatDiffer<ContactWrite>(before, contact, contactFields) : {},
        },
      });
      return done({ id: saved.id.toString(), version: saved.version });
    },
  );
}
