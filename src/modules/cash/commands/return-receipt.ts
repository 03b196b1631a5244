/** A payment that came back: a check that bounced, a direct debit that was returned. One step takes everything back. */
import { askForMoney, type Company, loadCompany, loadConverter } from '#company';
import { loadWholes, lockAccounts } from '#customers';
import {
  addDays,
  canonicalJson,
  type Day,
  dayInZone,
  done,
  formatAmount,
  laterDay,
  type Outcome,
  periodOf,
  refuse,
} from '#kernel';
import { accountsByPurpose, insertJournals, loadPostingDays, lockPeriods, takeJournalIds } from '#ledger';
import {
  type Caller,
  type CommandOutcome,
  type Engine,
  type GovernedAction,
  runCommand,
  runQuery,
  sql,
  type Transaction,
} from '#platform';
import { clearManyIn, type NewDocument, postDocumentsIn, takeBackPaymentIn, takingBackTouches } from '#receivables';
import { advisedCandidates } from '../queries/advised-candidates.ts';
import { type LinkReturn, linkReturnInput } from '../return-contract.ts';
import { amountsTakenBack, looksReturned, matchReturn, type RankedReturn, rankReturns } from '../rules/match-return.ts';
import { type AdvisedReturn, loadAdvisedReturns, withdrawUnlinked } from '../store/advices.ts';
import { loadMatchingPolicy } from '../store/matching-policy.ts';
import {
  countReturns,
  type HeldBecause,
  type HeldReturnKey,
  holdReturn,
  insertReturn,
  linkReturnLine,
  loadHeldReturn,
  loadReopenedParties,
  loadReturnable,
  loadReturnCandidates,
  loadReturnFee,
  loadReturnsTakenBack,
  loadStandingReturn,
  loadUnlinkedReturns,
  type ReturnableReceipt,
  type ReturnCharge,
  type StandingReturn,
  saveReturnFee,
  type UnlinkedReturn,
} from '../store/returns.ts';

export interface ReturnInput {
  readonly company: Company;
  readonly receiptId: bigint;
  /** The day on which the money went back. */
  readonly returnedOn: Day;
  readonly reason: string;
  /** The fee that policy knows is not charged this time. */
  readonly withoutFee?: boolean;
}

export interface ReturnResult {
  readonly returnId: bigint;
  readonly feeItemId: bigint | null;
  /** The receipt had come back before; nothing was changed. */
  readonly existing: boolean;
}

/**
 * Takes a receipt back that the bank returned, as a person knows it: what it cleared is open again from that day, with its
 * due dates and reminder levels; discounts and deductions made for it are reversed; the payment is cleared against a debit
 * "returned payment" whose other side waits for the bank's line; the fee is charged as policy says. Done again, it changes
 * nothing. `takeReturnBack` undoes it. Refuses `cash.receipt-not-found`, `cash.return-in-future`,
 * `cash.not-returnable`, and what taking back, posting and `lockPeriods` refuse.
 */
export function returnReceipt(engine: Engine, caller: Caller, input: ReturnInput): Promise<Outcome<ReturnResult>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.return-receipt',
      reason: input.reason,
      input: { ...input, company: input.company.code },
    },
    async (tx) => {
      // Typed by a person: a wrong year would hide from every aging until then what is open again now.
      const today = dayInZone(tx.now, input.company.timeZone);
      if (input.returnedOn > today)
        return refuse(
          'cash.return-in-future',
          `Nothing has come back on ${input.returnedOn} yet: today is ${today}. Nothing was changed.`,
          { today },
          { field: 'returnedOn' },
        );
      return returnIn(tx, input, null);
    },
  );
}

/** Sets what a returned payment costs the customer from a day on; zero ends it. */
export function setReturnFee(
  engine: Engine,
  caller: Caller,
  input: { company: Company; currency: string; amountMinor: bigint; validFrom: Day },
): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.set-return-fee',
      reason: `The fee for returned payments in ${input.currency} from ${input.validFrom} on was set.`,
      input: { ...input, company: input.company.code },
    },
    async (tx) => {
      await saveReturnFee(tx, { ...input, companyId: input.company.id });
      return done(null);
    },
  );
}

export interface LinkReturnInput {
  /** The bank's line of money out, by the receipt that it became; its company is that of all of them. */
  readonly lineReceiptId: bigint;
  /** What it takes back: one receipt, or several that came back in one booking. */
  readonly receiptIds: readonly bigint[];
  readonly reason: string;
  /** The fee that policy knows is not charged this time. */
  readonly withoutFee?: boolean;
}

