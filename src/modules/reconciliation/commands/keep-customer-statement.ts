/** A customer's statement of account comes in: it is read, kept as it came, and can be compared from then on. */
import type { Company } from '#company';
import { lockAccounts } from '#customers';
import {
  type AccountStatement,
  inspectAccountStatement,
  readAccountStatement,
  type StatementColumns,
  type StatementMapping,
  warningText,
} from '#formats';
import { type Day, done, earlierDay, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, filesOf, recogniseWords, runCommand, runQuery } from '#platform';
import type { Comparison, StatementKind, TheirLine } from '../model.ts';
import { type ComparedAccount, loadComparisonFacts, loadSigns, wholeOf } from '../queries/comparison.ts';
import { compare, mustTurn } from '../rules/compare.ts';
import { insertStatement, loadStatements } from '../store/customer-statements.ts';

/** At most this many bytes; a statement of fifty thousand lines is smaller. */
export const maximumStatementBytes = 20 * 1024 * 1024;
const maximumLines = 20_000;

export interface StatementInput {
  readonly company: Company;
  readonly accountId: bigint;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly currency: string;
  /** The day that it is of; null: as the file says. */
  readonly asOf: Day | null;
  /** Null: movements where the file has an opening balance, else open items. */
  readonly kind: StatementKind | null;
  /** The first day of movements; null: the earliest that a line has. */
  readonly fromDate: Day | null;
  readonly mapping?: StatementMapping | undefined;
}

/** The columns of a statement, for a person who says what they hold. Refuses what the reader of its file refuses, and `statement.no-columns`. */
export const inspectCustomerStatement = (fileName: string, bytes: Uint8Array): Promise<Outcome<StatementColumns>> =>
  inspectAccountStatement(bytes, { fileName, words: recogniseWords });

interface ReadInput extends ComparedAccount {
  readonly turned: boolean;
  readonly lines: readonly TheirLine[];
  readonly file: AccountStatement;
}

/**
 * Reads a statement and compares it; keeps nothing. Refuses what the reader refuses, `reconciliation.day-missing` where
 * neither the file nor the caller says of which day it is, and `reconciliation.too-many-lines`.
 */
export async function checkCustomerStatement(
  engine: Engine,
  tenantId: bigint,
  input: StatementInput,
): Promise<Outcome<{ comparison: Comparison; read: ReadInput }>> {
  const read = await readInput(engine, tenantId, input);
  if (!read.ok) return read;
  const comparison = await runQuery(engine, tenantId, async (db) =>
    compare(await loadComparisonFacts(db, tenantId, read.value, read.value.lines)),
  );
  return done({ comparison, read: read.value });
}

/**
 * Keeps a statement: the bytes under their hash, the lines with what the customer owes positive. The very same file for the
 * same account, currency and day changes nothing. Refuses what `checkCustomerStatement` refuses.
 */
export async function keepCustomerStatement(
  engine: Engine,
  caller: Caller,
  input: StatementInput,
): Promise<Outcome<{ statementId: bigint; existing: boolean }>> {
  const read = await readInput(engine, caller.tenantId, input);
  if (!read.ok) return read;
  const { lines, file, ...of } = read.value;
  // The bytes first: a row never names a file that is not there.
  const sha256 = filesOf(engine).put(caller.tenantId, input.bytes);
  return runCommand(
    engine,
    caller,
    {
      operation: 'reconciliation.keep-customer-statement',
      reason: `The statement of account "${input.fileName}" was received.`,
      input: { company: input.company.code, accountId: input.accountId, sha256, asOf: of.asOf, currency: of.currency },
    },
    async (tx): Promise<Outcome<{ statementId: bigint; existing: boolean }>> => {
      await lockAccounts(tx, [input.accountId]);
      const id = await insertStatement(
        tx,
        {
          ...of,
          fileName: input.fileName,
          format: file.format,
          sha256,
          sizeBytes: input.bytes.byteLength,
          warnings: file.warnings.map(warningText),
        },
        lines,
      );
      if (id === undefined) {
        const [known] = await loadStatements(tx.db, tx.tenantId, { ...of, sha256 });
        return done({ statementId: known!.id, existing: true });
      }
      tx.count('statement lines', lines.length);
      tx.publish({
        type: 'reconciliation.customer-statement-kept',
        payload: { statementId: id.toString(), companyId: of.companyId.toString(), accountId: of.accountId.toString() },
      });
      return done({ statementId: id, existing: false });
    },
  );
}

async function readInput(engine: Engine, tenantId: bigint, input: StatementInput): Promise<Outcome<ReadInput>> {
  if (input.bytes.byteLength > maximumStatementBytes)
    return refuse(
      'reconciliation.file-too-large',
      `The file is larger than ${maximumStatementBytes} bytes. Nothing was changed.`,
      {},
      { file: input.fileName },
    );
  const read = await readAccountStatement(input.bytes, {
    fileName: input.fileName,
    currency: input.currency,
    mapping: input.mapping,
    words: recogniseWords,
  });
  if (!read.ok) return read;
  const file = read.value;
  const asOf = input.asOf ?? file.asOf;
  if (asOf === null)
    return refuse(
      'reconciliation.day-missing',
      'The file does not say of which day it is; say it. Nothing was changed.',
      {},
      { field: 'asOf' },
    );
  if (file.lines.length > maximumLines)
    return refuse(
      'reconciliation.too-many-lines',
      `The statement has ${file.lines.length} lines; ${maximumLines} are compared at most. Nothing was changed.`,
      {},
      { file: input.fileName },
    );
  const kind = input.kind ?? (file.openingMinor === null ? 'open_items' : 'movements');
  const signs = await runQuery(engine, tenantId, async (db) =>
    loadSigns(db, tenantId, {
      accountIds: await wholeOf(db, tenantId, { companyId: input.company.id, accountId: input.accountId, asOf }),
      currency: input.currency,
    }),
  );
  const { owed } = input.mapping ?? {};
  const turned = owed === undefined ? mustTurn(file.lines, signs) : owed === 'negative';
  const signed = (minor: bigint): bigint => (turned ? -minor : minor);
  const opening = signed(file.openingMinor ?? 0n);
  const listed = file.lines.reduce((sum, line) => sum + signed(line.amountMinor), opening);
  const closing = file.closingMinor === null ? listed : signed(file.closingMinor);
  const first = file.lines.map((line) => line.documentDate).filter((day) => day !== null);
  return done({
    companyId: input.company.id,
    accountId: input.accountId,
    currency: input.currency,
    asOf,
    kind,
    fromDate: kind === 'movements' ? (input.fromDate ?? first.reduce(earlierDay, asOf)) : null,
    openingMinor: opening,
    // The balance is often printed without the sign that the lines have.
    closingMinor: closing === -listed ? listed : closing,
    turned,
    lines: file.lines.map((line, index) => ({ ...line, line: index + 1, amountMinor: signed(line.amountMinor) })),
    file,
  });
}
