/** The matching engine, a case at a time: what is applied, what is left to a person, and the sentence that says why. */
import { describe, expect, it } from 'vitest';
import { solveDocument } from './document.ts';
import { defaultMatchingPolicy, type Exchange, type MatchingCustomer, type MatchingPolicy } from './model.ts';
import { deductionReason } from './payment-text.ts';
import { solve } from './solve.ts';
import { structuredBodies } from './structured-numbers.ts';

const customers = [
  { id: 'N', name: 'Nordlicht Handel GmbH', accounts: ['DE11'] },
  { id: 'H', name: 'Harbor Foods Ltd', accounts: ['GB22'] },
  { id: 'K', name: 'Harbor Foods Kids Ltd', accounts: ['GB33'], parentId: 'H' },
];
const item = (id: string, customerId: string, open: string, more: object = {}) => ({
  id,
  customerId,
  number: id,
  type: open.startsWith('-') ? 'credit_memo' : 'invoice',
  documentDate: '2026-01-01',
  dueDate: '2026-01-31',
  open,
  currency: 'EUR',
  ...more,
});

/** The one receipt of Nordlicht (account known) of 2026-02-01, judged. */
function judge(
  openItems: readonly object[],
  receipt: object,
  policy: object = {},
  known: readonly object[] = customers,
) {
  const solved = solveDocument({
    customers: known,
    openItems,
    policy,
    receipts: [
      {
        id: 'r',
        date: '2026-02-01',
        currency: 'EUR',
        payer: { name: 'Nordlicht Handel', account: 'DE11' },
        ...receipt,
      },
    ],
  });
  if (!solved.ok) throw new Error(solved.refusal.message);
  const [result] = solved.value.receipts;
  return {
    ...result!,
    paid: result!.allocations.map((one) => `${one.itemId} ${one.receiptAmount}/${one.itemAmount}`),
    taken: result!.allocations.flatMap((one) => one.adjustments.map((x) => `${x.kind} ${x.amount}`)),
  };
}

const book = [
  item('RE-260017', 'N', '1190.00'),
  item('RE-260018', 'N', '340.50'),
  item('RE-260019', 'N', '77.00', { discount: { amount: '1.54', until: '2026-01-20' } }),
  item('RE-260020', 'H', '512.30'),
  item('RE-260021', 'K', '918.00'),
];

