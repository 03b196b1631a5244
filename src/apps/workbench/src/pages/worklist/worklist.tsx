/** The worklist: whom to call first on the left, the customer on the right; in focus, one customer after the other. */
import { getRouteApi, Link } from '@tanstack/react-router';
import {
  memo,
  type ReactNode,
  type RefObject,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { DayWorkAnswer } from '#collections/contract';
import { worklistList } from '#collections/lists';
import { formatCount, formatDay, formatMoney, humanise, isZero, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { filtersOfQueue } from '../../list-search.ts';
import { Chip, FilterChips, FilterDialog } from '../../parts/column-filters.tsx';
import { FilterIcon } from '../../parts/icons.tsx';
import { filtersOfShape } from '../../parts/shape-list.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { Tab, Tabs } from '../../parts/tab.tsx';
import { useWindows, windowSize } from '../../parts/windows.ts';
import type { WorklistSearch } from '../../router.tsx';
import { useCompanies, useWork, WorkContext } from '../../session.tsx';
import { SideBySide } from '../customers/customer.tsx';
import { CustomerHead, useCustomer, useWorkKeys } from '../customers/head.tsx';
import { type Place, useReadAhead } from '../customers/readings.ts';
import type { Doing } from '../customers/work-panel.tsx';
import { columnsOfWorklist, type Part, parts } from './columns.tsx';

type Row = DayWorkAnswer['rows'][number];
const rowHeight = 52;

const keyOf = ({ company, customer }: Place): string => `${company} ${customer}`;

/** The list of the address, the customer chosen in it, and the steps between them. Of several companies, the row's own. */
function useWorklist(search: WorklistSearch, go: (row: Row) => void) {
  const { company } = useWork();
  const { several, ...ofCompanies } = useCompanies();
  // The row is marked and its customer shown at once: the address follows a moment later.
  const [going, setGoing] = useState<Row>();
  useEffect(() => {
    setGoing((old) => (old?.customer === search.customer && old?.company === company ? undefined : old));
  }, [search.customer, company]);
  const choose = useCallback(
    (row: Row): void => {
      setGoing(row);
      go(row);
    },
    [go],
  );
  const marked = going ?? { customer: search.customer, company };
  const tab: Part = search.tab ?? 'open';
  const list = useWindows<DayWorkAnswer>('/api/worklist/day', {
    ...ofCompanies,
    ...filtersOfQueue(search),
    tab,
    whose: search.whose ?? 'all',
  });
  const count = list.answer?.counts[tab] ?? 0;
  const place = useRef(0);
  let at = -1;
  // The chosen one is looked for in the windows that are known; one that has left the list keeps its place.
  const known = Math.min(count, windowSize * 100);
  for (let index = 0; index < known && marked.customer !== undefined; index += 1) {
    const row = list.row(index);
    if (row?.customer === marked.customer && row.company === marked.company) {
      at = index;
      break;
    }
  }
  if (at >= 0) place.current = at;
  const first = list.row(0);
  const stepping = useRef((_by: number): void => undefined);
  stepping.current = (by) => {
    // When the chosen one is done, the next stands in its place already.
    const from =
      at >= 0 || marked.customer === undefined ? Math.max(at, 0) + by : place.current + (by > 0 ? by - 1 : by);
    const next = list.row(Math.max(0, Math.min(from, count - 1)));
    if (next) choose(next);
  };
  const step = useCallback((by: number): void => stepping.current(by), []);
  // Where the first of the list belongs to another company than the page, the address says so.
  const elsewhere = search.customer === undefined && first !== undefined && first.company !== company;
  useEffect(() => {
    if (elsewhere) choose(first);
  }, [elsewhere, first, choose]);
  const shown: Place | undefined =
    marked.customer !== undefined ? { company: marked.company, customer: marked.customer } : first;
  const beside = Math.max(at, 0);
  useReadAhead(list.answer ? [list.row(beside + 1), list.row(beside + 2), list.row(beside - 1)] : []);
  return {
    tab,
    list,
    count,
    at: beside,
    /** The customer that is shown, and what the list calls it while the rest is on its way. */
    shown,
    name: (at >= 0 ? list.row(at) : (going ?? (marked.customer === undefined ? first : undefined)))?.name,
    several,
    step,
    choose,
    /** Another list: its first customer is the chosen one. */
    leave: () => setGoing(undefined),
  };
}

export function WorklistPage() {
  const route = getRouteApi('/worklist');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { several } = useCompanies();
  const go = useCallback(
    (row: Row): void =>
      void navigate({
        search: (old) => ({ ...old, customer: row.customer, ...(several && { in: row.company }) }),
        replace: true,
      }),
    [navigate, several],
  );
  const work = useWorklist(search, go);
  const { list, count, tab } = work;
  const box = useRef<HTMLDivElement>(null);
  const change = (part: WorklistSearch): void => {
    work.leave();
    void navigate({ search: (old) => ({ ...old, customer: undefined, ...part }) });
  };
  useKeys([
    { keys: 'j', label: t('Next customer'), run: () => work.step(1) },
    { keys: 'k', label: t('Customer before'), run: () => work.step(-1) },
    {
      keys: 'f',
      label: t('One customer at a time'),
      run: () => void navigate({ to: '/worklist/focus', search: (old) => old }),
    },
  ]);
  useEffect(() => {
    document.title = `${t('Worklist')} · Dunwell`;
  }, []);
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[18rem_minmax(0,1fr)] max-lg:grid-cols-1 max-lg:grid-rows-[minmax(14rem,2fr)_minmax(0,3fr)] xl:grid-cols-[20rem_minmax(0,1fr)] 2xl:grid-cols-[24rem_minmax(0,1fr)]">
      <section
        aria-label={t('Worklist')}
        className="flex min-h-0 flex-col border-r border-line max-lg:border-r-0 max-lg:border-b"
      >
        <div className="flex flex-col gap-2.5 px-4 pt-5 pb-3">
          <div className="flex items-baseline gap-2">
            <h1 className="text-title font-semibold">{t('Worklist')}</h1>
            {list.answer && (
              <span data-count className="text-ink-2">
                {formatCount(count)}
              </span>
            )}
            <span className="ml-auto flex items-center gap-1 text-meta text-ink-2">
              <Keys keys="j" />
              <Keys keys="k" />
            </span>
          </div>
          <Filters
            search={search}
            change={change}
            currencies={list.row(0)?.balances.map((one) => one.currency) ?? []}
          />
          <select
            aria-label={t('Whose customers')}
            className="field w-full"
            value={search.whose ?? 'all'}
            onChange={(event) =>
              change({
                whose: event.target.value === 'all' ? undefined : (event.target.value as 'mine' | 'unassigned'),
              })
            }
          >
            <option value="mine">{t('Mine')}</option>
            <option value="all">{t('The whole team’s')}</option>
            <option value="unassigned">{t('Unassigned')}</option>
          </select>
          <Tabs label={t('Parts of the worklist')} narrow>
            {parts.map(([one, text]) => (
              <Tab
                key={one}
                on={one === tab}
                count={list.answer?.counts[one]}
                choose={() => change({ tab: one === 'open' ? undefined : one })}
              >
                {t(text)}
              </Tab>
            ))}
          </Tabs>
        </div>
        <List work={work} box={box} />
      </section>
      <section aria-label={t('Customer')} className="flex min-h-0 min-w-0 flex-col">
        {work.shown === undefined ? (
          list.answer && count === 0 && <NobodyLeft tab={tab} search={search} />
        ) : (
          <Chosen key={keyOf(work.shown)} {...work.shown} name={work.name} step={work.step} />
        )}
      </section>
    </div>
  );
}

/** One customer after the other, without the list. */
export function FocusPage() {
  const route = getRouteApi('/worklist/focus');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { several } = useCompanies();
  const go = useCallback(
    (row: Row): void =>
      void navigate({
        search: (old) => ({ ...old, customer: row.customer, ...(several && { in: row.company }) }),
        replace: true,
      }),
    [navigate, several],
  );
  const work = useWorklist(search, go);
  useKeys([
    { keys: 'j', label: t('Next customer'), run: () => work.step(1) },
    { keys: 'k', label: t('Customer before'), run: () => work.step(-1) },
    { keys: 'f', label: t('Show the list'), run: () => void navigate({ to: '/worklist', search: (old) => old }) },
  ]);
  useEffect(() => {
    work.list.look(work.at, work.at + 2);
    document.title = `${t('Worklist')} · Dunwell`;
  }, [work.at, work.list.look]);
  if (work.list.error) return <Failure error={work.list.error} retry={work.list.retry} />;
  if (!work.list.answer) return <Skeleton rows={18} className="px-6 py-6" />;
  if (work.shown === undefined) return <NobodyLeft tab={work.tab} search={search} />;
  return (
    <>
      <div className="flex items-center gap-4 border-b border-line px-6 py-2 text-ink-2">
        <h1 className="sr-only">{t('Worklist')}</h1>
        <span className="tabular-nums">
          {t('{place} of {count}', { place: formatCount(work.at + 1), count: formatCount(work.count) })}
        </span>
        <span className="flex items-center gap-1.5">
          <Keys keys="j" /> {t('next')} <Keys keys="k" /> {t('before')}
        </span>
        <Link to="/worklist" search={(old) => old} className="link ml-auto">
          {t('Show the list')}
        </Link>
      </div>
      <Chosen key={keyOf(work.shown)} {...work.shown} name={work.name} step={work.step} />
    </>
  );
}

interface ChosenProps extends Place {
  /** What the list calls the customer: shown while the rest is on its way. */
  readonly name: string | undefined;
  readonly step: (by: number) => void;
}

/** The customer beside the list, in its own company; drawn anew only when it is another one. */
const Chosen = memo(function Chosen({ company, ...its }: ChosenProps) {
  const work = useWork();
  const own = useMemo(() => (work.company === company ? work : { ...work, company }), [work, company]);
  return (
    <WorkContext value={own}>
      <ChosenCustomer {...its} />
    </WorkContext>
  );
});

function ChosenCustomer({ customer, name, step }: Omit<ChosenProps, 'company'>) {
  const overview = useCustomer(customer);
  const [begun, setBegun] = useState<Doing>();
  // Who it is and what to do stands there with the key; items and timeline a frame later.
  const whole = useDeferredValue(true, false);
  const onDone = useCallback((): void => step(1), [step]);
  if (overview.error && !overview.data) return <Failure error={overview.error} retry={() => void overview.refetch()} />;
  const heading = (
    <h2 className="truncate text-title font-semibold">
      <Link to="/customers/$customer/{-$tab}" params={{ customer, tab: undefined }} search={{}} className="drill">
        {overview.data?.name ?? name ?? customer}
      </Link>
    </h2>
  );
  if (!overview.data) return <Coming heading={heading} begin={setBegun} />;
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <CustomerHead data={overview.data} onDone={onDone} heading={heading} begun={begun} />
      {whole && <SideBySide customer={customer} />}
    </div>
  );
}

