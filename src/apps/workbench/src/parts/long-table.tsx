/**
 * A table whose rows are at hand and may be very many: sorted by its heads, drawn whole while it is short and else only where
 * it is in sight. It stands in what scrolls, which says so with `data-scroller`.
 */
import { type ReactNode, useEffect } from 'react';
import { useRowWindow } from './window-rows.ts';

export interface LongHead {
  readonly text: string;
  readonly numeric?: true;
  /** Words only for those who do not see the column. */
  readonly unseen?: true;
  /** By what it is sorted; absent: it is not. */
  readonly sort?: string;
  /** Sorted first from the largest. */
  readonly fallingFirst?: true;
  /** The width that it has where the table is long; absent: what is left. */
  readonly width?: string;
}

interface LongTableProps<R> {
  readonly label: string;
  readonly className?: string;
  readonly heads: readonly LongHead[];
  readonly rows: readonly R[];
  readonly sort: string | undefined;
  readonly onSort: (sort: string) => void;
  /** The row that keys mean: it is kept in sight. */
  readonly active?: number;
  /** A row of the table; `place` is its own among all. In a long table every row is one line high. */
  readonly row: (row: R, place: number, long: boolean) => ReactNode;
}

export function LongTable<R>({ label, className = '', heads, rows, sort, onSort, active, row }: LongTableProps<R>) {
  const { table, first, end, rowHeight, whole } = useRowWindow(rows.length);
  useEffect(() => {
    if (active === undefined) return;
    if (whole) {
      table.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
      return;
    }
    const scroller = table.current?.closest('[data-scroller]');
    if (!scroller) return;
    const head = table.current?.tHead?.offsetHeight ?? 0;
    const top = active * rowHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + rowHeight + head > scroller.scrollTop + scroller.clientHeight)
      scroller.scrollTop = top + rowHeight + head - scroller.clientHeight;
  }, [active, whole, rowHeight, table]);
  const space = (count: number): ReactNode =>
    count > 0 && (
      <tr>
        <td colSpan={heads.length} style={{ height: count * rowHeight, padding: 0 }} />
      </tr>
    );
  return (
    <table
      ref={table}
      className={`ledger ${whole ? '' : 'table-fixed'} ${className}`}
      aria-label={label}
      aria-rowcount={rows.length + 1}
    >
      {!whole && (
        <colgroup>
          {heads.map(({ text, width }) => (
            <col key={text} {...(width !== undefined && { style: { width } })} />
          ))}
        </colgroup>
      )}
      <thead>
        <tr aria-rowindex={1}>
          {heads.map((head) => (
            <LongHeadCell key={head.text} head={head} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {space(first)}
        {rows.slice(first, end).map((one, index) => row(one, first + index, !whole))}
        {space(rows.length - end)}
      </tbody>
    </table>
  );
}

function LongHeadCell({ head, sort, onSort }: { head: LongHead } & Pick<LongTableProps<never>, 'sort' | 'onSort'>) {
  const { text, numeric, unseen, sort: by, fallingFirst } = head;
  const active = by !== undefined && sort?.replace(/^-/, '') === by;
  const falling = sort?.startsWith('-') ?? false;
  const next = active ? (falling ? by : `-${by}`) : fallingFirst ? `-${by}` : by;
  return (
    <th
      scope="col"
      className={`${numeric ? 'numeric' : ''} ${unseen ? 'w-8' : ''}`}
      {...(active && { 'aria-sort': falling ? 'descending' : 'ascending' })}
    >
      {unseen ? (
        <span className="sr-only">{text}</span>
      ) : next === undefined ? (
        text
      ) : (
        <button type="button" className={`hover:text-ink ${active ? 'text-ink' : ''}`} onClick={() => onSort(next)}>
          {text}
          {active && <span aria-hidden="true"> {falling ? '↓' : '↑'}</span>}
        </button>
      )}
    </th>
  );
}
