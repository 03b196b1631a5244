/** ACH returns that a file tells of: what is sure is taken back, what is not waits beside the bank's own lines, with why. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyCash,
  createBankAccount,
  importAdviceFile,
  importBankFile,
  listAdvices,
  listReturnedLines,
  loadAdvisedReturn,
  takeAdvisedReturn,
} from '#cash';
import { changePeriod, loadChart } from '#ledger';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { postDocuments } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '#test/books';
import { achReturn } from '../ach-return.ts';
import { type BookedLine, mt940Day } from '../mt940-day.ts';

describe('R34 What a file tells to have come back', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks({ customers: 3, now: '2026-03-02T09:00:00Z' });
    const { engine, caller, company, tenantId, accounts } = books;
    const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
    const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
    must(
      await createBankAccount(engine, caller, {
        company,
        number: 'US4711',
        currency: 'USD',
        name: 'Bank',
        glAccountId,
      }),
    );
    const documents = (
      [
        ['C1', 'INV-10001', 75_00n],
        ['C2', 'INV-20001', 60_00n],
        ['C2', 'INV-20002', 60_00n],
        ['C3', 'INV-30001', 90_00n],
      ] as const
    ).map(([customer, number, amountMinor]) => ({
      ...{ accountId: accounts[customer]!, documentType: 'invoice' as const, number, documentDate: '2026-01-10' },
      ...{ dueDate: '2026-02-09', currency: 'USD', amountMinor },
    }));
    must(await postDocuments(engine, caller, { company, documents }));
    await bank('2026-02-12', [
      [75_00, 'Customer C1', 'INV-10001'],
      [60_00, 'Customer C2', 'INV-20001'],
      [60_00, 'Customer C2', 'INV-20002'],
      [90_00, 'Customer C3', 'INV-30001'],
    ]);
  });
  afterAll(() => books.close());

  let number = 0;
  const apply = async () =>
    must(await applyCash(books.engine, books.caller, { company: books.company, asOf: '2026-03-02' }));
  const bank = async (day: string, lines: readonly BookedLine[]) => {
    number += 1;
    const file = mt940Day({ day, lines, number, openingCents: 10_000_00, account: 'US4711' });
    const bytes = new TextEncoder().encode(new TextDecoder().decode(file).replaceAll('EUR', 'USD'));
    must(await importBankFile(books.engine, books.caller, { name: `${number}.sta`, bytes }));
    return apply();
  };
  const receive = async (name: string, bytes: Uint8Array): Promise<bigint> => {
    const { engine, caller, company } = books;
    const { adviceIds } = must(await importAdviceFile(engine, caller, { name, bytes, companies: [company] }));
    return adviceIds[0]!;
  };
  const waiting = async () =>
    (await listReturnedLines(books.engine, books.tenantId, { companyId: books.company.id, all: false })).rows;
  const receiptsOf = async (amountMinor: bigint) => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ id: bigint; state: string }>`
        select id, state from cash.receipt where tenant_id = ${books.tenantId} and amount_minor = ${amountMinor} order by id`.execute(
        db,
      ),
    );
    return rows;
  };
  const commandsSoFar = async (): Promise<bigint> => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ n: bigint }>`select count(*) as n from platform.audit where tenant_id = ${books.tenantId}`.execute(db),
    );
    return rows[0]!.n;
  };
  const february = async (state: 'open' | 'closed' | 'soft_closed') =>
    must(
      await changePeriod(books.engine, books.caller, {
        ...{ companyId: books.company.id, month: '2026-02', state, reason: 'The month’s work.' },
      }),
    );

  it('says why where it cannot be posted yet, tries again with every run, and is done once it can', async () => {
    await february('soft_closed');
    const adviceId = await receive('closed.ach', achReturn(75_00, { text: 'INV-10001 CLOSED' }));
    const run = await apply();
    expect(run.takenBack).toBe(0);
    expect(run.leftAside).toHaveLength(1);
    expect(run.leftAside[0]).toMatch(/USD 75\.00 told on 2026-02-20 \(R01\).*2026-02 is soft-closed/);
    expect(await waiting()).toMatchObject([
      { adviceId, receiptId: null, amount: '75.00', bank: 'closed.ach', reasonCode: 'R01' },
    ]);
    expect((await waiting())[0]!.heldBecause).toMatchObject({
      code: 'ledger.period-soft-closed',
      message: expect.stringContaining('2026-02 is soft-closed'),
      details: { months: ['2026-02'] },
    });
    const [told] = await listAdvices(books.engine, books.tenantId, {
      ...{ companyId: books.company.id, ids: [adviceId], limit: 1 },
    });
    expect(told!.says).toContain('an earlier payment came back (R01)');
    // The same again is told again, and writes nothing.
    const before = await commandsSoFar();
    expect((await apply()).leftAside).toHaveLength(1);
    expect(await commandsSoFar()).toBe(before);
    await february('open');
    expect(await apply()).toMatchObject({ takenBack: 1, leftAside: [] });
    expect(await waiting()).toEqual([]);
    expect(await receiptsOf(75_00n)).toMatchObject([{ state: 'returned' }]);
  });

  it('waits beside the bank’s lines where two could be meant, and is taken as a person says', async () => {
    const { engine, caller, company, tenantId } = books;
    const adviceId = await receive('unsure.ach', achReturn(60_00, { name: 'CUSTOMER C2' }));
    expect(await apply()).toMatchObject({ takenBack: 0, leftAside: [] });
    expect(await waiting()).toMatchObject([{ adviceId, payer: 'CUSTOMER C2', heldBecause: null }]);
    const one = (await loadAdvisedReturn(engine, tenantId, { company, adviceId }))!;
    expect(one.candidates).toMatchObject([
      { amount: '60.00', charge: '0.00', because: 'it is of the same payer' },
      { amount: '60.00', charge: '0.00', because: 'it is of the same payer' },
    ]);
    const take = (receiptId: bigint) =>
      takeAdvisedReturn(engine, caller, { company, adviceId, receiptId, reason: 'The customer said which.' });
    expect(refusalOf(await take((await receiptsOf(90_00n))[0]!.id))).toBe('cash.return-differs');
    const [, second] = await receiptsOf(60_00n);
    expect(must(await take(second!.id))).toMatchObject({ existing: false });
    expect(refusalOf(await take(second!.id))).toBe('cash.advice-not-found');
    expect((await receiptsOf(60_00n)).map((row) => row.state)).toEqual(['applied', 'returned']);
    expect(await waiting()).toEqual([]);
    // The bank books it later: the line is linked to what was told.
    expect(await bank('2026-02-24', [[-60_00, 'Customer C2', 'ACH RETURN R01 INV-20002']])).toMatchObject({
      takenBack: 1,
    });
  });

  it('is taken once where two say at the same moment which payment it was, and the same request again is answered as before', async () => {
    const { engine, caller, company } = books;
    await bank('2026-02-19', [
      [33_00, 'Customer C2', 'erste Rate'],
      [33_00, 'Customer C2', 'zweite Rate'],
    ]);
    const adviceId = await receive('both.ach', achReturn(33_00, { name: 'CUSTOMER C2' }));
    await apply();
    expect(await waiting()).toMatchObject([{ adviceId }]);
    const receipts = await receiptsOf(33_00n);
    expect(receipts).toHaveLength(2);
    const take = (place: number) =>
      takeAdvisedReturn(
        engine,
        { ...caller, idempotencyKey: `which-${place}` },
        {
          ...{ company, adviceId, receiptId: receipts[place]!.id, reason: 'The customer said which.' },
        },
      );
    const both = await Promise.all([take(0), take(1)]);
    expect(both.map((one) => one.ok).sort()).toEqual([false, true]);
    expect(refusalOf(both.find((one) => !one.ok)!)).toBe('cash.advice-not-found');
    expect((await receiptsOf(33_00n)).filter((row) => row.state === 'returned')).toHaveLength(1);
    expect(await take(both[0]!.ok ? 0 : 1)).toMatchObject({ ok: true, replayed: true, value: { existing: false } });
  });

  it('is ended where the bank’s line was first, by what we had written to the payment', async () => {
    await bank('2026-02-19', [[-90_00, 'Customer C3', 'ACH RETURN R02 INV-30001']]);
    expect(await receiptsOf(90_00n)).toMatchObject([{ state: 'returned' }]);
    const adviceId = await receive('late.ach', achReturn(90_00, { id: 'INV-30001', reason: 'R02' }));
    expect(await apply()).toMatchObject({ takenBack: 0, leftAside: [] });
    expect(await waiting()).toEqual([]);
    const [told] = await listAdvices(books.engine, books.tenantId, {
      ...{ companyId: books.company.id, ids: [adviceId], limit: 1 },
    });
    expect(told!.state).toBe('withdrawn');
  });

  it('leaves books that verify', async () => {
    const { checks } = await verify(books.engine, books.tenantId);
    expect(checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
