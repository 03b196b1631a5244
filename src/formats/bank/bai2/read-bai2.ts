/**
 * BAI2 balance reports. Norm: BAI, Cash Management Balance Reporting Specifications version 2 (records 01, 02, 03, 16, 88, 49,
 * 98, 99). Type codes 100–399 are credits, 400–699 debits; 010 and 015 are the ledger balances at opening and closing. An
 * amount has its currency's decimals without a mark. Control totals are checked: a wrong one is a damaged file.
 */
import { type Day, isCurrency, isDay, raise } from '#kernel';
import type { TextSource } from '../decode.ts';
import type { BankBalance, BankEntry, BankPiece, BankWarning, StatementHead } from '../model.ts';
import { readRemittanceText } from '../remittance-text.ts';
import { isReturnCode, returnOf } from '../returned.ts';
import { type Bai2Record, cutRecords, FieldReader } from './records.ts';

/** True for text that begins with a BAI2 file header. */
export const looksLikeBai2 = (text: string): boolean =>
  /^\s*01,[^,\n]{0,40},[^,\n]{0,40},\d{6},/.test(text.slice(0, 400));

interface Group {
  readonly asOf: Day | null;
  readonly currency: string;
  /** Why its entries inform only; null for a report of record. */
  readonly pendingBecause: string | null;
}

/** What the trailers of a level must agree with. */
interface Tally {
  amount: bigint;
  records: number;
  members: number;
}
const tally = (): Tally => ({ amount: 0n, records: 0, members: 0 });

/**
 * Reads a BAI2 file, one statement per account record. Interim, test and deletion groups inform only: their entries are
 * pending. Refuses a file that is cut (`bai2.cut`), records out of place (`bai2.out-of-place`), control totals that differ
 * (`bai2.control-total`); a wrong count of records is a warning.
 */
export function* readBai2(text: TextSource): Generator<BankPiece> {
  yield { kind: 'format', format: 'bai2' };
  let warnings: BankWarning[] = [];
  let statements = 0;
  const file = tally();
  let reference: string | null = null;
  let group: (Group & { sums: Tally }) | undefined;
  let account: (AccountHead & { sums: Tally }) | undefined;
  let open = false;
  let line = 0;
  for (const record of cutRecords(text)) {
    line = record.line;
    const place = (fits: boolean): void => {
      if (!fits)
        raise(
          'bai2.out-of-place',
          `Line ${record.line}: a record ${record.type} cannot stand here. Nothing was read.`,
          {},
          { file: '', row: record.line },
        );
    };
    file.records += record.physical;
    if (group) group.sums.records += record.physical;
    if (account) account.sums.records += record.physical;
    if (record.type === '01') {
      place(!open && !group);
      open = true;
      reference = readFileHeader(record);
    } else if (record.type === '02') {
      place(open && !group);
      group = { ...readGroup(record, warnings), sums: { ...tally(), records: record.physical } };
    } else if (record.type === '03') {
      place(group !== undefined && !account);
      const head = readAccount(record, group!, warnings);
      account = { ...head, sums: { amount: head.controlMinor, records: record.physical, members: 0 } };
    } else if (record.type === '16') {
      place(account !== undefined);
      const { amountMinor, entry } = readTransaction(record, group!, account!, warnings);
      account!.sums.amount += amountMinor;
      if (entry) yield { kind: 'entry', entry };
    } else if (record.type === '49') {
      place(account !== undefined);
      checkTrailer(record, account!.sums, `account ${account!.account}`, null, warnings);
      statements += 1;
      yield { kind: 'statement', statement: statementOf(account!, reference) };
      group!.sums.amount += account!.sums.amount;
      group!.sums.members += 1;
      account = undefined;
    } else if (record.type === '98') {
      place(group !== undefined && !account);
      checkTrailer(record, group!.sums, 'the group', 'accounts', warnings);
      file.amount += group!.sums.amount;
      file.members += 1;
      group = undefined;
    } else if (record.type === '99') {
      place(open && !group);
      checkTrailer(record, file, 'the file', 'groups', warnings);
      Object.assign(file, tally());
      open = false;
    }
    for (const warning of warnings) yield { kind: 'warning', warning };
    if (warnings.length > 0) warnings = [];
  }
  if (open)
    raise(
      'bai2.cut',
      `Line ${line}: the file ends without its trailer (99); it is cut. Nothing was read.`,
      {},
      { file: '', row: line },
    );
  if (statements === 0) raise('bai2.no-account', 'The file holds no account. Nothing was read.');
}

