/** Companies: each with its books, payment terms and the bank accounts by which it is paid. */

import type { CompaniesAnswer, PaymentTermsAnswer } from '#company/contract';
import { formatPercent } from '../../format.ts';
import { language, t } from '../../language.ts';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { BankAccounts } from './bank-accounts.tsx';
import { Part, Read } from './section.tsx';

type Term = PaymentTermsAnswer['rows'][number];

export default function Companies() {
  const companies = useReading<CompaniesAnswer>('/api/companies');
  const terms = useReading<PaymentTermsAnswer>('/api/payment-terms');
  const maySeeBanks = useMay('cash.view-bank-accounts');
  const { company } = useWork();
  const own = companies.data?.rows.find((one) => one.code === company);
  const regions = new Intl.DisplayNames([language], { type: 'region' });
  const languages = new Intl.DisplayNames([language], { type: 'language' });
  return (
    <>
      <Part title={t('Companies')}>
        <Read reading={companies}>
          {({ rows }) => (
            <LedgerTable
              label={t('Companies')}
              className="border-t border-line bg-surface"
              heads={[t('Company'), t('Currency'), t('Country'), t('Language'), t('Time zone'), t('Books')]}
            >
              <tbody>
                {rows.map((one) => (
                  <tr key={one.code}>
                    <th scope="row">
                      <span className="font-medium">{one.name}</span>{' '}
                      <span className="text-ink-2 tabular-nums">{one.code}</span>
                    </th>
                    <td>{one.currency}</td>
                    <td>{regions.of(one.country) ?? one.country}</td>
                    <td>{languages.of(one.language) ?? one.language}</td>
                    <td>{one.timeZone}</td>
                    <td>{one.ledgerMode === 'mirrored' ? t('Mirror of an ERP') : t('Own subledger')}</td>
                  </tr>
                ))}
              </tbody>
            </LedgerTable>
          )}
        </Read>
      </Part>
      {maySeeBanks && own && <BankAccounts key={company} currency={own.currency} />}
      <Part title={t('Payment terms')}>
        <Read reading={terms}>
          {({ rows }) =>
            rows.length === 0 ? (
              <p className="border-t border-line px-6 py-3 text-ink-2">
                {t('No payment term is set; documents bring their own due days.')}
              </p>
            ) : (
              <LedgerTable
                label={t('Payment terms')}
                className="border-t border-line bg-surface"
                heads={[t('Code'), t('Name'), t('Due'), t('Early payment')]}
              >
                <tbody>
                  {rows.map((term) => (
                    <tr key={term.code}>
                      <th scope="row">{term.code}</th>
                      <td>{term.name}</td>
                      <td>{term.instalments.map(dueText).join('; ')}</td>
                      <td>
                        {term.discount
                          ? t('{percent} within {days} days', {
                              percent: formatPercent(term.discount.percent),
                              days: term.discount.days,
                            })
                          : ''}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </LedgerTable>
            )
          }
        </Read>
      </Part>
    </>
  );
}

/** When an instalment is due, in words. */
function dueText(one: Term['instalments'][number]): string {
  const share = Number(one.sharePercent) === 100 ? '' : `${formatPercent(one.sharePercent)}: `;
  const base =
    one.from === 'end_of_month'
      ? t('{days} days after the end of the month', { days: one.days })
      : t('{days} days after the document', { days: one.days });
  const months = one.months > 0 ? ` ${t('and {months} months', { months: one.months })}` : '';
  const fixed = one.onDayOfMonth === null ? '' : `, ${t('on day {day} of the month', { day: one.onDayOfMonth })}`;
  return `${share}${base}${months}${fixed}`;
}
