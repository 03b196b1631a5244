/**
 * Every mapping that comes with Dunwell, from a CSV and from a workbook: an invoice, one that is partly paid, a payment on
 * account, a credit memo, and what is linked where the ERP links. What stands open afterwards is the same from both.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, createCompany, findCompany } from '#company';
import { saveCustomers } from '#customers';
import { csvRow, type WorkbookCell, writeWorkbook } from '#formats';
import { builtInErpMappings, loadErpFile, setCompanyMode } from '#integrations';
import { setUpChart } from '#ledger';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { type Books, must, openBooks } from '../books.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks({ customers: 1, now: '2026-01-15T09:00:00Z' });
});
afterAll(() => books.close());

type Cell = string | { readonly day: string } | { readonly amount: string };
interface Case {
  readonly mapping: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** What the file's amounts come to. */
  readonly total: string;
  /** What stands open here, by number. */
  readonly open: Readonly<Record<string, bigint>>;
  /** How a CSV of this system writes days and amounts. */
  readonly day?: (iso: string) => string;
  readonly amount?: (plain: string) => string;
  readonly delimiter?: string;
}
const d = (day: string): Cell => ({ day });
const a = (amount: string): Cell => ({ amount });
const european = (iso: string): string => iso.split('-').reverse().join('.');
const american = (iso: string): string => iso.replace(/(\d+)-(\d+)-(\d+)/, '$2/$3/$1');

