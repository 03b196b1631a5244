/** The batches of a lockbox: paid in where they foot, held where they do not, and what a person decides of those. */
import type { Company } from '#company';
import type { LockboxDifference } from '#formats';
import { type Day, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, type Transaction } from '#platform';
import { linkAdvicePairs, loadToldAdvices, type ToldPayment } from '../store/advices.ts';
import { findKnownChecks, insertChecks, insertDeposit, loadChecks } from '../store/checks.ts';
import {
  cameAgain,
  discardBatches,
  type HeldBatch,
  insertHeldBatch,
  loadHeldBatches,
  lockHeldBatch,
  markBatchReleased,
  restoreBatch,
} from '../store/held-batches.ts';

/** One batch as its file tells it. */
export interface LockboxBatch<Told extends ToldPayment = ToldPayment> {
  readonly name: string;
  readonly checks: readonly Told[];
  /** Null: its total is its checks. */
  readonly difference: LockboxDifference | null;
}

const numberOf = (batch: string, check: ToldPayment): string => check.paymentReference ?? `${batch}-${check.place}`;
/** A lockbox says the amount of every check. */
export const amountOf = ({ amountMinor }: ToldPayment): bigint => amountMinor ?? 0n;
const dayOf = (batch: Pick<LockboxBatch, 'checks'>): Day => batch.checks[0]!.adviceDate ?? batch.checks[0]!.receivedOn;

/** The checks of a file by batch, in the file's order; what is named in no batch is no check. */
export function batchesOf<Told extends ToldPayment>(
  checks: readonly Told[],
  names: readonly (string | undefined)[],
  differing: readonly LockboxDifference[],
): LockboxBatch<Told>[] {
  return [...new Set(names.filter((name) => name !== undefined))].map((name) => ({
    name,
    checks: checks.filter((_, index) => names[index] === name),
    difference: differing.find((one) => one.batch === name) ?? null,
  }));
}

/** Batches of which every check is registered already: a corrected file brings them along. */
export async function findKnownBatches(
  tx: Pick<Transaction, 'db' | 'tenantId'>,
  company: Company,
  batches: readonly LockboxBatch[],
): Promise<Set<string>> {
  const checks = batches.flatMap((batch) => batch.checks.map((check) => ({ batch: batch.name, check })));
  const known = await findKnownChecks(
    tx.db,
    tx.tenantId,
    checks.map(({ batch, check }) => ({
      companyId: company.id,
      number: numberOf(batch, check),
      drawerName: check.payerName,
      drawerAccount: check.payerAccount,
      accountId: check.accountId,
      amountMinor: amountOf(check),
    })),
  );
  const fresh = new Set(checks.filter((_, index) => !known[index]).map((one) => one.batch));
  return new Set(batches.map((batch) => batch.name).filter((name) => !fresh.has(name)));
}

interface PayInto {
  readonly company: Company;
  readonly bankAccountId: bigint;
  readonly fileId: bigint;
}

/**
 * Registers the checks of a batch, pays them in with it, and links each to what the file says of it; one that does not foot is
 * held instead, with what its file says. An earlier version of the batch that is held is discarded. Returns the checks' lines.
 */
export async function takeBatch(
  tx: Transaction,
  of: PayInto & { fileName: string },
  batch: LockboxBatch<ToldPayment & { readonly id: bigint }>,
): Promise<Outcome<readonly bigint[]>> {
  const batchDay = dayOf(batch);
  const earlier = { companyId: of.company.id, batch: batch.name, batchDay };
  await discardBatches(tx, { ...earlier, reason: `${of.fileName} brought it again.` });
  if (batch.difference === null) return payIn(tx, of, batch);
  await insertHeldBatch(tx, {
    companyId: of.company.id,
    adviceFileId: of.fileId,
    batchDay,
    bankAccountId: of.bankAccountId,
    currency: batch.checks[0]!.currency,
    adviceIds: batch.checks.map((check) => check.id),
    ...batch.difference,
  });
  tx.count('lockbox batches held', 1);
  return done([]);
}

