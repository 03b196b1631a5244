/** What cash registers with the transaction: the state of receipts follows their items. */
import type { Projector } from '#platform';
import { projectReceiptStates } from './store/receipts.ts';

export const receiptStateProjector: Projector = {
  name: 'cash.receipt-state',
  floor: 5,
  async run(tx) {
    projectReceiptStates(tx);
  },
};
