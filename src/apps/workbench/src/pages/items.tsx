/** Open items: what a figure is made of. The filters are the address; the total is of all that they let through. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { ItemsAnswer } from '#receivables/contract';
import { formatCount, formatDay, formatMoney, humanise } from '../format.ts';
import { bucketLabel } from '../parts/aging-bar.tsx';
import { useBusinessDay } from '../parts/company-day.ts';
import { DayField } from '../parts/controls.tsx';
import { type CopyCell, copyTable } from '../parts/copy-table.ts';
import { moveInGrid } from '../parts/grid-keys.ts';
import { CheckIcon, CloseIcon, CopyIcon } from '../parts/icons.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Failure, Notice, Skeleton } from '../parts/states.tsx';
import type { ItemsSearch } from '../router.tsx';
import { useReading, useWork } from '../session.tsx';

const route = getRouteApi('/items');
const pageSize = 100;

export function ItemsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { company } = useWork();
  const business = useBusinessDay();
  const asOf = search.asOf ?? business.day;
  return (
    <>
      <PageHead title="Open items">
        {asOf && (
          <DayField
            label="As of"
            value={asOf}
            onChange={(day) => void navigate({ search: (old) => ({ ...old, asOf: day, after: undefined }) })}
          />
        )}
      </PageHead>
      {asOf ? (
        <Items asOf={asOf} company={company} search={search} />
      ) : business.error ? (
        <Failure error={business.error} retry={business.refetch} />
      ) : (
        <Skeleton rows={20} className="border-t border-line px-6 py-2" />
      )}
    </>
  );
}

function Items({ asOf, company, search }: { asOf: string; company: string; search: ItemsSearch }) {
  const { view, basis, customer, bucket, currency, after } = search;
  const query = { company, asOf, view, basis, customer, bucket, currency, after, limit: pageSize };
  const items = useReading<ItemsAnswer>('/api/items', query, { keep: true });
  return (
    <>
      <div className="flex min-h-11 flex-wrap items-center gap-2 px-6 pb-4">
        <Filters search={search} name={items.data?.rows[0]?.name} />
        <div className="ml-auto flex items-center gap-2">
          {items.data && items.data.rows.length > 0 && <CopyButton rows={items.data.rows} />}
        </div>
      </div>
      <div className="min-h-0 flex-1 overflow-auto border-t border-line bg-surface">
        {items.isPending ? (
          <Skeleton rows={20} className="px-6 py-2" />
        ) : items.error ? (
          <Failure error={items.error} retry={() => void items.refetch()} />
        ) : items.data.rows.length === 0 ? (
          <Notice title="No open items here">
            <p className="text-ink-2">Nothing that these filters let through was open on {formatDay(asOf)}.</p>
            <Link to="/items" search={{ asOf }} className="link mt-2">
              Show all open items of that day
            </Link>
          </Notice>
        ) : (
          <ItemTable data={items.data} search={search} busy={items.isPlaceholderData} />
        )}
      </div>
    </>
  );
}

function Filters({ search, name }: { search: ItemsSearch; name: string | undefined }) {
  const chips: readonly (readonly [keyof ItemsSearch, string, ReactNode] | false)[] = [
    search.customer !== undefined && ['customer', 'customer', name ? `${name} ${search.customer}` : search.customer],
    search.bucket !== undefined && [
      'bucket',
      'bucket',
      search.bucket === '1+'
        ? 'Overdue'
        : /^\d/.test(search.bucket)
          ? `${bucketLabel(search.bucket)} days`
          : bucketLabel(search.bucket),
    ],
    search.currency !== undefined && ['currency', 'currency', search.currency],
    search.view !== undefined && ['view', 'gross view', 'Credits apart'],
    search.basis !== undefined && ['basis', 'document date', 'By document date'],
  ];
  const shown = chips.filter((chip) => chip !== false);
  if (shown.length === 0) return <p className="text-ink-2">Everything that is open, by due day</p>;
  return (
    <ul aria-label="Filters" className="flex flex-wrap gap-2">
      {shown.map(([member, label, text]) => (
        <li key={member} className="flex h-7 items-center rounded-[5px] border border-line bg-surface pl-2.5">
          <span className="max-w-72 truncate">{text}</span>
          <Link
            from="/items"
            to="/items"
            search={(old) => ({ ...old, [member]: undefined, after: undefined })}
            aria-label={`Remove the filter ${label}`}
            className="grid size-6.5 place-items-center rounded-[5px] text-ink-2 hover:text-ink focus-visible:-outline-offset-2"
          >
            <CloseIcon className="size-3" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

interface ItemTableProps {
  readonly data: ItemsAnswer;
  readonly search: ItemsSearch;
  readonly busy: boolean;
}

/** Where the window is narrow, the day that does not count steps back. */
const stepsBack = 'max-xl:hidden';

