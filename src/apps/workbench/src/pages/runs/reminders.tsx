/** Reminders of all runs: what left, what waits, and what was held back and why. */
import { remindersList } from '#collections/lists';
import { formatCount, humanise, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { customerColumns, ShapePage, useListAddress, useOpenCustomer } from '../../parts/shape-page.tsx';
import { DunningPages } from './dunning-pages.tsx';
import { Fate } from './run-parts.tsx';

export function RemindersPage() {
  const openCustomer = useOpenCustomer('timeline');
  const { search } = useListAddress();
  return (
    <>
      <DunningPages />
      <ShapePage
        title={t('Reminders')}
        shape={remindersList}
        counted={(rows) => (rows === 1 ? t('1 reminder') : t('{count} reminders', { count: formatCount(rows) }))}
        onOpen={openCustomer}
        tick={(row) => t('Choose {number}', { number: row.name })}
        titles={{ csv: t('Export of reminders as CSV'), xlsx: t('Export of reminders as a workbook') }}
        chips={() => [
          ...(search['run'] === undefined
            ? []
            : [['run', t('Run'), t('Run {number}', { number: search['run'] })] as const]),
          ...(search['state']?.includes(',')
            ? [
                [
                  'state',
                  t('State'),
                  search['state']
                    .split(',')
                    .map((one) => t(humanise(one)))
                    .join(', '),
                ] as const,
              ]
            : []),
          ...(search['why'] === undefined ? [] : [['why', t('Why'), t(humanise(search['why']))] as const]),
        ]}
        columns={[
          ...customerColumns({ tab: 'timeline' }),
          { key: 'day', head: t('Day') },
          { key: 'level', head: t('Level') },
          { key: 'items', head: t('Items'), spare: true },
          { key: 'amount', head: t('Asked for'), fixed: true },
          { key: 'currency', head: t('Currency') },
          { key: 'state', head: t('State'), whole: true, cell: (row) => <Fate row={row} /> },
          {
            key: 'why',
            head: t('Why'),
            width: 'minmax(8rem,2fr)',
            cell: (row) => <span className="block truncate text-ink-2">{row.reason ? sentence(row.reason) : ''}</span>,
          },
          { key: 'reason', head: t('Reason'), unseen: true },
          { key: 'channel', head: t('Way'), spare: true },
          { key: 'recipient', head: t('Recipient'), spare: true },
        ]}
        none={{ title: t('No reminder here'), all: t('Show all reminders') }}
      />
    </>
  );
}
