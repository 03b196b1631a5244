/** A deduction: the customer paid less; the part not paid leaves the invoice and waits as an item of its own. */
import { done, type Outcome } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, runCommand } from '#platform';
import type { OpenDeduction } from '../contract.ts';
import { type MadeDocument, made, takeItem } from './item-at-hand.ts';
import { moveItemsIn } from './move-items.ts';

/**
 * Clears part of an invoice by a deduction item of the same amount, original due day, reason and link; it stays in
 * receivables until credited, recovered or written off. Refuses what `takeItem` and `moveItemsIn` refuse.
 */
export function openDeduction(
  engine: Engine,
  caller: Caller,
  input: OpenDeduction,
): Promise<CommandOutcome<MadeDocument>> {
  const description = { operation: 'receivables.open-deduction', reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<MadeDocument>> => {
    const hand = await takeItem(tx, input);
    if (!hand.ok) return hand;
    const { company, item, amountMinor, postingDate } = hand.value;
    const moved = await moveItemsIn(tx, company, [
      {
        itemId: item.id,
        amountMinor,
        documentType: 'deduction',
        postingDate,
        reasonCode: input.reasonCode ?? null,
        text: input.reason,
        explanation: `Deduction from ${item.number}: ${input.reason}`,
      },
    ]);
    return moved.ok ? done(made(moved.value[0]!)) : moved;
  });
}
