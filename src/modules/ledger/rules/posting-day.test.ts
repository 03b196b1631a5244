import { describe, expect, it } from 'vitest';
import { postingDayOf } from './posting-day.ts';

describe('R54 What comes after its month was closed', () => {
  it('is posted on its own day while that takes postings, else on the first day that does', () => {
    expect(postingDayOf('2026-01-30', { closedTo: null, openBefore: [] })).toBe('2026-01-30');
    const closed = { closedTo: '2026-01', openBefore: [] };
    expect(postingDayOf('2026-02-01', closed)).toBe('2026-02-01');
    expect(postingDayOf('2026-01-30', closed)).toBe('2026-02-01');
    expect(postingDayOf('2019-05-03', closed)).toBe('2026-02-01');
    expect(postingDayOf('2025-11-03', { closedTo: '2025-12', openBefore: [] })).toBe('2026-01-01');
  });

  it('goes into a month that was left open before a closed one', () => {
    const closed = { closedTo: '2026-03', openBefore: ['2026-02', '2025-12'] };
    expect(postingDayOf('2025-12-24', closed)).toBe('2025-12-24');
    expect(postingDayOf('2025-11-24', closed)).toBe('2025-12-01');
    expect(postingDayOf('2026-01-24', closed)).toBe('2026-02-01');
    expect(postingDayOf('2026-03-24', closed)).toBe('2026-04-01');
  });
});
