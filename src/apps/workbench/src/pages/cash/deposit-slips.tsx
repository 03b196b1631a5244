/** Deposit slips: those that were made and whether the bank has credited them; and one as it goes to the bank, to be printed. */
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { DepositDetailAnswer, DepositWithdrawnAnswer } from '#cash/contract';
import { type depositStates, depositsList } from '#cash/lists';
import type { ListRow } from '#lists/contract';
import { formatAccount, formatCount, formatDay, formatMoney } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { language as ownLanguage, t } from '../../language.ts';
import { download } from '../../parts/download.ts';
import { FileLanguage } from '../../parts/file-language.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import type { ShownColumn } from '../../parts/shape-list.tsx';
import { isNarrowed, ShapePage, useCompanyOfRow, useListAddress } from '../../parts/shape-page.tsx';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { say, sayRefused } from '../../toasts.tsx';

type Row = ListRow<typeof depositsList>;

const stateWords: Readonly<Record<(typeof depositStates)[number], string>> = {
  in_transit: 'On its way to the bank',
  credited: 'Credited by the bank',
  withdrawn: 'Withdrawn',
};
const originWords = { slip: 'Deposit slip', lockbox: 'Lockbox' } as const;

const creditedText = (row: { readonly creditedOn: string | null; readonly withdrawn: boolean }) =>
  row.withdrawn ? (
    <span className="text-ink-2">{t('Withdrawn')}</span>
  ) : row.creditedOn === null ? (
    <span className="text-warn">{t('not credited yet')}</span>
  ) : (
    <span className="text-ok">{t('credited {day}', { day: formatDay(row.creditedOn) })}</span>
  );

interface DepositSlipsProps {
  readonly open: (row: Row) => void;
  /** The lists of the page. */
  readonly lists: ReactNode;
  readonly head: ReactNode;
}

export function DepositSlips({ open, lists, head }: DepositSlipsProps) {
  const { search } = useListAddress();
  return (
    <ShapePage
      title={t('Checks')}
      label={t('Deposit slips')}
      shape={depositsList}
      head={head}
      above={lists}
      counted={(items) => (items === 1 ? t('1 deposit') : t('{count} deposits', { count: formatCount(items) }))}
      onOpen={open}
      tick={(row) => t('Choose {number}', { number: row.number })}
      titles={{ csv: t('Export of deposits as CSV'), xlsx: t('Export of deposits as a workbook') }}
      columns={columns()}
      none={
        isNarrowed(depositsList, search)
          ? {
              title: t('Nothing in this list'),
              all: (
                <Link to="/cash/checks" search={{ list: 'slips' }} className="link mt-2">
                  {t('Show all deposit slips')}
                </Link>
              ),
            }
          : {
              title: t('No deposit slip was made yet'),
              text: t('Choose checks in the register and make one of them.'),
            }
      }
    />
  );
}

/** A slip by its number; the way to it. */
function Slip({ row }: { row: Row }) {
  const placeOf = useCompanyOfRow();
  return (
    <Link
      to="/cash/checks"
      search={(old) => ({ ...old, slip: row.id, ...placeOf(row) })}
      tabIndex={-1}
      className="drill tabular-nums"
    >
      {row.number}
    </Link>
  );
}

const columns = (): readonly ShownColumn<typeof depositsList>[] => [
  {
    key: 'number',
    head: t('Slip'),
    width: 'minmax(6rem,1fr)',
    whole: true,
    fixed: true,
    cell: (row) => <Slip row={row} />,
  },
  { key: 'company', head: t('Company') },
  {
    key: 'origin',
    head: t('Origin'),
    choices: Object.entries(originWords).map(([one, text]) => [one, t(text)] as const),
    cell: (row) => t(originWords[row.origin as keyof typeof originWords]),
  },
  { key: 'depositedOn', head: t('Paid in'), width: '5.5rem' },
  { key: 'bank', head: t('Into'), width: 'minmax(8rem,1.4fr)' },
  { key: 'checks', head: t('Checks'), width: '5rem' },
  { key: 'amount', head: t('Amount'), width: 'minmax(7.5rem,.9fr)', fixed: true },
  { key: 'currency', head: t('Currency') },
  {
    key: 'state',
    head: t('At the bank'),
    width: 'minmax(9rem,1fr)',
    choices: Object.entries(stateWords).map(([one, text]) => [one, t(text)] as const),
    cell: (row) => creditedText({ creditedOn: row.creditedOn, withdrawn: row.state === 'withdrawn' }),
  },
  { key: 'creditedOn', head: t('Credited'), unseen: true },
];

