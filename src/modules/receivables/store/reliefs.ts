/** The queue of tax that waits for bad-debt relief, and its movements: append-only. */
import { type Sql, sql, type Transaction } from '#platform';

export interface NewRelief {
  readonly companyId: bigint;
  readonly accountId: bigint;
  readonly writeOffItemId: bigint;
  readonly country: string;
  readonly taxCode: string | null;
  readonly taxAccountId: bigint;
  readonly currency: string;
  readonly baseMinor: bigint;
  readonly taxMinor: bigint;
  readonly condition: string;
  readonly conditionDate: string | null;
  readonly claimUntil: string | null;
  readonly policySource: string | null;
}

export interface ReliefMove {
  readonly reliefId: bigint;
  readonly kind: 'written_off' | 'claimed' | 'repaid' | 'recovered' | 'recovery_reversed' | 'write_off_reversed';
  readonly postingDate: string;
  readonly amountMinor: bigint;
  readonly companyAmountMinor: bigint;
  readonly journalId: bigint;
  readonly itemId: bigint | null;
}

export interface StoredRelief extends NewRelief {
  readonly id: bigint;
  /** What waits in the account now, and what has been claimed and not repaid. */
  readonly waitingMinor: bigint;
  readonly waitingCompanyMinor: bigint;
  readonly claimedMinor: bigint;
  readonly claimedCompanyMinor: bigint;
}

export async function takeReliefIds(tx: Transaction, count: number): Promise<bigint[]> {
  const { rows } = await sql<{
    id: bigint;
  }>`select nextval('receivables.relief_id') as id from generate_series(1, ${count})`.execute(tx.db);
  return rows.map((row) => row.id);
}

export function insertReliefs(tx: Transaction, reliefs: readonly (NewRelief & { id: bigint })[]): void {
  const c = <T>(pick: (one: NewRelief & { id: bigint }) => T): T[] => reliefs.map(pick);
  tx.send(sql`
    insert into receivables.bad_debt_relief (tenant_id, id, company_id, account_id, write_off_item_id, country, tax_code, tax_account_id,
      currency, base_minor, tax_minor, condition, condition_date, claim_until, policy_source)
    select ${tx.tenantId}, r.*
    from unnest(${c((r) => r.id)}::bigint[], ${c((r) => r.companyId)}::bigint[], ${c((r) => r.accountId)}::bigint[],
      ${c((r) => r.writeOffItemId)}::bigint[], ${c((r) => r.country)}::text[], ${c((r) => r.taxCode)}::text[],
      ${c((r) => r.taxAccountId)}::bigint[], ${c((r) => r.currency)}::text[], ${c((r) => r.baseMinor)}::bigint[],
      ${c((r) => r.taxMinor)}::bigint[], ${c((r) => r.condition)}::text[], ${c((r) => r.conditionDate)}::date[],
      ${c((r) => r.claimUntil)}::date[], ${c((r) => r.policySource)}::text[]) as r`);
}

export function insertReliefMoves(tx: Transaction, moves: readonly ReliefMove[]): void {
  if (moves.length === 0) return;
  const c = <T>(pick: (one: ReliefMove) => T): T[] => moves.map(pick);
  tx.send(sql`
    insert into receivables.bad_debt_relief_move (tenant_id, command_id, relief_id, kind, posting_date, amount_minor, company_amount_minor,
      journal_id, item_id)
    select ${tx.tenantId}, ${tx.commandId}, m.*
    from unnest(${c((m) => m.reliefId)}::bigint[], ${c((m) => m.kind)}::text[], ${c((m) => m.postingDate)}::date[],
      ${c((m) => m.amountMinor)}::bigint[], ${c((m) => m.companyAmountMinor)}::bigint[], ${c((m) => m.journalId)}::bigint[],
      ${c((m) => m.itemId)}::bigint[]) as m(relief_id, kind, posting_date, amount_minor, company_amount_minor, journal_id, item_id)`);
}

/** Reliefs by id or of some write-offs, or all of a company that have something waiting; by condition day. */
export async function loadReliefs(
  db: Sql,
  tenantId: bigint,
  selection:
    | { readonly writeOffItemIds: readonly bigint[] }
    | { readonly reliefIds: readonly bigint[] }
    | { readonly waitingOfCompany: bigint },
): Promise<StoredRelief[]> {
  const where =
    'writeOffItemIds' in selection
      ? sql`r.write_off_item_id = any(${selection.writeOffItemIds as bigint[]}::bigint[])`
      : 'reliefIds' in selection
        ? sql`r.id = any(${selection.reliefIds as bigint[]}::bigint[])`
        : sql`r.company_id = ${selection.waitingOfCompany} and m.waiting <> 0`;
  const { rows } = await sql<StoredRelief>`
    select r.id, r.company_id as "companyId", r.account_id as "accountId", r.write_off_item_id as "writeOffItemId", r.country,
      r.tax_code as "taxCode", r.tax_account_id as "taxAccountId", r.currency, r.base_minor as "baseMinor", r.tax_minor as "taxMinor",
      r.condition, r.condition_date as "conditionDate", r.claim_until as "claimUntil", r.policy_source as "policySource",
      m.waiting as "waitingMinor", m.waiting_company as "waitingCompanyMinor", m.claimed as "claimedMinor", m.claimed_company as "claimedCompanyMinor"
    from receivables.bad_debt_relief r
    cross join lateral (
      select coalesce(sum(amount_minor), 0)::bigint as waiting, coalesce(sum(company_amount_minor), 0)::bigint as waiting_company,
        coalesce(-sum(amount_minor) filter (where kind in ('claimed', 'repaid')), 0)::bigint as claimed,
        coalesce(-sum(company_amount_minor) filter (where kind in ('claimed', 'repaid')), 0)::bigint as claimed_company
      from receivables.bad_debt_relief_move where tenant_id = ${tenantId} and relief_id = r.id
    ) m
    where r.tenant_id = ${tenantId} and ${where} order by r.condition_date nulls last, r.id`.execute(db);
  return rows;
}

/** The movements of a journal: one of a claim or a repayment. */
export async function loadMovesOfJournal(db: Sql, tenantId: bigint, journalId: bigint): Promise<ReliefMove[]> {
  const { rows } = await sql<ReliefMove>`
    select relief_id as "reliefId", kind, posting_date as "postingDate", amount_minor as "amountMinor",
      company_amount_minor as "companyAmountMinor", journal_id as "journalId", item_id as "itemId"
    from receivables.bad_debt_relief_move
    where tenant_id = ${tenantId} and journal_id = ${journalId} and kind in ('claimed', 'repaid')`.execute(db);
  return rows;
}

/** The movements that some recoveries made. */
export async function loadRecoveryMoves(db: Sql, tenantId: bigint, itemIds: readonly bigint[]): Promise<ReliefMove[]> {
  const { rows } = await sql<ReliefMove>`
    select relief_id as "reliefId", kind, posting_date as "postingDate", amount_minor as "amountMinor",
      company_amount_minor as "companyAmountMinor", journal_id as "journalId", item_id as "itemId"
    from receivables.bad_debt_relief_move
    where tenant_id = ${tenantId} and kind = 'recovered' and item_id = any(${itemIds as bigint[]}::bigint[])`.execute(
    db,
  );
  return rows;
}
