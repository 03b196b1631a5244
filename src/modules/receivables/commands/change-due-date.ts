/** Gives open items other due days. Nothing is overwritten: what was known before stays known. */
import { lockAccounts } from '#customers';
import { type Day, done, isDay, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, type Transaction } from '#platform';
import { appendEntries, moveEntries } from '../store/entries.ts';
import { loadItems, updateDueDates } from '../store/items.ts';

/**
 * Gives an open item another due day. What was known before keeps the old one: the entries move from the old due day to
 * the new under this command's sequence. Refuses `receivables.item-unknown`, `receivables.malformed-day`.
 */
export function changeDueDate(
  engine: Engine,
  caller: Caller,
  input: { itemId: bigint; dueDate: Day; reason: string },
): Promise<Outcome<{ dueDate: Day }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'receivables.change-due-date', reason: input.reason, input },
    async (tx) => {
      if (!isDay(input.dueDate))
        return refuse(
          'receivables.malformed-day',
          `"${input.dueDate}" is not a calendar day.`,
          {},
          { field: 'dueDate' },
        );
      const [found] = await loadItems(tx.db, tx.tenantId, { itemIds: [input.itemId] });
      if (!found) return refuse('receivables.item-unknown', 'There is no such item. Nothing was changed.');
      await changeDueDatesIn(tx, [{ itemId: input.itemId, dueDate: input.dueDate }], [found.accountId]);
      tx.publish({
        type: 'receivables.due-date-changed',
        payload: {
          accountId: found.accountId.toString(),
          companyId: found.companyId.toString(),
          numbers: [found.number],
          changes: { dueDate: [found.dueDate, input.dueDate] },
        },
      });
      return done({ dueDate: input.dueDate });
    },
  );
}

/** Due days of any number of items inside a transaction of an upper module, in a fixed number of statements. */
export async function changeDueDatesIn(
  tx: Transaction,
  changes: readonly { readonly itemId: bigint; readonly dueDate: Day }[],
  accountIds: readonly bigint[],
): Promise<void> {
  await lockAccounts(tx, accountIds);
  const items = await loadItems(tx.db, tx.tenantId, { itemIds: changes.map((change) => change.itemId) });
  const wanted = new Map(changes.map((change) => [change.itemId, change.dueDate]));
  const moved = items.filter((item) => item.dueDate !== wanted.get(item.id));
  if (moved.length === 0) return;
  const ids = moved.map((item) => item.id);
  const days = moved.map((item) => wanted.get(item.id)!);
  await updateDueDates(tx, ids, days);
  moveEntries(tx, ids, days);
  appendEntries(tx, [], { cleared: moved.filter((item) => item.openMinor === 0n).map((item) => item.id) });
  tx.accountsChanged(moved.map((item) => item.accountId));
  tx.itemsTouched(ids);
}
