/** How a person wants the pages: kept with the account, so that it is known in every browser in which the person signs in. */
import { sql } from '../database.ts';
import type { Engine } from '../transaction.ts';
import type { Preferences } from './contract.ts';

/**
 * Keeps what an account prefers, whole, in the place of what was kept. Like the time of a session's last request it
 * concerns nobody's books, so it takes no sequence and no audit record.
 */
export async function keepPreferences(engine: Engine, accountId: bigint, preferences: Preferences): Promise<void> {
  await sql`update platform.account set preferences = ${JSON.stringify(preferences)}::jsonb
    where id = ${accountId} and archived_at is null`.execute(engine.database.app);
}