export interface LinkedReturn {
  /** In the order in which the receipts were named. */
  readonly returns: readonly ReturnResult[];
  /** What of the line is the bank's own charge. */
  readonly charge: string;
  readonly chargeMinor: bigint;
}

export const linkReturnAction: GovernedAction<LinkReturn> = {
  name: 'cash.link-return',
  permission: 'cash.return',
  sentence: 'book large charges beside returned payments',
  amountMeans: 'what the bank took beside the payment; up to what the rules know it takes no authority',
  alwaysTwo: false,
  defaultLimits: [
    { role: 'cash_applier', mode: 'with_approval' },
    { role: 'lead', mode: 'alone', amount: '250' },
    { role: 'lead', mode: 'with_approval' },
    { role: 'lead', mode: 'approve', amount: '250' },
    { role: 'controller', mode: 'alone', amount: '2500' },
    { role: 'controller', mode: 'with_approval' },
    { role: 'controller', mode: 'approve' },
  ],
  input: linkReturnInput,
  companyOf: async (db, tenantId, input) =>
    (await loadReturnable(db, tenantId, BigInt(input.lineReceiptId)))?.companyId,
  run: (engine, caller, { lineReceiptId, receiptIds, ...input }) =>
    linkReturn(engine, caller, {
      ...{ ...input, lineReceiptId: BigInt(lineReceiptId), receiptIds: receiptIds.map(BigInt) },
    }),
};

/**
 * Links a line of money out to the receipt that it takes back, or to several that came back in one booking, as a person says,
 * and takes them back as `returnReceipt` does; where somebody told of the return before, the line is only linked. What the line is more than the receipt is the bank's
 * charge: a cost, and above what the rules of cash application know, under authority. Refuses `cash.line-not-returned`,
 * `cash.return-smaller`, `cash.currency`, `cash.return-linked`, `cash.return-before-receipt`, and what `decideAuthority` and
 * `returnReceipt` refuse.
 */
export function linkReturn(
  engine: Engine,
  caller: Caller,
  input: LinkReturnInput,
): Promise<CommandOutcome<LinkedReturn>> {
  return runCommand(
    engine,
    caller,
    { operation: linkReturnAction.name, reason: input.reason, input },
    async (tx): Promise<Outcome<LinkedReturn>> => {
      const seen = await loadReturnable(tx.db, tx.tenantId, input.lineReceiptId);
      if (!seen) return noSuchLine();
      const company = (await loadCompany(tx.db, tx.tenantId, seen.companyId))!;
      const [line] = await loadUnlinkedReturns(tx.db, tx.tenantId, company.id, { receiptId: input.lineReceiptId });
      if (!line) return noSuchLine();
      let sumMinor = 0n;
      for (const receiptId of new Set(input.receiptIds)) {
        const receipt = await loadReturnable(tx.db, tx.tenantId, receiptId);
        if (!receipt || receipt.companyId !== company.id || receipt.amountMinor <= 0n)
          return refuse('cash.receipt-not-found', 'There is no such receipt in this company. Nothing was changed.');
        if (receipt.currency !== line.currency)
          return refuse(
            'cash.currency',
            `The line is in ${line.currency}, the receipt in ${receipt.currency}. Nothing was changed.`,
          );
        if (receipt.valueDate > line.valueDate)
          return refuse(
            'cash.return-before-receipt',
            `The line is of ${line.valueDate}, before the receipt came in on ${receipt.valueDate}. Nothing was changed.`,
          );
        sumMinor += receipt.amountMinor;
      }
      const { currency } = line;
      if (sumMinor > line.amountMinor)
        return refuse(
          'cash.return-smaller',
          `The bank took ${currency} ${formatAmount(line.amountMinor, currency)} back, less than the ${formatAmount(sumMinor, currency)} of what was chosen. Nothing was changed.`,
        );
      const outcome = await returnAllIn(tx, { ...input, company, returnedOn: line.postingDate, byPerson: true }, line);
      if (!outcome.ok) return outcome;
      await release(tx, company, { receiptId: line.receiptId });
      const { returns, chargeMinor } = outcome.value;
      return done({ returns, charge: formatAmount(chargeMinor, currency), chargeMinor });
    },
  );
}

const noSuchLine = () =>
  refuse(
    'cash.line-not-returned',
    'This is no line of money out that waits to be linked to what it takes back. Nothing was changed.',
  );

