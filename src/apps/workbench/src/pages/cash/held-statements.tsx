/** Above the lines of the bank: statements that are held, each with why, to be let in as they are or left out. */
import { useState } from 'react';
import type { HeldStatementsAnswer } from '#cash/contract';
import { formatCount, formatDay, formatMoney, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { say } from '../../toasts.tsx';

type Statement = HeldStatementsAnswer['rows'][number];
type Way = 'release' | 'leave-out';

const linesOf = (count: number): string =>
  count === 1 ? t('1 line') : t('{count} lines', { count: formatCount(count) });

export function HeldStatements() {
  const { company } = useWork();
  const mayApply = useMay('cash.apply');
  const { data } = useReading<HeldStatementsAnswer>('/api/held-statements', { company });
  const [deciding, setDeciding] = useState<{ statement: Statement; way: Way }>();
  if (!data || data.rows.length === 0) return null;
  const title = t('Statements held');
  return (
    <section aria-label={title} className="border-t border-line bg-surface">
      <h2 className="px-6 pt-2 font-medium text-warn">{title}</h2>
      <p className="px-6 pb-1 text-ink-2">
        {t('Nothing of them is posted. A corrected statement takes their lines over; else a person decides.')}
      </p>
      <WideTable className="max-h-56 overflow-y-auto">
        <LedgerTable
          label={title}
          heads={[
            t('Bank account'),
            t('Statement'),
            t('Until'),
            t('Lines'),
            { text: t('Amount'), numeric: true as const },
            t('Why'),
            ...(mayApply ? [t('Decide')] : []),
          ]}
        >
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.account}</th>
                <td>{row.number ?? row.file}</td>
                <td className="whitespace-nowrap text-ink-2 tabular-nums">{row.to && formatDay(row.to, 'field')}</td>
                <td className="tabular-nums">{formatCount(row.lineCount)}</td>
                <td className="numeric whitespace-nowrap">
                  {formatMoney(row.sum, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
                </td>
                <td>{sentence(row.reason)}</td>
                {mayApply && (
                  <td className="whitespace-nowrap">
                    {(['release', 'leave-out'] as const).map((way) => (
                      <button
                        key={way}
                        type="button"
                        className="link mr-4"
                        onClick={() => setDeciding({ statement: row, way })}
                      >
                        {way === 'release' ? t('Release it') : t('Leave it out')}
                      </button>
                    ))}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </LedgerTable>
      </WideTable>
      {deciding && <DecideStatement {...deciding} close={() => setDeciding(undefined)} />}
    </section>
  );
}

interface DecideStatementProps {
  readonly statement: Statement;
  readonly way: Way;
  readonly close: () => void;
}

function DecideStatement({ statement, way, close }: DecideStatementProps) {
  const { company } = useWork();
  const { id, currency, lineCount, lines } = statement;
  const letsIn = way === 'release';
  const number = statement.number ?? statement.file;
  return (
    <ReasonDialog<{ lines: number; applied?: number; proposed?: number }>
      title={letsIn ? t('Release statement {number}', { number }) : t('Leave statement {number} out', { number })}
      does={letsIn ? t('Release it') : t('Leave it out')}
      write={{ path: `/api/held-statements/${id}/${way}`, query: { company } }}
      told={(answer) =>
        say(
          letsIn
            ? t('Statement {number} is released: {applied} lines applied, {proposed} proposed.', {
                number,
                applied: formatCount(answer.applied ?? 0),
                proposed: formatCount(answer.proposed ?? 0),
              })
            : t('Statement {number} is left out.', { number }),
        )
      }
      close={close}
    >
      <p>{sentence(statement.reason)}</p>
      <p className="text-ink-2">
        {letsIn
          ? t('The bank’s lines are right as they stand here: each is posted and matched at once.')
          : t('The lines are not posted. They stay known, so that no other file of the same lines brings them.')}
      </p>
      <p className="tabular-nums">
        {linesOf(lineCount)} · {formatMoney(statement.sum, currency)} {currency}
      </p>
      <ul aria-label={t('Lines')} className="max-h-40 overflow-y-auto border-y border-line py-1" tabIndex={-1}>
        {lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a statement never move
          <li key={place} className="flex gap-3 py-0.5">
            <span className="text-ink-2 tabular-nums">{formatDay(line.day, 'field')}</span>
            <span className="min-w-0 flex-1 truncate">{[line.payer, line.text].filter(Boolean).join(' · ')}</span>
            <span className="tabular-nums">{formatMoney(line.amount, currency)}</span>
          </li>
        ))}
      </ul>
    </ReasonDialog>
  );
}
