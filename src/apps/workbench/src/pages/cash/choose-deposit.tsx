/** The deposit of a settlement, chosen by hand among money of unknown payers: only what is of exactly its amount can be it. */
import type { SettlementAnswer } from '#cash/contract';
import { formatCount, formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { useMay, useWork, useWriting } from '../../session.tsx';
import { say, sayRefused } from '../../toasts.tsx';
import { ChooseReceipt } from './choose-receipt.tsx';

export function ChooseDeposit({ settlement, close }: { settlement: SettlementAnswer; close: () => void }) {
  const { company } = useWork();
  const { number, currency } = settlement;
  const mayTakeBack = useMay('cash.reverse');
  const posting = useWriting<{ applied: number; proposed: number }>();
  const takingBack = useWriting();
  const takeBack = (): void =>
    takingBack.mutate(
      {
        path: `/api/settlements/${settlement.id}/reverse`,
        query: { company },
        body: { reason: 'Taken back right after it was posted.' },
      },
      {
        told: () => say(t('Settlement {number} is taken back; its deposit waits for another explanation.', { number })),
        onError: sayRefused,
      },
    );
  const choose = (receiptId: string): void =>
    posting.mutate(
      {
        path: `/api/settlements/${settlement.id}/deposit`,
        query: { company },
        body: { receiptId },
      },
      {
        told: ({ applied, proposed }) =>
          say(
            t('Settlement {number} is posted. Lines applied: {applied}, proposed: {proposed}.', {
              number,
              applied: formatCount(applied),
              proposed: formatCount(proposed),
            }),
            mayTakeBack ? takeBack : undefined,
          ),
        onSuccess: close,
      },
    );
  return (
    <ChooseReceipt
      title={t('Which money is the {amount} {currency} of {number}?', {
        amount: formatMoney(settlement.amount, currency),
        currency,
        number,
      })}
      amount={settlement.amount}
      currency={currency}
      among={{ queue: 'unidentified' }}
      exactly
      nothing={t('No money of an unknown payer is there in {currency}.', { currency })}
      error={posting.error}
      busy={posting.isPending}
      choose={choose}
      close={close}
    />
  );
}
