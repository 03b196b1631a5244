/** Cash: the queue of money that waits for a person on the left, one receipt and the items it pays on the right. */
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReceiptAnswer, ReceiptsAnswer } from '#cash/contract';
import { formatCount, formatDay, formatMoney, formatShare } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { useWindows } from '../../parts/windows.ts';
import { useCompanies, useReading, useWork } from '../../session.tsx';
import { Matching } from './matching.tsx';

type Queue = keyof ReceiptsAnswer['counts'];
type Row = ReceiptsAnswer['rows'][number];

const queues: readonly (readonly [queue: Queue, text: string])[] = [
  ['proposed', 'Proposed'],
  ['unidentified', 'Unidentified'],
  ['on_account', 'On account'],
  ['applied', 'Applied'],
];
const rowHeight = 52;

export function CashPage() {
  const { receipt } = useParams({ strict: false });
  const search: { queue?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const { company } = useWork();
  const { several, ...ofCompanies } = useCompanies();
  const queue: Queue = queues.find(([one]) => one === search.queue)?.[0] ?? 'proposed';
  const list = useWindows<ReceiptsAnswer>('/api/receipts', { ...ofCompanies, queue });
  const count = list.answer?.counts[queue] ?? 0;
  const place = useRef(0);
  let at = -1;
  for (let index = 0; index < Math.min(count, 2_000) && receipt !== undefined; index += 1) {
    if (String(list.row(index)?.id) === receipt) {
      at = index;
      break;
    }
  }
  if (at >= 0) place.current = at;
  const choose = useCallback(
    (one: Row): void =>
      void navigate({
        to: '/cash/lines/$receipt',
        params: { receipt: String(one.id) },
        search: { queue: search.queue, ...(several && { in: one.company }) },
        replace: true,
      }),
    [navigate, search.queue, several],
  );
  // Where the first of the list belongs to another company than the page, the address says so before it is shown.
  const first = list.row(0);
  const elsewhere = receipt === undefined && first !== undefined && first.company !== company;
  useEffect(() => {
    if (elsewhere) choose(first);
  }, [elsewhere, first, choose]);
  const chosen = receipt ?? (first && !elsewhere ? String(first.id) : undefined);
  const step = (by: number): void => {
    const from = at >= 0 || receipt === undefined ? Math.max(at, 0) + by : place.current + (by > 0 ? by - 1 : by);
    const next = list.row(Math.max(0, Math.min(from, count - 1)));
    if (next) choose(next);
  };
  // What was worked on has left the queue: the next stands in its place, and nothing is left when it was the last.
  const goOn = (): void => {
    const next = list.row(Math.max(at, 0) + 1) ?? (at > 0 ? list.row(at - 1) : undefined);
    if (next) choose(next);
    else void navigate({ to: '/cash', search: { queue: search.queue }, replace: true });
  };
  useKeys([
    { keys: 'j', label: t('Next receipt'), run: () => step(1) },
    { keys: 'k', label: t('Receipt before'), run: () => step(-1) },
  ]);
  useEffect(() => {
    document.title = `${t('Cash')} · Dunwell`;
  }, []);
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[18rem_minmax(0,1fr)] max-lg:grid-cols-1 max-lg:grid-rows-[minmax(14rem,2fr)_minmax(0,3fr)] xl:grid-cols-[20rem_minmax(0,1fr)] 2xl:grid-cols-[24rem_minmax(0,1fr)]">
      <section
        aria-label={t('Receipts')}
        className="flex min-h-0 flex-col border-r border-line max-lg:border-r-0 max-lg:border-b"
      >
        <div className="flex flex-col gap-2.5 px-4 pt-5 pb-3">
          <div className="flex items-baseline gap-2">
            <h1 className="text-title font-semibold">{t('Cash')}</h1>
            <span className="ml-auto flex items-center gap-1">
              <Keys keys="j" />
              <Keys keys="k" />
            </span>
          </div>
          <p className="flex gap-3 text-meta">
            <Link to="/cash/rules" className="link">
              {t('What was learned')}
            </Link>
            <Link to="/cash/quality" className="link">
              {t('Matching quality')}
            </Link>
          </p>
          <nav aria-label={t('Queues')} className="flex flex-wrap gap-x-3 gap-y-1">
            {queues.map(([one, text]) => (
              <button
                key={one}
                type="button"
                aria-current={one === queue ? 'true' : undefined}
                className={`border-b-2 pb-0.5 ${one === queue ? 'border-accent font-medium' : 'border-transparent text-ink-2 hover:text-ink'}`}
                onClick={() => void navigate({ to: '/cash', search: { queue: one === 'proposed' ? undefined : one } })}
              >
                {t(text)}{' '}
                <span className="text-meta tabular-nums text-ink-2">
                  {list.answer && formatCount(list.answer.counts[one])}
                </span>
              </button>
            ))}
          </nav>
        </div>
        {list.error ? (
          <Failure error={list.error} retry={list.retry} />
        ) : !list.answer ? (
          <Skeleton rows={12} className="border-t border-line px-4 py-2" />
        ) : (
          <Lines
            count={count}
            several={several}
            at={Math.max(at, 0)}
            row={list.row}
            look={list.look}
            chosen={chosen}
            choose={choose}
          />
        )}
      </section>
      <section aria-label={t('Receipt')} className="flex min-h-0 min-w-0 flex-col">
        {chosen !== undefined ? (
          <Chosen key={`${company} ${chosen}`} receipt={chosen} goOn={goOn} />
        ) : (
          list.answer && count === 0 && <Empty queue={queue} />
        )}
      </section>
    </div>
  );
}

