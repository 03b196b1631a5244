/** Customers' statements, decisions about their lines and agreed balances: the only writer of those tables. */
import { type Sql, sql, type Transaction } from '#platform';
import type { ComparedLine, DifferenceSide, StatementKind, TheirLine } from '../model.ts';

export interface CustomerStatement {
  readonly id: bigint;
  readonly companyId: bigint;
  readonly accountId: bigint;
  readonly customer: string;
  readonly customerName: string;
  readonly currency: string;
  readonly asOf: string;
  readonly kind: StatementKind;
  readonly fromDate: string | null;
  readonly turned: boolean;
  readonly openingMinor: bigint;
  readonly closingMinor: bigint;
  readonly fileName: string;
  readonly format: 'csv' | 'xlsx' | 'pdf';
  readonly sha256: string;
  readonly warnings: readonly string[];
  readonly person: string;
  readonly receivedAt: string;
  readonly discardedReason: string | null;
  readonly version: number;
}

export interface NewStatement {
  readonly companyId: bigint;
  readonly accountId: bigint;
  readonly currency: string;
  readonly asOf: string;
  readonly kind: StatementKind;
  readonly fromDate: string | null;
  readonly turned: boolean;
  readonly openingMinor: bigint;
  readonly closingMinor: bigint;
  readonly fileName: string;
  readonly format: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly warnings: readonly string[];
}

/** Writes a statement with its lines; undefined where the very same file stands for the account, currency and day already. */
export async function insertStatement(
  tx: Transaction,
  statement: NewStatement,
  lines: readonly TheirLine[],
): Promise<bigint | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into reconciliation.customer_statement (tenant_id, company_id, account_id, currency, as_of, kind, from_date, turned, opening_minor,
      closing_minor, file_name, format, sha256, size_bytes, warnings, person_id, received_at, command_id)
    values (${tx.tenantId}, ${statement.companyId}, ${statement.accountId}, ${statement.currency}, ${statement.asOf}, ${statement.kind},
      ${statement.fromDate}, ${statement.turned}, ${statement.openingMinor}, ${statement.closingMinor}, ${statement.fileName},
      ${statement.format}, ${statement.sha256}, ${statement.sizeBytes}, ${JSON.stringify(statement.warnings)}::jsonb,
      ${tx.actor.personId}, ${tx.now.toISOString()}, ${tx.commandId})
    on conflict (tenant_id, account_id, currency, as_of, sha256) where discarded_command_id is null do nothing returning id`.execute(
    tx.db,
  );
  const id = rows[0]?.id;
  if (id === undefined) return undefined;
  const c = <T>(pick: (line: TheirLine) => T): T[] => lines.map(pick);
  tx.send(sql`
    insert into reconciliation.customer_statement_line (tenant_id, statement_id, line, file_row, reference, other_reference, document_date,
      due_date, amount_minor, kind, memo)
    select ${tx.tenantId}, ${id}, l.*
    from unnest(${c((l) => l.line)}::integer[], ${c((l) => l.row)}::integer[], ${c((l) => l.reference)}::text[],
      ${c((l) => l.otherReference)}::text[], ${c((l) => l.documentDate)}::date[], ${c((l) => l.dueDate)}::date[],
      ${c((l) => l.amountMinor)}::bigint[], ${c((l) => l.kind)}::text[], ${c((l) => l.memo)}::text[]) as l`);
  return id;
}

export type StatementSelection =
  | { readonly id: bigint }
  | {
      readonly companyId: bigint;
      readonly accountId?: bigint | undefined;
      readonly beforeId?: bigint | undefined;
      readonly limit: number;
    }
  | { readonly accountId: bigint; readonly currency: string; readonly asOf: string; readonly sha256: string };

/** Statements, the newest first. */
export async function loadStatements(db: Sql, tenantId: bigint, by: StatementSelection): Promise<CustomerStatement[]> {
  const where =
    'id' in by
      ? sql`s.id = ${by.id}`
      : 'sha256' in by
        ? sql`s.account_id = ${by.accountId} and s.currency = ${by.currency} and s.as_of = ${by.asOf} and s.sha256 = ${by.sha256}
            and s.discarded_command_id is null`
        : sql`s.company_id = ${by.companyId} and s.discarded_command_id is null
            and (${by.accountId ?? null}::bigint is null or s.account_id = ${by.accountId ?? null})
            and (${by.beforeId ?? null}::bigint is null or s.id < ${by.beforeId ?? null})`;
  const { rows } = await sql<{
    id: bigint;
    company_id: bigint;
    account_id: bigint;
    customer: string;
    customer_name: string;
    currency: string;
    as_of: string;
    kind: StatementKind;
    from_date: string | null;
    turned: boolean;
    opening_minor: bigint;
    closing_minor: bigint;
    file_name: string;
    format: 'csv' | 'xlsx' | 'pdf';
    sha256: string;
    warnings: string[];
    person: string;
    received_at: string;
    discarded_reason: string | null;
    version: number;
  }>`
    select s.id, s.company_id, s.account_id, a.number as customer, a.name as customer_name, s.currency, s.as_of, s.kind, s.from_date, s.turned,
      s.opening_minor, s.closing_minor, s.file_name, s.format, s.sha256, s.warnings, p.name as person, s.received_at, s.discarded_reason, s.version
    from reconciliation.customer_statement s
    join customers.v_account a on a.tenant_id = ${tenantId} and a.id = s.account_id
    join platform.person p on p.id = s.person_id
    where s.tenant_id = ${tenantId} and ${where} order by s.id desc limit ${'limit' in by ? by.limit : 1}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    companyId: row.company_id,
    accountId: row.account_id,
    customer: row.customer,
    customerName: row.customer_name,
    currency: row.currency,
    asOf: row.as_of,
    kind: row.kind,
    fromDate: row.from_date,
    turned: row.turned,
    openingMinor: row.opening_minor,
    closingMinor: row.closing_minor,
    fileName: row.file_name,
    format: row.format,
    sha256: row.sha256,
    warnings: row.warnings,
    person: row.person,
    receivedAt: row.received_at,
    discardedReason: row.discarded_reason,
    version: row.version,
  }));
}

