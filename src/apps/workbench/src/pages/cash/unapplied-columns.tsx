/** The columns of unapplied money, and its words. */
import { Link } from '@tanstack/react-router';
import type { ownerGrounds, unappliedList, unappliedQueues, unappliedWaits } from '#cash/lists';
import type { ListRow } from '#lists/contract';
import { formatCount, formatDay, formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import type { ShownColumn } from '../../parts/shape-list.tsx';
import { useCompanyOfRow } from '../../parts/shape-page.tsx';

export type Row = ListRow<typeof unappliedList>;
export type Queue = (typeof unappliedQueues)[number];

export const queueWords: Readonly<Record<Queue, string>> = {
  unidentified: 'Unidentified',
  unapplied: 'Unapplied',
  on_account: 'On account',
  dormant: 'Unclaimed property',
};

/** Older than this, money that nobody applies is told as late. */
const lateDays = 30;

/** What a receipt may wait for, in a few words. */
const waitsWords = (): Readonly<Record<(typeof unappliedWaits)[number], string>> => ({
  decision: t('your yes or no'),
  payer: t('whose money it is'),
  answer: t('the payer’s answer'),
  purpose: t('what it is for'),
  item: t('an item to come'),
  erp: t('a correction in the ERP'),
  claim: t('the unclaimed-property filing'),
});
function waitsText({ waits, requestedOn }: Row): string {
  if (waits === 'answer' && requestedOn !== null)
    return t('the payer’s answer, asked {day}', { day: formatDay(requestedOn) });
  return waitsWords()[waits as (typeof unappliedWaits)[number]];
}

/** A receipt as people call it. */
export const nameOf = (row: Row): string =>
  `${row.name ?? row.payer ?? t('Unknown payer')} ${formatMoney(row.left, row.currency)} ${row.currency}`;

/** The list of `/cash` in which a receipt stands. */
export const cashQueueOf = (row: Row): string | undefined =>
  row.waits === 'decision' ? undefined : row.queue === 'unidentified' ? 'unidentified' : 'on_account';

function Received({ row }: { row: Row }) {
  const placeOf = useCompanyOfRow();
  return (
    <Link
      to="/cash/lines/$receipt"
      params={{ receipt: row.id }}
      search={{ queue: cashQueueOf(row), ...placeOf(row) }}
      tabIndex={-1}
      className="drill tabular-nums"
    >
      {formatDay(row.received, 'field')}
    </Link>
  );
}

function Payer({ row }: { row: Row }) {
  const placeOf = useCompanyOfRow();
  if (row.customer === null) return row.payer ?? <span className="text-ink-2">{t('Unknown payer')}</span>;
  return (
    <Link
      to="/customers/$customer/{-$tab}"
      params={{ customer: row.customer, tab: 'timeline' }}
      search={placeOf(row)}
      tabIndex={-1}
      className="drill"
    >
      {row.name} <span className="text-ink-2 tabular-nums">{row.customer}</span>
    </Link>
  );
}

const groundWords = (): Readonly<Record<(typeof ownerGrounds)[number], string>> => ({
  given: t('was given it'),
  substitute: t('stands in for the collector'),
  collector: t('collects from the customer'),
  rule: t('by the company’s rule'),
});

/** The owner; leads to all that the same person owns. */
function OwnerOf({ row }: { row: Row }) {
  if (row.owner === null || row.ownerId === null) return <span className="text-warn">{t('Nobody')}</span>;
  return (
    <Link
      to="/cash/unapplied"
      search={(old) => ({ ...old, ownerId: row.ownerId ?? undefined, whose: undefined })}
      tabIndex={-1}
      title={groundWords()[row.ownedBy as (typeof ownerGrounds)[number]]}
      className={`drill ${row.ownedBy === 'given' ? '' : 'text-ink-2'}`}
    >
      {row.owner}
    </Link>
  );
}

/** Of one queue, its name is in no row. */
export const columnsOf = (queue: string | undefined): readonly ShownColumn<typeof unappliedList>[] => [
  {
    key: 'received',
    head: t('Received'),
    width: '6rem',
    whole: true,
    fixed: true,
    cell: (row) => <Received row={row} />,
  },
  {
    key: 'age',
    head: t('Days'),
    width: '3.5rem',
    spare: true,
    cell: (row) => <span className={row.age > lateDays ? 'text-warn' : ''}>{formatCount(row.age)}</span>,
  },
  { key: 'company', head: t('Company') },
  { key: 'payer', head: t('Payer'), width: 'minmax(9rem,1.6fr)', fixed: true, cell: (row) => <Payer row={row} /> },
  { key: 'name', head: t('Customer'), unseen: true },
  { key: 'customer', head: t('Number'), unseen: true },
  { key: 'number', head: t('Receipt'), unseen: true },
  {
    key: 'text',
    head: t('Text'),
    width: 'minmax(7rem,1.2fr)',
    spare: true,
    cell: (row) => (
      <span className="text-ink-2" title={row.text}>
        {row.text}
      </span>
    ),
  },
  { key: 'amount', head: t('Amount'), unseen: true },
  { key: 'left', head: t('Left'), width: 'minmax(7.5rem,.8fr)', fixed: true },
  { key: 'currency', head: t('Currency') },
  {
    key: 'queue',
    head: t('Queue'),
    width: 'minmax(6.5rem,.7fr)',
    byTabs: true,
    spare: true,
    choices: Object.entries(queueWords).map(([one, text]) => [one, t(text)] as const),
    ...(queue !== undefined && { unseen: true as const }),
    cell: (row) => (
      <span className={row.queue === 'dormant' ? 'text-warn' : 'text-ink-2'}>{t(queueWords[row.queue as Queue])}</span>
    ),
  },
  {
    key: 'waits',
    head: t('Waits for'),
    width: 'minmax(7rem,1.1fr)',
    whole: true,
    choices: Object.entries(waitsWords()),
    cell: (row) => <span title={waitsText(row)}>{waitsText(row)}</span>,
  },
  { key: 'owner', head: t('Owner'), width: 'minmax(6.5rem,.8fr)', cell: (row) => <OwnerOf row={row} /> },
  {
    key: 'ownedBy',
    head: t('Owner by'),
    width: 'minmax(6.5rem,.8fr)',
    unseen: true,
    choices: Object.entries(groundWords()),
  },
];
