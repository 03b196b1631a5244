/** What some money can be, told as the trade tells it: from the bank's line to the open items, the accounts and the sentence that says why. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, loadReceipt, setMatchingPolicy } from '#cash';
import { saveCustomers } from '#customers';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { listCertificates, loadItems, postDocuments } from '#receivables';
import { type BankDays, openBank } from '#test/bank-days';
import { type Books, must, openBooks } from '#test/books';

describe('R33 Money that is applied as the trade tells it', () => {
  let books: Books;
  let bank: BankDays;
  let day = 9;
  beforeAll(async () => {
    books = await openBooks({ customers: 13, now: '2026-02-20T09:00:00Z' });
    bank = await openBank(books, books.company);
    const { engine, caller, company, accounts } = books;
    const named = { C11: 'Nordstern Holding', C12: 'Ebner Medizintechnik', C13: 'Bharat Tools' };
    must(
      await saveCustomers(engine, caller, {
        customers: Object.entries(named).map(([number, name]) => ({
          ...{ number, name, country: number === 'C13' ? 'IN' : 'DE', accounts: [] },
          ...(number === 'C12' && { parentNumber: 'C11' }),
        })),
      }),
    );
    const document = (customer: string, number: string, amountMinor: bigint, more: object = {}) => ({
      ...{ accountId: accounts[customer]!, documentType: 'invoice' as const, number, documentDate: '2026-01-10' },
      ...{ currency: 'EUR', amountMinor, ...more },
    });
    const discount = (until: string, amountMinor: bigint) => ({ discount: { until, amountMinor } });
    must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          document('C1', 'RE-1001', 119_37n),
          document('C1', 'RE-1002', 204_11n),
          document('C1', 'RE-1003', 88_53n),
          document('C1', 'RE-1004', 119_37n),
          document('C2', 'RE-2001', 500_00n),
          { ...document('C2', 'GS-2002', -50_00n), documentType: 'credit_memo' as const },
          document('C3', 'RE-3001', 900_00n),
          document('C4', 'RE-4001', 1_000_00n, discount('2026-02-28', 20_00n)),
          document('C4', 'RE-4002', 600_00n, discount('2026-01-20', 12_00n)),
          document('C5', 'RE-5001', 750_00n),
          document('C6', 'RE-6001', 430_00n),
          document('C7', 'RE-7001', 300_00n),
          document('C9', 'RE-9001', 100_00n),
          document('C10', 'RE-10001', 77_41n),
          document('C12', 'RE-12001', 918_13n),
          document('C13', 'RE-13001', 1_000_00n),
        ],
      }),
    );
    must(
      await setMatchingPolicy(engine, caller, {
        company,
        rules: {
          ...{ validFrom: '2026-02-20', toleranceMinor: 1_00n, toleranceMonthMinor: 3_00n, tolerancePercent: 1 },
          ...{ maximumDeductionMinor: 500_00n, maximumDeductionPercent: 20, unearnedDiscount: 'deduction' as const },
          withholding: [{ by: 'country' as const, value: 'IN', percent: 10 }],
          ...{ maximumBankChargeMinor: 0n, maximumReturnChargeMinor: 50_00n, discountGraceDays: 0 },
          ...{ interchangeable: 'propose' as const, maximumChance: 0.001, minimumConfidence: 0 },
          ...{ minimumPrecision: 0.999, mayPost: ['advice', 'reference', 'difference', 'amount'] as const },
          reason: 'Cents are not worth a call.',
        },
      }),
    );
  });
  afterAll(() => books.close());

  /** Money of the next day, as it was judged and what became of it. */
  const receive = async (amountMinor: bigint, payer: string, text: string) => {
    day += 1;
    const valueDate = `2026-02-${String(Math.min(day, 20)).padStart(2, '0')}`;
    must(await bank.read(valueDate, [{ amountMinor, valueDate, payer, text }]));
    const { engine, tenantId, company } = books;
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ id: bigint; state: string; decision: string; explanation: string; left: bigint }>`
        select r.id, r.state, r.decision, r.explanation, coalesce(-i.open_minor, r.amount_minor) as left
        from cash.v_receipt r left join receivables.v_item i on i.tenant_id = r.tenant_id and i.id = r.item_id
        where r.tenant_id = ${tenantId} order by r.id desc limit 1`.execute(db),
    );
    const { id, ...receipt } = rows[0]!;
    const shown = (await loadReceipt(engine, tenantId, { companyId: company.id, receiptId: id, day: valueDate }))!;
    return { ...receipt, runnerUp: shown.runnerUp?.explanation ?? null };
  };
  /** What is open of a customer, its own money left out. */
  const open = async (customer: string) =>
    (
      await runQuery(books.engine, books.tenantId, (db) =>
        loadItems(db, books.tenantId, { openOfAccounts: [books.accounts[customer]!] }),
      )
    )
      .filter((item) => item.documentType !== 'payment')
      .map((item) => `${item.documentType === 'invoice' ? item.number : item.documentType} ${item.openMinor}`)
      .sort();
  /** What the differences of a kind came to, over all customers. */
  const settledAs = async (documentType: string): Promise<bigint> => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ total: bigint }>`
        select coalesce(sum(amount_minor), 0)::bigint as total from receivables.v_item
        where tenant_id = ${books.tenantId} and document_type = ${documentType}`.execute(db),
    );
    return rows[0]!.total;
  };
  const applied = { state: 'applied', decision: 'apply', left: 0n };

  it('one item, and several in one payment', async () => {
    expect(await receive(119_37n, 'Customer C1', 'RE-1001')).toMatchObject({
      ...applied,
      explanation: 'EUR 119.37 pays RE-1001: named in the bank text, and the amount agrees.',
      // What else it could have been is kept with what was posted.
      runnerUp: 'RE-1004 has exactly this amount',
    });
    expect(await receive(292_64n, 'Customer C1', 'RE-1002 RE-1003')).toMatchObject({ ...applied, runnerUp: null });
    expect(await open('C1')).toEqual(['RE-1004 11937']);
  });

  it('net of a credit memo that it does not name', async () => {
    expect(await receive(450_00n, 'Customer C2', 'RE-2001')).toMatchObject({
      ...applied,
      explanation: 'EUR 450.00 pays RE-2001, GS-2002: named in the bank text, with the payer’s open credit netted.',
    });
    expect(await open('C2')).toEqual([]);
  });

  it('in instalments: each is a part of its invoice, the last settles it', async () => {
    expect(await receive(300_00n, 'Customer C3', 'RE-3001 1. Rate')).toMatchObject(applied);
    expect(await open('C3')).toEqual(['RE-3001 60000']);
    expect(await receive(350_00n, 'Customer C3', 'RE-3001 2. Rate')).toMatchObject(applied);
    expect(await receive(250_00n, 'Customer C3', 'RE-3001 3. Rate')).toMatchObject(applied);
    expect(await open('C3')).toEqual([]);
  });

  it('less an early-payment discount in time; too late it is a deduction to be asked for', async () => {
    expect(await receive(980_00n, 'Customer C4', 'RE-4001')).toMatchObject({
      ...applied,
      explanation: expect.stringContaining('less the discount in its date'),
    });
    expect(await receive(588_00n, 'Customer C4', 'RE-4002')).toMatchObject({
      ...applied,
      explanation: expect.stringContaining('its discount, which ended on 2026-01-20'),
    });
    expect(await open('C4')).toEqual(['deduction 1200']);
    expect(await settledAs('discount')).toBe(-20_00n);
  });

  it('less the bank’s charge that the text states', async () => {
    expect(await receive(737_50n, 'Customer C5', 'RE-5001 CHGS EUR 12.50')).toMatchObject({
      ...applied,
      explanation: expect.stringContaining('bank charge EUR 12.50'),
    });
    expect(await open('C5')).toEqual([]);
    expect(await settledAs('bank_charge')).toBe(-12_50n);
  });

  it('short with a reason: the rest is a deduction with the payer’s words', async () => {
    expect(await receive(400_00n, 'Customer C6', 'RE-6001 Abzug Transportschaden')).toMatchObject({
      ...applied,
      explanation: expect.stringContaining('deduction EUR 30.00 (Abzug Transportschaden)'),
    });
    expect(await open('C6')).toEqual(['deduction 3000']);
  });

  it('more than is owed: the invoice is settled and the rest stays the payer’s', async () => {
    expect(await receive(310_00n, 'Customer C7', 'RE-7001')).toMatchObject({
      ...{ state: 'part_applied', decision: 'apply', left: 10_00n },
      explanation: 'EUR 310.00 pays RE-7001: named in the bank text, and more was paid. EUR 10.00 is left over.',
    });
    expect(await open('C7')).toEqual([]);
  });

  it('before anything is billed: a prepayment on account, which takes its invoice when that comes', async () => {
    const before = await receive(640_00n, 'Customer C8', 'Vorauszahlung AB-47110815');
    expect(before).toMatchObject({ state: 'unapplied', decision: 'on_account', left: 640_00n });
    expect(before.explanation).toContain('as a prepayment, which the text speaks of');
    expect(await open('C8')).toEqual([]);
    const { engine, caller, company, accounts } = books;
    const invoice = {
      ...{ accountId: accounts['C8']!, documentType: 'invoice' as const, number: 'RE-8001' },
      ...{ documentDate: '2026-02-19', currency: 'EUR', amountMinor: 640_00n, purchaseOrder: 'AB-47110815' },
    };
    must(await postDocuments(engine, caller, { company, documents: [invoice] }));
    expect(must(await applyCash(engine, caller, { company, asOf: '2026-02-20' }))).toMatchObject({ applied: 1 });
    expect(await open('C8')).toEqual([]);
  });

  it('cents short: let go within tolerance, as the rules say', async () => {
    day = 20;
    expect(await receive(99_60n, 'Customer C9', 'RE-9001')).toMatchObject({
      ...applied,
      explanation: expect.stringContaining('tolerance EUR 0.40'),
    });
    expect(await open('C9')).toEqual([]);
    expect(await settledAs('tolerance')).toBe(-40n);
  });

  it('twice for one invoice: the second is a duplicate, kept for the payer and no income', async () => {
    expect(await receive(77_41n, 'Customer C10', 'RE-10001')).toMatchObject(applied);
    expect(await receive(77_41n, 'Customer C10', 'RE-10001 again')).toMatchObject({
      ...{ state: 'unapplied', decision: 'duplicate', left: 77_41n },
      explanation: expect.stringContaining('this looks like the same payment again'),
    });
  });

  it('a parent pays its child’s invoice', async () => {
    expect(await receive(918_13n, 'Nordstern Holding', 'RE-12001')).toMatchObject(applied);
    expect(await open('C12')).toEqual([]);
  });

  it('less the tax that the country of its payer withholds: a certificate is owed for it', async () => {
    expect(await receive(900_00n, 'Bharat Tools', 'RE-13001')).toMatchObject({
      ...applied,
      explanation: expect.stringContaining('withholding tax EUR 100.00 (10 % withheld)'),
    });
    expect(await open('C13')).toEqual(['withholding_tax 10000']);
    const { engine, tenantId, company } = books;
    const awaited = { companyId: company.id, day: '2026-02-20', state: 'awaited' as const };
    expect(await listCertificates(engine, tenantId, awaited)).toMatchObject([
      { customer: 'C13', invoice: 'RE-13001', open: '100.00', reason: '10 % withheld' },
    ]);
  });

  it('and every invariant holds', async () => {
    expect((await verify(books.engine, books.tenantId)).checks.filter((one) => one.failed > 0)).toEqual([]);
  });
});
