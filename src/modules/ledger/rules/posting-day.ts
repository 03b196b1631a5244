/** On which day something is posted whose own day may lie in a closed month. Pure. */
import { addMonths, type Day, periodOf } from '#kernel';

export interface ClosedMonths {
  /** The last month closed for good; null: none is. */
  readonly closedTo: string | null;
  /** Months before it that take postings all the same: they were left open before months were closed in their order. */
  readonly openBefore: readonly string[];
}

/** The day itself, or, where its month is closed for good, the first day after it that takes a posting. */
export function postingDayOf(day: Day, { closedTo, openBefore }: ClosedMonths): Day {
  const month = periodOf(day);
  if (closedTo === null || month > closedTo || openBefore.includes(month)) return day;
  const next = openBefore.filter((one) => one > month).sort()[0];
  return next === undefined ? addMonths(`${closedTo}-01`, 1) : `${next}-01`;
}
