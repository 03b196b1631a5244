/**
 * A fresh, migrated database for a test file, a clone of the run's template; or a clone of one that a test has filled, or
 * that the first file of the run which asked for it has filled for all.
 */
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject } from 'vitest';
import { prepareRoles, type RoleUrls } from '#platform';

export interface FreshDatabase extends RoleUrls {
  readonly superuserUrl: string;
  readonly name: string;
  drop(): Promise<void>;
}

/** Notes which test files have a database of their own: .ci/run runs exactly these on PostgreSQL 15 again. */
function noteTestFile(): void {
  const list = process.env['DUNWELL_DATABASE_TESTS'];
  const file = expect.getState().testPath;
  if (list && file) appendFileSync(list, `${file}\n`);
}

/** A name that tells whose it is: what a process that has ended left behind is dropped by the next run. */
const newName = (pid = process.pid): string =>
  `dunwell_test_${inject('template').split('_')[2]}_${pid}_${randomBytes(6).toString('hex')}`;

/** Runs one statement on the tests' server. */
async function administer(text: string): Promise<void> {
  const admin = new pg.Client({ connectionString: inject('superuserUrl') });
  await admin.connect();
  try {
    await admin.query(text);
  } finally {
    await admin.end();
  }
}

/** A database with nothing in it, not even a schema. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  noteTestFile();
  const name = newName();
  const urls = await prepareRoles(inject('superuserUrl'), name);
  return databaseOf(urls, name);
}

/** Clones the template; `drop` removes the clone with whoever is still connected. */
export const freshDatabase = (): Promise<FreshDatabase> => cloneDatabase(inject('template'));

/** Clones a database to which nobody is connected. */
export async function cloneDatabase(template: string): Promise<FreshDatabase> {
  noteTestFile();
  return clone(template, newName());
}

async function clone(template: string, name: string): Promise<FreshDatabase> {
  for (let tries = 0; ; tries += 1) {
    try {
      await administer(`create database "${name}" template "${template}" owner dunwell_owner`);
      break;
    } catch (fault) {
      // Another file is cloning the same template at this moment (object in use); its turn ends in milliseconds.
      if ((fault as { code?: string }).code !== '55006' || tries > 200) throw fault;
    }
  }
  // The roles were made with the template, and the owner of a clone may do with it what it could do with that.
  const named = (url: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  const { ownerUrl, appUrl, jobsUrl } = inject('roleUrls');
  return databaseOf({ ownerUrl: named(ownerUrl), appUrl: named(appUrl), jobsUrl: named(jobsUrl) }, name);
}

const databaseOf = (urls: RoleUrls, name: string): FreshDatabase => ({
  ...urls,
  superuserUrl: inject('superuserUrl'),
  name,
  drop: () => administer(`drop database if exists "${name}" with (force)`),
});

/** What many files begin with: a database with what was posted, a folder with its files, and what else is to be known of it. */
export interface Beginning<T> {
  readonly database: FreshDatabase;
  readonly home: string;
  readonly facts: T;
}

/**
 * A clone of what `fill` makes. It is made by the first file of the run that asks, while others who ask wait, and kept to the
 * end of the run. `fill` leaves nobody connected and answers what JSON can hold; one that fails is tried again by the next.
 */
export async function cloneBeginning<T>(
  name: string,
  fill: (database: FreshDatabase, home: string) => Promise<T>,
): Promise<Beginning<T>> {
  const { pid, folder } = inject('run');
  const [made, files] = [join(folder, `${name}.json`), join(folder, name)];
  if (!existsSync(made)) {
    const admin = new pg.Client({ connectionString: inject('superuserUrl') });
    await admin.connect();
    try {
      await admin.query('select pg_advisory_lock(hashtextextended($1, 0))', [made]);
      if (!existsSync(made)) {
        rmSync(files, { recursive: true, force: true });
        mkdirSync(files);
        const database = await clone(inject('template'), newName(pid));
        const facts = await fill(database, files);
        writeFileSync(`${made}.part`, JSON.stringify({ database: database.name, facts }));
        renameSync(`${made}.part`, made);
      }
    } finally {
      await admin.end();
    }
  }
  const { database: template, facts } = JSON.parse(readFileSync(made, 'utf8')) as { database: string; facts: T };
  const database = await cloneDatabase(template);
  const home = mkdtempSync(join(tmpdir(), 'dunwell-books-'));
  cpSync(files, home, { recursive: true });
  return { database, home, facts };
}
