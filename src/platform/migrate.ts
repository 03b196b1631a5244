/**
 * Migrations: plain SQL files that only go forward, ordered by timestamp, then by floor. Each runs once, in a
 * transaction, as the owner, under an advisory lock; its checksum is kept, and a changed file is a fault,
 * unless it names the text that it did the same as.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { floors } from '#floors';
import { withClient } from './database.ts';

export interface Migration {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
  /** Checksums of earlier texts that did the same, only slower: whoever ran one has run this. */
  readonly sameAs: readonly string[];
}

/** All migrations of the checkout in the order in which they run. */
export function listMigrations(root: string): Migration[] {
  const folders = [
    { module: 'platform', path: join(root, 'src/platform/migrations') },
    ...floors.flat().map((module) => ({ module, path: join(root, 'src/modules', module, 'migrations') })),
  ];
  const floorOf = (module: string): number => floors.findIndex((floor) => floor.includes(module));
  return folders
    .filter(({ path }) => existsSync(path))
    .flatMap(({ module, path }) =>
      readdirSync(path)
        .filter((file) => file.endsWith('.sql'))
        .map((file) => ({ module, file, path: join(path, file) })),
    )
    .sort(
      (a, b) =>
        a.file.slice(0, 12).localeCompare(b.file.slice(0, 12)) ||
        floorOf(a.module) - floorOf(b.module) ||
        a.file.localeCompare(b.file),
    )
    .map(({ module, file, path }) => {
      const text = readFileSync(path, 'utf8');
      const sameAs = [...text.matchAll(/^-- same result as ([0-9a-f]{64})/gm)].map((match) => match[1]!);
      return { name: `${module}/${file}`, text, checksum: createHash('sha256').update(text).digest('hex'), sameAs };
    });
}

/** Whether a checksum is that of a migration's text, or of an earlier one that did the same. */
export const isTextOf = (migration: Migration, checksum: string): boolean =>
  migration.checksum === checksum || migration.sameAs.includes(checksum);

/**
 * Brings the database to the checkout's schema, or as far as `only` names migrations (a restore stops at the schema of
 * its backup); returns the names of the migrations that ran now.
 */
export async function migrate(ownerUrl: string, root: string, only?: ReadonlySet<string>): Promise<string[]> {
  const migrations = listMigrations(root).filter((one) => only === undefined || only.has(one.name));
  return withClient(ownerUrl, async (client) => {
    await client.query('select pg_advisory_lock(7236017)');
    await client.query(`create schema if not exists platform`);
    await client.query(
      `create table if not exists platform.migration (name text primary key, checksum text not null, applied_at timestamptz not null default clock_timestamp())`,
    );
    const applied = new Map<string, string>(
      (await client.query('select name, checksum from platform.migration')).rows.map((row) => [row.name, row.checksum]),
    );
    const ran: string[] = [];
    for (const migration of migrations) {
      const checksum = applied.get(migration.name);
      if (checksum !== undefined && isTextOf(migration, checksum)) continue;
      if (checksum !== undefined) {
        throw new Error(`migration ${migration.name} was changed after it ran; write a new one instead`);
      }
      await client.query('begin');
      try {
        await client.query(migration.text);
        await client.query('insert into platform.migration (name, checksum) values ($1, $2)', [
          migration.name,
          migration.checksum,
        ]);
        await client.query('commit');
      } catch (fault) {
        await client.query('rollback');
        throw new Error(`migration ${migration.name} failed: ${(fault as Error).message}`, { cause: fault });
      }
      ran.push(migration.name);
    }
    if (ran.length > 0) await assumeFewTenants(client);
    return ran;
  });
}

/**
 * Tells the planner what a table holds before it was first analysed: rows of one tenant and a few companies. Without statistics
 * PostgreSQL takes each tenant to own one row in two hundred, the fence doubles that, and a freshly filled table is read whole by
 * its tenant rather than by the index of what is asked (a customer by number among 1,800: a second). Before PostgreSQL 18 nobody
 * can say it, and the first analysis, seconds later, has to do.
 */
async function assumeFewTenants(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ can: boolean }>(
    `select to_regproc('pg_catalog.pg_restore_attribute_stats') is not null as can`,
  );
  if (!rows[0]!.can) return;
  await client.query(
    `select pg_restore_attribute_stats('schemaname', n.nspname::text, 'relname', c.relname::text, 'attname', a.attname::text, 'inherited', false,
       'null_frac', 0::real, 'avg_width', 8, 'n_distinct', (case a.attname when 'tenant_id' then 1 else 3 end)::real)
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname = any($1) and c.relkind = 'r' and a.attname in ('tenant_id', 'company_id') and not a.attisdropped
       and not exists (select 1 from pg_stats s where s.schemaname = n.nspname and s.tablename = c.relname and s.attname = a.attname)`,
    [['platform', ...floors.flat()]],
  );
}
