/** Cash application: posts waiting money, applies what is proved, keeps proposals for a person. */
import { type Company, loadConverter } from '#company';
import { holdAccounts } from '#customers';
import { absolute, type Day, dayInZone, done, formatAmount, type Outcome, periodOf, type Refusal } from '#kernel';
import { accountsByPurpose, insertJournals, lockPeriods, type NewJournal, takeJournalIds } from '#ledger';
import {
  type Caller,
  type Engine,
  failpoint,
  type MoneyGuard,
  type MoneyVerdict,
  type PreparedMoneyGuard,
  runCommand,
  runQuery,
  type Transaction,
} from '#platform';
import {
  type ClearingRequest,
  clearManyIn,
  type Item,
  loadItems,
  moveItemsIn,
  type NewDocument,
  postDocumentsIn,
} from '#receivables';
import { type CashApplyResult, leftByPerson } from '../model.ts';
import { type CompanyProblem, loadCompanyProblem } from '../queries/matching-problem.ts';
import { isOfTheLines } from '../rules/left-aside.ts';
import { isByAdvice, withDoubtOfAdvice } from '../rules/matching/advice-doubt.ts';
import type { AdjustmentKind, MatchedAllocation, MatchingPolicy, ReceiptResult } from '../rules/matching/model.ts';
import { explainDay } from '../rules/posted-later.ts';
import { solveWithProse } from '../rules/solve-with-prose.ts';
import { trackRecordsOf } from '../rules/track-record.ts';
import { noteHeld } from '../store/aliases.ts';
import { loadGlAccountsOfBanks } from '../store/bank.ts';
import { loadTrackRecords, type NewJudgement, sendJudgements } from '../store/judgements.ts';
import { loadMatchingPolicy } from '../store/matching-policy.ts';
import { insertReceipts, lockMoney, type ReceiptRow, updateReceipt, type WaitingMoney } from '../store/receipts.ts';
import { bookRefundPayments } from './book-refund-payments.ts';
import { creditDeposits } from './deposit-checks.ts';
import { linkAdvices } from './link-advices.ts';
import { postSettlements } from './post-settlements.ts';
import { takeAdvisedReturnsBack, takeReturnsBack } from './return-receipt.ts';
import { splitBatches } from './split-batches.ts';
import { splitReceipts } from './split-receipt.ts';

/**
 * How many lines are posted with one transaction: of a usual day so few that nobody waits for their locks; of very many more,
 * since what a transaction costs beside its lines would take most of the time.
 */
const chunkSizeOf = (lines: number): number => Math.min(1000, Math.max(100, Math.ceil(lines / 50)));

/**
 * What is posted together: the lines in their order where one transaction takes them all. Very many are put together by
 * account, since each transaction brings every account that it touches up to date; inside of one they keep their order.
 */
function chunksOf(todo: readonly Judged[]): Judged[][] {
  const size = chunkSizeOf(todo.length);
  const placed = todo.map((one, place) => ({ one, place, account: one.accountId ?? 0n }));
  if (todo.length > size) placed.sort((a, b) => (a.account < b.account ? -1 : a.account > b.account ? 1 : 0));
  const chunks: Judged[][] = [];
  for (let start = 0; start < placed.length; start += size) {
    const chunk = placed.slice(start, start + size).sort((a, b) => a.place - b.place);
    chunks.push(chunk.map(({ one }) => one));
  }
  return chunks;
}

export interface Judged {
  readonly money: WaitingMoney;
  readonly result: ReceiptResult;
  /** The customer account the money belongs to; null while nobody is certain. */
  readonly accountId: bigint | null;
}

/**
 * Posts and applies all waiting money of a company up to `asOf`, in chunks with a transaction each. The engine judges on
 * a snapshot; under the locks each allocation is taken only if its items are still open as they were judged, else the
 * receipt waits for the next run (`overtaken`). Money of a known customer becomes a credit item on the account, unknown
 * money stands in suspense, money out in its own clearing account. What cannot be posted (its month takes no posting, its
 * currency has no rate) is left aside with the reason, the rest goes on. A second run finds nothing new and changes nothing.
 */
