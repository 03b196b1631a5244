/**
 * Payments of the ERP that wait for their receipt are looked at again: when the bank was read further, a receipt was posted,
 * or a person said which it is. They are taken in as the load told them, or go on waiting.
 */
import type { Company } from '#company';
import { done, type Outcome } from '#kernel';
import { type Caller, type Engine, runCommand, runQuery, type Sql } from '#platform';
import type { MirroredItem, ResolvedRow } from '../model.ts';
import { packChunks } from '../rules/resolve-rows.ts';
import type { PaymentLink } from '../rules/same-money.ts';
import { type LoadRow, lastLoad } from '../store/loads.ts';
import { loadMirror } from '../store/mirror.ts';
import type { FreeReceipt } from '../store/same-money.ts';
import { applyChunkIn, judgePayments } from './apply-load.ts';

const chunkSize = 400;

/** A payment that waits, and what it would become now. */
export interface WaitingPayment {
  readonly item: MirroredItem;
  readonly row: ResolvedRow;
  readonly link: PaymentLink<FreeReceipt>;
}

/** The payments of a company that wait, judged by what is known now. */
export async function judgeWaitingPayments(db: Sql, tenantId: bigint, company: Company): Promise<WaitingPayment[]> {
  const items = [...(await loadMirror(db, tenantId, company.id, { waiting: true })).values()];
  if (items.length === 0) return [];
  const rows = items.map((item) => item.told!);
  const day = rows.map((row) => row.postingDate).reduce((a, b) => (a > b ? a : b));
  const links = await judgePayments(db, tenantId, company.id, rows, day);
  return items.map((item) => ({ item, row: item.told!, link: links.get(item.key)! }));
}

/** Takes in the waiting payments that can be told now. Refuses what `applyChunkIn` refuses. */
export async function takeInWaitingPayments(
  engine: Engine,
  caller: Caller,
  company: Company,
): Promise<Outcome<number>> {
  const { ready, loads } = await runQuery(engine, caller.tenantId, async (db) => {
    const ready = (await judgeWaitingPayments(db, caller.tenantId, company)).filter(
      (one) => one.link.kind !== 'waiting',
    );
    const loads = new Map<string, LoadRow>();
    for (const scope of new Set(ready.map((one) => one.item.scope))) {
      const load = await lastLoad(db, caller.tenantId, company.id, scope);
      if (load) loads.set(scope, load);
    }
    return { ready, loads };
  });
  let count = 0;
  for (const [scope, load] of loads) {
    const rows = ready.filter((one) => one.item.scope === scope).map((one) => one.row);
    const { system } = load.mapping as { system: string };
    const context = {
      company,
      loadId: load.id,
      scope,
      keyDate: load.keyDate,
      system: system.toUpperCase(),
      readsBank: true,
    };
    const accountOf = new Map(rows.map((row) => [row.key, row.accountId]));
    for (const chunk of packChunks(rows, [], (key) => accountOf.get(key), chunkSize)) {
      const outcome = await runCommand(
        engine,
        caller,
        {
          operation: 'integrations.take-in-payments',
          reason: `${chunk.rows.length} payments of ${scope} waited for their receipts and can be told now.`,
          input: { company: company.code, rows: chunk.rows.length },
        },
        (tx) => applyChunkIn(tx, context, chunk),
      );
      if (!outcome.ok) return outcome;
      count += chunk.rows.length;
    }
  }
  return done(count);
}
