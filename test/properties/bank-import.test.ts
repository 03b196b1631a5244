/**
 * Bank files in whatever overlap, order, repetition and format: the lines kept are those that the bank booked, once each,
 * and what becomes of them does not depend on the way they came.
 */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile } from '#cash';
import { addDays, makeIban } from '#kernel';
import { loadChart } from '#ledger';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { postDocuments } from '#receivables';
import fc, { runs } from '#test/property';
import { closingOf, type DemoStatement, writeBankFile } from '../../demo/bank-files.ts';
import { type Books, must, openBooks } from '../books.ts';

let books: Books;
let glAccountId: bigint;
beforeAll(async () => {
  books = await openBooks({ customers: 4 });
  const chart = await runQuery(books.engine, books.tenantId, (db) => loadChart(db, books.tenantId, books.company.id));
  glAccountId = chart.find((one) => one.purpose === 'bank')!.id;
});
afterAll(() => books.close());

const payment = fc.record({
  customer: fc.integer({ min: 1, max: 4 }),
  // Few amounts: equal payments on one day are the hard case.
  amountMinor: fc.constantFrom(100_00n, 100_00n, 250_00n, -30_00n, 99_99n),
  text: fc.constantFrom('Danke', 'Danke', 'Rechnung folgt', 'A-1'),
});
const days = fc.array(fc.array(payment, { maxLength: 4 }), { minLength: 3, maxLength: 8 });
const file = fc.record({
  from: fc.nat(),
  length: fc.integer({ min: 1, max: 4 }),
  format: fc.constantFrom('mt940' as const, 'camt' as const),
  again: fc.boolean(),
});

let accounts = 0;

/** A bank account of its own, its invoices, and its statements day by day. */
async function openAccount(book: readonly (readonly { customer: number; amountMinor: bigint; text: string }[])[]) {
  accounts += 1;
  const number = makeIban('DE', `50010517${String(accounts).padStart(10, '0')}`);
  must(
    await createBankAccount(books.engine, books.caller, {
      company: books.company,
      number,
      currency: 'EUR',
      name: `Bank ${accounts}`,
      glAccountId,
    }),
  );
  let openingMinor = 1_000_00n;
  const statements = book.map((payments, index): DemoStatement => {
    const day = addDays('2026-02-02', index);
    const statement: DemoStatement = {
      account: number,
      currency: 'EUR',
      day,
      sequence: index + 1,
      openingMinor,
      payments: payments.map((one) => ({
        company: 0,
        currency: 'EUR',
        day,
        amountMinor: one.amountMinor,
        payer: `Customer C${one.customer}`,
        account: null,
        text: one.text,
        structured: null,
        customer: null,
        numbers: [],
      })),
    };
    openingMinor = closingOf(statement);
    return statement;
  });
  return { number, statements };
}

const linesOf = (number: string) =>
  runQuery(books.engine, books.tenantId, async (db) =>
    (
      await sql<{ day: string; amount: bigint; name: string; text: string; state: string }>`
        select l.booking_date as day, l.amount_minor as amount, coalesce(l.counterparty_name, '') as name, l.remittance as text, l.state
        from cash.v_bank_line l join cash.v_bank_account b on b.tenant_id = l.tenant_id and b.id = l.bank_account_id
        where l.tenant_id = ${books.tenantId} and b.number = ${number}
        order by 1, 2, 3, 4`.execute(db)
    ).rows.map((row) => `${row.day} ${row.amount} ${row.name} ${row.text} ${row.state}`),
  );

describe('R33 R35 Bank files', () => {
  it('give each booked line once, however they overlap', async () => {
    await fc.assert(
      fc.asyncProperty(days, fc.array(file, { minLength: 1, maxLength: 8 }), async (book, files) => {
        const { number, statements } = await openAccount(book);
        const seen = new Set<number>();
        for (const [index, one] of files.entries()) {
          const from = one.from % statements.length;
          const cut = statements.slice(from, from + one.length);
          for (let offset = 0; offset < cut.length; offset += 1) seen.add(from + offset);
          const bytes = writeBankFile(one.format, cut);
          for (let time = 0; time < (one.again ? 2 : 1); time += 1)
            must(await importBankFile(books.engine, books.caller, { name: `${number}-${index}-${time}`, bytes }));
        }
        const expected = [...seen]
          .flatMap((index) =>
            statements[index]!.payments.map(
              (one) => `${statements[index]!.day} ${one.amountMinor} ${one.payer} ${one.text} waiting`,
            ),
          )
          .sort();
        expect((await linesOf(number)).sort()).toEqual(expected);
      }),
      runs.database,
    );
  });

  it('become one receipt each, and the books hold', async () => {
    must(
      await postDocuments(books.engine, books.caller, {
        company: books.company,
        documents: [1, 2, 3, 4].map((n) => ({
          accountId: books.accounts[`C${n}`]!,
          documentType: 'invoice' as const,
          number: `A-${n}`,
          documentDate: '2026-01-05',
          currency: 'EUR',
          amountMinor: BigInt(n) * 100_00n,
        })),
      }),
    );
    must(await applyCash(books.engine, books.caller, { company: books.company, asOf: '2026-12-31' }));
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ lines: bigint; receipts: bigint }>`
        select (select count(*) from cash.v_bank_line where tenant_id = ${books.tenantId}) as lines,
          (select count(*) from cash.v_receipt where tenant_id = ${books.tenantId}) as receipts`.execute(db),
    );
    expect(rows[0]!.receipts).toBe(rows[0]!.lines);
    expect(rows[0]!.lines).toBeGreaterThan(100n);
  });
});
