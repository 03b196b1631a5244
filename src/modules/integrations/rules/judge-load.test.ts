/** Which loads are taken in by themselves: each reason at its edge, a unit or a day on either side. */
import { describe, expect, it } from 'vitest';
import type { LoadDeclaration } from '../model.ts';
import { judgeLoad, type LoadFacts } from './judge-load.ts';

const declared = (more: Partial<LoadDeclaration> = {}): LoadDeclaration => ({
  ...{ kind: 'full', scope: 'DE01', keyDate: '2026-03-31', since: null, count: 2, controlBalances: null },
  totals: [{ currency: 'EUR', amountMinor: 300_00n }],
  ...more,
});
const facts = (more: Partial<LoadFacts> = {}): LoadFacts => ({
  declared: declared(),
  found: { rows: 2, totals: [{ currency: 'EUR', amountMinor: 300_00n }], unreadable: 0 },
  byControlAccount: [{ account: 'main', amountMinor: 300_00n }],
  ...{ rowsWithoutKey: 0, companyCurrency: 'EUR', today: '2026-04-01', lastKeyDate: '2026-03-30' },
  ...{ openItems: 100, missingItems: 0, maximumDropPercent: 20, withoutTotals: false, closedMonth: null },
  ...more,
});
const reasons = (more: Partial<LoadFacts> = {}): string[] => judgeLoad(facts(more)).map((one) => one.code);

describe('R61 Whether a load is taken in by itself', () => {
  it('goes in where it is what it declares', () => {
    expect(reasons()).toEqual([]);
    expect(reasons({ lastKeyDate: null })).toEqual([]);
  });

  it('waits where it shows a day beyond tomorrow, and changes nothing where a later day was read', () => {
    expect(reasons({ declared: declared({ keyDate: '2026-04-02' }) })).toEqual([]);
    expect(reasons({ declared: declared({ keyDate: '2026-04-03' }) })).toEqual(['future']);
    // The same day once more is a correction of it, not older.
    expect(reasons({ lastKeyDate: '2026-03-31' })).toEqual([]);
    expect(reasons({ lastKeyDate: '2026-04-01' })).toEqual(['older']);
  });

  it('waits as a delta for what lies before it', () => {
    const delta = (since: string | null) => declared({ kind: 'delta', since });
    expect(reasons({ declared: delta('2026-03-30') })).toEqual([]);
    expect(reasons({ declared: delta('2026-03-29') })).toEqual([]);
    expect(reasons({ declared: delta('2026-03-31') })).toEqual(['gap']);
    expect(reasons({ declared: delta('2026-03-30'), lastKeyDate: null })).toEqual(['gap']);
    expect(reasons({ declared: delta(null) })).toEqual([]);
  });

  it('waits where nothing tells a file that was cut short from a whole one, unless its mapping does without', () => {
    expect(reasons({ declared: declared({ count: null }) })).toEqual(['undeclared']);
    expect(reasons({ declared: declared({ totals: null }) })).toEqual(['undeclared']);
    expect(reasons({ declared: declared({ count: null, totals: null }), withoutTotals: true })).toEqual([]);
    // What is declared all the same is held to.
    expect(reasons({ declared: declared({ count: 3 }), withoutTotals: true })).toEqual(['count']);
  });

  it('holds as many items, and of each currency as much, as it declares; also of one that it does not name', () => {
    expect(reasons({ declared: declared({ count: 1 }) })).toEqual(['count']);
    const found = (...totals: LoadFacts['found']['totals'][number][]) => ({
      found: { rows: 2, totals, unreadable: 0 },
    });
    const euros = (amountMinor: bigint) => ({ currency: 'EUR', amountMinor });
    const dollars = { currency: 'USD', amountMinor: 1n };
    expect(reasons(found(euros(300_01n)))).toEqual(['total']);
    expect(reasons(found(euros(299_99n)))).toEqual(['total']);
    expect(reasons(found(euros(300_00n), dollars))).toEqual(['total']);
    expect(reasons(found(euros(300_00n), { ...dollars, amountMinor: 0n }))).toEqual([]);
    expect(reasons({ declared: declared({ totals: [euros(300_00n), dollars] }) })).toEqual(['total']);
    expect(reasons(found())).toEqual(['total']);
  });

  it('equals the balance of each control account that comes with it, and what cannot be told is no balance', () => {
    const balance = (account: 'main' | 'bill', amountMinor: bigint) =>
      declared({ controlBalances: [{ account, amountMinor }] });
    expect(reasons({ declared: balance('main', 300_00n) })).toEqual([]);
    expect(reasons({ declared: balance('main', 300_01n) })).toEqual(['control']);
    expect(reasons({ declared: balance('main', 299_99n) })).toEqual(['control']);
    expect(reasons({ declared: balance('bill', 1n) })).toEqual(['control']);
    // Nothing stands there.
    expect(reasons({ declared: balance('bill', 0n) })).toEqual([]);
    const unknown = { byControlAccount: [{ account: 'main', amountMinor: null }] } as const;
    expect(reasons({ ...unknown, declared: balance('main', 0n) })).toEqual(['control']);
    expect(reasons({ ...unknown, declared: balance('main', 300_00n) })).toEqual(['control']);
  });

  it('waits as a full load where rows have no identity: what is missing cannot be told', () => {
    expect(reasons({ rowsWithoutKey: 1 })).toEqual(['identity']);
    expect(reasons({ rowsWithoutKey: 1, declared: declared({ kind: 'delta', since: '2026-03-30' }) })).toEqual([]);
  });

  it('waits as a full load that drops more than a share of the open items; a handful is no measure', () => {
    expect(reasons({ missingItems: 20 })).toEqual([]);
    expect(reasons({ missingItems: 21 })).toEqual(['drop']);
    expect(reasons({ missingItems: 9, openItems: 9 })).toEqual([]);
    expect(reasons({ missingItems: 10, openItems: 10 })).toEqual(['drop']);
    expect(reasons({ missingItems: 10, openItems: 10, declared: declared({ kind: 'delta', since: null }) })).toEqual(
      [],
    );
  });

  it('waits for a month that is closed here, and tells every reason that there is', () => {
    expect(reasons({ closedMonth: '2026-03' })).toEqual(['period']);
    expect(reasons({ closedMonth: '2026-03', rowsWithoutKey: 2, declared: declared({ count: 5 }) })).toEqual([
      ...['count', 'identity', 'period'],
    ]);
  });
});
