/** The aging: customers by bucket, per currency; every figure leads to its items. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import type { TodayAnswer } from '#operations/contract';
import type { AgingAnswer, GroupAgingAnswer } from '#receivables/contract';
import { headsOfAging, sortAging } from '#receivables/lists';
import { formatCount, formatMoney, isZero } from '../format.ts';
import { t } from '../language.ts';
import { AgingBar, ageColour, bucketLabel } from '../parts/aging-bar.tsx';
import { useBusinessDay } from '../parts/company-day.ts';
import { CommittedField, DayField, InstantField, Segmented } from '../parts/controls.tsx';
import { CopyRows } from '../parts/copy-rows.tsx';
import { ExportMenu } from '../parts/export-menu.tsx';
import { moveInGrid } from '../parts/grid-keys.ts';
import { AgingIcon } from '../parts/icons.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Failure, Notice, Skeleton } from '../parts/states.tsx';
import { useRowWindow } from '../parts/window-rows.ts';
import type { AgingPageSearch, ItemsSearch } from '../router.tsx';
import { useCompanies, useReading, useWork } from '../session.tsx';

const route = getRouteApi('/insights/aging');
const usualBuckets = '30,60,90,120';

export function AgingPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const today = useBusinessDay();
  const { several } = useCompanies();
  const asOf = search.asOf ?? today;
  const change = (part: AgingPageSearch): void => void navigate({ search: (old) => ({ ...old, ...part }) });
  const currencies = useCurrencies();
  return (
    <>
      <PageHead title={t('Aging')}>
        <DayField label={t('As of')} value={asOf} onChange={(day) => change({ asOf: day })} />
        <InstantField
          label={t('As known')}
          value={search.asKnown}
          empty={t('now')}
          onChange={(instant) => change({ asKnown: instant })}
        />
      </PageHead>
      <div className="flex flex-wrap items-center gap-2 px-6 pb-4">
        <select
          aria-label={t('Group by')}
          className="field"
          value={search.by ?? 'customer'}
          onChange={(event) =>
            change({
              by: event.target.value === 'customer' ? undefined : (event.target.value as 'portfolio' | 'company'),
            })
          }
        >
          <option value="customer">{t('By customer')}</option>
          <option value="portfolio">{t('By portfolio')}</option>
          {(several || search.by === 'company') && <option value="company">{t('By company')}</option>}
        </select>
        <Segmented
          label={t('Credits')}
          value={search.view ?? 'net'}
          options={[
            ['net', t('Net')],
            ['gross-debit', t('Gross')],
          ]}
          onChange={(view) => change({ view: view === 'net' ? undefined : view })}
        />
        <Segmented
          label={t('Days counted from')}
          value={search.basis ?? 'due'}
          options={[
            ['due', t('By due date')],
            ['document', t('By document date')],
          ]}
          onChange={(basis) => change({ basis: basis === 'due' ? undefined : basis })}
        />
        <BucketsField
          value={search.buckets ?? usualBuckets}
          onChange={(buckets) => change({ buckets: buckets === usualBuckets ? undefined : buckets })}
        />
        <select
          aria-label={t('Currency')}
          className="field"
          value={search.currency ?? ''}
          onChange={(event) =>
            change({
              currency: event.target.value || undefined,
              ...(event.target.value === '' && { rates: undefined }),
            })
          }
        >
          <option value="">{t('Each currency by itself')}</option>
          {currencies.map((currency) => (
            <option key={currency} value={currency}>
              {t('All in {currency}', { currency })}
            </option>
          ))}
        </select>
        {search.currency !== undefined && (
          <select
            aria-label={t('Rates')}
            className="field"
            value={search.rates ?? 'historical'}
            onChange={(event) => change({ rates: event.target.value === 'closing' ? 'closing' : undefined })}
          >
            <option value="historical">{t('As the books carry it')}</option>
            <option value="closing">{t('At the rate of the day')}</option>
          </select>
        )}
        <button
          type="button"
          className="button ml-auto"
          aria-pressed={search.chart !== 'off'}
          onClick={() => change({ chart: search.chart === 'off' ? undefined : 'off' })}
        >
          <AgingIcon /> {search.chart === 'off' ? t('Show the chart') : t('Hide the chart')}
        </button>
        <TakeAway asOf={asOf} />
      </div>
      <div data-scroller className="min-h-0 flex-1 overflow-auto border-t border-line bg-surface">
        <AgingTable asOf={asOf} />
      </div>
    </>
  );
}

/** The currencies into which the report may be put: those of the chosen companies and of what is open in them. */
function useCurrencies(): readonly string[] {
  const search = route.useSearch();
  const { companies } = useWork();
  const today = useReading<TodayAnswer>('/api/today', {}, { keep: true });
  const chosen = today.data?.companies.filter((one) => companies.includes(one.company)) ?? [];
  const found = chosen.flatMap((one) => [one.currency, ...one.openTotals.map((total) => total.currency)]);
  return [...new Set([...found, ...(search.currency === undefined ? [] : [search.currency])])].sort();
}

