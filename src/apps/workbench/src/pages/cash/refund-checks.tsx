/** Checks of ours that pay refunds: what became of each, voiding and stopping one, and writing refunds to checks. */
import { type ReactNode, useState } from 'react';
import { refundCheckStates, refundChecksList } from '#cash/lists';
import type { ListRow } from '#lists/contract';
import { formatCount, formatDay } from '../../format.ts';
import { t } from '../../language.ts';
import type { ShownColumn } from '../../parts/shape-list.tsx';
import { CustomerOfRow, isNarrowed, ShapePage, useListAddress } from '../../parts/shape-page.tsx';
import { useMay } from '../../session.tsx';
import { Why } from '../offsets/why.tsx';
import { type PayingProps, PayRefunds } from './pay-refunds.tsx';
import { AllOf, ToStop } from './payment-files.tsx';
import { stateTones, stateWords } from './refund-words.ts';
import type { DueRow } from './refunds.tsx';

type Row = ListRow<typeof refundChecksList>;
type State = (typeof refundCheckStates)[number];

export function RefundChecks({ above }: { above: ReactNode }) {
  const { search } = useListAddress();
  const mayEnd = useMay('cash.withdraw-payments');
  const [ending, setEnding] = useState<{ readonly row: Row; readonly as: 'voided' | 'stopped' }>();
  return (
    <>
      <ShapePage
        title={t('Refunds')}
        label={t('Checks of refunds')}
        shape={refundChecksList}
        above={above}
        counted={(items) => (items === 1 ? t('1 check') : t('{count} checks', { count: formatCount(items) }))}
        tick={(row) => t('Choose {number}', { number: row.number })}
        titles={{ csv: t('Export of checks of refunds as CSV'), xlsx: t('Export of checks of refunds as a workbook') }}
        columns={columns()}
        more={mayEnd ? [ends((row, as) => setEnding({ row, as }))] : []}
        none={
          isNarrowed(refundChecksList, search)
            ? { title: t('Nothing in this list'), all: <AllOf list="checks">{t('Show all checks')}</AllOf> }
            : {
                title: t('No refund was paid by check yet'),
                text: t('Choose refunds that are to be paid out and give each the number of its check.'),
              }
        }
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
          path={`/api/refund-checks/${ending.row.id}/end`}
          query={{ company: ending.row.company }}
          body={{ as: ending.as }}
          told={t('The refunds are due again.')}
          asked={t('Asked for approval; the refunds are due again once it is approved.')}
          close={() => setEnding(undefined)}
        />
      )}
    </>
  );
}

const columns = (): readonly ShownColumn<typeof refundChecksList>[] => [
  { key: 'number', head: t('Check no.'), width: 'minmax(4rem,.6fr)', whole: true, fixed: true },
  { key: 'company', head: t('Company') },
  { key: 'refund', head: t('Refund'), width: 'minmax(6rem,.8fr)' },
  {
    key: 'payee',
    head: t('Written to'),
    width: 'minmax(8rem,1.4fr)',
    cell: (row) => <CustomerOfRow row={{ ...row, name: row.payee ?? row.name }} />,
  },
  { key: 'name', head: t('Customer'), unseen: true },
  { key: 'customer', head: t('Number'), unseen: true },
  { key: 'amount', head: t('Amount'), width: 'minmax(7rem,.7fr)', fixed: true },
  { key: 'currency', head: t('Currency') },
  { key: 'bank', head: t('From'), width: 'minmax(7rem,.9fr)' },
  { key: 'writtenOn', head: t('Written'), width: '5.5rem' },
  {
    key: 'state',
    head: t('State'),
    width: 'minmax(9rem,1.2fr)',
    choices: refundCheckStates.map((one) => [one, t(stateWords[one])] as const),
    cell: (row) => (
      <span title={[row.person, row.reason].filter(Boolean).join(': ') || undefined}>
        <span className={stateTones[row.state as State]}>{t(stateWords[row.state as State])}</span>
        {row.day !== null && <span className="text-ink-2 tabular-nums"> {formatDay(row.day, 'field')}</span>}
        <ToStop since={row.insolventSince} />
        {row.reason !== null && <span className="text-ink-2"> · {row.reason}</span>}
      </span>
    ),
  },
  { key: 'day', head: t('Since'), unseen: true },
  { key: 'person', head: t('Ended by'), unseen: true },
  { key: 'reason', head: t('Reason'), unseen: true },
];

/** A check that is on its way may be voided, or the bank was told to stop it. */
const ends = (end: (row: Row, as: 'voided' | 'stopped') => void) => ({
  key: 'end',
  head: t('Void or stop'),
  width: '8rem',
  whole: true as const,
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
});

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
        head: t('Check no.'),
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
