/**
 * OFX 1 (SGML) and 2 (XML), and QFX, which is OFX with Quicken's own elements. Norm: Open Financial Exchange 1.6 and 2.3,
 * chapters 11 (bank and card statements) and 13 (investment accounts' bank transactions). A statement has a ledger balance
 * at its end but none at its beginning, so it never foots or fails to.
 */
import { type Day, isCurrency, isDay, raise } from '#kernel';
import { readBankAmount } from '../amount.ts';
import type { BankBalance, BankEntry, BankFile, BankStatement, BankWarning } from '../model.ts';
import { findCreditorReference } from '../remittance-text.ts';
import { readElements } from './elements.ts';

/** True for text with an OFX header or root. */
export const looksLikeOfx = (text: string): boolean =>
  /OFXHEADER|<OFX>/i.test(text.slice(0, 4000)) && /<OFX>/i.test(text);

const statementElements = new Set(['STMTRS', 'CCSTMTRS', 'INVSTMTRS']);

interface Fields {
  readonly line: number;
  readonly values: Map<string, { value: string; line: number }>;
}

/**
 * Reads the bank and card statements. Refuses a file without any (`ofx.no-statement`), an entry without amount or date
 * (`ofx.amount-missing`, `ofx.date-malformed`), one in another currency than its account (`ofx.other-currency`), and an
 * amount finer than its currency (`bank.amount-too-fine`).
 */
export function readOfx(text: string): BankFile {
  const warnings: BankWarning[] = [];
  const statements: BankStatement[] = [];
  const path: string[] = [];
  let head: Fields | undefined;
  let entry: Fields | undefined;
  let raw: { fields: Fields; pending: boolean }[] = [];
  readElements(text, {
    open(name, line) {
      path.push(name);
      if (statementElements.has(name)) {
        head = { line, values: new Map() };
        raw = [];
      } else if (name === 'STMTTRN' || name === 'STMTTRNP') entry = { line, values: new Map() };
    },
    value(name, value, line) {
      // An element counts where it stands: an account inside an entry is the counterparty's.
      const target = entry ?? head;
      const parent = path.at(-1) ?? '';
      const key =
        ['LEDGERBAL', 'AVAILBAL', 'CURRENCY', 'ORIGCURRENCY', 'PAYEE'].includes(parent) || /ACCTTO$/.test(parent)
          ? `${parent}.${name}`
          : name;
      if (target && !target.values.has(key)) target.values.set(key, { value, line });
    },
    close(name) {
      path.pop();
      if ((name === 'STMTTRN' || name === 'STMTTRNP') && entry) {
        if (head) raw.push({ fields: entry, pending: name === 'STMTTRNP' });
        entry = undefined;
      } else if (statementElements.has(name) && head) {
        if (name !== 'INVSTMTRS' || raw.length > 0) statements.push(readStatement(head, raw, warnings));
        head = undefined;
        entry = undefined;
      }
    },
  });
  if (statements.length === 0) raise('ofx.no-statement', 'The file holds no bank or card statement. Nothing was read.');
  return { format: 'ofx', statements, warnings };
}

const valueAt = (fields: Fields, name: string): string | null => fields.values.get(name)?.value ?? null;