/**
 * Links lines of money out that speak of a return to the receipts they undo, and takes those back; what a person told of
 * before is only linked. Where more than one receipt could be meant, the line is left to a person. Returns how many, and what
 * was left aside with why: it is tried again each time.
 */
export async function takeReturnsBack(
  engine: Engine,
  caller: Caller,
  input: { company: Company },
): Promise<Outcome<{ linked: number; leftAside: string[] }>> {
  const { company } = input;
  const facts = await runQuery(engine, caller.tenantId, async (db) => {
    const lines = (await loadUnlinkedReturns(db, caller.tenantId, company.id)).filter(looksReturned);
    const wanted = lines.flatMap(({ bankAccountId, currency, ...line }) =>
      amountsTakenBack(line).map((amountMinor) => ({ bankAccountId, currency, amountMinor })),
    );
    const candidates = wanted.length === 0 ? [] : await loadReturnCandidates(db, caller.tenantId, wanted);
    const parted = await loadReturnsTakenBack(
      db,
      caller.tenantId,
      lines.map((line) => line.receiptId),
    );
    return { lines, candidates, parted };
  });
  const used = new Set<bigint>();
  const leftAside: string[] = [];
  let linked = 0;
  for (const line of facts.lines) {
    const amounts = amountsTakenBack(line);
    const fitting = facts.candidates.filter(
      (one) =>
        !used.has(one.receiptId) &&
        one.bankAccountId === line.bankAccountId &&
        one.currency === line.currency &&
        amounts.includes(one.amountMinor) &&
        // Somebody said that this line took another payment back.
        !facts.parted.some((pair) => pair.lineReceiptId === line.receiptId && pair.receiptId === one.receiptId),
    );
    const match = matchReturn(line, fitting);
    if (!match) continue;
    used.add(match.receiptId);
    const why = line.returnReason === null ? '' : ` (${line.returnReason})`;
    const reason = `The bank took it back on ${line.valueDate}${why}: ${match.because}.`;
    const outcome = await runCommand(
      engine,
      caller,
      {
        operation: 'cash.return-receipt',
        reason,
        input: { receiptId: match.receiptId, line: line.lineId, company: company.code },
      },
      async (tx) => {
        const returned = await returnIn(
          tx,
          { company, receiptId: match.receiptId, returnedOn: line.postingDate, reason },
          line,
        );
        if (returned.ok) await release(tx, company, { receiptId: line.receiptId });
        return returned;
      },
    );
    // A closed month or a refund in between is a person's matter; the others go on.
    if (outcome.ok) linked += 1;
    else if (outcome.refusal.code !== 'cash.line-not-returned') {
      leftAside.push(
        `The bank took ${line.currency} ${formatAmount(line.amountMinor, line.currency)} back on ${line.valueDate}: ${outcome.refusal.message}`,
      );
      const held = await keepHeld(engine, caller, {
        company,
        key: { receiptId: line.receiptId },
        why: outcome.refusal,
      });
      if (!held.ok) return held;
    }
  }
  return done({ linked, leftAside });
}

/**
 * Takes back what advices tell to have come back (Nacha returns) where they name the receipt or the account that it came from,
 * and nothing else is as good: as a person's word, so that the bank's line finds it later; the advice is ended with that as its
 * reason, also where the bank's line was first. The others wait for a person. Returns how many, and what was left aside with why:
 * it is tried again each time.
 */
