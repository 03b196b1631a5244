/** Batches of a lockbox whose checks are not their total: those that wait for a person, those that were decided, and one with its checks. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { HeldBatchAnswer, HeldBatchesAnswer } from '#cash/contract';
import { formatAmount, parseAmount } from '#kernel';
import { formatCount, formatDay, formatMoney, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { type Column, Grid } from '../../parts/grid.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { type BatchDecision, DecideBatch } from './decide-batch.tsx';

type Row = HeldBatchesAnswer['rows'][number];

/** The batches that are held, shared with the tab that counts them, or those that were decided. */
export function useHeldBatches(state: 'held' | 'decided' = 'held') {
  const { company } = useWork();
  return useReading<HeldBatchesAnswer>('/api/held-batches', { company, state }, { keep: true });
}

/** What its total says more than its checks come to, in words; its counts where the sums agree. */
function differenceOf(row: Pick<Row, 'stated' | 'sum' | 'currency' | 'statedChecks' | 'checks'>): string {
  const minor = parseAmount(row.stated, row.currency) - parseAmount(row.sum, row.currency);
  if (minor === 0n) return t('{done} of {all}', { done: formatCount(row.checks), all: formatCount(row.statedChecks) });
  const size = formatMoney(formatAmount(minor < 0n ? -minor : minor, row.currency), row.currency);
  const amount = `${size} ${row.currency}`;
  return minor < 0n ? t('{amount} too much', { amount }) : t('{amount} are missing', { amount });
}

interface HeldBatchesProps {
  readonly open: (batchId: string) => void;
  /** Those that were decided instead of those that wait. */
  readonly decided: boolean;
}

export function HeldBatches({ open, decided }: HeldBatchesProps) {
  const { company } = useWork();
  const read = useHeldBatches(decided ? 'decided' : 'held');
  if (read.isPending) return <Skeleton rows={12} className="border-t border-line px-6 py-2" />;
  if (read.data === undefined) return <Failure error={read.error!} retry={() => void read.refetch()} />;
  const { rows } = read.data;
  if (rows.length === 0)
    return (
      <div className="flex-1 border-t border-line bg-surface">
        {decided ? (
          <Notice title={t('No batch was decided yet')}>
            <p className="text-ink-2">
              {t('Batches that were paid in as they are, or discarded, stand here with the reason.')}
            </p>
          </Notice>
        ) : (
          <Notice title={t('No batch is held')}>
            <p className="text-ink-2">{t('A lockbox batch whose checks are not its total waits here for a person.')}</p>
          </Notice>
        )}
      </div>
    );
  return (
    <Grid
      label={decided ? t('Decided batches') : t('Held batches')}
      columns={decided ? [...columnsOf(), stateColumn()] : columnsOf()}
      count={rows.length}
      row={(index) => rows[index]}
      keyOf={(row) => String(row.id)}
      look={nothing}
      onOpen={(row) => open(String(row.id))}
      memory={`${decided ? 'decided' : 'held'} batches ${company}`}
    />
  );
}

/** All rows are there: none has to be read when it comes in sight. */
const nothing = (): void => undefined;