function ItemTable({ data, search, busy }: ItemTableProps) {
  const oneCustomer = search.customer !== undefined;
  // One currency stands in the head of the column; several stand beside their amounts.
  const currency = data.totals.length === 1 ? data.totals[0]!.currency : undefined;
  const more = data.next !== null || search.after !== undefined;
  const documentDate = `numeric ${search.basis === 'document' ? '' : stepsBack}`;
  return (
    <>
      <table className="ledger" aria-label="Open items" aria-busy={busy} onKeyDown={moveInGrid}>
        <thead>
          <tr>
            <th scope="col">Document</th>
            <th scope="col">Type</th>
            {!oneCustomer && (
              <th scope="col" className="w-full">
                Customer
              </th>
            )}
            <th scope="col" className={documentDate}>
              Document date
            </th>
            <th scope="col" className="numeric">
              Due
            </th>
            <th scope="col" className="numeric">
              Days late
            </th>
            <th scope="col" className={oneCustomer ? 'w-full' : ''}>
              Held by
            </th>
            <th scope="col" className="numeric">
              Amount
            </th>
            <th scope="col" className="numeric">
              Open{currency && `, ${currency}`}
            </th>
            {!currency && (
              <th scope="col">
                <span className="sr-only">Currency</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={String(row.id)}>
              <th scope="row" className="tabular-nums">
                {row.number}
              </th>
              <td className="text-ink-2">{humanise(row.documentType)}</td>
              {!oneCustomer && (
                <td className="max-w-36 truncate">
                  <Link
                    from="/items"
                    to="/items"
                    search={(old) => ({ ...old, customer: row.customer, after: undefined })}
                    className="drill"
                  >
                    {row.name}
                  </Link>
                </td>
              )}
              <td className={`${documentDate} text-ink-2`}>{formatDay(row.documentDate, 'field')}</td>
              <td className="numeric">{formatDay(row.dueDate, 'field')}</td>
              <DaysLate row={row} />
              <td>
                {row.blocks.map((block) => (
                  <span key={block} className="mr-2 text-warn">
                    {humanise(block)}
                  </span>
                ))}
              </td>
              <td className="numeric text-ink-2">{formatMoney(row.amount, row.currency)}</td>
              <td className="numeric">{formatMoney(row.open, row.currency)}</td>
              {!currency && <td className="text-meta text-ink-2">{row.currency}</td>}
            </tr>
          ))}
        </tbody>
        <tfoot>
          {data.totals.map((total) => (
            <tr key={total.currency}>
              <th scope="row" colSpan={oneCustomer ? 2 : 3}>
                Total
                <span className="pl-2 font-normal text-ink-2">
                  {formatCount(total.items)} {total.items === 1 ? 'item' : 'items'}
                  {more && ' on all pages'}
                </span>
              </th>
              <td className={documentDate} />
              <td colSpan={4} />
              <td className="numeric" data-total={total.currency}>
                {formatMoney(total.open, total.currency)}
              </td>
              {!currency && <td className="text-meta !font-normal text-ink-2">{total.currency}</td>}
            </tr>
          ))}
        </tfoot>
      </table>
      {more && <Pages next={data.next} after={search.after} />}
    </>
  );
}

/** How late an item is; a credit is never late. */
function DaysLate({ row }: { row: ItemsAnswer['rows'][number] }) {
  const late = row.daysOverdue > 0 && !row.open.startsWith('-');
  return <td className="numeric text-bad">{late ? formatCount(row.daysOverdue) : ''}</td>;
}

function Pages({ next, after }: { next: string | null; after: string | undefined }) {
  return (
    <nav aria-label="Pages" className="flex gap-2 px-6 py-4">
      {after !== undefined && (
        <Link from="/items" to="/items" search={(old) => ({ ...old, after: undefined })} className="button">
          First page
        </Link>
      )}
      {next !== null && (
        <Link from="/items" to="/items" search={(old) => ({ ...old, after: next })} className="button">
          Next {pageSize} items
        </Link>
      )}
    </nav>
  );
}

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

function CopyButton({ rows }: { rows: ItemsAnswer['rows'] }) {
  const [copied, setCopied] = useState<ItemsAnswer['rows']>();
  const done = copied === rows;
  return (
    <button
      type="button"
      className="button"
      onClick={() => {
        const cells = rows.map((row): CopyCell[] => [
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
        ]);
        if (copyTable(copyHead, cells)) setCopied(rows);
      }}
    >
      {done ? <CheckIcon className="text-ok" /> : <CopyIcon />}
      <span aria-live="polite">
        {done ? 'Copied' : 'Copy'} {formatCount(rows.length)} {rows.length === 1 ? 'row' : 'rows'}
      </span>
    </button>
  );
}
