/** What a person's decision teaches about a payer, and what the engine makes of it. */
import { describe, expect, it } from 'vitest';
import { readByHabit } from './habits.ts';
import { lessonsOf, strengthOf } from './learned.ts';
import type { LearnedEvidence, MatchingCustomer, MatchingItem } from './model.ts';
import { solve } from './solve.ts';

const customer = (id: string, name: string, more: Partial<MatchingCustomer> = {}): MatchingCustomer => ({
  id,
  name,
  aliases: [],
  accounts: [],
  parentId: null,
  ...more,
});
const nord = customer('1', 'Nordwerk Anlagenbau GmbH');
const ebner = customer('2', 'Ebner Medizintechnik AG');
const item = { number: 'RE-2026-0117', references: ['RE20260117'] };

describe('R33 L2 What a decision about a receipt teaches', () => {
  const unknown = { name: 'Alpina Verwaltung KG', account: 'DE02120300000000202051' };

  it('the account and the name of a payer that nobody knew', () => {
    expect(lessonsOf({ payer: unknown, text: 'Danke', holder: null, paid: [nord], items: [item] })).toEqual([
      { kind: 'account', value: 'DE02120300000000202051', customerId: '1' },
      { kind: 'name', value: 'Alpina Verwaltung KG', customerId: '1' },
    ]);
  });

  it('only the account of several customers, for the name then names none of them', () => {
    expect(lessonsOf({ payer: unknown, text: '', holder: null, paid: [nord, ebner], items: [item] })).toEqual([
      { kind: 'account', value: 'DE02120300000000202051', customerId: '1' },
      { kind: 'account', value: 'DE02120300000000202051', customerId: '2' },
    ]);
  });

  it('the name of the ultimate debtor, and of its factor neither name nor account', () => {
    const factor = { ...unknown, ultimate: 'NAB Werk 3' };
    expect(lessonsOf({ payer: factor, text: '', holder: null, paid: [nord], items: [item] })).toEqual([
      { kind: 'name', value: 'NAB Werk 3', customerId: '1' },
    ]);
    const own = { ...unknown, ultimate: nord.name };
    expect(lessonsOf({ payer: own, text: '', holder: null, paid: [nord], items: [item] })).toEqual([]);
    // Of a holder that is known: for whom it pays, and what that one is called.
    const payer = { name: nord.name, account: null, ultimate: 'EMT' };
    expect(lessonsOf({ payer, text: '', holder: nord, paid: [ebner], items: [item] })).toEqual([
      { kind: 'pays_for', value: '1', customerId: '2' },
      { kind: 'name', value: 'EMT', customerId: '2' },
    ]);
  });

  it('for whom a known payer pays, unless the master says so', () => {
    const payer = { name: 'Nordwerk Anlagenbau', account: null };
    expect(lessonsOf({ payer, text: '', holder: nord, paid: [ebner], items: [item] })).toEqual([
      { kind: 'pays_for', value: '1', customerId: '2' },
    ]);
    const child = { ...ebner, parentId: '1' };
    expect(lessonsOf({ payer, text: '', holder: nord, paid: [child], items: [item] })).toEqual([]);
  });

  it('nothing where the master knows account and name', () => {
    const known = { ...nord, accounts: ['DE02 1203 0000 0000 2020 51'] };
    const payer = { name: nord.name, account: unknown.account };
    expect(lessonsOf({ payer, text: 'RE-2026-0117', holder: known, paid: [known], items: [item] })).toEqual([]);
  });

  it('how the payer writes our numbers, which then reads the next one', () => {
    const payer = { name: nord.name, account: null };
    expect(lessonsOf({ payer, text: 'Rg. K117', holder: nord, paid: [nord], items: [item] })).toEqual([
      { kind: 'reference', value: 'K>RE2026#4', customerId: '1' },
    ]);
    expect(readByHabit('K118', 'K>RE2026#4')).toBe('RE20260118');
    expect(readByHabit('M118', 'K>RE2026#4')).toBeNull();
    expect(readByHabit('K1', 'K>RE2026#4')).toBeNull();
  });

  it('is firm after two that held, a hint while some speak against it, nothing once as many failed', () => {
    expect([strengthOf(1, 0), strengthOf(2, 0), strengthOf(5, 1), strengthOf(1, 1), strengthOf(0, 0)]).toEqual([
      'hint',
      'firm',
      'hint',
      'none',
      'none',
    ]);
  });
});

