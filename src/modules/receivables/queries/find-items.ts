/** Open items by their printed numbers and references, for those who paste a column of them. */
import { type Day, textKey } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';
import { accountsOf } from './list-items.ts';

export interface FoundItem {
  readonly id: bigint;
  readonly number: string;
  readonly currency: string;
  readonly openMinor: bigint;
}

interface FoundRow {
  readonly id: bigint;
  readonly number: string;
  /** What it was found by. */
  readonly key: string;
  readonly currency: string;
  readonly open: bigint;
}

/**
 * Finds open items by number and, where no open item has that number, by a purchase order, delivery note or other reference
 * of theirs, which may name several. Says which were not found: of a customer, also those that are somebody else's. Amounts
 * in minor units of each item's currency.
 */
export async function findItems(
  engine: Engine,
  tenantId: bigint,
  input: {
    readonly companyIds: readonly bigint[];
    readonly numbers: readonly string[];
    /** Only items of the customer with this number, as it stood on the day. */
    readonly of?: { readonly customer: string; readonly asOf: Day } | undefined;
  },
): Promise<{ found: readonly FoundItem[]; missing: readonly string[] }> {
  const wanted = new Map(input.numbers.map((number) => [textKey(number), number]));
  wanted.delete('');
  const companyIds = input.companyIds as bigint[];
  const rows = await runQuery(engine, tenantId, async (db) => {
    const accountIds =
      input.of &&
      (await accountsOf(db, tenantId, { companyIds: input.companyIds, asOf: input.of.asOf }, input.of.customer, null));
    const ofThese = accountIds === undefined ? sql`true` : sql`i.account_id = any(${accountIds}::bigint[])`;
    const { rows: byNumber } = await sql<FoundRow>`
      select i.id, i.number, i.number_key as key, i.currency, i.open_minor as open from receivables.item i
      where i.tenant_id = ${tenantId} and i.company_id = any(${companyIds}::bigint[])
        and i.number_key = any(${[...wanted.keys()]}::text[]) and i.open_minor <> 0 and ${ofThese}
      order by i.id`.execute(db);
    for (const row of byNumber) wanted.delete(row.key);
    if (wanted.size === 0) return byNumber;
    const { rows: byReference } = await sql<FoundRow>`
      select i.id, i.number, r.key, i.currency, i.open_minor as open
      from receivables.item_reference r
      join receivables.item i on i.tenant_id = ${tenantId} and i.id = r.item_id and i.open_minor <> 0
      where r.tenant_id = ${tenantId} and r.company_id = any(${companyIds}::bigint[])
        and r.key = any(${[...wanted.keys()]}::text[]) and ${ofThese}
      order by i.id`.execute(db);
    for (const row of byReference) wanted.delete(row.key);
    return [...byNumber, ...byReference];
  });
  // One item may be named by its number and by its order.
  const found = new Map(rows.map(({ id, number, currency, open }) => [id, { id, number, currency, openMinor: open }]));
  return { found: [...found.values()], missing: [...wanted.values()] };
}