export async function takeAdvisedReturnsBack(
  engine: Engine,
  caller: Caller,
  input: { company: Company },
): Promise<Outcome<{ taken: number; leftAside: string[] }>> {
  const { company } = input;
  const facts = await runQuery(engine, caller.tenantId, async (db) => {
    const advices = await loadAdvisedReturns(db, caller.tenantId, company.id);
    if (advices.length === 0) return { advices, candidates: [] };
    const [first] = advices.map((one) => one.day).sort();
    return {
      advices,
      candidates: await advisedCandidates(db, caller.tenantId, company, advices, addDays(first!, -linkedDays)),
    };
  });
  const used = new Set<bigint>();
  const leftAside: string[] = [];
  let taken = 0;
  for (const advice of facts.advices) {
    const fitting = facts.candidates.filter(
      (one) => !used.has(one.receiptId) && one.currency === advice.currency && one.amountMinor === advice.amountMinor,
    );
    const best =
      surelyMeant(
        advice,
        fitting.filter((one) => !one.linked),
      ) ??
      surelyMeant(
        advice,
        fitting.filter((one) => one.linked),
      );
    if (!best) continue;
    used.add(best.receiptId);
    const reason = `An advice told that it came back (${advice.reason}): ${best.because}.`;
    const { receiptId } = best;
    const input = { receiptId, advice: advice.id, company: company.code, withoutFee: false };
    const outcome = await runCommand(engine, caller, { operation: 'cash.return-receipt', reason, input }, (tx) =>
      takeAdvisedIn(tx, { company, advice, receiptId, reason }),
    );
    if (outcome.ok) {
      if (!outcome.value.existing) taken += 1;
      continue;
    }
    // A person took it by another receipt meanwhile.
    if (outcome.refusal.code === 'cash.advice-not-found') continue;
    leftAside.push(
      `The return of ${advice.currency} ${formatAmount(advice.amountMinor, advice.currency)} told on ${advice.day} (${advice.reason}): ${outcome.refusal.message}`,
    );
    const held = await keepHeld(engine, caller, { company, key: { adviceId: advice.id }, why: outcome.refusal });
    if (!held.ok) return held;
  }
  return done({ taken, leftAside });
}

/** A return that the bank booked is told of by its file within so many days. */
const linkedDays = 10;

/** The one that an advice names by a reference or by the account; a name alone opens nothing before the bank has booked it. */
function surelyMeant(
  advice: AdvisedReturn,
  candidates: Awaited<ReturnType<typeof loadReturnCandidates>>,
): RankedReturn | undefined {
  const [best, next] = rankReturns({ ...advice, valueDate: advice.day }, candidates);
  return best && best.points >= 2 && next?.points !== best.points ? best : undefined;
}

/** Takes a receipt back by an advice that waits; what it told is done once, whoever was quicker. */
async function takeAdvisedIn(
  tx: Transaction,
  of: { company: Company; advice: AdvisedReturn; receiptId: bigint; reason: string; withoutFee?: boolean },
): Promise<Outcome<ReturnResult>> {
  const { company, advice, receiptId, reason, withoutFee = false } = of;
  const today = dayInZone(tx.now, company.timeZone);
  const returnedOn = advice.day < today ? advice.day : today;
  const returned = await returnIn(tx, { company, receiptId, returnedOn, reason, withoutFee }, null);
  if (!returned.ok) return returned;
  const ended = await withdrawUnlinked(tx, [advice.id], `Its payment was taken back: ${advice.reason}.`);
  if (ended === 0) return noSuchAdvice();
  await release(tx, company, { adviceId: advice.id });
  return returned;
}

const noSuchAdvice = () =>
  refuse('cash.advice-not-found', 'There is no such advice of a return that waits. Nothing was changed.');

/**
 * Takes a receipt back of which an advice tells that it came back, as a person says which; the advice is ended with that as its
 * reason. The same request again is answered as before. Refuses `cash.advice-not-found` (it tells of no return that waits), `cash.return-differs` for a receipt of another
 * amount or currency, and what `returnReceipt` refuses.
 */
export function takeAdvisedReturn(
  engine: Engine,
  caller: Caller,
  input: { company: Company; adviceId: bigint; receiptId: bigint; reason: string; withoutFee?: boolean },
): Promise<Outcome<ReturnResult>> {
  const { company, adviceId, receiptId, reason, withoutFee = false } = input;
  const description = {
    operation: 'cash.return-receipt',
    reason,
    input: { receiptId, reason, advice: adviceId, company: company.code, withoutFee },
  };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<ReturnResult>> => {
    const advice = (await loadAdvisedReturns(tx.db, tx.tenantId, company.id)).find((one) => one.id === adviceId);
    if (!advice) return noSuchAdvice();
    const receipt = await loadReturnable(tx.db, tx.tenantId, receiptId);
    if (receipt && (receipt.amountMinor !== advice.amountMinor || receipt.currency !== advice.currency))
      return refuse(
        'cash.return-differs',
        `${advice.currency} ${formatAmount(advice.amountMinor, advice.currency)} came back, and the receipt is ${receipt.currency} ${formatAmount(receipt.amountMinor, receipt.currency)}. Nothing was changed.`,
      );
    return takeAdvisedIn(tx, { company, advice, receiptId, reason, withoutFee });
  });
}