/** The lines of a statement in the order of its file. */
export async function loadTheirLines(db: Sql, tenantId: bigint, statementId: bigint): Promise<TheirLine[]> {
  const { rows } = await sql<{
    line: number;
    file_row: number;
    reference: string;
    other_reference: string | null;
    document_date: string | null;
    due_date: string | null;
    amount_minor: bigint;
    kind: string;
    memo: string;
  }>`
    select line, file_row, reference, other_reference, document_date, due_date, amount_minor, kind, memo
    from reconciliation.customer_statement_line where tenant_id = ${tenantId} and statement_id = ${statementId} order by line`.execute(
    db,
  );
  return rows.map((row) => ({
    line: row.line,
    row: row.file_row,
    reference: row.reference,
    otherReference: row.other_reference,
    documentDate: row.document_date,
    dueDate: row.due_date,
    amountMinor: row.amount_minor,
    kind: row.kind,
    memo: row.memo,
  }));
}

/** Locks a statement for a decision about it; undefined where there is none. The account is locked before. */
export async function lockStatement(tx: Transaction, id: bigint): Promise<CustomerStatement | undefined> {
  tx.claimLock('case', `customer statement ${id}`);
  await sql`select id from reconciliation.customer_statement where tenant_id = ${tx.tenantId} and id = ${id} for update`.execute(
    tx.db,
  );
  return (await loadStatements(tx.db, tx.tenantId, { id }))[0];
}

export async function discardStatementRow(tx: Transaction, id: bigint, reason: string): Promise<void> {
  tx.send(sql`
    update reconciliation.customer_statement set discarded_reason = ${reason}, discarded_command_id = ${tx.commandId}, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${id}`);
}

