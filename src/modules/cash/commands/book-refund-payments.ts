/** The bank's own lines of refunds: the debit that paid them, and the credit that brought one back. */
import { type Company, loadConverter } from '#company';
import { lockAccounts } from '#customers';
import { addDays, type Day, done, formatAmount, type Outcome, periodOf, refuse } from '#kernel';
import { accountsByPurpose, insertJournals, type JournalLine, lockPeriods, takeJournalIds } from '#ledger';
import { type Caller, type Engine, runCommand, runQuery, type Sql, type Transaction } from '#platform';
import { isOfTheLines } from '../rules/left-aside.ts';
import { type BankMovement, type NamedPayment, pairRefundPayments } from '../rules/pair-refund-payments.ts';
import { explainDay } from '../rules/posted-later.ts';
import { checksNamed } from '../rules/refund-check.ts';
import { loadGlAccountsOfBanks } from '../store/bank.ts';
import {
  type DueRefund,
  endToEndIdOf,
  type LooseLine,
  loadDueRefunds,
  loadLooseLines,
  loadStandingPayments,
  lockPaymentFiles,
  markPaid,
  markReturned,
  type StandingPayment,
} from '../store/payments.ts';
import { insertReceipts, lockMoney, markRefundLine } from '../store/receipts.ts';

/** A transfer that cannot be delivered comes back within days; for half a year it is looked for. */
const daysToComeBack = 180;

type Direction = 'in' | 'out';

/** What a line may be about, by the key that the rule knows it by. */
interface Candidates {
  readonly named: readonly NamedPayment[];
  readonly payments: ReadonlyMap<string, StandingPayment>;
  readonly refunds: ReadonlyMap<string, DueRefund>;
  readonly since: Day;
}

interface Pair {
  readonly lineId: bigint;
  readonly keys: readonly string[];
  readonly direction: Direction;
}

export interface BookedRefunds {
  /** Refunds that the bank paid, and those that it brought back. */
  readonly paid: number;
  readonly returned: number;
  readonly leftAside: readonly string[];
}

/**
 * Finds the bank's lines of refunds and books them: a debit that names what it paid settles what is owed to the customers (Dr
 * refunds to be paid out, Cr bank, or the account of other movements where the line stood there before), a credit that names a
 * paid refund makes it due again. What cannot be posted (its month takes no posting, its currency has no rate) is left aside with
 * the reason. A second run finds nothing new.
 */
export async function bookRefundPayments(
  engine: Engine,
  caller: Caller,
  input: { readonly company: Company; readonly asOf: Day },
): Promise<Outcome<BookedRefunds>> {
  const { company, asOf } = input;
  const pairs = await runQuery(engine, caller.tenantId, async (db) => [
    ...(await findPairs(db, caller.tenantId, company, 'out', asOf)),
    ...(await findPairs(db, caller.tenantId, company, 'in', asOf)),
  ]);
  const leftAside: string[] = [];
  const counts = { in: 0, out: 0 };
  for (const pair of pairs) {
    const outcome = await runCommand(
      engine,
      caller,
      {
        operation: pair.direction === 'out' ? 'cash.book-refund-payment' : 'cash.book-returned-refund',
        reason: pair.direction === 'out' ? 'The bank paid refunds out.' : 'The bank brought a refund back.',
        input: { company: company.code, line: pair.lineId, payments: pair.keys },
      },
      (tx) => bookIn(tx, company, pair, asOf),
    );
    // Whoever was quicker has it; the next run looks again.
    if (!outcome.ok && outcome.refusal.code === 'cash.payment-ended') continue;
    if (!outcome.ok && isOfTheLines(outcome.refusal)) {
      leftAside.push(`The bank’s line of a refund: ${outcome.refusal.message}`);
      continue;
    }
    if (!outcome.ok) return outcome;
    counts[pair.direction] += outcome.value;
  }
  return done({ paid: counts.out, returned: counts.in, leftAside });
}

/** What the bank may pay: payments on their way, and due refunds that somebody paid by another way under their number. */
async function candidatesOut(db: Sql, tenantId: bigint, company: Company): Promise<Candidates> {
  const payments = await loadStandingPayments(db, tenantId, { companyId: company.id });
  const refunds = await loadDueRefunds(db, tenantId, { companyId: company.id });
  const named: NamedPayment[] = [
    ...payments.map((one) => ({
      key: `payment ${one.id}`,
      bankAccountId: one.bankAccountId,
      currency: one.currency,
      amountMinor: one.amountMinor,
      endToEndId: one.endToEndId,
      check: one.checkKey,
      groups: [one.messageId, one.batchId].filter((group) => group !== null),
    })),
    ...refunds.map((one) => ({
      key: `refund ${one.itemId}`,
      bankAccountId: null,
      currency: one.currency,
      amountMinor: one.amountMinor,
      endToEndId: one.number,
      check: null,
      groups: [],
    })),
  ];
  const days = [...payments.flatMap((one) => one.madeOn ?? []), ...refunds.map((one) => one.postingDate)].sort();
  return {
    named,
    payments: new Map(payments.map((one) => [`payment ${one.id}`, one])),
    refunds: new Map(refunds.map((one) => [`refund ${one.itemId}`, one])),
    // A statement may date a debit a day before the file was made: time zones.
    since: addDays(days[0] ?? '9999-12-01', -1),
  };
}