function readFileHeader(record: Bai2Record): string | null {
  const fields = new FieldReader(record);
  const [, , , , identification] = [fields.take(), fields.take(), fields.take(), fields.take(), fields.take()];
  return identification || null;
}

function readGroup(record: Bai2Record, warnings: BankWarning[]): Group {
  const fields = new FieldReader(record);
  const [, , status, asOf, , currency, modifier] = Array.from({ length: 7 }, () => fields.take());
  const warn = (code: string, message: string): void => void warnings.push({ code, message, line: record.line });
  let pendingBecause: string | null = null;
  if (status === '2' || status === '4') {
    pendingBecause = status === '2' ? 'a deletion' : 'a test';
    warn('bai2.group-status', `The group is ${pendingBecause}; its entries inform only.`);
  } else if (status === '3') warn('bai2.group-status', 'The group corrects one that was sent before.');
  if (modifier === '1' || modifier === '3') pendingBecause ??= 'an interim report';
  return { asOf: readDay(asOf!, record.line), currency: readCurrency(currency!, 'USD', record.line), pendingBecause };
}

interface AccountHead {
  readonly account: string;
  readonly currency: string;
  readonly opening: BankBalance | null;
  readonly closing: BankBalance | null;
  /** The sum of all amounts of the record, balances and totals alike: what the trailer's total counts. */
  readonly controlMinor: bigint;
}

function readAccount(record: Bai2Record, group: Group, warnings: BankWarning[]): AccountHead {
  const fields = new FieldReader(record);
  const account = fields.take();
  const currency = readCurrency(fields.take(), group.currency, record.line);
  const balances = new Map<string, BankBalance>();
  let controlMinor = 0n;
  while (true) {
    fields.skipEmptyEnd();
    if (fields.done) break;
    const code = fields.take();
    const amount = fields.take();
    fields.take();
    takeFunds(fields, record.line);
    if (amount === '') continue;
    const amountMinor = readMinor(amount, record.line);
    controlMinor += amountMinor;
    if (balances.has(code))
      warnings.push({
        code: 'bai2.balance-twice',
        message: `Account ${account} has type ${code} twice; the first was taken.`,
        line: record.line,
      });
    else balances.set(code, { date: group.asOf, amountMinor, currency });
  }
  return {
    account,
    currency,
    opening: balances.get('010') ?? null,
    closing: balances.get('015') ?? null,
    controlMinor,
  };
}

/** Funds type: none, 0, 1, 2, Z; S with three amounts; V with date and time; D with a number of day and amount pairs. */
function takeFunds(fields: FieldReader, line: number): { valueDate: Day | null } {
  const type = fields.take().toUpperCase();
  if (type === 'S') for (let count = 0; count < 3; count += 1) fields.take();
  else if (type === 'V') {
    const valueDate = readDay(fields.take(), line);
    fields.take();
    return { valueDate };
  } else if (type === 'D') {
    const pairs = Number(fields.take() || '0');
    if (!Number.isInteger(pairs) || pairs > 100) malformed(line, 'its funds are not distributed as BAI2 says');
    for (let count = 0; count < 2 * pairs; count += 1) fields.take();
  } else if (!['', '0', '1', '2', 'Z'].includes(type)) malformed(line, `"${type}" is no funds type`);
  return { valueDate: null };
}

function readTransaction(
  record: Bai2Record,
  group: Group,
  account: AccountHead,
  warnings: BankWarning[],
): { amountMinor: bigint; entry: BankEntry | null } {
  const fields = new FieldReader(record);
  const code = fields.take();
  const amountText = fields.take();
  const amountMinor = amountText === '' ? 0n : readMinor(amountText, record.line);
  const { valueDate } = takeFunds(fields, record.line);
  const [bankReference, customerReference] = [fields.take(), fields.take()];
  const sign = signOf(code);
  if (sign === 0n) {
    // 890 and its like carry information, not money.
    const message = `Type ${code} is neither a credit nor a debit; the record was left out.`;
    if (amountMinor !== 0n) warnings.push({ code: 'bai2.type-unknown', message, line: record.line });
    return { amountMinor, entry: null };
  }
  const text = fields.text();
  const read = readRemittanceText([text]);
  const payer = payerOf(text);
  return {
    amountMinor,
    entry: {
      bookingDate: group.asOf ?? valueDate,
      valueDate: valueDate ?? group.asOf,
      amountMinor: sign * amountMinor,
      currency: account.currency,
      status: group.pendingBecause === null ? 'booked' : 'pending',
      reversal: false,
      bankReference: bankReference || null,
      customerReference: customerReference || null,
      transactionCode: code,
      counterparty: { name: payer.name ?? read.counterparty.name, account: payer.account ?? read.counterparty.account },
      remittance: read.remittance,
      structuredReference: read.structuredReference,
      returned: returnOf({ byCode: isReturnCode('bai2', code), amountMinor: sign * amountMinor, text }),
      charges: null,
      exchange: null,
      details: [],
    },
  };
}

