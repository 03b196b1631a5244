/** Imports a bank file: its lines are kept once, however often and in whatever overlap they arrive. */
import { createHash } from 'node:crypto';
import {
  type BankEntry,
  type BankFileInPieces,
  type BankPiece,
  type ByteSource,
  type CsvMapping,
  digestOf,
  footingOf,
  type StatementHead,
  type SurveyedStatement,
  surveyBankFile,
  warningText,
} from '#formats';
import {
  type Day,
  done,
  formatAmount,
  type Outcome,
  RefusalError,
  type Refused,
  raise,
  refuse,
  textKey,
} from '#kernel';
import { type Caller, type Engine, failpoint, runCommand, runQuery, type Transaction } from '#platform';
import type { BankAccount, BankImportResult, LeftAside, TakenStatement } from '../model.ts';
import { chooseBankMapping } from '../queries/choose-mapping.ts';
import { StatementComparison, type Verdict } from '../rules/compare-statement.ts';
import { formerKey, lineKey, Occurrences } from '../rules/line-identity.ts';
import { isSameAccount } from '../rules/same-account.ts';
import {
  heldBeside,
  insertBankFile,
  insertBankLines,
  insertStatement,
  isFileKnown,
  loadBankAccounts,
  loadKnownLines,
  loadOverlapping,
  lockBankAccount,
  type NewBankLine,
  settleEmptied,
  takeHeldLines,
} from '../store/bank.ts';

/**
 * The bank account of a statement: its number as written, with or without a currency behind it. Banks write one account
 * in groups, with dots or dashes: letters and digits decide; else the one of ours that it names in the way of its country, where we
 * have it as an IBAN or the other way round.
 */
function findAccount(statement: StatementHead, accounts: readonly BankAccount[]): BankAccount | undefined {
  if (statement.account === null) return undefined;
  const written = [statement.account, statement.account.replace(/\s*[A-Za-z]{3}$/, '')];
  const keys = written.map(textKey);
  const ofCurrency = accounts.filter((one) => statement.currency === null || statement.currency === one.currency);
  const named = ofCurrency.find((one) => keys.includes(textKey(one.number)));
  if (named) return named;
  const meant = ofCurrency.filter((one) => written.some((number) => isSameAccount(one.number, number)));
  return meant.length === 1 ? meant[0] : undefined;
}

