/** Lines of groups and rows in their places. */
import { describe, expect, it } from 'vitest';
import { planGroups } from './group-plan.ts';

describe('R67 a list in groups', () => {
  it('shows the lines of closed groups alone, and the rows of opened ones beneath theirs', () => {
    const plan = planGroups([
      { items: 3, open: false },
      { items: 2, open: true },
      { items: 1, open: false },
    ]);
    expect(plan.count).toBe(5);
    expect([0, 1, 2, 3, 4].map((index) => plan.at(index))).toEqual([
      { group: 0 },
      { group: 1 },
      { row: 3 },
      { row: 4 },
      { group: 2 },
    ]);
    expect(plan.at(5)).toBeUndefined();
    expect(planGroups([]).count).toBe(0);
  });

  it('finds every row of many opened groups exactly once', () => {
    const groups = Array.from({ length: 400 }, (_, index) => ({ items: (index * 7) % 13, open: index % 3 !== 0 }));
    const plan = planGroups(groups);
    const rows: number[] = [];
    let lines = 0;
    for (let index = 0; index < plan.count; index += 1) {
      const line = plan.at(index)!;
      if ('row' in line) rows.push(line.row);
      else expect(line.group).toBe(lines++);
    }
    let at = 0;
    const expected = groups.flatMap((group) => {
      const first = at;
      at += group.items;
      return group.open ? Array.from({ length: group.items }, (_, index) => first + index) : [];
    });
    expect(lines).toBe(groups.length);
    expect(rows).toEqual(expected);
  });
});
