/** A company whose documents its ERP owns: what the trade tells of mirroring SAP, Oracle, NetSuite and a spreadsheet. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile, listUnapplied, loadBankAccounts } from '#cash';
import type { Company } from '#company';
import { renumberCustomer, saveCustomers } from '#customers';
import { type WorkbookCell, writeWorkbook } from '#formats';
import {
  answerExports,
  bankPostingStates,
  builtInErpMappings,
  type Declared,
  discardLoad,
  exportClearings,
  exportsToCsv,
  exportsToJson,
  listExports,
  loadErpFile,
  readAnswers,
  releaseLoad,
} from '#integrations';
import { loadChart } from '#ledger';
import { runDay } from '#operations';
import { runQuery, sql } from '#platform';
import { blockItems, clearItems } from '#receivables';
import { inboxReaders, sendPath } from '../../src/apps/registrations.ts';
import { type Books, must, refusalOf } from '../books.ts';
import { closeVerified, openMirroredBooks } from '../mirrored-books.ts';
import { loadSapList, reach, type SapItem, sapHeader, sapRow } from '../sap-list.ts';

let books: Books;
let company: Company;
beforeEach(async () => {
  ({ books, company } = await openMirroredBooks(3));
});
afterEach(() => closeVerified(books));

const load = (keyDate: string, rows: readonly SapItem[], declared: Declared = {}) =>
  loadSapList(books, company, keyDate, rows, declared);

/** What is open here, by printed number. */
async function open(): Promise<Record<string, string>> {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ number: string; open: bigint }>`
      select number || case when document_type = 'payment' then ' payment' else '' end as number, sum(open_minor)::bigint as open
      from receivables.v_item where tenant_id = ${books.tenantId} and open_minor <> 0 group by 1 order by 1`.execute(
      db,
    ),
  );
  return Object.fromEntries(rows.map((row) => [row.number, String(row.open)]));
}

async function itemId(number: string): Promise<bigint> {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ id: bigint }>`
      select id from receivables.v_item where tenant_id = ${books.tenantId} and number = ${number}
        and document_type not in ('adjustment', 'reversal') order by id desc limit 1`.execute(db),
  );
  return rows[0]!.id;
}

const invoice: SapItem = { number: '1800000001', amount: '1000.00' };