/** The ends of the buckets in days, as text: `30,60,90,120`. */
function BucketsField({ value, onChange }: { value: string; onChange: (buckets: string) => void }) {
  return (
    <CommittedField
      label={t('Buckets')}
      shown={value}
      className="w-28"
      hint={t('Write rising numbers of days, such as 30,60,90')}
      read={(text) => {
        const ends = text
          .split(/[^\d]+/)
          .filter(Boolean)
          .map(Number);
        const rising = ends.every((end, index) => end <= 9_999 && end > (ends[index - 1] ?? 0));
        return rising && ends.length >= 1 && ends.length <= 8 ? { value: ends.join(',') } : undefined;
      }}
      onCommit={(ends) => ends !== value && onChange(ends)}
    />
  );
}

/** The aging that the address asks for, where it is read, and with what. */
function useAging(asOf: string) {
  const search = route.useSearch();
  const { several, ...where } = useCompanies();
  const { by = 'customer', buckets = usualBuckets, currency, asKnown } = search;
  const together = several || currency !== undefined;
  const path = together ? '/api/group-aging' : '/api/aging';
  const query = {
    ...where,
    asOf,
    asKnown,
    by,
    buckets,
    view: search.view ?? 'net',
    basis: search.basis ?? 'due',
    ...(together && currency !== undefined && { currency, rates: search.rates ?? 'historical' }),
  };
  const aging = useReading<AgingAnswer & Partial<GroupAgingAnswer>>(path, query, { keep: true });
  return { aging, path, query };
}

/** The view as it is copied, and as a file. */
function TakeAway({ asOf }: { asOf: string }) {
  const { by = 'customer', sort = defaultSort } = route.useSearch();
  const { aging, path, query } = useAging(asOf);
  const { data } = aging;
  const lines = useMemo(
    () =>
      (data?.totals ?? []).flatMap(({ currency }) =>
        sortAging(data!, currency, sort).map(({ key, name, amounts, total }) => [
          key,
          name,
          ...[...amounts, total].map((plain) => ({ plain })),
          currency,
        ]),
      ),
    [data, sort],
  );
  if (data === undefined || lines.length === 0) return null;
  return (
    <>
      <CopyRows head={headsOfAging(by, data.buckets)} lines={lines} />
      <ExportMenu
        path={path}
        query={{ ...query, sort }}
        titles={{ csv: t('Export of the aging as CSV'), xlsx: t('Export of the aging as a workbook') }}
      />
    </>
  );
}

function AgingTable({ asOf }: { asOf: string }) {
  const search = route.useSearch();
  const { by = 'customer', currency, asKnown } = search;
  const { aging } = useAging(asOf);
  if (aging.isPending) return <Skeleton rows={20} className="px-6 py-2" />;
  if (aging.error) return <Failure error={aging.error} retry={() => void aging.refetch()} />;
  const { data } = aging;
  if (data.rows.length === 0) {
    return (
      <Notice title={t('Nothing is open on this day')}>
        <p className="text-ink-2">{t('Choose another day, or bring a file of open items under Imports.')}</p>
      </Notice>
    );
  }
  const items: ItemsSearch = { asOf, asKnown, view: search.view, basis: search.basis };
  return (
    <>
      {search.chart !== 'off' && (
        <section aria-label={t('Chart')} className="flex flex-col gap-4 border-b border-line bg-paper px-6 py-4">
          {data.totals.map((total) => (
            <AgingBar
              key={total.currency}
              currency={total.currency}
              named
              converted={currency !== undefined}
              search={items}
              columns={data.buckets.map((bucket, index) => ({ bucket, amount: total.amounts[index]! }))}
            />
          ))}
        </section>
      )}
      {data.group && <RatesUsed group={data.group} />}
      <AgingGrid data={data} items={items} by={by} converted={currency !== undefined} busy={aging.isPlaceholderData} />
    </>
  );
}

