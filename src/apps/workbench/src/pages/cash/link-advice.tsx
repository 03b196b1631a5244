/** The receipt that an advice is about, chosen by hand among the money that is not applied: of the same amount first. */
import { Command } from 'cmdk';
import { useState } from 'react';
import type { AdviceAnswer, UnappliedAnswer } from '#cash/contract';
import { formatDay, formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { SearchIcon } from '../../parts/icons.tsx';
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
      <Command label={t('Receipts')} shouldFilter={false} loop className="flex min-h-0 flex-col">
        <div className="flex items-center gap-2.5 border-b border-line px-4 text-ink-2">
          <SearchIcon />
          <Command.Input
            autoFocus
            value={text}
            onValueChange={setText}
            placeholder={t('Payer, number or the bank’s text')}
            className="h-10 flex-1 bg-transparent text-ink outline-none placeholder:text-ink-2"
          />
        </div>
        {linking.error && (
          <div className="px-4 py-2">
            <Refused error={linking.error} />
          </div>
        )}
        {found.isPending ? (
          <Skeleton rows={6} className="px-4 py-2" />
        ) : found.error && !found.data ? (
          <Failure error={found.error} retry={() => void found.refetch()} />
        ) : (
          <Command.List className="min-h-0 overflow-y-auto p-1.5">
            <Command.Empty className="px-3 py-2 text-ink-2">
              {t('No money that is not applied fits in {currency}.', { currency: advice.currency })}
            </Command.Empty>
            {rows.map((row) => (
              <Command.Item
                key={String(row.id)}
                value={String(row.id)}
                disabled={linking.isPending}
                onSelect={() => link(String(row.id))}
              >
                <span className="min-w-0 flex-1 truncate">
                  {row.name ?? row.payer ?? t('Unknown payer')} <span className="text-ink-2">{row.text}</span>
                </span>
                {same(row) && <span className="text-meta text-ok">{t('same amount')}</span>}
                <span className="tabular-nums">{formatMoney(row.amount, row.currency)}</span>
                <span className="text-meta text-ink-2">{formatDay(row.valueDate)}</span>
              </Command.Item>
            ))}
          </Command.List>
        )}
      </Command>
    </Dialog>
  );
}
