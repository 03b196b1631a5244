/** Payment files and the payments of refunds in them: the only writer of cash.payment_file and cash.payment. */
import type { Day } from '#kernel';
import { loadPostingDays } from '#ledger';
import { type Sql, sql, type Transaction } from '#platform';
import { checkKeyOf } from '../rules/refund-check.ts';

/** A refund that stands and is in no standing payment. Minor units, positive. */
export interface DueRefund {
  readonly itemId: bigint;
  readonly number: string;
  readonly postingDate: Day;
  readonly accountId: bigint;
  readonly customerId: bigint;
  readonly customer: string;
  readonly customerName: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  /** What it is carried at among the refunds to be paid out, in company currency. */
  readonly carriedMinor: bigint;
  /** Number of the credit that it pays out. */
  readonly credit: string | null;
  readonly accountKey: string | null;
  readonly account: string | null;
  readonly bankCode: string | null;
  readonly holderName: string | null;
  readonly basis: 'originating' | 'verified' | null;
  /** Proceedings stand over the customer. */
  readonly insolventSince: Day | null;
  /** The account was put in force after they were recorded: the administrator's. */
  readonly toEstate: boolean;
  readonly town: string | null;
  readonly country: string;
  /** Payments of it that ended, and why the last did. */
  readonly attempts: number;
  readonly lastEnded: { readonly as: PaymentEnd; readonly reason: string } | null;
}

export type PaymentEnd = 'refused' | 'withdrawn' | 'returned' | 'voided' | 'stopped';

/** Refunds of a company that nobody has paid yet, the oldest first; `itemIds`: only those. */
export async function loadDueRefunds(
  db: Sql,
  tenantId: bigint,
  of: { readonly companyId: bigint; readonly itemIds?: readonly bigint[] },
): Promise<DueRefund[]> {
  const { rows } = await sql<
    Omit<DueRefund, 'lastEnded'> & { lastEndedAs: PaymentEnd | null; lastEndedReason: string | null }
  >`
    select r.item_id as "itemId", r.number, r.posting_date as "postingDate", r.account_id as "accountId", a.customer_id as "customerId",
      a.number as customer, a.name as "customerName", r.currency, r.amount_minor as "amountMinor", r.carried_minor as "carriedMinor",
      c.number as credit, r.account_key as "accountKey", r.account_text as account, r.bank_code as "bankCode", r.holder_name as "holderName",
      r.basis, a.insolvent_since as "insolventSince", (a.insolvent_since is not null and exists (
        select from receivables.v_refund_payout o join customers.v_estate_account s on s.tenant_id = ${tenantId} and s.id = o.bank_account_id
        where o.tenant_id = ${tenantId} and o.item_id = r.item_id)) as "toEstate", d.city as town, coalesce(d.country, a.country) as country, e.attempts, e."lastEndedAs", e."lastEndedReason"
    from receivables.v_refund r
    join customers.v_account a on a.tenant_id = ${tenantId} and a.id = r.account_id
    left join receivables.v_item c on c.tenant_id = ${tenantId} and c.id = r.linked_item_id
    left join lateral (
      select city, country from customers.v_address
      where tenant_id = ${tenantId} and customer_id = a.customer_id and kind in ('billing', 'legal') and city is not null
      order by kind, id limit 1
    ) d on true
    cross join lateral (
      select count(*)::integer as attempts, (array_agg(ended_as order by id desc))[1] as "lastEndedAs",
        (array_agg(ended_reason order by id desc))[1] as "lastEndedReason"
      from cash.payment where tenant_id = ${tenantId} and item_id = r.item_id
    ) e
    where r.tenant_id = ${tenantId} and r.company_id = ${of.companyId}
      ${of.itemIds === undefined ? sql`` : sql`and r.item_id = any(${of.itemIds as bigint[]}::bigint[])`}
      and not exists (select from cash.payment p where p.tenant_id = ${tenantId} and p.item_id = r.item_id and p.ended_as is null)
    order by r.posting_date, r.item_id`.execute(db);
  return rows.map(({ lastEndedAs, lastEndedReason, ...row }) => ({
    ...row,
    lastEnded: lastEndedAs === null ? null : { as: lastEndedAs, reason: lastEndedReason ?? '' },
  }));
}

