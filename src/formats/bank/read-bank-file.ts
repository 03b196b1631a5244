/** Reads any supported bank file; the format is recognised by content, never by the file's name. */
import { absolute, catchRefusal, type Day, largestAmountMinor, type Outcome, raise } from '#kernel';
import { refuseContainers } from '../container.ts';
import { looksLikeWorkbook } from '../table/xlsx/read-xlsx.ts';
import { looksLikeAeb43, readAeb43 } from './aeb43/read-aeb43.ts';
import { looksLikeBai2, readBai2 } from './bai2/read-bai2.ts';
import { looksLikeXml, readCamt } from './camt/read-camt.ts';
import { looksLikeCoda, readCoda } from './coda/read-coda.ts';
import type { CsvMapping } from './csv/mapping.ts';
import { looksLikeCsv, readBankCsv, readBankWorkbook } from './csv/read-csv.ts';
import { allBytes, type ByteSource, copied, type TextSource, textSource } from './decode.ts';
import type {
  BankEntry,
  BankFile,
  BankFormat,
  BankPiece,
  BankReading,
  BankStatement,
  BankWarning,
  StatementHead,
} from './model.ts';
import { looksLikeMt940, readMt940 } from './mt940/read-mt940.ts';
import { looksLikeOfx, readOfx } from './ofx/read-ofx.ts';

interface Reader {
  readonly recognises: (text: string) => boolean;
  readonly read: (text: TextSource) => BankReading;
}

const inOneGo =
  (read: (text: TextSource) => Iterable<BankPiece>): Reader['read'] =>
  (text) =>
  () =>
    read(text);

/** The readers in the order in which they are asked; a new format is a new row. */
const readers: readonly Reader[] = [
  { recognises: looksLikeOfx, read: inOneGo(readOfx) },
  { recognises: looksLikeXml, read: inOneGo(readCamt) },
  { recognises: looksLikeBai2, read: inOneGo(readBai2) },
  { recognises: looksLikeCoda, read: inOneGo(readCoda) },
  { recognises: looksLikeAeb43, read: inOneGo(readAeb43) },
  { recognises: looksLikeMt940, read: inOneGo(readMt940) },
  { recognises: looksLikeCsv, read: (text) => readBankCsv(text) },
];

export interface BankFileOptions {
  readonly mapping?: CsvMapping | undefined;
  readonly fileName?: string;
}

/** The reading that fits a file; raises `bank.empty-file`, `bank.unknown-format` and what readers refuse at once. */
function readingOf(bytes: ByteSource, mapping: CsvMapping | undefined): BankReading {
  const first = firstBytes(bytes);
  if (first.length === 0) raise('bank.empty-file', 'The file is empty. Nothing was read.');
  refuseContainers(first);
  if (looksLikeWorkbook(first)) return readBankWorkbook(allBytes(bytes), mapping);
  const text = textSource(bytes);
  if (mapping) return readBankCsv(text, mapping);
  const reader = readers.find((one) => one.recognises(text.head));
  if (!reader)
    return raise(
      'bank.unknown-format',
      'This is no bank file that Dunwell can read (MT940, MT942, CAMT.052/053/054, BAI2, OFX, CODA, Norma 43, CSV, XLSX). Nothing was read.',
    );
  return reader.read(text);
}

function firstBytes(bytes: ByteSource): Uint8Array {
  for (const piece of bytes) if (piece.length > 0) return piece;
  return new Uint8Array();
}

/** Refuses amounts that no bank books (`bank.amount-too-large`): the file is read wrong, or was made to do harm. */
function withinReach(one: { readonly amountMinor: bigint } | null, path: string): void {
  if (one && absolute(one.amountMinor) > largestAmountMinor)
    raise(
      'bank.amount-too-large',
      `${path}: an amount of ${one.amountMinor} minor units; no bank books so much. Nothing was read.`,
      { amountMinor: one.amountMinor.toString() },
      { file: '', path },
    );
}

/** Runs a reader; what it refuses names the file. */
function refusingWithFile<T>(fileName: string | undefined, work: () => T): Outcome<T> {
  const outcome = catchRefusal(work);
  if (outcome.ok || fileName === undefined || !outcome.refusal.at || !('file' in outcome.refusal.at)) return outcome;
  return { ok: false, refusal: { ...outcome.refusal, at: { ...outcome.refusal.at, file: fileName } } };
}

/** A statement of a file that was gone through: what it says, and what its entries come to. */
export interface SurveyedStatement extends StatementHead {
  readonly entryCount: number;
  readonly bookedCount: number;
  readonly bookedMinor: bigint;
  /** The first and last day of its entries, by booking or, where that is missing, value date. */
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
}

