/** What a person says of a settlement that waits: it may pass although its fee is high, or it is withdrawn. */
import type { Company } from '#company';
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, type Transaction } from '#platform';
import {
  type KeptSettlement,
  loadSettlements,
  lockSettlements,
  markReleased,
  markWithdrawn,
} from '../store/settlements.ts';

interface SettlementDecision {
  readonly company: Company;
  readonly settlementId: bigint;
  readonly reason: string;
}

async function settlementIn(tx: Transaction, input: SettlementDecision): Promise<Outcome<KeptSettlement>> {
  await lockSettlements(tx, [input.settlementId]);
  const [one] = await loadSettlements(tx.db, tx.tenantId, { companyId: input.company.id, id: input.settlementId });
  return one
    ? done(one)
    : refuse('cash.settlement-not-found', 'There is no such settlement in this company. Nothing was changed.');
}

/**
 * Lets a settlement pass that was held for its fee. One that does not foot is never released: its report is corrected.
 * Refuses `cash.settlement-not-found`, `cash.settlement-not-held`, `cash.settlement-wrong`.
 */
export function releaseSettlement(engine: Engine, caller: Caller, input: SettlementDecision): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.release-settlement',
      reason: input.reason,
      input: { ...input, company: input.company.code },
    },
    async (tx) => {
      const found = await settlementIn(tx, input);
      if (!found.ok) return found;
      const { state, number, heldReason, releasable } = found.value;
      if (state !== 'held')
        return refuse('cash.settlement-not-held', `Settlement ${number} is ${state}, not held. Nothing was changed.`);
      if (!releasable)
        return refuse(
          'cash.settlement-wrong',
          `Settlement ${number} cannot be released, its report is wrong: ${heldReason} Import the corrected one. Nothing was changed.`,
        );
      await markReleased(tx, input.settlementId, input.reason);
      return done(null);
    },
  );
}

/** Withdraws a settlement that is not posted. Refuses `cash.settlement-not-found`, `cash.settlement-posted`, `cash.settlement-not-held`. */
export function withdrawSettlement(engine: Engine, caller: Caller, input: SettlementDecision): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.withdraw-settlement',
      reason: input.reason,
      input: { ...input, company: input.company.code },
    },
    async (tx) => {
      const found = await settlementIn(tx, input);
      if (!found.ok) return found;
      const { state, number } = found.value;
      if (state === 'posted')
        return refuse(
          'cash.settlement-posted',
          `Settlement ${number} is posted; take it back instead. Nothing was changed.`,
        );
      if (state !== 'held' && state !== 'waiting')
        return refuse('cash.settlement-not-held', `Settlement ${number} is ${state} already. Nothing was changed.`);
      await markWithdrawn(tx, input.settlementId, input.reason);
      return done(null);
    },
  );
}
