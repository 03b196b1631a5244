/** Dunning runs as they are kept: who ran them and when, and how many reminders left, wait, failed or were held back. */
import { Link, useNavigate } from '@tanstack/react-router';
import { dunningRunsList } from '#collections/lists';
import type { ListRow } from '#lists/contract';
import { formatCount, formatDay } from '../../format.ts';
import { t } from '../../language.ts';
import type { ListSearch } from '../../parts/list-view.tsx';
import { ShapePage } from '../../parts/shape-page.tsx';
import { useCompanies } from '../../session.tsx';
import { DunningPages } from './dunning-pages.tsx';

type Row = ListRow<typeof dunningRunsList>;

export function DunningRunsPage() {
  const navigate = useNavigate();
  const { several } = useCompanies();
  const ofRun = (row: Row, state?: string): ListSearch & { company?: string } => ({
    run: row.id,
    ...(state !== undefined && { state }),
    ...(several && { company: row.company }),
  });
  /** A count leads to the reminders that it counts. */
  const counted = (row: Row, count: number, state?: string, tone = '') =>
    count === 0 ? (
      <span className="text-ink-2">0</span>
    ) : (
      <Link to="/runs/dunning/reminders" search={ofRun(row, state)} tabIndex={-1} className={`drill ${tone}`}>
        {formatCount(count)}
      </Link>
    );
  return (
    <>
      <DunningPages />
      <ShapePage
        title={t('Earlier runs')}
        shape={dunningRunsList}
        counted={(rows) => (rows === 1 ? t('1 run') : t('{count} runs', { count: formatCount(rows) }))}
        onOpen={(row) => void navigate({ to: '/runs/dunning/reminders', search: ofRun(row) })}
        tick={(row) => t('Choose {number}', { number: formatDay(row.day) })}
        titles={{ csv: t('Export of dunning runs as CSV'), xlsx: t('Export of dunning runs as a workbook') }}
        columns={[
          { key: 'day', head: t('Day'), fixed: true },
          { key: 'company', head: t('Company') },
          { key: 'startedAt', head: t('Started at'), whole: true },
          { key: 'startedBy', head: t('Started by') },
          {
            key: 'messages',
            width: 'minmax(5.5rem,.6fr)',
            head: t('Customers'),
            cell: (row) => counted(row, row.messages),
          },
          {
            key: 'sent',
            width: 'minmax(5.5rem,.6fr)',
            head: t('Reminders sent'),
            cell: (row) => counted(row, row.sent, 'sent'),
          },
          {
            key: 'waiting',
            width: 'minmax(5.5rem,.6fr)',
            head: t('Waiting'),
            cell: (row) => counted(row, row.waiting, 'waiting'),
          },
          {
            key: 'failed',
            width: 'minmax(5.5rem,.6fr)',
            head: t('Failed'),
            cell: (row) => counted(row, row.failed, 'failed,unknown', 'text-bad'),
          },
          {
            key: 'excluded',
            width: 'minmax(5.5rem,.6fr)',
            head: t('Held back'),
            cell: (row) => counted(row, row.excluded, 'suppressed'),
          },
        ]}
        none={{
          title: t('No run here'),
          text: t('A run is kept from the moment at which it proposes or holds back something.'),
          all: (
            <Link to="/runs/dunning" search={{}} className="link mt-2">
              {t('Look at the run of today')}
            </Link>
          ),
        }}
      />
    </>
  );
}
