/** What a person decides about one receipt: apply it, with or without a short payment, or leave it on account. */
import { askForMoney, type Company } from '#company';
import { loadWholes } from '#customers';
import { dayInZone, done, formatAmount, type Outcome, parseAmount, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, runCommand, runQuery, type Transaction } from '#platform';
import { type Item, loadItems, writeOffAction } from '#receivables';
import { leftByPerson } from '../model.ts';
import { loadPayers } from '../queries/matching-problem.ts';
import { bankChargesOfMonth, letGo } from '../rules/let-go.ts';
import { lessonsOf } from '../rules/matching/learned.ts';
import type { Adjustment, AdjustmentKind, MatchedAllocation, ReceiptResult } from '../rules/matching/model.ts';
import { learn } from '../store/aliases.ts';
import { withdrawDeclined } from '../store/declined.ts';
import { loadMatchingPolicy } from '../store/matching-policy.ts';
import { loadLetGoInMonth, loadProposedDifferences, loadWaitingMoney, type WaitingMoney } from '../store/receipts.ts';
import { applyChunk } from './apply-cash.ts';

/** A part of the receipt for one item; `adjustments` close what is not paid (a deduction opens an item of its own). */
export interface ChosenAllocation {
  readonly itemId: bigint;
  /** The receipt's money for this item, in minor units; negative for a credit memo that is netted. */
  readonly receiptAmountMinor: bigint;
  /** What leaves an item in another currency, a decimal in its own. */
  readonly itemAmount?: string | undefined;
  readonly adjustments: readonly Adjustment[];
}

interface Decision {
  readonly company: Company;
  readonly receiptId: bigint;
  /** The version of the receipt that the person saw, and that it has. */
  readonly version: number;
  readonly versionNow: number;
}

/**
 * Applies a receipt as a person chose. Money that nobody was known for goes to the account of the items first. The same request
 * again is answered as before. Refuses
 * `cash.receipt-not-found`, `cash.receipt-stale`, `cash.nothing-chosen`, `cash.too-much`, `cash.difference` (none, or the wrong way),
 * `cash.difference-authority` (more is let go than was proposed, than the rules let go and than the person may write off alone),
 * `cash.currency`, `cash.item-not-found`, `cash.item-overtaken`, `cash.receipt-counted` (the ERP counts the money, or may), and what posting and clearing refuse.
 */
export async function applyReceipt(
  engine: Engine,
  caller: Caller,
  input: Decision & { allocations: readonly ChosenAllocation[] },
): Promise<CommandOutcome<null>> {
  return decide(engine, caller, input, {
    operation: 'cash.apply-receipt',
    allocations: input.allocations,
    judged: await judgeChoice(engine, caller, input),
  });
}

/** What the person chose, as the engine would have said it. */
async function judgeChoice(
  engine: Engine,
  caller: Caller,
  input: Decision & { allocations: readonly ChosenAllocation[] },
): Promise<Outcome<PersonsJudgement>> {
  const found = await moneyOf(engine, caller.tenantId, input);
  if (!found.ok) return found;
  const money = found.value;
  const items = await runQuery(engine, caller.tenantId, (db) =>
    loadItems(db, caller.tenantId, { itemIds: input.allocations.map((one) => one.itemId) }),
  );
  const allocations = allocationsOf(money, items, input.allocations);
  if (!allocations.ok) return allocations;
  const sum = input.allocations.reduce((total, one) => total + one.receiptAmountMinor, 0n);
  const left = (money.unappliedMinor ?? money.amountMinor) - sum;
  const numbers = items.map((item) => item.number).join(', ');
  return done({
    money,
    accountId: money.accountId ?? items.find((item) => item.openMinor > 0n)?.accountId ?? items[0]!.accountId,
    result: {
      ...plainResult(money),
      decision: 'apply',
      allocations: allocations.value,
      residual: left === 0n ? null : { amountMinor: left, treatment: 'on_account' },
      explanation: `Applied by a person to ${numbers}${left > 0n ? `; ${money.currency} ${formatAmount(left, money.currency)} stays on account` : ''}.`,
    },
  });
}

