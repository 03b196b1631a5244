/** Taking a dunning level down: it falls only by closing, by a notice taken back, or by this, with authority. */
import { askAboutAccount, companyOfAccount, numbersOfAccounts, takeAccount } from '#customers';
import { done, formatAmount, type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, type GovernedAction, runCommand } from '#platform';
import { loadItems } from '#receivables';
import { type ResetLevel, resetLevelInput } from '../contract.ts';
import { insertLevelResets, loadLevels } from '../store.ts';

export const resetLevelAction: GovernedAction<ResetLevel> = {
  name: 'collections.reset-level',
  permission: 'collections.work',
  sentence: 'take the dunning level of items down',
  amountMeans: 'what is open on the items, in company currency',
  alwaysTwo: false,
  defaultLimits: [
    {
      role: 'analyst',
      mode: 'alone',
      amount: '1000',
      personDay: '5000',
      customer: { amount: '2000', period: 'quarter' },
    },
    { role: 'analyst', mode: 'with_approval' },
    { role: 'lead', mode: 'alone', amount: '25000', customer: { amount: '50000', period: 'quarter' } },
    { role: 'lead', mode: 'with_approval' },
    { role: 'credit_manager', mode: 'alone' },
  ],
  input: resetLevelInput,
  companyOf: companyOfAccount,
  namesOf: numbersOfAccounts,
  run: (engine, caller, input) => resetLevel(engine, caller, input),
};

/**
 * Takes the items' dunning level down to `level`; notices that come after it raise it again by the procedure. Refuses
 * `customers.account-unknown`, `collections.item-unknown`, `collections.level-not-lower` and what `decideAuthority`
 * refuses; the amount decided about is what is open on the items, in company currency.
 */
export function resetLevel(
  engine: Engine,
  caller: Caller,
  input: ResetLevel,
): Promise<CommandOutcome<{ items: number }>> {
  const description = { operation: resetLevelAction.name, reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ items: number }>> => {
    const hand = await takeAccount(tx, input.accountId);
    if (!hand.ok) return hand;
    const { account, company, today } = hand.value;
    const itemIds = [...new Set(input.itemIds)].sort((a, b) => (a < b ? -1 : 1));
    const items = await loadItems(tx.db, tx.tenantId, { itemIds });
    if (items.length < itemIds.length || items.some((item) => item.accountId !== account.id))
      return refuse('collections.item-unknown', 'The customer has no such item. Nothing was changed.', {});
    const levels = await loadLevels(tx.db, tx.tenantId, itemIds);
    const higher = items.filter((item) => (levels.get(item.id)?.level ?? 0) > input.level);
    if (higher.length < items.length) {
      const stays = items.find((item) => !higher.includes(item))!;
      return refuse(
        'collections.level-not-lower',
        `${stays.number} does not stand above level ${input.level}. Nothing was changed.`,
        { itemId: stays.id.toString() },
      );
    }
    const open = items.reduce((sum, item) => sum + (item.openCompanyMinor > 0n ? item.openCompanyMinor : 0n), 0n);
    const decided = await askAboutAccount(tx, resetLevelAction, hand.value, {
      amountMinor: open,
      content: {
        level: input.level,
        items: items.map((item) => ({ id: item.id, open: item.openMinor, level: levels.get(item.id)!.level })),
      },
      sentence: `Take ${items.length === 1 ? items[0]!.number : `${items.length} items`} of customer ${account.number} (${company.currency} ${formatAmount(open, company.currency)} open) down to dunning level ${input.level}.`,
      ...(items.length > 1 && {
        lines: items.map((item) => ({
          text: `${item.number}, level ${levels.get(item.id)!.level}`,
          ...{ party: null, account: null, currency: item.currency },
          amount: formatAmount(item.openMinor, item.currency),
        })),
      }),
    });
    if (!decided.ok) return decided;
    await insertLevelResets(
      tx,
      items.map((item) => ({
        itemId: item.id,
        fromLevel: levels.get(item.id)!.level,
        toLevel: input.level,
        afterMessageId: levels.get(item.id)!.messageId ?? 0n,
      })),
      { day: today, reason: input.reason },
    );
    tx.accountsChanged([account.id]);
    tx.count('levels-reset', items.length);
    tx.publish({
      type: 'collections.level-reset',
      payload: {
        accountId: account.id.toString(),
        companyId: account.companyId.toString(),
        numbers: items.map((item) => item.number),
      },
    });
    return done({ items: items.length });
  });
}
