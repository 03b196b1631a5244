/** The payment services of a company: every version of their terms, and how a further one is declared. */
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PaymentServicesAnswer } from '#cash/contract';
import { formatCount, formatDay, formatNumber } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { useMay } from '../../session.tsx';
import { ServiceTerms } from './service-terms.tsx';

type Service = PaymentServicesAnswer['rows'][number];

export function PaymentServices({ reading }: { reading: UseQueryResult<PaymentServicesAnswer> }) {
  const mayEdit = useMay('cash.edit-payment-services');
  /** null: a service that is not declared yet. */
  const [editing, setEditing] = useState<Service | null>();
  useKeys(mayEdit ? [{ keys: 'n', label: t('Declare a payment service'), run: () => setEditing(null) }] : []);
  if (reading.isPending) return <Skeleton rows={6} className="border-t border-line px-6 py-2" />;
  if (reading.data === undefined) return <Failure error={reading.error!} retry={() => void reading.refetch()} />;
  const { rows, today } = reading.data;
  const declare = mayEdit && (
    <button type="button" className="button button-primary" onClick={() => setEditing(null)}>
      {t('Declare a payment service')} <Keys keys="n" />
    </button>
  );
  return (
    <>
      {rows.length > 0 && mayEdit && <div className="flex justify-end px-6 pb-3">{declare}</div>}
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the services are scrolled by keys
        tabIndex={0}
        className="relative min-h-0 flex-1 overflow-auto border-t border-line bg-surface focus-visible:-outline-offset-2"
      >
        {rows.length === 0 ? (
          <Notice title={t('No payment service is declared')}>
            <p className="text-ink-2">
              {t(
                'A service that collects from many customers and pays on in one sum is declared with its terms first.',
              )}
            </p>
            {mayEdit ? (
              <div className="pt-2">{declare}</div>
            ) : (
              <p className="text-ink-2">{t('A controller declares it.')}</p>
            )}
          </Notice>
        ) : (
          <LedgerTable
            label={t('Payment services')}
            heads={[
              t('Payment service'),
              t('From'),
              t('Fees to'),
              { text: t('Highest fee %'), numeric: true },
              t('Reserve on'),
              t('Known at the bank by'),
              t('Its report is read'),
              { text: t('Edit'), unseen: true },
            ]}
          >
            {rows.map((service) => (
              <tbody key={service.code}>
                {service.terms.map((terms, index) => {
                  const inForce = service.inForce?.validFrom === terms.validFrom;
                  return (
                    <tr key={terms.validFrom} className={inForce ? '' : 'text-ink-2'}>
                      {index === 0 && (
                        <th scope="rowgroup" rowSpan={service.terms.length} className="align-top">
                          {service.name}{' '}
                          <span className="font-normal text-ink-2">
                            {service.code} · {service.currency}
                          </span>
                          {service.waiting > 0 && (
                            <Link
                              to="/cash/settlements"
                              search={{ service: service.code }}
                              className="link block text-meta font-normal"
                            >
                              {service.waiting === 1
                                ? t('1 settlement waits')
                                : t('{count} settlements wait', { count: formatCount(service.waiting) })}
                            </Link>
                          )}
                        </th>
                      )}
                      <td className="whitespace-nowrap tabular-nums">
                        {formatDay(terms.validFrom)}
                        {inForce && <span className="pl-2 text-ok">{t('in force')}</span>}
                        {terms.validFrom > today && <span className="pl-2">{t('to come')}</span>}
                      </td>
                      <td className="tabular-nums">{terms.feeAccount}</td>
                      <td className="numeric">{formatNumber(terms.highestFeePercent)}</td>
                      <td className="tabular-nums">{terms.reserveAccount ?? '–'}</td>
                      <td>{terms.words === null ? t('its number alone') : `“${terms.words}”`}</td>
                      <td>{terms.mapping === null ? t('by its header') : String(terms.mapping['name'])}</td>
                      {index === 0 && (
                        <td rowSpan={service.terms.length} className="text-right align-top">
                          {mayEdit && (
                            <button
                              type="button"
                              className="link"
                              aria-label={t('New terms of {name}', { name: service.name })}
                              onClick={() => setEditing(service)}
                            >
                              {t('New terms…')}
                            </button>
                          )}
                        </td>
                      )}
                    </tr>
                  );
                })}
              </tbody>
            ))}
          </LedgerTable>
        )}
      </div>
      {editing !== undefined && (
        <ServiceTerms services={reading.data} service={editing} close={() => setEditing(undefined)} />
      )}
    </>
  );
}
