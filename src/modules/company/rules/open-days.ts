/** On which days a company is at work. Pure. */
import { addDays, type Day } from '#kernel';
import { isBusinessDay } from '#kernel/calendar';
import type { OpenCompany } from '../model.ts';

/** The days from the one named on, so many of them, on which nobody is there: weekends, public holidays, closing days. */
export const closedDays = (company: Pick<OpenCompany, 'country' | 'closingDays'>, from: Day, days: number): Day[] =>
  Array.from({ length: days }, (_, ahead) => addDays(from, ahead)).filter(
    (day) => !isBusinessDay(day, company.country) || company.closingDays.includes(day),
  );
