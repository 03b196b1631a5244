/** MT940 (statement) and MT942 (interim report). The grammar is SWIFT's; the tolerance is for what real banks send. */
import { isCurrency, raise } from '#kernel';
import { readBankAmount } from '../amount.ts';
import type { BankBalance, BankEntry, BankFile, BankStatement, BankWarning } from '../model.ts';
import { readRemittanceText } from '../remittance-text.ts';
import { cutFields, type Field } from './fields.ts';
import { readDate, readStatementLine, type StatementLine } from './statement-line.ts';

/** True for text that looks like MT940 or MT942: a statement field stands at the beginning of a line. */
export const looksLikeMt940 = (text: string): boolean =>
  /^(?:.*\{4:)?:(20|25|28C?|60[FM]|61|62[FM]|64|86|34F):/m.test(text.slice(0, 20_000));

/**
 * Reads a file of MT940 or MT942 messages, one statement per message. A fragment without field 20 is read with a
 * warning. Refuses a malformed statement line, date or balance with its line, and a file without any statement
 * (`mt940.no-statement`). Entries of an MT942 are interim, so they are pending.
 */
export function readMt940(text: string): BankFile {
  const warnings: BankWarning[] = [];
  const fields = cutFields(text);
  const interim =
    fields.some((field) => field.tag === '34F' || field.tag === '13D') &&
    !fields.some((field) => /^6[02][FM]$/.test(field.tag));
  const messages = cutMessages(fields, warnings);
  if (messages.length === 0) raise('mt940.no-statement', 'The file holds no MT940 statement. Nothing was read.');
  return {
    format: interim ? 'mt942' : 'mt940',
    statements: messages.map((message) => readMessage(message, interim, warnings)),
    warnings,
  };
}

/** A message begins at field 20 (or at any field outside a message: a fragment). */
function cutMessages(fields: readonly Field[], warnings: BankWarning[]): Field[][] {
  const messages: Field[][] = [];
  let current: Field[] | undefined;
  for (const field of fields) {
    if (field.tag === 'end') {
      current = undefined;
      continue;
    }
    if (field.tag === '20') {
      current = [];
      messages.push(current);
    } else if (!current) {
      // Banks send a line ":940:" or notes between messages; only statement fields make a fragment.
      if (!/^(25|28C?|60[FM]|61|62[FM]|64|65|86)$/.test(field.tag)) continue;
      // After the end of a message nothing can be booked any more; a lone field there is left out, and said.
      if (messages.length > 0) {
        warnings.push({
          code: 'mt940.after-end',
          message: `Field ${field.tag} stands after the end of a message; it was left out.`,
          line: field.line,
        });
        continue;
      }
      warnings.push({
        code: 'mt940.fragment',
        message: 'Statement fields without field 20: read as a fragment.',
        line: field.line,
      });
      current = [];
      messages.push(current);
    }
    current.push(field);
  }
  return messages;
}

function readMessage(fields: readonly Field[], interim: boolean, warnings: BankWarning[]): BankStatement {
  const first = (tags: RegExp): Field | undefined => fields.find((field) => tags.test(field.tag));
  const last = (tags: RegExp): Field | undefined => fields.findLast((field) => tags.test(field.tag));
  const opening = readBalance(first(/^60[FM]$/), warnings);
  const closing = readBalance(last(/^62[FM]$/), warnings);
  const available = opening || closing ? null : readBalance(first(/^6[45]$/), warnings);
  const account = first(/^25$/)?.lines.join('').trim() || null;
  const currency =
    opening?.currency ??
    closing?.currency ??
    available?.currency ??
    floorCurrency(first(/^34F$/)) ??
    accountCurrency(account);
  const lines = fields.filter((field) => field.tag === '61');
  if (currency === null && lines.length > 0) {
    warnings.push({
      code: 'mt940.currency-unknown',
      message: 'The statement does not say its currency; two decimals are taken.',
      line: fields[0]!.line,
    });
  }
  const entries = fields.flatMap((field, index) =>
    field.tag === '61' ? [readEntry(field, index, fields, currency, interim, warnings)] : [],
  );
  return {
    account,
    currency,
    reference: first(/^20$/)?.lines[0]?.trim() || null,
    number: first(/^28C?$/)?.lines[0]?.trim() || null,
    openingBalance: opening,
    closingBalance: closing,
    entries,
  };
}

/** The text of an entry is the field 86 that follows its field 61, before the next one or a balance. */
function readEntry(
  field: Field,
  place: number,
  fields: readonly Field[],
  currency: string | null,
  interim: boolean,
  warnings: BankWarning[],
): BankEntry {
  const line = readStatementLine(field.lines, field.line, currency, warnings);
  const texts: string[] = [];
  for (let index = place + 1; index < fields.length; index += 1) {
    const next = fields[index]!;
    if (next.tag !== '86' && next.tag !== 'NS') break;
    texts.push(...(next.tag === 'NS' ? next.lines.map((one) => one.slice(2)) : next.lines));
  }
  return entryOf(line, texts.length > 0 ? texts : [line.supplementary], currency, interim);
}

function entryOf(line: StatementLine, texts: readonly string[], currency: string | null, interim: boolean): BankEntry {
  const text = readRemittanceText(texts);
  return {
    bookingDate: line.entryDate ?? line.valueDate,
    valueDate: line.valueDate,
    amountMinor: line.amountMinor,
    currency,
    status: interim ? 'pending' : 'booked',
    reversal: line.reversal,
    bankReference: line.bankReference,
    customerReference: line.customerReference,
    transactionCode: line.transactionCode ?? text.transactionCode,
    counterparty: text.counterparty,
    remittance: text.remittance || line.supplementary,
    structuredReference: text.structuredReference,
    details: text.endToEndId
      ? [
          {
            amountMinor: line.amountMinor,
            currency,
            counterparty: text.counterparty,
            remittance: text.remittance,
            structuredReference: text.structuredReference,
            endToEndId: text.endToEndId,
          },
        ]
      : [],
  };
}

function readBalance(field: Field | undefined, warnings: BankWarning[]): BankBalance | null {
  if (!field) return null;
  const text = field.lines[0]!.trim();
  // A closing balance without its currency says too little to foot with.
  if (/^62[FM]$/.test(field.tag) && /^[CD]\d{6}[\d.]*,\d*$/.test(text)) {
    warnings.push({
      code: 'mt940.balance-without-currency',
      message: `":${field.tag}:${text}" has no currency; it was left out.`,
      line: field.line,
    });
    return null;
  }
  const match = /^([CD])(\d{6})([A-Z]{3})([\d.]*,?\d*)\s*$/.exec(text);
  if (!match || !isCurrency(match[3]!)) {
    raise(
      'mt940.balance-malformed',
      `Line ${field.line}: ":${field.tag}:${field.lines[0]}" is not a balance. Nothing was read.`,
      {},
      { file: '', row: field.line },
    );
  }
  const amount = readBankAmount(match[4]!.replaceAll('.', ''), ',', match[3]!, { file: '', row: field.line });
  return {
    date: readDate(match[2]!, field.line, warnings),
    amountMinor: match[1] === 'C' ? amount : -amount,
    currency: match[3]!,
  };
}

const floorCurrency = (field: Field | undefined): string | null => {
  const code = field?.lines[0]?.slice(0, 3);
  return code && isCurrency(code) ? code : null;
};

/** Some banks append the currency to the account: 1291.99.348EUR. */
const accountCurrency = (account: string | null): string | null => {
  const code = account ? /\d([A-Z]{3})$/.exec(account)?.[1] : undefined;
  return code && isCurrency(code) ? code : null;
};
