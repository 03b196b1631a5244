/** Asking payers what their money is for: who is asked and who is not and why, a letter as it would read, the last look before they go. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AskPayersPreviewAnswer, LetterAnswer } from '#collections/contract';
import { ask, type Parameters } from '../../api.ts';
import { formatCount, formatMoney, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { type ReceiptChoice, useServerWork } from '../../parts/server-work.ts';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { readingOf, useWork } from '../../session.tsx';
import { hold } from '../../toasts.tsx';
import { ConfirmRun } from '../runs/run-parts.tsx';

type Row = AskPayersPreviewAnswer['rows'][number];

/** A receipt as people call it. */
const nameOf = (row: Row): string =>
  `${row.name ?? row.payer ?? t('Unknown payer')} · ${formatMoney(row.left, row.currency)} ${row.currency}`;

interface AskPayersProps {
  readonly choice: ReceiptChoice;
  /** The companies and the filters of the list. */
  readonly where: Parameters;
  readonly close: () => void;
}

export function AskPayers({ choice, where, close }: AskPayersProps) {
  const { tenant, session } = useWork();
  const askThem = useServerWork('/api/remittance-requests', t('Asking payers'));
  const [picked, setPicked] = useState<string>();
  // What is shown is what was looked at: it is read once.
  const preview = useQuery({
    queryKey: ['asking payers', tenant, where, choice],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: ({ signal }) =>
      ask<AskPayersPreviewAnswer>('POST', '/api/remittance-requests/preview', {
        tenant,
        csrfToken: session.csrfToken,
        query: where,
        body: { choice },
        signal,
      }),
  });
  const { data } = preview;
  const included = data?.rows.filter((row) => row.leftOut === null) ?? [];
  const leftOut = (data?.rows ?? []).flatMap((row) =>
    row.leftOut ? [{ number: String(row.id), reason: `${nameOf(row)}: ${sentence(row.leftOut.text)}` }] : [],
  );
  const shown = included.find((row) => String(row.id) === picked) ?? included[0];
  const letter = useQuery({
    ...readingOf<LetterAnswer>(tenant, `/api/receipts/${shown?.id}/remittance-letter`, { company: shown?.company }),
    enabled: shown !== undefined,
  });
  if (!data)
    return (
      <Dialog title={t('Ask payers?')} width="max-w-3xl" close={close}>
        {preview.error ? (
          <Failure error={preview.error} retry={() => void preview.refetch()} />
        ) : (
          <Skeleton rows={12} className="px-6 py-4" />
        )}
      </Dialog>
    );
  if (!shown)
    return (
      <Dialog title={t('Nobody can be asked')} close={close}>
        <ul className="overflow-y-auto px-6 py-4 text-ink-2">
          {leftOut.map((one) => (
            <li key={one.number}>{one.reason}</li>
          ))}
          <More shown={leftOut.length} of={data.leftOut} />
        </ul>
      </Dialog>
    );
  const run = (): void => {
    close();
    hold(
      data.count === 1 ? t('1 request leaves') : t('{count} requests leave', { count: formatCount(data.count) }),
      () => askThem(where, { choice, digest: data.digest }),
    );
  };
  return (
    <ConfirmRun
      title={data.count === 1 ? t('Ask 1 payer?') : t('Ask {count} payers?', { count: formatCount(data.count) })}
      unseen={0}
      totals={
        included.length === 1 ? (
          <p className="font-semibold tabular-nums">{nameOf(shown)}</p>
        ) : (
          <>
            <p className="flex flex-wrap gap-x-4">
              {data.totals.map(({ currency, amount }) => (
                <span key={currency} className="font-semibold tabular-nums">
                  {formatMoney(amount, currency)} <span className="text-meta font-normal text-ink-2">{currency}</span>
                </span>
              ))}
            </p>
            <label className="flex items-center gap-2">
              <span className="text-ink-2">{t('The letter to')}</span>
              <select
                className="field max-w-80"
                value={String(shown.id)}
                onChange={(event) => setPicked(event.target.value)}
              >
                {included.map((row) => (
                  <option key={String(row.id)} value={String(row.id)}>
                    {nameOf(row)}
                  </option>
                ))}
              </select>
              <More shown={included.length} of={data.count} />
            </label>
          </>
        )
      }
      excluded={data.leftOut}
      letter={letter}
      leftOut={leftOut}
      close={close}
      run={run}
    />
  );
}

/** Says where only the first of many are shown. */
function More({ shown, of }: { shown: number; of: number }) {
  if (shown >= of) return null;
  return (
    <span className="text-meta text-ink-2">
      {t('the first {shown} of {count}', { shown: formatCount(shown), count: formatCount(of) })}
    </span>
  );
}