export async function applyCash(
  engine: Engine,
  caller: Caller,
  input: {
    company: Company;
    asOf: Day;
    freshSince?: Day | null;
    /** Only these bank lines; all that wait when absent. */
    bankLineIds?: readonly bigint[];
    policy?: MatchingPolicy;
    onProgress?: (done: number, total: number) => void;
  },
): Promise<Outcome<CashApplyResult>> {
  // The bank's line of a deposit is no money of its own: its checks are.
  const credited =
    input.bankLineIds === undefined
      ? await creditDeposits(engine, caller, { company: input.company, asOf: input.asOf })
      : done({ credited: 0, leftAside: [] });
  if (!credited.ok) return credited;
  // Nor is the deposit of a payment service: its parts are.
  const settled =
    input.bankLineIds === undefined
      ? await postSettlements(engine, caller, { company: input.company, asOf: input.asOf })
      : done({ posted: 0, lineIds: [], leftAside: [] });
  if (!settled.ok) return settled;
  const batches =
    input.bankLineIds === undefined
      ? await splitBatches(engine, caller, { company: input.company, asOf: input.asOf })
      : done({ split: 0, leftAside: [] });
  if (!batches.ok) return batches;
  // The bank's debit of a refund is no payment that came back: it settles what was owed to the customer.
  const refunds =
    input.bankLineIds === undefined
      ? await bookRefundPayments(engine, caller, { company: input.company, asOf: input.asOf })
      : done({ paid: 0, returned: 0, leftAside: [] });
  if (!refunds.ok) return refunds;
  const advised = await takeAdvisedReturnsBack(engine, caller, { company: input.company });
  if (!advised.ok) return advised;
  const linked = await linkAdvices(engine, caller, { company: input.company });
  if (!linked.ok) return linked;
  const { rules, records } = await runQuery(engine, caller.tenantId, async (db) => ({
    rules: await loadMatchingPolicy(db, caller.tenantId, {
      companyId: input.company.id,
      currency: input.company.currency,
      day: input.asOf,
    }),
    records: await loadTrackRecords(db, caller.tenantId, { companyId: input.company.id, day: input.asOf }),
  }));
  const judge = ({ problem, money, ledgerIsFresh }: CompanyProblem) =>
    solveWithProse(
      problem,
      {
        ...(input.policy ?? rules.policy),
        ledgerIsFresh,
        ...(records && { history: trackRecordsOf(records.kinds) }),
      },
      new Set([...money].flatMap(([id, one]) => (one.advice?.prose ? [id] : []))),
    ).receipts;
  const facts = await runQuery(engine, caller.tenantId, (db) =>
    loadCompanyProblem(db, caller.tenantId, input.company, {
      asOf: input.asOf,
      freshSince: input.freshSince ?? null,
      judge,
    }),
  );
  const judged = judge(facts).map((result) => judgedOf(result, facts));
  const todo = judged.filter(
    (one) => (input.bankLineIds?.includes(one.money.lineId) ?? true) && (one.money.receiptId === null || isNews(one)),
  );
  const total = emptyResult(todo.length);
  const leftAside = [credited, settled, batches, refunds, advised].flatMap((one) => one.value.leftAside);
  const chunks = chunksOf(todo);
  let looked = 0;
  input.onProgress?.(0, todo.length);
  for (let lines = chunks.shift(); lines !== undefined; lines = chunks.shift()) {
    const chunk = lines;
    const outcome = await runCommand(
      engine,
      caller,
      {
        operation: 'cash.apply',
        reason: `Cash application of ${chunk.length} bank lines up to ${input.asOf}.`,
        input: {
          company: input.company.code,
          lines: chunk.map((one) => one.money.lineId),
          rules: input.policy ? 'as given' : rules.version,
        },
      },
      (tx) => applyChunk(tx, input.company, chunk, engine.registrations.moneyGuards),
    );
    if (outcome.ok) add(total, outcome.value);
    else if (isOfTheLines(outcome.refusal)) {
      // What is refused holds its own lines and nobody else's: the others are tried without them.
      const { aside, again } = withoutRefused(input.company, chunk, outcome.refusal);
      leftAside.push(...aside.map((one) => leftAsideOf(one, outcome.refusal)));
      chunks.unshift(...again);
      looked -= again.reduce((sum, one) => sum + one.length, 0);
    } else return outcome;
    looked += chunk.length;
    input.onProgress?.(looked, todo.length);
    failpoint('cash-apply.between-groups');
  }
  // What the payer pays of other companies goes to them, now that the money stands where it is.
  const split = await splitReceipts(engine, caller, { company: input.company, asOf: input.asOf });
  if (!split.ok) return split;
  leftAside.push(...split.value.leftAside);
  const { amounts, why: _, ...counts } = total;
  const returns =
    input.bankLineIds === undefined
      ? await takeReturnsBack(engine, caller, { company: input.company })
      : done({ linked: 0, leftAside: [] });
  if (!returns.ok) return returns;
  leftAside.push(...returns.value.leftAside);
  return done({
    ...counts,
    takenBack: returns.value.linked + advised.value.taken,
    settlements: settled.value.posted + batches.value.split,
    refundsPaid: refunds.value.paid,
    refundsReturned: refunds.value.returned,
    splitOverCompanies: split.value.split,
    leftAside,
    appliedAmounts: [...amounts].map(([currency, amountMinor]) => ({ currency, amountMinor })),
  });
}

