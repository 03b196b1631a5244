/** The deposit of a settlement, chosen by hand among money of unknown payers: only what is of exactly its amount can be it. */
import { useState } from 'react';
import type { SettlementAnswer, UnappliedAnswer } from '#cash/contract';
import { formatCount, formatDay, formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { Choice, ChooseList } from '../../parts/choose-list.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say, sayWrong } from '../../toasts.tsx';

export function ChooseDeposit({ settlement, close }: { settlement: SettlementAnswer; close: () => void }) {
  const { company } = useWork();
  const { number, currency } = settlement;
  const mayTakeBack = useMay('cash.reverse');
  const [text, setText] = useState('');
  const posting = useWriting<{ applied: number; proposed: number }>();
  const takingBack = useWriting();
  const found = useReading<UnappliedAnswer>(
    '/api/unapplied',
    { company, queue: 'unidentified', currency, search: text.trim() === '' ? undefined : text.trim(), limit: 200 },
    { keep: true },
  );
  const same = (row: UnappliedAnswer['rows'][number]): boolean => row.amount === settlement.amount;
  const rows = [...(found.data?.rows ?? [])].sort((a, b) => Number(same(b)) - Number(same(a)));
  const takeBack = (): void =>
    void takingBack
      .mutateAsync({
        path: `/api/settlements/${settlement.id}/reverse`,
        query: { company },
        body: { reason: 'Taken back right after it was posted.' },
      })
      .then(
        () => say(t('Settlement {number} is taken back; its deposit waits for another explanation.', { number })),
        (fault: unknown) => sayWrong((fault as Error).message),
      );
  const choose = (receiptId: string): void =>
    void posting
      .mutateAsync({
        path: `/api/settlements/${settlement.id}/deposit`,
        query: { company },
        body: { receiptId },
      })
      .then(
        ({ applied, proposed }) => {
          say(
            t('Settlement {number} is posted: {applied} lines applied, {proposed} proposed.', {
              number,
              applied: formatCount(applied),
              proposed: formatCount(proposed),
            }),
            mayTakeBack ? takeBack : undefined,
          );
          close();
        },
        () => undefined,
      );
  return (
    <Dialog
      title={t('Which money is the {amount} {currency} of {number}?', {
        amount: formatMoney(settlement.amount, currency),
        currency,
        number,
      })}
      width="max-w-xl"
      close={close}
    >
      <ChooseList
        label={t('Receipts')}
        placeholder={t('Payer, number or the bank’s text')}
        typed={{ text, change: setText }}
        nothing={t('No money of an unknown payer is there in {currency}.', { currency })}
        above={
          posting.error && (
            <div className="px-6 py-2">
              <Refused error={posting.error} />
            </div>
          )
        }
        instead={
          found.isPending ? (
            <Skeleton rows={6} className="px-6 py-2" />
          ) : found.error && !found.data ? (
            <Failure error={found.error} retry={() => void found.refetch()} />
          ) : undefined
        }
      >
        {rows.map((row) => (
          <Choice
            key={String(row.id)}
            value={String(row.id)}
            disabled={posting.isPending || !same(row)}
            choose={() => choose(String(row.id))}
          >
            <span className="min-w-0 flex-1 truncate">
              {row.payer ?? t('Unknown payer')} <span className="text-ink-2">{row.text}</span>
            </span>
            <span className={`text-meta ${same(row) ? 'text-ok' : 'text-ink-2'}`}>
              {same(row) ? t('same amount') : t('another amount')}
            </span>
            <span className="tabular-nums">{formatMoney(row.amount, row.currency)}</span>
            <span className="text-meta text-ink-2">{formatDay(row.valueDate)}</span>
          </Choice>
        ))}
      </ChooseList>
    </Dialog>
  );
}
