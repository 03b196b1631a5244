/** The request for what an offset misses as the customer would get it now: nothing is proposed or sent. */
import { loadRecipients, noticeLanguage } from '#collections';
import { type Letter, loadTemplate } from '#correspondence';
import { addDays, done, type Outcome, refuse } from '#kernel';
import { type Engine, runQuery } from '#platform';
import { linkGraceDays } from '../commands/request-documents.ts';
import { linkAddress, writeOffsetRequest } from '../offset-request.ts';
import { loadPolicy } from '../store/policy.ts';
import type { WholeOffset } from './offsets.ts';

/** Writes it, its link only hinted at: that is made when it is sent. Refuses `offsets.nothing-missing`. */
export function previewRequest(engine: Engine, tenantId: bigint, of: WholeOffset): Promise<Outcome<Letter>> {
  const { offset, company, documents, asOf, lines } = of;
  return runQuery(engine, tenantId, async (db): Promise<Outcome<Letter>> => {
    const missing = documents.required.filter((one) => one.state === 'missing').map((one) => one.kind);
    if (missing.length === 0)
      return refuse('offsets.nothing-missing', 'No document of this offset is missing; there is nothing to ask for.');
    const recipients = await loadRecipients(db, tenantId, { accountIds: [offset.accountId], withoutMessage: null });
    const recipient = recipients.get(offset.accountId)!;
    const policy = await loadPolicy(db, tenantId, company.id, asOf);
    const dueDate = documents.request?.dueDate ?? addDays(asOf, policy.requestDays);
    const template = await loadTemplate(db, tenantId, 'offset_request', {
      language: noticeLanguage(recipient.language),
      level: 1,
    });
    return done(
      writeOffsetRequest(recipient, {
        ...{ offset, lines, missing, dueDate, company, asOf, template },
        refused: [],
        askedOn: asOf,
        link: linkAddress(engine.publicUrl ?? null, '…'),
        linkUntil: addDays(dueDate, linkGraceDays),
      }),
    );
  });
}