/** A return that could not be posted says why where people look for it, until it can; the same again changes nothing. */
async function keepHeld(
  engine: Engine,
  caller: Caller,
  of: { company: Company; key: HeldReturnKey; why: HeldBecause },
): Promise<Outcome<null>> {
  const { company, key, why } = of;
  const known = await runQuery(engine, caller.tenantId, (db) => loadHeldReturn(db, caller.tenantId, key));
  const same = (one: HeldBecause): string => canonicalJson([one.code, one.message, one.details]);
  if (known && same(known) === same(why)) return done(null);
  const reason = `A returned payment could not be taken back yet: ${why.message}`;
  const input = { company: company.code, ...key };
  return runCommand(engine, caller, { operation: 'cash.hold-return', reason, input }, async (tx) => {
    const on = dayInZone(tx.now, company.timeZone);
    await holdReturn(tx, { companyId: company.id, key, on, why });
    return done(null);
  });
}

const release = (tx: Transaction, company: Company, key: HeldReturnKey): Promise<void> =>
  holdReturn(tx, { companyId: company.id, key, on: dayInZone(tx.now, company.timeZone), why: null });

interface Returning extends Pick<ReturnInput, 'company' | 'returnedOn' | 'reason' | 'withoutFee'> {
  readonly receiptIds: readonly bigint[];
  /** A person stands for the charge; else it is what the rules know, and no more. */
  readonly byPerson?: boolean;
}

/** Takes one receipt back, by the bank's line where that is known. */
async function returnIn(
  tx: Transaction,
  { receiptId, ...input }: ReturnInput,
  line: UnlinkedReturn | null,
): Promise<Outcome<ReturnResult>> {
  const returned = await returnAllIn(tx, { ...input, receiptIds: [receiptId] }, line);
  return returned.ok ? done(returned.value.returns[0]!) : returned;
}

/**
 * Takes receipts back that came back in one booking, all of them or none: locks first, then each in turn. What the line is more
 * than all of them is the bank's charge, kept with the last.
 */
async function returnAllIn(
  tx: Transaction,
  input: Returning,
  line: UnlinkedReturn | null,
): Promise<Outcome<{ returns: ReturnResult[]; chargeMinor: bigint }>> {
  const locked = await lockReturned(tx, input, line);
  if (!locked.ok) return locked;
  const { readsAsOn } = locked.value;
  const atHand = await loadAtHand(tx, locked.value.days, line);
  if (!atHand.ok) return atHand;
  const receipts = atHand.value.map((one) => one.receipt);
  const chargeMinor = line === null ? 0n : line.amountMinor - sumOf(receipts);
  const allowed = await allowCharge(tx, input, { receipts, line, chargeMinor });
  if (!allowed.ok) return allowed;
  const returns: ReturnResult[] = [];
  for (const [place, one] of atHand.value.entries()) {
    const charged = place === receipts.length - 1 ? chargeMinor : 0n;
    const returned = await returnOne(tx, input, { ...one, line, chargeMinor: charged, readsAsOn });
    if (!returned.ok) return returned;
    returns.push(returned.value);
  }
  return done({ returns, chargeMinor });
}

/**
 * Locks the months, lines and accounts of what is taken back. Returns the day for each receipt, and the day as of which the
 * accounts read as one.
 */
