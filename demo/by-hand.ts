/**
 * What the demo's analysts did in the past: confirmed what the engine only proposed, granted small differences, netted
 * credit memos, wrote off what nobody paid for a year. Without them an old book would be full of money that nobody applied.
 */
import type { Company } from '#company';
import { addDays, type Day, type Outcome } from '#kernel';
import { type Caller, type Engine, runQuery, sql } from '#platform';
import { type ClearingRequest, clearMany, type NewDocument, postDocuments } from '#receivables';
import type { DemoPayment } from './world.ts';

function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok)
    throw new Error(
      `demo: ${outcome.refusal.code}: ${outcome.refusal.message} ${JSON.stringify(outcome.refusal.details)}`,
    );
  return outcome.value;
}

interface OpenItem {
  readonly id: bigint;
  readonly account_id: bigint;
  readonly number: string;
  readonly document_type: string;
  readonly currency: string;
  readonly due_date: Day;
  readonly posting_date: Day;
  open_minor: bigint;
}

interface OpenReceipt {
  readonly item_id: bigint;
  readonly account_id: bigint;
  readonly customer: string;
  readonly currency: string;
  readonly value_date: Day;
  readonly amount_minor: bigint;
  readonly open_minor: bigint;
}

export interface HandWork {
  readonly engine: Engine;
  readonly caller: Caller;
  readonly company: Company;
  /** Up to this day the analyst has looked at everything. */
  readonly upTo: Day;
  readonly today: Day;
  readonly payments: readonly DemoPayment[];
}

/** Applies the company's unapplied receipts as the payers meant them, with what is granted. */
export async function applyByHand(work: HandWork): Promise<void> {
  const { engine, caller, company, today } = work;
  const { receipts, items } = await openBook(work);
  const meant = new Map(
    work.payments.map((payment) => [
      keyOf(payment.customer!.number, payment.day, payment.currency, payment.amountMinor),
      payment,
    ]),
  );
  const byNumber = new Map(items.map((item) => [item.number, item]));
  const requests: {
    payment: DemoPayment;
    receipt: OpenReceipt;
    allocations: ClearingRequest['allocations'][number][];
    short: OpenItem[];
  }[] = [];
  for (const receipt of receipts) {
    const payment = meant.get(keyOf(receipt.customer, receipt.value_date, receipt.currency, receipt.amount_minor));
    if (!payment) continue;
    let left = receipt.open_minor;
    const allocations = [];
    const short: OpenItem[] = [];
    for (const number of payment.numbers) {
      const item = byNumber.get(number);
      if (!item || item.account_id !== receipt.account_id || item.open_minor <= 0n || left <= 0n) continue;
      const amountMinor = left < item.open_minor ? left : item.open_minor;
      allocations.push({ creditItemId: receipt.item_id, debitItemId: item.id, amountMinor });
      left -= amountMinor;
      item.open_minor -= amountMinor;
      if (item.open_minor > 0n && !payment.text.includes('part payment')) short.push(item);
    }
    if (allocations.length > 0) requests.push({ payment, receipt, allocations, short });
  }
  const granted = requests.flatMap((request) => request.short.map((item) => ({ request, item })));
  const documents = granted.map(
    ({ request, item }): NewDocument => ({
      accountId: item.account_id,
      documentType: request.payment.text.includes('Skonto') ? 'discount' : 'credit_memo',
      number: null,
      sourceKey: `granted ${item.number} ${today}`,
      documentDate: today,
      currency: item.currency,
      amountMinor: -item.open_minor,
      text: 'Difference granted',
      explanation: `The difference of ${item.number} was granted by the analyst.`,
    }),
  );
  if (requests.length === 0) return;
  const posted = documents.length === 0 ? [] : must(await postDocuments(engine, caller, { company, documents })).posted;
  granted.forEach(({ request, item }, index) => {
    request.allocations.push({
      creditItemId: posted[index]!.itemIds[0]!,
      debitItemId: item.id,
      amountMinor: item.open_minor,
    });
  });
  must(
    await clearMany(engine, caller, {
      company,
      reason: 'Receipts were applied by the analyst.',
      requests: requests.map((request) => ({
        allocations: request.allocations,
        postingDate: today,
        kind: 'cash_application',
        explanation: `Applied by the analyst: the remittance advice names ${request.payment.numbers.join(', ')}.`,
      })),
    }),
  );
}

