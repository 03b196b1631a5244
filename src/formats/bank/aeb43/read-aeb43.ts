/**
 * Norma 43 (AEB43), the account statement of Spanish banks. Norm: AEB / CECA / UNACC, Cuaderno 43 (records 11, 22, 23, 24, 33,
 * 88 of 80 characters; amounts of 14 digits with two decimals; 1 debit, 2 credit). Counts and sums are checked.
 */
import { type Day, raise } from '#kernel';
import { readBankAmount } from '../amount.ts';
import type { TextSource } from '../decode.ts';
import { columns, type FixedLine, fixedLinesOf, refuseLine, sixDigitDay, wholeNumber } from '../fixed-lines.ts';
import type { BankBalance, BankEntry, BankExchange, BankPiece, StatementHead } from '../model.ts';
import { findCreditorReference } from '../remittance-text.ts';
import { isReturnCode, returnOf } from '../returned.ts';

/** True for text whose first line is a Norma 43 account header. */
export const looksLikeAeb43 = (text: string): boolean =>
  /^11\d{8}[0-9 ]{10}\d{12}[12]\d{14}\d{3}[123]/.test(text.trimStart().slice(0, 100));

/** ISO 4217 numbers of the currencies that accounts in Spain are kept in. */
const currencyByNumber: Readonly<Record<string, string>> = {
  '978': 'EUR',
  '840': 'USD',
  '826': 'GBP',
  '756': 'CHF',
  '392': 'JPY',
  '752': 'SEK',
  '208': 'DKK',
  '578': 'NOK',
  '985': 'PLN',
  '203': 'CZK',
  '348': 'HUF',
  '946': 'RON',
  '504': 'MAD',
  '484': 'MXN',
  '124': 'CAD',
  '036': 'AUD',
  '156': 'CNY',
  '724': 'ESP',
};

/** The movements of an account so far. */
interface Sums {
  debitMinor: bigint;
  creditMinor: bigint;
  movements: number;
  /** Movements of nothing: banks count them as they like. */
  zero: number;
}

interface Open {
  readonly account: string;
  readonly currency: string;
  readonly opening: BankBalance;
  readonly until: Day | null;
  readonly sums: Sums;
}

/** A movement whose texts follow it. */
interface Movement {
  readonly entry: BankEntry;
  readonly texts: string[];
  /** Record 24: the amount in the currency in which it was paid. */
  exchange: BankExchange | null;
}

const malformed = 'aeb43.record-malformed';

/**
 * Reads a Norma 43 file, one statement per account. Refuses lines that are no record or out of place
 * (`aeb43.record-malformed`), a block that is cut (`aeb43.cut`) and counts or sums that differ from the account's trailer
 * (`aeb43.control-total`).
 */
export function* readAeb43(text: TextSource): Generator<BankPiece> {
  yield { kind: 'format', format: 'aeb43' };
  let statements = 0;
  let open: Open | undefined;
  let movement: Movement | undefined;
  let records = 0;
  for (const line of fixedLinesOf(text.pieces())) {
    const type = columns(line, 1, 2);
    if (type === '88') {
      const stated = Number(columns(line, 21, 26));
      if (stated !== records) {
        const message = `The file's last record counts ${stated} records, but there are ${records}.`;
        yield { kind: 'warning', warning: { code: 'aeb43.count', message, line: line.line } };
      }
      continue;
    }
    records += 1;
    if (type === '11') {
      if (open) refuseLine(line, 'aeb43.cut', 'a new account stands before the end of the one before');
      open = readHeader(line);
    } else if (!open) refuseLine(line, malformed, `a record ${type} cannot stand outside an account`);
    else if (type === '22') {
      if (movement) yield { kind: 'entry', entry: entryOf(movement) };
      movement = { entry: readMovement(line, open.currency), texts: [], exchange: null };
      count(open.sums, movement.entry.amountMinor);
    } else if (type === '23') {
      if (!movement) refuseLine(line, malformed, 'a text stands before any movement');
      else if (movement.texts.length < 10) movement.texts.push(columns(line, 5, 80).padEnd(76));
    } else if (type === '24') {
      // The amount in the currency that was paid; the account's own amount is what counts.
      if (!movement) refuseLine(line, malformed, 'an equivalent stands before any movement');
      else movement.exchange ??= equivalentAt(line);
    } else if (type === '33') {
      if (movement) yield { kind: 'entry', entry: entryOf(movement) };
      yield { kind: 'statement', statement: closeAccount(line, open) };
      statements += 1;
      open = undefined;
      movement = undefined;
    } else refuseLine(line, malformed, `"${type}" is no record of Norma 43`);
  }
  if (open)
    raise('aeb43.cut', 'The file ends without the trailer of its account (record 33); it is cut. Nothing was read.');
  if (statements === 0) raise('aeb43.no-statement', 'The file holds no statement. Nothing was read.');
}

function count(sums: Sums, amountMinor: bigint): void {
  sums.movements += 1;
  if (amountMinor < 0n) sums.debitMinor -= amountMinor;
  else if (amountMinor > 0n) sums.creditMinor += amountMinor;
  else sums.zero += 1;
}

/** Fourteen digits, two of them decimals; 1 is debit, 2 credit. */
function amountAt(line: FixedLine, from: number, currency: string): bigint {
  const digits = wholeNumber(line, from, from + 13, malformed)
    .toString()
    .padStart(3, '0');
  return readBankAmount(`${digits.slice(0, -2)}.${digits.slice(-2)}`, '.', currency, { file: '', row: line.line });
}

