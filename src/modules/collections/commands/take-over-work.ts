/** Takes over the work with a customer for some days, whoever its portfolio belongs to, and gives it back. */
import { lockAccounts } from '#customers';
import { type Day, done, isDay, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { endTakeover, insertTakeover, loadTakeover } from '../store.ts';

/**
 * Puts a customer among the caller's own from `day`, the company's business day, to the end of `until`. The portfolio and
 * its figures stay as they are; whoever it belongs to sees who works it. Taking over again moves the end. Refuses
 * `collections.account-unknown`, `collections.takeover-day`, `collections.takeover-conflict` while a colleague has it.
 */
export function takeOverWork(
  engine: Engine,
  caller: Caller,
  input: { accountId: bigint; day: Day; until: Day },
): Promise<Outcome<null>> {
  const reason = `The work with the customer was taken over until ${input.until}.`;
  return runCommand(engine, caller, { operation: 'collections.take-over', reason, input }, async (tx) => {
    if (!isDay(input.until) || input.until < input.day)
      return refuse(
        'collections.takeover-day',
        `Work is taken over until today or a later day, not until "${input.until}". Nothing was changed.`,
        {},
        { field: 'until' },
      );
    const [account] = await lockAccounts(tx, [input.accountId]);
    if (!account) return refuse('collections.account-unknown', 'There is no such customer account.');
    const standing = await loadTakeover(tx, input.accountId);
    if (standing && standing.toDate >= input.day && standing.personId !== tx.actor.personId)
      return refuse(
        'collections.takeover-conflict',
        `${standing.person} has taken over this customer until ${standing.toDate}; agree with them and give it back first. Nothing was changed.`,
        { person: standing.person, until: standing.toDate },
      );
    if (standing) await endTakeover(tx, standing.id);
    await insertTakeover(tx, input.accountId, input.day, input.until);
    tx.publish({
      type: 'collections.taken-over',
      payload: {
        accountId: input.accountId.toString(),
        companyId: account.companyId.toString(),
        customer: account.number,
      },
    });
    return done(null);
  });
}

/**
 * Gives the work with a customer back to whoever its portfolio belongs to; anybody who may work it can. Refuses
 * `collections.account-unknown`, `collections.takeover-not-found`.
 */
export function giveBackWork(
  engine: Engine,
  caller: Caller,
  input: { accountId: bigint; day: Day },
): Promise<Outcome<null>> {
  const reason = 'The work with the customer was given back.';
  return runCommand(engine, caller, { operation: 'collections.give-back', reason, input }, async (tx) => {
    const [account] = await lockAccounts(tx, [input.accountId]);
    if (!account) return refuse('collections.account-unknown', 'There is no such customer account.');
    const standing = await loadTakeover(tx, input.accountId);
    if (!standing || standing.toDate < input.day)
      return refuse(
        'collections.takeover-not-found',
        'Nobody has taken this customer over: there is nothing to give back. Nothing was changed.',
      );
    await endTakeover(tx, standing.id);
    tx.publish({
      type: 'collections.given-back',
      payload: {
        accountId: input.accountId.toString(),
        companyId: account.companyId.toString(),
        customer: account.number,
      },
    });
    return done(null);
  });
}
