/** The columns of unapplied money, its words, and what of it is copied. */
import { Link } from '@tanstack/react-router';
import type { UnappliedAnswer } from '#cash/contract';
import { formatCount, formatDay, formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import type { CopyCell } from '../../parts/copy-table.ts';
import type { Column } from '../../parts/grid.tsx';
import type { UnappliedSearch } from '../../router.tsx';

export type Row = UnappliedAnswer['rows'][number];
export type Queue = Row['queue'];

export const queueWords: Readonly<Record<Queue, string>> = {
  unidentified: 'Unidentified',
  unapplied: 'Unapplied',
  on_account: 'On account',
  dormant: 'Unclaimed property',
};

/** Older than this, money that nobody applies is told as late. */
const lateDays = 30;

/** What a receipt waits for, in a few words. */
export function waitsText(row: Row): string {
  const words: Readonly<Record<Row['waitsFor'], string>> = {
    decision: t('your yes or no'),
    payer: t('whose money it is'),
    answer: row.requestedOn === null ? '' : t('the payer’s answer, asked {day}', { day: formatDay(row.requestedOn) }),
    purpose: t('what it is for'),
    item: t('an item to come'),
    claim: t('the unclaimed-property filing'),
  };
  return words[row.waitsFor];
}

/** A receipt as people call it. */
export const nameOf = (row: Row): string =>
  `${row.name ?? row.payer ?? t('Unknown payer')} ${formatMoney(row.left, row.currency)} ${row.currency}`;

/** The list of `/cash` in which a receipt stands. */
export const cashQueueOf = (row: Row): string | undefined =>
  row.waitsFor === 'decision' ? undefined : row.queue === 'unidentified' ? 'unidentified' : 'on_account';

interface Shape {
  readonly search: UnappliedSearch;
  /** The only currency of the list: it stands in the head. */
  readonly only: string | undefined;
  readonly several: boolean;
}

export function columnsOf({ search, only, several }: Shape): readonly Column<Row>[] {
  return [
    {
      key: 'received',
      head: t('Received'),
      width: '5.5rem',
      whole: true,
      sort: 'received',
      cell: (row) => (
        <Link
          to="/cash/lines/$receipt"
          params={{ receipt: String(row.id) }}
          search={{ queue: cashQueueOf(row), ...(several && { in: row.company }) }}
          tabIndex={-1}
          className="drill tabular-nums"
        >
          {formatDay(row.valueDate, 'field')}
        </Link>
      ),
    },
    {
      key: 'age',
      head: t('Days'),
      width: '3.5rem',
      numeric: true,
      cell: (row) => <span className={row.ageDays > lateDays ? 'text-warn' : ''}>{formatCount(row.ageDays)}</span>,
    },
    ...(several
      ? [
          {
            key: 'company',
            head: t('Company'),
            width: '5rem',
            sort: 'company',
            cell: (row: Row) => <span className="text-ink-2">{row.company}</span>,
          },
        ]
      : []),
    {
      key: 'payer',
      head: t('Payer'),
      width: 'minmax(9rem,1.6fr)',
      sort: 'payer',
      cell: (row) =>
        row.customer === null ? (
          (row.payer ?? <span className="text-ink-2">{t('Unknown payer')}</span>)
        ) : (
          <Link
            to="/customers/$customer/{-$tab}"
            params={{ customer: row.customer, tab: 'timeline' }}
            search={several ? { in: row.company } : {}}
            tabIndex={-1}
            className="drill"
          >
            {row.name} <span className="text-ink-2 tabular-nums">{row.customer}</span>
          </Link>
        ),
    },
    {
      key: 'text',
      head: t('Text'),
      width: 'minmax(7rem,1.2fr)',
      cell: (row) => (
        <span className="text-ink-2" title={row.text}>
          {row.text}
        </span>
      ),
    },
    {
      key: 'left',
      head: only ? `${t('Left')} ${only}` : t('Left'),
      width: 'minmax(7.5rem,.8fr)',
      numeric: true,
      sort: 'left',
      fallingFirst: true,
      cell: (row) => (
        <>
          {formatMoney(row.left, row.currency)}
          {!only && <span className="pl-1 text-meta text-ink-2">{row.currency}</span>}
        </>
      ),
    },
    ...(search.queue === undefined
      ? [
          {
            key: 'queue',
            head: t('Queue'),
            width: 'minmax(6.5rem,.7fr)',
            sort: 'queue',
            cell: (row: Row) => (
              <span className={row.queue === 'dormant' ? 'text-warn' : 'text-ink-2'}>{t(queueWords[row.queue])}</span>
            ),
          },
        ]
      : []),
    {
      key: 'waits',
      head: t('Waits for'),
      width: 'minmax(7rem,1.1fr)',
      whole: true,
      cell: (row) => <span title={waitsText(row)}>{waitsText(row)}</span>,
    },
    {
      key: 'owner',
      head: t('Owner'),
      width: 'minmax(6.5rem,.8fr)',
      sort: 'owner',
      cell: (row) =>
        row.owner === null || row.ownerId === null ? (
          <span className="text-warn">{t('Nobody')}</span>
        ) : (
          <Link
            from="/cash/unapplied"
            to="/cash/unapplied"
            search={(old) => ({ ...old, owner: String(row.ownerId) })}
            tabIndex={-1}
            title={row.assigned ? undefined : t('collects from the customer')}
            className={`drill ${row.assigned ? '' : 'text-ink-2'}`}
          >
            {row.owner}
          </Link>
        ),
    },
  ];
}

// The columns of a copy are those of the exported file and stay in English.
export const copyHead = [
  'Company',
  'Receipt',
  'Queue',
  'Waits for',
  'Value date',
  'Days',
  'Amount',
  'Left',
  'Currency',
  'Payer',
  'Customer',
  'Name',
  'Text',
  'Owner',
  'Payer asked',
];
export const copyCells = (row: Row): CopyCell[] => [
  row.company,
  row.number ?? String(row.id),
  row.queue,
  row.waitsFor,
  { plain: row.valueDate },
  { plain: String(row.ageDays) },
  { plain: row.amount },
  { plain: row.left },
  row.currency,
  row.payer ?? '',
  row.customer ?? '',
  row.name ?? '',
  row.text,
  row.owner ?? '',
  { plain: row.requestedOn ?? '' },
];
