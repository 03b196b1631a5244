/** The receipt that an advice is about, chosen by hand among the money that is not applied: of the same amount first. */
import { useState } from 'react';
import type { AdviceAnswer, UnappliedAnswer } from '#cash/contract';
import { formatDay, formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { Choice, ChooseList } from '../../parts/choose-list.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

export function LinkAdvice({ advice, close }: { advice: AdviceAnswer; close: () => void }) {
  const { company } = useWork();
  const [text, setText] = useState('');
  const linking = useWriting<{ applied: number; proposed: number }>();
  const found = useReading<UnappliedAnswer>(
    '/api/unapplied',
    { company, currency: advice.currency, search: text.trim() === '' ? undefined : text.trim(), limit: 100 },
    { keep: true },
  );
  const same = (row: UnappliedAnswer['rows'][number]): boolean => row.amount === advice.amount;
  const rows = (found.data?.rows ?? [])
    .filter((row) => String(row.id) !== String(advice.receiptId))
    .sort((a, b) => Number(same(b)) - Number(same(a)));
  const link = (receiptId: string): void =>
    // Said also where the advice was read anew meanwhile: the answer comes once the money is matched again.
    void linking
      .mutateAsync({
        path: `/api/remittance-advices/${advice.id}/link`,
        query: { company },
        version: advice.version,
        body: { receiptId },
      })
      .then(
        ({ applied }) => {
          say(
            applied > 0
              ? t('Linked, and the money is applied as the advice says.')
              : t('Linked: the receipt is proposed as the advice says.'),
          );
          close();
        },
        () => undefined,
      );
  return (
    <Dialog
      title={t('Which money is {amount} {currency} about?', {
        amount: formatMoney(advice.amount, advice.currency),
        currency: advice.currency,
      })}
      width="max-w-xl"
      close={close}
    >
      <ChooseList
        label={t('Receipts')}
        placeholder={t('Payer, number or the bank’s text')}
        typed={{ text, change: setText }}
        nothing={t('No money that is not applied fits in {currency}.', { currency: advice.currency })}
        above={
          linking.error && (
            <div className="px-6 py-2">
              <Refused error={linking.error} />
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
            disabled={linking.isPending}
            choose={() => link(String(row.id))}
          >
            <span className="min-w-0 flex-1 truncate">
              {row.name ?? row.payer ?? t('Unknown payer')} <span className="text-ink-2">{row.text}</span>
            </span>
            {same(row) && <span className="text-meta text-ok">{t('same amount')}</span>}
            <span className="tabular-nums">{formatMoney(row.amount, row.currency)}</span>
            <span className="text-meta text-ink-2">{formatDay(row.valueDate)}</span>
          </Choice>
        ))}
      </ChooseList>
    </Dialog>
  );
}