async function lockReturned(
  tx: Transaction,
  input: Returning,
  line: UnlinkedReturn | null,
): Promise<Outcome<{ days: ReadonlyMap<bigint, Day>; readsAsOn: Day }>> {
  const { company } = input;
  const seen: ReturnableReceipt[] = [];
  const days = new Map<bigint, Day>();
  const accountIds: bigint[] = [];
  // What comes back in a closed month, or took effect in one, is taken back on the first day that takes it.
  const postingDay = await loadPostingDays(tx.db, tx.tenantId, company.id);
  for (const receiptId of new Set(input.receiptIds)) {
    const one = await loadReturnable(tx.db, tx.tenantId, receiptId);
    if (!one || one.companyId !== company.id || one.amountMinor <= 0n)
      return refuse('cash.receipt-not-found', 'There is no such receipt in this company. Nothing was changed.');
    const from = laterDay(input.returnedOn, one.postingDate);
    const touches = one.itemId === null ? { day: from, accountIds: [] } : await takingBackTouches(tx, one.itemId, from);
    seen.push(one);
    days.set(one.id, postingDay(touches.day));
    accountIds.push(...touches.accountIds);
  }
  const open = await lockPeriods(tx, company.id, [...days.values()].map(periodOf));
  if (!open.ok) return open;
  const lineIds = [...seen.map((one) => one.lineId), ...(line === null ? [] : [line.lineId])].sort((a, b) =>
    a < b ? -1 : 1,
  );
  for (const id of lineIds) tx.claimLock('receipt', id.toString(), id);
  await sql`select id from cash.bank_line where tenant_id = ${tx.tenantId} and id = any(${lineIds}::bigint[]) order by id for update`.execute(
    tx.db,
  );
  // Somebody may have linked the line to another receipt, or a rule may have posted it, since it was looked for.
  if (line !== null) {
    const [still] = await loadUnlinkedReturns(tx.db, tx.tenantId, company.id, { receiptId: line.receiptId });
    if (!still) return noSuchLine();
  }
  // Who was merged with the payer is touched too: a promise of either may have been kept by this money.
  const readsAsOn = [...days.values()].reduce(laterDay, dayInZone(tx.now, company.timeZone));
  const wholes = await loadWholes(tx.db, tx.tenantId, { companyId: company.id, day: readsAsOn });
  await lockAccounts(tx, [
    ...accountIds,
    ...seen.flatMap((one) => (one.accountId === null ? [] : wholes.accountsOf(one.accountId))),
  ]);
  return done({ days, readsAsOn });
}

interface AtHand {
  readonly receipt: ReturnableReceipt;
  readonly day: Day;
  /** Its return that a person told of before. */
  readonly standing: StandingReturn | undefined;
}

/** The receipts under their locks. Refuses `cash.return-linked` and `cash.not-returnable`. */
async function loadAtHand(
  tx: Transaction,
  days: ReadonlyMap<bigint, Day>,
  line: UnlinkedReturn | null,
): Promise<Outcome<AtHand[]>> {
  const atHand: AtHand[] = [];
  for (const [id, day] of days) {
    const receipt = (await loadReturnable(tx.db, tx.tenantId, id))!;
    const standing = await loadStandingReturn(tx.db, tx.tenantId, id);
    if (standing && line !== null && standing.returnReceiptId !== null)
      return refuse('cash.return-linked', 'Another line of the bank took this receipt back. Nothing was changed.');
    if (!standing && !['applied', 'part_applied', 'unapplied', 'unidentified'].includes(receipt.state))
      return refuse(
        'cash.not-returnable',
        `This money is ${receipt.state}: take that back first. Nothing was changed.`,
        { state: receipt.state },
      );
    atHand.push({ receipt, day, standing });
  }
  return done(atHand);
}

/** Takes one receipt back, or only links the line where a person told of its return before. */
async function returnOne(
  tx: Transaction,
  input: Returning,
  of: AtHand & { readonly line: UnlinkedReturn | null; readonly chargeMinor: bigint; readonly readsAsOn: Day },
): Promise<Outcome<ReturnResult>> {
  const { company } = input;
  const { receipt, day, standing, line, readsAsOn } = of;
  if (standing) {
    if (line !== null) {
      const charge = await postCharge(tx, company, of);
      if (!charge.ok) return charge;
      await linkReturnLine(tx, standing.id, line.receiptId, receipt.accountId, charge.value);
    }
    return done({ returnId: standing.id, feeItemId: standing.feeItemId, existing: true });
  }
  const posted =
    receipt.itemId === null
      ? await leaveSuspense(tx, input, receipt, day)
      : await takeBackFromAccount(tx, input, receipt, day);
  if (!posted.ok) return posted;
  const feeItemId = input.withoutFee ? done(null) : await chargeFee(tx, company, receipt, day);
  if (!feeItemId.ok) return feeItemId;
  const charge = await postCharge(tx, company, of);
  if (!charge.ok) return charge;
  const returnId = await insertReturn(tx, {
    receipt,
    charge: charge.value,
    returnReceiptId: line?.receiptId ?? null,
    returnedOn: day,
    ...posted.value,
    feeItemId: feeItemId.value,
    reason: input.reason,
  });
  tx.count('receipts.returned');
  tx.publish({
    type: 'cash.receipt-returned',
    payload: {
      receiptId: receipt.id.toString(),
      companyId: company.id.toString(),
      accountId: receipt.accountId?.toString() ?? null,
      readsAsOn,
    },
  });
  return done({ returnId, feeItemId: feeItemId.value, existing: false });
}

const sumOf = (receipts: readonly ReturnableReceipt[]): bigint =>
  receipts.reduce((sum, one) => sum + one.amountMinor, 0n);

