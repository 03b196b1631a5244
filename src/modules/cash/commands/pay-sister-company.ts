/** A receipt in one company's bank pays items of another company of the tenant: both books in one transaction. */
import type { Company } from '#company';
import { lockAccounts } from '#customers';
import { type Day, done, formatAmount, laterDay, type Outcome, periodOf, refuse } from '#kernel';
import { accountsByPurpose, insertJournals, lockPeriods, takeJournalIds } from '#ledger';
import { type Caller, type Engine, runCommand, sql, type Transaction } from '#platform';
import { clearItemsIn, type Item, loadItems, type NewDocument, postDocumentsIn } from '#receivables';
import { refuseAcrossBooks } from '../rules/own-books.ts';
import { insertIntercompanyPayment, loadReceipt, type PostedReceipt, setReceiptState } from '../store/intercompany.ts';
import { lockMoney } from '../store/receipts.ts';

export interface SisterPayment {
  /** Whose bank has the money. */
  readonly company: Company;
  /** Whose items it pays. */
  readonly sister: Company;
  readonly receiptId: bigint;
  /** Items of the sister with what is paid of each, in the receipt's currency; positive. */
  readonly allocations: readonly { readonly itemId: bigint; readonly amountMinor: bigint }[];
  readonly postingDate: Day;
  readonly reason: string;
}

export interface SisterPaymentResult {
  readonly paymentId: bigint;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** What stays as a credit on the customer's account in the sister company. */
  readonly restMinor: bigint;
}

/**
 * Decided by a person. In the bank's company the money leaves the payer's account (or suspense, then the whole receipt)
 * against the intercompany account; in the sister company a payment against its intercompany account clears the items.
 * Both accounts are in balance in every currency over the tenant. Posted not before the receipt. Refuses
 * `cash.receipt-not-found`, `cash.same-company`, `cash.company-mirrored`, `cash.receipt-not-open`, `cash.more-than-receipt`,
 * `cash.nothing-to-pay`, `receivables.item-unknown`, what clearing, posting and `lockPeriods` refuse.
 */
export function paySisterCompany(
  engine: Engine,
  caller: Caller,
  input: SisterPayment,
): Promise<Outcome<SisterPaymentResult>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.pay-sister-company',
      reason: input.reason,
      input: { ...input, company: input.company.code, sister: input.sister.code },
    },
    (tx) => paySisterIn(tx, input),
  );
}

async function paySisterIn(tx: Transaction, input: SisterPayment): Promise<Outcome<SisterPaymentResult>> {
  const { company, sister } = input;
  if (company.id === sister.id)
    return refuse(
      'cash.same-company',
      'The items are of the company whose bank has the money; apply it there. Nothing was changed.',
    );
  const owned = refuseAcrossBooks([company, sister]);
  if (owned) return { ok: false, refusal: owned };
  if (input.allocations.length === 0) return refuse('cash.nothing-to-pay', 'Name the items that are paid.');
  const seen = await loadReceipt(tx.db, tx.tenantId, input.receiptId);
  if (!seen || seen.companyId !== company.id)
    return refuse('cash.receipt-not-found', `There is no such receipt in ${company.code}. Nothing was changed.`);
  const itemIds = input.allocations.map((one) => one.itemId);
  const before = await loadItems(tx.db, tx.tenantId, {
    itemIds: seen.itemId === null ? itemIds : [...itemIds, seen.itemId],
  });
  const day = laterDay(input.postingDate, seen.postingDate);
  const locked = await lockBothSides(tx, input, seen, before, day);
  if (!locked.ok) return locked;
  // Facts are loaded after the locks.
  const receipt = (await loadReceipt(tx.db, tx.tenantId, input.receiptId))!;
  const items = new Map(
    (
      await loadItems(tx.db, tx.tenantId, { itemIds: receipt.itemId === null ? itemIds : [...itemIds, receipt.itemId] })
    ).map((item) => [item.id, item]),
  );
  const decided = decide(input, receipt, items);
  if (!decided.ok) return decided;
  const { amountMinor, paidMinor } = decided.value;
  const sides = { tx, input, receipt, items, day, amountMinor };
  // Number series are locked company by company, in the order of their ids.
  const fromFirst = company.id < sister.id;
  const early = fromFirst ? await postFrom(sides) : null;
  if (early && !early.ok) return early;
  const to = await postTo(sides);
  if (!to.ok) return to;
  const from = early ?? (await postFrom(sides));
  if (!from.ok) return from;
  const paymentId = await insertIntercompanyPayment(tx, {
    receiptId: receipt.id,
    fromCompanyId: company.id,
    toCompanyId: sister.id,
    postingDate: day,
    currency: receipt.currency,
    amountMinor,
    ...from.value,
    ...to.value,
    reason: input.reason,
  });
  tx.count('intercompany payments');
  tx.publish({
    type: 'cash.sister-paid',
    payload: { paymentId: paymentId.toString(), from: company.code, to: sister.code },
  });
  return done({ paymentId, amountMinor, currency: receipt.currency, restMinor: amountMinor - paidMinor });
}

