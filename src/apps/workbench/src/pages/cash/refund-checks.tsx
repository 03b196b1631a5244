/** Checks of ours that pay refunds: what became of each, voiding and stopping one, and writing refunds to checks. */
import { useState } from 'react';
import type { RefundChecksAnswer } from '#cash/contract';
import { formatDay, formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { useCursorRows } from '../../parts/cursor-rows.ts';
import { CustomerLink } from '../../parts/customer-link.tsx';
import { type Column, Grid } from '../../parts/grid.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { useMay, useWork } from '../../session.tsx';
import { Why } from '../offsets/why.tsx';
import { type PayingProps, PayRefunds } from './pay-refunds.tsx';
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
    width: 'minmax(4rem,.6fr)',
    whole: true,
    cell: (row) => <span className="tabular-nums">{row.number}</span>,
  },
  {
    key: 'refund',
    head: t('Refund'),
    width: 'minmax(6rem,.8fr)',
    whole: true,
    cell: (row) => <span className="tabular-nums">{row.refund}</span>,
  },
  {
    key: 'customer',
    head: t('Written to'),
    width: 'minmax(8rem,1.4fr)',
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
    width: '5.5rem',
    whole: true,
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

/** The number after another, with its leading zeros; a number that ends in no digit has none. */
function numberAfter(number: string, by: number): string {
  const [, head, digits] = /^(.*?)(\d{1,15})$/.exec(number.trim()) ?? [];
  return digits === undefined ? '' : `${head}${String(Number(digits) + by).padStart(digits.length, '0')}`;
}

/** Refunds and the check of each: the first number counts on, and any of them can be written otherwise. */
export function PayByCheck(props: PayingProps) {
  const [first, setFirst] = useState('');
  const [own, setOwn] = useState<Readonly<Record<string, string>>>({});
  const numberOf = (row: DueRow, going: readonly DueRow[]): string =>
    own[String(row.itemId)] ?? (first === '' ? '' : numberAfter(first, going.indexOf(row)));
  return (
    <PayRefunds
      {...props}
      title={t('Pay by check')}
      action={t('Pay by check')}
      path="/api/refund-checks"
      body={(going) => ({
        checks: going.map((row) => ({ itemId: String(row.itemId), number: numberOf(row, going).trim() })),
      })}
      told={t('The checks are registered.')}
      asked={t('Asked for approval; hand the checks out once it is approved.')}
      can={(row) => row.byCheck}
      whole={(going) => going.every((row) => numberOf(row, going).trim().length >= 2)}
      fields={
        <label className="flex items-center gap-2">
          <span className="text-ink-2">{t('First check')}</span>
          <input
            className="field w-32 tabular-nums"
            value={first}
            maxLength={30}
            onChange={(event) => setFirst(event.target.value)}
          />
        </label>
      }
      label={t('Refunds and their checks')}
      payee={{ head: t('Written to'), cell: (row) => row.customerName }}
      last={{
        head: t('Check'),
        cell: (row, going) =>
          going.includes(row) ? (
            <input
              className="field w-32 tabular-nums"
              aria-label={t('Check of {number}', { number: row.number })}
              maxLength={30}
              value={numberOf(row, going)}
              onChange={(event) => setOwn((old) => ({ ...old, [String(row.itemId)]: event.target.value }))}
            />
          ) : (
            <span className="text-warn">{t('not by check')}</span>
          ),
      }}
    />
  );
}
