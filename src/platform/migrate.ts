/**
 * Migrations: plain SQL files that only go forward, ordered by timestamp, then by floor. Each runs once, in a
 * transaction, as the owner, under an advisory lock; its checksum is kept, and a changed file is a fault.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { floors } from '#floors';
import { withClient } from './database.ts';

export interface Migration {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
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
      return { name: `${module}/${file}`, text, checksum: createHash('sha256').update(text).digest('hex') };
    });
}

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
      if (checksum === migration.checksum) continue;
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
    return ran;
  });
}
