/**
 * CODA, the coded account statement of Belgian banks. Norm: Febelfin, Coded statement of account 2.6 (records 0, 1, 2.1–2.3,
 * 3.1–3.3, 4, 8, 9 of 128 characters; amounts of 15 digits with three decimals). The trailer's sums are checked.
 */
import { type Day, isCurrency, raise } from '#kernel';
import { readBankAmount } from '../amount.ts';
import type { TextSource } from '../decode.ts';
import { columns, type FixedLine, fixedLinesOf, refuseLine, sixDigitDay, wholeNumber } from '../fixed-lines.ts';
import type {
  BankBalance,
  BankCharges,
  BankDetail,
  BankEntry,
  BankPiece,
  BankReturn,
  BankWarning,
  StatementHead,
} from '../model.ts';
import { findCreditorReference } from '../remittance-text.ts';
import { isReturnCode, returnOf } from '../returned.ts';

/** True for text whose first line is a CODA header: 0, four zeros, a date, the bank, version 2 in column 128. */
export const looksLikeCoda = (text: string): boolean =>
  /^0000\d{7}\d{3}\d{2}/.test(text) && /^.{127}[12]\s*(\n|\r|$)/.test(text.slice(0, 140));

/** One movement as its records say it. */
interface Movement {
  readonly line: FixedLine;
  readonly sequence: string;
  readonly detail: string;
  readonly amountMinor: bigint;
  readonly valueDate: Day | null;
  readonly entryDate: Day | null;
  readonly code: string;
  readonly bankReference: string;
  readonly structured: boolean;
  communication: string;
  customerReference: string;
  account: string;
  name: string;
  information: string;
  /** The ultimate debtor of money in, the ultimate creditor of money out. */
  ultimateName: string;
}

/** A detail of a movement with the category of its transaction code. */
type CodaDetail = BankDetail & { readonly category: string };

interface Open {
  readonly account: string;
  readonly currency: string;
  readonly number: string;
  readonly reference: string;
  readonly opening: BankBalance;
  closing: BankBalance | null;
  /** The movement whose further records are being read, and the entry that it or its details belong to. */
  movement: Movement | undefined;
  entry: { readonly of: Movement; readonly details: CodaDetail[] } | undefined;
  debitMinor: bigint;
  creditMinor: bigint;
  records: number;
}

/**
 * Reads a CODA file, one statement per account block. Refuses lines that are no record or out of place
 * (`coda.record-malformed`), a block that is cut (`coda.cut`) and sums that differ from the trailer (`coda.control-total`);
 * a wrong count of records is a warning.
 */
export function* readCoda(text: TextSource): Generator<BankPiece> {
  yield { kind: 'format', format: 'coda' };
  let statements = 0;
  let reference: string | undefined;
  let open: Open | undefined;
  let closings: (Day | null)[] | undefined;
  // A movement without a date is booked on the day of the new balance, which stands behind all movements.
  const entryOf = (of: Open): BankEntry =>
    bookedEntry(of, () => {
      closings ??= closingDays(text);
      return closings[statements] ?? null;
    });
  for (const line of fixedLinesOf(text.pieces())) {
    const type = columns(line, 1, 1);
    if (type === '0') {
      if (open) refuseLine(line, 'coda.cut', 'a new header stands before the trailer of the statement before');
      reference = columns(line, 25, 34).trim();
    } else if (type === '1') {
      if (reference === undefined || open)
        refuseLine(line, 'coda.record-malformed', 'an old balance cannot stand here');
      open = readOldBalance(line, reference!);
    } else {
      if (!open) refuseLine(line, 'coda.record-malformed', `a record ${type} cannot stand before an old balance`);
      if (type === '9') {
        const warning = checkTrailer(line, open!);
        if (warning) yield { kind: 'warning', warning };
        if (open!.entry) yield { kind: 'entry', entry: entryOf(open!) };
        yield { kind: 'statement', statement: statementOf(open!) };
        statements += 1;
        open = undefined;
        continue;
      }
      if (type === '2' && columns(line, 2, 2) === '1') {
        endMovement(open!);
        // Records with a detail number break down the movement with the number 0000 before them.
        if (columns(line, 7, 10) === '0000' && open!.entry) {
          yield { kind: 'entry', entry: entryOf(open!) };
          open!.entry = undefined;
        }
      }
      readInside(line, type, open!);
    }
    if (open) open.records += 1;
  }
  if (open) raise('coda.cut', 'The file ends without a trailer (record 9); it is cut. Nothing was read.');
  if (statements === 0) raise('coda.no-statement', 'The file holds no statement. Nothing was read.');
}

