/** Imports: files dropped, recognised, checked and taken in; what was imported before, with its bad rows and an undo. */
import { useState } from 'react';
import type { ImportsAnswer } from '#integrations/contract';
import { formatCount, formatInstant } from '../../format.ts';
import { t } from '../../language.ts';
import { download } from '../../parts/download.ts';
import { DropFiles } from '../../parts/drop-files.tsx';
import { FilesAtHand, useFilesAtHand } from '../../parts/files-at-hand.tsx';
import { type Column, countText, Grid } from '../../parts/grid.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { useWindows } from '../../parts/windows.ts';
import { useMay, useWork } from '../../session.tsx';
import { sayRefused } from '../../toasts.tsx';
import { FileAtHand } from './file-at-hand.tsx';
import { NotUndone } from './not-undone.tsx';
import { UndoImport } from './undo-import.tsx';

type Row = ImportsAnswer['rows'][number];

export function ImportsPage() {
  const { company, tenant } = useWork();
  const mayImport = useMay('cash.import');
  const mayUndo = useMay('receivables.reverse');
  const mayFetch = useMay('receivables.import');
  const imports = useWindows<ImportsAnswer>('/api/imports', { company });
  const hand = useFilesAtHand();
  const [undoing, setUndoing] = useState<Row>();
  const fetchBad = (row: Row): void => {
    download(`/api/imports/${row.id}/bad-rows`, { tenant, query: {}, progress: () => undefined }).catch(sayRefused);
  };
  const { answer } = imports;
  return (
    <>
      <PageHead
        title={t('Imports')}
        meta={answer && <span data-count>{countText(answer.count, t('import'), t('imports'))}</span>}
      />
      {mayImport && (
        <DropFiles
          title={t('Drop bank files, open items or customers here')}
          text={t('Each is recognised and checked first; nothing is posted before you say so.')}
          take={hand.take}
        />
      )}
      <FilesAtHand hand={hand}>
        {(file, close) => <FileAtHand file={file} running={running(imports.row(0), file.name)} close={close} />}
      </FilesAtHand>
      {imports.error ? (
        <Failure error={imports.error} retry={imports.retry} />
      ) : !answer ? (
        <Skeleton rows={10} className="border-t border-line px-6 py-2" />
      ) : answer.count === 0 ? (
        <div className="flex-1 border-t border-line bg-surface">
          <Notice title={t('Nothing was imported yet')}>
            <p className="text-ink-2">
              {t('Begin with the customers, then their open items, then the bank statement of yesterday.')}
            </p>
          </Notice>
        </div>
      ) : (
        <Grid
          label={t('Past imports')}
          columns={columnsOf({ mayUndo, mayFetch, fetchBad, undo: setUndoing })}
          count={answer.count}
          row={imports.row}
          keyOf={(row) => `${row.kind} ${row.id ?? ''} ${row.fileName} ${row.startedAt}`}
          look={imports.look}
          busy={imports.busy}
          memory={`imports ${company}`}
        />
      )}
      {undoing?.kind === 'items' && <UndoImport row={undoing} close={() => setUndoing(undefined)} />}
      {undoing && undoing.kind !== 'items' && (
        <NotUndone kind={undoing.kind} file={undoing.fileName} close={() => setUndoing(undefined)} />
      )}
    </>
  );
}

/** The progress of an import of this file that is under way now. */
const running = (newest: Row | undefined, fileName: string): Row | undefined =>
  newest?.state === 'running' && newest.fileName === fileName ? newest : undefined;

export const kindWords: Readonly<Record<Row['kind'], string>> = {
  bank: 'Bank statement',
  items: 'Open items',
  customers: 'Customers',
  payables: 'Payables',
};

const count = (value: number | null) => (value === null ? '' : formatCount(value));

interface Deeds {
  readonly mayUndo: boolean;
  readonly mayFetch: boolean;
  readonly fetchBad: (row: Row) => void;
  readonly undo: (row: Row) => void;
}