interface LinesProps {
  readonly count: number;
  /** The company is said, as the queue has several. */
  readonly several: boolean;
  readonly at: number;
  readonly row: (index: number) => Row | undefined;
  readonly look: (first: number, end: number) => void;
  readonly chosen: string | undefined;
  readonly choose: (row: Row) => void;
}

function Lines({ count, several, at, row, look, chosen, choose }: LinesProps) {
  const box = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ top: 0, height: 900 });
  const first = Math.max(0, Math.floor(sight.top / rowHeight) - 5);
  const end = Math.min(count, Math.ceil((sight.top + sight.height) / rowHeight) + 5);
  useEffect(() => look(Math.min(first, at), Math.max(end, at + 2, 1)), [look, first, end, at]);
  useEffect(() => {
    const scroller = box.current!;
    if (at * rowHeight < scroller.scrollTop) scroller.scrollTop = at * rowHeight;
    else if ((at + 1) * rowHeight > scroller.scrollTop + scroller.clientHeight)
      scroller.scrollTop = (at + 1) * rowHeight - scroller.clientHeight;
  }, [at]);
  return (
    <div
      ref={box}
      className="min-h-0 flex-1 overflow-y-auto border-t border-line bg-surface"
      onScroll={(event) => setSight({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
    >
      <ol aria-label={t('Receipts')} className="relative" style={{ height: count * rowHeight }}>
        {Array.from({ length: Math.max(0, end - first) }, (_, step) => {
          const index = first + step;
          const one = row(index);
          const on = one !== undefined && String(one.id) === chosen;
          return (
            <li
              key={one ? String(one.id) : `row ${index}`}
              className="absolute inset-x-0"
              style={{ height: rowHeight, transform: `translateY(${index * rowHeight}px)` }}
            >
              {one && (
                <button
                  type="button"
                  aria-current={on ? 'true' : undefined}
                  className={`flex h-full w-full flex-col justify-center border-b border-line px-4 text-left focus-visible:-outline-offset-2 ${on ? 'bg-selection shadow-[inset_3px_0_var(--accent)]' : 'hover:bg-hover'}`}
                  onClick={() => choose(one)}
                >
                  <span className="flex w-full items-baseline gap-2">
                    <span className="min-w-0 flex-1 truncate font-medium">
                      {one.payer ?? one.name ?? t('Unknown payer')}
                    </span>
                    <span className="tabular-nums">
                      {formatMoney(one.left === '0' ? one.amount : one.left, one.currency)}{' '}
                      <span className="text-meta text-ink-2">{one.currency}</span>
                    </span>
                  </span>
                  <span className="flex w-full items-baseline gap-2 text-meta text-ink-2">
                    {several && <span className="font-medium">{one.company}</span>}
                    <span className="min-w-0 flex-1 truncate">{one.text}</span>
                    <span>
                      {one.decision === 'propose'
                        ? t('{percent} sure', { percent: formatShare(one.confidence, 0) })
                        : formatDay(one.valueDate)}
                    </span>
                  </span>
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function Chosen({ receipt, goOn }: { receipt: string; goOn: () => void }) {
  const { company } = useWork();
  const [customer, setCustomer] = useState<string>();
  const read = useReading<ReceiptAnswer>(`/api/receipts/${receipt}`, { company, customer }, { keep: true });
  if (read.isPending) return <Skeleton rows={16} className="px-6 py-6" />;
  if (read.error && !read.data) return <Failure error={read.error} retry={() => void read.refetch()} />;
  const data = read.data!;
  return (
    <Matching
      key={`${receipt} ${data.version} ${customer ?? ''}`}
      data={data}
      customer={customer}
      setCustomer={setCustomer}
      goOn={goOn}
    />
  );
}

function Empty({ queue }: { queue: Queue }) {
  const words: Readonly<Record<Queue, readonly [title: string, text: string]>> = {
    proposed: [
      t('Nothing waits for you'),
      t('What can be proved is applied by itself; what is only likely comes here.'),
    ],
    unidentified: [t('Every payer is known'), t('Money of unknown payers waits here until somebody says whose it is.')],
    on_account: [t('No money is left on account'), t('Money of a known customer without items stands here.')],
    applied: [t('Nothing was applied yet'), t('Import a bank file; the day run applies what it can prove.')],
  };
  const [title, text] = words[queue];
  return (
    <Notice title={title}>
      <p className="text-ink-2">{text}</p>
    </Notice>
  );
}
