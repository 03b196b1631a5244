/** Dunning procedures: when each level comes, by which channel and at what charge; every version from a day on. */

import { type ReactNode, useState } from 'react';
import type { ProcedureBody, ProceduresAnswer } from '#collections/contract';
import type { TodayAnswer } from '#operations/contract';
import { formatDay, formatInstant, formatMoney, readDay, readMoney } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { staleSetting, useSeen } from '../../parts/as-seen.ts';
import { Conflict } from '../../parts/conflict.tsx';
import { Check, Field, refusedAt, refusedElsewhere } from '../../parts/field.tsx';
import { SubmitButton } from '../../parts/form-foot.tsx';
import { CloseIcon } from '../../parts/icons.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Refused } from '../../parts/states.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { Part, Read } from './section.tsx';

type Version = ProceduresAnswer['rows'][number];

const newestOf = (versions: readonly Version[]): Version =>
  versions.reduce((last, one) => (BigInt(one.seq) > BigInt(last.seq) ? one : last));

const daysText = (days: number): string => (days === 1 ? t('1 day') : t('{days} days', { days }));

/** Where the form of a procedure that is not there yet stands; not a code that one may have. */
const fresh = '+';

export default function Procedures() {
  const procedures = useReading<ProceduresAnswer>('/api/dunning/procedures');
  const today = useReading<TodayAnswer>('/api/today');
  const { company } = useWork();
  const mayEdit = useMay('collections.edit-procedure');
  const [editing, setEditing] = useState<string>();
  // Procedures are the tenant's: looked at for all companies, amounts begin in the currency of the first.
  const mine = today.data?.companies.find((one) => one.company === company) ?? today.data?.companies[0];
  const close = (): void => setEditing(undefined);
  const add = mayEdit && editing === undefined && (
    <button type="button" className="button" onClick={() => setEditing(fresh)}>
      {t('New procedure')}
    </button>
  );
  return (
    <Read reading={procedures}>
      {({ rows }) => {
        const codes = [...new Set(rows.map((one) => one.code))];
        const form = editing === fresh && mine && (
          <Part title={t('New procedure')}>
            <ProcedureForm
              current={undefined}
              newest={undefined}
              code={codes.includes(standard) ? '' : standard}
              day={mine.businessDay}
              currency={mine.currency}
              close={close}
            />
          </Part>
        );
        return codes.length === 0 ? (
          <>
            <div className="flex flex-col items-start gap-3 px-6 py-5">
              <p className="text-ink-2">
                {t('No procedure is set: nobody is reminded. The first one is named “standard”.')}
              </p>
              {add}
            </div>
            {form}
          </>
        ) : (
          <>
            {form}
            {codes.map((code, index) => {
              const versions = rows.filter((one) => one.code === code);
              const current = versions.find((one) => one.state === 'in_force') ?? versions[0]!;
              return (
                <ProcedurePart
                  key={code}
                  current={current}
                  versions={versions}
                  actions={
                    mayEdit &&
                    editing === undefined && (
                      <>
                        <button
                          type="button"
                          className="button"
                          aria-label={t('Edit {name}', { name: current.name })}
                          onClick={() => setEditing(code)}
                        >
                          {t('Edit')}
                        </button>
                        {index === 0 && add}
                      </>
                    )
                  }
                  form={
                    editing === code &&
                    mine && (
                      <ProcedureForm
                        {...{ current, code, close }}
                        newest={newestOf(versions)}
                        day={mine.businessDay}
                        currency={mine.currency}
                      />
                    )
                  }
                />
              );
            })}
          </>
        );
      }}
    </Read>
  );
}

/** The procedure of customers for whom no other one is named. */
const standard = 'standard';

interface PartProps {
  readonly current: Version;
  readonly versions: readonly Version[];
  readonly actions: ReactNode;
  /** What changes it, where somebody does. */
  readonly form: ReactNode;
}

function ProcedurePart({ current, versions, actions, form }: PartProps) {
  return (
    <Part
      title={current.name}
      meta={
        <>
          {current.code}
          {current.state === 'coming' && ` · ${t('from {day}', { day: formatDay(current.validFrom) })}`}
        </>
      }
      actions={actions}
    >
      {form || <Levels version={current} />}
      <History versions={versions.filter((one) => one !== current)} />
    </Part>
  );
}

