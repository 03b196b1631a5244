/** Portfolios as their page shows them: who looks after whom, who stands in, and how many customers that is. */
import type { Day } from '#kernel';
import { type Sql, sql } from '#platform';

export interface PortfolioOverview {
  readonly code: string;
  readonly name: string;
  readonly collectorPersonId: bigint | null;
  readonly collector: string | null;
  /** Customer accounts in it, of the companies asked for. */
  readonly accounts: number;
  readonly substitutes: readonly {
    readonly substituteId: bigint;
    readonly personId: bigint;
    readonly person: string;
    readonly from: Day;
    readonly to: Day;
  }[];
}

/** All portfolios by code; accounts are counted in these companies only, and substitutes are those of `today` and later. */
export async function loadPortfolioOverviews(
  db: Sql,
  tenantId: bigint,
  { companyIds, today }: { companyIds: readonly bigint[]; today: Day },
): Promise<PortfolioOverview[]> {
  const portfolios = await sql<Omit<PortfolioOverview, 'substitutes'> & { id: bigint }>`
    select f.id, f.code, f.name, f.collector_person_id as "collectorPersonId", n.name as collector,
      coalesce(c.accounts, 0)::integer as accounts
    from customers.portfolio f
    left join platform.person n on n.id = f.collector_person_id
    left join (
      select portfolio_id, count(*) as accounts from customers.account
      where tenant_id = ${tenantId} and company_id = any(${companyIds as bigint[]}::bigint[]) group by portfolio_id
    ) c on c.portfolio_id = f.id
    where f.tenant_id = ${tenantId} order by f.code`.execute(db);
  const substitutes = await sql<PortfolioOverview['substitutes'][number] & { portfolioId: bigint }>`
    select s.portfolio_id as "portfolioId", s.id as "substituteId", s.person_id as "personId", n.name as person,
      s.from_date as "from", s.to_date as "to"
    from customers.v_portfolio_substitute s join platform.person n on n.id = s.person_id
    where s.tenant_id = ${tenantId} and s.to_date >= ${today}::date order by s.from_date, s.id`.execute(db);
  return portfolios.rows.map(({ id, ...portfolio }) => ({
    ...portfolio,
    substitutes: substitutes.rows.filter((one) => one.portfolioId === id).map(({ portfolioId: _, ...one }) => one),
  }));
}
