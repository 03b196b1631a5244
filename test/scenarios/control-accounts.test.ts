/** R54 At the end of a month every control account is told beside its items, and the journal of the month is a file. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportLedger } from '#operations';
import { controlAccounts, postDocuments } from '#receivables';
import { type Books, must, openBooks } from '../books.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks({ customers: 1, now: '2026-03-02T09:00:00Z' });
  const of = { accountId: books.accounts['C1']!, currency: 'EUR' };
  must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: [
        { ...of, documentType: 'invoice', number: 'I-1', documentDate: '2026-01-10', amountMinor: 500_00n },
        { ...of, documentType: 'down_payment', number: 'D-1', documentDate: '2026-01-20', amountMinor: -120_00n },
        { ...of, documentType: 'invoice', number: 'I-2', documentDate: '2026-02-05', amountMinor: 70_00n },
      ],
    }),
  );
});
afterAll(() => books.close());

const at = (month: string) => controlAccounts(books.engine, books.tenantId, { company: books.company, month });

describe('R54 Control accounts at the end of a month', () => {
  it('hold what their items come to, special items in an account of their own', async () => {
    const january = await at('2026-01');
    expect(january).toMatchObject({ day: '2026-01-31', companyCurrency: 'EUR' });
    expect(
      january.rows.map((row) => [row.account, row.ledger, row.items, row.difference, row.companyDifference]),
    ).toEqual([
      ['1200', '500.00', '500.00', '0.00', '0.00'],
      ['2110', '-120.00', '-120.00', '0.00', '0.00'],
    ]);
    // The types lead to the items of each account, and to no other's.
    expect(january.rows[1]!.documentTypes).toEqual(['down_payment']);
    expect(january.rows[0]!.documentTypes).toContain('invoice');
    expect(january.rows[0]!.documentTypes).not.toContain('down_payment');
    const february = await at('2026-02');
    expect(february.rows.map((row) => row.ledger)).toEqual(['570.00', '-120.00']);
  });

  it('a month in which nothing was open yet has none', async () => {
    expect((await at('2025-12')).rows).toEqual([]);
  });

  it('the journal of a month is what was posted in it', async () => {
    const journal = async (month?: string): Promise<{ days: string[]; journals: number }> => {
      const pieces: string[] = [];
      const { journals } = await exportLedger(
        books.engine,
        books.tenantId,
        { format: 'csv', companyId: books.company.id, month },
        (text) => void pieces.push(text),
      );
      const lines = pieces.join('').trim().split('\r\n').slice(1);
      return { days: [...new Set(lines.map((line) => line.split(',')[2]!))], journals };
    };
    expect(await journal('2026-01')).toEqual({ days: ['2026-01-10', '2026-01-20'], journals: 2 });
    expect(await journal('2026-02')).toEqual({ days: ['2026-02-05'], journals: 1 });
    expect((await journal()).journals).toBe(3);
  });
});
