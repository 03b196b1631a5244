/**
 * Restore: a backup into an empty database. The schema is made by the very migrations the backup was made under, the rows
 * are copied back in one transaction, and only then the checkout's newer migrations run: an old backup opens in a newer
 * Dunwell. Whatever does not fit is refused before anything is touched.
 */
import { copyFileSync, createReadStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { canonicalJson, done, type Outcome, refuse } from '#kernel';
import { withClient } from '../database.ts';
import { failpoint } from '../failpoint.ts';
import { isTextOf, listMigrations, migrate } from '../migrate.ts';
import { quoted } from './backup.ts';
import { type BackupManifest, checkFiles, readManifest, sha256OfFile } from './format.ts';
import { listTables, ownSchemas, readHeads } from './schema.ts';

export interface RestoreInput {
  readonly ownerUrl: string;
  /** The checkout, whose migrations make the schema. */
  readonly root: string;
  readonly home: string;
  readonly folder: string;
  readonly onProgress?: (label: string, done: number, total: number) => void;
}

export interface Restored {
  readonly manifest: BackupManifest;
  readonly rows: number;
  /** Names of the migrations that ran after the copy, because the checkout is newer than the backup. */
  readonly migrated: readonly string[];
}

/**
 * Restores a backup. Refuses `backup.not-found`, `backup.manifest-malformed`, `backup.file-damaged`,
 * `backup.schema-unknown` (made by a newer Dunwell), `backup.database-not-empty` and `backup.home-not-empty`; then nothing
 * was changed. A restore that is cut leaves a database without books and may be run again; cut after its copy, it leaves the
 * whole books, and whatever opens them runs the newer migrations.
 */
export async function restoreBackup(input: RestoreInput): Promise<Outcome<Restored>> {
  const { folder, onProgress } = input;
  const read = readManifest(folder);
  if (!read.ok) return read;
  const manifest = read.value;
  const sound = await checkFiles(folder, manifest, (count, total) => onProgress?.('checking files', count, total));
  if (!sound.ok) return sound;
  const known = new Map(listMigrations(input.root).map((one) => [one.name, one]));
  const strange = manifest.migrations.find(({ name, checksum }) => {
    const migration = known.get(name);
    return migration === undefined || !isTextOf(migration, checksum);
  });
  if (strange)
    return refuse(
      'backup.schema-unknown',
      `The backup was made under migration ${strange.name}, which this Dunwell ${known.has(strange.name) ? 'has in another form' : 'does not have'}; restore it with the version that made it, or a newer one. Nothing was changed.`,
      { migration: strange.name },
    );
  const home = await checkHome(input, manifest);
  if (!home.ok) return home;
  const empty = await withClient(input.ownerUrl, makeRoom);
  if (!empty.ok) return empty;
  for (const { path } of manifest.files) {
    const target = join(input.home, path);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    // Under its name only when it is whole: a restore that was cut here is run again, and half a file would hinder it.
    copyFileSync(join(folder, 'files', path), `${target}.part`);
    renameSync(`${target}.part`, target);
    failpoint('restore.between-files');
  }
  await migrate(input.ownerUrl, input.root, new Set(manifest.migrations.map((one) => one.name)));
  const rows = await withClient(input.ownerUrl, (client) => copyBooks(client, input, manifest));
  failpoint('restore.after-copy');
  const migrated = await migrate(input.ownerUrl, input.root);
  return done({ manifest, rows, migrated });
}

async function checkHome(input: RestoreInput, manifest: BackupManifest): Promise<Outcome<null>> {
  for (const { path, sha256 } of manifest.files) {
    const target = join(input.home, path);
    if (existsSync(target) && (await sha256OfFile(target)) !== sha256)
      return refuse(
        'backup.home-not-empty',
        `${target} exists with other content; restore into a new home. Nothing was changed.`,
        {},
        { file: target },
      );
  }
  return done(null);
}

/** An empty database has no schema of ours, or one without tenants (a server was started on it once); that one goes. */
async function makeRoom(client: pg.Client): Promise<Outcome<null>> {
  const { rows } = await client.query<{ schema: string }>(
    'select nspname as schema from pg_namespace where nspname = any($1) order by 1',
    [ownSchemas],
  );
  const schemas = rows.map((row) => row.schema);
  const registry = await client.query<{ there: boolean }>(`select to_regclass('platform.tenant') is not null as there`);
  if (registry.rows[0]!.there) {
    const tenants = await client.query<{ code: string }>('select code from platform.tenant order by 1');
    if (tenants.rows.length > 0)
      return refuse(
        'backup.database-not-empty',
        `The database holds the books of ${tenants.rows.map((row) => row.code).join(', ')}; restore into an empty one. Nothing was changed.`,
        { tenants: tenants.rows.map((row) => row.code) },
      );
  } else if ((await listTables(client)).length > 0) {
    return refuse(
      'backup.database-not-empty',
      `The database has tables in ${schemas.join(', ')} that are not Dunwell's; restore into an empty one. Nothing was changed.`,
      { schemas },
    );
  }
  if (schemas.length > 0) await client.query(`drop schema ${schemas.map(quoted).join(', ')} cascade`);
  return done(null);
}

async function copyBooks(client: pg.Client, input: RestoreInput, manifest: BackupManifest): Promise<number> {
  await client.query('begin; set local row_security = off');
  try {
    const shapes = (await listTables(client)).map((one) => one.name);
    const absent = shapes.filter((name) => !manifest.tables.some((one) => one.name === name));
    if (absent.length > 0 || shapes.length !== manifest.tables.length)
      throw new Error(`the backup's tables are not those of its own migrations: ${absent.join(', ')}`);
    // Rows arrive table by table; the references between them are checked when all are there.
    const { rows: references } = await client.query<{ relation: string; name: string; definition: string }>(
      `select k.conrelid::regclass::text as relation, k.conname as name, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k join pg_namespace n on n.oid = k.connamespace
       where n.nspname = any($1) and k.contype = 'f' and k.conparentid = 0`,
      [ownSchemas],
    );
    for (const one of references) await client.query(`alter table ${one.relation} drop constraint ${quoted(one.name)}`);
    // Migrations write rows themselves (the system's own person); the backup has them too.
    await client.query(`truncate table ${shapes.join(', ')}`);
    let rows = 0;
    for (const [index, { name, columns, file, rows: expected }] of manifest.tables.entries()) {
      input.onProgress?.('tables', index, manifest.tables.length);
      const sink = client.query(copyFrom(`copy ${name} (${columns.map(quoted).join(', ')}) from stdin`));
      await pipeline(createReadStream(join(input.folder, file)), createGunzip(), sink);
      if (sink.rowCount !== expected) throw new Error(`${name}: ${sink.rowCount} rows arrived, ${expected} were kept`);
      rows += expected;
      failpoint('restore.between-tables');
    }
    for (const one of references)
      await client.query(`alter table ${one.relation} add constraint ${quoted(one.name)} ${one.definition}`);
    for (const { name, lastValue, isCalled } of manifest.sequences)
      await client.query('select setval($1::regclass, $2::bigint, $3)', [name, lastValue, isCalled]);
    if (canonicalJson(await readHeads(client)) !== canonicalJson(manifest.heads))
      throw new Error('the restored audit chains do not end where the manifest says');
    await client.query('commit');
    await client.query('analyze');
    return rows;
  } catch (fault) {
    await client.query('rollback').catch(() => undefined);
    throw fault;
  }
}