const columnsOf = ({ mayUndo, mayFetch, fetchBad, undo }: Deeds): readonly Column<Row>[] => [
  {
    key: 'file',
    head: t('File'),
    width: 'minmax(8rem,2fr)',
    whole: true,
    cell: (row) => (
      <span className="font-medium" title={row.refusal ?? row.fileName}>
        {row.fileName}
      </span>
    ),
  },
  {
    key: 'kind',
    head: t('Kind'),
    width: 'minmax(6rem,1.1fr)',
    whole: true,
    cell: (row) => <span className="text-ink-2">{t(kindWords[row.kind])}</span>,
  },
  { key: 'state', head: t('State'), width: 'minmax(7rem,1.3fr)', cell: (row) => <State row={row} /> },
  { key: 'rows', head: t('Rows'), width: 'minmax(3rem,.7fr)', numeric: true, cell: (row) => count(row.rows) },
  {
    key: 'imported',
    head: t('Taken'),
    width: 'minmax(3rem,.7fr)',
    numeric: true,
    cell: (row) => count(row.imported),
  },
  {
    key: 'known',
    head: t('Known'),
    width: 'minmax(3rem,.7fr)',
    numeric: true,
    cell: (row) => <span className="text-ink-2">{count(row.known)}</span>,
  },
  {
    key: 'bad',
    head: t('Bad'),
    width: 'minmax(3rem,.7fr)',
    numeric: true,
    cell: (row) =>
      row.hasBadFile && mayFetch ? (
        <button
          type="button"
          className="link tabular-nums"
          aria-label={t('{count} bad rows of {file} as a file', { count: count(row.bad), file: row.fileName })}
          onClick={() => fetchBad(row)}
        >
          {count(row.bad)}
        </button>
      ) : (
        <span className={row.bad ? 'text-warn' : 'text-ink-2'}>{count(row.bad)}</span>
      ),
  },
  {
    key: 'when',
    head: t('When'),
    width: 'minmax(7rem,1fr)',
    whole: true,
    cell: (row) => <span className="text-ink-2 tabular-nums">{formatInstant(row.startedAt)}</span>,
  },
  {
    key: 'who',
    head: t('Who'),
    width: 'minmax(5rem,1fr)',
    cell: (row) => <span className="text-ink-2">{row.person}</span>,
  },
  {
    key: 'undo',
    head: <span className="sr-only">{t('Undo')}</span>,
    width: '5.5rem',
    whole: true,
    cell: (row) =>
      mayUndo && row.kind === 'items' && (row.imported ?? 0) > (row.reversed ?? 0) && row.state !== 'running' ? (
        <button
          type="button"
          className="link"
          aria-label={t('Undo {file}', { file: row.fileName })}
          onClick={() => undo(row)}
        >
          {t('Undo')}
        </button>
      ) : row.kind !== 'items' && row.state !== 'running' ? (
        <button
          type="button"
          className="link text-ink-2"
          aria-label={t('Why not undo {file}', { file: row.fileName })}
          onClick={() => undo(row)}
        >
          {t('Why not')}
        </button>
      ) : null,
  },
];

function State({ row }: { row: Row }) {
  if (row.reversed !== null)
    return (
      <span className="text-ink-2">
        {(row.kept ?? 0) > 0
          ? t('Reversed {count}, {kept} stay', {
              count: formatCount(row.reversed),
              kept: formatCount(row.kept ?? 0),
            })
          : t('Reversed')}
      </span>
    );
  switch (row.state) {
    case 'running':
      return (
        <span className="text-accent tabular-nums">
          {row.progressTotal
            ? t('{done} of {total}', { done: formatCount(row.progressDone), total: formatCount(row.progressTotal) })
            : t('Reading…')}
        </span>
      );
    case 'done':
      return <span className="text-ok">{t('Imported')}</span>;
    case 'held':
      return <span className="text-warn">{t('Held: it does not foot')}</span>;
    case 'refused':
      return (
        <span className="text-bad" title={row.refusal ?? ''}>
          {t('Refused')}
        </span>
      );
    case 'failed':
      return <span className="text-bad">{t('Broke off: bring the file again')}</span>;
  }
}
