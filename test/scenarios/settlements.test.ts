/** One deposit for many customers: a payment service pays on what it collected, net of its fees, and reports what stands behind it. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyCash,
  checkSettlementFile,
  declarePaymentService,
  holdSettlement,
  importBankFile,
  importSettlementFile,
  listPaymentServices,
  listSettlementLines,
  listSettlements,
  loadSettlementDetail,
  releaseSettlement,
  restoreSettlement,
  reverseSettlement,
  setReturnFee,
  settleNow,
  withdrawSettlement,
} from '#cash';
import { settlementsList } from '#cash/lists';
import { writeWorkbook } from '#formats';
import { changePeriod, setUpChart } from '#ledger';
import { listedIds } from '#lists';
import { loadToday, pollInbox, verify } from '#operations';
import { runQuery, sql } from '#platform';
import { loadItems, postDocuments } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '#test/books';
import { settlementReader } from '../../src/apps/registrations.ts';
import { settlementsSource } from '../../src/modules/cash/queries/settlements.ts';
import { billAll, houseDays, openHouseBank } from '../house-bank.ts';

let books: Books;
let messages = 0;
const today = '2026-03-20';

beforeAll(async () => {
  books = await openBooks({ customers: 4, now: `${today}T09:00:00Z` });
  const { engine, caller, company } = books;
  must(
    await setUpChart(engine, caller, {
      companyId: company.id,
      accounts: [{ code: '1107', name: 'Reserve at Paywell', kind: 'asset', purpose: null }],
    }),
  );
  await openHouseBank(books);
  must(await declarePaymentService(engine, caller, { company, terms: terms() }));
  await billAll(books, [
    ['C1', 'RE-1001', 120_00n],
    ['C2', 'RE-2001', 230_00n],
    ['C3', 'RE-3001', 310_00n],
    ['C4', 'RE-4001', 45_50n],
    ['C1', 'RE-1002', 88_00n],
    ['C2', 'RE-2002', 64_00n],
  ]);
});
afterAll(() => books.close());

const terms = (more: object = {}) => ({
  code: 'paywell',
  name: 'Paywell',
  currency: 'EUR',
  validFrom: '2026-01-01',
  feeAccountCode: '6800',
  highestFeePercent: '3',
  words: 'PAYWELL',
  ...more,
});
const bank = houseDays(() => books, today).read;
const apply = async () => must(await applyCash(books.engine, books.caller, { company: books.company, asOf: today }));
const header = 'settlement,type,date,reference,document,customer,gross,fee,net,currency';
const report = (...rows: readonly string[]): Uint8Array => new TextEncoder().encode([header, ...rows].join('\n'));
const bring = (bytes: Uint8Array, more: object = {}) =>
  importSettlementFile(books.engine, books.caller, {
    company: books.company,
    service: 'paywell',
    name: 'payout.csv',
    bytes,
    receivedOn: '2026-03-10',
    ...more,
  });
/** What a report would bring, one by one; nothing is kept. */
const look = async (bytes: Uint8Array) =>
  must(
    await checkSettlementFile(books.engine, books.tenantId, {
      company: books.company,
      service: 'paywell',
      name: 'payout.csv',
      bytes,
      receivedOn: today,
    }),
  ).settlements;
const settle = async () => must(await settleNow(books.engine, books.caller, { company: books.company, asOf: today }));
const settlementOf = async (number: string) => {
  const rows = await listSettlements(books.engine, books.tenantId, { companyId: books.company.id, number, limit: 10 });
  return rows[0]!;
};
const partsOf = async (number: string) => {
  const { id, currency } = await settlementOf(number);
  return listSettlementLines(books.engine, books.tenantId, { settlementId: id, currency });
};
const openOf = async (...customers: string[]) =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      loadItems(db, books.tenantId, { openOfAccounts: customers.map((one) => books.accounts[one]!) }),
    )
  )
    .map((item) => `${item.number} ${item.openMinor}`)
    .sort();
