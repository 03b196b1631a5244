/** What is said of a bank's statements beside their amounts: read late, and numbers that leap though the balances go on. */
import { describe, expect, it } from 'vitest';
import type { BankFacts, ReconciledStatement } from '../bank/model.ts';
import { compareBank } from './compare-bank.ts';

/** A statement of one day: `12` is the day of March, or a whole day. */
const statement = (
  number: string | null,
  day: string,
  [openingMinor, closingMinor]: readonly [bigint, bigint],
  more: Partial<ReconciledStatement> = {},
): ReconciledStatement => ({
  ...{ id: BigInt(day.replaceAll('-', '')), number, fromDate: day, toDate: day, openingMinor, closingMinor },
  ...{ closingDate: day, late: false, ...more },
});
const facts = (statements: readonly ReconciledStatement[], monthEnd = '2026-03-31'): BankFacts => ({
  ...{ monthEnd, readTo: monthEnd, lastBusinessDay: monthEnd, statements, linesMinor: 0n, linesAfterClosingMinor: 0n },
  onMovement: false,
  ...{ ledgerMinor: 0n, waiting: [], postedLater: [], postedEarly: [], ledgerOnly: [], held: [] },
});
const flat = [10_00n, 10_00n] as const;
const found = (statements: readonly ReconciledStatement[], monthEnd?: string): string[] =>
  compareBank(facts(statements, monthEnd)).findings.map((one) => `${one.code}: ${one.text}`);

describe('R35 What a reader must know of the statements', () => {
  it('a number that is missing though the balance goes on, and none where it counts up or begins anew', () => {
    const chain = [
      statement('00001/001', '2026-03-10', flat),
      statement('00002/001', '2026-03-13', flat),
      statement('00004/001', '2026-03-17', flat),
      statement('00005/001', '2026-03-18', flat),
    ];
    expect(found(chain)).toEqual([
      'number_missing: Statement 00004/001 of 2026-03-17 follows number 00002/001, though its balance goes on: one between them may be missing.',
    ]);
    expect(found([statement('52', '2026-12-30', flat), statement('1', '2027-01-04', flat)], '2027-01-31')).toEqual([]);
    expect(found([statement('7', '2026-03-05', flat), statement('7', '2026-03-06', flat)])).toEqual([]);
    expect(found([statement(null, '2026-03-05', flat), statement('9', '2026-03-06', flat)])).toEqual([]);
  });

  it('that it is not read to the end, which keeps the month from being signed unless silence means that nothing moved', () => {
    const of = { ...facts([statement('1', '2026-03-10', flat)]), readTo: '2026-03-10' };
    expect(compareBank(of).findings).toMatchObject([{ code: 'not_read_to_end', blocks: true }]);
    expect(compareBank({ ...of, onMovement: true }).findings).toEqual([
      {
        code: 'not_read_to_end',
        readTo: '2026-03-10',
        lastBusinessDay: '2026-03-31',
        text: 'The bank is read up to 2026-03-10, the month has business days up to 2026-03-31. It sends statements only on movement.',
        blocks: false,
      },
    ]);
  });

  it('nothing of numbers where the amount is missing as well: that is named by its amount', () => {
    const chain = [statement('1', '2026-03-10', flat), statement('3', '2026-03-17', [25_00n, 25_00n])];
    expect(found(chain)).toEqual([]);
    expect(compareBank(facts(chain)).items.filter((one) => one.kind === 'statement_gap')).toMatchObject([
      { amountMinor: 15_00n, blocks: true },
    ]);
  });

  it('nothing of a bank that numbers the days of the year, or by the day itself', () => {
    const days = ['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-09', '2026-03-10'];
    expect(found(days.map((day, index) => statement(String(63 + index + (index > 2 ? 2 : 0)), day, flat)))).toEqual([]);
    expect(found(days.map((day) => statement(day.replaceAll('-', '').slice(2), day, flat)))).toEqual([]);
  });

  it('what was read late in its own month, and not in every month after it', () => {
    const late = statement('1', '2026-03-10', flat, { late: true });
    expect(found([late, statement('2', '2026-03-11', flat)])).toEqual([
      'out_of_order: Statement 1 up to 2026-03-10 was read after one of later days.',
    ]);
    expect(found([late, statement('2', '2026-04-11', flat)], '2026-04-30')).toEqual([]);
  });
});
