/** Takes out of use what was learned about a payer, or lets it be used again. */
import type { Company } from '#company';
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { setAliasRemoved } from '../store/aliases.ts';

/**
 * Removes an alias with a reason: the engine does not use it, and it is not learned again. With `reason` null it may be used
 * again. What was posted stays. Refuses `cash.alias-not-found`.
 */
export function removeAlias(
  engine: Engine,
  caller: Caller,
  input: { company: Company; aliasId: bigint; reason: string | null },
): Promise<Outcome<null>> {
  const { company, aliasId, reason } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: reason === null ? 'cash.restore-alias' : 'cash.remove-alias',
      reason:
        reason === null
          ? `A person lets what was learned about a payer (${aliasId}) be used again.`
          : `A person took what was learned about a payer (${aliasId}) out of use: ${reason}`,
      input: { company: company.code, alias: aliasId, reason },
    },
    async (tx) => {
      const alias = await setAliasRemoved(tx, { companyId: company.id, aliasId, reason });
      if (!alias)
        return refuse(
          'cash.alias-not-found',
          reason === null
            ? 'There is no such removed alias in this company. Nothing was changed.'
            : 'There is no such alias in use in this company. Nothing was changed.',
          {},
        );
      tx.publish({
        type: 'cash.alias-changed',
        payload: {
          aliasId: aliasId.toString(),
          companyId: company.id.toString(),
          accountIds: alias.accountIds.map(String),
          as: reason === null ? 'restored' : 'removed',
        },
      });
      return done(null);
    },
  );
}
