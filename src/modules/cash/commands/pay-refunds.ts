/** Makes a payment file of refunds: they leave one of our bank accounts, each once. Under authority. */

import type { Company } from '#company';
import { askForMoney } from '#company';
import { type TransferBatch, type TransferScheme, writeCreditTransfers } from '#formats';
import { addDays, dayInZone, done, formatAmount, isIban, type Outcome, refuse, textKey, yearOf } from '#kernel';
import {
  type Caller,
  type CommandOutcome,
  type Engine,
  type GovernedAction,
  runCommand,
  sha256Of,
  takeNumbers,
} from '#platform';
import { refundLimits } from '#receivables';
import type { BankAccount } from '../model.ts';
import { type PayRefunds, payRefundsInput } from '../payment-contract.ts';
import { bankOfCode, paymentRoute } from '../rules/payment-route.ts';
import { loadBankAccounts } from '../store/bank.ts';
import { type DueRefund, endToEndIdOf, insertPaymentFile } from '../store/payments.ts';
import { takeRefunds } from './refunds-at-hand.ts';

export const payRefundsAction: GovernedAction<PayRefunds> = {
  name: 'cash.pay-refunds',
  permission: 'cash.pay-refunds',
  sentence: 'hand refunds over to the bank',
  amountMeans: 'the sum of the payment file',
  alwaysTwo: false,
  defaultLimits: refundLimits,
  input: payRefundsInput,
  companyOf: async (db, tenantId, input) =>
    (await loadBankAccounts(db, tenantId)).find((one) => one.id === BigInt(input.bankAccountId))?.companyId,
  run: (engine, caller, input) => payRefunds(engine, caller, input),
};

export interface MadePaymentFile {
  readonly fileId: string;
  readonly number: string;
  readonly messageId: string;
  readonly payments: number;
  readonly amount: string;
  readonly currency: string;
  readonly executionDate: string;
}

/** A bank takes an order some weeks ahead; further away it is a slip of the pen. */
const mostDaysAhead = 60;

/**
 * Makes the file (ISO 20022 pain.001.001.09) and keeps its bytes; from then on these refunds are on their way and in no second
 * file. All of them or none: what cannot be paid is refused by name. What is approved names the refunds, their amounts and the
 * accounts that they go to. Refuses `cash.bank-account-not-found`, `cash.bank-account-closed`, `cash.execution-date`,
 * `cash.refund-not-due` (paid, on its way, reversed, or none), `cash.refund-not-payable`, `company.rate-missing` and what
 * `decideAuthority` refuses.
 */