export interface NewPaymentFile {
  readonly companyId: bigint;
  readonly bankAccountId: bigint;
  readonly number: string;
  readonly messageId: string;
  readonly executionDate: Day;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly sha256: string;
  readonly content: Uint8Array;
  readonly reason: string;
  readonly personId: bigint;
  readonly approverPersonId: bigint | null;
  readonly madeOn: Day;
  readonly payments: readonly {
    readonly refund: DueRefund;
    readonly batchId: string;
    readonly endToEndId: string;
    readonly creditorName: string;
  }[];
}

export async function insertPaymentFile(tx: Transaction, file: NewPaymentFile): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into cash.payment_file (tenant_id, company_id, bank_account_id, number, message_id, execution_date, currency, payments, amount_minor,
      sha256, content, reason, person_id, approver_person_id, made_on, made_at, command_id)
    values (${tx.tenantId}, ${file.companyId}, ${file.bankAccountId}, ${file.number}, ${file.messageId}, ${file.executionDate}, ${file.currency},
      ${file.payments.length}, ${file.amountMinor}, ${file.sha256}, ${Buffer.from(file.content)}, ${file.reason}, ${file.personId}, ${file.approverPersonId}, ${file.madeOn},
      ${tx.now.toISOString()}::timestamptz, ${tx.commandId}) returning id`.execute(tx.db);
  const c = <T>(pick: (one: NewPaymentFile['payments'][number]) => T): T[] => file.payments.map(pick);
  tx.send(sql`
    insert into cash.payment (tenant_id, company_id, file_id, batch_id, item_id, account_id, end_to_end_id, currency, amount_minor, creditor_name,
      account_key, account_text, bank_code, command_id)
    select ${tx.tenantId}, ${file.companyId}, ${rows[0]!.id}, p.batch_id, p.item_id, p.account_id, p.end_to_end_id, ${file.currency}, p.amount_minor,
      p.creditor_name, p.account_key, p.account_text, p.bank_code, ${tx.commandId}
    from unnest(${c((p) => p.batchId)}::text[], ${c((p) => p.refund.itemId)}::bigint[], ${c((p) => p.refund.accountId)}::bigint[],
      ${c((p) => p.endToEndId)}::text[], ${c((p) => p.refund.amountMinor)}::bigint[], ${c((p) => p.creditorName)}::text[],
      ${c((p) => p.refund.accountKey)}::text[], ${c((p) => p.refund.account)}::text[], ${c((p) => p.refund.bankCode)}::text[])
      as p(batch_id, item_id, account_id, end_to_end_id, amount_minor, creditor_name, account_key, account_text, bank_code)`);
  return rows[0]!.id;
}

/** Which numbers of checks of an account were written before, by their keys. */
export async function findUsedChecks(
  db: Sql,
  tenantId: bigint,
  of: { readonly bankAccountId: bigint; readonly keys: readonly string[] },
): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select check_number as number from cash.payment
    where tenant_id = ${tenantId} and check_bank_account_id = ${of.bankAccountId} and check_key = any(${of.keys as string[]}::text[])
    order by id`.execute(db);
  return rows.map((row) => row.number);
}

/** Writes refunds to checks; the account of the check is locked. */
export function insertCheckPayments(
  tx: Transaction,
  of: {
    readonly companyId: bigint;
    readonly bankAccountId: bigint;
    readonly currency: string;
    readonly day: Day;
    readonly checks: readonly { readonly refund: DueRefund; readonly number: string; readonly payee: string }[];
  },
): void {
  const c = <T>(pick: (one: (typeof of.checks)[number]) => T): T[] => of.checks.map(pick);
  tx.send(sql`
    insert into cash.payment (tenant_id, company_id, item_id, account_id, end_to_end_id, currency, amount_minor, creditor_name, check_number,
      check_key, check_bank_account_id, check_date, command_id)
    select ${tx.tenantId}, ${of.companyId}, p.item_id, p.account_id, p.end_to_end_id, ${of.currency}, p.amount_minor, p.creditor_name,
      p.check_number, p.check_key, ${of.bankAccountId}, ${of.day}::date, ${tx.commandId}
    from unnest(${c((p) => p.refund.itemId)}::bigint[], ${c((p) => p.refund.accountId)}::bigint[],
      ${c((p) => endToEndIdOf(p.refund))}::text[], ${c((p) => p.refund.amountMinor)}::bigint[], ${c((p) => p.payee)}::text[],
      ${c((p) => p.number)}::text[], ${c((p) => checkKeyOf(p.number))}::text[])
      as p(item_id, account_id, end_to_end_id, amount_minor, creditor_name, check_number, check_key)`);
}

