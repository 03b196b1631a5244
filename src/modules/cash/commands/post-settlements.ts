/** A deposit of a payment service is explained by its settlement: fees and reserve are posted, the parts wait as money of their own. */
import { type Company, loadConverter } from '#company';
import { type Day, done, formatAmount, type Outcome, periodOf, refuse } from '#kernel';
import { accountsByPurpose, insertJournals, type JournalLine, lockPeriods, takeJournalIds } from '#ledger';
import { type Caller, type Engine, runCommand, runQuery, type Transaction } from '#platform';
import { explainSettlement } from '../rules/judge-settlement.ts';
import { pairSettlements } from '../rules/pair-settlements.ts';
import { explainDay } from '../rules/posted-later.ts';
import { insertReceipts, lockMoney, markSettlementLine } from '../store/receipts.ts';
import {
  batchAccount,
  insertParts,
  type KeptLine,
  type KeptSettlement,
  loadDepositLines,
  loadPaymentServices,
  loadSettlementLines,
  loadSettlements,
  loadWaitingSettlements,
  lockSettlements,
  markSettled,
  type OpenDepositLine,
  setHold,
} from '../store/settlements.ts';

export interface PostedSettlements {
  readonly posted: number;
  /** The parts of what was posted, for `applyCash`. */
  readonly lineIds: readonly bigint[];
  /** Deposits that could not be posted now, a sentence each; the others went on. */
  readonly leftAside: readonly string[];
}

/**
 * Looks for the deposits of settlements that wait: each pair that `pairSettlements` is sure of is posted, in a transaction of
 * its own. A deposit that names a settlement and pays another amount holds it, with the difference. One that falls into a month
 * that takes no posting is left aside, with the reason.
 */
export async function postSettlements(
  engine: Engine,
  caller: Caller,
  input: { company: Company; asOf: Day },
): Promise<Outcome<PostedSettlements>> {
  const { company, asOf } = input;
  const found = await runQuery(engine, caller.tenantId, async (db) => {
    const settlements = await loadWaitingSettlements(db, caller.tenantId, company.id, asOf);
    if (settlements.length === 0) return undefined;
    const currencies = [...new Set(settlements.map((one) => one.currency))];
    const lines = await loadDepositLines(db, caller.tenantId, { companyId: company.id, asOf, currencies });
    return { ...pairSettlements(lines, settlements), lines };
  });
  const lineIds: bigint[] = [];
  const leftAside: string[] = [];
  let posted = 0;
  for (const pair of found?.pairs ?? []) {
    const outcome = await postSettlement(engine, caller, { company, ...pair });
    if (outcome.ok) {
      posted += 1;
      lineIds.push(...outcome.value.lineIds);
    } else if (outcome.refusal.code !== 'cash.settlement-stale') {
      // A closed month or terms that are missing are a person's matter; whoever was quicker has it.
      leftAside.push(`Settlement ${pair.settlementId}: ${outcome.refusal.message}`);
    }
  }
  for (const { settlementId, lineId, differenceMinor } of found?.differing ?? []) {
    const line = found!.lines.find((one) => one.lineId === lineId)!;
    const outcome = await holdSettlement(engine, caller, { company, settlementId, line, differenceMinor });
    if (!outcome.ok) return outcome;
  }
  return done({ posted, lineIds, leftAside });
}

/** The deposit names the settlement and is not its amount: nothing is posted, and the difference is said. */
function holdSettlement(
  engine: Engine,
  caller: Caller,
  of: { company: Company; settlementId: bigint; line: OpenDepositLine; differenceMinor: bigint },
): Promise<Outcome<null>> {
  const { company, settlementId, line, differenceMinor } = of;
  const money = (minor: bigint): string => `${line.currency} ${formatAmount(minor, line.currency)}`;
  const reason = `The bank’s line of ${line.valueDate} pays ${money(line.amountMinor)}, the report explains ${money(line.amountMinor - differenceMinor)}: ${money(differenceMinor < 0n ? -differenceMinor : differenceMinor)} ${differenceMinor < 0n ? 'less' : 'more'} came.`;
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.hold-settlement',
      reason,
      input: { company: company.code, settlementId, line: line.lineId },
    },
    async (tx) => {
      await lockSettlements(tx, [settlementId]);
      const [now] = await loadSettlements(tx.db, tx.tenantId, { companyId: company.id, id: settlementId });
      if (now?.state === 'waiting') await setHold(tx, settlementId, { reason, releasable: false });
      return done(null);
    },
  );
}

