/** Asks a payer what a receipt is for: proposed here, sent as every message is, through the gate. */
import { type Company, loadOpenCompany } from '#company';
import { proposeMessagesIn } from '#correspondence';
import { lockAccounts } from '#customers';
import { type Day, done, type Outcome } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { channelToAsk } from '../asking.ts';
import { loadRecipients } from '../queries/recipients.ts';
import { loadOpenMoney, refuseNotOpen, refuseNotReached } from '../remittance-request.ts';
import { contactNotBefore } from '../rules/contact-hours.ts';

/**
 * Proposes a request for remittance to the payer of a receipt that is not applied whole; a second one of the day changes
 * nothing (`messageId` null). Refuses `collections.money-not-open` (applied, or nobody knows whose it is) and, with the
 * reason, a payer who cannot be written to (`collections.payer-not-reached`).
 */
export function requestRemittance(
  engine: Engine,
  caller: Caller,
  input: { company: Company; receiptId: bigint; asOf: Day },
): Promise<Outcome<{ messageId: bigint | null }>> {
  const { company, receiptId, asOf } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'collections.request-remittance',
      reason: `The payer of receipt ${receiptId} is asked what it is for.`,
      input: { company: company.code, receiptId, asOf },
    },
    async (tx) => {
      const seen = await loadOpenMoney(tx.db, tx.tenantId, { companyId: company.id, receiptId });
      if (seen) await lockAccounts(tx, [seen.accountId]);
      const money = await loadOpenMoney(tx.db, tx.tenantId, { companyId: company.id, receiptId });
      if (!money || money.accountId !== seen?.accountId) return refuseNotOpen();
      const recipients = await loadRecipients(tx.db, tx.tenantId, {
        accountIds: [money.accountId],
        withoutMessage: null,
      });
      const recipient = recipients.get(money.accountId)!;
      const channel = channelToAsk(recipient);
      if ('code' in channel) return refuseNotReached(channel);
      const writer = (await loadOpenCompany(tx.db, tx.tenantId, company.id, tx.now))!;
      const [message] = await proposeMessagesIn(tx, [
        {
          companyId: company.id,
          accountId: money.accountId,
          kind: 'remittance_request',
          channel: channel.channel,
          currency: money.currency,
          language: recipient.language,
          recipientName: recipient.contact?.name ?? null,
          recipientAddress: recipient.contact?.email ?? null,
          sourceKey: `remittance_request ${receiptId} ${asOf}`,
          proposedDate: asOf,
          notBefore: channel.channel === 'letter' ? null : contactNotBefore(tx.now, recipient, writer),
          facts: { receiptId: receiptId.toString() },
        },
      ]);
      tx.publish({
        type: 'collections.remittance-requested',
        payload: { receiptId: receiptId.toString(), companyId: company.id.toString() },
      });
      return done({ messageId: message?.id ?? null });
    },
  );
}
