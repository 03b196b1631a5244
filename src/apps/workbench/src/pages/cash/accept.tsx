/** Many proposals at once: chosen from the queue, seen as they would be posted, accepted in one go, each taken back by its reversal. */

import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { ReceiptsAnswer } from '#cash/contract';
import type { Parameters } from '../../api.ts';
import { formatCount, formatDay, formatMoney, formatShare, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { type Column, Grid } from '../../parts/grid.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { everything, isChosen, nothing, toggle, useSelection, withAll } from '../../parts/selection.ts';
import type { ReceiptChoice } from '../../parts/server-work.ts';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { useWindows } from '../../parts/windows.ts';
import { useCompanies, useMay } from '../../session.tsx';
import { sayWrong } from '../../toasts.tsx';
import { AcceptPreview } from './accept-preview.tsx';
import { CashPages } from './cash-pages.tsx';

type Row = ReceiptsAnswer['rows'][number];

export function AcceptPage() {
  const { several, ...where } = useCompanies();
  const navigate = useNavigate();
  const mayApply = useMay('cash.apply');
  const query: Parameters = { ...where, queue: 'proposed' };
  const list = useWindows<ReceiptsAnswer>('/api/receipts', query);
  const [active, setActive] = useState(0);
  const [previewed, setPreviewed] = useState<ReceiptChoice>();
  const question = JSON.stringify(query);
  const [selection, setSelection] = useSelection(question);
  const onMove = useCallback((index: number) => setActive(index), []);
  const count = list.answer?.counts.proposed ?? 0;
  const chosenCount = selection.all ? Math.max(0, count - selection.items.size) : selection.items.size;
  const isRowChosen = (row: Row): boolean => isChosen(selection, String(row.id));
  const chooseAlso = (rows: readonly Row[]): void => setSelection((old) => withAll(old, rows.map(figureOf)));
  const choose = (row: Row): void => setSelection((old) => toggle(old, ...figureOf(row)));
  const preview = (): void => {
    if (!mayApply) return;
    const atHand = list.row(active);
    const ids = [...selection.items.keys()];
    if (chosenCount > 0) setPreviewed(selection.all ? { all: true, except: ids } : { all: false, receipts: ids });
    else if (atHand) setPreviewed({ all: false, receipts: [String(atHand.id)] });
    else sayWrong(t('Choose proposals first: move with the arrows, choose with Space.'));
  };
  useKeys([
    ...(mayApply ? [{ keys: 'a', label: t('See what would be posted'), run: preview }] : []),
    { keys: 'mod+a', label: t('Choose all'), run: () => setSelection(count > 0 ? everything : nothing) },
    { keys: 'Escape', run: () => setSelection(nothing) },
  ]);
  const columns: readonly Column<Row>[] = [
    {
      key: 'received',
      head: t('Received'),
      width: '6.25rem',
      cell: (row) => <span className="tabular-nums">{formatDay(row.valueDate, 'field')}</span>,
    },
    ...(several
      ? [
          {
            key: 'company',
            head: t('Company'),
            width: '5rem',
            cell: (row: Row) => <span className="text-ink-2">{row.company}</span>,
          },
        ]
      : []),
    {
      key: 'payer',
      head: t('Payer'),
      width: 'minmax(9rem,1fr)',
      cell: (row) => row.payer ?? row.name ?? <span className="text-ink-2">{t('Unknown payer')}</span>,
    },
    {
      key: 'left',
      head: t('Left'),
      width: 'minmax(7.5rem,.6fr)',
      numeric: true,
      cell: (row) => (
        <>
          {formatMoney(row.left, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
        </>
      ),
    },
    {
      key: 'why',
      head: t('Why'),
      width: 'minmax(14rem,3fr)',
      cell: (row) => (
        <span className="block truncate text-ink-2" title={sentence(row.explanation)}>
          {sentence(row.explanation)}
        </span>
      ),
    },
    {
      key: 'sure',
      head: t('Sure'),
      width: '4rem',
      numeric: true,
      cell: (row) => formatShare(row.confidence, 0),
    },
  ];
  return (
    <>
      <CashPages />
      <PageHead
        title={t('Accept proposals')}
        meta={list.answer && (count === 1 ? t('1 waits') : t('{count} wait', { count: formatCount(count) }))}
      >
        {chosenCount > 0 && (
          <span className="text-ink-2 tabular-nums">{t('{count} selected', { count: formatCount(chosenCount) })}</span>
        )}
        {mayApply && count > 0 && (
          <button type="button" className="button button-primary" onClick={preview}>
            {t('See what would be posted')} <Keys keys="a" />
          </button>
        )}
      </PageHead>
      {list.error ? (
        <Failure error={list.error} retry={list.retry} />
      ) : !list.answer ? (
        <Skeleton rows={20} className="border-t border-line px-6 py-2" />
      ) : count === 0 && !previewed ? (
        <div className="flex-1 border-t border-line bg-surface">
          <Notice title={t('Nothing waits for you')}>
            <p className="text-ink-2">
              {t('What can be proved is applied by itself; what is only likely comes here.')}
            </p>
          </Notice>
        </div>
      ) : (
        <Grid
          label={t('Proposals')}
          columns={columns}
          count={count}
          row={list.row}
          keyOf={(row) => String(row.id)}
          look={list.look}
          onOpen={(row) =>
            void navigate({
              to: '/cash/lines/$receipt',
              params: { receipt: String(row.id) },
              search: several ? { in: row.company } : {},
            })
          }
          onMove={onMove}
          selected={isRowChosen}
          onSelect={choose}
          tick={(row) => t('Choose {number}', { number: receiptName(row) })}
          onSelectAlso={chooseAlso}
          between={list.between}
          busy={list.busy}
          memory={`accept ${question}`}
        />
      )}
      {previewed && (
        <AcceptPreview
          choice={previewed}
          where={where}
          close={() => {
            setPreviewed(undefined);
            setSelection(nothing);
          }}
        />
      )}
    </>
  );
}

/** A receipt as people call it. */
const receiptName = (row: Row): string =>
  `${row.payer ?? row.name ?? t('Unknown payer')} ${formatMoney(row.left, row.currency)} ${row.currency}`;

/** What a chosen receipt counts for. */
const figureOf = (row: Row) => [String(row.id), { currency: row.currency, open: row.left }] as const;
