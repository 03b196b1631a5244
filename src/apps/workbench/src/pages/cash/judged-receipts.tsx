/** The receipts behind a figure of the matching's quality. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { JudgedAnswer } from '#cash/contract';
import { formatCount, formatDay, formatMoney, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { useReading, useWork } from '../../session.tsx';
import { kindText, type Outcome, outcomeWords } from './quality-words.ts';

interface JudgedReceiptsProps {
  readonly months: string;
  readonly kinds: string | undefined;
  readonly outcomes: string | undefined;
  readonly close: () => void;
}

const page = 50;
const wrong: ReadonlySet<Outcome> = new Set(['otherwise', 'taken_back', 'declined']);

export function JudgedReceipts({ months, kinds, outcomes, close }: JudgedReceiptsProps) {
  const { company } = useWork();
  const [pages, setPages] = useState(1);
  const query = { company, months, kinds, outcomes, limit: Math.min(page * pages, 500) };
  const read = useReading<JudgedAnswer>('/api/matching-quality/receipts', query, { keep: true });
  return (
    <section aria-label={t('Receipts behind the figure')} className="flex flex-col gap-3">
      <div className="flex items-baseline gap-4 px-6">
        <h2 className="text-fact font-semibold">{t('Receipts behind the figure')}</h2>
        {read.data && <span className="tabular-nums text-ink-2">{formatCount(read.data.count)}</span>}
        <button type="button" className="link" onClick={close}>
          {t('Close')}
        </button>
      </div>
      {read.isPending ? (
        <Skeleton rows={6} className="px-6" />
      ) : read.error && !read.data ? (
        <Failure error={read.error} retry={() => void read.refetch()} />
      ) : (
        <WideTable className="border-t border-line bg-surface">
          <table className="ledger" aria-label={t('Receipts behind the figure')}>
            <thead>
              <tr>
                <th scope="col">{t('Day')}</th>
                <th scope="col">{t('Payer')}</th>
                <th scope="col" className="numeric">
                  {t('Amount')}
                </th>
                <th scope="col">{t('What became of it')}</th>
                <th scope="col">{t('Evidence')}</th>
                <th scope="col">{t('Why')}</th>
              </tr>
            </thead>
            <tbody>
              {read.data!.rows.map((one) => (
                <tr key={String(one.id)}>
                  <td className="tabular-nums">{formatDay(one.postingDate)}</td>
                  <th scope="row">
                    <Link
                      to="/cash/lines/$receipt"
                      params={{ receipt: String(one.receiptId) }}
                      search={{}}
                      className="link"
                    >
                      {one.payer ?? one.name ?? t('Unknown payer')}
                    </Link>
                  </th>
                  <td className="numeric">
                    {formatMoney(one.amount, one.currency)} <span className="text-meta text-ink-2">{one.currency}</span>
                  </td>
                  <td className={wrong.has(one.outcome) ? 'text-bad' : ''}>{outcomeWords()[one.outcome]}</td>
                  <td className="text-ink-2">{kindText(one)}</td>
                  <td className="max-w-120 min-w-60 !whitespace-normal text-ink-2">{sentence(one.explanation)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {read.data!.rows.length < Math.min(read.data!.count, 500) && (
            <button type="button" className="link px-6 py-2" onClick={() => setPages(pages + 1)}>
              {t('Show more')}
            </button>
          )}
        </WideTable>
      )}
    </section>
  );
}
