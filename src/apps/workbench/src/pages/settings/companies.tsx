/** Companies: each with its books, payment terms and the bank accounts by which it is paid. */

import { Fragment, useState } from 'react';
import type { CompaniesAnswer, PaymentTermsAnswer } from '#company/contract';
import { countryName, formatPercent, languageName } from '../../format.ts';
import { t } from '../../language.ts';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { useMay, useMayEverywhere, useReading, useWork } from '../../session.tsx';
import { BankAccounts } from './bank-accounts.tsx';
import { CompanyForm } from './company-form.tsx';
import { FileMappings } from './file-mappings.tsx';
import { Mail } from './mail.tsx';
import { PaymentAccount } from './payment-account.tsx';
import { Part, Read } from './section.tsx';
import { TermForm } from './term-form.tsx';

type Term = PaymentTermsAnswer['rows'][number];

export default function Companies() {
  const companies = useReading<CompaniesAnswer>('/api/companies');
  const terms = useReading<PaymentTermsAnswer>('/api/payment-terms');
  const maySeeMail = useMay('correspondence.view');
  const maySeeBanks = useMay('cash.view-bank-accounts');
  const { company } = useWork();
  const mayEdit = useMay('company.edit');
  // Terms are all companies': only a role for all of them sets one.
  const maySetTerms = useMayEverywhere('company.edit');
  /** The company that is being changed by its code; of the terms `new` or a code. */
  const [changing, setChanging] = useState<string>();
  const [setting, setSetting] = useState<string>();
  const own = companies.data?.rows.find((one) => one.code === company);
  return (
    <>
      <Part title={t('Companies')}>
        <Read reading={companies}>
          {({ rows }) => (
            <LedgerTable
              label={t('Companies')}
              className="border-t border-line bg-surface"
              heads={[
                t('Company'),
                t('Currency'),
                t('Country'),
                t('Language'),
                t('Time zone'),
                t('Books'),
                ...(mayEdit ? [{ text: t('Change'), unseen: true as const }] : []),
              ]}
            >
              <tbody>
                {rows.map((one) => (
                  <Fragment key={one.code}>
                    <tr>
                      <th scope="row">
                        <span className="font-medium">{one.name}</span>{' '}
                        <span className="text-ink-2 tabular-nums">{one.code}</span>
                      </th>
                      <td>{one.currency}</td>
                      <td>{countryName(one.country)}</td>
                      <td>{languageName(one.language)}</td>
                      <td>{one.timeZone}</td>
                      <td>{one.ledgerMode === 'mirrored' ? t('Mirror of an ERP') : t('Own subledger')}</td>
                      {mayEdit && (
                        <td className="text-right">
                          {one.code === company && (
                            <button
                              type="button"
                              className="link"
                              aria-label={t('Change {name}', { name: one.name })}
                              aria-expanded={changing === one.code}
                              onClick={() => setChanging(changing === one.code ? undefined : one.code)}
                            >
                              {t('Change')}
                            </button>
                          )}
                        </td>
                      )}
                    </tr>
                    {changing === one.code && (
                      <tr>
                        <td colSpan={7} className="!p-0 !whitespace-normal">
                          <CompanyForm company={one} close={() => setChanging(undefined)} />
                        </td>
                      </tr>
                    )}
                  </Fragment>
                ))}
              </tbody>
            </LedgerTable>
          )}
        </Read>
      </Part>
      {own && <PaymentAccount key={`pays ${company}`} company={own} />}
      {maySeeMail && own && <Mail key={`mail ${company}`} />}
      {maySeeBanks && own && <BankAccounts key={company} currency={own.currency} />}
      {maySeeBanks && own && <FileMappings key={`mappings ${company}`} />}
      <Part
        title={t('Payment terms')}
        actions={
          maySetTerms &&
          setting === undefined && (
            <button type="button" className="button" onClick={() => setSetting('new')}>
              {t('New payment term')}
            </button>
          )
        }
      >
        {setting === 'new' && own && (
          <TermForm term={null} currency={own.currency} close={() => setSetting(undefined)} />
        )}
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
                heads={[
                  t('Code'),
                  t('Name'),
                  t('Due'),
                  t('Early payment'),
                  ...(maySetTerms ? [{ text: t('Change'), unseen: true as const }] : []),
                ]}
              >
                <tbody>
                  {rows.map((term) => (
                    <Fragment key={term.code}>
                      <tr>
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
                        {maySetTerms && (
                          <td className="text-right">
                            <button
                              type="button"
                              className="link"
                              aria-label={t('Change {name}', { name: term.code })}
                              aria-expanded={setting === term.code}
                              onClick={() => setSetting(setting === term.code ? undefined : term.code)}
                            >
                              {t('Change')}
                            </button>
                          </td>
                        )}
                      </tr>
                      {setting === term.code && own && (
                        <tr>
                          <td colSpan={5} className="!p-0 !whitespace-normal">
                            <TermForm term={term} currency={own.currency} close={() => setSetting(undefined)} />
                          </td>
                        </tr>
                      )}
                    </Fragment>
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
  const months =
    one.months === 0
      ? ''
      : ` ${one.months === 1 ? t('and 1 month') : t('and {months} months', { months: one.months })}`;
  const fixed = one.onDayOfMonth === null ? '' : `, ${t('on day {day} of the month', { day: one.onDayOfMonth })}`;
  return `${share}${base}${months}${fixed}`;
}
