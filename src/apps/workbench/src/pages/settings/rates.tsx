/** Exchange rates: what one unit of a currency is in another, from which day, and who says so; set by hand or brought by a file. */
import { getRouteApi } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import type { ExchangeRatesAnswer, RatePairsAnswer, RecordedRatesAnswer } from '#company/contract';
import { daysBetween } from '#kernel';
import { formatCount, formatDay, formatRate, readDay, sentence } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Field, refusedAt, refusedElsewhere } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Refused } from '../../parts/states.tsx';
import { useMayEverywhere, useReading, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { RateFile } from './rate-file.tsx';
import { Part, Read } from './section.tsx';

type Pair = RatePairsAnswer['rows'][number];

const route = getRouteApi('/settings/{-$section}');
/** A rate that is older is told with its age: months are closed and groups added up with it. */
const daysFresh = 31;
/** So many days of a pair are shown; all of them are read on the command line and by programs. */
const daysShown = 366;
const nameOf = ({ from, to }: Pick<Pair, 'from' | 'to'>): string => `${from}/${to}`;

export default function Rates() {
  const pairs = useReading<RatePairsAnswer>('/api/exchange-rate-pairs');
  // Rates are all companies': only a role for all of them records one.
  const mayRecord = useMayEverywhere('company.edit');
  const { pair: open } = route.useSearch();
  const navigate = route.useNavigate();
  const show = (pair: string | undefined): void =>
    void navigate({ search: (old) => ({ ...old, pair }), replace: true });
  /** What is being recorded: a pair that is there, or `new`. */
  const [recording, setRecording] = useState<string>();
  useKeys(
    mayRecord && recording === undefined ? [{ keys: 'n', label: t('New rate'), run: () => setRecording('new') }] : [],
  );
  return (
    <>
      <Part
        title={t('Exchange rates')}
        meta={t('For all companies; a rate counts from its day until the next one of its pair.')}
        actions={
          mayRecord &&
          recording === undefined && (
            <button type="button" className="button" onClick={() => setRecording('new')}>
              {t('New rate')}
            </button>
          )
        }
      >
        <p className="max-w-[46rem] px-6 pb-3 text-pretty text-ink-2">
          {t(
            'By them money of other currencies is posted and matched, open items are revalued at the end of a month, and the aging of a group is added up. What is posted keeps its rate.',
          )}
        </p>
        <Read reading={pairs}>
          {({ rows, today }) => (
            <>
              {recording === 'new' && <RateForm pair={null} today={today} close={() => setRecording(undefined)} />}
              {rows.length === 0 ? (
                <p className="border-t border-line px-6 py-3 text-ink-2">
                  {t(
                    'No exchange rate is recorded: money of a currency that is not the company’s waits unposted until there is one.',
                  )}
                </p>
              ) : (
                <LedgerTable
                  label={t('Exchange rates')}
                  className="border-t border-line bg-surface"
                  heads={[
                    t('Pair'),
                    { text: t('One unit is'), numeric: true },
                    t('From day'),
                    t('Source'),
                    { text: t('Recorded days'), numeric: true },
                    ...(mayRecord ? [{ text: t('Change'), unseen: true as const }] : []),
                  ]}
                >
                  <tbody>
                    {rows.map((row) => {
                      const name = nameOf(row);
                      const columns = mayRecord ? 6 : 5;
                      return (
                        <Fragment key={name}>
                          <tr>
                            <th scope="row" className="font-medium">
                              {name}
                            </th>
                            <td className="numeric">
                              {formatRate(row.rate)} {row.to}
                            </td>
                            <td className="!whitespace-normal">
                              <span className="tabular-nums">{formatDay(row.day)}</span> <Age row={row} today={today} />
                            </td>
                            <td className="!whitespace-normal">{row.source}</td>
                            <td className="numeric">
                              <button
                                type="button"
                                className="link tabular-nums"
                                aria-label={t('Recorded days of {pair}: {count}', {
                                  pair: name,
                                  count: formatCount(row.days),
                                })}
                                aria-expanded={open === name}
                                onClick={() => show(open === name ? undefined : name)}
                              >
                                {formatCount(row.days)}
                              </button>
                            </td>
                            {mayRecord && (
                              <td className="text-right">
                                <button
                                  type="button"
                                  className="link"
                                  aria-label={t('New rate of {pair}', { pair: name })}
                                  aria-expanded={recording === name}
                                  onClick={() => setRecording(recording === name ? undefined : name)}
                                >
                                  {t('New rate')}
                                </button>
                              </td>
                            )}
                          </tr>
                          {recording === name && (
                            <tr>
                              <td colSpan={columns} className="!p-0 !whitespace-normal">
                                <RateForm pair={row} today={today} close={() => setRecording(undefined)} />
                              </td>
                            </tr>
                          )}
                          {open === name && (
                            <tr>
                              <td colSpan={columns} className="!p-0 !whitespace-normal">
                                <History pair={row} />
                              </td>
                            </tr>
                          )}
                        </Fragment>
                      );
                    })}
                  </tbody>
                </LedgerTable>
              )}
            </>
          )}
        </Read>
      </Part>
      {mayRecord && <RateFile />}
    </>
  );
}

/** What there is to say of the day of a rate: to come, old, or overtaken by the pair turned round. */
function Age({ row, today }: { row: Pair; today: string }) {
  if (row.day > today) return <span className="text-ink-2">{t('to come')}</span>;
  if (!row.counts)
    return (
      <span className="text-ink-2">
        {t('{pair} has a later one, which counts', { pair: nameOf({ from: row.to, to: row.from }) })}
      </span>
    );
  const age = daysBetween(row.day, today);
  return age > daysFresh ? <span className="text-warn">{t('{days} days old', { days: formatCount(age) })}</span> : null;
}

/** What was recorded of a pair, the newest day first. */
function History({ pair }: { pair: Pair }) {
  const rates = useReading<ExchangeRatesAnswer>('/api/exchange-rates', {
    from: pair.from,
    to: pair.to,
    limit: daysShown,
  });
  const name = nameOf(pair);
  return (
    <Read reading={rates}>
      {({ rows }) => (
        <div className="border-t border-line bg-paper px-6 py-3">
          <LedgerTable
            label={t('Rates of {pair}', { pair: name })}
            className="!w-fit"
            heads={[t('From day'), { text: t('One unit is'), numeric: true }, t('Source')]}
          >
            <tbody>
              {rows.map((row) => (
                <tr key={row.day}>
                  <th scope="row" className="tabular-nums">
                    {formatDay(row.day)}
                  </th>
                  <td className="numeric">
                    {formatRate(row.rate)} {row.to}
                  </td>
                  <td className="!whitespace-normal">{row.source}</td>
                </tr>
              ))}
            </tbody>
          </LedgerTable>
          {rows.length < pair.days && (
            <p className="pt-2 text-ink-2">
              {t('The newest {count} of {total} days.', {
                count: formatCount(rows.length),
                total: formatCount(pair.days),
              })}
            </p>
          )}
        </div>
      )}
    </Read>
  );
}

const members = ['from', 'to', 'rate', 'day', 'source'] as const;

/** A rate from a day on; the same day again is a correction, and both stay recorded. */
function RateForm({ pair, today, close }: { pair: Pair | null; today: string; close: () => void }) {
  const writing = useWriting<RecordedRatesAnswer>();
  const [texts, setTexts] = useState({
    from: pair?.from ?? '',
    to: pair?.to ?? '',
    rate: '',
    day: formatDay(today, 'field'),
    source: pair?.source ?? '',
  });
  const [warnings, setWarnings] = useState<readonly string[]>([]);
  useKeys([{ keys: 'Escape', label: t('Close'), whileTyping: true, run: close }]);
  const day = readDay(texts.day);
  const change = (member: (typeof members)[number], text: string): void => {
    setWarnings([]);
    setTexts((old) => ({ ...old, [member]: text }));
  };
  const field = (member: (typeof members)[number], label: string, look: string, rest: object = {}) => (
    <Field
      label={label}
      className={look}
      error={
        refusedAt(writing.error, member) ??
        (member === 'day' && day === undefined && texts.day.trim() !== ''
          ? t('Write a day such as {day}', { day: formatDay(today, 'field') })
          : undefined)
      }
    >
      {(control) => (
        <input
          {...control}
          className="field w-full tabular-nums"
          required
          autoComplete="off"
          value={texts[member]}
          onChange={(event) => change(member, event.target.value)}
          {...rest}
        />
      )}
    </Field>
  );
  const currency = (member: 'from' | 'to', label: string) =>
    field(member, label, 'w-24', {
      maxLength: 3,
      disabled: pair !== null,
      autoFocus: pair === null && member === 'from',
      onChange: (event: { target: { value: string } }) => change(member, event.target.value.toUpperCase()),
    });
  const ready = texts.from.length === 3 && texts.to.length === 3 && texts.rate.trim() !== '' && day !== undefined;
  return (
    <form
      aria-label={pair ? t('New rate of {pair}', { pair: nameOf(pair) }) : t('New rate')}
      className="flex flex-col gap-3 border-t border-line bg-surface px-6 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (day === undefined) return;
        const { from, to } = texts;
        // Within a rate a comma can only be a decimal mark.
        const rate = texts.rate.trim().replace(',', '.');
        writing.mutate(
          { path: '/api/exchange-rates', body: { rates: [{ from, to, day, rate, source: texts.source.trim() }] } },
          {
            told: ({ known }) =>
              say(
                known > 0
                  ? t('It was recorded before; nothing was changed.')
                  : t('1 {from} is {rate} {to} from {day} on.', {
                      ...{ from, to, rate: formatRate(rate), day: formatDay(day) },
                    }),
              ),
            onSuccess: (answer) => (answer.warnings.length > 0 ? setWarnings(answer.warnings) : close()),
          },
        );
      }}
    >
      <div className="flex flex-wrap gap-3">
        {currency('from', t('One unit of'))}
        {field('rate', t('is worth'), 'w-36', { inputMode: 'decimal', maxLength: 30, autoFocus: pair !== null })}
        {currency('to', t('in currency'))}
        {field('day', t('From day'), 'w-28')}
        {field('source', t('Source'), 'min-w-48 flex-1', { maxLength: 200 })}
      </div>
      {warnings.length > 0 && (
        <div role="status" className="text-warn">
          <p>{t('It is recorded. Look at it once more; the right one of the same day takes its place.')}</p>
          {warnings.map((one) => (
            <p key={one}>{sentence(one)}</p>
          ))}
        </div>
      )}
      {refusedElsewhere(writing.error, members) && <Refused error={writing.error} />}
      <FormFoot does={t('Record')} busy={writing.isPending} ready={ready && texts.source.trim() !== ''} close={close} />
    </form>
  );
}
