/** When scheduled work is due: from the rule, the zone and the clock alone. Pure. */
import { addDays, type Day, dayInZone, instantInZone, weekdayOf } from '#kernel';

export interface ScheduleRule {
  readonly active: boolean;
  /** A time of day `HH:MM` in the zone; null: every so many minutes. */
  readonly at: string | null;
  readonly everyMinutes: number | null;
  /** ISO weekdays, 1 Monday … 7 Sunday. */
  readonly weekdays: readonly number[];
}

/** One moment at which a schedule wants its work: the key tells it apart from all others of the same schedule. */
export interface Occurrence {
  readonly key: string;
  readonly at: Date;
}

/** How far a schedule has come. */
export interface Wake {
  readonly occurrence: string;
  readonly dueAt: Date;
  readonly state: 'done' | 'retrying' | 'given-up';
  readonly attempts: number;
  readonly retryAt: Date | null;
}

/**
 * The newest occurrence that is not later than `now`; null when the rule is off. A time of day has one occurrence per
 * local day, its key, whatever the clocks do: 02:30 on a day without 02:30 is due when clocks have gone past it, 02:30 on a
 * day with two is due at the first. Only the newest counts: after days of standstill the work is due once, not once per day.
 */
export function latestOccurrence(rule: ScheduleRule, zone: string, now: Date): Occurrence | null {
  if (!rule.active) return null;
  const today = dayInZone(now, zone);
  if (rule.at === null) {
    if (!rule.weekdays.includes(weekdayOf(today))) return null;
    const length = rule.everyMinutes! * 60_000;
    const at = new Date(Math.floor(now.getTime() / length) * length);
    return { key: at.toISOString(), at };
  }
  for (let back = 0; back <= 7; back += 1) {
    const day: Day = addDays(today, -back);
    const at = instantInZone(day, rule.at, zone);
    if (at <= now && rule.weekdays.includes(weekdayOf(day))) return { key: day, at };
  }
  return null;
}

/** A last occurrence that lies this far ahead of the clock was made by a clock that ran wrong. */
const wrongClockMs = 36 * 3_600_000;

/**
 * Whether an occurrence should run now. Never twice, also when the clock is set back across it; but a clock that once
 * stood far in the future does not silence the schedule until then.
 */
export function isDue(occurrence: Occurrence, last: Wake | null, now: Date): boolean {
  if (last === null) return true;
  if (last.dueAt.getTime() > now.getTime() + wrongClockMs) return true;
  if (occurrence.key !== last.occurrence) return occurrence.at > last.dueAt;
  if (last.state !== 'retrying') return false;
  return last.retryAt === null || last.retryAt <= now || last.retryAt.getTime() > now.getTime() + wrongClockMs;
}

const mostAttempts = 6;

/** After an attempt that did not succeed: when to try again (1, 2, 4 … minutes later), or null to give this occurrence up. */
export function retryAfter(attempts: number, now: Date): Date | null {
  return attempts >= mostAttempts ? null : new Date(now.getTime() + 2 ** (attempts - 1) * 60_000);
}
