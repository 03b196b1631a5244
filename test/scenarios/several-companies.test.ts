/** One payment for several companies of the group: own items are applied, the rest goes to whom it belongs, in every book at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyCash,
  createBankAccount,
  importAdviceFile,
  importBankFile,
  matchAdvices,
  reverseSisterPayment,
  splitReceipt,
} from '#cash';
import type { ReceiptCompaniesAnswer } from '#cash/contract';
import { type Company, createCompany, findCompany } from '#company';
import { loadAccounts, saveCustomers } from '#customers';
import { setCompanyMode } from '#integrations';
import { loadChart, setUpChart } from '#ledger';
import { verify } from '#operations';
import { createAccount, createPerson, grantRole, runQuery, sql } from '#platform';
import { blockItems, loadItems, postDocuments } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '#test/books';
import { createServer, type DunwellServer } from '../../src/apps/server/index.ts';
import { type BookedLine, mt940Day } from '../mt940-day.ts';
import { Browser } from '../server-world.ts';
import { password } from '../workday.ts';

let books: Books;
/** Companies by code. */
const companies: Record<string, Company> = {};
/** Accounts by company and customer. */
const accounts: Record<string, bigint> = {};
let server: DunwellServer;
/** Somebody of the whole tenant, and somebody of one company, at their browsers. */
const people: Record<string, Browser> = {};
let closing = 0;
let statements = 0;
const today = '2026-03-20';

beforeAll(async () => {
  books = await openBooks({ customers: 2, now: `${today}T09:00:00Z` });
  const { engine, caller, company, tenantId } = books;
  companies['DE01'] = company;
  for (const [code, country, timeZone] of [
    ['FR01', 'FR', 'Europe/Paris'],
    ['NL01', 'NL', 'Europe/Amsterdam'],
  ] as const) {
    const made = { code, name: `Acme ${country}`, currency: 'EUR', country, timeZone, language: 'en', letterhead: {} };
    must(await createCompany(engine, caller, made));
    companies[code] = must(await findCompany(engine, tenantId, code));
    must(await setUpChart(engine, caller, { companyId: companies[code].id }));
  }
  must(
    await saveCustomers(engine, caller, {
      customers: ['C1', 'C2'].map((number) => ({
        number,
        name: `Customer ${number}`,
        country: 'DE',
        accounts: Object.values(companies).map((one) => ({ companyId: one.id })),
      })),
    }),
  );
  for (const [code, one] of Object.entries(companies))
    for (const account of await runQuery(engine, tenantId, (db) => loadAccounts(db, tenantId, { companyId: one.id })))
      accounts[`${code} ${account.number}`] = account.id;
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
  const house = { company, number: 'DE89370400440532013000', currency: 'EUR', name: 'House bank', glAccountId };
  must(await createBankAccount(engine, caller, house));
  server = createServer({ engine, config: { production: false, logLevel: 'silent' }, behindProxy: true });
  for (const [login, companyId] of [
    ['lena', null],
    ['carla', company.id],
  ] as const) {
    const made = must(await createPerson(engine, caller, { name: login, email: `${login}@example.org` }));
    const personId = BigInt(made.personId);
    must(await createAccount(engine, caller, { personId, login, password }));
    must(await grantRole(engine, caller, { personId, companyId, role: 'cash_applier' }));
    people[login] = new Browser(server);
    expect((await people[login].signIn(login, password)).status).toBe(201);
  }
});
afterAll(async () => {
  await server.close();
  await books.close();
});

