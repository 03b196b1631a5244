/**
 * ACH files. Norm: Nacha Operating Rules, appendix three (records 1, 5, 6, 7, 8, 9 of 94 characters). Entries are read with
 * their addenda; sums and counts of the controls are checked and differences said, for an ACH file informs and posts nothing.
 */
import { type Day, isDay, raise } from '#kernel';
import { columns, type FixedLine, fixedLines, refuseLine, wholeNumber } from '../../bank/fixed-lines.ts';
import type { BankWarning } from '../../bank/model.ts';

export interface AchAddenda {
  /** 05 payment information, 98 notification of change, 99 return, 10–18 international, 02 terminal. */
  readonly type: string;
  /** Payment related information (05), else everything behind the type. */
  readonly text: string;
  readonly line: number;
}

export interface AchEntry {
  readonly transactionCode: string;
  readonly account: string;
  /** Cents, unsigned. */
  readonly amountMinor: bigint;
  readonly identification: string;
  readonly name: string;
  readonly trace: string;
  readonly addenda: readonly AchAddenda[];
  readonly line: number;
}

export interface AchBatch {
  readonly companyName: string;
  readonly companyId: string;
  /** Standard entry class: CTX, CCD, PPD, WEB … */
  readonly entryClass: string;
  readonly description: string;
  readonly effectiveDate: Day | null;
  readonly entries: readonly AchEntry[];
}

export interface AchFile {
  readonly batches: readonly AchBatch[];
  /** What the file control states; null where there is none. */
  readonly control: {
    readonly debitMinor: bigint;
    readonly creditMinor: bigint;
    readonly entriesAndAddenda: number;
  } | null;
  readonly warnings: readonly BankWarning[];
}

interface OpenBatch extends AchBatch {
  readonly entries: (AchEntry & { addenda: AchAddenda[] })[];
}

/** True for text that begins with an ACH file header, or with a batch header of a fragment. */
export const looksLikeAch = (text: string): boolean =>
  /^\s*(101[ \d]\d{8,9}[ A-Z0-9]{0,10}[ \d]*\d{6}|5(200|220|225|280).{46}[A-Z]{3})/.test(text.slice(0, 200));

const code = 'nacha.record-malformed';

/**
 * Reads an ACH file. Lines that are too short or too long, missing headers and controls, and sums that differ are warnings.
 * Refuses a line that is no record and an amount that is no number (`nacha.record-malformed`), and a file without records.
 */
export function readAch(text: string): AchFile {
  const warnings: BankWarning[] = [];
  const warn = (line: number, reason: string, message: string): void =>
    void warnings.push({ code: reason, message, line });
  const batches: OpenBatch[] = [];
  let open: OpenBatch | undefined;
  let control: AchFile['control'] = null;
  let header = false;
  const implicit = (line: FixedLine): OpenBatch => {
    if (open) return open;
    warn(line.line, 'nacha.header-missing', 'Entries stand without the header of their batch.');
    open = { companyName: '', companyId: '', entryClass: '', description: '', effectiveDate: null, entries: [] };
    batches.push(open);
    return open;
  };
  for (const raw of fixedLines(text)) {
    if (/^9{94,}$/.test(raw.text.trim())) continue;
    const line = raw.text.length === 94 ? raw : { ...raw, text: raw.text.padEnd(94).slice(0, 94) };
    const length = raw.text.trimEnd().length;
    // The last fields of the file's header and control are blank; editors cut them off.
    const least = { '1': 40, '9': 55 }[raw.text[0]!] ?? 94;
    if (length > 94 || length < least)
      warn(raw.line, 'nacha.line-length', `Line ${raw.line} has ${length} characters instead of 94.`);
    const type = columns(line, 1, 1);
    if (type === '1') header = true;
    else if (type === '5') {
      if (open) warn(raw.line, 'nacha.control-missing', 'A batch begins before the control of the one before.');
      open = readBatchHeader(line);
      batches.push(open);
    } else if (type === '6') implicit(line).entries.push(readEntry(line, open!.entryClass));
    else if (type === '7') {
      const entry = implicit(line).entries.at(-1);
      if (!entry) warn(raw.line, 'nacha.addenda-alone', 'An addenda stands before any entry; it was left out.');
      else entry.addenda.push(readAddenda(line));
    } else if (type === '8') {
      if (open) checkBatch(line, open, warnings);
      else warn(raw.line, 'nacha.header-missing', 'A batch control stands without its batch.');
      open = undefined;
    } else if (type === '9') control = readFileControl(line, batches);
    else refuseLine(raw, code, `"${raw.text.slice(0, 20)}" is no ACH record`);
  }
  if (batches.length === 0 && !header && !control)
    raise('nacha.no-record', 'The file holds no ACH record. Nothing was read.', {}, { file: '', row: 1 });
  if (open) warn(0, 'nacha.control-missing', 'The last batch has no control.');
  if (!header) warn(1, 'nacha.header-missing', 'The file has no header.');
  if (!control) warn(0, 'nacha.control-missing', 'The file has no control.');
  else checkFile(batches, control, warnings);
  return { batches, control, warnings };
}

