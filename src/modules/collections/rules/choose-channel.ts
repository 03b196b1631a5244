/** By which channel a notice goes: the policy of its level, what the customer wants, and which address there is. Pure. */
import type { DunningFacts, DunningLevel } from '../model.ts';

export type ChannelChoice =
  | { readonly channel: 'email'; readonly attachLetter: boolean }
  | { readonly channel: 'letter' }
  | { readonly code: string; readonly reason: string };

/**
 * A letter when the level's policy or the customer asks for one and there is a postal address, and when mail cannot be used
 * because there is no address or mail to it came back. Mail otherwise, with the letter attached where the level says so.
 */
export function chooseChannel(
  facts: Pick<DunningFacts, 'contact' | 'postalAddress' | 'noticeChannel'>,
  level: Pick<DunningLevel, 'channel' | 'attachLetter'> | undefined,
): ChannelChoice {
  const { contact, postalAddress, noticeChannel } = facts;
  const mailable = contact !== null && contact.email !== null && contact.bouncedAt === null;
  const wanted = level?.channel ?? noticeChannel ?? 'email';
  if (postalAddress !== null && (wanted === 'letter' || !mailable)) return { channel: 'letter' };
  if (mailable) return { channel: 'email', attachLetter: level?.attachLetter ?? false };
  return contact?.bouncedAt
    ? { code: 'bounced', reason: `mail to ${contact.email} came back and there is no postal address` }
    : { code: 'no_address', reason: 'there is neither an e-mail address nor a postal address' };
}
