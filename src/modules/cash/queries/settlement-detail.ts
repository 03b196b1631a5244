/** One settlement as a person looks at it: how it foots, its deposit, its terms, and what each line names, pays and became. */
import { type SettlementLineKind, settlementLineKinds } from '#formats';
import { type Day, formatAmount, parseAmount, textKey } from '#kernel';
import { type Engine, runQuery, type Sql, sql } from '#platform';
import { loadPaymentServices } from '../store/settlements.ts';
import { listSettlementLines, listSettlements, type SettlementLineRow, type SettlementRow } from './settlements.ts';

/** What the lines of one kind come to; the nets of all kinds are what is paid out. */
export interface SettlementSum {
  readonly kind: SettlementLineKind;
  readonly lines: number;
  readonly gross: string;
  readonly fee: string;
  readonly net: string;
}

/** A document that a line names, or that its money pays. */
export interface SettlementItem {
  readonly id: bigint;
  readonly number: string;
  readonly documentType: string;
  readonly customer: string;
  readonly name: string;
  readonly amount: string;
  readonly open: string;
  /** What the line's own money pays of it. */
  readonly paid: string;
}

export interface SettlementDetail extends SettlementRow {
  readonly sums: readonly SettlementSum[];
  /** Fees in percent of the payments, with two decimals; null where nothing was paid. */
  readonly feePercent: string | null;
  /** Those in force on the day of the deposit, else today; null for a batch of the bank, and before the first. */
  readonly terms: {
    readonly validFrom: Day;
    readonly highestFeePercent: string;
    readonly feeAccount: string;
    readonly reserveAccount: string | null;
    readonly words: string | null;
  } | null;
  /** The bank's line that paid it. */
  readonly deposit: {
    readonly receiptId: bigint | null;
    readonly account: string;
    readonly valueDate: Day;
    readonly amount: string;
    readonly payer: string | null;
    readonly text: string;
  } | null;
  /** Why it was let pass, withdrawn or taken back. */
  readonly releasedReason: string | null;
  readonly withdrawnReason: string | null;
  readonly reversedReason: string | null;
  readonly parts: readonly (SettlementLineRow & { readonly items: readonly SettlementItem[] })[];
}

/** One settlement; undefined where the company has no such one. `today` tells which terms hold while no deposit came. */
export async function loadSettlementDetail(
  engine: Engine,
  tenantId: bigint,
  of: { companyId: bigint; settlementId: bigint; today: Day },
): Promise<SettlementDetail | undefined> {
  const { companyId, settlementId } = of;
  const [row] = await listSettlements(engine, tenantId, { companyId, id: settlementId, limit: 1 });
  if (!row) return undefined;
  const { currency } = row;
  const lines = await listSettlementLines(engine, tenantId, { settlementId, currency });
  return runQuery(engine, tenantId, async (db) => {
    const said = await loadSaid(db, tenantId, settlementId);
    const { deposit } = said;
    const services = await loadPaymentServices(db, tenantId, { companyId, day: deposit?.bookingDate ?? of.today });
    const terms = row.service === null ? undefined : services.find((one) => one.code === row.service);
    const items = await loadItemsOfLines(db, tenantId, { companyId, settlementId, currency, lines });
    const sums = sumByKind(lines, currency);
    const payments = sums.find((one) => one.kind === 'payment');
    const { releasedReason, withdrawnReason, reversedReason } = said;
    return {
      ...row,
      sums,
      feePercent: payments ? shareOf(row.fees, payments.gross, currency) : null,
      terms: terms
        ? {
            validFrom: terms.validFrom,
            highestFeePercent: terms.highestFeePercent,
            feeAccount: terms.feeAccountCode,
            reserveAccount: terms.reserveAccountCode,
            words: terms.words,
          }
        : null,
      deposit: deposit && {
        receiptId: deposit.receiptId,
        account: deposit.account,
        valueDate: deposit.valueDate,
        amount: formatAmount(deposit.amountMinor, currency),
        payer: deposit.payer,
        text: deposit.text,
      },
      releasedReason,
      withdrawnReason,
      reversedReason,
      parts: lines.map((line) => ({ ...line, items: items.get(line.line) ?? [] })),
    };
  });
}

function sumByKind(lines: readonly SettlementLineRow[], currency: string): SettlementSum[] {
  return settlementLineKinds.flatMap((kind): SettlementSum[] => {
    const own = lines.filter((line) => line.kind === kind);
    if (own.length === 0) return [];
    const sum = (pick: (line: SettlementLineRow) => string): bigint =>
      own.reduce((total, line) => total + parseAmount(pick(line), currency), 0n);
    const [gross, fee] = [sum((line) => line.gross), sum((line) => line.fee)];
    const money = (minor: bigint): string => formatAmount(minor, currency);
    return [{ kind, lines: own.length, gross: money(gross), fee: money(fee), net: money(gross - fee) }];
  });
}

