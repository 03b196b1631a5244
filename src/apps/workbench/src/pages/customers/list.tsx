/** Customers: found by name or number, sorted by what they owe; each opens into one screen. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { customersList } from '#collections/lists';
import type { ListRow } from '#lists/contract';
import { formatDay, formatMoney, isZero } from '../../format.ts';
import { t } from '../../language.ts';
import { Segmented } from '../../parts/controls.tsx';
import { countText } from '../../parts/grid.tsx';
import type { ListSearch } from '../../parts/list-view.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { replaces, ShapeList } from '../../parts/shape-list.tsx';
import { Notice } from '../../parts/states.tsx';
import { useCompanies } from '../../session.tsx';

const route = getRouteApi('/customers');
type Row = ListRow<typeof customersList>;

export function CustomersPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { several } = useCompanies();
  const change = (part: ListSearch): void =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: replaces(part) });
  const place = (row: Row) => (several ? { in: row.company } : {});
  const filtered = Object.entries(search).some(
    ([name, value]) => value !== undefined && !['sort', 'hide', 'widths'].includes(name),
  );
  return (
    <>
      <PageHead title={t('Customers')}>
        {/* The list has a search of what a customer and those merged into it are called. */}
        <SearchField
          value={search['called'] ?? ''}
          onChange={(text) => change({ called: text || undefined, ...typed })}
        />
        <Segmented
          label={t('Which customers')}
          value={search['owes'] ?? 'all'}
          options={[
            ['all', t('All')],
            ['open,overdue', t('With open items')],
            ['overdue', t('Overdue')],
          ]}
          onChange={(owes) => change({ owes: owes === 'all' ? undefined : owes })}
        />
        <Segmented
          label={t('Whose customers')}
          value={search['whose'] ?? 'all'}
          options={[
            ['all', t('Everybody’s')],
            ['mine', t('Mine')],
          ]}
          onChange={(whose) => change({ whose: whose === 'all' ? undefined : whose })}
        />
      </PageHead>
      <ShapeList
        shape={customersList}
        label={t('Customers')}
        search={search}
        change={change}
        counted={(rows) => countText(rows, t('customer'), t('customers'))}
        onOpen={(row) =>
          void navigate({
            to: '/customers/$customer/{-$tab}',
            params: { customer: row.customer, tab: undefined },
            search: place(row),
          })
        }
        tick={(row) => t('Choose {number}', { number: row.name })}
        titles={{ csv: t('Export of customers as CSV'), xlsx: t('Export of customers as a workbook') }}
        columns={[
          {
            key: 'name',
            head: t('Customer'),
            width: 'minmax(9rem,2.2fr)',
            fixed: true,
            cell: (row) => (
              <Link
                to="/customers/$customer/{-$tab}"
                params={{ customer: row.customer, tab: undefined }}
                search={place(row)}
                tabIndex={-1}
                className="drill font-medium"
              >
                {row.name}
              </Link>
            ),
          },
          { key: 'customer', head: t('Number') },
          { key: 'company', head: t('Company') },
          { key: 'country', head: t('Country'), width: '3.5rem', cell: (row) => row.country },
          { key: 'owes', head: t('Owes'), unseen: true },
          {
            key: 'open',
            head: t('Open'),
            fixed: true,
            cell: (row) => <Amount row={row} of="open" several={several} />,
          },
          { key: 'overdue', head: t('Overdue'), cell: (row) => <Amount row={row} of="overdue" several={several} /> },
          { key: 'currency', head: t('Currency') },
          { key: 'priority', head: t('Priority'), cell: (row) => (row.priority ? row.priority : '') },
          { key: 'next', head: t('Next'), width: 'minmax(6rem,.8fr)' },
          {
            key: 'lastContact',
            head: t('Last contact'),
            cell: (row) => (
              <span className="text-ink-2">{row.lastContact ? formatDay(row.lastContact) : t('never')}</span>
            ),
          },
          { key: 'portfolio', head: t('Portfolio'), unseen: true },
          { key: 'collector', head: t('Collector'), width: 'minmax(6rem,.8fr)', whole: true },
        ]}
        empty={
          <Notice title={t('No customer here')}>
            <p className="text-ink-2">
              {filtered
                ? t('None that these filters let through.')
                : t('Import customers with `dunwell customers import FILE`.')}
            </p>
            {filtered && (
              <Link to="/customers" search={{}} className="link mt-2">
                {t('Show all customers')}
              </Link>
            )}
          </Notice>
        }
      />
    </>
  );
}

/** Typing puts an address in the place of the one before, as every search does. */
const typed = { search: undefined };

/** A figure leads to the items behind it. */
function Amount({ row, of, several }: { row: Row; of: 'open' | 'overdue'; several: boolean }) {
  if (isZero(row[of])) return null;
  return (
    <>
      <Link
        to="/items"
        search={{
          customer: row.customer,
          currency: row.currency,
          ...(of === 'overdue' && { bucket: '1+' }),
          ...(several && { company: row.company }),
        }}
        tabIndex={-1}
        className={`drill ${of === 'overdue' ? 'text-bad' : ''}`}
      >
        {formatMoney(row[of], row.currency)}
      </Link>
      <span className="pl-1 text-meta text-ink-2">{row.currency}</span>
    </>
  );
}
