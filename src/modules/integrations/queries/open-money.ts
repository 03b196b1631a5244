/** Money that the bank or the ERP told and that waits for its other half, or for a person's word. */
import type { Company } from '#company';
import type { Day } from '#kernel';
import { loadPostingDays } from '#ledger';
import { type Engine, runQuery, type Sql, sql } from '#platform';
import { judgeWaitingPayments } from '../commands/waiting-payments.ts';
import { loadFreePayments, loadFreeReceipts, type Wanted } from '../store/same-money.ts';

/** A receipt as the ERP's payments are compared with it. */
export interface Receipt {
  readonly id: bigint;
  readonly bankLineId: bigint;
  readonly accountId: bigint | null;
  readonly itemId: bigint | null;
  readonly number: string | null;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly valueDate: Day;
  /** On which day what becomes of it is posted. */
  readonly postingDate: Day;
  readonly text: string;
  readonly state: string;
  readonly version: number;
  readonly explanation: string;
}

/** Receipts by id, or those whose payer is not known. */
export async function loadReceipts(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  by: { readonly id: bigint } | { readonly unidentified: true },
): Promise<Receipt[]> {
  const { rows } = await sql<{
    id: bigint;
    bank_line_id: bigint;
    account_id: bigint | null;
    item_id: bigint | null;
    number: string | null;
    currency: string;
    amount_minor: bigint;
    value_date: string;
    posting_date: string;
    remittance: string;
    state: string;
    version: number;
    explanation: string;
  }>`
    select r.id, r.bank_line_id, r.account_id, r.item_id, r.number, r.currency, r.amount_minor, r.value_date, r.posting_date, l.remittance,
      r.state, r.version, r.explanation
    from cash.v_receipt r join cash.v_bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id
    where r.tenant_id = ${tenantId} and r.company_id = ${companyId} and r.amount_minor > 0
      and ${'id' in by ? sql`r.id = ${by.id}` : sql`r.state = 'unidentified'`} order by r.value_date, r.id`.execute(db);
  const postingDay = await loadPostingDays(db, tenantId, companyId);
  return rows.map((row) => ({
    id: row.id,
    bankLineId: row.bank_line_id,
    accountId: row.account_id,
    itemId: row.item_id,
    number: row.number,
    currency: row.currency,
    amountMinor: row.amount_minor,
    valueDate: row.value_date,
    postingDate: postingDay(row.posting_date),
    text: row.remittance,
    state: row.state,
    version: row.version,
    explanation: row.explanation,
  }));
}

/** One side of money: a payment of the ERP by its identity, or a receipt by its id. */
export interface MoneySide {
  readonly payment: string | null;
  readonly receiptId: bigint | null;
  readonly number: string | null;
  readonly day: Day;
  /** On whose account it stands; null: on none. */
  readonly customer: string | null;
  readonly name: string | null;
  /** Of a receipt of no account: what its payer wrote. */
  readonly text: string | null;
}

/** A payment of the ERP, or a receipt, that waits, with what it may be. Minor units, money in positive. */
export interface OpenMoney extends MoneySide {
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly why: string;
  readonly candidates: readonly MoneySide[];
}

/** The payments that wait for their receipts, and the receipts of no account that the ERP may have told; with candidates. */
export function listOpenMoney(engine: Engine, tenantId: bigint, company: Company): Promise<OpenMoney[]> {
  return runQuery(engine, tenantId, async (db) => {
    const waiting = await judgeWaitingPayments(db, tenantId, company);
    const told = waiting.map(
      ({ row }): Wanted => ({ currency: row.currency, amountMinor: -row.amountMinor, day: row.postingDate }),
    );
    const receipts = await loadFreeReceipts(db, tenantId, company.id, told);
    const unidentified = await loadReceipts(db, tenantId, company.id, { unidentified: true });
    const payments = await loadFreePayments(
      db,
      tenantId,
      company.id,
      unidentified.map((one) => ({ currency: one.currency, amountMinor: one.amountMinor, day: one.valueDate })),
    );
    const owners = await loadOwners(db, tenantId, [
      ...waiting.map(({ row }) => row.accountId),
      ...receipts.map((one) => one.accountId),
      ...payments.map((one) => one.accountId),
    ]);
    const ownedBy = (accountId: bigint) => ({ ...owners.get(accountId)!, text: null });
    const ofNobody = (text: string) => ({ customer: null, name: null, text: text === '' ? null : text });
    const equal = (one: { currency: string; amountMinor: bigint }, other: { currency: string; amountMinor: bigint }) =>
      one.currency === other.currency && one.amountMinor === other.amountMinor;
    return [
      ...waiting.map(
        ({ row, link }, index): OpenMoney => ({
          payment: row.key,
          receiptId: null,
          number: row.number,
          day: row.postingDate,
          ...ownedBy(row.accountId),
          currency: row.currency,
          amountMinor: -row.amountMinor,
          why: link.kind === 'waiting' ? link.why : 'It can be told now: the next load or day run takes it in.',
          candidates: [
            ...receipts.map((one) => ({ ...one, id: one.receiptId, owner: ownedBy(one.accountId) })),
            ...unidentified.map((one) => ({ ...one, day: one.valueDate, owner: ofNobody(one.text) })),
          ]
            .filter((one) => equal(one, told[index]!))
            .map((one) => ({ payment: null, receiptId: one.id, number: one.number, day: one.day, ...one.owner })),
        }),
      ),
      ...unidentified.flatMap((one): OpenMoney[] => {
        const candidates = payments.filter((payment) => equal(payment, one));
        return candidates.length === 0
          ? []
          : [
              {
                payment: null,
                receiptId: one.id,
                number: one.number,
                day: one.valueDate,
                ...ofNobody(one.text),
                currency: one.currency,
                amountMinor: one.amountMinor,
                why: one.explanation,
                candidates: candidates.map((payment) => ({
                  payment: payment.key,
                  receiptId: null,
                  number: payment.number,
                  day: payment.day,
                  ...ownedBy(payment.accountId),
                })),
              },
            ];
      }),
    ];
  });
}

/** Whose some accounts are, by number and name. */
async function loadOwners(
  db: Sql,
  tenantId: bigint,
  accountIds: readonly bigint[],
): Promise<Map<bigint, { customer: string; name: string }>> {
  const { rows } = await sql<{ id: bigint; customer: string; name: string }>`
    select id, number as customer, name from customers.v_account
    where tenant_id = ${tenantId} and id = any(${[...new Set(accountIds)]}::bigint[])`.execute(db);
  return new Map(rows.map(({ id, customer, name }) => [id, { customer, name }]));
}