export function payRefunds(
  engine: Engine,
  caller: Caller,
  input: PayRefunds,
): Promise<CommandOutcome<MadePaymentFile>> {
  const description = { operation: payRefundsAction.name, reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<MadePaymentFile>> => {
    const hand = await takeRefunds(tx, input);
    if (!hand.ok) return hand;
    const { company, bank, refunds } = hand.value;
    const today = dayInZone(tx.now, company.timeZone);
    const executionDate = input.executionDate ?? today;
    if (executionDate < today || executionDate > addDays(today, mostDaysAhead))
      return refuse(
        'cash.execution-date',
        `A bank pays from today (${today}) on, and takes orders for the next ${mostDaysAhead} days. Nothing was changed.`,
        { today },
        { field: 'executionDate' },
      );
    const routed = routesOf(company, bank, refunds);
    if (!routed.ok) return routed;
    const amountMinor = refunds.reduce((sum, one) => sum + one.amountMinor, 0n);
    const { currency } = bank;
    const amount = formatAmount(amountMinor, currency);
    const decided = await askForMoney(tx, payRefundsAction, {
      ...{ company, customerIds: refunds.map((one) => one.customerId), amountMinor, currency, day: today },
      subject: `bank account ${bank.id}`,
      content: {
        executionDate: input.executionDate ?? null,
        refunds: refunds.map(({ itemId, amountMinor: of, accountKey }) => ({ itemId, amountMinor: of, accountKey })),
      },
      sentence: `Pay ${refunds.length === 1 ? 'one refund' : `${refunds.length} refunds`}, ${currency} ${amount} in all, from ${bank.name} ${bank.number}.`,
      lines: refunds.map((one) => ({
        text: one.number,
        party: `${one.customer} ${one.holderName ?? one.customerName}`,
        account: [one.account, one.bankCode].filter((part) => part !== null).join(' '),
        amount: formatAmount(one.amountMinor, currency),
        currency,
      })),
    });
    if (!decided.ok) return decided;
    const year = yearOf(today);
    const next = await takeNumbers(tx, { companyId: company.id, series: 'PF', year }, 1);
    const number = `PF-${year}-${String(next).padStart(6, '0')}`;
    const messageId = `${company.code}-${number}`;
    const batches = batchesOf(messageId, routed.value);
    const ibanOfBank = textKey(bank.number);
    const content = writeCreditTransfers({
      messageId,
      madeAt: tx.now,
      executionDate,
      currency,
      debtor: {
        name: company.name,
        account: isIban(ibanOfBank) ? ibanOfBank : bank.number,
        iban: isIban(ibanOfBank),
        bank: ourBank(company, bank),
      },
      batches,
    });
    const batchOf = new Map(batches.flatMap((batch) => batch.transfers.map((one) => [one.endToEndId, batch.id])));
    const fileId = await insertPaymentFile(tx, {
      companyId: company.id,
      bankAccountId: bank.id,
      number,
      messageId,
      executionDate,
      currency,
      amountMinor,
      sha256: sha256Of(content),
      content,
      reason: input.reason,
      personId: decided.value.makerPersonId,
      approverPersonId: decided.value.approverPersonId,
      madeOn: today,
      payments: routed.value.map(({ refund, transfer }) => ({
        refund,
        batchId: batchOf.get(transfer.endToEndId)!,
        endToEndId: transfer.endToEndId,
        creditorName: transfer.creditor.name,
      })),
    });
    tx.count('refunds handed over', refunds.length);
    tx.publish({
      type: 'cash.payment-file-made',
      payload: { fileId: fileId.toString(), companyId: company.id.toString(), refunds: refunds.length },
    });
    return done({
      fileId: fileId.toString(),
      number,
      messageId,
      payments: refunds.length,
      amount,
      currency,
      executionDate,
    });
  });
}

interface Routed {
  readonly refund: DueRefund;
  readonly scheme: TransferScheme;
  readonly transfer: TransferBatch['transfers'][number];
}

/** How each refund leaves; refused by name where one cannot. */
function routesOf(company: Company, bank: BankAccount, refunds: readonly DueRefund[]): Outcome<readonly Routed[]> {
  const routed: Routed[] = [];
  for (const refund of refunds) {
    const route = paymentRoute(refund, bank, { paidByErp: company.ledgerMode === 'mirrored' });
    if (!route.payable)
      return refuse(
        'cash.refund-not-payable',
        `${refund.number} of customer ${refund.customer} cannot be paid from ${bank.name}: ${route.why} Nothing was changed.`,
        { itemId: refund.itemId.toString(), why: route.code },
        { field: 'itemIds' },
      );
    const { scheme, account, iban, bank: theirs } = route;
    const endToEndId = endToEndIdOf(refund);
    routed.push({
      refund,
      scheme,
      transfer: {
        endToEndId,
        amountMinor: refund.amountMinor,
        creditor: {
          name: refund.holderName ?? refund.customerName,
          account,
          iban,
          bank: theirs,
          address: scheme === 'general' && refund.town !== null ? { town: refund.town, country: refund.country } : null,
        },
        text: `Refund ${refund.number}${refund.credit === null ? '' : ` of ${refund.credit}`}, customer ${refund.customer}`,
      },
    });
  }
  return done(routed);
}

/** One batch by scheme, in the order in which the first payment of each stands. */
const batchesOf = (messageId: string, routed: readonly Routed[]): TransferBatch[] =>
  [...new Set(routed.map((one) => one.scheme))].map((scheme, index) => ({
    id: `${messageId}-${index + 1}`,
    scheme,
    transfers: routed.filter((one) => one.scheme === scheme).map((one) => one.transfer),
  }));

/** The bank of our account, where the letterhead tells it for this very account. */
const ourBank = ({ letterhead }: Company, bank: BankAccount) =>
  letterhead.iban !== undefined && textKey(letterhead.iban) === textKey(bank.number)
    ? bankOfCode(letterhead.bic ?? null, bank.currency)
    : letterhead.accountNumber !== undefined && textKey(letterhead.accountNumber) === textKey(bank.number)
      ? bankOfCode(letterhead.routingNumber ?? letterhead.bic ?? null, bank.currency)
      : null;
