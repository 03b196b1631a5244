/** Clearings and allocations: append-only. */
import { type Sql, sql, type Transaction } from '#platform';

export interface NewClearing {
  readonly id: bigint;
  readonly companyId: bigint;
  readonly accountId: bigint;
  readonly effectiveDate: string;
  readonly kind: string;
  readonly explanation: string;
  readonly journalId: bigint | null;
  readonly reversalOf: bigint | null;
  readonly madeByItemId: bigint | null;
}

export interface NewAllocation {
  readonly clearingId: bigint;
  readonly creditItemId: bigint;
  readonly debitItemId: bigint;
  readonly effectiveDate: string;
  readonly creditAmountMinor: bigint;
  readonly debitAmountMinor: bigint;
  readonly creditCompanyMinor: bigint;
  readonly debitCompanyMinor: bigint;
  /** The journal that moved the accounts with it, where one had to. */
  readonly journalId?: bigint | null;
}

export async function takeClearingIds(tx: Transaction, count: number): Promise<bigint[]> {
  const { rows } = await sql<{
    id: bigint;
  }>`select nextval('receivables.clearing_id') as id from generate_series(1, ${count})`.execute(tx.db);
  return rows.map((row) => row.id);
}

export async function insertClearings(
  tx: Transaction,
  clearings: readonly NewClearing[],
  allocations: readonly NewAllocation[],
): Promise<void> {
  const c = <T>(pick: (one: NewClearing) => T): T[] => clearings.map(pick);
  await sql`
    insert into receivables.clearing (tenant_id, command_id, id, company_id, account_id, effective_date, kind, explanation, journal_id, reversal_of,
      made_by_item_id)
    select ${tx.tenantId}, ${tx.commandId}, c.*
    from unnest(${c((x) => x.id)}::bigint[], ${c((x) => x.companyId)}::bigint[], ${c((x) => x.accountId)}::bigint[],
      ${c((x) => x.effectiveDate)}::date[], ${c((x) => x.kind)}::text[], ${c((x) => x.explanation)}::text[],
      ${c((x) => x.journalId)}::bigint[], ${c((x) => x.reversalOf)}::bigint[], ${c((x) => x.madeByItemId)}::bigint[]) as c`.execute(
    tx.db,
  );
  const a = <T>(pick: (one: NewAllocation) => T): T[] => allocations.map(pick);
  await sql`
    insert into receivables.allocation (tenant_id, id, clearing_id, credit_item_id, debit_item_id, effective_date, credit_amount_minor,
      debit_amount_minor, credit_company_minor, debit_company_minor, journal_id)
    select ${tx.tenantId}, nextval('receivables.allocation_id'), a.*
    from unnest(${a((x) => x.clearingId)}::bigint[], ${a((x) => x.creditItemId)}::bigint[], ${a((x) => x.debitItemId)}::bigint[],
      ${a((x) => x.effectiveDate)}::date[], ${a((x) => x.creditAmountMinor)}::bigint[], ${a((x) => x.debitAmountMinor)}::bigint[],
      ${a((x) => x.creditCompanyMinor)}::bigint[], ${a((x) => x.debitCompanyMinor)}::bigint[],
      ${a((x) => x.journalId ?? null)}::bigint[]) as a`.execute(tx.db);
}

export interface StoredClearing extends NewClearing {
  readonly allocations: readonly NewAllocation[];
  readonly reversedById: bigint | null;
}

/** A clearing with its allocations, or undefined. */
export async function loadClearing(db: Sql, tenantId: bigint, clearingId: bigint): Promise<StoredClearing | undefined> {
  const { rows } = await sql<{
    id: bigint;
    company_id: bigint;
    account_id: bigint;
    effective_date: string;
    kind: string;
    explanation: string;
    journal_id: bigint | null;
    reversal_of: bigint | null;
    made_by_item_id: bigint | null;
    reversed_by_id: bigint | null;
  }>`
    select c.id, c.company_id, c.account_id, c.effective_date, c.kind, c.explanation, c.journal_id, c.reversal_of, c.made_by_item_id, r.id as reversed_by_id
    from receivables.clearing c
    left join receivables.clearing r on r.tenant_id = c.tenant_id and r.reversal_of = c.id
    where c.tenant_id = ${tenantId} and c.id = ${clearingId}`.execute(db);
  const row = rows[0];
  if (!row) return undefined;
  const allocations = await sql<{
    credit_item_id: bigint;
    debit_item_id: bigint;
    effective_date: string;
    credit_amount_minor: bigint;
    debit_amount_minor: bigint;
    credit_company_minor: bigint;
    debit_company_minor: bigint;
    journal_id: bigint | null;
  }>`
    select credit_item_id, debit_item_id, effective_date, credit_amount_minor, debit_amount_minor, credit_company_minor, debit_company_minor,
      journal_id
    from receivables.allocation where tenant_id = ${tenantId} and clearing_id = ${clearingId} order by id`.execute(db);
  return {
    id: row.id,
    companyId: row.company_id,
    accountId: row.account_id,
    effectiveDate: row.effective_date,
    kind: row.kind,
    explanation: row.explanation,
    journalId: row.journal_id,
    reversalOf: row.reversal_of,
    madeByItemId: row.made_by_item_id,
    reversedById: row.reversed_by_id,
    allocations: allocations.rows.map((a) => ({
      clearingId,
      creditItemId: a.credit_item_id,
      debitItemId: a.debit_item_id,
      effectiveDate: a.effective_date,
      creditAmountMinor: a.credit_amount_minor,
      debitAmountMinor: a.debit_amount_minor,
      creditCompanyMinor: a.credit_company_minor,
      debitCompanyMinor: a.debit_company_minor,
      journalId: a.journal_id,
    })),
  };
}

/** A live clearing that a document made, or in which it is the credit. */
export interface TiedClearing {
  readonly clearingId: bigint;
  readonly effectiveDate: string;
  readonly creditItemId: bigint;
  readonly debitItemId: bigint;
  readonly amountMinor: bigint;
  /** The credit came about in the clearing's own command. */
  readonly madeWithIt: boolean;
  readonly creditType: string;
  /** The document that made the clearing by itself. */
  readonly madeByItemId: bigint | null;
}

/** The allocations of the clearings that go when some documents are reversed. */
export async function loadTiedClearings(
  db: Sql,
  tenantId: bigint,
  itemIds: readonly bigint[],
): Promise<TiedClearing[]> {
  const ids = itemIds as bigint[];
  const { rows } = await sql<TiedClearing>`
    select c.id as "clearingId", a.effective_date as "effectiveDate", a.credit_item_id as "creditItemId", a.debit_item_id as "debitItemId",
      a.credit_amount_minor as "amountMinor", i.command_id = c.command_id as "madeWithIt", i.document_type as "creditType",
      c.made_by_item_id as "madeByItemId"
    from (
      select id from receivables.clearing where tenant_id = ${tenantId} and made_by_item_id = any(${ids}::bigint[])
      union
      select clearing_id from receivables.allocation where tenant_id = ${tenantId} and credit_item_id = any(${ids}::bigint[])
    ) tied
    join receivables.clearing c on c.tenant_id = ${tenantId} and c.id = tied.id
    join receivables.allocation a on a.tenant_id = ${tenantId} and a.clearing_id = c.id
    join receivables.item i on i.tenant_id = ${tenantId} and i.id = a.credit_item_id
    where c.reversal_of is null and c.kind <> 'document_reversal'
      and not exists (select 1 from receivables.clearing r where r.tenant_id = ${tenantId} and r.reversal_of = c.id)
    order by c.id, a.id`.execute(db);
  return rows;
}
