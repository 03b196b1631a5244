/** Money that waits with a proposal, and is cleared in part as an item: what was proposed is overtaken, the rest is judged again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile } from '#cash';
import { addDays } from '#kernel';
import { loadChart } from '#ledger';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { clearItems, postDocuments } from '#receivables';
import { type Books, must, openBooks } from '#test/books';
import { houseBank, mt940Day } from '#test/mt940-day';

const day = '2026-03-02';
let books: Books;
let invoiceId: bigint;

interface Seen {
  readonly state: string;
  readonly decision: string;
  readonly version: number;
  readonly itemId: bigint;
}
const receipt = async (): Promise<Seen> => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<Seen>`select state, decision, version, item_id as "itemId" from cash.receipt where tenant_id = ${books.tenantId}`.execute(
      db,
    ),
  );
  return rows[0]!;
};

beforeAll(async () => {
  books = await openBooks({ customers: 1, now: `${day}T09:00:00Z` });
  const { engine, caller, company, tenantId, accounts } = books;
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
  must(
    await createBankAccount(engine, caller, {
      ...{ company, number: houseBank, currency: 'EUR', name: 'House bank', glAccountId },
    }),
  );
  const invoice = {
    accountId: accounts['C1']!,
    documentType: 'invoice' as const,
    number: 'RE-5001',
    documentDate: addDays(day, -40),
    currency: 'EUR',
    amountMinor: 10_000n,
  };
  invoiceId = must(await postDocuments(engine, caller, { company, documents: [invoice] })).posted[0]!.itemIds[0]!;
  // Named, by nobody who is known, and more than is owed: only proposed, and kept for the customer meanwhile.
  const bytes = mt940Day({ day, lines: [[13_000, 'Unbekannt', 'RE-5001']] });
  must(await importBankFile(engine, caller, { name: 'monday.sta', bytes }));
  must(await applyCash(engine, caller, { company, asOf: day }));
});
afterAll(() => books.close());

describe('R33 Money that is judged again', () => {
  it('stays partly applied where a person has cleared a part of it', async () => {
    const { engine, caller, company, tenantId } = books;
    const proposed = await receipt();
    expect(proposed).toMatchObject({ state: 'unapplied', decision: 'propose' });
    const allocations = [{ creditItemId: proposed.itemId, debitItemId: invoiceId, amountMinor: 10_000n }];
    const explanation = 'The customer said so on the phone.';
    must(await clearItems(engine, caller, { company, postingDate: day, allocations, kind: 'manual', explanation }));
    expect(await receipt()).toMatchObject({ state: 'part_applied', decision: 'propose' });
    must(await applyCash(engine, caller, { company, asOf: day }));
    expect(await receipt()).toMatchObject({ state: 'part_applied', decision: 'unidentified' });
    const { checks } = await verify(engine, tenantId);
    expect(checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
