/** A batch that the bank books in one amount and lists payment by payment: each payment becomes money of its own. */
import { type Company, loadConverter } from '#company';
import { type Day, dayInZone, done, formatAmount, type Outcome, periodOf } from '#kernel';
import { lockPeriods } from '#ledger';
import { type Caller, type Engine, runCommand, runQuery, sha256Of, type Transaction } from '#platform';
import { sumSettlement } from '../rules/judge-settlement.ts';
import { loadMatchingPolicy } from '../store/matching-policy.ts';
import { lockMoney } from '../store/receipts.ts';
import {
  insertSettlement,
  type ListedPayment,
  loadDepositLines,
  loadListedBatches,
  loadSettlementLines,
  loadSettlements,
  lockSettlements,
  type NewSettlement,
  type OpenDepositLine,
} from '../store/settlements.ts';
import { settleIn } from './post-settlements.ts';

/**
 * Splits the batches of a company that the bank lists, in its statement or in an advice of the same reference: each payment is
 * money of its own for matching, each that came back a return of its own, with the bank's charge in it as a cost up to what the
 * rules know. Payments that do not sum to the line are held with the difference, and the line goes the
 * way of one payment. What falls into a month that takes no posting is left aside with the reason.
 */
export async function splitBatches(
  engine: Engine,
  caller: Caller,
  input: { company: Company; asOf: Day },
): Promise<Outcome<{ split: number; leftAside: readonly string[] }>> {
  const { company, asOf } = input;
  const batches = await runQuery(engine, caller.tenantId, (db) =>
    loadListedBatches(db, caller.tenantId, { companyId: company.id, asOf }),
  );
  const leftAside: string[] = [];
  let split = 0;
  for (const { lineId } of batches) {
    const outcome = await runCommand(
      engine,
      caller,
      {
        operation: 'cash.split-batch',
        reason: 'A batch that the bank booked in one amount was split into its payments.',
        input: { company: company.code, line: lineId },
      },
      (tx) => splitIn(tx, company, lineId),
    );
    if (outcome.ok) split += outcome.value.split;
    else leftAside.push(`A batch of the bank: ${outcome.refusal.message}`);
  }
  return done({ split, leftAside });
}

async function splitIn(tx: Transaction, company: Company, lineId: bigint): Promise<Outcome<{ split: number }>> {
  const ofLine = { companyId: company.id, lineIds: [lineId] };
  const [seen] = await loadDepositLines(tx.db, tx.tenantId, ofLine);
  if (!seen) return done({ split: 0 });
  const open = await lockPeriods(tx, company.id, [periodOf(seen.postingDate)]);
  if (!open.ok) return open;
  await lockMoney(tx, [lineId]);
  const [line] = await loadDepositLines(tx.db, tx.tenantId, ofLine);
  const [batch] = await loadListedBatches(tx.db, tx.tenantId, ofLine);
  // Somebody was quicker.
  if (!line || !batch) return done({ split: 0 });
  const today = dayInZone(tx.now, company.timeZone);
  const chargeOf = await returnCharges(tx, company, line, today);
  if (!chargeOf.ok) return chargeOf;
  const kept = settlementOf(company, line, batch.payments, today, chargeOf.value);
  const settlementId = await insertSettlement(tx, kept);
  if (settlementId === undefined) return done({ split: 0 });
  if (kept.held) return done({ split: 0 });
  await lockSettlements(tx, [settlementId]);
  const [settlement] = await loadSettlements(tx.db, tx.tenantId, { companyId: company.id, id: settlementId });
  const lines = await loadSettlementLines(tx.db, tx.tenantId, settlementId);
  const posted = await settleIn(tx, { company, settlement: settlement!, line, lines, accounts: null });
  return posted.ok ? done({ split: 1 }) : posted;
}

/** What of a payment that came back is the bank's charge: what it is more than had been paid, up to what the rules know; else 0. */
async function returnCharges(
  tx: Transaction,
  company: Company,
  { currency, postingDate: day }: OpenDepositLine,
  today: Day,
): Promise<Outcome<(payment: ListedPayment) => bigint>> {
  const converter = await loadConverter(tx.db, tx.tenantId, company, [{ currency, day }]);
  if (!converter.ok) return converter;
  const { policy } = await loadMatchingPolicy(tx.db, tx.tenantId, {
    ...{ companyId: company.id, currency: company.currency, day: today },
  });
  return done(({ amountMinor, returned }) => {
    const charge = returned?.originalMinor == null ? 0n : -amountMinor - returned.originalMinor;
    return charge > 0n && converter.value(charge, currency, day) <= policy.maximumReturnChargeMinor ? charge : 0n;
  });
}

/** The batch as a settlement, whose only fees are the charges of what came back; held where its payments are not the line. */
function settlementOf(
  company: Company,
  line: OpenDepositLine,
  payments: readonly ListedPayment[],
  receivedOn: Day,
  chargeOf: (payment: ListedPayment) => bigint,
): NewSettlement {
  const { currency } = line;
  const lines = payments.map((one) => ({
    kind: kindOf(line, one),
    day: null,
    reference: one.endToEndId ?? '',
    document: one.structuredReference ?? '',
    customerName: one.payerName,
    customerAccount: one.payerAccount,
    ultimateName: one.ultimateName,
    stated: one.stated,
    memo: [one.text, one.returned?.reasonCode].filter(Boolean).join(' '),
    grossMinor: one.amountMinor + chargeOf(one),
    feeMinor: chargeOf(one),
  }));
  const sums = sumSettlement(lines);
  const foreign = payments.find((one) => one.currency !== null && one.currency !== currency);
  const differs = line.amountMinor - sums.amountMinor;
  const money = (minor: bigint): string => `${currency} ${formatAmount(minor, currency)}`;
  const reason = foreign
    ? `The bank lists a payment in ${foreign.currency} in a batch in ${currency}.`
    : differs !== 0n
      ? `The bank booked ${money(line.amountMinor)}, its payments sum to ${money(sums.amountMinor)}: ${money(differs < 0n ? -differs : differs)} ${differs < 0n ? 'less' : 'more'} came.`
      : null;
  return {
    ...sums,
    companyId: company.id,
    serviceId: null,
    number: `BATCH ${line.lineId}`,
    settledOn: line.valueDate,
    receivedOn,
    currency,
    fileName: 'bank statement',
    fileSha256: '',
    contentSha256: sha256Of(new TextEncoder().encode(`batch ${line.lineId}`)),
    held: reason === null ? null : { reason, releasable: false },
    lines,
  };
}

/** In a booking of payments that came back each is one; money out in a batch of money in is something else. */
const kindOf = (line: OpenDepositLine, { amountMinor }: ListedPayment) =>
  amountMinor > 0n ? ('payment' as const) : line.amountMinor < 0n ? ('chargeback' as const) : ('other' as const);