/** The lines of a chunk that a refusal speaks of, and what is tried again; where it speaks of no line here, in halves. */
function withoutRefused(
  company: Company,
  chunk: readonly Judged[],
  refusal: Refusal,
): { aside: Judged[]; again: Judged[][] } {
  const meant = linesMeantBy(refusal, company);
  const aside = chunk.filter(meant);
  if (aside.length > 0) {
    const rest = chunk.filter((one) => !meant(one));
    return { aside, again: rest.length === 0 ? [] : [rest] };
  }
  if (chunk.length === 1) return { aside: [...chunk], again: [] };
  const middle = Math.ceil(chunk.length / 2);
  return { aside: [], again: [chunk.slice(0, middle), chunk.slice(middle)] };
}

/** Of a refused month its lines; of a currency without a rate in company currency all that were booked by that day. */
function linesMeantBy({ code, details }: Refusal, company: Company): (one: Judged) => boolean {
  if (code === 'company.rate-missing')
    return ({ money }) =>
      details['to'] === company.currency &&
      money.currency === details['from'] &&
      money.postingDate <= String(details['day']);
  const months = new Set(details['months'] as readonly string[] | undefined);
  return ({ money }) => months.has(periodOf(money.postingDate));
}

const leftAsideOf = ({ money }: Judged, refusal: Refusal): string =>
  `${money.currency} ${formatAmount(money.amountMinor, money.currency)} of ${money.bookingDate}: ${refusal.message}`;

/**
 * Money that is posted is taken up again when it can be applied, its payer is known now, something that came since (an item, an
 * advice) lets it be proposed, or what was proposed was paid by other money; not to propose what a person left on account.
 */
const isNews = ({ money, result, accountId }: Judged): boolean =>
  result.decision === 'apply' ||
  money.proposalOvertaken ||
  // After a no of a person or of the ERP, another explanation is worth a look.
  ((money.decision === 'declined' || money.decision === 'refused') && result.decision === 'propose') ||
  (money.accountId === null && accountId !== null) ||
  (result.decision === 'propose' &&
    (money.decision === 'unidentified' ||
      (money.decision === 'on_account' && money.explanation !== leftByPerson) ||
      // What was a guess is told by the payer now.
      (money.advice !== null &&
        money.decision === 'propose' &&
        result.evidence?.startsWith('advice') === true &&
        money.explanation !== result.explanation)));

type Tally = {
  -readonly [K in Exclude<
    keyof CashApplyResult,
    'appliedAmounts' | 'leftAside' | 'settlements' | 'refundsPaid' | 'refundsReturned' | 'splitOverCompanies'
  >]: number;
} & {
  amounts: Map<string, bigint>;
  appliedAmounts: CashApplyResult['appliedAmounts'];
  /** Why money was held or counts already, by bank line. */
  why: Map<bigint, string>;
};

const emptyResult = (lines: number): Tally => ({
  lines,
  applied: 0,
  proposed: 0,
  onAccount: 0,
  unidentified: 0,
  duplicates: 0,
  returned: 0,
  otherMoneyOut: 0,
  overtaken: 0,
  held: 0,
  countedAlready: 0,
  takenBack: 0,
  amounts: new Map(),
  appliedAmounts: [],
  why: new Map(),
});

function add(total: Tally, part: Tally): void {
  for (const key of [
    'applied',
    'proposed',
    'onAccount',
    'unidentified',
    'duplicates',
    'returned',
    'otherMoneyOut',
    'overtaken',
    'held',
    'countedAlready',
  ] as const)
    total[key] += part[key];
  for (const [currency, amount] of part.amounts)
    total.amounts.set(currency, (total.amounts.get(currency) ?? 0n) + amount);
}

/**
 * Whose account the money goes to. What is only proposed goes to the payer where there is no doubt about it, though the
 * items may be another's; without a certain payer, to the customer of a strong proposal; else it waits in suspense. A number that
 * was repaired for an unknown payer is no strong one: it may be another's document that is paid already.
 */
