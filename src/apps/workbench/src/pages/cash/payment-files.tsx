/** Payment files: those that were made and what became of them; one with its payments, to be saved, refused or withdrawn. */
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { PaymentFileAnswer } from '#cash/contract';
import { type paymentFileStates, paymentFilesList } from '#cash/lists';
import type { ListRow } from '#lists/contract';
import { formatAccount, formatCount, formatDay, formatInstant, formatMoney, isZero } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { CustomerLink } from '../../parts/customer-link.tsx';
import { download } from '../../parts/download.ts';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { ShownColumn } from '../../parts/shape-list.tsx';
import { isNarrowed, ShapePage, useCompanyOfRow, useListAddress } from '../../parts/shape-page.tsx';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { sayRefused } from '../../toasts.tsx';
import { Why } from '../offsets/why.tsx';
import { stateTones, stateWords } from './refund-words.ts';

type Row = ListRow<typeof paymentFilesList>;
type Payment = PaymentFileAnswer['rows'][number];

const fileWords: Readonly<Record<(typeof paymentFileStates)[number], string>> = {
  on_the_way: 'On its way',
  paid: 'Paid by the bank',
  ended: 'Not all of it paid',
};

export function PaymentFiles({ above, open }: { above: ReactNode; open: (row: Row) => void }) {
  const { search } = useListAddress();
  return (
    <ShapePage
      title={t('Refunds')}
      label={t('Payment files')}
      shape={paymentFilesList}
      above={above}
      counted={(items) =>
        items === 1 ? t('1 payment file') : t('{count} payment files', { count: formatCount(items) })
      }
      onOpen={open}
      tick={(row) => t('Choose {number}', { number: row.number })}
      titles={{ csv: t('Export of payment files as CSV'), xlsx: t('Export of payment files as a workbook') }}
      columns={columns()}
      rowHeight={44}
      none={
        isNarrowed(paymentFilesList, search)
          ? { title: t('Nothing in this list'), all: <AllOf list="files">{t('Show all payment files')}</AllOf> }
          : {
              title: t('No payment file was made yet'),
              text: t('Choose refunds that are to be paid out and make one of them.'),
            }
      }
    />
  );
}

/** The way to a list of what was made, without its filters. */
export function AllOf({ list, children }: { list: 'files' | 'checks'; children: ReactNode }) {
  return (
    <Link to="/cash/refunds" search={{ list }} className="link mt-2">
      {children}
    </Link>
  );
}

/** What became of a file, in a few words. */
function Became({ row }: { row: Pick<PaymentFileAnswer, 'onTheWay' | 'paid' | 'ended' | 'payments' | 'toStop'> }) {
  if (row.paid === row.payments) return <span className="text-ok">{t('Paid by the bank')}</span>;
  const parts = [
    ...(row.onTheWay > 0 ? [t('{count} on their way', { count: formatCount(row.onTheWay) })] : []),
    ...(row.paid > 0 ? [t('{count} paid', { count: formatCount(row.paid) })] : []),
  ];
  return (
    <span>
      {parts.join(' · ')}
      {row.ended > 0 && (
        <span className="text-bad">
          {parts.length > 0 && ' · '}
          {t('{count} not paid', { count: formatCount(row.ended) })}
        </span>
      )}
      {row.toStop > 0 && (
        <span className="font-medium text-bad"> · {t('{count} to stop', { count: formatCount(row.toStop) })}</span>
      )}
    </span>
  );
}

/** A file by its number; the way to its payments. */
function File({ row }: { row: Row }) {
  const placeOf = useCompanyOfRow();
  return (
    <Link
      to="/cash/refunds"
      search={(old) => ({ ...old, file: row.id, ...placeOf(row) })}
      tabIndex={-1}
      className="drill tabular-nums"
    >
      {row.number}
    </Link>
  );
}

