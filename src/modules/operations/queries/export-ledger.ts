/** Exports the journal of a tenant, whole or of one month, as text: for hledger, or as CSV with one row per line. */
import {
  csvRow,
  type ExportedJournal,
  type ExportedLine,
  hledgerAccount,
  hledgerHeader,
  hledgerTransaction,
} from '#formats';
import { endOfMonth, formatAmount } from '#kernel';
import { type Engine, runQuery, type Sql, sql } from '#platform';

export type LedgerFormat = 'hledger' | 'csv';

const pageSize = 2_000;

interface ExportChoice {
  /** Null: all companies. */
  readonly companyId: bigint | null;
  /** Absent: every month. */
  readonly month?: string | undefined;
}

/**
 * Writes the journal in posting order to `write`, piece by piece, from one snapshot; of a month, what was posted in it.
 * Amounts are decimal strings in major units; the company-currency amount stands beside each.
 */
export function exportLedger(
  engine: Engine,
  tenantId: bigint,
  input: ExportChoice & { format: LedgerFormat },
  write: (text: string) => void | Promise<void>,
): Promise<{ journals: number; lines: number }> {
  return runQuery(engine, tenantId, async (db) => {
    await write(input.format === 'hledger' ? await hledgerStart(db, tenantId, input.companyId) : csvHeader);
    const count = { journals: 0, lines: 0 };
    let after: { date: string; id: bigint } | null = null;
    for (;;) {
      const page: ExportedJournal[] = await loadPage(db, tenantId, input, after);
      for (const journal of page) {
        await write(input.format === 'hledger' ? hledgerTransaction(journal) : csvRows(journal));
        count.journals += 1;
        count.lines += journal.lines.length;
      }
      const last = page.at(-1);
      if (last === undefined || page.length < pageSize) return count;
      after = { date: last.postingDate, id: last.id };
    }
  });
}

async function hledgerStart(db: Sql, tenantId: bigint, companyId: bigint | null): Promise<string> {
  const { rows: accounts } = await sql<{ company: string; code: string; name: string; kind: string }>`
    select c.code as company, a.code, a.name, a.kind from ledger.v_account a
    join company.v_company c on c.tenant_id = ${tenantId} and c.id = a.company_id
    where a.tenant_id = ${tenantId} and (${companyId}::bigint is null or c.id = ${companyId}) order by c.code, a.code`.execute(
    db,
  );
  const { rows: currencies } = await sql<{ currency: string }>`
    select currency from (
      select distinct currency from ledger.v_line where tenant_id = ${tenantId}
      union select currency from company.v_company where tenant_id = ${tenantId}
    ) c order by currency`.execute(db);
  return hledgerHeader(
    currencies.map((row) => row.currency),
    accounts.map((row) =>
      hledgerAccount(row.company, { accountCode: row.code, accountName: row.name, accountKind: row.kind }),
    ),
  );
}

interface LineRow {
  id: bigint;
  company: string;
  company_currency: string;
  posting_date: string;
  kind: string;
  explanation: string;
  code: string;
  name: string;
  account_kind: string;
  currency: string;
  amount: bigint;
  company_amount: bigint;
}

async function loadPage(
  db: Sql,
  tenantId: bigint,
  { companyId, month }: ExportChoice,
  after: { date: string; id: bigint } | null,
): Promise<ExportedJournal[]> {
  const ofMonth =
    month === undefined
      ? sql``
      : sql`and posting_date between ${`${month}-01`}::date and ${endOfMonth(`${month}-01`)}::date`;
  const { rows } = await sql<LineRow>`
    select j.id, c.code as company, c.currency as company_currency, j.posting_date, j.kind, j.explanation,
      a.code, a.name, a.kind as account_kind, l.currency, l.amount_minor as amount, l.company_amount_minor as company_amount
    from (
      select id, company_id, posting_date, kind, explanation from ledger.v_journal
      where tenant_id = ${tenantId} and (${companyId}::bigint is null or company_id = ${companyId}) ${ofMonth}
        and (${after?.date ?? null}::date is null or (posting_date, id) > (${after?.date ?? null}::date, ${after?.id ?? null}::bigint))
      order by posting_date, id limit ${pageSize}
    ) j
    join company.v_company c on c.tenant_id = ${tenantId} and c.id = j.company_id
    join ledger.v_line l on l.tenant_id = ${tenantId} and l.journal_id = j.id
    join ledger.v_account a on a.tenant_id = ${tenantId} and a.id = l.account_id
    order by j.posting_date, j.id, l.line`.execute(db);
  const journals: (ExportedJournal & { lines: ExportedLine[] })[] = [];
  for (const row of rows) {
    if (journals.at(-1)?.id !== row.id) {
      journals.push({
        id: row.id,
        companyCode: row.company,
        companyCurrency: row.company_currency,
        postingDate: row.posting_date,
        kind: row.kind,
        explanation: row.explanation,
        lines: [],
      });
    }
    journals.at(-1)!.lines.push({
      accountCode: row.code,
      accountName: row.name,
      accountKind: row.account_kind,
      currency: row.currency,
      amountMinor: row.amount,
      companyAmountMinor: row.company_amount,
    });
  }
  return journals;
}

const csvHeader =
  'journal,company,posting_date,kind,account,account_name,currency,amount,company_currency,company_amount,explanation\r\n';

const csvRows = (journal: ExportedJournal): string =>
  journal.lines
    .map((line) =>
      csvRow([
        journal.id.toString(),
        journal.companyCode,
        journal.postingDate,
        journal.kind,
        line.accountCode,
        line.accountName,
        line.currency,
        formatAmount(line.amountMinor, line.currency),
        journal.companyCurrency,
        formatAmount(line.companyAmountMinor, journal.companyCurrency),
        journal.explanation,
      ]),
    )
    .join('');
