/** Moves an open item, or part of it, to another customer of the company: two items, one journal. Under authority. */
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, type GovernedAction, runCommand } from '#platform';
import { type TransferItem, transferItemInput } from '../contract.ts';
import { companyOfItem, decideAbout, type MadeDocument, made, namesOfItems, said, takeItem } from './item-at-hand.ts';
import { moveItemsIn } from './move-items.ts';

export const transferItemAction: GovernedAction<TransferItem> = {
  name: 'receivables.transfer',
  permission: 'receivables.transfer',
  sentence: 'move open items between customers',
  amountMeans: 'the amount moved',
  alwaysTwo: false,
  defaultLimits: [
    { role: 'cash_applier', mode: 'alone', amount: '5000' },
    { role: 'cash_applier', mode: 'with_approval' },
    { role: 'lead', mode: 'alone', amount: '50000' },
    { role: 'lead', mode: 'with_approval' },
    { role: 'lead', mode: 'approve', amount: '50000' },
    { role: 'controller', mode: 'alone' },
    { role: 'controller', mode: 'approve' },
  ],
  input: transferItemInput,
  companyOf: (db, tenantId, input) => companyOfItem(db, tenantId, input.itemId),
  namesOf: namesOfItems,
  run: (engine, caller, input) => transferItem(engine, caller, input),
};

/**
 * Transfers an item to another customer's account; it keeps its due day, aging and control account. Refuses
 * `receivables.account-unknown` and what `takeItem`, `decideAbout` and `moveItemsIn` refuse.
 */
export function transferItem(
  engine: Engine,
  caller: Caller,
  input: TransferItem,
): Promise<CommandOutcome<MadeDocument>> {
  const description = { operation: transferItemAction.name, reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<MadeDocument>> => {
    const hand = await takeItem(tx, input, { accountIds: [input.toAccountId] });
    if (!hand.ok) return hand;
    const { company, item, account, accounts, amountMinor, postingDate } = hand.value;
    const target = accounts.get(input.toAccountId);
    if (target?.companyId !== company.id)
      return refuse(
        'receivables.account-unknown',
        'There is no such customer account in the company. Nothing was changed.',
      );
    const decided = await decideAbout(tx, transferItemAction, hand.value, {
      content: { to: target.id, postingDate, reasonCode: input.reasonCode ?? null },
      sentence: `Move ${said(hand.value)} of ${item.number} from customer ${account.number} to customer ${target.number}.`,
    });
    if (!decided.ok) return decided;
    const moved = await moveItemsIn(tx, company, [
      {
        itemId: item.id,
        amountMinor,
        documentType: 'transfer',
        postingDate,
        toAccountId: target.id,
        reasonCode: input.reasonCode ?? null,
        text: input.reason,
        explanation: `${item.number} moved from customer ${account.number} to ${target.number}: ${input.reason}`,
      },
    ]);
    return moved.ok ? done(made(moved.value[0]!)) : moved;
  });
}
