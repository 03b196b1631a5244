/** `cash pay-sister`, `cash split`, `cash undo-sister`: money of one company's bank that pays another company's items. */
import { paySisterCompany, reverseSisterPayment, splitReceipt } from '#cash';
import { findCompany, listCompanies } from '#company';
import { catchRefusal, done, formatAmount, type Outcome, parseAmount, refuse } from '#kernel';
import { runQuery, sql } from '#platform';
import { type Command, neededOption, textOption, UsageError, withCompany } from '../command.ts';

interface Found {
  readonly receiptId: bigint;
  readonly currency: string;
}

export const paySisterCommand: Command = {
  name: 'cash pay-sister',
  arguments: 'RECEIPT --company CODE --to CODE --items NUMBER[=AMOUNT],… --reason TEXT',
  summary: "Lets a receipt (its number or id) pay another company's items; both books at once.",
  options: { to: 'text', items: 'text', reason: 'text' },
  files: [1, 1],
  run(invocation) {
    const [to, wanted, reason] = ['to', 'items', 'reason'].map((name) => textOption(invocation, name));
    if (to === undefined || wanted === undefined || reason === undefined)
      throw new UsageError('--to, --items and --reason are needed.');
    const asked = wanted.split(',').map((one) => one.trim().split('=') as [string, string | undefined]);
    return withCompany(invocation, async ({ engine, tenant, caller }, company, asOf) => {
      const sister = await findCompany(engine, tenant.id, to);
      if (!sister.ok) return sister;
      const name = invocation.files[0]!;
      const found = await runQuery(
        engine,
        tenant.id,
        async (db): Promise<Outcome<Found & { items: Map<string, { id: bigint; open: bigint }> }>> => {
          const { rows: receipts } = await sql<{ id: bigint; currency: string }>`
          select id, currency from cash.v_receipt
          where tenant_id = ${tenant.id} and company_id = ${company.id} and (number = ${name} or id::text = ${name}) limit 1`.execute(
            db,
          );
          const receipt = receipts[0];
          if (!receipt)
            return refuse('cash.receipt-not-found', `There is no receipt "${name}" in ${company.code}.`, {});
          const { rows } = await sql<{ id: bigint; number: string; open: bigint }>`
          select id, number, open_minor as open from receivables.v_item
          where tenant_id = ${tenant.id} and company_id = ${sister.value.id} and open_minor > 0 and currency = ${receipt.currency}
            and number = any(${asked.map(([number]) => number)}::text[])`.execute(db);
          return done({
            receiptId: receipt.id,
            currency: receipt.currency,
            items: new Map(rows.map((row) => [row.number, row])),
          });
        },
      );
      if (!found.ok) return found;
      const { receiptId, currency, items } = found.value;
      const missing = asked.find(([number]) => !items.has(number));
      if (missing)
        return refuse(
          'receivables.item-unknown',
          `There is no open item "${missing[0]}" in ${currency} in ${to}. Nothing was changed.`,
          { number: missing[0] },
        );
      const allocations = catchRefusal(() =>
        asked.map(([number, amount]) => {
          const item = items.get(number)!;
          return { itemId: item.id, amountMinor: amount === undefined ? item.open : parseAmount(amount, currency) };
        }),
      );
      if (!allocations.ok) return allocations;
      const outcome = await paySisterCompany(engine, caller, {
        company,
        sister: sister.value,
        receiptId,
        allocations: allocations.value,
        postingDate: asOf,
        reason,
      });
      if (!outcome.ok) return outcome;
      const { paymentId, amountMinor, restMinor } = outcome.value;
      const amount = formatAmount(amountMinor, currency);
      const rest = formatAmount(restMinor, currency);
      return done({
        json: { paymentId: paymentId.toString(), currency, amount, rest },
        text: `${currency} ${amount} of ${company.code} pays ${to}${restMinor === 0n ? '' : `, ${rest} stays on the account there`}; payment ${paymentId}.`,
      });
    });
  },
};

export const splitReceiptCommand: Command = {
  name: 'cash split',
  arguments: 'RECEIPT --company CODE --reason TEXT',
  summary:
    'Splits a receipt (its number or id) over the companies whose documents its payer names; every book at once.',
  options: { reason: 'text' },
  files: [1, 1],
  run(invocation) {
    const reason = neededOption(invocation, 'reason');
    return withCompany(invocation, async ({ engine, tenant, caller }, company, asOf) => {
      const name = invocation.files[0]!;
      const { rows } = await runQuery(engine, tenant.id, (db) =>
        sql<{ id: bigint }>`
          select id from cash.v_receipt
          where tenant_id = ${tenant.id} and company_id = ${company.id} and (number = ${name} or id::text = ${name}) limit 1`.execute(
          db,
        ),
      );
      if (!rows[0]) return refuse('cash.receipt-not-found', `There is no receipt "${name}" in ${company.code}.`, {});
      const outcome = await splitReceipt(engine, caller, {
        company,
        companies: await listCompanies(engine, tenant.id),
        receiptId: rows[0].id,
        postingDate: asOf,
        reason,
      });
      if (!outcome.ok) return outcome;
      const { splitId, currency, ownMinor, payments, explanation } = outcome.value;
      return done({
        json: {
          splitId: splitId.toString(),
          currency,
          own: formatAmount(ownMinor, currency),
          payments: payments.map((one) => ({
            paymentId: one.paymentId.toString(),
            company: one.company,
            amount: formatAmount(one.amountMinor, currency),
          })),
        },
        text: `${explanation} Payments ${payments.map((one) => one.paymentId).join(', ')}.`,
      });
    });
  },
};

export const undoSisterCommand: Command = {
  name: 'cash undo-sister',
  arguments: 'PAYMENT --company CODE --reason TEXT',
  summary: 'Takes a payment between companies back, in every book at once; one that was split, whole.',
  options: { reason: 'text' },
  files: [1, 1],
  run(invocation) {
    const reason = textOption(invocation, 'reason');
    const id = invocation.files[0]!;
    if (reason === undefined || !/^\d{1,18}$/.test(id))
      throw new UsageError('Name the payment by its id, and --reason.');
    return withCompany(invocation, async ({ engine, tenant, caller }, _company, asOf) => {
      const companies = await listCompanies(engine, tenant.id);
      const outcome = await reverseSisterPayment(engine, caller, {
        companies,
        paymentId: BigInt(id),
        postingDate: asOf,
        reason,
      });
      return outcome.ok ? done({ json: { paymentId: id }, text: `Payment ${id} is taken back.` }) : outcome;
    });
  },
};
