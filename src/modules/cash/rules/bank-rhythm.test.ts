/** R35 What a choice of a bank's statements means from its day on. */
import { describe, expect, it } from 'vitest';
import { isReadTo, rhythmOn } from './bank-rhythm.ts';

describe('R35 When a bank sends statements', () => {
  const rhythms = [
    { from: '2026-02-10', rhythm: 'on_movement' },
    { from: '2026-03-01', rhythm: 'business_days' },
  ] as const;
  const idle = { readTo: '2026-01-05', closedOn: null, rhythms };

  it('is on every business day until something else is chosen, and again when that is taken back', () => {
    expect(['2026-02-09', '2026-02-10', '2026-02-28', '2026-03-01'].map((day) => rhythmOn(idle, day))).toEqual([
      'business_days',
      'on_movement',
      'on_movement',
      'business_days',
    ]);
  });

  it('holds nothing up while it is only on movement, and does so on every other day that is not read', () => {
    expect(['2026-01-05', '2026-02-09', '2026-02-10', '2026-03-02'].map((day) => isReadTo(idle, day))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(isReadTo({ ...idle, readTo: null, rhythms: [] }, '2026-02-10')).toBe(false);
    expect(isReadTo({ ...idle, readTo: null, closedOn: '2026-01-31' }, '2026-03-02')).toBe(true);
  });
});
