/** Payables: what we owe suppliers and have offered for offset; offered by hand or by file, withdrawn where nothing has taken them. */
import { Link } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import type { ImportsAnswer } from '#integrations/contract';
import { formatAmount, parseAmount } from '#kernel';
import type { PayablesAnswer } from '#offsets/contract';
import { formatDay, formatMoney, isZero } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Segmented } from '../../parts/controls.tsx';
import { DropFiles } from '../../parts/drop-files.tsx';
import { type Column, countText, Grid } from '../../parts/grid.tsx';
import { GridTotals } from '../../parts/grid-totals.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { FileAtHand } from '../data/file-at-hand.tsx';
import { AddPayable } from './add-payable.tsx';
import { OffsetPages } from './offset-pages.tsx';
import { Why } from './why.tsx';

type Row = PayablesAnswer['rows'][number];

/** All rows are here: nothing has to be fetched as they come into sight. */
const look = (): void => undefined;

export function PayablesPage() {
  const { company } = useWork();
  const mayOffer = useMay('offsets.import-payables');
  const [shown, setShown] = useState<'open' | 'all'>('open');
  const [text, setText] = useState('');
  const [adding, setAdding] = useState(false);
  const [withdrawing, setWithdrawing] = useState<Row>();
  const [files, setFiles] = useState<readonly { key: number; file: File }[]>([]);
  const last = useRef(0);
  const read = useReading<PayablesAnswer>(
    '/api/payables',
    { company, all: shown === 'all' ? 'yes' : 'no' },
    { keep: true },
  );
  const imports = useReading<ImportsAnswer>('/api/imports', { company, limit: 1 }, { enabled: files.length > 0 });
  useKeys(mayOffer ? [{ keys: 'a', label: t('Add a payable'), run: () => setAdding(true) }] : []);
  const rows = useMemo(() => (read.data ? fitting(read.data.rows, text) : []), [read.data, text]);
  const customers = useMemo(
    () => new Map(read.data?.links.map((one) => [one.vendorNumber, one.customer])),
    [read.data],
  );
  const newest = imports.data?.rows[0];
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <OffsetPages />
      <PageHead title={t('Payables')} meta={read.data && countText(rows.length, t('payable'), t('payables'))}>
        <SearchField value={text} onChange={setText} />
        <Segmented
          label={t('Which payables')}
          value={shown}
          options={[
            ['open', t('Open')],
            ['all', t('All')],
          ]}
          onChange={setShown}
        />
        {mayOffer && (
          <button type="button" className="button button-primary" onClick={() => setAdding(true)}>
            {t('Add a payable')}
          </button>
        )}
      </PageHead>
      {mayOffer && (
        <DropFiles
          title={t('Drop lists of payables here')}
          text={t(
            'CSV or workbook, as accounts payable exports it: checked first; nothing is offered before you say so.',
          )}
          take={(fresh) =>
            setFiles((old) => [
              ...old,
              ...fresh.map((file) => {
                last.current += 1;
                return { key: last.current, file };
              }),
            ])
          }
        />
      )}
      {files.length > 0 && (
        <section
          aria-label={t('Files at hand')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the files at hand are scrolled by keys
          tabIndex={0}
          className="max-h-[60%] shrink-0 overflow-auto border-t border-line bg-surface focus-visible:-outline-offset-2"
        >
          {files.map(({ key, file }) => (
            <FileAtHand
              key={key}
              file={file}
              only="payables"
              running={newest?.state === 'running' && newest.fileName === file.name ? newest : undefined}
              close={() => setFiles((old) => old.filter((one) => one.key !== key))}
            />
          ))}
        </section>
      )}
      {read.error && !read.data ? (
        <Failure error={read.error} retry={() => void read.refetch()} />
      ) : !read.data ? (
        <Skeleton rows={10} className="border-t border-line px-6 py-2" />
      ) : rows.length === 0 ? (
        <div className="flex-1 border-t border-line bg-surface">
          <Notice title={text === '' ? t('Nothing is on offer') : t('No payable has this name or number')}>
            <p className="text-ink-2">
              {text === ''
                ? t('What we owe suppliers who are also customers is offered here; then look for offsets.')
                : t('Supplier, document and tax number are searched.')}
            </p>
            {text === '' && shown === 'open' && (
              <button type="button" className="link" onClick={() => setShown('all')}>
                {t('Show what is used up or withdrawn')}
              </button>
            )}
          </Notice>
        </div>
      ) : (
        <Grid
          label={t('Payables')}
          columns={columnsOf({ customers, ...(mayOffer && { withdraw: setWithdrawing }) })}
          count={rows.length}
          row={(index) => rows[index]}
          keyOf={(row) => String(row.id)}
          look={look}
          busy={read.isPlaceholderData}
          memory={`payables ${company}`}
          footer={
            <GridTotals totals={totalsOf(rows)} counted={(items) => countText(items, t('payable'), t('payables'))} />
          }
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

const fitting = (rows: readonly Row[], text: string): readonly Row[] => {
  const wanted = text.toLowerCase();
  return wanted === ''
    ? rows
    : rows.filter((row) =>
        [row.vendorNumber, row.vendorName, row.number, row.taxNumber ?? ''].some((one) =>
          one.toLowerCase().includes(wanted),
        ),
      );
};

/** What is open per currency of the rows that are shown. */
function totalsOf(rows: readonly Row[]) {
  const totals = new Map<string, { items: number; openMinor: bigint }>();
  for (const { withdrawn, open, currency } of rows) {
    if (withdrawn || isZero(open)) continue;
    const old = totals.get(currency) ?? { items: 0, openMinor: 0n };
    totals.set(currency, { items: old.items + 1, openMinor: old.openMinor + parseAmount(open, currency) });
  }
  return [...totals].map(([currency, { items, openMinor }]) => ({
    ...{ currency, items },
    open: formatAmount(openMinor, currency),
  }));
}

interface Deeds {
  readonly customers: ReadonlyMap<string, string>;
  readonly withdraw?: (row: Row) => void;
}

const columnsOf = ({ customers, withdraw }: Deeds): readonly Column<Row>[] => [
  {
    key: 'supplier',
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
    head: t('Due'),
    width: '6.5rem',
    cell: (row) => <span className="tabular-nums">{formatDay(row.dueDate)}</span>,
  },
  {
    key: 'amount',
    head: t('Amount'),
    width: 'minmax(6rem,.7fr)',
    numeric: true,
    cell: (row) => <span className="text-ink-2">{formatMoney(row.amount, row.currency)}</span>,
  },
  {
    key: 'reserved',
    head: t('In offsets'),
    width: 'minmax(6rem,.7fr)',
    numeric: true,
    cell: (row) => (isZero(row.reserved) ? '' : formatMoney(row.reserved, row.currency)),
  },
  {
    key: 'open',
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
