/** Asks the customer for the documents of an offset, reminds until they are here, and takes the request back. */
import { channelToAsk, contactNotBefore, loadRecipients } from '#collections';
import { type Company, loadOpenCompany } from '#company';
import { proposeMessagesIn } from '#correspondence';
import { lockAccounts } from '#customers';
import { addDays, type Day, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, runQuery, type Transaction } from '#platform';
import type { DocumentKind } from '../model.ts';
import { loadDocumentStates } from '../queries/document-state.ts';
import {
  type DocumentRequest,
  insertRequest,
  loadDueRequests,
  loadRequests,
  updateReminder,
  withdrawRequest,
} from '../store/documents.ts';
import { loadOffsets, lockOffset, type StoredOffset } from '../store/offsets.ts';
import { loadPolicy } from '../store/policy.ts';
import { newLinkKey } from '../upload-link.ts';
import { offsetNotFound } from './execute-offset.ts';

/** A link works this many days beyond the day until which the documents are asked for: who is late is not turned away. */
export const linkGraceDays = 60;

/**
 * Requests documents: what is named, else what is missing; until a day, else as policy says. The message leaves with the next
 * sending, through the gate. Refuses `offsets.offset-not-found`, `offsets.not-open`, `offsets.nothing-missing`,
 * `offsets.requested` (withdraw the request first), `offsets.due-date` and, with the reason, `offsets.customer-not-reached`.
 */
export function requestDocuments(
  engine: Engine,
  caller: Caller,
  input: {
    company: Company;
    offsetId: bigint;
    kinds?: readonly DocumentKind[] | undefined;
    dueDate?: Day | undefined;
    asOf: Day;
  },
): Promise<Outcome<{ requestId: bigint }>> {
  const { company, offsetId, asOf } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'offsets.request-documents',
      reason: `The customer is asked for the documents of offset ${offsetId}.`,
      input: { company: company.code, offsetId, kinds: input.kinds ?? null, dueDate: input.dueDate ?? null, asOf },
    },
    async (tx): Promise<Outcome<{ requestId: bigint }>> => {
      const [seen] = await loadOffsets(tx.db, tx.tenantId, { ids: [offsetId] });
      if (seen?.companyId !== company.id) return offsetNotFound();
      await lockAccounts(tx, [seen.accountId]);
      const offset = (await lockOffset(tx, offsetId))!;
      if (offset.state !== 'proposed')
        return refuse('offsets.not-open', `The offset is ${offset.state.replace('_', ' ')}. Nothing was changed.`, {
          state: offset.state,
        });
      const policy = await loadPolicy(tx.db, tx.tenantId, company.id, asOf);
      const documents = (await loadDocumentStates(tx.db, tx.tenantId, [offset], policy)).get(offsetId)!;
      if (documents.request !== null)
        return refuse(
          'offsets.requested',
          `Documents of this offset are requested until ${documents.request.dueDate} already; withdraw that request first. Nothing was changed.`,
        );
      const missing = documents.required.filter((one) => one.state === 'missing').map((one) => one.kind);
      const kinds = [...new Set(input.kinds ?? missing)];
      if (kinds.length === 0)
        return refuse('offsets.nothing-missing', 'No document of this offset is missing. Nothing was changed.');
      const dueDate = input.dueDate ?? addDays(asOf, policy.requestDays);
      if (dueDate < asOf)
        return refuse(
          'offsets.due-date',
          'The day until which they are asked for has passed. Nothing was changed.',
          {},
          { field: 'dueDate' },
        );
      const requestId = await insertRequest(tx, {
        offsetId,
        kinds,
        askedOn: asOf,
        dueDate,
        linkKey: newLinkKey(),
        expiresOn: addDays(dueDate, linkGraceDays),
        remindOn: policy.reminders > 0 ? addDays(dueDate, 1) : null,
      });
      const asked = await proposeRequest(tx, company, offset, { requestId: requestId!, reminder: 0 }, asOf);
      if (!asked.ok) return asked;
      tx.publish({
        type: 'offsets.documents-requested',
        payload: {
          companyId: company.id.toString(),
          offsetId: offsetId.toString(),
          accountId: offset.accountId.toString(),
        },
      });
      return done({ requestId: requestId! });
    },
  );
}

