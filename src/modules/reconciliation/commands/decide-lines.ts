/** A person says who puts differences right, and takes a statement away that came by mistake. */
import type { Company } from '#company';
import { lockAccounts } from '#customers';
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, type Transaction } from '#platform';
import { endBlocksIn } from '#receivables';
import type { DifferenceSide } from '../model.ts';
import { compareStatement, wholeOf } from '../queries/comparison.ts';
import { loadDisputeSources } from '../queries/line-deeds.ts';
import {
  type CustomerStatement,
  discardStatementRow,
  loadAgreements,
  loadStatements,
  lockStatement,
  saveDecisions,
} from '../store/customer-statements.ts';

/** What a decision about a statement names: the statement of a company, at the version that was looked at. */
export interface StatementAtHand {
  readonly company: Company;
  readonly statementId: bigint;
  /** Absent: whatever it is now. */
  readonly version?: number | undefined;
}

/**
 * The statement of a company with itself and the accounts that read as one locked. Refuses `reconciliation.statement-not-found` and
 * `reconciliation.stale`.
 */
export async function takeStatement(tx: Transaction, at: StatementAtHand): Promise<Outcome<CustomerStatement>> {
  const [seen] = await loadStatements(tx.db, tx.tenantId, { id: at.statementId });
  if (!seen || seen.companyId !== at.company.id || seen.discardedReason !== null)
    return refuse(
      'reconciliation.statement-not-found',
      'There is no such statement in this company. Nothing was changed.',
    );
  await lockAccounts(tx, await wholeOf(tx.db, tx.tenantId, seen));
  const statement = (await lockStatement(tx, seen.id))!;
  if (statement.discardedReason !== null)
    return refuse(
      'reconciliation.statement-not-found',
      'There is no such statement in this company. Nothing was changed.',
    );
  if (at.version !== undefined && at.version !== statement.version)
    return refuse(
      'reconciliation.stale',
      'Somebody has worked on this statement meanwhile; look at it again. Nothing was changed.',
      { version: statement.version },
    );
  return done(statement);
}

/** Refuses `reconciliation.agreed` for a statement whose balance is agreed. */
export async function refuseAgreed(tx: Transaction, statement: CustomerStatement): Promise<Outcome<null>> {
  const standing = (await loadAgreements(tx.db, tx.tenantId, [statement.id])).some((one) => one.withdrawn === null);
  return standing
    ? refuse('reconciliation.agreed', 'The balance is agreed; withdraw the agreement first. Nothing was changed.')
    : done(null);
}

/**
 * Keeps a person's word on lines of a comparison: who puts the difference right, and why. Refuses `reconciliation.line-unknown`
 * for a line that the comparison has not, `reconciliation.agreed`, and what `takeStatement` refuses.
 */
export function decideLines(
  engine: Engine,
  caller: Caller,
  input: StatementAtHand & {
    readonly decisions: readonly { readonly key: string; readonly side: DifferenceSide; readonly note: string }[];
  },
): Promise<Outcome<null>> {
  const { company, statementId, decisions } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'reconciliation.decide-lines',
      reason: `${decisions.length} differences of a customer's statement were decided.`,
      input: { company: company.code, statementId, decisions },
    },
    async (tx) => {
      const statement = await takeStatement(tx, input);
      if (!statement.ok) return statement;
      const free = await refuseAgreed(tx, statement.value);
      if (!free.ok) return free;
      const keys = new Set((await compareStatement(tx.db, tx.tenantId, statement.value)).lines.map((line) => line.key));
      const stranger = decisions.find((one) => !keys.has(one.key));
      if (stranger)
        return refuse(
          'reconciliation.line-unknown',
          `The comparison has no line "${stranger.key}". Nothing was changed.`,
          { key: stranger.key },
        );
      await saveDecisions(tx, statementId, decisions);
      tx.count('lines decided', decisions.length);
      return done(null);
    },
  );
}

/**
 * Takes a statement away that was of another customer or day; what was disputed by it is disputed no more, since nobody could end that
 * afterwards. Its bytes stay kept. Refuses `reconciliation.agreed` and what `takeStatement` refuses.
 */
export function discardStatement(
  engine: Engine,
  caller: Caller,
  input: StatementAtHand & { readonly reason: string },
): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'reconciliation.discard-statement',
      reason: input.reason,
      input: { company: input.company.code, statementId: input.statementId },
    },
    async (tx) => {
      const statement = await takeStatement(tx, input);
      if (!statement.ok) return statement;
      const free = await refuseAgreed(tx, statement.value);
      if (!free.ok) return free;
      const disputes = await loadDisputeSources(tx.db, tx.tenantId, statement.value);
      await endBlocksIn(tx, disputes);
      await discardStatementRow(tx, input.statementId, input.reason);
      if (disputes.length > 0)
        tx.publish({
          type: 'reconciliation.dispute-ended',
          payload: { statementId: input.statementId.toString(), accountId: statement.value.accountId.toString() },
        });
      return done(null);
    },
  );
}
