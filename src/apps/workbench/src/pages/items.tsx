/** Open items: what a figure is made of. Filters, order and columns are the address; the total is of all they let through. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import type { FindItemsAnswer, ItemsAnswer } from '#receivables/contract';
import { ask } from '../api.ts';
import { formatCount, formatDay, formatMoney, humanise } from '../format.ts';
import { isTyping, useKeys } from '../keys.tsx';
import { t } from '../language.ts';
import { bucketLabel } from '../parts/aging-bar.tsx';
import { useBusinessDay } from '../parts/company-day.ts';
import { DayField } from '../parts/controls.tsx';
import { type CopyCell, copyTable } from '../parts/copy-table.ts';
import { download } from '../parts/download.ts';
import { type Column, Grid } from '../parts/grid.tsx';
import { CloseIcon, CopyIcon } from '../parts/icons.tsx';
import { Menu, MenuItem, MenuRule } from '../parts/menu.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { SearchField } from '../parts/search-field.tsx';
import { Failure, Notice, Skeleton } from '../parts/states.tsx';
import { Held } from '../parts/status.tsx';
import { useWindows } from '../parts/windows.ts';
import type { ItemsSearch } from '../router.tsx';
import { useWork } from '../session.tsx';
import { say, sayWrong } from '../toasts.tsx';

const route = getRouteApi('/items');
type Row = ItemsAnswer['rows'][number];
type Change = (part: ItemsSearch) => void;

/** More are not gathered in the browser: they are exported. */
const mostGathered = 5_000;
const densities = [28, 36, 44] as const;
const densityKey = 'dunwell-density';

function readDensity(): number {
  try {
    const kept = Number(localStorage.getItem(densityKey));
    return densities.find((one) => one === kept) ?? 28;
  } catch {
    return 28;
  }
}

export function ItemsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const business = useBusinessDay();
  const asOf = search.asOf ?? business.day;
  const change: Change = (part) =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: part.search !== undefined });
  return (
    <>
      <PageHead title={t('Open items')}>
        <SearchField
          value={search.search ?? ''}
          onChange={(text) => change({ search: text === '' ? undefined : text })}
        />
        {asOf && <DayField label={t('As of')} value={asOf} onChange={(day) => change({ asOf: day })} />}
      </PageHead>
      {asOf ? (
        <Items asOf={asOf} search={search} change={change} />
      ) : business.error ? (
        <Failure error={business.error} retry={business.refetch} />
      ) : (
        <Skeleton rows={20} className="border-t border-line px-6 py-2" />
      )}
    </>
  );
}