/** Under which reference a refund leaves: a second attempt is another payment, the same reference twice reads as a doubled order. */
export const endToEndIdOf = (refund: Pick<DueRefund, 'number' | 'attempts'>): string =>
  refund.attempts === 0 ? refund.number : `${refund.number}/${refund.attempts + 1}`;

/** A check that pays a refund. */
export interface CheckPayment {
  readonly companyId: bigint;
  readonly accountId: bigint;
  readonly customerId: bigint;
  readonly customer: string;
  readonly number: string;
  readonly refund: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly paidOn: Day | null;
  readonly endedAs: PaymentEnd | null;
}

export async function findCheckPayment(
  db: Sql,
  tenantId: bigint,
  paymentId: bigint,
): Promise<CheckPayment | undefined> {
  const { rows } = await sql<CheckPayment>`
    select p.company_id as "companyId", p.account_id as "accountId", a.customer_id as "customerId", a.number as customer,
      p.check_number as number, i.number as refund, p.currency, p.amount_minor as "amountMinor", p.paid_on as "paidOn", p.ended_as as "endedAs"
    from cash.payment p
    join customers.v_account a on a.tenant_id = ${tenantId} and a.id = p.account_id
    join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = p.item_id
    where p.tenant_id = ${tenantId} and p.id = ${paymentId} and p.check_number is not null`.execute(db);
  return rows[0];
}

/** Locks payment files: withdrawing, and the bank's line that pays, stand in line. */
export async function lockPaymentFiles(tx: Transaction, fileIds: readonly bigint[]): Promise<void> {
  const ids = [...new Set(fileIds)].sort((a, b) => (a < b ? -1 : 1));
  if (ids.length === 0) return;
  tx.claimLock('receipt', `payment files ${ids.join(',')}`);
  tx.send(
    sql`select id from cash.payment_file where tenant_id = ${tx.tenantId} and id = any(${ids}::bigint[]) order by id for update`,
  );
}

/** A payment with what withdrawing it, or the bank's line, needs to know. */
export interface StandingPayment {
  readonly id: bigint;
  readonly fileId: bigint | null;
  readonly fileNumber: string | null;
  readonly messageId: string | null;
  readonly batchId: string | null;
  readonly bankAccountId: bigint | null;
  readonly madeOn: Day | null;
  readonly itemId: bigint;
  readonly accountId: bigint;
  readonly number: string;
  readonly customerId: bigint;
  readonly customer: string;
  readonly creditorName: string | null;
  readonly account: string | null;
  readonly endToEndId: string;
  /** The check that it left as, as it is compared. */
  readonly checkKey: string | null;
  readonly checkNumber: string | null;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly carriedMinor: bigint;
  readonly paidOn: Day | null;
}

const standing = (tenantId: bigint, companyId: bigint) => sql`
  select p.id, p.file_id as "fileId", f.number as "fileNumber", f.message_id as "messageId", p.batch_id as "batchId",
    coalesce(f.bank_account_id, p.check_bank_account_id) as "bankAccountId", coalesce(f.made_on, p.check_date) as "madeOn",
    p.check_key as "checkKey", p.check_number as "checkNumber", p.item_id as "itemId", p.account_id as "accountId", r.number,
    a.customer_id as "customerId", a.number as customer, p.creditor_name as "creditorName", p.account_text as account, p.end_to_end_id as "endToEndId", p.currency, p.amount_minor as "amountMinor", r.carried_minor as "carriedMinor", p.paid_on as "paidOn"
  from cash.payment p
  left join cash.payment_file f on f.tenant_id = ${tenantId} and f.id = p.file_id
  join receivables.v_refund r on r.tenant_id = ${tenantId} and r.item_id = p.item_id
  join customers.v_account a on a.tenant_id = ${tenantId} and a.id = p.account_id
  where p.tenant_id = ${tenantId} and p.company_id = ${companyId} and p.ended_as is null`;