/** Locks, in the one order, the months of both companies, the receipt, and every account on either side. */
async function lockBothSides(
  tx: Transaction,
  input: SisterPayment,
  receipt: PostedReceipt,
  items: readonly Item[],
  day: Day,
): Promise<Outcome<null>> {
  const { company, sister } = input;
  for (const one of [company, sister].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const days = items.filter((item) => item.companyId === one.id).map((item) => laterDay(item.postingDate, day));
    const open = await lockPeriods(tx, one.id, [day, ...days].map(periodOf));
    if (!open.ok) return open;
  }
  const open = await lockMoney(tx, [receipt.lineId]);
  if (!open.has(receipt.lineId) || receipt.amountMinor <= 0n)
    return refuse('cash.receipt-not-open', 'Nothing of this receipt is open. Nothing was changed.', {
      state: receipt.state,
    });
  await lockAccounts(
    tx,
    items.map((item) => item.accountId),
  );
  return done(null);
}

/** What is transferred: the named amounts; out of suspense the whole receipt, whose rest stays on the sister's account. */
function decide(
  input: SisterPayment,
  receipt: PostedReceipt,
  items: ReadonlyMap<bigint, Item>,
): Outcome<{ amountMinor: bigint; paidMinor: bigint }> {
  const paidMinor = input.allocations.reduce((sum, one) => sum + one.amountMinor, 0n);
  const stranger = input.allocations.find(({ itemId }) => items.get(itemId)?.companyId !== input.sister.id);
  if (stranger)
    return refuse('receivables.item-unknown', `There is no such item in ${input.sister.code}. Nothing was changed.`, {
      itemId: stranger.itemId.toString(),
    });
  const openMinor = receipt.itemId === null ? receipt.amountMinor : -items.get(receipt.itemId)!.openMinor;
  if (paidMinor <= 0n || paidMinor > openMinor)
    return refuse(
      'cash.more-than-receipt',
      `${formatAmount(paidMinor, receipt.currency)} ${receipt.currency} is not within the ${formatAmount(openMinor, receipt.currency)} that the receipt has open. Nothing was changed.`,
      { openMinor: openMinor.toString(), wantedMinor: paidMinor.toString() },
    );
  return done({ amountMinor: receipt.itemId === null ? openMinor : paidMinor, paidMinor });
}

/** What both sides of a payment need; `input` says whose money pays what. */
export interface Sides {
  readonly tx: Transaction;
  readonly input: SisterPayment;
  readonly receipt: PostedReceipt;
  readonly items: ReadonlyMap<bigint, Item>;
  readonly day: Day;
  readonly amountMinor: bigint;
}

const money = ({ receipt, amountMinor }: Sides): string =>
  `${receipt.currency} ${formatAmount(amountMinor, receipt.currency)}`;

