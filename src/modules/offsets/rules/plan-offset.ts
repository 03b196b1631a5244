/** What an offset takes from each side, what is left out and why, and which credit settles which debit. Pure. */
import { absolute, type Day, daysBetween, formatAmount, maximum, minimum } from '#kernel';
import type { Exclusion, ExclusionCode, OffsetItem, OffsetLine, PayableItem } from '../model.ts';

/** One thing that may be taken, oldest first by `day`. */
export interface Candidate {
  readonly side: 'debit' | 'credit';
  readonly itemId: bigint | null;
  readonly payableId: bigint | null;
  readonly number: string;
  readonly day: Day;
  readonly availableMinor: bigint;
  /** The item that a credit was given for: it goes there first. */
  readonly linkedItemId: bigint | null;
}

export interface Pair {
  readonly debit: Candidate;
  readonly credit: Candidate;
  readonly amountMinor: bigint;
}

const blockWords: Readonly<Record<'dispute' | 'legal' | 'stop' | 'plan', string>> = {
  dispute: 'is disputed',
  legal: 'is in a legal case or insolvency',
  stop: 'is stopped',
  plan: 'is on a payment plan',
};

/** What of an item may be taken: its open amount less what blocks and other offsets hold; and why not the rest. */
export function availableOf(
  item: OffsetItem,
  on: { readonly day: Day; readonly daysOverdue: number | null },
  itemOf: (id: bigint) => OffsetItem | undefined,
): { availableMinor: bigint; why: { code: ExclusionCode; reason: string } | null } {
  const none = (code: ExclusionCode, reason: string) => ({ availableMinor: 0n, why: { code, reason } });
  const open = absolute(item.openMinor);
  if (item.insolventSince !== null)
    return none(
      'insolvent',
      `${item.number}: customer ${item.customer} is insolvent since ${item.insolventSince}; counsel decides on a set-off.`,
    );
  if (item.oneTime) return none('one_time', `${item.number} stands on a collective account of customers seen once.`);
  if (item.specialGl !== null)
    return none(
      'special_gl',
      `${item.number} is a ${item.specialGl.replaceAll('_', ' ')}; it waits for its own paper.`,
    );
  let held = 0n;
  let why: { code: ExclusionCode; reason: string } | null = null;
  for (const block of item.blocks) {
    if (block.kind === 'promise') continue;
    const words = `${item.number} ${blockWords[block.kind]}.`;
    if (block.amountMinor === null) return none(block.kind, words);
    held += absolute(block.amountMinor);
    why = { code: block.kind, reason: words };
  }
  if (item.proposalWaits)
    return none('proposal_waits', `Cash application has a proposal for ${item.number} that waits for a person.`);
  if (on.daysOverdue !== null && item.openMinor > 0n && daysBetween(item.dueDate, on.day) < on.daysOverdue)
    return none('not_aged', `${item.number} is due on ${item.dueDate}, not ${on.daysOverdue} days overdue.`);
  if (on.daysOverdue !== null && item.openMinor < 0n && item.linkedItemId !== null) {
    const linked = itemOf(item.linkedItemId);
    if (linked && linked.openMinor > 0n && daysBetween(linked.dueDate, on.day) < on.daysOverdue)
      return none('linked_not_aged', `${item.number} belongs to ${linked.number}, which is not aged yet.`);
  }
  if (item.reservedMinor > 0n) {
    held += item.reservedMinor;
    why ??= { code: 'in_other_offset', reason: `${item.number} is in another offset that is open.` };
  }
  return { availableMinor: maximum(0n, open - held), why };
}

/** The same for what we owe a supplier. */
export function availableOfPayable(payable: PayableItem): {
  availableMinor: bigint;
  why: { code: ExclusionCode; reason: string } | null;
} {
  if (payable.withdrawn)
    return { availableMinor: 0n, why: { code: 'withdrawn', reason: `${payable.number} is not offered any more.` } };
  return {
    availableMinor: maximum(0n, payable.openMinor - payable.reservedMinor),
    why:
      payable.reservedMinor > 0n
        ? { code: 'in_other_offset', reason: `${payable.number} is in another offset that is open.` }
        : null,
  };
}

