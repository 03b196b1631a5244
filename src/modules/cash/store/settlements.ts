/** Payment services and their settlements: the only writer of cash.payment_service, .service_terms, .settlement and .settlement_line. */
import type { Company } from '#company';
import { returnReasonIn, type SettlementLine, type StatedDocument, type TableMapping } from '#formats';
import { type Day, textKey } from '#kernel';
import { accountsByPurpose, loadPostingDays } from '#ledger';
import { type Sql, sql, type Transaction } from '#platform';
import type { SettlementSums } from '../rules/judge-settlement.ts';
import type { DepositLine, WaitingSettlement } from '../rules/pair-settlements.ts';
import { documentsText, type KeptDocument, keptDocuments } from '../rules/stated-documents.ts';
import { freeAdvicesOf } from './advices.ts';
import {
  insertBankAccount,
  insertBankFile,
  insertBankLines,
  insertStatement,
  lockBankAccount,
  openLines,
} from './bank.ts';
import { markReversed } from './receipts.ts';

/** A payment service with the terms in force on a day. */
export interface PaymentService {
  readonly id: bigint;
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  readonly bankAccountId: bigint;
  readonly validFrom: Day;
  readonly feeAccountId: bigint;
  readonly feeAccountCode: string;
  readonly highestFeePercent: string;
  readonly reserveAccountId: bigint | null;
  readonly reserveAccountCode: string | null;
  readonly words: string | null;
  readonly mapping: TableMapping | null;
}

/** The services of a company, with the terms of the newest day not after `day`. */
export async function loadPaymentServices(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; day: Day; code?: string },
): Promise<PaymentService[]> {
  const { rows } = await sql<PaymentService>`
    select s.id, s.code, s.name, s.currency, s.bank_account_id as "bankAccountId", t.valid_from as "validFrom", t.fee_account_id as "feeAccountId",
      f.code as "feeAccountCode", trim_scale(t.highest_fee_percent)::text as "highestFeePercent", t.reserve_account_id as "reserveAccountId",
      r.code as "reserveAccountCode", t.words, t.mapping
    from cash.payment_service s
    join lateral (
      select * from cash.service_terms t where t.tenant_id = ${tenantId} and t.service_id = s.id and t.valid_from <= ${of.day}
      order by t.valid_from desc limit 1
    ) t on true
    join ledger.v_account f on f.tenant_id = ${tenantId} and f.id = t.fee_account_id
    left join ledger.v_account r on r.tenant_id = ${tenantId} and r.id = t.reserve_account_id
    where s.tenant_id = ${tenantId} and s.company_id = ${of.companyId} ${of.code === undefined ? sql`` : sql`and s.code = ${of.code}`}
    order by s.code`.execute(db);
  return rows;
}

/** The account in which the parts of deposits stand: one per service, one per currency for batches that the bank lists. */
async function partsAccount(
  tx: Transaction,
  company: Company,
  one: { number: string; name: string; currency: string },
): Promise<bigint> {
  const glAccount = await accountsByPurpose(tx.db, tx.tenantId, company.id);
  const numberKey = `${textKey(one.number)} ${company.id}`;
  await insertBankAccount(tx, {
    companyId: company.id,
    number: one.number,
    numberKey,
    currency: one.currency,
    name: one.name,
    glAccountId: glAccount('payment_services'),
    kind: 'service',
  });
  const { rows } = await sql<{ id: bigint }>`
    select id from cash.bank_account where tenant_id = ${tx.tenantId} and number_key = ${numberKey} and currency = ${one.currency}`.execute(
    tx.db,
  );
  return rows[0]!.id;
}

/** The account for the parts of batches that the bank itself lists. */
export const batchAccount = (tx: Transaction, company: Company, currency: string): Promise<bigint> =>
  partsAccount(tx, company, { number: `BATCHES ${company.code}`, name: 'Batches of the bank', currency });

/** Declares a service, or answers the one of that code; its name and currency stay as they were declared. */
export async function insertPaymentService(
  tx: Transaction,
  company: Company,
  one: { code: string; name: string; currency: string },
): Promise<{ id: bigint; currency: string }> {
  const bankAccountId = await partsAccount(tx, company, {
    number: `SERVICE ${company.code} ${one.code}`,
    name: one.name,
    currency: one.currency,
  });
  await sql`
    insert into cash.payment_service (tenant_id, company_id, code, name, currency, bank_account_id, command_id)
    values (${tx.tenantId}, ${company.id}, ${one.code}, ${one.name}, ${one.currency}, ${bankAccountId}, ${tx.commandId})
    on conflict (tenant_id, company_id, code) do nothing`.execute(tx.db);
  const { rows } = await sql<{ id: bigint; currency: string }>`
    select id, currency from cash.payment_service where tenant_id = ${tx.tenantId} and company_id = ${company.id} and code = ${one.code}`.execute(
    tx.db,
  );
  return rows[0]!;
}

