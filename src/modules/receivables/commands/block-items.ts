/** Blocks: a dispute, promise, plan, legal case or stop that stands on an item, written for upper modules. */

import { lockAccounts } from '#customers';
import { type Day, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, type Sql, sql, type Transaction } from '#platform';
import type { BlockKind, Item } from '../model.ts';
import { loadItems } from '../store/items.ts';

export interface NewBlock {
  readonly itemId: bigint;
  readonly kind: BlockKind;
  /** Null blocks the whole item. */
  readonly amountMinor: bigint | null;
  readonly from: Day;
  readonly to: Day | null;
  /** What it comes from, such as `promise 12` or `dispute 7`; ending is by source. */
  readonly source: string;
}

/** Sets blocks on items. Refuses an item that does not exist (`receivables.item-unknown`). */
export function blockItems(
  engine: Engine,
  caller: Caller,
  input: { blocks: readonly NewBlock[]; reason: string },
): Promise<Outcome<{ blocked: number }>> {
  return runCommand(engine, caller, { operation: 'receivables.block', reason: input.reason, input }, (tx) =>
    blockItemsIn(tx, input.blocks),
  );
}

/** The same inside a transaction of an upper module. A block of the same source and item is not doubled. */
export async function blockItemsIn(
  tx: Transaction,
  blocks: readonly NewBlock[],
): Promise<Outcome<{ blocked: number }>> {
  const items = await loadItems(tx.db, tx.tenantId, { itemIds: blocks.map((block) => block.itemId) });
  const known = new Set(items.map((item) => item.id));
  if (blocks.some((block) => !known.has(block.itemId))) {
    return refuse('receivables.item-unknown', 'An item to be blocked does not exist. Nothing was changed.');
  }
  await lockAccounts(
    tx,
    items.map((item) => item.accountId),
  );
  return done(blockLockedItems(tx, items, blocks));
}

/** The same for items that were read while their accounts are locked; it waits for nothing. */
export function blockLockedItems(
  tx: Transaction,
  items: readonly Item[],
  blocks: readonly NewBlock[],
): { blocked: number } {
  const accountOf = new Map(items.map((item) => [item.id, item.accountId]));
  tx.send(sql`
      insert into receivables.block (tenant_id, seq, item_id, account_id, kind, amount_minor, from_date, to_date, source)
      select ${tx.tenantId}, ${-tx.commandId}, b.*
      from unnest(${blocks.map((b) => b.itemId)}::bigint[], ${blocks.map((b) => accountOf.get(b.itemId)!)}::bigint[],
        ${blocks.map((b) => b.kind)}::text[], ${blocks.map((b) => b.amountMinor)}::bigint[], ${blocks.map((b) => b.from)}::date[],
        ${blocks.map((b) => b.to)}::date[], ${blocks.map((b) => b.source)}::text[]) as b(item_id, account_id, kind, amount_minor, from_date, to_date, source)
      where not exists (
        select 1 from receivables.block o
        where o.tenant_id = ${tx.tenantId} and o.item_id = b.item_id and o.source = b.source and o.ended_seq is null
      )`);
  // The projectors of this command must see the block already; its place in the order of commits is known at the head.
  tx.atHead(async (head) => {
    tx.send(sql`update receivables.block set seq = ${head.seq} where tenant_id = ${tx.tenantId} and seq = ${-tx.commandId}
        and item_id = any(${blocks.map((b) => b.itemId)}::bigint[])`);
  });
  tx.accountsChanged(blocks.map((b) => accountOf.get(b.itemId)!));
  tx.count('blocks', blocks.length);
  return { blocked: blocks.length };
}

/** Ends every block of a source. */
export function endBlocks(
  engine: Engine,
  caller: Caller,
  input: { source: string; reason: string },
): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    { operation: 'receivables.end-blocks', reason: input.reason, input },
    async (tx) => {
      await endBlocksIn(tx, [input.source]);
      return done(null);
    },
  );
}

/** The accounts on which blocks of these sources stand: what has to be locked to end them. */
export async function accountsOfBlocks(db: Sql, tenantId: bigint, sources: readonly string[]): Promise<bigint[]> {
  if (sources.length === 0) return [];
  const { rows } = await sql<{ account_id: bigint }>`
    select distinct account_id from receivables.block
    where tenant_id = ${tenantId} and source = any(${sources as string[]}::text[]) and ended_seq is null`.execute(db);
  return rows.map((row) => row.account_id);
}

/** The same for several sources, inside a transaction of an upper module. */
export async function endBlocksIn(tx: Transaction, sources: readonly string[]): Promise<void> {
  const accountIds = await accountsOfBlocks(tx.db, tx.tenantId, sources);
  if (accountIds.length === 0) return;
  await lockAccounts(tx, accountIds);
  tx.accountsChanged(accountIds);
  tx.send(sql`update receivables.block set ended_seq = ${-tx.commandId}
      where tenant_id = ${tx.tenantId} and source = any(${sources as string[]}::text[]) and ended_seq is null`);
  tx.atHead(async (head) => {
    tx.send(sql`update receivables.block set ended_seq = ${head.seq}
      where tenant_id = ${tx.tenantId} and source = any(${sources as string[]}::text[]) and ended_seq = ${-tx.commandId}`);
  });
}
