/** R54 A month is closed for good only when it is revalued, and when its banks are signed or somebody says that it is closed anyway. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, importBankFile, leaveStatementOut } from '#cash';
import { recordExchangeRates } from '#company';
import { changePeriod, listPeriods, monthFindings, monthsFindings } from '#ledger';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { postDocuments, revalue } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '../books.ts';
import { billAll, openHouseBank } from '../house-bank.ts';
import { type BankDay, mt940Day } from '../mt940-day.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks({ customers: 2, now: '2026-02-03T09:00:00Z' });
  await billAll(books, [['C1', 'INV-EUR', 500_00n]]);
});
afterAll(() => books.close());

const found = (month: string) => monthFindings(books.engine, books.tenantId, { companyId: books.company.id, month });
const bring = async (name: string, day: BankDay) =>
  must(await importBankFile(books.engine, books.caller, { name, bytes: mt940Day(day) }));
const codes = async (month: string) => (await found(month)).map((one) => [one.code, one.needed]);
const close = (month: string, anyway = false) =>
  changePeriod(books.engine, books.caller, {
    ...{ companyId: books.company.id, month, state: 'closed', reason: 'The month is done.', anyway },
  });
const setState = (month: string, state: 'open' | 'soft_closed') =>
  changePeriod(books.engine, books.caller, {
    ...{ companyId: books.company.id, month, state, reason: 'Something is missing.' },
  });
/** State of a month, and whether its close passed something over, as the audit trail has it. */
const inputOfClose = () =>
  runQuery(books.engine, books.tenantId, async (db) => {
    const { rows } = await sql<{ payload: string }>`
      select p.payload from platform.audit a join platform.audit_payload p on p.tenant_id = a.tenant_id and p.seq = a.seq
      where a.tenant_id = ${books.tenantId} and a.operation = 'ledger.change-period' order by a.seq desc limit 1`.execute(
      db,
    );
    return rows[0]!.payload;
  });