/** What stands on an account of the chart, in minor units. */
const balanceOf = async (code: string) => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ amount: bigint }>`
      select coalesce(sum(l.amount_minor), 0)::bigint as amount from ledger.v_line l
      join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id and a.code = ${code}
      where l.tenant_id = ${books.tenantId}`.execute(db),
  );
  return rows[0]!.amount;
};
const sound = async () => (await verify(books.engine, books.tenantId)).checks.filter((check) => check.failed > 0);
const reverse = (number: string, more: object = {}) =>
  settlementOf(number).then(({ id }) =>
    reverseSettlement(books.engine, books.caller, {
      company: books.company,
      settlementId: id,
      postingDate: today,
      reason: 'The report was of another month.',
      ...more,
    }),
  );

describe('R33 A payment service pays for many customers in one deposit, net of its fee', () => {
  const first = report(
    'PO-90001,payment,2026-03-01,pay_0001,RE-1001,Customer C1,120.00,2.40,117.60,EUR',
    'PO-90001,payment,2026-03-01,pay_0002,RE-2001,Customer C2,230.00,4.60,225.40,EUR',
    'PO-90001,payment,2026-03-02,pay_0003,ORDER-77,Somebody,19.90,0.40,19.50,EUR',
    'PO-90001,fee,2026-03-02,,,,-1.50,,-1.50,EUR',
    'PO-90001,payout,2026-03-03,,,,-361.00,,-361.00,EUR',
  );

  it('the report comes first: it is kept and judged, and nothing is posted before the money is at the bank', async () => {
    expect(must(await bring(first)).settlements).toMatchObject([
      { number: 'PO-90001', state: 'waiting', amount: '361.00', currency: 'EUR' },
    ]);
    expect(await settle()).toEqual({ posted: 0, applied: 0, proposed: 0 });
    expect(await openOf('C1', 'C2')).toEqual(['RE-1001 12000', 'RE-1002 8800', 'RE-2001 23000', 'RE-2002 6400']);
    expect(await balanceOf('1106')).toBe(0n);
  });

  it('the deposit is split: each customer’s part is applied, the fee is an expense, a line nobody knows waits', async () => {
    const run = await bank('2026-03-04', [[361_00, 'PAYWELL EUROPE SA', 'PAYOUT PO-90001']]);
    expect(run).toMatchObject({ settlements: 1, applied: 2, unidentified: 1, leftAside: [] });
    expect(await openOf('C1', 'C2')).toEqual(['RE-1002 8800', 'RE-2002 6400']);
    const parts = await partsOf('PO-90001');
    expect(parts.map((one) => `${one.line} ${one.kind} ${one.gross} ${one.receiptState} ${one.customer}`)).toEqual([
      '1 payment 120.00 applied C1',
      '2 payment 230.00 applied C2',
      '3 payment 19.90 unidentified null',
      '4 fee 0.00 null null',
    ]);
    expect(parts[0]!.explanation).toContain('RE-1001');
    expect(parts[1]!.explanation).toContain('RE-2001');
    expect(await settlementOf('PO-90001')).toMatchObject({ state: 'posted', gross: '369.90', fees: '8.90', open: 1 });
    expect(await balanceOf('1100')).toBe(361_00n);
    expect(await balanceOf('6800')).toBe(8_90n);
    expect(await balanceOf('1106')).toBe(0n);
    expect(await balanceOf('2100')).toBe(-19_90n);
    expect(await sound()).toEqual([]);
  });

  it('says in one sentence how the deposit is explained, and dates each part as its customer paid', async () => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ state: string; explanation: string; value_date: string; posting_date: string }>`
        select state, explanation, value_date, posting_date from cash.v_receipt
        where tenant_id = ${books.tenantId} and state in ('settlement', 'applied') order by id`.execute(db),
    );
    expect(rows[0]).toMatchObject({
      state: 'settlement',
      explanation: 'EUR 361.00 of Paywell, settlement PO-90001: 369.90 of 3 payments, fees of -8.90.',
    });
    expect(rows[1]).toMatchObject({ value_date: '2026-03-01', posting_date: '2026-03-04' });
  });

  it('is looked at with its sums, the deposit, the terms, and the documents that its lines pay', async () => {
    const { engine, tenantId, company } = books;
    const { id: settlementId } = await settlementOf('PO-90001');
    const found = await loadSettlementDetail(engine, tenantId, { companyId: company.id, settlementId, today });
    expect(found).toMatchObject({
      sums: [
        { kind: 'payment', lines: 3, gross: '369.90', fee: '7.40', net: '362.50' },
        { kind: 'fee', lines: 1, gross: '0.00', fee: '1.50', net: '-1.50' },
      ],
      feePercent: '2.41',
      terms: { validFrom: '2026-01-01', highestFeePercent: '3', words: 'PAYWELL' },
      deposit: { account: 'House bank', valueDate: '2026-03-04', amount: '361.00', payer: 'PAYWELL EUROPE SA' },
      depositedOn: '2026-03-04',
      lines: 4,
      moneyLines: 3,
      open: 1,
    });
    expect(found!.parts.map((one) => one.items)).toMatchObject([
      [{ number: 'RE-1001', customer: 'C1', amount: '120.00', open: '0.00', paid: '120.00' }],
      [{ number: 'RE-2001', customer: 'C2', paid: '230.00' }],
      [],
      [],
    ]);
    const elsewhere = { companyId: company.id + 1000n, settlementId, today };
    expect(await loadSettlementDetail(engine, tenantId, elsewhere)).toBeUndefined();
  });

  it('is found by its number, its service, or what a line says', async () => {
    const { engine, tenantId, company } = books;
    const found = async (named: string) => {
      const place = { tenantId, companyIds: [company.id], personId: 1n, now: new Date('2026-03-05T12:00:00Z') };
      const list = { shape: settlementsList, source: settlementsSource };
      return (await listedIds(engine, list, place, { named, state: ['posted'], linesFrom: 3, openTo: 1 })).length;
    };
    expect([await found('90001'), await found('paywell'), await found('re-2001'), await found('nobody')]).toEqual([
      1, 1, 1, 0,
    ]);
  });

  it('the same settlement again changes nothing, in whatever file; other lines under its number are refused', async () => {
    expect(await look(first)).toMatchObject([{ as: 'same', says: null, naming: 3, known: 2 }]);
    expect(must(await bring(first)).settlements).toMatchObject([{ state: 'known' }]);
    const [head, ...rows] = new TextDecoder()
      .decode(first)
      .split('\n')
      .map((line) => line.split(','));
    const pieces: Uint8Array[] = [];
    writeWorkbook({ name: 'Payout', header: head!, rows }, (piece) => pieces.push(piece));
    const asWorkbook = new Uint8Array(Buffer.concat(pieces));
    expect(must(await bring(asWorkbook, { name: 'payout.xlsx' })).settlements).toMatchObject([{ state: 'known' }]);
    const other = report('PO-90001,payment,2026-03-01,pay_0001,RE-1001,Customer C1,100.00,2.00,98.00,EUR');
    expect(await look(other)).toMatchObject([{ as: 'refused', says: expect.stringContaining('with other lines') }]);
    expect(refusalOf(await bring(other))).toBe('cash.settlement-posted');
    expect(await apply()).toMatchObject({ settlements: 0, applied: 0 });
  });

  it('money came first: the deposit waits in suspense, and the report explains it when it comes', async () => {
    const run = await bank('2026-03-05', [[351_76, 'PAYWELL EUROPE SA', 'SETTLEMENT']]);
    expect(run).toMatchObject({ unidentified: 1, settlements: 0 });
    const rows = [
      'PO-90002,payment,2026-03-03,pay_0011,RE-3001,Customer C3,310.00,3.10,306.90,EUR',
      'PO-90002,payment,2026-03-03,pay_0012,RE-4001,Customer C4,45.50,0.64,44.86,EUR',
    ];
    // Looked at first: the deposit is found, and nothing is kept.
    expect(await look(report(...rows))).toMatchObject([
      { number: 'PO-90002', as: 'new', says: null, depositOn: '2026-03-05', lines: 2, naming: 2, known: 2 },
    ]);
    expect(await settlementOf('PO-90002')).toBeUndefined();
    expect(must(await bring(report(...rows))).settlements[0]!.state).toBe('waiting');
    expect(await settle()).toEqual({ posted: 1, applied: 2, proposed: 0 });
    expect(await openOf('C3', 'C4')).toEqual([]);
    expect(await balanceOf('2100')).toBe(-19_90n);
  });
});