const columns = (): readonly ShownColumn<typeof paymentFilesList>[] => [
  {
    key: 'number',
    head: t('File'),
    width: 'minmax(7rem,.9fr)',
    whole: true,
    fixed: true,
    cell: (row) => <File row={row} />,
  },
  { key: 'company', head: t('Company') },
  { key: 'messageId', head: t('Known to the bank as'), unseen: true },
  { key: 'executionDate', head: t('To be paid on'), width: '5.5rem' },
  { key: 'bank', head: t('From'), width: 'minmax(8rem,1.2fr)' },
  { key: 'payments', head: t('Payments'), width: '5.5rem' },
  { key: 'amount', head: t('Control sum'), width: 'minmax(8rem,.9fr)', fixed: true },
  { key: 'open', head: t('Not booked'), width: 'minmax(7rem,.8fr)', spare: true },
  { key: 'currency', head: t('Currency') },
  {
    key: 'state',
    head: t('At the bank'),
    width: 'minmax(10rem,1.2fr)',
    choices: Object.entries(fileWords).map(([one, text]) => [one, t(text)] as const),
    cell: (row) => <Became row={row} />,
  },
  { key: 'onTheWay', head: t('On their way'), unseen: true },
  { key: 'paid', head: t('Paid'), unseen: true },
  { key: 'ended', head: t('Not paid'), unseen: true },
  { key: 'toStop', head: t('To stop'), unseen: true },
  {
    key: 'person',
    head: t('Made by'),
    width: 'minmax(9rem,1.2fr)',
    whole: true,
    cell: (row) => (
      <span className="block leading-4" title={formatInstant(row.madeAt)}>
        <span className="block">{row.person}</span>
        {row.approver !== null && (
          <span className="block text-meta text-ink-2">{t('released by {name}', { name: row.approver })}</span>
        )}
      </span>
    ),
  },
  { key: 'approver', head: t('Released by'), unseen: true },
  { key: 'reason', head: t('Reason'), unseen: true },
];

/** The customer became insolvent while the payment was on its way. */
export function ToStop({ since }: { since: string | null }) {
  if (since === null) return null;
  return (
    <span className="font-medium text-bad">
      {' '}
      · {t('insolvent since {day}: have the bank stop it', { day: formatDay(since, 'field') })}
    </span>
  );
}

type Task = { readonly as: 'refused' | 'withdrawn' };

