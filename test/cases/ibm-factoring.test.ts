/**
 * The IBM accounts-receivable set (a year and a half of invoices of a hundred customers, in the shared corpus) taken in as a
 * company would take it: customers and open items by a mapping, money as it came, everything cleared; aged debt at ten days
 * equals a plain count over the rows, before and after all was paid.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAccounts } from '#customers';
import { importCustomers, importItems } from '#integrations';
import { addDays, type Day, daysBetween } from '#kernel';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { aging, blockItems, clearItems, loadItems, postDocuments } from '#receivables';
import { type Books, must, openBooks } from '#test/books';
import { corpusFolder } from '#test/corpus/suite';

const corpus = corpusFolder();
const sets = [
  { name: 'ibm-factoring', dateOrder: 'DMY' },
  { name: 'ibm-factoring-original', dateOrder: 'MDY' },
] as const;

interface Invoice {
  readonly customer: string;
  readonly number: string;
  readonly documentDate: Day;
  readonly dueDate: Day;
  readonly settledDate: Day;
  readonly amountMinor: bigint;
  readonly disputed: boolean;
}

const buckets = [30, 60, 90];

describe.skipIf(!corpus).each(sets)('R9 R67 The IBM set, $name', ({ name, dateOrder }) => {
  let books: Books;
  let invoices: Invoice[];
  let bytes: Uint8Array;
  beforeAll(async () => {
    books = await openBooks({ customers: 0, now: '2014-02-03T09:00:00Z' });
    bytes = readFileSync(join(corpus!, 'ar-datasets', name, 'WA_Fn-UseC_-Accounts-Receivable.csv'));
    // Read by itself, with nothing of the import: what the books are compared with.
    const [header, ...rows] = new TextDecoder()
      .decode(bytes)
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(','));
    const at = (row: readonly string[], column: string): string =>
      row[header!.findIndex((one) => one.toLowerCase() === column.toLowerCase())]!;
    const day = (text: string): Day => {
      const [a, b, year] = text.split('/');
      const [month, date] = dateOrder === 'DMY' ? [b, a] : [a, b];
      return `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}`;
    };
    invoices = rows.map((row) => ({
      customer: at(row, 'customerID'),
      number: at(row, 'invoiceNumber'),
      documentDate: day(at(row, 'InvoiceDate')),
      dueDate: day(at(row, 'DueDate')),
      settledDate: day(at(row, 'SettledDate')),
      amountMinor: BigInt(
        at(row, 'InvoiceAmount').replace(
          /^(\d+)(?:\.(\d{1,2}))?$/,
          (_, whole, cents = '') => whole + cents.padEnd(2, '0'),
        ),
      ),
      disputed: at(row, 'Disputed') === 'Yes',
    }));
  });
  afterAll(() => books.close());

  /** Open and not yet settled at the end of the day, by bucket of lateness. */
  const expected = (asOf: Day, settled: boolean): bigint[] => {
    const columns = Array.from({ length: buckets.length + 2 }, () => 0n);
    for (const one of invoices) {
      if (one.documentDate > asOf || (settled && one.settledDate <= asOf)) continue;
      const late = daysBetween(one.dueDate, asOf);
      columns[late <= 0 ? 0 : 1 + buckets.filter((end) => late > end).length]! += one.amountMinor;
    }
    return columns;
  };
  const tenDays = Array.from({ length: 10 }, (_, index) => addDays('2012-03-31', index * 70));
  const aged = async (asOf: Day): Promise<bigint[]> => {
    const report = must(
      await aging(books.engine, books.tenantId, {
        companyId: books.company.id,
        asOf,
        asKnown: null,
        by: 'customer',
        buckets,
        basis: 'due',
        view: 'net',
      }),
    );
    const [unapplied, ...columns] = report.totals.find((one) => one.currency === 'EUR')?.amountsMinor ?? [];
    expect(unapplied ?? 0n).toBe(0n);
    return columns.length > 0 ? columns : Array.from({ length: buckets.length + 2 }, () => 0n);
  };

  it('is taken in whole: 100 customers, 2,466 invoices, 147,703.18', async () => {
    const { engine, caller, company } = books;
    const customers = must(
      await importCustomers(engine, caller, {
        company,
        fileName: 'customers.csv',
        bytes: customerFile(invoices),
      }),
    );
    expect(customers).toMatchObject({ imported: 100, bad: [] });
    const items = must(
      await importItems(engine, caller, {
        company,
        fileName: `${name}.csv`,
        bytes,
        mapping: {
          name,
          kind: 'items',
          delimiter: ',',
          dateOrder,
          decimalMark: '.',
          columns: {
            customer: 'customerID',
            number: 'invoiceNumber',
            type: { constant: 'invoice' },
            documentDate: 'InvoiceDate',
            dueDate: 'DueDate',
            currency: { constant: 'EUR' },
            amount: 'InvoiceAmount',
          },
        },
      }),
    );
    expect(items).toMatchObject({ rows: 2466, imported: 2466, known: 0, bad: [] });
    expect(invoices.reduce((sum, one) => sum + one.amountMinor, 0n)).toBe(14_770_318n);
    const { total } = await runQuery(
      engine,
      books.tenantId,
      async (db) =>
        (await sql<{ total: bigint }>`select sum(open_minor)::bigint as total from receivables.v_item`.execute(db))
          .rows[0]!,
    );
    expect(total).toBe(14_770_318n);
    for (const asOf of tenDays) expect([asOf, await aged(asOf)]).toEqual([asOf, expected(asOf, false)]);
  });

  it('its 561 disputed invoices are blocked, and stay in the balance', async () => {
    const { engine, caller, company, tenantId } = books;
    const disputed = invoices.filter((one) => one.disputed);
    expect(disputed).toHaveLength(561);
    const ids = await itemIds();
    must(
      await blockItems(engine, caller, {
        blocks: disputed.map((one) => ({
          itemId: ids.get(one.number)!.id,
          kind: 'dispute' as const,
          amountMinor: null,
          from: one.dueDate,
          to: null,
          source: name,
        })),
        reason: 'The customer disputes.',
      }),
    );
    const { blocked } = await runQuery(
      engine,
      tenantId,
      async (db) =>
        (
          await sql<{
            blocked: bigint;
          }>`select count(*) as blocked from receivables.v_block where tenant_id = ${tenantId}`.execute(db)
        ).rows[0]!,
    );
    expect(blocked).toBe(561n);
    expect(company.code).toBe('DE01');
  });

  const itemIds = async () => {
    const items = await runQuery(books.engine, books.tenantId, (db) =>
      loadItems(db, books.tenantId, { openOfCompany: books.company.id }),
    );
    return new Map(items.map((item) => [item.number, item]));
  };

  it('is settled as the money came; aged debt of every past day is as it was, 877 were late, and all is tied out', async () => {
    const { engine, caller, company, tenantId } = books;
    const ids = await itemIds();
    const accounts = new Map(
      (await runQuery(engine, tenantId, (db) => loadAccounts(db, tenantId, { companyId: company.id }))).map((one) => [
        one.number,
        one.id,
      ]),
    );
    const ordered = [...invoices].sort((a, b) => (a.settledDate < b.settledDate ? -1 : 1));
    for (let start = 0; start < ordered.length; start += 500) {
      const chunk = ordered.slice(start, start + 500);
      const { posted } = must(
        await postDocuments(engine, caller, {
          company,
          documents: chunk.map((one) => ({
            accountId: accounts.get(one.customer)!,
            documentType: 'payment',
            number: `PAY ${one.number}`,
            documentDate: one.settledDate,
            currency: 'EUR',
            amountMinor: -one.amountMinor,
          })),
        }),
      );
      const days = new Map<Day, { creditItemId: bigint; debitItemId: bigint; amountMinor: bigint }[]>();
      for (const [index, one] of chunk.entries()) {
        const day = days.get(one.settledDate) ?? [];
        day.push({
          creditItemId: posted[index]!.itemIds[0]!,
          debitItemId: ids.get(one.number)!.id,
          amountMinor: one.amountMinor,
        });
        days.set(one.settledDate, day);
      }
      for (const [postingDate, allocations] of days) {
        must(
          await clearItems(engine, caller, {
            company,
            allocations,
            postingDate,
            kind: 'cash_application',
            explanation: 'Each payment names its invoice.',
          }),
        );
      }
    }
    for (const asOf of tenDays) expect([asOf, await aged(asOf)]).toEqual([asOf, expected(asOf, true)]);
    expect(await aged('2014-02-03')).toEqual([0n, 0n, 0n, 0n, 0n]);
    const { late } = await runQuery(
      engine,
      tenantId,
      async (db) =>
        (
          await sql<{ late: bigint }>`select count(*) as late from receivables.v_allocation a
            join receivables.v_item i on i.tenant_id = a.tenant_id and i.id = a.debit_item_id
            where a.tenant_id = ${tenantId} and a.effective_date > i.due_date`.execute(db)
        ).rows[0]!,
    );
    expect(late).toBe(877n);
    expect((await verify(engine, tenantId)).checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});

/** One row a customer: the set has no master data of its own. */
function customerFile(invoices: readonly Invoice[]): Uint8Array {
  const numbers = [...new Set(invoices.map((one) => one.customer))].sort();
  return new TextEncoder().encode(
    `number,name,country\n${numbers.map((one) => `${one},Customer ${one},US`).join('\n')}\n`,
  );
}
