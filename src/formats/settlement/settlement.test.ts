/** Reports of payment services of our own making: what is read, by which layout, and what is refused with its place. */
import { describe, expect, it } from 'vitest';
import { netOf, readSettlement, type TableMapping } from '../index.ts';

const read = (text: string, mapping?: TableMapping) =>
  readSettlement(new TextEncoder().encode(text), { fileName: 'payout.csv', currency: 'EUR', mapping });
const settlements = (text: string, mapping?: TableMapping) => {
  const outcome = read(text, mapping);
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
  return outcome.value.settlements;
};
const codeOf = (text: string, mapping?: TableMapping): string => {
  const outcome = read(text, mapping);
  return outcome.ok ? 'read' : outcome.refusal.code;
};

describe('R33 The report of a payment service is read', () => {
  it('in our own layout, several payouts in one file, each with what it states', () => {
    const [one, two] = settlements(
      [
        'settlement,type,date,reference,document,customer,gross,fee,net',
        'P-1,payment,2026-03-01,x1,RE-1,Acme,100.00,2.00,98.00',
        'P-1,refund,2026-03-01,x0,RE-0,Bolt,-10.00,0.20,-10.20',
        'P-1,payout,2026-03-02,,,,-87.80,,-87.80',
        'P-2,payment,2026-03-03,x2,RE-2,Acme,,0.50,49.50',
        'P-2,reserve release,2026-03-03,,,,5.00,,',
        'P-2,some new kind,2026-03-03,,,,-1.00,,',
      ].join('\n'),
    );
    expect(one).toMatchObject({ number: 'P-1', day: '2026-03-02', currency: 'EUR', statedMinor: 87_80n, faults: [] });
    expect(one!.lines.map((line) => [line.kind, line.grossMinor, line.feeMinor])).toEqual([
      ['payment', 100_00n, 2_00n],
      ['refund', -10_00n, 20n],
    ]);
    expect(one!.lines.reduce((sum, line) => sum + netOf(line), 0n)).toBe(87_80n);
    // What the service calls by a name nobody knows is money all the same.
    expect(two!.lines.map((line) => [line.kind, line.grossMinor, line.feeMinor])).toEqual([
      ['payment', 50_00n, 50n],
      ['reserve', 5_00n, 0n],
      ['other', -1_00n, 0n],
    ]);
    expect(two!.lines[2]!.memo).toBe('some new kind');
  });

  it('with debit and credit columns and the fee in four, as acquirers write it', () => {
    const header =
      'Merchant Account,Psp Reference,Merchant Reference,Creation Date,Type,Modification Reference,Gross Currency,Gross Debit (GC),Gross Credit (GC),Net Currency,Net Debit (NC),Net Credit (NC),Commission (NC),Markup (NC),Scheme Fees (NC),Interchange (NC),Batch Number';
    const [batch] = settlements(
      [
        header,
        'M,881,RE-1,2026-03-01 10:00:00,Settled,,EUR,,50.00,EUR,,49.10,,0.30,0.10,0.50,238',
        'M,882,RE-2,2026-03-01 10:00:00,Settled,,USD,,20.00,EUR,,17.50,0.50,,,,238',
        'M,770,RE-0,2026-03-01 10:00:00,Chargeback,,EUR,15.00,,EUR,15.00,,,,,,238',
        'M,,,2026-03-02 10:00:00,Fee,Transaction Fees,,,,EUR,1.20,,,,,,238',
        'M,,,2026-03-02 10:00:00,MerchantPayout,Payout,,,,EUR,50.40,,,,,,238',
      ].join('\n'),
    );
    expect(batch).toMatchObject({ number: '238', statedMinor: 50_40n, faults: [] });
    expect(batch!.lines.map((line) => [line.kind, line.reference, line.grossMinor, line.feeMinor])).toEqual([
      ['payment', '881', 50_00n, 90n],
      // Paid in dollars: what it was in the payout's currency is its net and its fees.
      ['payment', '882', 18_00n, 50n],
      ['chargeback', '770', -15_00n, 0n],
      ['fee', '', 0n, 1_20n],
    ]);
    expect(batch!.lines.reduce((sum, line) => sum + netOf(line), 0n)).toBe(50_40n);
  });

  it('by a declared mapping with its own words, decimal comma and fees with a minus', () => {
    const mapping: TableMapping = {
      name: 'factor',
      kind: 'settlements',
      columns: {
        settlement: 'Abrechnung',
        type: { column: 'Vorgang', values: { Ankauf: 'payment', Einbehalt: 'reserve' } },
        document: 'Rechnung',
        gross: 'Betrag',
        fee: 'Gebühr',
      },
    };
    const text = 'Abrechnung;Vorgang;Rechnung;Betrag;Gebühr\nA7;Ankauf;RE-1;1.000,00;-12,50\nA7;Einbehalt;;-100,00;\n';
    expect(settlements(text, mapping)[0]!.lines.map((line) => [line.kind, line.grossMinor, line.feeMinor])).toEqual([
      ['payment', 1_000_00n, 12_50n],
      ['reserve', -100_00n, 0n],
    ]);
    expect(codeOf(text.replace('Einbehalt', 'Storno'), mapping)).toBe('settlement.row');
  });

  it('says where a row contradicts itself, and refuses what would leave a row out', () => {
    const [one] = settlements('settlement,document,gross,fee,net\nP,RE-1,100.00,2.00,97.00\n');
    expect(one!.faults).toEqual(['row 2: gross less fee is not what it says is net']);
    expect(codeOf('settlement,document,gross\nP,RE-1,\n')).toBe('settlement.row');
    expect(codeOf('settlement,document,gross,currency\nP,RE-1,1.00,XQQ\n')).toBe('settlement.currency');
    expect(codeOf('when,what\n1,2\n')).toBe('settlement.layout-unknown');
  });
});