async function candidatesIn(db: Sql, tenantId: bigint, company: Company, asOf: Day): Promise<Candidates> {
  const since = addDays(asOf, -daysToComeBack);
  const payments = await loadStandingPayments(db, tenantId, { companyId: company.id, paidSince: since });
  return {
    named: payments.map((one) => ({
      key: `payment ${one.id}`,
      bankAccountId: one.bankAccountId,
      currency: one.currency,
      amountMinor: one.amountMinor,
      endToEndId: one.endToEndId,
      check: one.checkKey,
      groups: [],
    })),
    payments: new Map(payments.map((one) => [`payment ${one.id}`, one])),
    refunds: new Map(),
    since,
  };
}

const candidatesOf = (db: Sql, tenantId: bigint, company: Company, direction: Direction, asOf: Day) =>
  direction === 'out' ? candidatesOut(db, tenantId, company) : candidatesIn(db, tenantId, company, asOf);

async function findPairs(
  db: Sql,
  tenantId: bigint,
  company: Company,
  direction: Direction,
  asOf: Day,
): Promise<readonly Pair[]> {
  const candidates = await candidatesOf(db, tenantId, company, direction, asOf);
  if (candidates.named.length === 0) return [];
  const lines = await loadLooseLines(db, tenantId, {
    companyId: company.id,
    direction,
    since: candidates.since,
    until: asOf,
  });
  return pairRefundPayments(lines.map(movementOf), candidates.named).map((one) => ({ ...one, direction }));
}

function movementOf(line: LooseLine): BankMovement {
  const details = line.details.map((one) => ({
    amountMinor: absolute(BigInt(one.amountMinor)),
    text: [one.endToEndId, one.structuredReference, one.remittance].filter(Boolean).join(' '),
  }));
  return {
    lineId: line.lineId,
    bankAccountId: line.bankAccountId,
    currency: line.currency,
    amountMinor: absolute(line.amountMinor),
    text: [line.text, ...details.map((one) => one.text)].join(' '),
    checks: checksNamed(line.references, [line.text, ...details.map((one) => one.text)].join(' ')),
    details,
  };
}

const absolute = (amount: bigint): bigint => (amount < 0n ? -amount : amount);

/** One of the bank's lines, the way its money goes, and the sentence that says why. */
interface Booking {
  readonly direction: Direction;
  readonly line: LooseLine;
  readonly explanation: string;
}

/** Books one line under its locks, if it and what it names are still as they were. Returns how many refunds it is about. */
async function bookIn(tx: Transaction, company: Company, pair: Pair, asOf: Day): Promise<Outcome<number>> {
  const { direction } = pair;
  const before = await candidatesOf(tx.db, tx.tenantId, company, direction, asOf);
  const lineWith = (since: Day) =>
    loadLooseLines(tx.db, tx.tenantId, {
      companyId: company.id,
      direction,
      since,
      until: asOf,
      lineIds: [pair.lineId],
    });
  const [seen] = await lineWith(before.since);
  if (!seen) return overtaken();
  const open = await lockPeriods(tx, company.id, [periodOf(seen.postingDate)]);
  if (!open.ok) return open;
  await lockMoney(tx, [pair.lineId]);
  await lockPaymentFiles(
    tx,
    pair.keys.flatMap((key) => before.payments.get(key)?.fileId ?? []),
  );
  await lockAccounts(
    tx,
    pair.keys.flatMap((key) => before.payments.get(key)?.accountId ?? before.refunds.get(key)?.accountId ?? []),
  );
  const now = await candidatesOf(tx.db, tx.tenantId, company, direction, asOf);
  const [line] = await lineWith(now.since);
  const payments = pair.keys.flatMap((key) => now.payments.get(key) ?? []);
  const refunds = pair.keys.flatMap((key) => now.refunds.get(key) ?? []);
  const about = [...payments, ...refunds];
  const amountMinor = about.reduce((sum, one) => sum + one.amountMinor, 0n);
  if (!line || about.length < pair.keys.length || amountMinor !== absolute(line.amountMinor)) return overtaken();
  const booking: Booking = { direction, line, explanation: explain(line, payments, refunds, direction) };
  const journalId = await post(tx, company, booking, about);
  if (!journalId.ok) return journalId;
  const receiptId = await passOn(tx, company, booking, journalId.value);
  if (direction === 'in') {
    const reason = `The bank gave it back on ${line.bookingDate}: ${line.text}`.slice(0, 500);
    markReturned(
      tx,
      payments.map((one) => one.id),
      { receiptId, on: line.bookingDate, journalId: journalId.value, reason },
    );
  } else
    await markPaid(
      tx,
      { receiptId, on: line.bookingDate, journalId: journalId.value },
      {
        companyId: company.id,
        paymentIds: payments.map((one) => one.id),
        refunds: refunds.map((refund) => ({
          refund,
          endToEndId: endToEndIdOf(refund),
        })),
      },
    );
  tx.count(direction === 'out' ? 'refunds paid' : 'refunds returned', about.length);
  tx.publish({
    type: direction === 'out' ? 'cash.refunds-paid' : 'cash.refund-returned',
    payload: { companyId: company.id.toString(), receiptId: receiptId.toString(), refunds: about.length },
  });
  return done(about.length);
}

