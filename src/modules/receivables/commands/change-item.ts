/** Changes that a posted item may see: another due day, and reversal of the whole document. Nothing is overwritten. */
import type { Company } from '#company';
import { lockAccounts } from '#customers';
import { type Day, done, isDay, laterDay, type Outcome, periodOf, refuse } from '#kernel';
import { insertJournals, lockPeriods, takeJournalIds } from '#ledger';
import { type Caller, type Engine, runCommand, sql, type Transaction } from '#platform';
import type { Item } from '../model.ts';
import { insertClearings, takeClearingIds } from '../store/clearings.ts';
import { insertEntries, markCleared } from '../store/entries.ts';
import { insertItems, loadItems, markReversed, takeItemIds, updateDueDate, updateOpen } from '../store/items.ts';

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

/**
 * Reverses a whole document that nothing is allocated to: a reversing item and journal that negate it exactly, cleared
 * against it. Refuses `receivables.item-unknown`, `receivables.already-reversed`, `receivables.has-allocations`
 * (take the clearing back first) and what `lockPeriods` refuses.
 */
export function reverseDocument(
  engine: Engine,
  caller: Caller,
  input: { company: Company; itemIds: readonly bigint[]; postingDate: Day; reason: string },
): Promise<Outcome<{ itemIds: readonly bigint[] }>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'receivables.reverse-document',
      reason: input.reason,
      input: { ...input, company: input.company.code },
    },
    (tx) => reverseDocumentIn(tx, input.company, input),
  );
}

/** The same inside a transaction of an upper module. */
export async function reverseDocumentIn(
  tx: Transaction,
  company: Company,
  input: { itemIds: readonly bigint[]; postingDate: Day; reason: string },
): Promise<Outcome<{ itemIds: readonly bigint[] }>> {
  const before = await documentItems(tx, input.itemIds);
  if (before.length === 0 || before.some((item) => item.companyId !== company.id)) {
    return refuse('receivables.item-unknown', 'There is no such document. Nothing was changed.');
  }
  const latest = before.reduce((day, item) => laterDay(day, item.postingDate), input.postingDate);
  const open = await lockPeriods(tx, company.id, [periodOf(latest)]);
  if (!open.ok) return open;
  await lockAccounts(
    tx,
    before.map((item) => item.accountId),
  );
  const items = await documentItems(tx, input.itemIds);
  if (items.some((item) => item.reversedBy !== null)) {
    return refuse('receivables.already-reversed', `${items[0]!.number} was reversed already. Nothing was changed.`);
  }
  const used = items.find((item) => item.openMinor !== item.amountMinor);
  if (used) {
    return refuse(
      'receivables.has-allocations',
      `${used.number} has allocations; take its clearing back first. Nothing was changed.`,
      {
        itemId: used.id.toString(),
      },
    );
  }
  const ids = await takeItemIds(tx, items.length);
  const [journalId] = await takeJournalIds(tx, 1);
  await reverseJournal(tx, items[0]!, journalId!, latest, input.reason);
  const reversing = items.map((item, index) => ({
    ...item,
    id: ids[index]!,
    numberKey: item.referenceKeys[0] ?? item.number,
    documentType: 'reversal' as const,
    source: 'dunwell',
    sourceKey: `reversal of ${item.id}`,
    postingDate: latest,
    documentDate: input.postingDate,
    discountUntil: null,
    discountMinor: null,
    amountMinor: -item.amountMinor,
    companyAmountMinor: -item.companyAmountMinor,
    taxMinor: 0n,
    linkedItemId: item.id,
    journalId: journalId!,
    text: input.reason,
  }));
  await insertItems(tx, reversing);
  await clearAgainstReversal(tx, company, items, reversing, latest, input.reason);
  await markReversed(
    tx,
    items.map((item) => item.id),
    ids[0]!,
  );
  tx.accountsChanged(items.map((item) => item.accountId));
  tx.itemsTouched([...items.map((item) => item.id), ...ids]);
  tx.count('documents.reversed');
  return done({ itemIds: ids });
}

