/** The registry of tenants: who has books in this installation. Written only by administration. */
import { canonicalJson, done, type Outcome, refuse } from '#kernel';
import { sql } from './database.ts';
import { type Caller, type Engine, runCommand, systemActor } from './transaction.ts';

export interface Tenant {
  readonly id: bigint;
  readonly code: string;
  readonly name: string;
  /** False while its books are being made, and after their maker was killed. */
  readonly finished: boolean;
}

/**
 * Creates a tenant with its head; refuses a code in use (`platform.tenant-exists`). One whose books take many steps begins
 * unfinished, until `finishTenant`.
 */
export async function createTenant(
  engine: Engine,
  input: { code: string; name: string },
  finished = true,
): Promise<Outcome<Tenant>> {
  const { rows } = await sql<{ id: bigint }>`
    insert into platform.tenant (code, name, finished) values (${input.code}, ${input.name}, ${finished})
    on conflict (code) do nothing returning id`.execute(engine.database.app);
  const id = rows[0]?.id;
  if (id === undefined) return refuse('platform.tenant-exists', `There is a tenant "${input.code}" already.`, input);
  await engine.database.transaction(async (trx) => {
    await sql.raw(`set local app.tenant = '${id}'; set local app.tenants = '{${id}}'`).execute(trx);
    await sql`insert into platform.head (tenant_id) values (${id})`.execute(trx);
  });
  const caller = { tenantId: id, actor: systemActor, source: 'administration' };
  await runCommand(
    engine,
    caller,
    { operation: 'platform.create-tenant', reason: 'A new tenant was set up.', input: canonicalJson(input) },
    async () => done(null),
  );
  return done({ id, ...input, finished });
}

/** The books of a tenant are made to their end. */
export function finishTenant(engine: Engine, caller: Caller): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    { operation: 'platform.finish-tenant', reason: 'The books were made to their end.', input: canonicalJson({}) },
    async (tx) => {
      await sql`update platform.tenant set finished = true where id = ${tx.tenantId}`.execute(tx.db);
      return done(null);
    },
  );
}

/** All tenants, by code. */
export async function listTenants(engine: Engine): Promise<Tenant[]> {
  const { rows } = await sql<Tenant>`
    select id, code, name, finished from platform.tenant order by code`.execute(engine.database.app);
  return rows;
}

/** Finds the tenant by code, or the only one when no code is given; refuses otherwise (`platform.tenant-unknown`). */
export async function findTenant(engine: Engine, code: string | undefined): Promise<Outcome<Tenant>> {
  const tenants = await listTenants(engine);
  if (code === undefined && tenants.length === 1) return done(tenants[0]!);
  const found = tenants.find((tenant) => tenant.code === code);
  if (found) return done(found);
  return refuse(
    'platform.tenant-unknown',
    code === undefined
      ? tenants.length === 0
        ? 'There is no tenant yet; run "dunwell init" first.'
        : 'There are several tenants; say which with --tenant CODE.'
      : `There is no tenant "${code}".`,
    { code: code ?? null, tenants: tenants.map((tenant) => tenant.code) },
  );
}
