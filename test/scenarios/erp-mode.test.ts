/**
 * A month with an ERP that owns the documents: its items are mirrored, the bank is read and the cash applied here, the clearings
 * are handed over, the ERP does one and rejects another, its own payment document meets our receipt before it counts, its next
 * full load agrees, and the month of the bank is signed with everything told apart.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyBankRules, applyReceipt, declareBankRule, loadBankAccounts } from '#cash';
import type { Company } from '#company';
import {
  answerExports,
  bankPostingStates,
  type Declared,
  exportClearings,
  exportsToCsv,
  listExports,
  listOpenMoney,
  readAnswers,
} from '#integrations';
import { loadChart } from '#ledger';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { loadBankMonth, prepareBankMonth, signBankMonth } from '#reconciliation';
import { openPeopledBooks, type PeopledBooks } from '../authority-world.ts';
import { type BankDays, openBank } from '../bank-days.ts';
import { must, refusalOf } from '../books.ts';
import { makeMirrored } from '../mirrored-books.ts';
import { loadSapList, type SapItem } from '../sap-list.ts';

let books: PeopledBooks;
let company: Company;
let bank: BankDays;
let bankAccountId: bigint;

const invoices: readonly SapItem[] = [
  { customer: 'C1', number: '1800000001', amount: '1000.00' },
  { customer: 'C2', number: '1800000002', amount: '500.00' },
  { customer: 'C3', number: '1800000003', amount: '120.00' },
  { customer: 'C3', number: '1800000004', amount: '120.00' },
];
const load = (keyDate: string, rows: readonly SapItem[], declared: Declared = {}) =>
  loadSapList(books, company, keyDate, rows, declared);

/** What is open here, by printed number; money of the bank by its customer. */
async function open(): Promise<Record<string, string>> {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ name: string; open: bigint }>`
      select case when i.open_minor < 0 then 'money of ' || a.number else i.number end as name, sum(i.open_minor)::bigint as open
      from receivables.v_item i join customers.v_account a on a.tenant_id = i.tenant_id and a.id = i.account_id
      where i.tenant_id = ${books.tenantId} and i.open_minor <> 0 group by 1 order by 1`.execute(db),
  );
  return Object.fromEntries(rows.map((row) => [row.name, String(row.open)]));
}

/** The bank's January by what stands behind each posting. */
async function january(): Promise<string[]> {
  const of = { companyId: company.id, bankAccountId, month: '2026-01' };
  const { rows } = await bankPostingStates(books.engine, books.tenantId, of);
  return rows.map((row) => `${row.state} ${row.kind} ${row.count} ${row.amount}`);
}
const queue = async () =>
  (
    await listExports(books.engine, books.tenantId, company.id, ['pending', 'exported', 'confirmed', 'rejected'])
  ).entries.map(({ reference, state }) => ({ reference, state }));
const answer = (text: string, asOf: string) => {
  const { answers } = must(
    readAnswers('answers.csv', new TextEncoder().encode(`reference,result,document,reason\n${text}\n`)),
  );
  return answerExports(books.engine, books.caller, { company, answers, asOf });
};
const failed = async () => (await verify(books.engine, books.tenantId)).checks.filter((check) => check.failed > 0);

beforeAll(async () => {
  books = await openPeopledBooks({ customers: 3, now: '2026-01-05T09:00:00Z' });
  const { engine, caller, tenantId } = books;
  company = await makeMirrored(books);
  bank = await openBank(books, company);
  bankAccountId = (await runQuery(engine, tenantId, (db) => loadBankAccounts(db, tenantId, company.id)))[0]!.id;
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  must(
    await declareBankRule(engine, caller, {
      company,
      rule: {
        ...{ name: 'Account fees', direction: 'out', currency: 'EUR', transactionCode: null, words: 'account fee' },
        ...{ maximumMinor: 20_00n, glAccountCode: chart.find((one) => one.purpose === 'bank_charges')!.code },
      },
    }),
  );
});
afterAll(() => books.close());

