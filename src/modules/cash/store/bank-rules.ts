/** Bank-line rules and what was posted by them: the only writer of those tables. */
import { loadPostingDays } from '#ledger';
import { type Sql, sql, type Transaction } from '#platform';
import type { BankRule, PastLine, RuledLine } from '../rules/bank-rules.ts';

export interface DeclaredRule extends BankRule {
  readonly glAccountCode: string;
  readonly glAccountName: string;
  readonly person: string;
  readonly madeAt: string;
  /** Postings by it that stand. */
  readonly postings: number;
  /** Null: it is in force. */
  readonly ended: {
    readonly at: string;
    readonly person: string;
    readonly reason: string;
    readonly replacedBy: bigint | null;
  } | null;
}

export async function insertBankRule(
  tx: Transaction,
  companyId: bigint,
  rule: Omit<BankRule, 'id'> & { readonly replacesId: bigint | null },
): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into cash.bank_rule (tenant_id, company_id, name, direction, currency, transaction_code, words, maximum_minor, gl_account_id, person_id,
      made_at, replaces_id, command_id)
    values (${tx.tenantId}, ${companyId}, ${rule.name}, ${rule.direction}, ${rule.currency}, ${rule.transactionCode}, ${rule.words},
      ${rule.maximumMinor}, ${rule.glAccountId}, ${tx.actor.personId}, ${tx.now.toISOString()}::timestamptz, ${rule.replacesId}, ${tx.commandId}) returning id`.execute(
    tx.db,
  );
  return rows[0]!.id;
}

/** The rules in force of a company, the oldest first; `ended`: those that have ended as well, behind them the newest first. */
export async function loadBankRules(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  { ended = false }: { readonly ended?: boolean } = {},
): Promise<DeclaredRule[]> {
  const { rows } = await sql<
    Omit<DeclaredRule, 'ended'> & {
      endedAt: string | null;
      endedBy: string;
      endedReason: string;
      replacedBy: bigint | null;
    }
  >`
    select b.id, b.name, b.direction, b.currency, b.transaction_code as "transactionCode", b.words, b.maximum_minor as "maximumMinor",
      b.gl_account_id as "glAccountId", a.code as "glAccountCode", a.name as "glAccountName", p.name as person, b.made_at as "madeAt",
      (select count(*) from cash.rule_posting x where x.tenant_id = ${tenantId} and x.rule_id = b.id and x.reversed_command_id is null)::integer as postings,
      to_char(u.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "endedAt", e.name as "endedBy", u.reason as "endedReason",
      (select n.id from cash.bank_rule n where n.tenant_id = ${tenantId} and n.replaces_id = b.id) as "replacedBy"
    from cash.bank_rule b
    join ledger.v_account a on a.tenant_id = ${tenantId} and a.id = b.gl_account_id
    join platform.person p on p.id = b.person_id
    left join platform.audit u on u.tenant_id = ${tenantId} and u.command_id = b.ended_command_id
    left join platform.person e on e.id = u.person_id
    where b.tenant_id = ${tenantId} and b.company_id = ${companyId} and (${ended} or b.ended_command_id is null)
    order by b.ended_command_id is not null, case when b.ended_command_id is null then b.id else -b.id end`.execute(db);
  return rows.map(({ endedAt, endedBy, endedReason, replacedBy, ...rule }) => ({
    ...rule,
    ended: endedAt === null ? null : { at: endedAt, person: endedBy, reason: endedReason, replacedBy },
  }));
}

/** Ends a rule; what was posted by it stays. False where there is none in force. */
export async function endBankRule(tx: Transaction, companyId: bigint, ruleId: bigint): Promise<boolean> {
  const { rows } = await sql`
    update cash.bank_rule set ended_command_id = ${tx.commandId}
    where tenant_id = ${tx.tenantId} and company_id = ${companyId} and id = ${ruleId} and ended_command_id is null returning id`.execute(
    tx.db,
  );
  return rows.length > 0;
}

/** A movement that no customer's item explains: money out in its clearing account, money in in suspense. */
export interface LooseMovement extends RuledLine {
  readonly receiptId: bigint;
  readonly lineId: bigint;
  readonly postingDate: string;
  /** What stands in the clearing or suspense account for it, in company currency; signed as the line. */
  readonly companyAmountMinor: bigint;
}

/** Loose movements of a company that no rule has ever posted. `lineIds`: only those. */
export async function loadLooseMovements(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  lineIds: readonly bigint[] | null = null,
): Promise<LooseMovement[]> {
  const { rows } = await sql<LooseMovement>`
    select r.id as "receiptId", l.id as "lineId", r.posting_date as "postingDate", r.amount_minor as "amountMinor", r.currency,
      l.transaction_code as "transactionCode", -g.company_amount_minor as "companyAmountMinor",
      concat_ws(' ', l.counterparty_name, l.structured_reference, l.remittance, l.customer_reference, l.bank_reference) as text
    from cash.receipt r
    join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id
    join ledger.v_line g on g.tenant_id = ${tenantId} and g.journal_id = r.journal_id
    join ledger.v_account a on a.tenant_id = ${tenantId} and a.id = g.account_id
      and a.purpose = case when r.amount_minor < 0 then 'bank_other' else 'unidentified_receipts' end
    where r.tenant_id = ${tenantId} and r.company_id = ${companyId} and r.item_id is null and not l.reversal
      and r.state = case when r.amount_minor < 0 then 'other' else 'unidentified' end
      and (${lineIds as bigint[] | null}::bigint[] is null or l.id = any(${lineIds as bigint[] | null}::bigint[]))
      -- What a person took back stays with the person.
      and not exists (select from cash.rule_posting p where p.tenant_id = ${tenantId} and p.receipt_id = r.id)
      and not exists (select from cash.returned_payment p where p.tenant_id = ${tenantId} and (p.return_receipt_id = r.id or p.receipt_id = r.id))
    order by l.id`.execute(db);
  // The movement may have been posted in a month that is closed by now.
  const postingDay = await loadPostingDays(db, tenantId, companyId);
  return rows.map((row) => ({ ...row, postingDate: postingDay(row.postingDate) }));
}

export async function lockLines(tx: Transaction, lineIds: readonly bigint[]): Promise<void> {
  const ids = [...lineIds].sort((a, b) => (a < b ? -1 : 1));
  for (const id of ids) tx.claimLock('receipt', id.toString(), id);
  await sql`select id from cash.bank_line where tenant_id = ${tx.tenantId} and id = any(${ids}::bigint[]) order by id for update`.execute(
    tx.db,
  );
}

/** Writes postings by rule; money in leaves the queue of the unidentified. */
export async function insertRulePostings(
  tx: Transaction,
  postings: readonly { receiptId: bigint; ruleId: bigint; journalId: bigint; explanation: string }[],
): Promise<void> {
  const c = <T>(pick: (one: (typeof postings)[number]) => T): T[] => postings.map(pick);
  tx.send(sql`
    insert into cash.rule_posting (tenant_id, receipt_id, rule_id, journal_id, command_id)
    select ${tx.tenantId}, p.receipt_id, p.rule_id, p.journal_id, ${tx.commandId}
    from unnest(${c((p) => p.receiptId)}::bigint[], ${c((p) => p.ruleId)}::bigint[], ${c((p) => p.journalId)}::bigint[]) as p(receipt_id, rule_id, journal_id)`);
  tx.send(sql`
    update cash.receipt r set state = 'other', explanation = p.explanation, version = r.version + 1
    from unnest(${c((p) => p.receiptId)}::bigint[], ${c((p) => p.explanation)}::text[]) as p(receipt_id, explanation)
    where r.tenant_id = ${tx.tenantId} and r.id = p.receipt_id`);
}

export interface StandingPosting {
  readonly id: bigint;
  readonly receiptId: bigint;
  readonly lineId: bigint;
  readonly journalId: bigint;
  readonly amountMinor: bigint;
  readonly postingDate: string;
  readonly ruleName: string;
}

export async function loadStandingPosting(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  receiptId: bigint,
): Promise<StandingPosting | undefined> {
  const { rows } = await sql<StandingPosting>`
    select id, receipt_id as "receiptId", bank_line_id as "lineId", journal_id as "journalId", amount_minor as "amountMinor",
      posting_date as "postingDate", rule_name as "ruleName"
    from cash.v_rule_posting where tenant_id = ${tenantId} and company_id = ${companyId} and receipt_id = ${receiptId} and standing`.execute(
    db,
  );
  return rows[0];
}

/** Marks a posting as taken back; the money waits again where it stood before. */
export async function reversePostingRow(
  tx: Transaction,
  posting: StandingPosting,
  reversal: { journalId: bigint; explanation: string },
): Promise<void> {
  tx.send(sql`
    update cash.rule_posting set reversal_journal_id = ${reversal.journalId}, reversed_command_id = ${tx.commandId}
    where tenant_id = ${tx.tenantId} and id = ${posting.id}`);
  tx.send(sql`
    update cash.receipt set state = ${posting.amountMinor < 0n ? 'other' : 'unidentified'}, explanation = ${reversal.explanation}, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${posting.receiptId}`);
}

/** A booked line as it came from the bank. */
export interface BookedLine extends RuledLine {
  readonly id: bigint;
  readonly bookingDate: string;
}

/** A line of the past as a rule is tried on it. */
export interface TriedLine extends BookedLine, PastLine {
  readonly bankAccount: string;
}

/** How many booked lines of a company there are in a currency and direction in some days. */
export async function countPastLines(db: Sql, tenantId: bigint, of: PastLinesChoice): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from cash.bank_line l where ${pastLines(tenantId, of)}`.execute(db);
  return rows[0]!.n;
}

