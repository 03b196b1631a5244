/** Offsets: what is proposed for aged balances, with the documents that are missing, and what became of earlier ones. */
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { OffsetsAnswer } from '#offsets/contract';
import { formatDay, formatMoney } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Segmented } from '../../parts/controls.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Failure, Notice, Refused, Skeleton } from '../../parts/states.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { OffsetPages } from './offset-pages.tsx';
import { basisWords, kindWords, stateTones, stateWords } from './words.ts';

export function OffsetsPage() {
  const { company } = useWork();
  const mayPropose = useMay('offsets.propose');
  const [shown, setShown] = useState<'proposed' | 'all'>('proposed');
  const state = shown === 'proposed' ? 'proposed' : undefined;
  const read = useReading<OffsetsAnswer>('/api/offsets', { company, state, limit: 200 }, { keep: true });
  const looking = useWriting<{ proposed: number; revised: number; withdrawn: number }>();
  const look = (): void =>
    looking.mutate(
      { path: '/api/offsets/proposals', query: { company } },
      {
        onSuccess: ({ proposed, revised, withdrawn }) =>
          say(
            t('{proposed} new, {revised} brought up to date, {withdrawn} withdrawn', { proposed, revised, withdrawn }),
          ),
      },
    );
  useKeys(mayPropose ? [{ keys: 'n', label: t('Look for offsets'), run: look }] : []);
  return (
    <>
      <OffsetPages />
      <PageHead title={t('Offsets')}>
        <Segmented
          label={t('Which offsets')}
          value={shown}
          options={[
            ['proposed', t('Open')],
            ['all', t('All')],
          ]}
          onChange={setShown}
        />
        {mayPropose && (
          <button type="button" className="button button-primary" disabled={looking.isPending} onClick={look}>
            {t('Look for offsets')}
          </button>
        )}
      </PageHead>
      {looking.error && (
        <div className="border-t border-line px-6 py-2">
          <Refused error={looking.error} />
        </div>
      )}
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the page's content is scrolled by keys
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto border-t border-line bg-surface px-6 py-4 focus-visible:-outline-offset-2"
      >
        {read.isPending ? (
          <Skeleton rows={8} />
        ) : read.error && !read.data ? (
          <Failure error={read.error} retry={() => void read.refetch()} />
        ) : (
          <OffsetRows
            rows={read.data!.rows}
            empty={
              <Notice title={t('No offset is open')}>
                <p className="text-ink-2">
                  {t('Credits and payables of the same legal entity are set off against what is aged: look for some.')}
                </p>
              </Notice>
            }
          />
        )}
      </div>
    </>
  );
}

/** Offsets as rows; what is said where there are none. */
export function OffsetRows({ rows, empty }: { rows: OffsetsAnswer['rows']; empty: ReactNode }) {
  if (rows.length === 0) return empty;
  return (
    <table className="w-full min-w-[52rem] border-collapse">
      <thead>
        <tr className="border-b border-line text-left text-meta text-ink-2">
          <th className="py-1 pr-4 font-normal">{t('Customer')}</th>
          <th className="py-1 pr-4 font-normal">{t('What is set off')}</th>
          <th className="py-1 pr-4 text-right font-normal">{t('Amount')}</th>
          <th className="py-1 pr-4 font-normal">{t('Currency')}</th>
          <th className="py-1 pr-4 font-normal">{t('Documents')}</th>
          <th className="py-1 pr-4 font-normal">{t('Day')}</th>
          <th className="py-1 font-normal">{t('State')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={String(row.id)} className="border-b border-line hover:bg-hover">
            <td className="py-1.5 pr-4">
              <Link
                to="/offsets/$offset"
                params={{ offset: String(row.id) }}
                search={(old) => old}
                className="link font-medium"
              >
                {row.name}
              </Link>{' '}
              <span className="text-ink-2">{row.customer}</span>
            </td>
            <td className="py-1.5 pr-4">
              {t(kindWords[row.kind])}{' '}
              <span className="text-ink-2">
                · {t(basisWords[row.basis])}
                {row.agreement !== null && ` ${row.agreement}`}
              </span>
            </td>
            <td className="py-1.5 pr-4 text-right tabular-nums">{formatMoney(row.amount, row.currency)}</td>
            <td className="py-1.5 pr-4">{row.currency}</td>
            <td className="py-1.5 pr-4">
              {row.gaps > 0 ? (
                <span className="text-warn">{t('{count} missing', { count: row.gaps })}</span>
              ) : (
                <span className="text-ink-2">{row.documents.length > 0 ? t('Complete') : ''}</span>
              )}
              {row.request !== null && row.gaps > 0 && (
                <span className="text-ink-2">
                  {' '}
                  · {t('asked for by {day}', { day: formatDay(row.request.dueDate) })}
                </span>
              )}
            </td>
            <td className="py-1.5 pr-4">{formatDay(row.postingDate ?? row.proposedDate)}</td>
            <td className={`py-1.5 ${stateTones[row.state]}`}>{t(stateWords[row.state])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