/** The days of the new balances, one for each old balance. */
function closingDays(text: TextSource): (Day | null)[] {
  const days: (Day | null)[] = [];
  for (const line of fixedLinesOf(text.pieces())) {
    const type = columns(line, 1, 1);
    if (type === '1') days.push(null);
    else if (type === '8') days[days.length - 1] ??= sixDigitDay(line, 58, 'DMY', 'coda.record-malformed');
  }
  return days;
}

/** The account's place depends on its structure: 0 Belgian number, 1 foreign number, 2 Belgian IBAN, 3 foreign IBAN. */
function accountOf(line: FixedLine, structure: string, from: number): { account: string; currency: string } {
  const field = columns(line, from, from + 36);
  const account = structure === '0' ? field.slice(0, 12) : field.slice(0, structure === '2' ? 31 : 34);
  const currency = structure === '0' ? field.slice(13, 16) : field.slice(34, 37);
  if (!isCurrency(currency.trim())) refuseLine(line, 'coda.record-malformed', `"${currency}" is not a currency`);
  return { account: account.trim(), currency: currency.trim() };
}

function readOldBalance(line: FixedLine, reference: string): Open {
  const { account, currency } = accountOf(line, columns(line, 2, 2), 6);
  return {
    account,
    currency,
    number: columns(line, 3, 5).trim(),
    reference,
    opening: {
      date: sixDigitDay(line, 59, 'DMY', 'coda.record-malformed'),
      amountMinor: signedAmount(line, 43, currency),
      currency,
    },
    closing: null,
    movement: undefined,
    entry: undefined,
    debitMinor: 0n,
    creditMinor: 0n,
    records: 0,
  };
}

/** Sign (0 credit, 1 debit), then fifteen digits of which three are decimals. */
function signedAmount(line: FixedLine, from: number, currency: string): bigint {
  const sign = columns(line, from, from);
  const digits = wholeNumber(line, from + 1, from + 15, 'coda.record-malformed')
    .toString()
    .padStart(15, '0');
  if (sign !== '0' && sign !== '1')
    refuseLine(line, 'coda.record-malformed', `"${sign}" is neither credit (0) nor debit (1)`);
  const amount = readBankAmount(`${digits.slice(0, 12)}.${digits.slice(12)}`, '.', currency, {
    file: '',
    row: line.line,
  });
  return sign === '1' ? -amount : amount;
}

