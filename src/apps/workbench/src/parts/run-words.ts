/** Runs and schedules of the house in words: what runs and when, where it is, how far it came. */
import type { ListRow } from '#lists/contract';
import type { SchedulesAnswer } from '#operations/contract';
import type { runsList } from '#operations/lists';
import { formatCount, humanise, sentence } from '../format.ts';
import { language, t } from '../language.ts';

export type Run = ListRow<typeof runsList>;

export const isDone = ({ state }: Run): boolean => state === 'done' || state === 'noted';

/** A kind as people say it; imports carry what they import in their name, others their company. */
export const kindText = (kind: string): string => {
  const imported = /^file-import of (\w+) into (\w+)$/.exec(kind);
  if (!imported) {
    const [work, ...company] = kind.split(' ');
    return [t(humanise(work!)), ...company].join(' ');
  }
  return t('{kind} into {company}', {
    kind: imported[1] === 'items' ? t('Open items') : t('Customers'),
    company: imported[2]!,
  });
};

/** A stage such as `cash DE01`, its first word in the reader's language; a file's name stays as it is. */
export const stageText = (stage: string): string => {
  const [first, ...rest] = stage.split(' ');
  return /^[a-z-]+$/.test(first!) ? [t(humanise(first!)), ...rest].join(' ') : stage;
};

/** Where a run is, or how it ended, in a line. */
export function runText(run: Run): string {
  if (run.state === 'refused') return sentence(run.detail.refusal?.message ?? t('refused'));
  if (run.state === 'failed') return t('broke off at {stage}', { stage: stageText(run.stage ?? '') || t('its start') });
  if (isDone(run)) return t('done');
  const far =
    run.progressTotal === null
      ? undefined
      : t('{done} of {total}', { done: formatCount(run.progressDone), total: formatCount(run.progressTotal) });
  return [stageText(run.stage ?? '') || t('Begins…'), far].filter(Boolean).join(' · ');
}

const weekdayFormat = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
/** 1 Monday … 7 Sunday: the first of January 2024 was a Monday. */
export const weekdayName = (weekday: number): string => weekdayFormat.format(new Date(Date.UTC(2024, 0, weekday)));

/** When a schedule runs, in a line. */
export function whenText({ active, at, everyMinutes, weekdays, zone }: SchedulesAnswer['schedules'][number]): string {
  if (!active) return t('switched off');
  const days = weekdays.length === 7 ? t('every day') : weekdays.map(weekdayName).join(', ');
  return at === null
    ? t('every {minutes} minutes, {days}', { minutes: everyMinutes ?? 0, days })
    : t('at {time} ({zone}), {days}', { time: at, zone, days });
}
