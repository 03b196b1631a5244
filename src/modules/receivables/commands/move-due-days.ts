/** Gives open items other due days, with authority. Nothing is overwritten: what was known before stays known. */
import { loadCompany } from '#company';
import { lockAccounts, numbersOfAccounts } from '#customers';
import { type Day, dayInZone, done, formatAmount, type Outcome, refuse } from '#kernel';
import {
  type Caller,
  type CommandOutcome,
  decideAuthority,
  type Engine,
  type GovernedAction,
  runCommand,
  type Transaction,
} from '#platform';
import { type MoveDueDays, moveDueDaysInput } from '../contract.ts';
import { refuseMovingDueDays } from '../rules/owned-documents.ts';
import { appendEntries, moveEntries } from '../store/entries.ts';
import { loadItems, updateDueDates } from '../store/items.ts';
import { companyOfItem } from './item-at-hand.ts';

export const moveDueDaysAction: GovernedAction<MoveDueDays> = {
  name: 'receivables.move-due-days',
  permission: 'receivables.move-due-days',
  sentence: 'give items another due day',
  amountMeans: 'what is open on the items, in company currency',
  alwaysTwo: false,
  defaultLimits: [
    { role: 'analyst', mode: 'with_approval' },
    { role: 'lead', mode: 'alone', amount: '10000', customer: { amount: '25000', period: 'quarter' } },
    { role: 'lead', mode: 'with_approval' },
    { role: 'credit_manager', mode: 'alone' },
    { role: 'controller', mode: 'alone' },
  ],
  input: moveDueDaysInput,
  companyOf: (db, tenantId, { itemIds }) => companyOfItem(db, tenantId, itemIds[0]!),
  namesOf: numbersOfAccounts,
  run: (engine, caller, input) => moveDueDays(engine, caller, input),
};

/**
 * Gives items of one customer another due day, as other payment terms for what is billed already. What was known before keeps
 * the old day: the entries move from it under this command's sequence. Refuses `receivables.item-unknown` (also where they are
 * of several customers), `receivables.erp-due-day` and what `decideAuthority` refuses; the amount decided about is what is
 * open on them, in company currency.
 */
export function moveDueDays(
  engine: Engine,
  caller: Caller,
  input: MoveDueDays,
): Promise<CommandOutcome<{ items: number }>> {
  const description = { operation: moveDueDaysAction.name, reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ items: number }>> => {
    const itemIds = [...new Set(input.itemIds)].sort((a, b) => (a < b ? -1 : 1));
    const seen = await loadItems(tx.db, tx.tenantId, { itemIds });
    const accountIds = [...new Set(seen.map((item) => item.accountId))];
    if (seen.length < itemIds.length || accountIds.length !== 1)
      return refuse('receivables.item-unknown', 'One customer has no such items. Nothing was changed.');
    const [account] = await lockAccounts(tx, accountIds);
    const items = await loadItems(tx.db, tx.tenantId, { itemIds });
    const company = (await loadCompany(tx.db, tx.tenantId, items[0]!.companyId))!;
    const owned = refuseMovingDueDays(company, items);
    if (owned) return { ok: false, refusal: owned };
    const open = items.reduce((sum, item) => sum + (item.openCompanyMinor > 0n ? item.openCompanyMinor : 0n), 0n);
    const decided = await decideAuthority(tx, moveDueDaysAction, {
      companyId: company.id,
      customerId: account!.customerId,
      subject: `customer account ${account!.id}`,
      money: { amountMinor: open, currency: company.currency },
      day: dayInZone(tx.now, company.timeZone),
      content: {
        dueDate: input.dueDate,
        items: items.map((item) => ({ id: item.id, open: item.openMinor, dueDate: item.dueDate })),
      },
      sentence: `Make ${items.length === 1 ? items[0]!.number : `${items.length} items`} of customer ${account!.number} (${company.currency} ${formatAmount(open, company.currency)} open) due on ${input.dueDate}.`,
      ...(items.length > 1 && {
        lines: items.map((item) => ({
          text: `${item.number}, due on ${item.dueDate}`,
          ...{ party: null, account: null, currency: item.currency },
          amount: formatAmount(item.openMinor, item.currency),
        })),
      }),
    });
    if (!decided.ok) return decided;
    await changeDueDatesIn(
      tx,
      itemIds.map((itemId) => ({ itemId, dueDate: input.dueDate })),
      accountIds,
    );
    // The timeline tells which day each had: items that had the same are told together.
    for (const dueDate of [...new Set(items.map((item) => item.dueDate))].sort())
      tx.publish({
        type: 'receivables.due-date-changed',
        payload: {
          accountId: account!.id.toString(),
          companyId: company.id.toString(),
          numbers: items.filter((item) => item.dueDate === dueDate).map((item) => item.number),
          changes: { dueDate: [dueDate, input.dueDate] },
        },
      });
    return done({ items: items.length });
  });
}

/** Due days of any number of items inside a transaction of an upper module, in a fixed number of statements. */
export async function changeDueDatesIn(
  tx: Transaction,
  changes: readonly { readonly itemId: bigint; readonly dueDate: Day }[],
  accountIds: readonly bigint[],
): Promise<void> {
  await lockAccounts(tx, accountIds);
  const items = await loadItems(tx.db, tx.tenantId, { itemIds: changes.map((change) => change.itemId) });
  const wanted = new Map(changes.map((change) => [change.itemId, change.dueDate]));
  const moved = items.filter((item) => item.dueDate !== wanted.get(item.id));
  if (moved.length === 0) return;
  const ids = moved.map((item) => item.id);
  const days = moved.map((item) => wanted.get(item.id)!);
  await updateDueDates(tx, ids, days);
  moveEntries(tx, ids, days);
  appendEntries(tx, [], { cleared: moved.filter((item) => item.openMinor === 0n).map((item) => item.id) });
  tx.accountsChanged(moved.map((item) => item.accountId));
  tx.itemsTouched(ids);
}
