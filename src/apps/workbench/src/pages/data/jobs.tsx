/** Jobs: when the work runs by itself, and what each run did, stage by stage, with what went wrong and what to do. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ListAnswer } from '#lists/contract';
import type { SchedulesAnswer } from '#operations/contract';
import { runStates, runsList, runWorks } from '#operations/lists';
import { formatCount, formatDay, formatInstant, formatMoney, humanise, sentence } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { CloseButton } from '../../parts/close-button.tsx';
import { countText } from '../../parts/grid.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { kindText, type Run, stageText, whenText } from '../../parts/run-words.ts';
import type { ShownColumn } from '../../parts/shape-list.tsx';
import { ShapePage, useListAddress } from '../../parts/shape-page.tsx';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { useReading } from '../../session.tsx';
import { Part, Read } from '../settings/section.tsx';
import { RunNow } from './run-now.tsx';

type Schedule = SchedulesAnswer['schedules'][number];

export function JobsPage() {
  const { search, change } = useListAddress();
  const schedules = useReading<SchedulesAnswer>('/api/schedules');
  const { run } = search;
  const close = (): void => change({ run: undefined });
  useKeys(run === undefined ? [] : [{ keys: 'Escape', label: t('Close'), run: close }]);
  return (
    <ShapePage
      title={t('Jobs')}
      label={t('Runs')}
      shape={runsList}
      above={
        <div
          // biome-ignore lint/a11y/noNoninteractiveTabindex: many schedules are scrolled by keys
          tabIndex={0}
          className="max-h-[32vh] shrink-0 overflow-auto border-t border-line focus-visible:-outline-offset-2"
        >
          <Part title={t('Schedules')} actions={<RunNow schedules={schedules.data?.schedules ?? []} />}>
            <Read reading={schedules}>
              {(data) => (
                <LedgerTable
                  label={t('Schedules')}
                  className="border-t border-line bg-surface"
                  heads={[t('What'), t('Company'), t('When'), t('Last due'), t('State')]}
                >
                  <tbody>
                    {data.schedules.map((one) => (
                      <tr key={`${one.kind} ${one.company ?? ''}`}>
                        <th scope="row" className="font-medium">
                          {t(humanise(one.kind))}
                        </th>
                        <td className="text-ink-2">{one.company ?? t('all companies')}</td>
                        <td>{whenText(one)}</td>
                        <td className="text-ink-2 tabular-nums">
                          {one.last ? formatInstant(one.last.dueAt) : t('never')}
                        </td>
                        <td>
                          <ScheduleState one={one} />
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </LedgerTable>
              )}
            </Read>
          </Part>
        </div>
      }
      counted={(rows) => countText(rows, t('run'), t('runs'))}
      tick={(row) => t('Choose {number}', { number: `${kindText(row.kind)} ${formatInstant(row.startedAt)}` })}
      titles={{ csv: t('Export of runs as CSV'), xlsx: t('Export of runs as a workbook') }}
      onOpen={(row) => change({ run: row.id })}
      columns={columnsOf(run !== undefined)}
      beside={run !== undefined && <RunBeside run={run} close={close} />}
      none={{
        title: t('Nothing has run yet'),
        text: t('The day run goes by its schedule; “Run the day now” begins it at once.'),
        all: t('Show all runs'),
      }}
    />
  );
}

/** Beside an open run the list keeps what tells a run apart. */
const columnsOf = (beside: boolean): readonly ShownColumn<typeof runsList>[] => [
  {
    key: 'kind',
    head: t('What'),
    width: 'minmax(10rem,2fr)',
    whole: true,
    fixed: true,
    cell: (row: Run) => <span className="font-medium">{kindText(row.kind)}</span>,
  },
  {
    key: 'work',
    head: t('Work'),
    unseen: true,
    choices: runWorks.map((one) => [one, t(humanise(one))] as const),
  },
  {
    key: 'state',
    head: t('State'),
    width: 'minmax(7rem,1fr)',
    whole: true,
    choices: runStates.map((one) => [one, t(stateWords[one])] as const),
    cell: (row: Run) => <RunState run={row} />,
  },
  {
    key: 'stage',
    head: t('Stage'),
    width: 'minmax(6rem,1.4fr)',
    cell: (row) => <span className="text-ink-2">{row.stage && stageText(row.stage)}</span>,
    ...(beside && { unseen: true }),
  },
  { key: 'person', head: t('Who'), width: 'minmax(6rem,1fr)', ...(beside && { unseen: true }) },
  { key: 'day', head: t('Day'), unseen: true },
  { key: 'startedAt', head: t('Began'), width: 'minmax(8rem,1fr)', whole: true },
  { key: 'endedAt', head: t('Ended'), width: 'minmax(8rem,1fr)', whole: true, ...(beside && { unseen: true }) },
];

const stateWords = {
  running: 'running',
  done: 'done',
  noted: 'done, with notes',
  refused: 'refused',
  failed: 'broke off',
} as const;
const stateTones: Readonly<Record<string, string>> = {
  running: 'text-accent',
  done: 'text-ok',
  noted: 'text-warn',
  refused: 'text-bad',
  failed: 'text-bad',
};

function RunState({ run }: { run: Run }) {
  return <span className={stateTones[run.state]}>{t(stateWords[run.state as keyof typeof stateWords])}</span>;
}

