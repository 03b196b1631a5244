/** Marks our document of a difference as disputed: it is not dunned until a person ends that. */
import { type Day, done, formatAmount, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { blockItemsIn, endBlocksIn } from '#receivables';
import { compareStatement } from '../queries/comparison.ts';
import { disputeSource, loadLineWork } from '../queries/line-deeds.ts';
import { touchStatement } from '../store/customer-statements.ts';
import { type StatementAtHand, takeStatement } from './decide-lines.ts';

type LineAtHand = StatementAtHand & { readonly key: string; readonly reason: string };

/**
 * Disputes what they do not accept of our document, by the amount of the difference. Refuses `reconciliation.line-unknown`,
 * `reconciliation.step-not-there` where the line has no document of ours that is open by it, and what `takeStatement` refuses.
 */
export function disputeDifference(
  engine: Engine,
  caller: Caller,
  input: LineAtHand & { readonly asOf: Day },
): Promise<Outcome<{ amount: string }>> {
  const { company, statementId, key, reason, asOf } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'reconciliation.dispute-difference',
      reason,
      input: { company: company.code, statementId, key, asOf },
    },
    async (tx): Promise<Outcome<{ amount: string }>> => {
      const statement = await takeStatement(tx, input);
      if (!statement.ok) return statement;
      const { lines } = await compareStatement(tx.db, tx.tenantId, statement.value);
      const line = lines.find((one) => one.key === key);
      if (!line)
        return refuse('reconciliation.line-unknown', `The comparison has no line "${key}". Nothing was changed.`, {
          key,
        });
      const work = (await loadLineWork(tx.db, tx.tenantId, statement.value, [line])).get(key);
      const step = work?.steps.find((one) => one.kind === 'dispute');
      if (!step || line.ours === null)
        return refuse(
          'reconciliation.step-not-there',
          'There is nothing of ours to be disputed in this line: it is settled, or disputed already. Nothing was changed.',
          { key },
        );
      const blocked = await blockItemsIn(tx, [
        {
          itemId: line.ours.itemId,
          kind: 'dispute',
          amountMinor: step.amountMinor,
          from: asOf,
          to: null,
          source: disputeSource(statementId, key),
        },
      ]);
      if (!blocked.ok) return blocked;
      touchStatement(tx, statementId);
      tx.publish({
        type: 'reconciliation.difference-disputed',
        payload: {
          statementId: statementId.toString(),
          accountId: statement.value.accountId.toString(),
          numbers: [line.ours.number],
        },
      });
      return done({ amount: formatAmount(step.amountMinor!, statement.value.currency) });
    },
  );
}

/** Ends a dispute that came from a line. Refuses `reconciliation.step-not-there` and what `takeStatement` refuses. */
export function endDispute(engine: Engine, caller: Caller, input: LineAtHand): Promise<Outcome<null>> {
  const { company, statementId, key, reason } = input;
  return runCommand(
    engine,
    caller,
    { operation: 'reconciliation.end-dispute', reason, input: { company: company.code, statementId, key } },
    async (tx): Promise<Outcome<null>> => {
      const statement = await takeStatement(tx, input);
      if (!statement.ok) return statement;
      const { lines } = await compareStatement(tx.db, tx.tenantId, statement.value);
      const work = await loadLineWork(tx.db, tx.tenantId, statement.value, lines);
      if (!work.get(key)?.deeds.some((deed) => deed.what === 'dispute'))
        return refuse('reconciliation.step-not-there', 'No dispute stands from this line. Nothing was changed.', {
          key,
        });
      await endBlocksIn(tx, [disputeSource(statementId, key)]);
      touchStatement(tx, statementId);
      tx.publish({
        type: 'reconciliation.dispute-ended',
        payload: { statementId: statementId.toString(), accountId: statement.value.accountId.toString() },
      });
      return done(null);
    },
  );
}
