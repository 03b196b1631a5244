/** How a route calls a governed command: it is done where the person may, and otherwise asked for where the person wishes. */
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, runQuery } from '../../transaction.ts';
import { type Reach, reaches } from './reach.ts';
import { bindNamed, type Requested, requestApproval } from './request-approval.ts';

export interface RunGoverned {
  readonly action: string;
  /** The command's input as JSON. */
  readonly input: unknown;
  /** Why, for the second person; null does not ask one, and the refusal says who could be asked. */
  readonly askFor: string | null;
}

export interface GovernedResult {
  readonly state: 'done' | 'pending';
  readonly requestId: string | null;
  readonly approvers: Requested['approvers'];
  /** What the command answered; null where it waits for a second person. */
  readonly value: unknown;
}

/**
 * Runs a governed command for a person, within reach. Refuses `authority.subject-not-found`, `authority.approval-needed`
 * when nobody was to be asked, and what the command refuses.
 */
export async function runGoverned(
  engine: Engine,
  caller: Caller,
  wanted: RunGoverned,
  reach: Reach,
): Promise<CommandOutcome<GovernedResult>> {
  const bound = bindNamed(engine, wanted.action, wanted.input);
  if (!bound.ok) return bound;
  const companyId = await runQuery(engine, caller.tenantId, (db) => bound.value.companyOf(db, caller.tenantId));
  if (companyId === undefined || !reaches(reach, companyId)) return notFound();
  const outcome = await bound.value.run(engine, caller);
  if (outcome.ok) {
    const result = done<GovernedResult>({ state: 'done', requestId: null, approvers: [], value: outcome.value });
    return outcome.replayed ? { ...result, replayed: true } : result;
  }
  if (outcome.refusal.code !== 'authority.approval-needed' || wanted.askFor === null) return outcome;
  const asked = await requestApproval(engine, caller, { ...wanted, reason: wanted.askFor }, reach);
  if (!asked.ok) return asked;
  const { requestId, approvers } = asked.value;
  return done({ state: 'pending', requestId, approvers, value: null });
}

const notFound = (): Outcome<never> =>
  refuse('authority.subject-not-found', 'What the request names does not exist here. Nothing was changed.', {});
