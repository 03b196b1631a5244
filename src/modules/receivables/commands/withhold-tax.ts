/**
 * Tax that a customer withheld: it becomes a certificate receivable, and is settled when the certificate comes. Moving it gives
 * nothing away; taking a certificate clears it for good, which takes authority.
 */
import { type Outcome, refuse } from '#kernel';
import { accountsByPurpose } from '#ledger';
import { type Caller, type CommandOutcome, type Engine, type GovernedAction, runCommand } from '#platform';
import { type ReceiveCertificate, receiveCertificateInput, type WithholdTax } from '../contract.ts';
import { companyOfItem, decideAbout, type MadeDocument, namesOfItems, said, takeItem } from './item-at-hand.ts';
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

export const receiveCertificateAction: GovernedAction<ReceiveCertificate> = {
  name: 'receivables.receive-certificate',
  permission: 'receivables.deduct',
  sentence: 'take certificates of withheld tax',
  amountMeans: 'the tax that the certificate settles',
  alwaysTwo: false,
  defaultLimits: [
    { role: 'analyst', mode: 'alone', amount: '500', customer: { amount: '2000', period: 'quarter' } },
    { role: 'analyst', mode: 'with_approval' },
    { role: 'cash_applier', mode: 'alone', amount: '500', customer: { amount: '2000', period: 'quarter' } },
    { role: 'cash_applier', mode: 'with_approval' },
    { role: 'lead', mode: 'alone', amount: '5000' },
    { role: 'lead', mode: 'with_approval' },
    { role: 'lead', mode: 'approve', amount: '5000' },
    { role: 'controller', mode: 'alone', amount: '50000' },
    { role: 'controller', mode: 'with_approval' },
    { role: 'controller', mode: 'approve' },
  ],
  input: receiveCertificateInput,
  companyOf: (db, tenantId, input) => companyOfItem(db, tenantId, input.itemId),
  namesOf: namesOfItems,
  run: (engine, caller, input) => receiveCertificate(engine, caller, input),
};

/**
 * The certificate came: the receivable becomes tax paid for us. Refuses `receivables.no-certificate-due` for an item that
 * waits for none, and what `takeItem`, `decideAbout` and `settleIn` refuse.
 */
export function receiveCertificate(
  engine: Engine,
  caller: Caller,
  input: ReceiveCertificate,
): Promise<CommandOutcome<MadeDocument>> {
  const description = { operation: receiveCertificateAction.name, reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<MadeDocument>> => {
    const hand = await takeItem(tx, input);
    if (!hand.ok) return hand;
    const { company, item, account, postingDate } = hand.value;
    if (item.specialGl !== 'withholding_tax' || item.amountMinor < 0n)
      return refuse(
        'receivables.no-certificate-due',
        `${item.number} waits for no certificate of withheld tax. Nothing was changed.`,
      );
    const decided = await decideAbout(tx, receiveCertificateAction, hand.value, {
      content: { postingDate, certificate: input.certificate, openMinor: item.openMinor },
      sentence: `Take certificate ${input.certificate} for ${said(hand.value)} withheld in ${item.number} by customer ${account.number}: ${input.reason}`,
    });
    if (!decided.ok) return decided;
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
