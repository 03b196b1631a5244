/** Links remittance advices to the money that they are about, by the pure rule. */
import type { Company } from '#company';
import { addDays, done, type Outcome } from '#kernel';
import { type Caller, type Engine, runCommand, runQuery } from '#platform';
import { pairAdvices, pairingReachDays } from '../rules/pair-advices.ts';
import { linkAdvicePairs, loadPairableMoney, loadWaitingAdvices, lockAdvices } from '../store/advices.ts';

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
