/** Runs the program as a person would: `bin/dunwell` as a process, in a home folder of its own. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import pg from 'pg';

const root = join(import.meta.dirname, '..');

export interface Finished {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** A home folder for one test; `remove` at the end. */
export function makeHome(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'dunwell-home-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

const environment = (home: string, extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => {
  const env: NodeJS.ProcessEnv = { ...process.env, DUNWELL_HOME: home, ...extra };
  // The tests' own server is not the program's.
  delete env['DATABASE_URL'];
  return env;
};

/** Starts the program and leaves it running. */
export function startProgram(home: string, args: readonly string[], extra?: Readonly<Record<string, string>>) {
  return spawn(process.execPath, [join(root, 'bin/dunwell'), ...args], {
    cwd: root,
    env: environment(home, extra),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs the program to its end. */
export function runProgram(
  home: string,
  args: readonly string[],
  extra?: Readonly<Record<string, string>>,
): Promise<Finished> {
  const child = startProgram(home, args, extra);
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => output.push(piece));
  child.stderr.on('data', (piece: Buffer) => errors.push(piece));
  return new Promise((resolve) =>
    child.once('close', (status) =>
      resolve({ status, output: Buffer.concat(output).toString(), errors: Buffer.concat(errors).toString() }),
    ),
  );
}

/** Runs the program with `--json` and returns its document; throws when it does not end well. */
export async function askProgram<T>(home: string, args: readonly string[]): Promise<T> {
  const finished = await runProgram(home, [...args, '--json']);
  if (finished.status !== 0)
    throw new Error(`${args.join(' ')} ended with ${finished.status}: ${finished.output}${finished.errors}`);
  return JSON.parse(finished.output) as T;
}

/** What all business tables hold, as one digest per table; the platform's own records of what ran are left out. */
export async function digestOf(superuserUrl: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema', 'platform') order by 1`,
    );
    const digests: Record<string, string> = {};
    for (const { name } of rows) {
      const { rows: one } = await client.query<{ digest: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\n' order by t::text)), '') as digest from ${name} t`,
      );
      digests[name] = one[0]!.digest;
    }
    return digests;
  } finally {
    await client.end();
  }
}

/** The files under a folder with a digest of their bytes. */
export function filesUnder(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  const walk = (path: string): void => {
    if (!existsSync(path)) return;
    for (const name of readdirSync(path).sort()) {
      const inner = join(path, name);
      if (statSync(inner).isDirectory()) walk(inner);
      else found[relative(folder, inner)] = createHash('sha256').update(readFileSync(inner)).digest('hex');
    }
  };
  walk(folder);
  return found;
}