export interface BankFileInput {
  readonly name: string;
  /** Whole, or to be read in pieces as often as is needed. */
  readonly bytes: Uint8Array | ByteSource;
  readonly mapping?: CsvMapping;
  /** The name of a kept mapping; absent, and without a mapping: the one that fits. */
  readonly keptMapping?: string | undefined;
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
 * never posted. Statements of accounts that are not ours, or closed, are left aside and said; the same file brings them when
 * the account is there. Refuses what the reader refuses, a file none of whose statements can be taken
 * (`cash.bank-account-unknown`, `cash.bank-account-closed`), one that several kept mappings fit alike
 * (`cash.file-mapping-ambiguous`), a mapping that is not kept (`cash.file-mapping-unknown`), and one that somebody is still writing (`file.changed`).
 */
export async function importBankFile(
  engine: Engine,
  caller: Caller,
  input: BankFileInput,
  /** Given, the outcome is told here and everything is taken back. */
  onlyCheck?: (result: Outcome<BankImportResult>) => void,
): Promise<Outcome<BankImportResult>> {
  try {
    return await importInPieces(engine, caller, input, onlyCheck);
  } catch (fault) {
    // A file that changes is noticed where it is read, in the middle of the command.
    if (fault instanceof RefusalError) return { ok: false, refusal: fault.refusal };
    throw fault;
  }
}

async function importInPieces(
  engine: Engine,
  caller: Caller,
  input: BankFileInput,
  onlyCheck: ((result: Outcome<BankImportResult>) => void) | undefined,
): Promise<Outcome<BankImportResult>> {
  const source = input.bytes instanceof Uint8Array ? [input.bytes] : keptIfSmall(input.bytes);
  // To its end before anything is changed: the last line may be the one that is refused.
  const mapping = input.mapping
    ? done(input.mapping)
    : await runQuery(engine, caller.tenantId, (db) =>
        chooseBankMapping(db, caller.tenantId, {
          ...input,
          bytes: source,
          name: input.keptMapping,
          fileName: input.name,
        }),
      );
  if (!mapping.ok) return mapping;
  const read = surveyBankFile(source, { fileName: input.name, mapping: mapping.value });
  if (!read.ok) return read;
  // A table names no account: the same bytes under another account are another file.
  const { account, currency } = mapping.value ?? {};
  const named = account === undefined ? '' : `${textKey(account)} ${currency ?? ''}`;
  const content = createHash('sha256');
  for (const piece of source) content.update(piece);
  const sha256 = content.update(named).digest('hex');
  let aside: readonly Aside[] = [];
  const outcome = await runCommand(
    engine,
    caller,
    {
      operation: 'cash.import-bank-file',
      reason: `Bank file ${input.name} was read.`,
      input: { name: input.name, sha256, format: read.value.format },
    },
    async (tx) => {
      const imported = await importIn(tx, { ...input, sha256 }, read.value, (left) => {
        aside = left;
      });
      if (!onlyCheck || !imported.ok) return imported;
      onlyCheck(imported);
      return refuse('cash.only-checked', 'The file was only checked; nothing was changed.');
    },
  );
  if (!outcome.ok && outcome.refusal.code === 'cash.file-repeated') {
    return done({ ...nothing(input.name, read.value, aside), repeatedFile: true });
  }
  failpoint('import.between-chunks');
  return outcome;
}

/** Larger files are read again instead of being kept. */
const mostKeptBytes = 128 * 1024;

/** A small file whole, read once; a larger one as it is given. */
function keptIfSmall(bytes: ByteSource): ByteSource {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (const piece of bytes) {
    size += piece.length;
    if (size > mostKeptBytes) return bytes;
    pieces.push(piece);
  }
  return pieces;
}

/** An account whose statements are not taken, and the refusal where nothing else is in the file. */
interface Aside extends LeftAside {
  readonly refused: Refused;
}

/** Why it is not taken, for a file of which the rest is. */
const reasonOf = ({ refused }: Aside): string => refused.refusal.message.replace(/ Nothing was changed\.$/, '');

const sumOf = (aside: readonly Aside[], what: 'statements' | 'entries'): number =>
  aside.reduce((sum, left) => sum + left[what], 0);

const nothing = (file: string, read: BankFileInPieces, aside: readonly Aside[]): BankImportResult => ({
  file,
  format: read.format,
  repeatedFile: false,
  statements: read.statements.length - sumOf(aside, 'statements'),
  leftAside: aside.map(({ refused: _, ...left }) => left),
  linesNew: 0,
  linesKnown: read.statements.reduce((sum, statement) => sum + statement.entryCount, 0) - sumOf(aside, 'entries'),
  linesHeld: 0,
  linesAdvised: 0,
  taken: [],
  warnings: aside.map(
    (left) => `${reasonOf(left)} Left aside: ${left.entries} ${left.entries === 1 ? 'line' : 'lines'}.`,
  ),
});

interface PlacedStatement {
  readonly statement: SurveyedStatement;
  readonly account: BankAccount | undefined;
}

/** Locks the accounts of a file and tells which statements can be taken. */
async function placeStatements(
  tx: Transaction,
  { name, companyIds }: BankFileInput,
  file: BankFileInPieces,
): Promise<{ placed: PlacedStatement[]; aside: Aside[] }> {
  const accounts = (await loadBankAccounts(tx.db, tx.tenantId)).filter(
    (account) => companyIds?.includes(account.companyId) ?? true,
  );
  const found = file.statements.map((statement) => ({ statement, account: findAccount(statement, accounts) }));
  const ids = new Set(found.flatMap(({ account }) => (account ? [account.id] : [])));
  const closedOn = new Map<bigint, Day | null>();
  for (const id of [...ids].sort((a, b) => (a < b ? -1 : 1))) closedOn.set(id, await lockBankAccount(tx, id));
  const aside = new Map<string, Aside>();
  const placed = found.map(({ statement, account }): PlacedStatement => {
    const closed = account ? (closedOn.get(account.id) ?? null) : null;
    if (account && closed === null) return { statement, account };
    const left = account ? whyClosed(name, account, closed!) : whyUnknown(name, statement, companyIds !== undefined);
    const key = `${left.account} ${left.currency}`;
    const { statements, entries } = aside.get(key) ?? { statements: 0, entries: 0 };
    aside.set(key, { ...left, statements: statements + 1, entries: entries + statement.entryCount });
    return { statement, account: undefined };
  });
  return { placed, aside: [...aside.values()] };
}

type Why = Omit<Aside, 'statements' | 'entries'>;

const whyClosed = (file: string, { name, number, currency }: BankAccount, closedOn: Day): Why => ({
  account: number,
  currency,
  why: 'closed',
  refused: refuse(
    'cash.bank-account-closed',
    `${file}: ${name} (${number}) is closed since ${closedOn} and takes no more files; open it again first. Nothing was changed.`,
    { account: number },
    { file },
  ),
});

/** Who brings a file for one company is not told whether another has the account. */
const whyUnknown = (file: string, { account, currency }: StatementHead, ofSome: boolean): Why => ({
  account,
  currency,
  why: 'unknown',
  refused: refuse(
    'cash.bank-account-unknown',
    `${file}: account ${account ?? '(none)'} in ${currency ?? 'unknown currency'} is no bank account of ${ofSome ? 'the company that the file is brought for' : 'ours'}; set it up first (Settings, Companies). Nothing was changed.`,
    { account, currency },
    { file },
  ),
});

/**
 * What a file is known by. One of which only some statements can be taken is known with the accounts that it was taken for:
 * when a further one is there, the same bytes bring what they did not bring before.
 */
function contentOf(sha256: string, placed: readonly PlacedStatement[]): string {
  if (placed.every(({ account }) => account)) return sha256;
  const taken = new Set(placed.flatMap(({ account }) => (account ? [account.id.toString()] : [])));
  return createHash('sha256')
    .update(`${sha256} for ${[...taken].sort().join(' ')}`)
    .digest('hex');
}

async function importIn(
  tx: Transaction,
  input: BankFileInput & { readonly sha256: string },
  file: BankFileInPieces,
  /** Told what is left aside, whatever comes of the rest. */
  tellAside: (aside: readonly Aside[]) => void,
): Promise<Outcome<BankImportResult>> {
  const { name, sha256 } = input;
  const repeated = refuse('cash.file-repeated', 'The same file was imported before.');
  const { placed, aside } = await placeStatements(tx, input, file);
  const [first] = aside;
  const strange = aside.filter(({ why }) => why === 'unknown');
  if (first && sumOf(strange, 'statements') === placed.length) return first.refused;
  // What was taken as a whole is known as a whole, also when one of its accounts was closed since.
  if (await isFileKnown(tx, sha256)) {
    tellAside(strange);
    return repeated;
  }
  if (first && sumOf(aside, 'statements') === placed.length) return aside.find(({ why }) => why === 'closed')!.refused;
  tellAside(aside);
  const fileId = await insertBankFile(tx, { name, sha256: contentOf(sha256, placed), format: file.format });
  if (fileId === undefined) return repeated;
  const empty = nothing(name, file, aside);
  const warnings = [...file.warnings.map(warningText), ...empty.warnings];
  const taken: TakenStatement[] = [];
  const result = { ...empty, linesKnown: 0, taken, warnings };
  // The file is gone through once to write its lines, and once ahead of that where they are compared with known ones.
  const [compared, written] = [new StatementWalk(file), new StatementWalk(file)];
  const booked = isStatementOfRecord(file);
  for (const [place, { statement, account }] of placed.entries()) {
    if (!account) continue;
    const lines = (walk: StatementWalk): Iterable<PlacedLine> => placedLines(walk.entriesOf(place), booked);
    const done = await importStatement(tx, {
      statement,
      account,
      fileId,
      format: file.format,
      booked,
      toCompare: () => lines(compared),
      toWrite: () => lines(written),
    });
    result.linesNew += done.fresh;
    result.linesKnown += done.known;
    result.linesHeld += done.held;
    result.linesAdvised += done.advised;
    if (done.warning) result.warnings.push(done.warning);
    if (taken.length < mostToldStatements) taken.push(tellTaken(statement, account, done));
  }
  tx.count('bank lines', result.linesNew);
  tx.publish({ type: 'cash.bank-file-imported', payload: { name, lines: result.linesNew } });
  return done(result);
}

/** So many statements of a file are told one by one. */
const mostToldStatements = 200;

function tellTaken(
  statement: SurveyedStatement,
  account: BankAccount,
  { fresh, known, held, advised }: Pick<TakenStatement, 'fresh' | 'known' | 'held' | 'advised'>,
): TakenStatement {
  const { openingBalance, closingBalance } = statement;
  const money = (balance: StatementHead['openingBalance']): string | null =>
    balance === null ? null : formatAmount(balance.amountMinor, account.currency);
  return {
    account: account.name,
    number: account.number,
    currency: account.currency,
    statement: statement.number ?? statement.reference,
    from: statement.firstDay ?? openingBalance?.date ?? closingBalance?.date ?? null,
    to: statement.lastDay ?? closingBalance?.date ?? null,
    opening: money(openingBalance),
    closing: money(closingBalance),
    moved: formatAmount(statement.bookedMinor, account.currency),
    ...{ fresh, known, held, advised },
  };
}

/** Only the booked entries of a statement post; intraday reports and advices inform. */
const isStatementOfRecord = (file: BankFileInPieces): boolean =>
  ['mt940', 'camt.053', 'bai2', 'ofx', 'coda', 'aeb43', 'csv', 'xlsx'].includes(file.format);

/** Goes through a surveyed file from statement to statement. */
class StatementWalk {
  private readonly pieces: Iterator<BankPiece>;
  private place = 0;

