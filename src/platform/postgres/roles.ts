/**
 * The three roles: dunwell_owner (migrations), dunwell_app (owns nothing, under row security), dunwell_jobs. Where the
 * given connection may create roles we create them, with passwords that every process knowing that connection can derive.
 */
import { createHmac } from 'node:crypto';
import pg from 'pg';
import { raise } from '#kernel';

export interface RoleUrls {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly jobsUrl: string;
}

const roles = ['dunwell_owner', 'dunwell_app', 'dunwell_jobs'] as const;

const derivedPassword = (secret: string, role: string): string =>
  createHmac('sha256', secret).update(role).digest('base64url');

function withUser(url: string, user: string, database: string, secret: string): string {
  const result = new URL(url);
  result.username = user;
  result.password = derivedPassword(secret, user);
  result.pathname = `/${database}`;
  return result.toString();
}

async function accepts(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes sure of roles and database and returns their connections. Throws with the SQL to run when the connection may not
 * create roles and no `appUrl` was given.
 */
export async function prepareRoles(
  superuserUrl: string,
  database: string,
  appUrl?: string | undefined,
): Promise<RoleUrls> {
  const secret = decodeURIComponent(new URL(superuserUrl).password) || 'dunwell';
  const urls: RoleUrls = {
    ownerUrl: withUser(superuserUrl, 'dunwell_owner', database, secret),
    appUrl: withUser(superuserUrl, 'dunwell_app', database, secret),
    jobsUrl: withUser(superuserUrl, 'dunwell_jobs', database, secret),
  };
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7236016)');
    const { rows } = await client.query(
      'select rolsuper or rolcreaterole as may from pg_roles where rolname = current_user',
    );
    if (!rows[0]?.may) {
      if (appUrl) return { ownerUrl: databaseOf(superuserUrl, database), appUrl, jobsUrl: appUrl };
      raise(
        'platform.roles-missing',
        'DATABASE_URL may not create roles. Ask the database administrator to run:\n' +
          roles.map((role) => `  create role ${role} login password '…';`).join('\n') +
          '\nand set DATABASE_URL to dunwell_owner and DATABASE_APP_URL to dunwell_app on the same database.',
      );
    }
    for (const role of roles) {
      const { rows: found } = await client.query('select rolconfig from pg_roles where rolname = $1', [role]);
      if (found.length === 0)
        await client.query(
          `create role ${role} login nosuperuser nocreatedb nocreaterole password '${derivedPassword(secret, role)}'`,
        );
      else if (!(await accepts(withUser(superuserUrl, role, 'postgres', secret)))) {
        await client.query(`alter role ${role} login password '${derivedPassword(secret, role)}'`);
      }
      // Our statements are many and short: compiling one costs more than it ever saves (0.7 s on a customer import).
      if (!found[0]?.rolconfig?.includes('jit=off')) await client.query(`alter role ${role} set jit = off`);
    }
    const exists = (await client.query('select 1 from pg_database where datname = $1', [database])).rows.length > 0;
    const name = `"${database.replaceAll('"', '""')}"`;
    if (!exists) {
      await client.query('grant dunwell_owner to current_user');
      await client.query(`create database ${name} owner dunwell_owner template template0 encoding 'UTF8'`);
    } else await client.query(`grant create on database ${name} to dunwell_owner`);
    return urls;
  } finally {
    await client.end();
  }
}

function databaseOf(url: string, database: string): string {
  const result = new URL(url);
  result.pathname = `/${database}`;
  return result.toString();
}

/** The database that a DATABASE_URL names, or our own name for the embedded server's default one. */
export function databaseName(url: string, managed: boolean): string {
  const named = decodeURIComponent(new URL(url).pathname.slice(1));
  return managed || named === '' || named === 'postgres' ? 'dunwell' : named;
}
