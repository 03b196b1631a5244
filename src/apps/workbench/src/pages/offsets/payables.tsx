/** Payables: what we owe suppliers and have offered for offset; offered by hand or by file, withdrawn where nothing has taken them. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { PayablesAnswer } from '#offsets/contract';
import type { Parameters } from '../../api.ts';
import { formatDay, formatMoney, isZero } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Segmented } from '../../parts/controls.tsx';
import { CurrencyFilter } from '../../parts/currency-filter.tsx';
import { DropFiles } from '../../parts/drop-files.tsx';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { FilesAtHand, useFilesAtHand } from '../../parts/files-at-hand.tsx';
import { type Column, countText, Grid } from '../../parts/grid.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { useWindows } from '../../parts/windows.ts';
import type { PayablesSearch } from '../../router.tsx';
import { useMay, useWork } from '../../session.tsx';
import { FileAtHand } from '../data/file-at-hand.tsx';
import { useRunningImport } from '../data/imports.tsx';
import { AddPayable } from './add-payable.tsx';
import { OffsetPages } from './offset-pages.tsx';
import { Why } from './why.tsx';

type Row = PayablesAnswer['rows'][number];

const route = getRouteApi('/offsets/payables');

export function PayablesPage() {
  const { company } = useWork();
  const mayOffer = useMay('offsets.import-payables');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: PayablesSearch): void =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: 'search' in part });
  const [adding, setAdding] = useState(false);
  const [withdrawing, setWithdrawing] = useState<Row>();
  const hand = useFilesAtHand();
  const query: Parameters = {
    company,
    all: search.all ?? 'no',
    currency: search.currency,
    search: search.search,
    sort: search.sort ?? 'due',
  };
  const list = useWindows<PayablesAnswer>('/api/payables', query);
  const running = useRunningImport(hand.files.length > 0);
  useKeys(mayOffer ? [{ keys: 'a', label: t('Add a payable'), run: () => setAdding(true) }] : []);
  const customers = useMemo(
    () => new Map(list.answer?.links.map((one) => [one.vendorNumber, one.customer])),
    [list.answer],
  );
  const totals = (list.answer?.totals ?? []).map(({ count, ...one }) => ({ ...one, items: count }));
  const count = totals.reduce((sum, one) => sum + one.items, 0);
  const filtered = search.search !== undefined || search.currency !== undefined;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <OffsetPages />
      <PageHead title={t('Payables')} meta={list.answer && countText(count, t('payable'), t('payables'))}>
        <SearchField
          value={search.search ?? ''}
          onChange={(text) => change({ search: text === '' ? undefined : text })}
        />
        <Segmented
          label={t('Which payables')}
          value={search.all ?? 'no'}
          options={[
            ['no', t('Open')],
            ['yes', t('All')],
          ]}
          onChange={(all) => change({ all: all === 'yes' ? 'yes' : undefined })}
        />
        <CurrencyFilter
          currencies={totals.map((one) => one.currency)}
          value={search.currency}
          onChange={(currency) => change({ currency })}
        />
        {count > 0 && (
          <ExportMenu
            path="/api/payables"
            query={query}
            titles={{ csv: t('Export of payables as CSV'), xlsx: t('Export of payables as a workbook') }}
          />
        )}
        {mayOffer && (
          <button type="button" className="button button-primary" onClick={() => setAdding(true)}>
            {t('Add a payable')} <Keys keys="a" />
          </button>
        )}
      </PageHead>
      {mayOffer && (
        <DropFiles
          title={t('Drop lists of payables here')}
          text={t(
            'CSV or workbook, as accounts payable exports it: checked first; nothing is offered before you say so.',
          )}
          take={hand.take}
        />
      )}
      <FilesAtHand hand={hand}>
        {(file, close) => <FileAtHand file={file} only="payables" running={running(file.name)} close={close} />}
      </FilesAtHand>
      {list.error ? (
        <Failure error={list.error} retry={list.retry} />
      ) : !list.answer ? (
        <Skeleton rows={10} className="border-t border-line px-6 py-2" />
      ) : count === 0 ? (
        <div className="flex-1 border-t border-line bg-surface">
          <Notice title={filtered ? t('No payable has this name or number') : t('Nothing is on offer')}>
            <p className="text-ink-2">
              {filtered
                ? t('Supplier, document and tax number are searched.')
                : t('What we owe suppliers who are also customers is offered here; then look for offsets.')}
            </p>
            {!filtered && search.all === undefined && (
              <button type="button" className="link" onClick={() => change({ all: 'yes' })}>
                {t('Show what is used up or withdrawn')}
              </button>
            )}
          </Notice>
        </div>
      ) : (
        <Grid
          label={t('Payables')}
          columns={columnsOf({ customers, ...(mayOffer && { withdraw: setWithdrawing }) })}
          count={count}
          row={list.row}
          keyOf={(row) => String(row.id)}
          look={list.look}
          sort={search.sort ?? 'due'}
          onSort={(sort) => change({ sort: sort === 'due' ? undefined : sort })}
          busy={list.busy}
          memory={`payables ${JSON.stringify(query)}`}
          totals={{ rows: totals, counted: (items) => countText(items, t('payable'), t('payables')), column: 'open' }}
        />
      )}
      {adding && <AddPayable close={() => setAdding(false)} />}
      {withdrawing && (
        <Why
          title={t('Withdraw')}
          about={t('{number} of {name} is not offered for offset any more.', {
            number: withdrawing.number,
            name: withdrawing.vendorName,
          })}
          path={`/api/payables/${withdrawing.id}/withdrawal`}
          query={{ company }}
          told={t('Withdrawn; it can be offered again.')}
          close={() => setWithdrawing(undefined)}
        />
      )}
    </div>
  );
}

interface Deeds {
  readonly customers: ReadonlyMap<string, string>;
  readonly withdraw?: (row: Row) => void;
}

const columnsOf = ({ customers, withdraw }: Deeds): readonly Column<Row>[] => [
  {
    key: 'supplier',
    sort: 'supplier',
    head: t('Supplier'),
    width: 'minmax(9rem,2.5fr)',
    cell: (row) => (
      <span title={[row.vendorName, row.vendorNumber, row.taxNumber].filter(Boolean).join(' · ')}>
        <span className="font-medium">{row.vendorName}</span>{' '}
        <span className="text-ink-2 tabular-nums">{row.vendorNumber}</span>
      </span>
    ),
  },
  {
    key: 'customer',
    head: t('Is customer'),
    width: 'minmax(5.5rem,.8fr)',
    cell: (row) => {
      const customer = customers.get(row.vendorNumber);
      return (
        customer !== undefined && (
          <Link
            to="/customers/$customer/{-$tab}"
            params={{ customer, tab: undefined }}
            search={{}}
            className="link tabular-nums"
          >
            {customer}
          </Link>
        )
      );
    },
  },
  {
    key: 'number',
    sort: 'number',
    head: t('Document'),
    width: 'minmax(6rem,1fr)',
    cell: (row) => (
      <span className="tabular-nums" title={t('of {day}', { day: formatDay(row.documentDate) })}>
        {row.number}
      </span>
    ),
  },
  {
    key: 'due',
    sort: 'due',
    head: t('Due'),
    width: '6.5rem',
    cell: (row) => <span className="tabular-nums">{formatDay(row.dueDate, 'field')}</span>,
  },
  {
    key: 'amount',
    sort: 'amount',
    fallingFirst: true,
    head: t('Amount'),
    width: 'minmax(6rem,.7fr)',
    numeric: true,
    cell: (row) => <span className="text-ink-2">{formatMoney(row.amount, row.currency)}</span>,
  },
  {
    key: 'reserved',
    sort: 'reserved',
    fallingFirst: true,
    head: t('In offsets'),
    width: 'minmax(6rem,.7fr)',
    numeric: true,
    cell: (row) => (isZero(row.reserved) ? '' : formatMoney(row.reserved, row.currency)),
  },
  {
    key: 'open',
    sort: 'open',
    fallingFirst: true,
    head: t('Open'),
    width: 'minmax(6rem,.7fr)',
    numeric: true,
    cell: (row) => <span className="font-medium">{formatMoney(row.withdrawn ? '0' : row.open, row.currency)}</span>,
  },
  {
    key: 'currency',
    head: t('Currency'),
    width: '5rem',
    cell: (row) => <span className="text-ink-2">{row.currency}</span>,
  },
  {
    key: 'deed',
    head: <span className="sr-only">{t('Withdraw')}</span>,
    width: '6.5rem',
    cell: (row) =>
      row.withdrawn ? (
        <span className="text-ink-2">{t('Withdrawn')}</span>
      ) : isZero(row.open) ? (
        <span className="text-ok">{t('Used up')}</span>
      ) : withdraw && row.open === row.amount && isZero(row.reserved) ? (
        <button
          type="button"
          className="link"
          aria-label={t('Withdraw {number}', { number: row.number })}
          onClick={() => withdraw(row)}
        >
          {t('Withdraw')}
        </button>
      ) : null,
  },
];