export async function saveServiceTerms(
  tx: Transaction,
  terms: {
    serviceId: bigint;
    validFrom: Day;
    feeAccountId: bigint;
    highestFeePercent: string;
    reserveAccountId: bigint | null;
    words: string | null;
    mapping: TableMapping | null;
  },
): Promise<void> {
  await sql`
    insert into cash.service_terms (tenant_id, service_id, valid_from, fee_account_id, highest_fee_percent, reserve_account_id, words, mapping, command_id)
    values (${tx.tenantId}, ${terms.serviceId}, ${terms.validFrom}, ${terms.feeAccountId}, ${terms.highestFeePercent}, ${terms.reserveAccountId},
      ${terms.words}, ${terms.mapping === null ? null : JSON.stringify(terms.mapping)}::jsonb, ${tx.commandId})
    on conflict (tenant_id, service_id, valid_from) do update set fee_account_id = excluded.fee_account_id,
      highest_fee_percent = excluded.highest_fee_percent, reserve_account_id = excluded.reserve_account_id, words = excluded.words,
      mapping = excluded.mapping, command_id = excluded.command_id`.execute(tx.db);
}

export type SettlementState = 'waiting' | 'held' | 'posted' | 'reversed' | 'withdrawn';

/** A settlement as commands need it. */
export interface KeptSettlement extends SettlementSums {
  readonly id: bigint;
  readonly serviceId: bigint | null;
  readonly serviceName: string;
  readonly number: string;
  readonly currency: string;
  readonly settledOn: Day | null;
  readonly state: SettlementState;
  readonly heldReason: string | null;
  readonly releasable: boolean;
  readonly contentSha256: string;
  readonly creditedLineId: bigint | null;
  readonly journalId: bigint | null;
  readonly version: number;
}

/** Settlements of a company: one by id, those of a service and number, or all in some state; the newest first. */
export async function loadSettlements(
  db: Sql,
  tenantId: bigint,
  of: {
    companyId: bigint;
    id?: bigint;
    serviceId?: bigint;
    number?: string;
    states?: readonly SettlementState[];
  },
): Promise<KeptSettlement[]> {
  const { rows } = await sql<KeptSettlement>`
    select v.id, v.service_id as "serviceId", coalesce(v.service_name, 'the bank') as "serviceName", v.number, v.currency, v.settled_on as "settledOn",
      v.state, v.held_reason as "heldReason", v.releasable, s.content_sha256 as "contentSha256", v.credited_line_id as "creditedLineId",
      v.journal_id as "journalId", v.version, v.amount_minor as "amountMinor", v.gross_minor as "grossMinor", v.fee_minor as "feeMinor",
      v.reserve_minor as "reserveMinor"
    from cash.v_settlement v join cash.settlement s on s.tenant_id = ${tenantId} and s.id = v.id
    where v.tenant_id = ${tenantId} and v.company_id = ${of.companyId}
      ${of.id === undefined ? sql`` : sql`and v.id = ${of.id}`}
      ${of.serviceId === undefined ? sql`` : sql`and v.service_id = ${of.serviceId}`}
      ${of.number === undefined ? sql`` : sql`and v.number_key = ${textKey(of.number)}`}
      ${of.states === undefined ? sql`` : sql`and v.state = any(${[...of.states]}::text[])`}
    order by v.id desc`.execute(db);
  return rows;
}

/** Locks settlements by id, so that two who post, release or take back one stand in line. */
export async function lockSettlements(tx: Transaction, ids: readonly bigint[]): Promise<void> {
  const sorted = [...new Set(ids)].sort((a, b) => (a < b ? -1 : 1));
  tx.claimLock('receipt', `settlements ${sorted.join(',')}`);
  await sql`select id from cash.settlement where tenant_id = ${tx.tenantId} and id = any(${sorted}::bigint[]) order by id for update`.execute(
    tx.db,
  );
}