function judgedOf(found: ReceiptResult, facts: CompanyProblem): Judged {
  const money = facts.money.get(found.id)!;
  const result = asRefund(withDoubtOfAdvice(found, money.advice), money);
  const customerId =
    result.decision === 'propose'
      ? (result.payerCustomerId ??
        (result.score >= 0.7 && result.evidence !== 'reference_repaired' ? result.customerId : null))
      : result.decision === 'apply' || result.decision === 'on_account' || result.decision === 'duplicate'
        ? result.customerId
        : null;
  const accountId = customerId === null ? null : (facts.accountOf.get(customerId) ?? null);
  return { money, result, accountId: money.accountId ?? accountId };
}

/** What a payment service refunded is no payment that came back: without a credit that it pays out, a person says what it was. */
function asRefund(result: ReceiptResult, money: WaitingMoney): ReceiptResult {
  if (result.decision !== 'returned' || money.transactionCode !== 'REFUND') return result;
  return {
    ...result,
    customerId: null,
    explanation: `${money.currency} ${formatAmount(-money.amountMinor, money.currency)} were refunded by the service, and no open credit is named that it pays out.`,
  };
}

/**
 * Posts and applies some money in one transaction. `guards` are asked where an ERP owns the company's documents; `allow` is asked under
 * the locks, before anything is written, with the items that are paid.
 */
export async function applyChunk(
  tx: Transaction,
  company: Company,
  chunk: readonly Judged[],
  guards: readonly MoneyGuard[],
  allow: (items: ReadonlyMap<bigint, Item>) => Promise<Outcome<null>> = async () => done(null),
): Promise<Outcome<Tally>> {
  const guarded = await prepareGuards(tx, company, chunk, guards);
  // Money may pay an invoice of a later month: clearing takes effect there, so that month is locked too.
  const wanted = chunk.flatMap((one) => [
    ...one.result.allocations.map((a) => BigInt(a.itemId)),
    ...(one.money.itemId === null ? [] : [one.money.itemId]),
  ]);
  const before = await loadItems(tx.db, tx.tenantId, { itemIds: wanted });
  const booked = chunk.map((one) => periodOf(one.money.postingDate));
  const months = [...booked, ...guarded.days.map(periodOf), ...before.map((item) => periodOf(item.postingDate))];
  const earliest = booked.reduce((first, month) => (month < first ? month : first));
  const periods = await lockPeriods(
    tx,
    company.id,
    months.filter((month) => month >= earliest),
  );
  if (!periods.ok) return periods;
  const waiting = await lockMoney(
    tx,
    chunk.map((one) => one.money.lineId),
  );
  const live = chunk.filter((one) => waiting.has(one.money.lineId));
  const itemIds = live.flatMap((one) => one.result.allocations.map((a) => BigInt(a.itemId)));
  const allocated = new Set(itemIds);
  // An item stays on its account: which one it is needs no second look.
  holdAccounts(tx, [
    ...before.filter((item) => allocated.has(item.id)).map((item) => item.accountId),
    ...live.flatMap((one) => (one.accountId === null ? [] : [one.accountId])),
    ...guarded.accountIds,
  ]);
  const verdicts = await guarded.judge(new Set(live.map((one) => one.money.lineId)));
  const items = new Map((await loadItems(tx.db, tx.tenantId, { itemIds })).map((item) => [item.id, item]));
  const open = new Map([...items.values()].map((item) => [item.id.toString(), item.openMinor]));
  const tally = emptyResult(0);
  tally.overtaken += chunk.length - live.length;
  const ready: Judged[] = [];
  for (const as of live) {
    const one = underVerdict(as, verdicts.get(as.money.lineId), tally);
    if (one === null) continue;
    if (one.result.decision !== 'apply') ready.push(one);
    else if (takeIfOpen(open, one.result.allocations)) ready.push(one);
    else tally.overtaken += 1;
  }
  const allowed = await allow(items);
  if (!allowed.ok) return allowed;
  const posted = await postMoney(tx, company, ready);
  if (!posted.ok) return posted;
  const linked = await guarded.posted(
    new Map(
      ready.flatMap((one): [bigint, bigint][] => {
        const itemId = one.money.itemId ?? posted.value.items.get(one.money.lineId)?.itemId;
        return itemId === undefined ? [] : [[one.money.lineId, itemId]];
      }),
    ),
  );
  if (!linked.ok) return linked;
  const cleared = await applyAll(
    tx,
    company,
    ready.filter((one) => one.result.decision === 'apply'),
    { ...posted.value, open: items },
  );
  if (!cleared.ok) return cleared;
  const finished = await guarded.applied();
  if (!finished.ok) return finished;
  await record(tx, company, ready, posted.value);
  count(tally, ready);
  return done(tally);
}