describe('R33 What the matching engine says of one receipt', () => {
  it('explains in a sentence, however long what the payer wrote is', () => {
    const long = 'RE-260018'.repeat(500);
    const explained = [
      judge(book, { amount: '340.50', reference: long }),
      judge(book, {
        amount: '900.00',
        reference: 'AVIS',
        remittance: [
          { reference: long, amount: '900.00' },
          { reference: 'RE-260017', amount: '1190.00' },
        ],
      }),
    ];
    for (const { explanation } of explained) expect(explanation.length).toBeLessThan(400);
  });

  it('repairs a mistyped or cut number within the payer when amount and payer agree', () => {
    expect(judge(book, { amount: '1190.00', reference: 'Rechnung RE-260071' })).toMatchObject({
      decision: 'apply',
      paid: ['RE-260017 1190.00/1190.00'],
      explanation:
        'EUR 1190.00 pays RE-260017: named in the bank text ("RE-260071" was read as RE-260017), and the amount agrees.',
    });
    expect(judge(book, { amount: '340.50', reference: '60018' }).decision).toBe('apply');
    // Nobody is known: a person confirms what likeness and amount suggest.
    expect(
      judge(book, { amount: '1190.00', reference: 'RE-260071', payer: { name: null, account: null } }),
    ).toMatchObject({ decision: 'propose', paid: ['RE-260017 1190.00/1190.00'] });
  });

  it('does not overpay a mistyped number when another item has exactly the amount, and names it as the runner-up', () => {
    const judged = judge(book, { amount: '1190.00', reference: 'RE-260018' });
    expect(judged.decision).toBe('propose');
    expect(judged.explanation).toContain('RE-260017 has exactly this amount');
    expect(judged.runnerUp).toEqual({ explanation: 'RE-260017 has exactly this amount', itemIds: ['RE-260017'] });
  });

  it('completes abbreviated numbers when they sum to the amount', () => {
    expect(judge(book, { amount: '1607.50', reference: 'RE-260017, 0018, 0019' })).toMatchObject({
      decision: 'apply',
      paid: ['RE-260017 1190.00/1190.00', 'RE-260018 340.50/340.50', 'RE-260019 77.00/77.00'],
    });
  });

  it('reads structured references printed in groups', () => {
    const qr = '210000000003139471430009017';
    expect(
      judge([item('A1', 'N', '50.00', { references: [qr] })], {
        amount: '50.00',
        reference: '21 00000 00003 13947 14300 09017',
      }).decision,
    ).toBe('apply');
  });

  it('reads our number out of a structured reference whose check digit is right, where payer or amount agree', () => {
    const open = [
      item('INV-1003', 'N', '412.17'),
      item('INV-2003', 'N', '98.40'),
      item('INV-1004', 'H', '77.31'),
      item('RE-55', 'N', '12.00'),
    ];
    const known = [
      { id: 'N', number: 'K-417', name: 'Nordlicht Handel GmbH', accounts: ['DE11'] },
      ...customers.slice(1),
    ];
    const read = (reference: string, receipt: object = {}) =>
      judge(open, { amount: '412.17', reference, ...receipt }, {}, known);
    // Luhn, modulus 11, the recursive modulus 10; the customer before the document; printed in groups.
    for (const reference of [
      'KID 000000000010033',
      'KID 000000000010030',
      'KID 41700010037',
      '00 00000 00000 00000 00000 10038',
    ]) {
      expect(structuredBodies(reference), reference).toHaveLength(1);
      expect(read(reference), reference).toMatchObject({ decision: 'apply', paid: ['INV-1003 412.17/412.17'] });
    }
    expect(structuredBodies('KID 000000000010033')).toEqual(['1003']);
    expect(read('KID 000000000010033')).toMatchObject({
      decision: 'apply',
      explanation:
        'EUR 412.17 pays INV-1003: named in the bank text ("1003" was read as INV-1003), and the amount agrees.',
    });
    // One digit mistyped is no reference; nobody known is a person's; another amount as well.
    expect(structuredBodies('KID 000000000010036')).toEqual([]);
    const nobody = { payer: { name: null, account: null } };
    expect(read('KID 000000000010033', nobody).decision).toBe('propose');
    expect(read('KID 000000000010033', { amount: '400.00' })).toMatchObject({
      decision: 'propose',
      paid: ['INV-1003 400.00/400.00'],
    });
    // The document of another customer is not found by its digits alone.
    expect(structuredBodies('KID 000000000010041')).toEqual(['1004']);
    expect(read('KID 000000000010041', { amount: '1.00' }).paid).toEqual([]);
  });

  it('shows what else comes to the amount beside an explanation that is not exact', () => {
    const open = [item('AA-1001', 'N', '300.00'), item('AA-1002', 'N', '120.00'), item('AA-1003', 'N', '130.00')];
    const short = judge(open, { amount: '250.00', reference: 'AA-1001 damaged goods 20.00' });
    expect(short).toMatchObject({
      decision: 'propose',
      alternatives: 1,
      runnerUp: { explanation: 'AA-1002, AA-1003 sum to the same amount', itemIds: ['AA-1002', 'AA-1003'] },
    });
    const credit = [...open, item('GS-1', 'N', '-50.00')];
    const advised = judge(credit, {
      amount: '250.00',
      reference: 'AVIS',
      remittance: [
        { reference: 'AA-1002', amount: '120.00' },
        { reference: 'AA-1003', amount: '130.00' },
      ],
    });
    expect(advised).toMatchObject({
      decision: 'apply',
      runnerUp: { itemIds: ['AA-1001', 'GS-1'] },
    });
    expect(judge(open, { amount: '300.00', reference: 'AA-1001' })).toMatchObject({
      decision: 'apply',
      runnerUp: null,
    });
  });

  it('takes a discount in its date, late only within the grace that policy gives', () => {
    const late = { amount: '75.46', reference: 'RE-260019' };
    expect(judge(book, { ...late, date: '2026-01-20' })).toMatchObject({ decision: 'apply', taken: ['discount 1.54'] });
    expect(judge(book, late).explanation).toContain('its discount, which ended on 2026-01-20');
    expect(judge(book, late, { discountGraceDays: 14 }).taken).toEqual(['discount 1.54']);
  });

  it('makes of a discount that was not earned what policy says: a deduction, granted all the same, or left open', () => {
    const late = { amount: '75.46', reference: 'RE-260019' };
    const advised = {
      amount: '75.46',
      reference: 'AVIS 1',
      remittance: [{ reference: 'RE-260019', amount: '75.46', discount: '1.54' }],
    };
    for (const receipt of [late, advised]) {
      expect(judge(book, receipt)).toMatchObject({ decision: 'apply', taken: ['deduction 1.54'] });
      expect(judge(book, receipt, { unearnedDiscount: 'allow' })).toMatchObject({
        decision: 'apply',
        taken: ['discount 1.54'],
      });
      expect(judge(book, receipt, { unearnedDiscount: 'partial' }).paid).toEqual(['RE-260019 75.46/75.46']);
    }
    // Nobody agreed a discount on this one: allowing late ones does not make terms.
    const noTerms = {
      amount: '1166.20',
      reference: 'AVIS 1',
      remittance: [{ reference: 'RE-260017', amount: '1166.20', discount: '23.80' }],
    };
    for (const unearnedDiscount of ['deduction', 'allow'])
      expect(judge(book, noTerms, { unearnedDiscount })).toMatchObject({
        decision: 'apply',
        taken: ['deduction 23.80'],
      });
  });

  it('takes of an advice what it states as taken off, and asks where that does not explain what is missing', () => {
    const advised = (amount: string, line: object) =>
      judge(book, { amount, reference: 'AVIS 1', remittance: [{ reference: 'RE-260017', amount, ...line }] });
    expect(advised('1180.00', { deduction: '10.00', memo: 'deduction: 06 freight' })).toMatchObject({
      decision: 'apply',
      taken: ['deduction 10.00'],
    });
    for (const line of [
      { deduction: '10.00', memo: 'deduction: 06 freight' },
      { memo: 'deduction: 06 freight 10.00' },
    ]) {
      const judged = advised('1100.00', line);
      expect(judged).toMatchObject({
        decision: 'propose',
        paid: ['RE-260017 1100.00/1110.00'],
        taken: ['deduction 10.00'],
      });
      expect(judged.explanation).toContain('EUR 10.00 taken off is stated, and EUR 90.00 is missing');
    }
    // More is stated than is missing: what was meant is for a person, and nothing is taken off meanwhile.
    expect(advised('1180.00', { deduction: '50.00' })).toMatchObject({ decision: 'propose', taken: [] });
    expect(advised('1164.66', { discount: '23.80', deduction: '1.54' })).toMatchObject({
      decision: 'apply',
      taken: ['deduction 23.80', 'deduction 1.54'],
    });
  });

  describe('R33 An advice that names documents without amounts', () => {
    const books = [...book, item('GS-1', 'N', '-50.00'), item('RE-5', 'N', '300.00', { blocks: ['dispute'] })];
    const named = (amount: string, lines: readonly (string | object)[], policy: object = {}, more: object = {}) =>
      judge(
        books,
        {
          ...{ amount, reference: 'AVIS 7' },
          remittance: lines.map((line) => (typeof line === 'string' ? { reference: line } : line)),
          ...more,
        },
        policy,
      );

    it('pays them where together they are the money, with the credit memo that it names', () => {
      expect(named('1530.50', ['RE-260017', 'RE-260018'])).toMatchObject({
        decision: 'apply',
        evidence: 'advice',
        paid: ['RE-260017 1190.00/1190.00', 'RE-260018 340.50/340.50'],
        explanation:
          'EUR 1530.50 pays RE-260017, RE-260018: named in the payer’s remittance advice, without amounts, and the amount agrees.',
      });
      expect(named('1140.00', ['RE-260017', 'GS-1'])).toMatchObject({
        decision: 'apply',
        paid: ['RE-260017 1190.00/1190.00', 'GS-1 -50.00/-50.00'],
      });
    });

    it('takes off what named documents may be paid less: a discount in its date, a charge, a tolerance', () => {
      expect(named('415.96', ['RE-260018', 'RE-260019'], {}, { date: '2026-01-20' })).toMatchObject({
        decision: 'apply',
        evidence: 'advice_difference',
        taken: ['discount 1.54'],
      });
      expect(named('1525.50', ['RE-260017', 'RE-260018'], { maximumBankCharge: '5.00' })).toMatchObject({
        decision: 'apply',
        taken: ['bank_charge 5.00'],
      });
      const letGo = { tolerance: '1.00', tolerancePercent: 1, toleranceMonth: '3.00' };
      expect(named('1530.00', ['RE-260017', 'RE-260018'], letGo)).toMatchObject({
        decision: 'apply',
        taken: ['tolerance 0.50'],
      });
    });

    it('proposes with the reason where they are not the money, one is blocked, or one is nobody’s', () => {
      const short = named('1000.00', ['RE-260017', 'RE-260018']);
      expect(short).toMatchObject({ decision: 'propose', evidence: 'advice_difference' });
      const one = named('1000.00', ['RE-260017']);
      expect(one).toMatchObject({ decision: 'propose', paid: ['RE-260017 1000.00/1000.00'] });
      expect(one.explanation).toContain('To be confirmed: what the advice names comes to EUR 1190.00.');
      expect(named('2000.00', ['RE-260017', 'RE-260018'])).toMatchObject({ decision: 'propose' });
      expect(named('640.50', ['RE-260018', 'RE-5']).explanation).toContain('RE-5 is blocked (dispute)');
      const strange = named('1190.00', ['RE-260017', 'XX-1']);
      expect(strange).toMatchObject({ decision: 'propose', paid: ['RE-260017 1190.00/1190.00'] });
      expect(strange.explanation).toContain('"XX-1" is no open item of this payer');
      expect(named('512.30', ['RE-260020']).decision).not.toBe('apply');
    });

    it('leaves to the bank’s text what that proves of the same documents', () => {
      expect(named('1190.00', ['RE-260017', 'RE-260018'], {}, { reference: 'RE-260017' })).toMatchObject({
        decision: 'apply',
        evidence: 'reference',
        paid: ['RE-260017 1190.00/1190.00'],
      });
      // By its amount alone another item than the payer names is a person's.
      const other = named('77.00', ['RE-260017', 'RE-260018']);
      expect(other).toMatchObject({ decision: 'propose', paid: ['RE-260019 77.00/77.00'] });
      expect(other.explanation).toContain('what the advice names comes to EUR 1530.50');
    });

    it('pays the others in full where the advice says what was taken off one', () => {
      const off = { reference: 'RE-260017', deduction: '10.00', memo: 'deduction: 06 freight' };
      expect(named('1520.50', [off, 'RE-260018'])).toMatchObject({
        decision: 'apply',
        paid: ['RE-260017 1180.00/1190.00', 'RE-260018 340.50/340.50'],
        taken: ['deduction 10.00'],
      });
      expect(named('1440.50', [{ reference: 'RE-260017', amount: '1100.00' }, 'RE-260018'])).toMatchObject({
        decision: 'apply',
        paid: ['RE-260017 1100.00/1100.00', 'RE-260018 340.50/340.50'],
      });
      expect(named('1400.00', [{ reference: 'RE-260017', amount: '1100.00' }, 'RE-260018']).decision).not.toBe('apply');
    });

    it('by an unknown payer posts only what is exactly the documents of one customer', () => {
      const unknown = { payer: { name: null, account: null } };
      expect(named('1530.50', ['RE-260017', 'RE-260018'], {}, unknown).decision).toBe('apply');
      expect(named('1702.30', ['RE-260017', 'RE-260020'], {}, unknown).decision).toBe('propose');
      expect(named('1525.50', ['RE-260017', 'RE-260018'], {}, unknown).decision).toBe('propose');
    });
  });

  describe('R33 Numbers that a payment names as documents, without amounts', () => {
    const short = item('17', 'N', '60.00');
    const books = [...book, short, item('18', 'N', '60.00')];
    const named = (amountMinor: bigint, references: readonly string[], asDocuments = true) =>
      solve({
        asOf: '2026-02-01',
        customers: customers.map((one) => ({ aliases: [], parentId: null, ...one })),
        openItems: books.map(({ open, ...one }) => ({
          ...{ blocks: [], references: [], discount: null, ...one },
          openMinor: BigInt(open.replace('.', '')),
        })),
        receipts: [
          {
            ...{ id: 'r', date: '2026-02-01', amountMinor, currency: 'EUR', method: null },
            payer: { name: 'Nordlicht Handel', account: 'DE11' },
            reference: references.join(' '),
            remittance: (asDocuments ? references : []).map((reference) => ({
              ...{ reference, amountMinor: null, memo: '', inText: true },
            })),
          },
        ],
      }).receipts[0]!;
    const paid = (result: ReturnType<typeof named>) => [result.decision, result.allocations.map((one) => one.itemId)];

    it('count where no word of the text tells them, and all together are the money', () => {
      expect(paid(named(60_00n, ['17']))).toEqual(['apply', ['17']]);
      // The text alone would pay one of them and leave the rest.
      expect(paid(named(400_50n, ['RE-260018', '17']))).toEqual(['apply', ['RE-260018', '17']]);
    });

    it('and change nothing of what the text says: a document paid in part, a number that nobody knows', () => {
      for (const [amount, references] of [
        [1000_00n, ['RE-260017']],
        [77_00n, ['PO-4711-2026']],
        [60_00n, ['17', '19']],
      ] as const)
        expect(named(amount, references)).toEqual(named(amount, references, false));
      expect(named(60_00n, ['17', '19']).decision).not.toBe('apply');
    });
  });

  describe('R33 An advice that pays more than came', () => {
    const late = item('RE-260022', 'N', '500.00', { dueDate: '2026-01-10' });
    const books = [...book, late, item('GS-1', 'N', '-50.00')];
    const advised = (amount: string, lines: readonly (readonly [string, string])[], more: object = {}) =>
      judge(books, {
        ...{ amount, reference: 'AVIS 7' },
        remittance: lines.map(([reference, paid]) => ({ reference, amount: paid })),
        ...more,
      });
    const [one, two, third] = [
      ['RE-260017', '1190.00'],
      ['RE-260018', '340.50'],
      ['RE-260022', '500.00'],
    ] as const;

    it('is proposed without the documents that the money leaves out, where only one choice of them comes to it', () => {
      const judged = advised('840.50', [one, two, third]);
      expect(judged).toMatchObject({
        decision: 'propose',
        evidence: 'advice',
        paid: ['RE-260018 340.50/340.50', 'RE-260022 500.00/500.00'],
        residual: null,
      });
      expect(judged.explanation).toBe(
        'EUR 840.50 pays RE-260018, RE-260022: named in the payer’s remittance advice. To be confirmed: the lines of the advice sum to EUR 2030.50; EUR 1190.00 of what the advice pays did not come; what came is exactly the advice without RE-260017.',
      );
    });

    it('else the oldest first, the last in part, with its credit memo', () => {
      expect(advised('600.00', [one, third])).toMatchObject({
        decision: 'propose',
        evidence: 'advice_difference',
        paid: ['RE-260017 100.00/100.00', 'RE-260022 500.00/500.00'],
        residual: null,
      });
      const netted = advised('600.00', [one, third, ['GS-1', '-50.00']]);
      expect(netted).toMatchObject({
        decision: 'propose',
        paid: ['RE-260017 150.00/150.00', 'RE-260022 500.00/500.00', 'GS-1 -50.00/-50.00'],
      });
      expect(netted.explanation).toContain('EUR 1040.00 of what the advice pays did not come');
      // A credit that we do not have is what is missing.
      expect(advised('1100.00', [one, ['XX-9', '-90.00']])).toMatchObject({
        decision: 'propose',
        paid: ['RE-260017 1100.00/1100.00'],
        explanation: expect.stringContaining('"XX-9" is no open item of this payer'),
      });
    });

    it('gives way to what the bank’s text proves, and to another item of the payer that has the amount, for a person', () => {
      expect(advised('77.00', [one, two], { reference: 'RE-260019' })).toMatchObject({
        decision: 'apply',
        evidence: 'reference',
      });
      const other = advised('77.00', [one, two]);
      expect(other).toMatchObject({ decision: 'propose', paid: ['RE-260019 77.00/77.00'] });
      expect(other.explanation).toContain('EUR 1453.50 of what the advice pays did not come');
      // Named and paid short: the advice says more than the text.
      expect(advised('1000.00', [one, two], { reference: 'RE-260017' })).toMatchObject({
        decision: 'propose',
        explanation: expect.stringContaining('EUR 530.50 of what the advice pays did not come'),
      });
    });
  });

  it('deducts by itself only up to what the rules allow', () => {
    for (const receipt of [
      { amount: '10.00', reference: 'RE-260017 damaged goods' },
      {
        amount: '10.00',
        reference: 'AVIS 1',
        remittance: [{ reference: 'RE-260017', amount: '10.00', memo: 'damaged goods' }],
      },
      {
        amount: '10.00',
        reference: 'AVIS',
        remittance: [{ reference: 'RE-260017', amount: '10.00', deduction: '1180.00' }],
      },
    ]) {
      const judged = judge(book, receipt);
      expect(judged).toMatchObject({ decision: 'propose', taken: ['deduction 1180.00'] });
      expect(judged.explanation).toContain('EUR 1180.00 is more than the EUR 238.00 that the rules deduct without');
    }
    const some = { amount: '1100.00', reference: 'RE-260017 less damaged goods' };
    expect(judge(book, some).decision).toBe('apply');
    expect(judge(book, some, { maximumDeductionPercent: 7 }).decision).toBe('propose');
    expect(judge(book, some, { maximumDeduction: '89.99' }).decision).toBe('propose');
    expect(judge(book, some, { maximumDeduction: '90.00' }).decision).toBe('apply');
  });

  it('tells the other item that may be the one paid in part, and pays the first instalments first', () => {
    const two = [item('RE-1001', 'N', '1000.00'), item('RE-1002', 'N', '1000.00')];
    const part = judge(two, { amount: '1500.00', reference: 'RE-1001 RE-1002' });
    expect(part).toMatchObject({ decision: 'propose', alternatives: 1 });
    expect(part.runnerUp?.explanation).toBe('RE-1001 may be the one that is paid in part');
    // A number that several instalments share: money for one and a half of three goes to those due first.
    const instalments = ['2026-03-31', '2026-01-31', '2026-02-28'].map((dueDate, at) =>
      item(`I${at}`, 'N', '100.00', { number: 'RE-1003', dueDate }),
    );
    const some = judge(instalments, { amount: '150.00', reference: 'RE-1003' });
    expect(some).toMatchObject({ decision: 'propose', alternatives: 1 });
    expect(some.allocations.map((one) => [one.itemId, one.receiptAmount])).toEqual([
      ['I1', '100.00'],
      ['I2', '50.00'],
    ]);
    expect(some.runnerUp?.itemIds).toEqual(['I0']);
    // What another item explains to the last unit is no part of those named.
    const other = judge([...instalments, item('RE-9', 'N', '150.00')], { amount: '150.00', reference: 'RE-1003' });
    expect(other.allocations.map((one) => one.itemId)).toEqual(['RE-9']);
  });

  it('tells the rival of a payment in part among hundreds of open items', () => {
    const many = Array.from({ length: 300 }, (_, at) => item(`M${1000 + at}`, 'N', `${1_000 + at}.13`));
    const items = [...many, item('S1', 'N', '7.00'), item('S2', 'N', '5.00'), item('RE-7001', 'N', '20.00')];
    const part = judge(items, { amount: '12.00', reference: 'RE-7001' });
    // A number of the payer's own is better evidence than a sum: it is paid in part, and the sum is told beside it.
    expect(part).toMatchObject({ decision: 'apply', paid: ['RE-7001 12.00/12.00'] });
    expect(part.runnerUp).toEqual({ explanation: 'S1, S2 sum to the same amount', itemIds: ['S1', 'S2'] });
  });

  it('finds the four of many large items that are the amount, and nothing of small ones, where any four may be it', () => {
    const many = (unit: number): { id: string; open: number }[] => {
      let drawn = 20_261_127;
      return Array.from({ length: 45 }, (_, at) => {
        drawn = (drawn * 48_271) % 2_147_483_647;
        return { id: `RE-${310_000 + at}`, open: unit * 2 + (drawn % (unit * 10)) };
      });
    };
    const judged = (list: readonly { id: string; open: number }[], amountCents: number) =>
      judge(
        list.map((one) => item(one.id, 'N', (one.open / 100).toFixed(2))),
        { amount: (amountCents / 100).toFixed(2), reference: '' },
      );
    const four = [3, 17, 30, 41];
    const sumOf = (list: readonly { open: number }[]): number => four.reduce((sum, at) => sum + list[at]!.open, 0);
    const large = many(1_000_000_00);
    const found = judged(large, sumOf(large));
    expect(found).toMatchObject({ decision: 'apply', alternatives: 0 });
    expect(found.allocations.map((one) => one.itemId)).toEqual(four.map((at) => large[at]!.id));
    // Two more that are as much together as two of them: a person chooses.
    const twins = large.map((one, at) =>
      at === 5 ? { ...one, open: large[3]!.open + 1_11 } : at === 6 ? { ...one, open: large[17]!.open - 1_11 } : one,
    );
    expect(judged(twins, sumOf(twins))).toMatchObject({ decision: 'propose', alternatives: 1 });
    // The four largest of small amounts: no three come to as much.
    const small = many(1_00);
    const most = [...small].sort((a, b) => b.open - a.open).slice(0, 4);
    const asMuch = most.reduce((sum, one) => sum + one.open, 0);
    expect(judged(small, asMuch)).toMatchObject({ decision: 'on_account' });
  });

  it('explains money by several items in another currency: the rate, the total and the difference', () => {
    const dollars = [
      item('US-1001', 'N', '110.00', { currency: 'USD', dueDate: '2026-01-10' }),
      item('US-1002', 'N', '220.00', { currency: 'USD', dueDate: '2026-01-20' }),
    ];
    const abroad = (amount: string) =>
      solveDocument({
        customers,
        openItems: dollars,
        rates: [{ from: 'EUR', to: 'USD', day: '2026-01-30', rate: '1.10' }],
        receipts: [
          {
            ...{ id: 'r', date: '2026-02-01', currency: 'EUR', amount, reference: 'US-1001 und US-1002' },
            payer: { name: 'Nordlicht Handel', account: 'DE11' },
          },
        ],
      });
    const parts = (amount: string) => {
      const solved = abroad(amount);
      if (!solved.ok) throw new Error(solved.refusal.message);
      const [one] = solved.value.receipts;
      return {
        decision: one!.decision,
        explanation: one!.explanation,
        paid: one!.allocations.map((each) => [each.itemId, each.receiptAmount, each.itemAmount, each.kind]),
      };
    };
    const whole = parts('298.00');
    expect(whole.decision).toBe('propose');
    expect(whole.paid).toEqual([
      ['US-1001', '100.00', '110.00', 'full'],
      ['US-1002', '198.00', '220.00', 'full'],
    ]);
    expect(whole.explanation).toContain('USD 330.00 are EUR 300.00 at 1 EUR = 1.10 USD');
    expect(whole.explanation).toContain('EUR 2.00 less was paid');
    expect(parts('200.00').paid).toEqual([
      ['US-1001', '100.00', '110.00', 'full'],
      ['US-1002', '100.00', '110.00', 'partial'],
    ]);
    expect(parts('400.00').paid).toEqual([]);
  });

  it('takes the rules of a company for money in another currency by what they are worth on its day', () => {
    const dollars = (policy: Partial<MatchingPolicy>, exchange?: Exchange) =>
      solve(
        {
          asOf: '2026-03-02',
          customers: [{ id: 'C1', name: 'Miller Inc', aliases: [], accounts: [], parentId: null, payerIds: [] }],
          openItems: [
            {
              ...{ id: '1', customerId: 'C1', number: 'RE-260017', references: [], type: 'invoice', blocks: [] },
              ...{ documentDate: '2026-01-10', dueDate: '2026-02-09', openMinor: 1_000_00n, currency: 'USD' },
              discount: null,
            },
          ],
          receipts: [
            {
              ...{ id: 'r', date: '2026-03-02', amountMinor: 890_00n, currency: 'USD', method: null, remittance: [] },
              ...{ payer: { name: 'Miller Inc', account: null }, reference: 'RE-260017 less damaged goods' },
            },
          ],
          ...(exchange && { exchange }),
        },
        { ...defaultMatchingPolicy, amountsIn: 'EUR', ...policy },
      ).receipts[0]!.decision;
    // A euro is 1.10 dollars: a hundred euros let 110.00 dollars be deducted, 99.99 do not, and without a rate nothing does.
    const exchange: Exchange = (amountMinor, from) =>
      from === 'EUR' ? { amountMinor: (amountMinor * 11n) / 10n, rate: '1 EUR = 1.10 USD' } : null;
    expect(dollars({ maximumDeductionMinor: 100_00n }, exchange)).toBe('apply');
    expect(dollars({ maximumDeductionMinor: 99_99n }, exchange)).toBe('propose');
    expect(dollars({ maximumDeductionMinor: 500_00n })).toBe('propose');
  });

  it('lets small differences go up to what a customer may have in a month, then makes deductions of them', () => {
    const numbers = ['A1001', 'A1002', 'A1003', 'A1004'];
    const solved = solveDocument({
      customers,
      openItems: [...numbers, 'A1005'].map((id, at) => item(id, 'N', `${100 + at}.00`)),
      policy: { tolerance: '1.00', toleranceMonth: '2.00' },
      receipts: [...numbers, 'A1005'].map((id, at) => ({
        id,
        // The last one comes in the next month.
        date: at === 4 ? '2026-03-01' : `2026-02-0${at + 1}`,
        amount: `${99 + at}.20`,
        currency: 'EUR',
        payer: { account: 'DE11' },
        reference: id,
      })),
    });
    if (!solved.ok) throw new Error(solved.refusal.message);
    expect(solved.value.receipts.map((one) => [one.decision, one.allocations[0]!.adjustments[0]!.kind])).toEqual([
      ['apply', 'tolerance'],
      ['apply', 'tolerance'],
      ['apply', 'deduction'],
      ['apply', 'deduction'],
      ['apply', 'tolerance'],
    ]);
    expect(solved.value.receipts[2]!.explanation).toContain('of which this month no more is let go');
  });

  it('takes a stated charge, alone or beside the discount', () => {
    expect(judge(book, { amount: '1175.00', reference: 'RE-260017 15.00 wire fee' }).taken).toEqual([
      'bank_charge 15.00',
    ]);
    expect(judge(book, { date: '2026-01-15', amount: '70.46', reference: 'RE-260019 Spesen EUR 5,00' }).taken).toEqual([
      'discount 1.54',
      'bank_charge 5.00',
    ]);
  });

  it('moves a short payment with a reason into a deduction, and asks when the text states another amount', () => {
    expect(judge(book, { amount: '1100.00', reference: 'RE-260017 less damaged goods 90.00' })).toMatchObject({
      decision: 'apply',
      taken: ['deduction 90.00'],
    });
    expect(judge(book, { amount: '1100.00', reference: 'RE-260017 less damaged goods 40.00' }).decision).toBe(
      'propose',
    );
  });

  it.each([
    ['moins marchandise endommagée 90,00', 'marchandise endommagée 90,00'],
    ['deduit MANQUANTS sur palette 4', 'MANQUANTS sur palette 4'],
    ['penalite de retard', 'penalite de retard'],
    ['déduction : litige 4711', 'litige 4711'],
    ['écart de prix', 'écart de prix'],
    ['menos mercancía dañada', 'mercancía dañada'],
    ['MERCANCIA DANADA', 'MERCANCIA DANADA'],
    ['deducción por faltante', 'por faltante'],
    ['diferencia de precio', 'diferencia de precio'],
    ['penalización por retraso', 'penalización por retraso'],
    ['dto. pronto pago', 'pronto pago'],
    ['Abzug Mängel', 'Abzug Mängel'],
    ['Mengenabzug, Palette 4', 'abzug'],
    ['abzgl 90,00 wegen Beschaedigung', 'Beschaedigung'],
    ['Ware beschädigt', 'beschädigt'],
    ['Fehlmenge Palette 4', 'Fehlmenge Palette 4'],
    ['gekuerzt lt. Belastungsanzeige 12', 'gekuerzt lt. Belastungsanzeige 12'],
    ['Reklamation 4711', 'Reklamation 4711'],
    ['2 fehlende Stücke', 'fehlende Stücke'],
    ['verspaetete Lieferung', 'verspaetete Lieferung'],
    ['Preisabweichung Pos. 3', 'Preisabweichung Pos. 3'],
    ['wg. Maengeln', 'Maengeln'],
  ])('takes "%s" for the reason of a short payment', (text, reason) => {
    expect(judge(book, { amount: '1100.00', reference: `RE-260017 ${text}` })).toMatchObject({
      decision: 'apply',
      taken: ['deduction 90.00'],
    });
    expect(deductionReason(`RE-260017 ${text}`)).toBe(reason);
  });

  it.each([
    'remise de chèques 0042',
    'devolución de recibo 0042',
    'paiement en retard',
    'Danone Nutricia',
    'descuento de efectos',
    'Calle Retraso 4',
    'Steinbruch Nord',
    'Schaden u. Partner GbR',
    'mangels Angabe',
    'Bruchstr. 4',
  ])('takes "%s" for no reason', (text) => {
    expect(deductionReason(text)).toBeNull();
    expect(judge(book, { amount: '1100.00', reference: `RE-260017 ${text}` }).taken ?? []).not.toContain(
      'deduction 90.00',
    );
  });

  it('proposes tax withheld at the stated rate, and a difference after a conversion', () => {
    expect(judge(book, { amount: '1071.00', reference: 'RE-260017 WHT 10%' })).toMatchObject({
      decision: 'propose',
      taken: ['withholding_tax 119.00'],
    });
    expect(judge(book, { amount: '1180.00', reference: 'RE-260017 USD 1290.00 @ 0.9147' })).toMatchObject({
      decision: 'propose',
      taken: ['fx 10.00'],
    });
  });

  it('takes off the tax that the rules say a customer or a country withholds, where nothing else explains the difference', () => {
    const abroad = [
      { id: 'N', number: 'C7', country: 'IN', name: 'Nordlicht Handel GmbH', accounts: ['DE11'] },
      ...customers.slice(1),
    ];
    const withheld = (receipt: object, policy: object, openItems: readonly object[] = book) =>
      judge(openItems, receipt, policy, abroad);
    const india = { withholding: [{ by: 'country', value: 'IN', percent: 10 }] };
    const net = { amount: '1071.00', reference: 'RE-260017' };
    expect(withheld(net, india)).toMatchObject({
      decision: 'apply',
      taken: ['withholding_tax 119.00'],
      explanation:
        'EUR 1071.00 pays RE-260017 with withholding tax EUR 119.00 (10 % withheld): named in the bank text, less the tax withheld.',
    });
    // Its own rate goes before its country's; without a rate it is paid in part.
    const own = { withholding: [...india.withholding, { by: 'customer', value: 'C7', percent: 7.5 }] };
    expect(withheld({ ...net, amount: '1100.75' }, own).taken).toEqual(['withholding_tax 89.25']);
    expect(withheld(net, own).taken).toEqual([]);
    expect(withheld(net, {}).taken).toEqual([]);
    // Worked out item by item, and rounded once over all of them.
    const three = [item('XA01', 'N', '10.05'), item('XA02', 'N', '10.05'), item('XA03', 'N', '10.05')];
    expect(withheld({ amount: '27.12', reference: 'XA01 XA02 XA03' }, india, three).taken).toHaveLength(3);
    expect(withheld({ amount: '27.13', reference: 'XA01 XA02 XA03' }, india, three)).toMatchObject({
      decision: 'apply',
      taken: ['withholding_tax 1.01', 'withholding_tax 1.01', 'withholding_tax 1.00'],
    });
    // By an advice, and by the amount alone.
    const advised = {
      amount: '1071.00',
      reference: 'AVIS',
      remittance: [{ reference: 'RE-260017', amount: '1071.00' }],
    };
    expect(withheld(advised, india)).toMatchObject({ decision: 'apply', taken: ['withholding_tax 119.00'] });
    expect(withheld({ amount: '1071.00', reference: '' }, india)).toMatchObject({
      decision: 'apply',
      evidence: 'amount_single',
      taken: ['withholding_tax 119.00'],
    });
    // Something else explains it as well, or the text says otherwise: a person chooses.
    const both = [item('RE-260017', 'N', '1190.00', { discount: { amount: '119.00', until: '2026-02-28' } })];
    expect(withheld(net, india, both).decision).toBe('propose');
    expect(withheld(net, india, [...book, item('GS-1', 'N', '-119.00')]).decision).toBe('propose');
    expect(withheld({ ...net, reference: 'RE-260017 bank charges 119.00' }, india).decision).toBe('propose');
    expect(withheld({ ...net, reference: 'RE-260017 WHT 15%' }, india).decision).toBe('propose');
  });

  it('says what an item in another currency is worth on the day, for a person to confirm, and posts nothing', () => {
    const dollars = [...book, item('US-1001', 'N', '1000.00', { currency: 'USD' })];
    const rates = [
      { from: 'USD', to: 'EUR', day: '2026-01-20', rate: '0.92' },
      { from: 'USD', to: 'EUR', day: '2026-02-20', rate: '0.50' },
    ];
    const across = (amount: string, reference: string, known: readonly object[] = rates) => {
      const solved = solveDocument({
        customers,
        openItems: dollars,
        rates: known,
        receipts: [{ id: 'r', date: '2026-02-01', currency: 'EUR', payer: { account: 'DE11' }, amount, reference }],
      });
      if (!solved.ok) throw new Error(solved.refusal.message);
      return solved.value.receipts[0]!;
    };
    const exact = across('920.00', 'US-1001');
    expect(exact).toMatchObject({
      decision: 'propose',
      allocations: [
        { itemId: 'US-1001', receiptAmount: '920.00', itemAmount: '1000.00', itemCurrency: 'USD', kind: 'full' },
      ],
    });
    expect(exact.explanation).toBe(
      'EUR 920.00 pays US-1001: named in the bank text, USD 1000.00 are EUR 920.00 at 1 USD = 0.92 EUR (2026-01-20). To be confirmed: it is in another currency, and a person confirms the rate.',
    );
    const stated = across('900.00', 'US-1001 /EXCH/0.9');
    expect(stated.decision).toBe('propose');
    expect(stated.explanation).toContain('and EUR 20.00 less was paid');
    expect(stated.explanation).toContain('the text states a rate of 0.9');
    // Half of it is a part of it, at the rate of the day.
    expect(across('460.00', 'US-1001').allocations).toMatchObject([{ itemAmount: '500.00', kind: 'partial' }]);
    // Much more than it is worth is no payment of it, and without a rate nobody can say.
    expect(across('1100.00', 'US-1001').decision).toBe('on_account');
    expect(across('920.00', 'US-1001', []).decision).toBe('on_account');
  });

  it('pays items in several currencies together, each by its share, and says both rates and what differs', () => {
    const abroad = [
      item('US-1001', 'N', '1000.00', { currency: 'USD' }),
      item('GB-2001', 'N', '400.00', { currency: 'GBP', dueDate: '2026-02-15' }),
      item('GB-2002', 'N', '100.00', { currency: 'GBP', dueDate: '2026-02-16' }),
    ];
    const rates = [
      { from: 'USD', to: 'EUR', day: '2026-01-20', rate: '0.92' },
      { from: 'GBP', to: 'EUR', day: '2026-01-20', rate: '1.15' },
    ];
    const across = (amount: string, reference = 'GB-2001 US-1001 GB-2002', known: readonly object[] = rates) => {
      const solved = solveDocument({
        ...{ customers, openItems: [...book, ...abroad], rates: known },
        receipts: [{ id: 'r', date: '2026-02-01', currency: 'EUR', payer: { account: 'DE11' }, amount, reference }],
      });
      if (!solved.ok) throw new Error(solved.refusal.message);
      const [result] = solved.value.receipts;
      const paid = result!.allocations.map(
        (one) => `${one.itemId} ${one.receiptAmount} ${one.itemAmount} ${one.itemCurrency} ${one.kind}`,
      );
      return { ...result!, paid };
    };
    const exact = across('1495.00');
    expect(exact.decision).toBe('propose');
    expect(exact.paid).toEqual([
      'US-1001 920.00 1000.00 USD full',
      'GB-2001 460.00 400.00 GBP full',
      'GB-2002 115.00 100.00 GBP full',
    ]);
    expect(exact.explanation).toContain(
      'named in the bank text in several currencies: USD 1000.00 are EUR 920.00 at 1 USD = 0.92 EUR (2026-01-20); GBP 500.00 are EUR 575.00 at 1 GBP = 1.15 EUR (2026-01-20). To be confirmed',
    );
    // What differs is shared out by worth, so that each rate stays likely.
    const less = across('1465.10');
    expect(less.paid).toEqual([
      'US-1001 901.60 1000.00 USD full',
      'GB-2001 460.00 400.00 GBP full',
      'GB-2002 103.50 100.00 GBP full',
    ]);
    expect(less.explanation).toContain('(2026-01-20), and EUR 18.40 less was paid; GBP 500.00 are EUR 575.00');
    // Much less pays by due days, the last in part; without one of the rates nobody can say.
    expect(across('1150.00').paid).toEqual(['US-1001 920.00 1000.00 USD full', 'GB-2001 230.00 200.00 GBP partial']);
    expect(across('1495.00', undefined, rates.slice(1)).decision).toBe('on_account');
    // Items in the money's own currency beside them are paid as they are.
    const mixed = across('1251.50', 'US-1001 RE-260018');
    expect(mixed).toMatchObject({
      decision: 'propose',
      paid: ['RE-260018 340.50 340.50 undefined full', 'US-1001 911.00 1000.00 USD full'],
    });
    expect(mixed.explanation).toContain(
      'in several currencies: EUR 340.50; USD 1000.00 are EUR 920.00 at 1 USD = 0.92 EUR (2026-01-20), and EUR 9.00 less was paid.',
    );
    expect(across('340.50', 'US-1001 RE-260018')).toMatchObject({ decision: 'apply' });
    expect(across('1700.00').decision).toBe('on_account');
  });

  it('nets the only sum of open credits that explains what is short', () => {
    const credits = [item('GS-1', 'N', '-100.10'), item('GS-2', 'N', '-33.07'), item('GS-3', 'N', '-512.90')];
    expect(judge([...book, ...credits], { amount: '1056.83', reference: 'RE-260017' })).toMatchObject({
      decision: 'apply',
      paid: ['RE-260017 1190.00/1190.00', 'GS-1 -100.10/-100.10', 'GS-2 -33.07/-33.07'],
    });
  });

  it('lets the parent pay its child, and asks when the text names somebody else', () => {
    const parent = { payer: { name: 'Harbor Foods', account: 'GB22' }, amount: '918.00' };
    expect(judge(book, { ...parent, reference: 'RE-260021' }).decision).toBe('apply');
    const other = judge(book, { ...parent, reference: 'RE-260021 Western Imports North' });
    expect(other.decision).toBe('propose');
    expect(other.explanation).toContain('the text names Western Imports North');
  });

  it('settles what a payment service collected, less the fee it states', () => {
    const remittance = ['RE-260018', 'RE-260020'].map((reference, index) => ({
      reference,
      amount: ['340.50', '512.30'][index],
    }));
    const payout = { payer: { name: 'PayLink', account: 'IE99' }, amount: '844.30', remittance };
    expect(judge(book, { ...payout, reference: 'payout fee 8.50' })).toMatchObject({
      decision: 'apply',
      taken: ['bank_charge 8.50'],
    });
    expect(judge(book, { ...payout, reference: 'payout' })).toMatchObject({
      decision: 'propose',
      taken: ['bank_charge 8.50'],
    });
  });

  it('leaves interchangeable items to a person, or pays the oldest where policy says so', () => {
    const twins = [
      item('T2', 'N', '60.07', { documentDate: '2026-01-05', dueDate: '2026-02-04' }),
      item('T1', 'N', '60.07'),
    ];
    expect(judge([...book, ...twins], { amount: '60.07', reference: '' })).toMatchObject({
      decision: 'propose',
      alternatives: 1,
    });
    expect(
      judge([...book, ...twins], { amount: '60.07', reference: '' }, { interchangeable: 'oldest_first' }),
    ).toMatchObject({
      decision: 'apply',
      paid: ['T1 60.07/60.07'],
    });
  });

  it('does not take a repeated payment of a settled document for another of the amount', () => {
    const solved = solveDocument({
      customers,
      openItems: [item('RE-260017', 'N', '1190.00'), item('RE-260030', 'N', '1190.00')],
      receipts: ['r1', 'r2'].map((id) => ({
        id,
        date: '2026-02-01',
        amount: '1190.00',
        currency: 'EUR',
        payer: { account: 'DE11' },
        reference: 'SVWZ+RE-260017',
      })),
    });
    expect(solved.ok && solved.value.receipts.map((one) => one.decision)).toEqual(['apply', 'duplicate']);
  });

  it('keeps a prepayment on account, and a payment reported as returned unapplied', () => {
    expect(judge(book, { amount: '1190.00', reference: 'Vorkasse Auftrag 55120' }).decision).toBe('propose');
    expect(judge(book, { amount: '99.00', reference: 'Vorkasse Auftrag 55120' })).toMatchObject({
      decision: 'on_account',
      residual: { amount: '99.00', treatment: 'prepayment' },
    });
    const returned = { amount: '1190.00', method: 'ach_return', reference: 'Return of ACH2026 NSF RE-260017' };
    expect(judge(book, { ...returned, payer: { name: 'NSF RETURN - NORDLICHT HANDEL', account: null } })).toMatchObject(
      {
        decision: 'returned',
        customerId: 'N',
        allocations: [],
      },
    );
  });
});