describe('R34 A chargeback opens the item again, like a check that bounced', () => {
  it('the next settlement takes a payment back: its invoice is open again and the fee is charged', async () => {
    const { engine, caller, company } = books;
    must(await setReturnFee(engine, caller, { company, currency: 'EUR', amountMinor: 5_00n, validFrom: '2026-01-01' }));
    must(
      await bring(
        report(
          'PO-90003,payment,2026-03-08,pay_0021,RE-1002,Customer C1,88.00,1.76,86.24,EUR',
          'PO-90003,chargeback,2026-03-08,pay_0012,RE-4001,Customer C4,-45.50,0.00,-45.50,EUR',
          'PO-90003,refund,2026-03-08,pay_0002,RE-2001,Customer C2,-10.00,0.00,-10.00,EUR',
        ),
      ),
    );
    const run = await bank('2026-03-10', [[30_74, 'PAYWELL EUROPE SA', 'PO-90003']]);
    expect(run).toMatchObject({ settlements: 1, applied: 1, takenBack: 1 });
    expect(await openOf('C4')).toEqual([expect.stringContaining(' 500'), 'RE-4001 4550']);
    const parts = await partsOf('PO-90003');
    expect(parts.map((one) => one.receiptState)).toEqual(['applied', 'returned', 'other']);
    // A refund is no payment that came back: what it paid stays paid, and a person says what it was for.
    expect(parts[2]!.explanation).toContain('were refunded by the service');
    expect(await openOf('C2')).toEqual(['RE-2002 6400']);
    expect((await partsOf('PO-90002')).map((one) => one.receiptState)).toEqual(['applied', 'returned']);
    expect(await sound()).toEqual([]);
  });

  it('a settlement whose part came back is not taken back over it', async () => {
    expect(refusalOf(await reverse('PO-90002'))).toBe('cash.settlement-moved-on');
    expect(refusalOf(await reverse('PO-90003'))).toBe('cash.settlement-moved-on');
  });
});