/** Everything of some items and payables that may be taken, the oldest first, and what is left out. */
export function candidatesOf(
  items: readonly OffsetItem[],
  payables: readonly PayableItem[],
  on: { readonly day: Day; readonly daysOverdue: number | null },
): { candidates: Candidate[]; excluded: Exclusion[] } {
  const byId = new Map(items.map((item) => [item.itemId, item]));
  const candidates: Candidate[] = [];
  const excluded: Exclusion[] = [];
  for (const item of items) {
    const side = item.openMinor > 0n ? 'debit' : 'credit';
    const { availableMinor, why } = availableOf(item, on, (id) => byId.get(id));
    if (availableMinor > 0n)
      candidates.push({
        side,
        itemId: item.itemId,
        payableId: null,
        number: item.number,
        day: item.dueDate,
        availableMinor,
        linkedItemId: item.linkedItemId,
      });
    if (why)
      excluded.push({ side, number: item.number, ...why, amountMinor: absolute(item.openMinor) - availableMinor });
  }
  for (const payable of payables) {
    const { availableMinor, why } = availableOfPayable(payable);
    if (availableMinor > 0n)
      candidates.push({
        side: 'credit',
        itemId: null,
        payableId: payable.payableId,
        number: payable.number,
        day: payable.dueDate,
        availableMinor,
        linkedItemId: null,
      });
    if (why)
      excluded.push({
        side: 'credit',
        number: payable.number,
        ...why,
        amountMinor: payable.openMinor - availableMinor,
      });
  }
  candidates.sort((a, b) => (a.day === b.day ? order(a, b) : a.day < b.day ? -1 : 1));
  return { candidates, excluded };
}

const idOf = (one: Candidate): bigint => one.itemId ?? one.payableId!;
const order = (a: Candidate, b: Candidate): number => (idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : 0);

/**
 * Pairs credits with debits: a credit goes to the item that it was given for first, the rest to the oldest debits. Nothing
 * is taken twice; what both sides have is the amount of the offset.
 */
export function pair(candidates: readonly Candidate[], limitMinor: bigint | null = null): Pair[] {
  const left = new Map(candidates.map((one) => [one, one.availableMinor]));
  const debits = candidates.filter((one) => one.side === 'debit');
  const credits = candidates.filter((one) => one.side === 'credit');
  const pairs: Pair[] = [];
  let allowed = limitMinor;
  const take = (debit: Candidate, credit: Candidate): void => {
    let amountMinor = minimum(left.get(debit)!, left.get(credit)!);
    if (allowed !== null) amountMinor = minimum(amountMinor, allowed);
    if (amountMinor <= 0n) return;
    left.set(debit, left.get(debit)! - amountMinor);
    left.set(credit, left.get(credit)! - amountMinor);
    if (allowed !== null) allowed -= amountMinor;
    pairs.push({ debit, credit, amountMinor });
  };
  const debitOf = new Map(debits.map((debit) => [debit.itemId, debit]));
  for (const credit of credits) {
    const own = credit.linkedItemId === null ? undefined : debitOf.get(credit.linkedItemId);
    if (own) take(own, credit);
  }
  // The oldest debit that has something left: both sides are walked once, however many there are.
  let at = 0;
  for (const credit of credits)
    while (at < debits.length && left.get(credit)! > 0n && (allowed === null || allowed > 0n)) {
      take(debits[at]!, credit);
      if (left.get(debits[at]!)! <= 0n) at += 1;
    }
  return pairs;
}

/** The lines of an offset: what its pairs take from each thing, debits first, in the order of the candidates. */
export function linesOf(candidates: readonly Candidate[], pairs: readonly Pair[]): OffsetLine[] {
  const sums = new Map<Candidate, bigint>();
  for (const { debit, credit, amountMinor } of pairs)
    for (const one of [debit, credit]) sums.set(one, (sums.get(one) ?? 0n) + amountMinor);
  return (['debit', 'credit'] as const).flatMap((side) =>
    candidates
      .filter((one) => one.side === side)
      .map((one) => ({ side, itemId: one.itemId, payableId: one.payableId, amountMinor: sums.get(one) ?? 0n }))
      .filter((line) => line.amountMinor > 0n),
  );
}

/** The sum of one side. */
export const sumOf = (lines: readonly OffsetLine[], side: 'debit' | 'credit'): bigint =>
  lines.reduce((sum, line) => (line.side === side ? sum + line.amountMinor : sum), 0n);

const listed = (numbers: readonly string[]): string =>
  numbers.length > 3 ? `${numbers.slice(0, 3).join(', ')} and ${numbers.length - 3} more` : numbers.join(', ');

/** One sentence for a reader who was not there. */
export function sayOffset(
  pairs: readonly Pair[],
  of: { readonly currency: string; readonly customer: string; readonly day: Day; readonly why: string },
): string {
  const unique = (pick: (one: Pair) => Candidate): Candidate[] => [...new Set(pairs.map(pick))];
  const debits = unique((one) => one.debit);
  const credits = unique((one) => one.credit);
  const amountMinor = pairs.reduce((sum, one) => sum + one.amountMinor, 0n);
  const oldest = maximumDays(debits, of.day);
  return `${of.currency} ${formatAmount(amountMinor, of.currency)}: ${listed(credits.map((one) => one.number))} against ${listed(
    debits.map((one) => one.number),
  )} of customer ${of.customer}, ${oldest > 0 ? `up to ${oldest} days overdue` : 'not overdue'}; ${of.why}.`;
}

const maximumDays = (debits: readonly Candidate[], day: Day): number =>
  debits.reduce((most, one) => Math.max(most, daysBetween(one.day, day)), 0);
