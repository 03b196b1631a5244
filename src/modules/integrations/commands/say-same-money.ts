/** A person says whether a payment of the ERP is the money of a receipt here; the books follow at once. */
import { applyCash, leaveReceipt } from '#cash';
import type { Company } from '#company';
import { lockAccounts } from '#customers';
import { type Day, done, type Outcome, periodOf, refuse } from '#kernel';
import { lockPeriods } from '#ledger';
import { type Caller, type Engine, runCommand, runQuery, type Sql, sql, type Transaction } from '#platform';
import { loadItems } from '#receivables';
import { loadReceipts, type Receipt } from '../queries/open-money.ts';
import { type FreePayment, loadFreePayments, type MoneyPair, savePairs } from '../store/same-money.ts';
import { linkMoneyIn, needsOf, settleLinksIn } from './guard-money.ts';
import { takeInWaitingPayments } from './waiting-payments.ts';

export interface MoneyAnswer {
  readonly company: Company;
  /** The payment's identity in the ERP. */
  readonly key: string;
  readonly receiptId: bigint;
  readonly verdict: 'same' | 'different';
  readonly reason: string;
  readonly asOf: Day;
}

/**
 * Keeps the person's word and follows it. Same: the payment becomes the receipt, or one gives way to the other, so that the
 * money counts once. Different: both count, each by itself, once nothing else is doubtful. Refuses `erp.reason-missing`,
 * `erp.payment-unknown`, `erp.receipt-unknown`, `erp.amount-differs`, `erp.both-cleared` (both were cleared, each with its
 * own: take one of the clearings back first), `erp.receipt-cleared` (the ERP keeps the payment on a special account, and the
 * receipt is applied here) and what posting refuses.
 */
export async function saySameMoney(engine: Engine, caller: Caller, input: MoneyAnswer): Promise<Outcome<null>> {
  const { company, key } = input;
  const reason = input.reason.trim();
  if (reason === '')
    return refuse(
      'erp.reason-missing',
      'Say why; the reason is kept with the payment. Nothing was changed.',
      {},
      { field: 'reason' },
    );
  const found = await runQuery(engine, caller.tenantId, async (db) => {
    const receipt = (await loadReceipts(db, caller.tenantId, company.id, { id: input.receiptId }))[0];
    const payment = receipt && (await freePayment(db, caller.tenantId, company.id, key, receipt));
    return { receipt, payment, exists: await paymentExists(db, caller.tenantId, company.id, key) };
  });
  const { receipt, payment } = found;
  if (!found.exists)
    return refuse(
      'erp.payment-unknown',
      `There is no free payment "${key}" of the ERP in ${company.code}. Nothing was changed.`,
    );
  if (!receipt)
    return refuse(
      'erp.receipt-unknown',
      `There is no receipt ${input.receiptId} in ${company.code}. Nothing was changed.`,
    );
  if (!payment)
    return refuse(
      'erp.amount-differs',
      'The payment is of another amount, currency or time than the receipt, so it is not the same money. Nothing was changed.',
    );
  const pair = (tx: Transaction): MoneyPair => ({
    key,
    bankLineId: receipt.bankLineId,
    verdict: input.verdict,
    linked: false,
    saidBy: tx.actor.personId,
    reason,
  });
  const description = {
    operation: 'integrations.say-same-money',
    reason,
    input: { company: company.code, payment: key, receipt: receipt.id.toString(), verdict: input.verdict },
  };
  const said = await runCommand(engine, caller, description, async (tx): Promise<Outcome<null>> => {
    if (input.verdict === 'same' && receipt.itemId !== null && receipt.accountId !== null) {
      const linked = await linkPosted(tx, company, payment, { ...receipt, itemId: receipt.itemId }, reason);
      if (!linked.ok) return linked;
    } else {
      await savePairs(tx, company.id, [pair(tx)]);
    }
    tx.publish({ type: 'integrations.same-money-said', payload: { payment: key, receiptId: receipt.id.toString() } });
    return done(null);
  });
  if (!said.ok) return said;
  return follow(engine, caller, input, receipt, payment);
}

