/**
 * The one rule of authority: allowed, in need of a second person, or refused. Pure: facts in, decision out; people and
 * software agents are judged alike, and maker is not checker compares persons, never accounts.
 */
import { formatAmount } from '#kernel';
import { mayDo } from '../../identity/rules/permissions.ts';
import {
  type Approver,
  type AuthorityDecision,
  type AuthorityFacts,
  type AuthorityQuestion,
  type Basis,
  type DelegationFacts,
  type Limit,
  type LimitMode,
  limitModes,
  type PersonFacts,
} from '../model.ts';
import { limitsOf } from './limits.ts';
import { customerKey, personKey } from './periods.ts';

/** A person's own authority, or one that was lent to the person. */
interface Authority {
  readonly holder: PersonFacts;
  readonly delegation: DelegationFacts | null;
}

/**
 * Decides a question. `permission` is the action's name in the permission table: a limit without a role that allows the
 * action gives nothing, so a revoked grant ends authority at once. Amounts are minor units of the company's currency.
 * Refusal codes: `authority.not-allowed`, `authority.over-limit`, `authority.self-approval`,
 * `authority.agent-not-allowed`, `authority.approver-not-allowed`.
 */
export function decide(question: AuthorityQuestion, permission: string, facts: AuthorityFacts): AuthorityDecision {
  if (question.money && question.money.amountMinor < 0n)
    throw new RangeError('authority: the size of an act is asked about; pass an amount that is not negative');
  const authorities = authoritiesOf(question, facts.maker, facts.delegations).filter(({ holder }) =>
    holder.roles.some((role) => mayDo(role, permission)),
  );
  if (authorities.length === 0)
    return refused('authority.not-allowed', facts.checker === null ? notAllowed : requesterMayNot);
  return facts.checker === null
    ? decideAlone(question, facts, authorities)
    : decideApproved(question, facts, authorities, facts.checker);
}

const notAllowed = 'You hold no authority for this; ask an administrator for a limit, or somebody who has one.';
const requesterMayNot = 'The requester holds no authority to ask for this any more.';
const nobodyMay =
  'No limit is set for this here, so nobody may do it; an administrator asks for limits under Settings, Authority.';

const refused = (code: string, why: string): AuthorityDecision => ({ outcome: 'refused', code, why });

/** The person's own authority first, then what was lent to the person, oldest first. Lent authority is not lent on. */
function authoritiesOf(
  question: AuthorityQuestion,
  person: PersonFacts,
  delegations: readonly DelegationFacts[],
): Authority[] {
  const lent = delegations.filter(
    (one) =>
      one.delegatePersonId === person.personId &&
      (one.companyId === null || one.companyId === question.companyId) &&
      (one.actions === null || one.actions.includes(question.action)),
  );
  return [{ holder: person, delegation: null }, ...lent.map((one) => ({ holder: one.delegator, delegation: one }))];
}

/** A limit that a person may use, and through which delegation; null: the person's own. */
export interface HeldLimit {
  readonly limit: Limit;
  readonly delegation: DelegationFacts | null;
}

/** Every limit under which a person may do or approve the act, the own ones first: what a decision about it chooses from. */
export function heldLimits(
  question: AuthorityQuestion,
  permission: string,
  person: PersonFacts,
  facts: Pick<AuthorityFacts, 'limits' | 'delegations'>,
): HeldLimit[] {
  return authoritiesOf(question, person, facts.delegations)
    .filter(({ holder }) => holder.roles.some((role) => mayDo(role, permission)))
    .flatMap(({ holder, delegation }) =>
      limitModes.flatMap((mode) =>
        limitsOf(facts.limits, holder, mode, question.money?.currency ?? null)
          .sort(widestFirst)
          .map((limit) => ({ limit, delegation })),
      ),
    );
}

/** The first limit of the authorities that holds, or why the widest of them does not. */
function tryLimits(
  question: AuthorityQuestion,
  facts: AuthorityFacts,
  authorities: readonly Authority[],
  modes: readonly LimitMode[],
  use: 'alone' | 'requested' | 'approved',
  admit: (limit: Limit) => boolean = () => true,
): { readonly basis: Basis } | { readonly why: string | null } {
  let why: string | null = null;
  for (const { holder, delegation } of authorities) {
    for (const mode of modes) {
      const held = limitsOf(facts.limits, holder, mode, question.money?.currency ?? null).filter(admit);
      for (const limit of [...held].sort(widestFirst)) {
        const hindered = hindrance(question, facts, limit, holder.personId, delegation, use);
        if (hindered === null)
          return {
            basis: { limit, authorityOfPersonId: holder.personId, delegationId: delegation?.id ?? null },
          };
        why ??= hindered;
      }
    }
  }
  return { why };
}

const widestFirst = (a: Limit, b: Limit): number => {
  if (a.amountMinor === b.amountMinor) return a.id < b.id ? -1 : 1;
  if (a.amountMinor === null || b.amountMinor === null) return a.amountMinor === null ? -1 : 1;
  return a.amountMinor > b.amountMinor ? -1 : 1;
};

