/** Which items a person means who takes documents down to a dunning level by their numbers. */
import { done, type Outcome, refuse, textKey } from '#kernel';
import { type Engine, runQuery } from '#platform';
import { loadItems } from '#receivables';
import { loadLevels } from '../store.ts';

/**
 * The open items of a customer account's documents that stand above a dunning level: of a document in instalments those
 * that were reminded of. A document that has none is answered whole, so that taking it down is refused by its number.
 * Refuses `collections.item-unknown` with the number that no open document has.
 */
export async function itemsAbove(
  engine: Engine,
  tenantId: bigint,
  wanted: { readonly accountId: bigint; readonly numbers: readonly string[]; readonly level: number },
): Promise<Outcome<readonly bigint[]>> {
  return runQuery(engine, tenantId, async (db) => {
    const open = await loadItems(db, tenantId, { openOfAccounts: [wanted.accountId] });
    const levels = await loadLevels(
      db,
      tenantId,
      open.map((item) => item.id),
    );
    const chosen = new Set<bigint>();
    for (const number of wanted.numbers) {
      const items = open.filter((item) => textKey(item.number) === textKey(number));
      if (items.length === 0)
        return refuse(
          'collections.item-unknown',
          `The customer has no open document "${number}". Nothing was changed.`,
          {},
        );
      const above = items.filter((item) => (levels.get(item.id)?.level ?? 0) > wanted.level);
      for (const item of above.length > 0 ? above : items) chosen.add(item.id);
    }
    return done([...chosen]);
  });
}
