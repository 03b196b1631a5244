/** Imports: files dropped, recognised, checked and taken in; what was imported before, with its bad rows and an undo. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { importsList } from '#integrations/lists';
import type { ListAnswer, ListRow } from '#lists/contract';
import { formatCount, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { download } from '../../parts/download.ts';
import { DropFiles } from '../../parts/drop-files.tsx';
import { FilesAtHand, useFilesAtHand } from '../../parts/files-at-hand.tsx';
import { countText } from '../../parts/grid.tsx';
import { ShapePage } from '../../parts/shape-page.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { sayRefused } from '../../toasts.tsx';
import { FileAtHand } from './file-at-hand.tsx';
import { NotUndone } from './not-undone.tsx';
import { UndoImport } from './undo-import.tsx';

type Row = ListRow<typeof importsList>;

export function ImportsPage() {
  const { tenant } = useWork();
  const mayImport = useMay('cash.import');
  const mayUndo = useMay('receivables.reverse');
  const mayFetch = useMay('receivables.import');
  const hand = useFilesAtHand();
  const running = useRunningImport(hand.files.length > 0);
  const [undoing, setUndoing] = useState<Row>();
  const fetchBad = (row: Row): void => {
    download(`/api/imports/${row.importId}/bad-rows`, { tenant, query: {}, progress: () => undefined }).catch(
      sayRefused,
    );
  };
  return (
    <>
      <ShapePage
        title={t('Imports')}
        label={t('Past imports')}
        shape={importsList}
        head={
          <Link to="/data/loads" search={{}} className="link">
            {t('Loads of the ERP')}
          </Link>
        }
        above={
          <>
            {mayImport && (
              <DropFiles
                title={t('Drop bank files, open items or customers here')}
                text={t('Each is recognised and checked first; nothing is posted before you say so.')}
                take={hand.take}
              />
            )}
            <FilesAtHand hand={hand}>
              {(file, close) => <FileAtHand file={file} running={running(file.name)} close={close} />}
            </FilesAtHand>
          </>
        }
        counted={(rows) => countText(rows, t('import'), t('imports'))}
        tick={(row) => t('Choose {number}', { number: row.file })}
        titles={{ csv: t('Export of imports as CSV'), xlsx: t('Export of imports as a workbook') }}
        columns={[
          {
            key: 'file',
            head: t('File'),
            width: 'minmax(6rem,2fr)',
            whole: true,
            fixed: true,
            cell: (row) => (
              <span className="font-medium" title={row.refusal ? sentence(row.refusal) : row.file}>
                {row.file}
              </span>
            ),
          },
          { key: 'company', head: t('Company') },
          {
            key: 'kind',
            head: t('Kind'),
            width: 'minmax(6rem,1.1fr)',
            whole: true,
            choices: Object.entries(kindWords).map(([kind, text]) => [kind, t(text)] as const),
            cell: (row) => <span className="text-ink-2">{t(kindWords[row.kind as Kind])}</span>,
          },
          {
            key: 'state',
            head: t('State'),
            width: 'minmax(7rem,1.3fr)',
            choices: stateChoices(),
            cell: (row) => <State row={row} />,
          },
          { key: 'rows', head: t('Rows'), width: 'minmax(3rem,.7fr)', spare: true },
          { key: 'imported', head: t('Taken'), width: 'minmax(3rem,.7fr)' },
          { key: 'known', head: t('Known'), width: 'minmax(3rem,.7fr)', spare: true },
          {
            key: 'bad',
            head: t('Bad'),
            width: 'minmax(3rem,.7fr)',
            cell: (row) =>
              row.badFile === 'yes' && mayFetch ? (
                <button
                  type="button"
                  className="link tabular-nums"
                  aria-label={t('Bad rows of {file} as a file: {count}', {
                    count: formatCount(row.bad ?? 0),
                    file: row.file,
                  })}
                  onClick={() => fetchBad(row)}
                >
                  {formatCount(row.bad ?? 0)}
                </button>
              ) : (
                <span className={row.bad ? 'text-warn' : 'text-ink-2'}>
                  {row.bad === null ? '' : formatCount(row.bad)}
                </span>
              ),
          },
          { key: 'day', head: t('Day'), unseen: true },
          { key: 'startedAt', head: t('When'), width: 'minmax(7rem,1fr)', whole: true },
          { key: 'person', head: t('Who'), width: 'minmax(4.6rem,1fr)', spare: true },
          { key: 'mapping', head: t('Mapping'), unseen: true },
        ]}
        more={[
          {
            key: 'undo',
            head: t('Undo'),
            width: '5.5rem',
            whole: true,
            cell: (row) => <Undo row={row} mayUndo={mayUndo} undo={setUndoing} />,
          },
        ]}
        none={{
          title: t('Nothing was imported yet'),
          text: t('Begin with the customers, then their open items, then the bank statement of yesterday.'),
          all: t('Show all imports'),
        }}
      />
      {undoing?.kind === 'items' && <UndoImport row={undoing} close={() => setUndoing(undefined)} />}
      {undoing && undoing.kind !== 'items' && (
        <NotUndone
          kind={undoing.kind as Exclude<Kind, 'items'>}
          file={undoing.file}
          close={() => setUndoing(undefined)}
        />
      )}
    </>
  );
}

/** An import of a file that is under way now: how far it is. */
export function useRunningImport(asked: boolean): (fileName: string) => Row | undefined {
  const { company } = useWork();
  const { data } = useReading<ListAnswer<Row>>(
    importsList.path,
    { company, sort: importsList.sort, limit: 1, totals: 'no' },
    { enabled: asked },
  );
  const newest = data?.rows[0];
  return (fileName) => (newest?.state === 'running' && newest.file === fileName ? newest : undefined);
}

export const kindWords = {
  bank: 'Bank statement',
  items: 'Open items',
  customers: 'Customers',
  payables: 'Payables',
} as const;
export type Kind = keyof typeof kindWords;

const stateChoices = () =>
  [
    ['running', t('Running')],
    ['done', t('Imported')],
    ['held', t('Held: it does not foot')],
    ['refused', t('Refused')],
    ['failed', t('Broke off: bring the file again')],
    ['reversed', t('Reversed')],
  ] as const;

interface UndoProps {
  readonly row: Row;
  readonly mayUndo: boolean;
  readonly undo: (row: Row) => void;
}

function Undo({ row, mayUndo, undo }: UndoProps) {
  if (row.state === 'running') return null;
  if (row.kind !== 'items')
    return (
      <button
        type="button"
        className="link text-ink-2"
        aria-label={t('Why not undo {file}', { file: row.file })}
        onClick={() => undo(row)}
      >
        {t('Why not')}
      </button>
    );
  if (!mayUndo || (row.imported ?? 0) <= (row.reversed ?? 0)) return null;
  return (
    <button type="button" className="link" aria-label={t('Undo {file}', { file: row.file })} onClick={() => undo(row)}>
      {t('Undo')}
    </button>
  );
}

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
        <span className="text-bad" title={row.refusal ? sentence(row.refusal) : ''}>
          {t('Refused')}
        </span>
      );
    default:
      return <span className="text-bad">{t('Broke off: bring the file again')}</span>;
  }
}
