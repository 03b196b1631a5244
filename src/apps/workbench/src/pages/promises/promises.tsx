/** Promises of all customers: what was promised for when, and what came of it. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { promisesList } from '#promises/lists';
import { formatCount } from '../../format.ts';
import { t } from '../../language.ts';
import type { ListSearch } from '../../parts/list-view.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { replaces, ShapeList } from '../../parts/shape-list.tsx';
import { Notice } from '../../parts/states.tsx';
import { Status } from '../../parts/status.tsx';
import { useCompanies } from '../../session.tsx';

const route = getRouteApi('/promises');

export function PromisesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { several } = useCompanies();
  const change = (part: ListSearch): void =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: replaces(part) });
  return (
    <>
      <PageHead title={t('Promises')}>
        <SearchField value={search['search'] ?? ''} onChange={(text) => change({ search: text || undefined })} />
      </PageHead>
      <ShapeList
        shape={promisesList}
        label={t('Promises')}
        search={search}
        change={change}
        counted={(rows) => (rows === 1 ? t('1 promise') : t('{count} promises', { count: formatCount(rows) }))}
        onOpen={(row) =>
          void navigate({
            to: '/customers/$customer/{-$tab}',
            params: { customer: row.customer, tab: 'promises' },
            search: several ? { in: row.company } : {},
          })
        }
        tick={(row) => t('Choose {number}', { number: row.name })}
        titles={{ csv: t('Export of promises as CSV'), xlsx: t('Export of promises as a workbook') }}
        columns={[
          {
            key: 'name',
            head: t('Customer'),
            width: 'minmax(9rem,2fr)',
            fixed: true,
            cell: (row) => (
              <Link
                to="/customers/$customer/{-$tab}"
                params={{ customer: row.customer, tab: 'promises' }}
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
          { key: 'madeOn', head: t('Made on') },
          { key: 'promisedFor', head: t('Promised for') },
          { key: 'amount', head: t('Promised'), fixed: true },
          { key: 'received', head: t('Received') },
          { key: 'currency', head: t('Currency') },
          { key: 'state', head: t('State'), cell: (row) => <Status code={row.state} /> },
          { key: 'judgedOn', head: t('Judged on') },
          { key: 'contact', head: t('Contact') },
          { key: 'note', head: t('Note') },
        ]}
        empty={
          <Notice title={t('No promise here')}>
            <p className="text-ink-2">
              {t('None that these filters let through. A promise is taken in a call: C with a customer, then 1.')}
            </p>
            <Link to="/promises" search={{}} className="link mt-2">
              {t('Show all promises')}
            </Link>
          </Notice>
        }
      />
    </>
  );
}
