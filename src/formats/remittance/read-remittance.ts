/** Reads any supported remittance advice; the format is recognised by content, never by the file's name. */
import { absolute, done, largestAmountMinor, type Outcome, RefusalError, raise } from '#kernel';
import { looksLikeXml } from '../bank/camt/read-camt.ts';
import { decodeText } from '../bank/decode.ts';
import type { BankWarning } from '../bank/model.ts';
import { refuseContainers } from '../container.ts';
import type { WordReader } from '../scan/model.ts';
import { looksLikePicture, pdfOfPicture } from '../scan/picture-file.ts';
import { csvSheet } from '../table/csv-sheet.ts';
import { fitsName, mostTelling } from '../table/file-name.ts';
import type { Sheet } from '../table/sheet.ts';
import { looksLikeWorkbook, readWorkbook } from '../table/xlsx/read-xlsx.ts';
import { readIsoRemittances } from './iso20022/remittance-block.ts';
import { type LockboxLayout, looksLikeLockbox, readLockbox } from './lockbox/read-lockbox.ts';
import { looksLikeMail, mailTable, readMailRemittance } from './mail/read-mail.ts';
import { type RemittanceFile, warnOfSums } from './model.ts';
import { readAchRemittances } from './nacha/ach-remittances.ts';
import { looksLikeAch } from './nacha/read-ach.ts';
import { looksLikePdf, readPdfRemittance } from './pdf/read-pdf.ts';
import type { RemittanceField, RemittanceMapping } from './table/columns.ts';
import { fitsSheet, likelyHeader, readRemittanceSheet } from './table/read-remittance-sheet.ts';
import { readX12 } from './x12/read-x12.ts';
import { looksLikeX12 } from './x12/segments.ts';

export interface RemittanceOptions {
  readonly fileName?: string;
  readonly mapping?: RemittanceMapping | undefined;
  /** Kept mappings, of which one is used where no other is given and it fits what is read. */
  readonly kept?: readonly RemittanceMapping[] | undefined;
  /** Reads the words of scanned pages; without it they are refused. */
  readonly words?: WordReader | undefined;
}

const maximumDepth = 3;
/** Files of text are read whole, as their counts and sums are looked at whole: hundreds of thousands of lines. */
const maximumTextBytes = 64 * 1024 * 1024;

/**
 * Reads X12 820, 823 and 812, BAI lockbox, ACH, ISO 20022, CSV, XLSX, PDF, scanned pages (PDF, PNG, JPEG, TIFF), and mails with any of
 * them attached. Refuses what no reader recognises (`remittance.unknown-format`), a kind of picture that is not read
 * (`remittance.picture`), a scan in which nothing can be read (`scan.unreadable`), amounts that nobody pays
 * (`remittance.amount-too-large`), a text of more than 64 MB (`file.too-large`), and whatever the format's reader refuses,
 * with the line, segment, page, part or path at fault; what no place of the file says, such as its size, names the file.
 */
export async function readRemittance(
  bytes: Uint8Array,
  options: RemittanceOptions = {},
): Promise<Outcome<RemittanceFile>> {
  return readAt(bytes, options, 0);
}

async function readAt(bytes: Uint8Array, options: RemittanceOptions, depth: number): Promise<Outcome<RemittanceFile>> {
  try {
    return done(withinReach(await read(bytes, options, depth)));
  } catch (fault) {
    if (!(fault instanceof RefusalError)) throw fault;
    const { refusal } = fault;
    // What is said of the whole file has the file as its place.
    const at = refusal.at ?? { file: '' };
    if (!('file' in at)) return { ok: false, refusal };
    return { ok: false, refusal: { ...refusal, at: { ...at, file: options.fileName ?? at.file } } };
  }
}

/** Refuses amounts that nobody pays (`remittance.amount-too-large`): the advice is read wrong, or was made to do harm. */
function withinReach(file: RemittanceFile): RemittanceFile {
  const look = (path: string, amounts: readonly (bigint | null | undefined)[]): void => {
    for (const amount of amounts)
      if (amount != null && absolute(amount) > largestAmountMinor)
        raise(
          'remittance.amount-too-large',
          `${path}: an amount of ${amount} minor units; nobody pays so much. Nothing was read.`,
          { amountMinor: amount.toString() },
          { file: '', path },
        );
  };
  for (const [place, { amountMinor, lines }] of file.remittances.entries()) {
    const path = `remittance[${place + 1}]`;
    look(path, [amountMinor]);
    for (const [index, line] of lines.entries())
      look(`${path}/line[${index + 1}]`, [
        line.amountMinor,
        line.discountMinor,
        ...line.adjustments.map((one) => one.amountMinor),
      ]);
  }
  return file;
}