/** Payments that the bank has not booked; or those of a file, booked or not. */
export async function loadStandingPayments(
  db: Sql,
  tenantId: bigint,
  of: { readonly companyId: bigint; readonly fileId?: bigint; readonly paidSince?: Day },
): Promise<StandingPayment[]> {
  const which =
    of.fileId !== undefined
      ? sql`and p.file_id = ${of.fileId}`
      : of.paidSince !== undefined
        ? sql`and p.paid_on >= ${of.paidSince}`
        : sql`and p.paid_receipt_id is null`;
  const { rows } = await sql<StandingPayment>`${standing(tenantId, of.companyId)} ${which} order by p.id`.execute(db);
  return rows;
}

/** Ends payments that the bank has not booked: their refunds are due again. */
export function endPayments(
  tx: Transaction,
  ids: readonly bigint[],
  end: {
    readonly as: Exclude<PaymentEnd, 'returned'>;
    readonly on: Day;
    readonly reason: string;
    readonly personId: bigint;
  },
): void {
  tx.send(sql`
    update cash.payment set ended_as = ${end.as}, ended_on = ${end.on}, ended_reason = ${end.reason}, ended_person_id = ${end.personId},
      ended_command_id = ${tx.commandId}
    where tenant_id = ${tx.tenantId} and id = any(${ids as bigint[]}::bigint[]) and ended_as is null and paid_receipt_id is null`);
}

interface PaymentOfItem {
  readonly itemId: bigint;
  readonly endToEndId: string;
  readonly fileNumber: string | null;
  readonly checkNumber: string | null;
  readonly paidOn: Day | null;
}

/** What a refund document hangs on: it may not be reversed while it is on its way to the bank, or was paid. */
export async function loadPaymentsOfItems(
  db: Sql,
  tenantId: bigint,
  itemIds: readonly bigint[],
): Promise<PaymentOfItem[]> {
  const { rows } = await sql<PaymentOfItem>`
    select p.item_id as "itemId", p.end_to_end_id as "endToEndId", f.number as "fileNumber", p.check_number as "checkNumber",
      p.paid_on as "paidOn"
    from cash.payment p left join cash.payment_file f on f.tenant_id = ${tenantId} and f.id = p.file_id
    where p.tenant_id = ${tenantId} and p.item_id = any(${itemIds as bigint[]}::bigint[]) and p.ended_as is null order by p.id`.execute(
    db,
  );
  return rows;
}

/** A line of the bank that no customer's item explains yet: not posted, or posted to the account of other movements or suspense. */
export interface LooseLine {
  readonly lineId: bigint;
  readonly receiptId: bigint | null;
  readonly bankAccountId: bigint;
  readonly bookingDate: Day;
  /** On which day what becomes of it is posted. */
  readonly postingDate: Day;
  readonly valueDate: Day;
  readonly currency: string;
  /** Signed as the bank has it. */
  readonly amountMinor: bigint;
  /** What stands in that account for it, in company currency, signed as the line; null: it is not posted. */
  readonly carriedMinor: bigint | null;
  readonly text: string;
  /** What the bank gives as references of the line. */
  readonly references: readonly (string | null)[];
  readonly details: readonly {
    readonly amountMinor: string;
    readonly endToEndId: string | null;
    readonly remittance: string;
    readonly structuredReference: string | null;
  }[];
}

