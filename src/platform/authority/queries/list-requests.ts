/** The queue of approvals as one person sees it: what is asked, and whether this person may approve it. */
import type { Day } from '#kernel';
import { type Engine, runQuery } from '../../transaction.ts';
import { findAction } from '../action.ts';
import { factsWith, possibleUses } from '../decide.ts';
import type { AuthorityQuestion, RequestState } from '../model.ts';
import { decide } from '../rules/decide.ts';
import { listRequestRows, loadAuthorityFacts, loadUses, type RequestRow } from '../store.ts';

export interface ListedRequest extends RequestRow {
  readonly actionSentence: string;
  readonly mine: boolean;
  readonly mayApprove: boolean;
  readonly whyNot: string | null;
}

/** Requests in the given states, newest first. What may be approved is judged by the facts of now. */
export async function listRequests(
  engine: Engine,
  tenantId: bigint,
  filter: {
    companyIds: readonly bigint[];
    wholeTenant: boolean;
    states: readonly RequestState[];
    beforeId: bigint;
    limit: number;
    customerId?: bigint | undefined;
    viewerPersonId: bigint;
    /** Today in a company's zone. */
    dayOf(companyId: bigint | null): Day;
  },
): Promise<ListedRequest[]> {
  return runQuery(engine, tenantId, async (db) => {
    const rows = await listRequestRows(db, tenantId, filter);
    const listed: ListedRequest[] = [];
    for (const row of rows) {
      const mine = row.requesterPersonId === filter.viewerPersonId;
      const action = findAction(engine, row.action);
      const base = { ...row, mine, actionSentence: action.ok ? action.value.sentence : row.action };
      if (!action.ok || mine || row.state !== 'pending') {
        listed.push({ ...base, mayApprove: false, whyNot: mine ? 'This is your own request.' : null });
        continue;
      }
      const question: AuthorityQuestion = {
        action: row.action,
        companyId: row.companyId,
        customerId: row.customerId,
        money: row.currency === null ? null : { amountMinor: row.amountMinor, currency: row.currency },
        day: filter.dayOf(row.companyId),
      };
      const loaded = await loadAuthorityFacts(db, tenantId, {
        ...question,
        personIds: [row.requesterPersonId, filter.viewerPersonId],
      });
      const maker = loaded.persons.get(row.requesterPersonId);
      const checker = loaded.persons.get(filter.viewerPersonId);
      if (!maker || !checker) {
        listed.push({ ...base, mayApprove: false, whyNot: 'The requester is not here any more.' });
        continue;
      }
      const used =
        row.currency === null
          ? new Map<string, bigint>()
          : await loadUses(
              db,
              tenantId,
              { action: row.action, companyId: row.companyId, currency: row.currency },
              possibleUses(question, loaded),
            );
      const decision = decide(question, action.value.permission, factsWith(action.value, loaded, maker, checker, used));
      const allowed = decision.outcome === 'allowed';
      listed.push({ ...base, mayApprove: allowed, whyNot: allowed ? null : decision.why });
    }
    return listed;
  });
}
