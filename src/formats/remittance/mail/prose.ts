/**
 * A payment told in the words of a mail: "We have transferred the payment, invoice INV-10000 (EUR 1,200.00)". The documents it
 * names, and amounts where they stand beside them. A mail that asks, disputes or announces tells of no payment. Pure.
 */
import { currencyDigits, isCurrency, type RefusalPlace, raise } from '#kernel';
import { amountInText } from '../../bank/amount.ts';
import type { Remittance, RemittanceLine } from '../model.ts';

/** More is no sentence about a payment. */
const longestText = 20_000;
const mostDocuments = 200;

const paid = new RegExp(
  [
    String.raw`\bpayments? (?:has been |have been |was |were |is )?(?:sent|made|initiated|transferred|released|remitted|executed|processed|wired|advice|notification)\b`,
    String.raw`\b(?:have|has|had|we|was|were|been|just|today) (?:now |already |just |today )?(?:paid|transferred|remitted|wired|settled)\b`,
    String.raw`\b(?:remittance|wire|transfer|ach) advice\b|\b(?:wire|transfer|ach) (?:was |has been )?(?:sent|initiated)\b|\bpaid (?:today|on)\b`,
    String.raw`zahlungsavis|überwiesen|ueberwiesen|angewiesen|bezahlt\b|zahlung (?:ist |wurde )?(?:veranlasst|erfolgt|ausgeführt)|überweisung (?:ist |wurde )?(?:veranlasst|erfolgt|ausgeführt)`,
    `avis de (?:paiement|virement)|virement (?:a été )?(?:effectué|envoyé|émis)|avons (?:payé|réglé|viré)|aviso de pago|hemos (?:pagado|transferido|realizado)|transferencia (?:ha sido )?(?:realizada|enviada|emitida)`,
    'avviso di pagamento|bonifico (?:è stato )?(?:effettuato|disposto|inviato)|abbiamo pagato|betaling (?:is )?(?:verricht|gedaan|overgemaakt)|hebben (?:betaald|overgemaakt)',
  ].join('|'),
  'i',
);
/** What makes of a payment that is spoken of one that is asked for, held back or argued about. */
const unsure = new RegExp(
  [
    String.raw`on hold|withheld|\bnot (?:yet )?(?:been )?paid\b|unpaid|will (?:be )?(?:pay|paid)|cannot be paid|dispute`,
    String.raw`(?:confirm|confirmation)[^.\n]{0,40}(?:receipt|payment|request)|payment confirmation request|\bplease pay\b|payment reminder`,
    'short[- ]?pa(?:y|id)|deduct|credit note (?:is )?required|issue a credit|discrepancy|does not match',
    'nicht bezahlt|zurückgehalten|noch nicht überwiesen|zahlungserinnerung|mahnung|pas (?:encore )?pay|no (?:se )?ha(?:n)? pagado',
  ].join('|'),
  'i',
);
const partly = /\bpart(?:ial|ly)?[- ]?pa(?:y|id)|teilzahlung|acompte|pago parcial|pagamento parziale|deelbetaling/i;

const documentWord =
  '(?:invoices?|inv|bills?|documents?|credit (?:memos?|notes?)|rechnung(?:en|snummern?|snr)?|beleg(?:e|nummer)?|gutschrift(?:en)?|factures?|facturas?|fatture?|fattura|facturen|factuur)';
const filler = String.raw`[\s.:#]*(?:(?:numbers?|nos?|nr|n[º°]|refs?|references?|nummern?)[\s.:#]*){0,2}`;
const number = String.raw`[A-Za-z]{0,6}[-/]?\d[\dA-Za-z]*(?:[-/]\d+){0,4}`;
const listed = new RegExp(
  `(?<![\\w-])(${documentWord})(?=[\\s.:#])${filler}((?:${number})(?:(?:\\s*[,;&+]\\s*|\\s+(?:and|und|et|y|e|en)\\s+)(?:${number})){0,99})`,
  'gi',
);
/** Numbers that say themselves what they are: INV-10000, RE-2026-1001, CM-77. */
const selfNamed = /\b(?:INV|RE|RG|RN|FA|FC|FV|FT|CM|CN|GS|SI)[-/ ]?\d{3,}(?:[-/]\d+){0,4}\b/g;

const currencySign: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP' };
const digits = String.raw`\d{1,3}(?:[.,' ]\d{3})*(?:[.,]\d{1,3})?|\d+(?:[.,]\d{1,3})?`;
const amountPattern = new RegExp(
  `(?<![\\w.,/-])(?:([A-Z]{3}|[€£$])\\s?(${digits})(?![\\d/-])|(${digits})\\s?([A-Z]{3}\\b|[€£$]))`,
  'g',
);
const totalWord =
  /\b(?:total|sum|in all|altogether|gesamt\w*|summe|insgesamt|au total|en total|totale|totaal|amount(?: of)?|betrag(?: von)?|montant(?: de)?|importe(?: de)?)[\s:]*(?:of |is |von |de )?$/i;
const totalBehind = /^[ \t]*(?:in total|in all|altogether|insgesamt|au total|en total|in totale)/i;

interface Found {
  readonly at: number;
  readonly end: number;
}
interface FoundDocument extends Found {
  readonly text: string;
  /** A credit memo: what stands beside it lessens the payment. */
  readonly credit: boolean;
}
interface FoundAmount extends Found {
  readonly amountMinor: bigint;
  readonly currency: string | null;
  readonly total: boolean;
}

/** The line of a mail on which something was found: the subject, or a line of the text from 1. */
function lineOf(text: string, { at }: Found): RefusalPlace {
  const line = text.slice(0, at).split('\n').length - 1;
  return { file: '', path: line === 0 ? 'subject' : `text/line[${line}]` };
}

