/** A check bounces or a direct debit is returned: one step takes everything back, and the collector knows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyCash,
  createBankAccount,
  importBankFile,
  linkReturn,
  listReturnedLines,
  loadReturnedLine,
  paymentStatus,
  returnReceipt,
  setReturnFee,
  takeReturnBack,
} from '#cash';
import { prioritiseCompany } from '#collections';
import { setPaymentTerm } from '#company';
import { findCustomerKey, saveCustomers } from '#customers';
import { loadChart } from '#ledger';
import { verify } from '#operations';
import { approveRequest, requestApproval, runQuery, sql } from '#platform';
import { postDocuments, reverseOneDocument } from '#receivables';
import { must, refusalOf } from '#test/books';
import { remindedItems } from '#test/reminded-item';
import { loadTimeline } from '../../src/modules/collections/queries/timeline.ts';
import { openPeopledBooks, type PeopledBooks } from '../authority-world.ts';
import { type BookedLine, mt940Day } from '../mt940-day.ts';

describe('R34 A returned check or direct debit is taken back in one step', () => {
  let books: PeopledBooks;
  beforeAll(async () => {
    books = await openPeopledBooks({ customers: 4, now: '2026-03-02T09:00:00Z' });
    const { engine, caller, company, tenantId } = books;
    const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
    must(
      await createBankAccount(engine, caller, {
        company,
        number: 'DE89370400440532013000',
        currency: 'EUR',
        name: 'House bank',
        glAccountId: chart.find((account) => account.purpose === 'bank')!.id,
      }),
    );
    const invoice = (customer: string, number: string, amountMinor: bigint, more: object = {}) => ({
      accountId: books.accounts[customer]!,
      documentType: 'invoice' as const,
      number,
      documentDate: '2026-01-10',
      dueDate: '2026-02-09',
      currency: 'EUR',
      amountMinor,
      ...more,
    });
    must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          invoice('C1', 'RE-10001', 1_000_00n, { discount: { until: '2026-02-28', amountMinor: 20_00n } }),
          invoice('C1', 'RE-10002', 500_00n),
          invoice('C2', 'RE-20001', 300_00n),
          invoice('C3', 'RE-30001', 41_00n),
        ],
      }),
    );
    must(await setReturnFee(engine, caller, { company, currency: 'EUR', amountMinor: 7_50n, validFrom: '2026-01-01' }));
  });
  afterAll(() => books.close());

  const statement = (day: string, openingCents: number, lines: readonly BookedLine[], number: string) =>
    mt940Day({ day, openingCents, lines, number });
  const bankDay = async (day: string, opening: number, lines: readonly BookedLine[], number: string) => {
    const { engine, caller, company } = books;
    must(await importBankFile(engine, caller, { name: `${day}.sta`, bytes: statement(day, opening, lines, number) }));
    return must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
  };
  const invoiceOf = (number: string, amountMinor: bigint) => ({
    accountId: books.accounts['C3']!,
    documentType: 'invoice' as const,
    number,
    documentDate: '2026-01-10',
    dueDate: '2026-02-09',
    currency: 'EUR',
    amountMinor,
  });
  const open = async (customer: string | bigint) => {
    const accountId = typeof customer === 'string' ? books.accounts[customer]! : customer;
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ number: string; type: string; open: bigint; due: string }>`
        select number, document_type as type, open_minor as open, due_date as due from receivables.v_item
        where tenant_id = ${books.tenantId} and account_id = ${accountId} and open_minor <> 0 order by id`.execute(db),
    );
    return rows;
  };
  const receiptOf = async (amountMinor: bigint) => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ id: bigint; state: string; version: number; number: string | null }>`
        select id, state, version, number from cash.receipt where tenant_id = ${books.tenantId} and amount_minor = ${amountMinor} order by id`.execute(
        db,
      ),
    );
    return rows[0]!;
  };
  const returnsOf = async () => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{
        receipt_id: bigint;
        return_receipt_id: bigint | null;
        standing: boolean;
        reason: string;
        fee_item_id: bigint | null;
      }>`
        select receipt_id, return_receipt_id, standing, reason, fee_item_id from cash.v_returned_payment where tenant_id = ${books.tenantId} order by id`.execute(
        db,
      ),
    );
    return rows;
  };
  const levelOf = async (number: string) => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ level: number }>`
        select l.level from collections.item_level l join receivables.v_item i on i.tenant_id = l.tenant_id and i.id = l.item_id
        where l.tenant_id = ${books.tenantId} and i.number = ${number}`.execute(db),
    );
    return rows[0]?.level;
  };

  it('opens again what a returned direct debit paid, discount and all, when the bank tells, and links both lines', async () => {
    const first = await bankDay('2026-02-10', 10_000_00, [[1_480_00, 'Customer C1', 'RE-10001, RE-10002']], '1');
    expect(first).toMatchObject({ applied: 1, proposed: 0, overtaken: 0, held: 0, onAccount: 0, takenBack: 0 });
    expect(await open('C1')).toEqual([]);
    const receipt = await receiptOf(1_480_00n);
    expect(receipt.state).toBe('applied');

    const second = await bankDay(
      '2026-02-17',
      11_480_00,
      [[-1_480_00, 'Customer C1', 'RUECKLASTSCHRIFT RE-10001 RE-10002']],
      '2',
    );
    expect(second).toMatchObject({ takenBack: 1 });
    expect(await open('C1')).toMatchObject([
      { number: 'RE-10001', open: 1_000_00n, due: '2026-02-09' },
      { number: 'RE-10002', open: 500_00n, due: '2026-02-09' },
      { type: 'finance_charge', open: 7_50n },
    ]);
    expect((await receiptOf(1_480_00n)).state).toBe('returned');
    const line = await receiptOf(-1_480_00n);
    expect(line.state).toBe('returned');
    // Neither line is said to wait for what was done with it.
    const { engine, tenantId, accounts } = books;
    const timeline = { accountIds: [accounts['C1']!], kind: 'money' as const, after: null, limit: 9 };
    const told = (await loadTimeline(engine, tenantId, timeline)).filter(({ amount }) => amount === '-1480.00');
    expect(told.map(({ text }) => text)).toEqual([
      'Taken back by the bank: a returned payment, linked to the receipt that it undoes.',
    ]);
    // Its debit pays nothing out: it is no refund.
    const documents = await loadTimeline(engine, tenantId, { ...timeline, kind: 'document' });
    expect(documents.map(({ what, amount }) => [what, amount])).toEqual(
      expect.arrayContaining([['returned_payment', '1480.00']]),
    );
    expect(documents.map(({ what }) => what)).not.toContain('refund');
    const [back] = await returnsOf();
    expect(back).toMatchObject({ receipt_id: receipt.id, return_receipt_id: line.id, standing: true });
    expect(back!.reason).toContain('the bank names RE-10001');
    // Another run finds nothing new.
    expect(
      must(await applyCash(books.engine, books.caller, { company: books.company, asOf: '2026-03-02' })),
    ).toMatchObject({
      lines: 0,
      takenBack: 0,
    });
  });

  it('takes the word of a person, once, and the bank’s line finds it later', async () => {
    await bankDay('2026-02-18', 10_000_00, [[300_00, 'Customer C2', 'RE-20001']], '3');
    const receipt = await receiptOf(300_00n);
    const tell = () =>
      returnReceipt(books.engine, books.caller, {
        company: books.company,
        receiptId: receipt.id,
        returnedOn: '2026-02-20',
        reason: 'Check 4711 bounced: insufficient funds.',
      });
    expect(must(await tell())).toMatchObject({ existing: false });
    expect(must(await tell())).toMatchObject({ existing: true });
    expect(await open('C2')).toMatchObject([
      { number: 'RE-20001', open: 300_00n },
      { type: 'finance_charge', open: 7_50n },
    ]);
    const told = (await returnsOf()).find((one) => one.receipt_id === receipt.id)!;
    expect(told).toMatchObject({ return_receipt_id: null, standing: true });
    const result = await bankDay('2026-02-23', 10_300_00, [[-300_00, 'Customer C2', 'returned check 4711']], '4');
    expect(result).toMatchObject({ takenBack: 1 });
    const line = await receiptOf(-300_00n);
    expect((await returnsOf()).find((one) => one.receipt_id === receipt.id)).toEqual({
      ...told,
      return_receipt_id: line.id,
    });
    // Cleared against each other: only what is owed is open.
    expect(await open('C2')).toHaveLength(2);
  });

  it('lets money of an unknown payer leave suspense, and refuses what did not come in', async () => {
    await bankDay('2026-02-24', 10_000_00, [[77_77, 'Niemand', 'ohne Angaben']], '5');
    const receipt = await receiptOf(77_77n);
    expect(receipt.state).toBe('unidentified');
    const tell = (receiptId: bigint, returnedOn = '2026-02-25') =>
      returnReceipt(books.engine, books.caller, {
        company: books.company,
        receiptId,
        returnedOn,
        reason: 'Check without cover.',
      });
    expect(refusalOf(await tell(receipt.id, '2062-02-25'))).toBe('cash.return-in-future');
    expect(must(await tell(receipt.id))).toMatchObject({ feeItemId: null, existing: false });
    expect((await receiptOf(77_77n)).state).toBe('returned');
    expect(refusalOf(await tell((await receiptOf(-300_00n)).id))).toBe('cash.receipt-not-found');
  });

  it('leaves a line to a person when two receipts could be meant', async () => {
    const result = await bankDay(
      '2026-02-26',
      10_000_00,
      [
        [50_00, 'Jemand', 'eins'],
        [50_00, 'Jemand', 'zwei'],
        [-50_00, 'Jemand', 'Ruecklastschrift'],
      ],
      '6',
    );
    expect(result.takenBack).toBe(0);
  });

  it('leaves the item at the reminder level that it had', async () => {
    const { engine, caller, company } = books;
    const accountId = books.accounts['C4']!;
    await remindedItems(engine, caller, { company, accountId, numbers: ['RE-40001'], amountMinor: 120_00n });
    expect(await levelOf('RE-40001')).toBe(1);
    await bankDay('2026-03-02', 10_000_00, [[120_00, 'Customer C4', 'RE-40001']], '7');
    expect(await open('C4')).toEqual([]);
    const back = { company, returnedOn: '2026-03-02', reason: 'Account closed.', withoutFee: true };
    must(await returnReceipt(engine, caller, { ...back, receiptId: (await receiptOf(120_00n)).id }));
    expect(await open('C4')).toMatchObject([{ number: 'RE-40001', open: 120_00n }]);
    expect(await levelOf('RE-40001')).toBe(1);
  });

  it('tells the collector, and is undone by reversing its debit', async () => {
    const { engine, caller, company, tenantId } = books;
    must(await prioritiseCompany(engine, caller, { company, asOf: '2026-03-02' }));
    const worklist = await runQuery(engine, tenantId, (db) =>
      sql<{ account_id: bigint; reasons: { code: string; text: string }[] }>`
        select account_id, reasons from collections.priority where tenant_id = ${tenantId} and listed`.execute(db),
    );
    const ofC1 = worklist.rows.find((row) => row.account_id === books.accounts['C1']!)!;
    expect(ofC1.reasons).toContainEqual(
      expect.objectContaining({ code: 'returned_payment', text: 'its payment of EUR 1480.00 came back on 2026-02-17' }),
    );
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ item_id: bigint }>`
        select p.item_id from cash.v_returned_payment p join cash.v_receipt r on r.tenant_id = p.tenant_id and r.id = p.receipt_id
        where p.tenant_id = ${tenantId} and r.amount_minor = 30000`.execute(db),
    );
    must(
      await reverseOneDocument(engine, caller, {
        itemId: rows[0]!.item_id,
        postingDate: '2026-03-02',
        reason: 'It was another check.',
      }),
    );
    expect((await receiptOf(300_00n)).state).toBe('unapplied');
    expect((await returnsOf()).filter((one) => !one.standing)).toHaveLength(1);
  });

  it('R37 says where the money of an item is: returned, in a bank file, applied', async () => {
    const { engine, company, tenantId } = books;
    const statusOf = async (number: string) => {
      const { rows } = await runQuery(engine, tenantId, (db) =>
        sql<{
          id: bigint;
        }>`select id from receivables.v_item where tenant_id = ${tenantId} and number = ${number}`.execute(db),
      );
      const found = await paymentStatus(engine, tenantId, {
        companyId: company.id,
        itemId: rows[0]!.id,
        day: '2026-03-02',
      });
      return found!;
    };
    const receipt = await receiptOf(1_480_00n);
    expect(await statusOf('RE-10001')).toMatchObject({
      status: 'returned',
      open: '1000.00',
      steps: [{ step: 'returned', day: '2026-02-17', amount: '980.00', receiptId: receipt.id }],
    });
    expect(await statusOf('RE-30001')).toMatchObject({ status: 'open', steps: [] });
    const bytes = statement('2026-03-02', 20_000_00, [[41_00, 'Customer C3', 'RE-30001']], '8');
    must(await importBankFile(engine, books.caller, { name: 'c3.sta', bytes }));
    expect(await statusOf('RE-30001')).toMatchObject({ status: 'in_bank_file', steps: [{ amount: '41.00' }] });
    must(await applyCash(engine, books.caller, { company, asOf: '2026-03-02' }));
    expect(await statusOf('RE-30001')).toMatchObject({
      status: 'paid',
      open: '0.00',
      steps: [{ step: 'applied', amount: '41.00', day: '2026-03-02' }],
    });
    const elsewhere = { companyId: company.id + 1n, itemId: 1n, day: '2026-03-02' };
    expect(await paymentStatus(engine, tenantId, elsewhere)).toBeUndefined();
  });

  it('takes back what had been paid where the bank takes its charge with it, and posts the charge', async () => {
    const { engine, caller, company, tenantId } = books;
    must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          {
            accountId: books.accounts['C3']!,
            documentType: 'invoice' as const,
            number: 'RE-30002',
            documentDate: '2026-01-10',
            dueDate: '2026-02-09',
            currency: 'EUR',
            amountMinor: 100_00n,
          },
        ],
      }),
    );
    await bankDay('2026-02-11', 10_000_00, [[100_00, 'Customer C3', 'RE-30002']], '9');
    expect((await receiptOf(100_00n)).state).toBe('applied');
    // The bank says what had been paid: 100.00 of the 103.00 are the payment.
    const text = 'SEPA-LS-RETOURE AC04 RE-30002OAMT+100,00COAM+3,00';
    const result = await bankDay('2026-02-19', 10_100_00, [[-103_00, 'Customer C3', text]], '10');
    expect(result.takenBack).toBe(1);
    expect((await receiptOf(100_00n)).state).toBe('returned');
    const [back] = (await returnsOf()).slice(-1);
    expect(back!.reason).toContain('(AC04)');
    expect(await open('C3')).toMatchObject([
      { number: 'RE-30002', open: 100_00n },
      { type: 'finance_charge', open: 7_50n },
    ]);
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ purpose: string; minor: bigint }>`
        select a.purpose, sum(l.amount_minor)::bigint as minor from ledger.v_line l
        join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id
        where l.tenant_id = ${tenantId} and a.purpose in ('bank_charges', 'bank_other') group by 1 order by 1`.execute(
        db,
      ),
    );
    expect(rows.find((row) => row.purpose === 'bank_charges')).toEqual({ purpose: 'bank_charges', minor: 3_00n });
  });

  it('has no terms itself: the debit stands whole, and the fee is due at once, for a customer who pays in instalments', async () => {
    const { engine, caller, company, tenantId } = books;
    const half = (days: number) => ({ sharePercent: '50', days });
    const rule = { instalments: [half(30), half(60)], discount: { percent: '2', days: 10 } };
    const term = must(await setPaymentTerm(engine, caller, { code: 'H60', name: 'In two halves', rule }));
    const accounts = [{ companyId: company.id, paymentTermId: term.id }];
    must(
      await saveCustomers(engine, caller, { customers: [{ number: 'H1', name: 'Halbe', country: 'DE', accounts }] }),
    );
    const { accountId } = (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, 'H1')))!;
    const { dueDate: _itsTerms, ...bill } = invoiceOf('RE-50001', 222_00n);
    must(await postDocuments(engine, caller, { company, documents: [{ ...bill, accountId }] }));
    await bankDay('2026-02-11', 10_000_00, [[222_00, 'Halbe', 'RE-50001']], '50');
    expect(await open(accountId)).toEqual([]);
    const back = { company, returnedOn: '2026-02-19', reason: 'Insufficient funds.' };
    must(await returnReceipt(engine, caller, { ...back, receiptId: (await receiptOf(222_00n)).id }));
    expect(await open(accountId)).toMatchObject([
      { number: 'RE-50001', open: 111_00n, due: '2026-02-09' },
      { number: 'RE-50001', open: 111_00n, due: '2026-03-11' },
      { type: 'finance_charge', open: 7_50n, due: '2026-02-19' },
    ]);
  });

  it('charges the fee to whom the returned money paid for, on an account of customers seen once', async () => {
    const { engine, caller, company, tenantId } = books;
    const accounts = [{ companyId: company.id }];
    must(
      await saveCustomers(engine, caller, {
        customers: [{ number: 'CPD', name: 'Customers seen once', country: 'DE', oneTime: true, accounts }],
      }),
    );
    const { accountId } = (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, 'CPD')))!;
    const party = { name: 'Anna Berg', email: 'anna@example.org', lines: 'Weg 1', city: 'Köln', country: 'DE' };
    must(
      await postDocuments(engine, caller, {
        company,
        documents: [{ ...invoiceOf('RE-60001', 61_00n), accountId, party }],
      }),
    );
    await bankDay('2026-02-11', 10_000_00, [[61_00, 'Anna Berg', 'RE-60001']], '60');
    expect(await open(accountId)).toEqual([]);
    const back = { company, returnedOn: '2026-02-19', reason: 'Insufficient funds.' };
    must(await returnReceipt(engine, caller, { ...back, receiptId: (await receiptOf(61_00n)).id }));
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql`select i.document_type as type, p.name from receivables.v_item i
        join receivables.v_item_party p on p.tenant_id = i.tenant_id and p.item_id = i.id
        where i.tenant_id = ${tenantId} and i.account_id = ${accountId} and i.open_minor <> 0 order by i.id`.execute(
        db,
      ),
    );
    expect(rows).toEqual([
      { type: 'invoice', name: 'Anna Berg' },
      { type: 'finance_charge', name: 'Anna Berg' },
    ]);
  });

  it('links a line by hand to what it takes back: the difference is the bank’s charge', async () => {
    const { engine, caller, company, tenantId } = books;
    await bankDay('2026-02-12', 10_000_00, [[60_00, 'Jemand Anders', 'ohne Angaben']], '11');
    const waits = await bankDay('2026-02-20', 10_060_00, [[-64_50, 'Bank', 'CHARGEBACK']], '12');
    expect(waits.takenBack).toBe(0);
    const line = await receiptOf(-64_50n);
    const listed = await listReturnedLines(engine, tenantId, { companyId: company.id, all: false });
    expect(listed.rows.map((row) => row.receiptId)).toContain(line.id);
    const one = (await loadReturnedLine(engine, tenantId, { companyId: company.id, receiptId: line.id }))!;
    const receipt = await receiptOf(60_00n);
    expect(one.candidates.find((candidate) => candidate.receiptId === receipt.id)).toMatchObject({
      amount: '60.00',
      charge: '4.50',
      payer: 'Jemand Anders',
    });
    const link = (receiptId: bigint, lineReceiptId = line.id) =>
      linkReturn(engine, caller, {
        lineReceiptId,
        receiptIds: [receiptId],
        reason: 'The bank named it on the phone.',
      });
    expect(refusalOf(await link(line.id))).toBe('cash.receipt-not-found');
    expect(refusalOf(await link(receipt.id, receipt.id))).toBe('cash.line-not-returned');
    expect(refusalOf(await link((await receiptOf(1_480_00n)).id))).toBe('cash.return-smaller');
    expect(must(await link(receipt.id))).toMatchObject({ returns: [{ existing: false }], chargeMinor: 4_50n });
    expect((await receiptOf(60_00n)).state).toBe('returned');
    expect(refusalOf(await link(receipt.id))).toBe('cash.line-not-returned');
    const after = await listReturnedLines(engine, tenantId, { companyId: company.id, all: true });
    expect(after.rows.map((row) => row.receiptId)).not.toContain(line.id);
  });

  it('takes what a bank took beside a payment as its charge up to the rules, and above them only with authority', async () => {
    const { engine, tenantId } = books;
    const charges = async (): Promise<bigint> => {
      const { rows } = await runQuery(engine, tenantId, (db) =>
        sql<{ minor: bigint }>`
          select coalesce(sum(l.amount_minor), 0)::bigint as minor from ledger.v_line l
          join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id
          where l.tenant_id = ${tenantId} and a.purpose = 'bank_charges'`.execute(db),
      );
      return rows[0]!.minor;
    };
    await bankDay('2026-02-12', 10_000_00, [[10_00, 'Jemand Kleines', 'ohne alles']], '13');
    // A bank that states so much beside ten euros has taken something else back: the line is left to a person.
    const stated = 'SEPA-LS-RETOURE AC04 ohne allesOAMT+10,00COAM+9990,00';
    const day = await bankDay('2026-02-20', 10_060_00, [[-10_000_00, 'Jemand Kleines', stated]], '14');
    expect(day.takenBack).toBe(0);
    expect(day.leftAside.join()).toContain('9990.00');
    const before = await charges();
    const [line, receipt] = [await receiptOf(-10_000_00n), await receiptOf(10_00n)];
    const applier = await books.hire('Carla Cash', 'cash_applier');
    const lead = await books.hire('Lena Lead', 'lead');
    const controller = await books.hire('Conrad Controller', 'controller');
    const wanted = { lineReceiptId: line.id, receiptIds: [receipt.id], reason: 'The bank says so.' };
    for (const caller of [applier, lead, controller])
      expect(refusalOf(await linkReturn(engine, caller, wanted))).toBe('authority.approval-needed');
    expect((await receiptOf(10_00n)).state).not.toBe('returned');
    const input = { ...wanted, lineReceiptId: line.id.toString(), receiptIds: [receipt.id.toString()] };
    const asked = must(
      await requestApproval(engine, applier, { action: 'cash.link-return', input, reason: 'Please look at it.' }),
    );
    expect(await charges()).toBe(before);
    must(
      await approveRequest(engine, controller, { requestId: BigInt(asked.requestId), contentHash: asked.contentHash }),
    );
    expect((await receiptOf(10_00n)).state).toBe('returned');
    expect(await charges()).toBe(before + 9_990_00n);
    // A lead books what a returned foreign check costs.
    await bankDay('2026-02-13', 10_000_00, [[70_00, 'Noch Jemand', 'auch ohne alles']], '15');
    await bankDay('2026-02-23', 10_070_00, [[-150_00, 'Bank', 'CHARGEBACK']], '16');
    const other = { lineReceiptId: (await receiptOf(-150_00n)).id, receiptIds: [(await receiptOf(70_00n)).id] };
    const link = { ...other, reason: 'A foreign check.' };
    expect(refusalOf(await linkReturn(engine, applier, link))).toBe('authority.approval-needed');
    expect(must(await linkReturn(engine, lead, link))).toMatchObject({ charge: '80.00' });
  });

  it('takes a return back that was none: the fee goes, and the money pays again what it names', async () => {
    const { engine, caller, company } = books;
    const before = await open('C3');
    must(await postDocuments(engine, caller, { company, documents: [invoiceOf('RE-30003', 210_00n)] }));
    await bankDay('2026-02-13', 10_000_00, [[210_00, 'Customer C3', 'RE-30003']], '17');
    const receipt = await receiptOf(210_00n);
    const wanted = { company, receiptId: receipt.id };
    const takeBack = () => takeReturnBack(engine, caller, { ...wanted, reason: 'It was the check of another.' });
    expect(refusalOf(await takeBack())).toBe('cash.not-returned');
    must(await returnReceipt(engine, caller, { ...wanted, returnedOn: '2026-02-20', reason: 'Check 4712 bounced.' }));
    expect(await open('C3')).toHaveLength(before.length + 2);
    expect(must(await takeBack())).toEqual({ returns: 1 });
    expect(await open('C3')).toEqual(before);
    expect((await receiptOf(210_00n)).state).toBe('applied');
    // What is judged again keeps the number that it was posted under.
    expect((await receiptOf(210_00n)).number).toMatch(/^RC-/);
    expect(refusalOf(await takeBack())).toBe('cash.not-returned');
    // It can come back after all, and is known by another number then.
    must(await returnReceipt(engine, caller, { ...wanted, returnedOn: '2026-02-21', reason: 'Now it bounced.' }));
    expect((await returnsOf()).filter((one) => one.receipt_id === receipt.id).map((one) => one.standing)).toEqual([
      false,
      true,
    ]);
    // A fee that was paid meanwhile has to be freed first: nothing is changed.
    const fee = (await open('C3')).at(-1)!;
    await bankDay('2026-03-02', 10_000_00, [[Number(fee.open), 'Customer C3', fee.number]], '18');
    expect((await open('C3')).map((one) => one.number)).not.toContain(fee.number);
    expect(refusalOf(await takeBack())).toBe('receivables.has-allocations');
    expect((await receiptOf(210_00n)).state).toBe('returned');
  });

  it('frees the line of a return that was linked to the wrong payment, with the charge, and links it by itself no more', async () => {
    const { engine, caller, company, tenantId } = books;
    const charges = async (): Promise<bigint> => {
      const { rows } = await runQuery(engine, tenantId, (db) =>
        sql<{ minor: bigint }>`
          select coalesce(sum(l.amount_minor), 0)::bigint as minor from ledger.v_line l
          join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id
          where l.tenant_id = ${tenantId} and a.purpose = 'bank_charges'`.execute(db),
      );
      return rows[0]!.minor;
    };
    must(await postDocuments(engine, caller, { company, documents: [invoiceOf('RE-30004', 115_00n)] }));
    await bankDay('2026-02-14', 10_000_00, [[115_00, 'Customer C3', 'RE-30004']], '19');
    const before = await charges();
    const text = 'SEPA-LS-RETOURE AC04 RE-30004OAMT+115,00COAM+3,00';
    expect((await bankDay('2026-02-21', 10_000_00, [[-118_00, 'Customer C3', text]], '20')).takenBack).toBe(1);
    expect(await charges()).toBe(before + 3_00n);
    const [receipt, line] = [await receiptOf(115_00n), await receiptOf(-118_00n)];
    const back = { company, receiptId: receipt.id, reason: 'The bank meant another debit.' };
    expect(must(await takeReturnBack(engine, caller, back))).toEqual({ returns: 1 });
    expect(await charges()).toBe(before);
    expect((await receiptOf(115_00n)).state).toBe('applied');
    expect((await receiptOf(-118_00n)).state).toBe('other');
    const waiting = await listReturnedLines(engine, tenantId, { companyId: company.id, all: true });
    expect(waiting.rows.map((row) => row.receiptId)).toContain(line.id);
    expect(must(await applyCash(engine, caller, { company, asOf: '2026-03-02' })).takenBack).toBe(0);
    expect((await receiptOf(115_00n)).state).toBe('applied');
    // A person may say that it was this one after all.
    const link = { lineReceiptId: line.id, receiptIds: [receipt.id], reason: 'They meant this one.' };
    expect(must(await linkReturn(engine, caller, link))).toMatchObject({ returns: [{ existing: false }] });
    expect(await charges()).toBe(before + 3_00n);
  });

  it('puts money of an unknown payer back into suspense when it did not come back', async () => {
    const { engine, caller, company } = books;
    const { id: receiptId } = await receiptOf(77_77n);
    must(await takeReturnBack(engine, caller, { company, receiptId, reason: 'The bank paid it in the end.' }));
    expect((await receiptOf(77_77n)).state).toBe('unidentified');
  });

  it('leaves books that verify', async () => {
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
    expect(report.checks.find((check) => check.name === 'returned payments are whole')!.checked).toBe(10);
  });
});
