/**
 * When a customer may be written to: 8:00 to 20:00 local time on business days of its country, and only while the company that
 * writes is open, for whoever answers wants to reach somebody. Pure.
 */
import type { OpenCompany } from '#company';
import { type Day, dayInZone, timeInZone } from '#kernel';
import { isBusinessDay } from '#kernel/calendar';

/** Contact hours; law by country becomes dated data with the regulation issue. */
const [firstHour, lastHour] = [8, 20];
/** Further ahead nobody looks: longer than any holiday of a country with a company's own closing beside it. */
const mostDaysAhead = 60;

/** Where and when it is with whom is written to. */
interface Reader {
  readonly timeZone: string;
  readonly country: string;
}
type Writer = Pick<OpenCompany, 'timeZone' | 'closingDays'>;

/**
 * The first instant not before `now` at which a customer may be contacted by the company; null when that is now. Found by
 * whole hours, at most sixty days ahead.
 */
export function contactNotBefore(now: Date, { timeZone, country }: Reader, company: Writer): string | null {
  const allowed = (instant: Date): boolean => {
    const { hour } = timeInZone(instant, timeZone);
    const day = dayInZone(instant, timeZone);
    // Closed is the day that either of them has: at midnight here it is still the evening of it elsewhere.
    const closed = (one: Day): boolean => company.closingDays.includes(one);
    return (
      hour >= firstHour &&
      hour < lastHour &&
      isBusinessDay(day, country) &&
      !closed(day) &&
      !closed(dayInZone(instant, company.timeZone))
    );
  };
  if (allowed(now)) return null;
  const hour = 3_600_000;
  const start = Math.floor(now.getTime() / hour) * hour;
  for (let ahead = 1; ahead < mostDaysAhead * 24; ahead += 1) {
    const instant = new Date(start + ahead * hour);
    if (allowed(instant)) return instant.toISOString();
  }
  return new Date(start + mostDaysAhead * 24 * hour).toISOString();
}

/** The same for many customers of a company at one instant: each zone and country is looked at once. */
export function contactTimesFrom(now: Date, company: Writer): (reader: Reader) => string | null {
  const known = new Map<string, string | null>();
  return ({ timeZone, country }) => {
    const key = `${timeZone} ${country}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const instant = contactNotBefore(now, { timeZone, country }, company);
    known.set(key, instant);
    return instant;
  };
}
