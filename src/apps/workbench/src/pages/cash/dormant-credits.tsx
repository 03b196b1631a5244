/** Credit memos and other credits beside money that have become unclaimed property, above the money that has: their customer may still have them. */
import { useState } from 'react';
import type { DormantCreditsAnswer } from '#cash/contract';
import { formatCount, formatDay, formatMoney, humanise } from '../../format.ts';
import { t } from '../../language.ts';
import { CustomerLink } from '../../parts/customer-link.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { useMoneyOfItem } from '../items/money-of-item.tsx';
import { RefundCredit } from '../items/refund-credit.tsx';

export function DormantCredits() {
  const { company } = useWork();
  const read = useReading<DormantCreditsAnswer>('/api/dormant-credits', { company });
  const mayRefund = useMay('receivables.refund');
  const money = useMoneyOfItem();
  const [refunded, setRefunded] = useState<string>();
  if (!read.data || read.data.rows.length === 0) return null;
  const { rows, totals } = read.data;
  return (
    <section className="border-t border-line bg-surface" aria-label={t('Dormant credits beside money')}>
      <h2 className="px-6 pt-2 font-medium">
        {t('Dormant credits beside money')}{' '}
        {totals.map((one) => (
          <span key={one.currency} className="pl-2 font-normal tabular-nums text-ink-2">
            {formatCount(one.credits)} · {formatMoney(one.left, one.currency)} {one.currency}
          </span>
        ))}
      </h2>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the credits are scrolled by keys
        tabIndex={0}
        className="relative max-h-72 overflow-auto px-6 pb-2 focus-visible:-outline-offset-2"
      >
        <LedgerTable
          label={t('Dormant credits beside money')}
          heads={[
            t('Credit'),
            t('Type'),
            t('Customer'),
            t('Last moved'),
            t('Dormant since'),
            t('Customer asked'),
            { text: t('Left'), numeric: true as const },
            ...(mayRefund ? [{ text: t('Refund…'), unseen: true as const }] : []),
          ]}
        >
          <tbody>
            {rows.map((row) => (
              <tr key={String(row.itemId)}>
                <th scope="row" className="whitespace-nowrap tabular-nums">
                  {money.numberOf({ id: row.itemId, number: row.number })}
                </th>
                <td className="text-ink-2">{t(humanise(row.documentType))}</td>
                <td>
                  <CustomerLink number={row.customer} name={row.customerName} />{' '}
                  <span className="text-meta text-ink-2">{row.country}</span>
                </td>
                <td className="whitespace-nowrap text-ink-2 tabular-nums">{formatDay(row.lastMovedOn, 'field')}</td>
                <td className="whitespace-nowrap tabular-nums text-warn">{formatDay(row.dormantSince, 'field')}</td>
                <td className="whitespace-nowrap text-ink-2 tabular-nums">
                  {row.askedOn === null ? '–' : formatDay(row.askedOn, 'field')}
                </td>
                <td className="numeric whitespace-nowrap">
                  {formatMoney(row.left, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
                </td>
                {mayRefund && (
                  <td>
                    <button
                      type="button"
                      className="link"
                      aria-label={t('Refund {number}', { number: row.number })}
                      onClick={() => setRefunded(String(row.itemId))}
                    >
                      {t('Refund…')}
                    </button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </LedgerTable>
      </div>
      {money.dialog}
      {refunded !== undefined && <RefundCredit itemId={refunded} close={() => setRefunded(undefined)} />}
    </section>
  );
}