describe('R33 Who pays for somebody else is told with its relation', () => {
  const pays = (amount: string, reference: string) =>
    judge([item('RE-260021', 'K', '918.00'), item('RE-260022', 'H', '77.00'), item('RE-260023', 'N', '55.00')], {
      ...{ amount, reference, payer: { name: 'Harbor Foods Ltd', account: 'GB22' } },
    });

  it('as the parent, and not where it owes the money itself', () => {
    const because = 'named in the bank text, and the amount agrees.';
    expect(pays('918.00', 'RE-260021').explanation).toBe(
      `EUR 918.00 pays RE-260021: ${because} The payer is customer H, parent or head office of K.`,
    );
    expect(pays('77.00', 'RE-260022').explanation).toBe(`EUR 77.00 pays RE-260022: ${because}`);
    expect(pays('995.00', 'RE-260021 RE-260022').explanation).toContain(
      ' The payer is customer H, parent or head office of K.',
    );
    // Another's document is a doubt, and no relation is made of it.
    expect(pays('55.00', 'RE-260023').explanation).not.toContain('The payer is customer');
  });

  it('as recorded, or by what it paid before', () => {
    const why = (more: Partial<MatchingCustomer>) =>
      solve({
        asOf: '2026-03-02',
        customers: [
          { id: 'N', number: '10002', name: 'Nordlicht Handel', aliases: [], accounts: [], parentId: null, ...more },
          { id: 'H', number: '10001', name: 'Harbor Foods Ltd', aliases: [], accounts: ['GB22'], parentId: null },
        ],
        openItems: [
          {
            ...{ id: '1', customerId: 'N', number: 'RE-260017', references: [], type: 'invoice', blocks: [] },
            ...{ documentDate: '2026-01-10', dueDate: '2026-02-09', openMinor: 55_00n, currency: 'EUR' },
            discount: null,
          },
        ],
        receipts: [
          {
            ...{ id: 'r', date: '2026-03-02', amountMinor: 55_00n, currency: 'EUR', method: null, remittance: [] },
            ...{ payer: { name: 'Harbor Foods Ltd', account: 'GB22' }, reference: 'RE-260017' },
          },
        ],
      }).receipts[0]!.explanation;
    expect(why({ payerIds: ['H'] })).toContain(' The payer is customer 10001, recorded to pay for 10002.');
    const learned = [{ id: '7', kind: 'pays_for' as const, value: 'H', firm: true }];
    expect(why({ learned })).toContain(' The payer is customer 10001, which paid before for 10002.');
    expect(why({})).not.toContain('The payer is customer');
  });
});