/**
 * Leaves a receipt on the account of a customer: the one it has, or the one a person names for money that nobody was known
 * for. What the engine proposed is dropped. The same request again is answered as before. Refuses `cash.receipt-not-found`, `cash.receipt-stale`, `cash.payer-missing`,
 * `cash.receipt-counted`.
 */
export async function leaveReceipt(
  engine: Engine,
  caller: Caller,
  input: Decision & { accountId: bigint | null },
): Promise<CommandOutcome<null>> {
  return decide(engine, caller, input, {
    operation: 'cash.leave-receipt',
    allocations: [],
    judged: await judgeLeaving(engine, caller, input),
  });
}

async function judgeLeaving(
  engine: Engine,
  caller: Caller,
  input: Decision & { accountId: bigint | null },
): Promise<Outcome<PersonsJudgement>> {
  const found = await moneyOf(engine, caller.tenantId, input);
  if (!found.ok) return found;
  const money = found.value;
  const accountId = money.accountId ?? input.accountId;
  if (accountId === null)
    return refuse(
      'cash.payer-missing',
      'Say whose money it is: nobody is known for this receipt.',
      {},
      { field: 'customer' },
    );
  return done({
    money,
    accountId,
    result: { ...plainResult(money), decision: 'on_account', explanation: leftByPerson },
  });
}

const plainResult = (money: WaitingMoney): ReceiptResult => ({
  id: money.lineId.toString(),
  decision: 'on_account',
  customerId: null,
  payerCustomerId: null,
  evidence: null,
  proved: false,
  score: 1,
  confidence: 1,
  history: null,
  allocations: [],
  residual: null,
  explanation: '',
  alternatives: 0,
  runnerUp: null,
  learned: [],
});

async function moneyOf(engine: Engine, tenantId: bigint, input: Decision): Promise<Outcome<WaitingMoney>> {
  if (input.version !== input.versionNow)
    return refuse(
      'cash.receipt-stale',
      'Somebody else worked on this receipt after you opened it. Nothing was changed; look at it again.',
      { yours: input.version, now: input.versionNow },
    );
  const [money] = await runQuery(engine, tenantId, (db) =>
    loadWaitingMoney(db, tenantId, input.company.id, input.receiptId),
  );
  if (money) return done(money);
  return refuse('cash.receipt-not-found', 'This receipt is not open any more. Nothing was changed.', {});
}

/** Checks a person's choice against what is open, and completes it to allocations. */
function allocationsOf(
  money: WaitingMoney,
  items: readonly Item[],
  chosen: readonly ChosenAllocation[],
): Outcome<MatchedAllocation[]> {
  const byId = new Map(items.map((item) => [item.id, item]));
  if (chosen.length === 0) return refuse('cash.nothing-chosen', 'Choose the items that are paid.', {});
  const available = money.unappliedMinor ?? money.amountMinor;
  const sum = chosen.reduce((total, one) => total + one.receiptAmountMinor, 0n);
  if (sum > available) {
    return refuse(
      'cash.too-much',
      `The chosen items take ${formatAmount(sum, money.currency)}, the receipt has ${formatAmount(available, money.currency)} ${money.currency} left. Nothing was changed.`,
      {},
    );
  }
  const allocations: MatchedAllocation[] = [];
  for (const one of chosen) {
    const item = byId.get(one.itemId);
    if (!item) return refuse('cash.item-not-found', 'A chosen item does not exist. Nothing was changed.', {});
    if (one.adjustments.some((x) => x.amountMinor <= 0n))
      return refuse(
        'cash.difference',
        `A difference of ${item.number} is nothing, or not what is missing. Nothing was changed.`,
        { item: item.number },
      );
    const across = item.currency !== money.currency;
    if (across && (one.itemAmount === undefined || one.adjustments.length > 0))
      return refuse(
        'cash.currency',
        `${item.number} is in ${item.currency}, the receipt in ${money.currency}: say what leaves it in ${item.currency}, and no difference beside it. Nothing was changed.`,
        { item: item.number },
      );
    const itemAmountMinor = across
      ? parseAmount(one.itemAmount!, item.currency)
      : one.receiptAmountMinor + one.adjustments.reduce((total, x) => total + x.amountMinor, 0n);
    const fits =
      itemAmountMinor !== 0n &&
      (itemAmountMinor > 0n ? item.openMinor >= itemAmountMinor : item.openMinor <= itemAmountMinor);
    if (!fits)
      return refuse(
        'cash.item-overtaken',
        `${item.number} has only ${formatAmount(item.openMinor, item.currency)} ${item.currency} open. Nothing was changed.`,
        { item: item.number },
      );
    allocations.push({
      itemId: item.id.toString(),
      receiptAmountMinor: one.receiptAmountMinor,
      itemAmountMinor,
      ...(across && { itemCurrency: item.currency }),
      kind: itemAmountMinor < 0n ? 'credit_memo' : itemAmountMinor === item.openMinor ? 'full' : 'partial',
      adjustments: one.adjustments,
    });
  }
  return done(allocations);
}

