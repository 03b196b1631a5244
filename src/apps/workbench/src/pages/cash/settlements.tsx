/** Settlements of payment services: those that were read by state, with their deposit and what was matched; and the services. */
import { getRouteApi, Link } from '@tanstack/react-router';
import type { PaymentServicesAnswer, SettlementsAnswer } from '#cash/contract';
import { formatAmount, parseAmount } from '#kernel';
import type { Parameters } from '../../api.ts';
import { formatCount, formatDay, formatMoney, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { type Column, Grid } from '../../parts/grid.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { Tab, Tabs } from '../../parts/tab.tsx';
import { useWindows } from '../../parts/windows.ts';
import type { SettlementsSearch } from '../../router.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { CashPages } from './cash-pages.tsx';
import { PaymentServices } from './payment-services.tsx';
import { SettlementFiles } from './settlement-files.tsx';
import {
  type SettlementState,
  settlementStates,
  settlementStateTones,
  settlementStateWords,
  takenOff,
} from './settlement-words.ts';

const route = getRouteApi('/cash/settlements');
type Row = SettlementsAnswer['rows'][number];

/** Totals of the filtered list: of one state, or of all together by currency. */
function totalsOf(totals: SettlementsAnswer['totals'], state: SettlementState | undefined) {
  const sums = new Map<string, { items: number; minor: bigint }>();
  for (const one of totals) {
    if (state !== undefined && one.state !== state) continue;
    const old = sums.get(one.currency) ?? { items: 0, minor: 0n };
    sums.set(one.currency, { items: old.items + one.count, minor: old.minor + parseAmount(one.amount, one.currency) });
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, one]) => ({ currency, items: one.items, open: formatAmount(one.minor, currency) }));
}

export function SettlementsPage() {
  const { company } = useWork();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayImport = useMay('cash.import');
  const change = (part: SettlementsSearch, replace = false): void =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace });
  const services = useReading<PaymentServicesAnswer>('/api/payment-services', { company }, { keep: true });
  const atServices = search.list === 'services';
  const declared = services.data?.rows ?? [];
  return (
    <>
      <CashPages />
      <PageHead title={t('Settlements')}>
        {!atServices && (
          <>
            {declared.length > 1 && (
              <select
                aria-label={t('Payment service')}
                className="field max-w-48"
                value={search.service ?? ''}
                onChange={(event) => change({ service: event.target.value || undefined })}
              >
                <option value="">{t('All services')}</option>
                {declared.map((one) => (
                  <option key={one.code} value={one.code}>
                    {one.name}
                  </option>
                ))}
              </select>
            )}
            <SearchField
              value={search.search ?? ''}
              onChange={(text) => change({ search: text === '' ? undefined : text }, true)}
            />
          </>
        )}
      </PageHead>
      {!atServices && mayImport && declared.length > 0 && (
        <SettlementFiles key={company} services={declared} first={search.service} />
      )}
      <List search={search} change={change} services={services} />
    </>
  );
}

interface ListProps {
  readonly search: SettlementsSearch;
  readonly change: (part: SettlementsSearch, replace?: boolean) => void;
  readonly services: ReturnType<typeof useReading<PaymentServicesAnswer>>;
}

function List({ search, change, services }: ListProps) {
  const { company } = useWork();
  const navigate = route.useNavigate();
  const query: Parameters = {
    company,
    state: search.state,
    service: search.service,
    search: search.search,
    sort: search.sort ?? '-received',
  };
  const list = useWindows<SettlementsAnswer>('/api/settlements', query);
  const atServices = search.list === 'services';
  const answered = list.answer?.totals ?? [];
  const totals = totalsOf(answered, search.state);
  const count = totals.reduce((sum, one) => sum + one.items, 0);
  const countOf = (state: SettlementState | undefined): number =>
    answered.reduce((sum, one) => sum + (state === undefined || one.state === state ? one.count : 0), 0);
  return (
    <>
      <Tabs label={t('Lists')} className="min-h-9 px-6 pb-3">
        {([undefined, ...settlementStates] as const).map((state) => (
          <Tab
            key={state ?? 'all'}
            on={!atServices && state === search.state}
            count={list.answer ? countOf(state) : undefined}
            choose={() => change({ state, list: undefined })}
          >
            {state === undefined ? t('All') : t(settlementStateWords[state])}
          </Tab>
        ))}
        <Tab
          on={atServices}
          count={services.data ? services.data.rows.length : undefined}
          choose={() => change({ list: 'services' })}
        >
          {t('Payment services')}
        </Tab>
      </Tabs>
      {atServices ? (
        <PaymentServices reading={services} />
      ) : list.error ? (
        <Failure error={list.error} retry={list.retry} />
      ) : !list.answer ? (
        <Skeleton rows={20} className="border-t border-line px-6 py-2" />
      ) : count === 0 ? (
        <Nothing
          filtered={search.state !== undefined || search.service !== undefined || search.search !== undefined}
          services={services.data?.rows.length}
        />
      ) : (
        <Grid
          label={t('Settlements')}
          columns={columnsOf(totals.length === 1 ? totals[0]!.currency : undefined)}
          count={count}
          row={list.row}
          keyOf={(row) => String(row.id)}
          look={list.look}
          sort={search.sort ?? '-received'}
          onSort={(sort) => change({ sort: sort === '-received' ? undefined : sort })}
          onOpen={(row) =>
            void navigate({ to: '/cash/settlements/$settlement', params: { settlement: String(row.id) }, search: {} })
          }
          busy={list.busy}
          memory={`settlements ${JSON.stringify(query)}`}
          totals={{
            rows: totals,
            counted: (items) =>
              items === 1 ? t('1 settlement') : t('{count} settlements', { count: formatCount(items) }),
            column: 'amount',
          }}
        />
      )}
    </>
  );
}

