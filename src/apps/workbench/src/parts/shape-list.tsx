/** A list from its shape: columns, filters, groups and copies follow from what its columns are; the page says what they are called. */
import type { ReactNode } from 'react';
import { filtersOfGroup, type ListColumn, type ListPart, type ListRow, type ListShape } from '#lists/contract';
import { formatCount, formatDay, formatInstant, formatMoney, formatMonth, humanise, isZero } from '../format.ts';
import { t } from '../language.ts';
import { listSearch } from '../list-search.ts';
import type { ColumnFilter } from './column-filters.tsx';
import type { CopyCell } from './copy-table.ts';
import { ListView, type ListViewProps, type ViewColumn, type ViewShape } from './list-view.tsx';

/** A column of the shape as a page shows it. */
export interface ShownColumn<S extends ListShape> {
  readonly key: keyof S['columns'] & string;
  readonly head: string;
  /** A track of a CSS grid; absent: what its kind needs. */
  readonly width?: string;
  /** Read whole, as figures and codes are. */
  readonly whole?: true;
  /** May not be hidden. */
  readonly fixed?: true;
  /** What stands in it; `only`: the one currency of the list, which stands in the head. */
  readonly cell?: (row: ListRow<S>, only: string | undefined) => ReactNode;
  /** What it may be, of a choice whose values the shape does not know. */
  readonly choices?: readonly (readonly [value: string, text: string])[];
  /** Gives way where the list would have to be scrolled sideways for it. */
  readonly spare?: true;
  /** Filtered by, and not shown. */
  readonly unseen?: true;
  /** Not filtered by itself: tabs of the page do that. */
  readonly byTabs?: true;
}

type Passed = 'label' | 'search' | 'change' | 'counted' | 'tick' | 'titles' | 'empty';
export interface ShapeListProps<S extends ListShape>
  extends Pick<ListViewProps<ListRow<S>>, Passed>,
    Partial<
      Pick<ListViewProps<ListRow<S>>, 'asked' | 'company' | 'onOpen' | 'chips' | 'rowHeight' | 'beside' | 'children'>
    > {
  readonly shape: S;
  readonly columns: readonly ShownColumn<S>[];
  /** Columns that are no column of the list: what may be done with a row. */
  readonly more?: readonly ViewColumn<ListRow<S>>[] | undefined;
}

const widths: Readonly<Record<ListColumn['kind'], string>> = {
  text: 'minmax(6rem,1.4fr)',
  code: 'minmax(4.5rem,.6fr)',
  choice: 'minmax(5.5rem,.6fr)',
  day: 'minmax(5rem,.6fr)',
  instant: 'minmax(6.5rem,.7fr)',
  count: 'minmax(3.5rem,.5fr)',
  money: 'minmax(6rem,1fr)',
  id: 'minmax(4rem,.5fr)',
};
const isNumeric = ({ kind }: ListColumn): boolean => kind === 'money' || kind === 'count' || kind === 'day';

/** What stands in a cell where the page says nothing else. */
function cellOf(
  { kind }: ListColumn,
  value: unknown,
  currency: string | undefined,
  only: string | undefined,
): ReactNode {
  if (value === null || value === undefined || value === '') return '';
  if (kind === 'money')
    return (
      <>
        {formatMoney(String(value), currency!)}
        {!only && <span className="pl-1 text-meta text-ink-2">{currency}</span>}
      </>
    );
  if (kind === 'count') return formatCount(Number(value));
  if (kind === 'day') return formatDay(String(value), 'field');
  if (kind === 'instant') return formatInstant(String(value));
  return kind === 'choice' ? t(humanise(String(value))) : String(value);
}

function columnsOf<S extends ListShape>(
  shape: S,
  shown: readonly ShownColumn<S>[],
  { only, several }: ViewShape,
): readonly ViewColumn<ListRow<S>>[] {
  return shown
    .filter(
      ({ key, unseen }) => !unseen && (key !== 'company' || several) && (key !== 'currency' || shape.sum === undefined),
    )
    .map(({ key, head, width, whole, fixed, spare, cell }) => {
      const column = shape.columns[key]!;
      return {
        key,
        head: (key === shape.sum || key === shape.secondSum) && only ? `${head} ${only}` : head,
        width: width ?? widths[column.kind],
        sort: key,
        optional: !fixed,
        ...(spare && { spare }),
        ...(column.kind === 'money' && { fallingFirst: true }),
        ...(isNumeric(column) && { numeric: true }),
        ...((whole || column.kind === 'code') && { whole: true }),
        cell: (row) =>
          cell ? (
            cell(row, only)
          ) : row.parts && (key === shape.sum || key === shape.secondSum) ? (
            <InParts parts={row.parts} of={key === shape.sum ? 'open' : 'second'} />
          ) : (
            cellOf(column, cellIn(row, key), cellIn(row, 'currency') as string | undefined, only)
          ),
      };
    });
}

const cellIn = (row: object, key: string): unknown => (row as Readonly<Record<string, unknown>>)[key];

