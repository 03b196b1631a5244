/**
 * OFX 1 (SGML) and 2 (XML), and QFX, which is OFX with Quicken's own elements. Norm: Open Financial Exchange 1.6 and 2.3,
 * chapters 11 (bank and card statements) and 13 (investment accounts' bank transactions). A statement has a ledger balance
 * at its end but none at its beginning, so it never foots or fails to.
 */
import { type Day, DigestCounts, isCurrency, isDay, raise } from '#kernel';
import { readBankAmount } from '../amount.ts';
import type { TextSource } from '../decode.ts';
import { digestOf } from '../digest.ts';
import type { BankBalance, BankEntry, BankPiece } from '../model.ts';
import { findCreditorReference } from '../remittance-text.ts';
import { returnOf } from '../returned.ts';
import { type OfxEvents, OfxScanner } from './elements.ts';

/** True for text with an OFX header or root. */
export const looksLikeOfx = (text: string): boolean =>
  /OFXHEADER|<OFX>/i.test(text.slice(0, 4000)) && /<OFX>/i.test(text);

const statementElements = new Set(['STMTRS', 'CCSTMTRS', 'INVSTMTRS']);

interface Fields {
  readonly line: number;
  readonly values: Map<string, { value: string; line: number }>;
}

interface Head extends Fields {
  readonly investment: boolean;
  entries: number;
  /** Undefined until the first entry asks. */
  currency: string | null | undefined;
  /** The bank's numbers of the entries so far: there may be a million. */
  readonly numbers: DigestCounts;
}

/**
 * Reads the bank and card statements. Refuses a file without any (`ofx.no-statement`), an entry without amount or date
 * (`ofx.amount-missing`, `ofx.date-malformed`), one in another currency than its account or before its account's currency
 * is named (`ofx.other-currency`), an amount finer than its currency (`bank.amount-too-fine`), and a file in which the bank
 * answers nothing but an error (`ofx.bank-error`). An entry that corrects one of an earlier file informs only: it is pending.
 */
export function* readOfx(text: TextSource): Generator<BankPiece> {
  yield { kind: 'format', format: 'ofx' };
  const found = new Statements();
  const scanner = new OfxScanner(found);
  for (const piece of text.pieces()) {
    scanner.push(piece);
    yield* found.pieces.splice(0);
  }
  scanner.end();
  yield* found.pieces;
  if (found.count === 0 && found.error !== null)
    raise('ofx.bank-error', `The bank gave no statement; it answered ${found.error}. Nothing was read.`);
  if (found.count === 0) raise('ofx.no-statement', 'The file holds no bank or card statement. Nothing was read.');
}

/** What the elements come to: pieces that wait to be taken. */
class Statements implements OfxEvents {
  readonly pieces: BankPiece[] = [];
  count = 0;
  /** What the bank answered instead of a statement, last. */
  error: string | null = null;
  private readonly path: string[] = [];
  private head: Head | undefined;
  private entry: Fields | undefined;
  private status: Fields | undefined;

  open(name: string, line: number): void {
    this.path.push(name);
    if (statementElements.has(name))
      this.head = {
        line,
        values: new Map(),
        investment: name === 'INVSTMTRS',
        entries: 0,
        currency: undefined,
        numbers: new DigestCounts(),
      };
    else if (name === 'STATUS') this.status = { line, values: new Map() };
    else if (name === 'STMTTRN' || name === 'STMTTRNP') this.entry = { line, values: new Map() };
  }

  value(name: string, value: string, line: number): void {
    // An element counts where it stands: an account inside an entry is the counterparty's.
    const target = this.status ?? this.entry ?? this.head;
    const parent = this.path.at(-1) ?? '';
    const key =
      ['LEDGERBAL', 'AVAILBAL', 'CURRENCY', 'ORIGCURRENCY', 'PAYEE'].includes(parent) || parent.endsWith('ACCTTO')
        ? `${parent}.${name}`
        : name;
    if (target && !target.values.has(key)) target.values.set(key, { value, line });
  }

  close(name: string): void {
    this.path.pop();
    const { head, entry } = this;
    if (name === 'STATUS') this.takeStatus();
    else if ((name === 'STMTTRN' || name === 'STMTTRNP') && entry) {
      if (head) this.takeEntry(head, entry, name === 'STMTTRNP');
      this.entry = undefined;
    } else if (statementElements.has(name) && head) {
      if (!head.investment || head.entries > 0) this.takeStatement(head);
      this.head = undefined;
      this.entry = undefined;
    }
  }