describe('R54 Before a month is closed for good', () => {
  it('nothing is to be done where there is neither a foreign item nor a bank', async () => {
    expect(await found('2025-09')).toEqual([]);
    must(await close('2025-09'));
  });

  it('it is over, by the day of its company: before that it is closed softly at most', async () => {
    books.clock.set('2026-01-31T22:59:00Z');
    expect(await codes('2026-01')).toEqual([['ledger.month-not-over', true]]);
    books.clock.set('2026-01-31T23:00:00Z');
    expect(await found('2026-01')).toEqual([]);
    books.clock.set('2026-02-03T09:00:00Z');
    expect((await found('2026-02'))[0]!.text).toContain('2026-02-28');
    expect(refusalOf(await close('2026-02'))).toBe('ledger.month-unready');
    expect(refusalOf(await close('2026-02', true))).toBe('ledger.month-unready');
    must(await setState('2026-02', 'soft_closed'));
    must(await setState('2026-02', 'open'));
  });

  it('the months before it that hold postings are closed: what is posted in them would move its balances', async () => {
    const postIn = async (number: string, documentDate: string) =>
      must(
        await postDocuments(books.engine, books.caller, {
          company: books.company,
          documents: [
            {
              ...{ accountId: books.accounts['C2']!, documentType: 'invoice', number, documentDate },
              ...{ currency: 'EUR', amountMinor: 20_00n },
            },
          ],
        }),
      );
    await postIn('INV-DEC', '2025-12-15');
    await postIn('INV-OCT', '2025-10-15');
    expect((await found('2026-01')).map((one) => one.text)).toEqual([
      '2 months before it are not closed for good, 2025-10 the first of them.',
    ]);
    expect(refusalOf(await close('2026-01', true))).toBe('ledger.month-unready');
    must(await close('2025-10'));
    must(await setState('2025-12', 'soft_closed'));
    expect(await codes('2026-01')).toEqual([['ledger.earlier-month-open', true]]);
    expect((await found('2026-01'))[0]!.text).toBe('The month 2025-12 before it is not closed for good.');
    must(await close('2025-12'));
    expect(await found('2026-01')).toEqual([]);
  });

  it('a rate that is missing and a revaluation that was not run keep it open, also when it is to be closed anyway', async () => {
    must(
      await recordExchangeRates(books.engine, books.caller, [
        { from: 'USD', to: 'EUR', day: '2026-01-02', rate: '0.90', source: 'test' },
        { from: 'USD', to: 'EUR', day: '2026-01-30', rate: '0.95', source: 'test' },
      ]),
    );
    await billAll(books, [['C1', 'INV-USD', 1000_00n, 'USD']]);
    expect(await codes('2026-01')).toEqual([['receivables.not-revalued', true]]);
    expect((await found('2026-01'))[0]!.text).toContain('Open items in USD');
    expect(refusalOf(await close('2026-01'))).toBe('ledger.month-unready');
    expect(refusalOf(await close('2026-01', true))).toBe('ledger.month-unready');
    // Softly it is closed all the same: a controller goes on in it.
    must(await setState('2026-01', 'soft_closed'));
    must(await setState('2026-01', 'open'));
    must(await revalue(books.engine, books.caller, { company: books.company, month: '2026-01' }));
    expect(await found('2026-01')).toEqual([]);
  });

  it('a bank account whose month is not signed is told, and the month closed anyway with the reason', async () => {
    await openHouseBank(books);
    const day = { day: '2026-01-30', lines: [[100_00, 'Customer C1', 'INV-EUR']] } as const;
    await bring('house.sta', day);
    // Nobody could post it once the month is closed.
    expect(await codes('2026-01')).toEqual([
      ['cash.lines-unposted', true],
      ['reconciliation.month-unsigned', false],
    ]);
    expect(refusalOf(await close('2026-01', true))).toBe('ledger.month-unready');
    must(await applyCash(books.engine, books.caller, { company: books.company, asOf: '2026-01-31' }));
    const later = { openingCents: 100_00, closingCents: 1_00 };
    await bring('wrong.sta', { ...later, day: '2026-01-31', number: 2, lines: [[5_00, 'Customer C2', 'advance']] });
    await bring('of-february.sta', {
      ...later,
      day: '2026-02-02',
      number: 3,
      lines: [[6_00, 'Customer C2', 'advance']],
    });
    expect(await codes('2026-01')).toEqual([
      ['cash.statements-held', true],
      ['reconciliation.month-unsigned', false],
    ]);
    const [held] = await runQuery(books.engine, books.tenantId, async (db) => {
      const { rows } = await sql<{ id: bigint }>`select id from cash.v_statement where tenant_id = ${books.tenantId}
        and state = 'held' order by id`.execute(db);
      return rows;
    });
    must(
      await leaveStatementOut(books.engine, books.caller, {
        ...{ company: books.company, statementId: held!.id, reason: 'The bank sent another.' },
      }),
    );
    expect(await codes('2026-01')).toEqual([['reconciliation.month-unsigned', false]]);
    // The account did not exist in the month before: there is nothing to sign.
    expect(await found('2025-12')).toEqual([]);
    const refused = await close('2026-01');
    expect(refusalOf(refused)).toBe('ledger.month-unready');
    expect(refused).toMatchObject({
      refusal: { details: { findings: [{ code: 'reconciliation.month-unsigned', needed: false }] } },
    });
    must(await close('2026-01', true));
    expect(await inputOfClose()).toContain('anyway');
    expect(refusalOf(await close('2026-01', true))).toBe('ledger.period-unchanged');
  });
});