/** Loose money out, or in, of a company from a day on; `lineIds`: only those. */
export async function loadLooseLines(
  db: Sql,
  tenantId: bigint,
  of: {
    readonly companyId: bigint;
    readonly direction: 'in' | 'out';
    readonly since: Day;
    readonly until: Day;
    readonly lineIds?: readonly bigint[];
  },
): Promise<LooseLine[]> {
  const posted =
    of.direction === 'out'
      ? sql`state in ('other', 'returned') and item_id is null and amount_minor < 0 and posting_date >= ${of.since}`
      : sql`state = 'unidentified'`;
  const { rows } = await sql<Omit<LooseLine, 'postingDate'>>`
    with loose as (
      select id as line_id, null::bigint as receipt_id, null::bigint as journal_id from cash.bank_line
      where tenant_id = ${tenantId} and company_id = ${of.companyId} and state = 'waiting'
      union all
      select bank_line_id, id, journal_id from cash.receipt where tenant_id = ${tenantId} and company_id = ${of.companyId} and ${posted}
    )
    select l.id as "lineId", o.receipt_id as "receiptId", l.bank_account_id as "bankAccountId", l.booking_date as "bookingDate",
      l.value_date as "valueDate", l.currency, l.amount_minor as "amountMinor", l.details,
      array[l.customer_reference, l.bank_reference] as references,
      (select -g.company_amount_minor from ledger.v_line g join ledger.v_account a on a.tenant_id = ${tenantId} and a.id = g.account_id
        where g.tenant_id = ${tenantId} and g.journal_id = o.journal_id
          and a.purpose = ${of.direction === 'out' ? 'bank_other' : 'unidentified_receipts'}) as "carriedMinor",
      concat_ws(' ', l.customer_reference, l.bank_reference, l.structured_reference, l.remittance) as text
    from loose o join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = o.line_id
    where ${of.direction === 'out' ? sql`l.amount_minor < 0` : sql`l.amount_minor > 0`} and l.booking_date between ${of.since} and ${of.until}
      ${of.lineIds === undefined ? sql`` : sql`and l.id = any(${of.lineIds as bigint[]}::bigint[])`}
      and not exists (select from cash.rule_posting p where p.tenant_id = ${tenantId} and p.receipt_id = o.receipt_id and p.reversed_command_id is null)
      and not exists (select from cash.returned_payment p where p.tenant_id = ${tenantId} and p.return_receipt_id = o.receipt_id
        and p.reversed_command_id is null)
    order by l.id`.execute(db);
  const postingDay = await loadPostingDays(db, tenantId, of.companyId);
  return rows.map((row) => ({ ...row, postingDate: postingDay(row.bookingDate) }));
}

/** The bank paid these; a refund that stood in no file of ours gets its payment with it. */
export async function markPaid(
  tx: Transaction,
  paid: { readonly receiptId: bigint; readonly on: Day; readonly journalId: bigint },
  of: {
    readonly companyId: bigint;
    readonly paymentIds: readonly bigint[];
    readonly refunds: readonly { readonly refund: DueRefund; readonly endToEndId: string }[];
  },
): Promise<void> {
  tx.send(sql`
    update cash.payment set paid_receipt_id = ${paid.receiptId}, paid_on = ${paid.on}, paid_journal_id = ${paid.journalId}
    where tenant_id = ${tx.tenantId} and id = any(${of.paymentIds as bigint[]}::bigint[]) and ended_as is null and paid_receipt_id is null`);
  if (of.refunds.length === 0) return;
  const c = <T>(pick: (one: (typeof of.refunds)[number]) => T): T[] => of.refunds.map(pick);
  tx.send(sql`
    insert into cash.payment (tenant_id, company_id, item_id, account_id, end_to_end_id, currency, amount_minor, creditor_name, account_key,
      account_text, bank_code, paid_receipt_id, paid_on, paid_journal_id, command_id)
    select ${tx.tenantId}, ${of.companyId}, p.item_id, p.account_id, p.end_to_end_id, p.currency, p.amount_minor, p.creditor_name, p.account_key,
      p.account_text, p.bank_code, ${paid.receiptId}, ${paid.on}, ${paid.journalId}, ${tx.commandId}
    from unnest(${c((p) => p.refund.itemId)}::bigint[], ${c((p) => p.refund.accountId)}::bigint[], ${c((p) => p.endToEndId)}::text[],
      ${c((p) => p.refund.currency)}::text[], ${c((p) => p.refund.amountMinor)}::bigint[],
      ${c((p) => p.refund.holderName ?? p.refund.customerName)}::text[], ${c((p) => p.refund.accountKey)}::text[],
      ${c((p) => p.refund.account)}::text[], ${c((p) => p.refund.bankCode)}::text[])
      as p(item_id, account_id, end_to_end_id, currency, amount_minor, creditor_name, account_key, account_text, bank_code)`);
}

/** The bank gave the money of these back: their refunds are due again. */
export function markReturned(
  tx: Transaction,
  ids: readonly bigint[],
  back: { readonly receiptId: bigint; readonly on: Day; readonly journalId: bigint; readonly reason: string },
): void {
  tx.send(sql`
    update cash.payment set ended_as = 'returned', ended_on = ${back.on}, ended_reason = ${back.reason}, ended_command_id = ${tx.commandId},
      return_receipt_id = ${back.receiptId}, return_journal_id = ${back.journalId}
    where tenant_id = ${tx.tenantId} and id = any(${ids as bigint[]}::bigint[]) and ended_as is null and paid_receipt_id is not null`);
}