/** The run of the address, wherever it stands in the list. */
function RunBeside({ run, close }: { run: string; close: () => void }) {
  const read = useReading<ListAnswer<Run>>(runsList.path, { items: run, totals: 'no' });
  const found = read.data?.rows[0];
  return (
    <section
      aria-label={t('Run')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long run is scrolled by keys
      tabIndex={0}
      className="min-h-0 overflow-auto border-t border-line bg-surface focus-visible:-outline-offset-2 lg:border-l"
    >
      {read.error && !read.data ? (
        <Failure error={read.error} retry={() => void read.refetch()} />
      ) : read.isPending ? (
        <Skeleton rows={10} className="px-6 py-4" />
      ) : found ? (
        <RunDetail run={found} close={close} />
      ) : (
        <p className="px-6 py-4 text-ink-2">{t('There is no such run.')}</p>
      )}
    </section>
  );
}

function ScheduleState({ one }: { one: Schedule }) {
  if (one.last?.state === 'given-up')
    return (
      <span className="text-bad">
        {t('given up after {count} attempts: {code}', { count: one.last.attempts, code: one.last.code ?? '' })}
      </span>
    );
  if (one.last?.state === 'retrying')
    return (
      <span className="text-warn">
        {t('tried again {when}: {code}', {
          when: one.last.retryAt ? formatInstant(one.last.retryAt) : t('soon'),
          code: one.last.code ?? '',
        })}
      </span>
    );
  if (one.asked) return <span className="text-accent">{t('asked for now')}</span>;
  if (one.due) return <span className="text-accent">{t('due now')}</span>;
  return one.last ? <span className="text-ok">{t('done')}</span> : <span className="text-ink-2">{t('waits')}</span>;
}

function RunDetail({ run, close }: { run: Run; close: () => void }) {
  const { days, stages, refusal } = run.detail;
  return (
    <>
      <div className="px-6 py-3">
        <div className="flex items-start gap-3">
          <h2 className="min-w-0 flex-1 text-fact font-semibold">{kindText(run.kind)}</h2>
          <CloseButton close={close} />
        </div>
        <p className="text-ink-2">
          {t('{name}, {from} to {to}', {
            name: run.person,
            from: formatInstant(run.startedAt),
            to: run.endedAt ? formatInstant(run.endedAt) : t('now'),
          })}
        </p>
        {days.length > 0 && (
          <p className="text-ink-2">{days.map((one) => `${one.company} ${formatDay(one.asOf)}`).join(' · ')}</p>
        )}
        {run.state === 'running' && (
          <p className="tabular-nums">
            {run.stage && stageText(run.stage)}{' '}
            {run.progressTotal !== null &&
              t('{done} of {total}', { done: formatCount(run.progressDone), total: formatCount(run.progressTotal) })}
          </p>
        )}
        {refusal && (
          <p className="pt-1 text-bad">
            {sentence(refusal.message)} <span className="text-meta">{refusal.code}</span>
          </p>
        )}
        {run.state === 'failed' && (
          <p className="pt-1 text-bad">
            {t('The process ended at {stage}. What was done before is kept; the next run goes on from there.', {
              stage: run.stage ? stageText(run.stage) : t('its start'),
            })}
          </p>
        )}
        {run.state === 'refused' && (
          <p className="pt-1 text-ink-2">
            {t('Mend what it says, then run again: what was done before is kept and not done twice.')}
          </p>
        )}
      </div>
      {stages.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys
        <div tabIndex={0} className="overflow-x-auto focus-visible:-outline-offset-2">
          <LedgerTable
            label={t('Stages')}
            className="border-t border-line bg-surface"
            heads={[t('Stage'), t('Company'), t('What it did')]}
          >
            <tbody>
              {stages.map((one) => (
                <tr key={`${one.stage} ${one.company ?? ''}`}>
                  <th scope="row" className="align-top !leading-7 font-medium">
                    {t(humanise(one.stage))}
                  </th>
                  <td className="align-top !leading-7 text-ink-2">{one.company ?? ''}</td>
                  <td className="py-1 !whitespace-normal">
                    <Counts one={one} />
                    {one.notes.map((note) => (
                      <p key={note} className="text-warn">
                        {sentence(note)} {leadsOn(note)}
                      </p>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </LedgerTable>
        </div>
      )}
    </>
  );
}

/** Where what a note tells is decided; notes come from the server as it wrote them. */
const leadsOn = (note: string): ReactNode =>
  /may or may not have left/.test(note) && (
    <Link to="/runs/messages" search={{ state: 'unknown' }} className="link">
      {t('Show them')}
    </Link>
  );

function Counts({ one }: { one: Run['detail']['stages'][number] }) {
  const told = Object.entries(one.counts).filter(([, count]) => count !== 0);
  if (told.length === 0 && one.amounts.length === 0) return <span className="text-ink-2">{t('nothing to do')}</span>;
  return (
    <dl className="flex flex-wrap gap-x-4">
      {told.map(([name, count]) => (
        <div key={name} className="flex gap-1.5">
          <dt className="text-ink-2">{t(name)}</dt>
          <dd className="font-medium tabular-nums">{formatCount(count)}</dd>
        </div>
      ))}
      {one.amounts.map((amount) => (
        <div key={`${amount.name} ${amount.currency}`} className="flex gap-1.5">
          <dt className="text-ink-2">{t(amount.name)}</dt>
          <dd className="font-medium tabular-nums">
            {formatMoney(amount.amount, amount.currency)}{' '}
            <span className="text-meta font-normal text-ink-2">{amount.currency}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
