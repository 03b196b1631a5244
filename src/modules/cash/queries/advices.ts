/** Remittance advices as a person works on them: the list by state, and one with its lines and what became of each. */
import { type Day, formatAmount } from '#kernel';
import { type Asked, holdsPart, type ListPlace } from '#lists';
import { type Engine, type RawSql, runQuery, sql } from '#platform';
import type { adviceStates } from '../lists.ts';

export type AdviceState = (typeof adviceStates)[number];

export interface AdviceRow {
  readonly id: bigint;
  readonly version: number;
  readonly state: AdviceState;
  /** What a person should know of it, in a sentence. */
  readonly says: string;
  readonly payer: string | null;
  readonly customer: string | null;
  readonly name: string | null;
  readonly reference: string | null;
  readonly date: Day | null;
  readonly receivedOn: Day;
  /** Null: it leaves open what is paid. */
  readonly amount: string | null;
  readonly currency: string;
  readonly lines: number;
  readonly file: string;
  readonly receiptId: bigint | null;
  /** It was read from sentences of a mail. */
  readonly prose: boolean;
}

interface Row {
  id: bigint;
  version: number;
  state: AdviceState;
  payer_name: string | null;
  customer: string | null;
  name: string | null;
  payment_reference: string | null;
  advice_date: Day | null;
  received_on: Day;
  amount_minor: bigint | null;
  currency: string;
  lines: number;
  named: number;
  paid: number;
  file: string;
  receipt_id: bigint | null;
  bank_line_id: bigint | null;
  money_minor: bigint | null;
  money_date: Day | null;
  link_basis: string | null;
  link_certain: boolean | null;
  withdrawn_reason: string | null;
  prose: boolean;
  returned_because: string | null;
}

const columns = (tenantId: bigint) => sql`
  a.id, a.version, a.state, a.payer_name, c.number as customer, c.name, a.payment_reference, a.advice_date, a.received_on, a.amount_minor, a.currency,
  (select count(*)::integer from cash.advice_line n where n.tenant_id = ${tenantId} and n.advice_id = a.id) as lines, a.named, a.paid,
  f.name as file, a.receipt_id, a.bank_line_id, a.money_minor, a.money_date, a.link_basis, a.link_certain, a.withdrawn_reason, a.prose, a.returned_because
  from cash.v_advice a
  join cash.advice_file f on f.tenant_id = ${tenantId} and f.id = a.advice_file_id
  left join customers.v_account c on c.tenant_id = ${tenantId} and c.id = a.account_id`;

const foundBy: Readonly<Record<string, string>> = {
  reference: 'the payment’s reference',
  account: 'the payer’s bank account',
  documents: 'the documents in the bank’s text',
  payer: 'the payer’s name',
  amount: 'its amount alone',
  person: 'a person',
};

function sentence(row: Row): string {
  if (row.state === 'withdrawn') return `Withdrawn: ${row.withdrawn_reason}`;
  if (row.money_minor === null && row.returned_because !== null && (row.amount_minor ?? 0n) < 0n)
    return `It tells that an earlier payment came back (${row.returned_because}); it waits among the returned payments.`;
  if (row.money_minor === null) return 'No money has come for it yet.';
  const money = `${row.currency} ${formatAmount(row.money_minor, row.currency)} of ${row.money_date}`;
  if (row.state === 'waiting') return `Its money, ${money}, went back; it waits for another payment.`;
  const found = `Its money, ${money}, was found by ${foundBy[row.link_basis!]}`;
  if (row.state === 'contradicts')
    return row.amount_minor === null || row.money_minor === row.amount_minor
      ? `${found}, but paid other documents than it names.`
      : `${found}, but it speaks of ${row.currency} ${formatAmount(row.amount_minor, row.currency)}.`;
  if (row.state === 'matched') return `${found}; every document that it names is paid as it says.`;
  return row.named === 0
    ? `${found}; it names no document.`
    : `${found}; ${row.paid} of the ${row.named} lines that name a document are paid by it.`;
}