describe('R54 Many open months are closed with one deed', () => {
  let old: Books;
  const of = () => ({ companyId: old.company.id, month: '2026-01' });
  const closeAll = (more: { month?: string; through?: boolean; anyway?: boolean }) =>
    changePeriod(old.engine, old.caller, { ...of(), state: 'closed', reason: 'Old months.', ...more });
  const states = async () =>
    Object.fromEntries(
      (await listPeriods(old.engine, old.tenantId, old.company.id)).map((row) => [row.month, row.state]),
    );
  beforeAll(async () => {
    old = await openBooks({ customers: 1, now: '2026-02-03T09:00:00Z' });
    const days: [string, string][] = [
      ['2025-06-10', 'EUR'],
      ['2025-08-12', 'USD'],
      ['2025-09-12', 'EUR'],
      ['2026-01-20', 'EUR'],
    ];
    must(
      await recordExchangeRates(
        old.engine,
        old.caller,
        ['2025-08-01', '2025-08-29', '2025-09-30', '2025-12-31', '2026-01-30'].map((day, place) => ({
          ...{ from: 'USD', to: 'EUR', day, source: 'test' },
          rate: `0.9${place}`,
        })),
      ),
    );
    must(
      await postDocuments(old.engine, old.caller, {
        company: old.company,
        documents: days.map(([documentDate, currency], place) => ({
          ...{ accountId: old.accounts['C1']!, documentType: 'invoice' as const, number: `OLD-${place}`, documentDate },
          ...{ currency, amountMinor: 100_00n },
        })),
      }),
    );
  });
  afterAll(() => old.close());

  it('the preview tells of each month what holds it, and the deed refuses the first one that is held, all unchanged', async () => {
    const months = await monthsFindings(old.engine, old.tenantId, of());
    expect(months.map(({ month, findings }) => [month, findings.map((one) => one.code)])).toEqual([
      ['2025-06', []],
      ['2025-08', ['receivables.not-revalued']],
      ['2025-09', ['receivables.not-revalued']],
      ['2026-01', ['receivables.not-revalued']],
    ]);
    expect(refusalOf(await closeAll({}))).toBe('ledger.month-unready');
    const refused = await closeAll({ through: true });
    expect(refusalOf(refused)).toBe('ledger.month-unready');
    expect(refused).toMatchObject({
      refusal: {
        details: { month: '2025-08', months: [{ month: '2025-08' }, { month: '2025-09' }, { month: '2026-01' }] },
      },
    });
    expect(new Set(Object.values(await states()))).toEqual(new Set(['open']));
  });

  it('as far as nothing holds them they are closed, those without postings with them', async () => {
    expect(must(await closeAll({ month: '2025-07', through: true })).months).toEqual(['2025-06', '2025-07']);
  });

  it('one run revalues them all, each at its own rates, and then they are closed in one transaction', async () => {
    const run = () => revalue(old.engine, old.caller, { company: old.company, month: '2026-01', through: true });
    expect(must(await run()).posted).toBe(6);
    expect(must(await run()).posted).toBe(0);
    const audits = await runQuery(old.engine, old.tenantId, async (db) => {
      const { rows } = await sql<{ count: number }>`select count(*)::integer as count from platform.audit
        where tenant_id = ${old.tenantId} and operation = 'ledger.change-period'`.execute(db);
      return rows[0]!.count;
    });
    const { months } = must(await closeAll({ through: true }));
    expect(months).toEqual(['2025-08', '2025-09', '2025-10', '2025-11', '2025-12', '2026-01']);
    expect(await states()).toMatchObject({
      '2025-08': 'closed',
      '2025-11': 'closed',
      '2026-01': 'closed',
      '2026-02': 'open',
    });
    const stories = await listPeriods(old.engine, old.tenantId, old.company.id);
    expect(stories.find((row) => row.month === '2025-11')!.changes).toMatchObject([
      { to: 'closed', reason: 'Old months.' },
    ]);
    const after = await runQuery(old.engine, old.tenantId, async (db) => {
      const { rows } = await sql<{ count: number }>`select count(*)::integer as count from platform.audit
        where tenant_id = ${old.tenantId} and operation = 'ledger.change-period'`.execute(db);
      return rows[0]!.count;
    });
    expect(after).toBe(audits + 1);
    expect(refusalOf(await closeAll({ through: true }))).toBe('ledger.period-unchanged');
    const report = await verify(old.engine, old.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
