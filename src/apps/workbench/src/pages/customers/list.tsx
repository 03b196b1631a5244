/** Customers: found by name or number, sorted by what they owe; each opens into one screen. */
import { getRouteApi, Link } from '@tanstack/react-router';
import type { CustomersAnswer } from '#collections/contract';
import { formatDay, formatMoney, humanise, isZero } from '../../format.ts';
import { t } from '../../language.ts';
import { Segmented } from '../../parts/controls.tsx';
import { type Column, countText, Grid } from '../../parts/grid.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { useWindows } from '../../parts/windows.ts';
import type { CustomersSearch } from '../../router.tsx';
import { useCompanies } from '../../session.tsx';

const route = getRouteApi('/customers');
type Row = CustomersAnswer['rows'][number];
const defaultSort = '-overdue';

export function CustomersPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { several, ...where } = useCompanies();
  const query = {
    ...where,
    search: search.search,
    sort: search.sort ?? defaultSort,
    only: search.only ?? 'all',
    whose: search.whose ?? 'all',
  };
  const customers = useWindows<CustomersAnswer>('/api/customers', query);
  const change = (part: CustomersSearch): void =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: part.search !== undefined });
  const { answer } = customers;
  return (
    <>
      <PageHead title={t('Customers')} meta={answer && countText(answer.count, t('customer'), t('customers'))}>
        <SearchField
          value={search.search ?? ''}
          onChange={(text) => change({ search: text === '' ? undefined : text })}
        />
        <Segmented
          label={t('Which customers')}
          value={search.only ?? 'all'}
          options={[
            ['all', t('All')],
            ['open', t('With open items')],
            ['overdue', t('Overdue')],
          ]}
          onChange={(only) => change({ only: only === 'all' ? undefined : only })}
        />
        <Segmented
          label={t('Whose customers')}
          value={search.whose ?? 'all'}
          options={[
            ['all', t('Everybody’s')],
            ['mine', t('Mine')],
          ]}
          onChange={(whose) => change({ whose: whose === 'all' ? undefined : whose })}
        />
      </PageHead>
      {customers.error ? (
        <Failure error={customers.error} retry={customers.retry} />
      ) : !answer ? (
        <Skeleton rows={20} className="border-t border-line px-6 py-2" />
      ) : answer.count === 0 ? (
        <div className="flex-1 border-t border-line">
          <Notice title={t('No customer here')}>
            <p className="text-ink-2">
              {search.search || search.only || search.whose
                ? t('None that these filters let through.')
                : t('Import customers with `dunwell customers import FILE`.')}
            </p>
            {(search.search || search.only || search.whose) && (
              <Link to="/customers" search={{}} className="link mt-2">
                {t('Show all customers')}
              </Link>
            )}
          </Notice>
        </div>
      ) : (
        <Grid
          label={t('Customers')}
          columns={columns(answer.totals.length === 1 ? answer.totals[0]!.currency : undefined, several)}
          count={answer.count}
          row={customers.row}
          keyOf={(row) => `${row.company} ${row.customer}`}
          look={customers.look}
          sort={search.sort ?? defaultSort}
          onSort={(sort) => change({ sort: sort === defaultSort ? undefined : sort })}
          onOpen={(row) =>
            void navigate({
              to: '/customers/$customer/{-$tab}',
              params: { customer: row.customer, tab: undefined },
              search: several ? { in: row.company } : {},
            })
          }
          busy={customers.busy}
          memory={JSON.stringify(query)}
          footer={<Totals totals={answer.totals} />}
        />
      )}
    </>
  );
}

