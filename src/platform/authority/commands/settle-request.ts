/** Settling a request: approve (which runs the command), reject, withdraw. */
import { done, type Outcome, refuse } from '#kernel';
import {
  type Caller,
  type CommandOutcome,
  type Engine,
  runCommand,
  runQuery,
  type Transaction,
} from '../../transaction.ts';
import { companyPart } from '../decide.ts';
import { loadRequest, lockRequest, type RequestRow, settleRequest } from '../store.ts';
import type { Reach } from './reach.ts';
import { reaches } from './reach.ts';
import { bindNamed, requestNotFound } from './request-approval.ts';

export interface Settled {
  readonly requestId: string;
  readonly state: 'approved' | 'rejected' | 'withdrawn';
  /** What the command answered; null when it ran before, or did not run. */
  readonly result: unknown;
}

/**
 * Approves a request and runs its command, in one transaction: the approval, the act, the running totals and the request's
 * state stand or fall together, so it happens exactly once. When the command refuses by today's facts, nothing is changed
 * and the request waits. A repeat by the same person answers that it is approved.
 * Refuses `authority.request-not-found`, `authority.request-settled`, `authority.view-stale` (not what the approver saw),
 * `authority.content-changed` (the request becomes invalid until its requester brings it up to date),
 * `authority.self-approval`, `authority.agent-not-allowed`, `authority.approver-not-allowed`, `authority.not-allowed`,
 * `authority.over-limit`, and what the command refuses.
 */
export async function approveRequest(
  engine: Engine,
  caller: Caller,
  input: { readonly requestId: bigint; readonly contentHash: string; readonly note?: string | null | undefined },
  reach: Reach = 'everything',
): Promise<CommandOutcome<Settled>> {
  const row = await runQuery(engine, caller.tenantId, (db) => loadRequest(db, caller.tenantId, input.requestId));
  if (!row || !reaches(reach, row.companyId)) return requestNotFound();
  const repeated = approvedBefore(row, caller);
  if (repeated) return repeated;
  if (row.state !== 'pending') return settledBefore(row);
  const bound = bindNamed(engine, row.action, row.input);
  if (!bound.ok) return bound;
  const { idempotencyKey: _own, ...approver } = caller;
  const outcome = await bound.value.run(engine, {
    ...approver,
    source: `approval of request ${input.requestId}`,
    authority: {
      kind: 'approval',
      requestId: input.requestId,
      contentHash: input.contentHash,
      note: input.note ?? null,
    },
  });
  const after = await runQuery(engine, caller.tenantId, (db) => loadRequest(db, caller.tenantId, input.requestId));
  if (outcome.ok) {
    if (after?.state !== 'approved') throw new Error(`authority: ${row.action} ran without asking for authority`);
    return done({ requestId: input.requestId.toString(), state: 'approved', result: outcome.value });
  }
  if (outcome.refusal.code === 'authority.content-changed') await invalidate(engine, caller, input.requestId);
  // The same person pressed twice at once: whatever the second time refused by what the first has done, it finds it done.
  return (after && approvedBefore(after, caller)) || outcome;
}

const approvedBefore = (row: RequestRow, caller: Caller): CommandOutcome<Settled> | undefined =>
  row.state === 'approved' && row.settledPersonId === caller.actor.personId
    ? {
        ...done<Settled>({ requestId: row.id.toString(), state: 'approved', result: null }),
        replayed: true as const,
      }
    : undefined;

const settledBefore = (row: RequestRow): Outcome<never> =>
  refuse('authority.request-settled', `The request is ${row.state} already. Nothing was changed.`, {
    state: row.state,
  });

/** Takes a request whose content is not what was asked for out of the queue, until its requester looks at it. */
async function invalidate(engine: Engine, caller: Caller, requestId: bigint): Promise<void> {
  await settle(
    engine,
    caller,
    'authority.invalidate-request',
    'Its content changed after it was asked for.',
    requestId,
    {
      from: ['pending'],
      to: 'invalid',
      may: () => undefined,
    },
  );
}

/** Says no. Refuses `authority.request-not-found`, `authority.request-settled`, `authority.self-approval` (withdraw it). */
export function rejectRequest(
  engine: Engine,
  caller: Caller,
  input: { readonly requestId: bigint; readonly note: string },
  reach: Reach = 'everything',
): Promise<CommandOutcome<Settled>> {
  return settle(engine, caller, 'authority.reject-request', input.note, input.requestId, {
    from: ['proposed', 'pending', 'invalid'],
    to: 'rejected',
    reach,
    may: (row, tx) =>
      row.requesterPersonId === tx.actor.personId
        ? refuse('authority.self-approval', 'This is your own request; withdraw it instead. Nothing was changed.', {})
        : undefined,
  });
}

/**
 * Takes the own request back, or throws out a proposal from outside that nobody stands for. Refuses
 * `authority.request-not-found`, `authority.request-settled`, `authority.not-yours`.
 */
export function withdrawRequest(
  engine: Engine,
  caller: Caller,
  input: { readonly requestId: bigint; readonly note: string },
  reach: Reach = 'everything',
): Promise<CommandOutcome<Settled>> {
  return settle(engine, caller, 'authority.withdraw-request', input.note, input.requestId, {
    from: ['proposed', 'pending', 'invalid'],
    to: 'withdrawn',
    reach,
    may: (row, tx) =>
      row.state === 'proposed' || row.requesterPersonId === tx.actor.personId
        ? undefined
        : refuse('authority.not-yours', 'Only its requester withdraws a request. Nothing was changed.', {}),
  });
}

function settle<S extends 'rejected' | 'withdrawn' | 'invalid'>(
  engine: Engine,
  caller: Caller,
  operation: string,
  note: string,
  requestId: bigint,
  rule: {
    readonly from: readonly RequestRow['state'][];
    readonly to: S;
    readonly reach?: Reach;
    may(row: RequestRow, tx: Transaction): Outcome<never> | undefined;
  },
): Promise<CommandOutcome<{ requestId: string; state: S; result: null }>> {
  type Answer = { requestId: string; state: S; result: null };
  return runCommand(
    engine,
    caller,
    { operation, reason: note, input: { requestId } },
    async (tx): Promise<Outcome<Answer>> => {
      const row = await lockRequest(tx, requestId);
      if (!row || !reaches(rule.reach ?? 'everything', row.companyId)) return requestNotFound();
      if (!rule.from.includes(row.state)) return settledBefore(row);
      const hindered = rule.may(row, tx);
      if (hindered) return hindered;
      await settleRequest(tx, requestId, { state: rule.to, note });
      tx.publish({
        type: `authority.${rule.to}`,
        payload: { requestId: requestId.toString(), action: row.action, ...companyPart(row.companyId) },
      });
      tx.count(`requests.${rule.to}`);
      return done({ requestId: requestId.toString(), state: rule.to, result: null });
    },
  );
}