async function payIn(
  tx: Transaction,
  of: PayInto,
  batch: Pick<LockboxBatch<ToldPayment & { readonly id: bigint }>, 'name' | 'checks'>,
): Promise<Outcome<readonly bigint[]>> {
  const { company } = of;
  const ids = await insertChecks(
    tx,
    batch.checks.map((one) => ({
      companyId: company.id,
      number: numberOf(batch.name, one),
      drawerName: one.payerName,
      drawerAccount: one.payerAccount,
      accountId: one.accountId,
      currency: one.currency,
      amountMinor: amountOf(one),
      checkDate: one.adviceDate ?? one.receivedOn,
      receivedOn: one.receivedOn,
      imageSha256: null,
      adviceId: one.id,
    })),
  );
  const known = ids.indexOf(null);
  if (known >= 0)
    return refuse(
      'cash.check-known',
      `Check ${batch.checks[known]!.paymentReference} of this drawer and amount is registered already. Nothing was changed.`,
      { number: batch.checks[known]!.paymentReference },
    );
  const checks = await loadChecks(tx.db, tx.tenantId, { companyId: company.id, ids: ids.map((id) => id!) });
  const checkOf = new Map(checks.map((one) => [one.id, one]));
  const paid = await insertDeposit(tx, {
    company,
    bankAccountId: of.bankAccountId,
    number: `LOCKBOX-${of.fileId}-${batch.name}`,
    origin: 'lockbox',
    depositedOn: dayOf(batch),
    currency: batch.checks[0]!.currency,
    checks: ids.map((id) => checkOf.get(id!)!),
  });
  await linkAdvicePairs(
    tx,
    batch.checks.map((one, index) => ({
      adviceId: one.id,
      lineId: paid.lineIds[index]!,
      basis: 'reference' as const,
      certain: true,
    })),
  );
  return done(paid.lineIds);
}

interface BatchDecision {
  readonly company: Company;
  readonly batchId: bigint;
  readonly reason: string;
}

async function heldIn(tx: Transaction, input: BatchDecision): Promise<Outcome<HeldBatch>> {
  await lockHeldBatch(tx, input.batchId);
  const [batch] = await loadHeldBatches(tx.db, tx.tenantId, { companyId: input.company.id, id: input.batchId });
  if (!batch) return refuse('cash.batch-not-found', 'There is no such batch in this company. Nothing was changed.');
  return batch.state === 'held'
    ? done(batch)
    : refuse('cash.batch-not-held', `Batch ${batch.batch} is ${batch.state} already. Nothing was changed.`);
}

/**
 * Pays a held batch in as its checks are: the person says that they are right and the total was not. Refuses
 * `cash.batch-not-found`, `cash.batch-not-held`, `cash.check-known`, and one of whose checks money came already
 * (`cash.batch-advised`). Returns the checks' lines, for `applyCash`.
 */
export function releaseHeldBatch(
  engine: Engine,
  caller: Caller,
  input: BatchDecision,
): Promise<Outcome<{ lineIds: readonly bigint[] }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'cash.release-batch', reason: input.reason, input: { ...input, company: input.company.code } },
    async (tx) => {
      const batch = await heldIn(tx, input);
      if (!batch.ok) return batch;
      const checks = await loadToldAdvices(tx.db, tx.tenantId, batch.value.adviceIds);
      const gone = checks.find((one) => one.linked);
      if (gone)
        return refuse(
          'cash.batch-advised',
          `Check ${gone.paymentReference ?? gone.place} of this batch was linked to money or withdrawn meanwhile; register the others one by one. Nothing was changed.`,
        );
      await markBatchReleased(tx, input.batchId, input.reason);
      const { bankAccountId, adviceFileId: fileId, batch: name } = batch.value;
      const paid = await payIn(tx, { company: input.company, bankAccountId, fileId }, { name, checks });
      return paid.ok ? done({ lineIds: paid.value }) : paid;
    },
  );
}

/** Discards a held batch: what its file says of the checks is withdrawn. Refuses `cash.batch-not-found`, `cash.batch-not-held`. */
export function discardHeldBatch(engine: Engine, caller: Caller, input: BatchDecision): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    { operation: 'cash.discard-batch', reason: input.reason, input: { ...input, company: input.company.code } },
    async (tx) => {
      const batch = await heldIn(tx, input);
      if (!batch.ok) return batch;
      await discardBatches(tx, { companyId: input.company.id, id: input.batchId, reason: input.reason });
      return done(null);
    },
  );
}

/**
 * Takes the discarding of a batch back: it is held again with its checks. Refuses `cash.batch-not-found`, one that was not
 * discarded (`cash.batch-not-discarded`), and one whose corrected file came (`cash.batch-corrected`).
 */
export function restoreHeldBatch(engine: Engine, caller: Caller, input: BatchDecision): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    { operation: 'cash.restore-batch', reason: input.reason, input: { ...input, company: input.company.code } },
    async (tx) => {
      await lockHeldBatch(tx, input.batchId);
      const [batch] = await loadHeldBatches(tx.db, tx.tenantId, { companyId: input.company.id, id: input.batchId });
      if (!batch) return refuse('cash.batch-not-found', 'There is no such batch in this company. Nothing was changed.');
      if (batch.state !== 'discarded')
        return refuse('cash.batch-not-discarded', `Batch ${batch.batch} is ${batch.state}. Nothing was changed.`);
      if (await cameAgain(tx, input.company.id, batch))
        return refuse(
          'cash.batch-corrected',
          `A corrected file took the place of batch ${batch.batch}. Nothing was changed.`,
        );
      await restoreBatch(tx, batch);
      return done(null);
    },
  );
}
