/** Why a refund may not be reversed: its money is on the way to the customer, or was paid. */
import type { ReversalHolds } from '#platform';
import { loadPaymentsOfItems } from '../store/payments.ts';

export const refundPaymentReversalHolds: ReversalHolds = {
  name: 'cash.refund-payments',
  async load(db, tenantId, itemIds) {
    return (await loadPaymentsOfItems(db, tenantId, itemIds)).map(
      ({ itemId, endToEndId, fileNumber, checkNumber, paidOn }) => ({
        itemId,
        why:
          paidOn === null && checkNumber !== null
            ? `${endToEndId} is paid by check ${checkNumber}, which may be presented any moment: void or stop it first.`
            : paidOn === null
              ? `${endToEndId} stands in payment file ${fileNumber} and may be paid any moment: withdraw it there first.`
              : `The bank paid ${endToEndId} on ${paidOn}; the money is gone.`,
      }),
    );
  },
};