export interface NewSettlement extends SettlementSums {
  readonly companyId: bigint;
  readonly serviceId: bigint | null;
  readonly number: string;
  readonly settledOn: Day | null;
  readonly receivedOn: Day;
  readonly currency: string;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly contentSha256: string;
  readonly held: { readonly reason: string; readonly releasable: boolean } | null;
  readonly lines: readonly (Omit<SettlementLine, 'row'> & {
    readonly customerAccount?: string | null;
    readonly ultimateName?: string | null;
    readonly stated?: readonly StatedDocument[] | null;
  })[];
}

/** Writes a settlement with its lines; undefined where one of its service and number stands already. */
export async function insertSettlement(tx: Transaction, one: NewSettlement): Promise<bigint | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into cash.settlement (tenant_id, company_id, service_id, number, number_key, settled_on, received_on, currency, amount_minor, gross_minor,
      fee_minor, reserve_minor, file_name, file_sha256, content_sha256, held_reason, releasable, command_id)
    values (${tx.tenantId}, ${one.companyId}, ${one.serviceId}, ${one.number}, ${textKey(one.number)}, ${one.settledOn}, ${one.receivedOn},
      ${one.currency}, ${one.amountMinor}, ${one.grossMinor}, ${one.feeMinor}, ${one.reserveMinor}, ${one.fileName}, ${one.fileSha256},
      ${one.contentSha256}, ${one.held?.reason ?? null}, ${one.held?.releasable ?? false}, ${tx.commandId})
    on conflict do nothing returning id`.execute(tx.db);
  const id = rows[0]?.id;
  if (id === undefined) return undefined;
  const c = <T>(pick: (line: NewSettlement['lines'][number], place: number) => T): T[] =>
    one.lines.map((line, index) => pick(line, index + 1));
  await sql`
    insert into cash.settlement_line (tenant_id, settlement_id, line, kind, day, reference, document, customer_name, customer_account, ultimate_name, memo,
      gross_minor, fee_minor, stated)
    select ${tx.tenantId}, ${id}, n.*
    from unnest(${c((_, place) => place)}::integer[], ${c((x) => x.kind)}::text[], ${c((x) => x.day)}::date[], ${c((x) => x.reference)}::text[],
      ${c((x) => x.document)}::text[], ${c((x) => x.customerName)}::text[], ${c((x) => x.customerAccount ?? null)}::text[],
      ${c((x) => x.ultimateName ?? null)}::text[],
      ${c((x) => x.memo)}::text[], ${c((x) => x.grossMinor)}::bigint[], ${c((x) => x.feeMinor)}::bigint[],
      ${c((x) => documentsText(x.stated))}::jsonb[]) as n`.execute(tx.db);
  return id;
}

/** Holds a settlement for a person, or lets it go on after its report or its terms were looked at again. */
export async function setHold(
  tx: Transaction,
  id: bigint,
  held: { reason: string; releasable: boolean } | null,
): Promise<void> {
  await sql`
    update cash.settlement set held_reason = ${held?.reason ?? null}, releasable = ${held?.releasable ?? false}, released_reason = null,
      version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${id}`.execute(tx.db);
}

/** Lets a settlement pass, with the reason; null: it is held as before. */
export async function markReleased(tx: Transaction, id: bigint, reason: string | null): Promise<void> {
  await sql`update cash.settlement set released_reason = ${reason}, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${id}`.execute(tx.db);
}

/** Withdraws a settlement, with the reason; null: it stands as before. */
export async function markWithdrawn(tx: Transaction, id: bigint, reason: string | null): Promise<void> {
  await sql`update cash.settlement set withdrawn_reason = ${reason}, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${id}`.execute(tx.db);
}

export type KeptLine = Omit<SettlementLine, 'row'> & {
  readonly line: number;
  readonly customerAccount: string | null;
  /** For whom the payer of a batch's payment paid. */
  readonly ultimateName: string | null;
  /** What a batch's payment says of its documents. */
  readonly stated: readonly StatedDocument[] | null;
};

export async function loadSettlementLines(db: Sql, tenantId: bigint, settlementId: bigint): Promise<KeptLine[]> {
  const { rows } = await sql<Omit<KeptLine, 'stated'> & { stated: KeptDocument[] | null }>`
    select line, kind, day, reference, document, customer_name as "customerName", customer_account as "customerAccount", ultimate_name as "ultimateName", memo,
      gross_minor as "grossMinor", fee_minor as "feeMinor", stated
    from cash.settlement_line where tenant_id = ${tenantId} and settlement_id = ${settlementId} order by line`.execute(
    db,
  );
  return rows.map((row) => ({ ...row, stated: row.stated && keptDocuments(row.stated) }));
}

/** Settlements that wait for their deposit, with the words of their service's terms. */
export async function loadWaitingSettlements(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  day: Day,
): Promise<WaitingSettlement[]> {
  const { rows } = await sql<WaitingSettlement>`
    select v.id, v.number, v.currency, v.amount_minor as "amountMinor", v.settled_on as "settledOn", (
      select t.words from cash.service_terms t where t.tenant_id = ${tenantId} and t.service_id = v.service_id and t.valid_from <= ${day}
      order by t.valid_from desc limit 1) as words
    from cash.v_settlement v
    where v.tenant_id = ${tenantId} and v.company_id = ${companyId} and v.state = 'waiting' order by v.id`.execute(db);
  return rows;
}

/** A bank's line that may be a deposit: posted to suspense already, or not at all. */
export interface OpenDepositLine extends DepositLine {
  readonly bankAccountId: bigint;
  readonly glAccountId: bigint;
  readonly bookingDate: Day;
  /** On which day what becomes of it is posted. */
  readonly postingDate: Day;
  readonly receiptId: bigint | null;
  /** What it is carried at in suspense, in company currency; null while it is not posted. */
  readonly carriedMinor: bigint | null;
}

/** Money in at a company's banks that is open: some lines, also of money out, or all in some currencies up to a day. */
export async function loadDepositLines(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; asOf?: Day; currencies?: readonly string[]; lineIds?: readonly bigint[] },
): Promise<OpenDepositLine[]> {
  const { rows } = await sql<Omit<OpenDepositLine, 'postingDate'>>`
    with open_line as materialized (${openLines(tenantId, of.companyId)})
    select l.id as "lineId", l.bank_account_id as "bankAccountId", b.gl_account_id as "glAccountId", l.value_date as "valueDate",
      l.booking_date as "bookingDate", l.currency, l.amount_minor as "amountMinor", o.receipt_id as "receiptId",
      (select -sum(x.company_amount_minor)::bigint from ledger.v_line x
        join ledger.v_account a on a.tenant_id = ${tenantId} and a.id = x.account_id and a.purpose = 'unidentified_receipts'
        where x.tenant_id = ${tenantId} and x.journal_id = o.journal_id) as "carriedMinor",
      concat_ws(' ', l.structured_reference, l.remittance, l.customer_reference, l.bank_reference, l.counterparty_name, l.counterparty_account) as text
    from open_line o
    join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = o.line_id
    join cash.v_bank_account b on b.tenant_id = ${tenantId} and b.id = l.bank_account_id
    where ${of.lineIds === undefined ? sql`l.amount_minor > 0` : sql`l.amount_minor <> 0`} and l.state in ('waiting', 'posted')
      ${of.asOf === undefined ? sql`` : sql`and l.booking_date <= ${of.asOf}`}
      ${of.currencies === undefined ? sql`` : sql`and l.currency = any(${[...of.currencies]}::text[])`}
      ${of.lineIds === undefined ? sql`` : sql`and l.id = any(${[...of.lineIds]}::bigint[])`}
    order by l.booking_date, l.id`.execute(db);
  const postingDay = await loadPostingDays(db, tenantId, of.companyId);
  return rows.map((row) => ({ ...row, postingDate: postingDay(row.bookingDate) }));
}

/** One payment of a batch, as the bank lists it. */
export interface ListedPayment {
  readonly amountMinor: bigint;
  readonly currency: string | null;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  readonly ultimateName: string | null;
  readonly text: string;
  readonly structuredReference: string | null;
  readonly endToEndId: string | null;
  readonly stated: readonly StatedDocument[] | null;
  /** Of payments that came back: why, and what had been paid. */
  readonly returned: { readonly reasonCode: string | null; readonly originalMinor: bigint | null } | null;
}

/**
 * Open lines of the bank that are a batch of several payments, with the payments that the bank lists: in the statement itself,
 * or in its advice of the same reference and amount. Money in, and payments that came back in one amount. A line that was
 * looked at as a batch before is not given again.
 */
export async function loadListedBatches(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; asOf?: Day; lineIds?: readonly bigint[] },
): Promise<{ lineId: bigint; payments: ListedPayment[] }[]> {
  type Detail = Omit<
    ListedPayment,
    'amountMinor' | 'payerName' | 'payerAccount' | 'ultimateName' | 'text' | 'returned' | 'stated'
  > & {
    amountMinor: string;
    /** Lines of before have none. */
    returned?: { reasonCode: string | null; originalMinor: string | null } | null;
    counterparty: { name: string | null; account: string | null; ultimateName?: string };
    remittance: string;
    stated?: KeptDocument[];
  };
  const { rows } = await sql<{ lineId: bigint; details: Detail[] }>`
    with open_line as materialized (${openLines(tenantId, of.companyId)}),
    -- Once for all lines, not for each: a large day has a hundred thousand of them.
    advised as materialized (
      select distinct on (bank_account_id, currency, amount_minor, bank_reference)
        bank_account_id, currency, amount_minor, bank_reference, details
      from cash.bank_line
      where tenant_id = ${tenantId} and company_id = ${of.companyId} and state = 'advised' and bank_reference is not null
        and jsonb_array_length(details) > 1
      order by bank_account_id, currency, amount_minor, bank_reference, id)
    select l.id as "lineId", case when jsonb_array_length(l.details) > 1 then l.details else a.details end as details
    from open_line o
    join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = o.line_id
    left join advised a on a.bank_account_id = l.bank_account_id and a.currency = l.currency and a.amount_minor = l.amount_minor
      and a.bank_reference = l.bank_reference
    where (l.amount_minor > 0 or l.amount_minor < 0 and (l.returned or l.reversal)) and l.state in ('waiting', 'posted') and (jsonb_array_length(l.details) > 1 or a.details is not null)
      and not exists (select 1 from cash.settlement s where s.tenant_id = ${tenantId} and s.service_id is null and s.number_key = 'BATCH' || l.id)
      ${of.asOf === undefined ? sql`` : sql`and l.booking_date <= ${of.asOf}`}
      ${of.lineIds === undefined ? sql`` : sql`and l.id = any(${[...of.lineIds]}::bigint[])`}
    order by l.booking_date, l.id`.execute(db);
  return rows.map((row) => ({
    lineId: row.lineId,
    payments: row.details.map((one) => ({
      amountMinor: BigInt(one.amountMinor),
      currency: one.currency,
      payerName: one.counterparty.name,
      payerAccount: one.counterparty.account,
      ultimateName: one.counterparty.ultimateName ?? null,
      text: one.remittance,
      structuredReference: one.structuredReference,
      endToEndId: one.endToEndId,
      stated: one.stated ? keptDocuments(one.stated) : null,
      returned: one.returned
        ? {
            reasonCode: one.returned.reasonCode,
            originalMinor: one.returned.originalMinor === null ? null : BigInt(one.returned.originalMinor),
          }
        : null,
    })),
  }));
}

/** What a part of a deposit says to matching: the document it is for, and what else stands beside it. */
const transactionCodes = {
  payment: 'PAYMENT',
  refund: 'REFUND',
  chargeback: 'CHARGEBACK',
  chargeback_reversal: 'CHARGEBACK-REVERSAL',
  other: 'OTHER',
  fee: 'FEE',
  reserve: 'RESERVE',
} as const;

/**
 * Makes the parts of a settlement lines of the service's account that wait to be posted, dated as the deposit is booked; a
 * part's own day is its value date. Returns the lines' ids in order of the parts.
 */
export async function insertParts(
  tx: Transaction,
  one: {
    company: Company;
    settlementId: bigint;
    bankAccountId: bigint;
    number: string;
    currency: string;
    deposit: { readonly bookingDate: Day; readonly valueDate: Day };
    parts: readonly KeptLine[];
  },
): Promise<bigint[]> {
  const { company, settlementId, bankAccountId, currency, deposit } = one;
  await lockBankAccount(tx, bankAccountId);
  const fileId = (await insertBankFile(tx, {
    name: `Settlement ${one.number}`,
    sha256: `settlement ${settlementId}`,
    format: 'settlement',
  }))!;
  const statementId = await insertStatement(tx, {
    bankAccountId,
    bankFileId: fileId,
    number: one.number,
    reference: null,
    fromDate: deposit.bookingDate,
    toDate: deposit.bookingDate,
    openingMinor: null,
    closingMinor: null,
    closingDate: null,
    state: 'accepted',
    heldFor: null,
    reason: null,
  });
  await insertBankLines(
    tx,
    { bankAccountId, companyId: company.id, statementId, currency },
    one.parts.map((part) => ({
      bookingDate: deposit.bookingDate,
      key: `settlement ${settlementId} line ${part.line}`,
      occurrence: 1,
      state: 'waiting' as const,
      entry: {
        bookingDate: deposit.bookingDate,
        // The customer paid when the service took the money, not when it passed it on.
        valueDate: part.day !== null && part.day < deposit.valueDate ? part.day : deposit.valueDate,
        amountMinor: part.grossMinor,
        currency,
        status: 'booked' as const,
        reversal: part.kind === 'chargeback',
        bankReference: part.reference || null,
        customerReference: part.document || null,
        transactionCode: transactionCodes[part.kind],
        counterparty: {
          ...{ name: part.customerName, account: part.customerAccount },
          ...(part.ultimateName !== null && { ultimateName: part.ultimateName }),
        },
        remittance: part.memo,
        structuredReference: null,
        ...(part.stated && { stated: part.stated }),
        returned: part.kind === 'chargeback' ? { reasonCode: returnReasonIn(part.memo), originalMinor: null } : null,
        charges: null,
        exchange: null,
        details: [],
      },
    })),
  );
  const { rows } = await sql<{ id: bigint; identity_key: string }>`
    select id, identity_key from cash.bank_line where tenant_id = ${tx.tenantId} and statement_id = ${statementId}`.execute(
    tx.db,
  );
  const lineOf = new Map(rows.map((row) => [row.identity_key, row.id]));
  const lineIds = one.parts.map((part) => lineOf.get(`settlement ${settlementId} line ${part.line}`)!);
  await sql`
    update cash.settlement_line n set bank_line_id = p.line_id
    from unnest(${one.parts.map((part) => part.line)}::integer[], ${lineIds}::bigint[]) as p(line, line_id)
    where n.tenant_id = ${tx.tenantId} and n.settlement_id = ${settlementId} and n.line = p.line`.execute(tx.db);
  await sql`update cash.settlement set statement_id = ${statementId} where tenant_id = ${tx.tenantId} and id = ${settlementId}`.execute(
    tx.db,
  );
  return lineIds;
}

/** The bank's line has paid the settlement. */
export async function markSettled(
  tx: Transaction,
  one: { settlementId: bigint; lineId: bigint; journalId: bigint },
): Promise<void> {
  await sql`update cash.settlement set credited_line_id = ${one.lineId}, journal_id = ${one.journalId}, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${one.settlementId}`.execute(tx.db);
}

/** A posted part of a settlement, with what was made of it. */
export interface PostedPart {
  readonly line: number;
  readonly lineId: bigint;
  readonly document: string;
  readonly lineState: string;
  readonly receiptId: bigint | null;
  readonly itemId: bigint | null;
  readonly journalId: bigint | null;
  readonly receiptState: string | null;
  /** It went on from here: the bank took it back later, it took back another, or another company has it. */
  readonly movedOn: boolean;
}

export async function loadPostedParts(db: Sql, tenantId: bigint, settlementId: bigint): Promise<PostedPart[]> {
  const { rows } = await sql<PostedPart>`
    select n.line, n.bank_line_id as "lineId", n.document, l.state as "lineState", r.id as "receiptId", r.item_id as "itemId",
      r.journal_id as "journalId", r.state as "receiptState",
      (r.state = 'transferred'
        or exists (select 1 from cash.v_returned_payment p where p.tenant_id = ${tenantId} and p.standing and r.id in (p.receipt_id, p.return_receipt_id))
        or exists (select 1 from cash.intercompany_payment p where p.tenant_id = ${tenantId} and p.receipt_id = r.id and p.reversed_command_id is null)
      ) as "movedOn"
    from cash.settlement_line n
    join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = n.bank_line_id
    left join cash.receipt r on r.tenant_id = ${tenantId} and r.bank_line_id = n.bank_line_id
    where n.tenant_id = ${tenantId} and n.settlement_id = ${settlementId} order by n.line`.execute(db);
  return rows;
}

/** The settlement was taken back: its parts are no money any more, what advised them waits again, and the deposit is in suspense. */
export async function markSettlementReversed(
  tx: Transaction,
  one: {
    settlementId: bigint;
    journalId: bigint;
    depositLineId: bigint;
    partLineIds: readonly bigint[];
    explanation: string;
  },
): Promise<void> {
  await sql`
    update cash.settlement set reversed_command_id = ${tx.commandId}, reversal_journal_id = ${one.journalId}, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${one.settlementId}`.execute(tx.db);
  await markReversed(tx, one.partLineIds, one.explanation);
  await sql`
    update cash.receipt set state = 'unidentified', decision = 'unidentified', confidence = 0, proposal = null, explanation = ${one.explanation},
      version = version + 1
    where tenant_id = ${tx.tenantId} and bank_line_id = ${one.depositLineId}`.execute(tx.db);
  await freeAdvicesOf(tx, one.partLineIds);
}
