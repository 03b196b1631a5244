/** All lines of the bank, money in and money out. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { bankLinesList } from '#cash/lists';
import { formatCount } from '../../format.ts';
import { t } from '../../language.ts';
import type { ListSearch } from '../../parts/list-view.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { replaces, ShapeList } from '../../parts/shape-list.tsx';
import { Notice } from '../../parts/states.tsx';
import { useCompanies } from '../../session.tsx';
import { sayWrong } from '../../toasts.tsx';
import { CashPages } from './cash-pages.tsx';

const route = getRouteApi('/cash/bank-lines');

export function BankLinesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { several } = useCompanies();
  const change = (part: ListSearch): void =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: replaces(part) });
  return (
    <>
      <CashPages />
      <PageHead title={t('Bank lines')}>
        <SearchField value={search['search'] ?? ''} onChange={(text) => change({ search: text || undefined })} />
        <Link to="/cash/receipts" search={{}} className="link">
          {t('All receipts')}
        </Link>
      </PageHead>
      <ShapeList
        shape={bankLinesList}
        label={t('Bank lines')}
        search={search}
        change={change}
        counted={(rows) => (rows === 1 ? t('1 line') : t('{count} lines', { count: formatCount(rows) }))}
        onOpen={(row) => {
          if (row.receipt === null) sayWrong(t('Nothing was posted for this line.'));
          else
            void navigate({
              to: '/cash/lines/$receipt',
              params: { receipt: row.receipt },
              search: several ? { in: row.company } : {},
            });
        }}
        tick={(row) => t('Choose {number}', { number: row.payer ?? row.text })}
        titles={{ csv: t('Export of bank lines as CSV'), xlsx: t('Export of bank lines as a workbook') }}
        columns={[
          { key: 'bookedOn', head: t('Booked on'), fixed: true },
          { key: 'company', head: t('Company') },
          { key: 'valueDate', head: t('Value date') },
          { key: 'bank', head: t('Bank account') },
          { key: 'payer', head: t('Counterparty') },
          { key: 'account', head: t('Their account') },
          { key: 'text', head: t('Text'), width: 'minmax(8rem,2fr)' },
          { key: 'state', head: t('State') },
          { key: 'amount', head: t('Amount'), fixed: true },
          { key: 'currency', head: t('Currency') },
        ]}
        empty={
          <Notice title={t('No line here')}>
            <p className="text-ink-2">{t('None that these filters let through.')}</p>
            <Link to="/cash/bank-lines" search={{}} className="link mt-2">
              {t('Show all lines')}
            </Link>
          </Notice>
        }
      />
    </>
  );
}
