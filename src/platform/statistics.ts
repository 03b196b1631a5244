/** The planner's statistics: brought up to date before work that stands on freshly filled tables. */
import { sql } from './database.ts';
import type { Engine } from './transaction.ts';

/** Looks anew at tables that changed much since the last time; returns how many. Cheap when nothing changed. */
export async function refreshStatistics(engine: Engine): Promise<number> {
  const { rows } = await sql<{ refreshed: number }>`select platform.refresh_statistics() as refreshed`.execute(
    engine.database.app,
  );
  return rows[0]!.refreshed;
}
