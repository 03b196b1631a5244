/** What a person lets go as a difference of a payment is written off: within the rules, as it was proposed, or by authority. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyReceipt, setMatchingPolicy } from '#cash';
import { verify } from '#operations';
import { type Caller, runQuery, sql } from '#platform';
import { openPeopledBooks, type PeopledBooks } from '#test/authority-world';
import { must, refusalOf } from '#test/books';
import type { AdjustmentKind } from '../../src/modules/cash/contract.ts';
import { billAll, houseDays, openHouseBank } from '../house-bank.ts';

let books: PeopledBooks;
let lead: Caller;
let applier: Caller;
const days = houseDays(() => books, '2026-03-02');

beforeAll(async () => {
  books = await openPeopledBooks({ customers: 3, now: '2026-03-02T09:00:00Z' });
  await openHouseBank(books);
  await billAll(books, [
    ['C1', 'RE-1001', 5_000_00n],
    ['C2', 'RE-2001', 5_000_00n],
    ['C3', 'RE-3001', 500_00n],
  ]);
  must(
    await setMatchingPolicy(books.engine, books.caller, {
      company: books.company,
      rules: {
        ...{ validFrom: '2026-03-02', toleranceMinor: 0n, tolerancePercent: 0, toleranceMonthMinor: 0n },
        ...{
          maximumDeductionMinor: 500_00n,
          maximumDeductionPercent: 20,
          unearnedDiscount: 'deduction',
          withholding: [],
        },
        ...{ maximumBankChargeMinor: 15_00n, maximumReturnChargeMinor: 50_00n, discountGraceDays: 0 },
        ...{ interchangeable: 'propose', maximumChance: 0.001, minimumConfidence: 0, minimumPrecision: 0.999 },
        // Nothing is posted by itself: all of it is a person's here.
        ...{ mayPost: [], reason: 'For the test.' },
      },
    }),
  );
  lead = await books.hire('Lea Lead', 'lead');
  applier = await books.hire('Cash Applier', 'cash_applier');
  await days.read('2026-02-26', [
    [10_00, 'Customer C1', 'Zahlung'],
    [20_00, 'Customer C2', 'Zahlung'],
    [497_00, 'Customer C3', 'Zahlung'],
  ]);
});
afterAll(() => books.close());

const receiptOf = async (amountMinor: bigint) =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ id: bigint; version: number; state: string }>`
        select id, version, state from cash.v_receipt where tenant_id = ${books.tenantId} and amount_minor = ${amountMinor}`.execute(
        db,
      ),
    )
  ).rows[0]!;
const itemOf = async (number: string) =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ id: bigint; open: bigint }>`
        select id, open_minor as open from receivables.v_item where tenant_id = ${books.tenantId} and number = ${number}`.execute(
        db,
      ),
    )
  ).rows[0]!;
/** Applies all of a receipt to an item, with a difference. */
const apply = async (as: Caller, paidMinor: bigint, number: string, kind: AdjustmentKind, amountMinor: bigint) => {
  const { id, version } = await receiptOf(paidMinor);
  return applyReceipt(books.engine, as, {
    ...{ company: books.company, receiptId: id, version, versionNow: version },
    allocations: [
      {
        itemId: (await itemOf(number)).id,
        receiptAmountMinor: paidMinor,
        adjustments: [{ kind, amountMinor, reason: 'As the payer says.' }],
      },
    ],
  });
};

describe('R49 what a person lets go as a difference of a payment', () => {
  it.each(['bank_charge', 'discount', 'tolerance', 'fx'] as const)('is a write-off by its size: %s', async (kind) => {
    // A lead writes off up to 1,000 alone, whoever applies cash nothing.
    expect(refusalOf(await apply(lead, 10_00n, 'RE-1001', kind, 1_000_01n))).toBe('cash.difference-authority');
    expect(refusalOf(await apply(applier, 10_00n, 'RE-1001', kind, 500_00n))).toBe('cash.difference-authority');
    expect((await itemOf('RE-1001')).open).toBe(5_000_00n);
  });

  it('is no way round it in parts, nor by a difference of the wrong side', async () => {
    const { id, version } = await receiptOf(10_00n);
    const itemId = (await itemOf('RE-1001')).id;
    const parts = (amounts: readonly bigint[]) =>
      applyReceipt(books.engine, applier, {
        ...{ company: books.company, receiptId: id, version, versionNow: version },
        allocations: [
          {
            ...{ itemId, receiptAmountMinor: 10_00n },
            adjustments: amounts.map((amountMinor) => ({ kind: 'bank_charge', amountMinor, reason: 'Fees.' })),
          },
        ],
      });
    expect(refusalOf(await parts([4_00n, 4_00n, 4_00n, 4_00n]))).toBe('cash.difference-authority');
    expect(refusalOf(await parts([400_00n, -395_00n]))).toBe('cash.difference');
    expect((await itemOf('RE-1001')).open).toBe(5_000_00n);
  });

  it('goes within the authority of who names it, and is recorded as theirs', async () => {
    must(await apply(lead, 20_00n, 'RE-2001', 'bank_charge', 1_000_00n));
    expect((await itemOf('RE-2001')).open).toBe(3_980_00n);
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql`select action, amount_minor, person_id from platform.authority_decision
        where tenant_id = ${books.tenantId} and deed <> 'system'`.execute(db),
    );
    expect(rows).toEqual([
      { action: 'receivables.write-off', amount_minor: 1_000_00n, person_id: lead.actor.personId },
    ]);
  });

  it('goes without any where the rules let it go; a deduction stays open and takes none', async () => {
    must(await apply(applier, 497_00n, 'RE-3001', 'bank_charge', 3_00n));
    expect((await itemOf('RE-3001')).open).toBe(0n);
    must(await apply(applier, 10_00n, 'RE-1001', 'deduction', 4_990_00n));
    expect((await itemOf('RE-1001')).open).toBe(0n);
    expect((await verify(books.engine, books.tenantId)).checks.filter((one) => one.failed > 0)).toEqual([]);
  });

  it('goes without any only so often in a month: what is small each time comes to more', async () => {
    const numbers = ['RE-3002', 'RE-3003', 'RE-3004', 'RE-3005'];
    await billAll(
      books,
      numbers.map((number) => ['C3', number, 100_00n] as const),
    );
    await days.read(
      '2026-02-27',
      numbers.map((_, at) => [85_00 + at, 'Customer C3', 'Zahlung'] as const),
    );
    // Three times 15.00 are let go of a customer in a month; 3.00 were before.
    must(await apply(applier, 85_00n, 'RE-3002', 'bank_charge', 15_00n));
    must(await apply(applier, 85_01n, 'RE-3003', 'bank_charge', 14_99n));
    const third = await apply(applier, 85_02n, 'RE-3004', 'bank_charge', 14_98n);
    expect(third).toMatchObject({
      ok: false,
      refusal: { code: 'cash.difference-authority', details: { amount: '14.98', leftInMonth: '12.01' } },
    });
    expect(third.ok ? '' : third.refusal.message).toContain(
      'of what the rules let go of a customer in a month EUR 12.01 is left',
    );
    must(await apply(applier, 85_02n, 'RE-3004', 'bank_charge', 12_01n));
    // Who may write it off lets it go all the same.
    expect(refusalOf(await apply(applier, 85_03n, 'RE-3005', 'bank_charge', 14_97n))).toBe('cash.difference-authority');
    must(await apply(lead, 85_03n, 'RE-3005', 'bank_charge', 14_97n));
    expect((await itemOf('RE-3005')).open).toBe(0n);
  });
});
