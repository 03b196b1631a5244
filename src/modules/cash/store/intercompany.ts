/** Payments between companies of a tenant: the only writer of cash.intercompany_payment. */
import { type Sql, sql, type Transaction } from '#platform';

export interface NewIntercompanyPayment {
  readonly receiptId: bigint;
  readonly fromCompanyId: bigint;
  readonly toCompanyId: bigint;
  readonly postingDate: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly fromItemId: bigint | null;
  readonly fromClearingId: bigint | null;
  readonly fromJournalId: bigint | null;
  readonly toItemId: bigint;
  readonly toClearingId: bigint | null;
  readonly reason: string;
  /** The split that it is part of; absent: it stands by itself. */
  readonly splitId?: bigint | null;
}

export async function insertIntercompanyPayment(tx: Transaction, payment: NewIntercompanyPayment): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into cash.intercompany_payment (tenant_id, receipt_id, from_company_id, to_company_id, posting_date, currency, amount_minor,
      from_item_id, from_clearing_id, from_journal_id, to_item_id, to_clearing_id, reason, command_id, split_id)
    values (${tx.tenantId}, ${payment.receiptId}, ${payment.fromCompanyId}, ${payment.toCompanyId}, ${payment.postingDate}, ${payment.currency},
      ${payment.amountMinor}, ${payment.fromItemId}, ${payment.fromClearingId}, ${payment.fromJournalId}, ${payment.toItemId},
      ${payment.toClearingId}, ${payment.reason}, ${tx.commandId}, ${payment.splitId ?? null}) returning id`.execute(
    tx.db,
  );
  return rows[0]!.id;
}

export interface IntercompanyPayment extends NewIntercompanyPayment {
  readonly id: bigint;
  readonly lineId: bigint;
  readonly reversed: boolean;
}

/** A payment between companies with its bank line, or undefined. */
async function loadIntercompanyPayment(
  db: Sql,
  tenantId: bigint,
  id: bigint,
): Promise<IntercompanyPayment | undefined> {
  const { rows } = await sql<IntercompanyPayment>`
    select p.id, p.receipt_id as "receiptId", p.from_company_id as "fromCompanyId", p.to_company_id as "toCompanyId",
      p.posting_date as "postingDate", p.currency, p.amount_minor as "amountMinor", p.from_item_id as "fromItemId",
      p.from_clearing_id as "fromClearingId", p.from_journal_id as "fromJournalId", p.to_item_id as "toItemId",
      p.to_clearing_id as "toClearingId", p.reason, r.bank_line_id as "lineId", p.reversed_command_id is not null as reversed, p.split_id as "splitId"
    from cash.intercompany_payment p join cash.receipt r on r.tenant_id = p.tenant_id and r.id = p.receipt_id
    where p.tenant_id = ${tenantId} and p.id = ${id}`.execute(db);
  return rows[0];
}

export async function markIntercompanyReversed(tx: Transaction, id: bigint): Promise<void> {
  await sql`update cash.intercompany_payment set reversed_command_id = ${tx.commandId}
    where tenant_id = ${tx.tenantId} and id = ${id}`.execute(tx.db);
}

/** A payment with everything that was decided together with it: the payments of its split, and the clearing of the own items. */
export async function loadWholePayment(
  db: Sql,
  tenantId: bigint,
  id: bigint,
): Promise<{ payments: IntercompanyPayment[]; splitId: bigint | null; ownClearingId: bigint | null }> {
  const { rows } = await sql<{ id: bigint }>`
    select p.id from cash.intercompany_payment p
    where p.tenant_id = ${tenantId} and (p.id = ${id} or p.split_id = (
      select split_id from cash.intercompany_payment where tenant_id = ${tenantId} and id = ${id})) order by p.id`.execute(
    db,
  );
  const payments: IntercompanyPayment[] = [];
  // As many as there are companies.
  for (const row of rows) payments.push((await loadIntercompanyPayment(db, tenantId, row.id))!);
  const splitId = payments.find((one) => one.id === id)?.splitId ?? null;
  const { rows: splits } = await sql<{ own_clearing_id: bigint | null }>`
    select s.own_clearing_id from cash.company_split s where s.tenant_id = ${tenantId} and s.id = ${splitId}
      and not exists (select 1 from receivables.v_clearing b where b.tenant_id = ${tenantId} and b.reversal_of = s.own_clearing_id)`.execute(
    db,
  );
  return { payments, splitId, ownClearingId: splits[0]?.own_clearing_id ?? null };
}

export async function insertCompanySplit(
  tx: Transaction,
  one: { companyId: bigint; receiptId: bigint; postingDate: string; ownClearingId: bigint | null; explanation: string },
): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into cash.company_split (tenant_id, company_id, receipt_id, posting_date, own_clearing_id, explanation, command_id)
    values (${tx.tenantId}, ${one.companyId}, ${one.receiptId}, ${one.postingDate}, ${one.ownClearingId}, ${one.explanation}, ${tx.commandId})
    returning id`.execute(tx.db);
  return rows[0]!.id;
}

export async function markSplitReversed(tx: Transaction, splitId: bigint): Promise<void> {
  await sql`update cash.company_split set reversed_command_id = ${tx.commandId} where tenant_id = ${tx.tenantId} and id = ${splitId}`.execute(
    tx.db,
  );
}

/** The receipt was split: what explains it now, in place of what was proposed. */
export async function markSplit(tx: Transaction, receiptId: bigint, explanation: string): Promise<void> {
  await sql`
    update cash.receipt set decision = 'apply', confidence = 1, proposal = null, explanation = ${explanation}, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${receiptId}`.execute(tx.db);
}

/** What speaks against splitting receipts by themselves stands on them. */
export async function noteSplits(
  tx: Transaction,
  notes: readonly { receiptId: bigint; explanation: string }[],
): Promise<void> {
  await sql`
    update cash.receipt r set explanation = n.explanation, version = version + 1
    from unnest(${notes.map((one) => one.receiptId)}::bigint[], ${notes.map((one) => one.explanation)}::text[]) as n(id, explanation)
    where r.tenant_id = ${tx.tenantId} and r.id = n.id and r.state in ('unapplied', 'part_applied', 'unidentified')`.execute(
    tx.db,
  );
}

/** A posted receipt as a person decides about it. */
export interface PostedReceipt {
  readonly id: bigint;
  readonly lineId: bigint;
  readonly companyId: bigint;
  readonly itemId: bigint | null;
  readonly journalId: bigint | null;
  readonly number: string | null;
  readonly postingDate: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly state: string;
}

export async function loadReceipt(db: Sql, tenantId: bigint, receiptId: bigint): Promise<PostedReceipt | undefined> {
  const { rows } = await sql<PostedReceipt>`
    select id, bank_line_id as "lineId", company_id as "companyId", item_id as "itemId", journal_id as "journalId", number,
      posting_date as "postingDate", currency, amount_minor as "amountMinor", state
    from cash.receipt where tenant_id = ${tenantId} and id = ${receiptId}`.execute(db);
  return rows[0];
}

/** Money leaves suspense for another company, or comes back from it. */
export async function setReceiptState(
  tx: Transaction,
  receiptId: bigint,
  state: 'transferred' | 'unidentified',
): Promise<void> {
  await sql`update cash.receipt set state = ${state}, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${receiptId}`.execute(tx.db);
}
