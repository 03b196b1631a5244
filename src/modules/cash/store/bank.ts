/** Bank accounts, files, statements and lines: the only writer of those tables. */
import type { BankEntry } from '#formats';
import { type Day, done, type Outcome, refuse } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import type { BankAccount, BankRhythm } from '../model.ts';
import type { KnownLine } from '../rules/compare-statement.ts';
import { documentsText } from '../rules/stated-documents.ts';

export async function insertBankAccount(
  tx: Transaction,
  account: {
    companyId: bigint;
    number: string;
    numberKey: string;
    currency: string;
    name: string;
    glAccountId: bigint;
    /** checks: the account of checks in transit; service: the parts of deposits. */
    kind?: 'bank' | 'checks' | 'service';
  },
): Promise<bigint | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into cash.bank_account (tenant_id, company_id, number, number_key, currency, name, gl_account_id, kind)
    values (${tx.tenantId}, ${account.companyId}, ${account.number}, ${account.numberKey}, ${account.currency}, ${account.name}, ${account.glAccountId},
      ${account.kind ?? 'bank'})
    on conflict do nothing returning id`.execute(tx.db);
  return rows[0]?.id;
}

/** The bank account of a number and currency, in whichever company it is. */
export async function findBankAccount(
  tx: Transaction,
  numberKey: string,
  currency: string,
): Promise<Pick<BankAccount, 'companyId' | 'closedOn'> | undefined> {
  const { rows } = await sql<Pick<BankAccount, 'companyId' | 'closedOn'>>`
    select company_id as "companyId", closed_on as "closedOn" from cash.bank_account
    where tenant_id = ${tx.tenantId} and number_key = ${numberKey} and currency = ${currency}`.execute(tx.db);
  return rows[0];
}

/** Locks a bank account of a company and tells what stands of it. Refuses `cash.bank-account-not-found`. */
export async function takeBankAccount(
  tx: Transaction,
  companyId: bigint,
  id: bigint,
): Promise<Outcome<Pick<BankAccount, 'name' | 'closedOn'>>> {
  await lockBankAccount(tx, id);
  const { rows } = await sql<Pick<BankAccount, 'name' | 'closedOn'>>`
    select name, closed_on as "closedOn" from cash.v_bank_account
    where tenant_id = ${tx.tenantId} and company_id = ${companyId} and id = ${id}`.execute(tx.db);
  return rows[0]
    ? done(rows[0])
    : refuse('cash.bank-account-not-found', 'There is no such bank account in this company. Nothing was changed.');
}

export async function renameBankAccountTo(tx: Transaction, id: bigint, name: string): Promise<void> {
  await sql`update cash.bank_account set name = ${name} where tenant_id = ${tx.tenantId} and id = ${id}`.execute(tx.db);
}

/** Closes a bank account on a day, or opens it again (null). */
export async function closeBankAccountOn(tx: Transaction, id: bigint, day: Day | null): Promise<void> {
  await sql`update cash.bank_account set closed_on = ${day} where tenant_id = ${tx.tenantId} and id = ${id}`.execute(
    tx.db,
  );
}

/** All bank accounts of a tenant (or one company), closed ones too, with the day up to which each is read. */
export async function loadBankAccounts(db: Sql, tenantId: bigint, companyId?: bigint): Promise<BankAccount[]> {
  const { rows } = await sql<{
    id: bigint;
    company_id: bigint;
    number: string;
    currency: string;
    name: string;
    gl_account_id: bigint;
    read_to: string | null;
    closed_on: string | null;
    rhythms: BankRhythm[];
  }>`
    select id, company_id, number, currency, name, gl_account_id, read_to, closed_on,
      (select coalesce(jsonb_agg(jsonb_build_object('from', r.valid_from, 'rhythm', r.rhythm) order by r.valid_from), '[]')
        from cash.bank_rhythm r where r.tenant_id = b.tenant_id and r.bank_account_id = b.id) as rhythms
    from cash.v_bank_account b
    where tenant_id = ${tenantId} ${companyId === undefined ? sql`` : sql`and company_id = ${companyId}`} order by id`.execute(
    db,
  );
  return rows.map((row) => ({
    id: row.id,
    companyId: row.company_id,
    number: row.number,
    currency: row.currency,
    name: row.name,
    glAccountId: row.gl_account_id,
    readTo: row.read_to,
    closedOn: row.closed_on,
    rhythms: row.rhythms,
  }));
}

/** Says when the bank sends statements of an account from a day on; what was chosen for the same day before gives way. */
export async function setBankRhythmFrom(tx: Transaction, id: bigint, { from, rhythm }: BankRhythm): Promise<void> {
  await sql`
    insert into cash.bank_rhythm (tenant_id, bank_account_id, valid_from, rhythm, command_id)
    values (${tx.tenantId}, ${id}, ${from}, ${rhythm}, ${tx.commandId})
    on conflict (tenant_id, bank_account_id, valid_from)
    do update set rhythm = excluded.rhythm, command_id = excluded.command_id`.execute(tx.db);
}

/** The GL account that each account of a company posts to, checks in transit among them. */
export async function loadGlAccountsOfBanks(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
): Promise<Map<bigint, bigint>> {
  const { rows } = await sql<{ id: bigint; gl_account_id: bigint }>`
    select id, gl_account_id from cash.bank_account where tenant_id = ${tenantId} and company_id = ${companyId}`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.id, row.gl_account_id]));
}

/** Whether a file was imported before, by its content. */
export async function isFileKnown(tx: Transaction, sha256: string): Promise<boolean> {
  const { rows } = await sql`
    select from cash.bank_file where tenant_id = ${tx.tenantId} and sha256 = ${sha256}`.execute(tx.db);
  return rows.length > 0;
}

/** Registers a file by its content; undefined when the very same content was imported before. */
export async function insertBankFile(
  tx: Transaction,
  file: { name: string; sha256: string; format: string },
): Promise<bigint | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into cash.bank_file (tenant_id, name, sha256, format, command_id)
    values (${tx.tenantId}, ${file.name}, ${file.sha256}, ${file.format}, ${tx.commandId})
    on conflict (tenant_id, sha256) do nothing returning id`.execute(tx.db);
  return rows[0]?.id;
}

