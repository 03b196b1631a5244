/** Jobs: when the work runs by itself, and what each run did, stage by stage, with what went wrong and what to do. */

import { getRouteApi } from '@tanstack/react-router';
import type { RunsAnswer, SchedulesAnswer } from '#operations/contract';
import { formatCount, formatDay, formatInstant, formatMoney, humanise, sentence } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { useCursorRows } from '../../parts/cursor-rows.ts';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { kindText, whenText } from '../../parts/run-words.ts';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { useReading } from '../../session.tsx';
import { Part, Read } from '../settings/section.tsx';

const route = getRouteApi('/data/jobs');
type Run = RunsAnswer['rows'][number];
type Schedule = SchedulesAnswer['schedules'][number];

export function JobsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const schedules = useReading<SchedulesAnswer>('/api/schedules');
  const runs = useCursorRows<Run>('/api/runs', {});
  const at = Math.max(
    0,
    runs.rows.findIndex((one) => String(one.id) === search.run),
  );
  const chosen = runs.rows[at];
  const choose = (run: Run | undefined): void => {
    if (run) void navigate({ search: { run: String(run.id) }, replace: true });
  };
  useKeys([
    { keys: 'j|ArrowDown', label: t('Next run'), run: () => choose(runs.rows[at + 1]) },
    { keys: 'k|ArrowUp', label: t('Run before'), run: () => choose(runs.rows[at - 1]) },
  ]);
  return (
    <>
      <PageHead title={t('Jobs')} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the page is scrolled by keys */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-auto border-t border-line focus-visible:-outline-offset-2">
        <Part title={t('Schedules')}>
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
        <Part title={t('Runs')}>
          {runs.pending ? (
            <Skeleton rows={6} className="px-6 py-2" />
          ) : runs.error ? (
            <Failure error={runs.error} retry={runs.retry} />
          ) : runs.rows.length === 0 ? (
            <div className="border-t border-line bg-surface">
              <Notice title={t('Nothing has run yet')}>
                <p className="text-ink-2">{t('The day run goes by its schedule, or now with `dunwell day run`.')}</p>
              </Notice>
            </div>
          ) : (
            <div className="grid border-t border-line lg:grid-cols-[minmax(18rem,.6fr)_minmax(0,1fr)]">
              <ol aria-label={t('Runs')} className="bg-surface lg:border-r lg:border-line">
                {runs.rows.map((run) => (
                  <li key={String(run.id)}>
                    <button
                      type="button"
                      aria-current={run === chosen ? 'true' : undefined}
                      className={`flex w-full items-baseline gap-3 border-b border-line px-6 py-1.5 text-left focus-visible:-outline-offset-2 ${run === chosen ? 'bg-selection shadow-[inset_3px_0_var(--accent)]' : 'hover:bg-hover'}`}
                      onClick={() => choose(run)}
                    >
                      <span className="min-w-0 flex-1 font-medium">{kindText(run.kind)}</span>
                      <RunState run={run} />
                      <span className="text-ink-2 tabular-nums">{formatInstant(run.startedAt)}</span>
                    </button>
                  </li>
                ))}
                {runs.count > runs.rows.length && (
                  <li className="px-6 py-3">
                    <button type="button" className="button" onClick={() => runs.look(0, runs.count)}>
                      {t('Show earlier')}
                    </button>
                  </li>
                )}
              </ol>
              {chosen && <RunDetail run={chosen} />}
            </div>
          )}
        </Part>
      </div>
    </>
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
  if (one.due) return <span className="text-accent">{t('due now')}</span>;
  return one.last ? <span className="text-ok">{t('done')}</span> : <span className="text-ink-2">{t('waits')}</span>;
}

function RunState({ run }: { run: Run }) {
  switch (run.state) {
    case 'running':
      return <span className="text-accent">{t('running')}</span>;
    case 'done':
      return run.stages.some((one) => one.notes.length > 0) ? (
        <span className="text-warn">{t('done, with notes')}</span>
      ) : (
        <span className="text-ok">{t('done')}</span>
      );
    case 'refused':
      return <span className="text-bad">{t('refused')}</span>;
    case 'failed':
      return <span className="text-bad">{t('broke off')}</span>;
  }
}

function RunDetail({ run }: { run: Run }) {
  return (
    <section aria-label={t('Run')} className="min-w-0">
      <div className="px-6 py-3">
        <h3 className="text-fact font-semibold">{kindText(run.kind)}</h3>
        <p className="text-ink-2">
          {t('{name}, {from} to {to}', {
            name: run.person,
            from: formatInstant(run.startedAt),
            to: run.endedAt ? formatInstant(run.endedAt) : t('now'),
          })}
        </p>
        {run.days.length > 0 && (
          <p className="text-ink-2">{run.days.map((one) => `${one.company} ${formatDay(one.asOf)}`).join(' · ')}</p>
        )}
        {run.state === 'running' && (
          <p className="tabular-nums">
            {run.stage ?? ''}{' '}
            {run.progressTotal !== null &&
              t('{done} of {total}', { done: formatCount(run.progressDone), total: formatCount(run.progressTotal) })}
          </p>
        )}
        {run.refusal && (
          <p className="pt-1 text-bad">
            {sentence(run.refusal.message)} <span className="text-meta">{run.refusal.code}</span>
          </p>
        )}
        {run.state === 'failed' && (
          <p className="pt-1 text-bad">
            {t('The process ended at {stage}. What was done before is kept; the next run goes on from there.', {
              stage: run.stage ?? t('its start'),
            })}
          </p>
        )}
        {run.state === 'refused' && (
          <p className="pt-1 text-ink-2">
            {t('Mend what it says, then run again: what was done before is kept and not done twice.')}
          </p>
        )}
      </div>
      {run.stages.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys
        <div tabIndex={0} className="overflow-x-auto focus-visible:-outline-offset-2">
          <LedgerTable
            label={t('Stages')}
            className="border-t border-line bg-surface"
            heads={[t('Stage'), t('Company'), t('What it did')]}
          >
            <tbody>
              {run.stages.map((one) => (
                <tr key={`${one.stage} ${one.company ?? ''}`}>
                  <th scope="row" className="align-top !leading-7 font-medium">
                    {t(humanise(one.stage))}
                  </th>
                  <td className="align-top !leading-7 text-ink-2">{one.company ?? ''}</td>
                  <td className="py-1 !whitespace-normal">
                    <Counts one={one} />
                    {one.notes.map((note) => (
                      <p key={note} className="text-warn">
                        {note}
                      </p>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </LedgerTable>
        </div>
      )}
    </section>
  );
}

function Counts({ one }: { one: Run['stages'][number] }) {
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