/** What the person's decision tells about the payer is kept as evidence for the next receipt. */
async function learnFrom(
  tx: Transaction,
  { company, receiptId }: Decision,
  money: WaitingMoney,
  itemIds: readonly bigint[],
): Promise<void> {
  if (money.amountMinor <= 0n) return;
  const items = (await loadItems(tx.db, tx.tenantId, { itemIds })).filter((item) => item.amountMinor > 0n);
  const accountIds = new Set([...items.map((item) => item.accountId), ...(money.accountId ? [money.accountId] : [])]);
  const { customers, accountOf } = await loadPayers(tx.db, tx.tenantId, company.id, money.valueDate, [...accountIds]);
  const holding = (accountId: bigint | null) => customers.find((one) => accountOf.get(one.id) === accountId);
  const paid = [...new Set(items.map((item) => holding(item.accountId)))].filter((one) => one !== undefined);
  const holder = holding(money.accountId) ?? null;
  const lessons = lessonsOf({
    payer: { name: money.payerName, account: money.payerAccount, ultimate: money.ultimateName },
    text: money.text,
    holder,
    paid,
    items: items.map((item) => ({ number: item.number, references: item.referenceKeys })),
  });
  await learn(tx, {
    companyId: company.id,
    receiptId,
    lessons,
    customerIds: [...paid, ...(holder ? [holder] : [])].map((one) => BigInt(one.id)),
  });
}

/**
 * Whoever names a difference that lets money go writes it off: what was not proposed so, and is more than the rules let go, takes the
 * authority of a write-off.
 */
async function allowLettingGo(
  tx: Transaction,
  { company, receiptId }: Decision,
  { money, result }: PersonsJudgement,
  items: ReadonlyMap<bigint, Item>,
): Promise<Outcome<null>> {
  if (result.allocations.every((one) => one.adjustments.length === 0)) return done(null);
  const day = dayInZone(tx.now, company.timeZone);
  const { currency } = money;
  const { policy } = await loadMatchingPolicy(tx.db, tx.tenantId, {
    ...{ companyId: company.id, currency: company.currency, day },
  });
  const proposed = await loadProposedDifferences(tx.db, tx.tenantId, receiptId);
  // Customers that were merged owe as one, and are let go as one.
  const { holderOf, accountsOf } = await loadWholes(tx.db, tx.tenantId, { companyId: company.id, day });
  const debtorOf = (itemId: string): string => holderOf(items.get(BigInt(itemId))!.accountId).toString();
  const debtors = [...new Set(result.allocations.map((one) => debtorOf(one.itemId)))];
  const ofAccounts = await loadLetGoInMonth(tx.db, tx.tenantId, {
    accountIds: debtors.flatMap((debtor) => accountsOf(BigInt(debtor))),
    currency,
    day: money.valueDate,
  });
  const usedBy = (debtor: string, kind: AdjustmentKind): bigint =>
    accountsOf(BigInt(debtor)).reduce((sum, id) => sum + (ofAccounts.get(`${id} ${kind}`) ?? 0n), 0n);
  const inMonth: Readonly<Partial<Record<AdjustmentKind, bigint>>> = {
    tolerance: policy.toleranceMonthMinor,
    bank_charge: bankChargesOfMonth(policy.maximumBankChargeMinor),
  };
  const { amountMinor, itemIds, monthLeftMinor } = letGo(result.allocations, proposed, {
    ofReceipt: (kind) =>
      currency !== company.currency
        ? 0n
        : kind === 'bank_charge'
          ? policy.maximumBankChargeMinor
          : kind === 'tolerance'
            ? policy.toleranceMinor
            : 0n,
    leftInMonth: (kind, debtor) => (inMonth[kind] ?? 0n) - usedBy(debtor, kind),
    debtorOf,
  });
  if (amountMinor === 0n) return done(null);
  const left = itemIds.map((id) => items.get(BigInt(id))!);
  const numbers = left.map((item) => item.number).join(', ');
  const amount = formatAmount(amountMinor, currency);
  const decided = await askForMoney(tx, writeOffAction, {
    ...{ company, customerIds: left.map((item) => item.customerId), amountMinor, currency, day },
    subject: `item ${itemIds.join(', ')}`,
    content: { receiptId, allocations: result.allocations },
    sentence: `Let ${currency} ${amount} of ${numbers} go as a difference of the payment.`,
  });
  if (decided.ok) return done(null);
  return beyondAuthority.has(decided.refusal.code)
    ? refuse(
        'cash.difference-authority',
        monthLeftMinor === null
          ? `You may not let ${currency} ${amount} of ${numbers} go: it is more than you may write off alone. Apply what was paid, and ask for the write-off of the rest. Nothing was changed.`
          : `You may not let ${currency} ${amount} of ${numbers} go: of what the rules let go of a customer in a month ${currency} ${formatAmount(monthLeftMinor, currency)} is left, and it is more than you may write off alone. Apply what was paid, and ask for the write-off of the rest. Nothing was changed.`,
        {
          ...{ amount, currency, numbers },
          leftInMonth: monthLeftMinor === null ? null : formatAmount(monthLeftMinor, currency),
        },
      )
    : decided;
}