export interface NewStatement {
  readonly bankAccountId: bigint;
  readonly bankFileId: bigint;
  readonly number: string | null;
  readonly reference: string | null;
  readonly fromDate: string | null;
  readonly toDate: string | null;
  readonly openingMinor: bigint | null;
  readonly closingMinor: bigint | null;
  readonly closingDate: string | null;
  readonly state: 'accepted' | 'repeated' | 'held';
  /** Held: it does not foot by itself, or its lines could be those that are known under another text. */
  readonly heldFor: HeldFor | null;
  readonly reason: string | null;
}

export type HeldFor = 'footing' | 'doubt';

export async function insertStatement(tx: Transaction, statement: NewStatement): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into cash.statement (tenant_id, bank_account_id, bank_file_id, number, reference, from_date, to_date, opening_minor, closing_minor,
      closing_date, state, held_for, reason)
    values (${tx.tenantId}, ${statement.bankAccountId}, ${statement.bankFileId}, ${statement.number}, ${statement.reference}, ${statement.fromDate},
      ${statement.toDate}, ${statement.openingMinor}, ${statement.closingMinor}, ${statement.closingDate}, ${statement.state}, ${statement.heldFor},
      ${statement.reason})
    returning id`.execute(tx.db);
  return rows[0]!.id;
}

export interface NewBankLine {
  readonly entry: BankEntry;
  readonly bookingDate: string;
  readonly key: string;
  readonly occurrence: number;
  readonly state: 'waiting' | 'held' | 'advised';
}

/** Writes lines that are not there yet; returns how many were new. A known occurrence of a key stays as it is. */
export async function insertBankLines(
  tx: Transaction,
  of: { bankAccountId: bigint; companyId: bigint; statementId: bigint; currency: string },
  lines: readonly NewBankLine[],
): Promise<number> {
  if (lines.length === 0) return 0;
  const c = <T>(pick: (line: NewBankLine) => T): T[] => lines.map(pick);
  const { rows } = await sql`
    insert into cash.bank_line (tenant_id, bank_account_id, company_id, statement_id, currency, booking_date, value_date, amount_minor, reversal,
      bank_reference, customer_reference, transaction_code, counterparty_name, counterparty_account, ultimate_name, remittance, structured_reference,
      returned, return_reason, original_minor, charges_minor, charges_currency, charges_bearer, instructed_minor, instructed_currency, exchange_rate,
      details, stated, identity_key, occurrence, state)
    select ${tx.tenantId}, ${of.bankAccountId}, ${of.companyId}, ${of.statementId}, ${of.currency}, l.*
    from unnest(${c((l) => l.bookingDate)}::date[], ${c((l) => l.entry.valueDate ?? l.bookingDate)}::date[], ${c((l) => l.entry.amountMinor)}::bigint[],
      ${c((l) => l.entry.reversal)}::boolean[], ${c((l) => l.entry.bankReference)}::text[], ${c((l) => l.entry.customerReference)}::text[],
      ${c((l) => l.entry.transactionCode)}::text[], ${c((l) => l.entry.counterparty.name)}::text[], ${c((l) => l.entry.counterparty.account)}::text[],
      ${c((l) => l.entry.counterparty.ultimateName ?? null)}::text[],
      ${c((l) => l.entry.remittance)}::text[], ${c((l) => l.entry.structuredReference)}::text[],
      ${c((l) => l.entry.returned !== null)}::boolean[], ${c((l) => l.entry.returned?.reasonCode ?? null)}::text[],
      ${c((l) => l.entry.returned?.originalMinor ?? null)}::bigint[], ${c((l) => l.entry.charges?.amountMinor ?? null)}::bigint[],
      ${c((l) => l.entry.charges?.currency ?? null)}::text[], ${c((l) => l.entry.charges?.bearer ?? null)}::text[],
      ${c((l) => l.entry.exchange?.instructedMinor ?? null)}::bigint[], ${c((l) => l.entry.exchange?.instructedCurrency ?? null)}::text[],
      ${c((l) => l.entry.exchange?.rate ?? null)}::text[],
      ${c((l) => JSON.stringify(l.entry.details, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)))}::jsonb[],
      ${c((l) => documentsText(l.entry.stated))}::jsonb[],
      ${c((l) => l.key)}::text[], ${c((l) => l.occurrence)}::integer[], ${c((l) => l.state)}::text[]) as l
    on conflict (tenant_id, bank_account_id, identity_key, occurrence) do nothing returning id`.execute(tx.db);
  return rows.length;
}

/** So many known lines are few; more are fetched in pieces. */
const fewKnown = 1000;
const fetchedAtOnce = 10_000;

/**
 * The lines known of an account in a span of days that are more than advised, by day. Few, which is the rule, are read by one
 * statement whose plan the server keeps; what follows the first thousand in pieces, each line once.
 */
export async function* loadKnownLines(
  tx: Transaction,
  bankAccountId: bigint,
  from: string,
  to: string,
): AsyncGenerator<readonly KnownLine[]> {
  const known = (after: ReturnType<typeof sql>) => sql<KnownLine & { id: bigint }>`
    select l.id, l.amount_minor as "amountMinor", l.bank_reference as "bankReference", l.booking_date as "bookingDate", l.identity_key as "key",
      l.occurrence, f.format from cash.bank_line l
    join cash.statement s on s.tenant_id = ${tx.tenantId} and s.id = l.statement_id
    join cash.bank_file f on f.tenant_id = ${tx.tenantId} and f.id = s.bank_file_id
    where l.tenant_id = ${tx.tenantId} and l.bank_account_id = ${bankAccountId} and l.booking_date between ${from} and ${to}
      and l.state <> 'advised' ${after} order by l.booking_date, l.id`;
  const { rows: first } = await sql<KnownLine & { id: bigint }>`${known(sql``)} limit ${sql.lit(fewKnown)}`.execute(
    tx.db,
  );
  if (first.length > 0) yield first;
  const last = first.at(-1);
  if (last === undefined || first.length < fewKnown) return;
  // The account is locked: nobody adds to them meanwhile.
  tx.send(
    sql`declare known_line no scroll cursor for ${known(sql`and (l.booking_date, l.id) > (${last.bookingDate}, ${last.id})`)}`,
  );
  while (true) {
    const { rows } = await sql<KnownLine>`fetch ${sql.lit(fetchedAtOnce)} from known_line`.execute(tx.db);
    if (rows.length > 0) yield rows;
    if (rows.length < fetchedAtOnce) break;
  }
  tx.send(sql`close known_line`);
}

/** Accepted statements of an account that share a day with a span. */
export async function loadOverlapping(
  db: Sql,
  tenantId: bigint,
  bankAccountId: bigint,
  from: string,
  to: string,
): Promise<{ openingMinor: bigint | null; closingMinor: bigint | null; fromDate: string; toDate: string }[]> {
  const { rows } = await sql<{
    opening_minor: bigint | null;
    closing_minor: bigint | null;
    from_date: string;
    to_date: string;
  }>`
    select opening_minor, closing_minor, from_date, to_date from cash.statement
    where tenant_id = ${tenantId} and bank_account_id = ${bankAccountId} and state = 'accepted' and from_date <= ${to} and to_date >= ${from}`.execute(
    db,
  );
  return rows.map((row) => ({
    openingMinor: row.opening_minor,
    closingMinor: row.closing_minor,
    fromDate: row.from_date,
    toDate: row.to_date,
  }));
}

/** Locks a bank account: imports of one account stand in line. Returns the day that it was closed; null while it is in use. */
export async function lockBankAccount(tx: Transaction, id: bigint): Promise<Day | null> {
  tx.claimLock('receipt', `bank account ${id}`);
  const { rows } = await sql<{ closedOn: Day | null }>`
    select closed_on as "closedOn" from cash.bank_account where tenant_id = ${tx.tenantId} and id = ${id} for update`.execute(
    tx.db,
  );
  return rows[0]?.closedOn ?? null;
}

/** Whether statements of an account that do not foot by themselves, and share a day with a span, keep lines from being posted. */
export async function heldBeside(tx: Transaction, bankAccountId: bigint, from: string, to: string): Promise<boolean> {
  const { rows } = await sql`
    select from cash.statement where tenant_id = ${tx.tenantId} and bank_account_id = ${bankAccountId} and held_for = 'footing'
      and state in ('held', 'left_out') and from_date <= ${to} and to_date >= ${from} limit 1`.execute(tx.db);
  return rows.length > 0;
}

/**
 * Takes lines over that stand on statements that do not foot by themselves: they are booked by a statement that foots, and wait to
 * be posted. Returns those statements, each as often as lines were taken from it.
 */
export async function takeHeldLines(
  tx: Transaction,
  of: { bankAccountId: bigint; statementId: bigint },
  lines: readonly Pick<NewBankLine, 'key' | 'occurrence'>[],
): Promise<bigint[]> {
  const { rows } = await sql<{ statementId: bigint }>`
    with held as (
      select l.id, l.statement_id from unnest(${lines.map((one) => one.key)}::text[], ${lines.map((one) => one.occurrence)}::integer[]) k (key, occurrence)
      join cash.bank_line l on l.tenant_id = ${tx.tenantId} and l.bank_account_id = ${of.bankAccountId} and l.identity_key = k.key
        and l.occurrence = k.occurrence and l.state in ('held', 'left_out')
      join cash.statement s on s.tenant_id = ${tx.tenantId} and s.id = l.statement_id and s.held_for = 'footing'
    ), taken as (
      update cash.bank_line l set state = 'waiting', statement_id = ${of.statementId} from held where l.tenant_id = ${tx.tenantId} and l.id = held.id
    )
    select statement_id as "statementId" from held`.execute(tx.db);
  return rows.map((row) => row.statementId);
}

/** Statements that have given up all their lines are repeated by another; nobody has to decide about them any more. */
export async function settleEmptied(tx: Transaction, statementIds: readonly bigint[]): Promise<void> {
  await sql`
    update cash.statement s set state = 'repeated', reason = s.reason || ' Its lines came again on a statement that foots.'
    where s.tenant_id = ${tx.tenantId} and s.id = any(${[...statementIds]}::bigint[])
      and not exists (select from cash.bank_line l where l.tenant_id = ${tx.tenantId} and l.statement_id = s.id and l.state in ('held', 'left_out'))`.execute(
    tx.db,
  );
}

/**
 * Decides a held statement, or one that was left out: let in, its lines wait to be posted; left out, they stay known and are never
 * posted. Returns the lines.
 */
export async function decideStatement(
  tx: Transaction,
  statementId: bigint,
  decision: { state: 'accepted' | 'left_out'; reason: string },
): Promise<bigint[]> {
  await sql`update cash.statement set state = ${decision.state}, decided_reason = ${decision.reason}, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${statementId}`.execute(tx.db);
  const { rows } = await sql<{ id: bigint }>`
    update cash.bank_line set state = ${decision.state === 'accepted' ? 'waiting' : 'left_out'}
    where tenant_id = ${tx.tenantId} and statement_id = ${statementId} and state in ('held', 'left_out') returning id`.execute(
    tx.db,
  );
  return rows.map((row) => row.id);
}

/** Lines that wait are never posted: what they stood for was taken back. */
export async function leaveOutWaiting(tx: Transaction, lineIds: readonly bigint[]): Promise<void> {
  await sql`update cash.bank_line set state = 'left_out'
    where tenant_id = ${tx.tenantId} and id = any(${[...lineIds]}::bigint[]) and state = 'waiting'`.execute(tx.db);
}

/**
 * The query of a company's open lines (line_id, receipt_id, journal_id): those that wait to be posted, and those posted to suspense.
 * A few rows by the partial indexes; whoever starts from all lines instead reads the whole of the bank at every run.
 */
export function openLines(tenantId: bigint, companyId: bigint) {
  return sql`
    select id as line_id, null::bigint as receipt_id, null::bigint as journal_id from cash.bank_line
    where tenant_id = ${tenantId} and company_id = ${companyId} and state = 'waiting'
    union all
    select bank_line_id, id, journal_id from cash.receipt where tenant_id = ${tenantId} and company_id = ${companyId} and state = 'unidentified'`;
}
