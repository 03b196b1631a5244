/** What a person decides about a remittance advice: whose money it is about, or none; the money that it comes to or leaves is judged at once. */
import type { Company } from '#company';
import { type Day, done, type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, runCommand, type Transaction } from '#platform';
import {
  type AdviceAtHand,
  freeAdvice,
  keepUnlinked,
  linkAdvicePairs,
  loadAdviceAtHand,
  lockAdvices,
} from '../store/advices.ts';
import { judgeWithoutAdvice, loadAdvisableMoney } from '../store/receipts.ts';
import { type JudgedLines, judgeLines } from './judge-lines.ts';

interface AdviceDecision {
  readonly company: Company;
  readonly adviceId: bigint;
  /** The version that the person saw. */
  readonly version: number;
  /** The day up to which the money is judged; absent: today. */
  readonly asOf?: Day | undefined;
}

/** The money that an advice was taken from, which is to be judged without it; null: it had none. */
interface FreedMoney {
  readonly lineId: bigint | null;
}

async function adviceIn(tx: Transaction, input: AdviceDecision): Promise<Outcome<AdviceAtHand>> {
  await lockAdvices(tx, [input.adviceId]);
  const advice = await loadAdviceAtHand(tx.db, tx.tenantId, { companyId: input.company.id, adviceId: input.adviceId });
  if (!advice)
    return refuse('cash.advice-not-found', 'There is no such remittance advice in this company. Nothing was changed.');
  if (advice.version !== input.version)
    return refuse(
      'cash.advice-stale',
      'This advice was changed after you opened it. Nothing was changed; look at it again.',
      { yours: input.version, now: advice.version },
    );
  if (advice.state === 'withdrawn')
    return refuse('cash.advice-withdrawn', 'This advice was withdrawn. Nothing was changed.');
  return done(advice);
}

/**
 * Links an advice to a receipt as a person says, in place of what it was linked to; both receipts are judged again. Tells how that one
 * stands, if it was open. The same request again is answered as before. Refuses `cash.advice-not-found`, `cash.advice-stale`, `cash.advice-withdrawn`,
 * `cash.receipt-not-found`, `cash.currency`, and a receipt that another advice explains (`cash.receipt-advised`).
 */
export async function linkAdvice(
  engine: Engine,
  caller: Caller,
  input: AdviceDecision & { receiptId: bigint },
): Promise<CommandOutcome<JudgedLines>> {
  const linked = await runCommand(
    engine,
    caller,
    {
      operation: 'cash.link-advice',
      reason: `Remittance advice ${input.adviceId} was linked to receipt ${input.receiptId} by a person.`,
      input: { company: input.company.code, adviceId: input.adviceId, receiptId: input.receiptId },
    },
    async (tx): Promise<Outcome<{ lineId: bigint; freed: bigint | null; wasOpen: boolean }>> => {
      const advice = await adviceIn(tx, input);
      if (!advice.ok) return advice;
      const money = await loadAdvisableMoney(tx.db, tx.tenantId, {
        companyId: input.company.id,
        receiptId: input.receiptId,
      });
      if (!money)
        return refuse('cash.receipt-not-found', 'There is no such receipt in this company. Nothing was changed.');
      if (money.currency !== advice.value.currency)
        return refuse(
          'cash.currency',
          `The advice is in ${advice.value.currency}, the receipt in ${money.currency}. Nothing was changed.`,
        );
      if (advice.value.lineId !== null) {
        await judgeWithoutAdvice(tx, advice.value.lineId);
        await freeAdvice(tx, input.adviceId, null);
      }
      const [linked] = await linkAdvicePairs(tx, [
        { adviceId: input.adviceId, lineId: money.lineId, basis: 'person', certain: true },
      ]);
      if (!linked)
        return refuse(
          'cash.receipt-advised',
          'Another advice explains this receipt; withdraw that one first. Nothing was changed.',
        );
      tx.publish({
        type: 'cash.advices-linked',
        payload: { company: input.company.code, advices: 1 },
      });
      return done({ lineId: linked.lineId, freed: advice.value.lineId, wasOpen: money.open });
    },
  );
  if (!linked.ok) return linked;
  const { lineId, freed, wasOpen } = linked.value;
  const { company, asOf } = input;
  if (freed !== null) await judgeLines(engine, caller, { company, asOf, lineIds: [freed] });
  const judged = await judgeLines(engine, caller, { company, asOf, lineIds: [lineId] });
  const answer = done(wasOpen ? judged : { applied: 0, proposed: 0 });
  return linked.replayed ? { ...answer, replayed: true } : answer;
}

