/** Ends the record of insolvency proceedings over a customer: they were closed, or recorded by mistake. */
import { type Day, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { endInsolvencies, loadInsolvencies, lockEntity } from '../insolvency-store.ts';

/**
 * Contact, set-off and matching go on as before from now on; what was recorded stays on record. Refuses
 * `customers.number-unknown` and `customers.insolvency-none`.
 */
export function liftInsolvency(
  engine: Engine,
  caller: Caller,
  input: { readonly number: string; readonly reason: string; readonly today: Day },
): Promise<Outcome<null>> {
  const { number, reason, today } = input;
  return runCommand(
    engine,
    caller,
    { operation: 'customers.lift-insolvency', reason, input: { number, reason } },
    async (tx): Promise<Outcome<null>> => {
      const entity = await lockEntity(tx, { number, day: today });
      if (!entity)
        return refuse('customers.number-unknown', `There is no customer "${number}". Nothing was changed.`, { number });
      const insolvencies = await loadInsolvencies(tx.db, tx.tenantId, entity.customerIds);
      if (insolvencies.length === 0)
        return refuse(
          'customers.insolvency-none',
          `No insolvency proceedings are recorded over customer ${number}. Nothing was changed.`,
          { number },
        );
      await endInsolvencies(tx, { insolvencies, reason });
      tx.accountsChanged(entity.accountIds);
      tx.publish({
        type: 'customers.insolvency-lifted',
        payload: { number, accountIds: entity.accountIds.map(String) },
      });
      return done(null);
    },
  );
}
