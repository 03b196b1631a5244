/** How a company mails: into the outbox folder, or over the installation's SMTP server. */
import type { Company } from '#company';
import { done, isEmail, type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, runCommand } from '#platform';
import type { MailSetting } from '../model.ts';
import { insertMailSetting } from '../store.ts';

/**
 * Sets how a company mails; the setting before stays on record. Refuses `correspondence.mail-address` for what is no address
 * and `correspondence.no-sender` when mail would leave without a sender of the company.
 */
export function setMail(
  engine: Engine,
  caller: Caller,
  input: { company: Company; setting: MailSetting },
): Promise<CommandOutcome<MailSetting>> {
  const { company, setting } = input;
  const description = {
    operation: 'correspondence.set-mail',
    reason: `${company.name} mails ${setting.transport === 'smtp' ? 'by SMTP' : 'into the outbox folder'}.`,
    input: { company: company.code, ...setting },
  };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<MailSetting>> => {
    for (const [field, value] of Object.entries({
      senderAddress: setting.senderAddress,
      replyToAddress: setting.replyToAddress,
    })) {
      if (value !== null && !isEmail(value))
        return refuse(
          'correspondence.mail-address',
          `"${value}" is not a mail address. Nothing was changed.`,
          {},
          { field },
        );
    }
    if (setting.transport === 'smtp' && setting.senderAddress === null && !company.letterhead.email)
      return refuse(
        'correspondence.no-sender',
        `${company.name} has no address to send from; name one. Nothing was changed.`,
        {},
        { field: 'senderAddress' },
      );
    tx.atHead((head) => insertMailSetting(tx, head.seq, company.id, setting));
    return done(setting);
  });
}