const cases: readonly Case[] = [
  {
    mapping: 'generic',
    header: [
      'id',
      'linked id',
      'customer',
      'number',
      'type',
      'document date',
      'due date',
      'currency',
      'amount',
      'open',
    ],
    rows: [
      ['1', '', 'C1', 'IN-1', 'invoice', d('2026-01-02'), d('2026-02-01'), 'EUR', a('100.00'), a('100.00')],
      ['2', '', 'C1', 'IN-2', 'invoice', d('2026-01-02'), d('2026-02-01'), 'EUR', a('250.00'), a('150.00')],
      ['3', '', 'C1', 'PY-3', 'payment', d('2026-01-03'), d('2026-01-03'), 'EUR', a('-20.00'), a('-20.00')],
      ['4', '', 'C1', 'CM-4', 'credit_memo', d('2026-01-03'), d('2026-01-03'), 'EUR', a('-30.00'), a('-30.00')],
      // Linked: shown net of its invoice.
      ['5', '1', 'C1', 'PY-5', 'payment', d('2026-01-04'), d('2026-01-04'), 'EUR', a('-40.00'), a('-40.00')],
    ],
    total: '160.00',
    open: { 'CM-4': -30_00n, 'IN-1': 60_00n, 'IN-2': 150_00n, 'PY-3': -20_00n },
  },
  {
    mapping: 'sap-posting-keys',
    header: [
      ...['Buchungskreis', 'Debitor', 'Belegnummer', 'Geschäftsjahr', 'Position', 'Buchungsschlüssel', 'Belegart'],
      ...['Belegdatum', 'Nettofälligkeit', 'Belegwährung', 'Betrag in Belegwährung', 'Sonderhauptbuchkennz.'],
      ...['Rechnungsbezug', 'Jahr Rechnungsbezug', 'Position Rechnungsbezug'],
    ],
    rows: [
      [
        '1000',
        'C1',
        '18001',
        '2026',
        '1',
        '01',
        'RV',
        d('2026-01-02'),
        d('2026-02-01'),
        'EUR',
        a('1000.00'),
        '',
        '',
        '',
        '',
      ],
      [
        '1000',
        'C1',
        '18002',
        '2026',
        '1',
        '01',
        'RV',
        d('2026-01-02'),
        d('2026-02-01'),
        'EUR',
        a('50.00'),
        '',
        '',
        '',
        '',
      ],
      [
        '1000',
        'C1',
        '14001',
        '2026',
        '1',
        '15',
        'DZ',
        d('2026-01-03'),
        d('2026-01-03'),
        'EUR',
        a('20.00'),
        '',
        '',
        '',
        '',
      ],
      [
        '1000',
        'C1',
        '16001',
        '2026',
        '1',
        '11',
        'DG',
        d('2026-01-03'),
        d('2026-01-03'),
        'EUR',
        a('30.00'),
        '',
        '',
        '',
        '',
      ],
      [
        '1000',
        'C1',
        '14002',
        '2026',
        '1',
        '15',
        'DZ',
        d('2026-01-04'),
        d('2026-01-04'),
        'EUR',
        a('400.00'),
        '',
        '18001',
        '2026',
        '1',
      ],
      // A down payment on its own account, and a guarantee, which is only noted.
      [
        '1000',
        'C1',
        '14003',
        '2026',
        '1',
        '19',
        'DZ',
        d('2026-01-04'),
        d('2026-01-04'),
        'EUR',
        a('70.00'),
        'A',
        '',
        '',
        '',
      ],
      [
        '1000',
        'C1',
        '17001',
        '2026',
        '1',
        '09',
        'RV',
        d('2026-01-04'),
        d('2026-01-04'),
        'EUR',
        a('900.00'),
        'F',
        '',
        '',
        '',
      ],
    ],
    total: '530.00',
    open: { '14001': -20_00n, '14003': -70_00n, '16001': -30_00n, '18001': 600_00n, '18002': 50_00n },
    day: european,
    amount: (plain) => plain.replace('.', ',').replace(/^(\d)(\d{3}),/, '$1.$2,'),
    delimiter: ';',
  },
  {
    mapping: 'netsuite-transactions',
    header: [
      ...['Internal ID', 'Customer ID', 'Document Number', 'Type', 'Date', 'Due Date/Receive By', 'Currency'],
      ...['Amount (Foreign Currency)', 'Amount Remaining (Foreign Currency)'],
    ],
    rows: [
      ['9001', 'C1', 'INV10', 'Invoice', d('2026-01-02'), d('2026-02-01'), 'EUR', a('100.00'), a('100.00')],
      // NetSuite applies a payment itself: what is left of its invoice is net already, and the payment is used up.
      ['9002', 'C1', 'INV11', 'Invoice', d('2026-01-02'), d('2026-02-01'), 'EUR', a('250.00'), a('150.00')],
      ['9003', 'C1', 'PYMT3', 'Payment', d('2026-01-03'), d('2026-01-03'), 'EUR', a('-100.00'), a('0.00')],
      ['9004', 'C1', 'PYMT4', 'Payment', d('2026-01-03'), d('2026-01-03'), 'EUR', a('-80.00'), a('-20.00')],
      ['9005', 'C1', 'CM5', 'Credit Memo', d('2026-01-03'), d('2026-01-03'), 'EUR', a('-30.00'), a('-30.00')],
      ['9006', 'C1', 'DEP6', 'Customer Deposit', d('2026-01-04'), d('2026-01-04'), 'EUR', a('-15.00'), a('-15.00')],
    ],
    total: '185.00',
    open: { CM5: -30_00n, DEP6: -15_00n, INV10: 100_00n, INV11: 150_00n, PYMT4: -20_00n },
  },
  {
    mapping: 'quickbooks-open-invoices',
    header: ['Trans #', 'Customer', 'Num', 'Transaction Type', 'Date', 'Due Date', 'Amount', 'Open Balance'],
    rows: [
      ['71', 'C1', 'A-1', 'Invoice', d('2026-01-02'), d('2026-02-14'), a('250.00'), a('150.00')],
      // A payment without a check has no number: its identity stands for it.
      ['72', 'C1', '', 'Payment', d('2026-01-13'), d('2026-01-13'), a('-20.00'), a('-20.00')],
      ['73', 'C1', 'A-3', 'Credit Memo', d('2026-01-13'), d('2026-01-13'), a('-30.00'), a('-30.00')],
      ['74', 'C1', 'A-4', 'Invoice', d('2026-01-14'), d('2026-02-14'), a('1000.00'), a('1000.00')],
    ],
    total: '1100.00',
    open: { 'A-1': 150_00n, '72': -20_00n, 'A-3': -30_00n, 'A-4': 1000_00n },
    day: american,
    amount: (plain) => plain.replace(/^(\d)(\d{3})\./, '$1,$2.'),
  },
];

