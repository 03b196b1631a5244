/** Reminders of all runs: what left, what waits, and what was held back and why. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { remindersList } from '#collections/lists';
import { formatCount, humanise, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import type { ListSearch } from '../../parts/list-view.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { replaces, ShapeList } from '../../parts/shape-list.tsx';
import { Notice } from '../../parts/states.tsx';
import { Status } from '../../parts/status.tsx';
import { useCompanies } from '../../session.tsx';
import { DunningPages } from './dunning-pages.tsx';

const route = getRouteApi('/runs/dunning/reminders');

export function RemindersPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { several } = useCompanies();
  const change = (part: ListSearch): void =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: replaces(part) });
  return (
    <>
      <DunningPages />
      <PageHead title={t('Reminders')}>
        <SearchField value={search['search'] ?? ''} onChange={(text) => change({ search: text || undefined })} />
      </PageHead>
      <ShapeList
        shape={remindersList}
        label={t('Reminders')}
        search={search}
        change={change}
        counted={(rows) => (rows === 1 ? t('1 reminder') : t('{count} reminders', { count: formatCount(rows) }))}
        onOpen={(row) =>
          void navigate({
            to: '/customers/$customer/{-$tab}',
            params: { customer: row.customer, tab: 'timeline' },
            search: several ? { in: row.company } : {},
          })
        }
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
          {
            key: 'name',
            head: t('Customer'),
            width: 'minmax(9rem,2fr)',
            fixed: true,
            cell: (row) => (
              <Link
                to="/customers/$customer/{-$tab}"
                params={{ customer: row.customer, tab: 'timeline' }}
                search={several ? { in: row.company } : {}}
                tabIndex={-1}
                className="drill"
              >
                {row.name}
              </Link>
            ),
          },
          { key: 'customer', head: t('Number') },
          { key: 'company', head: t('Company') },
          { key: 'day', head: t('Day') },
          { key: 'level', head: t('Level') },
          { key: 'items', head: t('Items') },
          { key: 'amount', head: t('Asked for'), fixed: true },
          { key: 'currency', head: t('Currency') },
          { key: 'state', head: t('State'), width: 'minmax(6.75rem,.7fr)', cell: (row) => <Status code={row.state} /> },
          {
            key: 'why',
            head: t('Why'),
            width: 'minmax(8rem,2fr)',
            cell: (row) => (
              <span className="text-ink-2" title={row.reason ?? undefined}>
                {row.reason ? sentence(row.reason) : ''}
              </span>
            ),
          },
          { key: 'reason', head: t('Reason'), unseen: true },
          { key: 'channel', head: t('Way') },
          { key: 'recipient', head: t('Recipient') },
        ]}
        empty={
          <Notice title={t('No reminder here')}>
            <p className="text-ink-2">{t('None that these filters let through.')}</p>
            <Link to="/runs/dunning/reminders" search={{}} className="link mt-2">
              {t('Show all reminders')}
            </Link>
          </Notice>
        }
      />
    </>
  );
}
