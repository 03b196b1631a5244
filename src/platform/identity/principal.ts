/** Who is asking: a session's person with the grants in force, and what these grants reach. */
import { done, type Outcome, refuse } from '#kernel';
import { type Sql, sql } from '../database.ts';
import { type Engine, runQueryAtOnce } from '../transaction.ts';
import type { Preferences } from './contract.ts';
import { type Action, mayDo, type Role } from './rules/permissions.ts';
import { sessionLife, tokenHash } from './sessions.ts';

/** A role in one tenant, for one company or (null) for all of them. */
export interface Grant {
  readonly id: bigint;
  readonly tenantId: bigint;
  readonly tenantCode: string;
  readonly tenantName: string;
  readonly companyId: bigint | null;
  readonly role: Role;
}

export interface Principal {
  readonly personId: bigint;
  readonly accountId: bigint;
  readonly name: string;
  readonly login: string;
  readonly csrfToken: string;
  readonly sessionHash: Buffer;
  /** How the person wants the pages. */
  readonly preferences: Preferences;
  /** Grants that are not revoked, read anew for every request: a revocation works at once. */
  readonly grants: readonly Grant[];
}

/** Finds the person behind a session token; undefined when there is none, it has ended, or the account is closed. */
export async function authenticate(engine: Engine, token: string): Promise<Principal | undefined> {
  return (await recognise(engine, token)).principal;
}

/**
 * The same, with a reading of a tenant in the same message: for a caller who expects which tenant it will be. What was read
 * is to be used only once the principal is seen to reach that tenant; both are of one snapshot.
 */
export async function recognise<T>(
  engine: Engine,
  token: string,
  expected?: { readonly tenantId: bigint; read(db: Sql): Promise<T> },
): Promise<{ readonly principal: Principal | undefined; readonly read: T | undefined }> {
  const now = engine.clock.now();
  const [found, read] =
    expected === undefined
      ? [await findPrincipal(engine.database.app, token, now), undefined]
      : await runQueryAtOnce(engine, expected.tenantId, (db) =>
          Promise.all([findPrincipal(db, token, now), expected.read(db)]),
        );
  if (found === undefined) return { principal: undefined, read: undefined };
  if (found.stale) {
    await sql`update platform.session set last_seen_at = ${now} where token_hash = ${found.principal.sessionHash}`.execute(
      engine.database.app,
    );
  }
  return { principal: found.principal, read };
}

async function findPrincipal(
  db: Sql,
  token: string,
  now: Date,
): Promise<{ principal: Principal; stale: boolean } | undefined> {
  const before = (seconds: number): string => new Date(now.getTime() - seconds * 1000).toISOString();
  const { rows } = await sql<{
    token_hash: Buffer;
    person_id: bigint;
    account_id: bigint;
    name: string;
    login: string;
    csrf_token: string;
    preferences: Preferences;
    stale: boolean;
    grants: {
      id: string;
      tenantId: string;
      tenantCode: string;
      tenantName: string;
      companyId: string | null;
      role: Role;
    }[];
  }>`
    select s.token_hash, a.person_id, s.account_id, p.name, a.login, s.csrf_token, a.preferences,
      s.last_seen_at < ${before(sessionLife.touchEverySeconds)}::timestamptz as stale,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', g.id::text, 'tenantId', g.tenant_id::text, 'tenantCode', t.code,
          'tenantName', t.name, 'companyId', g.company_id::text, 'role', g.role) order by t.code, g.id)
        from platform.role_grant g join platform.tenant t on t.id = g.tenant_id
        where g.person_id = p.id and g.revoked_at is null), '[]') as grants
    from platform.session s
    join platform.account a on a.id = s.account_id and a.archived_at is null
    join platform.person p on p.id = a.person_id and p.archived_at is null
    where s.token_hash = ${tokenHash(token)} and s.ended_at is null
      and s.expires_at > ${now.toISOString()}::timestamptz and s.last_seen_at > ${before(sessionLife.idleSeconds)}::timestamptz`.execute(
    db,
  );
  const row = rows[0];
  if (!row) return undefined;
  const principal: Principal = {
    personId: row.person_id,
    accountId: row.account_id,
    name: row.name,
    login: row.login,
    csrfToken: row.csrf_token,
    sessionHash: row.token_hash,
    preferences: row.preferences,
    grants: row.grants.map((grant) => ({
      ...grant,
      id: BigInt(grant.id),
      tenantId: BigInt(grant.tenantId),
      companyId: grant.companyId === null ? null : BigInt(grant.companyId),
    })),
  };
  return { principal, stale: row.stale };
}

/** What a person may reach with one action in one tenant. */
export interface Scope {
  readonly tenantId: bigint;
  readonly tenantCode: string;
  /** Companies in which the action is allowed; a request that names one company is narrowed to it. */
  readonly companyIds: readonly bigint[];
  /** True when a role that allows the action is held for the whole tenant, companies of tomorrow included. */
  readonly wholeTenant: boolean;
}

/**
 * Chooses the tenant among the person's own: the one named, or the only one there is. Another tenant's code is
 * answered like a code that does not exist (`platform.tenant-not-found`).
 */
export function chooseTenant(principal: Principal, code: string | undefined): Outcome<{ id: bigint; code: string }> {
  const tenants = new Map(principal.grants.map((grant) => [grant.tenantCode, grant.tenantId]));
  if (code !== undefined) {
    const id = tenants.get(code);
    if (id !== undefined) return done({ id, code });
    return refuse('platform.tenant-not-found', 'There is no such tenant among yours.', { tenant: code });
  }
  const [only, second] = [...tenants];
  if (!only) return refuse('identity.not-allowed', 'You hold no role here; ask an administrator to grant you one.', {});
  if (second) {
    return refuse('identity.tenant-needed', 'You work for several tenants; say which one in the header X-Tenant.', {
      tenants: [...tenants.keys()],
    });
  }
  return done({ id: only[1], code: only[0] });
}

/**
 * Decides what an action reaches in a tenant. `companyIds` are all companies of the tenant; `reach` "tenant" asks for
 * a role held for the whole tenant. Refuses `identity.not-allowed` when no role of the person allows the action.
 */
export function decideScope(
  principal: Principal,
  tenant: { readonly id: bigint; readonly code: string },
  action: Action,
  reach: 'tenant' | 'company',
  companyIds: readonly bigint[],
): Outcome<Scope> {
  const allowing = principal.grants.filter((grant) => grant.tenantId === tenant.id && mayDo(grant.role, action));
  const wholeTenant = allowing.some((grant) => grant.companyId === null);
  if (allowing.length === 0 || (reach === 'tenant' && !wholeTenant)) {
    return refuse('identity.not-allowed', 'Your role does not allow this; ask somebody who may, or an administrator.', {
      action,
    });
  }
  const granted = new Set(allowing.map((grant) => grant.companyId));
  return done({
    tenantId: tenant.id,
    tenantCode: tenant.code,
    wholeTenant,
    companyIds: wholeTenant ? companyIds : companyIds.filter((id) => granted.has(id)),
  });
}

/** Narrows a scope to one company. Outside the person's companies it is absent (404); seen in another role, 403. */
export function narrowScope(scope: Scope, principal: Principal, companyId: bigint): Outcome<Scope> {
  if (scope.companyIds.includes(companyId)) return done({ ...scope, companyIds: [companyId] });
  const seen = principal.grants.some((grant) => grant.tenantId === scope.tenantId && grant.companyId === companyId);
  if (seen) return refuse('identity.not-allowed', 'Your role in this company does not allow this.', {});
  return refuse('company.not-found', 'There is no such company.', { companyId: companyId.toString() });
}
