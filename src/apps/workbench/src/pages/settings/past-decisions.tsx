/** Other limits tried on past decisions: which of them would have taken a second person, or none any more. Changes nothing. */
import { useState } from 'react';
import { addMonths } from '#kernel';
import type { BacktestAnswer } from '#platform';
import { formatCount, formatDay, formatMoney, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { TryOnPast } from '../../parts/try-on-past.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { useWriting } from '../../session.tsx';
import { backtestWords } from './limit-words.ts';

interface PastDecisionsProps {
  readonly action: string;
  readonly companyId: string;
  /** The last day that is replayed. */
  readonly day: string;
  /** The limits that are tried beside those in force; undefined: what is written is not right yet. */
  readonly changes: () => readonly Readonly<Record<string, unknown>>[] | undefined;
}

export function PastDecisions({ action, companyId, day, changes }: PastDecisionsProps) {
  const trying = useWriting<BacktestAnswer>();
  const attempt = (months: number): void => {
    const tried = changes();
    if (tried === undefined) return;
    // What is tried belongs to the question: its action is said once, and it holds for the days asked about.
    const limits = tried.map(({ action: _, validFrom: __, ...limit }) => limit);
    trying.mutate({
      path: '/api/authority/backtests',
      body: { action, companyId, from: addMonths(day, -months), to: day, besides: 'in_force', changes: limits },
    });
  };
  return (
    <TryOnPast
      choices={['1', '3', '12', '36']}
      first="12"
      does={t('Try on past decisions')}
      attempt={attempt}
      trying={trying}
    >
      {trying.data && !trying.isPending && <Result data={trying.data} />}
    </TryOnPast>
  );
}

/** How many that would have been others are shown before somebody asks for all. */
const shownAtFirst = 10;

function Result({ data }: { data: BacktestAnswer }) {
  const [all, setAll] = useState(false);
  const count = data.decisions - data.same;
  const rows = all ? data.changed : data.changed.slice(0, shownAtFirst);
  return (
    <div className="flex flex-col gap-3" role="status">
      <p>
        {data.decisions === 0
          ? t('Nothing of the kind was decided in this time.')
          : t('{others} of {count} decisions would have been others.', {
              others: formatCount(count),
              count: formatCount(data.decisions),
            })}
      </p>
      {rows.length > 0 && (
        <WideTable className="border border-line bg-surface">
          <table className="ledger" aria-label={t('Decisions that would have been others')}>
            <thead>
              <tr>
                <th scope="col">{t('Day')}</th>
                <th scope="col">{t('Who')}</th>
                <th scope="col">{t('What')}</th>
                <th scope="col" className="numeric">
                  {t('Amount')}
                </th>
                <th scope="col">{t('Then it was')}</th>
                <th scope="col">{t('It would be')}</th>
                <th scope="col">{t('Why')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <tr key={String(one.id)}>
                  <td className="tabular-nums">{formatDay(one.day)}</td>
                  <th scope="row">{one.personName}</th>
                  <td className="!whitespace-normal text-ink-2">{sentence(one.subject)}</td>
                  <td className="numeric">
                    {one.amount !== null && one.currency !== null && (
                      <>
                        {formatMoney(one.amount, one.currency)}{' '}
                        <span className="text-meta text-ink-2">{one.currency}</span>
                      </>
                    )}
                  </td>
                  <td className="text-ink-2">{t(backtestWords[one.was])}</td>
                  <td>{t(backtestWords[one.would])}</td>
                  <td className="!whitespace-normal text-ink-2">{sentence(one.why)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
      {data.changed.length > rows.length && (
        <p>
          <button type="button" className="button" onClick={() => setAll(true)}>
            {t('Show more')}
          </button>
        </p>
      )}
    </div>
  );
}