const owes = async (code: string, customer: string, number: string, amountMinor: bigint): Promise<bigint> => {
  const document = { accountId: accounts[`${code} ${customer}`]!, documentType: 'invoice' as const, number };
  return must(
    await postDocuments(books.engine, books.caller, {
      company: companies[code]!,
      documents: [{ ...document, documentDate: '2026-02-01', currency: 'EUR', amountMinor }],
    }),
  ).posted[0]!.itemIds[0]!;
};
const bank = async (...lines: readonly BookedLine[]) => {
  const { engine, caller, company } = books;
  statements += 1;
  const bytes = mt940Day({ day: '2026-03-10', number: statements, openingCents: closing, lines });
  closing += lines.reduce((sum, line) => sum + line[0], 0);
  must(await importBankFile(engine, caller, { name: `${statements}.sta`, bytes }));
  return must(await applyCash(engine, caller, { company, asOf: today }));
};
const advise = async (name: string, ...rows: readonly string[]) => {
  const { engine, caller, company } = books;
  const bytes = new TextEncoder().encode(['Payment reference,Payer,Invoice,Amount paid', ...rows].join('\n'));
  must(await importAdviceFile(engine, caller, { name, bytes, companies: [company], receivedOn: '2026-03-10' }));
  return must(await matchAdvices(engine, caller, { company, asOf: today }));
};
const openOf = async (...itemIds: bigint[]) =>
  (await runQuery(books.engine, books.tenantId, (db) => loadItems(db, books.tenantId, { itemIds }))).map(
    (item) => item.openMinor,
  );
async function lastReceipt() {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ id: bigint; item_id: bigint | null; state: string; explanation: string }>`
      select id, item_id, state, explanation from cash.v_receipt where tenant_id = ${books.tenantId} order by id desc limit 1`.execute(
      db,
    ),
  );
  return rows[0]!;
}
async function paymentsOf(receiptId: bigint) {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ id: bigint; code: string; amount: bigint; reversed: boolean }>`
      select p.id, c.code, p.amount_minor as amount, p.reversed_command_id is not null as reversed from cash.v_intercompany_payment p
      join company.v_company c on c.tenant_id = p.tenant_id and c.id = p.to_company_id
      where p.tenant_id = ${books.tenantId} and p.receipt_id = ${receiptId} order by p.id`.execute(db),
  );
  return rows;
}
/** What a person of the whole tenant reads about the companies of a receipt. */
async function told(receiptId: bigint): Promise<ReceiptCompaniesAnswer> {
  const response = await people['lena']!.ask('GET', `/api/receipts/${receiptId}/companies`);
  expect(response.status).toBe(200);
  return (await response.json()) as ReceiptCompaniesAnswer;
}
const split = (receiptId: bigint, reason: string | null = 'The payer confirmed it by phone.') =>
  splitReceipt(books.engine, books.caller, {
    company: books.company,
    companies: Object.values(companies),
    receiptId,
    postingDate: today,
    reason,
  });
const takeBack = (paymentId: bigint) =>
  reverseSisterPayment(books.engine, books.caller, {
    companies: Object.values(companies),
    paymentId,
    postingDate: today,
    reason: 'It was for another year.',
  });
/** What the intercompany accounts hold, by company. */
async function owed(): Promise<Record<string, bigint>> {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ code: string; amount: bigint }>`
      select c.code, sum(l.amount_minor)::bigint as amount from ledger.v_line l
      join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id and a.purpose = 'intercompany'
      join company.v_company c on c.tenant_id = a.tenant_id and c.id = a.company_id
      where l.tenant_id = ${books.tenantId} group by 1 order by 1`.execute(db),
  );
  return Object.fromEntries(rows.map((row) => [row.code, row.amount]));
}
const sound = async () => (await verify(books.engine, books.tenantId)).checks.filter((check) => check.failed > 0);

