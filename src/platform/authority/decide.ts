/**
 * Asking for authority inside a command: after its locks and facts, before its numbers and writes. The running totals are
 * locked and counted in the command's own transaction, so fifty at once never come to more than the limit.
 */
import { type Day, done, formatAmount, type Outcome, refuse } from '#kernel';
import { systemActor, type Transaction } from '../transaction.ts';
import type { AnyGovernedAction, AuthorityProposal } from './action.ts';
import type {
  AuthorityDecision,
  AuthorityFacts,
  AuthorityLine,
  AuthorityQuestion,
  PersonFacts,
  UseKey,
} from './model.ts';
import { decide } from './rules/decide.ts';
import { textOfKey, usesOf } from './rules/periods.ts';
import {
  hashOfContent,
  type LoadedFacts,
  loadAuthorityFacts,
  lockRequest,
  lockUses,
  type RequestRow,
  recordDecision,
  settleRequest,
} from './store.ts';

/** What a command asks about. */
export interface AuthorityAsk {
  readonly companyId: bigint | null;
  readonly customerId: bigint | null;
  /** What it is done to, such as `item 17`. Names no person. */
  readonly subject: string;
  /** The size in company currency, never negative; null where the action has no amount. */
  readonly money: { readonly amountMinor: bigint; readonly currency: string } | null;
  /** The amount before conversion, and the day whose rate converted it. */
  readonly converted?: { readonly amountMinor: bigint; readonly currency: string; readonly rateDay: Day } | undefined;
  /** Today in the company's zone (not a posting date): the day that limits, delegations and totals are judged by. */
  readonly day: Day;
  /** Everything that the second person must have seen unchanged; hashed together with the members above but the day. */
  readonly content: unknown;
  /** One sentence for the second person: what would be done. Names customers by number. */
  readonly sentence: string;
  /** Where the act is many in one: each of them, whole, for the second person. Hashed with the content. */
  readonly lines?: readonly AuthorityLine[] | undefined;
}

/** How the act is covered, as the command may tell. */
export interface Authorisation {
  readonly deed: 'alone' | 'approved' | 'system';
  readonly contentHash: string;
  /** Whose act it is: the requester, where a second person approved. */
  readonly makerPersonId: bigint;
  readonly approverPersonId: bigint | null;
}

/** The hash of what is asked; a foreign amount counts as such, so that tomorrow's rate does not undo an approval. */
const hashOfAsk = (action: string, ask: AuthorityAsk): string =>
  hashOfContent({
    action,
    companyId: ask.companyId,
    customerId: ask.customerId,
    subject: ask.subject,
    money: ask.converted ? { amountMinor: ask.converted.amountMinor, currency: ask.converted.currency } : ask.money,
    content: ask.content,
    lines: ask.lines,
  });

/**
 * Decides and records. Refuses `authority.approval-needed` (details: who may approve, why, the content's hash),
 * `authority.over-limit`, `authority.not-allowed`, `authority.self-approval`, `authority.content-changed`,
 * `authority.view-stale`, `authority.request-settled` and `authority.person-needed`; every refusal rolls the command back.
 * A command asks once.
 */
export async function decideAuthority(
  tx: Transaction,
  action: AnyGovernedAction,
  ask: AuthorityAsk,
): Promise<Outcome<Authorisation>> {
  if (!tx.claimLock('authority', `decision ${action.name}`))
    throw new Error(`authority: ${action.name} is asked twice in one command; ask once for the whole`);
  const contentHash = hashOfAsk(action.name, ask);
  if (tx.authority?.kind === 'approval') return decideWithApproval(tx, action, ask, contentHash, tx.authority);
  if (tx.actor.personId === systemActor.personId) return decideForSystem(tx, action, ask, contentHash);
  const loaded = await loadFacts(tx, action, ask, [tx.actor.personId]);
  const maker = loaded.persons.get(tx.actor.personId);
  if (!maker) return refuse('authority.not-allowed', 'You hold no authority here. Nothing was changed.', {});
  const decision = await decideUnderLock(tx, action, ask, loaded, maker, null);
  if (decision.outcome === 'approval-needed') {
    const proposal: AuthorityProposal = {
      ...proposalOf(action, ask, contentHash),
      approvers: decision.approvers,
      why: decision.why,
    };
    return approvalNeeded(tx, proposal);
  }
  if (decision.outcome === 'refused') return refusedBy(decision);
  if (tx.authority?.kind === 'probe') return notNeeded();
  await record(tx, action, ask, { contentHash, policyVersion: loaded.policyVersion, maker }, decision, null);
  return done({ deed: 'alone', contentHash, makerPersonId: tx.actor.personId, approverPersonId: null });
}

