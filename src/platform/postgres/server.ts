/**
 * The embedded PostgreSQL of a home folder: made at the first start, started detached (Ctrl+C must not stop it under the
 * application), joined by further processes, stopped by the last one. Listens on 127.0.0.1 only, with a random password.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { release } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { raise } from '#kernel';
import { type Binaries, copyBinaries, findBinaries } from './binaries.ts';
import { isRunning, livingPostmaster } from './liveness.ts';
import { lookAgainMs, mostAttempts, seatAgainMs, startAgainMs } from './patience.ts';
import { launch } from './run-as.ts';
import { alone } from './start-lock.ts';

export interface ServerOptions {
  /** The checkout, where the PostgreSQL packages are installed. */
  readonly root: string;
  readonly home: string;
  /** A server to use instead of the embedded one. */
  readonly databaseUrl?: string | undefined;
  /** False only for tests that do not look at durability. */
  readonly fsync?: boolean;
  /** Refuses a server that does not write through to disk. */
  readonly production?: boolean;
}

export interface Server {
  /** A connection of the superuser (or of the given DATABASE_URL). */
  readonly superuserUrl: string;
  readonly managed: boolean;
  /** Leaves the server; stops it when nobody else is connected. */
  stop(): Promise<void>;
}

/** Opens the database server of this installation. */
export async function openServer(options: ServerOptions): Promise<Server> {
  const server = options.databaseUrl
    ? { superuserUrl: options.databaseUrl, managed: false, stop: async () => undefined }
    : await openEmbedded(options);
  await checkServer(server.superuserUrl, options.production ?? false);
  return server;
}