/** A person's word about a line. */
export interface StoredDecision {
  readonly key: string;
  readonly side: DifferenceSide;
  readonly note: string;
  readonly person: string;
  readonly decidedAt: string;
}

export async function saveDecisions(
  tx: Transaction,
  statementId: bigint,
  decisions: readonly { key: string; side: DifferenceSide; note: string }[],
): Promise<void> {
  tx.send(sql`
    insert into reconciliation.line_decision (tenant_id, statement_id, line_key, side, note, person_id, decided_at, command_id)
    select ${tx.tenantId}, ${statementId}, d.line_key, d.side, d.note, ${tx.actor.personId}, ${tx.now.toISOString()}, ${tx.commandId}
    from unnest(${decisions.map((d) => d.key)}::text[], ${decisions.map((d) => d.side)}::text[], ${decisions.map((d) => d.note)}::text[])
      as d(line_key, side, note)
    on conflict (tenant_id, statement_id, line_key) do update set side = excluded.side, note = excluded.note, person_id = excluded.person_id,
      decided_at = excluded.decided_at, command_id = excluded.command_id`);
  touchStatement(tx, statementId);
}

/** Something was done about a statement: whoever looked at it before looks again. */
export function touchStatement(tx: Transaction, statementId: bigint): void {
  tx.send(
    sql`update reconciliation.customer_statement set version = version + 1 where tenant_id = ${tx.tenantId} and id = ${statementId}`,
  );
}

export async function loadDecisions(
  db: Sql,
  tenantId: bigint,
  statementId: bigint,
): Promise<Map<string, StoredDecision>> {
  const { rows } = await sql<{
    line_key: string;
    side: DifferenceSide;
    note: string;
    person: string;
    decided_at: string;
  }>`
    select d.line_key, d.side, d.note, p.name as person, d.decided_at
    from reconciliation.line_decision d join platform.person p on p.id = d.person_id
    where d.tenant_id = ${tenantId} and d.statement_id = ${statementId}`.execute(db);
  return new Map(
    rows.map((row) => [
      row.line_key,
      {
        key: row.line_key,
        side: row.side,
        note: row.note,
        person: row.person,
        decidedAt: row.decided_at,
      },
    ]),
  );
}

export interface Agreement {
  readonly id: bigint;
  readonly statementId: bigint;
  readonly theirMinor: bigint;
  readonly ourMinor: bigint;
  readonly agreedMinor: bigint;
  readonly seq: bigint;
  readonly agreedWith: string;
  readonly agreedOn: string;
  readonly note: string;
  readonly reportSha256: string;
  readonly evidenceFileName: string | null;
  readonly evidenceSha256: string | null;
  readonly person: string;
  readonly agreedAt: string;
  readonly withdrawn: { readonly reason: string; readonly person: string; readonly at: string } | null;
}

const plain = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);

