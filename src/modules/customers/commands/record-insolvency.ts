/** Records that insolvency proceedings were opened over a customer: contact, set-off and automatic matching stop. */
import { type Day, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { insertInsolvencies, loadInsolvencies, lockEntity } from '../insolvency-store.ts';

export interface NewInsolvency {
  readonly number: string;
  readonly openedOn: Day;
  /** The court and its number of the case. */
  readonly courtReference: string;
  /** Where it is known from. */
  readonly source: string;
  readonly claimDeadline?: Day | null;
}

/**
 * Records proceedings over a customer and all that read as one with it on `today`. From then on nobody is written to, nothing
 * is set off and no money is applied by itself, until a person lifts it. Refuses `customers.number-unknown`,
 * `customers.insolvency-day` (a day to come, or a deadline before the opening) and `customers.insolvency-known`.
 */
export function recordInsolvency(
  engine: Engine,
  caller: Caller,
  input: NewInsolvency & { readonly today: Day },
): Promise<Outcome<{ customers: number }>> {
  const { today, number, openedOn, courtReference, source } = input;
  const claimDeadline = input.claimDeadline ?? null;
  return runCommand(
    engine,
    caller,
    {
      operation: 'customers.record-insolvency',
      reason: `Insolvency proceedings over customer ${number} since ${openedOn}, ${courtReference}: ${source}.`,
      input: { number, openedOn, courtReference, source, claimDeadline },
    },
    async (tx): Promise<Outcome<{ customers: number }>> => {
      if (openedOn > today)
        return refuse(
          'customers.insolvency-day',
          `Proceedings are recorded when they are open; ${openedOn} is to come. Nothing was changed.`,
          { today },
          { field: 'openedOn' },
        );
      if (claimDeadline !== null && claimDeadline < openedOn)
        return refuse(
          'customers.insolvency-day',
          'Claims cannot be due before the proceedings were opened. Nothing was changed.',
          {},
          { field: 'claimDeadline' },
        );
      const entity = await lockEntity(tx, { number, day: today });
      if (!entity)
        return refuse('customers.number-unknown', `There is no customer "${number}". Nothing was changed.`, { number });
      const known = await loadInsolvencies(tx.db, tx.tenantId, entity.customerIds);
      const customerIds = entity.customerIds.filter((id) => !known.some((one) => one.customerId === id));
      if (customerIds.length === 0)
        return refuse(
          'customers.insolvency-known',
          `Proceedings over customer ${number} are recorded already, since ${known[0]!.openedOn}. Nothing was changed.`,
          { openedOn: known[0]!.openedOn },
        );
      await insertInsolvencies(tx, { customerIds, openedOn, courtReference, source, claimDeadline });
      tx.accountsChanged(entity.accountIds);
      tx.publish({
        type: 'customers.insolvency-recorded',
        payload: { number, openedOn, until: openedOn, accountIds: entity.accountIds.map(String) },
      });
      return done({ customers: customerIds.length });
    },
  );
}
