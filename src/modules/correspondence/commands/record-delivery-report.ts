/** A delivery report: the message that came back is marked, its address with it, and what the message booked is taken back. */
import { createHash } from 'node:crypto';
import { listCompanies } from '#company';
import { accountIdsOf, markBouncedIn } from '#customers';
import { type DeliveryReport, readDeliveryReport } from '#formats';
import { done, type Outcome } from '#kernel';
import { type Caller, type Engine, runCommand, runQuery, type Transaction } from '#platform';
import type { BounceKind, Message, ReportOutcome } from '../model.ts';
import { bounceReason, messageOf, recipientFor, severityOf, softInARow } from '../rules/bounce.ts';
import {
  insertDeliveryReport,
  loadBounce,
  loadByToken,
  loadLastBounces,
  loadMessage,
  settleDeliveryReport,
  updateBounce,
  updateState,
} from '../store.ts';
import { lockMessage, publishDidNotLeave } from './claim-message.ts';

export interface RecordedReport {
  readonly outcome: ReportOutcome;
  /** The message it is about; null where none of ours is. */
  readonly messageId: string | null;
  readonly recipient: string | null;
  readonly reason: string;
  /** The same report was read before; nothing was changed. */
  readonly repeated: boolean;
}

/**
 * Reads a mail as a delivery report and records it. Given up (`failed`): the message is bounced, hard or soft; level and charge
 * are taken back, for it did not arrive; after a hard one, or the third soft one in a row, the customer's contacts with this
 * address are not written to. An `unknown` message is `sent` when a report about it comes. What no message of ours is about is
 * kept as unmatched. The same bytes again change nothing. Refuses `mail.no-delivery-report`, `mail.malformed`, `file.too-large`.
 */
export async function recordDeliveryReport(
  engine: Engine,
  caller: Caller,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Outcome<RecordedReport>> {
  const read = await readDeliveryReport(file.bytes);
  if (!read.ok) return read;
  const report = read.value;
  const reference = messageOf(report);
  const found =
    reference === null
      ? undefined
      : await runQuery(engine, caller.tenantId, (db) => loadByToken(db, caller.tenantId, reference));
  const contentHash = createHash('sha256').update(file.bytes).digest('hex');
  const description = {
    operation: 'correspondence.record-delivery-report',
    reason: found ? `A server reported on message ${found.id}.` : 'A server reported on a mail that is none of ours.',
    input: { file: file.name, contentHash, messageId: found?.id ?? null },
  };
  const companies = await listCompanies(engine, caller.tenantId);
  return runCommand<RecordedReport>(engine, caller, description, async (tx) => {
    const first = report.recipients[0]!;
    const id = await insertDeliveryReport(tx, {
      contentHash,
      fileName: file.name.slice(0, 255),
      reportedBy: report.reportedBy,
      recipient: first,
    });
    const say = (
      outcome: ReportOutcome,
      recipient: string | null,
      reason: string,
      repeated = false,
    ): Outcome<RecordedReport> =>
      done({ outcome, messageId: found?.id.toString() ?? null, recipient, reason, repeated });
    if (id === null) return say('known', first.address, 'This report was read before.', true);
    const company = found && companies.find((one) => one.id === found.companyId);
    const message =
      found &&
      company &&
      (await lockMessage(
        tx,
        company,
        found.id,
        ['sent', 'unknown', 'sending', 'proposed', 'failed', 'suppressed'],
        await accountIdsOf(tx.db, tx.tenantId, [found.customerId]),
      ));
    if (!message) {
      tx.count('delivery reports unmatched');
      return say('unmatched', first.address ?? first.originalAddress, bounceReason(first));
    }
    const outcome = await judge(tx, message, found.customerId, report);
    const recipient = recipientFor(report, message.recipientAddress) ?? first;
    await settleDeliveryReport(tx, id, { messageId: message.id, outcome, recipient });
    tx.count(`delivery reports ${outcome.replace('_', ' ')}`);
    return say(outcome, message.recipientAddress, bounceReason(recipient));
  });
}

/** What the report changes, under the lock of the message and of its customer's accounts. */
async function judge(
  tx: Transaction,
  message: Message,
  customerId: bigint,
  report: DeliveryReport,
): Promise<ReportOutcome> {
  const recipient = recipientFor(report, message.recipientAddress);
  if (recipient === undefined) return 'elsewhere';
  if (recipient.action === 'delayed') return 'delayed';
  const left = await loadMessage(tx.db, tx.tenantId, message.id, { states: ['sent', 'unknown'] });
  const before = await loadBounce(tx.db, tx.tenantId, message.id);
  if (before.state === 'unknown') {
    await updateState(tx, message.id, 'sent', { reason: 'A server reported on it, so it left.' });
    tx.publish({ type: 'correspondence.sent', payload: { messageId: message.id.toString() } });
  }
  tx.accountsChanged([message.accountId]);
  if (recipient.action !== 'failed') return 'delivered';
  const bounce: BounceKind = severityOf(recipient);
  if (before.bounce === 'hard' || before.bounce === bounce) return 'known';
  const reason = bounceReason(recipient);
  // A message that was given up or proposed again has no level to take back; what is learnt about the address stays true.
  if (left) {
    await updateBounce(tx, message.id, bounce, reason);
    tx.publish({ type: 'correspondence.bounced', payload: { messageId: message.id.toString(), bounce } });
    if (before.bounce === null)
      publishDidNotLeave(tx, message, `the mail came back${recipient.status ? ` (${recipient.status})` : ''}`);
  }
  const address = message.recipientAddress;
  if (address !== null && (bounce === 'hard' || (await nobodyGetsIt(tx, address)))) {
    const accountIds = await accountIdsOf(tx.db, tx.tenantId, [customerId]);
    const marked = await markBouncedIn(tx, { customerId, address, reason });
    tx.count('contacts marked', marked);
    tx.accountsChanged(accountIds);
  }
  return bounce === 'hard' ? 'bounced_hard' : 'bounced_soft';
}

/** The last mails to the address all came back. */
async function nobodyGetsIt(tx: Transaction, address: string): Promise<boolean> {
  const last = await loadLastBounces(tx.db, tx.tenantId, address, softInARow);
  return last.length === softInARow && last.every((bounce) => bounce !== null);
}
