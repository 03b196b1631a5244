/** Writes off what nobody will pay: net to loss or allowance, the tax waits for its relief. Under authority. */
import { done, type Outcome, refuse } from '#kernel';
import { accountsByPurpose } from '#ledger';
import {
  type Caller,
  type CommandOutcome,
  decideAuthority,
  type Engine,
  type GovernedAction,
  runCommand,
} from '#platform';
import { type WriteOff, writeOffInput } from '../contract.ts';
import { askAbout, companyOfItem, type MadeDocument, made, said, takeItem } from './item-at-hand.ts';
import { postDocumentsIn } from './post-documents.ts';

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
  run: (engine, caller, input) => writeOff(engine, caller, input),
};

/**
 * Writes off an open receivable or part of it and clears it. Customers' credits are never taken to income. Refuses
 * `receivables.wrong-side` for a credit, and what `takeItem`, `decideAuthority` and `postDocumentsIn` refuse.
 */
export function writeOff(engine: Engine, caller: Caller, input: WriteOff): Promise<CommandOutcome<MadeDocument>> {
  const description = { operation: writeOffAction.name, reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<MadeDocument>> => {
    const hand = await takeItem(tx, input);
    if (!hand.ok) return hand;
    const { company, item, account, amountMinor, postingDate } = hand.value;
    if (item.amountMinor < 0n)
      return refuse(
        'receivables.wrong-side',
        `${item.number} is a credit of the customer; it is refunded, never written off. Nothing was changed.`,
      );
    const ask = await askAbout(tx, hand.value, {
      content: { postingDate, reasonCode: input.reasonCode ?? null, against: input.against, openMinor: item.openMinor },
      sentence: `Write off ${said(hand.value)} of ${item.number} of customer ${account.number}: ${input.reason}`,
    });
    if (!ask.ok) return ask;
    const decided = await decideAuthority(tx, writeOffAction, ask.value);
    if (!decided.ok) return decided;
    const glAccount = await accountsByPurpose(tx.db, tx.tenantId, company.id);
    const posted = await postDocumentsIn(tx, company, [
      {
        accountId: item.accountId,
        documentType: 'write_off',
        number: null,
        documentDate: postingDate,
        currency: item.currency,
        amountMinor: -amountMinor,
        contraAccountId: input.against === 'allowance' ? glAccount('bad_debt_allowance') : null,
        reasonCode: input.reasonCode ?? null,
        linkedItemId: item.id,
        settles: true,
        text: input.reason,
        explanation: `${item.number} written off: ${input.reason}`,
      },
    ]);
    if (!posted.ok) return posted;
    const [document] = posted.value.posted;
    return done(
      made({ ...document!, itemId: document!.itemIds[0]!, amountMinor: -amountMinor, currency: item.currency }),
    );
  });
}
