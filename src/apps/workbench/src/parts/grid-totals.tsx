/** What a list comes to, per currency, beneath its grid: of all that the filters leave, each sum beneath its column. */
import type { RefObject } from 'react';
import { formatMoney } from '../format.ts';
import { t } from '../language.ts';

export interface ListTotals {
  readonly rows: readonly {
    readonly currency: string;
    readonly items: number;
    readonly open: string;
    readonly second?: string | undefined;
  }[];
  /** So many of them, in words. */
  readonly counted: (items: number) => string;
  /** The column that is summed, and the one beside it. */
  readonly column: string;
  readonly second?: string | undefined;
  /** How many rows there are, where some count in several currencies. */
  readonly all?: number;
  /** The rows are there before what they come to is. */
  readonly adding?: boolean;
}

interface GridTotalsProps {
  readonly totals: ListTotals;
  /** The grid's columns by key, their tracks, and the least width that they take. */
  readonly keys: readonly string[];
  readonly tracks: string;
  readonly least: string;
  /** Follows the grid where it is scrolled sideways; beside its scroll bar there is nothing. */
  readonly line: RefObject<HTMLDListElement | null>;
  readonly scrollBar: number;
}

export function GridTotals({ totals, keys, tracks, least, line, scrollBar }: GridTotalsProps) {
  const { rows, counted, column, second } = totals;
  // A column that is not shown is summed at the end of the line; a second one only where it is shown.
  const place = keys.includes(column) ? keys.indexOf(column) + 1 : keys.length;
  const secondPlace = second !== undefined && keys.includes(second) ? keys.indexOf(second) + 1 : undefined;
  // As in the cells: the currency stands behind each figure where there are several and no column says it.
  const named = rows.length > 1 && !keys.includes('currency');
  return (
    <div data-follows className="overflow-hidden" style={{ paddingRight: scrollBar }}>
      <dl ref={line} style={{ minWidth: least }}>
        {totals.adding && (
          <div className="grid-line py-1" style={{ gridTemplateColumns: tracks }}>
            <dt className="grid-cell text-ink-2" style={{ gridColumn: '1 / -1' }}>
              {t('Being added up…')}
            </dt>
          </div>
        )}
        {totals.all !== undefined && (
          <div className="grid-line py-1" style={{ gridTemplateColumns: tracks }}>
            <dt className="grid-cell" style={{ gridColumn: '1 / -1' }}>
              {t('Total')}{' '}
              <span className="text-ink-2" data-all>
                {counted(totals.all)}
              </span>
            </dt>
          </div>
        )}
        {rows.map((total) => (
          <div key={total.currency} className="grid-line py-1" style={{ gridTemplateColumns: tracks }}>
            <dt className="grid-cell" style={{ gridColumn: place > 1 ? `1 / ${place}` : '1' }}>
              {t('Total')}{' '}
              <span className="text-ink-2">
                {total.currency !== '' && `${total.currency} · `}
                <span data-count={total.currency}>{counted(total.items)}</span>
              </span>
            </dt>
            {total.currency !== '' && <Sum place={place} named={named} currency={total.currency} amount={total.open} />}
            {total.second !== undefined && secondPlace !== undefined && (
              <Sum place={secondPlace} named={named} currency={total.currency} amount={total.second} second />
            )}
          </div>
        ))}
      </dl>
    </div>
  );
}

interface SumProps {
  readonly place: number;
  readonly named: boolean;
  readonly currency: string;
  readonly amount: string;
  readonly second?: true;
}

/** A sum is longer than what it sums: it reaches over the columns before it and is never cut. */
function Sum({ place, named, currency, amount, second }: SumProps) {
  return (
    <dd className="grid-cell numeric w-max justify-self-end !overflow-visible" style={{ gridColumn: String(place) }}>
      <span className="font-semibold" {...{ [second ? 'data-second' : 'data-total']: currency }}>
        {formatMoney(amount, currency)}
      </span>
      {named && <span className="pl-1 text-meta text-ink-2">{currency}</span>}
    </dd>
  );
}
