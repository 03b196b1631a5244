/** All lines of the bank, money in and money out. */
import { Link, useNavigate } from '@tanstack/react-router';
import { bankLinesList } from '#cash/lists';
import { formatCount } from '../../format.ts';
import { t } from '../../language.ts';
import { ShapePage, useCompanyOfRow } from '../../parts/shape-page.tsx';
import { sayWrong } from '../../toasts.tsx';
import { CashPages } from './cash-pages.tsx';
import { HeldStatements } from './held-statements.tsx';

export function BankLinesPage() {
  const navigate = useNavigate();
  const placeOf = useCompanyOfRow();
  return (
    <>
      <CashPages />
      <HeldStatements />
      <ShapePage
        title={t('Bank lines')}
        head={
          <Link to="/cash/receipts" search={{}} className="link">
            {t('All receipts')}
          </Link>
        }
        shape={bankLinesList}
        counted={(rows) => (rows === 1 ? t('1 line') : t('{count} lines', { count: formatCount(rows) }))}
        onOpen={(row) => {
          if (row.receipt === null) sayWrong(t('Nothing was posted for this line.'));
          else
            void navigate({
              to: '/cash/lines/$receipt',
              params: { receipt: row.receipt },
              search: placeOf(row),
            });
        }}
        tick={(row) => t('Choose {number}', { number: row.payer ?? row.text })}
        titles={{ csv: t('Export of bank lines as CSV'), xlsx: t('Export of bank lines as a workbook') }}
        columns={[
          { key: 'bookedOn', head: t('Booked on'), fixed: true },
          { key: 'company', head: t('Company') },
          { key: 'valueDate', head: t('Value date'), spare: true },
          { key: 'bank', head: t('Bank account') },
          { key: 'payer', head: t('Counterparty') },
          { key: 'account', head: t('Their account'), whole: true },
          { key: 'text', head: t('Text'), width: 'minmax(8rem,2fr)' },
          { key: 'state', head: t('State') },
          { key: 'amount', head: t('Amount'), fixed: true },
          { key: 'currency', head: t('Currency') },
        ]}
        none={{ title: t('No line here'), all: t('Show all lines') }}
      />
    </>
  );
}
