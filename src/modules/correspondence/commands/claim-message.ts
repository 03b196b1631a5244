/**
 * The claim: the one transaction in which a message is decided. The account is locked, the message is rendered from current
 * facts, every check of the gate is asked, level and charge are booked, and the attempt is opened. Then it may leave.
 */
import type { Company } from '#company';
import { accountsOfLetters, loadStanding, lockAccounts } from '#customers';
import { dayInZone, done, type Outcome, periodOf } from '#kernel';
import { lockPeriods } from '#ledger';
import { type Caller, type Engine, runCommand, type Transaction } from '#platform';
import {
  didNotLeave,
  type Enclosure,
  type MailSetting,
  type Message,
  type Outgoing,
  type OutgoingMail,
  type Rendered,
  type SendPath,
  type Suppression,
  type Transport,
} from '../model.ts';
import { recipientUnder } from '../rules/mail-only-to.ts';
import {
  insertAttempt,
  insertSuppressions,
  keyOf,
  loadMailSetting,
  loadMessage,
  loadThread,
  updateState,
} from '../store.ts';
import { messageIdOf } from '../transports/compose-mail.ts';

export type Claim =
  | {
      readonly kind: 'claimed';
      readonly claimedAt: Date;
      /** Its printed form is still to be made, outside the lock, from the letter that was decided under it. */
      readonly message: Omit<Outgoing, 'pdf' | 'enclosures'>;
      readonly enclosures: readonly Enclosure[];
      readonly printed: boolean;
      readonly transport: Transport;
      readonly attempt: number;
    }
  | { readonly kind: 'suppressed'; readonly suppression: Suppression }
  /** Outside the contact hours of its recipient. */
  | { readonly kind: 'later' }
  /** Another process has it, or it is decided. */
  | { readonly kind: 'gone' };

/**
 * Locks what a claim and its taking back may touch, in the order of the house: the months of its charge, then its account.
 * Returns the message where it is in one of the states.
 */
export async function lockMessage(
  tx: Transaction,
  company: Company,
  id: bigint,
  states: Parameters<typeof loadMessage>[3]['states'],
  moreAccountIds: readonly bigint[] = [],
): Promise<Message | undefined> {
  const seen = await loadMessage(tx.db, tx.tenantId, id, { states });
  if (!seen || seen.companyId !== company.id) return undefined;
  // A letter to a head office speaks of its branches' items too: their accounts are locked with its own.
  const [standing] = await Promise.all([
    loadStanding(tx.db, tx.tenantId, { day: seen.proposedDate }),
    lockPeriods(tx, company.id, [
      ...new Set([periodOf(seen.proposedDate), periodOf(dayInZone(tx.now, company.timeZone))]),
    ]),
  ]);
  const accountIds = await accountsOfLetters(tx.db, tx.tenantId, [seen.accountId], standing);
  await lockAccounts(tx, [...accountIds, ...moreAccountIds]);
  return loadMessage(tx.db, tx.tenantId, id, { states, lock: true });
}

/** Claims one proposed message, or records why it does not go. */
export function claimMessage(
  engine: Engine,
  caller: Caller,
  path: SendPath,
  company: Company,
  id: bigint,
): Promise<Outcome<Claim>> {
  const description = {
    operation: 'correspondence.claim-message',
    reason: `Message ${id} was checked at the moment of sending.`,
    input: { messageId: id },
  };
  return runCommand<Claim>(engine, caller, description, async (tx) => {
    const message = await lockMessage(tx, company, id, ['proposed']);
    if (!message) return done({ kind: 'gone' });
    const kind = path.kinds.find((one) => one.kind === message.kind)!;
    const [rendered, setting] = await Promise.all([
      kind.render(tx.db, tx.tenantId, message, tx.now),
      loadMailSetting(tx.db, tx.tenantId, company.id),
    ]);
    const suppression = 'code' in rendered ? rendered : await firstObjection(tx, path, setting, message, rendered);
    if (suppression !== null) {
      await insertSuppressions(tx, id, [suppression, ...('code' in rendered ? [] : rendered.dropped)]);
      await updateState(tx, id, 'suppressed', { reason: suppression.reason });
      tx.count('messages suppressed');
      tx.accountsChanged([message.accountId]);
      tx.publish({
        type: 'correspondence.suppressed',
        payload: { messageId: id.toString(), code: suppression.code },
      });
      if (message.attempts > 0) publishDidNotLeave(tx, message, suppression.reason);
      return done({ kind: 'suppressed', suppression });
    }
    const ready = rendered as Rendered;
    if (ready.notBefore !== null) {
      await updateState(tx, id, 'proposed', { notBefore: new Date(ready.notBefore) });
      return done({ kind: 'later' });
    }
    const claimed = await kind.claimed(tx, message, ready);
    if (!claimed.ok) return claimed;
    if (message.attempts === 0) await insertSuppressions(tx, id, ready.dropped);
    const transport = ready.channel === 'letter' ? path.transports.print : path.transports[setting.transport]!;
    const attempt = await insertAttempt(tx, message, ready, transport.name);
    tx.accountsChanged([message.accountId]);
    const mail = ready.channel === 'letter' ? null : await mailOf(tx, path, { company, setting }, message, ready);
    return done({
      kind: 'claimed',
      claimedAt: tx.now,
      message: { key: keyOf(message), letter: ready.letter, mail },
      enclosures: mail === null ? [] : (ready.enclosures ?? []),
      printed: ready.channel === 'letter' || ready.attachLetter,
      transport,
      attempt,
    });
  });
}

/** Tells the owner of a message that was claimed before that it did not leave after all. */
export function publishDidNotLeave(tx: Transaction, message: Message, reason: string): void {
  tx.publish({ type: didNotLeave, payload: { messageId: message.id.toString(), kind: message.kind, reason } });
}

async function firstObjection(
  tx: Transaction,
  path: SendPath,
  setting: MailSetting,
  message: Message,
  rendered: Rendered,
): Promise<Suppression | null> {
  const list = setting.transport === 'smtp' ? path.mailOnlyTo : null;
  if (rendered.channel === 'email' && recipientUnder(list, rendered.recipient.address!).kind === 'nowhere')
    return { code: 'trial_list', reason: 'the address is not on the list of the trial (DUNWELL_MAIL_ONLY_TO)' };
  for (const check of path.checks) {
    const objection = await check.run(tx, message, rendered, tx.now);
    if (objection !== null) return objection;
  }
  return null;
}

async function mailOf(
  tx: Transaction,
  path: SendPath,
  { company, setting }: { company: Company; setting: MailSetting },
  message: Message,
  rendered: Rendered,
): Promise<OutgoingMail> {
  const address = setting.senderAddress ?? company.letterhead.email ?? 'receivables@invalid.invalid';
  const to = { name: rendered.recipient.name, address: rendered.recipient.address! };
  const recipient = recipientUnder(setting.transport === 'smtp' ? path.mailOnlyTo : null, to.address);
  return {
    from: { name: company.name, address },
    to: recipient.kind === 'redirected' ? { name: to.name, address: recipient.to } : to,
    replyTo: setting.replyToAddress === null ? null : { name: company.name, address: setting.replyToAddress },
    date: tx.now,
    references: (await loadThread(tx.db, tx.tenantId, message, to.address)).map((key) => messageIdOf(key, address)),
    redirectedFrom: recipient.kind === 'redirected' ? to.address : null,
  };
}
