/**
 * Stopping items by hand: they are reminded of no more, and no cash is applied to them by itself, until the stop is over or
 * ended. What upper modules hold (disputes, promises) stands beside it and is theirs to end.
 */
import { loadCompany } from '#company';
import { lockAccounts } from '#customers';
import { type Day, dayInZone, done, type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, runCommand, type Transaction } from '#platform';
import type { FreeItems, StopItems } from '../contract.ts';
import type { Item } from '../model.ts';
import { loadItems } from '../store/items.ts';
import { accountsOfBlocks, blockItemsIn, endBlocksIn } from './block-items.ts';

/** What a stop by hand comes from: one of each item. */
const sourceOf = (itemId: bigint): string => `stop by hand ${itemId}`;

/**
 * Stops items from today on, in their company's zone. A stop that stands already gets the new end. Refuses
 * `receivables.item-unknown` and `receivables.stop-over` (the last day is gone by).
 */
export function stopItems(
  engine: Engine,
  caller: Caller,
  input: StopItems,
): Promise<CommandOutcome<{ items: number }>> {
  const description = { operation: 'receivables.stop-items', reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ items: number }>> => {
    const taken = await takeItems(tx, input.itemIds);
    if (!taken.ok) return taken;
    const { items, todayOf } = taken.value;
    const { until } = input;
    if (until !== null && items.some((item) => until < todayOf(item)))
      return refuse(
        'receivables.stop-over',
        `${until} is gone by; a stop lasts until a day to come, or until it is ended. Nothing was changed.`,
        {},
        { field: 'until' },
      );
    await endBlocksIn(
      tx,
      items.map((item) => sourceOf(item.id)),
    );
    const blocked = await blockItemsIn(
      tx,
      items.map((item) => ({
        ...{ itemId: item.id, kind: 'stop' as const, amountMinor: null, from: todayOf(item), to: until },
        source: sourceOf(item.id),
      })),
    );
    if (!blocked.ok) return blocked;
    for (const told of byCustomer(items))
      tx.publish({
        type: 'receivables.items-stopped',
        payload: { ...told, ...(until !== null && { changes: { until: [null, until] } }) },
      });
    return done({ items: items.length });
  });
}

/** Ends the stops by hand of items. Refuses `receivables.item-unknown` and `receivables.not-stopped` (none of them is). */
export function freeItems(
  engine: Engine,
  caller: Caller,
  input: FreeItems,
): Promise<CommandOutcome<{ items: number }>> {
  const description = { operation: 'receivables.free-items', reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ items: number }>> => {
    const taken = await takeItems(tx, input.itemIds);
    if (!taken.ok) return taken;
    const { items } = taken.value;
    const stopped: Item[] = [];
    for (const item of items)
      if ((await accountsOfBlocks(tx.db, tx.tenantId, [sourceOf(item.id)])).length > 0) stopped.push(item);
    if (stopped.length === 0)
      return refuse('receivables.not-stopped', 'None of these items is stopped by hand. Nothing was changed.');
    await endBlocksIn(
      tx,
      stopped.map((item) => sourceOf(item.id)),
    );
    for (const told of byCustomer(stopped)) tx.publish({ type: 'receivables.items-freed', payload: told });
    return done({ items: stopped.length });
  });
}

interface Taken {
  readonly items: readonly Item[];
  /** Today in the zone of the item's company. */
  readonly todayOf: (item: Item) => Day;
}

/** The items, read while their accounts are locked. */
async function takeItems(tx: Transaction, itemIds: readonly bigint[]): Promise<Outcome<Taken>> {
  const ids = [...new Set(itemIds)].sort((a, b) => (a < b ? -1 : 1));
  const seen = await loadItems(tx.db, tx.tenantId, { itemIds: ids });
  if (seen.length < ids.length)
    return refuse('receivables.item-unknown', 'There is no such item. Nothing was changed.');
  await lockAccounts(
    tx,
    seen.map((item) => item.accountId),
  );
  const days = new Map<bigint, Day>();
  for (const companyId of new Set(seen.map((item) => item.companyId))) {
    const company = (await loadCompany(tx.db, tx.tenantId, companyId))!;
    days.set(companyId, dayInZone(tx.now, company.timeZone));
  }
  return done({ items: seen, todayOf: (item) => days.get(item.companyId)! });
}

/** What is told of items, of each customer apart: every timeline tells its own. */
function byCustomer(items: readonly Item[]): { accountId: string; companyId: string; numbers: string[] }[] {
  return [...new Set(items.map((item) => item.accountId))].map((accountId) => {
    const own = items.filter((item) => item.accountId === accountId);
    return {
      accountId: accountId.toString(),
      companyId: own[0]!.companyId.toString(),
      numbers: own.map((item) => item.number),
    };
  });
}