async function read(bytes: Uint8Array, options: RemittanceOptions, depth: number): Promise<RemittanceFile> {
  const { mapping } = options;
  if (bytes.length === 0) raise('remittance.empty-file', 'The file is empty. Nothing was read.');
  refuseContainers(bytes);
  if (looksLikePdf(bytes)) return readPdfRemittance(bytes, options);
  if (looksLikePicture(bytes)) return { ...(await readPdfRemittance(pdfOfPicture(bytes), options)), format: 'picture' };
  if (looksLikeWorkbook(bytes)) return tables('xlsx', workbookSheets(bytes), options);
  if (isOtherPicture(bytes))
    raise(
      'remittance.picture',
      'Pictures are read as PNG, JPEG, TIFF or PDF; save it as one of them. Nothing was read.',
    );
  if (bytes.length > maximumTextBytes)
    raise('file.too-large', `A remittance is no larger than ${maximumTextBytes} bytes; split it. Nothing was read.`, {
      bytes: bytes.length,
    });
  const text = decodeText(bytes);
  if (looksLikeX12(text)) return readX12(text);
  if (looksLikeAch(text)) return readAchRemittances(text);
  if (looksLikeLockbox(text)) return readLockbox(text, (number) => mapping?.lockbox ?? keptLayout(number, options));
  if (looksLikeXml(text)) return readIsoRemittances(text);
  if (looksLikeMail(text)) {
    if (depth >= maximumDepth)
      raise('mail.too-deep', `Mails are packed into mails more than ${maximumDepth} deep. Nothing was read.`);
    return readMailRemittance(
      bytes,
      (content, fileName) => readAt(content, { ...options, fileName }, depth + 1),
      (sheet) => mapping ?? theOne(fittingTable(() => [sheet], options)),
    );
  }
  if (!/^[^\n]*[,;\t|]/.test(text.slice(0, 10_000)) && !/\n[^\n]*[,;\t|]/.test(text.slice(0, 10_000)))
    raise(
      'remittance.unknown-format',
      'This is no remittance that Dunwell can read (X12 820/823/812, lockbox, ACH, ISO 20022, CSV, XLSX, PDF, PNG, JPEG, TIFF, mail). Nothing was read.',
    );
  return tables('csv', csvSheets(text), options);
}

/** The one of the kept mappings that fits best; several raise `remittance.mapping-ambiguous`. */
function theOne(fitting: readonly RemittanceMapping[]): RemittanceMapping | undefined {
  const [first, second] = mostTelling(fitting, ({ files, columns, lockboxNumber }) => ({
    files,
    columns: Object.keys(columns).length + (lockboxNumber === undefined ? 0 : 1),
  }));
  if (first && second)
    raise(
      'remittance.mapping-ambiguous',
      `The mappings "${first.name}" and "${second.name}" fit alike; say which, or for files of which names each is. Nothing was read.`,
      { mappings: [first.name, second.name] },
    );
  return first;
}

const keptLayout = (lockbox: string | null, { kept = [], fileName }: RemittanceOptions): LockboxLayout | undefined =>
  theOne(kept.filter((one) => one.lockbox !== undefined && isOfLockbox(one, lockbox) && fitsName(one.files, fileName)))
    ?.lockbox;

/** Whether a mapping is for the files of a lockbox: of that one, or of any. */
export const isOfLockbox = ({ lockboxNumber }: RemittanceMapping, lockbox: string | null): boolean =>
  lockboxNumber === undefined || (lockbox !== null && numberKey(lockboxNumber) === numberKey(lockbox));

const numberKey = (text: string): string =>
  text
    .replace(/\W/g, '')
    .replace(/^0+(?=.)/, '')
    .toUpperCase();

const otherPictures: readonly (readonly number[])[] = [[...'GIF8'], [...'BM'], [...'RIFF']].map((mark) =>
  mark.map((letter) => letter.charCodeAt(0)),
);

/** GIF, BMP and WebP; also HEIC, whose mark stands further behind. */
const isOtherPicture = (bytes: Uint8Array): boolean =>
  (otherPictures.some((mark) => mark.every((byte, index) => bytes[index] === byte)) && bytes.includes(0)) ||
  /^ftyp(?:heic|heix|mif1|avif)/.test(String.fromCharCode(...bytes.subarray(4, 12)));

type SheetsBy = (mapping: Pick<RemittanceMapping, 'delimiter' | 'sheet'>) => readonly Sheet[];

