/** The columns of the day's work, for its list and for the filters of its queue. */
import { Link } from '@tanstack/react-router';
import type { worklistList, worklistTabs } from '#collections/lists';
import type { ListRow } from '#lists/contract';
import { formatCount, formatDay, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import type { ShownColumn } from '../../parts/shape-list.tsx';
import { customerColumns, useCompanyOfRow } from '../../parts/shape-page.tsx';
import { useCompanies } from '../../session.tsx';
import { Owed } from '../customers/list.tsx';

export type Row = ListRow<typeof worklistList>;
export type Part = (typeof worklistTabs)[number];

export const parts: readonly (readonly [tab: Part, text: string])[] = [
  ['open', 'To do'],
  ['done', 'Done'],
  ['snoozed', 'Snoozed'],
  ['not-listed', 'Not listed'],
];

const reasons = (): readonly (readonly [code: string, text: string])[] => [
  ['broken_promise', t('Broken promise')],
  ['claim_due', t('Claim to be filed')],
  ['returned_payment', t('Payment came back')],
  ['dunned', t('All reminders sent')],
  ['promise_due', t('Promise due')],
  ['silence', t('No contact for long')],
  ['address_bounces', t('Address bounces')],
  ['follow_up', t('Follow-up due')],
  ['age', t('Age')],
  ['overdue_amount', t('Overdue')],
  ['snoozed', t('Snoozed')],
  ['blocked', t('Promised, disputed or stopped')],
  ['covered', t('Covered by credits')],
  ['nothing_overdue', t('Nothing is overdue.')],
  ['insolvent', t('Insolvent')],
  ['intercompany', t('Intercompany')],
];

/** The place of a customer in the queue, by the filters of the list: where its number leads. */
function Priority({ row }: { row: Row }) {
  const placeOf = useCompanyOfRow();
  return (
    <Link
      to="/worklist"
      search={(old) => ({
        ...old,
        tab: row.tab === 'open' ? undefined : (row.tab as Exclude<Part, 'open'>),
        customer: row.customer,
        ...placeOf(row),
      })}
      tabIndex={-1}
      className="drill"
    >
      {formatCount(row.priority)}
    </Link>
  );
}

function OwedOfRow({ row, of }: { row: Row; of: 'open' | 'overdue' }) {
  const { several } = useCompanies();
  return <Owed row={row} of={of} several={several} />;
}

export const columnsOfWorklist = (): readonly ShownColumn<typeof worklistList>[] => [
  { key: 'priority', head: t('Priority'), width: '4.5rem', fixed: true, cell: (row) => <Priority row={row} /> },
  ...customerColumns({ className: 'font-medium' }),
  {
    key: 'reason',
    head: t('Reason'),
    width: 'minmax(8rem,2fr)',
    choices: reasons(),
    cell: (row) => (
      <span
        className={`block truncate ${row.reason === 'broken_promise' ? 'text-bad' : 'text-ink-2'}`}
        title={sentence(row.why ?? '')}
      >
        {row.why === null ? '' : sentence(row.why)}
      </span>
    ),
  },
  { key: 'next', head: t('Next'), width: 'minmax(5.5rem,.7fr)', whole: true, spare: true },
  { key: 'open', head: t('Open'), cell: (row) => <OwedOfRow row={row} of="open" /> },
  { key: 'overdue', head: t('Overdue'), fixed: true, cell: (row) => <OwedOfRow row={row} of="overdue" /> },
  { key: 'currency', head: t('Currency') },
  { key: 'portfolio', head: t('Portfolio'), unseen: true },
  { key: 'collector', head: t('Collector'), unseen: true },
  { key: 'takenBy', head: t('Taken over by'), unseen: true },
  {
    key: 'lastContact',
    head: t('Last contact'),
    spare: true,
    cell: (row) => <span className="text-ink-2">{row.lastContact ? formatDay(row.lastContact) : t('never')}</span>,
  },
  { key: 'tab', head: t('Part'), unseen: true, byTabs: true, choices: parts.map(([one, text]) => [one, t(text)]) },
];
