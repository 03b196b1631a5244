/** Gives a customer another number; the old one finds it for ever. */
import { type Day, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { findByNumbers, insertNumberAlias, lockCustomers } from '../relation-store.ts';
import { accountIdsOf } from '../store.ts';

/**
 * Renumbers a customer from a day on. Nothing of its items moves: they are its, under any number; reports as of an
 * earlier day show the old one. Renumbering back undoes it. Refuses `customers.number-unknown`, `customers.number-taken`
 * (by another customer, now or before) and `customers.number-empty`.
 */
export function renumberCustomer(
  engine: Engine,
  caller: Caller,
  input: { number: string; newNumber: string; from: Day; reason: string },
): Promise<Outcome<{ customerId: bigint; number: string }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'customers.renumber', reason: input.reason, input },
    async (tx): Promise<Outcome<{ customerId: bigint; number: string }>> => {
      const newNumber = input.newNumber.trim();
      if (newNumber === '') return refuse('customers.number-empty', 'Say the new number.', {}, { field: 'newNumber' });
      const seen = await findByNumbers(tx.db, tx.tenantId, [input.number]);
      await lockCustomers(
        tx,
        [...seen.values()].map((one) => one.id),
      );
      const found = await findByNumbers(tx.db, tx.tenantId, [input.number, newNumber]);
      const customer = found.get(input.number);
      if (!customer)
        return refuse('customers.number-unknown', `There is no customer "${input.number}". Nothing was changed.`, {
          number: input.number,
        });
      const holder = found.get(newNumber);
      if (holder && (holder.id !== customer.id || holder.number === newNumber))
        return refuse(
          'customers.number-taken',
          `The number ${newNumber} is, or was, that of ${holder.name}. Nothing was changed.`,
          { number: newNumber },
          { field: 'newNumber' },
        );
      await insertNumberAlias(tx, {
        customerId: customer.id,
        from: customer.number,
        to: newNumber,
        day: input.from,
        reason: input.reason,
      });
      tx.publish({
        type: 'customers.renumbered',
        payload: {
          from: customer.number,
          to: newNumber,
          day: input.from,
          accountIds: (await accountIdsOf(tx.db, tx.tenantId, [customer.id])).map(String),
          changes: { number: [customer.number, newNumber] },
        },
      });
      return done({ customerId: customer.id, number: newNumber });
    },
  );
}