const named = (receipt: ReturnableReceipt): string => receipt.number ?? `receipt ${receipt.id}`;

/** Opens again what the payment cleared, and clears the payment against the debit of its return. */
async function takeBackFromAccount(
  tx: Transaction,
  input: Returning,
  receipt: ReturnableReceipt,
  day: Day,
): Promise<Outcome<{ itemId: bigint; journalId: null }>> {
  const { company, reason } = input;
  const taken = await takeBackPaymentIn(tx, company, { itemId: receipt.itemId!, postingDate: day, reason });
  if (!taken.ok) return taken;
  const document: NewDocument = {
    accountId: receipt.accountId!,
    documentType: 'returned_payment',
    number: null,
    sourceKey: `return ${await countReturns(tx.db, tx.tenantId, receipt.id)} of receipt ${receipt.id}`,
    documentDate: day,
    postingDate: day,
    currency: receipt.currency,
    amountMinor: receipt.amountMinor,
    linkedItemId: receipt.itemId!,
    text: `Returned payment ${named(receipt)}`,
    explanation: `Payment ${named(receipt)} of ${receipt.valueDate} was returned: ${reason}`,
  };
  const posted = await postDocumentsIn(tx, company, [document]);
  if (!posted.ok) return posted;
  const itemId = posted.value.posted[0]!.itemIds[0]!;
  const cleared = await clearManyIn(tx, company, [
    {
      allocations: [{ creditItemId: receipt.itemId!, debitItemId: itemId, amountMinor: receipt.amountMinor }],
      postingDate: day,
      kind: 'returned_payment',
      explanation: `Payment ${named(receipt)} was returned: ${reason}`,
      madeByItemId: itemId,
    },
  ]);
  return cleared.ok ? done({ itemId, journalId: null }) : cleared;
}

/** Money that nobody was known for leaves suspense at the rate at which it came in. */
async function leaveSuspense(
  tx: Transaction,
  input: Returning,
  receipt: ReturnableReceipt,
  day: Day,
): Promise<Outcome<{ itemId: null; journalId: bigint }>> {
  const { company } = input;
  const { currency, amountMinor } = receipt;
  const converter = await loadConverter(tx.db, tx.tenantId, company, [{ currency, day: receipt.postingDate }]);
  if (!converter.ok) return converter;
  const companyAmountMinor = converter.value(amountMinor, currency, receipt.postingDate);
  const glAccount = await accountsByPurpose(tx.db, tx.tenantId, company.id);
  const [journalId] = await takeJournalIds(tx, 1);
  await insertJournals(tx, [
    {
      id: journalId!,
      companyId: company.id,
      postingDate: day,
      documentDate: day,
      kind: 'returned_payment',
      explanation: `Unidentified money of ${receipt.valueDate} was returned: ${input.reason}`,
      lines: [
        { accountId: glAccount('unidentified_receipts'), currency, amountMinor, companyAmountMinor },
        {
          accountId: glAccount('bank_other'),
          currency,
          amountMinor: -amountMinor,
          companyAmountMinor: -companyAmountMinor,
        },
      ],
    },
  ]);
  return done({ itemId: null, journalId: journalId! });
}

/**
 * What a bank takes beside a returned payment is its charge up to what the rules of the day know: a large one is a sign that the
 * line takes something else back. Above that a person stands for it within authority; without one it is left to a person.
 * Refuses `cash.return-charge`, `company.rate-missing` and what `decideAuthority` refuses.
 */