/** At which rates the currencies were put together. */
function RatesUsed({ group }: { group: NonNullable<GroupAgingAnswer['group']> }) {
  return (
    <p className="border-b border-line px-6 py-2 text-meta text-ink-2">
      {group.used.length === 0
        ? t('Everything is in {currency} already.', { currency: group.currency })
        : `${t('Rates used')}: ${group.used.join(' · ')}`}
    </p>
  );
}

type AgingRow = AgingAnswer['rows'][number];
/** A line of the table: a currency's total, or a customer. */
type Line = { readonly total: AgingAnswer['totals'][number]; readonly lines: number } | { readonly row: AgingRow };
type By = 'customer' | 'portfolio' | 'company';

interface AgingGridProps {
  readonly data: AgingAnswer;
  readonly items: ItemsSearch;
  readonly by: By;
  /** All currencies were put into one: what is behind a figure has its own. */
  readonly converted: boolean;
  readonly busy: boolean;
}

const tableNames: Readonly<Record<By, string>> = {
  customer: 'Aging by customer',
  portfolio: 'Aging by portfolio',
  company: 'Aging by company',
};

function AgingGrid({ data, items, by, converted, busy }: AgingGridProps) {
  const { sort = defaultSort } = route.useSearch();
  const lines = useMemo(
    () =>
      data.totals.flatMap((total): Line[] => {
        const rows = sortAging(data, total.currency, sort);
        return [{ total, lines: rows.length }, ...rows.map((row) => ({ row }))];
      }),
    [data, sort],
  );
  const { table, first, end, rowHeight, whole } = useRowWindow(lines.length);
  const widths = useMemo(() => widthsOf(data), [data]);
  const space = (rows: number): ReactNode =>
    rows > 0 && (
      <tr>
        <td colSpan={data.buckets.length + 3} style={{ height: rows * rowHeight, padding: 0 }} />
      </tr>
    );
  return (
    <table
      ref={table}
      className={whole ? 'ledger' : 'ledger table-fixed'}
      style={
        whole ? undefined : { minWidth: `calc(${[widths.key, ...widths.figures].join(' + ')} + ${leastNameRem}rem)` }
      }
      aria-label={t(tableNames[by])}
      aria-busy={busy}
      aria-rowcount={lines.length + 1}
      onKeyDown={moveInGrid}
    >
      {!whole && <Columns widths={widths} />}
      <thead>
        <tr aria-rowindex={1}>
          <SortHead column="number">{by === 'customer' ? t('Number') : t('Code')}</SortHead>
          <SortHead column="name">
            {by === 'customer' ? t('Customer') : by === 'portfolio' ? t('Portfolio') : t('Company')}
          </SortHead>
          {data.buckets.map((bucket, index) => (
            <SortHead key={bucket} column={bucket} mark={index > 0 ? ageColour(index - 1) : undefined}>
              {bucketLabel(bucket, items.view)}
            </SortHead>
          ))}
          <SortHead column="total">{t('Total')}</SortHead>
        </tr>
      </thead>
      <tbody>
        {space(first)}
        {lines.slice(first, end).map((line, index) => (
          <LineOfTable
            key={'row' in line ? `${line.row.currency} ${line.row.key}` : line.total.currency}
            line={line}
            place={first + index + 2}
            buckets={data.buckets}
            items={items}
            by={by}
            converted={converted}
          />
        ))}
        {space(lines.length - end)}
      </tbody>
    </table>
  );
}

/** A figure or a letter of a number in bold, in root ems. */
const letterRem = 0.475;
/** Names are cut, but one still knows who it is; what is wider than its place is scrolled sideways. */
const leastNameRem = 6;

/** Widths that hold the longest number and the largest figure, so that columns stand still while rows come and go. */
function widthsOf(data: AgingAnswer): { readonly key: string; readonly figures: readonly string[] } {
  const longest = (pick: (row: AgingAnswer['totals'][number]) => string): string =>
    `${Math.max(5, letterRem * Math.max(...data.totals.map((one) => formatMoney(pick(one), one.currency).length)))}rem + 2 * var(--cell)`;
  // Its head stands there too.
  const key = Math.max(3.75, letterRem * Math.max(0, ...data.rows.map((row) => row.key.length)));
  return {
    key: `${key}rem + 1.5rem + var(--cell)`,
    figures: [
      ...data.buckets.map((_, index) => longest((one) => one.amounts[index]!)),
      `${longest((one) => one.total)} + 1rem`,
    ],
  };
}

