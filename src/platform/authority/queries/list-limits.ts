/** The policy in force on a day: every registered action with its limits. */
import type { Day } from '#kernel';
import { sql } from '../../database.ts';
import { type Engine, runQuery } from '../../transaction.ts';
import type { AnyGovernedAction } from '../action.ts';
import { limitsInForce, type StoredLimit } from '../rules/limits.ts';
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