/** Why a limit does not hold for this act; null when it does. Splitting an amount is caught by the running totals. */
function hindrance(
  question: AuthorityQuestion,
  facts: AuthorityFacts,
  limit: Limit,
  holderId: bigint,
  delegation: DelegationFacts | null,
  use: 'alone' | 'requested' | 'approved',
): string | null {
  if (question.money === null) return null;
  const { amountMinor, currency } = question.money;
  const money = (minor: bigint): string => `${currency} ${formatAmount(minor, currency)}`;
  const ceiling = delegation?.ceiling;
  if (ceiling && (ceiling.currency !== currency || amountMinor > ceiling.amountMinor))
    return `It is above the ceiling of the delegation, ${ceiling.currency} ${formatAmount(ceiling.amountMinor, ceiling.currency)}.`;
  if (limit.amountMinor !== null && amountMinor > limit.amountMinor)
    return `${money(amountMinor)} is above the limit of ${money(limit.amountMinor)}.`;
  if (limit.personDayMinor !== null) {
    const used = facts.used(personKey(use, holderId, question.day));
    if (used + amountMinor > limit.personDayMinor)
      return `With ${money(used)} done today it would be above the day's limit of ${money(limit.personDayMinor)}.`;
  }
  if (limit.customerMinor !== null && limit.customerPeriod !== null) {
    // A limit per customer without a customer to count for cannot be kept, so it does not hold.
    if (question.customerId === null) return 'The limit is per customer, and this concerns none.';
    const deed = use === 'alone' ? 'alone' : 'approved';
    const used = facts.used(customerKey(deed, question.customerId, question.day, limit.customerPeriod));
    if (used + amountMinor > limit.customerMinor)
      return `With ${money(used)} for this customer in the ${limit.customerPeriod} it would be above the limit of ${money(limit.customerMinor)}.`;
  }
  return null;
}

function decideAlone(
  question: AuthorityQuestion,
  facts: AuthorityFacts,
  authorities: readonly Authority[],
): AuthorityDecision {
  const alone = facts.alwaysTwo
    ? { why: 'This always takes a second person.' }
    : tryLimits(question, facts, authorities, ['alone'], 'alone');
  if ('basis' in alone) return { outcome: 'allowed', deed: 'alone', basis: alone.basis };
  // Whoever may do it alone up to some amount may ask for more, unless nobody could approve it.
  const asking = tryLimits(question, facts, authorities, ['with_approval'], 'requested');
  if (!('basis' in asking)) {
    const why = asking.why ?? alone.why;
    if (why !== null) return refused('authority.over-limit', why);
    return refused('authority.not-allowed', facts.limits.length === 0 ? nobodyMay : notAllowed);
  }
  const approvers = approversOf(question, facts, asking.basis);
  if (approvers.length === 0)
    return refused('authority.over-limit', 'It is above what anybody here may approve; ask for a higher limit first.');
  return {
    outcome: 'approval-needed',
    basis: asking.basis,
    approvers,
    why: alone.why ?? 'This takes a second person.',
  };
}

/** Who may approve what is asked for under a limit: roles and persons whose own limit covers the amount. */
function approversOf(question: AuthorityQuestion, facts: Pick<AuthorityFacts, 'limits'>, basis: Basis): Approver[] {
  const wanted = basis.limit.approverRole;
  const covers = (limit: Limit): boolean =>
    (limit.mode === 'alone' || limit.mode === 'approve') &&
    (limit.currency === null || limit.currency === (question.money?.currency ?? null)) &&
    (limit.amountMinor === null || question.money === null || question.money.amountMinor <= limit.amountMinor);
  const covering = facts.limits.filter(covers);
  if (wanted !== null)
    return covering.some((limit) => limit.role === wanted || limit.personId !== null) ? [{ role: wanted }] : [];
  const roles = new Set(covering.flatMap((limit) => (limit.role === null ? [] : [limit.role])));
  const persons = new Set(covering.flatMap((limit) => (limit.personId === null ? [] : [limit.personId])));
  return [...[...roles].map((role) => ({ role })), ...[...persons].map((personId) => ({ personId }))];
}

function decideApproved(
  question: AuthorityQuestion,
  facts: AuthorityFacts,
  authorities: readonly Authority[],
  checker: PersonFacts,
): AuthorityDecision {
  if (checker.personId === facts.maker.personId)
    return refused('authority.self-approval', 'Nobody approves the own request, whichever account is used.');
  if (checker.kind !== 'person')
    return refused('authority.agent-not-allowed', 'Only a person approves; software asks.');
  const asking = tryLimits(question, facts, authorities, ['with_approval'], 'requested');
  if (!('basis' in asking)) {
    // Meanwhile the requester may do it alone: the second person's word does no harm, but the request stands on nothing.
    return refused(
      asking.why === null ? 'authority.not-allowed' : 'authority.over-limit',
      asking.why ?? requesterMayNot,
    );
  }
  const { limit, authorityOfPersonId } = asking.basis;
  const held = authoritiesOf(question, checker, facts.delegations);
  // While one acts for another, the two are one pair of eyes.
  if (held.some(({ delegation, holder }) => delegation !== null && holder.personId === facts.maker.personId))
    return refused('authority.self-approval', 'Whoever acts for somebody does not approve what that person asks for.');
  const wanted = limit.approverRole;
  const eligible = held.filter(
    ({ holder }) =>
      holder.kind === 'person' &&
      // The authority under which it was asked for is not used a second time to approve it.
      holder.personId !== authorityOfPersonId &&
      (wanted === null || holder.roles.includes(wanted)),
  );
  const approving = tryLimits(question, facts, eligible, ['alone', 'approve'], 'approved');
  if (!('basis' in approving)) {
    return refused(
      'authority.approver-not-allowed',
      approving.why ??
        (wanted === null ? 'You may not approve this.' : `Only a ${wanted.replaceAll('_', ' ')} may approve this.`),
    );
  }
  return { outcome: 'allowed', deed: 'approved', basis: asking.basis, checkerBasis: approving.basis };
}