describe('R33 What does not foot is held with the difference, and posts nothing', () => {
  it('lines that are not what is paid out, or that contradict themselves', async () => {
    must(
      await bring(
        report(
          'PO-90010,payment,2026-03-09,pay_0031,RE-2002,Customer C2,64.00,1.28,62.72,EUR',
          'PO-90010,payout,2026-03-09,,,,-60.00,,-60.00,EUR',
        ),
      ),
    );
    const held = await settlementOf('PO-90010');
    expect(held).toMatchObject({ state: 'held', releasable: false });
    expect(held.heldReason).toContain('EUR -2.72 are not explained');
    const { engine, caller, company } = books;
    const reason = 'It is fine.';
    expect(refusalOf(await releaseSettlement(engine, caller, { company, settlementId: held.id, reason }))).toBe(
      'cash.settlement-wrong',
    );
    // The bank pays what the report states, and still nothing is guessed: the money waits in suspense.
    const run = await bank('2026-03-11', [[60_00, 'PAYWELL EUROPE SA', 'PO-90010']]);
    expect(run).toMatchObject({ settlements: 0, unidentified: 1 });
    expect(await openOf('C2')).toEqual(['RE-2002 6400']);
  });

  it('the corrected report takes its place, and the deposit in suspense is explained', async () => {
    must(
      await bring(
        report(
          'PO-90010,payment,2026-03-09,pay_0031,RE-2002,Customer C2,64.00,1.28,62.72,EUR',
          'PO-90010,fee,2026-03-09,,,,-2.72,,-2.72,EUR',
          'PO-90010,payout,2026-03-09,,,,-60.00,,-60.00,EUR',
        ),
      ),
    );
    const held = await settlementOf('PO-90010');
    expect(held).toMatchObject({ state: 'held', releasable: true });
    expect(held.heldReason).toContain('above the 3 % of EUR 64.00');
    expect(await settle()).toMatchObject({ posted: 0 });
    const { engine, caller, company, tenantId } = books;
    must(
      await releaseSettlement(engine, caller, {
        company,
        settlementId: held.id,
        reason: 'The monthly fee of Paywell is in it.',
      }),
    );
    // A word too soon is taken back, and so is a withdrawal: it is held as before, and passes when it is said again.
    const said = { company, settlementId: held.id, reason: 'The fee is asked about first.' };
    must(await holdSettlement(engine, caller, said));
    expect(await settlementOf('PO-90010')).toMatchObject({ state: 'held', releasable: true });
    expect(await settle()).toMatchObject({ posted: 0 });
    expect(refusalOf(await holdSettlement(engine, caller, said))).toBe('cash.settlement-not-released');
    must(await withdrawSettlement(engine, caller, said));
    expect(
      (await loadToday(engine, tenantId, { companyIds: [company.id], personId: 1n })).companies[0]!.cashWork
        .heldSettlements,
    ).toBe(0);
    must(await restoreSettlement(engine, caller, said));
    expect(refusalOf(await restoreSettlement(engine, caller, said))).toBe('cash.settlement-not-withdrawn');
    expect(
      (await loadToday(engine, tenantId, { companyIds: [company.id], personId: 1n })).companies[0]!.cashWork,
    ).toMatchObject({
      heldSettlements: 1,
      heldBatches: 0,
    });
    must(await releaseSettlement(engine, caller, said));
    expect(await settle()).toEqual({ posted: 1, applied: 1, proposed: 0 });
    expect(refusalOf(await holdSettlement(engine, caller, said))).toBe('cash.settlement-posted');
    expect(await openOf('C2')).toEqual([]);
  });

  it('a deposit that names its settlement and is of another amount holds it, by how much', async () => {
    must(await bring(report('PO-90011,payment,2026-03-12,pay_0041,RE-9,Customer C1,50.00,1.00,49.00,EUR')));
    await bank('2026-03-13', [[47_00, 'PAYWELL EUROPE SA', 'PO-90011']]);
    const held = await settlementOf('PO-90011');
    expect(held).toMatchObject({ state: 'held', releasable: false });
    expect(held.heldReason).toContain('EUR 2.00 less came');
    const { engine, caller, company } = books;
    must(
      await withdrawSettlement(engine, caller, { company, settlementId: held.id, reason: 'Paywell sends another.' }),
    );
    expect((await settlementOf('PO-90011')).state).toBe('withdrawn');
  });

  it('a reserve needs an account of its own; with new terms the same report passes', async () => {
    const { engine, caller, company } = books;
    const kept = report(
      'PO-90012,payment,2026-03-13,pay_0051,ORDER-81,Unknown Ltd,200.00,4.00,196.00,EUR',
      'PO-90012,reserve,2026-03-13,,,,-20.00,,-20.00,EUR',
    );
    expect(must(await bring(kept)).settlements[0]).toMatchObject({ state: 'held' });
    const later = terms({ validFrom: '2026-03-01', reserveAccountCode: '1107' });
    must(await declarePaymentService(engine, caller, { company, terms: later }));
    expect(await look(kept)).toMatchObject([{ as: 'same', says: null, depositOn: null, reserve: '-20.00' }]);
    expect(must(await bring(kept)).settlements[0]).toMatchObject({ state: 'waiting' });
    await bank('2026-03-16', [[176_00, 'PAYWELL EUROPE SA', 'PO-90012']]);
    expect(await settlementOf('PO-90012')).toMatchObject({ state: 'posted', reserve: '-20.00' });
    expect(await balanceOf('1107')).toBe(20_00n);
    expect(await sound()).toEqual([]);
  });

  it('every version of the terms is there, with those in force, and the accounts that terms may name', async () => {
    const { engine, caller, company, tenantId } = books;
    const coming = terms({ code: 'factor', name: 'Factor', validFrom: '2026-06-01' });
    must(await declarePaymentService(engine, caller, { company, terms: coming }));
    const at = { companyId: company.id, day: today };
    const { services, feeAccounts, reserveAccounts } = await listPaymentServices(engine, tenantId, at);
    expect(services).toMatchObject([
      { code: 'factor', inForce: null, terms: [{ validFrom: '2026-06-01' }], waiting: 0 },
      {
        code: 'paywell',
        inForce: { validFrom: '2026-03-01', reserveAccount: '1107', feeAccount: '6800' },
        terms: [{ validFrom: '2026-03-01' }, { validFrom: '2026-01-01', reserveAccount: null }],
      },
    ]);
    expect(feeAccounts.map((one) => one.code)).toContain('6800');
    expect(reserveAccounts.map((one) => one.code)).toEqual(['1107']);
  });

  it('refuses terms that post where they may not, and reports it cannot read', async () => {
    const { engine, caller, company } = books;
    const declare = (more: object) => declarePaymentService(engine, caller, { company, terms: terms(more) });
    expect(refusalOf(await declare({ feeAccountCode: '1200' }))).toBe('cash.service-account');
    expect(refusalOf(await declare({ feeAccountCode: '9999' }))).toBe('cash.service-account');
    expect(refusalOf(await declare({ reserveAccountCode: '1100' }))).toBe('cash.service-account');
    expect(refusalOf(await declare({ highestFeePercent: '101' }))).toBe('cash.service-fee');
    expect(refusalOf(await declare({ currency: 'USD' }))).toBe('cash.service-currency');
    expect(refusalOf(await declare({ mapping: { name: 'm', kind: 'items', columns: {} } }))).toBe(
      'cash.service-mapping',
    );
    expect(refusalOf(await bring(report(), { service: 'nobody' }))).toBe('cash.service-not-found');
    const strange = new TextEncoder().encode('a,b\n1,2\n');
    expect(refusalOf(await bring(strange))).toBe('settlement.layout-unknown');
    expect(refusalOf(await bring(report('PO-1,payment,2026-03-01,x,y,z,abc,,,EUR')))).toBe('settlement.row');
    expect(refusalOf(await bring(report()))).toBe('settlement.empty');
    const mixed = report('PO-1,payment,,x,y,z,1.00,,,EUR', 'PO-1,payment,,x,y,z,1.00,,,USD');
    expect(refusalOf(await bring(mixed))).toBe('settlement.currencies');
  });
});

