/** What was learned about payers from decisions: where each thing came from, how often it held; out of use and back. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PayerAliasesAnswer } from '#cash/contract';
import { formatAccount, formatCount, formatInstant } from '../../format.ts';
import { t } from '../../language.ts';
import { ReasonField, refusedAt, refusedElsewhere, saysWhy } from '../../parts/field.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { Failure, Notice, Refused, Skeleton } from '../../parts/states.tsx';
import { Tab, Tabs } from '../../parts/tab.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { BankRules } from './bank-rules.tsx';
import { CashPages } from './cash-pages.tsx';

const route = getRouteApi('/cash/rules');

type Alias = PayerAliasesAnswer['rows'][number];

const kindWords = (): Readonly<Record<Alias['kind'], string>> => ({
  account: t('Bank account'),
  name: t('Payer’s name'),
  pays_for: t('Pays for'),
  reference: t('Way of writing'),
});
const strengthWords = (): Readonly<Record<Alias['strength'], string>> => ({
  none: t('out of use'),
  hint: t('hint'),
  firm: t('firm'),
});

export function CashRulesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const bank = search.list === 'bank';
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <CashPages />
      <PageHead title={bank ? t('Rules for lines of the bank') : t('What was learned about payers')}>
        {!bank && (
          <SearchField
            value={search.search ?? ''}
            onChange={(text) => void navigate({ search: { search: text || undefined }, replace: true })}
          />
        )}
      </PageHead>
      <Tabs label={t('Lists')} className="px-6 pb-3">
        <Tab on={!bank} choose={() => void navigate({ search: {} })}>
          {t('Payers')}
        </Tab>
        <Tab on={bank} choose={() => void navigate({ search: { list: 'bank' } })}>
          {t('Charges and interest')}
        </Tab>
      </Tabs>
      {bank ? <BankRules /> : <Learned search={search.search ?? ''} />}
    </div>
  );
}

/** Whether what was learned, its customer or the receipt that it was learned from has the text; an account however it is parted. */
function has(alias: Alias, text: string): boolean {
  const wanted = text.toLowerCase();
  return (
    [alias.value, alias.name, alias.customer, alias.receipt].some((one) => one.toLowerCase().includes(wanted)) ||
    (alias.kind === 'account' && alias.value.toLowerCase().includes(wanted.replace(/\s+/g, '')))
  );
}

function Learned({ search }: { search: string }) {
  const { company } = useWork();
  const read = useReading<PayerAliasesAnswer>('/api/payer-aliases', { company });
  const rows = (read.data?.rows ?? []).filter((one) => has(one, search));
  return (
    <div className="min-h-0 flex-1 overflow-auto border-t border-line bg-surface">
      {read.isPending ? (
        <Skeleton rows={8} className="px-6 py-3" />
      ) : read.error && !read.data ? (
        <Failure error={read.error} retry={() => void read.refetch()} />
      ) : read.data!.rows.length === 0 ? (
        <Notice title={t('Nothing was learned yet')}>
          <p className="text-ink-2">{t('Whoever applies money of an unknown payer teaches who that is.')}</p>
        </Notice>
      ) : rows.length === 0 ? (
        <Notice title={t('Nothing that was learned has this name or number')} />
      ) : (
        <table className="ledger" aria-label={t('What was learned about payers')}>
          <thead>
            <tr>
              <th scope="col">{t('Kind')}</th>
              <th scope="col">{t('Learned')}</th>
              <th scope="col">{t('Customer')}</th>
              <th scope="col" className="numeric">
                {t('Held')}
              </th>
              <th scope="col" className="numeric">
                {t('Failed')}
              </th>
              <th scope="col">{t('Used as')}</th>
              <th scope="col">{t('Learned from')}</th>
              <th scope="col">
                <span className="sr-only">{t('Edit')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <AliasRow key={String(one.id)} alias={one} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function AliasRow({ alias }: { alias: Alias }) {
  const { company } = useWork();
  const mayChange = useMay('cash.apply');
  const removing = useWriting();
  const restoring = useWriting();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const path = `/api/payer-aliases/${alias.id}/removal`;
  return (
    <>
      <tr>
        <td className="text-ink-2">{kindWords()[alias.kind]}</td>
        <th scope="row" className="tabular-nums">
          {alias.kind === 'account' ? formatAccount(alias.value) : alias.value}
        </th>
        <td>
          <Link
            to="/customers/$customer/{-$tab}"
            params={{ customer: alias.customer, tab: undefined }}
            search={{}}
            className="link"
          >
            {alias.name} {alias.customer}
          </Link>
        </td>
        <td className="numeric">{formatCount(alias.held)}</td>
        <td className="numeric">{formatCount(alias.failed)}</td>
        <td>
          {alias.removed === null ? strengthWords()[alias.strength] : t('removed: {reason}', { reason: alias.removed })}
        </td>
        <td className="text-ink-2">
          <Link to="/cash/lines/$receipt" params={{ receipt: String(alias.receiptId) }} search={{}} className="link">
            {t('Receipt {number}', { number: alias.receipt })}
          </Link>{' '}
          {alias.person}, {formatInstant(alias.learnedOn)}
        </td>
        <td className="text-right">
          {mayChange &&
            (alias.removed === null ? (
              <button type="button" className="link" aria-expanded={asking} onClick={() => setAsking(!asking)}>
                {t('Take out of use')}
              </button>
            ) : (
              <button
                type="button"
                className="link"
                disabled={restoring.isPending}
                onClick={() =>
                  restoring.mutate(
                    { path, method: 'DELETE', query: { company } },
                    { told: () => say(t('It is used again.')) },
                  )
                }
              >
                {t('Use again')}
              </button>
            ))}
          <Refused error={restoring.error} />
        </td>
      </tr>
      {asking && alias.removed === null && (
        <tr>
          <td colSpan={8} className="bg-paper">
            <form
              className="flex flex-wrap items-end gap-3 py-2"
              onSubmit={(event) => {
                event.preventDefault();
                removing.mutate(
                  { path, query: { company }, body: { reason } },
                  {
                    told: () => say(t('Not used any more; what was posted stays.')),
                    onSuccess: () => {
                      setAsking(false);
                    },
                  },
                );
              }}
            >
              <ReasonField
                label={t('Why it is taken out of use')}
                error={refusedAt(removing.error, 'reason')}
                className="w-96 max-w-full"
                value={reason}
                onChange={setReason}
                atOnce
              />
              <button type="submit" className="button button-primary" disabled={removing.isPending || !saysWhy(reason)}>
                {t('Take out of use')}
              </button>
              <button type="button" className="button" onClick={() => setAsking(false)}>
                {t('Cancel')}
              </button>
              {refusedElsewhere(removing.error, ['reason']) && <Refused error={removing.error} />}
            </form>
          </td>
        </tr>
      )}
    </>
  );
}