/** The guards' part of a chunk; without any it asks for nothing and says nothing. */
async function prepareGuards(
  tx: Transaction,
  company: Company,
  chunk: readonly Judged[],
  guards: readonly MoneyGuard[],
): Promise<PreparedMoneyGuard> {
  const money = chunk.flatMap(({ money, accountId }) =>
    accountId === null || money.amountMinor <= 0n
      ? []
      : [
          {
            bankLineId: money.lineId,
            accountId,
            itemId: money.itemId,
            unappliedMinor: money.unappliedMinor ?? money.amountMinor,
            currency: money.currency,
            amountMinor: money.amountMinor,
            valueDate: money.valueDate,
            postingDate: money.postingDate,
            text: money.text,
          },
        ],
  );
  const prepared: PreparedMoneyGuard[] = [];
  if (company.ledgerMode === 'mirrored' && money.length > 0)
    for (const guard of guards) prepared.push(await guard.prepare(tx, company.id, money));
  return {
    accountIds: prepared.flatMap((one) => one.accountIds),
    days: prepared.flatMap((one) => one.days),
    async judge(bankLineIds) {
      const verdicts = new Map<bigint, MoneyVerdict>();
      for (const one of prepared)
        for (const [lineId, verdict] of await one.judge(bankLineIds))
          if (!verdicts.has(lineId)) verdicts.set(lineId, verdict);
      return verdicts;
    },
    async posted(items) {
      for (const one of prepared) {
        const outcome = await one.posted(items);
        if (!outcome.ok) return outcome;
      }
      return done(null);
    },
    async applied() {
      for (const one of prepared) {
        const outcome = await one.applied();
        if (!outcome.ok) return outcome;
      }
      return done(null);
    },
  };
}

/** Money under a guard's verdict; null: it is left as it is. What may count already waits in suspense, on no account. */
function underVerdict(one: Judged, verdict: MoneyVerdict | undefined, tally: Tally): Judged | null {
  if (verdict === undefined) return one;
  if (verdict.kind === 'later') {
    tally.overtaken += 1;
    return null;
  }
  tally.why.set(one.money.lineId, verdict.why);
  const result = { ...one.result, allocations: [], residual: null, explanation: verdict.why };
  if (verdict.kind === 'counted') {
    tally.countedAlready += 1;
    return { ...one, result: { ...result, decision: 'on_account' } };
  }
  tally.held += 1;
  return one.money.receiptId === null
    ? { ...one, accountId: null, result: { ...result, decision: 'unidentified', customerId: null } }
    : null;
}

/** Takes the allocations out of what is open; false, and nothing taken, when one does not fit any more. */
function takeIfOpen(open: Map<string, bigint>, allocations: readonly MatchedAllocation[]): boolean {
  const fits = allocations.every((a) => {
    const left = open.get(a.itemId) ?? 0n;
    return a.itemAmountMinor < 0n ? left <= a.itemAmountMinor : left >= a.itemAmountMinor;
  });
  if (fits) for (const a of allocations) open.set(a.itemId, open.get(a.itemId)! - a.itemAmountMinor);
  return fits;
}

interface Posted {
  /** Line id → the credit item (or, for a refund paid out, debit item) of the money on the customer's account. */
  readonly items: ReadonlyMap<bigint, { itemId: bigint; number: string }>;
  readonly journals: ReadonlyMap<bigint, bigint>;
  /** The items that were posted as cleared already. */
  readonly clearedAtOnce: ReadonlySet<bigint>;
}

