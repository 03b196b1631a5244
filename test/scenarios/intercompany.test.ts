/** A payer pays the wrong company of the group: its money pays the right one's items, in both books at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile, paySisterCompany, reverseSisterPayment } from '#cash';
import { type Company, createCompany, findCompany } from '#company';
import { loadAccounts, saveCustomers } from '#customers';
import { changePeriod, loadChart, setUpChart } from '#ledger';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { loadItems, postDocuments } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '../books.ts';

let books: Books;
let sister: Company;
let sisterAccount: bigint;
let numbers = 0;

beforeAll(async () => {
  books = await openBooks({ customers: 2, now: '2026-02-10T09:00:00Z' });
  must(
    await createCompany(books.engine, books.caller, {
      code: 'UK01',
      name: 'Acme Ltd',
      currency: 'GBP',
      country: 'GB',
      timeZone: 'Europe/London',
      language: 'en',
      letterhead: {},
    }),
  );
  sister = must(await findCompany(books.engine, books.tenantId, 'UK01'));
  must(await setUpChart(books.engine, books.caller, { companyId: sister.id }));
  const { recordExchangeRates } = await import('#company');
  must(
    await recordExchangeRates(books.engine, books.caller, [
      { from: 'EUR', to: 'GBP', day: '2026-01-01', rate: '0.87', source: 'test' },
    ]),
  );
  must(
    await saveCustomers(books.engine, books.caller, {
      customers: [
        {
          number: 'C1',
          name: 'Customer C1',
          country: 'DE',
          accounts: [{ companyId: sister.id }, { companyId: books.company.id }],
        },
      ],
    }),
  );
  const accounts = await runQuery(books.engine, books.tenantId, (db) =>
    loadAccounts(db, books.tenantId, { companyId: sister.id }),
  );
  sisterAccount = accounts[0]!.id;
  const chart = await runQuery(books.engine, books.tenantId, (db) => loadChart(db, books.tenantId, books.company.id));
  must(
    await createBankAccount(books.engine, books.caller, {
      company: books.company,
      number: 'DE02120300000000202051',
      currency: 'EUR',
      name: 'Main account',
      glAccountId: chart.find((account) => account.purpose === 'bank')!.id,
    }),
  );
});
afterAll(() => books.close());

/** Money arrives in the German bank; returns its receipt. */
async function receive(amount: string, name: string, text: string) {
  numbers += 1;
  const file = `:20:S${numbers}\n:25:DE02120300000000202051\n:28C:${numbers}/1\n:60F:C260209EUR0,00\n:61:260209C${amount}NTRFNONREF//B${numbers}\n:86:166?00CREDIT?20${text}?32${name}\n:62F:C260209EUR${amount}\n-\n`;
  must(await importBankFile(books.engine, books.caller, { name: `s${numbers}.sta`, bytes: Buffer.from(file) }));
  must(await applyCash(books.engine, books.caller, { company: books.company, asOf: '2026-02-10' }));
  return lastReceipt();
}
async function lastReceipt() {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ id: bigint; item_id: bigint | null; state: string }>`select id, item_id, state from cash.v_receipt
      where tenant_id = ${books.tenantId} order by id desc limit 1`.execute(db),
  );
  return rows[0]!;
}
const invoice = async (amountMinor: bigint): Promise<bigint> =>
  must(
    await postDocuments(books.engine, books.caller, {
      company: sister,
      documents: [
        {
          accountId: sisterAccount,
          documentType: 'invoice',
          number: `UK-${++numbers}`,
          documentDate: '2026-01-15',
          currency: 'EUR',
          amountMinor,
        },
      ],
    }),
  ).posted[0]!.itemIds[0]!;
const pay = (receiptId: bigint, allocations: { itemId: bigint; amountMinor: bigint }[], more: object = {}) =>
  paySisterCompany(books.engine, books.caller, {
    company: books.company,
    sister,
    receiptId,
    allocations,
    postingDate: '2026-02-10',
    reason: 'Paid to the German bank by mistake.',
    ...more,
  });
const openOf = async (...itemIds: bigint[]) =>
  (await runQuery(books.engine, books.tenantId, (db) => loadItems(db, books.tenantId, { itemIds }))).map(
    (item) => item.openMinor,
  );

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