function filterOf<S extends ListShape>(
  shape: S,
  { key, head, choices, byTabs }: ShownColumn<S>,
  currencies: readonly string[],
): readonly ColumnFilter[] {
  // Which companies a list is of is chosen in the frame, by the same search parameter.
  if (byTabs || key === 'company') return [];
  const column = shape.columns[key]!;
  const fromTo = [`${key}From`, `${key}To`] as const;
  switch (column.kind) {
    case 'instant':
      return [];
    case 'id':
      return choices ? [{ column: key, label: head, kind: 'choice', members: [key], choices }] : [];
    case 'day':
      return [{ column: key, label: head, kind: 'days', members: fromTo }];
    case 'count':
    case 'money':
      return [{ column: key, label: head, kind: column.kind, members: fromTo }];
    case 'choice': {
      const known =
        choices ??
        (key === 'currency'
          ? currencies.map((one) => [one, one] as const)
          : column.choices?.map((one) => [one, t(humanise(one))] as const));
      const none = column.nullable ?? false;
      return known ? [{ column: key, label: head, kind: 'choice', members: [key], choices: known, none }] : [];
    }
    default:
      return [{ column: key, label: head, kind: 'text', members: [key] }];
  }
}

/** A group by its name: days by their month, choices by their words. */
function groupNameOf<S extends ListShape>(
  shape: S,
  columns: readonly ShownColumn<S>[],
  group: string,
  one: { readonly key: string; readonly label: string | null },
): string {
  const column = shape.columns[group]!;
  if (one.key === '') return t('None');
  const known = columns.find(({ key }) => key === group)?.choices?.find(([value]) => value === one.key);
  if (known) return known[1];
  if (column.kind === 'day') return formatMonth(one.key);
  return column.kind === 'choice' && group !== 'currency' ? t(humanise(one.key)) : (one.label ?? one.key);
}

/** A row as it is in each of its currencies; one alone is itself. */
const partsOf = ({ sum, secondSum }: ListShape, row: object): readonly object[] =>
  (cellIn(row, 'parts') as readonly ListPart[] | undefined)?.map(({ currency, open, second }) => ({
    ...row,
    currency,
    ...(sum !== undefined && { [sum]: open }),
    ...(secondSum !== undefined && { [secondSum]: second }),
  })) ?? [row];

/** An amount in each of its currencies; `wrap` makes a figure of one a way somewhere. */
export function InParts({ parts, of, wrap }: InPartsProps) {
  return parts
    ?.map((part) => [part.currency, of === 'open' ? part.open : (part.second ?? '0')] as const)
    .filter(([, amount]) => !isZero(amount) || parts.length === 1)
    .map(([currency, amount]) => (
      <span key={currency} className="pl-3">
        {wrap ? wrap(currency, formatMoney(amount, currency)) : formatMoney(amount, currency)}
        <span className="pl-1 text-meta text-ink-2">{currency}</span>
      </span>
    ));
}
interface InPartsProps {
  readonly parts: readonly ListPart[] | undefined;
  readonly of: 'open' | 'second';
  readonly wrap?: (currency: string, figure: string) => ReactNode;
}

/** What is copied: the columns that are shown, and always whose it is and in which currency. The heads are those of files. */
function copiedOf<S extends ListShape>(shape: S, keys: readonly string[]) {
  const always = ['customer', 'currency'].filter((key) => shape.columns[key] !== undefined);
  const all = [...new Set([...keys, ...always])].filter((key) => shape.columns[key]?.head !== undefined);
  return {
    head: all.map((key) => shape.columns[key]!.head!),
    cells: (row: ListRow<S>): readonly (readonly CopyCell[])[] =>
      partsOf(shape, row).map((part) =>
        all.map((key) => {
          const value = cellIn(part, key);
          if (value === null || value === undefined) return '';
          const { kind } = shape.columns[key]!;
          return kind === 'text' || kind === 'code' ? String(value) : { plain: String(value) };
        }),
      ),
  };
}

/** The filters of a list by its columns, for a page that shows what they let through in its own way. */
export const filtersOfShape = <S extends ListShape>(
  shape: S,
  columns: readonly ShownColumn<S>[],
  currencies: readonly string[],
): readonly ColumnFilter[] => columns.flatMap((one) => filterOf(shape, one, currencies));

export function ShapeList<S extends ListShape>({ shape, columns, more = [], search, ...rest }: ShapeListProps<S>) {
  const { sum } = shape;
  return (
    <ListView<ListRow<S>>
      {...rest}
      // What else the address says is the page's own, or nobody's: the server would refuse it.
      search={listSearch(shape)(search)}
      path={shape.path}
      totalsApart
      ofTenant={shape.ofTenant}
      defaultSort={shape.sort}
      columns={(view) => [...columnsOf(shape, columns, view), ...more]}
      filters={(currencies) => filtersOfShape(shape, columns, currencies)}
      groups={columns
        .filter(({ key }) => shape.columns[key]!.group)
        .map(({ key, head }) => [key, t('By {column}', { column: head })] as const)}
      groupName={(group, one) => groupNameOf(shape, columns, group, one)}
      groupFilter={(group, one) => filtersOfGroup(shape, group, one)}
      copied={(keys) => copiedOf(shape, keys)}
      {...(shape.pasted !== undefined && {
        pasted: {
          found: (rows) =>
            rows === 1 ? t('1 row is selected.') : t('{count} rows are selected.', { count: formatCount(rows) }),
          missing: (numbers) => t('Not found in this list: {numbers}', { numbers }),
        },
      })}
      {...(sum !== undefined && {
        sum: {
          column: sum,
          second: shape.secondSum,
          of: (row: ListRow<S>) => {
            const [first, ...also] = partsOf(shape, row).map((part) => ({
              currency: String(cellIn(part, 'currency')),
              open: String(cellIn(part, sum) ?? '0'),
            }));
            return also.length > 0 ? { ...first!, also } : first!;
          },
        },
      })}
    />
  );
}
