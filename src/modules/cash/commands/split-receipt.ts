/** One payment for several companies: applied where the money is, and through the intercompany accounts where it is not. */
import { type Company, listCompanies } from '#company';
import { lockAccounts } from '#customers';
import { type Day, done, formatAmount, laterDay, type Outcome, periodOf, refuse } from '#kernel';
import { loadPostingDays, lockPeriods } from '#ledger';
import { type Caller, type Engine, runCommand, runQuery, sql, type Transaction } from '#platform';
import { clearItemsIn, loadItems } from '#receivables';
import { type FoundSplit, loadCompanySplits } from '../queries/company-splits.ts';
import { keepsOwnBooks, refuseAcrossBooks } from '../rules/own-books.ts';
import type { CompanySplit } from '../rules/split-companies.ts';
import {
  insertCompanySplit,
  insertIntercompanyPayment,
  loadReceipt,
  markSplit,
  noteSplits,
} from '../store/intercompany.ts';
import { lockMoney } from '../store/receipts.ts';
import { postFrom, postTo, type Sides } from './pay-sister-company.ts';

export interface SplitResult {
  readonly splitId: bigint;
  readonly currency: string;
  readonly ownMinor: bigint;
  readonly payments: readonly { readonly paymentId: bigint; readonly company: string; readonly amountMinor: bigint }[];
  readonly explanation: string;
}

interface SplitInput {
  /** Whose bank has the money. */
  readonly company: Company;
  /** Every company whose items it may pay, the own among them; those whose books an ERP owns are left out. */
  readonly companies: readonly Company[];
  readonly receiptId: bigint;
  readonly postingDate: Day;
  /** Null: by itself, where nothing speaks against it. */
  readonly reason: string | null;
}

/**
 * Splits a receipt over companies as its payer names their documents, in every book in one transaction: own items are
 * cleared, the others through the intercompany accounts. By itself only without a doubt; a person may post what fits in spite
 * of one. Not before the receipt was posted. Refuses `cash.company-mirrored`, `cash.receipt-not-found`, `cash.receipt-not-open`, `cash.nothing-to-split`,
 * `cash.split-doubtful`, `cash.split-impossible`, and what clearing, posting and `lockPeriods` refuse.
 */
export function splitReceipt(engine: Engine, caller: Caller, input: SplitInput): Promise<Outcome<SplitResult>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.split-receipt',
      reason: input.reason ?? `Receipt ${input.receiptId} was split over companies as its payer names their documents.`,
      input: { company: input.company.code, receiptId: input.receiptId, postingDate: input.postingDate },
    },
    (tx) => splitIn(tx, { ...input, companies: input.companies.filter(keepsOwnBooks) }),
  );
}

/**
 * Looks at a company's open money for payments that name several companies' documents: those without a doubt are split, of
 * the others the receipt says what speaks against it. What falls into a month that takes no posting is left aside.
 */
export async function splitReceipts(
  engine: Engine,
  caller: Caller,
  input: { company: Company; asOf: Day },
): Promise<Outcome<{ split: number; leftAside: readonly string[] }>> {
  const { company, asOf } = input;
  const companies = (await listCompanies(engine, caller.tenantId)).filter(keepsOwnBooks);
  if (companies.length < 2 || !keepsOwnBooks(company)) return done({ split: 0, leftAside: [] });
  const found = await runQuery(engine, caller.tenantId, (db) =>
    loadCompanySplits(db, caller.tenantId, {
      companyId: company.id,
      companyIds: companies.map((one) => one.id),
      day: asOf,
    }),
  );
  const leftAside: string[] = [];
  let split = 0;
  for (const one of found.filter((each) => each.split.doubts.length === 0)) {
    const outcome = await splitReceipt(engine, caller, {
      company,
      companies,
      receiptId: one.receiptId,
      postingDate: one.bookingDate,
      reason: null,
    });
    if (outcome.ok) split += 1;
    else leftAside.push(`Receipt ${one.receiptId} over several companies: ${outcome.refusal.message}`);
  }
  const doubtful = found.flatMap((one) => {
    const explanation = doubtSentence(one.split);
    return one.split.doubts.length === 0 || one.declined || one.explanation === explanation
      ? []
      : [{ receiptId: one.receiptId, lineId: one.lineId, explanation }];
  });
  if (doubtful.length > 0) {
    const outcome = await runCommand(
      engine,
      caller,
      {
        operation: 'cash.propose-split',
        reason: `${doubtful.length} payments name documents of several companies; a person decides.`,
        input: { company: company.code, receipts: doubtful.map((one) => one.receiptId) },
      },
      async (tx) => {
        await lockMoney(
          tx,
          doubtful.map((one) => one.lineId),
        );
        await noteSplits(tx, doubtful);
        return done(null);
      },
    );
    if (!outcome.ok) return outcome;
  }
  return done({ split, leftAside });
}