function Items({ asOf, search, change }: { asOf: string; search: ItemsSearch; change: Change }) {
  const { tenant, company, session } = useWork();
  const navigate = route.useNavigate();
  const { view, basis, customer, bucket, currency, type, held, sort = 'due' } = search;
  const query = { company, asOf, view, basis, customer, bucket, currency, type, held, search: search.search, sort };
  const items = useWindows<ItemsAnswer>('/api/items', query);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const [density, setDensity] = useState(readDensity);
  const question = JSON.stringify(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins without a selection
  useEffect(() => setSelection(new Set()), [question]);
  const count = items.answer?.totals.reduce((sum, total) => sum + total.items, 0) ?? 0;

  /** All rows of the question, or those selected of them; undefined, and a word about it, when they are too many. */
  const gather = async (): Promise<Row[] | undefined> => {
    if (count > mostGathered) {
      sayWrong(t('These are more than {count} items; export them instead.', { count: formatCount(mostGathered) }));
      return undefined;
    }
    const rows: Row[] = [];
    for (let offset = 0; offset < count; offset += 200) {
      const page = await ask<ItemsAnswer>('GET', '/api/items', { tenant, query: { ...query, offset, limit: 200 } });
      rows.push(...page.rows);
    }
    return rows;
  };
  const copy = async (): Promise<void> => {
    const rows = (await gather())?.filter((row) => selection.size === 0 || selection.has(String(row.id)));
    if (!rows) return;
    if (copyTable(copyHead, rows.map(copyCells)))
      say(
        rows.length === 1 ? t('1 row is copied.') : t('{count} rows are copied.', { count: formatCount(rows.length) }),
      );
    else sayWrong(t('The browser does not let us copy; export the rows instead.'));
  };
  const selectAll = async (): Promise<void> => {
    const rows = await gather();
    if (rows) setSelection(new Set(rows.map((row) => String(row.id))));
  };
  useKeys([
    { keys: 'mod+a', label: t('Select all that the filters let through'), run: () => void selectAll() },
    {
      keys: 'mod+c',
      label: t('Copy the selected rows, or all'),
      run: () => void (getSelection()?.toString() ? document.execCommand('copy') : copy()),
    },
    { keys: 'Escape', run: () => setSelection(new Set()) },
  ]);
  // A column of document numbers, pasted, selects them.
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      if (isTyping(event.target)) return;
      const numbers = (event.clipboardData?.getData('text/plain') ?? '')
        .split(/\r?\n/)
        .map((line) => line.split('\t')[0]!.trim())
        .filter((text) => text !== '');
      if (numbers.length === 0) return;
      event.preventDefault();
      const asked = {
        tenant,
        csrfToken: session.csrfToken,
        query: { company },
        body: { numbers: numbers.slice(0, 5_000) },
      };
      ask<FindItemsAnswer>('POST', '/api/items/find', asked).then(
        ({ found, missing }) => {
          setSelection((old) => new Set([...old, ...found.map((one) => String(one.id))]));
          say(t('{count} items are selected.', { count: formatCount(found.length) }));
          if (missing.length > 0)
            sayWrong(
              t('Not found among the open items: {numbers}', {
                numbers: `${missing.slice(0, 12).join(', ')}${missing.length > 12 ? ' …' : ''}`,
              }),
            );
        },
        (fault: Error) => sayWrong(fault.message),
      );
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [tenant, company, session.csrfToken]);

  const only = items.answer?.totals.length === 1 ? items.answer.totals[0]!.currency : undefined;
  const hidden = new Set((search.hide ?? '').split(','));
  const all = columns(search, only);
  return (
    <>
      <div className="flex min-h-11 flex-wrap items-center gap-2 px-6 pb-4">
        <Filters search={search} name={items.row(0)?.name} change={change} />
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {selection.size > 0 && (
            <span className="text-ink-2">{t('{count} selected', { count: formatCount(selection.size) })}</span>
          )}
          {count > 0 && (
            <>
              <button type="button" className="button" onClick={() => void copy()}>
                <CopyIcon /> {selection.size > 0 ? t('Copy selected') : t('Copy')}
              </button>
              <ExportMenu query={query} />
              <Menu label={t('View')} side="below" align="end" className="button" button={t('View')}>
                {densities.map((one, index) => (
                  <MenuItem
                    key={one}
                    checked={density === one}
                    onSelect={() => {
                      setDensity(one);
                      try {
                        localStorage.setItem(densityKey, String(one));
                      } catch {
                        // The choice lasts for this page.
                      }
                    }}
                  >
                    {[t('Compact rows'), t('Normal rows'), t('Roomy rows')][index]}
                  </MenuItem>
                ))}
                <MenuRule />
                {all
                  .filter((column) => column.optional)
                  .map((column) => (
                    <MenuItem
                      key={column.key}
                      kind="switch"
                      checked={!hidden.has(column.key)}
                      onSelect={() => {
                        const next = new Set(hidden);
                        if (!next.delete(column.key)) next.add(column.key);
                        next.delete('');
                        change({ hide: next.size > 0 ? [...next].join(',') : undefined });
                      }}
                    >
                      {column.head}
                    </MenuItem>
                  ))}
              </Menu>
            </>
          )}
        </div>
      </div>
      {items.error ? (
        <Failure error={items.error} retry={items.retry} />
      ) : !items.answer ? (
        <Skeleton rows={20} className="border-t border-line px-6 py-2" />
      ) : count === 0 ? (
        <div className="flex-1 border-t border-line bg-surface">
          <Notice title={t('No open items here')}>
            <p className="text-ink-2">
              {t('Nothing that these filters let through was open on {day}.', { day: formatDay(asOf) })}
            </p>
            <Link to="/items" search={{ asOf }} className="link mt-2">
              {t('Show all open items of that day')}
            </Link>
          </Notice>
        </div>
      ) : (
        <Grid
          label={t('Open items')}
          columns={all.filter((column) => !hidden.has(column.key))}
          count={count}
          row={items.row}
          keyOf={(row) => String(row.id)}
          look={items.look}
          sort={sort}
          onSort={(next) => change({ sort: next === 'due' ? undefined : next })}
          onOpen={(row) =>
            void navigate({
              to: '/customers/$customer/{-$tab}',
              params: { customer: row.customer, tab: undefined },
              search: { find: row.number },
            })
          }
          selection={selection}
          onSelect={(row) =>
            setSelection((old) => {
              const next = new Set(old);
              if (!next.delete(String(row.id))) next.add(String(row.id));
              return next;
            })
          }
          rowHeight={density}
          busy={items.busy}
          memory={question}
          footer={<Totals totals={items.answer.totals} />}
        />
      )}
    </>
  );
}

