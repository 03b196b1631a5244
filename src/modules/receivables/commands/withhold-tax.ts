/** Tax that a customer withheld: it becomes a certificate receivable, and is settled when the certificate comes. */
import { done, type Outcome, refuse } from '#kernel';
import { accountsByPurpose } from '#ledger';
import { type Caller, type CommandOutcome, type Engine, runCommand } from '#platform';
import type { ReceiveCertificate, WithholdTax } from '../contract.ts';
import { type MadeDocument, made, takeItem } from './item-at-hand.ts';
import { moveItemsIn } from './move-items.ts';
import { postDocumentsIn } from './post-documents.ts';

/**
 * Moves the withheld part of an invoice to the queue of certificates, in its own account: not a dispute, and not chased.
 * Refuses what `takeItem` and `moveItemsIn` refuse.
 */
export function withholdTax(engine: Engine, caller: Caller, input: WithholdTax): Promise<CommandOutcome<MadeDocument>> {
  const description = { operation: 'receivables.withhold-tax', reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<MadeDocument>> => {
    const hand = await takeItem(tx, input);
    if (!hand.ok) return hand;
    const { company, item, amountMinor, postingDate } = hand.value;
    const moved = await moveItemsIn(tx, company, [
      {
        itemId: item.id,
        amountMinor,
        documentType: 'withholding_tax',
        postingDate,
        dueDate: input.expectedBy ?? null,
        text: input.reason,
        explanation: `Tax withheld from ${item.number}; its certificate is awaited.`,
      },
    ]);
    return moved.ok ? done(made(moved.value[0]!)) : moved;
  });
}

/**
 * The certificate came: the receivable becomes tax paid for us. Refuses `receivables.no-certificate-due` for an item that
 * waits for none, and what `takeItem` and `postDocumentsIn` refuse.
 */
export function receiveCertificate(
  engine: Engine,
  caller: Caller,
  input: ReceiveCertificate,
): Promise<CommandOutcome<MadeDocument>> {
  const description = { operation: 'receivables.receive-certificate', reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<MadeDocument>> => {
    const hand = await takeItem(tx, input);
    if (!hand.ok) return hand;
    const { company, item, amountMinor, postingDate } = hand.value;
    if (item.specialGl !== 'withholding_tax' || item.amountMinor < 0n)
      return refuse(
        'receivables.no-certificate-due',
        `${item.number} waits for no certificate of withheld tax. Nothing was changed.`,
      );
    const glAccount = await accountsByPurpose(tx.db, tx.tenantId, company.id);
    const posted = await postDocumentsIn(tx, company, [
      {
        accountId: item.accountId,
        documentType: 'withholding_tax',
        number: null,
        documentDate: postingDate,
        currency: item.currency,
        amountMinor: -amountMinor,
        contraAccountId: glAccount('withholding_tax_paid'),
        references: [input.certificate],
        linkedItemId: item.id,
        settles: true,
        text: input.certificate,
        explanation: `Certificate ${input.certificate} for the tax withheld in ${item.number}.`,
      },
    ]);
    if (!posted.ok) return posted;
    const [document] = posted.value.posted;
    return done(
      made({ ...document!, itemId: document!.itemIds[0]!, amountMinor: -amountMinor, currency: item.currency }),
    );
  });
}