const toRow = (row: Row): AdviceRow => ({
  id: row.id,
  version: row.version,
  state: row.state,
  says: sentence(row),
  payer: row.payer_name,
  customer: row.customer,
  name: row.name,
  reference: row.payment_reference,
  date: row.advice_date,
  receivedOn: row.received_on,
  amount: row.amount_minor === null ? null : formatAmount(row.amount_minor, row.currency),
  currency: row.currency,
  lines: row.lines,
  file: row.file,
  receiptId: row.receipt_id,
  prose: row.prose,
});

/** The rows of the list of advices; `named` is looked for in what they say and in the documents that their lines name. */
export const advicesSource = ({ tenantId, companyIds }: ListPlace, { named }: Asked): RawSql => {
  const wanted = typeof named === 'string' ? named.trim() : '';
  return sql`
    select a.id, y.code as company, a.payer_name as payer, coalesce(c.name, a.payer_name) as called, c.number as customer, c.name,
      a.payment_reference as reference, coalesce(a.advice_date, a.received_on) as day, a.received_on as "receivedOn",
      a.amount_minor as amount, a.currency,
      -- What its money has paid is looked up for the rows that are shown, or where somebody asks for a state.
      (select v.state from cash.v_advice v where v.tenant_id = ${tenantId} and v.id = a.id) as state,
      (select count(*)::integer from cash.advice_line n where n.tenant_id = ${tenantId} and n.advice_id = a.id) as lines,
      f.name as file, case when a.prose then 'yes' else 'no' end as prose,
      (select r.id::text from cash.receipt r where r.tenant_id = ${tenantId} and r.bank_line_id = a.bank_line_id) as "receiptId"
    from cash.advice a
    join company.v_company y on y.tenant_id = ${tenantId} and y.id = a.company_id
    join cash.advice_file f on f.tenant_id = ${tenantId} and f.id = a.advice_file_id
    left join customers.v_account c on c.tenant_id = ${tenantId} and c.id = a.account_id
    where a.tenant_id = ${tenantId} and a.company_id = any(${companyIds as bigint[]}::bigint[])
      ${
        wanted === ''
          ? sql``
          : sql`and (${holdsPart(sql`concat_ws(' ', a.payer_name, c.name, c.number, a.payment_reference, f.name)`, wanted)}
              or exists (select from cash.advice_line n where n.tenant_id = ${tenantId} and n.advice_id = a.id
                and ${holdsPart(sql`n.reference`, wanted)}))`
      }`;
};

/** Advices of a company, the newest first; of one state, or of those that some file brought. */
export function listAdvices(
  engine: Engine,
  tenantId: bigint,
  query: {
    companyId: bigint;
    state?: AdviceState | undefined;
    ids?: readonly bigint[];
    limit: number;
  },
): Promise<AdviceRow[]> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<Row>`
      select ${columns(tenantId)}
      where a.tenant_id = ${tenantId} and a.company_id = ${query.companyId}
        ${query.state === undefined ? sql`` : sql`and a.state = ${query.state}`}
        ${query.ids === undefined ? sql`` : sql`and a.id = any(${[...query.ids]}::bigint[])`}
      order by a.id desc limit ${query.limit}`.execute(db);
    return rows.map(toRow);
  });
}

export interface AdviceDetail extends AdviceRow {
  readonly payerAccount: string | null;
  readonly fileSha256: string;
  readonly fileName: string;
  readonly details: readonly {
    readonly reference: string;
    /** Null: the line does not say it. */
    readonly amount: string | null;
    readonly discount: string | null;
    readonly deduction: string | null;
    readonly reason: string | null;
    readonly memo: string | null;
    /** What is open now of the document that it names; null where we have no such document. */
    readonly open: string | null;
    /** The items of that number or reference, and what of each the advice's own money pays. */
    readonly items: readonly {
      readonly id: bigint;
      readonly number: string;
      readonly documentType: string;
      readonly dueDate: Day;
      readonly customer: string;
      readonly name: string;
      readonly amount: string;
      readonly open: string;
      readonly paid: string;
    }[];
  }[];
}

