/** `schedules list` and `schedules set`. */
import { dayInZone, done } from '#kernel';
import { listSchedules, type ScheduleState, scheduleKinds, scheduleToJson, setSchedule } from '#operations';
import { type Command, countOption, dayOption, textOption, UsageError, withBooks } from '../command.ts';
import { table } from '../output.ts';

const weekdayNames = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A schedule's rule as people say it. */
function inWords({ rule, zone }: ScheduleState): string {
  if (!rule.active) return 'off';
  const days = rule.weekdays.length === 7 ? 'every day' : rule.weekdays.map((one) => weekdayNames[one]).join(', ');
  return rule.at === null ? `every ${rule.everyMinutes} minutes, ${days}` : `${rule.at} ${zone}, ${days}`;
}

const lastInWords = ({ last, due }: ScheduleState): string =>
  [
    last === null ? 'not yet' : `${last.dueAt.toISOString().slice(0, 16)}Z ${last.state.replace('-', ' ')}`,
    last?.code ? `(${last.code}, attempt ${last.attempts})` : '',
    due ? 'due now' : '',
  ]
    .filter(Boolean)
    .join(' ');

export const schedulesListCommand: Command = {
  name: 'schedules list',
  arguments: '',
  summary: 'When the day runs, the inbox is read and the outbox is emptied, and how far each has come.',
  files: [0, 0],
  run(invocation) {
    return withBooks(invocation, async ({ engine, tenant }) => {
      const schedules = await listSchedules(engine, tenant.id);
      const rows = schedules.map((one) => [one.kind, one.scope, inWords(one), lastInWords(one)]);
      return done({
        json: { schedules: schedules.map(scheduleToJson) },
        text: table(['Work', 'Company', 'When', 'Last'], rows),
      });
    });
  },
};

export const schedulesSetCommand: Command = {
  name: 'schedules set',
  arguments: 'day-run|inbox|outbox --at HH:MM | --every MINUTES | --off  [--weekdays 1,2,3,4,5] [--from YYYY-MM-DD]',
  summary: 'Sets a schedule from a day on; the server follows it.',
  options: { at: 'text', every: 'text', weekdays: 'text', from: 'text', off: 'flag' },
  files: [1, 1],
  run(invocation) {
    const kind = scheduleKinds.find((one) => one === invocation.files[0]);
    if (kind === undefined) throw new UsageError(`A schedule is one of ${scheduleKinds.join(', ')}.`);
    const active = invocation.options['off'] !== true;
    const at = textOption(invocation, 'at') ?? (active || kind !== 'day-run' ? null : '05:30');
    const everyMinutes =
      textOption(invocation, 'every') === undefined && (active || kind === 'day-run')
        ? null
        : countOption(invocation, 'every', 15);
    const weekdays = (textOption(invocation, 'weekdays') ?? '1,2,3,4,5,6,7').split(',').map(Number);
    return withBooks(invocation, async ({ engine, tenant, caller }) => {
      const [first] = await listSchedules(engine, tenant.id);
      const validFrom = dayOption(invocation, 'from') ?? dayInZone(invocation.clock.now(), first?.zone ?? 'UTC');
      const outcome = await setSchedule(engine, caller, { kind, validFrom, active, at, everyMinutes, weekdays });
      if (!outcome.ok) return outcome;
      return done({ json: outcome.value, text: `The ${kind} follows this schedule from ${validFrom} on.` });
    });
  },
};
