/** Money on account becomes a down payment: its own control account, with the tax it contains, until the final invoice. */
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, runCommand } from '#platform';
import type { TakeDownPayment } from '../contract.ts';
import { loadItems } from '../store/items.ts';
import { type MadeDocument, made, takeItem } from './item-at-hand.ts';
import { moveItemsIn } from './move-items.ts';

/**
 * Takes unapplied money as a down payment; a request that it answers asks for less. A credit memo is no money: its tax was
 * given back already. Refuses `receivables.not-money`, `receivables.down-payment-already`, `receivables.not-a-request` and what
 * `takeItem` and `moveItemsIn` refuse.
 */
export function takeDownPayment(
  engine: Engine,
  caller: Caller,
  input: TakeDownPayment,
): Promise<CommandOutcome<MadeDocument>> {
  const description = { operation: 'receivables.take-down-payment', reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<MadeDocument>> => {
    const asked = input.requestItemId === undefined ? [] : [input.requestItemId];
    const hand = await takeItem(tx, input, { itemIds: asked });
    if (!hand.ok) return hand;
    const { company, item, amountMinor, postingDate } = hand.value;
    if (item.agingClass !== 'unapplied')
      return refuse(
        'receivables.not-money',
        `${item.number} is no money on account; only money becomes a down payment. Nothing was changed.`,
      );
    // Its tax stands already: taken once more it would be owed twice.
    if (item.specialGl === 'down_payment')
      return refuse(
        'receivables.down-payment-already',
        `${item.number} is a down payment already. Nothing was changed.`,
      );
    const [request] = asked.length === 0 ? [] : await loadItems(tx.db, tx.tenantId, { itemIds: asked });
    if (request && (request.documentType !== 'down_payment_request' || request.accountId !== item.accountId))
      return refuse(
        'receivables.not-a-request',
        `${request.number} is no down payment request of this customer. Nothing was changed.`,
      );
    const moved = await moveItemsIn(tx, company, [
      {
        itemId: item.id,
        amountMinor,
        documentType: 'down_payment',
        postingDate,
        ...(input.taxCode === undefined ? {} : { taxCode: input.taxCode }),
        ...(request ? { linkedItemId: request.id, references: [request.number] } : {}),
        text: input.reason,
        explanation: `${item.number} taken as a down payment: ${input.reason}`,
      },
    ]);
    return moved.ok ? done(made(moved.value[0]!)) : moved;
  });
}
