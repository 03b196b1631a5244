/** A fresh, migrated database for a test file, a clone of the run's template; or a clone of one that a test has filled. */
import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
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
const newName = (): string =>
  `dunwell_test_${inject('template').split('_')[2]}_${process.pid}_${randomBytes(6).toString('hex')}`;

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
  const name = newName();
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
