/** What persons declined: the only writer of cash.declined_proposal. */
import { type Sql, sql, type Transaction } from '#platform';

export interface DeclinedProposal {
  readonly id: bigint;
  readonly receiptId: bigint;
  readonly itemIds: readonly bigint[];
  readonly explanation: string;
  readonly reason: string;
  readonly person: string;
  readonly declinedAt: string;
}

const ascending = (ids: readonly bigint[]): bigint[] => [...ids].sort((a, b) => (a < b ? -1 : 1));

/** Keeps a no; declining the same explanation twice keeps the first. */
export async function insertDeclined(
  tx: Transaction,
  one: {
    companyId: bigint;
    receiptId: bigint;
    itemIds: readonly bigint[];
    explanation: string;
    confidence: number;
    reason: string;
  },
): Promise<void> {
  await sql`
    insert into cash.declined_proposal (tenant_id, company_id, receipt_id, item_ids, explanation, confidence, reason, person_id, command_id)
    values (${tx.tenantId}, ${one.companyId}, ${one.receiptId}, ${ascending(one.itemIds)}::bigint[], ${one.explanation}, ${one.confidence},
      ${one.reason}, ${tx.actor.personId}, ${tx.commandId})
    on conflict (tenant_id, receipt_id, item_ids) where withdrawn_by is null do nothing`.execute(tx.db);
}

/** Takes back what was declined for a receipt: all of it, or only the explanation by these items. Answers how many. */
export async function withdrawDeclined(
  tx: Transaction,
  receiptId: bigint,
  itemIds: readonly bigint[] | null,
): Promise<number> {
  const { rows } = await sql<{ id: bigint }>`
    update cash.declined_proposal set withdrawn_by = ${tx.commandId}
    where tenant_id = ${tx.tenantId} and receipt_id = ${receiptId} and withdrawn_by is null
      and (${itemIds === null} or item_ids = ${ascending(itemIds ?? [])}::bigint[])
    returning id`.execute(tx.db);
  return rows.length;
}

/**
 * The explanations of a company's waiting receipts that a person said no to, as the engine names items: proposals that were
 * declined, and applications that were taken back without a return of the money.
 */
export async function loadDeclinedItems(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
): Promise<Map<bigint, readonly (readonly string[])[]>> {
  const { rows } = await sql<{ receipt_id: bigint; item_ids: string[] }>`
    select receipt_id, item_ids::text[] as item_ids from cash.declined_proposal
    where tenant_id = ${tenantId} and company_id = ${companyId} and withdrawn_by is null
    union
    select r.id, array_agg(distinct i.id::text)
    from cash.receipt r
    join receivables.v_allocation a on a.tenant_id = ${tenantId} and a.credit_item_id = r.item_id and a.reversal_of is null
    join receivables.v_clearing c on c.tenant_id = ${tenantId} and c.id = a.clearing_id and c.kind = 'cash_application'
    join receivables.v_clearing back on back.tenant_id = ${tenantId} and back.reversal_of = c.id
    join receivables.v_allocation b on b.tenant_id = ${tenantId} and b.clearing_id = c.id
    join receivables.v_item i on i.tenant_id = ${tenantId}
      and (i.id = b.debit_item_id or i.id = b.credit_item_id and i.document_type = 'credit_memo')
    where r.tenant_id = ${tenantId} and r.company_id = ${companyId} and r.state in ('unapplied', 'part_applied')
      and not exists (select 1 from cash.returned_payment p where p.tenant_id = ${tenantId} and p.command_id = back.command_id)
    group by r.id, c.id`.execute(db);
  const declined = new Map<bigint, string[][]>();
  for (const row of rows) declined.set(row.receipt_id, [...(declined.get(row.receipt_id) ?? []), row.item_ids]);
  return declined;
}

/** What was declined for one receipt and stands, the newest first. */
export async function loadDeclined(db: Sql, tenantId: bigint, receiptId: bigint): Promise<DeclinedProposal[]> {
  const { rows } = await sql<DeclinedProposal>`
    select d.id, d.receipt_id as "receiptId", d.item_ids as "itemIds", d.explanation, d.reason, p.name as person,
      to_char(a.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "declinedAt"
    from cash.declined_proposal d
    join platform.person p on p.id = d.person_id
    join platform.audit a on a.tenant_id = d.tenant_id and a.command_id = d.command_id
    where d.tenant_id = ${tenantId} and d.receipt_id = ${receiptId} and d.withdrawn_by is null order by d.id desc`.execute(
    db,
  );
  return rows;
}
