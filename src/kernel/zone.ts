/** Instants seen from a time zone: the local day and hour. The instant is passed in; no clock is read here. */
import type { Day } from './day.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function parts(instant: Date, zone: string): Record<string, string> {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, part.value]));
}

/** The calendar day of an instant in an IANA time zone. */
export function dayInZone(instant: Date, zone: string): Day {
  const { year, month, day } = parts(instant, zone);
  return `${year}-${month}-${day}`;
}

/** The hour (0–23) and minute of an instant in an IANA time zone. */
export function timeInZone(instant: Date, zone: string): { hour: number; minute: number } {
  const { hour, minute } = parts(instant, zone);
  return { hour: Number(hour), minute: Number(minute) };
}

/** Milliseconds by which the zone's clocks are ahead of UTC at an instant. */
function offsetAt(instant: Date, zone: string): number {
  const { year, month, day, hour, minute, second } = parts(instant, zone);
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return local - Math.floor(instant.getTime() / 1000) * 1000;
}

/**
 * The instant at which clocks of a zone show a time of day (`HH:MM`) on a day. A time that is skipped when clocks go
 * forward happens later by as much as was skipped (02:30 is 03:30); one that comes twice happens the first time.
 */
export function instantInZone(day: Day, time: string, zone: string): Date {
  const local = Date.parse(`${day}T${time}:00Z`);
  // The offsets a day before and a day after are those on either side of a change on this day.
  const before = offsetAt(new Date(local - 86_400_000), zone);
  const after = offsetAt(new Date(local + 86_400_000), zone);
  const fits = [before, after]
    .map((offset) => new Date(local - offset))
    .filter((instant) => offsetAt(instant, zone) === local - instant.getTime());
  const first = fits.sort((a, b) => a.getTime() - b.getTime())[0];
  return first ?? new Date(local - before);
}
