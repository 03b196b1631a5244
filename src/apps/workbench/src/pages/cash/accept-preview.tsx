/** What accepting would post, with those that cannot be accepted and why; then how each ended, with its way back. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AcceptancePreviewAnswer, ReceiptAnswer } from '#cash/contract';
import type { LookedAtAnswer } from '#platform/contract';
import { ask, type Parameters } from '../../api.ts';
import { formatCount, formatMoney, formatShare, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { type ReceiptChoice, useServerWork } from '../../parts/server-work.ts';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { useMay, useWork, useWriting } from '../../session.tsx';
import { differenceWord } from './suggestion.ts';

type Row = AcceptancePreviewAnswer['rows'][number];

/** A receipt as people call it. */
const nameOf = (row: Row): string =>
  `${row.payer ?? row.name ?? t('Unknown payer')} ${formatMoney(row.left, row.currency)} ${row.currency}`;

function whyNot({ leftOut, currency }: Row): string | undefined {
  if (!leftOut) return undefined;
  const number = leftOut.number ?? '';
  if (leftOut.code === 'nothing') return t('nothing is proposed for it any more');
  if (leftOut.code === 'money') return t('it has less money left than the proposal takes');
  if (leftOut.code === 'taken') return t('{number} is taken by another of the chosen', { number });
  if (leftOut.code === 'looked-at')
    return t('{number} is left with a difference that is looked at by itself', { number });
  return t('{number} has only {amount} {currency} open', {
    number,
    amount: formatMoney(leftOut.open ?? '0', currency),
    currency,
  });
}

interface PreviewProps {
  readonly choice: ReceiptChoice;
  /** The companies of the list. */
  readonly where: Parameters;
  readonly close: () => void;
}

export function AcceptPreview({ choice, where, close }: PreviewProps) {
  const { tenant, session } = useWork();
  const accept = useServerWork('/api/acceptance', t('Proposals are accepted'));
  const [running, setRunning] = useState(false);
  const [ended, setEnded] = useState<LookedAtAnswer>();
  // What is shown is what was looked at: it is read once, and not anew while it is accepted.
  const preview = useQuery({
    queryKey: ['acceptance', tenant, where, choice],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: ({ signal }) =>
      ask<AcceptancePreviewAnswer>('POST', '/api/acceptance/preview', {
        tenant,
        csrfToken: session.csrfToken,
        query: where,
        body: { choice },
        signal,
      }),
    enabled: (query) => !running || query.state.data === undefined,
  });
  const { data } = preview;
  const run = (): void => {
    if (running || !data || data.count === 0) return;
    setRunning(true);
    // Where the session ended before, the tray says so.
    void accept(where, { choice, digest: data.digest }).then(setEnded, () => undefined);
  };
  return (
    <Dialog title={running ? t('Accepted proposals') : t('What would be posted')} width="max-w-4xl" close={close}>
      <RunKey run={run} />
      {!data && preview.error ? (
        <Failure error={preview.error} retry={() => void preview.refetch()} />
      ) : !data ? (
        <Skeleton rows={10} className="px-6 py-4" />
      ) : (
        <>
          <p className="flex flex-wrap gap-x-4 border-b border-line px-6 py-2.5">
            <span className="font-semibold">
              {data.count === 1 ? t('1 receipt') : t('{count} receipts', { count: formatCount(data.count) })}
            </span>
            {data.totals.map(({ currency, amount }) => (
              <span key={currency} className="font-semibold tabular-nums">
                {formatMoney(amount, currency)} <span className="text-meta font-normal text-ink-2">{currency}</span>
              </span>
            ))}
            {data.leftOut > 0 && (
              <span className="text-warn">{t('{count} cannot be accepted', { count: formatCount(data.leftOut) })}</span>
            )}
          </p>
          <div
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the receipts are scrolled by keys
            tabIndex={0}
            className="min-h-0 overflow-auto focus-visible:-outline-offset-2"
          >
            <LedgerTable
              label={t('Receipts')}
              heads={[t('Receipt'), t('Pays'), t('Why'), running ? t('How it ended') : t('Accepted')]}
            >
              <tbody>
                {data.rows.map((row) => (
                  <Line key={String(row.id)} row={row} running={running} ended={ended} />
                ))}
              </tbody>
            </LedgerTable>
            {data.count + data.leftOut > data.rows.length && (
              <p className="px-6 py-2.5 text-ink-2">
                {t('The first {count} are shown; counts and totals are of all.', {
                  count: formatCount(data.rows.length),
                })}
              </p>
            )}
          </div>
          <div className="flex justify-end gap-2 border-t border-line px-6 py-3">
            <button type="button" className="button" onClick={close}>
              {running ? t('Close') : t('Cancel')}
            </button>
            {!running && (
              <button type="button" className="button button-primary" disabled={data.count === 0} onClick={run}>
                {data.count === 1 ? t('Accept 1') : t('Accept {count}', { count: formatCount(data.count) })}{' '}
                <Keys keys="mod+Enter" />
              </button>
            )}
          </div>
        </>
      )}
    </Dialog>
  );
}

