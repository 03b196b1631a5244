/** Takes back a relation between customers: from now on it reads as if it had never been. */
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { endRelationRow, loadRelations, lockCustomers } from '../relation-store.ts';
import { accountIdsOf, lockAccounts } from '../store.ts';

/**
 * Undoes a merge, a head office or an alternative payer. What was known before this command stays as it was known then.
 * Refuses `customers.relation-not-found`.
 */
export function endRelation(
  engine: Engine,
  caller: Caller,
  input: { relationId: bigint; reason: string },
): Promise<Outcome<{ relationId: bigint }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'customers.end-relation', reason: input.reason, input },
    async (tx): Promise<Outcome<{ relationId: bigint }>> => {
      const find = async () =>
        (await loadRelations(tx.db, tx.tenantId, null)).find((one) => one.id === input.relationId);
      const seen = await find();
      if (seen) await lockCustomers(tx, [seen.customerId, seen.otherCustomerId]);
      const relation = await find();
      if (!relation)
        return refuse('customers.relation-not-found', 'There is no such relation in force. Nothing was changed.', {});
      const accountIds = await accountIdsOf(tx.db, tx.tenantId, [relation.customerId, relation.otherCustomerId]);
      await lockAccounts(tx, accountIds);
      await endRelationRow(tx, relation.id);
      tx.accountsChanged(accountIds);
      tx.publish({
        type: 'customers.relation-ended',
        payload: {
          relationId: relation.id.toString(),
          kind: relation.kind,
          as: relation.kind,
          accountIds: accountIds.map(String),
        },
      });
      return done({ relationId: relation.id });
    },
  );
}
