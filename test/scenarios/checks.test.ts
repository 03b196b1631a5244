/** Checks: registered, held until their day, paid in with a slip, credited by the bank once, and bounced. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyCash,
  createBankAccount,
  depositChecks,
  discardHeldBatch,
  importAdviceFile,
  importBankFile,
  listAdvices,
  listChecks,
  loadHeldBatchDetail,
  loadHeldBatches,
  matchAdvices,
  previewReturn,
  receiveCheck,
  releaseHeldBatch,
  restoreHeldBatch,
  returnReceipt,
  setReturnFee,
} from '#cash';
import { checksList, depositsList } from '#cash/lists';
import { recordExchangeRates } from '#company';
import { changePeriod, loadChart } from '#ledger';
import { listedIds } from '#lists';
import { loadToday, verify } from '#operations';
import { filesOf, runQuery, sql } from '#platform';
import { judgeOpenPromises, recordPromise } from '#promises';
import { loadItems, postDocuments } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '#test/books';
import { sampleLockbox } from '../../src/formats/remittance/samples.ts';
import { checksSource } from '../../src/modules/cash/queries/checks.ts';
import { depositsSource, loadDeposit } from '../../src/modules/cash/queries/deposits.ts';
import { billAll, houseDays, openHouseBank } from '../house-bank.ts';
import { type BookedLine, mt940Day } from '../mt940-day.ts';

let books: Books;
const usdAccount = 'US0021000021';

beforeAll(async () => {
  books = await openBooks({ customers: 5, now: '2026-03-02T09:00:00Z' });
  const { engine, caller, company } = books;
  await openHouseBank(books);
  await billAll(books, [
    ['C1', 'RE-1001', 120_00n],
    ['C2', 'RE-2001', 230_00n],
    ['C3', 'RE-3001', 310_00n],
    ['C4', 'INV-1001', 100_00n, 'USD'],
    ['C4', 'INV-1002', 202_00n, 'USD'],
    ['C5', 'INV-1003', 50_00n, 'USD'],
  ]);
  must(await setReturnFee(engine, caller, { company, currency: 'EUR', amountMinor: 7_50n, validFrom: '2026-01-01' }));
});
afterAll(() => books.close());

const days = houseDays(() => books, '2026-03-02');
const bank = days.read;
const check = (number: string, customer: string, amountMinor: bigint, more: object = {}) => ({
  company: books.company,
  number,
  currency: 'EUR',
  amountMinor,
  checkDate: '2026-02-24',
  receivedOn: '2026-02-24',
  drawerName: null,
  drawerAccount: null,
  accountId: books.accounts[customer]!,
  ...more,
});
const register = (day = '2026-03-02') =>
  listChecks(books.engine, books.tenantId, { companyId: books.company.id, day, limit: 50 });
const stateOf = async (number: string, day?: string) =>
  (await register(day)).find((one) => one.number === number)!.state;
const openOf = async (customer: string) =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      loadItems(db, books.tenantId, { openOfAccounts: [books.accounts[customer]!] }),
    )
  ).map((item) => `${item.number} ${item.openMinor}`);
const transit = async () => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ currency: string; amount: bigint }>`
      select l.currency, sum(l.amount_minor)::bigint as amount from ledger.v_line l
      join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id and a.purpose = 'checks_in_transit'
      where l.tenant_id = ${books.tenantId} group by 1 having sum(l.amount_minor) <> 0 order by 1`.execute(db),
  );
  return rows;
};
const deposit = async (more: object = {}) => {
  const { engine, caller, company } = books;
  const paid = await depositChecks(engine, caller, { company, depositedOn: '2026-02-25', ...more });
  if (!paid.ok) return paid;
  const { lineIds } = paid.value;
  must(await applyCash(engine, caller, { company, asOf: '2026-03-02', bankLineIds: lineIds }));
  return paid;
};

describe('R34 Checks are money once, from the post to the bank and back', () => {
  it('registers a check with its image, once', async () => {
    const { engine, caller, tenantId } = books;
    const image = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
    must(await receiveCheck(engine, caller, check('100017', 'C1', 120_00n, { image })));
    must(await receiveCheck(engine, caller, check('100018', 'C2', 230_00n)));
    expect(refusalOf(await receiveCheck(engine, caller, check('100017', 'C1', 120_00n)))).toBe('cash.check-known');
    expect(refusalOf(await receiveCheck(engine, caller, check('7', 'C1', 0n)))).toBe('cash.check-amount');
    expect(refusalOf(await receiveCheck(engine, caller, check('8', 'C1', 1n, { accountId: null })))).toBe(
      'cash.check-drawer',
    );
    const notes = new TextEncoder().encode('no picture');
    expect(refusalOf(await receiveCheck(engine, caller, check('9', 'C1', 1n, { image: notes })))).toBe(
      'cash.check-image',
    );
    const [, first] = await register();
    expect(first).toMatchObject({ number: '100017', state: 'received', customer: 'C1', amount: '120.00' });
    expect(filesOf(engine).read(tenantId, first!.imageSha256!)).toEqual(image);
    // A check in the drawer has paid nothing yet.
    expect(await openOf('C1')).toEqual(['RE-1001 12000']);
  });

  it('holds a post-dated check until its day', async () => {
    must(await receiveCheck(books.engine, books.caller, check('100019', 'C3', 310_00n, { checkDate: '2026-03-20' })));
    expect(await stateOf('100019')).toBe('held');
    expect(await stateOf('100019', '2026-03-20')).toBe('received');
    const held = (await register()).find((one) => one.number === '100019')!;
    expect(refusalOf(await deposit({ checkIds: [held.id] }))).toBe('cash.check-post-dated');
  });

  it('pays the others in with a slip: each is a receipt of its customer, in transit until the bank credits them', async () => {
    const stub = 'Payer: Customer C1\nPayment reference: 100017\n\nInvoice no.;Amount paid\nRE-1001;120,00\n';
    const advice = { name: 'stub.csv', bytes: new TextEncoder().encode(stub), companies: [books.company] };
    must(await importAdviceFile(books.engine, books.caller, advice));
    const paid = must(await deposit());
    expect(paid).toMatchObject({ currency: 'EUR', amountMinor: 350_00n, checks: 2 });
    // What came with the check says what it pays; the other waits for a person, on its customer's account.
    expect(await openOf('C1')).toEqual([]);
    expect(await openOf('C2')).toEqual(['RE-2001 23000', expect.stringMatching(/ -23000$/)]);
    expect([await stateOf('100017'), await stateOf('100019')]).toEqual(['deposited', 'held']);
    expect(await transit()).toEqual([{ currency: 'EUR', amount: 350_00n }]);
    expect(refusalOf(await deposit())).toBe('cash.no-checks');
    const again = (await register()).find((one) => one.number === '100017')!;
    expect(refusalOf(await deposit({ checkIds: [again.id] }))).toBe('cash.check-deposited');
  });

  it('the register and the slips are looked at as a person asks: by state, by name, with what they come to', async () => {
    const { engine, company, tenantId } = books;
    const numbers = async (more: Partial<Parameters<typeof listChecks>[2]>) =>
      (await listChecks(engine, tenantId, { companyId: company.id, day: '2026-03-02', limit: 50, ...more })).map(
        (one) => one.number,
      );
    expect(await numbers({ state: 'deposited' })).toEqual(['100018', '100017']);
    expect(await numbers({ state: 'held' })).toEqual(['100019']);
    const place = { tenantId, companyIds: [company.id], personId: 1n, now: new Date('2026-03-02T12:00:00Z') };
    const listed = async (asked: Readonly<Record<string, unknown>>): Promise<readonly string[]> => {
      const ids = await listedIds(engine, { shape: checksList, source: checksSource }, place, asked);
      const rows = await listChecks(engine, tenantId, { companyId: company.id, day: '2026-03-02', limit: 50 });
      return rows.filter(({ id }) => ids.includes(id)).map((one) => one.number);
    };
    expect(await listed({ search: 'customer c2' })).toEqual(['100018']);
    expect(await listed({ state: ['held'] })).toEqual(['100019']);
    expect(await listed({ image: ['yes'] })).toEqual(['100017']);
    expect(await listed({ amountFrom: '230', amountTo: '310' })).toEqual(['100019', '100018']);
    const deposits = { shape: depositsList, source: depositsSource };
    const [depositId, ...others] = await listedIds(engine, deposits, place, { state: ['in_transit'], checksFrom: 2 });
    expect(others).toEqual([]);
    const slip = await loadDeposit(engine, tenantId, { companyId: company.id, depositId: depositId! });
    expect(slip).toMatchObject({ accountName: 'House bank', amount: '350.00', checks: 2, creditedOn: null });
    expect(await numbers({ depositId: slip!.id })).toEqual(['100018', '100017']);
  });

  it('the bank’s line of the slip is no second payment', async () => {
    const applied = await bank('2026-02-26', [[350_00, '', 'Scheckeinreichung']]);
    expect(applied).toMatchObject({ lines: 0, unidentified: 0 });
    expect([await stateOf('100017'), await stateOf('100018')]).toEqual(['cleared', 'cleared']);
    expect(await transit()).toEqual([]);
  });

  it('a check that bounces is taken back by its number in one step, and by the bank’s line', async () => {
    const { engine, caller, company } = books;
    const bounced = (await register()).find((one) => one.number === '100017')!;
    const back = { company, receiptId: bounced.receiptId!, returnedOn: '2026-02-27', reason: 'no funds' };
    // What it would do is seen before it is done.
    const seen = { companyId: company.id, receiptId: bounced.receiptId!, day: '2026-02-27' };
    expect(await previewReturn(engine, books.tenantId, seen)).toMatchObject({
      items: [{ number: 'RE-1001', customer: 'C1', amount: '120.00' }],
      unapplied: '0.00',
      fee: '7.50',
      hindrance: null,
    });
    expect(must(await returnReceipt(engine, caller, back)).feeItemId).not.toBeNull();
    expect(await stateOf('100017')).toBe('returned');
    expect((await previewReturn(engine, books.tenantId, seen))!.hindrance).toBe('It came back before.');
    expect(await openOf('C1')).toEqual(['RE-1001 12000', expect.stringMatching(/ 750$/)]);
    // The bank tells of both: the one that is known is only linked, the other is taken back.
    const applied = await bank('2026-02-28', [
      [-120_00, 'Customer C1', 'Return check 100017'],
      [-230_00, 'Customer C2', 'Return check 100018'],
    ]);
    expect(applied.takenBack).toBe(2);
    expect(await stateOf('100018')).toBe('returned');
    expect(await openOf('C2')).toEqual(['RE-2001 23000', expect.stringMatching(/ 750$/)]);
    expect((await verify(engine, books.tenantId)).checks.filter((one) => one.failed > 0)).toEqual([]);
  });
});

describe('R34 A lockbox file pays each of its checks', () => {
  it('needs the account it pays into, then registers, pays in and matches every check with what it says', async () => {
    const { engine, caller, company, tenantId } = books;
    const file = { name: 'lockbox.txt', bytes: new TextEncoder().encode(sampleLockbox), companies: [company] };
    expect(refusalOf(await importAdviceFile(engine, caller, file))).toBe('cash.deposit-account');
    const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
    const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
    must(
      await createBankAccount(engine, caller, {
        company,
        number: usdAccount,
        currency: 'USD',
        name: 'Lockbox',
        glAccountId,
      }),
    );
    const imported = must(await importAdviceFile(engine, caller, file));
    expect(imported.lineIds.length).toBe(2);
    must(await matchAdvices(engine, caller, { company, lineIds: imported.lineIds }));
    const checks = (await register()).filter((one) => one.currency === 'USD');
    expect(checks.map((one) => [one.number, one.state, one.amount])).toEqual([
      [expect.any(String), 'deposited', '50.00'],
      [expect.any(String), 'deposited', '300.00'],
    ]);
    expect(await transit()).toEqual([{ currency: 'USD', amount: 350_00n }]);
    const advices = await listAdvices(engine, tenantId, { companyId: company.id, ids: imported.adviceIds, limit: 5 });
    expect(advices.map((one) => [one.state, one.receiptId !== null])).toContainEqual(['matched', true]);
    expect(must(await importAdviceFile(engine, caller, file)).repeatedFile).toBe(true);
    expect((await verify(engine, tenantId)).checks.filter((one) => one.failed > 0)).toEqual([]);
  });

  it('a batch that does not foot is held with the difference, the others go in; a person or a corrected file decides', async () => {
    const { engine, caller, company, tenantId } = books;
    const held = () => runQuery(engine, tenantId, (db) => loadHeldBatches(db, tenantId, { companyId: company.id }));
    const bring = async (name: string, text: string) =>
      must(
        await importAdviceFile(engine, caller, { name, bytes: new TextEncoder().encode(text), companies: [company] }),
      );
    /** A lockbox of two batches with a check each; the second says that it holds `stated` cents. */
    const lockbox = (first: string, second: string, stated: string): string => {
      const checkLine = (batch: string, number: string) =>
        `6${batch}0010000001000021000021${'4711'.padStart(10, '0')}${number.padStart(10, '0')}021126${'ACME INC'.padEnd(30)}`;
      return [
        '101DUNDER    00210000212602111200',
        '2DUNDER    00210000210000000100080000801',
        '50070001234567260211DUNDER    0021000021',
        checkLine('007', first),
        '700700112345672602110010000001000',
        '50080001234567260211DUNDER    0021000021',
        checkLine('008', second),
        `70080011234567260211001${stated}`,
        '9000009',
      ].join('\n');
    };
    const one = await bring('two.txt', lockbox('5501', '5502', '0000001050'));
    expect(one).toMatchObject({ heldBatches: 1, knownBatches: 0 });
    expect(one.lineIds).toHaveLength(1);
    const [batch] = await held();
    expect(batch).toMatchObject({ batch: '008', statedMinor: 10_50n, sumMinor: 10_00n });
    expect((await register()).map((row) => row.number)).not.toContain('5502');
    const looked = (batchId: bigint) => loadHeldBatchDetail(engine, tenantId, { companyId: company.id, batchId });
    expect(await looked(batch!.id)).toMatchObject({
      state: 'held',
      decidedReason: null,
      details: [{ number: '5502', drawer: 'ACME INC', amount: '10.00', gone: false }],
    });
    // The bank sends it again, corrected: what is in is known, what was held takes its place.
    const two = await bring('two-again.txt', lockbox('5501', '5502', '0000001000'));
    expect(two).toMatchObject({ heldBatches: 0, knownBatches: 1 });
    expect(two.lineIds).toHaveLength(1);
    expect(await held()).toEqual([]);
    expect(await stateOf('5502')).toBe('deposited');
    // Where the total was wrong, a person pays the checks in; or says that they are none.
    await bring('three.txt', lockbox('5503', '5504', '0000001050'));
    const [third] = await held();
    const reason = 'Counted with the bank.';
    const decided = { company, batchId: third!.id, reason };
    expect(must(await releaseHeldBatch(engine, caller, decided)).lineIds).toHaveLength(1);
    expect(refusalOf(await releaseHeldBatch(engine, caller, decided))).toBe('cash.batch-not-held');
    expect(await looked(third!.id)).toMatchObject({
      state: 'released',
      decidedReason: reason,
      details: [{ gone: true }],
    });
    await bring('four.txt', lockbox('5503', '5505', '0000001050'));
    const [fourth] = await held();
    must(await discardHeldBatch(engine, caller, { ...decided, batchId: fourth!.id }));
    expect(refusalOf(await discardHeldBatch(engine, caller, { ...decided, batchId: 99n }))).toBe(
      'cash.batch-not-found',
    );
    expect((await register()).map((row) => row.number)).not.toContain('5505');
    // What was decided is listed with what it was, and a discarded batch is held again with its checks.
    const ofCompany = { companyId: company.id, decided: true };
    const list = await runQuery(engine, tenantId, (db) => loadHeldBatches(db, tenantId, ofCompany));
    expect(list.map((each) => each.state)).toEqual(['discarded', 'released', 'discarded']);
    const again = { ...decided, batchId: fourth!.id };
    expect(await looked(fourth!.id)).toMatchObject({ state: 'discarded', details: [{ gone: true }] });
    must(await restoreHeldBatch(engine, caller, again));
    expect(await looked(fourth!.id)).toMatchObject({ state: 'held', decidedReason: null, details: [{ gone: false }] });
    expect(refusalOf(await restoreHeldBatch(engine, caller, again))).toBe('cash.batch-not-discarded');
    expect(
      (await loadToday(engine, tenantId, { companyIds: [company.id], personId: 1n })).companies[0]!.cashWork,
    ).toEqual({
      heldStatements: 0,
      heldSettlements: 0,
      waitingSettlements: 0,
      heldBatches: 1,
      paymentsToStop: 0,
    });
    // Another file takes its place: what was replaced is not brought back.
    await bring('five.txt', lockbox('5503', '5505', '0000001060'));
    expect(refusalOf(await restoreHeldBatch(engine, caller, again))).toBe('cash.batch-corrected');
    const [fifth] = await held();
    must(await discardHeldBatch(engine, caller, { ...decided, batchId: fifth!.id }));
    must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
    expect((await verify(engine, tenantId)).checks.filter((each) => each.failed > 0)).toEqual([]);
  });

  it('a line that came before its slip leaves suspense when the slip is made', async () => {
    const { engine, caller } = books;
    const applied = await bank('2026-03-02', [[310_00, '', 'Scheckeinreichung']]);
    expect(applied).toMatchObject({ lines: 1, unidentified: 1 });
    must(await receiveCheck(engine, caller, check('100020', 'C3', 310_00n)));
    must(await deposit({ depositedOn: '2026-03-02' }));
    must(await applyCash(engine, caller, { company: books.company, asOf: '2026-03-02' }));
    expect(await stateOf('100020')).toBe('cleared');
    expect((await verify(engine, books.tenantId)).checks.filter((one) => one.failed > 0)).toEqual([]);
  });

  it('a deposit in another currency that is credited at another rate leaves an exchange difference, and nothing of it in transit', async () => {
    const { engine, caller, company, tenantId } = books;
    const rate = { from: 'USD', to: 'EUR', rate: '0.95', source: 'test' };
    must(await recordExchangeRates(engine, caller, [{ ...rate, day: '2026-02-12' }]));
    // Paid in on the tenth at 0.90, credited on the thirteenth at 0.95.
    const lines: BookedLine[] = [[350_00, '', 'LOCKBOX DEPOSIT']];
    const day = mt940Day({ account: usdAccount, day: '2026-02-13', number: 1, lines });
    const bytes = new TextEncoder().encode(new TextDecoder().decode(day).replaceAll('EUR', 'USD'));
    must(await importBankFile(engine, caller, { name: 'usd.sta', bytes }));
    must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
    expect(await transit()).toEqual([{ currency: 'USD', amount: 40_00n }]);
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ purpose: string; company_amount: bigint }>`
        select a.purpose, l.company_amount_minor as company_amount from ledger.v_line l
        join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id
        join ledger.v_journal j on j.tenant_id = l.tenant_id and j.id = l.journal_id and j.kind = 'deposit' and j.posting_date = '2026-02-13'
        where l.tenant_id = ${tenantId} order by 1`.execute(db),
    );
    expect(rows).toEqual([
      { purpose: 'bank', company_amount: 332_50n },
      { purpose: 'checks_in_transit', company_amount: -315_00n },
      { purpose: 'exchange_differences', company_amount: -17_50n },
    ]);
    expect((await verify(engine, tenantId)).checks.filter((one) => one.failed > 0)).toEqual([]);
  });

  it('a credit that falls into a closed month waits with the reason, and everything else goes on', async () => {
    const { engine, caller, company } = books;
    must(await receiveCheck(engine, caller, check('100025', 'C2', 41_00n)));
    must(await deposit({ depositedOn: '2026-02-26' }));
    const state = (month: 'open' | 'soft_closed') =>
      changePeriod(engine, caller, { companyId: company.id, month: '2026-02', state: month, reason: 'Test.' });
    must(await state('soft_closed'));
    const late = days.file('2026-02-27', [[41_00, '', 'Scheckeinreichung']]);
    must(await importBankFile(engine, caller, { name: 'late.sta', bytes: late }));
    const run = await bank('2026-03-02', [[19_00, 'Customer C3', 'advance']]);
    expect(run).toMatchObject({ lines: 2, onAccount: 1 });
    expect(run.leftAside[0]).toContain('credit of a deposit of checks: The month 2026-02 is soft-closed');
    expect(await stateOf('100025')).toBe('deposited');
    must(await state('open'));
    expect(must(await applyCash(engine, caller, { company, asOf: '2026-03-02' })).leftAside).toEqual([]);
    expect(await stateOf('100025')).toBe('cleared');
  });

  it('two who pay in at once do not pay in the same check twice', async () => {
    const { engine, caller, tenantId } = books;
    for (const number of ['100031', '100032', '100033', '100034']) {
      must(await receiveCheck(engine, caller, check(number, 'C1', 1_00n)));
      const outcomes = await Promise.all(['2026-03-02', '2026-03-03'].map((depositedOn) => deposit({ depositedOn })));
      expect(outcomes.map((one) => (one.ok ? one.value.checks : one.refusal.code)).sort()).toEqual([
        1,
        'cash.no-checks',
      ]);
    }
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ lines: number }>`select count(*)::integer as lines from cash.bank_line
        where tenant_id = ${tenantId} and customer_reference like '10003%'`.execute(db),
    );
    expect(rows).toEqual([{ lines: 4 }]);
  });
});

