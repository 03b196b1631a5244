/** Payment services of a company with every version of their terms, and the accounts that terms may name. */
import type { TableMapping } from '#formats';
import type { Day } from '#kernel';
import { type GlAccount, loadChart } from '#ledger';
import { type Engine, runQuery, type Sql, sql } from '#platform';
import { isFeeAccount, isReserveAccount } from '../rules/service-accounts.ts';

/** One version of the terms of a service. */
export interface ServiceTermsRow {
  readonly validFrom: Day;
  readonly feeAccount: string;
  readonly highestFeePercent: string;
  readonly reserveAccount: string | null;
  readonly words: string | null;
  /** How its report is read; null: by its header. */
  readonly mapping: TableMapping | null;
}

export interface ServiceRow {
  readonly id: bigint;
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  /** Those in force on the day; null while the first are still to come. */
  readonly inForce: ServiceTermsRow | null;
  /** The newest first, those to come among them. */
  readonly terms: readonly ServiceTermsRow[];
  /** Settlements of it that wait for their deposit or for a person. */
  readonly waiting: number;
}

export interface ServicesAtWork {
  readonly services: readonly ServiceRow[];
  readonly feeAccounts: readonly GlAccount[];
  readonly reserveAccounts: readonly GlAccount[];
}

/** The services of a company on a day, in order of their codes. */
export function listPaymentServices(
  engine: Engine,
  tenantId: bigint,
  of: { companyId: bigint; day: Day },
): Promise<ServicesAtWork> {
  return runQuery(engine, tenantId, (db) => paymentServicesIn(db, tenantId, of));
}

/** The same on a snapshot that the caller holds. */
export async function paymentServicesIn(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; day: Day },
): Promise<ServicesAtWork> {
  type Found = Omit<ServiceRow, 'inForce' | 'terms'> & ServiceTermsRow;
  const { rows } = await sql<Found>`
    select s.id, s.code, s.name, s.currency, t.valid_from as "validFrom", f.code as "feeAccount",
      trim_scale(t.highest_fee_percent)::text as "highestFeePercent", r.code as "reserveAccount", t.words, t.mapping,
      (select count(*)::integer from cash.v_settlement v
        where v.tenant_id = ${tenantId} and v.service_id = s.id and v.state in ('waiting', 'held')) as waiting
    from cash.payment_service s
    join cash.service_terms t on t.tenant_id = ${tenantId} and t.service_id = s.id
    join ledger.v_account f on f.tenant_id = ${tenantId} and f.id = t.fee_account_id
    left join ledger.v_account r on r.tenant_id = ${tenantId} and r.id = t.reserve_account_id
    where s.tenant_id = ${tenantId} and s.company_id = ${of.companyId} order by s.code, t.valid_from desc`.execute(db);
  const chart = await loadChart(db, tenantId, of.companyId);
  const services = new Map<bigint, ServiceRow>();
  for (const { id, code, name, currency, waiting, ...version } of rows) {
    const { inForce = null, terms = [] } = services.get(id) ?? {};
    services.set(id, {
      id,
      code,
      name,
      currency,
      waiting,
      // The newest come first: the first that has begun is in force.
      inForce: inForce ?? (version.validFrom <= of.day ? version : null),
      terms: [...terms, version],
    });
  }
  return {
    services: [...services.values()],
    feeAccounts: chart.filter(isFeeAccount),
    reserveAccounts: chart.filter(isReserveAccount),
  };
}