/** Money of a known customer becomes an item on the account; the rest goes to suspense, or to the clearing account of money out. */
async function postMoney(tx: Transaction, company: Company, ready: readonly Judged[]): Promise<Outcome<Posted>> {
  const banks = await loadGlAccountsOfBanks(tx.db, tx.tenantId, company.id);
  const glAccount = await accountsByPurpose(tx.db, tx.tenantId, company.id);
  const onAccount = ready.filter((one) => one.money.itemId === null && one.accountId !== null && isCustomerMoney(one));
  const documents: NewDocument[] = onAccount.map((one) => ({
    accountId: one.accountId!,
    documentType: one.money.amountMinor > 0n ? 'payment' : 'refund',
    number: null,
    // What stands on the bank's statement is posted once, and not reversed without the bank.
    source: 'bank',
    sourceKey: `line ${one.money.lineId}`,
    documentDate: one.money.valueDate,
    postingDate: one.money.postingDate,
    currency: one.money.currency,
    amountMinor: -one.money.amountMinor,
    // What leaves suspense leaves it at what it is carried at there, also on a later day.
    ...(one.money.carriedMinor !== null && { companyAmountMinor: -one.money.carriedMinor }),
    // Money that stood in suspense leaves it; new money comes from the bank.
    contraAccountId:
      one.money.receiptId === null ? banks.get(one.money.bankAccountId)! : glAccount('unidentified_receipts'),
    text: one.money.text.slice(0, 500),
    explanation: explainDay(one.result.explanation, one.money),
    // Where an ERP owns the documents its clearing may come first.
    clearedAtOnce: company.ledgerMode !== 'mirrored' && isAppliedInFull(one),
  }));
  const outcome = await postDocumentsIn(tx, company, documents);
  if (!outcome.ok) return outcome;
  const items = new Map(
    onAccount.map((one, index) => [
      one.money.lineId,
      { itemId: outcome.value.posted[index]!.itemIds[0]!, number: outcome.value.posted[index]!.number },
    ]),
  );
  const elsewhere = ready.filter((one) => one.money.receiptId === null && !items.has(one.money.lineId));
  const journals = await postElsewhere(tx, company, elsewhere, banks, glAccount);
  const clearedAtOnce = outcome.value.posted.filter((one, index) => !one.existing && documents[index]!.clearedAtOnce);
  return journals.ok
    ? done({ items, journals: journals.value, clearedAtOnce: new Set(clearedAtOnce.map((one) => one.itemIds[0]!)) })
    : journals;
}

/** Whether its allocations use all of the money. */
function isAppliedInFull(one: Judged): boolean {
  if (one.result.decision !== 'apply') return false;
  // Which item the money becomes is not known yet; no item has this id.
  const links = linkMoney(one, 0n, new Map());
  const used = links.filter((link) => (one.money.amountMinor < 0n ? link.debitItemId : link.creditItemId) === 0n);
  return used.reduce((sum, link) => sum + link.amountMinor, 0n) === absolute(one.money.amountMinor);
}

const isCustomerMoney = (one: Judged): boolean => one.money.amountMinor > 0n || one.result.decision === 'apply';

async function postElsewhere(
  tx: Transaction,
  company: Company,
  money: readonly Judged[],
  banks: ReadonlyMap<bigint, bigint>,
  glAccount: Awaited<ReturnType<typeof accountsByPurpose>>,
): Promise<Outcome<Map<bigint, bigint>>> {
  if (money.length === 0) return done(new Map());
  const converter = await loadConverter(
    tx.db,
    tx.tenantId,
    company,
    money.map((one) => ({ currency: one.money.currency, day: one.money.postingDate })),
  );
  if (!converter.ok) return converter;
  const ids = await takeJournalIds(tx, money.length);
  const journals: (NewJournal & { id: bigint })[] = money.map((one, index) => {
    const { amountMinor, currency, postingDate, valueDate, bankAccountId } = one.money;
    const companyAmountMinor = converter.value(amountMinor, currency, postingDate);
    const contra = glAccount(amountMinor > 0n ? 'unidentified_receipts' : 'bank_other');
    return {
      id: ids[index]!,
      companyId: company.id,
      postingDate,
      documentDate: valueDate,
      kind: amountMinor > 0n ? 'unidentified_receipt' : 'money_out',
      explanation: explainDay(one.result.explanation, one.money),
      lines: [
        { accountId: banks.get(bankAccountId)!, currency, amountMinor, companyAmountMinor },
        { accountId: contra, currency, amountMinor: -amountMinor, companyAmountMinor: -companyAmountMinor },
      ],
    };
  });
  await insertJournals(tx, journals);
  return done(new Map(money.map((one, index) => [one.money.lineId, ids[index]!])));
}

/** What becomes of each difference: an item of its own that moves out of the invoice, or a credit that closes it. */
const documentOf = {
  deduction: { moves: 'deduction' },
  withholding_tax: { moves: 'withholding_tax' },
  discount: { credits: 'discount' },
  tolerance: { credits: 'tolerance' },
  bank_charge: { credits: 'bank_charge' },
  // What a conversion lost is no grace: it stands among the differences of exchange.
  fx: { credits: 'exchange_difference' },
} as const satisfies Readonly<
  Record<
    AdjustmentKind,
    { readonly moves: 'deduction' | 'withholding_tax' } | { readonly credits: NewDocument['documentType'] }
  >
>;
type MovedKind = {
  [K in AdjustmentKind]: (typeof documentOf)[K] extends { moves: unknown } ? K : never;
}[AdjustmentKind];
const isMoved = (kind: AdjustmentKind): kind is MovedKind => 'moves' in documentOf[kind];