/** The company whose bank has the money: it leaves the payer's account, or suspense, and is owed to the sister. */
export async function postFrom(
  sides: Sides,
): Promise<Outcome<{ fromItemId: bigint | null; fromClearingId: bigint | null; fromJournalId: bigint | null }>> {
  const { tx, input, receipt, items, day, amountMinor } = sides;
  const { company, sister } = input;
  const glAccount = await accountsByPurpose(tx.db, tx.tenantId, company.id);
  const explanation = `${money(sides)} of receipt ${receipt.number ?? receipt.id} pays items of ${sister.code}, and is owed to it: ${input.reason}`;
  if (receipt.itemId === null) {
    const journalId = await leaveSuspense(sides, glAccount, explanation);
    await setReceiptState(tx, receipt.id, 'transferred');
    return done({ fromItemId: null, fromClearingId: null, fromJournalId: journalId });
  }
  const credit = items.get(receipt.itemId)!;
  const document: NewDocument = {
    accountId: credit.accountId,
    documentType: 'transfer',
    number: null,
    documentDate: day,
    currency: receipt.currency,
    amountMinor,
    linkedItemId: null,
    contraAccountId: glAccount('intercompany'),
    text: `Paid to ${sister.code}`,
    explanation,
  };
  const posted = await postDocumentsIn(tx, company, [document]);
  if (!posted.ok) return posted;
  const fromItemId = posted.value.posted[0]!.itemIds[0]!;
  const cleared = await clearItemsIn(tx, company, {
    allocations: [{ creditItemId: credit.id, debitItemId: fromItemId, amountMinor }],
    postingDate: day,
    kind: 'intercompany',
    explanation,
  });
  if (!cleared.ok) return cleared;
  return done({ fromItemId, fromClearingId: cleared.value.clearingId, fromJournalId: null });
}

/** Unidentified money leaves suspense at what it was carried at. */
async function leaveSuspense(
  { tx, input, receipt, day }: Sides,
  glAccount: Awaited<ReturnType<typeof accountsByPurpose>>,
  explanation: string,
): Promise<bigint> {
  const { rows } = await sql<{ company_amount: bigint }>`
    select company_amount_minor as company_amount from ledger.v_line
    where tenant_id = ${tx.tenantId} and journal_id = ${receipt.journalId} and account_id = ${glAccount('unidentified_receipts')}`.execute(
    tx.db,
  );
  const companyAmountMinor = -rows[0]!.company_amount;
  const { currency, amountMinor } = receipt;
  const [id] = await takeJournalIds(tx, 1);
  await insertJournals(tx, [
    {
      id: id!,
      companyId: input.company.id,
      postingDate: day,
      documentDate: day,
      kind: 'intercompany',
      explanation,
      lines: [
        { accountId: glAccount('unidentified_receipts'), currency, amountMinor, companyAmountMinor },
        {
          accountId: glAccount('intercompany'),
          currency,
          amountMinor: -amountMinor,
          companyAmountMinor: -companyAmountMinor,
        },
      ],
    },
  ]);
  return id!;
}

/** The sister: a payment on the customer's account, owed by the company that has the money, clears the items. */
export async function postTo(sides: Sides): Promise<Outcome<{ toItemId: bigint; toClearingId: bigint }>> {
  const { tx, input, receipt, items, day, amountMinor } = sides;
  const { company, sister } = input;
  const glAccount = await accountsByPurpose(tx.db, tx.tenantId, sister.id);
  const numbers = input.allocations.map(({ itemId }) => items.get(itemId)!.number).join(', ');
  const explanation = `${money(sides)} received by ${company.code} for us pays ${numbers}: ${input.reason}`;
  const posted = await postDocumentsIn(tx, sister, [
    {
      accountId: items.get(input.allocations[0]!.itemId)!.accountId,
      documentType: 'payment',
      number: null,
      documentDate: day,
      currency: receipt.currency,
      amountMinor: -amountMinor,
      contraAccountId: glAccount('intercompany'),
      text: `Received by ${company.code}`,
      explanation,
    },
  ]);
  if (!posted.ok) return posted;
  const toItemId = posted.value.posted[0]!.itemIds[0]!;
  const cleared = await clearItemsIn(tx, sister, {
    allocations: input.allocations.map((one) => ({
      creditItemId: toItemId,
      debitItemId: one.itemId,
      amountMinor: one.amountMinor,
    })),
    postingDate: day,
    kind: 'intercompany',
    explanation,
  });
  return cleared.ok ? done({ toItemId, toClearingId: cleared.value.clearingId }) : cleared;
}
