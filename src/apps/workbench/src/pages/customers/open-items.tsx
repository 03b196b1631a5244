/** The open items of a customer beside its timeline, the oldest first; all of them stand in the list of its items. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { CustomerAnswer } from '#collections/contract';
import { formatDay, formatMoney, humanise } from '../../format.ts';
import { t } from '../../language.ts';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { Held } from '../../parts/status.tsx';
import { useWork } from '../../session.tsx';
import { DaysLate } from '../items/columns.tsx';
import { MoneyKey, useMoneyOfItem } from '../items/money-of-item.tsx';
import { openItemReading, openItemsReading } from './readings.ts';

export function OpenItems({ data, find }: { data: CustomerAnswer; find?: string | undefined }) {
  const { tenant, company } = useWork();
  const items = useQuery({
    ...openItemsReading(tenant, { company, customer: data.customer }, data.businessDay),
    placeholderData: keepPreviousData,
  });
  const beyond =
    find !== undefined &&
    items.data !== undefined &&
    items.data.next !== null &&
    !items.data.rows.some((row) => row.number === find);
  const looked = useQuery({
    ...openItemReading(tenant, { company, customer: data.customer }, data.businessDay, find ?? ''),
    enabled: beyond,
  });
  // What is looked for and comes later than the rows that are shown stands above them.
  const apart = beyond ? (looked.data?.rows.filter((row) => row.number === find) ?? []) : [];
  const found = useRef<HTMLTableRowElement>(null);
  const money = useMoneyOfItem();
  const named = apart[0] ?? items.data?.rows.find((row) => row.number === find);
  const there = items.data !== undefined && (!beyond || looked.data !== undefined);
  useEffect(() => {
    if (there) found.current?.scrollIntoView({ block: 'center' });
  }, [there]);
  if (items.isPending) return <Skeleton rows={8} className="px-6 py-2" />;
  if (items.error) return <Failure error={items.error} retry={() => void items.refetch()} />;
  const { rows, totals, next } = items.data;
  const currencies = totals.map((total) => total.currency);
  // Others were merged into the customer: each item says whose it is.
  const merged = data.merged.length > 0;
  if (rows.length === 0) return <p className="px-6 py-4 text-ink-2">{t('Nothing is open.')}</p>;
  return (
    <div
      // biome-ignore lint/a11y/noNoninteractiveTabindex: where the window is narrow it is scrolled by keys
      tabIndex={0}
      className="overflow-x-auto focus-visible:-outline-offset-2"
    >
      <table className="ledger" aria-label={t('Open items')}>
        <thead>
          <tr>
            <th scope="col">{t('Document')}</th>
            {merged && <th scope="col">{t('Customer')}</th>}
            <th scope="col">{t('Type')}</th>
            <th scope="col">{t('Due')}</th>
            <th scope="col" className="numeric">
              {t('Days late')}
            </th>
            <th scope="col">{t('Held by')}</th>
            <th scope="col" className="numeric">
              {t('Open')} {currencies.length === 1 && currencies[0]}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...apart, ...rows].map((row) => (
            <tr
              key={String(row.id)}
              ref={row.number === find ? found : undefined}
              className={row.number === find ? 'bg-selection font-medium' : ''}
              aria-current={row.number === find ? 'true' : undefined}
            >
              <th scope="row" className="tabular-nums">
                {money.numberOf(row)}
              </th>
              {merged && <td className="tabular-nums text-ink-2">{row.mergedCustomer ?? row.customer}</td>}
              <td className="text-ink-2">{t(humanise(row.documentType))}</td>
              <td className="tabular-nums">{formatDay(row.dueDate)}</td>
              <td className="numeric">
                <DaysLate row={row} />
              </td>
              <td>
                {row.blocks.map((block) => (
                  <Held key={block} by={block} />
                ))}
              </td>
              <td className="numeric">
                {formatMoney(row.open, row.currency)}
                {currencies.length > 1 && <span className="pl-1.5 text-meta text-ink-2">{row.currency}</span>}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {totals.map((total) => (
            <tr key={total.currency}>
              <th scope="row" colSpan={merged ? 6 : 5}>
                {currencies.length > 1 ? total.currency : t('Total')}
              </th>
              <td className="numeric" data-total={total.currency}>
                {formatMoney(total.open, total.currency)}
              </td>
            </tr>
          ))}
        </tfoot>
      </table>
      <MoneyKey item={named} ask={money.ask} />
      {money.dialog}
      {next !== null && (
        <p className="px-6 py-3">
          <Link
            to="/customers/$customer/{-$tab}"
            params={{ customer: data.customer, tab: 'items' }}
            search={{}}
            className="link"
          >
            {t('Show all items')}
          </Link>
        </p>
      )}
    </div>
  );
}
