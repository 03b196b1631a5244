/** Cash: the queue of money that waits for a person on the left, one receipt and the items it pays on the right. */
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReceiptAnswer, ReceiptsAnswer } from '#cash/contract';
import { formatDay, formatMoney, formatShare, isZero } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { SideList } from '../../parts/side-list.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { Tab, Tabs } from '../../parts/tab.tsx';
import { useWindows } from '../../parts/windows.ts';
import { useCompanies, useMay, useReading, useWork } from '../../session.tsx';
import { ApplyWaiting } from './apply-waiting.tsx';
import { CashPages } from './cash-pages.tsx';
import { Matching } from './matching.tsx';
import { WaitingReturns } from './returned-lines.tsx';
import type { Others } from './whose.tsx';

type Queue = keyof ReceiptsAnswer['counts'];
type Row = ReceiptsAnswer['rows'][number];

const queues: readonly (readonly [queue: Queue, text: string])[] = [
  ['proposed', 'Proposed'],
  ['unidentified', 'Unidentified'],
  ['on_account', 'Unapplied'],
  ['applied', 'Applied'],
];

export function CashPage() {
  const { receipt } = useParams({ strict: false });
  const search: { queue?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const { company } = useWork();
  const mayApply = useMay('cash.apply');
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
    ...(mayApply
      ? [{ keys: 'b', label: t('Accept several at once'), run: () => void navigate({ to: '/cash/accept' }) }]
      : []),
  ]);
  useEffect(() => {
    document.title = `${t('Cash')} · Dunwell`;
  }, []);
  return (
    <>
      <CashPages />
      <div className="flex shrink-0 flex-wrap items-baseline gap-x-6 gap-y-1.5 px-6 pt-3 pb-2">
        <h1 className="text-title font-semibold">{t('Cash')}</h1>
        <Tabs label={t('Queues')}>
          {queues.map(([one, text]) => (
            <Tab
              key={one}
              on={one === queue}
              count={list.answer?.counts[one]}
              choose={() => void navigate({ to: '/cash', search: { queue: one === 'proposed' ? undefined : one } })}
            >
              {t(text)}
            </Tab>
          ))}
        </Tabs>
        <p className="ml-auto flex flex-wrap items-baseline gap-x-4 text-meta">
          <ApplyWaiting keys="n" />
          <WaitingReturns />
          {queue === 'proposed' && count > 1 && mayApply && (
            <Link to="/cash/accept" className="link">
              {t('Accept several at once')} <Keys keys="b" />
            </Link>
          )}
          <Link to="/cash/receipts" search={{}} className="link">
            {t('All receipts')}
          </Link>
          <Link to="/cash/bank-lines" search={{}} className="link">
            {t('Bank lines')}
          </Link>
          <span className="flex items-center gap-1">
            <Keys keys="j" />
            <Keys keys="k" />
          </span>
        </p>
      </div>
      <div className="grid min-h-0 flex-1 grid-cols-[18rem_minmax(0,1fr)] max-lg:grid-cols-1 max-lg:grid-rows-[minmax(14rem,2fr)_minmax(0,3fr)] xl:grid-cols-[20rem_minmax(0,1fr)] 2xl:grid-cols-[24rem_minmax(0,1fr)]">
        <section
          aria-label={t('Receipts')}
          className="flex min-h-0 flex-col border-r border-line max-lg:border-r-0 max-lg:border-b"
        >
          {list.error ? (
            <Failure error={list.error} retry={list.retry} />
          ) : !list.answer ? (
            <Skeleton rows={12} className="border-t border-line px-4 py-2" />
          ) : (
            <SideList
              label={t('Receipts')}
              count={count}
              at={at >= 0 ? at : undefined}
              row={list.row}
              keyOf={(one) => String(one.id)}
              look={list.look}
              chosen={chosen}
              choose={choose}
            >
              {(one) => <Line one={one} several={several} />}
            </SideList>
          )}
        </section>
        <section
          aria-label={t('Receipt')}
          className="flex min-h-0 min-w-0 flex-col border-t border-line max-lg:border-t-0"
        >
          {chosen !== undefined ? (
            <Chosen key={`${company} ${chosen}`} receipt={chosen} goOn={goOn} />
          ) : (
            list.answer && count === 0 && <Empty queue={queue} />
          )}
        </section>
      </div>
    </>
  );
}

function Line({ one, several }: { one: Row; several: boolean }) {
  return (
    <>
      <span className="flex w-full items-baseline gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{one.payer ?? one.name ?? t('Unknown payer')}</span>
        <span className="tabular-nums">
          {formatMoney(isZero(one.left) ? one.amount : one.left, one.currency)}{' '}
          <span className="text-meta text-ink-2">{one.currency}</span>
        </span>
      </span>
      <span className="flex w-full items-baseline gap-2 text-meta text-ink-2">
        {several && <span className="font-medium">{one.company}</span>}
        <span className="min-w-0 flex-1 truncate">{one.text}</span>
        {one.decision === 'refused' && !isZero(one.left) ? (
          <span className="text-bad">{t('refused by the ERP')}</span>
        ) : (
          <span>
            {one.decision === 'propose'
              ? t('{percent} sure', { percent: formatShare(one.confidence, 0) })
              : formatDay(one.valueDate)}
          </span>
        )}
      </span>
    </>
  );
}

function Chosen({ receipt, goOn }: { receipt: string; goOn: () => void }) {
  const { company } = useWork();
  const [customer, setCustomer] = useState<string>();
  const [others, setOthers] = useState<Others>();
  const read = useReading<ReceiptAnswer>(
    `/api/receipts/${receipt}`,
    { company, customer: others?.customer ?? customer },
    { keep: true },
  );
  if (read.isPending) return <Skeleton rows={16} className="px-6 py-6" />;
  if (read.error && !read.data) return <Failure error={read.error} retry={() => void read.refetch()} />;
  const data = read.data!;
  return (
    <Matching
      key={`${receipt} ${customer ?? ''}`}
      data={data}
      customer={customer}
      setCustomer={setCustomer}
      others={others}
      setOthers={setOthers}
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
