/** Settlements of payment services: those that were read by state, with their deposit and what was matched; and the services. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { PaymentServicesAnswer } from '#cash/contract';
import { settlementsList } from '#cash/lists';
import type { ListRow } from '#lists/contract';
import { formatCount, formatDay, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { PageHead } from '../../parts/page-head.tsx';
import type { ShownColumn } from '../../parts/shape-list.tsx';
import { isNarrowed, ShapePage, useCompanyOfRow, useListAddress } from '../../parts/shape-page.tsx';
import { askedByTab, ShapeTabs } from '../../parts/shape-tabs.tsx';
import { Tab } from '../../parts/tab.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { CashPages } from './cash-pages.tsx';
import { PaymentServices } from './payment-services.tsx';
import { SettlementFiles } from './settlement-files.tsx';
import {
  type SettlementState,
  settlementStates,
  settlementStateTones,
  settlementStateWords,
} from './settlement-words.ts';

const route = getRouteApi('/cash/settlements');
type Row = ListRow<typeof settlementsList>;

export function SettlementsPage() {
  const { company } = useWork();
  const { list } = route.useSearch();
  const { search, change } = useListAddress();
  const navigate = useNavigate();
  const placeOf = useCompanyOfRow();
  const mayImport = useMay('cash.import');
  const services = useReading<PaymentServicesAnswer>('/api/payment-services', { company }, { keep: true });
  const atServices = list === 'services';
  const declared = services.data?.rows ?? [];
  const tabs = (
    <ShapeTabs
      shape={settlementsList}
      column="state"
      label={t('Lists')}
      first="all"
      tabs={[['all', t('All')], ...settlementStates.map((state) => [state, t(settlementStateWords[state])] as const)]}
      others={{
        shown: atServices,
        leave: { list: undefined },
        tabs: (
          <Tab
            on={atServices}
            count={services.data ? services.data.rows.length : undefined}
            choose={() => change({ list: 'services' })}
          >
            {t('Payment services')}
          </Tab>
        ),
      }}
    />
  );
  return (
    <>
      <CashPages />
      {atServices ? (
        <>
          <PageHead title={t('Settlements')} />
          {tabs}
          <PaymentServices reading={services} />
        </>
      ) : (
        <ShapePage
          title={t('Settlements')}
          shape={settlementsList}
          searchIn="named"
          asked={askedByTab(search, 'state', 'all')}
          head={
            declared.length > 1 && (
              <select
                aria-label={t('Payment service')}
                className="field max-w-48"
                value={search['service'] ?? ''}
                onChange={(event) => change({ service: event.target.value || undefined })}
              >
                <option value="">{t('All services')}</option>
                {declared.map((one) => (
                  <option key={one.code} value={one.code}>
                    {one.name}
                  </option>
                ))}
              </select>
            )
          }
          above={
            <>
              {mayImport && declared.length > 0 && (
                <SettlementFiles key={company} services={declared} first={search['service']} />
              )}
              {tabs}
            </>
          }
          counted={(items) =>
            items === 1 ? t('1 settlement') : t('{count} settlements', { count: formatCount(items) })
          }
          onOpen={(row) =>
            void navigate({
              to: '/cash/settlements/$settlement',
              params: { settlement: row.id },
              search: placeOf(row),
            })
          }
          tick={(row) => t('Choose {number}', { number: row.number })}
          titles={{ csv: t('Export of settlements as CSV'), xlsx: t('Export of settlements as a workbook') }}
          columns={columnsOf()}
          none={none(isNarrowed(settlementsList, search), services.data?.rows.length)}
        />
      )}
    </>
  );
}

function none(narrowed: boolean, services: number | undefined) {
  if (narrowed)
    return {
      title: t('Nothing in this list'),
      text: t('No settlement that these filters let through is there.'),
      all: t('Show all settlements'),
    };
  if (services === 0)
    return {
      title: t('No payment service is declared'),
      text: t('A service that collects from many customers and pays on in one sum is declared with its terms first.'),
      all: (
        <Link to="/cash/settlements" search={{ list: 'services' }} className="link mt-2">
          {t('To the payment services')}
        </Link>
      ),
    };
  return {
    title: t('No settlement has come in'),
    text: t('Drop the report of a payment service above: its deposit is split over the customers that it names.'),
  };
}

/** A settlement by its number; the way to its page. */
function Settlement({ row }: { row: Row }) {
  const placeOf = useCompanyOfRow();
  return (
    <Link
      to="/cash/settlements/$settlement"
      params={{ settlement: row.id }}
      search={placeOf(row)}
      tabIndex={-1}
      className="drill tabular-nums"
    >
      {row.number}
    </Link>
  );
}

const columnsOf = (): readonly ShownColumn<typeof settlementsList>[] => [
  {
    key: 'number',
    head: t('Number'),
    width: 'minmax(6rem,1.2fr)',
    whole: true,
    fixed: true,
    cell: (row) => <Settlement row={row} />,
  },
  { key: 'company', head: t('Company') },
  {
    key: 'serviceName',
    head: t('Service'),
    width: 'minmax(5.5rem,1fr)',
    cell: (row) =>
      row.service === null ? <span className="text-ink-2">{t('the bank’s batch')}</span> : row.serviceName,
  },
  { key: 'service', head: t('Code of the service'), unseen: true },
  { key: 'day', head: t('Date'), width: '5.5rem' },
  { key: 'receivedOn', head: t('Received'), unseen: true },
  { key: 'gross', head: t('Gross'), width: 'minmax(6rem,.8fr)', spare: true },
  { key: 'fees', head: t('Fees'), width: 'minmax(5rem,.7fr)' },
  { key: 'reserve', head: t('Reserve'), unseen: true },
  { key: 'amount', head: t('Paid out'), width: 'minmax(6rem,.8fr)', fixed: true },
  { key: 'currency', head: t('Currency') },
  {
    key: 'state',
    head: t('State'),
    width: 'minmax(7.5rem,1.1fr)',
    whole: true,
    byTabs: true,
    choices: settlementStates.map((state) => [state, t(settlementStateWords[state])] as const),
    cell: (row) => (
      <span
        className={settlementStateTones[row.state as SettlementState]}
        title={row.state === 'held' && row.heldReason !== null ? sentence(row.heldReason) : undefined}
      >
        {t(settlementStateWords[row.state as SettlementState])}
      </span>
    ),
  },
  { key: 'heldReason', head: t('Why it is held'), unseen: true },
  {
    key: 'depositedOn',
    head: t('At the bank'),
    width: '5.5rem',
    cell: (row) =>
      row.depositedOn !== null ? (
        <span className="text-ok">{formatDay(row.depositedOn, 'field')}</span>
      ) : row.state === 'waiting' || row.state === 'held' ? (
        <span className="text-warn">{t('not found')}</span>
      ) : null,
  },
  { key: 'lines', head: t('Lines'), unseen: true },
  {
    key: 'open',
    head: t('Matched'),
    width: '4.5rem',
    cell: (row) =>
      row.state === 'posted' ? (
        <span className={row.open > 0 ? 'text-warn' : 'text-ok'}>
          {t('{done} of {all}', { done: formatCount(row.lines - row.open), all: formatCount(row.lines) })}
        </span>
      ) : (
        <span className="text-ink-2">
          {row.lines === 1 ? t('1 line') : t('{count} lines', { count: formatCount(row.lines) })}
        </span>
      ),
  },
  { key: 'file', head: t('File'), unseen: true },
];