  constructor(private readonly file: BankFileInPieces) {
    this.pieces = file.pieces()[Symbol.iterator]();
  }

  /** The entries of a statement, by its place; those of statements before it are passed over. */
  *entriesOf(place: number): Generator<BankEntry> {
    let [count, bookedMinor] = [0, 0n];
    while (true) {
      const next = this.pieces.next();
      if (next.done) return this.changed();
      const piece = next.value;
      if (piece.kind === 'entry' && this.place === place) {
        count += 1;
        if (piece.entry.status === 'booked') bookedMinor += piece.entry.amountMinor;
        yield piece.entry;
      } else if (piece.kind === 'statement') {
        this.place += 1;
        if (this.place > place) break;
      }
    }
    const surveyed = this.file.statements[place]!;
    if (count !== surveyed.entryCount || bookedMinor !== surveyed.bookedMinor) this.changed();
  }

  private changed(): never {
    return raise('file.changed', 'The file changed while it was read; read it again. Nothing was changed.');
  }
}

interface PlacedLine {
  readonly place: number;
  readonly entry: BankEntry;
  readonly bookingDate: Day;
  readonly booked: boolean;
  readonly key: string;
  readonly occurrence: number;
}

/** The lines of a statement with what makes each itself. */
function* placedLines(entries: Iterable<BankEntry>, ofRecord: boolean): Generator<PlacedLine> {
  const occurrences = new Occurrences(digestOf);
  let place = 0;
  for (const entry of entries) {
    const bookingDate = (entry.bookingDate ?? entry.valueDate) as Day;
    const booked = ofRecord && entry.status === 'booked';
    const key = lineKey(entry, bookingDate, booked);
    yield { place, entry, bookingDate, booked, key, occurrence: occurrences.next(key) };
    place += 1;
  }
}

interface StatementInput {
  readonly statement: SurveyedStatement;
  readonly account: BankAccount;
  readonly fileId: bigint;
  readonly format: string;
  readonly booked: boolean;
  /** The statement's lines, once each. */
  readonly toCompare: () => Iterable<PlacedLine>;
  readonly toWrite: () => Iterable<PlacedLine>;
}

/** So many lines are written with one statement. */
const writtenAtOnce = 5000;

async function importStatement(
  tx: Transaction,
  input: StatementInput,
): Promise<{ fresh: number; known: number; held: number; advised: number; warning: string | null }> {
  const { statement, account } = input;
  const days = [statement.firstDay, statement.lastDay, statement.openingBalance?.date, statement.closingBalance?.date]
    .filter((day) => day != null)
    .sort();
  const [from, to] = [statement.firstDay ?? days[0], days.at(-1)];
  const { foots, differenceMinor } = footingOf(statement, statement.bookedMinor);
  const compared: Verdict | undefined =
    input.booked && from && to && statement.bookedCount > 0 ? await compareWithKnown(tx, input, from, to) : undefined;
  const judged = compared?.state ?? (foots === false ? 'held' : 'accepted');
  const state = input.booked ? judged : 'accepted';
  const warning =
    state === 'held'
      ? `Statement ${statement.number ?? statement.reference ?? ''} of ${account.number} is held: ${compared?.reason ?? `it does not foot by ${formatAmount(differenceMinor, account.currency)}`}.`
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
    heldFor: state !== 'held' ? null : compared?.state === 'held' ? 'doubt' : 'footing',
    reason: warning,
  });
  const of = { bankAccountId: account.id, companyId: account.companyId, statementId, currency: account.currency };
  // What a statement that does not foot keeps from being posted is vouched for by one that foots and brings it again.
  const vouches = compared !== undefined && state === 'accepted' && foots === true;
  const takes = vouches && (await heldBeside(tx, account.id, from!, to!));
  const takenFrom: bigint[] = [];
  let [inserted, advised] = [0, 0];
  let waiting: NewBankLine[] = [];
  const write = async (): Promise<void> => {
    if (takes) takenFrom.push(...(await takeHeldLines(tx, of, waiting)));
    inserted += await insertBankLines(tx, of, waiting);
    waiting = [];
  };
  for (const line of input.toWrite()) {
    if (state === 'repeated' || compared?.skip.has(line.place)) continue;
    failpoint('bank-import.at-line');
    if (!line.booked) advised += 1;
    waiting.push({ ...line, state: !line.booked ? 'advised' : state === 'held' ? 'held' : 'waiting' });
    if (waiting.length === writtenAtOnce) await write();
  }
  await write();
  if (takenFrom.length > 0) await settleEmptied(tx, takenFrom);
  const fresh = inserted + takenFrom.length;
  return {
    fresh,
    known: statement.entryCount - fresh,
    held: state === 'held' ? inserted : 0,
    advised: Math.min(advised, inserted),
    warning,
  };
}

/** Looks at what is known of the same days; undefined where nothing is. */
async function compareWithKnown(
  tx: Transaction,
  input: StatementInput,
  from: string,
  to: string,
): Promise<Verdict | undefined> {
  const { statement, account } = input;
  const [opening, closing] = [statement.openingBalance?.amountMinor, statement.closingBalance?.amountMinor];
  const twins = (await loadOverlapping(tx.db, tx.tenantId, account.id, from, to)).some(
    (one) =>
      opening !== undefined && closing !== undefined && one.openingMinor === opening && one.closingMinor === closing,
  );
  const comparison = new StatementComparison(input.format, twins, digestOf);
  let known = 0;
  for await (const lines of loadKnownLines(tx, account.id, from, to)) {
    for (const line of lines) comparison.know(line);
    known += lines.length;
  }
  if (known === 0) return undefined;
  for (const { place, entry, bookingDate, booked, key, occurrence } of input.toCompare()) {
    const { amountMinor, bankReference } = entry;
    if (!booked) continue;
    const former = formerKey(entry, bookingDate, booked);
    comparison.see({ place, bookingDate, amountMinor, bankReference, key, occurrence, formerKey: former });
  }
  return comparison.verdict();
}
