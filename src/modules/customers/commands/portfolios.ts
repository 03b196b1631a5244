/** Portfolios: the customers that one collector looks after. */
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, findKnownPerson, runCommand, type Transaction } from '#platform';
import { changePortfolioRow, insertPortfolio, lockPortfolio } from '../store.ts';

/**
 * Creates a portfolio, with a collector or without one yet. Refuses `customers.portfolio-code`, `customers.portfolio-exists`
 * and `identity.person-not-found`.
 */
export function createPortfolio(
  engine: Engine,
  caller: Caller,
  input: { code: string; name: string; collectorPersonId: bigint | null },
): Promise<Outcome<{ id: bigint }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'customers.create-portfolio', reason: `Portfolio ${input.code} was created.`, input },
    async (tx): Promise<Outcome<{ id: bigint }>> => {
      if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$/.test(input.code))
        return refuse(
          'customers.portfolio-code',
          `"${input.code}" is no code of a portfolio; write letters, digits and dashes. Nothing was changed.`,
          {},
          { field: 'code' },
        );
      const collector = await collectorIn(tx, input.collectorPersonId);
      if (!collector.ok) return collector;
      const id = await insertPortfolio(tx, input);
      if (id !== undefined) return done({ id });
      return refuse(
        'customers.portfolio-exists',
        `There is a portfolio "${input.code}" already. Nothing was changed.`,
        { code: input.code },
        { field: 'code' },
      );
    },
  );
}

interface PortfolioSettings {
  readonly name: string;
  readonly collectorPersonId: bigint | null;
}

/**
 * Gives a portfolio another name or another collector (null: nobody); what is left out stays. Its code stays what files and
 * figures know it by. `seen` is how it was when the caller looked at it: changed by somebody else since, it is not written
 * over. Refuses `customers.portfolio-unknown`, `customers.portfolio-stale`, `customers.nothing-changed` and
 * `identity.person-not-found`.
 */
export function changePortfolio(
  engine: Engine,
  caller: Caller,
  input: {
    code: string;
    name?: string | undefined;
    collectorPersonId?: bigint | null | undefined;
    seen?: PortfolioSettings | undefined;
    reason: string;
  },
): Promise<Outcome<{ id: bigint }>> {
  const { reason, seen, ...wanted } = input;
  return runCommand(
    engine,
    caller,
    { operation: 'customers.change-portfolio', reason, input: wanted },
    async (tx): Promise<Outcome<{ id: bigint }>> => {
      const before = await lockPortfolio(tx, input.code);
      if (!before)
        return refuse(
          'customers.portfolio-unknown',
          `There is no portfolio "${input.code}". Nothing was changed.`,
          {},
          { field: 'portfolio' },
        );
      if (seen && (seen.name !== before.name || seen.collectorPersonId !== before.collectorPersonId))
        return refuse(
          'customers.portfolio-stale',
          'Somebody else changed this portfolio after you opened it. Nothing was changed; compare both and save again.',
          { theirs: { name: before.name, collectorPersonId: before.collectorPersonId?.toString() ?? null } },
        );
      const { name = before.name, collectorPersonId = before.collectorPersonId } = input;
      if (name === before.name && collectorPersonId === before.collectorPersonId)
        return refuse('customers.nothing-changed', 'It has this name and this collector. Nothing was changed.');
      if (collectorPersonId !== before.collectorPersonId) {
        const collector = await collectorIn(tx, collectorPersonId);
        if (!collector.ok) return collector;
      }
      await changePortfolioRow(tx, before.id, { name, collectorPersonId });
      return done({ id: before.id });
    },
  );
}

/** Another tenant's person is answered like one who does not exist. */
const collectorIn = (tx: Transaction, personId: bigint | null): Promise<Outcome<null>> =>
  personId === null ? Promise.resolve(done(null)) : findKnownPerson(tx, personId);
