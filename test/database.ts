/** Stop-gap until the managed server lands: fresh databases on TEST_DATABASE_URL. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '#platform';

export async function freshDatabase(): Promise<{ ownerUrl: string; appUrl: string; drop(): Promise<void> }> {
  const base = process.env['TEST_DATABASE_URL'] ?? 'postgresql://postgres@127.0.0.1:5599/postgres';
  const admin = new pg.Client({ connectionString: base });
  await admin.connect();
  const name = `t_${randomBytes(6).toString('hex')}`;
  await admin.query(`create database ${name} owner dunwell_owner`);
  const url = (user: string) => {
    const u = new URL(base);
    u.username = user;
    u.pathname = `/${name}`;
    return u.toString();
  };
  await migrate(url('dunwell_owner'), process.cwd());
  return {
    ownerUrl: url('dunwell_owner'),
    appUrl: url('dunwell_app'),
    async drop() {
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}
