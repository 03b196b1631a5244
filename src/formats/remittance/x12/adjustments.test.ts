/** X12 812: one adjustment for each document that its details name with their amounts, else the whole with its reasons. */
import { describe, expect, it } from 'vitest';
import { readX12 } from './read-x12.ts';

const set = (...segments: string[]): string =>
  [
    'ISA*00*          *00*          *ZZ*BUYER          *ZZ*SELLER         *260302*1030*U*00401*000000001*0*P*>',
    'GS*CD*BUYER*SELLER*20260302*0900*1*X*004010',
    'ST*812*0001',
    ...segments,
    `SE*${segments.length + 2}*0001`,
    'GE*1*1',
    'IEA*1*000000001',
    '',
  ].join('~');
const head = 'BCD*20260302*CM-1*01*7000*C*01';
const read = (...segments: string[]) => readX12(set(...segments, 'N1*BY*ACME'));
const told = (...segments: string[]) => {
  const { remittances, warnings } = read(...segments);
  return {
    rows: remittances.map((one) => [
      one.reference,
      one.amountMinor,
      one.lines[0]!.reference,
      one.lines[0]!.adjustments[0]!.code,
    ]),
    warnings: warnings.map((one) => one.code),
  };
};

describe('X12 812', () => {
  it('reads an adjustment for each document, with its own amount and reason', () => {
    expect(told(head, 'CDD*06*C*1*4000', 'N9*IV*INV-1', 'CDD*04*C*2*3000', 'N9*IV*INV-2')).toEqual({
      rows: [
        ['CM-1', -40_00n, 'INV-1', '06'],
        ['CM-1', -30_00n, 'INV-2', '04'],
      ],
      warnings: [],
    });
  });

  it('takes credits and debits apart, and says where the details are not the whole', () => {
    expect(told(head, 'CDD*06*C*1*9000', 'N9*IV*INV-1', 'CDD*04*D*2*1000', 'N9*IV*INV-2')).toEqual({
      rows: [
        ['CM-1', -90_00n, 'INV-1', '06'],
        ['CM-1', 10_00n, 'INV-2', '04'],
      ],
      warnings: ['remittance.sum-differs'],
    });
  });

  it('keeps one adjustment where there is one detail, or details say no amounts', () => {
    expect(told(`${head}*INV-7`, 'CDD*01*C*2*BT')).toEqual({ rows: [['CM-1', -70_00n, 'INV-7', '01']], warnings: [] });
    expect(told(head, 'CDD*06*C*1', 'N9*IV*INV-1', 'CDD*04*C*2*3000', 'N9*IV*INV-2')).toEqual({
      rows: [['CM-1', -70_00n, '', '06']],
      warnings: ['x12.no-detail'],
    });
    expect(told(head)).toEqual({ rows: [['CM-1', -70_00n, '', '01']], warnings: [] });
  });

  it('says where one detail names several documents', () => {
    expect(told(head, 'CDD*06*C*1*7000', 'N9*IV*INV-1', 'N9*IV*INV-2', 'N9*PO*P-1')).toEqual({
      rows: [['CM-1', -70_00n, '', '06']],
      warnings: ['x12.several-documents'],
    });
  });
});
