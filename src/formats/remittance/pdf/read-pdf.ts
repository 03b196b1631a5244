/**
 * A remittance on PDF pages: texts are put into rows and columns by where they stand, then read like any table. A page without
 * text is a picture, and so is one that a picture covers and only a footer or a stamp stands on: its words are read by whoever is
 * given for it, and take the very same way. Read by Mozilla's pdf.js;
 * scripts in a file are never run.
 */
import { type RefusalPlace, raise, withoutNul } from '#kernel';
import type { BankWarning } from '../../bank/model.ts';
import { maximumPixels, type PagePicture, type ScannedWord, type WordReader } from '../../scan/model.ts';
import { pictureOfPage } from '../../scan/picture-of-page.ts';
import { textsOfWords, unsureWords } from '../../scan/words-on-page.ts';
import type { Sheet } from '../../table/sheet.ts';
import { type RemittanceFile, warnOfSums } from '../model.ts';
import type { RemittanceMapping } from '../table/columns.ts';
import { readRemittanceSheet } from '../table/read-remittance-sheet.ts';
import { type PlacedText, sheetOfPages } from './placed-text.ts';

const maximumBytes = 25 * 1024 * 1024;
const maximumPages = 200;
/** Each takes seconds of a processor; an advice of more is an archive. */
const maximumScannedPages = 20;
const maximumTexts = 100_000;

export const looksLikePdf = (bytes: Uint8Array): boolean =>
  [0x25, 0x50, 0x44, 0x46, 0x2d].every((byte, index) => bytes[index] === byte);

export interface PdfSheet {
  readonly sheet: Sheet;
  /** Pages that were pictures, from 1. */
  readonly scannedPages: readonly number[];
  readonly warnings: readonly BankWarning[];
}

/**
 * Reads a PDF. Refuses what `readPdfSheet` refuses, and one without a remittance table (`remittance.no-table`). What was read
 * off pictures is marked as scanned.
 */
export async function readPdfRemittance(
  bytes: Uint8Array,
  options: { mapping?: RemittanceMapping | undefined; words?: WordReader | undefined } = {},
): Promise<RemittanceFile> {
  const { sheet, scannedPages, warnings: said } = await readPdfSheet(bytes, options.words);
  const warnings: BankWarning[] = [...said];
  const remittances = readRemittanceSheet(sheet, options.mapping, warnings);
  if (!remittances || remittances.length === 0)
    return raise(
      'remittance.no-table',
      scannedPages.length === 0
        ? 'The PDF holds no table with documents and amounts. Nothing was read.'
        : `No table with documents and amounts could be read off the scanned page${scannedPages.length > 1 ? 's' : ''}; key in what it says. Nothing was read.`,
      {},
      pageAt(scannedPages[0] ?? 1),
    );
  warnOfSums(remittances, warnings);
  return {
    format: 'pdf',
    remittances: scannedPages.length === 0 ? remittances : remittances.map((one) => ({ ...one, scanned: true })),
    warnings,
  };
}

/**
 * The texts of all pages as one sheet; the words of pages that are pictures by `words`, at most 20 of them. Refuses a PDF that
 * cannot be opened (`pdf.malformed`), is locked (`pdf.encrypted`), too large (`file.too-large`, `pdf.too-many-pages`,
 * `pdf.too-many-texts`, `scan.too-many-pages`), holds nothing at all (`pdf.no-text`), and a picture that nobody reads or in which
 * no word was found (`scan.unreadable`), with its page.
 */