function readBatchHeader(line: FixedLine): OpenBatch {
  return {
    companyName: columns(line, 5, 20).trim(),
    companyId: columns(line, 41, 50).trim(),
    entryClass: columns(line, 51, 53).trim(),
    description: columns(line, 54, 63).trim(),
    effectiveDate: effectiveDay(columns(line, 70, 75)),
    entries: [],
  };
}

/** YYMMDD; some originators leave it blank or write nonsense, and nothing hangs on it. */
function effectiveDay(text: string): Day | null {
  const day = `20${text.slice(0, 2)}-${text.slice(2, 4)}-${text.slice(4, 6)}`;
  return isDay(day) ? day : null;
}

/** Where the fields stand depends on the class: CTX counts its addenda before the name, ADV has longer amounts, IAT no name. */
function readEntry(line: FixedLine, entryClass: string): AchEntry & { addenda: AchAddenda[] } {
  const advice = entryClass === 'ADV';
  const international = entryClass === 'IAT';
  const many = entryClass === 'CTX';
  return {
    transactionCode: columns(line, 2, 3),
    account: (international ? columns(line, 40, 74) : advice ? columns(line, 13, 27) : columns(line, 13, 29)).trim(),
    amountMinor: advice ? wholeNumber(line, 28, 39, code) : wholeNumber(line, 30, 39, code),
    identification: international || advice ? '' : columns(line, 40, 54).trim(),
    name: international
      ? ''
      : advice
        ? columns(line, 47, 68).trim()
        : (many ? columns(line, 59, 74) : columns(line, 55, 76)).trim(),
    trace: advice ? columns(line, 80, 94).trim() : columns(line, 80, 94).trim(),
    addenda: [],
    line: line.line,
  };
}

const readAddenda = (line: FixedLine): AchAddenda => {
  const type = columns(line, 2, 3);
  return { type, text: (type === '05' ? columns(line, 4, 83) : columns(line, 4, 94)).trimEnd(), line: line.line };
};

/** Second digit of the transaction code: up to 4 a credit, from 5 a debit; ADV: 81, 83, 85, 87 credit, the even ones debit. */
export function isCredit(transactionCode: string): boolean {
  const last = Number(transactionCode[1]);
  return transactionCode.startsWith('8') ? last % 2 === 1 : last <= 4;
}

function sumsOf(entries: readonly AchEntry[]): { debitMinor: bigint; creditMinor: bigint; count: number } {
  let [debitMinor, creditMinor, count] = [0n, 0n, 0];
  for (const entry of entries) {
    if (isCredit(entry.transactionCode)) creditMinor += entry.amountMinor;
    else debitMinor += entry.amountMinor;
    count += 1 + entry.addenda.length;
  }
  return { debitMinor, creditMinor, count };
}

function checkBatch(line: FixedLine, batch: OpenBatch, warnings: BankWarning[]): void {
  const wide = batch.entryClass === 'ADV';
  const stated = {
    count: Number(columns(line, 5, 10)),
    debitMinor: wholeNumber(line, 21, wide ? 40 : 32, code),
    creditMinor: wholeNumber(line, wide ? 41 : 33, wide ? 60 : 44, code),
  };
  const sums = sumsOf(batch.entries);
  if (stated.debitMinor !== sums.debitMinor || stated.creditMinor !== sums.creditMinor)
    warnings.push({
      code: 'nacha.control-total',
      message: `The batch sums to ${sums.debitMinor} debit and ${sums.creditMinor} credit, but its control says ${stated.debitMinor} and ${stated.creditMinor}.`,
      line: line.line,
    });
  if (stated.count !== sums.count)
    warnings.push({
      code: 'nacha.count',
      message: `The batch control counts ${stated.count} entries and addenda, but there are ${sums.count}.`,
      line: line.line,
    });
}

function readFileControl(line: FixedLine, batches: readonly AchBatch[]): NonNullable<AchFile['control']> {
  const wide = batches.length > 0 && batches.every((batch) => batch.entryClass === 'ADV');
  return {
    entriesAndAddenda: Number(columns(line, 14, 21)),
    debitMinor: wholeNumber(line, 32, wide ? 51 : 43, code),
    creditMinor: wholeNumber(line, wide ? 52 : 44, wide ? 71 : 55, code),
  };
}

function checkFile(
  batches: readonly AchBatch[],
  control: NonNullable<AchFile['control']>,
  warnings: BankWarning[],
): void {
  const sums = sumsOf(batches.flatMap((batch) => batch.entries));
  if (control.debitMinor !== sums.debitMinor || control.creditMinor !== sums.creditMinor)
    warnings.push({
      code: 'nacha.control-total',
      message: `The file sums to ${sums.debitMinor} debit and ${sums.creditMinor} credit, but its control says ${control.debitMinor} and ${control.creditMinor}.`,
    });
  if (control.entriesAndAddenda !== sums.count)
    warnings.push({
      code: 'nacha.count',
      message: `The file control counts ${control.entriesAndAddenda} entries and addenda, but there are ${sums.count}.`,
    });
}
