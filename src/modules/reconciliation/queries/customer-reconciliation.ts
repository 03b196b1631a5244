/** Customer reconciliations: the list, and one with its lines, its agreement and what has changed since. */
import { loadWholes, type Wholes } from '#customers';
import type { Day } from '#kernel';
import { type Sql, sql } from '#platform';
import {
  type Agreement,
  type CustomerStatement,
  loadAgreements,
  loadStatements,
} from '../store/customer-statements.ts';
import { balanceOn, compareStatement, type StatementComparison, wholeOf } from './comparison.ts';
import { type LineWork, loadLineWork } from './line-deeds.ts';

export interface ListedReconciliation {
  readonly statement: CustomerStatement;
  /** The standing one. */
  readonly agreement: Agreement | null;
  /** Our balance as of the statement's day, as it is known now. */
  readonly ourMinor: bigint;
}

/** Statements of a company, the newest first, each with our balance of its day and its agreement. */
export async function listReconciliations(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; accountId?: bigint | undefined; beforeId?: bigint | undefined; limit: number },
): Promise<ListedReconciliation[]> {
  const statements = await loadStatements(db, tenantId, of);
  const agreements = await loadAgreements(
    db,
    tenantId,
    statements.map((one) => one.id),
  );
  // Whoever took over another customer is compared with what both owe: a row for each of the accounts of a statement.
  const wholes = new Map<Day, Wholes>();
  for (const { asOf } of statements)
    if (!wholes.has(asOf)) wholes.set(asOf, await loadWholes(db, tenantId, { companyId: of.companyId, day: asOf }));
  const compared = statements.flatMap((statement) =>
    wholes
      .get(statement.asOf)!
      .accountsOf(statement.accountId)
      .map((accountId) => ({ ...statement, accountId })),
  );
  const { rows } = await sql<{ id: bigint; balance: bigint }>`
    select s.id, coalesce(sum(e.amount_minor), 0)::bigint as balance
    from unnest(${compared.map((s) => s.id)}::bigint[], ${compared.map((s) => s.accountId)}::bigint[],
      ${compared.map((s) => s.currency)}::text[], ${compared.map((s) => s.asOf)}::date[]) as s(id, account_id, currency, as_of)
    left join receivables.v_item i on i.tenant_id = ${tenantId} and i.account_id = s.account_id and i.currency = s.currency and i.posting_date <= s.as_of
    left join receivables.v_entry e on e.tenant_id = ${tenantId} and e.item_id = i.id and e.effective_date <= s.as_of
    group by s.id`.execute(db);
  const balances = new Map(rows.map((row) => [row.id, row.balance]));
  return statements.map((statement) => ({
    statement,
    agreement: agreements.find((one) => one.statementId === statement.id && one.withdrawn === null) ?? null,
    ourMinor: balances.get(statement.id) ?? 0n,
  }));
}

/** A document of ours that was posted, cleared or taken back after a balance was agreed, with a day not after it. */
export interface ChangeSinceAgreement {
  readonly number: string;
  readonly documentType: string;
  readonly amountMinor: bigint;
}

export interface CustomerReconciliation {
  readonly statement: CustomerStatement;
  readonly comparison: StatementComparison;
  /** What was done about the differences, and what may be done next, by line. */
  readonly work: ReadonlyMap<string, LineWork>;
  /** All that were made, the newest first. */
  readonly agreements: readonly Agreement[];
  /** Null while nothing is agreed. `differenceMinor`: our balance of that day now, less what it was then. */
  readonly sinceAgreed: { readonly differenceMinor: bigint; readonly changes: readonly ChangeSinceAgreement[] } | null;
}

/** One reconciliation; undefined where there is no such statement in the companies. */
export async function loadReconciliation(
  db: Sql,
  tenantId: bigint,
  of: { statementId: bigint; companyIds: readonly bigint[] },
): Promise<CustomerReconciliation | undefined> {
  const [statement] = await loadStatements(db, tenantId, { id: of.statementId });
  if (!statement || !of.companyIds.includes(statement.companyId)) return undefined;
  const agreements = await loadAgreements(db, tenantId, [statement.id]);
  const standing = agreements.find((one) => one.withdrawn === null);
  const comparison = await compareStatement(db, tenantId, statement);
  return {
    statement,
    comparison,
    work: await loadLineWork(db, tenantId, statement, comparison.lines),
    agreements,
    sinceAgreed: standing ? await changesSince(db, tenantId, statement, standing) : null,
  };
}

async function changesSince(
  db: Sql,
  tenantId: bigint,
  statement: CustomerStatement,
  agreement: Agreement,
): Promise<CustomerReconciliation['sinceAgreed']> {
  const accountIds = await wholeOf(db, tenantId, statement);
  const { rows } = await sql<{ number: string; document_type: string; amount: bigint }>`
    select i.number, i.document_type, sum(e.amount_minor)::bigint as amount
    from receivables.v_item i join receivables.v_entry e on e.tenant_id = ${tenantId} and e.item_id = i.id
    where i.tenant_id = ${tenantId} and i.account_id = any(${accountIds as bigint[]}::bigint[]) and i.currency = ${statement.currency}
      and i.posting_date <= ${statement.asOf} and e.effective_date <= ${statement.asOf} and e.seq > ${agreement.seq}
    group by i.id, i.number, i.document_type having sum(e.amount_minor) <> 0 order by i.id limit 200`.execute(db);
  return {
    differenceMinor: (await balanceOn(db, tenantId, { ...statement, accountIds }, statement.asOf)) - agreement.ourMinor,
    changes: rows.map((row) => ({ number: row.number, documentType: row.document_type, amountMinor: row.amount })),
  };
}