/** Runs a decision that frees the money of an advice, and judges that money without it. */
async function freeing(
  engine: Engine,
  caller: Caller,
  input: AdviceDecision & { reason: string },
  of: { operation: string; decide(tx: Transaction, advice: AdviceAtHand): Promise<Outcome<FreedMoney>> },
): Promise<CommandOutcome<null>> {
  const freed = await runCommand(
    engine,
    caller,
    {
      operation: of.operation,
      reason: input.reason,
      input: { company: input.company.code, adviceId: input.adviceId, reason: input.reason },
    },
    async (tx): Promise<Outcome<FreedMoney>> => {
      const advice = await adviceIn(tx, input);
      return advice.ok ? of.decide(tx, advice.value) : advice;
    },
  );
  if (!freed.ok) return freed;
  const { lineId } = freed.value;
  if (lineId !== null)
    await judgeLines(engine, caller, { company: input.company, asOf: input.asOf, lineIds: [lineId] });
  return freed.replayed ? { ...done(null), replayed: true } : done(null);
}

/**
 * Takes an advice from the money that it was linked to; it waits again, and is not linked to that money by itself. What was
 * posted on it stays; what was only proposed on it is taken off, and the money is judged without it. The same request again is answered
 * as before. Refuses `cash.advice-not-found`, `cash.advice-stale`, `cash.advice-withdrawn`, `cash.advice-not-linked`.
 */
export function unlinkAdvice(
  engine: Engine,
  caller: Caller,
  input: AdviceDecision & { reason: string },
): Promise<CommandOutcome<null>> {
  return freeing(engine, caller, input, {
    operation: 'cash.unlink-advice',
    async decide(tx, { lineId }) {
      if (lineId === null)
        return refuse('cash.advice-not-linked', 'This advice is linked to no money. Nothing was changed.');
      await judgeWithoutAdvice(tx, lineId);
      await freeAdvice(tx, input.adviceId, null);
      keepUnlinked(tx, { adviceId: input.adviceId, lineId, reason: input.reason });
      tx.publish({
        type: 'cash.advice-unlinked',
        payload: { adviceId: input.adviceId.toString(), company: input.company.code },
      });
      return done({ lineId });
    },
  });
}

/**
 * Withdraws an advice that is no longer meant (the payer sent another, it was read wrong): it is evidence of nothing from
 * now on; what was posted on it stays, what was only proposed on it is taken off, and its money is judged without it. The same request
 * again is answered as before. Refuses `cash.advice-not-found`, `cash.advice-stale`, `cash.advice-withdrawn`.
 */
export function withdrawAdvice(
  engine: Engine,
  caller: Caller,
  input: AdviceDecision & { reason: string },
): Promise<CommandOutcome<null>> {
  return freeing(engine, caller, input, {
    operation: 'cash.withdraw-advice',
    async decide(tx, { lineId }) {
      if (lineId !== null) await judgeWithoutAdvice(tx, lineId);
      await freeAdvice(tx, input.adviceId, input.reason);
      tx.publish({
        type: 'cash.advice-withdrawn',
        payload: { adviceId: input.adviceId.toString(), company: input.company.code },
      });
      return done({ lineId });
    },
  });
}