/** A bank file that was gone through to its end without keeping its entries. */
export interface BankFileInPieces {
  readonly format: BankFormat;
  readonly statements: readonly SurveyedStatement[];
  readonly warnings: readonly BankWarning[];
  /** Its entries, each statement behind its own: of a small file they were kept, a larger one is gone through once more. */
  readonly pieces: BankReading;
}

/** What of a file is kept while it is surveyed: more is read again. */
const mostKeptPieces = 2000;

/**
 * Goes through a bank file of any size: its whole content is checked as `readBankFile` checks it, and refused for the same
 * reasons; of many entries only counts and sums are kept.
 */
export function surveyBankFile(bytes: ByteSource, options: BankFileOptions = {}): Outcome<BankFileInPieces> {
  return refusingWithFile(options.fileName, () => {
    const pieces = readingOf(bytes, options.mapping);
    const statements: SurveyedStatement[] = [];
    const kept: BankPiece[] = [];
    const { format, warnings } = collect(keepingFew(pieces(), kept), () => {
      const sums = { entryCount: 0, bookedCount: 0, bookedMinor: 0n };
      const days: { firstDay: Day | null; lastDay: Day | null } = { firstDay: null, lastDay: null };
      return {
        entry({ status, amountMinor, bookingDate, valueDate }) {
          sums.entryCount += 1;
          if (status === 'booked') {
            sums.bookedCount += 1;
            sums.bookedMinor += amountMinor;
          }
          const day = bookingDate ?? valueDate;
          if (day === null) return;
          if (days.firstDay === null || day < days.firstDay) days.firstDay = day;
          if (days.lastDay === null || day > days.lastDay) days.lastDay = day;
        },
        statement: (head) => void statements.push({ ...ownCopy(head), ...sums, ...days }),
      };
    });
    return { format, statements, warnings, pieces: kept.length > 0 ? () => kept : pieces };
  });
}

/** Passes pieces on; in `kept` are all of them at the end, or none where they are more than few. */
function* keepingFew(pieces: Iterable<BankPiece>, kept: BankPiece[]): Generator<BankPiece> {
  let few = true;
  for (const piece of pieces) {
    if (few) kept.push(piece);
    if (kept.length > mostKeptPieces) {
      few = false;
      kept.length = 0;
    }
    yield piece;
  }
}

/**
 * Reads a bank file whole. With a mapping it is read as a table. Refuses what no reader recognises (`bank.unknown-format`),
 * amounts that no bank books (`bank.amount-too-large`), and whatever the format's reader refuses, with the line or path at
 * fault.
 */
export const readBankFile = (bytes: Uint8Array, options: BankFileOptions = {}): Outcome<BankFile> =>
  refusingWithFile(options.fileName, () => wholeFile(readingOf([bytes], options.mapping)));

/** A reading to its end, all of it kept. */
export function wholeFile(reading: BankReading): BankFile {
  const statements: BankStatement[] = [];
  const { format, warnings } = collect(reading(), () => {
    const entries: BankEntry[] = [];
    return {
      entry: (entry) => void entries.push(entry),
      statement: (head) => void statements.push({ ...head, entries }),
    };
  });
  return { format, statements, warnings };
}

/** What is done with the entries of one statement, and with the statement itself. */
interface Taker {
  entry(entry: BankEntry): void;
  statement(head: StatementHead): void;
}

function collect(pieces: Iterable<BankPiece>, takeNext: () => Taker): { format: BankFormat; warnings: BankWarning[] } {
  const warnings: BankWarning[] = [];
  let format: BankFormat | undefined;
  let taker = takeNext();
  let [statement, entry] = [1, 0];
  for (const piece of pieces) {
    if (piece.kind === 'entry') {
      entry += 1;
      withinReach(piece.entry, `statement[${statement}]/entry[${entry}]`);
      taker.entry(piece.entry);
    } else if (piece.kind === 'statement') {
      withinReach(piece.statement.openingBalance, `statement[${statement}]/opening`);
      withinReach(piece.statement.closingBalance, `statement[${statement}]/closing`);
      taker.statement(piece.statement);
      taker = takeNext();
      statement += 1;
      entry = 0;
    } else if (piece.kind === 'warning') warnings.push(piece.warning);
    else format = piece.format;
  }
  return { format: format!, warnings };
}

/** The words of a statement for themselves: as parts of the file's text they would keep it in memory. */
const ownCopy = (head: StatementHead): StatementHead => {
  const own = (text: string | null): string | null => (text === null ? null : copied(text));
  return { ...head, account: own(head.account), reference: own(head.reference), number: own(head.number) };
};
