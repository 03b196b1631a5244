/** A bill of exchange or post-dated check: it settles the invoice; the exposure remains until it is honoured. */
import { done, type Outcome } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, runCommand } from '#platform';
import type { AcceptBill } from '../contract.ts';
import { type MadeDocument, made, takeItem } from './item-at-hand.ts';
import { moveItemsIn } from './move-items.ts';

/**
 * Takes a bill for an invoice, due at its maturity, in the bills account. Money that names it honours it; dishonoured, it
 * is reversed and the invoice is open again. Refuses what `takeItem` and `moveItemsIn` refuse.
 */
export function acceptBill(engine: Engine, caller: Caller, input: AcceptBill): Promise<CommandOutcome<MadeDocument>> {
  const description = { operation: 'receivables.accept-bill', reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<MadeDocument>> => {
    const hand = await takeItem(tx, input);
    if (!hand.ok) return hand;
    const { company, item, amountMinor, postingDate } = hand.value;
    const moved = await moveItemsIn(tx, company, [
      {
        itemId: item.id,
        amountMinor,
        documentType: 'bill_of_exchange',
        postingDate,
        dueDate: input.maturity,
        references: [input.instrument],
        text: input.instrument,
        explanation: `Bill or post-dated check ${input.instrument} taken for ${item.number}, due ${input.maturity}.`,
      },
    ]);
    return moved.ok ? done(made(moved.value[0]!)) : moved;
  });
}
