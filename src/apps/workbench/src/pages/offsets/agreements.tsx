/** Who may be set off against whom: netting agreements of different legal entities, and suppliers that are customers of ours. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AgreementsAnswer, VendorLinksAnswer } from '#offsets/contract';
import { formatDay } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { useBusinessDay } from '../../parts/company-day.ts';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Notice } from '../../parts/states.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { Part, Read } from '../settings/section.tsx';
import { agreementState } from './agreement-state.ts';
import { LinkSupplier } from './link-supplier.tsx';
import { OffsetPages } from './offset-pages.tsx';
import { RecordAgreement } from './record-agreement.tsx';
import { Why } from './why.tsx';

export function AgreementsPage() {
  const { company } = useWork();
  const mayEdit = useMay('offsets.edit-agreements');
  const agreements = useReading<AgreementsAnswer>('/api/netting-agreements', { company }, { keep: true });
  const links = useReading<VendorLinksAnswer>('/api/vendor-links', { company }, { keep: true });
  const [recording, setRecording] = useState(false);
  const [linking, setLinking] = useState(false);
  const [ending, setEnding] = useState<string>();
  useKeys(mayEdit ? [{ keys: 'n', label: t('Record an agreement'), run: () => setRecording(true) }] : []);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <OffsetPages />
      <PageHead title={t('Netting agreements')}>
        {mayEdit && (
          <button type="button" className="button button-primary" onClick={() => setRecording(true)}>
            {t('Record an agreement')} <Keys keys="n" />
          </button>
        )}
      </PageHead>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the page's content is scrolled by keys
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto border-t border-line focus-visible:-outline-offset-2"
      >
        <Read reading={agreements}>
          {({ rows }) =>
            rows.length === 0 ? (
              <div className="border-b border-line bg-surface">
                <Notice title={t('No netting agreement is recorded')}>
                  <p className="text-ink-2">
                    {t('Different legal entities are set off only under an agreement that names both of them.')}
                  </p>
                  {mayEdit && (
                    <button type="button" className="link" onClick={() => setRecording(true)}>
                      {t('Record an agreement')}
                    </button>
                  )}
                </Notice>
              </div>
            ) : (
              <Agreements rows={rows} />
            )
          }
        </Read>
        <Part
          title={t('Suppliers that are customers')}
          meta={t('the same legal entity, by what was seen')}
          actions={
            mayEdit && (
              <button type="button" className="button" onClick={() => setLinking(true)}>
                {t('Link a supplier')}
              </button>
            )
          }
        >
          <Read reading={links}>
            {({ rows }) =>
              rows.length === 0 ? (
                <p className="border-y border-line bg-surface px-6 py-3 text-ink-2">
                  {t('None is linked; suppliers with a customer’s tax number are known without it.')}
                </p>
              ) : (
                <WideTable>
                  <LedgerTable
                    label={t('Suppliers that are customers')}
                    className="border-t border-line bg-surface"
                    heads={[
                      t('Supplier'),
                      t('Is customer'),
                      t('What shows it'),
                      t('By'),
                      { text: t('Edit'), unseen: true },
                    ]}
                  >
                    <tbody>
                      {rows.map((one) => (
                        <tr key={one.vendorNumber}>
                          <th scope="row" className="tabular-nums">
                            {one.vendorNumber}
                          </th>
                          <td>
                            <Customer number={one.customer} />
                          </td>
                          <td className="!whitespace-normal">{one.evidence}</td>
                          <td className="text-ink-2">{one.person}</td>
                          <td className="text-right">
                            {mayEdit && (
                              <button
                                type="button"
                                className="link"
                                aria-label={t('End the link of {name}', { name: one.vendorNumber })}
                                onClick={() => setEnding(one.vendorNumber)}
                              >
                                {t('End')}
                              </button>
                            )}
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </LedgerTable>
                </WideTable>
              )
            }
          </Read>
        </Part>
      </div>
      {recording && <RecordAgreement close={() => setRecording(false)} />}
      {linking && <LinkSupplier close={() => setLinking(false)} />}
      {ending !== undefined && (
        <Why
          title={t('End the link')}
          about={t('Supplier {name} is not set off as this customer any more; what was set off stays.', {
            name: ending,
          })}
          path="/api/vendor-links/end"
          query={{ company }}
          body={{ vendorNumber: ending }}
          told={t('The link is ended.')}
          close={() => setEnding(undefined)}
        />
      )}
    </div>
  );
}

/** A customer by number, as a way to its account. */
export function Customer({ number, name }: { number: string; name?: string }) {
  return (
    <Link
      to="/customers/$customer/{-$tab}"
      params={{ customer: number, tab: undefined }}
      search={{}}
      className="link whitespace-nowrap tabular-nums"
      title={name}
    >
      {number}
    </Link>
  );
}

/** More parties are told on the agreement's own page. */
const partiesTold = 4;

function Agreements({ rows }: { rows: AgreementsAnswer['rows'] }) {
  const day = useBusinessDay();
  return (
    <WideTable>
      <LedgerTable
        label={t('Netting agreements')}
        className="bg-surface"
        heads={[
          t('Reference'),
          t('Parties'),
          t('Companies'),
          t('Currencies'),
          t('From'),
          t('Until'),
          t('Signed copy'),
          t('State'),
        ]}
      >
        <tbody>
          {rows.map((one) => {
            const state = agreementState(one, day);
            const parties = one.customers.length + one.vendors.length;
            return (
              <tr key={String(one.id)}>
                <th scope="row">
                  <Link
                    to="/offsets/agreements/$agreement"
                    params={{ agreement: String(one.id) }}
                    search={(old) => old}
                    className="link font-medium"
                  >
                    {one.reference}
                  </Link>
                </th>
                <td className="min-w-48 !whitespace-normal">
                  {[
                    ...one.customers.map((customer) => customer.name),
                    ...one.vendors.map((vendor) => t('supplier {number}', { number: vendor })),
                  ]
                    .slice(0, partiesTold)
                    .join(' · ')}
                  {parties > partiesTold && (
                    <span className="text-ink-2"> {t('and {count} more', { count: parties - partiesTold })}</span>
                  )}
                </td>
                <td className="text-ink-2">{one.companies.join(', ')}</td>
                <td className="text-ink-2">{one.currencies.join(', ') || t('all')}</td>
                <td className="tabular-nums">{formatDay(one.validFrom, 'field')}</td>
                <td className="tabular-nums">{one.validTo === null ? '' : formatDay(one.validTo, 'field')}</td>
                <td className={one.hasCopy ? 'text-ink-2' : 'text-warn'}>
                  {one.hasCopy ? t('Is here') : t('Missing')}
                </td>
                <td className={state.tone}>{state.text}</td>
              </tr>
            );
          })}
        </tbody>
      </LedgerTable>
    </WideTable>
  );
}
