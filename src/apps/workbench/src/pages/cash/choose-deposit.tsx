/** The deposit of a settlement, chosen by hand among money of unknown payers: only what is of exactly its amount can be it. */
import type { SettlementAnswer } from '#cash/contract';
import { formatCount, formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { useMay, useWork, useWriting } from '../../session.tsx';
import { say, sayWrong } from '../../toasts.tsx';
import { ChooseReceipt } from './choose-receipt.tsx';

export function ChooseDeposit({ settlement, close }: { settlement: SettlementAnswer; close: () => void }) {
  const { company } = useWork();
  const { number, currency } = settlement;
  const mayTakeBack = useMay('cash.reverse');
  const posting = useWriting<{ applied: number; proposed: number }>();
  const takingBack = useWriting();
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
