/** Money that is not applied: in its queues with owner, age and what it waits for; given to people, and its payers asked. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { UnappliedAnswer } from '#cash/contract';
import { formatAmount, parseAmount } from '#kernel';
import { ask, type Parameters } from '../../api.ts';
import { formatCount, formatMoney } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Chip } from '../../parts/column-filters.tsx';
import { Segmented } from '../../parts/controls.tsx';
import { copyTable } from '../../parts/copy-table.ts';
import { CurrencyFilter } from '../../parts/currency-filter.tsx';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { Grid } from '../../parts/grid.tsx';
import { CopyIcon } from '../../parts/icons.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { everything, isChosen, nothing, sumOf, toggle, useSelection, withAll } from '../../parts/selection.ts';
import type { ReceiptChoice } from '../../parts/server-work.ts';
import { useSeveral } from '../../parts/several.ts';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { Tab, Tabs } from '../../parts/tab.tsx';
import { useWindows } from '../../parts/windows.ts';
import type { UnappliedSearch } from '../../router.tsx';
import { useCompanies, useMay, useWork } from '../../session.tsx';
import { say, sayRefused, sayWrong } from '../../toasts.tsx';
import { AskPayers } from './ask-payers.tsx';
import { CashPages } from './cash-pages.tsx';
import { AwaitedCertificates } from './certificates.tsx';
import { DormancyLine } from './dormancy.tsx';
import { DormantCredits } from './dormant-credits.tsx';
import { type Owner, OwnerDialog } from './owner-dialog.tsx';
import {
  cashQueueOf,
  columnsOf,
  copyCells,
  copyHead,
  nameOf,
  type Queue,
  queueWords,
  type Row,
} from './unapplied-columns.tsx';

const route = getRouteApi('/cash/unapplied');
const queues = Object.keys(queueWords) as Queue[];
/** More are not gathered in the browser. */
const mostGathered = 5_000;

/** Totals of the filtered list: of one queue, or of all together by currency. */
function totalsOf(totals: UnappliedAnswer['totals'], queue: Queue | undefined) {
  const sums = new Map<string, { items: number; minor: bigint }>();
  for (const one of totals) {
    if (queue !== undefined && one.queue !== queue) continue;
    const old = sums.get(one.currency) ?? { items: 0, minor: 0n };
    sums.set(one.currency, { items: old.items + one.count, minor: old.minor + parseAmount(one.left, one.currency) });
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, one]) => ({ currency, items: one.items, open: formatAmount(one.minor, currency) }));
}

export function UnappliedPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: UnappliedSearch): void =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: 'search' in part });
  const owner = search.owner === 'me' || search.owner === 'nobody' ? search.owner : 'all';
  return (
    <>
      <CashPages />
      <PageHead title={t('Unapplied cash')}>
        <SearchField
          value={search.search ?? ''}
          onChange={(text) => change({ search: text === '' ? undefined : text })}
        />
        <Segmented
          label={t('Whose work')}
          value={owner}
          options={[
            ['all', t('Everybody’s')],
            ['me', t('Mine')],
            ['nobody', t('Nobody’s')],
          ]}
          onChange={(next) => change({ owner: next === 'all' ? undefined : next })}
        />
      </PageHead>
      <AwaitedCertificates />
      <UnappliedList search={search} change={change} />
    </>
  );
}

interface ListProps {
  readonly search: UnappliedSearch;
  readonly change: (part: UnappliedSearch) => void;
}