describe('R33 A settlement is taken back in one step', () => {
  it('every part, the fee and the reserve: the items are open again and the deposit is unidentified', async () => {
    const before = await balanceOf('6800');
    expect(must(await reverse('PO-90001'))).toEqual({ parts: 3 });
    expect(await openOf('C1', 'C2')).toEqual(['RE-1001 12000', 'RE-2001 23000']);
    expect((await partsOf('PO-90001')).map((one) => one.receiptState)).toEqual([
      'reversed',
      'reversed',
      'reversed',
      null,
    ]);
    expect(await balanceOf('6800')).toBe(before - 8_90n);
    expect(await balanceOf('1106')).toBe(0n);
    expect((await settlementOf('PO-90001')).state).toBe('reversed');
    expect(await sound()).toEqual([]);
    expect(refusalOf(await reverse('PO-90001'))).toBe('cash.settlement-not-posted');
    expect(refusalOf(await reverse('PO-90011'))).toBe('cash.settlement-not-posted');
  });

  it('a corrected report explains the deposit anew', async () => {
    must(
      await bring(
        report(
          'PO-90001,payment,2026-03-01,pay_0001,RE-1001,Customer C1,120.00,2.40,117.60,EUR',
          'PO-90001,payment,2026-03-01,pay_0002,RE-2001,Customer C2,230.00,4.60,225.40,EUR',
          'PO-90001,payment,2026-03-02,pay_0003,,Customer C3,19.90,1.90,18.00,EUR',
        ),
      ),
    );
    expect(await settle()).toMatchObject({ posted: 1, applied: 2 });
    expect(await openOf('C1', 'C2')).toEqual([]);
    expect(await openOf('C3')).toEqual([expect.stringContaining(' -1990')]);
  });
});

