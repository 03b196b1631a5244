/** Tax that a customer withheld: it becomes a certificate receivable, and is settled when the certificate comes. */
import { type Outcome, refuse } from '#kernel';
import { accountsByPurpose } from '#ledger';
import { type Caller, type CommandOutcome, type Engine, runCommand } from '#platform';
import type { ReceiveCertificate, WithholdTax } from '../contract.ts';
import { type MadeDocument, takeItem } from './item-at-hand.ts';
import { movePart } from './move-part.ts';
import { settleIn } from './settle-item.ts';

/**
 * Moves the withheld part of an invoice to the queue of certificates, in its own account: not a dispute, and not chased.
 * Refuses what `movePart` refuses.
 */
export const withholdTax = (
  engine: Engine,
  caller: Caller,
  input: WithholdTax,
): Promise<CommandOutcome<MadeDocument>> =>
  movePart(engine, caller, 'receivables.withhold-tax', input, (item) => ({
    documentType: 'withholding_tax',
    dueDate: input.expectedBy ?? null,
    text: input.reason,
    explanation: `Tax withheld from ${item.number}; its certificate is awaited.`,
  }));

/**
 * The certificate came: the receivable becomes tax paid for us. Refuses `receivables.no-certificate-due` for an item that
 * waits for none, and what `takeItem` and `settleIn` refuse.
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
    const { company, item } = hand.value;
    if (item.specialGl !== 'withholding_tax' || item.amountMinor < 0n)
      return refuse(
        'receivables.no-certificate-due',
        `${item.number} waits for no certificate of withheld tax. Nothing was changed.`,
      );
    const glAccount = await accountsByPurpose(tx.db, tx.tenantId, company.id);
    return settleIn(tx, hand.value, {
      documentType: 'withholding_tax',
      contraAccountId: glAccount('withholding_tax_paid'),
      references: [input.certificate],
      text: input.certificate,
      explanation: `Certificate ${input.certificate} for the tax withheld in ${item.number}.`,
    });
  });
}
