/** Creates a legal entity. */
import { done, isCurrency, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, startWithDefaultLimitsIn } from '#platform';
import { insertCompany, type NewCompany } from '../store.ts';

/**
 * Creates a company with its currency, country and time zone, and the limits of authority that every company begins with.
 * Refuses `company.code-taken` and
 * `company.unknown-currency`. The ledger's chart is set up by the ledger's own command.
 */
export function createCompany(engine: Engine, caller: Caller, input: NewCompany): Promise<Outcome<{ id: bigint }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'company.create', reason: `Company ${input.code} was set up.`, input },
    async (tx) => {
      if (!isCurrency(input.currency)) {
        return refuse(
          'company.unknown-currency',
          `"${input.currency}" is not an ISO 4217 currency.`,
          {},
          { field: 'currency' },
        );
      }
      const id = await insertCompany(tx, input);
      if (id === undefined)
        return refuse('company.code-taken', `There is a company "${input.code}" already.`, {}, { field: 'code' });
      await startWithDefaultLimitsIn(tx, engine, { id, currency: input.currency });
      tx.count('companies');
      return done({ id });
    },
  );
}
