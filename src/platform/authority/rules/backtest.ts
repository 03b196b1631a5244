/** What past decisions would have been under other limits: the one rule, replayed with running totals of its own. Pure. */
import type { AuthorityFacts, AuthorityQuestion, Limit, PersonFacts } from '../model.ts';
import { decide } from './decide.ts';
import { textOfKey, usesOf } from './periods.ts';

/** A decision of the past. */
export interface PastDecision {
  readonly id: bigint;
  readonly question: AuthorityQuestion;
  readonly maker: PersonFacts;
  readonly deed: 'alone' | 'approved';
}

export interface ReplayedDecision {
  readonly id: bigint;
  readonly was: 'alone' | 'approved';
  readonly would: 'alone' | 'approval-needed' | 'refused';
  readonly why: string;
}

/** Whether a decision would have been what it was. */
export const isSameDeed = ({ was, would }: ReplayedDecision): boolean =>
  was === (would === 'approval-needed' ? 'approved' : would);

/**
 * Replays decisions in their order. What would be allowed alone counts towards the totals; what would need a second person
 * counts as approved (its amount was approved, or would have to be). The makers' roles are today's.
 */
export function backtest(
  decisions: readonly PastDecision[],
  permission: string,
  limits: readonly Limit[],
  alwaysTwo: boolean,
): ReplayedDecision[] {
  const totals = new Map<string, bigint>();
  return decisions.map(({ id, question, maker, deed }) => {
    const facts: AuthorityFacts = {
      limits,
      delegations: [],
      maker,
      checker: null,
      alwaysTwo,
      used: (key) => totals.get(textOfKey(key)) ?? 0n,
    };
    const decision = decide(question, permission, facts);
    if (decision.outcome === 'refused') return { id, was: deed, would: 'refused', why: decision.why };
    const authorityOf = decision.basis.authorityOfPersonId;
    const alone = decision.outcome === 'allowed';
    const keys = usesOf(
      question,
      alone ? { deed: 'alone', authorityOf } : { deed: 'approved', authorityOf, approvedUnder: 0n },
    );
    for (const key of keys) {
      const text = textOfKey(key);
      totals.set(text, (totals.get(text) ?? 0n) + (question.money?.amountMinor ?? 0n));
    }
    return alone
      ? { id, was: deed, would: 'alone', why: 'Within the limit.' }
      : { id, was: deed, would: 'approval-needed', why: decision.outcome === 'approval-needed' ? decision.why : '' };
  });
}
