/** The aging: customers by bucket, per currency; every figure leads to its items. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { parseAmount } from '#kernel';
import type { AgingAnswer } from '#receivables/contract';
import { formatCount, formatMoney, isZero } from '../format.ts';
import { t } from '../language.ts';
import { ageColour, bucketLabel } from '../parts/aging-bar.tsx';
import { useBusinessDay } from '../parts/company-day.ts';
import { DayField, Segmented } from '../parts/controls.tsx';
import { moveInGrid } from '../parts/grid-keys.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Failure, Notice, Skeleton } from '../parts/states.tsx';
import { useRowWindow } from '../parts/window-rows.ts';
import type { AgingPageSearch, ItemsSearch } from '../router.tsx';
import { useReading, useWork } from '../session.tsx';

const route = getRouteApi('/insights/aging');

export function AgingPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const business = useBusinessDay();
  const asOf = search.asOf ?? business.day;
  const change = (part: AgingPageSearch): void => void navigate({ search: (old) => ({ ...old, ...part }) });
  return (
    <>
      <PageHead title={t('Aging')}>
        {asOf && <DayField label={t('As of')} value={asOf} onChange={(day) => change({ asOf: day })} />}
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
      </PageHead>
      <div data-scroller className="min-h-0 flex-1 overflow-auto border-t border-line bg-surface">
        {asOf ? (
          <AgingTable asOf={asOf} />
        ) : business.error ? (
          <Failure error={business.error} retry={business.refetch} />
        ) : (
          <Skeleton rows={20} className="px-6 py-2" />
        )}
      </div>
    </>
  );
}

function AgingTable({ asOf }: { asOf: string }) {
  const search = route.useSearch();
  const { company } = useWork();
  const query = { company, asOf, view: search.view ?? 'net', basis: search.basis ?? 'due' };
  const aging = useReading<AgingAnswer>('/api/aging', query, { keep: true });
  if (aging.isPending) return <Skeleton rows={20} className="px-6 py-2" />;
  if (aging.error) return <Failure error={aging.error} retry={() => void aging.refetch()} />;
  const { data } = aging;
  if (data.rows.length === 0) {
    return (
      <Notice title={t('Nothing is open on this day')}>
        <p className="text-ink-2">{t('Choose another day, or import open items with `dunwell items import`.')}</p>
      </Notice>
    );
  }
  return (
    <AgingGrid data={data} items={{ asOf, view: search.view, basis: search.basis }} busy={aging.isPlaceholderData} />
  );
}

type AgingRow = AgingAnswer['rows'][number];
/** A line of the table: a currency's total, or a customer. */
type Line = { readonly total: AgingAnswer['totals'][number]; readonly customers: number } | { readonly row: AgingRow };

function AgingGrid({ data, items, busy }: { data: AgingAnswer; items: ItemsSearch; busy: boolean }) {
  const { sort = defaultSort } = route.useSearch();
  const lines = useMemo(
    () =>
      data.totals.flatMap((total): Line[] => {
        const rows = data.rows.filter((row) => row.currency === total.currency);
        return [{ total, customers: rows.length }, ...sortRows(rows, data.buckets, sort).map((row) => ({ row }))];
      }),
    [data, sort],
  );
  const { table, first, end, rowHeight, whole } = useRowWindow(lines.length);
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
      aria-label={t('Aging by customer')}
      aria-busy={busy}
      aria-rowcount={lines.length + 1}
      onKeyDown={moveInGrid}
    >
      {!whole && <Columns data={data} />}
      <thead>
        <tr aria-rowindex={1}>
          <SortHead column="number">{t('Number')}</SortHead>
          <SortHead column="name">{t('Customer')}</SortHead>
          {data.buckets.map((bucket, index) => (
            <SortHead key={bucket} column={bucket} mark={index > 0 ? ageColour(index - 1) : undefined}>
              {index === 0 && items.view === 'gross-debit' ? t('Credits') : bucketLabel(bucket)}
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
          />
        ))}
        {space(lines.length - end)}
      </tbody>
    </table>
  );
}

/** Widths that hold the largest figure, so that columns stand still while rows come and go. */
function Columns({ data }: { data: AgingAnswer }) {
  const longest = (pick: (row: AgingAnswer['totals'][number]) => string): string =>
    `calc(${Math.max(9, ...data.totals.map((one) => formatMoney(pick(one), one.currency).length))} * 0.55rem + 2 * var(--cell))`;
  return (
    <colgroup>
      <col style={{ width: '7rem' }} />
      <col />
      {data.buckets.map((bucket, index) => (
        <col key={bucket} style={{ width: longest((one) => one.amounts[index]!) }} />
      ))}
      <col style={{ width: `calc(${longest((one) => one.total)} + 1rem)` }} />
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
}

function LineOfTable({ line, place, buckets, items }: LineProps) {
  if ('total' in line) {
    const { currency, amounts, total } = line.total;
    return (
      <tr className="total" aria-rowindex={place}>
        <th scope="row" colSpan={2}>
          {currency}
          <span className="pl-2 font-normal text-ink-2">
            {formatCount(line.customers)} {line.customers === 1 ? t('customer') : t('customers')}
          </span>
        </th>
        <Cells {...{ amounts, total, buckets }} whose={`in ${currency}`} search={{ ...items, currency }} />
      </tr>
    );
  }
  const { key, name, currency, amounts, total } = line.row;
  return (
    <tr aria-rowindex={place}>
      <td className="text-ink-2 tabular-nums">{key}</td>
      <th scope="row" className="max-w-38 truncate xl:max-w-72">
        {name}
      </th>
      <Cells {...{ amounts, total, buckets }} whose={name} search={{ ...items, currency, customer: key }} />
    </tr>
  );
}

interface CellsProps {
  readonly amounts: readonly string[];
  readonly total: string;
  readonly buckets: readonly string[];
  readonly whose: string;
  readonly search: ItemsSearch & { readonly currency: string };
}

/** The figures of a row as links to their items; a zero is left empty so that the others can be seen. */
function Cells({ amounts, total, buckets, whose, search }: CellsProps) {
  const cell = (amount: string, bucket: string | undefined): ReactNode =>
    isZero(amount) && bucket !== undefined ? null : (
      <Link
        to="/items"
        search={{ ...search, bucket }}
        className="drill"
        aria-label={`${formatMoney(amount, search.currency)} ${bucket === undefined ? t('in total') : bucketLabel(bucket)}, ${whose}`}
      >
        {formatMoney(amount, search.currency)}
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

function sortRows(rows: readonly AgingRow[], buckets: readonly string[], sort: string): AgingRow[] {
  const column = sort.replace(/^-/, '');
  const sign = sort.startsWith('-') ? -1 : 1;
  const index = buckets.indexOf(column);
  const minor = (row: AgingRow): bigint => parseAmount(index < 0 ? row.total : row.amounts[index]!, row.currency);
  const compare = (a: AgingRow, b: AgingRow): number => {
    if (column === 'number') return a.key.localeCompare(b.key, undefined, { numeric: true });
    if (column === 'name') return a.name.localeCompare(b.name);
    const [left, right] = [minor(a), minor(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
  return [...rows].sort((a, b) => sign * compare(a, b) || (a.key < b.key ? -1 : 1));
}
