/** The balance that both sides agree on is recorded with the evidence of both, and withdrawn when it turns out wrong. */
import { canonicalJson, type Day, done, formatAmount, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, filesOf, runCommand, runQuery } from '#platform';
import type { ComparedLine } from '../model.ts';
import { compareStatement } from '../queries/comparison.ts';
import { reconciliationPdf } from '../report.ts';
import { agreedBalance } from '../rules/agreed-balance.ts';
import {
  insertAgreement,
  loadAgreements,
  loadStatements,
  saveEvidence,
  withdrawAgreementRow,
} from '../store/customer-statements.ts';
import { refuseAgreed, type StatementAtHand, takeStatement } from './decide-lines.ts';

export interface AgreementInput extends StatementAtHand {
  /** What both sides agreed on, in minor units; it must be our balance and what we said that we correct. */
  readonly agreedMinor: bigint;
  /** Who agreed at the customer. */
  readonly agreedWith: string;
  readonly agreedOn: Day;
  readonly note: string;
  /** The customer's confirmation, where one came beside the statement. */
  readonly evidence?: { readonly fileName: string; readonly bytes: Uint8Array } | undefined;
}

/**
 * Records an agreed balance: the lines as they compared, both files, who and when. Refuses `reconciliation.undecided` while a
 * difference is open, `reconciliation.not-the-sum` for another amount than our balance and our corrections,
 * `reconciliation.changed-meanwhile` where the comparison changed while it was printed, `reconciliation.agreed`, and what
 * `takeStatement` refuses.
 */
export async function agreeBalance(engine: Engine, caller: Caller, input: AgreementInput): Promise<Outcome<null>> {
  const { company, statementId } = input;
  const seen = await runQuery(engine, caller.tenantId, async (db) => {
    const [statement] = await loadStatements(db, caller.tenantId, { id: statementId });
    return statement && { statement, comparison: await compareStatement(db, caller.tenantId, statement) };
  });
  if (!seen || seen.statement.companyId !== company.id)
    return refuse(
      'reconciliation.statement-not-found',
      'There is no such statement in this company. Nothing was changed.',
    );
  const report = await reconciliationPdf(engine, caller.tenantId, { company, ...seen });
  const store = filesOf(engine);
  const reportSha256 = store.put(caller.tenantId, report);
  const evidence = input.evidence && {
    fileName: input.evidence.fileName,
    sha256: store.put(caller.tenantId, input.evidence.bytes),
  };
  return runCommand(
    engine,
    caller,
    {
      operation: 'reconciliation.agree-balance',
      reason: `A balance of ${seen.statement.currency} ${formatAmount(input.agreedMinor, seen.statement.currency)} as of ${seen.statement.asOf} was agreed with ${input.agreedWith}.`,
      input: {
        company: company.code,
        statementId,
        agreedMinor: input.agreedMinor,
        agreedWith: input.agreedWith,
        agreedOn: input.agreedOn,
      },
    },
    async (tx) => {
      const taken = await takeStatement(tx, input);
      if (!taken.ok) return taken;
      const statement = taken.value;
      const free = await refuseAgreed(tx, statement);
      if (!free.ok) return free;
      const comparison = await compareStatement(tx.db, tx.tenantId, statement);
      if (digest(comparison.lines) !== digest(seen.comparison.lines))
        return refuse(
          'reconciliation.changed-meanwhile',
          'Our ledger or a decision changed while this was written; look at it again. Nothing was changed.',
        );
      const sum = agreedBalance(comparison.lines);
      if (!sum.ok) return sum;
      if (sum.value !== input.agreedMinor)
        return refuse(
          'reconciliation.not-the-sum',
          `Our balance and what we correct come to ${statement.currency} ${formatAmount(sum.value, statement.currency)}, not ${formatAmount(input.agreedMinor, statement.currency)}; decide the differences that make up the rest. Nothing was changed.`,
          { expected: formatAmount(sum.value, statement.currency) },
        );
      tx.atHead(async (head) => {
        await insertAgreement(tx, statement, {
          theirMinor: comparison.theirMinor,
          ourMinor: comparison.ourMinor,
          agreedMinor: input.agreedMinor,
          lines: comparison.lines,
          seq: head.seq,
          agreedWith: input.agreedWith,
          agreedOn: input.agreedOn,
          note: input.note,
          reportSha256,
          evidenceFileName: evidence?.fileName ?? null,
          evidenceSha256: evidence?.sha256 ?? null,
        });
      });
      tx.publish({
        type: 'reconciliation.balance-agreed',
        payload: { statementId: statement.id.toString(), accountId: statement.accountId.toString() },
      });
      return done(null);
    },
  );
}

/** At most this many bytes of a confirmation. */
export const maximumEvidenceBytes = 20 * 1024 * 1024;

/**
 * Attaches the customer's confirmation to the agreed balance of a statement, once. Refuses `reconciliation.not-agreed`,
 * `reconciliation.evidence-there`, and what `takeStatement` refuses.
 */
export function attachEvidence(
  engine: Engine,
  caller: Caller,
  input: StatementAtHand & { readonly fileName: string; readonly bytes: Uint8Array },
): Promise<Outcome<null>> {
  const sha256 = filesOf(engine).put(caller.tenantId, input.bytes);
  return runCommand(
    engine,
    caller,
    {
      operation: 'reconciliation.attach-evidence',
      reason: `The confirmation "${input.fileName}" of an agreed balance was attached.`,
      input: { company: input.company.code, statementId: input.statementId, sha256 },
    },
    async (tx) => {
      const statement = await takeStatement(tx, input);
      if (!statement.ok) return statement;
      const [agreement] = (await loadAgreements(tx.db, tx.tenantId, [input.statementId])).filter(
        (one) => one.withdrawn === null,
      );
      if (!agreement)
        return refuse('reconciliation.not-agreed', 'No balance of this statement is agreed. Nothing was changed.');
      if (agreement.evidenceSha256 !== null)
        return refuse(
          'reconciliation.evidence-there',
          'A confirmation is attached already; withdraw the agreement to begin anew. Nothing was changed.',
        );
      await saveEvidence(tx, agreement.id, { fileName: input.fileName, sha256 });
      return done(null);
    },
  );
}

const digest = (lines: readonly ComparedLine[]): string => canonicalJson(lines);

/** Withdraws the agreed balance of a statement; it stays on record. Refuses `reconciliation.not-agreed` and what `takeStatement` refuses. */
export function withdrawAgreement(
  engine: Engine,
  caller: Caller,
  input: StatementAtHand & { readonly reason: string },
): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'reconciliation.withdraw-agreement',
      reason: input.reason,
      input: { company: input.company.code, statementId: input.statementId },
    },
    async (tx) => {
      const statement = await takeStatement(tx, input);
      if (!statement.ok) return statement;
      const withdrawn = await withdrawAgreementRow(tx, input.statementId, input.reason);
      if (!withdrawn)
        return refuse('reconciliation.not-agreed', 'No balance of this statement is agreed. Nothing was changed.');
      tx.publish({
        type: 'reconciliation.agreement-withdrawn',
        payload: { statementId: statement.value.id.toString(), accountId: statement.value.accountId.toString() },
      });
      return done(null);
    },
  );
}