interface ItemColumn extends Column<Row> {
  readonly head: string;
  /** May be hidden. */
  readonly optional?: boolean;
}

function columns(search: ItemsSearch, only: string | undefined): readonly ItemColumn[] {
  const beside = (row: Row): ReactNode => !only && <span className="pl-1 text-meta text-ink-2">{row.currency}</span>;
  return [
    {
      key: 'number',
      head: t('Document'),
      width: 'minmax(7rem,1fr)',
      sort: 'number',
      cell: (row) => <span className="tabular-nums">{row.number}</span>,
    },
    {
      key: 'type',
      head: t('Type'),
      width: 'minmax(5.5rem,.7fr)',
      optional: true,
      cell: (row) => <span className="text-ink-2">{t(humanise(row.documentType))}</span>,
    },
    ...(search.customer === undefined
      ? [
          {
            key: 'customer',
            head: t('Customer'),
            width: 'minmax(9rem,2fr)',
            sort: 'customer',
            cell: (row: Row) => (
              <Link
                from="/items"
                to="/items"
                search={(old) => ({ ...old, customer: row.customer })}
                tabIndex={-1}
                className="drill"
              >
                {row.name}
              </Link>
            ),
          },
        ]
      : []),
    {
      key: 'documentDate',
      head: t('Document date'),
      width: 'minmax(6rem,.7fr)',
      numeric: true,
      optional: true,
      sort: 'document',
      fallingFirst: true,
      cell: (row) => <span className="text-ink-2">{formatDay(row.documentDate, 'field')}</span>,
    },
    {
      key: 'due',
      head: t('Due'),
      width: 'minmax(6rem,.7fr)',
      numeric: true,
      sort: 'due',
      cell: (row) => formatDay(row.dueDate, 'field'),
    },
    {
      key: 'late',
      head: t('Days late'),
      width: '5rem',
      numeric: true,
      optional: true,
      cell: (row) => <DaysLate row={row} />,
    },
    {
      key: 'held',
      head: t('Held by'),
      width: 'minmax(5.5rem,.7fr)',
      optional: true,
      cell: (row) => row.blocks.map((block) => <Held key={block} by={block} />),
    },
    {
      key: 'amount',
      head: t('Amount'),
      width: 'minmax(7rem,.9fr)',
      numeric: true,
      optional: true,
      sort: 'amount',
      fallingFirst: true,
      cell: (row) => <span className="text-ink-2">{formatMoney(row.amount, row.currency)}</span>,
    },
    {
      key: 'open',
      head: only ? `${t('Open')} ${only}` : t('Open'),
      width: 'minmax(8rem,1fr)',
      numeric: true,
      sort: 'open',
      fallingFirst: true,
      cell: (row) => (
        <>
          {formatMoney(row.open, row.currency)}
          {beside(row)}
        </>
      ),
    },
  ];
}

/** How late an item is; a credit is never late. */
function DaysLate({ row }: { row: Row }) {
  const late = row.daysOverdue > 0 && !row.open.startsWith('-');
  return <span className="text-bad">{late ? formatCount(row.daysOverdue) : ''}</span>;
}