const beyondAuthority: ReadonlySet<string> = new Set([
  'authority.approval-needed',
  'authority.over-limit',
  'authority.not-allowed',
]);

interface PersonsJudgement {
  readonly money: WaitingMoney;
  readonly result: ReceiptResult;
  readonly accountId: bigint;
}

/**
 * One receipt through the same posting as the engine's own, so that both leave the same traces. What speaks against it is refused
 * within the command: a repeat of what was done finds another version, and is still to be answered with what was done.
 */
function decide(
  engine: Engine,
  caller: Caller,
  input: Decision,
  of: {
    operation: 'cash.apply-receipt' | 'cash.leave-receipt';
    allocations: readonly ChosenAllocation[];
    judged: Outcome<PersonsJudgement>;
  },
): Promise<CommandOutcome<null>> {
  return runCommand(
    engine,
    caller,
    {
      operation: of.operation,
      reason: of.judged.ok ? of.judged.value.result.explanation : of.judged.refusal.message,
      input: {
        receipt: input.receiptId,
        version: input.version,
        allocations: of.allocations.map((one) => ({
          item: one.itemId.toString(),
          amountMinor: one.receiptAmountMinor,
          ...(one.adjustments.length > 0 && { adjustments: one.adjustments }),
        })),
      },
    },
    async (tx) => {
      if (!of.judged.ok) return of.judged;
      const judged = of.judged.value;
      const { result } = judged;
      const applied = await applyChunk(tx, input.company, [judged], engine.registrations.moneyGuards, (items) =>
        allowLettingGo(tx, input, judged, items),
      );
      if (!applied.ok) return applied;
      const { held, countedAlready, why } = applied.value;
      if (held > 0 || (countedAlready > 0 && result.decision === 'apply'))
        return refuse(
          'cash.receipt-counted',
          `${[...why.values()].join(' ')} Nothing was changed; see the ERP’s payments first.`,
          {},
        );
      if (applied.value.overtaken > 0)
        return refuse(
          'cash.receipt-stale',
          'The receipt or one of its items was changed at this moment. Nothing was changed; look at it again.',
          {},
        );
      if (result.decision === 'apply') {
        const itemIds = result.allocations.map((one) => BigInt(one.itemId));
        // Who applies what was declined before has changed the mind.
        await withdrawDeclined(tx, input.receiptId, itemIds);
        await learnFrom(tx, input, judged.money, itemIds);
      }
      tx.publish({
        type: 'cash.receipt-worked',
        payload: {
          receiptId: input.receiptId.toString(),
          companyId: input.company.id.toString(),
          accountId: judged.accountId.toString(),
          as: result.decision,
        },
      });
      return done(null);
    },
  );
}
