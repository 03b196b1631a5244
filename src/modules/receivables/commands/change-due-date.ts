/** Gives an open item another due day. Nothing is overwritten: what was known before stays known. */
import { lockAccounts } from '#customers';
import { type Day, done, isDay, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, sql } from '#platform';
import { markCleared } from '../store/entries.ts';
import { loadItems, updateDueDate } from '../store/items.ts';

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
      await lockAccounts(tx, [found.accountId]);
      const [item] = await loadItems(tx.db, tx.tenantId, { itemIds: [input.itemId] });
      if (item!.dueDate === input.dueDate) return done({ dueDate: input.dueDate });
      await updateDueDate(tx, input.itemId, input.dueDate);
      tx.atHead(async (head) => {
        // Every amount moved so far leaves the old due day and enters the new one, each with its own effective day.
        await sql`
        insert into receivables.entry (tenant_id, seq, item_id, company_id, account_id, aging_class, currency, document_date, due_date,
          effective_date, amount_minor, company_amount_minor, cleared_date, cleared_seq, ordinal)
        select tenant_id, ${head.seq}, item_id, company_id, account_id, aging_class, currency, document_date,
          case side when 1 then due_date else ${input.dueDate}::date end, effective_date,
          case side when 1 then -amount else amount end, case side when 1 then -company_amount else company_amount end,
          'infinity', 9223372036854775807, ${tx.nextOrdinal(1_000_000)} + row_number() over ()
        from (
          select tenant_id, item_id, company_id, account_id, aging_class, currency, document_date, due_date, effective_date,
            sum(amount_minor) as amount, sum(company_amount_minor) as company_amount
          from receivables.entry where tenant_id = ${tx.tenantId} and item_id = ${input.itemId}
          group by 1, 2, 3, 4, 5, 6, 7, 8, 9 having sum(amount_minor) <> 0
        ) moved cross join generate_series(1, 2) as side`.execute(tx.db);
        if (item!.openMinor === 0n) await markCleared(tx, head, [input.itemId], []);
      });
      tx.accountsChanged([item!.accountId]);
      tx.itemsTouched([input.itemId]);
      return done({ dueDate: input.dueDate });
    },
  );
}