const keyOf = (customer: string, day: Day, currency: string, amountMinor: bigint): string =>
  `${customer} ${day} ${currency} ${amountMinor}`;

async function openBook({
  engine,
  caller,
  company,
  upTo,
}: HandWork): Promise<{ receipts: OpenReceipt[]; items: OpenItem[] }> {
  return runQuery(engine, caller.tenantId, async (db) => {
    const { tenantId } = caller;
    const receipts = await sql<OpenReceipt>`
      select r.item_id, r.account_id, a.number as customer, r.currency, r.value_date, r.amount_minor, -i.open_minor as open_minor
      from cash.v_receipt r
      join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = r.item_id
      join customers.v_account a on a.tenant_id = ${tenantId} and a.id = r.account_id
      where r.tenant_id = ${tenantId} and r.company_id = ${company.id} and r.state in ('unapplied', 'part_applied') and r.posting_date <= ${upTo}
        and i.open_minor < 0 order by r.id`.execute(db);
    // Of those who have money to apply: the book is long, and looked at every day.
    const accountIds = [...new Set(receipts.rows.map((receipt) => receipt.account_id))];
    const items = await sql<OpenItem>`
      select id, account_id, number, document_type, currency, due_date, posting_date, open_minor from receivables.v_item
      where tenant_id = ${tenantId} and company_id = ${company.id} and account_id = any(${accountIds}::bigint[])
        and open_minor > 0 and document_type = 'invoice' order by id`.execute(db);
    return { receipts: receipts.rows, items: items.rows };
  });
}

/** Nets old credits with the customer's oldest invoice, and writes off what nobody will pay any more. */
export async function tidyUp(work: Omit<HandWork, 'payments' | 'upTo'>): Promise<void> {
  const { engine, caller, company, today } = work;
  const { credits, debits } = await runQuery(engine, caller.tenantId, async (db) => {
    const select = (condition: ReturnType<typeof sql>) => sql<OpenItem>`
      select id, account_id, number, document_type, currency, due_date, posting_date, open_minor from receivables.v_item
      where tenant_id = ${caller.tenantId} and company_id = ${company.id} and ${condition} order by due_date, id`;
    return {
      credits: (
        await select(
          sql`document_type in ('credit_memo', 'payment') and open_minor < 0 and posting_date <= ${addDays(today, -20)}`,
        ).execute(db)
      ).rows,
      debits: (
        await select(sql`document_type in ('invoice', 'finance_charge', 'deduction') and open_minor > 0`).execute(db)
      ).rows,
    };
  });
  const requests: ClearingRequest[] = [];
  for (const credit of credits) {
    const debit = debits.find(
      (one) => one.account_id === credit.account_id && one.currency === credit.currency && one.open_minor > 0n,
    );
    if (!debit) continue;
    const amountMinor = -credit.open_minor < debit.open_minor ? -credit.open_minor : debit.open_minor;
    debit.open_minor -= amountMinor;
    requests.push({
      allocations: [{ creditItemId: credit.id, debitItemId: debit.id, amountMinor }],
      postingDate: today,
      kind: 'netting',
      explanation: `${credit.number} was netted with ${debit.number}.`,
    });
  }
  // Small differences and claims are given up after two months, the rest after ten.
  const lost = debits.filter(
    (item) =>
      item.open_minor > 0n &&
      item.due_date < addDays(today, item.document_type === 'deduction' || item.open_minor < 100_00n ? -60 : -300),
  );
  const documents = lost.map(
    (item): NewDocument => ({
      accountId: item.account_id,
      documentType: 'write_off',
      number: null,
      sourceKey: `write-off ${item.number}`,
      documentDate: today,
      currency: item.currency,
      amountMinor: -item.open_minor,
      text: 'Written off',
      explanation: `${item.number} was written off: unpaid for long and without hope.`,
    }),
  );
  const posted = documents.length === 0 ? [] : must(await postDocuments(engine, caller, { company, documents })).posted;
  lost.forEach((item, index) => {
    requests.push({
      allocations: [{ creditItemId: posted[index]!.itemIds[0]!, debitItemId: item.id, amountMinor: item.open_minor }],
      postingDate: today,
      kind: 'write_off',
      explanation: `${item.number} was written off.`,
    });
  });
  if (requests.length === 0) return;
  must(
    await clearMany(engine, caller, {
      company,
      reason: 'Old credits were netted and lost items written off.',
      requests,
    }),
  );
}