const proposalOf = (action: AnyGovernedAction, ask: AuthorityAsk, contentHash: string) => ({
  action: action.name,
  companyId: ask.companyId,
  customerId: ask.customerId,
  subject: ask.subject,
  sentence: ask.sentence,
  lines: ask.lines ?? [],
  money: ask.money,
  contentHash,
});

function approvalNeeded(tx: Transaction, proposal: AuthorityProposal): Outcome<never> {
  if (tx.authority?.kind === 'probe') tx.authority.asked(proposal);
  const { money } = proposal;
  return refuse(
    'authority.approval-needed',
    `${proposal.why} Ask for approval by ${sayApprovers(proposal.approvers)}. Nothing was changed.`,
    {
      action: proposal.action,
      companyId: proposal.companyId?.toString() ?? null,
      amount: money ? formatAmount(money.amountMinor, money.currency) : null,
      currency: money?.currency ?? null,
      approvers: proposal.approvers.map((one) =>
        'role' in one ? { role: one.role } : { personId: one.personId.toString() },
      ),
      contentHash: proposal.contentHash,
    },
  );
}

/** "a controller or a lead", for sentences. */
export function sayApprovers(approvers: AuthorityProposal['approvers']): string {
  const roles = approvers.flatMap((one) => ('role' in one ? [`a ${one.role.replaceAll('_', ' ')}`] : []));
  const persons = approvers.some((one) => 'personId' in one) ? ['a person with an own limit for it'] : [];
  return [...roles, ...persons].join(' or ') || 'a second person';
}

const notNeeded = (): Outcome<never> =>
  refuse('authority.not-needed', 'You may do this yourself; no approval is needed. Nothing was changed.', {});

const refusedBy = (decision: { readonly code: string; readonly why: string }): Outcome<never> =>
  refuse(decision.code, `${decision.why} Nothing was changed.`, {});

/** The system acts under policy that people set (the day run, imports); a person at the keyboard says who that is. */
async function decideForSystem(
  tx: Transaction,
  action: AnyGovernedAction,
  ask: AuthorityAsk,
  contentHash: string,
): Promise<Outcome<Authorisation>> {
  if (tx.authority?.kind === 'probe' || action.alwaysTwo)
    return approvalNeeded(tx, {
      ...proposalOf(action, ask, contentHash),
      approvers: [],
      why: 'This comes from outside or always takes two persons.',
    });
  if (tx.source === 'cli' || tx.source === 'http')
    return refuse(
      'authority.person-needed',
      'This takes authority: say who acts, with --user. Nothing was changed.',
      {},
    );
  await recordDecision(
    tx,
    {
      ...ask,
      action: action.name,
      converted: ask.converted ?? null,
      deed: 'system',
      personId: tx.actor.personId,
      basis: null,
      checker: null,
      requestId: null,
      policyVersion: null,
      contentHash,
    },
    [],
  );
  return done({ deed: 'system', contentHash, makerPersonId: tx.actor.personId, approverPersonId: null });
}

async function decideWithApproval(
  tx: Transaction,
  action: AnyGovernedAction,
  ask: AuthorityAsk,
  contentHash: string,
  approval: { readonly requestId: bigint; readonly contentHash: string; readonly note: string | null },
): Promise<Outcome<Authorisation>> {
  const request = await lockRequest(tx, approval.requestId);
  const standing = judgeRequest(request, action, contentHash, approval.contentHash);
  if (!standing.ok) return standing;
  const { requesterPersonId } = standing.value;
  const loaded = await loadFacts(tx, action, ask, [requesterPersonId, tx.actor.personId]);
  const maker = loaded.persons.get(requesterPersonId);
  const checker = loaded.persons.get(tx.actor.personId);
  if (!maker || !checker)
    return refuse('authority.not-allowed', 'The requester is not here any more. Nothing was changed.', {});
  const decision = await decideUnderLock(tx, action, ask, loaded, maker, checker);
  if (decision.outcome !== 'allowed')
    return refusedBy(decision.outcome === 'refused' ? decision : { code: 'authority.over-limit', why: decision.why });
  await record(tx, action, ask, { contentHash, policyVersion: loaded.policyVersion, maker }, decision, {
    requestId: approval.requestId,
    checker,
  });
  await settleRequest(tx, approval.requestId, { state: 'approved', note: approval.note });
  tx.publish({
    type: 'authority.approved',
    payload: { requestId: approval.requestId.toString(), action: action.name, ...companyPart(ask.companyId) },
  });
  tx.count('approvals');
  return done({
    deed: 'approved',
    contentHash,
    makerPersonId: requesterPersonId,
    approverPersonId: checker.personId,
  });
}

