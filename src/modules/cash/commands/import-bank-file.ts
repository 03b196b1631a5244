/** Imports a bank file: its lines are kept once, however often and in whatever overlap they arrive. */
import { createHash } from 'node:crypto';
import { type BankEntry, type BankFile, type BankStatement, type CsvMapping, footing, readBankFile } from '#formats';
import { type Day, done, formatAmount, type Outcome, refuse, textKey } from '#kernel';
import { type Caller, type Engine, failpoint, runCommand, type Transaction } from '#platform';
import type { BankAccount, BankImportResult } from '../model.ts';
import { couldBeKnown, lineKey, sameAmounts, withOccurrence } from '../rules/line-identity.ts';
import {
  insertBankFile,
  insertBankLines,
  insertStatement,
  loadBankAccounts,
  loadKnownLines,
  loadOverlapping,
  lockBankAccount,
  type NewBankLine,
  releaseHeld,
} from '../store/bank.ts';

/**
 * The bank account of a statement: its number as written, or the number without a currency behind it. Banks write one account
 * in groups, with dots or dashes: letters and digits decide.
 */
function findAccount(statement: BankStatement, accounts: readonly BankAccount[]): BankAccount | undefined {
  if (statement.account === null) return undefined;
  const key = textKey(statement.account);
  const fits = (account: BankAccount): boolean => {
    const own = textKey(account.number);
    return (
      (own === key || own === key.replace(/[A-Z]{3}$/, '')) &&
      (statement.currency === null || statement.currency === account.currency)
    );
  };
  return accounts.find(fits);
}

export interface BankFileInput {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mapping?: CsvMapping;
  /** Only bank accounts of these companies are known; absent: of all. For a person who works in some of them. */
  readonly companyIds?: readonly bigint[];
}

/**
 * What importing a bank file would bring: the import itself, taken back at its end. Nothing is changed. Refuses what
 * `importBankFile` refuses.
 */
export async function checkBankFile(
  engine: Engine,
  caller: Caller,
  input: BankFileInput,
): Promise<Outcome<BankImportResult>> {
  let checked: Outcome<BankImportResult> | undefined;
  const outcome = await importBankFile(engine, caller, input, (result) => {
    checked = result;
  });
  return checked ?? outcome;
}

/**
 * Imports one bank file. The very same content again changes nothing. A statement that does not foot, or that would make
 * a known day not foot, is held for a person with its lines; intraday, advice and pending entries are kept as advised and
 * never posted. Refuses what the reader refuses, `cash.bank-account-unknown`, `cash.bank-account-closed`.
 */
export async function importBankFile(
  engine: Engine,
  caller: Caller,
  input: BankFileInput,
  /** Given, the outcome is told here and everything is taken back. */
  onlyCheck?: (result: Outcome<BankImportResult>) => void,
): Promise<Outcome<BankImportResult>> {
  const read = readBankFile(input.bytes, {
    fileName: input.name,
    ...(input.mapping ? { mapping: input.mapping } : {}),
  });
  if (!read.ok) return read;
  // A table names no account: the same bytes under another account are another file.
  const { account, currency } = input.mapping ?? {};
  const named = account === undefined ? '' : `${textKey(account)} ${currency ?? ''}`;
  const sha256 = createHash('sha256').update(input.bytes).update(named).digest('hex');
  const outcome = await runCommand(
    engine,
    caller,
    {
      operation: 'cash.import-bank-file',
      reason: `Bank file ${input.name} was read.`,
      input: { name: input.name, sha256, format: read.value.format },
    },
    async (tx) => {
      const imported = await importIn(tx, { ...input, sha256 }, read.value);
      if (!onlyCheck || !imported.ok) return imported;
      onlyCheck(imported);
      return refuse('cash.only-checked', 'The file was only checked; nothing was changed.');
    },
  );
  if (!outcome.ok && outcome.refusal.code === 'cash.file-repeated') {
    return done({ ...nothing(input.name, read.value), repeatedFile: true });
  }
  failpoint('import.between-chunks');
  return outcome;
}

const nothing = (file: string, read: BankFile): BankImportResult => ({
  file,
  format: read.format,
  repeatedFile: false,
  statements: read.statements.length,
  linesNew: 0,
  linesKnown: read.statements.reduce((sum, statement) => sum + statement.entries.length, 0),
  linesHeld: 0,
  linesAdvised: 0,
  warnings: [],
});

