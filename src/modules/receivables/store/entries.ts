/** The entry table: every amount that moved an item, with its day and sequence. Written while the head is locked. */
import { type Head, sql, type Transaction } from '#platform';
import type { AgingClass } from '../model.ts';

export interface NewEntry {
  readonly itemId: bigint;
  readonly companyId: bigint;
  readonly accountId: bigint;
  readonly agingClass: AgingClass;
  readonly currency: string;
  readonly documentDate: string;
  readonly dueDate: string;
  readonly effectiveDate: string;
  readonly amountMinor: bigint;
  readonly companyAmountMinor: bigint;
}

/** Appends entries under the command's sequence. */
export async function insertEntries(
  tx: Transaction,
  head: Head,
  entries: readonly NewEntry[],
  firstOrdinal: number,
): Promise<void> {
  if (entries.length === 0) return;
  const column = <T>(pick: (entry: NewEntry) => T): T[] => entries.map(pick);
  tx.send(sql`
    insert into receivables.entry (tenant_id, seq, item_id, company_id, account_id, aging_class, currency, document_date, due_date,
      effective_date, amount_minor, company_amount_minor, ordinal)
    select ${tx.tenantId}, ${head.seq}, e.*
    from unnest(${column((e) => e.itemId)}::bigint[], ${column((e) => e.companyId)}::bigint[], ${column((e) => e.accountId)}::bigint[],
      ${column((e) => e.agingClass)}::text[], ${column((e) => e.currency)}::text[], ${column((e) => e.documentDate)}::date[],
      ${column((e) => e.dueDate)}::date[], ${column((e) => e.effectiveDate)}::date[], ${column((e) => e.amountMinor)}::bigint[],
      ${column((e) => e.companyAmountMinor)}::bigint[], ${entries.map((_, index) => firstOrdinal + index)}::integer[]) as e`);
}

/**
 * Marks the entries of items at zero as cleared from their latest day on, under this sequence; and takes the mark off
 * items that are open again. A reader may skip an entry only when both marks are past.
 */
export async function markCleared(
  tx: Transaction,
  head: Head,
  clearedItemIds: readonly bigint[],
  reopenedItemIds: readonly bigint[],
): Promise<void> {
  if (clearedItemIds.length > 0) {
    tx.send(sql`
      update receivables.entry e set cleared_date = c.day, cleared_seq = ${head.seq}
      from (
        select item_id, max(effective_date) as day from receivables.entry
        where tenant_id = ${tx.tenantId} and item_id = any(${clearedItemIds as bigint[]}::bigint[]) group by item_id
      ) c
      where e.tenant_id = ${tx.tenantId} and e.item_id = c.item_id`);
  }
  if (reopenedItemIds.length > 0) {
    tx.send(sql`
      update receivables.entry set cleared_date = 'infinity', cleared_seq = 9223372036854775807
      where tenant_id = ${tx.tenantId} and item_id = any(${reopenedItemIds as bigint[]}::bigint[]) and cleared_date <> 'infinity'`);
  }
}

/**
 * Moves items to other due days: every amount moved so far leaves the old day and enters the new one under this
 * sequence, each with its own effective day. What was known before stays as it was.
 */
export async function moveEntries(
  tx: Transaction,
  head: Head,
  itemIds: readonly bigint[],
  dueDates: readonly string[],
  firstOrdinal: number,
): Promise<void> {
  await sql`
    insert into receivables.entry (tenant_id, seq, item_id, company_id, account_id, aging_class, currency, document_date, due_date,
      effective_date, amount_minor, company_amount_minor, cleared_date, cleared_seq, ordinal)
    select tenant_id, ${head.seq}, item_id, company_id, account_id, aging_class, currency, document_date,
      case side when 1 then due_date else new_due_date end, effective_date,
      case side when 1 then -amount else amount end, case side when 1 then -company_amount else company_amount end,
      'infinity', 9223372036854775807, ${firstOrdinal} + row_number() over ()
    from (
      select e.tenant_id, e.item_id, e.company_id, e.account_id, e.aging_class, e.currency, e.document_date, e.due_date, e.effective_date,
        d.new_due_date, sum(e.amount_minor) as amount, sum(e.company_amount_minor) as company_amount
      from unnest(${itemIds as bigint[]}::bigint[], ${dueDates as string[]}::date[]) as d(id, new_due_date)
      join receivables.entry e on e.tenant_id = ${tx.tenantId} and e.item_id = d.id
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 having sum(e.amount_minor) <> 0
    ) moved cross join generate_series(1, 2) as side`.execute(tx.db);
}
