/** What every posting ends with: journals, items, their tax and their entries, a fixed number of statements. */
import { insertJournals, type NewJournal } from '#ledger';
import type { Transaction } from '#platform';
import { appendEntries } from '../store/entries.ts';
import { type ItemRow, insertItems } from '../store/items.ts';
import { insertItemTaxes, type NewItemTax } from '../store/taxes.ts';

/** Writes planned documents. Noted items get no entries: aging never sees them. */
export async function writePostings(
  tx: Transaction,
  planned: {
    readonly journals: readonly (NewJournal & { id: bigint })[];
    readonly rows: readonly ItemRow[];
    readonly taxes: readonly NewItemTax[];
  },
): Promise<void> {
  const posted = planned.rows.filter((row) => !row.noted);
  await insertJournals(tx, planned.journals);
  await insertItems(tx, planned.rows);
  await insertItemTaxes(tx, planned.taxes);
  if (posted.length === 0) return;
  appendEntries(
    tx,
    posted.map((row) => ({ ...row, itemId: row.id, effectiveDate: row.postingDate })),
  );
  tx.accountsChanged(posted.map((row) => row.accountId));
  tx.itemsPosted(posted.map((row) => row.id));
}