const doubtSentence = (split: CompanySplit): string =>
  `${split.explanation} ${split.postable ? 'A person may split it' : 'It cannot be split as it stands'}: ${split.doubts.join('; ')}.`;

async function splitIn(tx: Transaction, input: SplitInput): Promise<Outcome<SplitResult>> {
  const { company, companies } = input;
  const seen = await loadReceipt(tx.db, tx.tenantId, input.receiptId);
  if (!seen || seen.companyId !== company.id)
    return refuse('cash.receipt-not-found', `There is no such receipt in ${company.code}. Nothing was changed.`);
  const owned = refuseAcrossBooks([company]);
  if (owned) return { ok: false, refusal: owned };
  const before = await splitOf(tx, input);
  if (!before.ok) return before;
  const wanted = itemIdsOf(before.value.split, seen.itemId);
  const items = await loadItems(tx.db, tx.tenantId, { itemIds: wanted });
  let day = laterDay(input.postingDate, seen.postingDate);
  const involved = companies
    .filter((one) => one.id === company.id || before.value.split.sisters.some((sister) => sister.companyId === one.id))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  // By itself it goes on the first day that all of their books take.
  if (input.reason === null) for (const one of involved) day = (await loadPostingDays(tx.db, tx.tenantId, one.id))(day);
  for (const one of involved) {
    const days = items.filter((item) => item.companyId === one.id).map((item) => laterDay(item.postingDate, day));
    const open = await lockPeriods(tx, one.id, [day, ...days].map(periodOf));
    if (!open.ok) return open;
  }
  const open = await lockMoney(tx, [seen.lineId]);
  if (!open.has(seen.lineId) || seen.amountMinor <= 0n)
    return refuse('cash.receipt-not-open', 'Nothing of this receipt is open. Nothing was changed.', {
      state: seen.state,
    });
  await lockAccounts(
    tx,
    items.map((item) => item.accountId),
  );
  // Facts are loaded after the locks.
  const now = await splitOf(tx, input);
  if (!now.ok) return now;
  const { split } = now.value;
  if (itemIdsOf(split, seen.itemId).join() !== wanted.join())
    return refuse(
      'cash.receipt-stale',
      'The receipt or one of its items was changed at this moment. Nothing was changed.',
    );
  return postSplit(tx, input, { split, involved, day });
}

const itemIdsOf = (split: CompanySplit, receiptItemId: bigint | null): bigint[] => [
  ...split.own.map((one) => one.itemId),
  ...split.sisters.flatMap((one) => one.allocations.map((allocation) => allocation.itemId)),
  ...(receiptItemId === null ? [] : [receiptItemId]),
];

/** The split of the receipt as it stands now, if it may be posted. */
async function splitOf(tx: Transaction, input: SplitInput): Promise<Outcome<FoundSplit>> {
  const [found] = await loadCompanySplits(tx.db, tx.tenantId, {
    companyId: input.company.id,
    companyIds: input.companies.map((one) => one.id),
    day: input.postingDate,
    receiptId: input.receiptId,
  });
  if (!found)
    return refuse(
      'cash.nothing-to-split',
      'This receipt is not open, or its payer names no documents of other companies. Nothing was changed.',
    );
  const { doubts, postable } = found.split;
  if (!postable)
    return refuse(
      'cash.split-impossible',
      `${found.split.explanation} It cannot be split: ${doubts.join('; ')}. Nothing was changed.`,
    );
  if (input.reason === null && doubts.length > 0)
    return refuse(
      'cash.split-doubtful',
      `${found.split.explanation} A person decides: ${doubts.join('; ')}. Nothing was changed.`,
    );
  return done(found);
}