async function checkServer(url: string, production: boolean): Promise<void> {
  await connected(url, async (client) => {
    const { rows } = await client.query(
      `select current_setting('server_version_num')::integer as version, current_setting('fsync') as fsync, current_setting('full_page_writes') as pages`,
    );
    if (rows[0].version < 150000)
      raise('platform.server-too-old', 'This is an older PostgreSQL; Dunwell needs 15 or newer. Nothing was changed.');
    if (production && (rows[0].fsync !== 'on' || rows[0].pages !== 'on')) {
      raise(
        'platform.server-unsafe',
        'This PostgreSQL runs with fsync or full_page_writes off; it could lose postings. Switch them on. Nothing was changed.',
      );
    }
  });
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (fault) {
    // The address is told without its password.
    const { host, pathname } = new URL(url);
    raise(
      'platform.server-away',
      `PostgreSQL at ${host}${pathname} does not let us in: ${(fault as Error).message || (fault as { code?: string }).code}. Nothing was changed.`,
    );
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

interface Folder {
  readonly data: string;
  readonly passwordFile: string;
  readonly portFile: string;
  readonly log: string;
  readonly lock: string;
}

/** Makes the database's folder in the home; raises `platform.home-not-writable` where this user may not, or it is no folder. */
function makeWritable(home: string, base: string): void {
  try {
    mkdirSync(base, { recursive: true });
    accessSync(base, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    raise(
      'platform.home-not-writable',
      `Nothing can be written in the home ${home} (${code}): DUNWELL_HOME names another folder. Nothing was changed.`,
      { reason: code },
    );
  }
}

async function openEmbedded(options: ServerOptions): Promise<Server> {
  const base = join(options.home, 'postgres');
  makeWritable(options.home, base);
  const folder: Folder = {
    data: join(base, 'data'),
    passwordFile: join(base, 'password'),
    portFile: join(base, 'port'),
    log: join(base, 'log'),
    lock: join(base, 'starting'),
  };
  const joined = await alone(folder.lock, async () => {
    let binaries = findBinaries(options.root, base);
    if (!existsSync(join(folder.data, 'PG_VERSION'))) binaries = initialise(options, folder, binaries, base);
    if (livingPostmaster(folder.data) === null) await start(options, folder, binaries, 'any port');
    const serving = urlOf(folder);
    if (!(await comesUp(serving, folder)))
      throw new Error(`PostgreSQL does not answer: ${readFileSync(folder.log, 'utf8').slice(-2000)}`);
    // A server that died under this process is started again, on the port that everybody knows. One that is on its way
    // down lives and takes nobody in: its end is waited for.
    const revive = (): Promise<void> =>
      alone(folder.lock, async () => {
        if (!(await comesUp(serving, folder))) await start(options, folder, binaries, 'known port');
      });
    return { serving, seat: await takeSeat(serving, revive) };
  });
  return {
    superuserUrl: joined.serving,
    managed: true,
    stop: () =>
      alone(folder.lock, async () => {
        await joined.seat.leave();
        await stopIfLast(joined.serving, folder);
      }),
  };
}

/**
 * One session held for as long as this process uses the server. A pool closes its idle connections, and another process
 * that ends meanwhile would take the server for unused and stop it. A seat that the server dropped is taken again, after
 * the server itself was brought back where it has died.
 */
async function takeSeat(url: string, revive: () => Promise<void>): Promise<{ leave(): Promise<void> }> {
  let left = false;
  let current: pg.Client | undefined;
  const sit = async (): Promise<void> => {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      application_name: 'dunwell seat',
    });
    client.on('error', () => undefined);
    await client.connect();
    client.once('end', () => {
      if (!left) setImmediate(returnToSeat).unref();
    });
    current = client;
  };
  const returnToSeat = (): void => {
    if (left) return;
    revive()
      .then(sit)
      .catch(() => void setTimeout(returnToSeat, seatAgainMs).unref());
  };
  await sit();
  return {
    async leave() {
      left = true;
      await current?.end().catch(() => undefined);
    },
  };
}

const urlOf = (folder: Folder): string =>
  `postgresql://postgres:${readFileSync(folder.passwordFile, 'utf8')}@127.0.0.1:${readFileSync(folder.portFile, 'utf8')}/postgres`;

/** Makes the cluster in a folder beside and renames it, so that a start killed half-way leaves nothing half-made. */
function initialise(options: ServerOptions, folder: Folder, binaries: Binaries, base: string): Binaries {
  rmSync(folder.data, { recursive: true, force: true });
  const fresh = `${folder.data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  if (!existsSync(folder.passwordFile))
    writeFileSync(folder.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const locale = process.platform === 'darwin' ? 'C' : 'C.UTF-8';
  const run = (programs: Binaries) => {
    const how = launch(programs.initdb, [
      '-D',
      fresh,
      '-U',
      'postgres',
      `--locale=${locale}`,
      '-E',
      'UTF8',
      '-A',
      'scram-sha-256',
      '--pwfile',
      folder.passwordFile,
    ]);
    if (how.owner) {
      chmodSync(options.home, 0o711);
      for (const path of [base, folder.passwordFile]) chownSync(path, how.owner.uid, how.owner.gid);
    }
    return spawnSync(how.command, how.args, { ...how.options, encoding: 'utf8', env: cleanEnvironment(), cwd: '/' });
  };
  let used = binaries;
  let result = run(used);
  if (result.status !== 0 && (result.error || /permission denied/i.test(result.stderr ?? ''))) {
    // Another user cannot read the checkout (a private home folder): run a copy that lies in our own.
    used = copyBinaries(options.root, base);
    rmSync(fresh, { recursive: true, force: true });
    result = run(used);
  }
  if (result.status !== 0) throw new Error(`initdb failed: ${result.stderr || result.error?.message || result.status}`);
  renameSync(fresh, folder.data);
  return used;
}

/** Nothing of the caller's PG* settings may reach the server. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')));
}

/** Replaying the log after a crash takes as long as it takes; this only bounds a server that hangs. */
const longestStartMs = 600_000;

/** Whether the kernel syncs a whole file system and tells its errors: Linux does since 5.8. */
function syncsWhole(): boolean {
  const [major = 0, minor = 0] = release().split('.').map(Number);
  return process.platform === 'linux' && (major > 5 || (major === 5 && minor >= 8));
}

/** What the server is started with, beside its folder and port. */
function settings(durable: boolean): string[] {
  const chosen: Readonly<Record<string, string>> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '120',
    shared_buffers: '256MB',
    work_mem: '32MB',
    max_wal_size: '2GB',
    random_page_cost: '1.1',
    jit: 'off',
    autovacuum_naptime: '10s',
    TimeZone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'off',
    // After a crash the server first makes sure that all is on disk: file by file that takes seconds, at once a moment.
    ...(syncsWhole() ? { recovery_init_sync_method: 'syncfs' } : {}),
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  };
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * Starts the server and waits until it answers, on the port that it had where that is free; `known port` takes no other,
 * because processes speak to it already.
 */
async function start(
  options: ServerOptions,
  folder: Folder,
  binaries: Binaries,
  where: 'any port' | 'known port',
): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    rmSync(join(folder.data, 'postmaster.pid'), { force: true });
    const known = existsSync(folder.portFile) ? Number(readFileSync(folder.portFile, 'utf8')) : 0;
    const port = await freePort(known);
    if (port === known || where === 'any port') {
      writeFileSync(folder.portFile, String(port), { mode: 0o600 });
      if (await startOnce(options, folder, binaries, port)) return;
    }
    // Orphans of a killed postmaster may still hold its shared memory for a moment; a port may have been taken.
    if (attempt >= mostAttempts)
      throw new Error(`PostgreSQL did not start: ${readFileSync(folder.log, 'utf8').slice(-2000)}`);
    await wait(startAgainMs(attempt));
  }
}

/** One try to start it; false when its process ended before it answered. */
async function startOnce(options: ServerOptions, folder: Folder, binaries: Binaries, port: number): Promise<boolean> {
  const how = launch(binaries.postgres, ['-D', folder.data, '-p', String(port), ...settings(options.fsync ?? true)]);
  const log = openSync(folder.log, 'w', 0o600);
  const child = spawn(how.command, how.args, {
    ...how.options,
    detached: true,
    stdio: ['ignore', log, log],
    cwd: '/',
    env: cleanEnvironment(),
  });
  closeSync(log);
  child.unref();
  let ended = false;
  const noteEnd = (): void => {
    ended = true;
  };
  child.once('exit', noteEnd);
  child.once('error', noteEnd);
  const url = urlOf(folder);
  for (const deadline = performance.now() + longestStartMs; !ended; await wait(lookAgainMs)) {
    if (livingPostmaster(folder.data) !== null && (await answers(url))) return true;
    // It lives: another one beside it would only hinder it.
    if (performance.now() > deadline)
      throw new Error(`PostgreSQL does not answer: ${readFileSync(folder.log, 'utf8').slice(-2000)}`);
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  try {
    await connected(url, (client) => client.query('select 1'));
    return true;
  } catch {
    return false;
  }
}

/** Waits until the server answers (after a crash it replays its log first), or is gone; true when it answers. */
async function comesUp(url: string, folder: Folder): Promise<boolean> {
  for (const deadline = performance.now() + longestStartMs; ; await wait(lookAgainMs)) {
    if (livingPostmaster(folder.data) === null) return false;
    if (await answers(url)) return true;
    if (performance.now() > deadline)
      throw new Error(`PostgreSQL does not answer: ${readFileSync(folder.log, 'utf8').slice(-2000)}`);
  }
}

function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code === 'EADDRINUSE' && wanted !== 0) freePort(0).then(resolve, reject);
      else reject(fault);
    });
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

async function stopIfLast(url: string, folder: Folder): Promise<void> {
  const pid = livingPostmaster(folder.data);
  if (pid === null) return;
  try {
    const others = await connected(url, async (client) => {
      const { rows } = await client.query(
        `select count(*)::integer as n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
      );
      return rows[0].n as number;
    });
    if (others > 0) return;
  } catch {
    // It does not answer any more; stopping it is all that is left.
  }
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 100 && isRunning(pid); waited += 1) await wait(50);
}