function Totals({ totals }: { totals: ItemsAnswer['totals'] }) {
  return (
    <dl>
      {totals.map((total) => (
        <div key={total.currency} className="flex gap-3 px-6 py-1">
          <dt className="flex-1">
            {t('Total')}{' '}
            <span className="text-ink-2">
              {total.currency} ·{' '}
              {total.items === 1 ? t('1 item') : t('{count} items', { count: formatCount(total.items) })}
            </span>
          </dt>
          <dd className="font-semibold tabular-nums" data-total={total.currency}>
            {formatMoney(total.open, total.currency)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const types = [
  'invoice',
  'credit_memo',
  'debit_memo',
  'payment',
  'on_account',
  'deduction',
  'finance_charge',
  'adjustment',
];
const holds: readonly (readonly [held: string, text: string])[] = [
  ['none', 'Not held'],
  ['any', 'Held'],
  ['dispute', 'Disputed'],
  ['promise', 'Promised'],
  ['plan', 'On a plan'],
  ['legal', 'With counsel'],
  ['stop', 'Stopped'],
];

/** What is filtered, each with its way out, and the choices that are always there. */
function Filters({ search, name, change }: { search: ItemsSearch; name: string | undefined; change: Change }) {
  const chips: readonly (readonly [keyof ItemsSearch, string, ReactNode] | false)[] = [
    search.customer !== undefined && ['customer', t('Customer'), name ? `${name} ${search.customer}` : search.customer],
    search.bucket !== undefined && [
      'bucket',
      t('Age'),
      search.bucket === '1+'
        ? t('Overdue')
        : /^\d/.test(search.bucket)
          ? t('{bucket} days', { bucket: bucketLabel(search.bucket) })
          : bucketLabel(search.bucket),
    ],
    search.currency !== undefined && ['currency', t('Currency'), search.currency],
    search.view !== undefined && ['view', t('Credits'), t('Credits apart')],
    search.basis !== undefined && ['basis', t('Days counted from'), t('By document date')],
  ];
  const shown = chips.filter((chip) => chip !== false);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <select
        aria-label={t('Type')}
        className="field"
        value={search.type ?? ''}
        onChange={(event) => change({ type: event.target.value || undefined })}
      >
        <option value="">{t('All types')}</option>
        {types.map((type) => (
          <option key={type} value={type}>
            {t(humanise(type))}
          </option>
        ))}
      </select>
      <select
        aria-label={t('Held by')}
        className="field"
        value={search.held ?? ''}
        onChange={(event) => change({ held: event.target.value || undefined })}
      >
        <option value="">{t('Held or not')}</option>
        {holds.map(([held, text]) => (
          <option key={held} value={held}>
            {t(text)}
          </option>
        ))}
      </select>
      {shown.length > 0 && (
        <ul aria-label={t('Filters')} className="flex flex-wrap gap-2">
          {shown.map(([member, label, text]) => (
            <li key={member} className="flex h-7 items-center rounded-[5px] border border-line bg-surface pl-2.5">
              <span className="max-w-72 truncate">{text}</span>
              <button
                type="button"
                aria-label={t('Remove the filter {label}', { label })}
                className="grid size-6.5 place-items-center rounded-[5px] text-ink-2 hover:text-ink focus-visible:-outline-offset-2"
                onClick={() => change({ [member]: undefined })}
              >
                <CloseIcon className="size-3" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function ExportMenu({ query }: { query: Record<string, string | undefined> }) {
  const { tenant } = useWork();
  const [bytes, setBytes] = useState<number>();
  const run = (format: 'csv' | 'xlsx'): void => {
    setBytes(0);
    download(`/api/items.${format}`, { tenant, query, progress: setBytes })
      .catch((fault: Error) => sayWrong(fault.message))
      .finally(() => setBytes(undefined));
  };
  if (bytes !== undefined)
    return (
      <span role="status" className="flex h-7 items-center px-2 text-ink-2 tabular-nums">
        {t('Exporting… {size} KB', { size: formatCount(Math.round(bytes / 1024)) })}
      </span>
    );
  return (
    <Menu label={t('Export')} side="below" align="end" className="button" button={t('Export')}>
      <MenuItem onSelect={() => run('xlsx')}>{t('Workbook (XLSX)')}</MenuItem>
      <MenuItem onSelect={() => run('csv')}>{t('Text (CSV)')}</MenuItem>
    </Menu>
  );
}

// The columns of a copy are those of the import and stay in English: what is pasted can be read back.
const copyHead = [
  'Document',
  'Type',
  'Customer',
  'Name',
  'Document date',
  'Due',
  'Days late',
  'Held by',
  'Amount',
  'Open',
  'Currency',
];
const copyCells = (row: Row): CopyCell[] => [
  row.number,
  humanise(row.documentType),
  row.customer,
  row.name,
  { plain: row.documentDate },
  { plain: row.dueDate },
  { plain: String(row.daysOverdue) },
  row.blocks.join(', '),
  { plain: row.amount },
  { plain: row.open },
  row.currency,
];