function readInside(line: FixedLine, type: string, open: Open): void {
  const article = columns(line, 2, 2);
  const last = open.movement;
  const follows = (): Movement => {
    if (!last || last.sequence !== columns(line, 3, 6))
      refuseLine(line, 'coda.record-malformed', `record ${type}${article} follows no movement of its number`);
    return last!;
  };
  if (type === '2' && article === '1') {
    open.movement = {
      line,
      sequence: columns(line, 3, 6),
      detail: columns(line, 7, 10),
      bankReference: columns(line, 11, 31).trim(),
      amountMinor: signedAmount(line, 32, open.currency),
      valueDate: sixDigitDay(line, 48, 'DMY', 'coda.record-malformed'),
      code: columns(line, 54, 61).trim(),
      structured: columns(line, 62, 62) === '1',
      communication: columns(line, 63, 115),
      entryDate: sixDigitDay(line, 116, 'DMY', 'coda.record-malformed'),
      customerReference: '',
      account: '',
      name: '',
      information: '',
      ultimateName: '',
    };
  } else if (type === '2' && article === '2') {
    const movement = follows();
    movement.communication += columns(line, 11, 63);
    movement.customerReference = columns(line, 64, 98).trim();
  } else if (type === '2' && article === '3') {
    const movement = follows();
    movement.account = columns(line, 11, 44).trim();
    movement.name = columns(line, 48, 82).trim();
    movement.communication += columns(line, 83, 125);
  } else if (type === '3') {
    const movement = follows();
    // Structured information 008: the ultimate creditor, 009: the ultimate debtor; the name, then an identification.
    const ultimate = article === '1' && columns(line, 40, 40) === '1' ? columns(line, 41, 43) : '';
    if (ultimate === (movement.amountMinor > 0n ? '009' : '008')) movement.ultimateName = columns(line, 44, 113).trim();
    movement.information +=
      article === '1' ? columns(line, 41, 113) : article === '2' ? columns(line, 11, 115) : columns(line, 11, 100);
  } else if (type === '8') {
    if (open.closing) refuseLine(line, 'coda.record-malformed', 'the statement has two new balances');
    open.closing = {
      date: sixDigitDay(line, 58, 'DMY', 'coda.record-malformed'),
      amountMinor: signedAmount(line, 42, open.currency),
      currency: open.currency,
    };
  } else if (type !== '4') refuseLine(line, 'coda.record-malformed', `"${columns(line, 1, 2)}" is no CODA record`);
}

/** What was read of a movement is whole: it is an entry of its own, or a detail of the one before. */
function endMovement(open: Open): void {
  const { movement } = open;
  open.movement = undefined;
  if (!movement) return;
  if (movement.detail === '0000') {
    if (movement.amountMinor < 0n) open.debitMinor -= movement.amountMinor;
    else open.creditMinor += movement.amountMinor;
    open.entry = { of: movement, details: [] };
  } else if (open.entry?.of.sequence === movement.sequence)
    open.entry.details.push({ ...detailOf(movement, open.currency), category: movement.code.slice(5, 8) });
  else refuseLine(movement.line, 'coda.record-malformed', 'a detail does not stand behind its movement');
}

function checkTrailer(line: FixedLine, open: Open): BankWarning | undefined {
  endMovement(open);
  const minor = (from: number): bigint => {
    const digits = wholeNumber(line, from, from + 14, 'coda.record-malformed')
      .toString()
      .padStart(15, '0');
    return readBankAmount(`${digits.slice(0, 12)}.${digits.slice(12)}`, '.', open.currency, {
      file: '',
      row: line.line,
    });
  };
  const [debits, credits] = [open.debitMinor, open.creditMinor];
  if (minor(23) !== debits || minor(38) !== credits)
    refuseLine(
      line,
      'coda.control-total',
      `the movements sum to ${debits} debit and ${credits} credit, but the trailer says ${minor(23)} and ${minor(38)}; the file is damaged`,
    );
  const stated = Number(columns(line, 17, 22));
  // The header and the trailer itself are not counted.
  if (stated === open.records) return undefined;
  return {
    code: 'coda.count',
    message: `The trailer counts ${stated} records, but there are ${open.records}.`,
    line: line.line,
  };
}

/** The entry whose records are whole; `closingDay` is asked where it has no day of its own. */
function bookedEntry(open: Open, closingDay: () => Day | null): BankEntry {
  const { of: movement } = open.entry!;
  const detail = detailOf(movement, open.currency);
  const { charges, details } = withoutCharges(movement, open);
  return {
    bookingDate: movement.entryDate ?? closingDay() ?? open.opening.date,
    valueDate: movement.valueDate ?? movement.entryDate,
    amountMinor: movement.amountMinor,
    currency: open.currency,
    status: 'booked',
    reversal: false,
    bankReference: movement.bankReference || null,
    customerReference: /^(NOTPROVIDED)?$/i.test(movement.customerReference) ? null : movement.customerReference,
    transactionCode: movement.code || null,
    counterparty: detail.counterparty,
    remittance: detail.remittance,
    structuredReference: detail.structuredReference,
    returned: detail.returned,
    charges,
    exchange: null,
    details: details.length > 1 ? details : details.map((one) => ({ ...one, returned: null })),
  };
}