describe('R33 A report that is left in the inbox is known by how it is written', () => {
  const mapping = {
    name: 'Klara payouts',
    kind: 'settlements',
    delimiter: ';',
    columns: { settlement: 'Auszahlung', document: 'Rechnung', gross: 'Betrag', fee: 'Entgelt' },
  };
  it('the service whose mapping fits has it; a header that two services share is told by numbers, or set aside', async () => {
    const { engine, caller, company, home } = books;
    const folder = join(home, 'inbox', 'settlements');
    mkdirSync(folder, { recursive: true });
    const poll = () =>
      pollInbox(engine, caller, { inboxFolder: join(home, 'inbox'), inboxReaders: [settlementReader] });
    const leave = (name: string, content: string | Uint8Array): void => writeFileSync(join(folder, name), content);
    must(
      await declarePaymentService(engine, caller, { company, terms: terms({ code: 'klara', name: 'Klara', mapping }) }),
    );
    leave('klara.csv', 'Auszahlung;Rechnung;Betrag;Entgelt\nKL-70001;RE-9;50.00;1.00\n');
    leave('paywell.csv', report('PO-70002,payment,2026-03-18,pay_0071,RE-9,Customer C1,30.00,0.30,29.70,EUR'));
    leave('nonsense.csv', 'a,b\n1,2\n');
    expect(must(await poll())).toEqual({ files: 0 });
    expect(await settlementOf('KL-70001')).toMatchObject({ service: 'klara', state: 'waiting', amount: '49.00' });
    expect(await settlementOf('PO-70002')).toMatchObject({ service: 'paywell', state: 'waiting' });
    expect(readdirSync(join(home, 'inbox', 'done', 'settlements')).sort()).toEqual(['klara.csv', 'paywell.csv']);
    expect(readdirSync(join(home, 'inbox', 'refused', 'settlements'))).toEqual([
      'nonsense.csv',
      'nonsense.csv.refusal.json',
    ]);
    // Another service whose report has the same header: a number that was there before says whose it is.
    must(await declarePaymentService(engine, caller, { company, terms: terms({ code: 'quick', name: 'Quickpay' }) }));
    leave('again.csv', report('PO-70002,payment,2026-03-18,pay_0071,RE-9,Customer C1,31.00,0.30,30.70,EUR'));
    leave('whose.csv', report('QP-1,payment,2026-03-18,pay_0081,NONE-1,Customer C1,30.00,0.30,29.70,EUR'));
    must(await poll());
    expect(await settlementOf('PO-70002')).toMatchObject({ service: 'paywell', amount: '30.70' });
    expect(await settlementOf('QP-1')).toBeUndefined();
    const refused = readFileSync(join(home, 'inbox', 'refused', 'settlements', 'whose.csv.refusal.json'), 'utf8');
    expect(JSON.parse(refused)).toMatchObject({
      refusal: { code: 'cash.settlement-service', details: { services: ['paywell', 'quick'] } },
    });
  });
});