describe('R61 SAP: the open-item list is mirrored', () => {
  it('an item that a full list no longer names is closed, clearing unknown, and returns when it reappears', async () => {
    must(await load('2026-01-05', [invoice, { number: '1800000002', amount: '50.00' }]));
    must(await load('2026-01-06', [invoice]));
    expect(await open()).toEqual({ '1800000001': '100000' });
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{
        state: string;
      }>`select state from integrations.v_erp_item where tenant_id = ${books.tenantId} and number = '1800000002'`.execute(
        db,
      ),
    );
    expect(rows).toEqual([{ state: 'closed_unknown' }]);
    must(await load('2026-01-07', [invoice, { number: '1800000002', amount: '50.00' }]));
    expect(await open()).toEqual({ '1800000001': '100000', '1800000002': '5000' });
    // What a delta does not name says nothing.
    must(await load('2026-01-08', [{ number: '1800000003', amount: '7.00' }], { kind: 'delta', since: '2026-01-07' }));
    expect(Object.keys(await open())).toEqual(['1800000001', '1800000002', '1800000003']);
  });

  it('the list as a workbook, its numbers kept as numbers, names the same items as the list as a CSV', async () => {
    const items: SapItem[] = [
      { ...invoice, due: '2026-01-20', tax: '159.66' },
      { number: '1800000002', line: 12, amount: '50.50', assignment: '007' },
      { number: '1400000001', amount: '-400.00', belongsTo: '1800000001' },
    ];
    must(await load('2026-01-05', items));
    const before = await open();
    const header = sapHeader.split(';');
    const numeric = /Code$|Number|Year|Line|Amount|Invoice Reference/;
    const cellOf = (text: string, column: string): WorkbookCell =>
      text === '' ? null : /Date/.test(column) ? { day: text } : numeric.test(column) ? { amount: text } : text;
    const pieces: Uint8Array[] = [];
    writeWorkbook(
      {
        name: 'Sheet1',
        header,
        rows: items.map((one) =>
          sapRow(one)
            .split(';')
            .map((text, index) => cellOf(text, header[index]!)),
        ),
      },
      (piece) => pieces.push(piece),
    );
    reach(books, '2026-01-06');
    const loaded = must(
      await loadErpFile(books.engine, books.caller, {
        ...{ company, fileName: 'fbl5n.xlsx', bytes: new Uint8Array(Buffer.concat(pieces)) },
        mapping: { ...(builtInErpMappings.get('sap-line-items') as object), declares: { withoutTotals: true } },
        declared: { kind: 'full', scope: '1000', keyDate: '2026-01-06' },
      }),
    );
    expect(loaded).toMatchObject({ state: 'accepted', bad: [], changed: 0 });
    expect(await open()).toEqual(before);
    expect(before).toEqual({ '1800000001': '60000', '1800000002': '5050' });
  });

  it('a partial payment shows the net; resetting the clearing reopens all', async () => {
    const partial: SapItem = { number: '1400000001', amount: '-400.00', belongsTo: '1800000001' };
    must(await load('2026-01-05', [invoice, partial]));
    expect(await open()).toEqual({ '1800000001': '60000' });
    const cleared = { clearing: '1400000009', cleared: '2026-01-06' };
    must(
      await load(
        '2026-01-06',
        [
          { ...invoice, ...cleared },
          { ...partial, ...cleared },
        ],
        { kind: 'delta', since: '2026-01-05' },
      ),
    );
    expect(await open()).toEqual({});
    must(await load('2026-01-07', [invoice, partial], { kind: 'delta', since: '2026-01-06' }));
    expect(await open()).toEqual({ '1800000001': '60000' });
  });

  it('a residual inherits due date and dispute from the invoice it is left of', async () => {
    must(await load('2026-01-05', [{ ...invoice, due: '2026-01-20' }]));
    const disputed = await itemId('1800000001');
    const block = {
      itemId: disputed,
      kind: 'dispute' as const,
      amountMinor: null,
      from: '2026-01-05',
      to: null,
      source: 'dispute 7',
    };
    must(await blockItems(books.engine, books.caller, { blocks: [block], reason: 'Short delivery.' }));
    must(
      await load('2026-01-09', [
        { number: '1800000077', amount: '120.00', due: '2026-03-31', belongsTo: '1800000001' },
      ]),
    );
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ due_date: string; source: string }>`
        select i.due_date, b.source from receivables.v_item i join receivables.v_block b on b.tenant_id = i.tenant_id and b.item_id = i.id
        where i.tenant_id = ${books.tenantId} and i.number = '1800000077'`.execute(db),
    );
    expect(rows).toEqual([{ due_date: '2026-01-20', source: 'dispute 7' }]);
    expect(await open()).toEqual({ '1800000077': '12000' });
  });

  it('special GL items keep their own control account, and noted items stay outside the balance', async () => {
    must(
      await load('2026-01-05', [
        { number: '1600000001', amount: '-300.00', indicator: 'A' },
        { number: '1600000002', amount: '900.00', indicator: 'F' },
      ]),
    );
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ purpose: string; amount: bigint }>`
        select a.purpose, sum(l.amount_minor)::bigint as amount from ledger.v_line l
        join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id
        where l.tenant_id = ${books.tenantId} group by a.purpose order by 1`.execute(db),
    );
    expect(rows).toEqual([
      { purpose: 'down_payments_received', amount: -300_00n },
      { purpose: 'erp_mirror', amount: 300_00n },
    ]);
  });

  it('a list that does not hold what it declares waits for a person, who releases or discards it', async () => {
    must(await load('2026-01-05', [invoice]));
    const short = must(await load('2026-01-06', [invoice], { count: 2, total: '1050.00', controlBalance: '1050.00' }));
    expect(short.state).toBe('held');
    expect(short.reasons.map((one) => one.text)).toEqual([
      'It declares 2 items, but holds 1.',
      'It declares 1050.00 EUR, but its items sum to 1000.00.',
      'The control account holds 1050.00 EUR, but the items sum to 1000.00 EUR.',
    ]);
    const other = must(await load('2026-01-07', [{ ...invoice, amount: '1000.00' }], { count: 3 }));
    expect(
      refusalOf(await releaseLoad(books.engine, books.caller, { company, loadId: other.loadId!, reason: ' ' })),
    ).toBe('erp.reason-missing');
    must(
      await releaseLoad(books.engine, books.caller, { company, loadId: other.loadId!, reason: 'The count was wrong.' }),
    );
    // What was held before it is older now: it is superseded, and nothing can let it in any more.
    expect(
      refusalOf(await discardLoad(books.engine, books.caller, { company, loadId: short.loadId!, reason: 'No.' })),
    ).toBe('erp.load-not-held');
    const older = must(await load('2026-01-02', [], { count: 0 }));
    expect(older).toMatchObject({ state: 'held', reasons: [{ code: 'older' }] });
    expect(
      refusalOf(await releaseLoad(books.engine, books.caller, { company, loadId: older.loadId!, reason: 'Anyway.' })),
    ).toBe('erp.load-older');
    must(await discardLoad(books.engine, books.caller, { company, loadId: older.loadId!, reason: 'Sent by mistake.' }));
    expect(await open()).toEqual({ '1800000001': '100000' });
  });

  it('bad rows come back with their reasons, good rows go in, and what is bad is not taken for missing', async () => {
    must(await load('2026-01-05', [invoice]));
    const result = must(
      await load(
        '2026-01-06',
        [
          { ...invoice, day: '2026-13-45' },
          { number: '1800000005', amount: '5.00', customer: 'NOBODY' },
          { number: '1800000006', amount: '6.00' },
        ],
        { count: 3, total: '1011.00' },
      ),
    );
    expect(result.state).toBe('accepted');
    expect(result.bad.map((one) => [one.row, one.column, one.code])).toEqual([
      [2, 'Document Date', 'table.date-malformed'],
      [2, 'Posting Date', 'table.date-malformed'],
      [3, 'Customer', 'erp.customer-unknown'],
    ]);
    expect(await open()).toEqual({ '1800000001': '100000', '1800000006': '600' });
    // A renumbered customer is the same customer once somebody says so.
    must(
      await renumberCustomer(books.engine, books.caller, {
        number: 'C2',
        newNumber: 'NOBODY',
        from: '2026-01-01',
        reason: 'Renumbered.',
      }),
    );
    must(
      await load('2026-01-07', [
        invoice,
        { number: '1800000005', amount: '5.00', customer: 'NOBODY' },
        { number: '1800000006', amount: '6.00' },
      ]),
    );
    expect(await open()).toEqual({ '1800000001': '100000', '1800000005': '500', '1800000006': '600' });
  });
});

