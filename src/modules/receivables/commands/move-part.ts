/**
 * Part of an item becomes an item of its own at a person's word: the one shape of a deduction, a retention, a bill and
 * withheld tax, which differ in what the part is, when it is due and what is said of it.
 */
import { type Day, done, type Outcome } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, runCommand } from '#platform';
import type { Item } from '../model.ts';
import type { WantedMove } from '../rules/move.ts';
import { type MadeDocument, made, takeItem } from './item-at-hand.ts';
import { moveItemsIn } from './move-items.ts';

/** What a person says of every such part; without an amount it is all that is open. */
interface PartOfItem {
  readonly itemId: bigint;
  readonly amount?: string | undefined;
  readonly postingDate?: Day | undefined;
  readonly reason: string;
}

/** Moves the part as its own command, named by `operation`. Refuses what `takeItem` and `moveItemsIn` refuse. */
export function movePart<T extends PartOfItem>(
  engine: Engine,
  caller: Caller,
  operation: string,
  input: T,
  part: (item: Item) => Omit<WantedMove, 'itemId' | 'amountMinor' | 'postingDate'>,
): Promise<CommandOutcome<MadeDocument>> {
  const description = { operation, reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<MadeDocument>> => {
    const hand = await takeItem(tx, input);
    if (!hand.ok) return hand;
    const { company, item, amountMinor, postingDate } = hand.value;
    const moved = await moveItemsIn(tx, company, [{ itemId: item.id, amountMinor, postingDate, ...part(item) }]);
    return moved.ok ? done(made(moved.value[0]!)) : moved;
  });
}
