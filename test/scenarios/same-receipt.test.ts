/** One receipt that four users match at once, undo at once and match again: one of them wins each time, and the books hold. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, applyReceipt, createBankAccount, importBankFile } from '#cash';
import { verify } from '#operations';
import { type Engine, openDatabase, runQuery, sql } from '#platform';
import { postDocuments, reverseClearing } from '#receivables';
import { type Books, must, openBooks } from '#test/books';
import { houseBank, mt940Day } from '#test/mt940-day';

const day = '2026-03-02';
const users = 4;
const rounds = 12;
let books: Books;
let engines: Engine[];
const pools: { close(): Promise<void> }[] = [];
let itemIds: readonly bigint[];

const ask = async <T>(text: ReturnType<typeof sql<T>>): Promise<T[]> =>
  (await runQuery(books.engine, books.tenantId, (db) => text.execute(db))).rows;
const receipt = async () =>
  (
    await ask(sql<{ id: bigint; version: number; state: string; left: bigint }>`
      select r.id, r.version, r.state, -i.open_minor as left from cash.v_receipt r
      join receivables.v_item i on i.tenant_id = r.tenant_id and i.id = r.item_id
      where r.tenant_id = ${books.tenantId}`)
  )[0]!;
/** What stands cleared on the four invoices, and on the receipt, in all. */
const standing = async () => {
  const [row] = await ask(sql<{ invoices: bigint; clearings: bigint }>`
    select (select sum(10000 - open_minor)::bigint from receivables.v_item
        where tenant_id = ${books.tenantId} and id = any(${itemIds as bigint[]}::bigint[])) as invoices,
      (select count(*) from receivables.v_allocation a where a.tenant_id = ${books.tenantId} and a.reversal_of is null
        and not exists (select from receivables.v_allocation b where b.tenant_id = a.tenant_id and b.reversal_of = a.clearing_id)) as clearings`);
  return [row!.invoices, row!.clearings];
};
const everyUser = <T>(work: (engine: Engine, user: number) => Promise<T>): Promise<T[]> =>
  Promise.all(engines.map((engine, user) => work(engine, user)));

beforeAll(async () => {
  books = await openBooks({ customers: 1, now: `${day}T09:00:00Z` });
  const { engine, caller, company, accounts } = books;
  must(await createBankAccount(engine, caller, { company, number: houseBank, currency: 'EUR', name: 'House bank' }));
  const documents = Array.from({ length: users }, (_, index) => ({
    ...{
      accountId: accounts['C1']!,
      documentType: 'invoice' as const,
      number: `RE-${index}`,
      documentDate: '2026-01-02',
    },
    ...{ currency: 'EUR', amountMinor: 100_00n },
  }));
  itemIds = must(await postDocuments(engine, caller, { company, documents })).posted.map((one) => one.itemIds[0]!);
  // Four invoices of one amount: nobody knows by the money which of them it pays.
  const bytes = mt940Day({ day, lines: [[100_00, 'Customer C1', 'Danke']] });
  must(await importBankFile(engine, caller, { name: 'monday.sta', bytes }));
  must(await applyCash(engine, caller, { company, asOf: day }));
  engines = Array.from({ length: users }, () => {
    const database = openDatabase({ appUrl: books.appUrl }, { poolSize: 2 });
    pools.push(database);
    return { ...engine, database };
  });
});
afterAll(async () => {
  for (const pool of pools) await pool.close();
  await books.close();
});

describe('R33 R5 The same receipt', () => {
  it('matched by four users at once, undone and redone: one wins each time, every cent is allocated once', async () => {
    const { caller, company, tenantId } = books;
    for (let round = 0; round < rounds; round += 1) {
      const { id, version, left } = await receipt();
      expect(left).toBe(100_00n);
      const matched = await everyUser((engine, user) =>
        applyReceipt(engine, caller, {
          ...{ company, receiptId: id, version, versionNow: version },
          allocations: [{ itemId: itemIds[(user + round) % users]!, receiptAmountMinor: 100_00n, adjustments: [] }],
        }),
      );
      expect(matched.filter((one) => one.ok).length).toBe(1);
      expect(await receipt()).toMatchObject({ state: 'applied', left: 0n });
      expect(await standing()).toEqual([100_00n, 1n]);
      const [clearing] = await ask(sql<{ id: bigint }>`
        select max(clearing_id) as id from receivables.v_allocation where tenant_id = ${tenantId} and reversal_of is null`);
      const undone = await everyUser((engine) =>
        reverseClearing(engine, caller, {
          company,
          clearingId: clearing!.id,
          postingDate: day,
          reason: 'Another one.',
        }),
      );
      expect(undone.filter((one) => one.ok).length).toBe(1);
      expect(await receipt()).toMatchObject({ state: 'unapplied', left: 100_00n });
      expect(await standing()).toEqual([0n, 0n]);
    }
    const { checks } = await verify(books.engine, tenantId);
    expect(checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