/** 100–399 credit, 400–699 debit; loans: 7xx below 760 repay (credit), above draw (debit); 920–959 and 960–999 are the bank's own. */
function signOf(code: string): bigint {
  if (!/^\d{3}$/.test(code)) return 0n;
  const number = Number(code);
  if ((number >= 100 && number < 400) || (number >= 720 && number < 760) || (number >= 920 && number < 960)) return 1n;
  if ((number >= 400 && number < 700) || (number >= 760 && number < 800) || number >= 960) return -1n;
  return 0n;
}

/** Who ordered the payment, where banks label it: BO/BO1 (Citi), ORIG CO NAME / ORIG, B/O. */
function payerOf(text: string): { name: string | null; account: string | null } {
  const name =
    /\bBO1:(.+?)(?= [A-Z]{2}\d?:|$)/.exec(text) ??
    /\b(?:ORIG CO NAME|ORIG|B\/O(?: CUSTOMER)?)[:=]\s*(.+?)(?= [A-Z][A-Z ]{1,20}[:=]|$)/.exec(text);
  return { name: name?.[1]?.trim() || null, account: /\bBO:([A-Z0-9]{4,34})\b/.exec(text)?.[1] ?? null };
}

function statementOf(account: AccountHead, reference: string | null): StatementHead {
  return {
    account: account.account || null,
    currency: account.currency,
    reference,
    number: null,
    openingBalance: account.opening,
    closingBalance: account.closing,
  };
}

function checkTrailer(
  record: Bai2Record,
  sums: Tally,
  what: string,
  members: string | null,
  warnings: BankWarning[],
): void {
  const fields = new FieldReader(record);
  const stated = readMinor(fields.take() || '0', record.line);
  if (stated !== sums.amount)
    raise(
      'bai2.control-total',
      `Line ${record.line}: the amounts of ${what} sum to ${sums.amount}, but its trailer says ${stated}; the file is damaged. Nothing was read.`,
      { stated: stated.toString(), summed: sums.amount.toString() },
      { file: '', row: record.line },
    );
  const count = (text: string, actual: number, name: string): void => {
    if (text !== '' && Number(text) !== actual)
      warnings.push({
        code: 'bai2.count',
        message: `The trailer of ${what} counts ${text} ${name}, but there are ${actual}.`,
        line: record.line,
      });
  };
  if (members !== null) count(fields.take(), sums.members, members);
  count(fields.take(), sums.records, 'records');
}

const malformed = (line: number, why: string): never =>
  raise('bai2.record-malformed', `Line ${line}: ${why}. Nothing was read.`, {}, { file: '', row: line });

function readMinor(text: string, line: number): bigint {
  if (!/^[+-]?\d{1,18}$/.test(text)) malformed(line, `"${text}" is no amount; BAI2 writes digits without a mark`);
  return BigInt(text.replace('+', ''));
}

function readCurrency(text: string, fallback: string, line: number): string {
  const code = text.toUpperCase() || fallback;
  if (!isCurrency(code)) malformed(line, `"${text}" is not a currency`);
  return code;
}

/** YYMMDD; years from 80 on are of the last century. */
function readDay(text: string, line: number): Day | null {
  if (text === '') return null;
  const match = /^(\d{2})(\d{2})(\d{2})$/.exec(text);
  const day = match ? `${Number(match[1]) >= 80 ? '19' : '20'}${match[1]}-${match[2]}-${match[3]}` : '';
  if (!isDay(day)) malformed(line, `"${text}" is not a date YYMMDD`);
  return day;
}
