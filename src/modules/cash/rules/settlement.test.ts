/** Settlements: what foots, what a person must look at, and which line of the bank pays which. */
import { describe, expect, it } from 'vitest';
import type { SettlementLine } from '#formats';
import { settlementLine } from '#test/settlement-line';
import { explainSettlement, judgeSettlement, sumSettlement } from './judge-settlement.ts';
import { type DepositLine, pairSettlements, type WaitingSettlement } from './pair-settlements.ts';

const line = (kind: SettlementLine['kind'], grossMinor: bigint, feeMinor = 0n): SettlementLine =>
  settlementLine(2, kind, grossMinor, feeMinor);
const terms = { validFrom: '2026-01-01', highestFeePercent: '3', hasReserveAccount: false };
const report = (lines: SettlementLine[], statedMinor: bigint | null = null, faults: string[] = []) => ({
  currency: 'EUR',
  statedMinor,
  lines,
  faults,
});

describe('R33 A settlement is judged before its deposit is looked for', () => {
  const usual = [
    line('payment', 100_00n, 2_00n),
    line('payment', 50_00n, 1_00n),
    line('refund', -20_00n),
    line('fee', 0n, 1_50n),
  ];

  it('sums payments, refunds, fees and reserve to what is paid out', () => {
    expect(sumSettlement([...usual, line('reserve', -10_00n)])).toEqual({
      grossMinor: 130_00n,
      feeMinor: 4_50n,
      reserveMinor: -10_00n,
      amountMinor: 115_50n,
    });
    expect(explainSettlement({ number: 'PO-1', service: 'Paywell', currency: 'EUR' }, usual)).toBe(
      'EUR 125.50 of Paywell, settlement PO-1: 150.00 of 2 payments, -20.00 of 1 refund, fees of -4.50.',
    );
  });

  it('passes what foots, up to the highest fee to the cent', () => {
    expect(judgeSettlement(report(usual, 125_50n), terms)).toBeNull();
    expect(judgeSettlement(report([...usual, line('fee', 0n, 1n)], 125_49n), terms)).toMatchObject({
      releasable: true,
    });
  });

  it('holds what contradicts itself, does not foot, pays nothing or has a reserve without an account, by name', () => {
    const held = (one: ReturnType<typeof report>) => judgeSettlement(one, terms)!;
    expect(held(report(usual, 120_00n)).reason).toContain('EUR -5.50 are not explained');
    expect(held(report(usual, null, ['row 3: gross less fee is not what it says is net'])).reason).toContain('row 3');
    expect(held(report([line('refund', -5_00n)])).reason).toContain('nothing is paid out');
    expect(held(report([...usual, line('reserve', -10_00n)])).reason).toContain('no account for it');
    expect(held(report(usual, 120_00n)).releasable).toBe(false);
    expect(
      judgeSettlement(report([...usual, line('reserve', -10_00n)]), { ...terms, hasReserveAccount: true }),
    ).toBeNull();
  });
});

describe('R33 A deposit is paired with its settlement only where nothing else could be meant', () => {
  const settlement = (id: bigint, more: Partial<WaitingSettlement> = {}): WaitingSettlement => ({
    id,
    number: `PO-2026-000${id}`,
    currency: 'EUR',
    amountMinor: 500_00n,
    settledOn: '2026-03-01',
    words: 'paywell',
    ...more,
  });
  const deposit = (lineId: bigint, text: string, more: Partial<DepositLine> = {}): DepositLine => ({
    lineId,
    valueDate: '2026-03-03',
    currency: 'EUR',
    amountMinor: 500_00n,
    text,
    ...more,
  });
  const paired = (lines: DepositLine[], settlements: WaitingSettlement[]) =>
    pairSettlements(lines, settlements)
      .pairs.map((one) => `${one.lineId}>${one.settlementId}`)
      .sort();

  it('by its number, else by the words of the service near its day', () => {
    expect(paired([deposit(1n, 'PAYOUT PO-2026-0001')], [settlement(1n)])).toEqual(['1>1']);
    expect(paired([deposit(1n, 'PAYWELL EUROPE SA')], [settlement(1n)])).toEqual(['1>1']);
    expect(paired([deposit(1n, 'PAYWELL', { valueDate: '2026-04-30' })], [settlement(1n)])).toEqual([]);
    expect(paired([deposit(1n, 'Somebody else')], [settlement(1n)])).toEqual([]);
    expect(paired([deposit(1n, 'PAYWELL', { currency: 'USD' })], [settlement(1n)])).toEqual([]);
  });

  it('a number goes before words, and two of one amount without a number are left alone', () => {
    const two = [settlement(1n), settlement(2n)];
    expect(paired([deposit(1n, 'PAYWELL PO-2026-0002'), deposit(2n, 'PAYWELL')], two)).toEqual(['1>2', '2>1']);
    expect(paired([deposit(1n, 'PAYWELL')], two)).toEqual([]);
    expect(paired([deposit(1n, 'PAYWELL'), deposit(2n, 'PAYWELL')], [settlement(1n)])).toEqual([]);
  });

  it('says by how much a deposit differs that names its settlement', () => {
    const found = pairSettlements([deposit(7n, 'PAYWELL PO-2026-0001', { amountMinor: 490_00n })], [settlement(1n)]);
    expect(found).toEqual({ pairs: [], differing: [{ settlementId: 1n, lineId: 7n, differenceMinor: -10_00n }] });
  });
});
