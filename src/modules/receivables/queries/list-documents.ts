/** All documents of a customer, open or settled, the newest first. */
import { findByNumbers, loadStanding } from '#customers';
import { type Day, dayInZone, done, type Outcome, refuse } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';

export interface DocumentQuery {
  readonly companyId: bigint;
  readonly timeZone: string;
  /** A customer number; documents of those who were merged into it are its own. */
  readonly customer: string;
  readonly after: { readonly documentDate: Day; readonly id: bigint } | null;
  readonly limit: number;
}

export interface ListedDocument {
  readonly id: bigint;
  /** The number of the customer that it was posted for: the one asked for, or one that reads as it. */
  readonly customer: string;
  readonly number: string;
  readonly documentType: string;
  readonly documentDate: Day;
  readonly dueDate: Day;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly openMinor: bigint;
  /** The day on which nothing was left open of it; null while something is. */
  readonly settledDate: Day | null;
  readonly reversed: boolean;
  readonly purchaseOrder: string | null;
  readonly text: string | null;
}

/**
 * Lists up to `limit` + 1 documents: the one too many says that there is a next page. Amounts in minor units of each
 * document's currency. Refuses `receivables.customer-not-found`.
 */
export function listDocuments(
  engine: Engine,
  tenantId: bigint,
  query: DocumentQuery,
): Promise<Outcome<readonly ListedDocument[]>> {
  const day = dayInZone(engine.clock.now(), query.timeZone);
  return runQuery(engine, tenantId, async (db) => {
    const found = (await findByNumbers(db, tenantId, [query.customer])).get(query.customer);
    const standing = await loadStanding(db, tenantId, { day, seq: null });
    const customerIds = found ? [...standing.readingAs(standing.holderOf(found.id))] : [];
    const accounts = await sql<{ id: bigint }>`
      select id from customers.v_account
      where tenant_id = ${tenantId} and company_id = ${query.companyId} and customer_id = any(${customerIds}::bigint[])`.execute(
      db,
    );
    if (accounts.rows.length === 0) {
      return refuse(
        'receivables.customer-not-found',
        `There is no customer "${query.customer}" in this company.`,
        { customer: query.customer },
        { field: 'customer' },
      );
    }
    const { after } = query;
    const { rows } = await sql<ListedDocument>`
      select i.id, a.number as customer, i.number, i.document_type as "documentType", i.document_date as "documentDate", i.due_date as "dueDate",
        i.currency, i.amount_minor as "amountMinor", i.open_minor as "openMinor",
        case when i.open_minor = 0 then (select max(e.effective_date) from receivables.entry e
          where e.tenant_id = ${tenantId} and e.item_id = i.id) end as "settledDate",
        i.reversed_by is not null as reversed, i.purchase_order as "purchaseOrder", i.text
      from receivables.item i
      join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
      where i.tenant_id = ${tenantId} and i.account_id = any(${accounts.rows.map((row) => row.id)}::bigint[])
        ${after === null ? sql`` : sql`and (i.document_date, i.id) < (${after.documentDate}::date, ${after.id})`}
      order by i.document_date desc, i.id desc limit ${query.limit + 1}`.execute(db);
    return done(rows);
  });
}