/** One file with its payments. */
export function PaymentFile({ fileId, close }: { fileId: string; close: () => void }) {
  const { tenant, company } = useWork();
  const read = useReading<PaymentFileAnswer>(`/api/payment-files/${fileId}`, { company });
  const mayPay = useMay('cash.pay-refunds');
  const mayWithdraw = useMay('cash.withdraw-payments');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [task, setTask] = useState<Task>();
  const file = read.data;
  const save = (): void => {
    if (!mayPay) return;
    void download(`/api/payment-files/${fileId}/content`, {
      ...{ tenant, query: { company }, progress: () => undefined },
    }).catch(sayRefused);
  };
  const open = file?.rows.filter((row) => row.state === 'on_the_way') ?? [];
  const mayEnd = mayWithdraw && open.length > 0;
  useKeys([
    ...(mayPay ? [{ keys: 's', label: t('Save the file'), run: save }] : []),
    ...(mayEnd
      ? [
          { keys: 'r', label: t('The bank refused it'), run: () => setTask({ as: 'refused' }) },
          { keys: 'x', label: t('Withdraw payments'), run: () => setTask({ as: 'withdrawn' }) },
        ]
      : []),
    { keys: 'Escape', label: t('Back to the files'), run: close },
  ]);
  if (read.isPending) return <Skeleton rows={12} className="px-6 py-6" />;
  if (read.error && !file) return <Failure error={read.error} retry={() => void read.refetch()} />;
  const { currency } = file!;
  const meant = chosen.size === 0 ? open : open.filter((row) => chosen.has(String(row.itemId)));
  const toggle = (row: Payment): void =>
    setChosen((old) => {
      const next = new Set(old);
      if (!next.delete(String(row.itemId))) next.add(String(row.itemId));
      return next;
    });
  return (
    <>
      <PageHead
        title={t('Payment file {number}', { number: file!.number })}
        meta={
          <>
            {formatDay(file!.executionDate, 'long')} · {file!.bankAccountName}{' '}
            <span className="tabular-nums">{file!.bankAccount}</span> ·{' '}
            <span className="tabular-nums">{file!.messageId}</span> · {file!.person}
            {file!.approver !== null && ` · ${t('released by {name}', { name: file!.approver })}`}
          </>
        }
      >
        <span className="flex flex-wrap gap-2">
          <button type="button" className="button" onClick={close}>
            {t('Back to the files')} <Keys keys="Escape" />
          </button>
          {mayEnd && (
            <>
              <button type="button" className="button" onClick={() => setTask({ as: 'withdrawn' })}>
                {t('Withdraw…')} <Keys keys="x" />
              </button>
              <button type="button" className="button" onClick={() => setTask({ as: 'refused' })}>
                {t('Refused by the bank…')} <Keys keys="r" />
              </button>
            </>
          )}
          {mayPay && (
            <button type="button" className="button button-primary" onClick={save}>
              {t('Save the file')} <Keys keys="s" />
            </button>
          )}
        </span>
      </PageHead>
      <p className="px-6 pb-3 text-ink-2">
        {file!.reason} · <Became row={file!} />
        {!isZero(file!.openAmount) && (
          <span className="tabular-nums">
            {' '}
            · {t('{amount} {currency} not booked yet', { amount: formatMoney(file!.openAmount, currency), currency })}
          </span>
        )}
      </p>
      <WideTable className="min-h-0 flex-1 overflow-y-auto border-t border-line bg-surface">
        <LedgerTable
          label={t('Payments of the file')}
          heads={[
            ...(mayEnd ? [{ text: t('Chosen'), unseen: true as const }] : []),
            t('Refund'),
            t('Customer'),
            t('Paid to'),
            t('Reference'),
            { text: `${t('Amount')} ${currency}`, numeric: true as const },
            t('State'),
          ]}
        >
          <tbody>
            {file!.rows.map((row) => (
              <tr key={String(row.paymentId)}>
                {mayEnd && (
                  <td>
                    <input
                      type="checkbox"
                      className="block size-4 accent-accent"
                      aria-label={t('Choose {number}', { number: row.number })}
                      disabled={row.state !== 'on_the_way'}
                      checked={chosen.has(String(row.itemId))}
                      onChange={() => toggle(row)}
                    />
                  </td>
                )}
                <th scope="row" className="whitespace-nowrap tabular-nums">
                  {row.number}
                </th>
                <td>
                  <CustomerLink number={row.customer} name={row.customerName} />
                </td>
                <td>
                  {row.creditorName}{' '}
                  <span className="whitespace-nowrap text-ink-2 tabular-nums">
                    {row.account !== null && formatAccount(row.account)}
                  </span>
                </td>
                <td className="whitespace-nowrap tabular-nums">{row.endToEndId}</td>
                <td className="numeric">{formatMoney(row.amount, currency)}</td>
                <td>
                  <span className={stateTones[row.state]}>{t(stateWords[row.state])}</span>
                  {row.day !== null && <span className="text-ink-2 tabular-nums"> {formatDay(row.day, 'field')}</span>}
                  <ToStop since={row.insolventSince} />
                  {row.reason !== null && (
                    <span className="block text-meta text-ink-2">
                      {row.person === null ? row.reason : `${row.person}: ${row.reason}`}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={mayEnd ? 5 : 4}>
                {file!.payments === 1 ? t('1 payment') : t('{count} payments', { count: formatCount(file!.payments) })}
              </th>
              <td className="numeric">{formatMoney(file!.amount, currency)}</td>
              <td />
            </tr>
          </tfoot>
        </LedgerTable>
      </WideTable>
      {task && meant.length > 0 && (
        <Why
          title={task.as === 'refused' ? t('Refused by the bank') : t('Withdraw')}
          about={t('Their refunds are due again and can go into another file: {numbers}', {
            numbers: meant.map((row) => row.number).join(', '),
          })}
          path={`/api/payment-files/${fileId}/withdrawal`}
          query={{ company }}
          body={{ as: task.as, itemIds: meant.map((row) => row.itemId) }}
          told={t('The refunds are due again.')}
          asked={t('Asked for approval; the refunds are due again once it is approved.')}
          close={() => {
            setTask(undefined);
            setChosen(new Set());
          }}
        />
      )}
    </>
  );
}
