/** Gapless numbers for documents that we number: a locked counter row per company, series and year. */
import { type Sql, sql } from './database.ts';
import type { Transaction } from './transaction.ts';

/**
 * Takes a block of `count` numbers of a series in one update and returns the first. A rollback gives them back, so
 * the series has no gap.
 */
export async function takeNumbers(
  tx: Transaction,
  key: { companyId: bigint; series: string; year: number },
  count: number,
): Promise<bigint> {
  tx.claimLock('number', `${key.companyId}/${key.series}/${key.year}`);
  const { rows } = await sql<{ last_number: bigint }>`
    insert into platform.number_counter as counter (tenant_id, company_id, series, year, last_number)
    values (${tx.tenantId}, ${key.companyId}, ${key.series}, ${key.year}, ${count})
    on conflict (tenant_id, company_id, series, year)
      do update set last_number = counter.last_number + excluded.last_number
    returning last_number`.execute(tx.db);
  return rows[0]!.last_number - BigInt(count) + 1n;
}

/** How far each series is used: for `verify`, which counts the documents against it. */
export async function loadNumberCounters(
  db: Sql,
  tenantId: bigint,
): Promise<{ companyId: bigint; series: string; year: number; lastNumber: bigint }[]> {
  const { rows } = await sql<{ company_id: bigint; series: string; year: number; last_number: bigint }>`
    select company_id, series, year, last_number from platform.number_counter where tenant_id = ${tenantId}
    order by company_id, series, year`.execute(db);
  return rows.map((row) => ({
    companyId: row.company_id,
    series: row.series,
    year: row.year,
    lastNumber: row.last_number,
  }));
}