async function allowCharge(
  tx: Transaction,
  { company, reason, byPerson = false }: Returning,
  of: { receipts: readonly ReturnableReceipt[]; line: UnlinkedReturn | null; chargeMinor: bigint },
): Promise<Outcome<null>> {
  const { receipts, line, chargeMinor } = of;
  if (line === null || chargeMinor <= 0n) return done(null);
  const today = dayInZone(tx.now, company.timeZone);
  const { currency, postingDate } = line;
  const converter = await loadConverter(tx.db, tx.tenantId, company, [{ currency, day: postingDate }]);
  if (!converter.ok) return converter;
  const { policy } = await loadMatchingPolicy(tx.db, tx.tenantId, {
    ...{ companyId: company.id, currency: company.currency, day: today },
  });
  if (converter.value(chargeMinor, currency, postingDate) <= policy.maximumReturnChargeMinor) return done(null);
  const said = `${currency} ${formatAmount(chargeMinor, currency)}`;
  const what = `${currency} ${formatAmount(sumOf(receipts), currency)} (${receipts.map(named).join(', ')})`;
  if (!byPerson)
    return refuse(
      'cash.return-charge',
      `The bank took ${said} beside ${what}, more than the rules know as its charge (${company.currency} ${formatAmount(policy.maximumReturnChargeMinor, company.currency)}): a person says what it is. Nothing was changed.`,
      {
        ...{ charge: formatAmount(chargeMinor, currency), currency },
        known: formatAmount(policy.maximumReturnChargeMinor, company.currency),
        companyCurrency: company.currency,
      },
    );
  const decided = await askForMoney(tx, linkReturnAction, {
    ...{ company, amountMinor: chargeMinor, currency, day: today },
    customerIds: [],
    subject: `returned line ${line.receiptId}`,
    content: { lineReceiptId: line.receiptId, receiptIds: receipts.map((one) => one.id), chargeMinor },
    sentence: `Take back ${what} by the bank’s line of ${line.valueDate}, with ${said} beside it as the charge of the bank: ${reason}`,
  });
  return decided.ok ? done(null) : decided;
}

/** What the bank took beside the payment is its charge for the return: a cost, out of the account of its other movements. */
async function postCharge(
  tx: Transaction,
  company: Company,
  of: { receipt: ReturnableReceipt; line: UnlinkedReturn | null; chargeMinor: bigint; day: Day },
): Promise<Outcome<ReturnCharge>> {
  const { receipt, line, chargeMinor, day } = of;
  if (line === null || chargeMinor === 0n) return done({ chargeMinor: 0n, chargeJournalId: null });
  const { currency, postingDate } = line;
  // At the rate at which the line was posted.
  const converter = await loadConverter(tx.db, tx.tenantId, company, [{ currency, day: postingDate }]);
  if (!converter.ok) return converter;
  const companyAmountMinor =
    converter.value(line.amountMinor, currency, postingDate) -
    converter.value(line.amountMinor - chargeMinor, currency, postingDate);
  const glAccount = await accountsByPurpose(tx.db, tx.tenantId, company.id);
  const [id] = await takeJournalIds(tx, 1);
  await insertJournals(tx, [
    {
      id: id!,
      companyId: company.id,
      postingDate: day,
      documentDate: line.valueDate,
      kind: 'returned_payment',
      explanation: `Charge of the bank for the returned payment ${named(receipt)} of ${receipt.valueDate}.`,
      lines: [
        { accountId: glAccount('bank_charges'), currency, amountMinor: chargeMinor, companyAmountMinor },
        {
          accountId: glAccount('bank_other'),
          currency,
          amountMinor: -chargeMinor,
          companyAmountMinor: -companyAmountMinor,
        },
      ],
    },
  ]);
  return done({ chargeMinor, chargeJournalId: id! });
}

/**
 * Charges the fee that policy knows for this currency, due at once: what our bank took is paid already, and terms are for what was
 * sold. Nothing for money of an unknown payer, and on a collective account nothing where what is open again is not of one party.
 */
async function chargeFee(
  tx: Transaction,
  company: Company,
  receipt: ReturnableReceipt,
  day: Day,
): Promise<Outcome<bigint | null>> {
  if (receipt.accountId === null) return done(null);
  const amountMinor = await loadReturnFee(tx.db, tx.tenantId, {
    companyId: company.id,
    currency: receipt.currency,
    day,
  });
  if (amountMinor === undefined) return done(null);
  const { collective, parties } = await loadReopenedParties(tx, receipt.accountId, receipt.itemId);
  if (collective && parties.length !== 1) return done(null);
  const posted = await postDocumentsIn(tx, company, [
    {
      accountId: receipt.accountId,
      documentType: 'finance_charge',
      party: collective ? parties[0]! : null,
      number: null,
      sourceKey: `fee for return ${await countReturns(tx.db, tx.tenantId, receipt.id)} of receipt ${receipt.id}`,
      documentDate: day,
      postingDate: day,
      dueDate: day,
      currency: receipt.currency,
      amountMinor,
      text: `Fee for the returned payment ${named(receipt)}`,
      explanation: `Fee for the returned payment ${named(receipt)} of ${receipt.valueDate}, as policy says.`,
    },
  ]);
  return posted.ok ? done(posted.value.posted[0]!.itemIds[0]!) : posted;
}