/** The return that a movement is, or null: by its code, its R-transaction or its words. */
const returnSaid = (movement: Movement, text: string): BankReturn | null =>
  returnOf({
    byCode: isReturnCode('coda', movement.code.slice(1, 5)) || directDebitReturn(movement) !== null,
    amountMinor: movement.amountMinor,
    text,
    reasonCode: directDebitReturn(movement)?.reasonCode ?? null,
  });

/**
 * Categories of the transaction code (its last three digits, Febelfin 2.6, annex II) that are charges of the bank: commissions,
 * fees, postage and the tax on them. Interest and gross amounts are none.
 */
const chargeCategories = new Set(
  [
    '003 004 006 007 008 009 010 011 012 013 014 015 039 041 045 047 049 053 061 073 074',
    '200 201 202 203 204 205 206 207 208 209 210 211 212 213 214',
    '400 401 402 404 405 406 407 408 410 411 412 413 414 415 416 418 419 420 425 426',
  ].flatMap((line) => line.split(' ')),
);

/**
 * What a movement contains of the bank's charges, and its payments without them: the details give a gross amount and, with the
 * other sign, what was taken off it. Charges that do not lead from the gross to the movement are left among the details.
 */
function withoutCharges(
  movement: Movement,
  { currency, entry }: Open,
): { charges: BankCharges | null; details: readonly BankDetail[] } {
  const all = entry!.details;
  const plain = (list: readonly CodaDetail[]): BankDetail[] => list.map(({ category: _, ...one }) => one);
  const taken = all.filter((one) => chargeCategories.has(one.category));
  const payments = all.filter((one) => !taken.includes(one));
  const sum = (list: readonly CodaDetail[]): bigint => list.reduce((total, one) => total + one.amountMinor, 0n);
  const [chargedMinor, grossMinor] = [sum(taken), sum(payments)];
  if (taken.length === 0 || chargedMinor >= 0n || grossMinor + chargedMinor !== movement.amountMinor)
    return { charges: null, details: plain(all) };
  // One payment less its charge is one payment: it is worth what was booked.
  const [only] = plain(payments);
  const details = payments.length === 1 ? [{ ...only!, amountMinor: movement.amountMinor }] : plain(all);
  return { charges: { amountMinor: -chargedMinor, currency, bearer: null }, details };
}

/**
 * What structured communication 127 (European direct debit) says of an R-transaction: behind the mandate's texts its kind
 * (1 reject, 2 return, 3 refund, 4 reversal, 5 cancellation) and its reason.
 */
function directDebitReturn({ structured, communication }: Movement): { reasonCode: string | null } | null {
  const found = structured ? /^127.{9}.{35}.{35}.{62}([1-5])(.{0,4})/s.exec(communication) : null;
  return found ? { reasonCode: found[2]!.trim() || null } : null;
}

const statementOf = (open: Open): StatementHead => ({
  account: open.account,
  currency: open.currency,
  reference: open.reference || null,
  number: open.number || null,
  openingBalance: open.opening,
  closingBalance: open.closing,
});

function detailOf(movement: Movement, currency: string): BankDetail {
  const text = movement.communication.replace(/\s+/g, ' ').trim();
  // Structured communications 101 and 102 carry the Belgian reference of twelve digits.
  const belgian = movement.structured ? /^10[12](\d{12})/.exec(movement.communication)?.[1] : undefined;
  const free = movement.structured ? text.slice(3).trim() : text;
  const remittance = belgian ?? [free, movement.information.replace(/\s+/g, ' ').trim()].filter(Boolean).join(' ');
  return {
    amountMinor: movement.amountMinor,
    currency,
    counterparty: {
      name: movement.name || null,
      account: movement.account || null,
      ...(movement.ultimateName !== '' && { ultimateName: movement.ultimateName }),
    },
    remittance,
    structuredReference: belgian ?? findCreditorReference(remittance),
    endToEndId: /^(NOTPROVIDED)?$/i.test(movement.customerReference) ? null : movement.customerReference,
    returned: returnSaid(movement, remittance),
  };
}
