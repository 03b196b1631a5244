/** Sets when a kind of scheduled work runs, from a day on. */
import { type Day, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import type { ScheduleKind } from '../model.ts';
import type { ScheduleRule } from '../rules/schedule.ts';
import { insertSchedule } from '../store.ts';

export interface NewSchedule extends ScheduleRule {
  readonly kind: ScheduleKind;
  readonly validFrom: Day;
}

/**
 * Writes a new version of a schedule; older ones stay as history. Refuses `operations.schedule-malformed`: a time of day
 * for what runs every so many minutes or the other way round, a time that is none, no weekday.
 */
export async function setSchedule(
  engine: Engine,
  caller: Caller,
  input: NewSchedule,
): Promise<Outcome<{ kind: ScheduleKind; validFrom: Day }>> {
  const fault = faultOf(input);
  if (fault) return refuse('operations.schedule-malformed', `${fault} Nothing was changed.`, { kind: input.kind });
  const { kind, validFrom } = input;
  const description = {
    operation: 'operations.set-schedule',
    reason: `The schedule of the ${kind.replace('-', ' ')} was set from ${validFrom} on.`,
    input,
  };
  return runCommand(engine, caller, description, async (tx) => {
    insertSchedule(tx, kind, validFrom, input);
    return done({ kind, validFrom });
  });
}

function faultOf({ kind, at, everyMinutes, weekdays }: NewSchedule): string | null {
  if (weekdays.length === 0 || weekdays.some((one) => !Number.isInteger(one) || one < 1 || one > 7))
    return 'Weekdays are numbers from 1 (Monday) to 7 (Sunday), at least one.';
  if (kind === 'day-run')
    return at !== null && everyMinutes === null && /^([01]\d|2[0-3]):[0-5]\d$/.test(at)
      ? null
      : 'The day run needs a time of day HH:MM.';
  return at === null &&
    everyMinutes !== null &&
    Number.isInteger(everyMinutes) &&
    everyMinutes >= 1 &&
    everyMinutes <= 1440
    ? null
    : `The ${kind} runs every so many minutes, 1 to 1440.`;
}
