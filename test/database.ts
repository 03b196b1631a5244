/** A fresh, migrated database for a test file: a clone of the run's template. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { prepareRoles, type RoleUrls } from '#platform';

export interface FreshDatabase extends RoleUrls {
  readonly superuserUrl: string;
  readonly name: string;
  drop(): Promise<void>;
}

/** Clones the template; `drop` removes the clone with whoever is still connected. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const superuserUrl = inject('superuserUrl');
  const template = inject('template');
  const name = `dunwell_test_${template.split('_')[2]}_${randomBytes(6).toString('hex')}`;
  const run = async (text: string): Promise<void> => {
    const admin = new pg.Client({ connectionString: superuserUrl });
    await admin.connect();
    try {
      await admin.query(text);
    } finally {
      await admin.end();
    }
  };
  for (let tries = 0; ; tries += 1) {
    try {
      await run(`create database "${name}" template "${template}" owner dunwell_owner`);
      break;
    } catch (fault) {
      // Another file is cloning the same template at this moment (object in use); its turn ends in milliseconds.
      if ((fault as { code?: string }).code !== '55006' || tries > 200) throw fault;
    }
  }
  const urls = await prepareRoles(superuserUrl, name);
  return { ...urls, superuserUrl, name, drop: () => run(`drop database if exists "${name}" with (force)`) };
}
