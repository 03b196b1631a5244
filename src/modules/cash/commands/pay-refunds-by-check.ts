/** Pays refunds by checks of ours: each is written to its customer, under its number, once. Under authority. */
import { askForMoney } from '#company';
import { dayInZone, done, formatAmount, type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, type GovernedAction, runCommand } from '#platform';
import { refundLimits } from '#receivables';
import { type PayRefundsByCheck, payRefundsByCheckInput } from '../payment-contract.ts';
import { checkKeyOf, whyNotByCheck } from '../rules/refund-check.ts';
import { loadBankAccounts } from '../store/bank.ts';
import { findUsedChecks, insertCheckPayments } from '../store/payments.ts';
import { takeRefunds } from './refunds-at-hand.ts';

export const payRefundsByCheckAction: GovernedAction<PayRefundsByCheck> = {
  name: 'cash.pay-refunds-by-check',
  permission: 'cash.pay-refunds',
  sentence: 'pay refunds by check',
  amountMeans: 'the sum of the checks',
  alwaysTwo: false,
  defaultLimits: refundLimits,
  input: payRefundsByCheckInput,
  companyOf: async (db, tenantId, input) =>
    (await loadBankAccounts(db, tenantId)).find((one) => one.id === BigInt(input.bankAccountId))?.companyId,
  run: (engine, caller, input) => payRefundsByCheck(engine, caller, input),
};

export interface WrittenChecks {
  readonly checks: number;
  readonly amount: string;
  readonly currency: string;
}

/**
 * Registers the checks; from then on these refunds are on their way and nowhere else, until the bank's debit of the number pays
 * them (R38: refund by check). All of them or none. The payee is the customer, or the administrator of one that is insolvent.
 * Refuses `cash.bank-account-not-found`, `cash.bank-account-closed`, `cash.refund-not-due`, `cash.refund-not-payable`,
 * `cash.refund-twice` (named with two checks), `cash.check-used` (a number that the account's checks had before, or twice here),
 * `company.rate-missing` and what `decideAuthority` refuses.
 */
export function payRefundsByCheck(
  engine: Engine,
  caller: Caller,
  input: PayRefundsByCheck,
): Promise<CommandOutcome<WrittenChecks>> {
  const description = { operation: payRefundsByCheckAction.name, reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<WrittenChecks>> => {
    const hand = await takeRefunds(tx, {
      bankAccountId: input.bankAccountId,
      itemIds: input.checks.map((one) => one.itemId),
    });
    if (!hand.ok) return hand;
    const { company, bank, refunds } = hand.value;
    const numberOf = new Map<string, string>();
    for (const [place, { itemId, number }] of input.checks.entries()) {
      const before = numberOf.get(itemId);
      if (before !== undefined)
        return refuse(
          'cash.refund-twice',
          `Refund ${refunds.find((one) => one.itemId === BigInt(itemId))!.number} stands here with check ${before} and with check ${number}; one check pays it. Nothing was changed.`,
          { itemId, numbers: [before, number] },
          { field: `checks.${place}.itemId` },
        );
      numberOf.set(itemId, number);
    }
    const keys = input.checks.map((one) => checkKeyOf(one.number));
    const twice = keys.find((key, place) => keys.indexOf(key) < place);
    const used =
      twice === undefined ? await findUsedChecks(tx.db, tx.tenantId, { bankAccountId: bank.id, keys }) : [twice];
    if (used.length > 0)
      return refuse(
        'cash.check-used',
        `Check ${used.join(', ')} of ${bank.name} is used already; a number is written once, also after it was voided. Nothing was changed.`,
        { numbers: used },
        { field: 'checks' },
      );
    for (const refund of refunds) {
      const why = whyNotByCheck(refund, bank, { paidByErp: company.ledgerMode === 'mirrored' });
      if (why !== undefined)
        return refuse(
          'cash.refund-not-payable',
          `${refund.number} of customer ${refund.customer} cannot be paid by check: ${why} Nothing was changed.`,
          { itemId: refund.itemId.toString() },
          { field: 'checks' },
        );
    }
    const { currency } = bank;
    const amountMinor = refunds.reduce((sum, one) => sum + one.amountMinor, 0n);
    const amount = formatAmount(amountMinor, currency);
    const day = dayInZone(tx.now, company.timeZone);
    const checks = refunds.map((refund) => ({
      refund,
      number: numberOf.get(refund.itemId.toString())!,
      payee: refund.insolventSince === null ? refund.customerName : (refund.holderName ?? refund.customerName),
    }));
    const decided = await askForMoney(tx, payRefundsByCheckAction, {
      ...{ company, customerIds: refunds.map((one) => one.customerId), amountMinor, currency, day },
      subject: `bank account ${bank.id}`,
      content: checks.map(({ refund, number }) => ({ itemId: refund.itemId, amountMinor: refund.amountMinor, number })),
      sentence: `Pay ${checks.length === 1 ? 'one refund' : `${checks.length} refunds`} by check of ${bank.name} ${bank.number}, ${currency} ${amount} in all.`,
      lines: checks.map(({ refund, number, payee }) => ({
        text: `${refund.number}, check ${number}`,
        party: `${refund.customer} ${payee}`,
        account: null,
        amount: formatAmount(refund.amountMinor, currency),
        currency,
      })),
    });
    if (!decided.ok) return decided;
    insertCheckPayments(tx, { companyId: company.id, bankAccountId: bank.id, currency, day, checks });
    tx.count('refunds paid by check', checks.length);
    tx.publish({
      type: 'cash.refund-checks-written',
      payload: { companyId: company.id.toString(), bankAccountId: bank.id.toString(), checks: checks.length },
    });
    return done({ checks: checks.length, amount, currency });
  });
}