export async function insertAgreement(
  tx: Transaction,
  statement: CustomerStatement,
  agreement: Pick<
    Agreement,
    | 'theirMinor'
    | 'ourMinor'
    | 'agreedMinor'
    | 'seq'
    | 'agreedWith'
    | 'agreedOn'
    | 'note'
    | 'reportSha256'
    | 'evidenceFileName'
    | 'evidenceSha256'
  > & { readonly lines: readonly ComparedLine[] },
): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into reconciliation.agreement (tenant_id, statement_id, company_id, account_id, currency, as_of, their_minor, our_minor, agreed_minor,
      lines, seq, agreed_with, agreed_on, note, report_sha256, evidence_file_name, evidence_sha256, person_id, agreed_at, command_id)
    values (${tx.tenantId}, ${statement.id}, ${statement.companyId}, ${statement.accountId}, ${statement.currency}, ${statement.asOf},
      ${agreement.theirMinor}, ${agreement.ourMinor}, ${agreement.agreedMinor}, ${JSON.stringify(agreement.lines, plain)}::jsonb, ${agreement.seq},
      ${agreement.agreedWith}, ${agreement.agreedOn}, ${agreement.note}, ${agreement.reportSha256}, ${agreement.evidenceFileName},
      ${agreement.evidenceSha256}, ${tx.actor.personId}, ${tx.now.toISOString()}, ${tx.commandId}) returning id`.execute(
    tx.db,
  );
  tx.send(
    sql`update reconciliation.customer_statement set version = version + 1 where tenant_id = ${tx.tenantId} and id = ${statement.id}`,
  );
  return rows[0]!.id;
}

export async function saveEvidence(
  tx: Transaction,
  agreementId: bigint,
  evidence: { fileName: string; sha256: string },
): Promise<void> {
  tx.send(sql`
    update reconciliation.agreement set evidence_file_name = ${evidence.fileName}, evidence_sha256 = ${evidence.sha256}
    where tenant_id = ${tx.tenantId} and id = ${agreementId}`);
}

export async function withdrawAgreementRow(tx: Transaction, statementId: bigint, reason: string): Promise<boolean> {
  const { rows } = await sql`
    update reconciliation.agreement set withdrawn_reason = ${reason}, withdrawn_person_id = ${tx.actor.personId},
      withdrawn_at = ${tx.now.toISOString()}, withdrawn_command_id = ${tx.commandId}
    where tenant_id = ${tx.tenantId} and statement_id = ${statementId} and withdrawn_command_id is null returning id`.execute(
    tx.db,
  );
  if (rows.length > 0)
    tx.send(
      sql`update reconciliation.customer_statement set version = version + 1 where tenant_id = ${tx.tenantId} and id = ${statementId}`,
    );
  return rows.length > 0;
}

/** All agreements on some statements, the newest first; at most one of a statement stands. */
export async function loadAgreements(db: Sql, tenantId: bigint, statementIds: readonly bigint[]): Promise<Agreement[]> {
  const { rows } = await sql<{
    id: bigint;
    statement_id: bigint;
    their_minor: bigint;
    our_minor: bigint;
    agreed_minor: bigint;
    seq: bigint;
    agreed_with: string;
    agreed_on: string;
    note: string;
    report_sha256: string;
    evidence_file_name: string | null;
    evidence_sha256: string | null;
    person: string;
    agreed_at: string;
    withdrawn_reason: string | null;
    withdrawn_person: string | null;
    withdrawn_at: string | null;
  }>`
    select g.id, g.statement_id, g.their_minor, g.our_minor, g.agreed_minor, g.seq, g.agreed_with, g.agreed_on, g.note, g.report_sha256,
      g.evidence_file_name, g.evidence_sha256, p.name as person, g.agreed_at, g.withdrawn_reason, w.name as withdrawn_person, g.withdrawn_at
    from reconciliation.agreement g join platform.person p on p.id = g.person_id left join platform.person w on w.id = g.withdrawn_person_id
    where g.tenant_id = ${tenantId} and g.statement_id = any(${statementIds as bigint[]}::bigint[]) order by g.id desc`.execute(
    db,
  );
  return rows.map((row) => ({
    id: row.id,
    statementId: row.statement_id,
    theirMinor: row.their_minor,
    ourMinor: row.our_minor,
    agreedMinor: row.agreed_minor,
    seq: row.seq,
    agreedWith: row.agreed_with,
    agreedOn: row.agreed_on,
    note: row.note,
    reportSha256: row.report_sha256,
    evidenceFileName: row.evidence_file_name,
    evidenceSha256: row.evidence_sha256,
    person: row.person,
    agreedAt: row.agreed_at,
    withdrawn:
      row.withdrawn_reason === null
        ? null
        : {
            reason: row.withdrawn_reason,
            person: row.withdrawn_person!,
            at: row.withdrawn_at!,
          },
  }));
}