describe('R33 An ultimate debtor says whose debt is paid', () => {
  const owed = [
    ...[item('RE-260020', 'H', '512.30'), item('RE-260021', 'K', '918.00'), item('RE-260022', 'H', '918.00')],
    ...[item('RE-260023', 'K', '77.13'), item('RE-260017', 'N', '1190.00'), item('RE-260024', 'N', '77.13')],
  ];
  const pays = (amount: string, payer: object, reference = '', known: readonly object[] = customers) =>
    judge(owed, { amount, payer, reference }, {}, known);

  it('a parent pays for the child that it names, where without it two items have the amount', () => {
    const parent = { name: 'Harbor Foods Ltd', account: 'GB22' };
    expect(pays('918.00', parent)).toMatchObject({ decision: 'propose' });
    const named = pays('918.00', { ...parent, ultimate: 'Harbor Foods Kids Ltd' });
    expect(named).toMatchObject({ decision: 'apply', customerId: 'K', paid: ['RE-260021 918.00/918.00'] });
    expect(named.explanation).toContain('The bank names Harbor Foods Kids Ltd as the one who owes it.');
  });

  it('a factor that nobody knows: a reference is proved, an amount alone is proposed', () => {
    const factor = { name: 'Nordfaktor Finanz AG', account: 'DE99', ultimate: 'Nordlicht Handel GmbH' };
    expect(pays('1190.00', factor, 'RE-260017')).toMatchObject({ decision: 'apply', customerId: 'N' });
    expect(pays('1190.00', factor)).toMatchObject({ decision: 'propose', paid: ['RE-260017 1190.00/1190.00'] });
    expect(pays('1190.00', { ...factor, ultimate: null })).toMatchObject({ decision: 'unidentified' });
  });

  it('what it says against a known payer is told, and nothing posts by itself', () => {
    const own = { name: 'Nordlicht Handel', account: 'DE11' };
    expect(pays('1190.00', own, 'RE-260017')).toMatchObject({ decision: 'apply' });
    for (const ultimate of ['Harbor Foods Ltd', 'Somebody Else SA']) {
      const against = pays('1190.00', { ...own, ultimate }, 'RE-260017');
      expect(against).toMatchObject({ decision: 'propose', paid: ['RE-260017 1190.00/1190.00'] });
      expect(against.explanation).toContain(`To be confirmed: the bank names ${ultimate} as the one who owes it.`);
    }
    // The documents of the one that it names, by somebody who was never seen to pay for it.
    expect(pays('512.30', { ...own, ultimate: 'Harbor Foods Ltd' }, 'RE-260020')).toMatchObject({
      decision: 'propose',
      paid: ['RE-260020 512.30/512.30'],
    });
  });

  it('its own name beside its own account changes nothing', () => {
    const own = { name: 'Nordlicht Handel', account: 'DE11', ultimate: 'Nordlicht Handel GmbH' };
    const said = pays('1190.00', own);
    expect(said).toMatchObject({ decision: 'apply' });
    expect(said.explanation).not.toContain('The bank names');
  });
});