function Levels({ version }: { version: Version }) {
  return (
    <>
      <LedgerTable
        label={t('Levels of {name}', { name: version.name })}
        className="border-t border-line bg-surface"
        heads={[
          t('Level'),
          { text: t('Days overdue'), numeric: true },
          { text: t('Days since the last'), numeric: true },
          t('Sent by'),
          { text: t('Charge'), numeric: true },
        ]}
      >
        <tbody>
          {version.levels.map((level) => (
            <tr key={level.level}>
              <th scope="row" className="tabular-nums">
                {level.level}
              </th>
              <td className="numeric">{level.daysOverdue}</td>
              <td className="numeric">{level.daysSinceLast}</td>
              <td>
                {channelText(level.channel)}
                {level.attachLetter && <span className="text-ink-2"> · {t('with the letter attached')}</span>}
                {level.copies.length > 0 && <span className="text-ink-2"> · {t('with copies of the documents')}</span>}
              </td>
              <td className="numeric">
                {level.charge && (
                  <>
                    {formatMoney(level.charge.amount, level.charge.currency)}{' '}
                    <span className="text-meta text-ink-2">{level.charge.currency}</span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </LedgerTable>
      <dl data-rule className="flex flex-wrap gap-x-8 gap-y-1 px-6 pt-2.5">
        <div className="flex gap-2">
          <dt className="text-ink-2">{t('Between two notices')}</dt>
          <dd>{daysText(version.daysBetweenNotices)}</dd>
        </div>
        <div className="flex gap-2">
          <dt className="text-ink-2">{t('Time to pay')}</dt>
          <dd>{daysText(version.daysToPay)}</dd>
        </div>
        {version.minimum.length > 0 && (
          <div className="flex gap-2">
            <dt className="text-ink-2">{t('Nothing is sent up to')}</dt>
            {version.minimum.map((one) => (
              <dd key={one.currency} className="tabular-nums">
                {formatMoney(one.amount, one.currency)} <span className="text-meta text-ink-2">{one.currency}</span>
              </dd>
            ))}
          </div>
        )}
      </dl>
    </>
  );
}

const channelText = (channel: 'email' | 'letter' | null): string =>
  channel === 'email' ? t('E-mail') : channel === 'letter' ? t('Letter') : t('as the customer wants');

function History({ versions }: { versions: readonly Version[] }) {
  if (versions.length === 0) return null;
  return (
    <details className="px-6 pt-3">
      <summary className="text-ink-2">{t('Other versions')}</summary>
      <ul className="pt-1.5">
        {versions.map((one) => (
          <li key={String(one.seq)} className="flex flex-wrap gap-x-4 py-0.5">
            <span className="w-40">
              {one.state === 'coming'
                ? t('from {day}', { day: formatDay(one.validFrom) })
                : one.validFrom <= '1900'
                  ? t('from the beginning')
                  : t('was from {day}', { day: formatDay(one.validFrom) })}
            </span>
            <span className="text-ink-2">
              {one.levels.map((level) => `${level.level}: ${level.daysOverdue}`).join(' · ')}
            </span>
            <span className="text-ink-2">
              {t('set by {name}, {when}', { name: one.setBy, when: formatInstant(one.setAt) })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

interface LevelDraft {
  readonly key: number;
  readonly daysOverdue: string;
  readonly daysSinceLast: string;
  readonly charge: string;
  readonly currency: string;
  readonly channel: '' | 'email' | 'letter';
  readonly attachLetter: boolean;
  readonly copies: ProcedureBody['levels'][number]['copies'];
}

interface FormProps {
  /** The version that it begins with; undefined: a procedure that is not there yet. */
  readonly current: Version | undefined;
  /** The version that was set last, also one that is over or to come. */
  readonly newest: Version | undefined;
  readonly code: string;
  readonly day: string;
  readonly currency: string;
  readonly close: () => void;
}

/** The columns of the levels stand under each other; what is refused runs on beneath the fields beside it. */
const narrow = 'w-32 [&>[role=alert]]:whitespace-nowrap';

/** A level in a line: its days, its charge and what it is sent by. */
const levelText = (level: {
  readonly daysOverdue: number | string;
  readonly daysSinceLast: number | string;
  readonly charge: string;
  readonly currency: string;
  readonly channel: 'email' | 'letter' | null;
  readonly attachLetter: boolean;
  readonly copies: LevelDraft['copies'];
}): string =>
  [
    `${level.daysOverdue} / ${level.daysSinceLast}`,
    ...(level.charge.trim() === '' ? [] : [`${level.charge.trim()} ${level.currency}`]),
    channelText(level.channel),
    ...(level.attachLetter ? [t('with the letter attached')] : []),
    ...((level.copies ?? []).length > 0 ? [t('with copies of the documents')] : []),
  ].join(' · ');

/** A whole number of days; undefined where it is none. */
const daysIn = (text: string): number | undefined => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : undefined);

/** What a new procedure begins with: three reminders, the first a week after the day on which it was due. */
const begun = [
  [7, 0],
  [21, 14],
  [35, 14],
] as const;

function ProcedureForm({ current, newest, code: given, day, currency, close }: FormProps) {
  const writing = useWriting();
  const [seen, setSeen] = useSeen(newest?.seq ?? null);
  const [code, setCode] = useState(given);
  const [name, setName] = useState(current?.name ?? '');
  const [from, setFrom] = useState(formatDay(day, 'field'));
  const [between, setBetween] = useState(String(current?.daysBetweenNotices ?? 7));
  const [toPay, setToPay] = useState(String(current?.daysToPay ?? 8));
  const minimumIn = (sums: Version['minimum']): string => {
    const found = sums.find((one) => one.currency === currency);
    return found ? formatMoney(found.amount, currency) : '';
  };
  const [minimum, setMinimum] = useState(minimumIn(current?.minimum ?? []));
  const [levels, setLevels] = useState<readonly LevelDraft[]>(() =>
    current === undefined
      ? begun.map(([daysOverdue, daysSinceLast], index) => ({
          key: index + 1,
          daysOverdue: String(daysOverdue),
          daysSinceLast: String(daysSinceLast),
          charge: '',
          currency,
          channel: '',
          attachLetter: false,
          copies: ['invoice'],
        }))
      : current.levels.map((level) => ({
          key: level.level,
          daysOverdue: String(level.daysOverdue),
          daysSinceLast: String(level.daysSinceLast),
          charge: level.charge ? formatMoney(level.charge.amount, level.charge.currency) : '',
          currency: level.charge?.currency ?? currency,
          channel: level.channel ?? '',
          attachLetter: level.attachLetter,
          copies: level.copies,
        })),
  );
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const change = (key: number, part: Partial<LevelDraft>): void =>
    setLevels((old) => old.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const addLevel = (): void =>
    setLevels((old) => {
      const last = old.at(-1);
      return [
        ...old,
        {
          key: Math.max(0, ...old.map((one) => one.key)) + 1,
          daysOverdue: String((daysIn(last?.daysOverdue ?? '') ?? 0) + 14),
          daysSinceLast: last?.daysSinceLast ?? '14',
          charge: '',
          currency: last?.currency ?? currency,
          channel: '',
          attachLetter: false,
          copies: last?.copies ?? ['invoice'],
        },
      ];
    });
  const save = (than = seen): void => {
    if (writing.isPending) return;
    const faults: Record<string, string> = {};
    const days = (member: string, text: string): number => {
      const read = daysIn(text);
      if (read === undefined) faults[member] = t('Write a number of days.');
      return read ?? 0;
    };
    const validFrom = readDay(from);
    if (validFrom === undefined) faults['validFrom'] = t('Write a day such as {day}', { day: formatDay(day, 'field') });
    const least = minimum.trim() === '' ? null : readMoney(minimum, currency);
    if (least === undefined || least?.startsWith('-'))
      faults['minimum'] = t('“{text}” is not an amount in {currency}.', { text: minimum, currency });
    const body: ProcedureBody = {
      code: code.trim(),
      name,
      validFrom: validFrom ?? day,
      levels: levels.map((level, index) => {
        const amount = level.charge.trim() === '' ? null : readMoney(level.charge, level.currency);
        if (amount === undefined)
          faults[`levels.${index}.charge`] = t('“{text}” is not an amount in {currency}.', {
            text: level.charge,
            currency: level.currency,
          });
        return {
          daysOverdue: days(`levels.${index}.daysOverdue`, level.daysOverdue),
          daysSinceLast: days(`levels.${index}.daysSinceLast`, level.daysSinceLast),
          charge: amount ? { amount, currency: level.currency } : null,
          channel: level.channel === '' ? null : level.channel,
          attachLetter: level.attachLetter,
          copies: level.copies,
        };
      }),
      minimum: [
        ...(current?.minimum ?? []).filter((one) => one.currency !== currency),
        ...(least ? [{ amount: least, currency }] : []),
      ],
      daysBetweenNotices: days('daysBetweenNotices', between),
      daysToPay: days('daysToPay', toPay),
    };
    setWrong(faults);
    if (Object.keys(faults).length > 0) return;
    writing.mutate(
      { path: '/api/dunning/procedures', body: { ...body, seen: { seq: than } } },
      {
        told: () => say(t('{name} applies from {day}.', { name, day: formatDay(body.validFrom) })),
        onSuccess: close,
      },
    );
  };
  useKeys([
    { keys: 'mod+Enter', label: t('Save'), whileTyping: true, run: () => save() },
    { keys: 'Escape', label: t('Close'), whileTyping: true, run: close },
  ]);
  const theirs = staleSetting<Omit<Version, 'state'>>(writing.error);
  const at = (member: string): string | undefined => wrong[member] ?? refusedAt(writing.error, member);
  const members = [
    'code',
    'name',
    'minimum',
    'validFrom',
    'daysBetweenNotices',
    'daysToPay',
    ...levels.flatMap((_, index) =>
      ['daysOverdue', 'daysSinceLast', 'charge'].map((member) => `levels.${index}.${member}`),
    ),
  ];
  return (
    <form
      aria-label={current ? t('Edit {name}', { name: current.name }) : t('New procedure')}
      className="flex flex-col gap-4 border-t border-line px-6 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="flex flex-wrap items-start gap-3">
        {current === undefined && (
          <Field label={t('Code')} error={at('code')} className="w-36">
            {(control) => (
              <input
                {...control}
                className="field w-full"
                // biome-ignore lint/a11y/noAutofocus: the person has just asked for the form
                autoFocus={given === ''}
                required
                maxLength={30}
                value={code}
                onChange={(event) => setCode(event.target.value.toLowerCase())}
              />
            )}
          </Field>
        )}
        <Field label={t('Name')} error={at('name')}>
          {(control) => (
            <input
              {...control}
              // biome-ignore lint/a11y/noAutofocus: the form stands where the button was that asked for it
              autoFocus={given !== ''}
              className="field w-64"
              required
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('Applies from')} error={at('validFrom')}>
          {(control) => (
            <input
              {...control}
              className="field w-28 tabular-nums"
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('Days between two notices')} error={at('daysBetweenNotices')}>
          {(control) => (
            <input
              {...control}
              inputMode="numeric"
              className="field w-28 text-right tabular-nums"
              value={between}
              onChange={(event) => setBetween(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('Days to pay')} error={at('daysToPay')}>
          {(control) => (
            <input
              {...control}
              inputMode="numeric"
              className="field w-28 text-right tabular-nums"
              value={toPay}
              onChange={(event) => setToPay(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('Nothing is sent up to ({currency})', { currency })} error={at('minimum')}>
          {(control) => (
            <input
              {...control}
              className="field w-28 text-right tabular-nums"
              value={minimum}
              onChange={(event) => setMinimum(event.target.value)}
            />
          )}
        </Field>
      </div>
      <ol className="flex flex-col gap-2">
        {levels.map((level, index) => (
          <li key={level.key} className="flex flex-wrap items-start gap-3">
            <span className="mt-5 w-14 font-medium">{t('Level {level}', { level: index + 1 })}</span>
            <Field label={t('Days overdue')} error={at(`levels.${index}.daysOverdue`)} className={narrow}>
              {(control) => (
                <input
                  {...control}
                  inputMode="numeric"
                  className="field w-28 text-right tabular-nums"
                  value={level.daysOverdue}
                  onChange={(event) => change(level.key, { daysOverdue: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('Days since the last')} error={at(`levels.${index}.daysSinceLast`)} className={narrow}>
              {(control) => (
                <input
                  {...control}
                  inputMode="numeric"
                  className="field w-28 text-right tabular-nums"
                  value={level.daysSinceLast}
                  onChange={(event) => change(level.key, { daysSinceLast: event.target.value })}
                />
              )}
            </Field>
            <Field
              label={t('Charge in {currency}', { currency: level.currency })}
              error={at(`levels.${index}.charge`)}
              className={narrow}
            >
              {(control) => (
                <input
                  {...control}
                  className="field w-28 text-right tabular-nums"
                  value={level.charge}
                  onChange={(event) => change(level.key, { charge: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('Sent by')}>
              {(control) => (
                <select
                  {...control}
                  className="field"
                  value={level.channel}
                  onChange={(event) => change(level.key, { channel: event.target.value as LevelDraft['channel'] })}
                >
                  <option value="">{t('as the customer wants')}</option>
                  <option value="email">{t('E-mail')}</option>
                  <option value="letter">{t('Letter')}</option>
                </select>
              )}
            </Field>
            <Check
              className="mt-5"
              checked={level.attachLetter}
              onChange={(on) => change(level.key, { attachLetter: on })}
            >
              {t('Letter attached')}
            </Check>
            <Check
              className="mt-5"
              checked={(level.copies ?? []).length > 0}
              onChange={(on) => change(level.key, { copies: on ? ['invoice'] : [] })}
            >
              {t('Copies enclosed')}
            </Check>
            {levels.length > 1 && index === levels.length - 1 && (
              <button
                type="button"
                aria-label={t('Remove level {level}', { level: index + 1 })}
                className="mt-4.5 grid size-7 place-items-center rounded hover:bg-hover"
                onClick={() => setLevels((old) => old.slice(0, -1))}
              >
                <CloseIcon />
              </button>
            )}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <SubmitButton does={t('Save')} busy={writing.isPending} />
        {levels.length < 9 && (
          <button type="button" className="button" onClick={addLevel}>
            {t('Add a level')}
          </button>
        )}
        <button type="button" className="button" onClick={close}>
          {t('Cancel')}
        </button>
      </div>
      {theirs ? (
        <Conflict
          by={theirs.setBy}
          rows={[
            [t('Name'), name.trim(), theirs.name],
            [
              t('Applies from'),
              from.trim(),
              theirs.validFrom <= '1900' ? t('from the beginning') : formatDay(theirs.validFrom, 'field'),
            ],
            [t('Days between two notices'), between.trim(), String(theirs.daysBetweenNotices)],
            [t('Days to pay'), toPay.trim(), String(theirs.daysToPay)],
            [t('Nothing is sent up to ({currency})', { currency }), minimum.trim(), minimumIn(theirs.minimum)],
            ...Array.from({ length: Math.max(levels.length, theirs.levels.length) }, (_, index) => {
              const mine = levels[index];
              const other = theirs.levels[index];
              return [
                t('Level {level}', { level: index + 1 }),
                mine ? levelText({ ...mine, channel: mine.channel === '' ? null : mine.channel }) : '',
                other
                  ? levelText({
                      ...other,
                      charge: other.charge ? formatMoney(other.charge.amount, other.charge.currency) : '',
                      currency: other.charge?.currency ?? '',
                    })
                  : '',
              ] as const;
            }),
          ]}
          keepMine={() => {
            setSeen(theirs.seq);
            save(theirs.seq);
          }}
          keepTheirs={close}
        />
      ) : (
        refusedElsewhere(writing.error, members) && <Refused error={writing.error} />
      )}
    </form>
  );
}
