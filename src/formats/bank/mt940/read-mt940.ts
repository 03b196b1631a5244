/** MT940 (statement) and MT942 (interim report). The grammar is SWIFT's; the tolerance is for what real banks send. */
import { isCurrency, raise } from '#kernel';
import { amountInText, readBankAmount, type StatedAmount } from '../amount.ts';
import type { TextSource } from '../decode.ts';
import type { BankBalance, BankCharges, BankEntry, BankPiece, BankWarning, StatementHead } from '../model.ts';
import { counterpartyIn, readRemittanceText, type StatedTerms, statedTermsIn } from '../remittance-text.ts';
import { isReturnCode, returnOf } from '../returned.ts';
import { cutFields, type Field } from './fields.ts';
import { readDate, readStatementLine, type StatementLine } from './statement-line.ts';

/** True for text that looks like MT940 or MT942: a statement field stands at the beginning of a line. */
export const looksLikeMt940 = (text: string): boolean =>
  /^(?:.*\{4:)?:(20|25|28C?|60[FM]|61|62[FM]|64|86|34F):/m.test(text.slice(0, 20_000));

/** A message so far: its fields beside the entries. */
interface Message {
  readonly line: number;
  /** First of each kind; of closing balances the last. */
  readonly first: Map<string, Field>;
  opening: BankBalance | null | undefined;
  /** Undefined until the first entry asks. */
  currency: string | null | undefined;
  /** Its entries so far, by their effect: what fields 90 of an interim report state. */
  readonly debits: Sums;
  readonly credits: Sums;
}

interface Sums {
  count: number;
  minor: bigint;
}

/**
 * Reads a file of MT940 or MT942 messages, one statement per message. A fragment without field 20 is read with a
 * warning. Refuses a malformed statement line, date or balance with its line, and a file without any statement
 * (`mt940.no-statement`). Entries of an MT942 are interim, so they are pending.
 */
export function* readMt940(text: TextSource): Generator<BankPiece> {
  // What stands behind entries and yet decides about them is looked up in a file that does not say it before them.
  let survey: Survey | undefined;
  const surveyed = (): Survey => {
    survey ??= surveyMessages(text);
    return survey;
  };
  const warnings: BankWarning[] = [];
  let messages = 0;
  let message: Message | undefined;
  let interim: boolean | undefined;
  let line: Field | undefined;
  let texts: string[] = [];
  for (const field of inMessages(cutFields(text.pieces()), warnings)) {
    if (line && field.tag !== '86' && field.tag !== 'NS') {
      const entry = readEntry(line, texts, message!.currency ?? null, interim!, warnings);
      const sums = entry.amountMinor < 0n ? message!.debits : message!.credits;
      sums.count += 1;
      sums.minor += entry.amountMinor < 0n ? -entry.amountMinor : entry.amountMinor;
      yield { kind: 'entry', entry };
      line = undefined;
      texts = [];
    }
    if (field.tag === 'begin') {
      messages += 1;
      message = newMessage(field.line);
    } else if (field.tag === 'end') {
      checkSums(message!, warnings);
      yield { kind: 'statement', statement: closeMessage(message!, warnings) };
    } else if (field.tag === '61') {
      if (message!.currency === undefined) {
        const opening = openingOf(message!, warnings);
        interim ??= opening === null && surveyed().interim;
        message!.currency = opening?.currency ?? surveyed().currencies[messages - 1] ?? null;
        if (message!.currency === null)
          warnings.push({
            code: 'mt940.currency-unknown',
            message: 'The statement does not say its currency; two decimals are taken.',
            line: message!.line,
          });
      }
      line = field;
    } else if (line) texts.push(...(field.tag === 'NS' ? field.lines.map((one) => one.slice(2)) : field.lines));
    else keep(message!, field);
    for (const warning of warnings.splice(0)) yield { kind: 'warning', warning };
  }
  for (const warning of warnings) yield { kind: 'warning', warning };
  if (messages === 0) raise('mt940.no-statement', 'The file holds no MT940 statement. Nothing was read.');
  yield { kind: 'format', format: (interim ?? surveyed().interim) ? 'mt942' : 'mt940' };
}

const newMessage = (line: number): Message => ({
  line,
  first: new Map(),
  opening: undefined,
  currency: undefined,
  debits: { count: 0, minor: 0n },
  credits: { count: 0, minor: 0n },
});

/** What a file says of its messages as a whole. */
interface Survey {
  readonly interim: boolean;
  /** The currency of each message, wherever it stands. */
  readonly currencies: readonly (string | null)[];
}

function surveyMessages(text: TextSource): Survey {
  const currencies: (string | null)[] = [];
  let [marked, balanced] = [false, false];
  let message = newMessage(0);
  for (const field of inMessages(cutFields(text.pieces()), [])) {
    marked ||= field.tag === '34F' || field.tag === '13D';
    balanced ||= /^6[02][FM]$/.test(field.tag);
    if (field.tag === 'begin') message = newMessage(field.line);
    else if (field.tag === 'end') currencies.push(closeMessage(message, []).currency);
    else keep(message, field);
  }
  return { interim: marked && !balanced, currencies };
}

/** The fields inside messages, a `begin` before those of each and an `end` behind them. */
function* inMessages(fields: Iterable<Field>, warnings: BankWarning[]): Generator<Field> {
  let [inside, messages] = [false, 0];
  for (const field of fields) {
    if (field.tag === 'end') {
      if (inside) yield field;
      inside = false;
      continue;
    }
    // A message begins at field 20, or at any field outside a message: a fragment.
    if (field.tag === '20') {
      if (inside) yield { tag: 'end', lines: [], line: field.line };
      inside = false;
    } else if (!inside) {
      // Banks send a line ":940:" or notes between messages; only statement fields make a fragment.
      if (!/^(25|28C?|60[FM]|61|62[FM]|64|65|86)$/.test(field.tag)) continue;
      // After the end of a message nothing can be booked any more; a lone field there is left out, and said.
      if (messages > 0) {
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
    }
    if (!inside) yield { tag: 'begin', lines: [], line: field.line };
    messages += inside ? 0 : 1;
    inside = true;
    yield field;
  }
  if (inside) yield { tag: 'end', lines: [], line: 0 };
}

const kinds: Readonly<Record<string, string>> = {
  '28C': '28',
  '60F': '60',
  '60M': '60',
  '62F': '62',
  '62M': '62',
  '65': '64',
};

/** Keeps a field that stands beside the entries. */
function keep(message: Message, field: Field): void {
  const kind = kinds[field.tag] ?? field.tag;
  if (!/^(20|25|28|34F|60|62|64|90[CD])$/.test(kind)) return;
  if (kind === '62' || !message.first.has(kind)) message.first.set(kind, field);
}

function openingOf(message: Message, warnings: BankWarning[]): BankBalance | null {
  if (message.opening == null) message.opening = readBalance(message.first.get('60'), warnings);
  return message.opening;
}

/** Fields 90D and 90C of an interim report: number, currency and sum of its debits and credits. A difference is said. */
function checkSums(message: Message, warnings: BankWarning[]): void {
  for (const [tag, what, sums] of [
    ['90D', 'debits', message.debits],
    ['90C', 'credits', message.credits],
  ] as const) {
    const field = message.first.get(tag);
    const match = /^(\d{1,9})([A-Z]{3})([\d.]{1,20},?\d*)\s*$/.exec(field?.lines[0]?.trim() ?? '');
    if (!field || !match || !isCurrency(match[2]!)) continue;
    const stated = amountInText(match[3]!.includes(',') ? match[3]! : `${match[3]},`, match[2]!);
    if (Number(match[1]) === sums.count && stated?.amountMinor === sums.minor) continue;
    warnings.push({
      code: 'mt942.sum-differs',
      message: `Field ${tag} states ${match[1]} ${what} of ${match[2]} ${match[3]}, but ${sums.count} were read that sum to ${sums.minor} minor units.`,
      line: field.line,
    });
  }
}

function closeMessage(message: Message, warnings: BankWarning[]): StatementHead {
  const first = (kind: string): Field | undefined => message.first.get(kind);
  const opening = openingOf(message, warnings);
  const closing = readBalance(first('62'), warnings);
  const available = opening || closing ? null : readBalance(first('64'), warnings);
  const account = first('25')?.lines.join('').trim() || null;
  return {
    account,
    currency:
      opening?.currency ??
      closing?.currency ??
      available?.currency ??
      floorCurrency(first('34F')) ??
      accountCurrency(account),
    reference: first('20')?.lines[0]?.trim() || null,
    number: first('28')?.lines[0]?.trim() || null,
    openingBalance: opening,
    closingBalance: closing,
  };
}

/** The text of an entry is the field 86 that follows its field 61, before the next one or a balance. */
function readEntry(
  field: Field,
  texts: readonly string[],
  currency: string | null,
  interim: boolean,
  warnings: BankWarning[],
): BankEntry {
  const line = readStatementLine(field.lines, field.line, currency, warnings);
  return entryOf(line, texts.length > 0 ? texts : [line.supplementary], currency, interim);
}

function entryOf(line: StatementLine, texts: readonly string[], currency: string | null, interim: boolean): BankEntry {
  const text = readRemittanceText(texts);
  const counterparty = counterpartyIn(text, line.amountMinor);
  const terms = termsOf(text.stated, statedTermsIn(line.supplementary), currency);
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
    counterparty,
    remittance: text.remittance || line.supplementary,
    structuredReference: text.structuredReference,
    returned: returnOf({
      byCode:
        isReturnCode('swift', line.transactionCode) ||
        isReturnCode('gvc', text.transactionCode) ||
        terms.returnReason !== null,
      amountMinor: line.amountMinor,
      text: [...texts, line.supplementary].join(' '),
      reasonCode: terms.returnReason,
      originalMinor: terms.original?.currency === currency ? terms.original.amountMinor : null,
    }),
    charges: terms.charges,
    exchange:
      terms.rate === null && (terms.original === null || terms.original.currency === currency)
        ? null
        : {
            instructedMinor: terms.original?.amountMinor ?? null,
            instructedCurrency: terms.original?.currency ?? null,
            rate: terms.rate,
          },
    details: text.endToEndId
      ? [
          {
            amountMinor: line.amountMinor,
            currency,
            counterparty,
            remittance: text.remittance,
            structuredReference: text.structuredReference,
            endToEndId: text.endToEndId,
            returned: null,
          },
        ]
      : [],
  };
}

/** What field 86, and where it is silent field 61, state beside the payment. */
function termsOf(
  text: StatedTerms,
  line: StatedTerms,
  currency: string | null,
): { original: StatedAmount | null; charges: BankCharges | null; rate: string | null; returnReason: string | null } {
  const amount = (said: string | null): StatedAmount | null => (said === null ? null : amountInText(said, currency));
  const charges = amount(text.charges ?? line.charges);
  return {
    original: amount(text.original ?? line.original),
    charges: charges && charges.amountMinor > 0n ? { ...charges, bearer: null } : null,
    rate: /^\d[\d.,]*/.exec(text.rate ?? line.rate ?? '')?.[0].replace(',', '.') ?? null,
    returnReason: text.returnReason ?? line.returnReason,
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