describe('R62 Oracle: the transaction and its payment schedule are the item, never the printed number', () => {
  it('two transactions of one printed number and two schedules of one transaction are four items', async () => {
    const header =
      'Transaction ID,Payment Schedule ID,Applied Transaction ID,Applied Payment Schedule ID,Account Number,Transaction Number,Transaction Class,Transaction Date,Due Date,Currency,Amount Due Original,Amount Due Remaining';
    const rows = [
      '501,1,,,C1,INV-7,INV,2026-01-02,2026-02-01,EUR,100.00,100.00',
      '501,2,,,C1,INV-7,INV,2026-01-02,2026-03-01,EUR,100.00,40.00',
      '777,1,,,C2,INV-7,INV,2026-01-02,2026-02-01,EUR,100.00,100.00',
      '777,2,,,C2,INV-7,INV,2026-01-02,2026-03-01,EUR,100.00,100.00',
    ];
    const result = must(
      await loadErpFile(books.engine, books.caller, {
        company,
        fileName: 'schedules.csv',
        bytes: new TextEncoder().encode([header, ...rows].join('\n')),
        mapping: builtInErpMappings.get('oracle-payment-schedules'),
        declared: { kind: 'full', scope: 'all', keyDate: '2026-01-05', count: 4, total: '340.00' },
      }),
    );
    expect(result).toMatchObject({ state: 'accepted', changed: 4, bad: [] });
    expect(await open()).toEqual({ 'INV-7': '34000' });
  });
});

