/** A retention: part of an invoice that the customer may hold back until a day. */
import { done, type Outcome } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, runCommand } from '#platform';
import type { HoldRetention } from '../contract.ts';
import { type MadeDocument, made, takeItem } from './item-at-hand.ts';
import { moveItemsIn } from './move-items.ts';

/** Moves part of an invoice to the retentions account, due on the agreed day. Refuses what `takeItem` and `moveItemsIn` refuse. */
export function holdRetention(
  engine: Engine,
  caller: Caller,
  input: HoldRetention,
): Promise<CommandOutcome<MadeDocument>> {
  const description = { operation: 'receivables.hold-retention', reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<MadeDocument>> => {
    const hand = await takeItem(tx, input);
    if (!hand.ok) return hand;
    const { company, item, amountMinor, postingDate } = hand.value;
    const moved = await moveItemsIn(tx, company, [
      {
        itemId: item.id,
        amountMinor,
        documentType: 'retention',
        postingDate,
        dueDate: input.until,
        text: input.reason,
        explanation: `Retention of ${item.number} until ${input.until}: ${input.reason}`,
      },
    ]);
    return moved.ok ? done(made(moved.value[0]!)) : moved;
  });
}