/** An amount with its currency where the column has several. */
const money = (amount: string, row: Row, only: string | undefined) => (
  <>
    {formatMoney(amount, row.currency)}
    {!only && <span className="pl-1 text-meta text-ink-2">{row.currency}</span>}
  </>
);

function columnsOf(only: string | undefined): readonly Column<Row>[] {
  const head = (text: string): string => (only ? `${text} ${only}` : text);
  return [
    {
      key: 'number',
      head: t('Number'),
      width: 'minmax(6rem,1.2fr)',
      whole: true,
      sort: 'number',
      cell: (row) => (
        <Link
          to="/cash/settlements/$settlement"
          params={{ settlement: String(row.id) }}
          search={{}}
          tabIndex={-1}
          className="drill tabular-nums"
        >
          {row.number}
        </Link>
      ),
    },
    {
      key: 'service',
      head: t('Service'),
      width: 'minmax(5.5rem,1fr)',
      sort: 'service',
      cell: (row) =>
        row.service === null ? <span className="text-ink-2">{t('the bank’s batch')}</span> : row.serviceName,
    },
    {
      key: 'day',
      head: t('Date'),
      width: '5.5rem',
      whole: true,
      sort: 'day',
      fallingFirst: true,
      cell: (row) => (
        <span className="text-ink-2 tabular-nums">{formatDay(row.settledOn ?? row.receivedOn, 'field')}</span>
      ),
    },
    {
      key: 'gross',
      head: head(t('Gross')),
      width: 'minmax(5rem,.8fr)',
      numeric: true,
      cell: (row) => money(row.gross, row, only),
    },
    {
      key: 'fees',
      head: head(t('Fees')),
      width: 'minmax(4rem,.7fr)',
      numeric: true,
      sort: 'fees',
      fallingFirst: true,
      cell: (row) => <span className="text-ink-2">{money(takenOff(row.fees), row, only)}</span>,
    },
    {
      key: 'amount',
      head: head(t('Paid out')),
      width: 'minmax(5rem,.8fr)',
      numeric: true,
      sort: 'amount',
      fallingFirst: true,
      cell: (row) => <span className="font-medium">{money(row.amount, row, only)}</span>,
    },
    {
      key: 'state',
      head: t('State'),
      width: 'minmax(7.5rem,1.1fr)',
      whole: true,
      sort: 'state',
      cell: (row) => (
        <span
          className={settlementStateTones[row.state]}
          title={row.state === 'held' && row.heldReason !== null ? sentence(row.heldReason) : undefined}
        >
          {t(settlementStateWords[row.state])}
        </span>
      ),
    },
    {
      key: 'deposit',
      head: t('At the bank'),
      width: '5.5rem',
      whole: true,
      cell: (row) =>
        row.depositedOn !== null ? (
          <span className="tabular-nums text-ok">{formatDay(row.depositedOn, 'field')}</span>
        ) : row.state === 'waiting' || row.state === 'held' ? (
          <span className="text-warn">{t('not found')}</span>
        ) : null,
    },
    {
      key: 'matched',
      head: t('Matched'),
      width: '4rem',
      numeric: true,
      cell: (row) =>
        row.state === 'posted' ? (
          <span className={row.open > 0 ? 'text-warn' : 'text-ok'}>
            {t('{done} of {all}', { done: formatCount(row.moneyLines - row.open), all: formatCount(row.moneyLines) })}
          </span>
        ) : (
          <span className="text-ink-2">
            {row.moneyLines === 1 ? t('1 line') : t('{count} lines', { count: formatCount(row.moneyLines) })}
          </span>
        ),
    },
  ];
}

function Nothing({ filtered, services }: { filtered: boolean; services: number | undefined }) {
  return (
    <div className="flex-1 border-t border-line bg-surface">
      {filtered ? (
        <Notice title={t('Nothing in this list')}>
          <p className="text-ink-2">{t('No settlement that these filters let through is there.')}</p>
          <Link to="/cash/settlements" search={{}} className="link mt-2">
            {t('Show all settlements')}
          </Link>
        </Notice>
      ) : services === 0 ? (
        <Notice title={t('No payment service is declared')}>
          <p className="text-ink-2">
            {t('A service that collects from many customers and pays on in one sum is declared with its terms first.')}
          </p>
          <Link to="/cash/settlements" search={{ list: 'services' }} className="link mt-2">
            {t('To the payment services')}
          </Link>
        </Notice>
      ) : (
        <Notice title={t('No settlement has come in')}>
          <p className="text-ink-2">
            {t('Drop the report of a payment service above: its deposit is split over the customers that it names.')}
          </p>
        </Notice>
      )}
    </div>
  );
}