async function importIn(
  tx: Transaction,
  { name, sha256, companyIds }: BankFileInput & { readonly sha256: string },
  file: BankFile,
): Promise<Outcome<BankImportResult>> {
  const accounts = (await loadBankAccounts(tx.db, tx.tenantId)).filter(
    (account) => companyIds?.includes(account.companyId) ?? true,
  );
  const placed = file.statements.map((statement) => ({ statement, account: findAccount(statement, accounts) }));
  const stranger = placed.find((one) => one.account === undefined);
  if (stranger) {
    return refuse(
      'cash.bank-account-unknown',
      `${name}: account ${stranger.statement.account ?? '(none)'} in ${stranger.statement.currency ?? 'unknown currency'} is no bank account of ours; set it up first (Settings, Companies, or "bank account-add ${stranger.statement.account ?? 'NUMBER'} --currency ${stranger.statement.currency ?? 'CODE'} --name TEXT"). Nothing was changed.`,
      { account: stranger.statement.account, currency: stranger.statement.currency },
      { file: name },
    );
  }
  const closedOn = new Map<bigint, Day | null>();
  for (const id of [...new Set(placed.map((one) => one.account!.id))].sort((a, b) => (a < b ? -1 : 1)))
    closedOn.set(id, await lockBankAccount(tx, id));
  const fileId = await insertBankFile(tx, { name, sha256, format: file.format });
  if (fileId === undefined) return refuse('cash.file-repeated', 'The same file was imported before.');
  const given = placed.find((one) => closedOn.get(one.account!.id) != null)?.account;
  if (given) {
    return refuse(
      'cash.bank-account-closed',
      `${name}: ${given.name} (${given.number}) is closed since ${closedOn.get(given.id)} and takes no more files; open it again first. Nothing was changed.`,
      { account: given.number },
      { file: name },
    );
  }
  const result = { ...nothing(name, file), linesKnown: 0, warnings: file.warnings.map((warning) => warning.message) };
  for (const { statement, account } of placed) {
    const done = await importStatement(tx, {
      statement,
      account: account!,
      fileId,
      format: file.format,
      booked: isStatementOfRecord(file),
    });
    result.linesNew += done.fresh;
    result.linesKnown += done.known;
    result.linesHeld += done.held;
    result.linesAdvised += done.advised;
    if (done.warning) result.warnings.push(done.warning);
  }
  tx.count('bank lines', result.linesNew);
  tx.publish({ type: 'cash.bank-file-imported', payload: { name, lines: result.linesNew } });
  return done(result);
}

/** Only the booked entries of a statement post; intraday reports and advices inform. */
const isStatementOfRecord = (file: BankFile): boolean =>
  ['mt940', 'camt.053', 'bai2', 'ofx', 'coda', 'aeb43', 'csv', 'xlsx'].includes(file.format);

async function importStatement(
  tx: Transaction,
  input: { statement: BankStatement; account: BankAccount; fileId: bigint; format: string; booked: boolean },
): Promise<{ fresh: number; known: number; held: number; advised: number; warning: string | null }> {
  const { statement, account } = input;
  const lines = withOccurrence(
    statement.entries.map((entry) => {
      const bookingDate = (entry.bookingDate ?? entry.valueDate) as Day;
      const booked = input.booked && entry.status === 'booked';
      return { entry, bookingDate, booked, key: lineKey(entry, bookingDate, booked) };
    }),
  );
  const days = [
    ...lines.map((line) => line.bookingDate),
    statement.openingBalance?.date,
    statement.closingBalance?.date,
  ]
    .filter((day) => day != null)
    .sort();
  const [from, to] = [lines.map((line) => line.bookingDate).sort()[0] ?? days[0], days.at(-1)];
  const booked = lines.filter((line) => line.booked);
  const verdict =
    from && to && booked.length > 0
      ? await compareWithKnown(tx, input, booked, from, to)
      : { state: judgeFooting(statement), skip: new Set<number>(), reason: null };
  const state = !input.booked ? 'accepted' : verdict.state;
  const warning =
    state === 'held'
      ? `Statement ${statement.number ?? statement.reference ?? ''} of ${account.number} is held: ${verdict.reason ?? `it does not foot by ${formatAmount(footing(statement).differenceMinor, account.currency)}`}.`
      : null;
  const statementId = await insertStatement(tx, {
    bankAccountId: account.id,
    bankFileId: input.fileId,
    number: statement.number,
    reference: statement.reference,
    fromDate: from ?? null,
    toDate: input.booked ? (to ?? null) : null,
    openingMinor: statement.openingBalance?.amountMinor ?? null,
    closingMinor: statement.closingBalance?.amountMinor ?? null,
    closingDate: statement.closingBalance?.date ?? null,
    state,
    reason: warning,
  });
  const wanted: NewBankLine[] = lines
    .filter((_, index) => !verdict.skip.has(index))
    .map((line) => ({ ...line, state: !line.booked ? 'advised' : state === 'held' ? 'held' : 'waiting' }));
  const inserted = await insertBankLines(
    tx,
    { bankAccountId: account.id, companyId: account.companyId, statementId, currency: account.currency },
    wanted,
  );
  const advised = wanted.filter((line) => line.state === 'advised').length;
  return {
    fresh: inserted,
    known: lines.length - inserted,
    held: state === 'held' ? inserted : 0,
    advised: Math.min(advised, inserted),
    warning,
  };
}

