/** Asks the customer about differences of their statement, or sends what is missing there. */
import { channelToAsk, contactNotBefore, loadRecipients } from '#collections';
import { loadOpenCompany } from '#company';
import { proposeMessagesIn } from '#correspondence';
import { type Day, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { linesToWrite } from '../reconciliation-message.ts';
import { touchStatement } from '../store/customer-statements.ts';
import { refuseAgreed, type StatementAtHand, takeStatement } from './decide-lines.ts';

/**
 * Proposes one letter about the lines; it leaves with the next sending, through the gate, with the copies that are kept. The
 * same lines on the same day are one letter. Refuses `reconciliation.line-unknown` for what is no difference,
 * `reconciliation.customer-not-reached` with the reason, `reconciliation.agreed` and what `takeStatement` refuses.
 */
export function writeToCustomer(
  engine: Engine,
  caller: Caller,
  input: StatementAtHand & { readonly keys: readonly string[]; readonly asOf: Day },
): Promise<Outcome<{ lines: number }>> {
  const { company, statementId, asOf } = input;
  const keys = [...new Set(input.keys)].sort();
  return runCommand(
    engine,
    caller,
    {
      operation: 'reconciliation.write-to-customer',
      reason: `The customer is written to about ${keys.length} differences of statement ${statementId}.`,
      input: { company: company.code, statementId, keys, asOf },
    },
    async (tx): Promise<Outcome<{ lines: number }>> => {
      const statement = await takeStatement(tx, input);
      if (!statement.ok) return statement;
      const free = await refuseAgreed(tx, statement.value);
      if (!free.ok) return free;
      const { accountId, currency, id } = statement.value;
      const known = new Set((await linesToWrite(tx.db, tx.tenantId, statement.value, keys)).map((line) => line.key));
      const stranger = keys.find((key) => !known.has(key));
      if (stranger !== undefined)
        return refuse(
          'reconciliation.line-unknown',
          `The comparison has no difference "${stranger}". Nothing was changed.`,
          { key: stranger },
        );
      const recipients = await loadRecipients(tx.db, tx.tenantId, { accountIds: [accountId], withoutMessage: null });
      const recipient = recipients.get(accountId)!;
      const channel = channelToAsk(recipient);
      if ('code' in channel)
        return refuse(
          'reconciliation.customer-not-reached',
          `The customer cannot be written to: ${channel.reason}. Nothing was changed.`,
          { code: channel.code },
        );
      const writer = (await loadOpenCompany(tx.db, tx.tenantId, company.id, tx.now))!;
      await proposeMessagesIn(tx, [
        {
          companyId: company.id,
          ...{ accountId, currency },
          kind: 'reconciliation_letter',
          channel: channel.channel,
          language: recipient.language,
          recipientName: recipient.contact?.name ?? null,
          recipientAddress: recipient.contact?.email ?? null,
          sourceKey: `reconciliation_letter ${id} ${asOf} ${keys.join(' ')}`,
          proposedDate: asOf,
          notBefore: channel.channel === 'letter' ? null : contactNotBefore(tx.now, recipient, writer),
          facts: { statementId: id.toString(), keys },
        },
      ]);
      touchStatement(tx, id);
      tx.count('letters about differences');
      return done({ lines: keys.length });
    },
  );
}