/** Who it is, while the rest is on its way; what somebody begins to do meanwhile opens with it. */
function Coming({ heading, begin }: { heading: ReactNode; begin: (doing: Doing) => void }) {
  useWorkKeys(begin);
  return (
    <div className="px-6 pt-5">
      {heading}
      <Skeleton rows={17} className="py-3" />
    </div>
  );
}

interface ListProps {
  readonly work: ReturnType<typeof useWorklist>;
  readonly box: RefObject<HTMLDivElement | null>;
}

function List({ work, box }: ListProps) {
  const { list, count, at, shown, several, choose } = work;
  const marked = shown && keyOf(shown);
  const [sight, setSight] = useState({ top: 0, height: 900 });
  const first = Math.max(0, Math.floor(sight.top / rowHeight) - 5);
  const end = Math.min(count, Math.ceil((sight.top + sight.height) / rowHeight) + 5);
  useEffect(() => list.look(Math.min(first, at), Math.max(end, at + 2, 1)), [list.look, first, end, at]);
  useEffect(() => {
    const scroller = box.current;
    if (!scroller) return;
    if (at * rowHeight < scroller.scrollTop) scroller.scrollTop = at * rowHeight;
    else if ((at + 1) * rowHeight > scroller.scrollTop + scroller.clientHeight)
      scroller.scrollTop = (at + 1) * rowHeight - scroller.clientHeight;
  }, [at, box]);
  if (list.error) return <Failure error={list.error} retry={list.retry} />;
  if (!list.answer) return <Skeleton rows={14} className="border-t border-line px-4 py-2" />;
  return (
    <div
      ref={box}
      className="min-h-0 flex-1 overflow-y-auto border-t border-line bg-surface"
      onScroll={(event) => setSight({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
    >
      <ol aria-label={t('Customers')} className="relative" style={{ height: count * rowHeight }}>
        {Array.from({ length: Math.max(0, end - first) }, (_, step) => {
          const index = first + step;
          const row = list.row(index);
          return (
            <li
              key={row ? `${row.company} ${row.customer}` : `row ${index}`}
              className="absolute inset-x-0"
              style={{ height: rowHeight, transform: `translateY(${index * rowHeight}px)` }}
            >
              {row && <Line row={row} several={several} chosen={keyOf(row) === marked} choose={choose} />}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

interface LineProps {
  readonly row: Row;
  /** The company is said, as the list has several. */
  readonly several: boolean;
  readonly chosen: boolean;
  readonly choose: (row: Row) => void;
}

const Line = memo(function Line({ row, several, chosen, choose }: LineProps) {
  const broken = row.reasons.find((reason) => reason.code === 'broken_promise');
  const told = broken ?? row.reasons.find((reason) => reason.code !== 'overdue_amount') ?? row.reasons[0];
  const [overdue, ...more] = row.balances.filter((balance) => !isZero(balance.overdue));
  return (
    <button
      type="button"
      aria-current={chosen ? 'true' : undefined}
      className={`grid h-full w-full grid-cols-[1.75rem_minmax(0,1fr)] items-center gap-x-2 border-b border-line px-4 text-left focus-visible:-outline-offset-2 ${chosen ? 'bg-selection shadow-[inset_3px_0_var(--accent)]' : 'hover:bg-hover'}`}
      onClick={() => choose(row)}
    >
      <span className="font-semibold tabular-nums">{row.priority > 0 ? Math.round(row.priority) : ''}</span>
      <span className="min-w-0">
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">{row.name}</span>
          {overdue && (
            <span className="tabular-nums">
              {formatMoney(overdue.overdue, overdue.currency)}{' '}
              <span className="text-meta text-ink-2">
                {more.length > 0 ? `${overdue.currency} +${more.length}` : overdue.currency}
              </span>
            </span>
          )}
        </span>
        <span className="flex items-baseline gap-2 text-meta text-ink-2">
          {several && <span className="font-medium">{row.company}</span>}
          <span
            className={`min-w-0 flex-1 truncate ${row.takenOver ? 'text-accent' : broken && !row.reason ? 'text-bad' : ''}`}
          >
            {row.takenOver
              ? row.takenOver.mine
                ? t('Yours until {day}', { day: formatDay(row.takenOver.until) })
                : t('{name} has it until {day}', { name: row.takenOver.person, day: formatDay(row.takenOver.until) })
              : row.reason
                ? sentence(row.reason.text)
                : broken
                  ? t('Broken promise')
                  : told && sentence(told.text)}
          </span>
          <span>{row.nextAction.code === 'none' || row.reason ? '' : t(humanise(row.nextAction.code))}</span>
        </span>
      </span>
    </button>
  );
});

interface FiltersProps {
  readonly search: WorklistSearch;
  readonly change: (part: WorklistSearch) => void;
  readonly currencies: readonly string[];
}

/** What the queue is of: the filters of its list, and the way to that list. */
function Filters({ search, change, currencies }: FiltersProps) {
  const [at, setAt] = useState<string>();
  const filters = filtersOfShape(
    worklistList,
    columnsOfWorklist().filter(({ key }) => key !== 'company' && key !== 'customer'),
    [...new Set([...currencies, ...(search['currency']?.split(',') ?? [])])],
  );
  const { customer: _, ...ofList } = search;
  return (
    <>
      <div className="flex items-center gap-2">
        <button type="button" className="button" onClick={() => setAt('reason')}>
          <FilterIcon /> {t('Filter')}
        </button>
        <Link to="/worklist/list" search={ofList} className="link ml-auto">
          {t('As a table')}
        </Link>
      </div>
      <ul aria-label={t('Filters')} className="flex flex-wrap gap-2 empty:hidden">
        {search['search'] !== undefined && (
          <Chip label={t('Search')} onRemove={() => change({ search: undefined })}>
            {search['search']}
          </Chip>
        )}
        <FilterChips filters={filters} values={search} onChange={change} onOpen={setAt} />
      </ul>
      {at !== undefined && (
        <FilterDialog
          filters={filters}
          values={search}
          currency={search['currency'] ?? currencies[0] ?? 'EUR'}
          focus={at}
          apply={change}
          close={() => setAt(undefined)}
        />
      )}
    </>
  );
}

function NobodyLeft({ tab, search }: { tab: Part; search: WorklistSearch }) {
  const filtered = Object.values(filtersOfQueue(search)).some((value) => value !== undefined);
  const words: Readonly<Record<Part, string>> = {
    open: t('Nobody is left to call'),
    done: t('Nobody was called yet today'),
    snoozed: t('Nobody is snoozed'),
    'not-listed': t('Everybody with open items is on the worklist'),
  };
  return (
    <Notice title={filtered ? t('No customer here') : words[tab]}>
      <p className="text-ink-2">
        {filtered
          ? t('None that these filters let through.')
          : t('The list is made anew by the next day run, from what is overdue then.')}
      </p>
      {(filtered || search.whose !== undefined) && (
        <Link to="/worklist" search={{}} className="link mt-2">
          {t('Show the whole team’s')}
        </Link>
      )}
    </Notice>
  );
}