export async function readPdfSheet(bytes: Uint8Array, words?: WordReader): Promise<PdfSheet> {
  if (bytes.length > maximumBytes)
    raise('file.too-large', `The PDF is larger than ${maximumBytes} bytes. Nothing was read.`);
  // The library is large and few files need it.
  const { getDocumentProxy, getResolvedPDFJS } = await import('unpdf');
  const { OPS: operations } = await getResolvedPDFJS();
  const document = await opened(
    // It takes the buffer away from its caller; it gets a copy.
    getDocumentProxy(Uint8Array.from(bytes), {
      isEvalSupported: false,
      isOffscreenCanvasSupported: false,
      isImageDecoderSupported: false,
      maxImageSize: maximumPixels,
      verbosity: 0,
    }),
  );
  try {
    if (document.numPages > maximumPages)
      raise(
        'pdf.too-many-pages',
        `The PDF has more than ${maximumPages} pages. Nothing was read.`,
        {},
        pageAt(maximumPages + 1),
      );
    const pages: PlacedText[][] = [];
    const above: PlacedText[][] = [];
    const scannedPages: number[] = [];
    const warnings: BankWarning[] = [];
    let count = 0;
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await opened(document.getPage(number));
      let texts = textsOf((await opened(page.getTextContent())).items);
      const beside = isBesideScan(texts) ? texts : [];
      if (texts.length === beside.length) {
        const picture = await opened(pictureOfPage(page, operations, beside.length === 0 ? 0 : scanCovers));
        if (picture === undefined && beside.length === 0)
          unreadable(number, 'it is damaged or packed in a way that is not read.');
        if (picture) {
          scannedPages.push(number);
          if (scannedPages.length > maximumScannedPages)
            raise(
              'scan.too-many-pages',
              `The PDF has more than ${maximumScannedPages} scanned pages; give them in parts. Nothing was read.`,
              {},
              pageAt(number),
            );
          const read = await wordsOf(picture, number, { words, besideText: beside.length > 0 });
          if (read.length === 0) {
            // Nothing but what was known of it: a picture behind a text is no reason to refuse the text.
            scannedPages.pop();
            warnings.push({
              code: 'scan.unread',
              message: `Page ${number} has a picture on which no word was read; only its text was taken.`,
            });
            pages.push(texts);
            continue;
          }
          texts = textsOfWords(read, picture);
          // What the scanner wrote has other measures and is no row of a table: it stands above them all.
          if (beside.length > 0) above.push([...beside]);
          warnings.push({
            code: 'scan.read',
            message: `Page ${number} is a picture; look whether its figures were read right.`,
          });
          const unsure = unsureWords(read);
          if (unsure.length > 0)
            warnings.push({
              code: 'scan.unsure',
              message: `Page ${number} was hardly legible at ${unsure
                .slice(0, 5)
                .map((word) => `"${word}"`)
                .join(', ')}${unsure.length > 5 ? ` and ${unsure.length - 5} more` : ''}.`,
            });
        }
      }
      count += texts.length;
      if (count > maximumTexts)
        raise(
          'pdf.too-many-texts',
          `The PDF holds more than ${maximumTexts} texts. Nothing was read.`,
          {},
          pageAt(number),
        );
      pages.push(texts);
    }
    if (pages.every((page) => page.length === 0))
      raise(
        'pdf.no-text',
        'The PDF holds neither text nor pictures of text; key in what it says. Nothing was read.',
        {},
        pageAt(1),
      );
    return { sheet: sheetOfPages([...above, ...pages]), scannedPages, warnings };
  } finally {
    await document.destroy();
  }
}

/** A scan covers at least this share of its page; a letterhead or a logo less. */
const scanCovers = 0.5;
/** More texts than a scanner or a stamp writes. */
const fewTexts = 20;

/** Whether these may be the texts that a scanner adds to its picture (a number of the page, a stamp): few, and no amount. */
const isBesideScan = (texts: readonly PlacedText[]): boolean =>
  texts.length <= fewTexts && !texts.some(({ text }) => /\d[.,]\d{2}(?!\d|[.,]\d)/.test(text));

/** What the library answers; its faults as refusals. */
async function opened<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (fault) {
    if ((fault as Error).name === 'PasswordException')
      return raise('pdf.encrypted', 'The PDF is protected by a password. Nothing was read.');
    return raise(
      'pdf.malformed',
      `The PDF cannot be opened: ${(fault as Error).message.slice(0, 200)} Nothing was read.`,
    );
  }
}

interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
}

const textsOf = (items: readonly (TextItem | object)[]): PlacedText[] =>
  items.flatMap((item): PlacedText[] =>
    'str' in item && item.str.trim() !== ''
      ? [
          {
            text: withoutNul(item.str).replace(/\s+/g, ' '),
            left: item.transform[4]!,
            right: item.transform[4]! + item.width,
            base: item.transform[5]!,
          },
        ]
      : [],
  );

const pageAt = (page: number): RefusalPlace => ({ file: '', path: `page[${page}]` });

const unreadable = (page: number, why: string): never =>
  raise(
    'scan.unreadable',
    `Page ${page} is a picture: ${why} Key in what it says. Nothing was read.`,
    { page },
    pageAt(page),
  );

/** The words of a picture; none is a refusal, unless a text stands beside it. */
async function wordsOf(
  picture: PagePicture,
  page: number,
  { words, besideText }: { words: WordReader | undefined; besideText: boolean },
): Promise<readonly ScannedWord[]> {
  const read = await words?.(picture);
  if (read?.ok && read.value.length > 0) return read.value;
  if (besideText) return [];
  if (!read) return unreadable(page, 'there is nobody here who reads it.');
  return unreadable(
    page,
    read.ok ? 'no word was found on it.' : read.refusal.message.replace(' Nothing was read.', ''),
  );
}
