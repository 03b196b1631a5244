/** Gives a customer account to another portfolio; and a portfolio to a substitute while its collector is away. */
import { type Day, dayInZone, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, findKnownPerson, runCommand } from '#platform';
import { loadAccountSettings } from '../contact-queries.ts';
import {
  endSubstituteRow,
  findByNumbers,
  findPortfolio,
  insertSubstitute,
  recordAssignments,
  setPortfolio,
} from '../relation-store.ts';
import { loadAccounts, lockAccounts } from '../store.ts';

/**
 * Moves an account to a portfolio (null: to none) from a day on, not later than today: figures by portfolio follow the
 * one that held it at the time. Refuses `customers.number-unknown`, `customers.portfolio-unknown`,
 * `customers.day-in-future`.
 */
export function assignPortfolio(
  engine: Engine,
  caller: Caller,
  input: { companyId: bigint; timeZone: string; number: string; portfolio: string | null; from: Day; reason: string },
): Promise<Outcome<{ accountId: bigint }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'customers.assign-portfolio', reason: input.reason, input },
    async (tx): Promise<Outcome<{ accountId: bigint }>> => {
      const found = (await findByNumbers(tx.db, tx.tenantId, [input.number])).get(input.number);
      const [account] = found
        ? await loadAccounts(tx.db, tx.tenantId, { companyId: input.companyId, customerIds: [found.id] })
        : [];
      if (!account)
        return refuse('customers.number-unknown', `There is no customer "${input.number}" here. Nothing was changed.`, {
          number: input.number,
        });
      if (input.from > dayInZone(tx.now, input.timeZone))
        return refuse(
          'customers.day-in-future',
          'A portfolio is handed over today or as of an earlier day. Nothing was changed.',
          {},
          { field: 'from' },
        );
      const portfolioId = input.portfolio === null ? null : await findPortfolio(tx.db, tx.tenantId, input.portfolio);
      if (portfolioId === undefined)
        return refuse(
          'customers.portfolio-unknown',
          `There is no portfolio "${input.portfolio}". Nothing was changed.`,
          {},
          { field: 'portfolio' },
        );
      await lockAccounts(tx, [account.id]);
      const before = await loadAccountSettings(tx.db, tx.tenantId, account.id);
      await setPortfolio(tx, account.id, portfolioId);
      recordAssignments(tx, [account.id], input.from);
      tx.accountsChanged([account.id]);
      tx.publish({
        type: 'customers.portfolio-assigned',
        payload: {
          accountId: account.id.toString(),
          until: input.from,
          changes: { portfolio: [before.portfolio, input.portfolio] },
        },
      });
      return done({ accountId: account.id });
    },
  );
}

/**
 * Lets a person work a portfolio for some days beside its collector. Refuses
 * `customers.portfolio-unknown`, `identity.person-not-found`, `customers.relation-days`.
 */
export function substitutePortfolio(
  engine: Engine,
  caller: Caller,
  input: { portfolio: string; personId: bigint; from: Day; to: Day; reason: string },
): Promise<Outcome<{ substituteId: bigint }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'customers.substitute-portfolio', reason: input.reason, input },
    async (tx): Promise<Outcome<{ substituteId: bigint }>> => {
      const portfolioId = await findPortfolio(tx.db, tx.tenantId, input.portfolio);
      if (portfolioId === undefined)
        return refuse(
          'customers.portfolio-unknown',
          `There is no portfolio "${input.portfolio}". Nothing was changed.`,
          {},
          { field: 'portfolio' },
        );
      // Another tenant's person is answered like one who does not exist.
      const person = await findKnownPerson(tx, input.personId);
      if (!person.ok) return person;
      if (input.to < input.from)
        return refuse(
          'customers.relation-days',
          'The last day is before the first. Nothing was changed.',
          {},
          { field: 'to' },
        );
      return done({ substituteId: await insertSubstitute(tx, { ...input, portfolioId }) });
    },
  );
}

/** Ends a substitution before its time. Refuses `customers.substitute-not-found`. */
export function endSubstitution(
  engine: Engine,
  caller: Caller,
  input: { substituteId: bigint; reason: string },
): Promise<Outcome<{ substituteId: bigint }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'customers.end-substitution', reason: input.reason, input },
    async (tx): Promise<Outcome<{ substituteId: bigint }>> =>
      (await endSubstituteRow(tx, input.substituteId))
        ? done({ substituteId: input.substituteId })
        : refuse('customers.substitute-not-found', 'There is no such substitution in force. Nothing was changed.'),
  );
}
