/** Whose debt is paid where the bank names two: the holder of the account, and the ultimate debtor for whom that pays. Pure. */
import type { MatchingCustomer, MatchingReceipt } from './model.ts';
import {
  aheadOf,
  certainAmong,
  findByGivenName,
  findPayer,
  hintScore,
  type PayerCandidate,
  type PayerIndex,
  payersFor,
} from './payer.ts';

export interface WhoPaid {
  readonly payers: readonly PayerCandidate[];
  /** The ultimate debtor's name, where it tells whose debt is paid beyond what the holder tells. */
  readonly owedBy: string | null;
  /** Its name, where it speaks against the holder. */
  readonly contradictedBy: string | null;
}

interface Relations {
  readonly payers: PayerIndex;
  customer(id: string): MatchingCustomer | undefined;
  /** Payer → customers for whom it was seen to pay. */
  readonly paysFor: ReadonlyMap<string, readonly { customerId: string; learnedId: string; firm: boolean }[]>;
}

/**
 * Who paid. An ultimate debtor that is a customer says whose debt it is: where the holder is known to pay for it (its parent, an
 * alternative payer, firmly learned), as certainly as its name is its own; where the holder is nobody we know (a factor, a
 * payment service), as a hint, so that amounts alone post nothing. A known holder and a customer that it does not pay for, or
 * a name that nobody has, contradict each other: both are told, and a person decides.
 */
export function whoPaid(receipt: MatchingReceipt, relations: Relations): WhoPaid {
  const byHolder = findPayer(receipt, relations.payers);
  const { ultimate } = receipt.payer;
  const plain = { payers: byHolder, owedBy: null, contradictedBy: null };
  if (ultimate == null) return plain;
  const named = findByGivenName(ultimate, receipt, relations.payers);
  const [best, second] = named;
  const owner = best && best.score >= hintScore && aheadOf(best, second) ? best : null;
  const holder = certainAmong(byHolder);
  if (holder !== null && (owner === null ? named.some((one) => isSame(one, holder)) : isSame(owner, holder)))
    return plain;
  if (owner === null) {
    // Two names that nobody has: what the text names decides, as without them.
    if (byHolder.length === 0) return { ...plain, payers: named.map(asHint) };
    return { ...plain, contradictedBy: ultimate };
  }
  const told = { owedBy: ultimate, contradictedBy: null };
  if (byHolder.length === 0) return { ...told, payers: [asHint(owner)] };
  if (holder !== null) {
    const recorded = payersFor(relations.customer(owner.customerId)!).includes(holder.customerId);
    const learned = relations.paysFor
      .get(holder.customerId)
      ?.find((one) => one.customerId === owner.customerId && !receipt.mistaken?.includes(one.learnedId));
    const behind = [holder, owner].flatMap((one) => one.learnedIds ?? []);
    if (recorded) return { ...told, payers: [withLearned(owner, behind)] };
    if (learned) {
      const payer = withLearned(owner, [...behind, learned.learnedId]);
      return { ...told, payers: [learned.firm ? payer : asHint(payer)] };
    }
  } else if (byHolder.some((one) => isSame(one, owner))) return { ...told, payers: [asHint(owner)] };
  const others = byHolder.filter((one) => !isSame(one, owner));
  return {
    payers: [...others, asHint(owner)].sort((a, b) => b.score - a.score),
    owedBy: null,
    contradictedBy: ultimate,
  };
}

const isSame = (one: PayerCandidate, other: PayerCandidate): boolean => one.customerId === other.customerId;

/** At most what makes nobody certain. */
const asHint = (one: PayerCandidate): PayerCandidate => ({ ...one, score: Math.min(one.score, hintScore) });

const withLearned = (one: PayerCandidate, learnedIds: readonly string[]): PayerCandidate =>
  learnedIds.length === 0 ? one : { ...one, learnedIds };
