/** Where the lines of groups and the rows of opened ones stand in a list that is drawn in windows. */

/** A line of the list: a group, or the row at this place of the ungrouped list. */
export type PlannedLine = { readonly group: number } | { readonly row: number };

export interface GroupPlan {
  /** How many lines there are. */
  readonly count: number;
  at(index: number): PlannedLine | undefined;
}

/** Plans the lines: a group's own, then its rows where it is open. The rows of a group follow those of the one before. */
export function planGroups(groups: readonly { readonly items: number; readonly open: boolean }[]): GroupPlan {
  const firstLines: number[] = [];
  const firstRows: number[] = [];
  let line = 0;
  let row = 0;
  for (const group of groups) {
    firstLines.push(line);
    firstRows.push(row);
    line += 1 + (group.open ? group.items : 0);
    row += group.items;
  }
  return {
    count: line,
    at(index) {
      if (index < 0 || index >= line) return undefined;
      // The last group that begins at or before the line.
      let [low, high] = [0, groups.length - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (firstLines[middle]! <= index) low = middle;
        else high = middle - 1;
      }
      const within = index - firstLines[low]!;
      return within === 0 ? { group: low } : { row: firstRows[low]! + within - 1 };
    },
  };
}
