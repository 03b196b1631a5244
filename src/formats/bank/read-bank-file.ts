/** Reads any supported bank file; the format is recognised by content, never by the file's name. */
import { absolute, catchRefusal, largestAmountMinor, type Outcome, raise } from '#kernel';
import { looksLikeWorkbook } from '../table/xlsx/read-xlsx.ts';
import { looksLikeAeb43, readAeb43 } from './aeb43/read-aeb43.ts';
import { looksLikeBai2, readBai2 } from './bai2/read-bai2.ts';
import { looksLikeXml, readCamt } from './camt/read-camt.ts';
import { looksLikeCoda, readCoda } from './coda/read-coda.ts';
import type { CsvMapping } from './csv/mapping.ts';
import { looksLikeCsv, readBankCsv, readBankWorkbook } from './csv/read-csv.ts';
import { decodeText } from './decode.ts';
import type { BankFile } from './model.ts';
import { looksLikeMt940, readMt940 } from './mt940/read-mt940.ts';
import { looksLikeOfx, readOfx } from './ofx/read-ofx.ts';

interface Reader {
  readonly recognises: (text: string) => boolean;
  readonly read: (text: string, mapping: CsvMapping | undefined) => BankFile;
}

/** The readers in the order in which they are asked; a new format is a new row. */
const readers: readonly Reader[] = [
  { recognises: looksLikeOfx, read: readOfx },
  { recognises: looksLikeXml, read: readCamt },
  { recognises: looksLikeBai2, read: readBai2 },
  { recognises: looksLikeCoda, read: readCoda },
  { recognises: looksLikeAeb43, read: readAeb43 },
  { recognises: looksLikeMt940, read: readMt940 },
  { recognises: looksLikeCsv, read: readBankCsv },
];

/** Refuses amounts that no bank books (`bank.amount-too-large`): the file is read wrong, or was made to do harm. */
function withinReach(file: BankFile): BankFile {
  for (const statement of file.statements) {
    const balances = [statement.openingBalance, statement.closingBalance];
    for (const one of [...statement.entries, ...balances])
      if (one && absolute(one.amountMinor) > largestAmountMinor)
        raise(
          'bank.amount-too-large',
          `The file has an amount of ${one.amountMinor} minor units; no bank books so much. Nothing was read.`,
          { amountMinor: one.amountMinor.toString() },
        );
  }
  return file;
}

/**
 * Reads a bank file. With a mapping it is read as a table. Refuses what no reader recognises (`bank.unknown-format`), amounts
 * that no bank books (`bank.amount-too-large`), and whatever the format's reader refuses, with the line or path at fault.
 */
export function readBankFile(
  bytes: Uint8Array,
  options: { mapping?: CsvMapping; fileName?: string } = {},
): Outcome<BankFile> {
  const outcome = catchRefusal(() => {
    if (bytes.length === 0) raise('bank.empty-file', 'The file is empty. Nothing was read.');
    if (looksLikeWorkbook(bytes)) return withinReach(readBankWorkbook(bytes, options.mapping));
    const text = decodeText(bytes);
    if (options.mapping) return withinReach(readBankCsv(text, options.mapping));
    const reader = readers.find((one) => one.recognises(text));
    if (!reader)
      raise(
        'bank.unknown-format',
        'This is no bank file that Dunwell can read (MT940, MT942, CAMT.052/053/054, BAI2, OFX, CODA, Norma 43, CSV, XLSX). Nothing was read.',
      );
    return withinReach(reader.read(text, undefined));
  });
  if (outcome.ok || options.fileName === undefined || !outcome.refusal.at || !('file' in outcome.refusal.at))
    return outcome;
  return { ok: false, refusal: { ...outcome.refusal, at: { ...outcome.refusal.at, file: options.fileName } } };
}
