/** The control sample of a month: what posted without a person is judged by one; the error that the verdicts measure. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { SampledAnswer, SamplesAnswer } from '#cash/contract';
import { formatCount, formatDay, formatMoney, formatShare } from '../../format.ts';
import { t } from '../../language.ts';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say, sayRefused } from '../../toasts.tsx';
import { Why } from '../offsets/why.tsx';
import { evidenceWords } from './quality-words.ts';

type Sample = SamplesAnswer['rows'][number];
type Receipt = SampledAnswer['rows'][number];

/** The month before a day, YYYY-MM. */
const monthBefore = (day: string): string => {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
};

/** `today`: the last day that the figures of the page count. */
export function ControlSamples({ today }: { today: string }) {
  const { company } = useWork();
  const mayReview = useMay('cash.review-postings');
  const read = useReading<SamplesAnswer>('/api/control-samples', { company });
  const drawing = useWriting<{ receipts: number }>();
  const [month, setMonth] = useState(monthBefore(today));
  const [open, setOpen] = useState<string>();
  if (read.isPending) return <Skeleton rows={3} className="px-6 py-3" />;
  if (read.error && !read.data) return <Failure error={read.error} retry={() => void read.refetch()} />;
  const rows = read.data!.rows;
  const shown = rows.find((one) => String(one.sampleId) === open);
  return (
    <section aria-label={t('Control samples')} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2 px-6">
        <h2 className="text-fact font-semibold">{t('Control samples')}</h2>
        {mayReview && (
          <form
            className="flex flex-wrap items-center gap-2"
            onSubmit={(event) => {
              event.preventDefault();
              drawing.mutate(
                { path: '/api/control-samples', query: { company }, body: { month } },
                {
                  told: ({ receipts }) =>
                    say(
                      receipts === 1
                        ? t('1 posting was drawn.')
                        : t('{count} postings were drawn.', { count: formatCount(receipts) }),
                    ),
                },
              );
            }}
          >
            <label className="flex items-center gap-2">
              <span className="text-ink-2">{t('Month')}</span>
              <input
                className="field w-24 tabular-nums"
                required
                pattern="\d{4}-\d{2}"
                value={month}
                onChange={(event) => setMonth(event.target.value)}
              />
            </label>
            <button type="submit" className="button" disabled={drawing.isPending}>
              {t('Draw a sample')}
            </button>
            <Refused error={drawing.error} />
          </form>
        )}
      </div>
      {rows.length === 0 ? (
        <p className="border-y border-line bg-surface px-6 py-3 text-ink-2">
          {t('None was drawn: what nobody looked at says little about how often it was wrong.')}
        </p>
      ) : (
        <WideTable className="border-t border-line bg-surface">
          <LedgerTable
            label={t('Control samples')}
            heads={[
              t('Month'),
              { text: t('Posted by themselves'), numeric: true },
              { text: t('Judged'), numeric: true },
              { text: t('Wrong'), numeric: true },
              { text: t('Measured error'), numeric: true },
              { text: t('At most'), numeric: true },
              { text: t('Show'), unseen: true },
            ]}
          >
            <tbody>
              {rows.map((one) => (
                <tr key={String(one.sampleId)} className={one === shown ? 'bg-selection' : ''}>
                  <th scope="row" className="tabular-nums">
                    {one.month}
                  </th>
                  <td className="numeric">{formatCount(one.population)}</td>
                  <td className="numeric">
                    {t('{done} of {all}', { done: formatCount(one.judged), all: formatCount(one.drawn) })}
                  </td>
                  <td className={`numeric ${one.wrong > 0 ? 'text-bad' : ''}`}>{formatCount(one.wrong)}</td>
                  <td className="numeric">{one.errorRate === null ? '–' : formatShare(one.errorRate, 2)}</td>
                  <td className="numeric text-ink-2">{one.upper === null ? '–' : formatShare(one.upper, 2)}</td>
                  <td className="text-right">
                    <button
                      type="button"
                      className="link"
                      aria-expanded={one === shown}
                      aria-label={t('Postings of {month}', { month: one.month })}
                      onClick={() => setOpen(one === shown ? undefined : String(one.sampleId))}
                    >
                      {t('Postings')}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </LedgerTable>
        </WideTable>
      )}
      {shown && <Postings sample={shown} mayReview={mayReview} />}
    </section>
  );
}

function Postings({ sample, mayReview }: { sample: Sample; mayReview: boolean }) {
  const { company } = useWork();
  const path = `/api/control-samples/${sample.sampleId}/receipts`;
  const read = useReading<SampledAnswer>(path, { company }, { keep: true });
  const judging = useWriting();
  const [wrong, setWrong] = useState<Receipt>();
  if (read.isPending) return <Skeleton rows={6} className="px-6 py-3" />;
  if (read.error && !read.data) return <Failure error={read.error} retry={() => void read.refetch()} />;
  const right = (row: Receipt): void =>
    judging.mutate(
      { path: `${path}/${row.receiptId}`, query: { company }, body: { verdict: 'right' } },
      { onError: sayRefused },
    );
  const nameOf = (row: Receipt): string => row.name ?? row.payer ?? '';
  return (
    <>
      <WideTable className="border-t border-line bg-surface">
        <LedgerTable
          label={t('Postings of {month}', { month: sample.month })}
          heads={[t('Posted'), t('Customer'), { text: t('Amount'), numeric: true }, t('Evidence'), t('Verdict')]}
        >
          <tbody>
            {read.data!.rows.map((row) => (
              <tr key={String(row.receiptId)}>
                <td className="whitespace-nowrap tabular-nums">{formatDay(row.postingDate, 'field')}</td>
                <th scope="row">
                  <Link
                    to="/cash/lines/$receipt"
                    params={{ receipt: String(row.receiptId) }}
                    search={{}}
                    className="drill"
                  >
                    {nameOf(row)}
                  </Link>
                </th>
                <td className="numeric whitespace-nowrap">
                  {formatMoney(row.amount, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
                </td>
                <td className="w-full min-w-64">
                  {evidenceWords()[row.evidence]}
                  <span className="block text-meta text-ink-2">{row.explanation}</span>
                </td>
                <td className="whitespace-nowrap">
                  {row.verdict !== null ? (
                    <span className={row.verdict === 'right' ? 'text-ok' : 'text-bad'}>
                      {row.verdict === 'right' ? t('Right') : t('Wrong')}
                      <span className="block text-meta text-ink-2">
                        {[row.person, row.reason].filter(Boolean).join(': ')}
                      </span>
                    </span>
                  ) : mayReview ? (
                    <span className="inline-flex gap-2">
                      <button
                        type="button"
                        className="button"
                        disabled={judging.isPending}
                        aria-label={t('Right: {name}', { name: nameOf(row) })}
                        onClick={() => right(row)}
                      >
                        {t('Right')}
                      </button>
                      <button
                        type="button"
                        className="button"
                        aria-label={t('Wrong: {name}', { name: nameOf(row) })}
                        onClick={() => setWrong(row)}
                      >
                        {t('Wrong…')}
                      </button>
                    </span>
                  ) : (
                    <span className="text-ink-2">{t('to be judged')}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </LedgerTable>
      </WideTable>
      {wrong && (
        <Why
          title={t('It was wrong')}
          about={t('What it paid is open again, and the money waits on the account.')}
          path={`${path}/${wrong.receiptId}`}
          query={{ company }}
          body={{ verdict: 'wrong' }}
          told={t('Taken back.')}
          close={() => setWrong(undefined)}
        />
      )}
    </>
  );
}