describe('R32 R33 One payment for several companies of the group', () => {
  let items: bigint[];

  it('whose advice names documents of three companies is split by itself: own items, and the rest to whom it belongs', async () => {
    items = [
      await owes('DE01', 'C1', 'DE-70001', 60_00n),
      await owes('FR01', 'C1', 'FR-70001', 25_00n),
      await owes('FR01', 'C1', 'FR-70002', 5_00n),
      await owes('NL01', 'C1', 'NL-70001', 10_00n),
    ];
    expect(await bank([100_00, 'Customer C1', 'PAYMENT 880017'])).toMatchObject({
      onAccount: 1,
      splitOverCompanies: 0,
    });
    const rows = ['DE-70001,60.00', 'FR-70001,25.00', 'FR-70002,5.00', 'NL-70001,10.00'];
    await advise('three.csv', ...rows.map((row) => `880017,Customer C1,${row}`));
    expect(await openOf(...items)).toEqual([0n, 0n, 0n, 0n]);
    const receipt = await lastReceipt();
    expect(receipt).toMatchObject({
      state: 'applied',
      explanation:
        'EUR 100.00 pay documents of several companies: EUR 60.00 for DE-70001 of DE01; EUR 30.00 for FR-70001, FR-70002 of FR01; EUR 10.00 for NL-70001 of NL01.',
    });
    expect((await paymentsOf(receipt.id)).map((one) => `${one.code} ${one.amount}`)).toEqual([
      'FR01 3000',
      'NL01 1000',
    ]);
    expect(await owed()).toEqual({ DE01: -40_00n, FR01: 30_00n, NL01: 10_00n });
    expect(await told(receipt.id)).toMatchObject({
      split: null,
      payments: [
        { company: 'NL01', customer: 'C1', amount: '10.00', left: '0.00' },
        {
          company: 'FR01',
          documents: [
            { number: 'FR-70001', amount: '25.00' },
            { number: 'FR-70002', amount: '5.00' },
          ],
        },
      ],
    });
    // Whoever may in one company alone is told nothing of the others.
    expect((await people['carla']!.ask('GET', `/api/receipts/${receipt.id}/companies`)).status).toBe(403);
    expect((await people['lena']!.ask('GET', '/api/receipts/999999/companies')).status).toBe(404);
    expect(await sound()).toEqual([]);
  });

  it('is taken back whole by any of its payments, and not split again by itself', async () => {
    const receipt = await lastReceipt();
    const [payment] = await paymentsOf(receipt.id);
    must(await takeBack(payment!.id));
    expect(await openOf(...items, receipt.item_id!)).toEqual([60_00n, 25_00n, 5_00n, 10_00n, -100_00n]);
    expect((await paymentsOf(receipt.id)).every((one) => one.reversed)).toBe(true);
    expect(await owed()).toEqual({ DE01: 0n, FR01: 0n, NL01: 0n });
    expect(refusalOf(await takeBack(payment!.id))).toBe('cash.payment-reversed');
    const again = must(await applyCash(books.engine, books.caller, { company: books.company, asOf: today }));
    expect(again).toMatchObject({ splitOverCompanies: 0 });
    expect(refusalOf(await split(receipt.id, null))).toBe('cash.split-doubtful');
    expect(await told(receipt.id)).toMatchObject({
      split: {
        parts: [
          { company: 'DE01', amount: '60.00', documents: [{ number: 'DE-70001', amount: '60.00' }] },
          { company: 'FR01', amount: '30.00' },
          { company: 'NL01', amount: '10.00' },
        ],
        left: '0.00',
        doubts: ['a person decided otherwise before'],
        postable: true,
      },
      payments: [],
    });
    // A person may decide it once more.
    expect(must(await split(receipt.id))).toMatchObject({ ownMinor: 60_00n });
    expect(await openOf(...items)).toEqual([0n, 0n, 0n, 0n]);
    expect(await sound()).toEqual([]);
  });

  it('whose text names an own and another company’s document, which come to the money, is split as well and undone as one', async () => {
    const own = await owes('DE01', 'C2', 'DE-70011', 40_00n);
    const other = await owes('FR01', 'C2', 'FR-70011', 15_00n);
    expect(await bank([55_00, 'Customer C2', 'DE-70011 FR-70011'])).toMatchObject({ splitOverCompanies: 1 });
    expect(await openOf(own, other)).toEqual([0n, 0n]);
    const receipt = await lastReceipt();
    const [payment] = await paymentsOf(receipt.id);
    must(await takeBack(payment!.id));
    expect(await openOf(own, other, receipt.item_id!)).toEqual([40_00n, 15_00n, -55_00n]);
    must(await split(receipt.id));
    expect(await openOf(own, other)).toEqual([0n, 0n]);
  });

  it('that is short, disputed or of another customer says why it waits; a person splits what fits', async () => {
    const own = await owes('DE01', 'C1', 'DE-70021', 20_00n);
    const other = await owes('NL01', 'C1', 'NL-70021', 30_00n);
    const { engine, caller } = books;
    const dispute = {
      itemId: other,
      kind: 'dispute' as const,
      amountMinor: 30_00n,
      from: '2026-03-01',
      to: null,
    };
    must(await blockItems(engine, caller, { blocks: [{ ...dispute, source: 'case 1' }], reason: 'Disputed.' }));
    await bank([50_00, 'Customer C1', 'PAYMENT 880021']);
    await advise('disputed.csv', '880021,Customer C1,DE-70021,20.00', '880021,Customer C1,NL-70021,30.00');
    const receipt = await lastReceipt();
    expect(receipt.explanation).toContain('A person may split it: NL-70021 is blocked (dispute).');
    expect(await openOf(own, other)).toEqual([20_00n, 30_00n]);
    expect(must(await split(receipt.id)).payments).toMatchObject([{ company: 'NL01', amountMinor: 30_00n }]);
    expect(await openOf(own, other)).toEqual([0n, 0n]);
    expect(refusalOf(await split(receipt.id))).toBe('cash.nothing-to-split');
    expect(await sound()).toEqual([]);
  });

  it('a number that is open here too is meant here, and another customer’s number elsewhere means nothing', async () => {
    const own = await owes('DE01', 'C1', '2026-90001', 12_00n);
    const same = await owes('FR01', 'C1', '2026-90001', 12_00n);
    const others = await owes('FR01', 'C2', '2026-90002', 13_00n);
    expect(await bank([12_00, 'Customer C1', '2026-90001'], [13_00, 'Customer C1', '2026-90002'])).toMatchObject({
      applied: 1,
      splitOverCompanies: 0,
    });
    expect(await openOf(own, same, others)).toEqual([0n, 12_00n, 13_00n]);
    expect((await lastReceipt()).explanation).not.toContain('several companies');
  });

  it('money of a payer nobody knows goes as a whole to the one company whose documents come to it', async () => {
    const only = await owes('NL01', 'C2', 'NL-70031', 77_00n);
    expect(await bank([77_00, 'Nobody We Know', 'NL-70031'])).toMatchObject({ splitOverCompanies: 1 });
    expect(await openOf(only)).toEqual([0n]);
    expect((await lastReceipt()).state).toBe('transferred');
    expect(await sound()).toEqual([]);
  });

  it('goes over no company whose books an ERP owns, and is told so', async () => {
    const { engine, caller, company, tenantId } = books;
    const made = { code: 'BE01', name: 'Acme BE', currency: 'EUR', country: 'BE', timeZone: 'Europe/Brussels' };
    must(await createCompany(engine, caller, { ...made, language: 'en', letterhead: {} }));
    const created = must(await findCompany(engine, tenantId, 'BE01'));
    must(await setCompanyMode(engine, caller, { company: created, mode: 'mirrored', reason: 'SAP owns its books.' }));
    const receipt = await lastReceipt();
    expect(await told(receipt.id)).toMatchObject({
      payable: [{ code: 'FR01' }, { code: 'NL01' }],
      notPayable: ['BE01'],
    });
    const owned: Company = { ...company, ledgerMode: 'mirrored' };
    const over = { company: owned, companies: [owned, companies['FR01']!], receiptId: receipt.id };
    const refused = await splitReceipt(engine, caller, { ...over, postingDate: today, reason: 'By phone.' });
    expect(refusalOf(refused)).toBe('cash.company-mirrored');
    expect(await sound()).toEqual([]);
  });
});
