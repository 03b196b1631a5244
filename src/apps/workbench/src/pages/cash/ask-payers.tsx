/** Asking payers what their money is for: every letter as it would read, who is not asked and why, and the last look before they go. */
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { LetterAnswer } from '#collections/contract';
import { ApiError, ask } from '../../api.ts';
import { formatCount, formatMoney, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useSeveral } from '../../parts/several.ts';
import { Skeleton } from '../../parts/states.tsx';
import { useWork } from '../../session.tsx';
import { hold } from '../../toasts.tsx';
import { ConfirmRun } from '../runs/run-parts.tsx';
import { nameOf, type Row } from './unapplied-columns.tsx';

/** Every letter is made before it is sent: more at once are not looked at by anybody. */
export const mostAsked = 100;

interface AskPayersProps {
  readonly rows: readonly Row[];
  readonly close: () => void;
}

export function AskPayers({ rows, close }: AskPayersProps) {
  const { tenant } = useWork();
  const several = useSeveral();
  const [at, setAt] = useState(0);
  const letters = useQueries({
    queries: rows.map((row) => ({
      queryKey: [`/api/receipts/${row.id}/remittance-letter`, tenant, { company: row.company }],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        ask<LetterAnswer>('GET', `/api/receipts/${row.id}/remittance-letter`, {
          tenant,
          query: { company: row.company },
          signal,
        }),
      retry: (failures: number, fault: Error) => failures < 2 && !(fault instanceof ApiError && fault.status > 0),
    })),
  });
  const made = rows.map((row, index) => ({ row, letter: letters[index]! }));
  const included = made.filter(({ letter }) => letter.data !== undefined);
  const excluded = made.filter(({ letter }) => letter.error !== null && letter.data === undefined);
  const title = rows.length === 1 ? t('Ask 1 payer?') : t('Ask {count} payers?', { count: formatCount(rows.length) });
  if (included.length + excluded.length < rows.length)
    return (
      <Dialog title={title} width="max-w-3xl" close={close}>
        <Skeleton rows={12} className="px-6 py-4" />
      </Dialog>
    );
  const leftOut = excluded.map(({ row, letter }) => ({
    number: String(row.id),
    reason: `${nameOf(row)}: ${letter.error!.message}`,
  }));
  if (included.length === 0)
    return (
      <Dialog title={t('Nobody can be asked')} close={close}>
        <ul className="overflow-y-auto px-6 py-4 text-ink-2">
          {leftOut.map((one) => (
            <li key={one.number}>{sentence(one.reason)}</li>
          ))}
        </ul>
      </Dialog>
    );
  const shown = included[Math.min(at, included.length - 1)]!;
  const run = (): void => {
    close();
    const asked = included.map(({ row }) => row);
    hold(
      asked.length === 1 ? t('1 request leaves') : t('{count} requests leave', { count: formatCount(asked.length) }),
      () =>
        void several(
          asked.map((row) => ({
            name: nameOf(row),
            path: `/api/receipts/${row.id}/request-remittance`,
            query: { company: row.company },
          })),
          { title: t('Asking payers'), one: t('The payer is asked with the next sending.') },
        ),
    );
  };
  return (
    <ConfirmRun
      title={title}
      totals={
        included.length === 1 ? (
          <p className="font-semibold tabular-nums">{nameOf(shown.row)}</p>
        ) : (
          <label className="flex items-center gap-2">
            <span className="text-ink-2">{t('The letter to')}</span>
            <select
              className="field max-w-80"
              value={Math.min(at, included.length - 1)}
              onChange={(event) => setAt(Number(event.target.value))}
            >
              {included.map(({ row }, index) => (
                <option key={String(row.id)} value={index}>
                  {row.name} · {formatMoney(row.left, row.currency)} {row.currency}
                </option>
              ))}
            </select>
          </label>
        )
      }
      excluded={excluded.length}
      letter={shown.letter}
      leftOut={leftOut}
      close={close}
      run={run}
    />
  );
}
