/** Groups of lists over HTTP: whatever a list is put together by, each group is a filter that leaves just its rows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filtersOfGroup, type ListAnswer, type ListGroupsAnswer, type ListShape } from '#lists/contract';
import { fillLists, listShapes } from '#test/list-shapes';
import { openWorkdayServer, type WorkdayServer } from '#test/workday-server';

let opened: WorkdayServer;
beforeAll(async () => {
  opened = await openWorkdayServer('controller', 'Con Troller', 'controller');
  await fillLists(opened.day);
});
afterAll(() => opened.close());

async function get<T>(shape: ListShape, suffix: string, query: Record<string, string>): Promise<T> {
  const where = shape.ofTenant ? {} : { company: 'DE01' };
  const address = `${shape.path}${suffix}?${new URLSearchParams({ ...where, ...query })}`;
  const response = await opened.browser.ask('GET', address);
  expect(response.status, `${address} ${await response.clone().text()}`).toBe(200);
  return (await response.json()) as T;
}
const groupsOf = ({ columns }: ListShape): string[] => Object.keys(columns).filter((key) => columns[key]!.group);

describe('R70 what a list is put together by', () => {
  it.each(listShapes.map((shape) => [shape.name, shape] as const))('leads to its rows: %s', async (_name, shape) => {
    let followed = 0;
    for (const group of groupsOf(shape)) {
      const { groups } = await get<ListGroupsAnswer>(shape, '/groups', { group });
      expect(groups.length, group).toBeGreaterThan(0);
      for (const one of groups.slice(0, 12)) {
        const filters = filtersOfGroup(shape, group, one);
        const { totals } = await get<ListAnswer<unknown>>(shape, '', { ...filters, limit: '0' });
        const { key: _key, label: _label, ...sums } = one;
        expect(totals, `${group} ${JSON.stringify(filters)}`).toEqual([sums]);
        followed += 1;
      }
    }
    expect(followed).toBeGreaterThan(2);
  });

  it('knows groups of texts and of what is empty', async () => {
    const kinds = { text: 0, empty: 0 };
    for (const shape of listShapes)
      for (const group of groupsOf(shape)) {
        const { groups } = await get<ListGroupsAnswer>(shape, '/groups', { group });
        if (groups.some(({ key }) => key === '')) kinds.empty += 1;
        else if (shape.columns[group]!.kind === 'text') kinds.text += 1;
      }
    expect(kinds.text).toBeGreaterThan(2);
    expect(kinds.empty).toBeGreaterThan(2);
  });
});
