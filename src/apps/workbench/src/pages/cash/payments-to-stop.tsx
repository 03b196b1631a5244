/** Above the lists of refunds: payments on their way to customers who became insolvent since, which the bank has to be told about. */
import { Link } from '@tanstack/react-router';
import type { PaymentsToStopAnswer } from '#cash/contract';
import { formatAccount, formatDay, formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { CustomerLink } from '../../parts/customer-link.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { useCompanyOfRow } from '../../parts/shape-page.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { useCompanies, useReading } from '../../session.tsx';

export function PaymentsToStop() {
  const { several, ...where } = useCompanies();
  const placeOf = useCompanyOfRow();
  const { data } = useReading<PaymentsToStopAnswer>('/api/payments-to-stop', where);
  if (!data || data.rows.length === 0) return null;
  return (
    <section aria-label={t('Payments to stop at the bank')} className="border-t border-line bg-surface">
      <h2 className="px-6 pt-2 font-medium text-bad">{t('Payments to stop at the bank')}</h2>
      <p className="px-6 pb-1 text-ink-2">
        {t(
          'These customers became insolvent while their refunds were on their way. Have the bank stop them, then withdraw the payment or end the check here.',
        )}
      </p>
      <WideTable className="max-h-56 overflow-y-auto">
        <LedgerTable
          label={t('Payments to stop at the bank')}
          heads={[
            t('Refund'),
            ...(several ? [t('Company')] : []),
            t('Customer'),
            t('Insolvent since'),
            t('Leaves by'),
            t('From'),
            t('Day'),
            { text: t('Amount'), numeric: true as const },
          ]}
        >
          <tbody>
            {data.rows.map((row) => (
              <tr key={String(row.paymentId)}>
                <th scope="row" className="whitespace-nowrap tabular-nums">
                  {row.refund}
                </th>
                {several && <td>{row.company}</td>}
                <td>
                  <CustomerLink number={row.customer} name={row.customerName} company={row.company} />
                </td>
                <td className="whitespace-nowrap tabular-nums text-bad">{formatDay(row.insolventSince, 'field')}</td>
                <td className="whitespace-nowrap tabular-nums">
                  {row.check === null ? (
                    <Link
                      to="/cash/refunds"
                      search={{ list: 'files', file: String(row.fileId), ...placeOf(row) }}
                      className="drill"
                    >
                      {row.file}
                    </Link>
                  ) : (
                    <Link to="/cash/refunds" search={{ list: 'checks' }} className="drill">
                      {t('Check {number}', { number: row.check })}
                    </Link>
                  )}
                </td>
                <td>
                  {row.bankAccountName}{' '}
                  <span className="whitespace-nowrap text-ink-2 tabular-nums">{formatAccount(row.bankAccount)}</span>
                </td>
                <td className="whitespace-nowrap text-ink-2 tabular-nums">{formatDay(row.leavesOn, 'field')}</td>
                <td className="numeric whitespace-nowrap">
                  {formatMoney(row.amount, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </LedgerTable>
      </WideTable>
    </section>
  );
}
