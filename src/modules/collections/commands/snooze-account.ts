/** Takes a customer off the worklist until a day, and back. */
import { lockAccounts } from '#customers';
import { type Day, done, isDay, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { loadSnooze, upsertSnooze } from '../store.ts';

/**
 * Takes a customer off the worklist until a day; a day that has come puts it back. Answers until when it slept before. Where
 * `insteadOf` is given, the day from which it is taken back, and somebody has let it sleep until another day meanwhile, that
 * stands (`collections.snooze-conflict`). Refuses `collections.account-unknown`, `collections.day`.
 */
export function snoozeAccount(
  engine: Engine,
  caller: Caller,
  input: { accountId: bigint; until: Day; reason: string; insteadOf?: Day | undefined },
): Promise<Outcome<{ earlier: Day | null }>> {
  return runCommand(engine, caller, { operation: 'collections.snooze', reason: input.reason, input }, async (tx) => {
    if (!isDay(input.until))
      return refuse('collections.day', `"${input.until}" is not a calendar day.`, {}, { field: 'until' });
    const [account] = await lockAccounts(tx, [input.accountId]);
    if (!account) return refuse('collections.account-unknown', 'There is no such customer account.');
    const earlier = await loadSnooze(tx, input.accountId);
    if (input.insteadOf !== undefined && earlier !== input.insteadOf)
      return refuse(
        'collections.snooze-conflict',
        'Somebody let this customer sleep until another day meanwhile; that stands. Nothing was changed.',
        { until: earlier },
      );
    await upsertSnooze(tx, input.accountId, input.until, input.reason);
    tx.accountsChanged([input.accountId]);
    tx.publish({
      type: 'collections.snoozed',
      payload: {
        accountId: input.accountId.toString(),
        companyId: account.companyId.toString(),
        customer: account.number,
        until: input.until,
      },
    });
    return done({ earlier });
  });
}
