/** A setting is changed as it was seen: who lays a change over somebody else's is refused, and is shown both. */
import { canonicalJson, done, refuse } from '#kernel';
import { type Sql, sql } from '../database.ts';
import type { Caller } from '../transaction.ts';

/** What a change is laid over. */
interface Setting {
  /** Tells it apart from all others of the tenant: those who change the same one wait for each other. */
  readonly name: string;
  /** As it stands in the books, in the words of the route that reads it. */
  readonly read: (db: Sql) => Promise<Readonly<Record<string, unknown>>>;
}

/**
 * The caller of a command that changes a setting, with what was seen of the setting when its form was opened (`seen` of the
 * body, `seenMember`). The command first looks whether each member still stands as it was seen; else it refuses
 * `platform.setting-stale` with what stands there now as `theirs`. Who says nothing of what was seen (a script, the command line)
 * is not asked.
 */
export function asSeen(
  caller: Caller,
  seen: Readonly<Record<string, unknown>> | undefined,
  { name, read }: Setting,
): Caller {
  if (seen === undefined) return caller;
  return {
    ...caller,
    precondition: async (tx) => {
      const lock = `setting ${tx.tenantId} ${name}`;
      await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(tx.db);
      const theirs = await read(tx.db);
      const stands = Object.entries(seen).every(
        ([member, value]) => canonicalJson(theirs[member] ?? null) === canonicalJson(value ?? null),
      );
      if (stands) return done(null);
      return refuse(
        'platform.setting-stale',
        'Somebody else changed these settings after you opened them. Nothing was changed; compare both and save again.',
        { theirs: JSON.parse(canonicalJson(theirs)) as Record<string, unknown> },
      );
    },
  };
}
