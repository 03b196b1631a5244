/** Clearings for the ERP: what was cleared here and waits for the ERP, what it has confirmed, and what it has refused and why. */
import { useNavigate } from '@tanstack/react-router';
import { exportQueueList, exportStates } from '#integrations/lists';
import { t } from '../../language.ts';
import { countText } from '../../parts/grid.tsx';
import { CustomerOfRow, ShapePage, useCompanyOfRow, useListAddress } from '../../parts/shape-page.tsx';
import { askedByTab, ShapeTabs } from '../../parts/shape-tabs.tsx';

const stateWords = {
  pending: 'Waits to be handed over',
  exported: 'Handed over',
  confirmed: 'Confirmed by the ERP',
  rejected: 'Refused by the ERP',
  overtaken: 'The ERP cleared otherwise',
  diverged: 'Confirmed, and shown otherwise',
  withdrawn: 'Taken back before it left',
} as const satisfies Readonly<Record<(typeof exportStates)[number], string>>;
const stateTones: Readonly<Record<string, string>> = {
  pending: 'text-warn',
  exported: 'text-accent',
  confirmed: 'text-ok',
  rejected: 'text-bad',
  diverged: 'text-bad',
};
const kindWords = { clearing: 'Clearing', clearing_reversal: 'Clearing taken back' } as const;
const words = (state: string): string => t(stateWords[state as keyof typeof stateWords]);

export function ExportsPage() {
  const navigate = useNavigate();
  const placeOf = useCompanyOfRow();
  const { search } = useListAddress();
  return (
    <ShapePage
      title={t('Clearings for the ERP')}
      shape={exportQueueList}
      asked={askedByTab(search, 'state', 'all')}
      above={
        <ShapeTabs
          shape={exportQueueList}
          column="state"
          label={t('States')}
          first="all"
          tabs={[['all', t('All')], ...exportStates.map((one) => [one, words(one)] as const)]}
        />
      }
      counted={(rows) => countText(rows, t('clearing'), t('clearings'))}
      onOpen={(row) =>
        void navigate({
          to: '/customers/$customer/{-$tab}',
          params: { customer: row.customer, tab: 'timeline' },
          search: placeOf(row),
        })
      }
      tick={(row) => t('Choose {number}', { number: row.reference })}
      titles={{
        csv: t('Export of clearings for the ERP as CSV'),
        xlsx: t('Export of clearings for the ERP as a workbook'),
      }}
      columns={[
        { key: 'reference', head: t('Reference'), width: 'minmax(7rem,1fr)', fixed: true },
        { key: 'company', head: t('Company') },
        {
          key: 'kind',
          head: t('Kind'),
          width: 'minmax(6rem,.9fr)',
          choices: Object.entries(kindWords).map(([kind, text]) => [kind, t(text)] as const),
        },
        {
          key: 'name',
          head: t('Customer'),
          width: 'minmax(8rem,1.6fr)',
          cell: (row) => <CustomerOfRow row={row} tab="timeline" />,
        },
        { key: 'customer', head: t('Number') },
        { key: 'documents', head: t('Documents'), width: 'minmax(6rem,1.2fr)' },
        { key: 'amount', head: t('Cleared'), fixed: true },
        { key: 'currency', head: t('Currency') },
        { key: 'day', head: t('Cleared on') },
        {
          key: 'state',
          head: t('State'),
          width: 'minmax(8rem,1.2fr)',
          whole: true,
          byTabs: true,
          choices: exportStates.map((one) => [one, words(one)] as const),
          cell: (row) => (
            <span className={stateTones[row.state] ?? 'text-ink-2'} title={row.reason ?? undefined}>
              {words(row.state)}
            </span>
          ),
        },
        { key: 'erpDocument', head: t('ERP document') },
        { key: 'answeredOn', head: t('Answered on'), unseen: true },
        { key: 'reason', head: t('Reason'), unseen: true },
      ]}
      none={{
        title: t('No clearing waits for an ERP'),
        text: t(
          'In a company whose documents an ERP owns, what is cleared here stands here until the ERP has done it too.',
        ),
        all: t('Show all clearings'),
      }}
    />
  );
}
