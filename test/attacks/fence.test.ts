/**
 * Attacks from inside the database: the application's own role tries to read, change and plant rows of another tenant,
 * and to change what is only ever added to. Every table and view is asked, so a new one is asked too.
 */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { floors } from '#floors';
import { openWorkday, type Workday } from '#test/workday';

let books: Workday;
let app: pg.Client;
let owner: pg.Client;

beforeAll(async () => {
  books = await openWorkday();
  app = new pg.Client({ connectionString: books.appUrl });
  owner = new pg.Client({ connectionString: books.ownerUrl });
  await app.connect();
  await owner.connect();
});
afterAll(async () => {
  await app.end();
  await owner.end();
  await books.close();
});

interface Relation {
  readonly name: string;
  readonly view: boolean;
}

/** Tables and views of ours that know tenants. */
async function fenced(): Promise<Relation[]> {
  const { rows } = await owner.query(
    `select format('%I.%I', n.nspname, c.relname) as name, c.relkind = 'v' as view from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p', 'v')
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
       and c.relname <> 'role_grant' order by 1`,
    [floors.flat()],
  );
  return rows;
}

/** Runs as the application inside the fence of a tenant, and takes everything back. */
async function within<T>(tenantId: bigint, work: () => Promise<T>): Promise<T> {
  await app.query(`begin; set local app.tenant = '${tenantId}'; set local app.tenants = '{${tenantId}}'`);
  try {
    return await work();
  } finally {
    await app.query('rollback');
  }
}
const stranger = 999_999n;

describe('the fence of the tenant', () => {
  it('hides every row of every table and view from another tenant, and from nobody in particular', async () => {
    const seen: string[] = [];
    let full = 0;
    for (const { name } of await fenced()) {
      const count = async (): Promise<number> =>
        Number((await app.query(`select count(*) as n from ${name}`)).rows[0].n);
      if ((await within(books.tenantId, count)) > 0) full += 1;
      if ((await within(stranger, count)) > 0) seen.push(`${name} to a stranger`);
      if ((await count()) > 0) seen.push(`${name} without a tenant`);
    }
    expect(seen).toEqual([]);
    // The books are full enough for the question to mean something.
    expect(full).toBeGreaterThan(30);
  });

  it('lets nobody change another tenant’s rows', async () => {
    const changed: string[] = [];
    for (const { name, view } of await fenced()) {
      if (view) continue;
      const { rows } = await owner.query(`select has_table_privilege('dunwell_app', $1, 'update') as may`, [name]);
      if (!rows[0].may) continue;
      const touched = await within(
        stranger,
        async () =>
          (await app.query(`update ${name} set tenant_id = tenant_id where tenant_id = ${books.tenantId}`)).rowCount,
      );
      if (touched !== 0) changed.push(name);
      await within(books.tenantId, () =>
        expect(app.query(`update ${name} set tenant_id = ${stranger}`), `${name} moved`).rejects.toThrow(
          /row-level security|permission denied|violates/,
        ),
      ).catch((fault: unknown) => {
        // An empty table has no row to move.
        if (!String(fault).includes('resolved')) throw fault;
      });
    }
    expect(changed).toEqual([]);
  });

  it('lets nobody plant rows in another tenant', async () => {
    const tenants = `insert into platform.consumer (tenant_id, name, seq) values (${books.tenantId}, 'planted', 1)`;
    await within(stranger, () => expect(app.query(tenants)).rejects.toThrow(/row-level security/));
    const limits = `insert into platform.authority_limit (tenant_id, version, action, role, mode, valid_from, command_id)
      values (${books.tenantId}, 1, 'receivables.write-off', 'analyst', 'alone', '2026-01-01', 1)`;
    await within(stranger, () => expect(app.query(limits)).rejects.toThrow(/row-level security/));
  });

  it('is not opened by a tenant that is no number', async () => {
    for (const odd of [`1,${books.tenantId}`, `${books.tenantId}; reset role`, '']) {
      await app.query('begin');
      try {
        await app.query(`select set_config('app.tenant', $1, true), set_config('app.tenants', $2, true)`, [odd, '']);
        const rows = await app.query('select count(*) as n from customers.customer').then(
          (found) => Number(found.rows[0].n),
          () => 0,
        );
        expect(rows, odd).toBe(0);
      } finally {
        await app.query('rollback');
      }
    }
  });
});

describe('what is only ever added to', () => {
  const appendOnly = [
    'platform.audit',
    'platform.change',
    'platform.authority_limit',
    'platform.authority_decision',
    'receivables.allocation',
    'ledger.line',
    'ledger.journal',
  ];

  it('cannot be changed, deleted or emptied by the application', async () => {
    const { rows } = await owner.query(
      `select name, has_table_privilege('dunwell_app', name, 'update') as update, has_table_privilege('dunwell_app', name, 'delete') as delete,
         has_table_privilege('dunwell_app', name, 'truncate') as truncate from unnest($1::text[]) as t(name)`,
      [appendOnly],
    );
    for (const row of rows) expect(row).toEqual({ name: row.name, update: false, delete: false, truncate: false });
    for (const name of appendOnly)
      for (const statement of [
        `update ${name} set tenant_id = tenant_id`,
        `delete from ${name}`,
        `truncate ${name} cascade`,
      ])
        await expect(app.query(statement), statement).rejects.toThrow(/permission denied/);
  });

  it('and no table can be emptied, owned, or freed of its fence', async () => {
    const { rows } = await owner.query(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any($1) and c.relkind in ('r', 'p') and has_table_privilege('dunwell_app', c.oid, 'truncate, trigger, references')`,
      [floors.flat()],
    );
    expect(rows).toEqual([]);
    for (const statement of [
      'set role dunwell_owner',
      'alter table platform.authority_limit disable row level security',
      'alter role dunwell_app bypassrls',
      'create table public.loot as select * from platform.account',
      'create function platform.loot() returns integer language sql as $$ select 1 $$',
      `copy platform.audit to program 'cat'`,
      `select pg_read_file('/etc/passwd')`,
    ])
      await expect(app.query(statement), statement).rejects.toThrow(/permission denied|must be (owner|superuser)/);
  });
});
