/** The rules of cash application: dated, set by a person with a reason, and what posts without one is theirs to say. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listMatchingRules, type MatchingRules, setMatchingPolicy } from '#cash';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { loadItems, postDocuments } from '#receivables';
import { type BankDays, openBank } from '#test/bank-days';
import { type Books, must, openBooks, refusalOf } from '#test/books';

const rules: MatchingRules = {
  validFrom: '2026-02-20',
  toleranceMinor: 1_00n,
  toleranceMonthMinor: 3_00n,
  maximumDeductionMinor: 500_00n,
  maximumDeductionPercent: 20,
  unearnedDiscount: 'deduction',
  withholding: [],
  tolerancePercent: 1,
  maximumBankChargeMinor: 0n,
  maximumReturnChargeMinor: 50_00n,
  discountGraceDays: 0,
  interchangeable: 'propose',
  maximumChance: 0.001,
  minimumConfidence: 0,
  minimumPrecision: 0.999,
  mayPost: ['advice', 'reference', 'difference', 'amount'],
  reason: 'Cents are not worth a call.',
};

describe('R33 L2 A company governs what cash application may do', () => {
  let books: Books;
  let bank: BankDays;
  beforeAll(async () => {
    books = await openBooks({ customers: 2, now: '2026-02-20T09:00:00Z' });
    bank = await openBank(books, books.company);
    const invoice = (customer: string, number: string, amountMinor: bigint) => ({
      accountId: books.accounts[customer]!,
      documentType: 'invoice' as const,
      number,
      documentDate: '2026-01-10',
      currency: 'EUR',
      amountMinor,
    });
    must(
      await postDocuments(books.engine, books.caller, {
        company: books.company,
        documents: [
          ...['AR-10001', 'AR-10002', 'AR-10003'].map((number) => invoice('C1', number, 100_00n)),
          ...[119_37n, 451_19n, 512_83n, 300_13n].map((amount, index) => invoice('C2', `AR-2000${index + 1}`, amount)),
        ],
      }),
    );
  });
  afterAll(() => books.close());

  const receive = async (valueDate: string, amountMinor: bigint, payer: string, text: string) => {
    must(await bank.read(valueDate, [{ amountMinor, valueDate, payer, text }]));
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ state: string; decision: string; explanation: string }>`
        select state, decision, explanation from cash.v_receipt where tenant_id = ${books.tenantId} order by id desc limit 1`.execute(
        db,
      ),
    );
    return rows[0]!;
  };
  const openOf = async (number: string) =>
    (
      await runQuery(books.engine, books.tenantId, (db) =>
        loadItems(db, books.tenantId, { openOfCompany: books.company.id }),
      )
    ).find((item) => item.number === number)?.openMinor;
  const set = (change: Partial<MatchingRules>) =>
    setMatchingPolicy(books.engine, books.caller, { company: books.company, rules: { ...rules, ...change } });

  it('lets nothing go until a person says so, and then from that day on', async () => {
    expect(await receive('2026-02-18', 99_60n, 'Customer C1', 'AR-10001')).toMatchObject({ decision: 'apply' });
    expect(await openOf('AR-10001')).toBe(40n);
    must(await set({}));
    expect(await receive('2026-02-20', 99_60n, 'Customer C1', 'AR-10002')).toMatchObject({ state: 'applied' });
    expect(await openOf('AR-10002')).toBeUndefined();
  });

  it('posts by itself only the kinds that the rules name, from the day on that they name', async () => {
    must(await set({ validFrom: '2026-02-22', mayPost: ['advice', 'reference'], reason: 'Amounts go to a person.' }));
    expect(await receive('2026-02-21', 119_37n, 'Customer C2', 'Danke')).toMatchObject({ state: 'applied' });
    const amount = await receive('2026-02-22', 451_19n, 'Customer C2', 'Danke');
    expect(amount.decision).toBe('propose');
    expect(amount.explanation).toContain('the rules leave this kind to a person');
    expect(await receive('2026-02-23', 99_60n, 'Customer C1', 'AR-10003')).toMatchObject({ decision: 'propose' });
    expect(await receive('2026-02-24', 512_83n, 'Customer C2', 'AR-20003')).toMatchObject({ state: 'applied' });
  });

  it('asks for the certainty that the rules ask for', async () => {
    must(await set({ validFrom: '2026-02-25', minimumConfidence: 0.999, reason: 'We try it out.' }));
    const named = await receive('2026-02-25', 300_13n, 'Customer C2', 'AR-20004');
    expect(named.decision).toBe('propose');
    expect(named.explanation).toContain('the rules ask for more certainty');
  });

  it('never begins in the past, and keeps every version with its reason', async () => {
    expect(refusalOf(await set({ validFrom: '2026-02-19' }))).toBe('cash.policy-backdated');
    const versions = await runQuery(books.engine, books.tenantId, (db) =>
      listMatchingRules(db, books.tenantId, books.company.id),
    );
    expect(versions.map(({ validFrom, reason }) => [validFrom, reason])).toEqual([
      ['2026-02-25', 'We try it out.'],
      ['2026-02-22', 'Amounts go to a person.'],
      ['2026-02-20', 'Cents are not worth a call.'],
    ]);
    expect((await verify(books.engine, books.tenantId)).checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