describe('R63 NetSuite: a saved search by internal id', () => {
  it('follows an invoice whose amount grew, under the same internal id', async () => {
    const search = (keyDate: string, amount: string) =>
      loadErpFile(books.engine, books.caller, {
        company,
        fileName: `search-${keyDate}.csv`,
        bytes: new TextEncoder().encode(
          `Internal ID,Customer ID,Document Number,Type,Date,Due Date/Receive By,Currency,Amount (Foreign Currency),Amount Remaining (Foreign Currency)\n9001,C1,INV10,Invoice,2026-01-02,2026-02-01,EUR,${amount},${amount}`,
        ),
        mapping: builtInErpMappings.get('netsuite-transactions'),
        declared: { kind: 'full', scope: 'all', keyDate, count: 1, total: amount },
      });
    must(await search('2026-01-05', '100.00'));
    must(await search('2026-01-06', '130.00'));
    expect(await open()).toEqual({ INV10: '13000' });
  });
});

describe('R67 Excel: a list of open invoices as a workbook', () => {
  it('reads the sheet that the mapping names, dates and amounts as the spreadsheet keeps them', async () => {
    const pieces: Uint8Array[] = [];
    const table = {
      name: 'Items',
      header: ['Trans #', 'Customer', 'Num', 'Transaction Type', 'Date', 'Due Date', 'Amount', 'Open Balance'],
      rows: [
        [
          '71',
          'C1',
          'A-1',
          'Invoice',
          { day: '2026-01-02' },
          { day: '2026-02-01' },
          { amount: '250.00' },
          { amount: '150.00' },
        ],
        [
          '72',
          'C1',
          'A-1',
          'Payment',
          { day: '2026-01-03' },
          { day: '2026-01-03' },
          { amount: '-20.00' },
          { amount: '-20.00' },
        ],
      ],
    };
    writeWorkbook(table, (piece) => pieces.push(piece));
    const bytes = new Uint8Array(Buffer.concat(pieces));
    const result = must(
      await loadErpFile(books.engine, books.caller, {
        company,
        fileName: 'open-invoices.xlsx',
        bytes,
        mapping: { ...(builtInErpMappings.get('quickbooks-open-invoices') as object), sheet: 'Items' },
        declared: { kind: 'full', scope: 'all', keyDate: '2026-01-05', count: 2, total: '130.00' },
      }),
    );
    expect(result).toMatchObject({ state: 'accepted', bad: [] });
    expect(await open()).toEqual({ 'A-1': '15000', 'A-1 payment': '-2000' });
  });
});

describe('R61 SAP: the night’s files lie in the inbox', () => {
  it('the day run takes them in by key date, holds what is cut short, and changes nothing the second time', async () => {
    const folder = join(books.home, 'inbox', 'acme', 'erp');
    mkdirSync(folder, { recursive: true });
    const put = (name: string, rows: readonly SapItem[], manifest: object): void => {
      writeFileSync(join(folder, name), [sapHeader, ...rows.map(sapRow)].join('\n'));
      writeFileSync(
        join(folder, `${name}.manifest.json`),
        JSON.stringify({ mapping: 'sap-line-items', scope: '1000', ...manifest }),
      );
    };
    const second: SapItem = { number: '1800000002', amount: '50.00' };
    reach(books, '2026-01-07');
    // By name the later one comes first.
    put('a.csv', [invoice, second], { kind: 'full', keyDate: '2026-01-06', count: 2, total: '1050.00' });
    put('b.csv', [invoice], { kind: 'full', keyDate: '2026-01-05', count: 1, total: '1000.00' });
    put('c.csv', [invoice], { kind: 'full', keyDate: '2026-01-07', count: 2, total: '1050.00' });
    put('d.csv', [invoice], { kind: 'full' });
    const day = async () =>
      must(
        await runDay(books.engine, books.caller, {
          asOf: '2026-01-07',
          inboxFolder: join(books.home, 'inbox', 'acme'),
          inboxReaders,
          sendPath: sendPath({ home: books.home }),
        }),
      ).stages[0]!;
    const first = await day();
    expect(first.counts).toMatchObject({
      'ERP files': 3,
      'ERP loads accepted': 2,
      'ERP loads held': 1,
      'ERP files refused': 1,
    });
    expect(first.notes.join(' ')).toContain('does not say its key date');
    expect(await open()).toEqual({ '1800000001': '100000', '1800000002': '5000' });
    expect(readdirSync(folder)).toEqual([]);
    put('again.csv', [invoice, second], { kind: 'full', keyDate: '2026-01-06', count: 2, total: '1050.00' });
    expect((await day()).counts).toMatchObject({ 'ERP files known': 1, 'ERP items changed': 0 });
  });
});