function signAt(line: FixedLine, at: number): bigint {
  const sign = columns(line, at, at);
  if (sign !== '1' && sign !== '2') refuseLine(line, malformed, `"${sign}" is neither debit (1) nor credit (2)`);
  return sign === '1' ? -1n : 1n;
}

function readHeader(line: FixedLine): Open {
  const number = columns(line, 48, 50);
  const currency = currencyByNumber[number];
  if (currency === undefined) refuseLine(line, malformed, `"${number}" is not a currency that is known by its number`);
  return {
    account: spanishIban(columns(line, 3, 6), columns(line, 7, 10), columns(line, 11, 20)),
    currency: currency!,
    opening: {
      date: sixDigitDay(line, 21, 'YMD', malformed),
      amountMinor: signAt(line, 33) * amountAt(line, 34, currency!),
      currency: currency!,
    },
    until: sixDigitDay(line, 27, 'YMD', malformed),
    sums: { debitMinor: 0n, creditMinor: 0n, movements: 0, zero: 0 },
  };
}

function readMovement(line: FixedLine, currency: string): BankEntry {
  const filled = (text: string): string | null => (/^[0 ]*$/.test(text) ? null : text.trim());
  return {
    bookingDate: sixDigitDay(line, 11, 'YMD', malformed),
    valueDate: sixDigitDay(line, 17, 'YMD', malformed) ?? sixDigitDay(line, 11, 'YMD', malformed),
    amountMinor: signAt(line, 28) * amountAt(line, 29, currency),
    currency,
    status: 'booked',
    reversal: false,
    bankReference: filled(columns(line, 43, 52)),
    customerReference: filled(columns(line, 65, 80)) ?? filled(columns(line, 53, 64)),
    transactionCode: `${columns(line, 23, 24)}-${columns(line, 25, 27)}`,
    counterparty: { name: null, account: null },
    remittance: filled(columns(line, 53, 64)) ?? '',
    structuredReference: null,
    returned: null,
    charges: null,
    exchange: null,
    details: [],
  };
}

/** The amount that was paid, in its own currency; null where that currency is not known by its number. */
function equivalentAt(line: FixedLine): BankExchange | null {
  const currency = currencyByNumber[columns(line, 5, 7)];
  if (currency === undefined) return null;
  return { instructedMinor: amountAt(line, 8, currency), instructedCurrency: currency, rate: null };
}

function entryOf({ entry, texts, exchange }: Movement): BankEntry {
  // Banks cut the text at the width of the record, in the middle of words.
  const text = texts.join('').replace(/\s+/g, ' ').trim();
  const remittance = text || entry.remittance;
  return {
    ...entry,
    remittance,
    structuredReference: findCreditorReference(text),
    returned: returnOf({
      byCode: isReturnCode('aeb43', entry.transactionCode?.slice(0, 2)),
      amountMinor: entry.amountMinor,
      text: remittance,
    }),
    exchange,
  };
}

function closeAccount(line: FixedLine, open: Open): StatementHead {
  const { debitMinor, creditMinor, movements, zero } = open.sums;
  const stated = {
    debits: Number(wholeNumber(line, 21, 25, malformed)),
    debitMinor: amountAt(line, 26, open.currency),
    credits: Number(wholeNumber(line, 40, 44, malformed)),
    creditMinor: amountAt(line, 45, open.currency),
  };
  const counted = stated.debits + stated.credits;
  if (
    stated.debitMinor !== debitMinor ||
    stated.creditMinor !== creditMinor ||
    counted < movements - zero ||
    counted > movements
  )
    refuseLine(
      line,
      'aeb43.control-total',
      `the movements sum to ${debitMinor} debit and ${creditMinor} credit in ${movements}, but the trailer says ${stated.debitMinor} and ${stated.creditMinor} in ${counted}; the file is damaged`,
    );
  return {
    account: open.account,
    currency: open.currency,
    reference: null,
    number: null,
    openingBalance: open.opening,
    closingBalance: {
      date: open.until,
      amountMinor: signAt(line, 59) * amountAt(line, 60, open.currency),
      currency: open.currency,
    },
  };
}

/**
 * The IBAN of bank, branch and account: Norma 43 leaves out both pairs of check digits, which follow from the rest. Source:
 * Banco de España, Código Cuenta Cliente (weights 1 2 4 8 5 10 9 7 3 6, modulo 11); ISO 13616. An account that is not all
 * digits stays as it is written.
 */
export function spanishIban(bank: string, branch: string, account: string): string {
  if (!/^\d{8}$/.test(bank + branch) || !/^\d{10}$/.test(account)) return (bank + branch + account).trim();
  const weights = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6];
  const digit = (ten: string): string => {
    const sum = weights.reduce((total, weight, index) => total + weight * Number(ten[index]), 0);
    const rest = 11 - (sum % 11);
    return String(rest === 11 ? 0 : rest === 10 ? 1 : rest);
  };
  const bban = `${bank}${branch}${digit(`00${bank}${branch}`)}${digit(account)}${account}`;
  // E = 14, S = 28, then the check digits as 00.
  const check = 98n - (BigInt(`${bban}142800`) % 97n);
  return `ES${check.toString().padStart(2, '0')}${bban}`;
}