/** Clears what is proved: adjustments become credit documents of their own first, so that no money disappears. */
async function applyAll(
  tx: Transaction,
  company: Company,
  applied: readonly Judged[],
  known: Posted & { readonly open: ReadonlyMap<bigint, Item> },
): Promise<Outcome<null>> {
  if (applied.length === 0) return done(null);
  const { items: posted, open: items } = known;
  const wanted = applied.flatMap((one) =>
    one.result.allocations.flatMap((allocation) =>
      allocation.adjustments.map((adjustment) => ({ one, allocation, adjustment })),
    ),
  );
  const credits = wanted.flatMap(({ adjustment, ...rest }) =>
    isMoved(adjustment.kind) ? [] : [{ ...rest, adjustment, documentType: documentOf[adjustment.kind].credits }],
  );
  const documents = await postDocumentsIn(
    tx,
    company,
    credits.map(
      ({ one, allocation, adjustment, documentType }): NewDocument => ({
        accountId: items.get(BigInt(allocation.itemId))!.accountId,
        documentType,
        number: null,
        documentDate: one.money.valueDate,
        postingDate: one.money.postingDate,
        currency: one.money.currency,
        amountMinor: -adjustment.amountMinor,
        linkedItemId: BigInt(allocation.itemId),
        text: adjustment.reason,
        clearedAtOnce: true,
        explanation: `${documentType.replaceAll('_', ' ')} on ${items.get(BigInt(allocation.itemId))!.number}: ${adjustment.reason}`,
      }),
    ),
  );
  if (!documents.ok) return documents;
  // What was deducted or withheld leaves the invoice for an item of its own; the receipt's clearing links it.
  const moves = wanted.flatMap(({ adjustment, ...rest }) =>
    isMoved(adjustment.kind) ? [{ ...rest, adjustment, documentType: documentOf[adjustment.kind].moves }] : [],
  );
  const moved = await moveItemsIn(
    tx,
    company,
    moves.map(({ one, allocation, adjustment, documentType }) => ({
      itemId: BigInt(allocation.itemId),
      amountMinor: adjustment.amountMinor,
      documentType,
      postingDate: one.money.postingDate,
      text: adjustment.reason,
      explanation: `${documentType === 'withholding_tax' ? 'Tax withheld' : 'Deduction'} from ${items.get(BigInt(allocation.itemId))!.number}: ${adjustment.reason}`,
    })),
    { clear: false },
  );
  if (!moved.ok) return moved;
  const adjustmentItems = new Map<object, bigint>([
    ...credits.map(({ adjustment }, index) => [adjustment, documents.value.posted[index]!.itemIds[0]!] as const),
    ...moves.map(({ adjustment }, index) => [adjustment, moved.value[index]!.clearingItemId] as const),
  ]);
  const requests: ClearingRequest[] = applied.map((one) => ({
    allocations: linkMoney(one, one.money.itemId ?? posted.get(one.money.lineId)!.itemId, adjustmentItems),
    postingDate: one.money.postingDate,
    kind: 'cash_application',
    explanation: explainDay(one.result.explanation, one.money),
  }));
  const cleared = await clearManyIn(
    tx,
    company,
    requests,
    new Set([
      ...known.clearedAtOnce,
      ...documents.value.posted.flatMap((one) => one.itemIds),
      ...moved.value.map((one) => one.clearingItemId),
    ]),
  );
  return cleared.ok ? done(null) : cleared;
}

/**
 * The links of one receipt: the money and netted credit memos on one side, the items on the other, taken in order; each
 * adjustment to its own item.
 */
function linkMoney(
  one: Judged,
  moneyItemId: bigint,
  adjustmentItems: ReadonlyMap<object, bigint>,
): ClearingRequest['allocations'] {
  if (one.money.amountMinor < 0n) {
    return one.result.allocations.map((a) => ({
      creditItemId: BigInt(a.itemId),
      debitItemId: moneyItemId,
      amountMinor: -a.receiptAmountMinor,
    }));
  }
  const credits = one.result.allocations
    .filter((a) => a.receiptAmountMinor < 0n)
    .map((a) => ({ itemId: BigInt(a.itemId), left: -a.receiptAmountMinor }));
  const links: ClearingRequest['allocations'][number][] = [];
  for (const a of one.result.allocations) {
    for (const adjustment of a.adjustments)
      links.push({
        creditItemId: adjustmentItems.get(adjustment)!,
        debitItemId: BigInt(a.itemId),
        amountMinor: adjustment.amountMinor,
      });
    let wanted = a.receiptAmountMinor;
    if (wanted <= 0n) continue;
    for (const credit of credits) {
      const part = credit.left < wanted ? credit.left : wanted;
      if (part === 0n) continue;
      links.push({ creditItemId: credit.itemId, debitItemId: BigInt(a.itemId), amountMinor: part });
      credit.left -= part;
      wanted -= part;
    }
    const debitItemId = BigInt(a.itemId);
    if (wanted > 0n)
      links.push({
        creditItemId: moneyItemId,
        debitItemId,
        amountMinor: wanted,
        // Across currencies: the clearing holds it against the rate of the day and realises the difference.
        ...(a.itemCurrency !== undefined && { debitAmountMinor: a.itemAmountMinor }),
      });
  }
  return links;
}

