/** Past money under other rules: the books as they were on its day, and right as they are today. */
import { describe, expect, it } from 'vitest';
import { defaultMatchingPolicy } from './matching/model.ts';
import { type PastBooks, type PastItem, type PastMoney, simulate, sumSimulated } from './simulation.ts';

const item = (id: string, number: string, moves: PastItem['moves'], blocks: PastItem['blocks'] = []): PastItem => ({
  item: {
    ...{ id, number, customerId: 'c1', references: [number], type: 'invoice', currency: 'EUR', discount: null },
    ...{ documentDate: '2026-01-01', dueDate: '2026-01-31' },
  },
  moves,
  blocks,
});
const money = (
  id: string,
  day: string,
  amountMinor: bigint,
  text: string,
  part: Partial<PastMoney> = {},
): PastMoney => ({
  ...{ day, pays: [], declined: [], advice: null },
  receipt: {
    ...{ id, date: day, amountMinor, currency: 'EUR', reference: text, method: null, remittance: [] },
    payer: { name: 'Keramika Hodonin', account: null },
  },
  ...part,
});
const books = (items: readonly PastItem[], past: readonly PastMoney[]): PastBooks => ({
  customers: [{ id: 'c1', name: 'Keramika Hodonin', aliases: [], accounts: [], parentId: null }],
  items,
  money: past,
});
const run = (past: PastBooks, ...policies: (typeof defaultMatchingPolicy)[]) =>
  simulate(past, policies.length === 0 ? [defaultMatchingPolicy] : policies).map((all) =>
    all.map((one) => [one.lineId, one.decision, one.truth]),
  );
/** Open from January on, paid on the day: from the next day on nothing of it is open. */
const paid = (id: string, number: string, amountMinor: bigint, paidOn: string) =>
  item(id, number, [
    { from: '2026-01-01', amountMinor },
    { from: paidOn, amountMinor: -amountMinor },
  ]);

describe('R33 L2 L4 Rules tried on past money', () => {
  const items = [paid('1', 'RE-10001', 100_00n, '2026-03-03'), paid('2', 'RE-10002', 77_31n, '2026-03-05')];

  it('finds open what the money paid, and closed what was paid before', () => {
    const past = books(items, [
      money('a', '2026-03-02', 100_00n, 'RE-10001', { pays: ['1:10000'] }),
      money('b', '2026-03-04', 77_31n, 'RE-10002', { pays: ['9:7731'] }),
      money('c', '2026-03-06', 55_00n, 'RE-10001'),
    ]);
    expect(run(past)).toEqual([
      [
        ['a', 'posted', 'right'],
        ['b', 'posted', 'wrong'],
        ['c', 'left', 'unknown'],
      ],
    ]);
  });

  it('knows a document from its day on, and a hold while it holds', () => {
    const held = item(
      '3',
      'RE-10003',
      [{ from: '2026-03-04', amountMinor: 50_00n }],
      [{ kind: 'dispute', from: '2026-03-05', to: '2026-03-06' }],
    );
    const past = books(
      [...items, held],
      ['03', '04', '06', '07'].map((day) => money(day, `2026-03-${day}`, 50_00n, 'RE-10003')),
    );
    expect(run(past)[0]!.map(([, decision]) => decision)).toEqual(['left', 'posted', 'proposed', 'posted']);
  });

  it('takes a declined explanation for wrong and one that nobody judged for not known', () => {
    const past = books(items, [
      money('a', '2026-03-02', 100_00n, 'RE-10001', { declined: ['1'] }),
      money('b', '2026-03-02', 77_31n, 'RE-10002'),
    ]);
    expect(run(past)[0]!.map(([, , truth]) => truth)).toEqual(['wrong', 'unknown']);
  });

  it('answers for each policy, sums by kind, and posts nothing on an advice found by its amount', () => {
    // Beside others of uneven amounts one amount is no accident.
    const further = item('4', 'RE-10004', [{ from: '2026-01-01', amountMinor: 451_19n }]);
    const past = books(
      [...items, further],
      [
        money('a', '2026-03-02', 100_00n, 'RE-10001', { pays: ['1:10000'] }),
        money('b', '2026-03-03', 77_31n, '', { pays: ['2:7731'] }),
      ],
    );
    const careful = { ...defaultMatchingPolicy, mayPost: ['reference' as const] };
    const [now, then] = simulate(past, [defaultMatchingPolicy, careful]);
    const kinds = sumSimulated(then!);
    expect(sumSimulated(now!).map((one) => [one.evidence, one.posted.right])).toEqual([
      ['reference', 1],
      ['amount_single', 1],
    ]);
    expect(kinds.map((one) => [one.evidence, one.posted.right, one.proposed.right])).toEqual([
      ['reference', 1, 0],
      ['amount_single', 0, 1],
    ]);
    const uncertain = books(items, [
      money('a', '2026-03-02', 100_00n, 'RE-10001', {
        advice: { certain: false, scanned: false, prose: false },
      }),
    ]);
    expect(run(uncertain)[0]![0]![1]).toBe('proposed');
  });
});
