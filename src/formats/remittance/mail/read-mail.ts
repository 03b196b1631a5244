/**
 * A remittance by e-mail: attachments first, each read by its content; the text only where they gave nothing, pictures only
 * where that gave nothing either: most are logos, and reading one takes seconds. Last what its sentences tell of a payment. Norm: RFC 5322, MIME (RFC 2045–2049). The sender is the payer unless the advice says otherwise.
 */
import { type Outcome, raise, textKey } from '#kernel';
import type { BankWarning } from '../../bank/model.ts';
import { parseMail } from '../../parse-mail.ts';
import { looksLikePicture } from '../../scan/picture-file.ts';
import type { Sheet } from '../../table/sheet.ts';
import { warningText } from '../../warning-text.ts';
import { type LockboxDifference, type Remittance, type RemittanceFile, warnOfSums } from '../model.ts';
import type { RemittanceMapping } from '../table/columns.ts';
import { readRemittanceSheet } from '../table/read-remittance-sheet.ts';
import { htmlSheet, sheetOf } from './html-sheet.ts';
import { readProse } from './prose.ts';

const maximumBytes = 50 * 1024 * 1024;
const maximumAttachments = 100;
const maximumPictures = 10;

/** True for text that begins with a mail's header fields. */
export const looksLikeMail = (text: string): boolean =>
  /^(?:[!-9;-~]{1,60}:[ \t].*(?:\r?\n[ \t].*)*\r?\n){1,60}/.test(text.slice(0, 20_000)) &&
  /^(?:from|received|return-path|mime-version|subject|date|message-id|delivered-to|to):/im.test(text.slice(0, 20_000));

type ReadAttachment = (bytes: Uint8Array, fileName: string) => Promise<Outcome<RemittanceFile>>;

/**
 * Reads a mail; attachments go through `readAttachment`, a table in its text by the mapping that is said for it. Refuses a mail without any remittance
 * (`remittance.no-table`) and, with the reason, one that names documents and tells of no payment (see `readProse`).
 */
export async function readMailRemittance(
  bytes: Uint8Array,
  readAttachment: ReadAttachment,
  mappingOf: (sheet: Sheet) => RemittanceMapping | undefined,
): Promise<RemittanceFile> {
  if (bytes.length > maximumBytes)
    raise('file.too-large', `The mail is larger than ${maximumBytes} bytes. Nothing was read.`);
  const mail = await parseMail(bytes);
  const warnings: BankWarning[] = [];
  const found: Remittance[] = [];
  const differing: LockboxDifference[] = [];
  /** Announced adjustments (X12 812): they pay nothing, and are a file of their own. */
  const announced: { readonly name: string; readonly remittances: readonly Remittance[] }[] = [];
  const attached = mail.attachments.slice(0, maximumAttachments).map((attachment, index) => ({
    name: attachment.filename ?? `attachment ${index + 1}`,
    content:
      typeof attachment.content === 'string'
        ? new TextEncoder().encode(attachment.content)
        : new Uint8Array(attachment.content),
    isImage: /^image\//.test(attachment.mimeType),
    // Logos and signatures are not advices.
    isDecoration: /^image\//.test(attachment.mimeType) && attachment.disposition === 'inline',
  }));
  const isPicture = (one: (typeof attached)[number]): boolean => one.isImage || looksLikePicture(one.content);
  const take = async ({ name, content }: (typeof attached)[number]): Promise<void> => {
    const outcome = await readAttachment(content, name);
    if (outcome.ok) {
      if (outcome.value.format === 'x12.812') announced.push({ name, remittances: outcome.value.remittances });
      else {
        const whole = asAttached(outcome.value, name, new Set(found.map((one) => one.batch)));
        // Payers send one advice as a PDF and as a workbook.
        const fresh = whole.remittances.filter((one) => !found.some((other) => saysTheSame(one, other)));
        if (fresh.length < whole.remittances.length)
          warnings.push({
            code: 'remittance.attached-twice',
            message: `${name} says again what another attachment says; that was taken once.`,
          });
        found.push(...fresh);
        differing.push(...whole.differing);
      }
      warnings.push(
        ...outcome.value.warnings.map((one) => ({ code: one.code, message: `${name}: ${warningText(one)}` })),
      );
    } else
      warnings.push({
        code: 'remittance.attachment-not-read',
        message: `${name} was not read: ${outcome.refusal.message}`,
      });
  };
  for (const one of attached) if (!isPicture(one)) await take(one);
  if (found.length === 0 && announced.length > 0)
    return { format: 'x12.812', remittances: announced.flatMap((one) => one.remittances), warnings };
  for (const { name } of announced)
    warnings.push({
      code: 'remittance.attachment-not-read',
      message: `${name} was not read: it announces adjustments beside advices; bring it as a file of its own.`,
    });
  if (found.length === 0)
    for (const sheet of [htmlSheet(mail.html ?? ''), textSheet(mail.text ?? '')]) {
      const read = readRemittanceSheet(sheet, mappingOf(sheet), warnings);
      if (read === undefined || read.length === 0) continue;
      found.push(...read);
      warnOfSums(read, warnings);
      break;
    }
  if (found.length === 0)
    for (const one of attached.filter((each) => isPicture(each) && !each.isDecoration).slice(0, maximumPictures))
      await take(one);
  if (found.length === 0) {
    const told = readProse(mail.subject ?? '', mail.text ?? plainText(mail.html ?? ''));
    if (told !== null) found.push(told);
  }
  if (found.length === 0)
    raise(
      'remittance.no-table',
      `The mail holds no remittance that can be read${warnings.length > 0 ? ` (${warnings[0]!.message})` : ''}. Nothing was read.`,
      {},
      { file: '', path: attached.length === 0 ? 'text' : `attachment[1] ${attached[0]!.name}` },
    );
  const sender = mail.from?.name || mail.from?.address || null;
  return {
    format: 'eml',
    // Who sends a lockbox is the bank: nobody whose check it is.
    remittances: found.map((one) =>
      one.payer.name === null && one.batch === undefined ? { ...one, payer: { ...one.payer, name: sender } } : one,
    ),
    warnings,
    ...(differing.length > 0 && { differing }),
  };
}

