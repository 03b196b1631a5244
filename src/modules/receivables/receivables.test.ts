/** Posting, clearing, reversing and aging told as stories on a real database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changePeriod } from '#ledger';
import { runQuery, sql } from '#platform';
import {
  type Aging,
  aging,
  clearItems,
  loadItems,
  moveDueDays,
  postDocuments,
  reverseClearing,
  reverseDocument,
} from '#receivables';
import { type Books, must, openBooks, refusalOf } from '#test/books';

let books: Books;
beforeAll(async () => {
  books = await openBooks({ customers: 12 });
});
afterAll(() => books.close());

const invoice = (customer: string, number: string, amountMinor: bigint, documentDate: string, more: object = {}) => ({
  accountId: books.accounts[customer]!,
  documentType: 'invoice' as const,
  number,
  documentDate,
  currency: 'EUR',
  amountMinor,
  ...more,
});
const post = (documents: Parameters<typeof postDocuments>[2]['documents']) =>
  postDocuments(books.engine, books.caller, { company: books.company, documents });
const payment = (customer: string, amountMinor: bigint, documentDate: string, more: object = {}) => ({
  ...invoice(customer, '', -amountMinor, documentDate, more),
  documentType: 'payment' as const,
  number: null,
});
const age = async (customer: string, asOf: string, more: object = {}): Promise<Aging> =>
  must(
    await aging(books.engine, books.tenantId, {
      companyId: books.company.id,
      asOf,
      asKnown: null,
      by: 'customer',
      buckets: [30, 60, 90, 120],
      basis: 'due',
      view: 'net',
      customerId: books.customers[customer]!,
      ...more,
    }),
  );
const clear = (creditItemId: bigint, debitItemId: bigint, amountMinor: bigint, postingDate: string) =>
  clearItems(books.engine, books.caller, {
    company: books.company,
    allocations: [{ creditItemId, debitItemId, amountMinor }],
    postingDate,
    kind: 'manual',
    explanation: 'Applied by hand in a test.',
  });
const seqCount = () =>
  runQuery(
    books.engine,
    books.tenantId,
    async (db) =>
      (await sql<{ n: bigint }>`select seq as n from platform.head where tenant_id = ${books.tenantId}`.execute(db))
        .rows[0]!.n,
  );

describe('R2 R5 Posting', () => {
  it('posts an invoice once, however often it arrives', async () => {
    const first = must(await post([invoice('C1', 'INV-1', 10_000n, '2026-01-05')]));
    const again = must(await post([invoice('C1', 'INV-1', 10_000n, '2026-01-05')]));
    expect(first.posted[0]!.existing).toBe(false);
    expect(again.posted[0]).toEqual({ ...first.posted[0], existing: true });
    expect((await age('C1', '2026-02-10')).rows[0]!.amountsMinor).toEqual([0n, 0n, 10_000n, 0n, 0n, 0n, 0n]);
  });

  it('refuses the same number with another amount and changes nothing', async () => {
    const before = await seqCount();
    expect(refusalOf(await post([invoice('C1', 'INV-1', 10_001n, '2026-01-05')]))).toBe('receivables.key-differs');
    expect(await seqCount()).toBe(before);
  });

  it('refuses a closed month', async () => {
    must(
      await changePeriod(books.engine, books.caller, {
        companyId: books.company.id,
        month: '2025-06',
        state: 'closed',
        reason: 'June is done.',
      }),
    );
    expect(refusalOf(await post([invoice('C1', 'INV-OLD', 1n, '2025-06-30')]))).toBe('ledger.period-closed');
  });

  it('numbers our own documents without a gap, also after a refusal', async () => {
    const one = must(await post([payment('C2', 500n, '2026-01-06')]));
    expect(refusalOf(await post([payment('C2', 500n, '2026-01-06'), invoice('C1', 'INV-1', 1n, '2026-01-05')]))).toBe(
      'receivables.key-differs',
    );
    const two = must(await post([payment('C2', 500n, '2026-01-06')]));
    expect([one.posted[0]!.number, two.posted[0]!.number]).toEqual(['RC-2026-000001', 'RC-2026-000002']);
  });
});

describe('R2 R5 Clearing', () => {
  it('applies a payment in part, then in full, and takes it back', async () => {
    const [inv] = must(await post([invoice('C3', 'INV-3', 10_000n, '2026-01-05')])).posted;
    const [pay] = must(await post([payment('C3', 10_000n, '2026-02-10')])).posted;
    must(await clear(pay!.itemIds[0]!, inv!.itemIds[0]!, 4_000n, '2026-02-10'));
    expect((await age('C3', '2026-02-10')).rows[0]!.amountsMinor).toEqual([-6_000n, 0n, 6_000n, 0n, 0n, 0n, 0n]);
    const rest = must(await clear(pay!.itemIds[0]!, inv!.itemIds[0]!, 6_000n, '2026-02-12'));
    expect((await age('C3', '2026-02-12')).rows).toEqual([]);
    // As of the day before, nothing changed.
    expect((await age('C3', '2026-02-11')).rows[0]!.amountsMinor).toEqual([-6_000n, 0n, 6_000n, 0n, 0n, 0n, 0n]);
    must(
      await reverseClearing(books.engine, books.caller, {
        company: books.company,
        clearingId: rest.clearingId,
        postingDate: '2026-02-20',
        reason: 'The cheque bounced.',
      }),
    );
    expect((await age('C3', '2026-02-20')).rows[0]!.amountsMinor).toEqual([-6_000n, 0n, 6_000n, 0n, 0n, 0n, 0n]);
    expect((await age('C3', '2026-02-15')).rows).toEqual([]);
    expect(
      refusalOf(
        await reverseClearing(books.engine, books.caller, {
          company: books.company,
          clearingId: rest.clearingId,
          postingDate: '2026-02-21',
          reason: 'Twice.',
        }),
      ),
    ).toBe('receivables.already-reversed');
  });

  it('never leaves a document that was said to be cleared at once as it was not', async () => {
    const [due] = must(await post([invoice('C12', 'AT-ONCE', 100_00n, '2026-03-02')])).posted;
    await expect(post([payment('C12', 100_00n, '2026-03-05', { clearedAtOnce: true })])).rejects.toThrow(
      'would not equal its original less its allocations',
    );
    const items = await runQuery(books.engine, books.tenantId, (db) =>
      loadItems(db, books.tenantId, { openOfAccounts: [books.accounts['C12']!] }),
    );
    expect(items.map((item) => [item.id, item.openMinor])).toEqual([[due!.itemIds[0]!, 100_00n]]);
  });

  it('never allocates more than is open', async () => {
    const [inv] = must(await post([invoice('C4', 'INV-4', 1_000n, '2026-01-05')])).posted;
    const [pay] = must(await post([payment('C4', 5_000n, '2026-01-20')])).posted;
    expect(refusalOf(await clear(pay!.itemIds[0]!, inv!.itemIds[0]!, 1_001n, '2026-01-20'))).toBe(
      'receivables.over-allocated',
    );
  });

  it('posts the realised exchange difference between invoice and receipt', async () => {
    const [inv] = must(await post([invoice('C5', 'INV-5', 10_000n, '2026-01-05', { currency: 'USD' })])).posted;
    const { recordExchangeRates } = await import('#company');
    must(
      await recordExchangeRates(books.engine, books.caller, [
        { from: 'USD', to: 'EUR', day: '2026-02-01', rate: '0.85', source: 'test' },
      ]),
    );
    const [pay] = must(await post([payment('C5', 10_000n, '2026-02-02', { currency: 'USD' })])).posted;
    must(await clear(pay!.itemIds[0]!, inv!.itemIds[0]!, 10_000n, '2026-02-02'));
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ amount: bigint }>`
        select l.company_amount_minor as amount from ledger.v_journal j join ledger.v_line l on l.tenant_id = j.tenant_id and l.journal_id = j.id
        join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id
        where j.tenant_id = ${books.tenantId} and j.kind = 'exchange_difference' and a.purpose = 'exchange_differences'`.execute(
        db,
      ),
    );
    expect(rows).toEqual([{ amount: 500n }]);
    const items = await runQuery(books.engine, books.tenantId, (db) =>
      loadItems(db, books.tenantId, { itemIds: [...inv!.itemIds, ...pay!.itemIds] }),
    );
    expect(items.map((item) => [item.openMinor, item.openCompanyMinor])).toEqual([
      [0n, 0n],
      [0n, 0n],
    ]);
  });

  it('reverses a document whole, and refuses while something is allocated to it', async () => {
    const [inv] = must(await post([invoice('C6', 'INV-6', 900n, '2026-01-05')])).posted;
    const [pay] = must(await post([payment('C6', 100n, '2026-01-06')])).posted;
    const cleared = must(await clear(pay!.itemIds[0]!, inv!.itemIds[0]!, 100n, '2026-01-06'));
    const reverse = () =>
      reverseDocument(books.engine, books.caller, {
        company: books.company,
        itemIds: inv!.itemIds,
        postingDate: '2026-01-31',
        reason: 'Wrong customer.',
      });
    expect(refusalOf(await reverse())).toBe('receivables.has-allocations');
    must(
      await reverseClearing(books.engine, books.caller, {
        company: books.company,
        clearingId: cleared.clearingId,
        postingDate: '2026-01-07',
        reason: 'Undo.',
      }),
    );
    must(await reverse());
    expect((await age('C6', '2026-01-31')).rows[0]!.totalMinor).toBe(-100n);
    expect((await age('C6', '2026-01-30')).rows[0]!.totalMinor).toBe(800n);
    expect(refusalOf(await reverse())).toBe('receivables.already-reversed');
  });
});

describe('R9 As of and as known', () => {
  it('shows what was known then, although it was corrected since', async () => {
    books.clock.set('2026-03-01T10:00:00Z');
    const [inv] = must(await post([invoice('C7', 'INV-7', 7_000n, '2026-01-01')])).posted;
    books.clock.set('2026-03-05T10:00:00Z');
    must(
      await moveDueDays(books.engine, books.caller, {
        itemIds: [inv!.itemIds[0]!],
        dueDate: '2026-03-31',
        reason: 'Agreed with the buyer.',
      }),
    );
    const [pay] = must(await post([payment('C7', 7_000n, '2026-02-25')])).posted;
    must(await clear(pay!.itemIds[0]!, inv!.itemIds[0]!, 7_000n, '2026-02-25'));
    expect((await age('C7', '2026-02-28')).rows).toEqual([]);
    const known = await age('C7', '2026-02-28', { asKnown: '2026-03-02T00:00:00Z' });
    expect(known.rows[0]!.amountsMinor).toEqual([0n, 0n, 7_000n, 0n, 0n, 0n, 0n]);
    expect((await age('C7', '2026-02-20')).rows[0]!.amountsMinor).toEqual([0n, 7_000n, 0n, 0n, 0n, 0n, 0n]);
    expect((await age('C7', '2026-02-28', { asKnown: '2026-02-28T00:00:00Z' })).rows).toEqual([]);
  });
});
