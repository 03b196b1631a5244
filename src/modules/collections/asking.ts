/** Messages that ask a customer for an answer and move nothing: whom they may go to, by which channel, from which hour. */
import { loadOpenCompany, type OpenCompany } from '#company';
import type { Message, Rendered, Suppression } from '#correspondence';
import type { Sql } from '#platform';
import { loadRecipients, type Recipient } from './queries/recipients.ts';
import { chooseChannel } from './rules/choose-channel.ts';
import { contactNotBefore } from './rules/contact-hours.ts';
import { insolvent } from './rules/plan-notice.ts';

/** By which channel a customer may be asked, or why not: consumers, employees and own companies are not written to. */
export function channelToAsk(recipient: Recipient): { channel: 'email' | 'letter' } | Suppression {
  if (recipient.insolventSince !== null) return insolvent(recipient.insolventSince);
  if (recipient.category !== 'third_party' && recipient.category !== 'public_body')
    return { code: 'category', reason: `${recipient.category.replace('_', ' ')} customers are asked by a person` };
  if (recipient.contact?.stopped) return { code: 'contact_stopped', reason: 'the contact asked not to be written to' };
  return chooseChannel(recipient, undefined);
}

/** Who is asked, and the company that asks. */
export interface Asking {
  readonly recipient: Recipient;
  readonly company: OpenCompany;
  readonly channel: 'email' | 'letter';
}

/** What a kind of message adds: its letter, and what goes along. */
export type AskingLetter = Pick<Rendered, 'letter'> & Partial<Pick<Rendered, 'attachLetter' | 'enclosures' | 'facts'>>;

/** A message that asks, as it reads now; a suppression where its customer may not be asked. `write` is called only where one may. */
export async function renderAsking(
  db: Sql,
  tenantId: bigint,
  message: Message,
  now: Date,
  write: (asking: Asking) => Promise<AskingLetter>,
): Promise<Rendered | Suppression> {
  const recipients = await loadRecipients(db, tenantId, { accountIds: [message.accountId], withoutMessage: null });
  const recipient = recipients.get(message.accountId)!;
  const chosen = channelToAsk(recipient);
  if ('code' in chosen) return chosen;
  const { channel } = chosen;
  const company = (await loadOpenCompany(db, tenantId, message.companyId, now))!;
  const { facts, ...written } = await write({ recipient, company, channel });
  return {
    attachLetter: false,
    ...written,
    channel,
    recipient: {
      name: recipient.contact?.name ?? recipient.customerName,
      address: recipient.contact?.email ?? null,
    },
    itemIds: [],
    netMinor: 0n,
    dropped: [],
    notBefore: channel === 'letter' ? null : contactNotBefore(now, recipient, company),
    facts: { ...message.facts, ...facts },
  };
}
