/** The schema's own rules, asked of the real database: the tenant is the fence of every business table. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { floors } from '#floors';
import { type FreshDatabase, freshDatabase } from '#test/database';

let database: FreshDatabase;
let client: pg.Client;
const schemas = floors.flat();
/** Known to the installation, not to one tenant: no tenant in their keys. */
const registry = new Set([
  'platform.tenant',
  'platform.person',
  'platform.account',
  'platform.session',
  'platform.role_grant',
  'platform.sign_in_guard',
  'platform.migration',
]);

beforeAll(async () => {
  database = await freshDatabase();
  client = new pg.Client({ connectionString: database.superuserUrl.replace(/\/[^/]*$/, `/${database.name}`) });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const rows = async (text: string): Promise<Record<string, string>[]> => (await client.query(text, [schemas])).rows;

async function tablesWithoutFence(): Promise<string[]> {
  const found = await rows(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any($1) and c.relkind in ('r', 'p') and not (c.relrowsecurity and exists (
      select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_fence'))`);
  return found.map((row) => row['name']!).filter((name) => !registry.has(name));
}

async function uniqueWithoutTenant(): Promise<string[]> {
  const found = await rows(`
    select i.indexrelid::regclass::text as name, i.indrelid::regclass::text as relation
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any($1) and i.indisunique and not exists (
      select 1 from pg_attribute a where a.attrelid = i.indrelid and a.attname = 'tenant_id' and a.attnum = i.indkey[0])`);
  return found.filter((row) => !registry.has(row['relation']!)).map((row) => row['name']!);
}

describe('every business table', () => {
  it('stands behind the tenant fence, and a table without one would be seen', async () => {
    expect(await tablesWithoutFence()).toEqual([]);
    await client.query('begin; create table ledger.loose (tenant_id bigint)');
    expect(await tablesWithoutFence()).toEqual(['ledger.loose']);
    await client.query('rollback');
  });

  it('has the tenant first in every unique key', async () => {
    expect(await uniqueWithoutTenant()).toEqual([]);
    await client.query('begin; create table ledger.loose (tenant_id bigint, code text unique)');
    expect(await uniqueWithoutTenant()).toEqual(['ledger.loose_code_key']);
    await client.query('rollback');
  });

  it('has foreign keys that carry the tenant, unless they point to the registry', async () => {
    const found = await rows(`
      select k.conname as name, k.confrelid::regclass::text as target, k.confdeltype::text as on_delete from pg_constraint k
      join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1) and k.contype = 'f' and (k.confdeltype <> 'a' or not exists (
        select 1 from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'tenant_id' and a.attnum = k.conkey[1]))`);
    expect(found.filter((row) => !registry.has(row['target']!) || row['on_delete'] !== 'a')).toEqual([]);
  });
});

describe('the schema', () => {
  it('has no triggers, no SQL-language functions and no views that run as their owner', async () => {
    expect(
      await rows(
        `select tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = any($1) and not tgisinternal`,
      ),
    ).toEqual([]);
    expect(
      await rows(
        `select proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang where n.nspname = any($1) and l.lanname <> 'plpgsql'`,
      ),
    ).toEqual([]);
    expect(
      await rows(
        `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any($1) and c.relkind = 'v' and not coalesce('security_invoker=true' = any(c.reloptions), false)`,
      ),
    ).toEqual([]);
  });

  it('lets the application own nothing', async () => {
    expect(
      await rows(
        `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner where n.nspname = any($1) and r.rolname in ('dunwell_app', 'dunwell_jobs')`,
      ),
    ).toEqual([]);
  });

  it('holds views that look only downward', async () => {
    const found = await rows(`
      select distinct n.nspname as viewer, sn.nspname as seen from pg_depend d join pg_rewrite r on r.oid = d.objid join pg_class v on v.oid = r.ev_class
      join pg_namespace n on n.oid = v.relnamespace join pg_class s on s.oid = d.refobjid join pg_namespace sn on sn.oid = s.relnamespace
      where d.classid = 'pg_rewrite'::regclass and v.relkind = 'v' and n.nspname = any($1) and sn.nspname = any($1) and n.nspname <> sn.nspname`);
    const floorOf = (module: string): number => floors.findIndex((floor) => floor.includes(module));
    expect(found.filter((row) => floorOf(row['seen']!) >= floorOf(row['viewer']!))).toEqual([]);
  });
});