/** A change names its company where it has one, so that the feed shows it to those who see that company. */
export const companyPart = (companyId: bigint | null): { companyId?: string } =>
  companyId === null ? {} : { companyId: companyId.toString() };

/** Whether the request stands, is for this act, and is what the second person saw. */
function judgeRequest(
  request: RequestRow | undefined,
  action: AnyGovernedAction,
  contentHash: string,
  seenHash: string,
): Outcome<RequestRow> {
  if (!request) return refuse('authority.request-not-found', 'There is no such request.', {});
  if (request.state !== 'pending')
    return refuse('authority.request-settled', `The request is ${request.state}. Nothing was changed.`, {
      state: request.state,
    });
  if (request.contentHash !== seenHash)
    return refuse(
      'authority.view-stale',
      'The request was changed after you looked at it; look again. Nothing was changed.',
      { contentHash: request.contentHash },
    );
  if (request.action !== action.name || request.contentHash !== contentHash)
    return refuse(
      'authority.content-changed',
      'What would be done is no longer what was asked for; the requester has to bring the request up to date. Nothing was posted.',
      { asked: request.contentHash, now: contentHash },
    );
  return done(request);
}

const questionOf = (action: AnyGovernedAction, ask: AuthorityAsk): AuthorityQuestion => ({
  action: action.name,
  companyId: ask.companyId,
  customerId: ask.customerId,
  money: ask.money,
  day: ask.day,
});

const loadFacts = (
  tx: Transaction,
  action: AnyGovernedAction,
  ask: AuthorityAsk,
  personIds: readonly bigint[],
): Promise<LoadedFacts> =>
  loadAuthorityFacts(tx.db, tx.tenantId, { action: action.name, companyId: ask.companyId, day: ask.day, personIds });

/** Every running total that the rule may look at: of each person whose authority may be used, and of the customer. */
export function possibleUses(question: AuthorityQuestion, loaded: LoadedFacts): UseKey[] {
  return [...loaded.persons.keys()].flatMap((authorityOf) => [
    ...usesOf(question, { deed: 'alone', authorityOf }),
    ...usesOf(question, { deed: 'approved', authorityOf, approvedUnder: authorityOf }),
  ]);
}

/** The facts as the rule takes them, with totals read from a map. */
export const factsWith = (
  action: AnyGovernedAction,
  loaded: LoadedFacts,
  maker: PersonFacts,
  checker: PersonFacts | null,
  used: ReadonlyMap<string, bigint>,
): AuthorityFacts => ({
  limits: loaded.limits,
  delegations: loaded.delegations,
  maker,
  checker,
  alwaysTwo: action.alwaysTwo,
  used: (key) => used.get(textOfKey(key)) ?? 0n,
});

async function decideUnderLock(
  tx: Transaction,
  action: AnyGovernedAction,
  ask: AuthorityAsk,
  loaded: LoadedFacts,
  maker: PersonFacts,
  checker: PersonFacts | null,
): Promise<AuthorityDecision> {
  const question = questionOf(action, ask);
  const used =
    ask.money === null
      ? new Map<string, bigint>()
      : await lockUses(
          tx,
          { action: action.name, companyId: ask.companyId, currency: ask.money.currency },
          possibleUses(question, loaded),
        );
  return decide(question, action.permission, factsWith(action, loaded, maker, checker, used));
}

async function record(
  tx: Transaction,
  action: AnyGovernedAction,
  ask: AuthorityAsk,
  known: { readonly contentHash: string; readonly policyVersion: number; readonly maker: PersonFacts },
  decision: Extract<AuthorityDecision, { outcome: 'allowed' }>,
  approval: { readonly requestId: bigint; readonly checker: PersonFacts } | null,
): Promise<void> {
  const authorityOf = decision.basis.authorityOfPersonId;
  const act =
    decision.deed === 'alone'
      ? ({ deed: 'alone', authorityOf } as const)
      : ({ deed: 'approved', authorityOf, approvedUnder: decision.checkerBasis.authorityOfPersonId } as const);
  await recordDecision(
    tx,
    {
      ...ask,
      action: action.name,
      converted: ask.converted ?? null,
      deed: decision.deed,
      personId: known.maker.personId,
      basis: decision.basis,
      checker:
        decision.deed === 'approved' && approval
          ? { personId: approval.checker.personId, basis: decision.checkerBasis }
          : null,
      requestId: approval?.requestId ?? null,
      policyVersion: known.policyVersion,
      contentHash: known.contentHash,
    },
    ask.money === null ? [] : usesOf(questionOf(action, ask), act),
  );
}
