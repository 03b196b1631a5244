/** Takes payments out of a file that the bank refused, or that we did not hand over after all: their refunds are due again. */
import type { Company } from '#company';
import { dayInZone, done, formatAmount, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { findPaymentFile } from '../queries/payment-files.ts';
import { endPayments, loadStandingPayments, lockPaymentFiles } from '../store/payments.ts';

export interface WithdrawPayments {
  readonly company: Company;
  readonly fileId: bigint;
  /** Only these refunds; absent: all that the bank has not booked. */
  readonly itemIds?: readonly bigint[] | undefined;
  readonly as: 'refused' | 'withdrawn';
  readonly reason: string;
}

/**
 * Ends payments of a file, all or chosen ones; the file stays as it was handed over. Refuses `cash.payment-file-not-found`,
 * `cash.payment-paid` for a refund that the bank has paid, and `cash.payment-ended` where nothing of it is on the way any more.
 */
export function withdrawPayments(
  engine: Engine,
  caller: Caller,
  input: WithdrawPayments,
): Promise<Outcome<{ payments: number; amount: string; currency: string }>> {
  const { company, fileId, as, reason } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.withdraw-payments',
      reason,
      input: { company: company.code, fileId, itemIds: input.itemIds ?? null, as },
    },
    async (tx) => {
      const file = await findPaymentFile(tx.db, tx.tenantId, { companyId: company.id, fileId });
      if (!file)
        return refuse(
          'cash.payment-file-not-found',
          'There is no such payment file in this company. Nothing was changed.',
        );
      await lockPaymentFiles(tx, [fileId]);
      const standing = await loadStandingPayments(tx.db, tx.tenantId, { companyId: company.id, fileId });
      const chosen = input.itemIds === undefined ? null : new Set(input.itemIds);
      const meant = standing.filter((one) => (chosen === null ? one.paidOn === null : chosen.has(one.itemId)));
      const paid = meant.find((one) => one.paidOn !== null);
      if (paid)
        return refuse(
          'cash.payment-paid',
          `The bank paid ${paid.number} on ${paid.paidOn}; it cannot be withdrawn any more. Nothing was changed.`,
          { itemId: paid.itemId.toString() },
        );
      if (meant.length === 0 || (chosen !== null && meant.length < chosen.size))
        return refuse(
          'cash.payment-ended',
          `${meant.length === 0 ? 'Nothing' : 'Not everything chosen'} of ${file.number} is on its way any more. Nothing was changed.`,
        );
      endPayments(
        tx,
        meant.map((one) => one.id),
        { as, on: dayInZone(tx.now, company.timeZone), reason },
      );
      tx.count('payments ended', meant.length);
      tx.publish({
        type: 'cash.payments-ended',
        payload: { fileId: fileId.toString(), companyId: company.id.toString(), as },
      });
      const amountMinor = meant.reduce((sum, one) => sum + one.amountMinor, 0n);
      return done({
        payments: meant.length,
        amount: formatAmount(amountMinor, file.currency),
        currency: file.currency,
      });
    },
  );
}