describe('R33 L2 What the engine makes of it', () => {
  const open = (id: string, customerId: string, openMinor: bigint): MatchingItem => ({
    id,
    customerId,
    number: `RE-2026-${id}`,
    references: [],
    type: 'invoice',
    blocks: [],
    documentDate: '2026-01-01',
    dueDate: '2026-01-31',
    openMinor,
    currency: 'EUR',
    discount: null,
  });
  const items = [
    open('0117', '1', 119_37n),
    open('0118', '1', 451_19n),
    open('0200', '2', 77_77n),
    open('0201', '2', 88_13n),
  ];
  const judge = (
    learned: readonly (LearnedEvidence & { of: string })[],
    receipt: { amountMinor: bigint; name: string; account?: string; text?: string; mistaken?: string[] },
  ) => {
    const [result] = solve({
      asOf: '2026-02-10',
      customers: [nord, ebner, customer('3', 'Quinta do Vale')].map((one) => ({
        ...one,
        learned: learned.filter(({ of }) => of === one.id),
      })),
      openItems: items,
      receipts: [
        {
          id: 'r',
          date: '2026-02-10',
          amountMinor: receipt.amountMinor,
          currency: 'EUR',
          payer: { name: receipt.name, account: receipt.account ?? null },
          reference: receipt.text ?? '',
          method: null,
          remittance: [],
          mistaken: receipt.mistaken ?? [],
        },
      ],
    }).receipts;
    return { decision: result!.decision, customerId: result!.customerId, learned: result!.learned };
  };
  const account = (id: string, of: string, firm: boolean) =>
    ({ id, of, kind: 'account', value: 'DE02120300000000202051', firm }) as const;
  const alpina = { amountMinor: 119_37n, name: 'Alpina Verwaltung KG', account: 'DE02120300000000202051' };

  it('an amount posts on a firm account, is proposed on a hint, and on a learned name however often it held', () => {
    expect(judge([], alpina)).toMatchObject({ decision: 'unidentified' });
    expect(judge([account('7', '1', false)], alpina)).toEqual({ decision: 'propose', customerId: '1', learned: ['7'] });
    expect(judge([account('7', '1', true)], alpina)).toEqual({ decision: 'apply', customerId: '1', learned: ['7'] });
    const name = { id: '8', of: '1', kind: 'name', value: 'Alpina Verwaltung', firm: true } as const;
    expect(judge([name], alpina)).toEqual({ decision: 'propose', customerId: '1', learned: ['8'] });
  });

  it('an account of many customers tells nothing, and what was mistaken for the receipt is not used for it', () => {
    const service = ['1', '2', '3'].map((of) => account(`s${of}`, of, true));
    expect(judge(service, alpina)).toMatchObject({ decision: 'unidentified', learned: [] });
    expect(judge([account('7', '1', true)], { ...alpina, mistaken: ['7'] })).toMatchObject({
      decision: 'unidentified',
      learned: [],
    });
  });

  it('who pays for another names its items; an amount alone is posted only once that is firm', () => {
    const pays = (firm: boolean) => ({ id: '9', of: '2', kind: 'pays_for', value: '1', firm }) as const;
    const paid = { amountMinor: 77_77n, name: nord.name };
    expect(judge([], { ...paid, text: 'RE-2026-0200' })).toMatchObject({ decision: 'propose' });
    expect(judge([pays(false)], { ...paid, text: 'RE-2026-0200' })).toEqual({
      decision: 'apply',
      customerId: '2',
      learned: ['9'],
    });
    expect(judge([pays(false)], paid)).toMatchObject({ decision: 'propose', learned: ['9'] });
    expect(judge([pays(true)], paid)).toMatchObject({ decision: 'apply', learned: ['9'] });
  });

  it('a number in the payer’s own way of writing is read, when the amount agrees', () => {
    const habit = { id: '5', of: '1', kind: 'reference', value: 'K>RE2026#4', firm: false } as const;
    const named = { amountMinor: 451_19n, name: nord.name, text: 'Rg. K118' };
    expect(judge([habit], named)).toEqual({ decision: 'apply', customerId: '1', learned: ['5'] });
    expect(judge([habit], { ...named, amountMinor: 119_37n })).toMatchObject({ learned: [] });
  });
});