describe('R61 SAP: what is cleared here is exported, and counts as done only when SAP says so', () => {
  const bankLine = (amount: string) =>
    `:20:ST1\n:25:DE44500105175407324931\n:28C:1/1\n:60F:C260105EUR0,00\n:61:2601060106C${amount}NTRFNONREF\n:86:166?20INVOICE 1800000001?32CUSTOMER C1\n:62F:C260106EUR${amount}\n`;

  /** The customer pays, the money is applied to the mirrored invoice, and the clearing waits in the queue. */
  async function payAndApply(): Promise<string> {
    const [bank] = await runQuery(books.engine, books.tenantId, async (db) =>
      (await loadChart(db, books.tenantId, company.id)).filter((account) => account.purpose === 'bank'),
    );
    must(
      await createBankAccount(books.engine, books.caller, {
        company,
        number: 'DE44500105175407324931',
        currency: 'EUR',
        name: 'House bank',
        glAccountId: bank!.id,
      }),
    );
    must(
      await importBankFile(books.engine, books.caller, {
        name: 'day.sta',
        bytes: new TextEncoder().encode(bankLine('1000,00')),
      }),
    );
    must(await applyCash(books.engine, books.caller, { company, asOf: '2026-01-06', freshSince: '2026-01-06' }));
    const queue = await listExports(books.engine, books.tenantId, company.id, ['pending']);
    expect(queue.entries).toHaveLength(1);
    return queue.entries[0]!.reference;
  }

  const why = async () => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql`select state, decision, explanation from cash.v_receipt where tenant_id = ${books.tenantId}`.execute(db),
    );
    return rows;
  };
  const states = async () =>
    (
      await listExports(books.engine, books.tenantId, company.id, [
        'pending',
        'exported',
        'confirmed',
        'rejected',
        'overtaken',
        'diverged',
        'withdrawn',
      ])
    ).entries.map((entry) => entry.state);

  /** What the bank's January led to, as the reconciliation tells it. */
  async function january(): Promise<string[]> {
    const [account] = await runQuery(books.engine, books.tenantId, (db) =>
      loadBankAccounts(db, books.tenantId, company.id),
    );
    const of = { companyId: company.id, bankAccountId: account!.id, month: '2026-01' };
    const { rows } = await bankPostingStates(books.engine, books.tenantId, of);
    return rows.map((row) => `${row.state} ${row.kind} ${row.count} ${row.amount}`);
  }

  it('R35 shows the ERP’s open amount less what is pending, and is confirmed by our reference; a month of the bank tells them apart', async () => {
    must(await load('2026-01-05', [invoice]));
    const reference = await payAndApply();
    expect(await open()).toEqual({});
    expect(await january()).toEqual(['pending clearing 1 1000.00']);
    // SAP does not know yet: its list still shows the invoice, and nothing opens again here.
    must(await load('2026-01-06', [invoice]));
    expect(await open()).toEqual({});
    const exported = must(await exportClearings(books.engine, books.caller, { company }));
    expect(await january()).toEqual(['exported clearing 1 1000.00']);
    expect(exportsToJson(exported)).toMatchObject([
      { reference, lines: [{ debit: { item: '1000/1800000001/2026/1' }, amount: '1000.00', currency: 'EUR' }] },
    ]);
    expect(exportsToCsv(exported).split('\r\n')[1]).toContain(reference);
    expect(must(await exportClearings(books.engine, books.caller, { company })).entries).toEqual([]);
    // The invoice disappears: that alone confirms nothing.
    must(await load('2026-01-07', []));
    expect(await states()).toEqual(['exported']);
    expect(await open()).toEqual({});
    const cleared = { clearing: '1400000050', cleared: '2026-01-07', assignment: reference };
    must(await load('2026-01-08', [{ ...invoice, ...cleared }], { kind: 'delta', since: '2026-01-07' }));
    expect(await states()).toEqual(['confirmed']);
    expect(await january()).toEqual(['confirmed clearing 1 1000.00']);
    expect(await open()).toEqual({});
  });

  it('what the ERP confirmed and then shows open again has diverged: nothing is taken back, a person looks', async () => {
    must(await load('2026-01-05', [invoice]));
    const reference = await payAndApply();
    must(await exportClearings(books.engine, books.caller, { company }));
    const cleared = { clearing: '1400000050', cleared: '2026-01-07', assignment: reference };
    must(await load('2026-01-07', [{ ...invoice, ...cleared }], { kind: 'delta', since: '2026-01-05' }));
    expect(await states()).toEqual(['confirmed']);
    // The clearing was reset there: the invoice stands open again.
    must(await load('2026-01-08', [invoice], { kind: 'delta', since: '2026-01-07' }));
    expect(await states()).toEqual(['diverged']);
    const [entry] = (await listExports(books.engine, books.tenantId, company.id, ['diverged'])).entries;
    expect(entry).toMatchObject({ reference });
    expect(entry!.reason).toContain('shows more of 1800000001 open');
    // Our clearing stands until a person takes it back: the money came.
    expect(await open()).toEqual({});
    expect(await january()).toEqual(['contradicted clearing 1 1000.00']);
    must(await load('2026-01-09', [invoice], { kind: 'delta', since: '2026-01-08' }));
    expect(await states()).toEqual(['diverged']);
  });

  it('what an answer confirmed and the next list shows open as before has diverged as well', async () => {
    must(await load('2026-01-05', [invoice]));
    const reference = await payAndApply();
    must(await exportClearings(books.engine, books.caller, { company }));
    const answers = [{ reference, result: 'confirmed' as const, erpDocument: '1400000050', reason: null }];
    must(await answerExports(books.engine, books.caller, { company, answers, asOf: '2026-01-07' }));
    // A list of the same day may be older than the answer.
    must(await load('2026-01-07', [invoice]));
    expect(await states()).toEqual(['confirmed']);
    must(await load('2026-01-08', [invoice]));
    expect(await states()).toEqual(['diverged']);
    expect(await open()).toEqual({});
    expect(must(await load('2026-01-09', [invoice]))).toMatchObject({ changed: 0, unchanged: 1 });
  });

  it('a rejected clearing is taken back: the invoice is open and the money unapplied again', async () => {
    must(await load('2026-01-05', [invoice]));
    const reference = await payAndApply();
    must(await exportClearings(books.engine, books.caller, { company }));
    const { answers } = must(
      readAnswers(
        'answers.csv',
        new TextEncoder().encode(`reference,result,document,reason\n${reference},rejected,,Period closed\n`),
      ),
    );
    expect(must(await answerExports(books.engine, books.caller, { company, answers, asOf: '2026-01-07' }))).toEqual({
      confirmed: 0,
      rejected: 1,
      known: 0,
      returned: [],
    });
    expect(Object.values(await open()).sort()).toEqual(['-100000', '100000']);
    expect(await january()).toEqual(['contradicted clearing 1 1000.00']);
    // The receipt says so, what to do next, and goes on saying it: the same is not applied again by itself.
    const refused = `The ERP refused that it pays 1800000001 (${reference}): Period closed. The items are open again and the money is on account: apply it anew once that is put right in the ERP, or to something else.`;
    expect(await why()).toEqual([{ state: 'unapplied', decision: 'refused', explanation: refused }]);
    must(await applyCash(books.engine, books.caller, { company, asOf: '2026-01-08' }));
    expect(await why()).toEqual([{ state: 'unapplied', decision: 'refused', explanation: refused }]);
    const onDay = [{ id: company.id, day: '2026-01-08' }];
    const { rows } = await listUnapplied(books.engine, books.tenantId, { companies: onDay, limit: 9 });
    expect(rows).toMatchObject([{ waitsFor: 'erp', left: '1000.00' }]);
    expect(must(await answerExports(books.engine, books.caller, { company, answers, asOf: '2026-01-07' }))).toEqual({
      confirmed: 0,
      rejected: 0,
      known: 1,
      returned: [],
    });
  });

  it('the ERP clears the invoice itself before our export: ours is overtaken, and the money is not lost', async () => {
    must(await load('2026-01-05', [invoice]));
    await payAndApply();
    must(
      await load('2026-01-07', [{ ...invoice, clearing: '1400000060', cleared: '2026-01-07' }], {
        kind: 'delta',
        since: '2026-01-05',
      }),
    );
    expect(await states()).toEqual(['overtaken']);
    expect(Object.values(await open())).toEqual(['-100000']);
    expect(await why()).toMatchObject([
      { state: 'unapplied', explanation: 'Overtaken: SAP cleared 1800000001 itself.' },
    ]);
  });

  it('SAP’s own payment document is linked to our receipt and never counted twice', async () => {
    must(await load('2026-01-05', [invoice]));
    await payAndApply();
    must(await load('2026-01-07', [invoice, { number: '1400000070', amount: '-1000.00', day: '2026-01-06' }]));
    expect(await open()).toEqual({});
    // Another payment waits until the bank is read to its days, and does not count until then.
    must(
      await load('2026-01-08', [
        invoice,
        { number: '1400000070', amount: '-1000.00', day: '2026-01-06' },
        { number: '1400000071', amount: '-77.00', day: '2026-01-08' },
      ]),
    );
    expect(await open()).toEqual({});
  });

  it('a clearing taken back before its export is withdrawn', async () => {
    must(await load('2026-01-05', [invoice, { number: '1400000080', amount: '-100.00' }]));
    const made = must(
      await clearItems(books.engine, books.caller, {
        company,
        allocations: [
          { creditItemId: await itemId('1400000080'), debitItemId: await itemId('1800000001'), amountMinor: 100_00n },
        ],
        postingDate: '2026-01-06',
        kind: 'netting',
        explanation: 'Netted by an analyst.',
      }),
    );
    const { reverseClearing } = await import('#receivables');
    must(
      await reverseClearing(books.engine, books.caller, {
        company,
        clearingId: made.clearingId,
        postingDate: '2026-01-06',
        reason: 'Wrong invoice.',
      }),
    );
    expect(await states()).toEqual(['withdrawn']);
    expect(await open()).toEqual({ '1400000080 payment': '-10000', '1800000001': '100000' });
  });
});

