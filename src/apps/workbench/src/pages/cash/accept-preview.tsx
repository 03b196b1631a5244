/** What accepting would post, receipt by receipt, with those that cannot be accepted and why; then how each ended, with its way back. */
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReceiptAnswer } from '#cash/contract';
import { formatAmount, parseAmount } from '#kernel';
import { ask } from '../../api.ts';
import { formatCount, formatMoney, formatShare, humanise, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { type DeedResult, useSeveral } from '../../parts/several.ts';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { useMay, useWork, useWriting } from '../../session.tsx';
import { type Row, receiptName } from './accept.tsx';
import { allocationsOf, type Choice, closedBy, suggestion } from './suggestion.ts';

interface Planned {
  readonly row: Row;
  readonly data: ReceiptAnswer;
  readonly choices: ReadonlyMap<string, Choice>;
  /** Why it cannot be accepted; undefined: it can. */
  readonly why: string | undefined;
}

/** What the suggestions would do one after the other: an item that an earlier one takes is not there for a later one. */
function plan(rows: readonly { readonly row: Row; readonly data: ReceiptAnswer }[]): readonly Planned[] {
  const taken = new Map<string, bigint>();
  return rows.map(({ row, data }) => {
    const { currency } = data;
    const choices = suggestion(data);
    const money = [...choices.values()].reduce((sum, one) => sum + one.minor, 0n);
    let why =
      data.decision !== 'propose' || choices.size === 0
        ? t('nothing is proposed for it any more')
        : money > parseAmount(data.left, currency)
          ? t('it has less money left than the proposal takes')
          : undefined;
    for (const item of data.items) {
      const choice = choices.get(String(item.id));
      if (!choice || why !== undefined) continue;
      const open = parseAmount(item.open, currency);
      const before = taken.get(String(item.id)) ?? 0n;
      const closed = closedBy(choice);
      if (open >= 0n ? closed > open - before : closed < open - before)
        why =
          before === 0n
            ? t('{number} has only {amount} {currency} open', {
                number: item.number,
                amount: formatMoney(item.open, currency),
                currency,
              })
            : t('{number} is taken by another of the chosen', { number: item.number });
    }
    if (why === undefined)
      for (const [itemId, choice] of choices) taken.set(itemId, (taken.get(itemId) ?? 0n) + closedBy(choice));
    return { row, data, choices, why };
  });
}

export function AcceptPreview({ rows, close }: { rows: readonly Row[]; close: () => void }) {
  const { tenant } = useWork();
  const several = useSeveral();
  const [running, setRunning] = useState(false);
  const [ended, setEnded] = useState<ReadonlyMap<string, DeedResult>>(new Map());
  // What is shown is what was looked at: it is read once, and not anew while it is accepted.
  const read = useQueries({
    queries: rows.map((row) => ({
      queryKey: ['proposal seen', tenant, row.company, String(row.id), row.version],
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        ask<ReceiptAnswer>('GET', `/api/receipts/${row.id}`, { tenant, query: { company: row.company }, signal }),
    })),
  });
  const [frozen, setFrozen] = useState<readonly Planned[]>();
  const error = read.find((one) => one.error && !one.data)?.error;
  const ready = read.every((one) => one.data !== undefined);
  const planned = frozen ?? (ready ? plan(rows.map((row, index) => ({ row, data: read[index]!.data! }))) : undefined);
  const going = planned?.filter((one) => one.why === undefined) ?? [];
  const totals = new Map<string, bigint>();
  for (const { choices, data } of going)
    totals.set(
      data.currency,
      (totals.get(data.currency) ?? 0n) + [...choices.values()].reduce((sum, one) => sum + one.minor, 0n),
    );
  const run = (): void => {
    if (going.length === 0 || running || !planned) return;
    setRunning(true);
    setFrozen(planned);
    void several(
      going.map(({ row, data, choices }) => ({
        name: receiptName(row),
        path: `/api/receipts/${row.id}/apply`,
        query: { company: row.company },
        version: data.version,
        body: { allocations: allocationsOf(choices, data.currency) },
      })),
      {
        title: t('Proposals are accepted'),
        heard: (result, index) => setEnded((old) => new Map(old).set(String(going[index]!.row.id), result)),
      },
    );
  };
  return (
    <Dialog title={running ? t('Accepted proposals') : t('What would be posted')} width="max-w-4xl" close={close}>
      <RunKey run={run} />
      {error && !planned ? (
        <Failure error={error} />
      ) : !planned ? (
        <Skeleton rows={10} className="px-6 py-4" />
      ) : (
        <>
          <p className="flex flex-wrap gap-x-4 border-b border-line px-6 py-2.5">
            <span className="font-semibold">
              {going.length === 1 ? t('1 receipt') : t('{count} receipts', { count: formatCount(going.length) })}
            </span>
            {[...totals].sort().map(([currency, minor]) => (
              <span key={currency} className="font-semibold tabular-nums">
                {formatMoney(formatAmount(minor, currency), currency)}{' '}
                <span className="text-meta font-normal text-ink-2">{currency}</span>
              </span>
            ))}
            {planned.length > going.length && (
              <span className="text-warn">
                {t('{count} cannot be accepted', { count: formatCount(planned.length - going.length) })}
              </span>
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
                {planned.map((one) => (
                  <Line
                    key={String(one.row.id)}
                    planned={one}
                    running={running}
                    ended={ended.get(String(one.row.id))}
                  />
                ))}
              </tbody>
            </LedgerTable>
          </div>
          <div className="flex justify-end gap-2 border-t border-line px-6 py-3">
            <button type="button" className="button" onClick={close}>
              {running ? t('Close') : t('Cancel')}
            </button>
            {!running && (
              <button type="button" className="button button-primary" disabled={going.length === 0} onClick={run}>
                {going.length === 1 ? t('Accept 1') : t('Accept {count}', { count: formatCount(going.length) })}{' '}
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
  readonly planned: Planned;
  readonly running: boolean;
  readonly ended: DeedResult | undefined;
}

function Line({ planned, running, ended }: LineProps) {
  const { row, data, choices, why } = planned;
  return (
    <tr className="align-top">
      <th scope="row" className="max-w-56 py-1">
        <span className="block truncate">{row.payer ?? row.name ?? t('Unknown payer')}</span>
        <span className="tabular-nums">
          {formatMoney(data.left, data.currency)} <span className="text-meta text-ink-2">{data.currency}</span>
        </span>
      </th>
      <td className="py-1 tabular-nums">
        {data.items.flatMap((item) => {
          const choice = choices.get(String(item.id));
          return choice
            ? [
                <span key={String(item.id)} className="block">
                  {item.number} {formatMoney(formatAmount(choice.minor, data.currency), data.currency)}
                  {choice.adjustments.map((one) => (
                    <span key={one.kind} className="pl-2 text-meta text-warn">
                      {t(humanise(one.kind))} {formatMoney(formatAmount(one.minor, data.currency), data.currency)}
                    </span>
                  ))}
                </span>,
              ]
            : [];
        })}
      </td>
      <td className="max-w-80 py-1 !whitespace-normal text-ink-2">
        {sentence(data.explanation)} {t('{percent} sure', { percent: formatShare(data.confidence, 0) })}
      </td>
      <td className="max-w-56 py-1 !whitespace-normal">
        {why !== undefined ? (
          <span className="text-warn">{t('no: {reason}', { reason: why })}</span>
        ) : !running ? (
          <span className="text-ok">{t('yes')}</span>
        ) : ended === undefined ? (
          <span className="text-ink-2">{t('waits its turn')}</span>
        ) : ended.refusal !== undefined ? (
          <span className="text-bad">{ended.refusal}</span>
        ) : (
          <TakenBack row={row} />
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
          aria-label={t('Undo {name}', { name: receiptName(row) })}
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
