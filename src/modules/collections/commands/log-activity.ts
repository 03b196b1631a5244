/** What an analyst did with a customer: a call or a note, with its outcome, a promise taken, and the day to look again. */
import type { Company } from '#company';
import { lockAccounts } from '#customers';
import { type Day, done, isDay, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { lockForPromise, recordPromiseIn } from '#promises';
import { insertActivity } from '../store.ts';

/** A promise taken in a call; it is recorded in the same transaction. */
export interface PromiseTaken {
  readonly company: Company;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly promisedDate: Day;
  /** Who gave the promise. */
  readonly contactName?: string | null;
}

/**
 * Logs a call or a note on a customer account. A promise taken in the call is recorded with it, both or none. Refuses
 * `collections.empty-note`, `collections.account-unknown`, `collections.day` and what `recordPromise` refuses.
 */
export function logActivity(
  engine: Engine,
  caller: Caller,
  input: {
    accountId: bigint;
    kind: 'call' | 'note';
    outcome?: string | null;
    note: string;
    day: Day;
    followUpDate?: Day | null;
    promise?: PromiseTaken | null;
  },
): Promise<Outcome<{ id: string; promiseId?: string }>> {
  const { promise = null, ...activity } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: `collections.log-${input.kind}`,
      // The note itself stands in the payload, which can be erased; the record's sentence cannot.
      reason: `A ${input.kind} was logged.`,
      input: promise === null ? activity : { ...activity, promise: { ...promise, company: promise.company.code } },
    },
    async (tx) => {
      if (input.note.trim() === '' && !input.outcome)
        return refuse('collections.empty-note', 'Write what was said, or choose an outcome.', {}, { field: 'note' });
      if (input.followUpDate != null && !isDay(input.followUpDate))
        return refuse(
          'collections.day',
          `"${input.followUpDate}" is not a calendar day.`,
          {},
          { field: 'followUpDate' },
        );
      const { accountId, day } = input;
      const locked =
        promise === null
          ? { accounts: await lockAccounts(tx, [accountId]), items: [] }
          : await lockForPromise(tx, { companyId: promise.company.id, accountId, day });
      const account = locked?.accounts[0];
      if (!account) return refuse('collections.account-unknown', 'There is no such customer account.');
      const id = await insertActivity(tx, {
        ...activity,
        outcome: input.outcome ?? null,
        followUpDate: input.followUpDate ?? null,
      });
      tx.accountsChanged([input.accountId]);
      tx.publish({
        type: 'collections.activity-logged',
        payload: {
          id: id.toString(),
          accountId: input.accountId.toString(),
          companyId: account.companyId.toString(),
          customer: account.number,
        },
      });
      if (promise === null) return done({ id: id.toString() });
      const note = input.note.trim() === '' ? null : input.note;
      const recorded = await recordPromiseIn(tx, { ...promise, accountId, madeDate: day, note }, locked);
      return recorded.ok ? done({ id: id.toString(), promiseId: recorded.value.id }) : recorded;
    },
  );
}
