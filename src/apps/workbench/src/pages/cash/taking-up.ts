/** Takes back from its word that a receipt was left on account, or that its proposal was declined: it is judged again at once. */
import type { ReceiptAnswer } from '#cash/contract';
import { ask } from '../../api.ts';
import { useTakingBack } from '../../parts/taking-back.ts';
import { useWork } from '../../session.tsx';
import { sayRefused } from '../../toasts.tsx';

/** Answers a function that takes `what` back and says `told`; the receipt has another version since it was decided. */
export function useTakingUp({
  id,
}: Pick<ReceiptAnswer, 'id'>): (what: 'leave' | 'decline', told: string) => Promise<void> {
  const { tenant, company } = useWork();
  const takeBack = useTakingBack();
  return async (what, told) => {
    try {
      const { version } = await ask<ReceiptAnswer>('GET', `/api/receipts/${id}`, { tenant, query: { company } });
      await takeBack({ method: 'DELETE', path: `/api/receipts/${id}/${what}`, query: { company }, version }, told);
    } catch (fault) {
      sayRefused(fault);
    }
  };
}