/** Proposes the message; refuses `offsets.customer-not-reached` where nobody may be written to. */
async function proposeRequest(
  tx: Transaction,
  company: Company,
  offset: StoredOffset,
  of: { readonly requestId: bigint; readonly reminder: number },
  asOf: Day,
): Promise<Outcome<null>> {
  const recipients = await loadRecipients(tx.db, tx.tenantId, { accountIds: [offset.accountId], withoutMessage: null });
  const recipient = recipients.get(offset.accountId)!;
  const channel = channelToAsk(recipient);
  if ('code' in channel)
    return refuse(
      'offsets.customer-not-reached',
      `The customer cannot be asked: ${channel.reason}. Nothing was changed.`,
      { code: channel.code },
    );
  const writer = (await loadOpenCompany(tx.db, tx.tenantId, company.id, tx.now))!;
  await proposeMessagesIn(tx, [
    {
      companyId: company.id,
      accountId: offset.accountId,
      kind: 'offset_request',
      channel: channel.channel,
      currency: offset.currency,
      language: recipient.language,
      recipientName: recipient.contact?.name ?? null,
      recipientAddress: recipient.contact?.email ?? null,
      sourceKey: `offset_request ${of.requestId} ${of.reminder}`,
      proposedDate: asOf,
      notBefore: channel.channel === 'letter' ? null : contactNotBefore(tx.now, recipient, writer),
      facts: { requestId: of.requestId.toString(), reminder: of.reminder },
    },
  ]);
  return done(null);
}

/**
 * Reminds of what is still missing, for the day run: each request on its day, as often as policy says, until everything is
 * here. A customer who cannot be written to is counted and asked no more. A second run of the day changes nothing.
 */
export async function remindOfDocuments(
  engine: Engine,
  caller: Caller,
  input: { company: Company; asOf: Day },
): Promise<Outcome<{ reminded: number; notReached: number }>> {
  const { company, asOf } = input;
  const counts = { reminded: 0, notReached: 0 };
  const due = await runQuery(engine, caller.tenantId, (db) =>
    loadDueRequests(db, caller.tenantId, { companyId: company.id, day: asOf }),
  );
  for (const requestId of due) {
    const outcome = await runCommand<keyof typeof counts | null>(
      engine,
      caller,
      {
        operation: 'offsets.remind',
        reason: `The customer is reminded of the documents of request ${requestId}.`,
        input: { company: company.code, requestId, asOf },
      },
      async (tx) => {
        const [seen] = await loadRequests(tx.db, tx.tenantId, { id: requestId });
        const [before] = seen ? await loadOffsets(tx.db, tx.tenantId, { ids: [seen.offsetId] }) : [];
        if (!seen || !before) return done(null);
        await lockAccounts(tx, [before.accountId]);
        const offset = (await lockOffset(tx, before.id))!;
        const [request] = await loadRequests(tx.db, tx.tenantId, { id: requestId });
        if (!request || offset.state !== 'proposed' || request.remindOn === null || request.remindOn > asOf)
          return done(null);
        return remindOne(tx, company, offset, request, asOf);
      },
    );
    if (!outcome.ok) return outcome;
    if (outcome.value !== null) counts[outcome.value] += 1;
  }
  return done(counts);
}

async function remindOne(
  tx: Transaction,
  company: Company,
  offset: StoredOffset,
  request: DocumentRequest,
  asOf: Day,
): Promise<Outcome<'reminded' | 'notReached'>> {
  const policy = await loadPolicy(tx.db, tx.tenantId, company.id, asOf);
  const reminder = request.reminders + 1;
  const asked = await proposeRequest(tx, company, offset, { requestId: request.id, reminder }, asOf);
  if (!asked.ok) {
    await updateReminder(tx, { id: request.id, reminders: request.reminders, remindOn: null });
    return done('notReached');
  }
  await updateReminder(tx, {
    id: request.id,
    reminders: reminder,
    remindOn: reminder < policy.reminders ? addDays(asOf, policy.reminderDays) : null,
  });
  return done('reminded');
}

/** Takes a request back: its link ends and nobody is reminded. Refuses `offsets.offset-not-found` and `offsets.not-requested`. */
export function withdrawDocumentRequest(
  engine: Engine,
  caller: Caller,
  input: { company: Company; offsetId: bigint; reason: string },
): Promise<Outcome<null>> {
  const { company, offsetId, reason } = input;
  return runCommand(
    engine,
    caller,
    { operation: 'offsets.withdraw-request', reason, input: { company: company.code, offsetId } },
    async (tx): Promise<Outcome<null>> => {
      const offset = await lockOffset(tx, offsetId);
      if (offset?.companyId !== company.id) return offsetNotFound();
      if (!(await withdrawRequest(tx, offsetId, reason)))
        return refuse('offsets.not-requested', 'No documents of this offset are requested. Nothing was changed.');
      tx.publish({
        type: 'offsets.request-withdrawn',
        payload: {
          companyId: company.id.toString(),
          offsetId: offsetId.toString(),
          accountId: offset.accountId.toString(),
        },
      });
      return done(null);
    },
  );
}
