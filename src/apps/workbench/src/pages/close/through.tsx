/** Closing a month together with the open ones before it: each with what stands against it, and as far as nothing does. */
import { useState } from 'react';
import type { ChangePeriodAnswer, MonthsReadinessAnswer } from '#ledger/contract';
import type { RevaluationAnswer } from '#receivables/contract';
import { formatMonth, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { Check } from '../../parts/field.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { Refused, Skeleton } from '../../parts/states.tsx';
import { useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

type Month = MonthsReadinessAnswer['months'][number];

interface Props {
  readonly month: string;
  readonly companyId: string;
  readonly close: () => void;
}

export function CloseThrough({ month, companyId, close }: Props) {
  const { company } = useWork();
  const read = useReading<MonthsReadinessAnswer>(
    `/api/periods/${month}/readiness-through`,
    { company },
    { keep: true },
  );
  const [anyway, setAnyway] = useState(false);
  const months = read.data?.months ?? [];
  const held = months.find((one) => one.findings.some((finding) => finding.needed));
  const ready = held ? months.slice(0, months.indexOf(held)) : months;
  const last = ready.at(-1)?.month;
  return (
    <ReasonDialog<ChangePeriodAnswer>
      title={t('Close {month} and the months before it', { month: formatMonth(month) })}
      does={t('Close up to {month}', { month: formatMonth(last ?? month) })}
      ready={last !== undefined}
      write={{
        method: 'PUT',
        path: `/api/periods/${last}`,
        body: { companyId, state: 'closed', through: true, anyway },
      }}
      told={(answer) => say(t('Closed for good up to {month}.', { month: formatMonth(answer.month) }))}
      close={close}
    >
      <p className="text-pretty text-ink-2">
        {t(
          'Nobody posts in them any more, and none is ever opened again. Months without postings between them are closed with them.',
        )}
      </p>
      {read.isPending ? <Skeleton rows={6} /> : read.error && !read.data ? <Refused error={read.error} /> : null}
      {months.length > 0 && <Months months={months} />}
      <Revaluations months={months} month={month} companyId={companyId} />
      {held && (
        <p className="text-pretty text-warn">
          {last === undefined
            ? t('What is needed in {month} is done first.', { month: formatMonth(held.month) })
            : t('What is needed in {month} is done first; the months before it can be closed now.', {
                month: formatMonth(held.month),
              })}
        </p>
      )}
      {ready.some((one) => one.findings.length > 0) && (
        <Check checked={anyway} onChange={setAnyway}>
          {t('Close them anyway; what was not done stays visible')}
        </Check>
      )}
    </ReasonDialog>
  );
}

const Months = ({ months }: { months: readonly Month[] }) => (
  <ul
    aria-label={t('Months')}
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by keys
    tabIndex={0}
    className="flex max-h-72 shrink-0 flex-col gap-1.5 overflow-auto border-y low:max-h-36 border-line py-2 focus-visible:-outline-offset-2"
  >
    {months.map(({ month, findings }) => (
      <li key={month} className="flex flex-wrap items-baseline gap-x-3">
        <span className="w-36 shrink-0">{formatMonth(month)}</span>
        {findings.length === 0 ? (
          <span className="text-ok">{t('Ready to be closed')}</span>
        ) : (
          <span className="min-w-0 flex-1">
            {findings.map((one) => (
              <span key={`${one.code} ${one.text}`} className={`block ${one.needed ? 'text-bad' : 'text-warn'}`}>
                {sentence(one.text)}
              </span>
            ))}
          </span>
        )}
      </li>
    ))}
  </ul>
);

/** One deed for what many old months lack alike: their revaluation. */
function Revaluations({ months, month, companyId }: { months: readonly Month[]; month: string; companyId: string }) {
  const writing = useWriting<RevaluationAnswer>();
  if (!months.some((one) => one.findings.some(({ code }) => code === 'receivables.not-revalued'))) return null;
  return (
    <div className="flex flex-col items-start gap-2">
      <button
        type="button"
        className="button"
        disabled={writing.isPending}
        onClick={() =>
          writing.mutate(
            { path: '/api/revaluations', body: { companyId, month, through: true } },
            { told: () => say(t('The months are revalued; each is taken back on the first day of the next.')) },
          )
        }
      >
        {writing.isPending ? t('Saving…') : t('Post the revaluations of all')}
      </button>
      {writing.error && <Refused error={writing.error} />}
    </div>
  );
}
