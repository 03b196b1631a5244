/** Deposit slips: those that were made and whether the bank has credited them; and one as it goes to the bank, to be printed. */
import type { DepositDetailAnswer, DepositsAnswer } from '#cash/contract';
import { formatCount, formatDay, formatMoney } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { useCursorRows } from '../../parts/cursor-rows.ts';
import { type Column, Grid } from '../../parts/grid.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { useReading, useWork } from '../../session.tsx';

type Row = DepositsAnswer['rows'][number];

const creditedText = (row: Pick<Row, 'creditedOn'>) =>
  row.creditedOn === null ? (
    <span className="text-warn">{t('not credited yet')}</span>
  ) : (
    <span className="text-ok">{t('credited {day}', { day: formatDay(row.creditedOn) })}</span>
  );

export function DepositSlips({ open }: { open: (depositId: string) => void }) {
  const { company } = useWork();
  const list = useCursorRows<Row>('/api/deposits', { company });
  if (list.error) return <Failure error={list.error} retry={list.retry} />;
  if (list.pending) return <Skeleton rows={12} className="border-t border-line px-6 py-2" />;
  if (list.rows.length === 0)
    return (
      <div className="flex-1 border-t border-line bg-surface">
        <Notice title={t('No deposit slip was made yet')}>
          <p className="text-ink-2">{t('Choose checks in the register and make one of them.')}</p>
        </Notice>
      </div>
    );
  return (
    <Grid
      label={t('Deposit slips')}
      columns={slipColumns}
      count={list.count}
      row={list.row}
      keyOf={(row) => String(row.id)}
      look={list.look}
      onOpen={(row) => open(String(row.id))}
      busy={list.busy}
      memory={`slips ${company}`}
    />
  );
}

const slipColumns: readonly Column<Row>[] = [
  {
    key: 'number',
    head: t('Slip'),
    width: 'minmax(6rem,1fr)',
    whole: true,
    cell: (row) => <span className="tabular-nums">{row.number}</span>,
  },
  {
    key: 'day',
    head: t('Paid in'),
    width: '5.5rem',
    whole: true,
    cell: (row) => <span className="tabular-nums">{formatDay(row.depositedOn, 'field')}</span>,
  },
  { key: 'account', head: t('Into'), width: 'minmax(8rem,1.4fr)', cell: (row) => row.accountName },
  { key: 'checks', head: t('Checks'), width: '5rem', numeric: true, cell: (row) => formatCount(row.checks) },
  {
    key: 'amount',
    head: t('Amount'),
    width: 'minmax(8rem,1fr)',
    numeric: true,
    cell: (row) => (
      <>
        {formatMoney(row.amount, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
      </>
    ),
  },
  { key: 'credited', head: t('At the bank'), width: 'minmax(9rem,1fr)', cell: creditedText },
];

/** One slip with its checks. */
export function DepositSlip({ depositId, close }: { depositId: string; close: () => void }) {
  const { company } = useWork();
  const read = useReading<DepositDetailAnswer>(`/api/deposits/${depositId}`, { company });
  useKeys([
    { keys: 'p', label: t('Print the slip'), run: () => print() },
    { keys: 'Escape', label: t('Back to the register'), run: close },
  ]);
  if (read.isPending) return <Skeleton rows={12} className="px-6 py-6" />;
  if (read.error && !read.data) return <Failure error={read.error} retry={() => void read.refetch()} />;
  const slip = read.data!;
  return (
    <>
      <PageHead
        title={t('Deposit slip {number}', { number: slip.number })}
        meta={
          <>
            {formatDay(slip.depositedOn, 'long')} · {slip.accountName}{' '}
            <span className="tabular-nums">{slip.account}</span> · {creditedText(slip)}
          </>
        }
      >
        <span className="flex gap-2 print:hidden">
          <button type="button" className="button" onClick={close}>
            {t('Back to the register')} <Keys keys="Escape" />
          </button>
          <button type="button" className="button button-primary" onClick={() => print()}>
            {t('Print')} <Keys keys="p" />
          </button>
        </span>
      </PageHead>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the checks are scrolled by keys
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto border-t border-line bg-surface focus-visible:-outline-offset-2 print:overflow-visible"
      >
        <LedgerTable
          label={t('Checks on the slip')}
          heads={[t('Check no.'), t('Drawer'), t('Dated'), { text: `${t('Amount')} ${slip.currency}`, numeric: true }]}
        >
          <tbody>
            {slip.rows.map((row) => (
              <tr key={String(row.id)}>
                <th scope="row" className="tabular-nums">
                  {row.number}
                </th>
                <td>{row.drawer ?? row.name}</td>
                <td className="tabular-nums">{formatDay(row.checkDate, 'field')}</td>
                <td className="numeric">{formatMoney(row.amount, row.currency)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {slip.checks === 1 ? t('1 check') : t('{count} checks', { count: formatCount(slip.checks) })}
              </th>
              <td className="numeric">{formatMoney(slip.amount, slip.currency)}</td>
            </tr>
          </tfoot>
        </LedgerTable>
      </div>
    </>
  );
}