describe('R22 R34 A promise is kept when its check clears, not when it comes', () => {
  it('is open while the check is in the drawer or in transit, and kept by the day on which it was paid in', async () => {
    const { engine, caller, company, accounts } = books;
    const accountId = accounts['C5']!;
    const document = { accountId, documentType: 'invoice' as const, number: 'RE-5001', documentDate: '2026-01-10' };
    must(
      await postDocuments(engine, caller, {
        company,
        documents: [{ ...document, currency: 'EUR', amountMinor: 75_00n }],
      }),
    );
    const promised = { company, accountId, currency: 'EUR', amountMinor: 75_00n };
    must(await recordPromise(engine, caller, { ...promised, madeDate: '2026-03-02', promisedDate: '2026-03-04' }));
    const judge = async () => must(await judgeOpenPromises(engine, caller, { company, asOf: '2026-03-12' }));
    must(await receiveCheck(engine, caller, check('100041', 'C5', 75_00n, { checkDate: '2026-03-03' })));
    expect(await judge()).toMatchObject({ judged: 0, open: 1 });
    const { lineIds } = must(await deposit({ depositedOn: '2026-03-04' }));
    must(await applyCash(engine, caller, { company, asOf: '2026-03-12', bankLineIds: lineIds }));
    expect(await stateOf('100041', '2026-03-12')).toBe('deposited');
    expect(await judge()).toMatchObject({ judged: 0, open: 1 });
    const day = days.file('2026-03-10', [[75_00, '', 'Scheckeinreichung']]);
    must(await importBankFile(engine, caller, { name: 'cleared.sta', bytes: day }));
    must(await applyCash(engine, caller, { company, asOf: '2026-03-12' }));
    expect(await stateOf('100041', '2026-03-12')).toBe('cleared');
    // Cleared on the tenth, paid in on the fourth: in time.
    expect(await judge()).toMatchObject({ judged: 1, kept: 1 });
  });
});
