/** Asks a second person: the command is tried without effect, and what it would do is kept with the hash of its content. */
import { done, type Outcome, refuse } from '#kernel';
import type { Role } from '../../identity/rules/permissions.ts';
import { type Caller, type CommandOutcome, type Engine, runCommand, runQuery, systemActor } from '../../transaction.ts';
import { type AuthorityProposal, type BoundAction, bindAction, findAction } from '../action.ts';
import { companyPart } from '../decide.ts';
import { findWaitingRequest, insertRequest, loadRequest, lockRequest, updateRequest } from '../store.ts';
import type { Reach } from './reach.ts';
import { reaches } from './reach.ts';

export interface RequestApproval {
  readonly action: string;
  /** The command's input as JSON, as its own route takes it. */
  readonly input: unknown;
  readonly reason: string;
}

export interface Requested {
  readonly requestId: string;
  readonly state: 'proposed' | 'pending';
  readonly contentHash: string;
  readonly sentence: string;
  /** Who may approve; ids as text, since a repeated call answers from what was stored. */
  readonly approvers: ({ readonly role: Role } | { readonly personId: string })[];
}

/**
 * Files a request. A person's is pending; one of the system (from mail, an import) is only proposed, and does nothing until
 * a person stands for it and a second one approves. What waits already is not asked twice: the same of the same person is answered
 * with the request that waits, and a person who asks for what was proposed stands for it. Refuses what the command itself would refuse, `authority.not-needed`,
 * `authority.over-limit`, `authority.not-allowed`, `authority.action-unknown`, `authority.input-malformed` and
 * `authority.subject-not-found`. `reach`: the companies that the caller may see.
 */
export async function requestApproval(
  engine: Engine,
  caller: Caller,
  input: RequestApproval,
  reach: Reach = 'everything',
): Promise<CommandOutcome<Requested>> {
  const asked = await probe(engine, caller, input, reach);
  if (!asked.ok) return asked;
  const proposal = asked.value;
  const state = caller.actor.personId === systemActor.personId ? 'proposed' : 'pending';
  return runCommand(
    engine,
    caller,
    { operation: 'authority.request', reason: input.reason, input },
    async (tx): Promise<Outcome<Requested>> => {
      const waiting = await findWaitingRequest(tx, { ...proposal, input: input.input });
      if (waiting && (waiting.state === 'pending' || state === 'proposed'))
        return done(requested(waiting.id, waiting.state, { ...proposal, sentence: waiting.sentence }));
      const requestId =
        waiting?.id ?? (await insertRequest(tx, { ...proposal, input: input.input, reason: input.reason, state }));
      if (waiting)
        await updateRequest(tx, waiting.id, {
          ...{ requesterPersonId: tx.actor.personId, proposal, input: input.input, reason: input.reason },
        });
      tx.publish({
        type: 'authority.requested',
        payload: { requestId: requestId.toString(), action: input.action, state, ...companyPart(proposal.companyId) },
      });
      tx.count('requests');
      return done(requested(requestId, state, proposal));
    },
  );
}

const requested = (requestId: bigint, state: Requested['state'], proposal: AuthorityProposal): Requested => ({
  requestId: requestId.toString(),
  state,
  contentHash: proposal.contentHash,
  sentence: proposal.sentence,
  approvers: proposal.approvers.map((one) => ('role' in one ? one : { personId: one.personId.toString() })),
});

/** Runs the command up to its question and back; nothing is changed. */
async function probe(
  engine: Engine,
  caller: Caller,
  input: { readonly action: string; readonly input: unknown },
  reach: Reach,
): Promise<Outcome<AuthorityProposal>> {
  const bound = bindNamed(engine, input.action, input.input);
  if (!bound.ok) return bound;
  const companyId = await runQuery(engine, caller.tenantId, (db) => bound.value.companyOf(db, caller.tenantId));
  if (companyId === undefined || !reaches(reach, companyId)) return notFound();
  let proposal: AuthorityProposal | undefined;
  const { idempotencyKey: _own, ...asker } = caller;
  const outcome = await bound.value.run(engine, {
    ...asker,
    authority: {
      kind: 'probe',
      asked: (one) => {
        proposal = one;
      },
    },
  });
  if (proposal === undefined) {
    if (!outcome.ok) return outcome;
    throw new Error(`authority: ${input.action} ran without asking for authority`);
  }
  // What the command found must be what the caller was allowed to name.
  return proposal.companyId === companyId ? done(proposal) : notFound();
}

const notFound = (): Outcome<never> =>
  refuse('authority.subject-not-found', 'What the request names does not exist here. Nothing was changed.', {});

/** Finds the action and fits the input to it. */
export function bindNamed(engine: Engine, name: string, input: unknown): Outcome<BoundAction> {
  const action = findAction(engine, name);
  return action.ok ? bindAction(action.value, input) : action;
}

export interface ReviseRequest {
  readonly requestId: bigint;
  /** Absent: as it was, by the facts of now. */
  readonly input?: unknown;
  readonly reason?: string | undefined;
}

/**
 * Brings a request up to date: the requester changes its content or confirms it after the facts have moved; for a proposal
 * from outside, a person stands for it and becomes its requester. The hash is made anew, so nobody's view from before
 * approves it. Refuses `authority.request-not-found`, `authority.request-settled`, `authority.not-yours` and what
 * `requestApproval` refuses.
 */
export async function reviseRequest(
  engine: Engine,
  caller: Caller,
  input: ReviseRequest,
  reach: Reach = 'everything',
): Promise<CommandOutcome<Requested>> {
  const row = await runQuery(engine, caller.tenantId, (db) => loadRequest(db, caller.tenantId, input.requestId));
  if (!row || !reaches(reach, row.companyId)) return requestNotFound();
  const wanted = { action: row.action, input: input.input ?? row.input };
  const asked = await probe(engine, caller, wanted, reach);
  if (!asked.ok) return asked;
  const proposal = asked.value;
  const reason = input.reason ?? row.reason;
  return runCommand(
    engine,
    caller,
    { operation: 'authority.revise-request', reason, input },
    async (tx): Promise<Outcome<Requested>> => {
      const locked = await lockRequest(tx, input.requestId);
      if (!locked || !['proposed', 'pending', 'invalid'].includes(locked.state))
        return refuse('authority.request-settled', 'The request is settled; file a new one. Nothing was changed.', {});
      if (tx.actor.personId === systemActor.personId)
        return refuse('authority.person-needed', 'A person stands for a request. Nothing was changed.', {});
      if (locked.state !== 'proposed' && locked.requesterPersonId !== tx.actor.personId)
        return refuse('authority.not-yours', 'Only its requester changes a request. Nothing was changed.', {});
      await updateRequest(tx, input.requestId, {
        requesterPersonId: tx.actor.personId,
        proposal,
        input: wanted.input,
        reason,
      });
      tx.publish({
        type: 'authority.requested',
        payload: {
          requestId: input.requestId.toString(),
          action: row.action,
          state: 'pending',
          ...companyPart(proposal.companyId),
        },
      });
      tx.count('requests');
      return done(requested(input.requestId, 'pending', proposal));
    },
  );
}

export const requestNotFound = (): Outcome<never> =>
  refuse('authority.request-not-found', 'There is no such request.', {});