const workbookSheets =
  (bytes: Uint8Array): SheetsBy =>
  ({ sheet }) =>
    readWorkbook(bytes, { fileName: '', sheet });
const csvSheets =
  (text: string): SheetsBy =>
  ({ delimiter }) => [csvSheet(text, { delimiter, at: { file: '' } })];

/** The kept mappings whose columns all stand in a table. */
const fittingTable = (sheetsBy: SheetsBy, { kept = [], fileName }: RemittanceOptions): RemittanceMapping[] =>
  kept.filter(
    (one) =>
      Object.keys(one.columns).length > 0 &&
      fitsName(one.files, fileName) &&
      sheetsBy(one).some((sheet) => fitsSheet(sheet, one)),
  );

/** A table of a remittance as somebody sees it who says which column holds what. */
export interface RemittanceTable {
  readonly format: 'csv' | 'xlsx' | 'eml';
  readonly header: readonly string[];
  /** Of the rows beneath it the first. */
  readonly sample: readonly (readonly string[])[];
  readonly rows: number;
  /** Which columns we would take for which field. */
  readonly guess: Readonly<Partial<Record<RemittanceField, string>>>;
}

const sampleRows = 6;

/**
 * The columns of a table for a person who points at them: of a CSV, a workbook, or in the HTML of a mail. Refuses what is no table,
 * or one without two columns (`remittance.not-a-table`), and what the readers of workbooks and mails refuse.
 */
export async function inspectRemittanceTable(
  bytes: Uint8Array,
  options: RemittanceOptions = {},
): Promise<Outcome<RemittanceTable>> {
  const isWorkbook = looksLikeWorkbook(bytes);
  const text = isWorkbook || bytes.length > maximumTextBytes ? '' : decodeText(bytes);
  try {
    if (!isWorkbook && looksLikeMail(text)) {
      const sheet = await mailTable(bytes);
      return done(pointedAt('eml', () => (sheet === undefined ? [] : [sheet]), options));
    }
    const isOther =
      looksLikePdf(bytes) || [looksLikeX12, looksLikeAch, looksLikeLockbox, looksLikeXml].some((one) => one(text));
    const sheetsBy: SheetsBy = isOther ? () => [] : isWorkbook ? workbookSheets(bytes) : csvSheets(text);
    return done(pointedAt(isWorkbook ? 'xlsx' : 'csv', sheetsBy, options));
  } catch (fault) {
    if (!(fault instanceof RefusalError)) throw fault;
    return { ok: false, refusal: fault.refusal };
  }
}

function pointedAt(format: RemittanceTable['format'], sheetsBy: SheetsBy, options: RemittanceOptions): RemittanceTable {
  const [mapping] = fittingTable(sheetsBy, options);
  for (const sheet of sheetsBy(mapping ?? {})) {
    const found = likelyHeader(sheet, mapping);
    if (!found) continue;
    const cells = sheet.rows[found.index]!.cells.map((cell) => cell.trim());
    const places = cells.flatMap((cell, place) => (cell === '' || cells.indexOf(cell) < place ? [] : [place]));
    const below = sheet.rows.slice(found.index + 1);
    return {
      format,
      header: places.map((place) => cells[place]!),
      sample: below.slice(0, sampleRows).map((row) => places.map((place) => row.cells[place] ?? '')),
      rows: below.length,
      guess: Object.fromEntries([...found.columns].map(([field, place]) => [field, cells[place]!])),
    };
  }
  return raise(
    'remittance.not-a-table',
    'This is no table of columns, so there is nothing to point at. Nothing was read.',
    {},
    { file: options.fileName ?? '' },
  );
}

function tables(format: 'csv' | 'xlsx', sheetsBy: SheetsBy, options: RemittanceOptions): RemittanceFile {
  const mapping = options.mapping ?? theOne(fittingTable(sheetsBy, options));
  const sheets = sheetsBy(mapping ?? {});
  const warnings: BankWarning[] = [];
  const remittances = sheets.flatMap((sheet) => readRemittanceSheet(sheet, mapping, warnings) ?? []);
  if (remittances.length === 0)
    raise(
      'remittance.no-table',
      `No row names a document and an amount (the file begins with "${(sheets[0]?.rows[0]?.cells ?? []).join(', ').slice(0, 200)}"); give a mapping. Nothing was read.`,
      {},
      // The head of the table, or what stands in its place.
      { file: '', row: sheets[0]?.rows[0]?.row ?? 1, ...(sheets[0]?.name != null && { path: sheets[0].name }) },
    );
  warnOfSums(remittances, warnings);
  return { format, remittances, warnings };
}