/**
 * Posts a settlement with the bank's line that pays it: the deposit goes through suspense to the account of the service, fees
 * to their expense account, the reserve to its own; the parts wait there as money of their own, each for its customer.
 * Refuses `cash.settlement-not-found`, `cash.settlement-held`, `cash.settlement-stale` (posted, or the line is), a line of
 * another amount (`cash.settlement-differs`), and what `lockPeriods` refuses.
 */
export function postSettlement(
  engine: Engine,
  caller: Caller,
  input: { company: Company; settlementId: bigint; lineId: bigint },
): Promise<Outcome<{ lineIds: readonly bigint[] }>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.post-settlement',
      reason: `A deposit was explained by settlement ${input.settlementId}.`,
      input: { ...input, company: input.company.code },
    },
    (tx) => postIn(tx, input),
  );
}

async function postIn(
  tx: Transaction,
  input: { company: Company; settlementId: bigint; lineId: bigint },
): Promise<Outcome<{ lineIds: readonly bigint[] }>> {
  const { company } = input;
  const ofLine = { companyId: company.id, lineIds: [input.lineId] };
  const [seen] = await loadDepositLines(tx.db, tx.tenantId, ofLine);
  if (!seen) return stale();
  const open = await lockPeriods(tx, company.id, [periodOf(seen.postingDate)]);
  if (!open.ok) return open;
  await lockMoney(tx, [input.lineId]);
  await lockSettlements(tx, [input.settlementId]);
  const [line] = await loadDepositLines(tx.db, tx.tenantId, ofLine);
  const [settlement] = await loadSettlements(tx.db, tx.tenantId, { companyId: company.id, id: input.settlementId });
  if (!settlement)
    return refuse('cash.settlement-not-found', 'There is no such settlement in this company. Nothing was changed.');
  if (settlement.state === 'held')
    return refuse(
      'cash.settlement-held',
      `Settlement ${settlement.number} is held: ${settlement.heldReason} Nothing was changed.`,
      { settlementId: settlement.id.toString() },
    );
  if (!line || settlement.state !== 'waiting') return stale();
  if (line.currency !== settlement.currency || line.amountMinor !== settlement.amountMinor)
    return refuse(
      'cash.settlement-differs',
      `The bank’s line is ${line.currency} ${formatAmount(line.amountMinor, line.currency)}, settlement ${settlement.number} explains ${settlement.currency} ${formatAmount(settlement.amountMinor, settlement.currency)}. Nothing was changed.`,
    );
  const [service] = (
    await loadPaymentServices(tx.db, tx.tenantId, { companyId: company.id, day: line.bookingDate })
  ).filter((one) => one.id === settlement.serviceId);
  if (!service)
    return refuse(
      'cash.service-not-found',
      `${settlement.serviceName} has no terms on ${line.bookingDate}. Nothing was changed.`,
    );
  if (settlement.reserveMinor !== 0n && service.reserveAccountId === null)
    return refuse(
      'cash.settlement-held',
      `Settlement ${settlement.number} moves a reserve, and the terms of ${service.validFrom} name no account for it. Nothing was changed.`,
    );
  const lines = await loadSettlementLines(tx.db, tx.tenantId, settlement.id);
  return settleIn(tx, { company, settlement, line, lines, accounts: service });
}

const stale = () =>
  refuse(
    'cash.settlement-stale',
    'The settlement or its deposit was posted meanwhile. Nothing was changed; look at it again.',
  );

/** The parts that are money of a customer, or of somebody nobody knows yet. */
const isPart = (line: KeptLine): boolean => line.kind !== 'fee' && line.kind !== 'reserve' && line.grossMinor !== 0n;

