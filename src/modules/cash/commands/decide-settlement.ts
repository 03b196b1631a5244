/** What a person says of a settlement that waits: it may pass although its fee is high, or it is withdrawn; and taking that back. */
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

/**
 * Takes a release back: the settlement is held again for its fee. Refuses `cash.settlement-not-found`, one that was not let pass
 * (`cash.settlement-not-released`) and one that is posted (`cash.settlement-posted`).
 */
export function holdSettlement(engine: Engine, caller: Caller, input: SettlementDecision): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.revoke-settlement-release',
      reason: input.reason,
      input: { ...input, company: input.company.code },
    },
    async (tx) => {
      const found = await settlementIn(tx, input);
      if (!found.ok) return found;
      const { state, number, heldReason } = found.value;
      if (state === 'posted')
        return refuse(
          'cash.settlement-posted',
          `Settlement ${number} is posted; take it back instead. Nothing was changed.`,
        );
      if (state !== 'waiting' || heldReason === null)
        return refuse('cash.settlement-not-released', `Nobody let settlement ${number} pass. Nothing was changed.`);
      await markReleased(tx, input.settlementId, null);
      return done(null);
    },
  );
}

/**
 * Takes a withdrawal back: the settlement is held or waits as before. Refuses `cash.settlement-not-found`, one that was not
 * withdrawn (`cash.settlement-not-withdrawn`), and one whose number came again meanwhile (`cash.settlement-known`).
 */
export function restoreSettlement(engine: Engine, caller: Caller, input: SettlementDecision): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    { operation: 'cash.restore-settlement', reason: input.reason, input: { ...input, company: input.company.code } },
    async (tx) => {
      const found = await settlementIn(tx, input);
      if (!found.ok) return found;
      const { state, number, serviceId } = found.value;
      if (state !== 'withdrawn')
        return refuse(
          'cash.settlement-not-withdrawn',
          `Settlement ${number} is ${state}, not withdrawn. Nothing was changed.`,
        );
      const standing =
        serviceId === null
          ? []
          : await loadSettlements(tx.db, tx.tenantId, {
              companyId: input.company.id,
              serviceId,
              number,
              states: ['waiting', 'held', 'posted'],
            });
      if (standing.length > 0)
        return refuse(
          'cash.settlement-known',
          `Settlement ${number} was imported again meanwhile; that one stands. Nothing was changed.`,
        );
      await markWithdrawn(tx, input.settlementId, null);
      return done(null);
    },
  );
}
