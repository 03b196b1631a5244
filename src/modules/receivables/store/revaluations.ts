/** Revaluations of open foreign-currency items: append-only. */
import { sql, type Transaction } from '#platform';

export interface NewRevaluation {
  readonly companyId: bigint;
  readonly month: string;
  readonly controlAccountId: bigint;
  readonly currency: string;
  readonly openMinor: bigint;
  readonly carriedMinor: bigint;
  readonly revaluedMinor: bigint;
  /** What this run posts. */
  readonly dueMinor: bigint;
  readonly rate: string;
  readonly journalId: bigint;
  readonly reversalJournalId: bigint;
}

/** Writes what a run has posted. */
export async function insertRevaluations(tx: Transaction, rows: readonly NewRevaluation[]): Promise<void> {
  const r = <T>(pick: (one: NewRevaluation) => T): T[] => rows.map(pick);
  await sql`
    insert into receivables.revaluation (tenant_id, command_id, company_id, month, control_account_id, currency, open_minor, carried_minor,
      revalued_minor, adjustment_minor, rate_text, journal_id, reversal_journal_id)
    select ${tx.tenantId}, ${tx.commandId}, r.*
    from unnest(${r((x) => x.companyId)}::bigint[], ${r((x) => x.month)}::text[], ${r((x) => x.controlAccountId)}::bigint[],
      ${r((x) => x.currency)}::text[], ${r((x) => x.openMinor)}::bigint[], ${r((x) => x.carriedMinor)}::bigint[],
      ${r((x) => x.revaluedMinor)}::bigint[], ${r((x) => x.dueMinor)}::bigint[], ${r((x) => x.rate)}::text[],
      ${r((x) => x.journalId)}::bigint[], ${r((x) => x.reversalJournalId)}::bigint[]) as r`.execute(tx.db);
  tx.count('revaluations', rows.length);
}