/** Posts under the locks, company by company in the order of their ids, as number series are locked. */
async function postSplit(
  tx: Transaction,
  input: SplitInput,
  of: { split: CompanySplit; involved: readonly Company[]; day: Day },
): Promise<Outcome<SplitResult>> {
  const { company } = input;
  const { split, involved, day } = of;
  const receipt = (await loadReceipt(tx.db, tx.tenantId, input.receiptId))!;
  const items = new Map(
    (await loadItems(tx.db, tx.tenantId, { itemIds: itemIdsOf(split, receipt.itemId) })).map((item) => [item.id, item]),
  );
  const { currency } = receipt;
  const named = receipt.number ?? `receipt ${receipt.id}`;
  const sides = split.sisters.map((sister): Sides => {
    const paidMinor = sister.allocations.reduce((sum, one) => sum + one.amountMinor, 0n);
    return {
      tx,
      input: {
        company,
        sister: involved.find((one) => one.id === sister.companyId)!,
        receiptId: receipt.id,
        allocations: sister.allocations,
        postingDate: day,
        reason: input.reason ?? `${named} is one payment for several companies.`,
      },
      receipt,
      items,
      day,
      // Out of suspense the whole receipt goes; its rest stays on the account there.
      amountMinor: receipt.itemId === null ? receipt.amountMinor : paidMinor,
    };
  });
  const ownMinor = split.own.reduce((sum, one) => sum + one.amountMinor, 0n);
  // What was applied here before the rest was known for whose it is belongs to the same decision.
  let ownClearingId = split.own.length === 0 ? await earlierClearing(tx, receipt.itemId) : null;
  const from = new Map<
    bigint,
    { fromItemId: bigint | null; fromClearingId: bigint | null; fromJournalId: bigint | null }
  >();
  const to = new Map<bigint, { toItemId: bigint; toClearingId: bigint }>();
  for (const one of involved) {
    if (one.id !== company.id) {
      const posted = await postTo(sides.find((side) => side.input.sister.id === one.id)!);
      if (!posted.ok) return posted;
      to.set(one.id, posted.value);
      continue;
    }
    if (split.own.length > 0) {
      const cleared = await clearItemsIn(tx, company, {
        allocations: split.own.map((own) => ({
          creditItemId: receipt.itemId!,
          debitItemId: own.itemId,
          amountMinor: own.amountMinor,
        })),
        postingDate: day,
        kind: 'cash_application',
        explanation: `${currency} ${formatAmount(ownMinor, currency)} of ${named} pays ${split.own.map((own) => own.number).join(', ')}, as its payer names it beside documents of other companies.`,
      });
      if (!cleared.ok) return cleared;
      ownClearingId = cleared.value.clearingId;
    }
    for (const side of sides) {
      const posted = await postFrom(side);
      if (!posted.ok) return posted;
      from.set(side.input.sister.id, posted.value);
    }
  }
  const splitId = await insertCompanySplit(tx, {
    companyId: company.id,
    receiptId: receipt.id,
    postingDate: day,
    ownClearingId,
    explanation: split.explanation,
  });
  const payments: { paymentId: bigint; company: string; amountMinor: bigint }[] = [];
  for (const { input: side, amountMinor } of sides) {
    const paymentId = await insertIntercompanyPayment(tx, {
      receiptId: receipt.id,
      fromCompanyId: company.id,
      toCompanyId: side.sister.id,
      postingDate: day,
      currency,
      amountMinor,
      ...from.get(side.sister.id)!,
      ...to.get(side.sister.id)!,
      reason: side.reason,
      splitId,
    });
    payments.push({ paymentId, company: side.sister.code, amountMinor });
    tx.publish({
      type: 'cash.sister-paid',
      payload: { paymentId: paymentId.toString(), from: company.code, to: side.sister.code },
    });
  }
  await markSplit(tx, receipt.id, split.explanation);
  tx.count('intercompany payments', payments.length);
  return done({ splitId, currency, ownMinor, payments, explanation: split.explanation });
}

/** The one clearing by which the money paid items of its own company, and nothing but them; null where there is none, or several. */
async function earlierClearing(tx: Transaction, itemId: bigint | null): Promise<bigint | null> {
  if (itemId === null) return null;
  const { rows } = await sql<{ id: bigint; plain: boolean }>`
    select c.id, c.kind = 'cash_application' and bool_and(a.credit_item_id = ${itemId}) as plain
    from receivables.v_clearing c join receivables.v_allocation a on a.tenant_id = ${tx.tenantId} and a.clearing_id = c.id
    where c.tenant_id = ${tx.tenantId} and c.reversal_of is null
      and c.id in (select clearing_id from receivables.v_allocation where tenant_id = ${tx.tenantId} and credit_item_id = ${itemId})
      and not exists (select 1 from receivables.v_clearing b where b.tenant_id = ${tx.tenantId} and b.reversal_of = c.id)
    group by c.id, c.kind`.execute(tx.db);
  return rows.length === 1 && rows[0]!.plain ? rows[0]!.id : null;
}
