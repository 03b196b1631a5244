/**
 * One PostgreSQL for all tests: the embedded one with fsync off, or TEST_DATABASE_URL (such as a PostgreSQL 15). A
 * migrated template is made once per schema; each test file clones it. And one folder for all that a run, its browsers and
 * its programs leave among the machine's temporary files: it goes with the run, whichever test fell.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { listMigrations, migrate, openServer, prepareRoles, type RoleUrls, readConfig } from '#platform';

declare module 'vitest' {
  interface ProvidedContext {
    superuserUrl: string;
    template: string;
    /** The roles' connections to the template: to a clone of it they are the same but for its name. */
    roleUrls: RoleUrls;
    /** The process of the run, and a folder in which its files keep for each other what they begin with. */
    run: { readonly pid: number; readonly folder: string };
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { root } = readConfig();
  for (const name of readdirSync(tmpdir())) {
    const pid = /^dunwell-run-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(pid)) removeFolder(join(tmpdir(), name));
  }
  const checkout = createHash('sha256').update(root).digest('hex').slice(0, 12);
  const server = await openServer({
    root,
    home: join(root, 'node_modules/.cache/dunwell-test', checkout),
    databaseUrl: process.env['TEST_DATABASE_URL'] || undefined,
    fsync: false,
  });
  const schema = createHash('sha256');
  for (const migration of listMigrations(root)) schema.update(migration.checksum);
  const template = `dunwell_template_${checkout}_${schema.digest('hex').slice(0, 12)}`;
  const admin = new pg.Client({ connectionString: server.superuserUrl });
  await admin.connect();
  // Two runs of one checkout that begin together: the second waits for the template of the first. The end of the connection frees it.
  await admin.query('select pg_advisory_lock(hashtextextended($1, 0))', [`dunwell_template_${checkout}`]);
  const { rows } = await admin.query(
    `select d.datname, count(a.pid)::integer as users from pg_database d left join pg_stat_activity a on a.datname = d.datname
     where d.datname like $1 or d.datname like $2 group by 1`,
    [`dunwell_test_${checkout}_%`, `dunwell_template_${checkout}_%`],
  );
  for (const row of rows)
    if (row.users === 0 && row.datname !== template && !isAtWork(row.datname))
      await admin.query(`drop database if exists "${row.datname}"`);
  const done = rows.some((row) => row.datname === template);
  const making = `${template}_making`;
  if (!done) {
    await admin.query(`drop database if exists "${making}" with (force)`);
    const urls = await prepareRoles(server.superuserUrl, making);
    await migrate(urls.ownerUrl, root);
    await admin.query(`alter database "${making}" rename to "${template}"`);
  }
  const roleUrls = await prepareRoles(server.superuserUrl, template);
  await admin.end();
  project.provide('superuserUrl', server.superuserUrl);
  project.provide('template', template);
  project.provide('roleUrls', roleUrls);
  const folder = mkdtempSync(join(tmpdir(), `dunwell-run-${process.pid}-`));
  // The workers are started after this, and they and what they start take their temporary files from here.
  process.env['TMPDIR'] = folder;
  project.provide('run', { pid: process.pid, folder });
  return async () => {
    await dropAll(server.superuserUrl, `dunwell_test_${checkout}_${process.pid}_%`);
    await server.stop();
    removeFolder(folder);
  };
}

/** Drops what the files of this run began with. */
async function dropAll(superuserUrl: string, names: string): Promise<void> {
  const admin = new pg.Client({ connectionString: superuserUrl });
  await admin.connect();
  const { rows } = await admin.query('select datname from pg_database where datname like $1', [names]);
  for (const { datname } of rows) await admin.query(`drop database if exists "${datname}" with (force)`);
  await admin.end();
}

/** Whether the process that made a test's database still runs: another run of this checkout may be under way. */
function isAtWork(database: string): boolean {
  const pid = /^dunwell_test_[^_]+_(\d+)_/.exec(database)?.[1];
  return pid !== undefined && isAlive(pid);
}

function isAlive(pid: string): boolean {
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (fault) {
    // Another user's, who may run tests on this machine too.
    return (fault as { code?: string }).code === 'EPERM';
  }
}

/** Removes a run's folder. What somebody still writes into is left to the next run: no test has fallen by it. */
function removeFolder(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  } catch {
    // As said.
  }
}
