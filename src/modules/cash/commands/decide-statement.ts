/** What a person decides of a bank statement that is held: it is let in as it is, or left out. */
import type { Company } from '#company';
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, type Transaction } from '#platform';
import { type HeldStatement, loadHeldStatements } from '../queries/held-statements.ts';
import { decideStatement, lockBankAccount } from '../store/bank.ts';

export interface StatementDecision {
  readonly company: Company;
  readonly statementId: bigint;
  readonly reason: string;
}

export interface DecidedStatement {
  readonly statementId: bigint;
  /** The lines of the bank that wait to be posted now, or are left out. */
  readonly lineIds: readonly bigint[];
}

/** The statement, with its bank account locked: imports of the account and other decisions stand in line. */
async function statementIn(
  tx: Transaction,
  { company, statementId }: StatementDecision,
): Promise<Outcome<HeldStatement>> {
  const find = async () => (await loadHeldStatements(tx.db, tx.tenantId, { companyId: company.id, statementId }))[0];
  const seen = await find();
  if (seen) await lockBankAccount(tx, seen.bankAccountId);
  const statement = seen && (await find());
  return statement
    ? done(statement)
    : refuse('cash.statement-not-found', 'There is no such held statement in this company. Nothing was changed.');
}

/**
 * Lets a statement in that was held or left out: its lines wait to be posted. Refuses `cash.statement-not-found` and
 * `cash.statement-not-held` (it was let in before, or its lines came again on another).
 */
export function releaseStatement(
  engine: Engine,
  caller: Caller,
  input: StatementDecision,
): Promise<Outcome<DecidedStatement>> {
  return decide(engine, caller, input, 'accepted');
}

/**
 * Leaves a held statement out: its lines stay known, so that no other file brings them, and are not posted until it is let in
 * after all. A statement that foots still takes over the lines of one that does not. Refuses as `releaseStatement` does.
 */
export function leaveStatementOut(
  engine: Engine,
  caller: Caller,
  input: StatementDecision,
): Promise<Outcome<DecidedStatement>> {
  return decide(engine, caller, input, 'left_out');
}

function decide(
  engine: Engine,
  caller: Caller,
  input: StatementDecision,
  to: 'accepted' | 'left_out',
): Promise<Outcome<DecidedStatement>> {
  const { company, statementId, reason } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: to === 'accepted' ? 'cash.release-statement' : 'cash.leave-statement-out',
      reason,
      input: { company: company.code, statementId, reason },
    },
    async (tx) => {
      const found = await statementIn(tx, input);
      if (!found.ok) return found;
      const { state } = found.value;
      if (state !== 'held' && !(state === 'left_out' && to === 'accepted'))
        return refuse('cash.statement-not-held', 'This statement is decided already. Nothing was changed.', { state });
      const lineIds = await decideStatement(tx, statementId, { state: to, reason });
      tx.count(to === 'accepted' ? 'bank lines let in' : 'bank lines left out', lineIds.length);
      tx.publish({
        type: 'cash.statement-decided',
        payload: { companyId: company.id.toString(), statementId: statementId.toString(), state: to },
      });
      return done({ statementId, lineIds });
    },
  );
}
