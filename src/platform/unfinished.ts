/**
 * Books that are made in many steps, and what becomes of them when their maker is killed: they are taken away whole, so that
 * the making begins again. Nothing else in Dunwell deletes books.
 */
import { done, type Outcome, refuse } from '#kernel';
import { ownSchemas } from './backup/schema.ts';
import { type Database, sql, withClient } from './database.ts';

/** The advisory lock that a maker holds as long as it lives. */
const makerLock = 7236018;

/** Works as the maker of books. */
export function asMaker<T>(database: Database, work: () => Promise<T>): Promise<T> {
  return database.lend(async ({ db }) => {
    await sql`select pg_advisory_lock(${makerLock})`.execute(db);
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(${makerLock})`.execute(db);
    }
  });
}

/**
 * Empties a database whose only books were not made to their end; answers whether it did. Any finished tenant in it keeps all
 * as it is. Refuses where the maker is still at work (`platform.books-in-the-making`).
 */
export function takeAwayUnfinished(ownerUrl: string): Promise<Outcome<boolean>> {
  return withClient(ownerUrl, async (client) => {
    // The lock first: a maker that ended meanwhile has finished its tenant.
    const lock = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [makerLock]);
    const tenants = await client.query<{ code: string; finished: boolean }>(
      'select code, finished from platform.tenant',
    );
    if (tenants.rows.length === 0 || tenants.rows.some((tenant) => tenant.finished)) return done(false);
    if (!lock.rows[0]!.free)
      return refuse(
        'platform.books-in-the-making',
        `Another process is making the books of ${tenants.rows.map((tenant) => tenant.code).join(', ')}; wait for its end. Nothing was changed.`,
        { tenants: tenants.rows.map((tenant) => tenant.code) },
      );
    await client.query(`drop schema if exists ${ownSchemas.join(', ')} cascade`);
    return done(true);
  });
}
