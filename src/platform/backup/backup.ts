/**
 * Backup: everything of an installation into a folder, from one snapshot, while the system is in use. Written with COPY,
 * so no program of PostgreSQL's is needed, and compressed; complete or absent, because the folder gets its name last.
 */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { done, type Outcome, refuse } from '#kernel';
import type { Clock } from '../clock.ts';
import { withClient } from '../database.ts';
import { failpoint } from '../failpoint.ts';
import { type BackupContent, type BackupManifest, digestOfContent, manifestFile } from './format.ts';
import { listTables, readHeads, readSequences } from './schema.ts';

export interface BackupInput {
  /** The owner's connection: it sees every tenant. */
  readonly ownerUrl: string;
  readonly clock: Clock;
  /** Whose files are kept as well: everything but the database itself and other backups. */
  readonly home: string;
  /** Where the backup goes; must not exist, or be empty. */
  readonly folder: string;
  readonly onProgress?: (label: string, done: number, total: number) => void;
}

/** What of a home is no business of a backup. */
const notKept = new Set(['postgres', 'backups']);
/** Writers that are not done yet mark their files so. */
const unfinished = /\.(part|tmp|partial)$/;

/**
 * Makes a backup. Refuses `backup.folder-not-empty` and `backup.folder-not-writable`. The inbox is copied before the snapshot and the rest after it: what
 * the books do not know yet is then still in the inbox, and what they call sent is in the outbox.
 */
export async function makeBackup(input: BackupInput): Promise<Outcome<BackupManifest>> {
  const folder = resolve(input.folder);
  const partial = `${folder}.partial`;
  try {
    if (existsSync(folder) && readdirSync(folder).length > 0)
      return refuse('backup.folder-not-empty', `${folder} is not empty; name a new folder. Nothing was changed.`, {
        folder,
      });
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(join(partial, 'tables'), { recursive: true, mode: 0o700 });
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    return refuse(
      'backup.folder-not-writable',
      `${folder} cannot be written (${code}); name another folder. Nothing was changed.`,
      { folder, reason: code },
    );
  }
  try {
    const inbox = await copyFiles(input.home, partial, (path) => path.startsWith('inbox/'));
    const books = await withClient(input.ownerUrl, (client) => copyBooks(client, partial, input));
    const others = await copyFiles(
      input.home,
      partial,
      (path, absolute) => !path.startsWith('inbox/') && !absolute.startsWith(folder),
    );
    const content: BackupContent = {
      format: 'dunwell-backup',
      version: 1,
      madeAt: input.clock.now().toISOString(),
      ...books,
      files: [...inbox, ...others],
    };
    const manifest: BackupManifest = { ...content, digest: digestOfContent(content) };
    await writeThrough(join(partial, manifestFile), `${JSON.stringify(manifest, null, 1)}\n`);
    failpoint('backup.before-name');
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
    return done(manifest);
  } catch (fault) {
    rmSync(partial, { recursive: true, force: true });
    throw fault;
  }
}

async function copyBooks(
  client: pg.Client,
  folder: string,
  input: BackupInput,
): Promise<Pick<BackupContent, 'migrations' | 'heads' | 'tables' | 'sequences'>> {
  // No migration may change a table between the snapshot and its copy.
  await client.query('select pg_advisory_lock_shared(7236017)');
  // With row_security off a reading that would be filtered fails instead of being short.
  await client.query('begin isolation level repeatable read read only; set local row_security = off');
  const { rows: migrations } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from platform.migration order by applied_at, name',
  );
  const heads = (await readHeads(client)).map((one) => ({ ...one }));
  const tables: BackupContent['tables'] = [];
  const shapes = await listTables(client);
  for (const [index, { name, columns }] of shapes.entries()) {
    input.onProgress?.('tables', index, shapes.length);
    const file = `tables/${name}.copy.gz`;
    const source = client.query(copyTo(`copy (select ${columns.map(quoted).join(', ')} from ${name}) to stdout`));
    const written = await store(join(folder, file), source, true);
    tables.push({ name, columns: [...columns], rows: source.rowCount, file, ...written });
    failpoint('backup.between-tables');
  }
  const sequences = await readSequences(client);
  await client.query('commit');
  return { migrations, heads, tables, sequences: sequences.map((one) => ({ ...one })) };
}

export const quoted = (name: string): string => `"${name}"`;

/** Copies the home's files that are wanted; one that is moved away meanwhile is found where it went, or was not ours. */
async function copyFiles(
  home: string,
  folder: string,
  wanted: (path: string, absolute: string) => boolean,
): Promise<BackupContent['files']> {
  const copied: BackupContent['files'] = [];
  for (const absolute of filesUnder(home)) {
    const path = relative(home, absolute).split(sep).join('/');
    if (unfinished.test(path) || !wanted(path, absolute)) continue;
    const target = join(folder, 'files', path);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    try {
      copied.push({ path, ...(await store(target, createReadStream(absolute), false)) });
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'ENOENT') throw fault;
      rmSync(target, { force: true });
    }
  }
  return copied;
}

function* filesUnder(home: string): Generator<string> {
  if (!existsSync(home)) return;
  const walk = function* (folder: string): Generator<string> {
    const entries = readdirSync(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) yield* walk(path);
      else if (entry.isFile()) yield path;
    }
  };
  for (const entry of readdirSync(home, { withFileTypes: true })) {
    if (entry.isDirectory() && !notKept.has(entry.name)) yield* walk(join(home, entry.name));
  }
}

/** Writes a stream to a file, through to the disk; answers its size and digest as they are on the disk. */
async function store(
  file: string,
  source: NodeJS.ReadableStream,
  compressed: boolean,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  const counted = counter(hash);
  const sink = createWriteStream(file, { mode: 0o600 });
  if (compressed) await pipeline(source, createGzip({ level: 6 }), counted.stream, sink);
  else await pipeline(source, counted.stream, sink);
  await flush(file);
  return { bytes: counted.bytes(), sha256: hash.digest('hex') };
}

function counter(hash: Hash): { stream: Transform; bytes(): number } {
  let bytes = 0;
  const stream = new Transform({
    transform(piece: Buffer, _encoding, next) {
      hash.update(piece);
      bytes += piece.length;
      next(null, piece);
    },
  });
  return { stream, bytes: () => bytes };
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeThrough(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
