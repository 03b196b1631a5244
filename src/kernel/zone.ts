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
