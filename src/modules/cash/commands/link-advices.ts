/** Links remittance advices to the money that they are about: by the pure rule, or as a person says. */
import type { Company } from '#company';
import { addDays, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, runQuery, type Transaction } from '#platform';
import { pairAdvices, pairingReachDays } from '../rules/pair-advices.ts';
import {
  type AdviceAtHand,
  freeAdvice,
  keepUnlinked,
  linkAdvicePairs,
  loadAdviceAtHand,
  loadPairableMoney,
  loadWaitingAdvices,
  lockAdvices,
} from '../store/advices.ts';
import { judgeWithoutAdvice, loadAdvisableMoney } from '../store/receipts.ts';

export interface LinkedAdvice {
  readonly adviceId: bigint;
  readonly lineId: bigint;
}

/**
 * Looks for the money of every advice that waits, and for the advice of every open or lately applied receipt: the pairs
 * that `pairAdvices` is sure of are linked, in one transaction. Where nothing pairs nothing is written.
 */
export async function linkAdvices(
  engine: Engine,
  caller: Caller,
  input: { company: Company },
): Promise<Outcome<{ linked: readonly LinkedAdvice[] }>> {
  const { company } = input;
  const pairs = await runQuery(engine, caller.tenantId, async (db) => {
    const advices = await loadWaitingAdvices(db, caller.tenantId, company.id);
    if (advices.length === 0) return [];
    const earliest = advices.reduce((first, one) => (one.day < first ? one.day : first), advices[0]!.day);
    const money = await loadPairableMoney(db, caller.tenantId, {
      companyId: company.id,
      since: addDays(earliest, -pairingReachDays),
      amountsMinor: [...new Set(advices.flatMap((one) => one.amountMinor ?? one.meantMinor))],
    });
    return pairAdvices(advices, money);
  });
  if (pairs.length === 0) return done({ linked: [] });
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.link-advices',
      reason: `${pairs.length} remittance advices were linked to their money.`,
      input: { company: company.code, pairs: pairs.map((one) => ({ advice: one.adviceId, line: one.lineId })) },
    },
    async (tx) => {
      await lockAdvices(
        tx,
        pairs.map((one) => one.adviceId),
      );
      const linked = await linkAdvicePairs(tx, pairs);
      tx.count('advices linked', linked.length);
      tx.publish({ type: 'cash.advices-linked', payload: { company: company.code, advices: linked.length } });
      return done({ linked });
    },
  );
}

interface AdviceDecision {
  readonly company: Company;
  readonly adviceId: bigint;
  /** The version that the person saw. */
  readonly version: number;
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
 * Links an advice to a receipt as a person says, in place of what it was linked to; matching looks at the receipt again.
 * Refuses `cash.advice-not-found`, `cash.advice-stale`, `cash.advice-withdrawn`, `cash.receipt-not-found`,
 * `cash.currency`, and a receipt that another advice explains (`cash.receipt-advised`).
 */
export function linkAdvice(
  engine: Engine,
  caller: Caller,
  input: AdviceDecision & { receiptId: bigint },
): Promise<Outcome<LinkedAdvice>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.link-advice',
      reason: `Remittance advice ${input.adviceId} was linked to receipt ${input.receiptId} by a person.`,
      input: { company: input.company.code, adviceId: input.adviceId, receiptId: input.receiptId },
    },
    async (tx) => {
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
      return done(linked);
    },
  );
}

/** The money that an advice was taken from, which is to be judged without it; null: it had none. */
export interface FreedMoney {
  readonly lineId: bigint | null;
}

/**
 * Takes an advice from the money that it was linked to; it waits again, and is not linked to that money by itself. What was
 * posted on it stays; what was only proposed for the money is taken off, and the next run judges it without. Refuses `cash.advice-not-found`, `cash.advice-stale`, `cash.advice-withdrawn`, `cash.advice-not-linked`.
 */
export function unlinkAdvice(
  engine: Engine,
  caller: Caller,
  input: AdviceDecision & { reason: string },
): Promise<Outcome<FreedMoney>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.unlink-advice',
      reason: input.reason,
      input: { company: input.company.code, adviceId: input.adviceId, reason: input.reason },
    },
    async (tx) => {
      const advice = await adviceIn(tx, input);
      if (!advice.ok) return advice;
      const { lineId } = advice.value;
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
  );
}

/**
 * Withdraws an advice that is no longer meant (the payer sent another, it was read wrong): it is evidence of nothing from
 * now on; what was posted on it stays, what was only proposed is taken off. Refuses `cash.advice-not-found`, `cash.advice-stale`, `cash.advice-withdrawn`.
 */
export function withdrawAdvice(
  engine: Engine,
  caller: Caller,
  input: AdviceDecision & { reason: string },
): Promise<Outcome<FreedMoney>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.withdraw-advice',
      reason: input.reason,
      input: { company: input.company.code, adviceId: input.adviceId, reason: input.reason },
    },
    async (tx) => {
      const advice = await adviceIn(tx, input);
      if (!advice.ok) return advice;
      const { lineId } = advice.value;
      if (lineId !== null) await judgeWithoutAdvice(tx, lineId);
      await freeAdvice(tx, input.adviceId, input.reason);
      tx.publish({
        type: 'cash.advice-withdrawn',
        payload: { adviceId: input.adviceId.toString(), company: input.company.code },
      });
      return done({ lineId });
    },
  );
}
