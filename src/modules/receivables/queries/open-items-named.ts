/** Which open items of a customer a person means by the numbers of documents: all instalments of each. */
import { done, type Outcome, refuse, textKey } from '#kernel';
import { type Engine, runQuery } from '#platform';
import { loadItems } from '../store/items.ts';

/** The ids of the items. Refuses `receivables.item-unknown` with the number that no open document has. */
export function openItemsNamed(
  engine: Engine,
  tenantId: bigint,
  wanted: { readonly accountIds: readonly bigint[]; readonly numbers: readonly string[] },
): Promise<Outcome<readonly bigint[]>> {
  return runQuery(engine, tenantId, async (db): Promise<Outcome<readonly bigint[]>> => {
    const open = await loadItems(db, tenantId, { openOfAccounts: wanted.accountIds });
    const chosen = new Set<bigint>();
    for (const number of wanted.numbers) {
      const items = open.filter((item) => textKey(item.number) === textKey(number));
      if (items.length === 0)
        return refuse(
          'receivables.item-unknown',
          `The customer has no open document "${number}". Nothing was changed.`,
        );
      for (const item of items) chosen.add(item.id);
    }
    return done([...chosen]);
  });
}