/** A statement of the house bank in CAMT.053 with one entry; `payments` are listed in it. */
const camtDay = (day: string, amount: string, payments: string, kind: '053' | '054' = '053'): Uint8Array => {
  messages += 1;
  const money = `<Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>`;
  const entry = `<Ntry>${money}<Sts>BOOK</Sts><BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt><AcctSvcrRef>BATCH${day}</AcctSvcrRef><NtryDtls>${payments}</NtryDtls></Ntry>`;
  const account = `<Id>S${messages}</Id><ElctrncSeqNb>${messages}</ElctrncSeqNb><CreDtTm>${day}T20:00:00</CreDtTm><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>`;
  const body =
    kind === '053'
      ? `<BkToCstmrStmt><GrpHdr><MsgId>M${messages}</MsgId></GrpHdr><Stmt>${account}${entry}</Stmt></BkToCstmrStmt>`
      : `<BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>M${messages}</MsgId></GrpHdr><Ntfctn>${account}${entry}</Ntfctn></BkToCstmrDbtCdtNtfctn>`;
  return new TextEncoder().encode(
    `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${kind}.001.08">${body}</Document>`,
  );
};
const listedPayment = (amount: string, name: string, text: string): string =>
  `<TxDtls><Refs><EndToEndId>E-${text}</EndToEndId></Refs><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>${name}</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls>`;

