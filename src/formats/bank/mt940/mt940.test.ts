/** MT940 and MT942: marks, dates, several statements, and the sums that an interim report states. */
import { describe, expect, it } from 'vitest';
import { must } from '#test/must';
import { readBankFile } from '../read-bank-file.ts';

const read = (...lines: string[]) =>
  must(readBankFile(new TextEncoder().encode([...lines, '-', ''].join('\r\n')), { fileName: 'a.sta' }));
const interim = (foot: readonly string[], ...lines: string[]) =>
  read(':20:I', ':25:DE89370400440532013000', ':28C:1/1', ':34F:EUR0,', ':13D:2602101200+0100', ...lines, ...foot);
const entries = [':61:2602100210C100,00NTRFNONREF', ':86:one', ':61:2602100210D30,50NTRFNONREF', ':86:two'];

describe('MT942', () => {
  it('is pending, and what fields 90 state agrees', () => {
    const file = interim([':90D:1EUR30,50', ':90C:1EUR100,00'], ...entries);
    expect(file.format).toBe('mt942');
    expect(file.warnings).toEqual([]);
    expect(file.statements[0]!.entries.map((one) => [one.amountMinor, one.status])).toEqual([
      [100_00n, 'pending'],
      [-30_50n, 'pending'],
    ]);
  });

  it.each([
    ['another sum', [':90D:1EUR30,50', ':90C:1EUR100,01'], '90C'],
    ['another number', [':90D:2EUR30,50', ':90C:1EUR100,00'], '90D'],
  ])('says where field 90 states %s', (_, foot, tag) => {
    const { warnings } = interim(foot, ...entries);
    expect(warnings.map((one) => [one.code, one.message.startsWith(`Field ${tag} states`)])).toEqual([
      ['mt942.sum-differs', true],
    ]);
  });

  it('says it of what is missing too, and only for its own message', () => {
    const { warnings } = read(
      ':20:A',
      ':25:1',
      ':28C:1/1',
      ':34F:EUR0,',
      ':13D:2602101200+0100',
      ...entries,
      ':90D:1EUR30,50',
      ':90C:1EUR100,00',
      ':20:B',
      ':25:1',
      ':28C:2/1',
      ':34F:EUR0,',
      ':13D:2602101300+0100',
      ':90D:0EUR0,',
      ':90C:3EUR7,',
    );
    expect(warnings.map((one) => one.message.slice(0, 16))).toEqual(['Field 90C states']);
  });
});

describe('MT940', () => {
  const of = (...lines: string[]) =>
    read(':20:S', ':25:X', ':28C:1/1', ':60F:C260101EUR0,', ...lines).statements[0]!.entries;

  it('signs by the mark: RC takes a credit back, RD a debit', () => {
    expect(
      of(
        ':61:2601020102C1,00NTRFNONREF',
        ':61:2601020102D1,00NTRFNONREF',
        ':61:2601020102RC1,00NTRFNONREF',
        ':61:2601020102RD1,00NTRFNONREF',
      ).map((one) => [one.amountMinor, one.reversal]),
    ).toEqual([
      [1_00n, false],
      [-1_00n, false],
      [-1_00n, true],
      [1_00n, true],
    ]);
  });

  it('reads references, the entry date over new year, a funds code and what stands beside the line', () => {
    const [one] = of(':61:2512310102CR1234,56NTRFCUST-1//BANK-1', 'SUPPLEMENT');
    expect(one).toMatchObject({
      valueDate: '2025-12-31',
      bookingDate: '2026-01-02',
      amountMinor: 1_234_56n,
      customerReference: 'CUST-1',
      bankReference: 'BANK-1',
      transactionCode: 'NTRF',
      remittance: 'SUPPLEMENT',
    });
  });
});
