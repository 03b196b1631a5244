/** Takes payments out of a file that the bank refused, or that we did not hand over after all. Under authority. */
import { askForMoney, loadCompany } from '#company';
import { dayInZone, done, formatAmount, type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, type GovernedAction, runCommand } from '#platform';
import { refundLimits } from '#receivables';
import { type WithdrawPayments, withdrawPaymentsInput } from '../payment-contract.ts';
import { findPaymentFile } from '../queries/payment-files.ts';
import { endPayments, loadStandingPayments, lockPaymentFiles, type StandingPayment } from '../store/payments.ts';

export const withdrawPaymentsAction: GovernedAction<WithdrawPayments> = {
  name: 'cash.withdraw-payments',
  permission: 'cash.withdraw-payments',
  sentence: 'make refunds due again that stand in a payment file',
  amountMeans: 'the sum of the payments that end',
  alwaysTwo: false,
  defaultLimits: refundLimits,
  input: withdrawPaymentsInput,
  companyOf: async (db, tenantId, input) =>
    (await findPaymentFile(db, tenantId, { fileId: BigInt(input.fileId) }))?.companyId,
  run: (engine, caller, input) => withdrawPayments(engine, caller, input),
};

export interface WithdrawnPayments {
  readonly payments: number;
  readonly amount: string;
  readonly currency: string;
}

/**
 * Ends payments of a file, all that the bank has not booked or chosen ones; the file stays as it was handed over. Their refunds
 * can go into another file, so whoever is wrong about the first has them paid twice: what is approved names each payment, its
 * receiver and its amount. Refuses `cash.payment-file-not-found`, `cash.payment-paid` for a refund that the bank has paid,
 * `cash.payment-ended` where nothing of it is on the way any more, `company.rate-missing` and what `decideAuthority` refuses.
 */
export function withdrawPayments(
  engine: Engine,
  caller: Caller,
  input: WithdrawPayments,
): Promise<CommandOutcome<WithdrawnPayments>> {
  const { as, reason } = input;
  const description = { operation: withdrawPaymentsAction.name, reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<WithdrawnPayments>> => {
    const fileId = BigInt(input.fileId);
    const file = await findPaymentFile(tx.db, tx.tenantId, { fileId });
    if (!file) return refuse('cash.payment-file-not-found', 'There is no such payment file. Nothing was changed.');
    const { companyId, currency } = file;
    const company = (await loadCompany(tx.db, tx.tenantId, companyId))!;
    await lockPaymentFiles(tx, [fileId]);
    const standing = await loadStandingPayments(tx.db, tx.tenantId, { companyId, fileId });
    const meant = choosePayments(file.number, standing, input.itemIds?.map(BigInt));
    if (!meant.ok) return meant;
    const amountMinor = meant.value.reduce((sum, one) => sum + one.amountMinor, 0n);
    const amount = formatAmount(amountMinor, currency);
    const day = dayInZone(tx.now, company.timeZone);
    const decided = await askForMoney(tx, withdrawPaymentsAction, {
      ...{ company, customerIds: meant.value.map((one) => one.customerId), amountMinor, currency, day },
      subject: `payment file ${fileId}`,
      content: { as, payments: meant.value.map((one) => one.id) },
      sentence: `Make ${meant.value.length === 1 ? 'one refund' : `${meant.value.length} refunds`} of payment file ${file.number} due again, ${currency} ${amount} in all: ${as === 'refused' ? 'the bank refused' : 'we withdraw'} what stands in it, and none of it is or will be paid.`,
      lines: meant.value.map((one) => ({
        text: one.endToEndId,
        party: [one.customer, one.creditorName].filter((part) => part !== null).join(' '),
        account: one.account,
        amount: formatAmount(one.amountMinor, currency),
        currency,
      })),
    });
    if (!decided.ok) return decided;
    endPayments(
      tx,
      meant.value.map((one) => one.id),
      { as, on: day, reason, personId: decided.value.makerPersonId },
    );
    tx.count('payments ended', meant.value.length);
    tx.publish({
      type: 'cash.payments-ended',
      payload: { fileId: fileId.toString(), companyId: companyId.toString(), as },
    });
    return done({ payments: meant.value.length, amount, currency });
  });
}

/** The payments that are meant; refused where the bank has paid one, or one has ended. `itemIds`: only these refunds. */
function choosePayments(
  fileNumber: string,
  standing: readonly StandingPayment[],
  itemIds: readonly bigint[] | undefined,
): Outcome<readonly StandingPayment[]> {
  const chosen = itemIds === undefined ? null : new Set(itemIds);
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
      `${meant.length === 0 ? 'Nothing' : 'Not everything chosen'} of ${fileNumber} is on its way any more. Nothing was changed.`,
    );
  return done(meant);
}