describe('R33 A batch that the bank books in one amount is split into the payments that it lists', () => {
  const owes = async (number: string, customer: string, amountMinor: bigint) => {
    const { engine, caller, company, accounts } = books;
    const document = {
      accountId: accounts[customer]!,
      documentType: 'invoice' as const,
      number,
      documentDate: '2026-02-01',
    };
    must(await postDocuments(engine, caller, { company, documents: [{ ...document, currency: 'EUR', amountMinor }] }));
  };
  const read = async (name: string, bytes: Uint8Array) => {
    must(await importBankFile(books.engine, books.caller, { name, bytes }));
    return apply();
  };

  it('each payment pays its own customer’s invoice, whether the statement lists them or an advice beside it', async () => {
    await owes('RE-6001', 'C1', 40_00n);
    await owes('RE-6002', 'C2', 60_00n);
    const inside = listedPayment('40.00', 'Customer C1', 'RE-6001') + listedPayment('60.00', 'Customer C2', 'RE-6002');
    expect(await read('batch.xml', camtDay('2026-03-18', '100.00', inside))).toMatchObject({
      settlements: 1,
      applied: 2,
    });
    expect(await openOf('C1', 'C2')).toEqual([]);

    await owes('RE-6003', 'C1', 70_00n);
    await owes('RE-6004', 'C2', 30_00n);
    expect(await read('plain.xml', camtDay('2026-03-19', '100.00', ''))).toMatchObject({
      settlements: 0,
      unidentified: 1,
    });
    const beside = listedPayment('70.00', 'Customer C1', 'RE-6003') + listedPayment('30.00', 'Customer C2', 'RE-6004');
    expect(await read('advice.xml', camtDay('2026-03-19', '100.00', beside, '054'))).toMatchObject({
      settlements: 1,
      applied: 2,
    });
    expect(await openOf('C1', 'C2')).toEqual([]);
    expect(await sound()).toEqual([]);
  });

  it('payments that are not the amount are held with the difference; the line stays whole in suspense', async () => {
    const short = listedPayment('10.00', 'Customer C1', 'RE-1') + listedPayment('20.00', 'Customer C2', 'RE-2');
    expect(await read('short.xml', camtDay('2026-03-20', '29.50', short))).toMatchObject({
      settlements: 0,
      unidentified: 1,
    });
    const [held] = await listSettlements(books.engine, books.tenantId, {
      companyId: books.company.id,
      state: 'held',
      limit: 1,
    });
    expect(held!.heldReason).toContain('EUR 0.50 less came');
    expect(await apply()).toMatchObject({ lines: 0 });
  });
});

describe('R33 A closed month holds its own lines, and nobody else’s', () => {
  it('a deposit that falls into it waits with the reason; the rest of the run goes on', async () => {
    const { engine, caller, company } = books;
    must(await bring(report('PO-90020,payment,2026-03-14,pay_0061,RE-8,Customer C1,10.00,0.10,9.90,EUR')));
    must(
      await changePeriod(engine, caller, {
        companyId: company.id,
        month: '2026-02',
        state: 'soft_closed',
        reason: 'Closed.',
      }),
    );
    const run = await bank('2026-02-26', [
      [9_90, 'PAYWELL EUROPE SA', 'PO-90020'],
      [33_00, 'Customer C3', 'advance'],
    ]);
    expect(run.leftAside).toHaveLength(3);
    expect(run.leftAside[0]).toContain('2026-02 is soft-closed');
    expect(run.leftAside[2]).toContain('EUR 33.00 of 2026-02-26');
    const next = await bank('2026-03-17', [[12_00, 'Customer C3', 'advance']]);
    expect(next).toMatchObject({ onAccount: 1 });
    expect(next.leftAside).toHaveLength(3);
    must(
      await changePeriod(engine, caller, {
        companyId: company.id,
        month: '2026-02',
        state: 'open',
        reason: 'A late line.',
      }),
    );
    expect(await apply()).toMatchObject({ settlements: 1, leftAside: [] });
    expect(await sound()).toEqual([]);
  });
});