/** A part in percent of a whole, two decimals, rounded half away from zero; null of nothing. */
function shareOf(part: string, whole: string, currency: string): string | null {
  const [partMinor, wholeMinor] = [parseAmount(part, currency), parseAmount(whole, currency)];
  if (wholeMinor <= 0n) return null;
  const size = partMinor < 0n ? -partMinor : partMinor;
  const hundredths = (size * 20_000n + wholeMinor) / (2n * wholeMinor);
  return `${partMinor < 0n && hundredths > 0n ? '-' : ''}${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, '0')}`;
}

interface Said {
  readonly releasedReason: string | null;
  readonly withdrawnReason: string | null;
  readonly reversedReason: string | null;
  readonly deposit: {
    readonly receiptId: bigint | null;
    readonly account: string;
    readonly bookingDate: Day;
    readonly valueDate: Day;
    readonly amountMinor: bigint;
    readonly payer: string | null;
    readonly text: string;
  } | null;
}

async function loadSaid(db: Sql, tenantId: bigint, settlementId: bigint): Promise<Said> {
  type Deposit = NonNullable<Said['deposit']>;
  type Found = Omit<Said, 'deposit'> & { readonly [K in keyof Deposit]: Deposit[K] | null };
  const { rows } = await sql<Found>`
    select v.released_reason as "releasedReason", s.withdrawn_reason as "withdrawnReason", j.explanation as "reversedReason",
      r.id as "receiptId", b.name as account, l.booking_date as "bookingDate", l.value_date as "valueDate", l.amount_minor as "amountMinor",
      l.counterparty_name as payer, concat_ws(' ', l.structured_reference, l.remittance) as text
    from cash.v_settlement v
    join cash.settlement s on s.tenant_id = ${tenantId} and s.id = v.id
    left join ledger.v_journal j on j.tenant_id = ${tenantId} and j.id = v.reversal_journal_id
    left join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = v.credited_line_id and v.state = 'posted'
    left join cash.v_bank_account b on b.tenant_id = ${tenantId} and b.id = l.bank_account_id
    left join cash.receipt r on r.tenant_id = ${tenantId} and r.bank_line_id = l.id
    where v.tenant_id = ${tenantId} and v.id = ${settlementId}`.execute(db);
  const { releasedReason, withdrawnReason, reversedReason, ...line } = rows[0]!;
  const { account, bookingDate, valueDate, amountMinor, receiptId, payer, text } = line;
  const came = account !== null && bookingDate !== null && valueDate !== null && amountMinor !== null;
  return {
    releasedReason,
    withdrawnReason,
    reversedReason,
    deposit: came ? { receiptId, account, bookingDate, valueDate, amountMinor, payer, text: text ?? '' } : null,
  };
}

/** At most this many documents of a settlement are told. */
const mostItems = 5000;

/** The documents of the company that the lines name by their number, and those that the lines' own money pays. */
async function loadItemsOfLines(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; settlementId: bigint; currency: string; lines: readonly SettlementLineRow[] },
): Promise<Map<number, SettlementItem[]>> {
  const named = of.lines
    .map((line) => ({ line: line.line, key: textKey(line.document) }))
    .filter((one) => one.key !== '');
  type Found = Omit<SettlementItem, 'amount' | 'open' | 'paid'> & {
    readonly line: number;
    readonly amountMinor: bigint;
    readonly openMinor: bigint;
    readonly paidMinor: bigint;
  };
  const { rows } = await sql<Found>`
    with named as (
      select n.line, i.id as item_id, 0::bigint as paid
      from unnest(${named.map((one) => one.line)}::integer[], ${named.map((one) => one.key)}::text[]) as n(line, key)
      join receivables.v_item i on i.tenant_id = ${tenantId} and i.company_id = ${of.companyId} and i.number_key = n.key
        and i.currency = ${of.currency} and i.document_type <> 'payment'
    ), paid as (
      select n.line, x.debit_item_id as item_id, x.debit_amount_minor as paid
      from cash.v_settlement_line n
      join cash.receipt r on r.tenant_id = ${tenantId} and r.id = n.receipt_id
      join receivables.v_allocation x on x.tenant_id = ${tenantId} and x.credit_item_id = r.item_id
      where n.tenant_id = ${tenantId} and n.settlement_id = ${of.settlementId}
    ), told as (
      select line, item_id, sum(paid)::bigint as paid, bool_or(is_named) as is_named from (
        select line, item_id, paid, true as is_named from named union all select line, item_id, paid, false from paid
      ) u group by 1, 2
    )
    select t.line, i.id, i.number, i.document_type as "documentType", a.number as customer, a.name, i.amount_minor as "amountMinor",
      i.open_minor as "openMinor", t.paid as "paidMinor"
    from told t
    join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = t.item_id
    join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
    where t.is_named or t.paid <> 0
    order by t.line, i.due_date, i.id limit ${mostItems}`.execute(db);
  const byLine = new Map<number, SettlementItem[]>();
  for (const { line, amountMinor, openMinor, paidMinor, ...item } of rows) {
    const money = (minor: bigint): string => formatAmount(minor, of.currency);
    const told = { ...item, amount: money(amountMinor), open: money(openMinor), paid: money(paidMinor) };
    byLine.set(line, [...(byLine.get(line) ?? []), told]);
  }
  return byLine;
}
