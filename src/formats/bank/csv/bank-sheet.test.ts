/** R33 Bank lines in a table: which of its ends is the newest, and what the statement therefore opens and closes with. */
import { describe, expect, it } from 'vitest';
import { type BankStatement, type CsvMapping, footing, readBankFile } from '../../index.ts';

const columns = { bookingDate: 'Day', amount: 'Amount', balance: 'Balance', remittance: ['Text'] };
const statementOf = (rows: readonly string[], mapping: Partial<CsvMapping> = {}): BankStatement => {
  const header = mapping.columns?.debit ? 'Day;Text;Debit;Credit;Balance' : 'Day;Text;Amount;Balance;Status';
  const bytes = new TextEncoder().encode([header, ...rows, ''].join('\n'));
  const declared: CsvMapping = { name: 'declared', account: '4711', currency: 'EUR', columns, ...mapping };
  const read = readBankFile(bytes, { fileName: 'lines.csv', mapping: declared });
  if (!read.ok) throw new Error(read.refusal.message);
  expect(read.value.statements).toHaveLength(1);
  return read.value.statements[0]!;
};
/** What it opens and closes with, on which days, and whether that agrees with its lines. */
const ends = (statement: BankStatement) => ({
  opening: [statement.openingBalance?.date, statement.openingBalance?.amountMinor],
  closing: [statement.closingBalance?.date, statement.closingBalance?.amountMinor],
  foots: footing(statement).foots,
});

const asMoved = [
  '2026-02-09;A;100.00;1100.00',
  '2026-02-10;B;-30.00;1070.00',
  '2026-02-10;C;5.00;1075.00',
  '2026-02-11;D;25.00;1100.00',
];
const right = { opening: ['2026-02-09', 1_000_00n], closing: ['2026-02-11', 1_100_00n], foots: true };

describe('R33 The order of a bank table with balances', () => {
  it('is told by the balances, whichever end is the newest', () => {
    expect(ends(statementOf(asMoved))).toEqual(right);
    expect(ends(statementOf(asMoved.toReversed()))).toEqual(right);
  });

  it('is told on one single day, where dates tell nothing', () => {
    const oneDay = asMoved.map((row) => row.replace(/^[\d-]+/, '2026-02-10'));
    const footed = { opening: ['2026-02-10', 1_000_00n], closing: ['2026-02-10', 1_100_00n], foots: true };
    expect(ends(statementOf(oneDay))).toEqual(footed);
    expect(ends(statementOf(oneDay.toReversed()))).toEqual(footed);
  });

  it('is told by balances that stand only on some rows', () => {
    const some = asMoved.map((row, at) => (at === 1 || at === 2 ? row.replace(/[\d.]+$/, '') : row));
    expect(ends(statementOf(some))).toEqual(right);
    expect(ends(statementOf(some.toReversed()))).toEqual(right);
  });

  it('is told by the days where the balances agree both ways', () => {
    const backAndForth = ['2026-02-09;A;100.00;300.00', '2026-02-10;B;-100.00;200.00'];
    expect(ends(statementOf(backAndForth))).toMatchObject({ opening: ['2026-02-09', 200_00n], foots: true });
    const turned = ['2026-02-10;B;100.00;300.00', '2026-02-09;A;-100.00;200.00'];
    expect(ends(statementOf(turned))).toEqual({
      opening: ['2026-02-09', 300_00n],
      closing: ['2026-02-10', 300_00n],
      foots: true,
    });
  });

  it('is told by the ends where rows of a day stand in no order', () => {
    const mixed = [asMoved[0]!, asMoved[2]!, asMoved[1]!, asMoved[3]!];
    expect(ends(statementOf(mixed))).toEqual(right);
    expect(ends(statementOf(mixed.toReversed()))).toEqual(right);
  });

  it('leaves what agrees in neither order in disagreement, from its oldest to its newest day', () => {
    const lost = asMoved.toSpliced(1, 1);
    for (const rows of [lost, lost.toReversed()]) expect(ends(statementOf(rows))).toEqual({ ...right, foots: false });
  });

  it('gives no weight to what is pending on top', () => {
    const mapping = { columns: { ...columns, status: 'Status' }, pendingStatuses: ['pending'] };
    const rows = ['2026-02-12;E;40.00;1100.00;pending', ...asMoved.toReversed().map((row) => `${row};booked`)];
    expect(ends(statementOf(rows, mapping))).toEqual(right);
  });

  it.each([
    ['the bank', (amount: string) => (amount.startsWith('-') ? `${amount.slice(1)};` : `;${amount}`)],
    ['a bookkeeper', (amount: string) => (amount.startsWith('-') ? `;${amount.slice(1)}` : `${amount};`)],
  ])('debit and credit as %s sees them mean the same either way up', (_, sides) => {
    const mapping = { columns: { bookingDate: 'Day', debit: 'Debit', credit: 'Credit', balance: 'Balance' } };
    const rows = asMoved.map((row) => {
      const [day, text, amount, balance] = row.split(';') as [string, string, string, string];
      return [day, text, sides(amount), balance].join(';');
    });
    for (const order of [rows, rows.toReversed()]) {
      const statement = statementOf(order, mapping);
      expect(ends(statement)).toEqual(right);
      expect(statement.entries.reduce((sum, entry) => sum + entry.amountMinor, 0n)).toBe(100_00n);
    }
  });
});
