/** Promises to pay told as stories: made, kept, kept in part, broken, moved; judged by the bank's value date. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile } from '#cash';
import { loadChart } from '#ledger';
import { runQuery, sql } from '#platform';
import { judgeOpenPromises, judgePromises, recordPromise } from '#promises';
import { postDocuments } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '../books.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks({ customers: 5, now: '2026-03-02T09:00:00Z' });
  const chart = await runQuery(books.engine, books.tenantId, (db) => loadChart(db, books.tenantId, books.company.id));
  must(
    await createBankAccount(books.engine, books.caller, {
      company: books.company,
      number: 'DE89370400440532013000',
      currency: 'EUR',
      name: 'House bank',
      glAccountId: chart.find((one) => one.purpose === 'bank')!.id,
    }),
  );
  must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: ['C1', 'C2', 'C3', 'C4'].map((customer) => ({
        accountId: books.accounts[customer]!,
        documentType: 'invoice' as const,
        number: `P-${customer}`,
        documentDate: '2026-01-05',
        dueDate: '2026-02-05',
        currency: 'EUR',
        amountMinor: 1_000_00n,
      })),
    }),
  );
});
afterAll(() => books.close());

const promise = (customer: string, promisedDate: string, amountMinor = 1_000_00n, madeDate = '2026-03-02') =>
  recordPromise(books.engine, books.caller, {
    company: books.company,
    accountId: books.accounts[customer]!,
    currency: 'EUR',
    amountMinor,
    madeDate,
    promisedDate,
  });

async function bankDay(day: string, lines: readonly [string, string, string][], number: number): Promise<void> {
  const short = day.slice(2).replaceAll('-', '');
  const total = lines.reduce((sum, [amount]) => sum + Number(amount), 0);
  const text = [
    ':20:X',
    ':25:DE89370400440532013000',
    `:28C:${number}/1`,
    `:60F:C${short}EUR0,00`,
    ...lines.flatMap(([amount, name, said], index) => [
      `:61:${short}${short.slice(2)}C${amount},00NTRFNONREF//${short}${index}`,
      `:86:166?00GUTSCHRIFT?20SVWZ+${said}?32${name}`,
    ]),
    `:62F:C${short}EUR${total},00`,
    '-',
    '',
  ].join('\r\n');
  must(await importBankFile(books.engine, books.caller, { name: `${day}.sta`, bytes: new TextEncoder().encode(text) }));
  must(await applyCash(books.engine, books.caller, { company: books.company, asOf: day }));
}
const judge = async (asOf: string) =>
  must(await judgeOpenPromises(books.engine, books.caller, { company: books.company, asOf }));
const states = async (customer: string): Promise<string[]> =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      sql<{
        state: string;
      }>`select state from promises.v_promise where tenant_id = ${books.tenantId} and account_id = ${books.accounts[customer]!} order by id`.execute(
        db,
      ),
    )
  ).rows.map((row) => row.state);
const blocks = async (customer: string): Promise<bigint> =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      sql<{
        n: bigint;
      }>`select count(*) as n from receivables.v_block where tenant_id = ${books.tenantId} and account_id = ${books.accounts[customer]!} and kind = 'promise'`.execute(
        db,
      ),
    )
  ).rows[0]!.n;

describe('R22 A promise', () => {
  it('is kept by money with a value date in time, whether it was applied or not', async () => {
    must(await promise('C1', '2026-03-09'));
    expect(await blocks('C1')).toBe(1n);
    await bankDay('2026-03-09', [['1000', 'Customer C1', 'ohne Angaben']], 1);
    expect(await judge('2026-03-10')).toMatchObject({ kept: 1 });
    expect(await states('C1')).toEqual(['kept']);
    expect(await blocks('C1')).toBe(0n);
  });

  it('stays open while its money may still come, then is broken or kept in part', async () => {
    must(await promise('C2', '2026-03-09'));
    must(await promise('C3', '2026-03-09'));
    await bankDay('2026-03-10', [['400', 'Customer C3', 'P-C3 Teilzahlung']], 2);
    expect(await judge('2026-03-10')).toMatchObject({ judged: 0, open: 2 });
    // The day and two days of grace are past only when the bank is read that far.
    expect(await judge('2026-03-20')).toMatchObject({ judged: 0, open: 2 });
    await bankDay('2026-03-12', [['1', 'Jemand', 'anderes']], 3);
    expect(await judge('2026-03-13')).toMatchObject({ broken: 1, partKept: 1, open: 0 });
    expect([await states('C2'), await states('C3')]).toEqual([['broken'], ['part_kept']]);
    expect(await judge('2026-03-13')).toMatchObject({ judged: 0 });
  });

  it('is moved by a new one before its day', async () => {
    must(await promise('C4', '2026-03-20', 500_00n, '2026-03-13'));
    must(await promise('C4', '2026-03-27', 500_00n, '2026-03-16'));
    expect(await states('C4')).toEqual(['rescheduled', 'open']);
    expect(await blocks('C4')).toBe(1n);
  });

  it('is refused without an amount, a sensible day, or anything open', async () => {
    expect(refusalOf(await promise('C4', '2026-03-27', 0n))).toBe('promises.amount');
    expect(refusalOf(await promise('C4', '2026-02-27'))).toBe('promises.day');
    expect(refusalOf(await promise('C5', '2026-03-27'))).toBe('promises.nothing-open');
  });
});

describe('R22 Judging', () => {
  const facts = (id: bigint, amountMinor: bigint, promisedDate: string) => ({
    id,
    amountMinor,
    madeDate: '2026-03-01',
    promisedDate,
    graceDays: 2,
  });
  it('counts each unit of money once, for the earlier promise first', () => {
    const verdicts = judgePromises(
      [facts(2n, 100n, '2026-03-08'), facts(1n, 100n, '2026-03-05')],
      [{ valueDate: '2026-03-04', amountMinor: 150n }],
      [],
      '2026-03-31',
    );
    expect(verdicts).toEqual([
      { id: 1n, state: 'kept', receivedMinor: 100n },
      { id: 2n, state: 'part_kept', receivedMinor: 50n },
    ]);
  });
  it('waits for a check that has not cleared: it keeps nothing and breaks nothing, and each unit waits for one promise', () => {
    const judge = (money: bigint, uncleared: bigint, day = '2026-03-04') =>
      judgePromises(
        [facts(1n, 100n, '2026-03-05'), facts(2n, 100n, '2026-03-06')],
        money === 0n ? [] : [{ valueDate: '2026-03-04', amountMinor: money }],
        [],
        '2026-03-31',
        [{ valueDate: day, amountMinor: uncleared }],
      ).map((one) => `${one.id} ${one.state} ${one.receivedMinor}`);
    expect(judge(0n, 100n)).toEqual(['2 broken 0']);
    expect(judge(40n, 200n)).toEqual([]);
    expect(judge(100n, 60n)).toEqual(['1 kept 100']);
    // Dated for later than its days it is none of this promise's.
    expect(judge(0n, 100n, '2026-03-20')).toEqual(['1 broken 0', '2 broken 0']);
  });
  it('forgives one per cent, not more', () => {
    expect(
      judgePromises(
        [facts(1n, 10_000n, '2026-03-05')],
        [{ valueDate: '2026-03-07', amountMinor: 9_900n }],
        [],
        '2026-03-31',
      )[0]!.state,
    ).toBe('kept');
    expect(
      judgePromises(
        [facts(1n, 10_000n, '2026-03-05')],
        [{ valueDate: '2026-03-07', amountMinor: 9_899n }],
        [],
        '2026-03-31',
      )[0]!.state,
    ).toBe('part_kept');
    expect(
      judgePromises(
        [facts(1n, 10_000n, '2026-03-05')],
        [{ valueDate: '2026-03-08', amountMinor: 10_000n }],
        [],
        '2026-03-31',
      )[0]!.state,
    ).toBe('broken');
  });
});