/**
 * The payment that a mail tells of, with what it names; null where it neither tells of one nor names a document. Refuses, with
 * the reason in its sentence, one that names documents and tells of no payment (`mail.no-payment`), or of a part without
 * saying how much (`mail.part-without-amount`).
 */
export function readProse(subject: string, body: string): Remittance | null {
  const text = `${subject}\n${withoutQuotes(body)}`.slice(0, longestText);
  const references = documentsIn(text);
  if (references.length === 0) return null;
  const amounts = amountsIn(text);
  const names = references.map((one) => one.text);
  const named = `${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and others' : ''}`;
  if (unsure.test(text) || !(paid.test(text) || partly.test(text)))
    raise(
      'mail.no-payment',
      `The mail names ${named}, but does not say that it was paid: it asks, disputes or announces. Nothing was read.`,
      { references: names },
      lineOf(text, references[0]!),
    );
  if (partly.test(text) && amounts.length === 0)
    raise(
      'mail.part-without-amount',
      `The mail says that ${named} was paid in part, but not how much. Nothing was read.`,
      { references: names },
      lineOf(text, references[0]!),
    );
  const currencies = new Set(amounts.map((one) => one.currency).filter((one) => one !== null));
  // Amounts of several currencies cannot be told apart by their place.
  const bound = currencies.size > 1 ? new Map<string, bigint>() : boundAmounts(text, references, amounts);
  const totals = amounts.filter((one) => one.total);
  const free = amounts.length === 1 && bound.size === 0 ? amounts : totals;
  return {
    payer: { name: null, account: null },
    reference: null,
    date: null,
    amountMinor: currencies.size <= 1 && free.length === 1 ? free[0]!.amountMinor : null,
    currency: currencies.size === 1 ? [...currencies][0]! : null,
    prose: true,
    lines: [...new Set(names)].slice(0, mostDocuments).map(
      (reference): RemittanceLine => ({
        reference,
        amountMinor: bound.get(reference) ?? null,
        discountMinor: null,
        adjustments: [],
        memo: null,
      }),
    ),
  };
}

/** What somebody else wrote before is no word of the sender's. */
const withoutQuotes = (body: string): string =>
  body
    .split(/\r?\n/)
    .filter((line) => !/^\s*>/.test(line))
    .join('\n')
    .split(
      /\n-{2,} ?(?:original message|ursprüngliche nachricht|forwarded message)|\n_{10,}\n|\nOn .{5,120} wrote:\n|\nAm .{5,120} schrieb .{2,120}:\n/i,
    )[0]!;

const isCredit = (text: string): boolean => /^(?:CM|CN|GS)/.test(text);

function documentsIn(text: string): FoundDocument[] {
  const found = new Map<number, FoundDocument>();
  for (const match of text.matchAll(listed)) {
    const from = match.index + match[0].length - match[2]!.length;
    const credit = /^(?:credit|gutschrift)/i.test(match[1]!);
    for (const one of match[2]!.matchAll(new RegExp(number, 'g')))
      if (/\d{3}/.test(one[0])) {
        const at = from + one.index;
        found.set(at, { at, end: at + one[0].length, text: one[0], credit: credit || isCredit(one[0]) });
      }
  }
  for (const match of text.matchAll(selfNamed))
    if (![...found.values()].some((one) => match.index < one.end && match.index + match[0].length > one.at))
      found.set(match.index, {
        at: match.index,
        end: match.index + match[0].length,
        text: match[0],
        credit: isCredit(match[0]),
      });
  return [...found.values()].sort((a, b) => a.at - b.at);
}

function amountsIn(text: string): FoundAmount[] {
  return [...text.matchAll(amountPattern)].flatMap((match): FoundAmount[] => {
    const sign = match[1] ?? match[4]!;
    const currency = currencySign[sign] ?? (isCurrency(sign) ? sign : null);
    if (currency === null && sign !== '$') return [];
    const written = (match[2] ?? match[3]!).replace(/[' ]/g, '');
    // Three digits behind the only mark are thousands.
    const plain =
      /^\d{1,3}[.,]\d{3}$/.test(written) && digitsOf(currency) !== 3 ? written.replace(/[.,]/, '') : written;
    const read = amountInText(plain, currency);
    if (read === null || read.amountMinor === 0n) return [];
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    return [
      {
        at: match.index,
        end: match.index + match[0].length,
        amountMinor: read.amountMinor,
        currency,
        total:
          totalWord.test(before) ||
          totalBehind.test(text.slice(match.index + match[0].length, match.index + match[0].length + 20)),
      },
    ];
  });
}

const digitsOf = (currency: string | null): number => (currency === null ? 2 : currencyDigits(currency));

/** Which amount stands beside which document: in each line, where as many amounts as documents are, in their order. */
function boundAmounts(
  text: string,
  references: readonly FoundDocument[],
  amounts: readonly FoundAmount[],
): Map<string, bigint> {
  const bound = new Map<string, bigint>();
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    const inside = <T extends Found>(list: readonly T[]): T[] =>
      list.filter((one) => one.at >= start && one.end <= end);
    const documents = inside(references);
    const own = inside(amounts);
    const sums = own.filter((one) => !one.total || own.length === documents.length);
    if (documents.length > 0 && sums.length === documents.length)
      documents.forEach((one, index) => {
        if (!bound.has(one.text))
          bound.set(one.text, one.credit ? -sums[index]!.amountMinor : sums[index]!.amountMinor);
      });
    start = end + 1;
  }
  return bound;
}
