/** A receipt as people name it on the command line: by its number or its id. */
import type { Company } from '#company';
import { done, type Outcome, refuse } from '#kernel';
import { runQuery, sql } from '#platform';
import type { Books } from './command.ts';

export interface NamedReceipt {
  readonly id: bigint;
  readonly version: number;
  readonly amountMinor: bigint;
  readonly currency: string;
}

/** Refuses `cash.receipt-not-found`. */
export async function findReceipt(
  { engine, tenant }: Books,
  company: Company,
  name: string,
): Promise<Outcome<NamedReceipt>> {
  const { rows } = await runQuery(engine, tenant.id, (db) =>
    sql<NamedReceipt>`
      select id, version, amount_minor as "amountMinor", currency from cash.v_receipt
      where tenant_id = ${tenant.id} and company_id = ${company.id} and amount_minor > 0 and (number = ${name} or id::text = ${name}) limit 1`.execute(
      db,
    ),
  );
  return rows[0]
    ? done(rows[0])
    : refuse('cash.receipt-not-found', `There is no receipt "${name}" in ${company.code}. Nothing was changed.`);
}
