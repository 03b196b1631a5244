/** All receipts, whatever became of them: what the figures of the day count. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { receiptsList } from '#cash/lists';
import { formatCount } from '../../format.ts';
import { t } from '../../language.ts';
import type { ListSearch } from '../../parts/list-view.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { replaces, ShapeList } from '../../parts/shape-list.tsx';
import { Notice } from '../../parts/states.tsx';
import { Status } from '../../parts/status.tsx';
import { useCompanies } from '../../session.tsx';
import { CashPages } from './cash-pages.tsx';

const route = getRouteApi('/cash/receipts');

export function AllReceiptsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { several } = useCompanies();
  const change = (part: ListSearch): void =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: replaces(part) });
  return (
    <>
      <CashPages />
      <PageHead title={t('All receipts')}>
        <SearchField value={search['search'] ?? ''} onChange={(text) => change({ search: text || undefined })} />
        <Link to="/cash/bank-lines" search={{}} className="link">
          {t('Bank lines')}
        </Link>
      </PageHead>
      <ShapeList
        shape={receiptsList}
        label={t('All receipts')}
        search={search}
        change={change}
        counted={(rows) => (rows === 1 ? t('1 receipt') : t('{count} receipts', { count: formatCount(rows) }))}
        onOpen={(row) =>
          void navigate({
            to: '/cash/lines/$receipt',
            params: { receipt: row.id },
            search: several ? { in: row.company } : {},
          })
        }
        tick={(row) => t('Choose {number}', { number: row.number ?? row.id })}
        titles={{ csv: t('Export of receipts as CSV'), xlsx: t('Export of receipts as a workbook') }}
        columns={[
          {
            key: 'number',
            head: t('Receipt'),
            fixed: true,
            cell: (row) => (
              <Link
                to="/cash/lines/$receipt"
                params={{ receipt: row.id }}
                search={several ? { in: row.company } : {}}
                tabIndex={-1}
                className="drill"
              >
                {row.number ?? row.id}
              </Link>
            ),
          },
          { key: 'company', head: t('Company') },
          { key: 'postedOn', head: t('Posted on') },
          { key: 'valueDate', head: t('Value date'), unseen: true },
          { key: 'bank', head: t('Bank account') },
          { key: 'payer', head: t('Payer') },
          { key: 'customer', head: t('Number') },
          { key: 'name', head: t('Customer') },
          { key: 'text', head: t('Text') },
          { key: 'fate', head: t('What became of it'), unseen: true },
          { key: 'state', head: t('State'), cell: (row) => <Status code={row.state} /> },
          { key: 'amount', head: t('Amount'), fixed: true },
          { key: 'left', head: t('Left') },
          { key: 'currency', head: t('Currency') },
        ]}
        empty={
          <Notice title={t('No receipt here')}>
            <p className="text-ink-2">{t('None that these filters let through.')}</p>
            <Link to="/cash/receipts" search={{}} className="link mt-2">
              {t('Show all receipts')}
            </Link>
          </Notice>
        }
      />
    </>
  );
}
