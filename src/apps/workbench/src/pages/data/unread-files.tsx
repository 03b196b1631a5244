/** Files of the inbox that could not be read, or that nobody knew the company of: why, and what became of each. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ListRow } from '#lists/contract';
import { type inboxFolders, unreadFilesList } from '#operations/lists';
import { formatDay, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { countText } from '../../parts/grid.tsx';
import type { ShownColumn } from '../../parts/shape-list.tsx';
import { ShapePage, useListAddress } from '../../parts/shape-page.tsx';
import { askedByTab, ShapeTabs } from '../../parts/shape-tabs.tsx';
import { useMay } from '../../session.tsx';
import { Why } from '../offsets/why.tsx';

type Row = ListRow<typeof unreadFilesList>;

const folderWords = (): Readonly<Record<(typeof inboxFolders)[number], string>> => ({
  bank: t('Bank files'),
  remittances: t('Remittance advices'),
  settlements: t('Settlements'),
  erp: t('Loads of the ERP'),
  mail: t('Delivery reports'),
});

export function UnreadFilesPage() {
  const { search } = useListAddress();
  const maySettle = useMay('operations.settle-files');
  const [settling, setSettling] = useState<Row>();
  const state = search['state'] ?? 'waiting';
  return (
    <>
      <ShapePage
        title={t('Files that could not be read')}
        head={
          <Link to="/data/imports" search={{}} className="link">
            {t('Imports')}
          </Link>
        }
        above={
          <>
            <p className="border-t border-line px-6 py-2 text-ink-2">
              {t(
                'Each lies beside the inbox in its folder “refused”. Mended, it is put into the inbox again or dropped on its page.',
              )}
            </p>
            <ShapeTabs
              shape={unreadFilesList}
              column="state"
              label={t('States')}
              first="waiting"
              tabs={[
                ['waiting', t('Waiting')],
                ['settled', t('Resolved')],
                ['all', t('All')],
              ]}
            />
          </>
        }
        shape={unreadFilesList}
        asked={askedByTab(search, 'state', 'waiting')}
        columns={columnsOf(state)}
        counted={(rows) => countText(rows, t('file'), t('files'))}
        tick={(row) => t('Choose {number}', { number: row.file })}
        titles={{
          csv: t('Export of files that could not be read as CSV'),
          xlsx: t('Export of files that could not be read as a workbook'),
        }}
        none={{
          title: state === 'waiting' ? t('Every file was read') : t('Nothing in this list'),
          text: t('What the inbox brings and nobody can read, or knows the company of, stands here.'),
        }}
      >
        {({ active }) => maySettle && <Deed row={active} begin={setSettling} />}
      </ShapePage>
      {settling && (
        <Why
          title={t('Resolve')}
          about={`${settling.file}: ${sentence(settling.why)}`}
          path={`/api/inbox/unread/${settling.id}/settle`}
          told={t('The file is resolved.')}
          close={() => setSettling(undefined)}
        />
      )}
    </>
  );
}

/** Acts on the row at which the list stands, while it waits. */
function Deed({ row, begin }: { row: Row | undefined; begin: (row: Row) => void }) {
  const waits = row?.state === 'waiting';
  const start = (): void => {
    if (row && waits) begin(row);
  };
  useKeys([{ keys: 'd', label: t('Resolve'), run: start }]);
  return (
    <button type="button" className="button" disabled={!waits} onClick={start}>
      {t('Resolve')} <Keys keys="d" />
    </button>
  );
}

/** What became of it is told where something did. */
const columnsOf = (state: string): readonly ShownColumn<typeof unreadFilesList>[] => [
  {
    key: 'file',
    head: t('File'),
    width: 'minmax(9rem,1.2fr)',
    fixed: true,
    cell: (row) => (
      <span className="font-medium" title={row.file}>
        {row.file}
      </span>
    ),
  },
  {
    key: 'folder',
    head: t('What'),
    width: 'minmax(7rem,.7fr)',
    choices: Object.entries(folderWords()),
    cell: (row) => <span className="text-ink-2">{folderWords()[row.folder as (typeof inboxFolders)[number]]}</span>,
  },
  {
    key: 'why',
    head: t('Why'),
    width: 'minmax(12rem,2.4fr)',
    fixed: true,
    cell: (row) => <span title={sentence(row.why)}>{sentence(row.why)}</span>,
  },
  { key: 'code', head: t('Code'), unseen: true },
  { key: 'state', head: t('State'), unseen: true, byTabs: true },
  { key: 'day', head: t('Day'), unseen: true },
  { key: 'cameAt', head: t('Came'), width: 'minmax(8rem,.8fr)', whole: true },
  {
    key: 'settledBy',
    head: t('Resolved by'),
    width: 'minmax(6rem,.8fr)',
    ...(state === 'waiting' && { unseen: true as const }),
  },
  {
    key: 'settledOn',
    head: t('Resolved on'),
    unseen: true,
    cell: (row) => (row.settledOn === null ? '' : formatDay(row.settledOn, 'field')),
  },
  {
    key: 'reason',
    head: t('Reason'),
    width: 'minmax(8rem,1.2fr)',
    ...(state === 'waiting' && { unseen: true as const }),
  },
];
