/** All receipts, whatever became of them: what the figures of the day count. */
import { Link, useNavigate } from '@tanstack/react-router';
import { receiptsList } from '#cash/lists';
import { formatCount } from '../../format.ts';
import { t } from '../../language.ts';
import { ShapePage, useCompanyOfRow } from '../../parts/shape-page.tsx';
import { Status } from '../../parts/status.tsx';
import { CashPages } from './cash-pages.tsx';

export function AllReceiptsPage() {
  const navigate = useNavigate();
  const placeOf = useCompanyOfRow();
  return (
    <>
      <CashPages />
      <ShapePage
        title={t('All receipts')}
        head={
          <Link to="/cash/bank-lines" search={{}} className="link">
            {t('Bank lines')}
          </Link>
        }
        shape={receiptsList}
        counted={(rows) => (rows === 1 ? t('1 receipt') : t('{count} receipts', { count: formatCount(rows) }))}
        onOpen={(row) =>
          void navigate({
            to: '/cash/lines/$receipt',
            params: { receipt: row.id },
            search: placeOf(row),
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
                search={placeOf(row)}
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
          { key: 'bank', head: t('Bank account'), spare: true },
          { key: 'payer', head: t('Payer') },
          { key: 'customer', head: t('Number'), spare: true },
          { key: 'name', head: t('Customer') },
          { key: 'text', head: t('Text') },
          { key: 'fate', head: t('What became of it'), unseen: true },
          { key: 'state', head: t('State'), whole: true, cell: (row) => <Status code={row.state} /> },
          { key: 'amount', head: t('Amount'), fixed: true },
          { key: 'left', head: t('Left') },
          { key: 'currency', head: t('Currency') },
        ]}
        none={{ title: t('No receipt here'), all: t('Show all receipts') }}
      />
    </>
  );
}