/** One advice with its lines; undefined when the company has no such advice. */
export function loadAdvice(
  engine: Engine,
  tenantId: bigint,
  query: { companyId: bigint; adviceId: bigint },
): Promise<AdviceDetail | undefined> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<Row & { payer_account: string | null; account_id: bigint | null; sha256: string }>`
      select a.payer_account, a.account_id, f.sha256, ${columns(tenantId)}
      where a.tenant_id = ${tenantId} and a.company_id = ${query.companyId} and a.id = ${query.adviceId}`.execute(db);
    const [row] = rows;
    if (!row) return undefined;
    const { rows: lines } = await sql<{
      line: number;
      reference: string;
      amount_minor: bigint | null;
      discount_minor: bigint | null;
      deduction_minor: bigint | null;
      deduction_reason: string | null;
      memo: string | null;
      open_minor: bigint | null;
    }>`
      select n.line, n.reference, n.amount_minor, n.discount_minor, n.deduction_minor, n.deduction_reason, n.memo,
        (select sum(i.open_minor)::bigint from receivables.v_item i where i.tenant_id = ${tenantId} and i.company_id = ${query.companyId}
          and i.currency = ${row.currency} and i.number_key = n.reference_key and n.reference_key <> '') as open_minor
      from cash.advice_line n where n.tenant_id = ${tenantId} and n.advice_id = ${query.adviceId} order by n.line`.execute(
      db,
    );
    const { rows: items } = await sql<{
      line: number;
      id: bigint;
      number: string;
      documentType: string;
      dueDate: Day;
      customer: string;
      name: string;
      amountMinor: bigint;
      openMinor: bigint;
      paidMinor: bigint;
    }>`
      select n.line, i.id, i.number, i.document_type as "documentType", i.due_date as "dueDate", c.number as customer, c.name,
        i.amount_minor as "amountMinor", i.open_minor as "openMinor",
        coalesce((select sum(x.debit_amount_minor) from receivables.v_allocation x
          join cash.receipt r on r.tenant_id = ${tenantId} and r.id = ${row.receipt_id} and r.item_id = x.credit_item_id
          where x.tenant_id = ${tenantId} and x.debit_item_id = i.id), 0)::bigint as "paidMinor"
      from cash.advice_line n
      cross join lateral (
        select v.* from receivables.v_item v where v.tenant_id = ${tenantId} and v.company_id = ${query.companyId} and v.number_key = n.reference_key
        union all
        -- By another of its references an item is known only among those of the payer: there the index is by account.
        select v.* from receivables.v_item v where v.tenant_id = ${tenantId} and v.account_id = ${row.account_id}
          and n.reference_key = any(v.reference_keys) and v.number_key <> n.reference_key
      ) i
      join customers.v_account c on c.tenant_id = ${tenantId} and c.id = i.account_id
      where n.tenant_id = ${tenantId} and n.advice_id = ${query.adviceId} and n.reference_key <> '' and i.currency = ${row.currency}
      order by n.line, i.due_date, i.id limit 2000`.execute(db);
    const amount = (minor: bigint | null): string | null => (minor === null ? null : formatAmount(minor, row.currency));
    return {
      ...toRow(row),
      payerAccount: row.payer_account,
      fileSha256: row.sha256,
      fileName: row.file,
      details: lines.map((line) => ({
        reference: line.reference,
        amount: amount(line.amount_minor),
        discount: amount(line.discount_minor),
        deduction: amount(line.deduction_minor),
        reason: line.deduction_reason,
        memo: line.memo,
        open: amount(line.open_minor),
        items: items
          .filter((item) => item.line === line.line)
          .map(({ line: _, amountMinor, openMinor, paidMinor, ...item }) => ({
            ...item,
            amount: formatAmount(amountMinor, row.currency),
            open: formatAmount(openMinor, row.currency),
            paid: formatAmount(paidMinor, row.currency),
          })),
      })),
    };
  });
}