/** The currency stands in the heads where there is only one. */
const columns = (only: string | undefined, several: boolean): readonly Column<Row>[] => [
  {
    key: 'name',
    head: t('Customer'),
    width: 'minmax(9rem,2.2fr)',
    sort: 'name',
    cell: (row) => (
      <Link
        to="/customers/$customer/{-$tab}"
        params={{ customer: row.customer, tab: undefined }}
        search={several ? { in: row.company } : {}}
        tabIndex={-1}
        className="drill font-medium"
      >
        {row.name}
      </Link>
    ),
  },
  {
    key: 'number',
    head: t('Number'),
    width: '5rem',
    whole: true,
    sort: 'number',
    cell: (row) => <span className="text-ink-2 tabular-nums">{row.customer}</span>,
  },
  ...(several
    ? [
        {
          key: 'company',
          head: t('Company'),
          width: '4rem',
          whole: true,
          cell: (row: Row) => <span className="text-ink-2">{row.company}</span>,
        },
      ]
    : []),
  {
    key: 'country',
    head: t('Country'),
    width: '3.5rem',
    cell: (row) => <span className="text-ink-2">{row.country}</span>,
  },
  {
    key: 'open',
    head: only ? `${t('Open')} ${only}` : t('Open'),
    width: 'minmax(6.5rem,1fr)',
    numeric: true,
    sort: 'open',
    fallingFirst: true,
    cell: (row) => <Amounts row={row} member="open" only={only} several={several} />,
  },
  {
    key: 'overdue',
    head: only ? `${t('Overdue')} ${only}` : t('Overdue'),
    width: 'minmax(6.5rem,1fr)',
    numeric: true,
    sort: 'overdue',
    fallingFirst: true,
    cell: (row) => <Amounts row={row} member="overdue" only={only} several={several} />,
  },
  {
    key: 'priority',
    head: t('Priority'),
    width: '4rem',
    numeric: true,
    sort: 'priority',
    fallingFirst: true,
    cell: (row) => (row.priority ? Math.round(row.priority) : ''),
  },
  {
    key: 'next',
    head: t('Next'),
    width: 'minmax(6rem,.8fr)',
    cell: (row) => (
      <span className="text-ink-2">
        {row.nextAction && row.nextAction.code !== 'none' ? t(humanise(row.nextAction.code)) : ''}
      </span>
    ),
  },
  {
    key: 'contact',
    head: t('Last contact'),
    width: '5.5rem',
    whole: true,
    sort: 'lastContact',
    fallingFirst: true,
    cell: (row) => <span className="text-ink-2">{row.lastContact ? formatDay(row.lastContact) : t('never')}</span>,
  },
  {
    key: 'collector',
    head: t('Collector'),
    width: 'minmax(6rem,.8fr)',
    whole: true,
    cell: (row) => <span className="text-ink-2">{row.collector ?? ''}</span>,
  },
];

interface AmountsProps {
  readonly row: Row;
  readonly member: 'open' | 'overdue';
  readonly only: string | undefined;
  readonly several: boolean;
}

/** A figure leads to the items behind it; of several currencies the largest stands here, the others are counted. */
function Amounts({ row, member, only, several }: AmountsProps) {
  const told = row.balances.filter((balance) => !isZero(balance[member]));
  const [first, ...more] = told;
  if (!first) return null;
  return (
    <>
      {more.length > 0 && <span className="pr-1.5 text-meta text-ink-2">+{more.length}</span>}
      <Link
        to="/items"
        search={{
          customer: row.customer,
          currency: first.currency,
          ...(member === 'overdue' && { bucket: '1+' }),
          ...(several && { company: row.company }),
        }}
        tabIndex={-1}
        className={`drill ${member === 'overdue' ? 'text-bad' : ''}`}
      >
        {formatMoney(first[member], first.currency)}
      </Link>
      {!only && <span className="pl-1 text-meta text-ink-2">{first.currency}</span>}
    </>
  );
}

function Totals({ totals }: { totals: CustomersAnswer['totals'] }) {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-0.5 px-6 py-1.5">
      {totals.map((total) => (
        <div key={total.currency} className="flex gap-3">
          <dt className="text-ink-2">{total.currency}</dt>
          <dd className="font-semibold tabular-nums">
            <span className="pr-1 font-normal text-ink-2">{t('open')}</span>
            {formatMoney(total.open, total.currency)}
          </dd>
          <dd className="font-semibold tabular-nums">
            <span className="pr-1 font-normal text-ink-2">{t('overdue')}</span>
            {formatMoney(total.overdue, total.currency)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
