/** Customers and open items from tables: good rows go in once, bad rows come back, nothing is lost or doubled. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUpTax } from '#company';
import { readTable, type WorkbookCell, writeWorkbook } from '#formats';
import { changePeriod } from '#ledger';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { openDeduction, reverseDocument } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '#test/books';
import fc, { runs } from '#test/property';
import { importCustomers, importItems } from './index.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks({ customers: 3 });
});
afterAll(() => books.close());

const bytes = (...lines: string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\r\n')}\r\n`);
const items = (lines: string[], more: object = {}) =>
  importItems(books.engine, books.caller, {
    company: books.company,
    fileName: 'items.csv',
    bytes: bytes(...lines),
    ...more,
  });
const customers = (lines: string[], more: object = {}) =>
  importCustomers(books.engine, books.caller, {
    company: books.company,
    fileName: 'customers.csv',
    bytes: bytes(...lines),
    ...more,
  });
const count = async (from: string): Promise<bigint> =>
  runQuery(
    books.engine,
    books.tenantId,
    async (db) => (await sql<{ n: bigint }>`select count(*) as n from ${sql.raw(from)}`.execute(db)).rows[0]!.n,
  );

const header = 'customer,number,type,documentDate,dueDate,currency,amount,text';

describe('items', () => {
  it('takes the good rows and returns each bad one with row, column, value and reason', async () => {
    const result = must(
      await items([
        header,
        'C1,A-1,invoice,2026-01-02,2026-02-01,EUR,119.00,first',
        'C9,A-2,invoice,2026-01-02,,EUR,10.00,',
        'C1,A-3,invoice,2026-02-30,,EUR,10.00,',
        'C1,A-4,invoice,2026-01-02,,EUR,10.005,',
        'C1,A-5,invoice,2026-01-02,,XXZ,10.00,',
        'C1,A-6,invoice,2026-01-02,,EUR,0,',
        'C2,A-7,,2026-01-02,,EUR,-50.00,=cmd()',
        'C2,A-8,bill,2026-01-02,,EUR,5.00,',
        'C2,A-1,invoice,2026-01-02,,EUR,119.00,',
        'C2,,invoice,2026-01-02,,EUR,5.00,',
        'C2,A-9,invoice,2026-01-02,,USD,100.00,',
        'C2,A-10,invoice,2020-01-02,,USD,100.00,',
      ]),
    );
    expect(result).toMatchObject({ rows: 12, imported: 3, known: 0 });
    expect(result.bad.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, 'customer', 'items.customer-unknown'],
      [4, 'documentDate', 'table.date-malformed'],
      [5, 'amount', 'money.too-fine'],
      [6, 'currency', 'table.currency-unknown'],
      [7, 'amount', 'items.zero'],
      [9, 'type', 'items.type-unknown'],
      [10, 'number', 'items.twice'],
      [11, 'number', 'table.value-missing'],
      [13, 'currency', 'items.rate-missing'],
    ]);
    expect(await count(`receivables.v_item where number in ('A-1', 'A-7', 'A-9')`)).toBe(3n);
  });

  it('takes a workbook like a CSV, its amounts to the last unit and its days as days', async () => {
    const rows: WorkbookCell[][] = [
      ['C1', 'X-1', 'invoice', { day: '2026-01-02' }, { day: '2026-02-01' }, 'EUR', { amount: '1234.56' }, 'first'],
      ['C1', 'X-2', 'invoice', { day: '2026-01-02' }, null, 'EUR', { amount: '0.005' }, 'finer than a cent'],
    ];
    const pieces: Uint8Array[] = [];
    writeWorkbook({ name: 'Items', header: header.split(','), rows }, (piece) => pieces.push(piece));
    const result = must(await items([], { fileName: 'items.xlsx', bytes: new Uint8Array(Buffer.concat(pieces)) }));
    expect(result).toMatchObject({ file: 'items.xlsx', rows: 2, imported: 1 });
    expect(result.bad.map(({ row, column, code }) => [row, column, code])).toEqual([[3, 'amount', 'money.too-fine']]);
    const known = await runQuery(books.engine, books.tenantId, async (db) =>
      sql<{ open: bigint; due: string }>`
        select amount_minor as open, due_date as due from receivables.v_item where tenant_id = ${books.tenantId} and number = 'X-1'`.execute(
        db,
      ),
    );
    expect(known.rows).toEqual([{ open: 123_456n, due: '2026-02-01' }]);
  });

  it('takes every document type with its special GL account, tax code, reason and linked document', async () => {
    must(await setUpTax(books.engine, books.caller));
    const lines = [
      'customer,number,type,specialGl,documentDate,amount,tax,taxCode,reasonCode,linkedDocument',
      // The memo stands before its invoice: links are found in the whole file, and in the books.
      'C3,T-CM,credit_memo,,2026-01-03,-11.90,,,,T-IN',
      'C3,T-IN,invoice,,2026-01-02,119.00,,S,,',
      'C3,T-IN7,invoice,,2026-01-02,107.00,7.00,R,,',
      'C3,T-DE,deduction,,2026-01-02,10.00,,,PRICE,T-IN',
      'C3,T-DR,down_payment_request,,2026-01-02,50.00,,,,',
      'C3,T-DP,,down_payment,2026-01-02,-20.00,,,,',
      'C3,T-BE,,bill,2026-01-02,30.00,,,,',
      'C3,T-RT,retention,,2026-01-02,40.00,,,,',
      'C3,T-WT,withholding_tax,,2026-01-02,5.00,,,,',
      'C3,T-FC,finance_charge,,2026-01-02,4.00,,,,',
      'C3,T-AD,adjustment,,2026-01-02,-3.00,,,ROUNDING,',
      'C3,T-X1,invoice,,2026-01-02,1.00,,XX,,',
      'C3,T-X2,invoice,,2026-01-02,1.00,,,NONE,',
      'C3,T-X3,credit_memo,,2026-01-02,-1.00,,,,T-NOWHERE',
      'C3,T-X4,invoice,guarantee,2026-01-02,1.00,,,,',
      'C3,T-X5,retention,,2026-01-02,-1.00,,,,',
    ];
    const result = must(await items(lines));
    expect(result).toMatchObject({ rows: 16, imported: 11 });
    expect(result.bad.map(({ row, column, code }) => [row, column, code])).toEqual([
      [13, 'taxCode', 'items.tax-code-unknown'],
      [14, 'reasonCode', 'items.reason-unknown'],
      [15, 'linkedDocument', 'items.linked-unknown'],
      [16, 'specialGl', 'items.special-gl-unknown'],
      [17, 'amount', 'items.sign'],
    ]);
    expect(must(await items(lines))).toMatchObject({ imported: 0, known: 11 });
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<Record<string, unknown>>`
        select i.number, i.tax_minor, i.special_gl, i.noted, l.number as linked from receivables.v_item i
        left join receivables.v_item l on l.tenant_id = i.tenant_id and l.id = i.linked_item_id
        where i.tenant_id = ${books.tenantId} and i.number like 'T-%'`.execute(db),
    );
    const of = (number: string) => rows.find((row) => row['number'] === number);
    expect(of('T-IN')).toMatchObject({ tax_minor: 19_00n });
    expect(of('T-IN7')).toMatchObject({ tax_minor: 7_00n });
    expect(of('T-CM')).toMatchObject({ linked: 'T-IN', tax_minor: -1_90n });
    expect(of('T-DR')).toMatchObject({ noted: true });
    expect(of('T-DP')).toMatchObject({ special_gl: 'down_payment' });
    expect(of('T-BE')).toMatchObject({ special_gl: 'bill' });
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
  });

  it('knows its rows again, and does not change what is posted', async () => {
    const before = await count('ledger.v_journal');
    const result = must(
      await items([
        header,
        'C1,A-1,invoice,2026-01-02,2026-02-01,EUR,119.00,first',
        'C1,A-9,invoice,2026-01-02,,USD,100.00,',
        'C2,A-7,credit_memo,2026-01-02,,EUR,50.00,',
      ]),
    );
    expect(result).toMatchObject({ imported: 0, known: 2 });
    expect(result.bad.map((one) => one.code)).toEqual(['items.differs']);
    expect(await count('ledger.v_journal')).toBe(before);
  });

  it('knows what was made here: a list that carries a deduction of ours counts it once', async () => {
    must(await items([header, 'C2,OWN-1,invoice,2026-01-02,2026-02-01,EUR,100.00,']));
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ id: bigint }>`select id from receivables.v_item
        where tenant_id = ${books.tenantId} and number = 'OWN-1'`.execute(db),
    );
    const made = must(
      await openDeduction(books.engine, books.caller, {
        ...{ itemId: rows[0]!.id, amount: '30.00', postingDate: '2026-01-05', reason: 'Damaged.' },
      }),
    );
    const before = await count('ledger.v_journal');
    const list = (customer: string, amount: string) => [
      header,
      'C2,OWN-1,invoice,2026-01-02,2026-02-01,EUR,100.00,',
      `${customer},${made.number},deduction,2026-01-05,2026-02-01,EUR,${amount},`,
    ];
    expect(must(await items(list('C2', '30.00')))).toMatchObject({ imported: 0, known: 2, bad: [] });
    for (const other of [list('C2', '31.00'), list('C1', '30.00')])
      expect(must(await items(other)).bad.map((one) => one.code)).toEqual(['items.differs']);
    expect(await count('ledger.v_journal')).toBe(before);
    // Once it is reversed, its number may be used again.
    must(
      await reverseDocument(books.engine, books.caller, {
        ...{
          company: books.company,
          itemIds: [BigInt(made.itemId)],
          postingDate: '2026-01-06',
          reason: 'Not damaged.',
        },
      }),
    );
    expect(must(await items(list('C2', '30.00')))).toMatchObject({ imported: 1, known: 1 });
  });

  it('writes nothing with check, and says the same', async () => {
    const before = await count('receivables.v_item');
    const lines = [header, 'C3,K-1,invoice,2026-01-03,,EUR,7.00,', 'C9,K-2,invoice,2026-01-03,,EUR,7.00,'];
    const checked = must(await items(lines, { check: true }));
    expect(await count('receivables.v_item')).toBe(before);
    expect(checked).toEqual(must(await items(lines)));
  });

  it('reads a file of somebody else by a declared mapping', async () => {
    const mapping = {
      name: 'line items',
      kind: 'items',
      delimiter: ';',
      dateOrder: 'DMY',
      decimalMark: ',',
      columns: {
        customer: 'Account',
        number: { columns: ['Year', 'Document'] },
        type: { column: 'DocType', values: { RV: 'invoice', DG: 'credit_memo' } },
        documentDate: 'Doc. Date',
        dueDate: 'Net due',
        currency: { constant: 'EUR' },
        amount: 'Amount LC',
      },
    };
    const lines = [
      'Account;Year;Document;DocType;Doc. Date;Net due;Amount LC',
      'C1;2026;9001;RV;03.01.2026;02.02.2026;1.234,50',
      'C1;2026;9002;DG;03.01.2026;;12,50-',
      'C1;2026;9003;ZZ;03.01.2026;;1,00',
    ];
    const result = must(await items(lines, { mapping }));
    expect(result).toMatchObject({ imported: 2 });
    expect(result.bad).toMatchObject([{ row: 4, column: 'DocType', value: 'ZZ', code: 'table.value-unknown' }]);
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{
        number: string;
        amount_minor: bigint;
        due_date: string;
      }>`select number, amount_minor, due_date from receivables.v_item where number like '2026 900%' order by number`.execute(
        db,
      ),
    );
    expect(rows).toMatchObject([
      { number: '2026 9001', amount_minor: 1_234_50n, due_date: '2026-02-02' },
      { number: '2026 9002', amount_minor: -12_50n },
    ]);
  });

  it('refuses a mapping that does not fit, before anything is read', async () => {
    expect(
      refusalOf(
        await items([header], {
          mapping: {
            name: 'x',
            kind: 'items',
            columns: { customer: 'Nowhere', number: 'number', documentDate: 'documentDate', amount: 'amount' },
          },
        }),
      ),
    ).toBe('table.mapping-column');
    expect(
      refusalOf(await items([header], { mapping: { name: 'x', kind: 'items', columns: { customer: 'customer' } } })),
    ).toBe('table.mapping-field');
    expect(refusalOf(await items([header], { mapping: { name: 'x', kind: 'customers', columns: {} } }))).toBe(
      'table.mapping-kind',
    );
    expect(refusalOf(await items(['a,a', '1,2']))).toBe('table.header-twice');
  });

  it('returns rows of a closed month', async () => {
    must(
      await changePeriod(books.engine, books.caller, {
        companyId: books.company.id,
        month: '2025-06',
        state: 'closed',
        reason: 'The year is closed.',
      }),
    );
    const result = must(await items([header, 'C1,P-1,invoice,2025-06-10,,EUR,10.00,']));
    expect(result.bad).toMatchObject([{ code: 'items.period-closed', column: 'documentDate' }]);
  });

  it('neutralises formulas in the file of bad rows, which reads back with its own cells', async () => {
    const result = must(await items([header, 'C9,"=HYPERLINK(""http://x"")",invoice,2026-01-02,,EUR,-5.00,+1']));
    const back = must(readTable(new TextEncoder().encode(result.badFile), { fileName: 'bad.csv' }));
    expect(back.header).toEqual([...header.split(','), 'row', 'column', 'value', 'reason']);
    expect(back.rows[0]!.cells[1]).toBe(`'=HYPERLINK("http://x")`);
    expect(back.rows[0]!.cells[6]).toBe('-5.00');
  });

  it('loses and doubles nothing, whatever is broken and in whatever order it comes again', async () => {
    let files = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            cents: fc.integer({ min: 1, max: 1e7 }),
            broken: fc.constantFrom('', '', '', 'customer', 'date', 'amount'),
          }),
          { minLength: 1, maxLength: 40 },
        ),
        fc.infiniteStream(fc.integer()),
        async (rows, order) => {
          files += 1;
          const line = (row: (typeof rows)[number], index: number, mended: boolean): string => {
            const broken = mended ? '' : row.broken;
            return [
              broken === 'customer' ? 'C77' : 'C3',
              `F${files}-${index}`,
              'invoice',
              broken === 'date' ? '2026-13-01' : '2026-01-04',
              '',
              'EUR',
              broken === 'amount' ? 'abc' : `${(row.cents / 100).toFixed(2)}`,
              '',
            ].join(',');
          };
          const first = must(await items([header, ...rows.map((row, index) => line(row, index, false))]));
          const badRows = new Set(first.bad.map((one) => one.row)).size;
          expect(first.imported + first.known + badRows).toBe(rows.length);
          const shuffled = rows
            .map((row, index) => ({ text: line(row, index, true), key: order.next().value }))
            .sort((a, b) => a.key - b.key);
          const second = must(await items([header, ...shuffled.map((one) => one.text)]));
          expect(second).toMatchObject({ known: first.imported, imported: badRows, bad: [] });
          expect(await count(`receivables.v_item where number like 'F${files}-%'`)).toBe(BigInt(rows.length));
        },
      ),
      runs.database,
    );
  }, 60_000);
});

describe('customers', () => {
  const head = 'number,name,country,parent,term,contactName,contactEmail,payerAccounts';

  it('takes good rows with parents in any order, and returns bad ones', async () => {
    const result = must(
      await customers([
        head,
        'K2,Branch Ltd,GB,K1,N30,Pat Lee,pat@branch.example,',
        'K1,Head Office plc,GB,,N30,,,GB33BUKB20201555555555',
        'K3,Nowhere,ZZ,,,,,',
        'K4,Orphan,DE,K3,,,,',
        'K5,Wrong mail,DE,,,A,not-an-address,',
        'K6,Wrong term,DE,,N99,,,',
        'K1,Twice,DE,,,,,',
      ]),
    );
    expect(result).toMatchObject({ rows: 7, imported: 2 });
    expect(result.bad.map((one) => [one.row, one.code])).toEqual([
      [4, 'customers.country-unknown'],
      [5, 'customers.parent-bad'],
      [6, 'customers.email'],
      [7, 'customers.term-unknown'],
      [8, 'customers.twice'],
    ]);
    expect(await count(`customers.v_account where number in ('K1', 'K2')`)).toBe(2n);
  });

  it('makes nothing twice', async () => {
    const lines = [head, 'K2,Branch Ltd,GB,K1,N30,Pat Lee,pat@branch.example,'];
    const before = [await count('customers.v_account'), await count('customers.v_contact')];
    must(await customers(lines));
    expect([await count('customers.v_account'), await count('customers.v_contact')]).toEqual(before);
  });
});
