/** Reading persons and grants as one tenant may see them. */
import { done, type Outcome, refuse } from '#kernel';
import { type Sql, sql } from '../database.ts';
import { type Engine, systemActor, type Transaction } from '../transaction.ts';
import { normaliseLogin } from './login.ts';
import { type Action, permissions, type Role } from './rules/permissions.ts';

const notFound = (): Outcome<null> => refuse('identity.person-not-found', 'There is no such person.', {});

/** A person whom this tenant manages (the system itself manages all). Refuses `identity.person-not-found`. */
export async function findManagedPerson(tx: Transaction, personId: bigint): Promise<Outcome<null>> {
  const everyone = tx.actor.personId === systemActor.personId;
  const { rows } = await sql`select id from platform.person
    where id = ${personId} and archived_at is null and (home_tenant_id = ${tx.tenantId} or ${everyone})`.execute(tx.db);
  return rows.length === 1 ? done(null) : notFound();
}

/** A person whom this tenant manages or who has, or had, a role in it. Refuses `identity.person-not-found`. */
export async function findKnownPerson(tx: Transaction, personId: bigint): Promise<Outcome<null>> {
  const everyone = tx.actor.personId === systemActor.personId;
  const { rows } = await sql`select id from platform.person p
    where id = ${personId} and archived_at is null and (home_tenant_id = ${tx.tenantId} or ${everyone}
      or exists (select from platform.role_grant g where g.tenant_id = ${tx.tenantId} and g.person_id = p.id))`.execute(
    tx.db,
  );
  return rows.length === 1 ? done(null) : notFound();
}

export interface PersonRow {
  readonly id: bigint;
  readonly name: string;
  readonly kind: 'person' | 'agent';
  readonly email: string | null;
  readonly login: string | null;
  /** Had an account, and every one is closed; told where the person is managed. */
  readonly closed: boolean;
  readonly grants: readonly { readonly id: string; readonly companyId: string | null; readonly role: Role }[];
}

/** A person `p` who had an account and has no open one: signs in no more, and the roles rest. */
export const closed = sql`(exists (select from platform.account a where a.person_id = p.id)
  and not exists (select from platform.account a where a.person_id = p.id and a.archived_at is null))`;

/** The persons of a tenant with their roles in it, by id after `afterId`; never those of other tenants. */
export async function listPersons(
  db: Sql,
  tenantId: bigint,
  page: { afterId: bigint; limit: number },
): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select p.id, p.name, p.kind, case when p.home_tenant_id = ${tenantId} then p.email end as email,
      case when p.home_tenant_id = ${tenantId} then
        (select a.login from platform.account a where a.person_id = p.id order by a.archived_at is not null, a.login limit 1)
        end as login,
      p.home_tenant_id is not distinct from ${tenantId} and ${closed} as closed,
      coalesce((select jsonb_agg(jsonb_build_object('id', g.id::text, 'companyId', g.company_id::text, 'role', g.role) order by g.id)
        from platform.role_grant g
        where g.tenant_id = ${tenantId} and g.person_id = p.id and g.revoked_at is null), '[]') as grants
    from platform.person p
    where p.id > ${page.afterId} and p.kind <> 'system' and p.archived_at is null
      and (p.home_tenant_id = ${tenantId}
        or exists (select from platform.role_grant g where g.tenant_id = ${tenantId} and g.person_id = p.id))
    order by p.id limit ${page.limit}`.execute(db);
  return rows;
}

/** Those who may do an action in every one of these companies, or in one of them, by name; nobody whose accounts are closed. */
export async function listPersonsWhoMay(
  db: Sql,
  tenantId: bigint,
  of: { action: Action; companyIds: readonly bigint[]; inOne?: true },
): Promise<{ id: bigint; name: string }[]> {
  const allowed: readonly Role[] = permissions[of.action];
  const granted = sql`select from platform.role_grant g where g.tenant_id = ${tenantId} and g.person_id = p.id
    and g.revoked_at is null and (g.company_id is null or g.company_id = c.id) and g.role = any(${allowed as Role[]}::text[])`;
  const companies = sql`unnest(${of.companyIds as bigint[]}::bigint[]) as c (id)`;
  const mayAct = of.inOne
    ? sql`exists (select from ${companies} where exists (${granted}))`
    : sql`not exists (select from ${companies} where not exists (${granted}))`;
  const { rows } = await sql<{ id: bigint; name: string }>`
    select p.id, p.name from platform.person p
    where p.kind = 'person' and p.archived_at is null and not ${closed} and ${mayAct}
    order by lower(p.name), p.id`.execute(db);
  return rows;
}

export interface Colleague {
  readonly id: bigint;
  readonly name: string;
  readonly kind: 'person' | 'agent';
  /** Grants and takes away roles in one of these companies at least. */
  readonly givesRoles: boolean;
}

/** Persons and software that hold a role in one of these companies or in all, by name; nobody whose accounts are closed. */
export async function listPersonsWithRole(
  db: Sql,
  tenantId: bigint,
  companyIds: readonly bigint[],
): Promise<Colleague[]> {
  const giving: readonly Role[] = permissions['identity.manage'];
  const held = sql`platform.role_grant g where g.tenant_id = ${tenantId} and g.person_id = p.id and g.revoked_at is null
    and (g.company_id is null or g.company_id = any(${companyIds as bigint[]}::bigint[]))`;
  const { rows } = await sql<Colleague>`
    select p.id, p.name, p.kind,
      p.kind = 'person' and exists (select from ${held} and g.role = any(${giving as Role[]}::text[])) as "givesRoles"
    from platform.person p
    where p.kind <> 'system' and p.archived_at is null and not ${closed} and exists (select from ${held})
    order by lower(p.name), p.id`.execute(db);
  return rows;
}

/** The person who signs in with this name, or, where `state` says so, did before the account was closed; or undefined. */
export async function findPersonByLogin(
  engine: Engine,
  login: string,
  state: 'open' | 'any' = 'open',
): Promise<bigint | undefined> {
  const { rows } = await sql<{ person_id: bigint }>`
    select person_id from platform.account
    where login = ${normaliseLogin(login)} and (archived_at is null or ${state === 'any'})`.execute(
    engine.database.app,
  );
  return rows[0]?.person_id;
}

/**
 * Whether the actor of a command may do an action in a company, by the grants in force; asked where a command's own rule
 * needs more than the door has checked. The system may: it acts at the machine, for whoever runs it.
 */
export async function mayAct(tx: Transaction, companyId: bigint, action: Action): Promise<boolean> {
  if (tx.actor.personId === systemActor.personId) return true;
  const allowed: readonly Role[] = permissions[action];
  const { rows } = await sql`select id from platform.role_grant
    where tenant_id = ${tx.tenantId} and person_id = ${tx.actor.personId} and revoked_at is null
      and (company_id is null or company_id = ${companyId}) and role = any(${allowed as Role[]}::text[]) limit 1`.execute(
    tx.db,
  );
  return rows.length === 1;
}