interface LineProps {
  readonly row: Row;
  readonly running: boolean;
  readonly ended: LookedAtAnswer | undefined;
}

function Line({ row, running, ended }: LineProps) {
  const why = whyNot(row);
  const id = String(row.id);
  const refusal = ended?.refused.find((one) => one.id === id)?.message;
  return (
    <tr className="align-top">
      <th scope="row" className="max-w-56 py-1">
        <span className="block truncate">{row.payer ?? row.name ?? t('Unknown payer')}</span>
        <span className="tabular-nums">
          {formatMoney(row.left, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
        </span>
      </th>
      <td className="py-1 tabular-nums">
        {row.pays.map((one) => (
          <span key={one.number} className="block">
            {one.number} {formatMoney(one.amount, row.currency)}
            {one.adjustments.map((x) => (
              <span key={x.kind} className="pl-2 text-meta text-warn">
                {t(differenceWord(x.kind))} {formatMoney(x.amount, row.currency)}
              </span>
            ))}
          </span>
        ))}
      </td>
      <td className="max-w-80 py-1 !whitespace-normal text-ink-2">
        {sentence(row.explanation)} {t('{percent} sure', { percent: formatShare(row.confidence, 0) })}
      </td>
      <td className="max-w-56 py-1 !whitespace-normal">
        {why !== undefined ? (
          <span className="text-warn">{t('no: {reason}', { reason: why })}</span>
        ) : !running ? (
          <span className="text-ok">{t('yes')}</span>
        ) : !ended ? (
          <span className="text-ink-2">{t('waits its turn')}</span>
        ) : refusal !== undefined ? (
          <span className="text-bad">{sentence(refusal)}</span>
        ) : ended.ids.includes(id) ? (
          <TakenBack row={row} />
        ) : (
          <span className="text-ink-2">{t('not begun: it was stopped before')}</span>
        )}
      </td>
    </tr>
  );
}

/** Accepted; taken back by a reversing clearing as long as one wants: the items are open again, the money stays on account. */
function TakenBack({ row }: { row: Row }) {
  const { tenant } = useWork();
  const mayTakeBack = useMay('receivables.clear');
  const taking = useWriting();
  const [fault, setFault] = useState<Error | null>(null);
  const takeBack = async (): Promise<void> => {
    setFault(null);
    try {
      const { clearingIds } = await ask<ReceiptAnswer>('GET', `/api/receipts/${row.id}`, {
        tenant,
        query: { company: row.company },
      });
      const [clearingId] = clearingIds;
      if (clearingId === undefined) return;
      await taking.mutateAsync({
        path: `/api/clearings/${clearingId}/reversal`,
        body: { reason: 'Taken back right after it was accepted.' },
      });
    } catch (error) {
      setFault(error as Error);
    }
  };
  if (taking.isSuccess) return <span className="text-ink-2">{t('taken back: the money is on account')}</span>;
  return (
    <>
      <span className="text-ok">{t('accepted')}</span>{' '}
      {mayTakeBack && (
        <button
          type="button"
          className="link"
          disabled={taking.isPending}
          aria-label={t('Undo {name}', { name: nameOf(row) })}
          onClick={() => void takeBack()}
        >
          {t('Undo')}
        </button>
      )}
      <Refused error={fault} />
    </>
  );
}

/** Inside the dialog, so that its key lies above the dialog's own layer. */
function RunKey({ run }: { run: () => void }) {
  useKeys([{ keys: 'mod+Enter', label: t('Accept'), whileTyping: true, run }]);
  return null;
}
