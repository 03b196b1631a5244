/** The receipt that an advice is about, chosen by hand among the money that is not applied: of the same amount first. */
import type { AdviceAnswer } from '#cash/contract';
import { formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { ChooseReceipt } from './choose-receipt.tsx';

export function LinkAdvice({ advice, close }: { advice: AdviceAnswer; close: () => void }) {
  const { company } = useWork();
  const linking = useWriting<{ applied: number; proposed: number }>();
  const link = (receiptId: string): void =>
    // Said also where the advice was read anew meanwhile: the answer comes once the money is matched again.
    linking.mutate(
      {
        path: `/api/remittance-advices/${advice.id}/link`,
        query: { company },
        version: advice.version,
        body: { receiptId },
      },
      {
        told: ({ applied }) =>
          say(
            applied > 0
              ? t('Linked, and the money is applied as the advice says.')
              : t('Linked: the receipt is proposed as the advice says.'),
          ),
        onSuccess: close,
      },
    );
  return (
    <ChooseReceipt
      title={
        advice.amount === null
          ? t('Which money is the advice about?')
          : t('Which money is {amount} {currency} about?', {
              amount: formatMoney(advice.amount, advice.currency),
              currency: advice.currency,
            })
      }
      amount={advice.amount}
      currency={advice.currency}
      {...(advice.receiptId !== null && { but: String(advice.receiptId) })}
      nothing={t('No money that is not applied fits in {currency}.', { currency: advice.currency })}
      error={linking.error}
      busy={linking.isPending}
      choose={link}
      close={close}
    />
  );
}
