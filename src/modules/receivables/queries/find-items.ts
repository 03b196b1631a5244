/** Open items by their printed numbers, for those who paste a column of them. */
import { textKey } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';

export interface FoundItem {
  readonly id: bigint;
  readonly number: string;
  readonly currency: string;
  readonly openMinor: bigint;
}

/** Finds open items by number, and says which numbers were not found. Amounts in minor units of each item's currency. */
export async function findItems(
  engine: Engine,
  tenantId: bigint,
  input: { companyIds: readonly bigint[]; numbers: readonly string[] },
): Promise<{ found: readonly FoundItem[]; missing: readonly string[] }> {
  const wanted = new Map(input.numbers.map((number) => [textKey(number), number]));
  wanted.delete('');
  const { rows } = await runQuery(engine, tenantId, (db) =>
    sql<{ id: bigint; number: string; number_key: string; currency: string; open: bigint }>`
      select id, number, number_key, currency, open_minor as open from receivables.item
      where tenant_id = ${tenantId} and company_id = any(${input.companyIds as bigint[]}::bigint[])
        and number_key = any(${[...wanted.keys()]}::text[]) and open_minor <> 0
      order by id`.execute(db),
  );
  for (const row of rows) wanted.delete(row.number_key);
  return {
    found: rows.map(({ id, number, currency, open }) => ({ id, number, currency, openMinor: open })),
    missing: [...wanted.values()],
  };
}