describe('R33 Cash application across companies of the group', () => {
  let paymentId: bigint;

  it("money on the payer's account pays a sister company's invoice, and is owed to it", async () => {
    const receipt = await receive('100,00', 'Customer C1', 'no idea');
    expect(receipt.state).toBe('unapplied');
    const item = await invoice(80_00n);
    const paid = must(await pay(receipt.id, [{ itemId: item, amountMinor: 80_00n }]));
    ({ paymentId } = paid);
    expect(paid).toMatchObject({ amountMinor: 80_00n, restMinor: 0n });
    expect(await openOf(receipt.item_id!)).toEqual([-20_00n]);
    expect(await openOf(item)).toEqual([0n]);
    expect((await lastReceipt()).state).toBe('part_applied');
    expect(await owed()).toEqual({ DE01: -80_00n, UK01: 80_00n });
    expect(await sound()).toEqual([]);
  });

  it('is taken back in both books at once, and only once', async () => {
    const back = () =>
      reverseSisterPayment(books.engine, books.caller, {
        companies: [books.company, sister],
        paymentId,
        postingDate: '2026-02-12',
        reason: 'It was for the German invoice after all.',
      });
    must(await back());
    expect((await lastReceipt()).state).toBe('unapplied');
    expect(await owed()).toEqual({ DE01: 0n, UK01: 0n });
    expect(refusalOf(await back())).toBe('cash.payment-reversed');
    expect(await sound()).toEqual([]);
  });

  it("money nobody knew leaves suspense whole; what is over stays on the customer's account there; and back", async () => {
    const receipt = await receive('55,00', 'Unheard Of Trading', 'gibberish');
    expect(receipt).toMatchObject({ state: 'unidentified', item_id: null });
    const item = await invoice(50_00n);
    const paid = must(await pay(receipt.id, [{ itemId: item, amountMinor: 50_00n }]));
    expect(paid).toMatchObject({ amountMinor: 55_00n, restMinor: 5_00n });
    expect((await lastReceipt()).state).toBe('transferred');
    expect(await owed()).toEqual({ DE01: -55_00n, UK01: 55_00n });
    expect(await sound()).toEqual([]);
    must(
      await reverseSisterPayment(books.engine, books.caller, {
        companies: [books.company, sister],
        paymentId: paid.paymentId,
        postingDate: '2026-02-12',
        reason: 'Not ours.',
      }),
    );
    expect((await lastReceipt()).state).toBe('unidentified');
    expect(await openOf(item)).toEqual([50_00n]);
    expect(await owed()).toEqual({ DE01: 0n, UK01: 0n });
    expect(await sound()).toEqual([]);
  });

  it('refuses more than there is, foreign items, its own company, and a closed month on either side; nothing changes', async () => {
    const receipt = await receive('30,00', 'Unheard Of Trading', 'nonsense');
    const item = await invoice(90_00n);
    const mine = { itemId: item, amountMinor: 30_00n };
    expect(refusalOf(await pay(receipt.id, [{ ...mine, amountMinor: 30_01n }]))).toBe('cash.more-than-receipt');
    expect(refusalOf(await pay(receipt.id, [{ ...mine, itemId: 999_999n }]))).toBe('receivables.item-unknown');
    expect(refusalOf(await pay(receipt.id + 1000n, [mine]))).toBe('cash.receipt-not-found');
    expect(refusalOf(await pay(receipt.id, [mine], { sister: books.company }))).toBe('cash.same-company');
    expect(refusalOf(await pay(receipt.id, [mine], { company: sister, sister: books.company }))).toBe(
      'cash.receipt-not-found',
    );
    expect(refusalOf(await pay(receipt.id, []))).toBe('cash.nothing-to-pay');
    const close = (state: 'soft_closed' | 'open') =>
      changePeriod(books.engine, books.caller, { companyId: sister.id, month: '2026-02', state, reason: 'Test.' });
    must(await close('soft_closed'));
    expect(refusalOf(await pay(receipt.id, [mine]))).toBe('ledger.period-soft-closed');
    must(await close('open'));
    expect(await openOf(item)).toEqual([90_00n]);
    expect((await lastReceipt()).state).toBe('unidentified');
  });

  it('refuses a company whose books an ERP owns, on either side: the money would count twice', async () => {
    const receipt = await lastReceipt();
    const item = await invoice(30_00n);
    const mine = { itemId: item, amountMinor: 30_00n };
    const owned = (one: Company): Company => ({ ...one, ledgerMode: 'mirrored' });
    expect(refusalOf(await pay(receipt.id, [mine], { sister: owned(sister) }))).toBe('cash.company-mirrored');
    expect(refusalOf(await pay(receipt.id, [mine], { company: owned(books.company) }))).toBe('cash.company-mirrored');
    expect(await openOf(item)).toEqual([30_00n]);
    expect((await lastReceipt()).state).toBe('unidentified');
    expect(await sound()).toEqual([]);
  });

  it('two persons at once: one pays, the other is told', async () => {
    const receipt = await lastReceipt();
    const item = await invoice(30_00n);
    const both = await Promise.all([
      pay(receipt.id, [{ itemId: item, amountMinor: 30_00n }]),
      pay(receipt.id, [{ itemId: item, amountMinor: 30_00n }]),
    ]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(refusalOf(both.find((one) => !one.ok)!)).toBe('cash.receipt-not-open');
    expect(await sound()).toEqual([]);
  });
});
