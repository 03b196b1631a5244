/**
 * What rules of cash application would have done with past money: each day begins with the books as they really were, and
 * what the engine says is held against what the money pays now. Pure.
 */
import { addDays, type Day } from '#kernel';
import { allocationsText, itemsOfText } from './allocations.ts';
import { type AdviceStanding, withDoubtOfAdvice } from './matching/advice-doubt.ts';
import type { EvidenceKind } from './matching/evidence.ts';
import type {
  AppliedReceipt,
  Exchange,
  MatchingCustomer,
  MatchingItem,
  MatchingPolicy,
  MatchingReceipt,
} from './matching/model.ts';
import { solve } from './matching/solve.ts';

/** Money that came, and what is known of it today. */
export interface PastMoney {
  readonly receipt: MatchingReceipt;
  /** The day on which it was booked. */
  readonly day: Day;
  /** The clearings of it that stand, as texts of allocations. */
  readonly pays: readonly string[];
  /** Items that a person said it does not pay, as "item item". */
  readonly declined: readonly string[];
  readonly advice: AdviceStanding | null;
}

/** An item, what moved its open amount and from which day on money finds it so, and what held it when. */
export interface PastItem {
  readonly item: Omit<MatchingItem, 'openMinor' | 'blocks'>;
  readonly moves: readonly { readonly from: Day; readonly amountMinor: bigint }[];
  readonly blocks: readonly { readonly kind: string; readonly from: Day; readonly to: Day | null }[];
}

export interface PastBooks {
  readonly customers: readonly MatchingCustomer[];
  readonly items: readonly PastItem[];
  /** What money is worth in another currency on a day; absent: all is in one. */
  readonly exchange?: Exchange;
  /** By day, and within a day in the order in which it came. */
  readonly money: readonly PastMoney[];
}

/** right and wrong: as the books say today; unknown: nobody has said what the money pays. */
export type SimulatedTruth = 'right' | 'wrong' | 'unknown';

/** What the rules make of one receipt. */
export interface SimulatedReceipt {
  readonly lineId: string;
  readonly decision: 'posted' | 'proposed' | 'left';
  /** Null where nothing was explained. */
  readonly evidence: EvidenceKind | null;
  readonly proved: boolean;
  readonly truth: SimulatedTruth;
  readonly explanation: string;
}

/** A payment that is judged as a duplicate has its like within so many days before. */
const duplicateDays = 180;

/**
 * Runs the engine over past money under each of some policies. Answers one list for each policy, in the order of the money.
 * What a policy posts is not carried to the next day: a mistake would make others.
 */
export function simulate(
  books: PastBooks,
  policies: readonly MatchingPolicy[],
  onProgress?: (done: number, total: number) => void,
): SimulatedReceipt[][] {
  const answers = policies.map((): SimulatedReceipt[] => []);
  const open = new Map<PastItem, bigint>();
  const moves = books.items
    .flatMap((item) => item.moves.map((move) => ({ item, ...move })))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const itemOf = new Map(books.items.map((one) => [one.item.id, one.item]));
  let next = 0;
  for (let at = 0; at < books.money.length; ) {
    const { day } = books.money[at]!;
    let end = at;
    while (books.money[end]?.day === day) end += 1;
    for (; next < moves.length && moves[next]!.from <= day; next += 1) {
      const { item, amountMinor } = moves[next]!;
      const now = (open.get(item) ?? 0n) + amountMinor;
      if (now === 0n) open.delete(item);
      else open.set(item, now);
    }
    const money = books.money.slice(at, end);
    const openItems = [...open].map(([{ item, blocks }, openMinor]) => ({
      ...item,
      openMinor,
      blocks: blocks.filter((one) => one.from <= day && (one.to === null || one.to >= day)).map(({ kind }) => kind),
    }));
    const problem = {
      asOf: day,
      customers: books.customers,
      openItems,
      receipts: money.map((one) => one.receipt),
      ...(books.exchange && { exchange: books.exchange }),
      applied: appliedBefore(books.money.slice(0, at), money, day, itemOf),
    };
    for (const [index, policy] of policies.entries())
      for (const [place, result] of solve(problem, policy).receipts.entries())
        answers[index]!.push(judged(money[place]!, result));
    at = end;
    onProgress?.(at, books.money.length);
  }
  return answers;
}

/** Earlier money of the amounts of a day that pays something: what duplicates are judged against. */
function appliedBefore(
  earlier: readonly PastMoney[],
  money: readonly PastMoney[],
  day: Day,
  itemOf: ReadonlyMap<string, PastItem['item']>,
): AppliedReceipt[] {
  const amounts = new Set(money.map((one) => one.receipt.amountMinor));
  const since = addDays(day, -duplicateDays);
  return earlier
    .filter((one) => one.day >= since && one.pays.length > 0 && amounts.has(one.receipt.amountMinor))
    .flatMap((one) => {
      const items = one.pays.flatMap((text) => itemsOfText(text).split(' ')).flatMap((id) => itemOf.get(id) ?? []);
      return items.length === 0
        ? []
        : [
            {
              customerId: items[0]!.customerId,
              amountMinor: one.receipt.amountMinor,
              currency: one.receipt.currency,
              itemNumbers: items.map((item) => item.number),
            },
          ];
    });
}

function judged(money: PastMoney, found: ReturnType<typeof solve>['receipts'][number]): SimulatedReceipt {
  const result = withDoubtOfAdvice(found, money.advice);
  const explained = result.evidence !== null && (result.decision === 'apply' || result.decision === 'propose');
  const text = allocationsText(result.allocations);
  return {
    lineId: result.id,
    decision: !explained ? 'left' : result.decision === 'apply' ? 'posted' : 'proposed',
    evidence: explained ? result.evidence : null,
    proved: result.proved,
    truth: !explained
      ? 'unknown'
      : money.pays.includes(text)
        ? 'right'
        : money.pays.length > 0 || money.declined.includes(itemsOfText(text))
          ? 'wrong'
          : 'unknown',
    explanation: result.explanation,
  };
}

/** Receipts of one kind by what the rules make of them. */
export interface SimulatedKind {
  readonly evidence: EvidenceKind | null;
  readonly posted: Readonly<Record<SimulatedTruth, number>>;
  readonly proposed: Readonly<Record<SimulatedTruth, number>>;
  readonly left: number;
}

/** A policy's answer by kind of evidence; what was not explained last. */
export function sumSimulated(receipts: readonly SimulatedReceipt[]): SimulatedKind[] {
  const none = () => ({ right: 0, wrong: 0, unknown: 0 });
  const kinds = new Map<
    EvidenceKind | null,
    { evidence: EvidenceKind | null; posted: ReturnType<typeof none>; proposed: ReturnType<typeof none>; left: number }
  >();
  for (const { evidence, decision, truth } of receipts) {
    const kind = kinds.get(evidence) ?? { evidence, posted: none(), proposed: none(), left: 0 };
    kinds.set(evidence, kind);
    if (decision === 'left') kind.left += 1;
    else kind[decision][truth] += 1;
  }
  return [...kinds.values()];
}
