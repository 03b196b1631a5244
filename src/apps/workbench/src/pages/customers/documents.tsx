/** All documents of a customer, open or settled, the newest first; what is open leads to it among the open items. */

import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { DocumentsAnswer } from '#receivables/contract';
import { ask } from '../../api.ts';
import { formatDay, formatMoney, humanise, isZero } from '../../format.ts';
import { t } from '../../language.ts';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { useWork } from '../../session.tsx';
import { MoneyKey, useMoneyOfItem } from '../items/money-of-item.tsx';

type Row = DocumentsAnswer['rows'][number];

interface DocumentsProps {
  readonly customer: string;
  /** Others were merged into the customer: each document says whose it is. */
  readonly merged: boolean;
  readonly find?: string | undefined;
}

export function Documents({ customer, merged, find }: DocumentsProps) {
  const { tenant, company } = useWork();
  const pages = useInfiniteQuery({
    queryKey: ['/api/documents', tenant, company, customer],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      ask<DocumentsAnswer>('GET', '/api/documents', {
        tenant,
        query: { company, customer, after: pageParam, limit: 100 },
        signal,
      }),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const named = rows.find((row) => row.number === find);
  const money = useMoneyOfItem();
  const found = useRef<HTMLTableRowElement>(null);
  // What the page was opened for may be an old one: earlier ones are read until it is there.
  const { fetchNextPage } = pages;
  const further = find !== undefined && !named && pages.hasNextPage && !pages.isFetching && pages.error === null;
  useEffect(() => {
    if (further) void fetchNextPage();
  }, [further, fetchNextPage]);
  const there = named !== undefined;
  useEffect(() => {
    if (there) found.current?.scrollIntoView({ block: 'center' });
  }, [there]);
  if (pages.isPending) return <Skeleton rows={8} className="px-6 py-2" />;
  if (pages.error && !pages.data) return <Failure error={pages.error} retry={() => void pages.refetch()} />;
  if (rows.length === 0)
    return <p className="px-6 py-4 text-ink-2">{t('Nothing was ever posted for this customer.')}</p>;
  return (
    <>
      <LedgerTable
        label={t('Documents')}
        heads={[
          t('Document'),
          ...(merged ? [t('Customer')] : []),
          t('Type'),
          { text: t('Document date'), numeric: true },
          { text: t('Due'), numeric: true },
          t('State'),
          { text: t('Amount'), numeric: true },
          { text: t('Open'), numeric: true },
        ]}
      >
        <tbody>
          {rows.map((row) => (
            <tr
              key={String(row.id)}
              ref={row === named ? found : undefined}
              className={row === named ? 'bg-selection font-medium' : ''}
              aria-current={row === named ? 'true' : undefined}
            >
              <th scope="row" className="tabular-nums">
                {money.numberOf(row)}
              </th>
              {merged && <td className="tabular-nums text-ink-2">{row.customer}</td>}
              <td className="text-ink-2">{t(humanise(row.documentType))}</td>
              <td className="numeric text-ink-2">{formatDay(row.documentDate, 'field')}</td>
              <td className="numeric">{formatDay(row.dueDate, 'field')}</td>
              <td className="text-ink-2">{stateOf(row)}</td>
              <td className="numeric text-ink-2">{formatMoney(row.amount, row.currency)}</td>
              <td className="numeric">
                {isZero(row.open) ? (
                  <span className="text-ink-2">{formatMoney(row.open, row.currency)}</span>
                ) : (
                  <Link to="/items" search={{ customer, number: row.number }} className="drill">
                    {formatMoney(row.open, row.currency)}
                  </Link>
                )}{' '}
                <span className="text-meta text-ink-2">{row.currency}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </LedgerTable>
      <MoneyKey item={named} ask={money.ask} />
      {money.dialog}
      {pages.hasNextPage && (
        <div className="px-6 py-3">
          <button
            type="button"
            className="button"
            disabled={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {pages.isFetchingNextPage ? t('Loading…') : t('Show earlier')}
          </button>
        </div>
      )}
    </>
  );
}

function stateOf(row: Row): string {
  if (row.reversed) return t('Reversed');
  if (row.settledDate !== null) return t('Settled on {day}', { day: formatDay(row.settledDate) });
  return row.open === row.amount ? t('Open') : t('Open in part');
}
