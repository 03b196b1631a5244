/** Policy and the analyst's own entries: procedures, calls, notes, snoozes. */
import { lockAccounts } from '#customers';
import { type Day, done, isDay, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import type { DunningRule } from '../model.ts';
import { insertActivity, insertProcedure, upsertSnooze } from '../store.ts';

/** Sets a dunning procedure; the version before stays on record. Refuses levels that are not 1, 2, 3 … (`collections.levels`). */
export function setProcedure(
  engine: Engine,
  caller: Caller,
  input: { code: string; name: string; rule: DunningRule },
): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    { operation: 'collections.set-procedure', reason: `Dunning procedure ${input.code} was set.`, input },
    async (tx) => {
      if (input.rule.levels.some((level, index) => level.level !== index + 1) || input.rule.levels.length === 0) {
        return refuse(
          'collections.levels',
          'The levels of a procedure are numbered 1, 2, 3 …',
          {},
          { field: 'levels' },
        );
      }
      tx.atHead((head) => insertProcedure(tx, head.seq, input));
      return done(null);
    },
  );
}

/**
 * Logs a call or a note on a customer account, with its outcome and the day to look again. Refuses `collections.empty-note`,
 * `collections.account-unknown`, `collections.day`.
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
  },
): Promise<Outcome<{ id: string }>> {
  return runCommand(
    engine,
    caller,
    {
      operation: `collections.log-${input.kind}`,
      reason: input.note.slice(0, 200) || `A ${input.kind} was logged.`,
      input,
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
      const [account] = await lockAccounts(tx, [input.accountId]);
      if (!account) return refuse('collections.account-unknown', 'There is no such customer account.');
      const id = await insertActivity(tx, {
        ...input,
        outcome: input.outcome ?? null,
        followUpDate: input.followUpDate ?? null,
      });
      tx.accountsChanged([input.accountId]);
      return done({ id: id.toString() });
    },
  );
}

/** Takes a customer off the worklist until a day. Refuses `collections.account-unknown`, `collections.day`. */
export function snoozeAccount(
  engine: Engine,
  caller: Caller,
  input: { accountId: bigint; until: Day; reason: string },
): Promise<Outcome<null>> {
  return runCommand(engine, caller, { operation: 'collections.snooze', reason: input.reason, input }, async (tx) => {
    if (!isDay(input.until))
      return refuse('collections.day', `"${input.until}" is not a calendar day.`, {}, { field: 'until' });
    const [account] = await lockAccounts(tx, [input.accountId]);
    if (!account) return refuse('collections.account-unknown', 'There is no such customer account.');
    await upsertSnooze(tx, input.accountId, input.until, input.reason);
    tx.accountsChanged([input.accountId]);
    return done(null);
  });
}
