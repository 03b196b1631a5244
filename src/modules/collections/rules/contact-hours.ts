/** When a customer may be written to: 8:00 to 20:00 local time on business days of its country. Pure. */
import { addDays, dayInZone, timeInZone } from '#kernel';
import { isBusinessDay } from '#kernel/calendar';

/** Contact hours; law by country becomes dated data with the regulation issue. */
const [firstHour, lastHour] = [8, 20];

/**
 * The first instant not before `now` at which a customer in this zone and country may be contacted; null when that is
 * now. Found by whole hours, at most ten days ahead (long holidays).
 */
export function contactNotBefore(now: Date, timeZone: string, country: string): string | null {
  const allowed = (instant: Date): boolean => {
    const { hour } = timeInZone(instant, timeZone);
    return hour >= firstHour && hour < lastHour && isBusinessDay(dayInZone(instant, timeZone), country);
  };
  if (allowed(now)) return null;
  const hour = 3_600_000;
  const start = Math.floor(now.getTime() / hour) * hour;
  for (let ahead = 1; ahead <= 240; ahead += 1) {
    const instant = new Date(start + ahead * hour);
    if (allowed(instant)) return instant.toISOString();
  }
  return `${addDays(dayInZone(now, timeZone), 10)}T12:00:00.000Z`;
}

/** The same for many customers at one instant: each zone and country is looked at once. */
export function contactTimesFrom(now: Date): (timeZone: string, country: string) => string | null {
  const known = new Map<string, string | null>();
  return (timeZone, country) => {
    const key = `${timeZone} ${country}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const instant = contactNotBefore(now, timeZone, country);
    known.set(key, instant);
    return instant;
  };
}