/** One slip with its checks. */
export function DepositSlip({ depositId, close }: { depositId: string; close: () => void }) {
  const { tenant, company } = useWork();
  const read = useReading<DepositDetailAnswer>(`/api/deposits/${depositId}`, { company });
  const mayWithdraw = useMay('cash.reverse');
  const [withdrawing, setWithdrawing] = useState(false);
  const slip = read.data;
  const withdrawable = mayWithdraw && slip?.origin === 'slip' && slip.creditedOn === null && slip.withdrawnOn === null;
  const [language, setLanguage] = useState(ownLanguage);
  const savePdf = (): void => {
    const query = { company, language };
    download(`/api/deposits/${depositId}/pdf`, { tenant, query, progress: () => undefined }).catch((fault: unknown) =>
      sayRefused(fault),
    );
  };
  useKeys([
    ...(withdrawable ? [{ keys: 'x', label: t('Withdraw the slip'), run: () => setWithdrawing(true) }] : []),
    { keys: 's', label: t('Save the slip as a PDF'), run: savePdf },
    { keys: 'p', label: t('Print the slip'), run: () => print() },
    { keys: 'Escape', label: t('Back to the register'), run: close },
  ]);
  if (read.isPending) return <Skeleton rows={12} className="px-6 py-6" />;
  if (!slip) return <Failure error={read.error} retry={() => void read.refetch()} />;
  return (
    <>
      <PageHead
        title={t('Deposit slip {number}', { number: slip.number })}
        meta={
          <>
            {formatDay(slip.depositedOn, 'long')} · {slip.accountName}{' '}
            <span className="tabular-nums">{formatAccount(slip.account)}</span> ·{' '}
            {creditedText({ creditedOn: slip.creditedOn, withdrawn: slip.withdrawnOn !== null })}
            {slip.withdrawnReason !== null && `: ${slip.withdrawnReason}`}
          </>
        }
      >
        <span className="flex gap-2 print:hidden">
          <button type="button" className="button" onClick={close}>
            {t('Back to the register')} <Keys keys="Escape" />
          </button>
          {withdrawable && (
            <button type="button" className="button" onClick={() => setWithdrawing(true)}>
              {t('Withdraw…')} <Keys keys="x" />
            </button>
          )}
          <FileLanguage value={language} onChange={setLanguage} />
          <button type="button" className="button" onClick={savePdf}>
            PDF <Keys keys="s" />
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
      {withdrawing && (
        <ReasonDialog<DepositWithdrawnAnswer>
          title={t('Withdraw deposit slip {number}', { number: slip.number })}
          does={t('Withdraw')}
          write={{ path: `/api/deposits/${depositId}/withdraw`, query: { company } }}
          told={({ checks }) =>
            say(
              checks === 1
                ? t('The slip is withdrawn; its check can be corrected or paid in again.')
                : t('The slip is withdrawn; its {count} checks can be corrected or paid in again.', {
                    count: formatCount(checks),
                  }),
            )
          }
          close={() => setWithdrawing(false)}
        >
          <p className="text-ink-2">
            {t(
              'Only a slip that was never brought to the bank is withdrawn. What the matching applied its checks to is open again; each check lies in the drawer as before.',
            )}
          </p>
        </ReasonDialog>
      )}
    </>
  );
}
