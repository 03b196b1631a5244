/** The policy in force on a day: every registered action with its limits. */
import type { Day } from '#kernel';
import { sql } from '../../database.ts';
import { type Engine, runQuery } from '../../transaction.ts';
import type { AnyGovernedAction } from '../action.ts';
import { companiesWithout, limitsInForce, type StoredLimit } from '../rules/limits.ts';
import { loadLimits } from '../store.ts';

export interface Policy {
  readonly version: number;
  readonly actions: readonly {
    readonly action: AnyGovernedAction;
    readonly limits: readonly (StoredLimit & { readonly personName: string | null })[];
  }[];
}

/** Limits by action, of all companies of the tenant; an action without limits is listed too: nobody may do it. */
export async function limitsInForceNow(engine: Engine, tenantId: bigint, day: Day): Promise<Policy> {
  return runQuery(engine, tenantId, async (db) => {
    const limits = limitsInForce(await loadLimits(db, tenantId), day);
    const ids = [...new Set(limits.flatMap((limit) => (limit.personId === null ? [] : [limit.personId])))];
    const { rows } = await sql<{ id: bigint; name: string }>`
      select id, name from platform.person where id = any(${ids}::bigint[])`.execute(db);
    const names = new Map(rows.map((row) => [row.id, row.name]));
    const versions = await sql<{ version: number }>`
      select version from platform.authority_policy where tenant_id = ${tenantId}`.execute(db);
    return {
      version: versions.rows[0]?.version ?? 0,
      actions: engine.registrations.governedActions.map((action) => ({
        action,
        limits: limits
          .filter((limit) => limit.action === action.name)
          .map((limit) => ({
            ...limit,
            personName: limit.personId === null ? null : (names.get(limit.personId) ?? null),
          })),
      })),
    };
  });
}

/** How many registered actions nobody may do in each company, as no limit is in force for them; by company id. */
export async function actionsWithoutLimits(
  engine: Engine,
  tenantId: bigint,
  of: { readonly day: Day; readonly companyIds: readonly bigint[] },
): Promise<ReadonlyMap<bigint, number>> {
  const { actions } = await limitsInForceNow(engine, tenantId, of.day);
  const counts = new Map(of.companyIds.map((id) => [id, 0]));
  // What is the whole tenant's is missing in each of its companies.
  for (const { action, limits } of actions)
    for (const id of companiesWithout(action, limits, of.companyIds))
      for (const companyId of id === null ? of.companyIds : [id]) counts.set(companyId, counts.get(companyId)! + 1);
  return counts;
}
