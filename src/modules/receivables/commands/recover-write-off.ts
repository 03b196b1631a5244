/** Money came for what was written off: the receivable stands again by that much, and its tax is repaid. */
import { done, formatAmount, minimum, type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, runCommand } from '#platform';
import type { RecoverWriteOff } from '../contract.ts';
import { loadItems, recoveredOf } from '../store/items.ts';
import { clearItemsIn } from './clear-items.ts';
import { type MadeDocument, made, takeItem } from './item-at-hand.ts';
import { postDocumentsIn } from './post-documents.ts';

/**
 * Posts a recovery for a write-off (`itemId`), at most what was written off and not recovered yet, and clears it with the
 * money that came where that is named. Refuses `receivables.not-written-off`, `receivables.over-recovered` and what
 * `takeItem`, `postDocumentsIn` and `clearItemsIn` refuse.
 */
export function recoverWriteOff(
  engine: Engine,
  caller: Caller,
  input: RecoverWriteOff,
): Promise<CommandOutcome<MadeDocument>> {
  const description = { operation: 'receivables.recover-write-off', reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<MadeDocument>> => {
    const hand = await takeItem(tx, input, {
      closed: true,
      itemIds: input.creditItemId === undefined ? [] : [input.creditItemId],
    });
    if (!hand.ok) return hand;
    const { company, item, postingDate } = hand.value;
    if (item.documentType !== 'write_off' || item.reversedBy !== null)
      return refuse('receivables.not-written-off', `${item.number} is no write-off that stands. Nothing was changed.`);
    const left = -item.amountMinor - (await recoveredOf(tx.db, tx.tenantId, item));
    const [money] =
      input.creditItemId === undefined ? [] : await loadItems(tx.db, tx.tenantId, { itemIds: [input.creditItemId] });
    const wanted = input.amount === undefined ? minimum(left, money ? -money.openMinor : left) : hand.value.amountMinor;
    if (wanted <= 0n || wanted > left)
      return refuse(
        'receivables.over-recovered',
        `${formatAmount(left, item.currency)} ${item.currency} of ${item.number} can still be recovered. Nothing was changed.`,
        { leftMinor: left.toString() },
        { field: 'amount' },
      );
    const posted = await postDocumentsIn(tx, company, [
      {
        accountId: item.accountId,
        documentType: 'recovery',
        number: null,
        documentDate: postingDate,
        dueDate: postingDate,
        currency: item.currency,
        amountMinor: wanted,
        linkedItemId: item.id,
        text: input.reason,
        explanation: `Recovered of ${item.number}: ${input.reason}`,
      },
    ]);
    if (!posted.ok) return posted;
    const itemId = posted.value.posted[0]!.itemIds[0]!;
    if (input.creditItemId !== undefined) {
      const cleared = await clearItemsIn(tx, company, {
        allocations: [{ creditItemId: input.creditItemId, debitItemId: itemId, amountMinor: wanted }],
        postingDate,
        kind: 'recovery',
        explanation: `Money for what was written off with ${item.number}.`,
      });
      if (!cleared.ok) return cleared;
    }
    return done(made({ number: posted.value.posted[0]!.number, itemId, amountMinor: wanted, currency: item.currency }));
  });
}