interface Verdict {
  readonly state: 'accepted' | 'repeated' | 'held';
  /** Places of entries that are known under another text. */
  readonly skip: ReadonlySet<number>;
  readonly reason: string | null;
}

const judgeFooting = (statement: BankStatement): 'accepted' | 'held' =>
  footing(statement).foots === false ? 'held' : 'accepted';

/**
 * Looks at what is known of the same days. The same opening, closing and amounts are the same statement in another
 * format: nothing is new. A line with a bank reference and amount that is known is the same line. A statement with the
 * balances of one read before but further lines cannot foot together with it: it is held. So is one whose lines could be
 * those of another kind of file under another text.
 */
async function compareWithKnown(
  tx: Transaction,
  input: { statement: BankStatement; account: BankAccount; format: string },
  booked: readonly { entry: BankEntry; bookingDate: string; key: string; occurrence: number }[],
  from: string,
  to: string,
): Promise<Verdict> {
  const { statement, account } = input;
  const known = (await loadKnownLines(tx.db, tx.tenantId, account.id, from, to)).filter(
    (line) => line.state !== 'advised',
  );
  const skip = new Set<number>();
  if (known.length === 0) return { state: judgeFooting(statement), skip, reason: null };
  const [opening, closing] = [statement.openingBalance?.amountMinor, statement.closingBalance?.amountMinor];
  const twins = (await loadOverlapping(tx.db, tx.tenantId, account.id, from, to)).filter(
    (one) =>
      opening !== undefined && closing !== undefined && one.openingMinor === opening && one.closingMinor === closing,
  );
  const amounts = (lines: readonly { amountMinor: bigint }[]): bigint[] => lines.map((line) => line.amountMinor);
  if (twins.length > 0 && sameAmounts(amounts(booked.map((line) => line.entry)), amounts(known))) {
    return { state: 'repeated', skip: new Set(statement.entries.keys()), reason: null };
  }
  const keys = new Set(known.map((line) => `${line.key}#${line.occurrence}`));
  const references = new Set(
    known
      .filter((line) => line.bankReference !== null)
      .map((line) => `${line.bookingDate}|${line.bankReference}|${line.amountMinor}`),
  );
  const fresh: { bookingDate: string; amountMinor: bigint }[] = [];
  const met = new Set<string>();
  for (const { key, occurrence, bookingDate, entry } of booked) {
    const { bankReference, amountMinor } = entry;
    const reference = `${bookingDate}|${bankReference}|${amountMinor}`;
    met.add(`${key}#${occurrence}`);
    if (keys.has(`${key}#${occurrence}`)) continue;
    if (bankReference !== null && references.has(reference)) {
      met.add(reference);
      skip.add(statement.entries.indexOf(entry));
    } else fresh.push({ bookingDate, amountMinor });
  }
  if (twins.length > 0 && fresh.length > 0)
    return { state: 'held', skip, reason: 'it has the balances of a statement read before, but other lines' };
  const unmatched = known.filter(
    (line) =>
      line.format !== input.format &&
      !met.has(`${line.key}#${line.occurrence}`) &&
      !met.has(`${line.bookingDate}|${line.bankReference}|${line.amountMinor}`),
  );
  const doubtful = couldBeKnown(fresh, unmatched);
  if (doubtful > 0)
    return {
      state: 'held',
      skip,
      reason: `${doubtful} of its lines have day and amount of lines that came in ${unmatched[0]!.format.toUpperCase()} under another text; release it if they are others`,
    };
  return { state: judgeFooting(statement), skip, reason: null };
}

/** Releases a held statement after a person looked at it. Refuses one that is not held (`cash.statement-not-held`). */
export function releaseStatement(
  engine: Engine,
  caller: Caller,
  input: { statementId: bigint; reason: string },
): Promise<Outcome<{ lines: number }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'cash.release-statement', reason: input.reason, input },
    async (tx) => {
      const lines = await releaseHeld(tx, input.statementId);
      return lines === 0
        ? refuse('cash.statement-not-held', 'This statement is not held, or has no lines.')
        : done({ lines });
    },
  );
}