describe('R61 R35 R33 A month with an ERP', () => {
  it('mirrors its items, applies the bank’s money here, and tells the month apart', async () => {
    must(await load('2026-01-05', invoices));
    expect(await open()).toEqual({
      '1800000001': '100000',
      '1800000002': '50000',
      '1800000003': '12000',
      '1800000004': '12000',
    });
    const read = await bank.read('2026-01-06', [
      { amountMinor: 1000_00n, valueDate: '2026-01-06', payer: 'CUSTOMER C1', text: 'INVOICE 1800000001' },
      { amountMinor: 500_00n, valueDate: '2026-01-06', payer: 'CUSTOMER C2', text: 'INVOICE 1800000002' },
      // One of two invoices of the same amount: proposed, and nothing of it is the ERP's yet.
      { amountMinor: 120_00n, valueDate: '2026-01-06', payer: 'CUSTOMER C3', text: 'THANK YOU' },
      { amountMinor: -9_90n, valueDate: '2026-01-06', payer: 'BANK', text: 'ACCOUNT FEE JANUARY' },
    ]);
    expect(must(read)).toMatchObject({ applied: 2, proposed: 1 });
    expect(must(await applyBankRules(books.engine, books.caller, { company })).posted).toBe(1);
    expect(await january()).toEqual([
      'proposed proposal 1 120.00',
      'executed rule 1 -9.90',
      'pending clearing 2 1500.00',
    ]);
    // SAP does not know yet: its list still shows both, and nothing opens again here.
    must(await load('2026-01-06', invoices));
    expect(await open()).toEqual({ '1800000003': '12000', '1800000004': '12000', 'money of C3': '-12000' });
    expect(await failed()).toEqual([]);
  });

  it('hands the clearings over once; SAP does one and rejects the other, which is taken back here', async () => {
    const exported = must(await exportClearings(books.engine, books.caller, { company }));
    expect(exported.entries.length).toBe(2);
    const csv = exportsToCsv(exported);
    expect(csv).toContain('1800000001');
    expect(must(await exportClearings(books.engine, books.caller, { company })).entries).toEqual([]);
    expect((await january()).at(-1)).toBe('exported clearing 2 1500.00');
    const referenceOf = (number: string): string =>
      exported.entries.find((entry) =>
        JSON.stringify(entry, (_, value) => (typeof value === 'bigint' ? String(value) : value)).includes(number),
      )!.reference;
    const [first, second] = [referenceOf('1800000001'), referenceOf('1800000002')];
    expect(
      must(await answer(`${first},confirmed,1400000050,\n${second},rejected,,Customer is locked`, '2026-01-07')),
    ).toMatchObject({ confirmed: 1, rejected: 1 });
    expect(await january()).toEqual([
      'proposed proposal 1 120.00',
      'executed rule 1 -9.90',
      'confirmed clearing 1 1000.00',
      'contradicted clearing 1 500.00',
    ]);
    expect(await open()).toEqual({
      ...{ '1800000002': '50000', '1800000003': '12000', '1800000004': '12000' },
      ...{ 'money of C2': '-50000', 'money of C3': '-12000' },
    });
    expect(await failed()).toEqual([]);
  });

  it('meets SAP’s own payment document with our receipt before it counts, and follows SAP’s clearing of it', async () => {
    const payment: SapItem = { customer: 'C2', number: '1400000070', amount: '-500.00', day: '2026-01-06' };
    const before = await open();
    must(await load('2026-01-08', [...invoices.slice(1), payment]));
    // The money is here already: the payment is linked to it, and counts nothing.
    expect(await open()).toEqual(before);
    expect(await listOpenMoney(books.engine, books.tenantId, company)).toEqual([]);
    const cleared = { clearing: '1400000070', cleared: '2026-01-08' };
    must(
      await load(
        '2026-01-09',
        [
          { ...invoices[1]!, ...cleared },
          { ...payment, ...cleared },
        ],
        {
          kind: 'delta',
          since: '2026-01-08',
        },
      ),
    );
    expect(await open()).toEqual({ '1800000003': '12000', '1800000004': '12000', 'money of C3': '-12000' });
    expect(await failed()).toEqual([]);
  });

  it('tells SAP what a person decides, and the next full load agrees', async () => {
    const [receipt] = (
      await runQuery(books.engine, books.tenantId, (db) =>
        sql<{ id: bigint; version: number; item: bigint }>`
          select r.id, r.version, (select id from receivables.v_item where tenant_id = ${books.tenantId} and number = '1800000004') as item
          from cash.v_receipt r where r.tenant_id = ${books.tenantId} and r.proposal is not null and r.state = 'unapplied'`.execute(
          db,
        ),
      )
    ).rows;
    must(
      await applyReceipt(books.engine, books.caller, {
        ...{ company, receiptId: receipt!.id, version: receipt!.version, versionNow: receipt!.version },
        allocations: [{ itemId: receipt!.item, receiptAmountMinor: 120_00n, adjustments: [] }],
      }),
    );
    expect(await january()).toContain('pending clearing 1 120.00');
    const exported = must(await exportClearings(books.engine, books.caller, { company }));
    expect(exported.entries.length).toBe(1);
    must(await answer(`${exported.entries[0]!.reference},confirmed,1400000090,`, '2026-01-12'));
    must(await load('2026-01-12', [invoices[2]!]));
    expect(await open()).toEqual({ '1800000003': '12000' });
    expect((await queue()).map((one) => one.state).sort()).toEqual(['confirmed', 'confirmed', 'rejected']);
  });

  it('closes the month of the bank: prepared by one, signed by another, nothing unexplained', async () => {
    const { engine, clock } = books;
    must(await bank.read('2026-01-30'));
    clock.set('2026-02-02T09:00:00Z');
    const maker = await books.hire('Maria Maker', 'controller');
    const signer = await books.hire('Sven Signer', 'controller');
    const at = { company, bankAccountId, month: '2026-01' };
    const month = (await runQuery(engine, books.tenantId, (db) => loadBankMonth(db, books.tenantId, at)))!;
    expect(month.comparison).toMatchObject({ differenceMinor: 0n, items: [] });
    expect(month.byRule).toEqual([{ rule: 'Account fees', count: 1, amountMinor: -9_90n }]);
    must(await prepareBankMonth(engine, maker, { ...at, note: '' }));
    expect(refusalOf(await signBankMonth(engine, maker, at))).toBe('reconciliation.own-work');
    must(await signBankMonth(engine, signer, at));
    expect((await january()).filter((one) => !one.startsWith('confirmed'))).not.toContain('proposed proposal 1 120.00');
    expect(await failed()).toEqual([]);
  });
});