/** Writes the receipts: new ones, and what changed of those posted before. */
async function record(tx: Transaction, company: Company, ready: readonly Judged[], posted: Posted): Promise<void> {
  const fresh: ReceiptRow[] = [];
  for (const one of ready) {
    const item = posted.items.get(one.money.lineId);
    const row: ReceiptRow = {
      lineId: one.money.lineId,
      accountId: item || one.money.itemId ? one.accountId : null,
      itemId: one.money.itemId ?? item?.itemId ?? null,
      journalId: posted.journals.get(one.money.lineId) ?? null,
      number: item?.number ?? null,
      valueDate: one.money.valueDate,
      postingDate: one.money.postingDate,
      currency: one.money.currency,
      amountMinor: one.money.amountMinor,
      state: stateOf(one, item !== undefined || one.money.itemId !== null),
      decision: one.result.decision,
      confidence: one.result.confidence,
      explanation: one.result.explanation,
      proposal: one.result.decision === 'propose' ? proposalOf(one) : null,
    };
    if (one.money.receiptId === null) fresh.push(row);
    else await updateReceipt(tx, one.money.receiptId, row);
  }
  await insertReceipts(tx, company.id, fresh);
  sendJudgements(tx, company.id, dayInZone(tx.now, company.timeZone), judgementsOf(ready));
  await noteHeld(
    tx,
    ready.flatMap(({ money, result }) =>
      result.decision === 'apply' ? result.learned.map((id) => ({ lineId: money.lineId, aliasId: BigInt(id) })) : [],
    ),
  );
  tx.count('receipts', fresh.length);
  tx.publish({ type: 'cash.applied', payload: { company: company.code, receipts: ready.length } });
}

/** What the engine explained of money that came in; a person's own decisions are none of them. */
const judgementsOf = (ready: readonly Judged[]): NewJudgement[] =>
  ready.flatMap(({ money, result }) =>
    money.amountMinor > 0n && result.evidence !== null && (result.decision === 'apply' || result.decision === 'propose')
      ? [{ ...result, lineId: money.lineId, evidence: result.evidence, posted: result.decision === 'apply' }]
      : [],
  );

function stateOf(one: Judged, onAccount: boolean): ReceiptRow['state'] {
  const { decision, residual } = one.result;
  if (one.money.amountMinor < 0n)
    return decision === 'apply'
      ? 'refunded'
      : decision === 'returned' && one.result.customerId !== null
        ? 'returned'
        : 'other';
  if (decision === 'apply') return residual === null ? 'applied' : 'part_applied';
  return onAccount ? 'unapplied' : 'unidentified';
}

const proposalOf = ({ result, money }: Judged) => ({
  allocations: result.allocations.map((a) => ({
    itemId: a.itemId,
    receiptAmountMinor: a.receiptAmountMinor.toString(),
    itemAmountMinor: a.itemAmountMinor.toString(),
    ...(a.itemCurrency !== undefined && { itemCurrency: a.itemCurrency }),
    kind: a.kind,
    adjustments: a.adjustments.map((x) => ({ ...x, amountMinor: x.amountMinor.toString() })),
  })),
  alternatives: result.alternatives,
  runnerUp: result.runnerUp,
  learned: result.learned,
  advised: isByAdvice(result, money.advice),
});

function count(tally: Tally, ready: readonly Judged[]): void {
  for (const one of ready) {
    const { decision } = one.result;
    if (decision === 'apply') {
      tally.applied += 1;
      tally.amounts.set(one.money.currency, (tally.amounts.get(one.money.currency) ?? 0n) + one.money.amountMinor);
    } else if (decision === 'propose') tally.proposed += 1;
    else if (decision === 'duplicate') tally.duplicates += 1;
    else if (one.money.amountMinor < 0n) {
      if (one.result.customerId !== null) tally.returned += 1;
      else tally.otherMoneyOut += 1;
    } else if (decision === 'on_account') tally.onAccount += 1;
    else tally.unidentified += 1;
  }
}
