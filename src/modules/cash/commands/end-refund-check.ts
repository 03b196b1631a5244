/** A check of ours that pays a refund is voided or stopped: the refund is due again. Under authority. */
import { askForMoney, loadCompany } from '#company';
import { lockAccounts } from '#customers';
import { dayInZone, done, formatAmount, type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, type GovernedAction, runCommand } from '#platform';
import { refundLimits } from '#receivables';
import { type EndRefundCheck, endRefundCheckInput } from '../payment-contract.ts';
import { endPayments, findCheckPayment } from '../store/payments.ts';

export const endRefundCheckAction: GovernedAction<EndRefundCheck> = {
  name: 'cash.end-refund-check',
  permission: 'cash.withdraw-payments',
  sentence: 'void or stop checks that pay refunds',
  amountMeans: 'the amount of the check',
  alwaysTwo: false,
  defaultLimits: refundLimits,
  input: endRefundCheckInput,
  companyOf: async (db, tenantId, input) => (await findCheckPayment(db, tenantId, BigInt(input.paymentId)))?.companyId,
  run: (engine, caller, input) => endRefundCheck(engine, caller, input),
};

/**
 * Ends a check: `voided` where it never left our hands, `stopped` where the bank was told not to pay it. Its number stays used.
 * Refuses `cash.refund-check-not-found`, `cash.payment-paid`, `cash.payment-ended`, `company.rate-missing` and what
 * `decideAuthority` refuses.
 */
export function endRefundCheck(
  engine: Engine,
  caller: Caller,
  input: EndRefundCheck,
): Promise<CommandOutcome<{ refund: string }>> {
  const { as, reason } = input;
  const description = { operation: endRefundCheckAction.name, reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ refund: string }>> => {
    const paymentId = BigInt(input.paymentId);
    const seen = await findCheckPayment(tx.db, tx.tenantId, paymentId);
    if (!seen) return refuse('cash.refund-check-not-found', 'There is no such check. Nothing was changed.');
    // The bank's line that pays it locks the same account.
    await lockAccounts(tx, [seen.accountId]);
    const check = (await findCheckPayment(tx.db, tx.tenantId, paymentId))!;
    if (check.endedAs !== null)
      return refuse('cash.payment-ended', `Check ${check.number} is ${check.endedAs} already. Nothing was changed.`);
    if (check.paidOn !== null)
      return refuse(
        'cash.payment-paid',
        `The bank paid check ${check.number} on ${check.paidOn}; it cannot be stopped any more. Nothing was changed.`,
      );
    const company = (await loadCompany(tx.db, tx.tenantId, check.companyId))!;
    const { currency, amountMinor } = check;
    const day = dayInZone(tx.now, company.timeZone);
    const decided = await askForMoney(tx, endRefundCheckAction, {
      ...{ company, customerIds: [check.customerId], amountMinor, currency, day },
      subject: `payment ${paymentId}`,
      content: { as, paymentId },
      sentence: `${as === 'voided' ? 'Void' : 'Stop'} check ${check.number} of ${currency} ${formatAmount(amountMinor, currency)} to customer ${check.customer}: refund ${check.refund} is due again, and the bank ${as === 'voided' ? 'never sees it' : 'was told not to pay it'}.`,
    });
    if (!decided.ok) return decided;
    endPayments(tx, [paymentId], { as, on: day, reason, personId: decided.value.makerPersonId });
    tx.count('payments ended');
    tx.publish({ type: 'cash.refund-check-ended', payload: { companyId: company.id.toString(), as } });
    return done({ refund: check.refund });
  });
}