function readStatement(
  head: Fields,
  raw: readonly { fields: Fields; pending: boolean }[],
  warnings: BankWarning[],
): BankStatement {
  const currency = valueAt(head, 'CURDEF')?.toUpperCase() ?? null;
  if (currency !== null && !isCurrency(currency))
    raise(
      'ofx.unknown-currency',
      `Line ${head.line}: "${currency}" is not a currency. Nothing was read.`,
      {},
      { file: '', row: head.line },
    );
  if (currency === null)
    warnings.push({
      code: 'ofx.currency-unknown',
      message: 'The statement does not say its currency; two decimals are taken.',
      line: head.line,
    });
  const account = valueAt(head, 'ACCTID');
  if (account === null)
    warnings.push({ code: 'ofx.account-unknown', message: 'The statement does not say its account.', line: head.line });
  const entries = raw.map(({ fields, pending }) => readEntry(fields, currency, pending));
  const seen = new Set<string>();
  for (const [index, one] of entries.entries()) {
    if (one.bankReference === null) continue;
    if (seen.has(one.bankReference))
      warnings.push({
        code: 'ofx.fitid-twice',
        message: `FITID ${one.bankReference} stands twice; both entries were taken.`,
        line: raw[index]!.fields.line,
      });
    seen.add(one.bankReference);
  }
  return {
    account,
    currency,
    reference: null,
    number: null,
    openingBalance: null,
    closingBalance: readBalance(head, currency),
    entries,
  };
}

function readBalance(head: Fields, currency: string | null): BankBalance | null {
  const amount = head.values.get('LEDGERBAL.BALAMT');
  if (!amount) return null;
  const date = head.values.get('LEDGERBAL.DTASOF');
  return {
    date: date ? readDate(date.value, date.line) : null,
    amountMinor: readAmount(amount.value, currency, amount.line),
    currency,
  };
}

function readEntry(fields: Fields, currency: string | null, pending: boolean): BankEntry {
  const text = (name: string): string | null => valueAt(fields, name);
  const amount = fields.values.get('TRNAMT');
  if (!amount)
    raise(
      'ofx.amount-missing',
      `Line ${fields.line}: the entry has no amount. Nothing was read.`,
      {},
      { file: '', row: fields.line },
    );
  const own = text('CURRENCY.CURSYM')?.toUpperCase() ?? currency;
  if (currency !== null && own !== currency)
    raise(
      'ofx.other-currency',
      `Line ${fields.line}: the entry is in ${own}, but the account is in ${currency}. Nothing was read.`,
      {},
      { file: '', row: fields.line },
    );
  const posted = fields.values.get('DTPOSTED') ?? fields.values.get('DTTRAN');
  const bookingDate = readDate(posted?.value ?? '', posted?.line ?? fields.line);
  const available = fields.values.get('DTAVAIL');
  const name = text('NAME') ?? text('PAYEE.NAME');
  const remittance = (text('MEMO') ?? name ?? '').replace(/\s+/g, ' ');
  return {
    bookingDate,
    valueDate: available ? readDate(available.value, available.line) : bookingDate,
    amountMinor: readAmount(amount.value, own, amount.line),
    currency: own,
    status: pending ? 'pending' : 'booked',
    reversal: false,
    bankReference: text('FITID'),
    customerReference: text('CHECKNUM') ?? text('REFNUM'),
    transactionCode: text('TRNTYPE'),
    counterparty: { name, account: text('BANKACCTTO.ACCTID') ?? text('CCACCTTO.ACCTID') },
    remittance,
    structuredReference: findCreditorReference(remittance),
    details: [],
  };
}

/** Signed, with a comma or a point before the decimals; OFX knows no grouping. */
function readAmount(text: string, currency: string | null, line: number): bigint {
  const match = /^([+-]?)([\d.,]+)$/.exec(text.replace(/\s/g, ''));
  const mark = text.includes(',') ? ',' : '.';
  const amount = readBankAmount(match?.[2] ?? text, mark, currency, { file: '', row: line });
  return match?.[1] === '-' ? -amount : amount;
}

/** YYYYMMDD[HHMMSS.XXX[offset:zone]]: the day as the bank wrote it. */
function readDate(text: string, line: number): Day {
  const match = /^(\d{4})(\d{2})(\d{2})/.exec(text);
  const day = match ? `${match[1]}-${match[2]}-${match[3]}` : '';
  if (!isDay(day))
    raise(
      'ofx.date-malformed',
      `Line ${line}: "${text}" is not a date YYYYMMDD. Nothing was read.`,
      { text },
      { file: '', row: line },
    );
  return day;
}
