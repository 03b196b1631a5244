/** Refunds that wait to be paid out: where each goes and by which way, or why it cannot. */
import type { Company } from '#company';
import { formatAmount } from '#kernel';
import { type Engine, runQuery, type Sql } from '#platform';
import type { DueRefundsAnswer } from '../payment-contract.ts';
import { paymentRoute } from '../rules/payment-route.ts';
import { whyNotByCheck } from '../rules/refund-check.ts';
import { loadBankAccounts } from '../store/bank.ts';
import { loadDueRefunds } from '../store/payments.ts';

type Due = DueRefundsAnswer['rows'][number];

/** The due refunds of companies, the oldest first, with the accounts of ours that can pay and totals by currency. */
export function listDueRefunds(
  engine: Engine,
  tenantId: bigint,
  ...companies: readonly Company[]
): Promise<DueRefundsAnswer> {
  return runQuery(engine, tenantId, async (db) => {
    const totals = new Map<string, { refunds: number; amount: bigint; payable: number; payableAmount: bigint }>();
    const rows: Due[] = [];
    const accounts: DueRefundsAnswer['accounts'] = [];
    for (const company of companies) {
      const banks = (await loadBankAccounts(db, tenantId, company.id)).filter((one) => one.closedOn === null);
      for (const { id, number, name, currency } of banks)
        accounts.push({ company: company.code, bankAccountId: id.toString(), number, name, currency });
      for (const { amountMinor, row } of await dueIn(db, tenantId, company, banks)) {
        const total = totals.get(row.currency) ?? { refunds: 0, amount: 0n, payable: 0, payableAmount: 0n };
        total.refunds += 1;
        total.amount += amountMinor;
        if (row.scheme !== null) {
          total.payable += 1;
          total.payableAmount += amountMinor;
        }
        totals.set(row.currency, total);
        rows.push(row);
      }
    }
    return {
      // Those of one company keep the order in which they came.
      rows: rows.sort((a, b) => Number(a.postingDate > b.postingDate) - Number(a.postingDate < b.postingDate)),
      accounts,
      totals: [...totals].sort().map(([currency, { amount, payableAmount, ...counts }]) => ({
        currency,
        ...counts,
        amount: formatAmount(amount, currency),
        payableAmount: formatAmount(payableAmount, currency),
      })),
    };
  });
}

async function dueIn(
  db: Sql,
  tenantId: bigint,
  company: Company,
  banks: Awaited<ReturnType<typeof loadBankAccounts>>,
): Promise<{ amountMinor: bigint; row: Due }[]> {
  const policy = { paidByErp: company.ledgerMode === 'mirrored' };
  return (await loadDueRefunds(db, tenantId, { companyId: company.id })).map((refund) => {
    // Which of several accounts pays decides the way; one that can by any of them is payable.
    const ways = [undefined, ...banks.filter((one) => one.currency === refund.currency)].map((bank) =>
      paymentRoute(refund, bank, policy),
    );
    const way = ways.find((one) => one.payable) ?? ways.at(-1)!;
    return {
      amountMinor: refund.amountMinor,
      row: {
        itemId: refund.itemId.toString(),
        company: company.code,
        number: refund.number,
        postingDate: refund.postingDate,
        customer: refund.customer,
        customerName: refund.customerName,
        currency: refund.currency,
        amount: formatAmount(refund.amountMinor, refund.currency),
        credit: refund.credit,
        account: refund.account,
        holderName: refund.holderName,
        basis: refund.basis,
        scheme: way.payable ? way.scheme : null,
        byCheck: banks.some((one) => whyNotByCheck(refund, one, policy) === undefined),
        why: way.payable ? null : { code: way.code, text: way.why },
        lastEnded: refund.lastEnded,
      },
    };
  });
}