const overtaken = (): Outcome<never> =>
  refuse('cash.payment-ended', 'Somebody else booked or withdrew it just now. Nothing was changed.');

function explain(
  line: LooseLine,
  payments: readonly StandingPayment[],
  refunds: readonly DueRefund[],
  direction: Direction,
): string {
  const numbers = [...payments, ...refunds].map((one) => one.number);
  const files = [...new Set(payments.flatMap((one) => one.fileNumber ?? []))];
  const checks = payments.flatMap((one) => one.checkNumber ?? []);
  const what = `${numbers.length === 1 ? 'refund' : 'refunds'} ${numbers.join(', ')}`;
  const money = `${line.currency} ${formatAmount(absolute(line.amountMinor), line.currency)}`;
  return direction === 'out'
    ? `${money} paid ${what}${files.length === 0 ? '' : ` of payment file ${files.join(', ')}`}${checks.length === 0 ? '' : ` by check ${checks.join(', ')}`}: the bank names ${numbers.length === 1 ? 'it' : 'them'}.`
    : `${money} came back: the bank could not deliver ${what}, which is due again.`;
}

/**
 * Refunds to be paid out against the bank at the rate of the line's day (or against where the line stood, at what it is carried
 * at); what the rate moved since the refund was posted is a realised exchange difference.
 */
async function post(
  tx: Transaction,
  company: Company,
  { direction, line, explanation }: Booking,
  about: readonly { readonly amountMinor: bigint; readonly carriedMinor: bigint }[],
): Promise<Outcome<bigint>> {
  const { currency, postingDate } = line;
  const converter = await loadConverter(tx.db, tx.tenantId, company, [{ currency, day: postingDate }]);
  if (!converter.ok) return converter;
  const glAccount = await accountsByPurpose(tx.db, tx.tenantId, company.id);
  const banks = await loadGlAccountsOfBanks(tx.db, tx.tenantId, company.id);
  // Debit positive: a debit of the bank's credits our bank account.
  const bankMinor = line.amountMinor;
  const bankCompanyMinor = line.carriedMinor ?? converter.value(bankMinor, currency, postingDate);
  const sign = direction === 'out' ? 1n : -1n;
  const lines: JournalLine[] = [
    ...about.map((one) => ({
      accountId: glAccount('refunds_payable'),
      currency,
      amountMinor: sign * one.amountMinor,
      companyAmountMinor: sign * one.carriedMinor,
    })),
    {
      accountId:
        line.receiptId === null
          ? banks.get(line.bankAccountId)!
          : glAccount(direction === 'out' ? 'bank_other' : 'unidentified_receipts'),
      currency,
      amountMinor: bankMinor,
      companyAmountMinor: bankCompanyMinor,
    },
  ];
  const difference = -lines.reduce((sum, one) => sum + one.companyAmountMinor, 0n);
  if (difference !== 0n)
    lines.push({
      accountId: glAccount('exchange_differences'),
      currency,
      amountMinor: 0n,
      companyAmountMinor: difference,
    });
  const [id] = await takeJournalIds(tx, 1);
  await insertJournals(tx, [
    {
      id: id!,
      companyId: company.id,
      postingDate,
      documentDate: line.valueDate,
      kind: direction === 'out' ? 'refund_paid' : 'refund_returned',
      explanation: explainDay(explanation, line),
      lines,
    },
  ]);
  return done(id!);
}

/** The line is explained from now on: its receipt says by what. */
async function passOn(
  tx: Transaction,
  company: Company,
  { direction, line, explanation }: Booking,
  journalId: bigint,
): Promise<bigint> {
  const state = direction === 'out' ? 'refunded' : 'other';
  if (line.receiptId !== null) {
    await markRefundLine(tx, line.receiptId, { state, explanation });
    return line.receiptId;
  }
  const [receiptId] = await insertReceipts(tx, company.id, [
    {
      lineId: line.lineId,
      accountId: null,
      itemId: null,
      journalId,
      number: null,
      valueDate: line.valueDate,
      postingDate: line.postingDate,
      currency: line.currency,
      amountMinor: line.amountMinor,
      state,
      decision: 'refund',
      confidence: 1,
      explanation,
      proposal: null,
    },
  ]);
  return receiptId!;
}
