/** Which companies a tenant has. */
import { done, type Outcome, refuse } from '#kernel';
import { type Engine, runQuery } from '#platform';
import type { Company } from '../model.ts';
import { loadCompanies, loadCompany } from '../store.ts';

/** All companies of the tenant by code. */
export function listCompanies(engine: Engine, tenantId: bigint): Promise<Company[]> {
  return runQuery(engine, tenantId, (db) => loadCompanies(db, tenantId));
}

/** The company with this code, or the only one; refuses otherwise (`company.unknown`). */
export async function findCompany(
  engine: Engine,
  tenantId: bigint,
  code: string | undefined,
): Promise<Outcome<Company>> {
  const found =
    code === undefined ? undefined : await runQuery(engine, tenantId, (db) => loadCompany(db, tenantId, code));
  if (found) return done(found);
  const companies = await listCompanies(engine, tenantId);
  if (code === undefined && companies.length === 1) return done(companies[0]!);
  return refuse(
    'company.unknown',
    code === undefined
      ? 'There are several companies; say which with --company CODE.'
      : `There is no company "${code}".`,
    { code: code ?? null, companies: companies.map((company) => company.code) },
  );
}
