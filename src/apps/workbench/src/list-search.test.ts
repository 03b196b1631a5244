/** What an address asks of a list: what the list knows and what can be meant, and nothing else. */
import { describe, expect, it } from 'vitest';
import { listShape } from '#lists/contract';
import { listSearch } from './list-search.ts';

const search = listSearch(
  listShape({
    path: '/api/things',
    name: 'Things',
    columns: {
      number: { kind: 'text' },
      day: { kind: 'day', group: true },
      late: { kind: 'count' },
      amount: { kind: 'money' },
      currency: { kind: 'code' },
    },
    sum: 'amount',
    sort: 'day',
  }),
);
const known = (raw: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(search(raw)).filter(([, value]) => value !== undefined));

describe('the address of a list', () => {
  it('says its filters, its order and its groups', () => {
    const said = {
      ...{ number: 'RE-1', dayFrom: '2026-02-28', lateTo: '-3', amountFrom: '1234.50', currency: 'EUR' },
      ...{ search: 'x', sort: '-amount', group: 'day', hide: 'late', widths: 'day.120' },
    };
    expect(known(said)).toEqual(said);
    expect(known({ dayFrom: '=' })).toEqual({ dayFrom: '=' });
  });

  it('is passed over where it says no day, no number, no column, and what nobody knows', () => {
    expect(
      known({
        ...{ dayFrom: '2026-13-45', dayTo: '2026-02-30', lateFrom: 'many', lateTo: '1.5', amountFrom: '1.234,50' },
        ...{ amountTo: 'NaN', sort: 'colour', group: 'amount', utm_source: 'mail', number: '' },
      }),
    ).toEqual({});
  });
});