const csvOf = ({ header, rows, day = (iso) => iso, amount = (plain) => plain, delimiter = ',' }: Case): Uint8Array => {
  const text = (cell: Cell): string =>
    typeof cell === 'string' ? cell : 'day' in cell ? day(cell.day) : amount(cell.amount);
  const line = (cells: readonly string[]): string =>
    delimiter === ',' ? csvRow(cells) : `${cells.join(delimiter)}\r\n`;
  return new TextEncoder().encode([header, ...rows.map((row) => row.map(text))].map(line).join(''));
};
const workbookOf = ({ header, rows }: Case): Uint8Array => {
  const pieces: Uint8Array[] = [];
  const cells: WorkbookCell[][] = rows.map((row) => [...row]);
  writeWorkbook({ name: 'Open items', header: [...header], rows: cells }, (piece) => pieces.push(piece));
  return new Uint8Array(Buffer.concat(pieces));
};

/** A mirrored company of its own for each file. */
let companies = 0;
async function mirrored(): Promise<Company> {
  companies += 1;
  const code = `M${companies}`;
  const { engine, caller, tenantId } = books;
  const more = { country: 'DE', timeZone: 'Europe/Berlin', language: 'de', letterhead: {} };
  must(await createCompany(engine, caller, { code, name: code, currency: 'EUR', ...more }));
  const company = must(await findCompany(engine, tenantId, code));
  must(await setUpChart(engine, caller, { companyId: company.id }));
  const customer = { number: 'C1', name: 'Customer C1', country: 'DE', accounts: [{ companyId: company.id }] };
  must(await saveCustomers(engine, caller, { customers: [customer] }));
  must(await setCompanyMode(engine, caller, { company, mode: 'mirrored', reason: 'Its ERP owns the documents.' }));
  return must(await findCompany(engine, tenantId, code));
}

describe.each(cases)('R61 R63 R67 the mapping $mapping', (one) => {
  it.each([
    ['a CSV', 'items.csv', csvOf],
    ['a workbook', 'items.xlsx', workbookOf],
  ] as const)('takes invoices, partial payments, payments and credits from %s', async (_what, fileName, write) => {
    const company = await mirrored();
    const { engine, caller, tenantId } = books;
    const loaded = must(
      await loadErpFile(engine, caller, {
        company,
        fileName,
        bytes: write(one),
        mapping: builtInErpMappings.get(one.mapping),
        declared: { kind: 'full', scope: 'all', keyDate: '2026-01-15', count: one.rows.length, total: one.total },
      }),
    );
    expect(loaded).toMatchObject({ state: 'accepted', reasons: [], bad: [] });
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ number: string; open: bigint }>`
        select number, sum(open_minor)::bigint as open from receivables.v_item
        where tenant_id = ${tenantId} and company_id = ${company.id} and open_minor <> 0 and not noted group by 1`.execute(
        db,
      ),
    );
    expect(Object.fromEntries(rows.map((row) => [row.number, row.open]))).toEqual(one.open);
    const report = await verify(engine, tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});

describe('the mappings that come with Dunwell', () => {
  it('are each read by a test', () => {
    // The others have their own: test/scenarios/erp-mirror.test.ts and test/properties/erp-mirror.test.ts.
    const elsewhere = ['sap-line-items', 'oracle-payment-schedules'];
    expect([...builtInErpMappings.keys()].sort()).toEqual([...cases.map((one) => one.mapping), ...elsewhere].sort());
  });
});
