/** The only writer of the ledger's tables. Every journal is checked to balance before it is written. */
import { type Sql, sql, type Transaction } from '#platform';
import type { AccountPurpose, GlAccount, NewJournal } from './model.ts';
import { imbalanceOf } from './rules/balance.ts';

export async function insertChart(
  tx: Transaction,
  companyId: bigint,
  chart: readonly { code: string; name: string; kind: string; purpose: string | null }[],
): Promise<number> {
  const { rows } = await sql`
    insert into ledger.account (tenant_id, company_id, code, name, kind, purpose)
    select ${tx.tenantId}, ${companyId}, a.code, a.name, a.kind, a.purpose
    from unnest(${chart.map((a) => a.code)}::text[], ${chart.map((a) => a.name)}::text[], ${chart.map((a) => a.kind)}::text[],
      ${chart.map((a) => a.purpose)}::text[]) as a(code, name, kind, purpose)
    on conflict do nothing returning id`.execute(tx.db);
  return rows.length;
}

export async function loadChart(db: Sql, tenantId: bigint, companyId: bigint): Promise<GlAccount[]> {
  const { rows } = await sql<{
    id: bigint;
    company_id: bigint;
    code: string;
    name: string;
    kind: GlAccount['kind'];
    purpose: AccountPurpose | null;
  }>`
    select id, company_id, code, name, kind, purpose from ledger.account
    where tenant_id = ${tenantId} and company_id = ${companyId} order by code`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    companyId: row.company_id,
    code: row.code,
    name: row.name,
    kind: row.kind,
    purpose: row.purpose,
  }));
}

/** The GL account of each purpose of a company. Throws when the chart lacks a wanted purpose: that is a set-up fault. */
export async function accountsByPurpose(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
): Promise<(purpose: AccountPurpose) => bigint> {
  const chart = await loadChart(db, tenantId, companyId);
  const byPurpose = new Map<string, bigint>();
  for (const account of chart)
    if (account.purpose && !byPurpose.has(account.purpose)) byPurpose.set(account.purpose, account.id);
  return (purpose) => {
    const id = byPurpose.get(purpose);
    if (id === undefined) throw new Error(`company ${companyId} has no GL account for "${purpose}"; set up its chart`);
    return id;
  };
}

export async function takeJournalIds(tx: Transaction, count: number): Promise<bigint[]> {
  const { rows } = await sql<{
    id: bigint;
  }>`select nextval('ledger.journal_id') as id from generate_series(1, ${count})`.execute(tx.db);
  return rows.map((row) => row.id);
}

/** Writes journals with their lines, one statement for any number. An unbalanced journal is a fault and throws. */
export async function insertJournals(
  tx: Transaction,
  journals: readonly (NewJournal & { id: bigint })[],
): Promise<void> {
  if (journals.length === 0) return;
  for (const journal of journals) {
    const imbalance = imbalanceOf(journal);
    if (imbalance !== null) throw new Error(`journal "${journal.explanation}": ${imbalance}`);
  }
  const lines = journals.flatMap((journal) =>
    journal.lines.map((line, index) => ({ ...line, journalId: journal.id, line: index + 1 })),
  );
  await sql`
    with journals as (
      insert into ledger.journal (tenant_id, id, company_id, command_id, posting_date, document_date, kind, explanation, reversal_of)
      select ${tx.tenantId}, j.id, j.company_id, ${tx.commandId}, j.posting_date, j.document_date, j.kind, j.explanation, j.reversal_of
      from unnest(${journals.map((j) => j.id)}::bigint[], ${journals.map((j) => j.companyId)}::bigint[],
        ${journals.map((j) => j.postingDate)}::date[], ${journals.map((j) => j.documentDate)}::date[],
        ${journals.map((j) => j.kind)}::text[], ${journals.map((j) => j.explanation)}::text[],
        ${journals.map((j) => j.reversalOf ?? null)}::bigint[]) as j(id, company_id, posting_date, document_date, kind, explanation, reversal_of)
    )
    insert into ledger.line (tenant_id, journal_id, line, account_id, item_id, currency, amount_minor, company_amount_minor)
    select ${tx.tenantId}, l.journal_id, l.line, l.account_id, l.item_id, l.currency, l.amount_minor, l.company_amount_minor
    from unnest(${lines.map((l) => l.journalId)}::bigint[], ${lines.map((l) => l.line)}::smallint[], ${lines.map((l) => l.accountId)}::bigint[],
      ${lines.map((l) => l.itemId ?? null)}::bigint[], ${lines.map((l) => l.currency)}::text[], ${lines.map((l) => l.amountMinor)}::bigint[],
      ${lines.map((l) => l.companyAmountMinor)}::bigint[]) as l(journal_id, line, account_id, item_id, currency, amount_minor, company_amount_minor)`.execute(
    tx.db,
  );
  tx.count('journals', journals.length);
}

/**
 * Locks the months for posting (`FOR SHARE`) and names those that are not open. A month met for the first time gets its
 * open row, so that there is a row to lock: a close under way waits for this posting, and the next posting for the close.
 */
export async function lockPeriods(tx: Transaction, companyId: bigint, months: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(months)].sort().filter((month) => tx.claimLock('period', `${companyId}/${month}`));
  if (wanted.length === 0) return [];
  const lock = () =>
    sql<{ month: string; state: string }>`
    select month, state from ledger.period
    where tenant_id = ${tx.tenantId} and company_id = ${companyId} and month = any(${wanted}::text[]) order by month for share`.execute(
      tx.db,
    );
  let { rows } = await lock();
  if (rows.length < wanted.length) {
    await sql`
      insert into ledger.period (tenant_id, company_id, month, state)
      select ${tx.tenantId}, ${companyId}, m, 'open' from unnest(${wanted}::text[]) as m on conflict do nothing`.execute(
      tx.db,
    );
    rows = (await lock()).rows;
  }
  return rows.filter((row) => row.state !== 'open').map((row) => row.month);
}

/** Which of the months are not open, for a look before posting; the posting itself looks again under the lock. */
export async function closedMonths(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  months: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ month: string }>`
    select month from ledger.period
    where tenant_id = ${tenantId} and company_id = ${companyId} and month = any(${months as string[]}::text[]) and state <> 'open'`.execute(
    db,
  );
  return new Set(rows.map((row) => row.month));
}

/** Opens or closes a month (`FOR UPDATE`: waits for postings under way, and they wait for it). */
export async function upsertPeriod(tx: Transaction, companyId: bigint, month: string, state: string): Promise<void> {
  tx.claimLock('period', `${companyId}/${month}/close`);
  await sql`
    insert into ledger.period (tenant_id, company_id, month, state) values (${tx.tenantId}, ${companyId}, ${month}, ${state})
    on conflict (tenant_id, company_id, month) do update set state = excluded.state`.execute(tx.db);
}
