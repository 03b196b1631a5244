/** What came back and is linked to no receipt yet, by the bank's line or as an advice tells: a person says which payment it was. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ProposedReturnsAnswer, ReturnedLinesAnswer } from '#cash/contract';
import { formatDay, formatMoney } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { CopyRows } from '../../parts/copy-rows.tsx';
import type { CopyCell } from '../../parts/copy-table.ts';
import { type Column, Grid } from '../../parts/grid.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { Tab } from '../../parts/tab.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { CashPages } from './cash-pages.tsx';
import { heldWords } from './held-return.ts';
import { LinkReturn } from './link-return.tsx';

const route = getRouteApi('/cash/returned');
export type ReturnedLine = ReturnedLinesAnswer['rows'][number];
type Proposed = ProposedReturnsAnswer['rows'][number];

/** At the list of receipts, while some wait. */
export function WaitingReturns() {
  const { company } = useWork();
  const { data } = useReading<ReturnedLinesAnswer>('/api/returned-lines', { company });
  if (!data || data.rows.length === 0) return null;
  return (
    <Link to="/cash/returned" search={{}} className="link w-fit text-meta">
      {data.rows.length === 1
        ? t('1 returned payment waits to be linked')
        : t('{count} returned payments wait to be linked', { count: data.rows.length })}
    </Link>
  );
}

export function ReturnedLinesPage() {
  const { company } = useWork();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayLink = useMay('cash.return');
  const all = search.list === 'all';
  const list = useReading<ReturnedLinesAnswer>('/api/returned-lines', { company, all: String(all) }, { keep: true });
  // What is proposed takes longer to find than the list: it comes after it.
  const { data: found } = useReading<ProposedReturnsAnswer>(
    '/api/proposed-returns',
    { company, all: String(all) },
    { keep: true },
  );
  const proposed = new Map(found?.rows.map((one) => [String(one.receiptId), one]));
  const [at, setAt] = useState(0);
  const [linking, setLinking] = useState<ReturnedLine>();
  const rows = list.data?.rows ?? [];
  const begin = (row: ReturnedLine | undefined): void => {
    if (mayLink && row) setLinking(row);
  };
  useKeys(mayLink ? [{ keys: 'l', label: t('Link to the payment'), run: () => begin(rows[at]) }] : []);
  return (
    <>
      <CashPages />
      <PageHead title={t('Returned payments')} />
      <nav aria-label={t('Lists')} className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 px-6 pb-3">
        <Tab on={!all} choose={() => void navigate({ search: {} })}>
          {t('Waiting to be linked')}
        </Tab>
        <Tab on={all} choose={() => void navigate({ search: { list: 'all' } })}>
          {t('All money out')}
        </Tab>
        <span className="ml-auto">
          <CopyRows head={copyHead} lines={rows.map(copyCells)} />
        </span>
      </nav>
      {list.error && !list.data ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Skeleton rows={10} className="border-t border-line px-6 py-2" />
      ) : rows.length === 0 ? (
        <div className="flex-1 border-t border-line bg-surface">
          <Notice title={t('Nothing that the bank took back waits')}>
            <p className="text-ink-2">
              {t(
                'Returned checks and direct debits that name their payment are taken back by themselves; others wait here.',
              )}
            </p>
          </Notice>
        </div>
      ) : (
        <Grid
          label={t('Returned payments')}
          columns={columnsOf((row) => proposed.get(String(row.receiptId)), mayLink ? begin : undefined)}
          count={rows.length}
          row={(index) => rows[index]}
          keyOf={keyOf}
          look={() => undefined}
          onMove={setAt}
          onOpen={begin}
          memory={`returned lines ${company} ${all}`}
        />
      )}
      {linking && <LinkReturn line={linking} close={() => setLinking(undefined)} />}
    </>
  );
}

// The columns of a copy stay in English, as those of files do.
const copyHead = ['Date', 'Payer', 'Amount', 'Currency', 'Reason', 'Told by', 'Bank account', 'Text', 'Held because'];
const copyCells = (row: ReturnedLine): readonly CopyCell[] => [
  { plain: row.valueDate },
  row.payer ?? '',
  { plain: row.amount },
  row.currency,
  row.reasonCode ?? '',
  row.adviceId === null ? 'bank' : 'advice',
  row.bank,
  row.text,
  row.heldBecause?.message ?? '',
];

const keyOf = (row: ReturnedLine): string => String(row.receiptId ?? `advice ${row.adviceId}`);

/** How many payments are proposed for a line, or that several sets of them fit. */
function proposedWords({ proposal }: Proposed): string {
  if (proposal === null) return t('several sets fit');
  const count = proposal.receiptIds.length;
  return t('{count} payments', { count });
}

const columnsOf = (
  proposedFor: (row: ReturnedLine) => Proposed | undefined,
  begin: ((row: ReturnedLine) => void) | undefined,
): readonly Column<ReturnedLine>[] => [
  {
    key: 'date',
    head: t('Date'),
    width: '6.25rem',
    cell: (row) => <span className="text-ink-2 tabular-nums">{formatDay(row.valueDate, 'field')}</span>,
  },
  {
    key: 'payer',
    head: t('Payer'),
    width: 'minmax(8rem,1fr)',
    cell: (row) => row.payer ?? <span className="text-ink-2">{t('Unknown payer')}</span>,
  },
  {
    key: 'amount',
    head: t('Amount'),
    width: 'minmax(7.5rem,.7fr)',
    numeric: true,
    cell: (row) => (
      <>
        {formatMoney(row.amount, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
      </>
    ),
  },
  {
    key: 'reason',
    head: t('Reason'),
    width: '5.5rem',
    cell: (row) => <span className="tabular-nums">{row.reasonCode}</span>,
  },
  {
    key: 'source',
    head: t('Told by'),
    width: '7rem',
    cell: (row) => <span title={row.bank}>{row.adviceId === null ? t('Bank') : t('Advice')}</span>,
  },
  {
    key: 'text',
    head: t('Text'),
    width: 'minmax(10rem,2fr)',
    cell: (row) =>
      row.heldBecause === null ? (
        <span title={row.text}>{row.text}</span>
      ) : (
        <span className="text-bad" title={heldWords(row.heldBecause)}>
          {t('Not taken back yet: {why}', { why: heldWords(row.heldBecause) })}
        </span>
      ),
  },
  {
    key: 'proposed',
    head: t('Proposed'),
    width: '7.5rem',
    cell: (row) => {
      const one = proposedFor(row);
      return one && <span className={one.proposal === null ? 'text-ink-2' : 'text-ok'}>{proposedWords(one)}</span>;
    },
  },
  ...(begin
    ? [
        {
          key: 'link',
          head: <span className="sr-only">{t('Link to the payment')}</span>,
          width: '6rem',
          cell: (row: ReturnedLine) => (
            <button
              type="button"
              className="link"
              aria-label={t('Link {amount} of {day}', {
                amount: formatMoney(row.amount, row.currency),
                day: formatDay(row.valueDate, 'field'),
              })}
              onClick={() => begin(row)}
            >
              {t('Link')}
            </button>
          ),
        },
      ]
    : []),
];