function UnappliedList({ search, change }: ListProps) {
  const { tenant } = useWork();
  const { several, ...where } = useCompanies();
  const navigate = route.useNavigate();
  const mayWork = useMay('cash.apply');
  const doSeveral = useSeveral();
  const filters: Parameters = {
    ...where,
    queue: search.queue,
    owner: search.owner,
    currency: search.currency,
    search: search.search,
  };
  const query: Parameters = { ...filters, sort: search.sort ?? 'received' };
  const list = useWindows<UnappliedAnswer>('/api/unapplied', query);
  const [active, setActive] = useState(0);
  const [giving, setGiving] = useState<readonly Row[]>();
  const [asking, setAsking] = useState<ReceiptChoice>();
  const question = JSON.stringify(query);
  const [selection, setSelection] = useSelection(question);
  const onMove = useCallback((index: number) => setActive(index), []);
  const answered = list.answer?.totals ?? [];
  const totals = totalsOf(answered, search.queue);
  const count = totals.reduce((sum, one) => sum + one.items, 0);
  const chosen = sumOf(selection, totals);
  const chosenCount = chosen.reduce((sum, one) => sum + one.items, 0);
  const countOf = (queue: Queue | undefined): number =>
    answered.reduce((sum, one) => sum + (queue === undefined || one.queue === queue ? one.count : 0), 0);

  /** The chosen rows, or all of the question; undefined, and a word about it, when they are too many. */
  const gather = async (): Promise<readonly Row[] | undefined> => {
    if (count > mostGathered) {
      sayWrong(t('These are more than {count}; filter them, or export them.', { count: formatCount(mostGathered) }));
      return undefined;
    }
    const rows: Row[] = [];
    try {
      for (let offset = 0; offset < count; offset += 200) {
        const page = await ask<UnappliedAnswer>('GET', '/api/unapplied', {
          tenant,
          query: { ...query, offset, limit: 200 },
        });
        rows.push(...page.rows);
      }
    } catch (fault) {
      sayRefused(fault);
      return undefined;
    }
    return chosenCount === 0 ? rows : rows.filter(isRowChosen);
  };
  const isRowChosen = (row: Row): boolean => isChosen(selection, String(row.id));
  const chooseAlso = (rows: readonly Row[]): void => setSelection((old) => withAll(old, rows.map(figureOf)));
  const choose = (row: Row): void => setSelection((old) => toggle(old, ...figureOf(row)));
  /** What a letter acts on: the selection, or the active row. */
  const meant = async (): Promise<readonly Row[]> => {
    if (chosenCount > 0) return (await gather()) ?? [];
    const row = list.row(active);
    return row ? [row] : [];
  };
  const copy = async (): Promise<void> => {
    const rows = await gather();
    if (!rows) return;
    if (copyTable(copyHead, rows.map(copyCells)))
      say(
        rows.length === 1 ? t('1 row is copied.') : t('{count} rows are copied.', { count: formatCount(rows.length) }),
      );
    else sayWrong(t('The browser does not let us copy; export the rows instead.'));
  };
  const startGiving = async (): Promise<void> => {
    const rows = await meant();
    if (mayWork && rows.length > 0) setGiving(rows);
  };
  /** The server finds who is meant: however many they are, they need not pass through the browser. */
  const startAsking = (): void => {
    const row = list.row(active);
    if (!mayWork || (chosenCount === 0 && !row)) return;
    const ids = [...selection.items.keys()];
    setAsking(
      chosenCount === 0
        ? { all: false, receipts: [String(row!.id)] }
        : selection.all
          ? { all: true, except: ids }
          : { all: false, receipts: ids },
    );
  };
  const give = async (rows: readonly Row[], { owner, name }: Owner): Promise<void> => {
    const done = await doSeveral(
      rows.map((row) => ({
        name: nameOf(row),
        method: 'PUT',
        path: `/api/receipts/${row.id}/owner`,
        query: { company: row.company },
        body: { owner },
        version: row.version,
      })),
      {
        title: t('Receipts given to {name}', { name }),
        one: t('{receipt} is with {name}.', { receipt: rows[0] ? nameOf(rows[0]) : '', name }),
      },
    );
    if (done) setSelection(nothing);
  };
  useKeys([
    ...(mayWork
      ? [
          { keys: '@|o', label: t('Give to a person'), run: () => void startGiving() },
          { keys: 'e', label: t('Ask the payer what it is for'), run: startAsking },
        ]
      : []),
    {
      keys: 'mod+a',
      label: t('Select all that the filters let through'),
      run: () => setSelection(count > 0 ? everything : nothing),
    },
    {
      keys: 'mod+c',
      label: t('Copy the selected rows, or all'),
      run: () => void (getSelection()?.toString() ? document.execCommand('copy') : copy()),
    },
    { keys: 'Escape', run: () => setSelection(nothing) },
  ]);

  const only = totals.length === 1 ? totals[0]!.currency : undefined;
  const byPerson = search.owner !== undefined && /^\d+$/.test(search.owner);
  return (
    <>
      <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-2 px-6 pb-3">
        <Tabs label={t('Queues')}>
          {([undefined, ...queues] as const).map((queue) => (
            <Tab
              key={queue ?? 'all'}
              on={queue === search.queue}
              count={list.answer ? countOf(queue) : undefined}
              choose={() => change({ queue })}
            >
              {queue === undefined ? t('All') : t(queueWords[queue])}
            </Tab>
          ))}
        </Tabs>
        <ul aria-label={t('Filters')} className="flex flex-wrap gap-2 empty:hidden">
          {byPerson && (
            <Chip label={t('Owner')} onRemove={() => change({ owner: undefined })}>
              {`${t('Owner')}: ${list.row(0)?.owner ?? search.owner}`}
            </Chip>
          )}
        </ul>
        <CurrencyFilter
          currencies={answered.map((one) => one.currency)}
          value={search.currency}
          onChange={(currency) => change({ currency })}
        />
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {chosenCount > 0 && (
            <span className="tabular-nums">
              <span className="text-ink-2">{t('{count} selected', { count: formatCount(chosenCount) })}</span>
              {chosen.map((one) => (
                <span key={one.currency} className="pl-2 font-medium">
                  {formatMoney(one.open, one.currency)}{' '}
                  <span className="text-meta font-normal text-ink-2">{one.currency}</span>
                </span>
              ))}
            </span>
          )}
          {count > 0 && (
            <>
              {mayWork && (
                <>
                  <button type="button" className="button" onClick={() => void startGiving()}>
                    {t('Give to…')} <Keys keys="o" />
                  </button>
                  <button type="button" className="button" onClick={startAsking}>
                    {t('Ask the payer')} <Keys keys="e" />
                  </button>
                </>
              )}
              <button type="button" className="button" onClick={() => void copy()}>
                <CopyIcon /> {chosenCount > 0 ? t('Copy selected') : t('Copy')}
              </button>
              <ExportMenu
                path="/api/unapplied"
                query={query}
                titles={{
                  csv: t('Export of unapplied cash as CSV'),
                  xlsx: t('Export of unapplied cash as a workbook'),
                }}
              />
            </>
          )}
        </div>
      </div>
      {search.queue === 'dormant' && (
        <>
          <p className="border-t border-line px-6 py-2 text-ink-2">
            {t(
              'A credit that nobody has moved for as long as the company’s policy says stays the customer’s money: it is reported as unclaimed property and never taken to income.',
            )}
          </p>
          <DormancyLine />
          <DormantCredits />
        </>
      )}
      {list.error ? (
        <Failure error={list.error} retry={list.retry} />
      ) : !list.answer ? (
        <Skeleton rows={20} className="border-t border-line px-6 py-2" />
      ) : count === 0 ? (
        <Nothing search={search} />
      ) : (
        <Grid
          label={t('Unapplied cash')}
          columns={columnsOf({ search, only, several })}
          count={count}
          row={list.row}
          keyOf={(row) => String(row.id)}
          look={list.look}
          sort={search.sort ?? 'received'}
          onSort={(sort) => change({ sort: sort === 'received' ? undefined : sort })}
          onOpen={(row) =>
            void navigate({
              to: '/cash/lines/$receipt',
              params: { receipt: String(row.id) },
              search: { queue: cashQueueOf(row), ...(several && { in: row.company }) },
            })
          }
          onMove={onMove}
          selected={isRowChosen}
          onSelect={choose}
          {...(mayWork && { tick: (row: Row) => t('Choose {number}', { number: nameOf(row) }) })}
          onSelectAlso={chooseAlso}
          between={list.between}
          busy={list.busy}
          memory={`unapplied ${question}`}
          totals={{
            rows: totals,
            counted: (items) => (items === 1 ? t('1 receipt') : t('{count} receipts', { count: formatCount(items) })),
            column: 'left',
          }}
        />
      )}
      {giving && (
        <OwnerDialog
          title={
            giving.length === 1
              ? t('Who works on it?')
              : t('Who works on these {count}?', { count: formatCount(giving.length) })
          }
          companies={[...new Set(giving.map((row) => row.company))]}
          close={() => setGiving(undefined)}
          choose={(owner) => void give(giving, owner)}
        />
      )}
      {asking && <AskPayers choice={asking} where={filters} close={() => setAsking(undefined)} />}
    </>
  );
}

function Nothing({ search }: { search: UnappliedSearch }) {
  const filtered = search.owner !== undefined || search.currency !== undefined || search.search !== undefined;
  return (
    <div className="flex-1 border-t border-line bg-surface">
      <Notice title={filtered || search.queue !== undefined ? t('Nothing in this list') : t('All money is applied')}>
        <p className="text-ink-2">
          {filtered
            ? t('No money that these filters let through waits.')
            : search.queue === 'dormant'
              ? t('No credit is old enough by the rules that are in force.')
              : t('What comes in and finds no item stands here.')}
        </p>
        {(filtered || search.queue !== undefined) && (
          <Link to="/cash/unapplied" search={{}} className="link mt-2">
            {t('Show all unapplied cash')}
          </Link>
        )}
      </Notice>
    </div>
  );
}

/** What a chosen receipt counts for. */
const figureOf = (row: Row) => [String(row.id), { currency: row.currency, open: row.left }] as const;