/** What an attachment says, where its lockbox is told by each check, and no batch has the name of an earlier attachment's. */
function asAttached(
  file: RemittanceFile,
  name: string,
  taken: ReadonlySet<string | undefined>,
): { remittances: Remittance[]; differing: LockboxDifference[] } {
  const named = (batch: string): string => (taken.has(batch) ? `${batch} ${name}` : batch);
  return {
    remittances: file.remittances.map((one) =>
      one.batch === undefined
        ? one
        : {
            ...one,
            batch: named(one.batch),
            paidInto: one.paidInto ?? { lockbox: file.lockboxNumber ?? null, account: null },
          },
    ),
    differing: (file.differing ?? []).map((one) => ({ ...one, batch: named(one.batch) })),
  };
}

/**
 * Two readings of one advice: one amount, one reference of the payment where both have it, and the same documents. A lockbox has
 * batches of its own.
 */
function saysTheSame(one: Remittance, other: Remittance): boolean {
  const differs = <T>(a: T | null, b: T | null): boolean => a !== null && b !== null && a !== b;
  if (one.batch !== undefined || other.batch !== undefined || one.amountMinor !== other.amountMinor) return false;
  if (differs(one.currency, other.currency) || differs(one.reference, other.reference) || differs(one.date, other.date))
    return false;
  return documentsOf(one) === documentsOf(other);
}

const documentsOf = ({ lines }: Remittance): string =>
  lines
    .map((line) => `${textKey(line.reference)} ${line.amountMinor ?? ''}`)
    .sort()
    .join(', ');

/** The tables of a mail's HTML for a person who points at their columns; undefined: it has none. */
export async function mailTable(bytes: Uint8Array): Promise<Sheet | undefined> {
  if (bytes.length > maximumBytes) return undefined;
  const sheet = htmlSheet((await parseMail(bytes)).html ?? '');
  return sheet.rows.some((row) => row.cells.length > 1) ? sheet : undefined;
}

/** Lines of a text; cells stand apart by tabs, bars or at least two blanks. */
const textSheet = (text: string): Sheet =>
  sheetOf(
    text
      .slice(0, 1_000_000)
      .split(/\r?\n/)
      .slice(0, 50_000)
      .map((line) =>
        line
          .replace(/^\s*\|?|\|?\s*$/g, '')
          .split(/\t|\s*\|\s*| {2,}/)
          .map((cell) => cell.trim()),
      ),
  );

/** The lines of HTML without its tables' cells. */
const plainText = (html: string): string =>
  htmlSheet(html)
    .rows.map((row) => row.cells.join(' '))
    .join('\n');
