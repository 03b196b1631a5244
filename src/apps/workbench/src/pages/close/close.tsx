/** The close of the month: the months of the company beside the one that is open, with what still stands in its way. */
import { useNavigate, useParams } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { PeriodsAnswer } from '#ledger/contract';
import { formatCount, formatMonth } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { useBusinessDay } from '../../parts/company-day.ts';
import { SideList } from '../../parts/side-list.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { useReading, useWork } from '../../session.tsx';
import { CloseOfMonth } from './month.tsx';
import { type MonthState, monthAfter, monthStateTones, monthStateWords, monthsUntil } from './words.ts';

/** All months are here: nothing has to be fetched as they come into sight. */
const look = (): void => undefined;

export function ClosePage() {
  const { company } = useWork();
  const { month: asked } = useParams({ strict: false });
  const navigate = useNavigate();
  const day = useBusinessDay();
  const read = useReading<PeriodsAnswer>('/api/periods', { company }, { keep: true });
  const rows = read.data?.rows ?? [];
  const months = monthsUntil(day, rows);
  // The last month that is over is the one to be closed.
  const month = asked ?? monthAfter(day.slice(0, 7), -1);
  const at = months.findIndex((one) => one.month === month);
  const choose = useCallback(
    (to: string): void =>
      void navigate({ to: '/close/{-$month}', params: { month: to }, search: (old) => old, replace: true }),
    [navigate],
  );
  const step = (by: number): void => {
    const next = months[Math.max(0, Math.min(at + by, months.length - 1))];
    if (next && next.month !== month) choose(next.month);
  };
  useKeys([
    { keys: 'j', label: t('Month before'), run: () => step(1) },
    { keys: 'k', label: t('Month after'), run: () => step(-1) },
  ]);
  if (read.isPending) return <Skeleton rows={14} className="px-6 py-6" />;
  if (read.error && !read.data) return <Failure error={read.error} retry={() => void read.refetch()} />;
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[15rem_minmax(0,1fr)] max-lg:grid-cols-1 max-lg:grid-rows-[minmax(11rem,1fr)_minmax(0,4fr)] xl:grid-cols-[17rem_minmax(0,1fr)]">
      <section
        aria-label={t('Months')}
        className="flex min-h-0 flex-col border-r border-line max-lg:border-r-0 max-lg:border-b"
      >
        <div className="flex items-baseline gap-2 px-4 pt-5 pb-3">
          <h2 className="text-title font-semibold">{t('Month close')}</h2>
          <span className="ml-auto flex items-center gap-1">
            <Keys keys="j" />
            <Keys keys="k" />
          </span>
        </div>
        <SideList
          label={t('Months')}
          count={months.length}
          at={at >= 0 ? at : undefined}
          row={(index) => months[index]}
          keyOf={(one) => one.month}
          look={look}
          chosen={month}
          choose={(one) => choose(one.month)}
        >
          {(one) => <MonthLine {...one} story={rows.find((row) => row.month === one.month)} />}
        </SideList>
      </section>
      <section aria-label={t('Month')} className="flex min-h-0 min-w-0 flex-col">
        {at < 0 ? (
          <Notice title={t('This month is not in the books')}>
            <p className="text-ink-2">{t('Nothing was posted in it; choose one of the list.')}</p>
          </Notice>
        ) : (
          <CloseOfMonth key={`${company} ${month}`} {...months[at]!} story={rows.find((row) => row.month === month)} />
        )}
      </section>
    </div>
  );
}

interface MonthLineProps {
  readonly month: string;
  readonly state: MonthState;
  readonly story: PeriodsAnswer['rows'][number] | undefined;
}

function MonthLine({ month, state, story }: MonthLineProps) {
  const late = story?.late.length ?? 0;
  return (
    <>
      <span className="truncate font-medium">{formatMonth(month)}</span>
      <span className="flex w-full items-baseline gap-2 text-meta text-ink-2">
        <span className={monthStateTones[state]}>{t(monthStateWords[state])}</span>
        <span className="min-w-0 flex-1 truncate">{state === 'open' ? '' : story?.changes.at(-1)?.person}</span>
        {late > 0 && <span>{t('{count} posted late', { count: formatCount(late) })}</span>}
      </span>
    </>
  );
}
