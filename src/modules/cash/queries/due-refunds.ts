/** Refunds that wait to be paid out: where each goes and by which way, or why it cannot. */
import type { Company } from '#company';
import { formatAmount } from '#kernel';
import { type Engine, runQuery } from '#platform';
import type { DueRefundsAnswer } from '../payment-contract.ts';
import { paymentRoute } from '../rules/payment-route.ts';
import { whyNotByCheck } from '../rules/refund-check.ts';
import { loadBankAccounts } from '../store/bank.ts';
import { loadDueRefunds } from '../store/payments.ts';

/** The due refunds of a company, the oldest first, with the accounts of ours that can pay and totals by currency. */
export function listDueRefunds(engine: Engine, tenantId: bigint, company: Company): Promise<DueRefundsAnswer> {
  return runQuery(engine, tenantId, async (db) => {
    const banks = (await loadBankAccounts(db, tenantId, company.id)).filter((one) => one.closedOn === null);
    const refunds = await loadDueRefunds(db, tenantId, { companyId: company.id });
    const totals = new Map<string, { refunds: number; amount: bigint; payable: number; payableAmount: bigint }>();
    const rows = refunds.map((refund) => {
      // Which of several accounts pays decides the way; one that can by any of them is payable.
      const ways = [undefined, ...banks.filter((one) => one.currency === refund.currency)].map((bank) =>
        paymentRoute(refund, bank, { paidByErp: company.ledgerMode === 'mirrored' }),
      );
      const way = ways.find((one) => one.payable) ?? ways.at(-1)!;
      const total = totals.get(refund.currency) ?? { refunds: 0, amount: 0n, payable: 0, payableAmount: 0n };
      total.refunds += 1;
      total.amount += refund.amountMinor;
      if (way.payable) {
        total.payable += 1;
        total.payableAmount += refund.amountMinor;
      }
      totals.set(refund.currency, total);
      return {
        itemId: refund.itemId.toString(),
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
        byCheck: banks.some(
          (one) => whyNotByCheck(refund, one, { paidByErp: company.ledgerMode === 'mirrored' }) === undefined,
        ),
        why: way.payable ? null : { code: way.code, text: way.why },
        lastEnded: refund.lastEnded,
      };
    });
    return {
      rows,
      accounts: banks.map(({ id, number, name, currency }) => ({
        bankAccountId: id.toString(),
        number,
        name,
        currency,
      })),
      totals: [...totals].sort().map(([currency, { amount, payableAmount, ...counts }]) => ({
        currency,
        ...counts,
        amount: formatAmount(amount, currency),
        payableAmount: formatAmount(payableAmount, currency),
      })),
    };
  });
}