/** All items of the documents that the given items belong to: a document is reversed whole, with every instalment. */
async function documentItems(tx: Transaction, itemIds: readonly bigint[]): Promise<Item[]> {
  const { rows } = await sql<{ id: bigint }>`
    select distinct o.id from receivables.item i
    join receivables.item o on o.tenant_id = i.tenant_id and o.journal_id = i.journal_id
    where i.tenant_id = ${tx.tenantId} and i.id = any(${itemIds as bigint[]}::bigint[]) order by o.id`.execute(tx.db);
  return loadItems(tx.db, tx.tenantId, { itemIds: rows.map((row) => row.id) });
}

async function reverseJournal(
  tx: Transaction,
  item: Item,
  id: bigint,
  postingDate: Day,
  reason: string,
): Promise<void> {
  const { rows } = await sql<{
    account_id: bigint;
    item_id: bigint | null;
    currency: string;
    amount_minor: bigint;
    company_amount_minor: bigint;
  }>`
    select account_id, item_id, currency, amount_minor, company_amount_minor from ledger.v_line
    where tenant_id = ${tx.tenantId} and journal_id = ${item.journalId} order by line`.execute(tx.db);
  await insertJournals(tx, [
    {
      id,
      companyId: item.companyId,
      postingDate,
      documentDate: postingDate,
      kind: 'reversal',
      explanation: `Reversal of ${item.number}: ${reason}`,
      reversalOf: item.journalId,
      lines: rows.map((row) => ({
        accountId: row.account_id,
        itemId: row.item_id,
        currency: row.currency,
        amountMinor: -row.amount_minor,
        companyAmountMinor: -row.company_amount_minor,
      })),
    },
  ]);
}

async function clearAgainstReversal(
  tx: Transaction,
  company: Company,
  items: readonly Item[],
  reversing: readonly (Omit<Item, 'openMinor' | 'openCompanyMinor' | 'reversedBy'> & { id: bigint })[],
  day: Day,
  reason: string,
): Promise<void> {
  const [clearingId] = await takeClearingIds(tx, 1);
  const absolute = (value: bigint): bigint => (value < 0n ? -value : value);
  await insertClearings(
    tx,
    [
      {
        id: clearingId!,
        companyId: company.id,
        accountId: items[0]!.accountId,
        effectiveDate: day,
        kind: 'document_reversal',
        explanation: reason,
        journalId: null,
        reversalOf: null,
      },
    ],
    items.map((item, index) => {
      const other = reversing[index]!;
      const [credit, debit] = item.amountMinor < 0n ? [item, other] : [other, item];
      return {
        clearingId: clearingId!,
        creditItemId: credit.id,
        debitItemId: debit.id,
        effectiveDate: day,
        creditAmountMinor: absolute(item.amountMinor),
        debitAmountMinor: absolute(item.amountMinor),
        creditCompanyMinor: absolute(item.companyAmountMinor),
        debitCompanyMinor: absolute(item.companyAmountMinor),
      };
    }),
  );
  const both = [...items.map((item) => item.id), ...reversing.map((item) => item.id)];
  await updateOpen(tx, new Map(both.map((id) => [id, { openMinor: 0n, openCompanyMinor: 0n }])));
  tx.atHead(async (head) => {
    const entry = (of: (typeof reversing)[number] | Item, amountMinor: bigint, companyAmountMinor: bigint) => ({
      ...of,
      itemId: of.id,
      effectiveDate: day,
      amountMinor,
      companyAmountMinor,
    });
    const entries = [
      ...reversing.map((of) => entry(of, of.amountMinor, of.companyAmountMinor)),
      ...reversing.map((of) => entry(of, -of.amountMinor, -of.companyAmountMinor)),
      ...items.map((of) => entry(of, -of.amountMinor, -of.companyAmountMinor)),
    ];
    await insertEntries(tx, head, entries, tx.nextOrdinal(entries.length));
    await markCleared(tx, head, both, []);
  });
}
