/** Schedules: what runs by itself and when, set anew from a day on; earlier versions stay as history. */
import { useState } from 'react';
import type { SchedulesAnswer } from '#operations/contract';
import { formatDay, humanise, readDay } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { staleSetting, useSeen } from '../../parts/as-seen.ts';
import { Conflict } from '../../parts/conflict.tsx';
import { Check, Field, refusedAt, refusedElsewhere } from '../../parts/field.tsx';
import { SubmitButton } from '../../parts/form-foot.tsx';
import { weekdayName, whenText } from '../../parts/run-words.ts';
import { Refused } from '../../parts/states.tsx';
import { useMay, useReading, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { Part, Read } from './section.tsx';

type Schedule = SchedulesAnswer['schedules'][number];
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

export default function Schedules() {
  const schedules = useReading<SchedulesAnswer>('/api/schedules');
  const mayEdit = useMay('operations.edit-schedule');
  const [editing, setEditing] = useState<string>();
  return (
    <Read reading={schedules}>
      {(data) => {
        // A rule is the kind's: of the day run, which each company has of its own, the first tells it.
        const rules = [...new Map(data.schedules.toReversed().map((one) => [one.kind, one])).values()].toReversed();
        return (
          <Part title={t('Schedules')} meta={t('What runs by itself, and when. Earlier versions stay as history.')}>
            {rules.length === 0 ? (
              <p className="border-t border-line px-6 py-3 text-ink-2">{t('Nothing runs by itself yet.')}</p>
            ) : (
              <ul aria-label={t('Schedules')} className="border-t border-line bg-surface">
                {rules.map((one) => (
                  <li key={one.kind} className="border-b border-line px-6 py-2.5">
                    {editing === one.kind ? (
                      <ScheduleForm rule={one} close={() => setEditing(undefined)} />
                    ) : (
                      <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
                        <h3 className="w-40 font-medium">{t(humanise(one.kind))}</h3>
                        <span className={`min-w-0 flex-1 ${one.active ? '' : 'text-ink-2'}`}>{whenText(one)}</span>
                        {mayEdit && (
                          <button
                            type="button"
                            className="button"
                            aria-label={t('Edit {name}', { name: t(humanise(one.kind)) })}
                            onClick={() => setEditing(one.kind)}
                          >
                            {t('Edit')}
                          </button>
                        )}
                      </div>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </Part>
        );
      }}
    </Read>
  );
}

function ScheduleForm({ rule, close }: { rule: Schedule; close: () => void }) {
  const writing = useWriting<{ validFrom: string }>();
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: rule.zone }).format(new Date());
  const [active, setActive] = useState(rule.active);
  const [at, setAt] = useState(rule.at ?? '');
  const [minutes, setMinutes] = useState(String(rule.everyMinutes ?? ''));
  const [days, setDays] = useState<ReadonlySet<number>>(new Set(rule.weekdays));
  const [from, setFrom] = useState(formatDay(today, 'field'));
  const [wrong, setWrong] = useState<string>();
  const name = t(humanise(rule.kind));
  const daily = rule.kind === 'day-run';
  const [seen, setSeen] = useSeen(rule.version);
  const save = (than = seen): void => {
    const validFrom = readDay(from);
    setWrong(validFrom === undefined ? t('Write a day such as {day}', { day: formatDay(today, 'field') }) : undefined);
    if (validFrom === undefined) return;
    writing.mutate(
      {
        path: '/api/schedules',
        body: {
          kind: rule.kind,
          validFrom,
          active,
          at: daily ? at.trim() : null,
          everyMinutes: daily ? null : /^\d{1,4}$/.test(minutes.trim()) ? Number(minutes) : 0,
          weekdays: weekdays.filter((one) => days.has(one)),
          seen: { version: than },
        },
      },
      {
        told: () => say(t('Set from {day} on: {name}.', { day: formatDay(validFrom), name })),
        onSuccess: close,
      },
    );
  };
  const theirs = staleSetting<Schedule>(writing.error);
  const weekdaysText = (of: readonly number[]): string =>
    weekdays
      .filter((one) => of.includes(one))
      .map(weekdayName)
      .join(' ');
  useKeys([
    { keys: 'mod+Enter', label: t('Save'), whileTyping: true, run: () => save() },
    { keys: 'Escape', label: t('Close'), whileTyping: true, run: close },
  ]);
  return (
    <form
      aria-label={t('Edit {name}', { name })}
      className="flex flex-col gap-3 py-1"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="flex flex-wrap items-start gap-x-5 gap-y-3">
        <h3 className="mt-5 w-40 font-medium">{name}</h3>
        {daily ? (
          <Field label={t('Time of day')}>
            {(control) => (
              <input
                {...control}
                // biome-ignore lint/a11y/noAutofocus: the form stands where the button was that asked for it
                autoFocus
                className="field w-20 tabular-nums"
                placeholder="06:00"
                value={at}
                onChange={(event) => setAt(event.target.value)}
              />
            )}
          </Field>
        ) : (
          <Field label={t('Every so many minutes')}>
            {(control) => (
              <input
                {...control}
                // biome-ignore lint/a11y/noAutofocus: the form stands where the button was that asked for it
                autoFocus
                inputMode="numeric"
                className="field w-20 text-right tabular-nums"
                value={minutes}
                onChange={(event) => setMinutes(event.target.value)}
              />
            )}
          </Field>
        )}
        <fieldset>
          <legend className="text-meta text-ink-2">{t('Weekdays')}</legend>
          <div className="flex h-7 flex-wrap items-center gap-x-3">
            {weekdays.map((one) => (
              <Check
                key={one}
                checked={days.has(one)}
                onChange={(on) => {
                  const next = new Set(days);
                  if (on) next.add(one);
                  else next.delete(one);
                  setDays(next);
                }}
              >
                {weekdayName(one)}
              </Check>
            ))}
          </div>
        </fieldset>
        <Field label={t('Applies from')} error={wrong ?? refusedAt(writing.error, 'validFrom')}>
          {(control) => (
            <input
              {...control}
              className="field w-28 tabular-nums"
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            />
          )}
        </Field>
        <Check className="mt-5 h-7" checked={active} onChange={(on) => setActive(on)}>
          {t('Runs by itself')}
        </Check>
      </div>
      {theirs ? (
        <Conflict
          rows={[
            daily
              ? [t('Time of day'), at.trim(), theirs.at ?? '']
              : [t('Every so many minutes'), minutes.trim(), String(theirs.everyMinutes ?? '')],
            [t('Weekdays'), weekdaysText([...days]), weekdaysText(theirs.weekdays)],
            [t('Applies from'), from.trim(), formatDay(theirs.validFrom, 'field')],
            [t('Runs by itself'), active ? t('yes') : t('no'), theirs.active ? t('yes') : t('no')],
          ]}
          keepMine={() => {
            setSeen(theirs.version);
            save(theirs.version);
          }}
          keepTheirs={close}
        />
      ) : (
        refusedElsewhere(writing.error, ['validFrom']) && <Refused error={writing.error} />
      )}
      <div className="flex gap-2">
        <SubmitButton does={t('Save')} busy={writing.isPending} />
        <button type="button" className="button" onClick={close}>
          {t('Cancel')}
        </button>
      </div>
    </form>
  );
}