/** Posts under the locks: the deposit out of suspense, fees and reserve, and the parts as lines that wait. */
export async function settleIn(
  tx: Transaction,
  of: {
    company: Company;
    settlement: KeptSettlement;
    line: OpenDepositLine;
    lines: readonly KeptLine[];
    /** Null: a batch that the bank lists, without reserve; what it took of payments that came back is its charge. */
    accounts: { bankAccountId: bigint; feeAccountId: bigint; reserveAccountId: bigint | null } | null;
  },
): Promise<Outcome<{ lineIds: readonly bigint[] }>> {
  const { company, settlement, line, lines, accounts } = of;
  const { currency, number } = settlement;
  const day = line.postingDate;
  const converter = await loadConverter(tx.db, tx.tenantId, company, [{ currency, day }]);
  if (!converter.ok) return converter;
  const value = (minor: bigint): bigint => converter.value(minor, currency, day);
  const glAccount = await accountsByPurpose(tx.db, tx.tenantId, company.id);
  const parts = lines.filter(isPart);
  const explanation =
    accounts === null
      ? `${currency} ${formatAmount(settlement.amountMinor, currency)} is a batch of ${parts.length} payments that ${settlement.amountMinor < 0n ? 'came back and that the bank lists: each is a return' : 'the bank lists: each is money'} of its own.`
      : explainSettlement({ number, service: settlement.serviceName, currency }, lines);
  const carriedMinor = line.carriedMinor ?? value(line.amountMinor);
  // Each part is converted by itself when it is posted; what rounding leaves stands as an exchange difference.
  const entries: JournalLine[] = [
    {
      accountId: glAccount('unidentified_receipts'),
      currency,
      amountMinor: line.amountMinor,
      companyAmountMinor: carriedMinor,
    },
    {
      accountId: glAccount('payment_services'),
      currency,
      amountMinor: -settlement.grossMinor,
      companyAmountMinor: -parts.reduce((sum, part) => sum + value(part.grossMinor), 0n),
    },
  ];
  if (settlement.feeMinor !== 0n)
    entries.push({
      accountId: accounts?.feeAccountId ?? glAccount('bank_charges'),
      currency,
      amountMinor: settlement.feeMinor,
      companyAmountMinor: value(settlement.feeMinor),
    });
  if (settlement.reserveMinor !== 0n)
    entries.push({
      accountId: accounts!.reserveAccountId!,
      currency,
      amountMinor: -settlement.reserveMinor,
      companyAmountMinor: value(-settlement.reserveMinor),
    });
  const differenceMinor = entries.reduce((sum, one) => sum + one.companyAmountMinor, 0n);
  if (differenceMinor !== 0n)
    entries.push({
      accountId: glAccount('exchange_differences'),
      currency,
      amountMinor: 0n,
      companyAmountMinor: -differenceMinor,
    });
  const [suspenseId, journalId] = await takeJournalIds(tx, 2);
  const head = {
    ...{ companyId: company.id, postingDate: day, documentDate: line.valueDate },
    explanation: explainDay(explanation, line),
  };
  await insertJournals(tx, [
    ...(line.receiptId === null
      ? [
          {
            ...head,
            id: suspenseId!,
            kind: 'unidentified_receipt',
            lines: [
              {
                accountId: line.glAccountId,
                currency,
                amountMinor: line.amountMinor,
                companyAmountMinor: carriedMinor,
              },
              {
                accountId: glAccount('unidentified_receipts'),
                currency,
                amountMinor: -line.amountMinor,
                companyAmountMinor: -carriedMinor,
              },
            ],
          },
        ]
      : []),
    { ...head, id: journalId!, kind: 'settlement', lines: entries },
  ]);
  if (line.receiptId === null)
    await insertReceipts(tx, company.id, [
      {
        lineId: line.lineId,
        accountId: null,
        itemId: null,
        journalId: suspenseId!,
        number: null,
        valueDate: line.valueDate,
        postingDate: day,
        currency,
        amountMinor: line.amountMinor,
        state: 'settlement',
        decision: 'settlement',
        confidence: 1,
        explanation,
        proposal: null,
      },
    ]);
  else await markSettlementLine(tx, line.receiptId, explanation);
  await markSettled(tx, { settlementId: settlement.id, lineId: line.lineId, journalId: journalId! });
  const lineIds = await insertParts(tx, {
    company,
    settlementId: settlement.id,
    bankAccountId: accounts?.bankAccountId ?? (await batchAccount(tx, company, currency)),
    number,
    currency,
    deposit: line,
    parts,
  });
  tx.count('settlements posted', 1);
  tx.publish({
    type: 'cash.settlement-posted',
    payload: { settlementId: settlement.id.toString(), companyId: company.id.toString() },
  });
  return done({ lineIds });
}