describe('R61 R6 SAP: a list with a one-time customer', () => {
  interface Told {
    readonly name?: string;
    readonly country?: string;
  }
  /** The list of a variant that tells name and address in every row, by a copy of the mapping that names these columns. */
  const loadTold = (keyDate: string, rows: readonly (SapItem & Told)[], declared: Declared = {}) => {
    reach(books, keyDate);
    const sap = builtInErpMappings.get('sap-line-items') as { columns: object };
    const columns = { partyName: 'Name', partyStreet: 'Street', partyCity: 'City', partyCountry: 'Country' };
    return loadErpFile(books.engine, books.caller, {
      company,
      fileName: `fbl5n-${keyDate}.csv`,
      bytes: new TextEncoder().encode(
        [
          `${sapHeader};Name;Street;City;Country`,
          ...rows.map((row) => `${sapRow(row)};${row.name ?? ''};Weg 1;Köln;${row.country ?? 'de'}`),
        ].join('\n'),
      ),
      mapping: {
        ...sap,
        delimiter: ';',
        declares: { withoutTotals: true },
        columns: { ...sap.columns, ...columns },
      },
      declared: { kind: 'full', scope: '1000', keyDate, ...declared },
    });
  };
  const findings = (outcome: Awaited<ReturnType<typeof loadTold>>) =>
    must(outcome).bad.map(({ row, column, code }) => ({ row, column, code }));
  /** Whose the open items are, by number. */
  const parties = async (): Promise<Record<string, string>> => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ number: string; party: string }>`
        select i.number, concat_ws(', ', p.name, p.lines, p.city, p.country) as party from receivables.v_item_party p
        join receivables.v_item i on i.tenant_id = ${books.tenantId} and i.id = p.item_id and i.open_minor <> 0
        where p.tenant_id = ${books.tenantId} order by i.number`.execute(db),
    );
    return Object.fromEntries(rows.map((row) => [row.number, row.party]));
  };
  const anna: SapItem & Told = { customer: 'CPD', number: '1800000101', amount: '25.00', name: 'Anna Berg' };
  const nobody: SapItem & Told = { customer: 'CPD', number: '1800000102', amount: '30.00' };

  beforeEach(async () => {
    const customers = [
      {
        number: 'CPD',
        name: 'One-time customers',
        country: 'DE',
        oneTime: true,
        accounts: [{ companyId: company.id }],
      },
    ];
    must(await saveCustomers(books.engine, books.caller, { customers }));
  });

  it('takes in what names its party, and a row that names none alone is bad', async () => {
    const list = [
      anna,
      nobody,
      { ...anna, number: '1800000103', name: 'Jon Dow', country: 'XX' },
      // Money may come from anybody, and on a customer's own account the name in the row is nobody else's.
      { customer: 'CPD', number: '1400000104', amount: '-10.00' },
      { ...invoice, name: 'Customer C1' },
    ];
    expect(findings(await loadTold('2026-01-05', list))).toEqual([
      { row: 3, column: 'Name', code: 'erp.party-missing' },
      { row: 4, column: 'Country', code: 'erp.party-country' },
    ]);
    expect(await open()).toEqual({ '1400000104 payment': '-1000', '1800000001': '100000', '1800000101': '2500' });
    expect(await parties()).toEqual({ '1800000101': 'Anna Berg, Weg 1, Köln, DE' });
    // Once it is told whose it is, the next list brings it.
    expect(findings(await loadTold('2026-01-06', [anna, { ...nobody, name: 'Eva Lind' }, invoice]))).toEqual([]);
    expect(await parties()).toEqual({
      '1800000101': 'Anna Berg, Weg 1, Köln, DE',
      '1800000102': 'Eva Lind, Weg 1, Köln, DE',
    });
  });

  it('keeps whose an item is when it grows, and follows what stands here without being told again', async () => {
    must(await loadTold('2026-01-05', [anna]));
    const delta = { kind: 'delta', since: '2026-01-05' } as const;
    expect(findings(await loadTold('2026-01-06', [{ ...anna, amount: '40.00' }], delta))).toEqual([]);
    expect(await open()).toEqual({ '1800000101': '4000' });
    expect(await parties()).toEqual({ '1800000101': 'Anna Berg, Weg 1, Köln, DE' });
    // It would be posted anew, for nobody.
    const { name: _unsaid, ...untold } = anna;
    expect(
      findings(await loadTold('2026-01-07', [{ ...untold, amount: '50.00' }], { ...delta, since: '2026-01-06' })),
    ).toEqual([{ row: 2, column: 'Name', code: 'erp.party-missing' }]);
    const cleared = { clearing: '1400000009', cleared: '2026-01-08' };
    expect(
      findings(
        await loadTold('2026-01-08', [{ ...untold, amount: '40.00', ...cleared }], { ...delta, since: '2026-01-07' }),
      ),
    ).toEqual([]);
    expect(await open()).toEqual({});
  });
});
