/** Writes off what nobody will pay: net to loss or allowance, the tax waits for its relief. Under authority. */
import { type Outcome, refuse } from '#kernel';
import { accountsByPurpose } from '#ledger';
import { type Caller, type CommandOutcome, type Engine, type GovernedAction, runCommand } from '#platform';
import { type WriteOff, writeOffInput } from '../contract.ts';
import { companyOfItem, decideAbout, type MadeDocument, namesOfItems, said, takeItem } from './item-at-hand.ts';
import { settleIn } from './settle-item.ts';

export const writeOffAction: GovernedAction<WriteOff> = {
  name: 'receivables.write-off',
  permission: 'receivables.write-off',
  sentence: 'write off open items',
  amountMeans: 'the amount written off, with tax',
  alwaysTwo: false,
  defaultLimits: [
    { role: 'analyst', mode: 'alone', amount: '50', customer: { amount: '200', period: 'month' } },
    { role: 'analyst', mode: 'with_approval' },
    { role: 'lead', mode: 'alone', amount: '1000' },
    { role: 'lead', mode: 'with_approval' },
    { role: 'lead', mode: 'approve', amount: '1000' },
    { role: 'credit_manager', mode: 'alone', amount: '10000' },
    { role: 'credit_manager', mode: 'with_approval' },
    { role: 'credit_manager', mode: 'approve', amount: '10000' },
    { role: 'controller', mode: 'alone', amount: '50000' },
    { role: 'controller', mode: 'with_approval' },
    { role: 'controller', mode: 'approve' },
  ],
  input: writeOffInput,
  companyOf: (db, tenantId, input) => companyOfItem(db, tenantId, input.itemId),
  namesOf: namesOfItems,
  run: (engine, caller, input) => writeOff(engine, caller, input),
};

/**
 * Writes off an open receivable or part of it and clears it. Customers' credits are never taken to income. Refuses
 * `receivables.wrong-side` for a credit, and what `takeItem`, `decideAbout` and `settleIn` refuse.
 */
export function writeOff(engine: Engine, caller: Caller, input: WriteOff): Promise<CommandOutcome<MadeDocument>> {
  const description = { operation: writeOffAction.name, reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<MadeDocument>> => {
    const hand = await takeItem(tx, input);
    if (!hand.ok) return hand;
    const { company, item, account, postingDate } = hand.value;
    if (item.amountMinor < 0n)
      return refuse(
        'receivables.wrong-side',
        `${item.number} is a credit of the customer; it is refunded, never written off. Nothing was changed.`,
      );
    const decided = await decideAbout(tx, writeOffAction, hand.value, {
      content: { postingDate, reasonCode: input.reasonCode ?? null, against: input.against, openMinor: item.openMinor },
      sentence: `Write off ${said(hand.value)} of ${item.number} of customer ${account.number}: ${input.reason}`,
    });
    if (!decided.ok) return decided;
    const glAccount = await accountsByPurpose(tx.db, tx.tenantId, company.id);
    return settleIn(tx, hand.value, {
      documentType: 'write_off',
      contraAccountId: input.against === 'allowance' ? glAccount('bad_debt_allowance') : null,
      reasonCode: input.reasonCode ?? null,
      text: input.reason,
      explanation: `${item.number} written off: ${input.reason}`,
    });
  });
}