/** So many lines are held at once while a rule is tried. */
const fetchedAtOnce = 5_000;

export interface PastLinesChoice {
  readonly companyId: bigint;
  readonly direction: 'in' | 'out';
  readonly currency: string;
  readonly from: string;
  readonly to: string;
}

const pastLines = (tenantId: bigint, of: PastLinesChoice) => sql`
  l.tenant_id = ${tenantId} and l.company_id = ${of.companyId} and l.booking_date between ${of.from} and ${of.to}
  and l.currency = ${of.currency} and ${of.direction === 'out' ? sql`l.amount_minor < 0` : sql`l.amount_minor > 0`}
  and l.state in ('waiting', 'posted')`;

/**
 * Booked lines of a company in a currency and direction, in some days, in no order: in pieces of one reading, so that a million
 * of them cost no memory. Of a type code only its own are read. In a transaction.
 */
export async function* loadPastLines(
  db: Sql,
  tenantId: bigint,
  of: PastLinesChoice & { readonly transactionCode: string | null },
): AsyncGenerator<readonly BookedLine[]> {
  await sql`
    declare past_line no scroll cursor for
    select l.id, l.booking_date as "bookingDate", l.amount_minor as "amountMinor", l.currency, l.transaction_code as "transactionCode",
      concat_ws(' ', l.counterparty_name, l.structured_reference, l.remittance, l.customer_reference, l.bank_reference) as text
    from cash.bank_line l
    where ${pastLines(tenantId, of)} ${of.transactionCode === null ? sql`` : sql`and l.transaction_code = ${of.transactionCode}`}`.execute(
    db,
  );
  while (true) {
    const { rows } = await sql<BookedLine>`fetch ${sql.lit(fetchedAtOnce)} from past_line`.execute(db);
    if (rows.length > 0) yield rows;
    if (rows.length < fetchedAtOnce) break;
  }
  await sql`close past_line`.execute(db);
}