  private warn(code: string, message: string, line: number): void {
    this.pieces.push({ kind: 'warning', warning: { code, message, line } });
  }

  /** An account whose statement the bank refuses is missing from the file: nobody should take it for quiet. */
  private takeStatus(): void {
    const { status } = this;
    this.status = undefined;
    if (!status || valueAt(status, 'SEVERITY')?.toUpperCase() !== 'ERROR') return;
    this.error = [valueAt(status, 'CODE'), valueAt(status, 'MESSAGE')].filter((one) => one !== null).join(' ');
    this.warn('ofx.bank-error', `The bank gave no statement here; it answered ${this.error}.`, status.line);
  }

  private takeEntry(head: Head, fields: Fields, pending: boolean): void {
    if (head.currency === undefined) head.currency = currencyOf(head);
    const corrected = valueAt(fields, 'CORRECTFITID');
    const entry = readEntry(fields, head.currency, pending || corrected !== null);
    if (corrected !== null)
      this.warn(
        'ofx.correction',
        `FITID ${entry.bankReference ?? '?'} corrects ${corrected}, which the bank sent before; it informs only.`,
        fields.line,
      );
    const { bankReference } = entry;
    if (bankReference !== null && head.numbers.add(digestOf(bankReference)) > 1)
      this.warn('ofx.fitid-twice', `FITID ${bankReference} stands twice; both entries were taken.`, fields.line);
    head.entries += 1;
    this.pieces.push({ kind: 'entry', entry });
  }

  private takeStatement(head: Head): void {
    const currency = currencyOf(head);
    if (head.currency !== undefined && head.currency !== currency)
      raise(
        'ofx.other-currency',
        `Line ${head.line}: the statement says that it is in ${currency} only after its entries. Nothing was read.`,
        {},
        { file: '', row: head.line },
      );
    if (currency === null)
      this.warn('ofx.currency-unknown', 'The statement does not say its currency; two decimals are taken.', head.line);
    const account = valueAt(head, 'ACCTID');
    if (account === null) this.warn('ofx.account-unknown', 'The statement does not say its account.', head.line);
    this.count += 1;
    this.pieces.push({
      kind: 'statement',
      statement: {
        account,
        currency,
        reference: null,
        number: null,
        openingBalance: null,
        closingBalance: readBalance(head, currency),
      },
    });
  }
}

const valueAt = (fields: Fields, name: string): string | null => fields.values.get(name)?.value ?? null;

function currencyOf(head: Fields): string | null {
  const currency = valueAt(head, 'CURDEF')?.toUpperCase() ?? null;
  if (currency !== null && !isCurrency(currency))
    raise(
      'ofx.unknown-currency',
      `Line ${head.line}: "${currency}" is not a currency. Nothing was read.`,
      {},
      { file: '', row: head.line },
    );
  return currency;
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
  // NAME holds 32 characters; what is longer stands in EXTDNAME as a whole.
  const name = text('EXTDNAME') ?? text('NAME') ?? text('PAYEE.NAME');
  const remittance = (text('MEMO') ?? name ?? '').replace(/\s+/g, ' ');
  const amountMinor = readAmount(amount.value, own, amount.line);
  return {
    bookingDate,
    valueDate: available ? readDate(available.value, available.line) : bookingDate,
    amountMinor,
    currency: own,
    status: pending ? 'pending' : 'booked',
    reversal: false,
    bankReference: text('FITID'),
    customerReference: text('CHECKNUM') ?? text('REFNUM'),
    transactionCode: text('TRNTYPE'),
    counterparty: { name, account: text('BANKACCTTO.ACCTID') ?? text('CCACCTTO.ACCTID') },
    remittance,
    structuredReference: findCreditorReference(remittance),
    returned: returnOf({ byCode: false, amountMinor, text: `${name ?? ''} ${remittance}` }),
    charges: null,
    // The amount is in the account's currency already; what it was before is not said.
    exchange:
      text('ORIGCURRENCY.CURRATE') === null
        ? null
        : {
            instructedMinor: null,
            instructedCurrency: text('ORIGCURRENCY.CURSYM'),
            rate: text('ORIGCURRENCY.CURRATE'),
          },
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