function Columns({ widths: { key, figures } }: { widths: ReturnType<typeof widthsOf> }) {
  return (
    <colgroup>
      <col style={{ width: `calc(${key})` }} />
      <col />
      {figures.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
        <col key={index} style={{ width: `calc(${width})` }} />
      ))}
    </colgroup>
  );
}

/** What a column is sorted by when it is first chosen: names from A, figures from the largest. */
const firstSort = (column: string): string => (column === 'number' || column === 'name' ? column : `-${column}`);
const defaultSort = '-total';

function SortHead({ column, mark, children }: { column: string; mark?: string | undefined; children: ReactNode }) {
  const { sort = defaultSort } = route.useSearch();
  const active = sort.replace(/^-/, '') === column;
  const falling = sort.startsWith('-');
  const next = active ? (falling ? column : `-${column}`) : firstSort(column);
  const numeric = column !== 'number' && column !== 'name';
  return (
    <th
      scope="col"
      className={numeric ? 'numeric' : ''}
      {...(active && { 'aria-sort': falling ? 'descending' : 'ascending' })}
    >
      <Link
        from="/insights/aging"
        search={(old) => ({ ...old, sort: next === defaultSort ? undefined : next })}
        replace
        className={`inline-flex items-center gap-1 hover:text-ink ${active ? 'text-ink' : ''}`}
      >
        {mark && <span className="mr-0.5 size-2 rounded-[2px]" style={{ backgroundColor: mark }} aria-hidden="true" />}
        {children}
        {active && <span aria-hidden="true">{falling ? '↓' : '↑'}</span>}
      </Link>
    </th>
  );
}

interface LineProps {
  readonly line: Line;
  /** Its place in the whole table, for those who hear it. */
  readonly place: number;
  readonly buckets: readonly string[];
  readonly items: ItemsSearch;
  readonly by: By;
  readonly converted: boolean;
}

function LineOfTable({ line, place, buckets, items, by, converted }: LineProps) {
  if ('total' in line) {
    const { currency, amounts, total } = line.total;
    return (
      <tr className="total" aria-rowindex={place}>
        <th scope="row" colSpan={2}>
          {currency}
          <span data-count className="pl-2 font-normal text-ink-2">
            {by === 'customer'
              ? `${formatCount(line.lines)} ${line.lines === 1 ? t('customer') : t('customers')}`
              : formatCount(line.lines)}
          </span>
        </th>
        <Cells
          {...{ amounts, total, buckets, currency }}
          whose={currency}
          search={{ ...items, ...(!converted && { currency }) }}
        />
      </tr>
    );
  }
  const { key, name, currency, amounts, total } = line.row;
  return (
    <tr aria-rowindex={place}>
      <td className="text-ink-2 tabular-nums">{key}</td>
      <th scope="row" className="max-w-32 truncate xl:max-w-72">
        {by === 'portfolio' && key === '' ? t('No portfolio') : name}
      </th>
      <Cells
        {...{ amounts, total, buckets, currency }}
        whose={name}
        search={{ ...items, ...(!converted && { currency }), ...whoseItems(by, key) }}
      />
    </tr>
  );
}

/** What leads to the items of a line. */
const whoseItems = (by: By, key: string): ItemsSearch & { company?: string } =>
  by === 'customer' ? { customer: key } : by === 'portfolio' ? { portfolio: key || 'none' } : { company: key };

interface CellsProps {
  readonly currency: string;
  readonly amounts: readonly string[];
  readonly total: string;
  readonly buckets: readonly string[];
  readonly whose: string;
  readonly search: ItemsSearch;
}

/** The figures of a row as links to their items; a zero is left empty so that the others can be seen. */
function Cells({ currency, amounts, total, buckets, whose, search }: CellsProps) {
  const cell = (amount: string, bucket: string | undefined): ReactNode =>
    isZero(amount) && bucket !== undefined ? null : (
      <Link
        to="/items"
        search={{ ...search, bucket }}
        className="drill"
        aria-label={`${formatMoney(amount, currency)} ${bucket === undefined ? t('in total') : bucketLabel(bucket, search.view)}, ${whose}`}
      >
        {formatMoney(amount, currency)}
      </Link>
    );
  return (
    <>
      {amounts.map((amount, index) => (
        <td key={buckets[index]} className="numeric drill-cell">
          {cell(amount, buckets[index])}
        </td>
      ))}
      <td className="numeric drill-cell total-cell">{cell(total, undefined)}</td>
    </>
  );
}