/** The same lines with what became of each. */
export async function whatBecameOf(db: Sql, tenantId: bigint, lines: readonly BookedLine[]): Promise<TriedLine[]> {
  if (lines.length === 0) return [];
  const { rows } = await sql<Omit<TriedLine, keyof BookedLine> & { readonly id: bigint }>`
    select l.id, b.name as "bankAccount",
      case when r.id is null then 'waiting'
        when r.item_id is null and not l.reversal and (r.state = 'other' or r.state = 'unidentified')
          and not exists (select from cash.returned_payment t where t.tenant_id = ${tenantId} and (t.return_receipt_id = r.id or t.receipt_id = r.id))
          and not exists (select from cash.payment y where y.tenant_id = ${tenantId} and y.paid_receipt_id = r.id)
        then 'loose' else 'customer' end as became,
      (select u.gl_account_id from cash.rule_posting p join cash.bank_rule u on u.tenant_id = ${tenantId} and u.id = p.rule_id
        where p.tenant_id = ${tenantId} and p.receipt_id = r.id and p.reversed_command_id is null) as "ruledTo",
      exists (select from cash.rule_posting p where p.tenant_id = ${tenantId} and p.receipt_id = r.id and p.reversed_command_id is not null) as "takenBack"
    from cash.bank_line l
    join cash.bank_account b on b.tenant_id = ${tenantId} and b.id = l.bank_account_id
    left join cash.receipt r on r.tenant_id = ${tenantId} and r.bank_line_id = l.id
    where l.tenant_id = ${tenantId} and l.id = any(${lines.map((line) => line.id)}::bigint[])`.execute(db);
  const facts = new Map(rows.map((row) => [row.id, row]));
  return lines.map((line) => ({ ...line, ...facts.get(line.id)! }));
}
