/** Checks of ours that pay refunds: what became of each, voiding and stopping one, and writing refunds to checks. */
import { useState } from 'react';
import type { DueRefundsAnswer, RefundChecksAnswer } from '#cash/contract';
import { formatDay, formatMoney } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { useCursorRows } from '../../parts/cursor-rows.ts';
import { CustomerLink } from '../../parts/customer-link.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ReasonField, saysWhy } from '../../parts/field.tsx';
import { type Column, Grid } from '../../parts/grid.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Failure, Notice, Refused, Skeleton } from '../../parts/states.tsx';
import { useMay, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { Why } from '../offsets/why.tsx';
import { ToStop } from './payment-files.tsx';
import { stateTones, stateWords } from './refund-words.ts';
import type { DueRow } from './refunds.tsx';

type Row = RefundChecksAnswer['rows'][number];

export function RefundChecks() {
  const { company } = useWork();
  const mayEnd = useMay('cash.withdraw-payments');
  const list = useCursorRows<Row>('/api/refund-checks', { company });
  const [ending, setEnding] = useState<{ readonly row: Row; readonly as: 'voided' | 'stopped' }>();
  if (list.error) return <Failure error={list.error} retry={list.retry} />;
  if (list.pending) return <Skeleton rows={12} className="border-t border-line px-6 py-2" />;
  if (list.rows.length === 0)
    return (
      <div className="flex-1 border-t border-line bg-surface">
        <Notice title={t('No refund was paid by check yet')}>
          <p className="text-ink-2">
            {t('Choose refunds that are to be paid out and give each the number of its check.')}
          </p>
        </Notice>
      </div>
    );
  return (
    <>
      <Grid
        label={t('Checks of refunds')}
        columns={columnsOf(mayEnd ? (row, as) => setEnding({ row, as }) : undefined)}
        count={list.count}
        row={list.row}
        keyOf={(row) => String(row.paymentId)}
        look={list.look}
        busy={list.busy}
        memory={`refund checks ${company}`}
      />
      {ending && (
        <Why
          title={ending.as === 'voided' ? t('Void the check') : t('The check was stopped')}
          about={
            ending.as === 'voided'
              ? t('Check {number} never left our hands. Refund {refund} is due again.', {
                  number: ending.row.number,
                  refund: ending.row.refund,
                })
              : t('The bank was told not to pay check {number}. Refund {refund} is due again.', {
                  number: ending.row.number,
                  refund: ending.row.refund,
                })
          }
          path={`/api/refund-checks/${ending.row.paymentId}/end`}
          query={{ company }}
          body={{ as: ending.as }}
          told={t('The refunds are due again.')}
          asked={t('Asked for approval; the refunds are due again once it is approved.')}
          close={() => setEnding(undefined)}
        />
      )}
    </>
  );
}

const columnsOf = (end: ((row: Row, as: 'voided' | 'stopped') => void) | undefined): readonly Column<Row>[] => [
  {
    key: 'number',
    head: t('Check'),
    width: 'minmax(6rem,.6fr)',
    cell: (row) => <span className="tabular-nums">{row.number}</span>,
  },
  {
    key: 'refund',
    head: t('Refund'),
    width: 'minmax(8.5rem,.8fr)',
    cell: (row) => <span className="tabular-nums">{row.refund}</span>,
  },
  {
    key: 'customer',
    head: t('Written to'),
    width: 'minmax(9rem,1.4fr)',
    cell: (row) => <CustomerLink number={row.customer} name={row.payee ?? row.customerName} inGrid />,
  },
  {
    key: 'amount',
    head: t('Amount'),
    width: 'minmax(7rem,.7fr)',
    numeric: true,
    cell: (row) => (
      <>
        {formatMoney(row.amount, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
      </>
    ),
  },
  { key: 'account', head: t('From'), width: 'minmax(7rem,.9fr)', cell: (row) => row.bankAccount },
  {
    key: 'written',
    head: t('Written'),
    width: '6.25rem',
    cell: (row) => <span className="text-ink-2 tabular-nums">{formatDay(row.writtenOn, 'field')}</span>,
  },
  {
    key: 'state',
    head: t('State'),
    width: 'minmax(9rem,1.2fr)',
    cell: (row) => (
      <span title={[row.person, row.reason].filter(Boolean).join(': ') || undefined}>
        <span className={stateTones[row.state]}>{t(stateWords[row.state])}</span>
        {row.day !== null && <span className="text-ink-2 tabular-nums"> {formatDay(row.day, 'field')}</span>}
        <ToStop since={row.insolventSince} />
        {row.reason !== null && <span className="text-ink-2"> · {row.reason}</span>}
      </span>
    ),
  },
  ...(end
    ? [
        {
          key: 'end',
          head: <span className="sr-only">{t('Void or stop')}</span>,
          width: '8rem',
          cell: (row: Row) =>
            row.state === 'on_the_way' && (
              <span className="flex gap-3">
                <button
                  type="button"
                  className="link"
                  aria-label={t('Void check {number}', { number: row.number })}
                  onClick={() => end(row, 'voided')}
                >
                  {t('Void')}
                </button>
                <button
                  type="button"
                  className="link"
                  aria-label={t('Stop check {number}', { number: row.number })}
                  onClick={() => end(row, 'stopped')}
                >
                  {t('Stop')}
                </button>
              </span>
            ),
        },
      ]
    : []),
];

interface PayByCheckProps {
  readonly rows: readonly DueRow[];
  readonly accounts: DueRefundsAnswer['accounts'];
  readonly close: () => void;
  readonly made: (state: 'done' | 'pending') => void;
}

/** The number after another, with its leading zeros; a number that ends in no digit has none. */
function numberAfter(number: string, by: number): string {
  const [, head, digits] = /^(.*?)(\d{1,15})$/.exec(number.trim()) ?? [];
  return digits === undefined ? '' : `${head}${String(Number(digits) + by).padStart(digits.length, '0')}`;
}

/** Refunds and the check of each: the first number counts on, and any of them can be written otherwise. */
export function PayByCheck({ rows, accounts, close, made }: PayByCheckProps) {
  const writing = useWriting<{ state: 'done' | 'pending' }>();
  const [picked, setPicked] = useState<string>();
  const [first, setFirst] = useState('');
  const [own, setOwn] = useState<Readonly<Record<string, string>>>({});
  const [reason, setReason] = useState('');
  const account =
    accounts.find((one) => String(one.bankAccountId) === picked) ??
    accounts.find((one) => rows.some((row) => row.currency === one.currency)) ??
    accounts[0];
  const going = rows.filter((row) => row.byCheck && row.currency === account?.currency);
  const numberOf = (row: DueRow): string =>
    own[String(row.itemId)] ?? (first === '' ? '' : numberAfter(first, going.indexOf(row)));
  const whole = going.length > 0 && going.every((row) => numberOf(row).trim().length >= 2);
  const run = (): void => {
    if (!whole || !account || !saysWhy(reason) || writing.isPending) return;
    const because = reason.trim();
    writing.mutate(
      {
        path: '/api/refund-checks',
        body: {
          bankAccountId: String(account.bankAccountId),
          checks: going.map((row) => ({ itemId: String(row.itemId), number: numberOf(row).trim() })),
          reason: because,
          askFor: because,
        },
      },
      {
        onSuccess: ({ state }) => {
          say(
            state === 'done'
              ? t('The checks are registered.')
              : t('Asked for approval; hand the checks out once it is approved.'),
          );
          made(state);
        },
      },
    );
  };
  return (
    <Dialog title={t('Pay by check')} width="max-w-2xl" close={close}>
      <RunKey run={run} />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line px-6 py-2.5">
        <label className="flex items-center gap-2">
          <span className="text-ink-2">{t('From')}</span>
          <select
            className="field"
            value={String(account?.bankAccountId ?? '')}
            onChange={(event) => setPicked(event.target.value)}
          >
            {accounts.map((one) => (
              <option key={String(one.bankAccountId)} value={String(one.bankAccountId)}>
                {one.name} · {one.currency}
              </option>
            ))}
          </select>
        </label>
        <label className="flex items-center gap-2">
          <span className="text-ink-2">{t('First check')}</span>
          <input
            className="field w-32 tabular-nums"
            value={first}
            maxLength={30}
            onChange={(event) => setFirst(event.target.value)}
          />
        </label>
      </div>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the refunds are scrolled by keys
        tabIndex={0}
        className="relative min-h-0 overflow-auto focus-visible:-outline-offset-2"
      >
        <LedgerTable
          label={t('Refunds and their checks')}
          heads={[t('Refund'), t('Written to'), { text: t('Amount'), numeric: true }, t('Check')]}
        >
          <tbody>
            {rows.map((row) => {
              const goes = going.includes(row);
              return (
                <tr key={String(row.itemId)} className={goes ? '' : 'text-ink-2'}>
                  <th scope="row" className="whitespace-nowrap tabular-nums">
                    {row.number}
                  </th>
                  <td>{row.customerName}</td>
                  <td className="numeric whitespace-nowrap">
                    {formatMoney(row.amount, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
                  </td>
                  <td>
                    {goes ? (
                      <input
                        className="field w-32 tabular-nums"
                        aria-label={t('Check of {number}', { number: row.number })}
                        maxLength={30}
                        value={numberOf(row)}
                        onChange={(event) => setOwn((old) => ({ ...old, [String(row.itemId)]: event.target.value }))}
                      />
                    ) : (
                      <span className="text-warn">{t('not by check')}</span>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </LedgerTable>
      </div>
      <div className="flex flex-col gap-3 border-t border-line px-6 py-3">
        <ReasonField label={t('Reason')} value={reason} onChange={setReason} />
        <div className="flex flex-wrap items-center justify-end gap-2">
          <span className="mr-auto min-w-0">
            <Refused error={writing.error} />
          </span>
          <button type="button" className="button" onClick={close}>
            {t('Cancel')}
          </button>
          <button
            type="button"
            className="button button-primary"
            disabled={!whole || !saysWhy(reason) || writing.isPending}
            onClick={run}
          >
            {writing.isPending ? t('Saving…') : t('Pay by check')} <Keys keys="mod+Enter" />
          </button>
        </div>
      </div>
    </Dialog>
  );
}

/** Inside the dialog, so that its key lies above the dialog's own layer. */
function RunKey({ run }: { run: () => void }) {
  useKeys([{ keys: 'mod+Enter', label: t('Pay by check'), whileTyping: true, run }]);
  return null;
}