/** What waited for the word goes on: the receipt leaves suspense, the payment is taken in. */
async function follow(
  engine: Engine,
  caller: Caller,
  { company, verdict, asOf }: MoneyAnswer,
  receipt: Receipt,
  payment: FreePayment,
): Promise<Outcome<null>> {
  if (receipt.itemId === null && receipt.state === 'unidentified') {
    const applied =
      verdict === 'same'
        ? await leaveReceipt(engine, caller, {
            company,
            receiptId: receipt.id,
            version: receipt.version,
            versionNow: receipt.version,
            accountId: payment.accountId,
          })
        : await applyCash(engine, caller, { company, asOf, bankLineIds: [receipt.bankLineId] });
    if (!applied.ok) return applied;
  }
  const taken = await takeInWaitingPayments(engine, caller, company);
  return taken.ok ? done(null) : taken;
}

/** Links a payment to a receipt that stands on an account already. */
async function linkPosted(
  tx: Transaction,
  company: Company,
  before: FreePayment,
  receipt: Receipt & { readonly itemId: bigint },
  reason: string,
): Promise<Outcome<null>> {
  const needs = await needsOf(tx, company.id, [before]);
  const [item] = await loadItems(tx.db, tx.tenantId, { itemIds: [receipt.itemId] });
  const days = [receipt.postingDate, ...needs.days.filter((day) => day > receipt.postingDate)];
  const periods = await lockPeriods(tx, company.id, days.map(periodOf));
  if (!periods.ok) return periods;
  await lockAccounts(tx, [item!.accountId, ...needs.accountIds]);
  const payment = await freePayment(tx.db, tx.tenantId, company.id, before.key, receipt);
  const [posted] = await loadItems(tx.db, tx.tenantId, { itemIds: [receipt.itemId] });
  const untouched = posted!.openMinor === posted!.amountMinor;
  if (payment?.apart && !untouched)
    return refuse(
      'erp.receipt-cleared',
      'The ERP keeps the payment on a special account, and the receipt is applied here; take its application back first. Nothing was changed.',
    );
  if (!payment || (payment.itemId !== null && !payment.untouched && !untouched))
    return refuse(
      'erp.both-cleared',
      'The payment and the receipt were both cleared already, each with its own; take one of the clearings back first. Nothing was changed.',
    );
  const money = {
    bankLineId: receipt.bankLineId,
    accountId: item!.accountId,
    itemId: receipt.itemId,
    unappliedMinor: -posted!.openMinor,
    currency: receipt.currency,
    amountMinor: receipt.amountMinor,
    valueDate: receipt.valueDate,
    postingDate: receipt.postingDate,
    text: receipt.text,
  };
  const link = { money, payment, itemId: receipt.itemId, saidBy: tx.actor.personId, reason };
  const linked = await linkMoneyIn(tx, company, [link]);
  return linked.ok ? settleLinksIn(tx, company, [link]) : linked;
}

async function freePayment(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  key: string,
  receipt: Receipt,
): Promise<FreePayment | undefined> {
  const wanted = [{ currency: receipt.currency, amountMinor: receipt.amountMinor, day: receipt.valueDate }];
  return (await loadFreePayments(db, tenantId, companyId, wanted)).find((one) => one.key === key);
}

async function paymentExists(db: Sql, tenantId: bigint, companyId: bigint, key: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from integrations.v_erp_item m where m.tenant_id = ${tenantId} and m.company_id = ${companyId} and m.item_key = ${key}
      and m.document_type in ('payment', 'on_account', 'down_payment') and not exists (
        select 1 from integrations.v_payment_receipt p
        where p.tenant_id = ${tenantId} and p.company_id = ${companyId} and p.item_key = m.item_key and p.linked)`.execute(
    db,
  );
  return rows.length > 0;
}