const columnsOf = (): readonly Column<Row>[] => [
  {
    key: 'batch',
    head: t('Batch'),
    width: 'minmax(4rem,.6fr)',
    whole: true,
    cell: (row) => <span className="tabular-nums">{row.batch}</span>,
  },
  {
    key: 'day',
    head: t('Date'),
    width: '5.5rem',
    whole: true,
    cell: (row) => <span className="text-ink-2 tabular-nums">{formatDay(row.batchDay, 'field')}</span>,
  },
  { key: 'file', head: t('File'), width: 'minmax(8rem,1.4fr)', cell: (row) => row.file },
  { key: 'checks', head: t('Checks'), width: '5rem', numeric: true, cell: (row) => formatCount(row.checks) },
  {
    key: 'stated',
    head: t('Its total says'),
    width: 'minmax(7.5rem,1fr)',
    numeric: true,
    cell: (row) => (
      <>
        {formatMoney(row.stated, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
      </>
    ),
  },
  {
    key: 'sum',
    head: t('Its checks come to'),
    width: 'minmax(8.5rem,1fr)',
    numeric: true,
    cell: (row) => (
      <>
        {formatMoney(row.sum, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
      </>
    ),
  },
  {
    key: 'difference',
    head: t('Difference'),
    width: 'minmax(9rem,1.2fr)',
    cell: (row) => <span className="text-bad">{differenceOf(row)}</span>,
  },
];

const stateColumn = (): Column<Row> => ({
  key: 'state',
  head: t('State'),
  width: '7rem',
  cell: (row) => <span className={stateTones[row.state]}>{t(stateWords[row.state])}</span>,
});

const stateWords: Readonly<Record<HeldBatchAnswer['state'], string>> = {
  held: 'Held',
  released: 'Paid in',
  discarded: 'Discarded',
};
const stateTones: Readonly<Record<HeldBatchAnswer['state'], string>> = {
  held: 'text-bad',
  released: 'text-ok',
  discarded: 'text-ink-2',
};

/** One batch with its checks, as its file tells them. */
export function HeldBatch({ batchId, close }: { batchId: string; close: () => void }) {
  const { company } = useWork();
  const read = useReading<HeldBatchAnswer>(`/api/held-batches/${batchId}`, { company });
  const mayApply = useMay('cash.apply');
  const mayDecide = mayApply && read.data?.state === 'held';
  const mayRestore = mayApply && read.data?.state === 'discarded';
  const [way, setWay] = useState<BatchDecision>();
  useKeys([
    ...(mayDecide
      ? [
          { keys: 'a', label: t('Pay it in as its checks are'), run: () => setWay('release') },
          { keys: 'w', label: t('Discard the batch'), run: () => setWay('discard') },
        ]
      : []),
    ...(mayRestore ? [{ keys: 'h', label: t('Hold it again'), run: () => setWay('restore') }] : []),
    { keys: 'Escape', label: t('Back to the register'), run: close },
  ]);
  if (read.isPending) return <Skeleton rows={12} className="px-6 py-6" />;
  if (read.data === undefined) return <Failure error={read.error!} retry={() => void read.refetch()} />;
  const batch = read.data;
  const money = (amount: string): string => formatMoney(amount, batch.currency);
  return (
    <>
      <PageHead
        title={t('Batch {number}', { number: batch.batch })}
        meta={
          <>
            {formatDay(batch.batchDay, 'long')} · {batch.file} ·{' '}
            <span className={stateTones[batch.state]}>{t(stateWords[batch.state])}</span>
          </>
        }
      >
        <button type="button" className="button" onClick={close}>
          {t('Back to the register')} <Keys keys="Escape" />
        </button>
        {mayRestore && (
          <button type="button" className="button" onClick={() => setWay('restore')}>
            {t('Hold it again…')} <Keys keys="h" />
          </button>
        )}
        {mayDecide && (
          <>
            <button type="button" className="button" onClick={() => setWay('discard')}>
              {t('Discard…')} <Keys keys="w" />
            </button>
            <button type="button" className="button button-primary" onClick={() => setWay('release')}>
              {t('Pay it in…')} <Keys keys="a" />
            </button>
          </>
        )}
      </PageHead>
      <div className="flex flex-col gap-1.5 px-6 pb-4">
        <p className={batch.state === 'held' ? 'text-bad' : 'text-ink-2'}>{sentence(batch.reason)}</p>
        {batch.state === 'held' ? (
          <p className="max-w-3xl text-ink-2">
            {t(
              'Where the checks are right, pay them in as they are. Where the file is wrong, import the corrected one: it takes the place of this batch.',
            )}{' '}
            <Link to="/cash/advices" search={{}} className="link">
              {t('Import the corrected file')}
            </Link>
          </p>
        ) : (
          batch.decidedReason !== null && (
            <p>
              {batch.state === 'released'
                ? t('It was paid in: {reason}', { reason: batch.decidedReason })
                : t('It was discarded: {reason}', { reason: batch.decidedReason })}
            </p>
          )
        )}
      </div>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the checks are scrolled by keys
        tabIndex={0}
        className="relative min-h-0 flex-1 overflow-auto border-t border-line bg-surface focus-visible:-outline-offset-2"
      >
        <LedgerTable
          label={t('Checks of the batch')}
          heads={[
            t('Check no.'),
            t('Drawer'),
            t('Customer'),
            t('Dated'),
            t('It names'),
            { text: `${t('Amount')} ${batch.currency}`, numeric: true },
          ]}
        >
          <tbody>
            {batch.details.map((one) => (
              <tr key={String(one.adviceId)}>
                <th scope="row" className="tabular-nums">
                  <Link to="/cash/advices" search={{ advice: String(one.adviceId) }} className="drill">
                    {one.number ?? '–'}
                  </Link>
                  {batch.state === 'held' && one.gone && (
                    <span className="block text-meta font-normal text-warn">
                      {t('linked to money or withdrawn meanwhile')}
                    </span>
                  )}
                </th>
                <td>{one.drawer ?? '–'}</td>
                <td>
                  {one.customer === null ? (
                    <span className="text-warn">{t('Payer unknown')}</span>
                  ) : (
                    <Link
                      to="/customers/$customer/{-$tab}"
                      params={{ customer: one.customer, tab: undefined }}
                      search={{}}
                      className="drill"
                    >
                      {one.name} <span className="text-ink-2 tabular-nums">{one.customer}</span>
                    </Link>
                  )}
                </td>
                <td className="whitespace-nowrap tabular-nums">{one.day !== null && formatDay(one.day, 'field')}</td>
                <td className="max-w-64 truncate tabular-nums">{one.documents.join(', ')}</td>
                <td className="numeric">{money(one.amount)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={5}>
                {t('Its checks come to')}{' '}
                <span className="font-normal text-ink-2">
                  {batch.checks === 1 ? t('1 check') : t('{count} checks', { count: formatCount(batch.checks) })}
                </span>
              </th>
              <td className="numeric">{money(batch.sum)}</td>
            </tr>
            <tr>
              <th scope="row" colSpan={5} className="font-normal">
                {t('Its total says')}{' '}
                <span className="text-ink-2">
                  {batch.statedChecks === 1
                    ? t('1 check')
                    : t('{count} checks', { count: formatCount(batch.statedChecks) })}
                </span>
              </th>
              <td className="numeric font-normal">{money(batch.stated)}</td>
            </tr>
            <tr className="text-bad">
              <th scope="row" colSpan={6} className="text-right font-normal">
                {differenceOf(batch)}
              </th>
            </tr>
          </tfoot>
        </LedgerTable>
      </div>
      {way !== undefined && <DecideBatch batch={batch} way={way} close={() => setWay(undefined)} done={close} />}
    </>
  );
}
