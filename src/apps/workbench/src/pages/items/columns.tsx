/** The columns of open items, how they are filtered, and what of them is copied. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ItemsAnswer } from '#receivables/contract';
import { formatCount, formatDay, formatMoney, humanise } from '../../format.ts';
import { t } from '../../language.ts';
import type { ColumnFilter } from '../../parts/column-filters.tsx';
import type { CopyCell } from '../../parts/copy-table.ts';
import type { ViewColumn, ViewShape } from '../../parts/list-view.tsx';
import { Held } from '../../parts/status.tsx';
import type { ItemsSearch } from '../../router.tsx';

export type Row = ItemsAnswer['rows'][number];

interface Shape extends ViewShape {
  readonly search: ItemsSearch;
  /** The list is that of one customer. */
  readonly ofOne: boolean;
  /** Others were merged into that one: each item says whose it is. */
  readonly merged?: boolean | undefined;
  /** The number as more than itself, such as a button that asks something of the item. */
  readonly numberOf?: (row: Row) => ReactNode;
}

export function columnsOf({ search, only, several, ofOne, merged, numberOf }: Shape): readonly ViewColumn<Row>[] {
  const beside = (row: Row): ReactNode => !only && <span className="pl-1 text-meta text-ink-2">{row.currency}</span>;
  return [
    {
      key: 'number',
      head: t('Document'),
      width: 'minmax(5.5rem,1fr)',
      whole: true,
      sort: 'number',
      cell: (row) => <span className="tabular-nums">{numberOf ? numberOf(row) : row.number}</span>,
    },
    // Where one looks for a number it says by which an item was found; else its place belongs to the others.
    ...(ofOne || search.reference !== undefined || search.search !== undefined
      ? [
          {
            key: 'references',
            head: t('References'),
            width: 'minmax(5rem,.8fr)',
            optional: true,
            ...(ofOne && { spare: true }),
            cell: (row: Row) => <span className="text-ink-2">{row.references.join(', ')}</span>,
          },
        ]
      : []),
    ...(several
      ? [
          {
            key: 'company',
            head: t('Company'),
            width: 'minmax(3.5rem,.4fr)',
            whole: true,
            sort: 'company',
            optional: true,
            cell: (row: Row) => <span className="text-ink-2">{row.company}</span>,
          },
        ]
      : []),
    {
      key: 'type',
      head: t('Type'),
      width: 'minmax(5rem,.6fr)',
      sort: 'type',
      optional: true,
      cell: (row) => <span className="text-ink-2">{t(humanise(row.documentType))}</span>,
    },
    ...(merged
      ? [
          {
            key: 'whose',
            head: t('Customer'),
            width: 'minmax(4.5rem,.5fr)',
            whole: true,
            optional: true,
            cell: (row: Row) => <span className="tabular-nums text-ink-2">{row.mergedCustomer ?? row.customer}</span>,
          },
        ]
      : []),
    ...(!ofOne && search.customer === undefined
      ? [
          {
            key: 'customer',
            head: t('Customer'),
            width: 'minmax(6rem,2fr)',
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
      width: 'minmax(5rem,.8fr)',
      numeric: true,
      optional: true,
      sort: 'document',
      fallingFirst: true,
      cell: (row) => <span className="text-ink-2">{formatDay(row.documentDate, 'field')}</span>,
    },
    {
      key: 'due',
      head: t('Due'),
      width: 'minmax(5rem,.75fr)',
      numeric: true,
      sort: 'due',
      cell: (row) => formatDay(row.dueDate, 'field'),
    },
    {
      key: 'late',
      head: t('Days late'),
      width: 'minmax(3.5rem,.5fr)',
      numeric: true,
      optional: true,
      sort: 'late',
      fallingFirst: true,
      cell: (row) => <DaysLate row={row} />,
    },
    {
      key: 'held',
      head: t('Held by'),
      width: 'minmax(4rem,.6fr)',
      whole: true,
      optional: true,
      cell: (row) => row.blocks.map((block) => <Held key={block} by={block} />),
    },
    {
      key: 'amount',
      head: t('Amount'),
      width: 'minmax(5rem,.9fr)',
      numeric: true,
      optional: true,
      sort: 'amount',
      fallingFirst: true,
      cell: (row) => <span className="text-ink-2">{formatMoney(row.amount, row.currency)}</span>,
    },
    {
      key: 'open',
      head: only ? `${t('Open')} ${only}` : t('Open'),
      width: 'minmax(6rem,1fr)',
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

/** How many days late an item is; undefined before its due day, and of a credit, which is never late. */
export const daysLateOf = (row: Row): number | undefined =>
  row.daysOverdue > 0 && !row.open.startsWith('-') ? row.daysOverdue : undefined;

/** How late an item is, where it is. */
export function DaysLate({ row }: { row: Row }) {
  const late = daysLateOf(row);
  return <span className="text-bad">{late !== undefined && formatCount(late)}</span>;
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

/** How the columns are filtered; `currencies` are those that the books have. */
export function filtersOf(currencies: readonly string[]): readonly ColumnFilter[] {
  return [
    { column: 'number', label: t('Document'), kind: 'text', members: ['number'] },
    { column: 'references', label: t('References'), kind: 'text', members: ['reference'] },
    {
      column: 'type',
      label: t('Type'),
      kind: 'choice',
      members: ['type'],
      choices: types.map((type) => [type, t(humanise(type))] as const),
    },
    { column: 'customer', label: t('Customer'), kind: 'text', members: ['name'] },
    { column: 'documentDate', label: t('Document date'), kind: 'days', members: ['documentFrom', 'documentTo'] },
    { column: 'due', label: t('Due'), kind: 'days', members: ['dueFrom', 'dueTo'] },
    { column: 'late', label: t('Days late'), kind: 'count', members: ['lateFrom', 'lateTo'] },
    {
      column: 'held',
      label: t('Held by'),
      kind: 'choice',
      members: ['held'],
      choices: holds.map(([held, text]) => [held, t(text)] as const),
    },
    { column: 'amount', label: t('Amount'), kind: 'money', members: ['amountFrom', 'amountTo'] },
    { column: 'open', label: t('Open'), kind: 'money', members: ['openFrom', 'openTo'] },
    {
      column: 'currency',
      label: t('Currency'),
      kind: 'choice',
      members: ['currency'],
      choices: currencies.map((currency) => [currency, currency] as const),
    },
  ];
}

/** What is copied of a column; columns without a line here are not copied. */
const copied: Readonly<Record<string, readonly (readonly [head: string, cell: (row: Row) => CopyCell])[]>> = {
  number: [['Document', (row) => row.number]],
  references: [['References', (row) => row.references.join(', ')]],
  company: [['Company', (row) => row.company]],
  type: [['Type', (row) => humanise(row.documentType)]],
  customer: [
    ['Customer', (row) => row.customer],
    ['Name', (row) => row.name],
  ],
  documentDate: [['Document date', (row) => ({ plain: row.documentDate })]],
  due: [['Due', (row) => ({ plain: row.dueDate })]],
  late: [['Days late', (row) => ({ plain: String(daysLateOf(row) ?? '') })]],
  held: [['Held by', (row) => row.blocks.join(', ')]],
  amount: [['Amount', (row) => ({ plain: row.amount })]],
  open: [
    ['Open', (row) => ({ plain: row.open })],
    ['Currency', (row) => row.currency],
  ],
};

/**
 * What is copied of the columns that are shown, in their order. The heads are those of the import and stay in English: what
 * is pasted can be read back, so the customer is named also where the list is of one only.
 */
export function copyOf(keys: readonly string[]): {
  readonly head: readonly string[];
  readonly cells: (row: Row) => CopyCell[][];
} {
  const before = keys.includes('type') ? 'type' : 'number';
  const all = keys.includes('customer') ? keys : keys.flatMap((key) => (key === before ? [key, 'customer'] : [key]));
  const parts = all.flatMap((key) => copied[key] ?? []);
  return { head: parts.map(([head]) => head), cells: (row) => [parts.map(([, cell]) => cell(row))] };
}
