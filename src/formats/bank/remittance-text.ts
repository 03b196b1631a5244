/** What a bank's text says: who paid, from which account, for what. Structured dialects first, then careful guesses. */
import { isCreditorReference, isIban } from '#kernel';
import type { Counterparty } from './model.ts';

export interface RemittanceText {
  readonly counterparty: Counterparty;
  readonly ultimate: UltimateNames;
  readonly remittance: string;
  readonly structuredReference: string | null;
  readonly endToEndId: string | null;
  readonly transactionCode: string | null;
  /** What the bank states beside the payment, as written: amounts with or without their currency. */
  readonly stated: StatedTerms;
}

/** The ultimate parties of a payment as the text names them; who is the other side follows from which way the money went. */
export interface UltimateNames {
  readonly debtor: string | null;
  readonly creditor: string | null;
}

const noUltimate: UltimateNames = { debtor: null, creditor: null };

/** Original amount (OAMT, OCMT), charges (COAM, CHGS), rate (EXCH), reason of a return (RTRN). */
export interface StatedTerms {
  readonly original: string | null;
  readonly charges: string | null;
  readonly rate: string | null;
  readonly returnReason: string | null;
}

const nothingStated: StatedTerms = { original: null, charges: null, rate: null, returnReason: null };

/** The terms that stand as slash codes in a text: /OCMT/EUR100,00/ /CHGS/EUR3,00/ /EXCH/1,0837/ /RTRN/AC04/. */
export function statedTermsIn(text: string): StatedTerms {
  const after = (code: string): string | null => orNull(new RegExp(`/${code}/([^/]{1,40})`).exec(text)?.[1]);
  if (!/\/(?:OCMT|CHGS|EXCH|RTRN)\//.test(text)) return nothingStated;
  return { original: after('OCMT'), charges: after('CHGS'), rate: after('EXCH'), returnReason: after('RTRN') };
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
const orNull = (text: string | undefined): string | null => {
  const trimmed = tidy(text ?? '');
  return trimmed === '' || /^NOT ?PROVIDED$/i.test(trimmed) ? null : trimmed;
};

/** The first creditor reference (ISO 11649) with right check digits that stands in a text. */
export function findCreditorReference(text: string): string | null {
  for (const match of text.toUpperCase().matchAll(/RF\d{2}[ 0-9A-Z]{1,30}/g)) {
    // The reference may be grouped by blanks and be followed by words: take the longest prefix that checks.
    const groups = match[0].split(' ');
    for (let count = groups.length; count > 0; count -= 1) {
      const candidate = groups.slice(0, count).join('');
      if (isCreditorReference(candidate)) return candidate;
    }
  }
  return null;
}

/** The other side of money in or out, with its ultimate party where the text names one. */
export function counterpartyIn(text: RemittanceText, amountMinor: bigint): Counterparty {
  const ultimateName = amountMinor > 0n ? text.ultimate.debtor : text.ultimate.creditor;
  return ultimateName === null || ultimateName === text.counterparty.name
    ? text.counterparty
    : { ...text.counterparty, ultimateName };
}

/** Reads the text of a booking: `:86:` lines of MT940, or any free text. */
export function readRemittanceText(lines: readonly string[]): RemittanceText {
  // Banks cut their text at a fixed width, in the middle of words; the structured dialects are joined without a blank.
  const joined = lines.join('');
  const german = /^(\d{3})([^0-9A-Za-z\s])\d{2}/.exec(joined);
  if (german) return readGerman(joined, german[1]!, german[2]!);
  if (/^\s*\/[A-Z]{2,8}\//.test(joined)) return readSlashCodes(joined);
  return readFree(lines);
}

/** Direct debits that we collected (German GVC): the deviating recipient of such a purpose is the one who pays. */
const collections = new Set(['171', '174', '192', '193', '196']);

/** German structure: GVC code, then subfields ?00–?63: text, bank, account, name, purpose with SEPA tags. */
function readGerman(joined: string, code: string, separator: string): RemittanceText {
  const subfields = new Map<string, string>();
  const escaped = separator.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  for (const match of joined
    .slice(3)
    .matchAll(new RegExp(`${escaped}(\\d{2})((?:(?!${escaped}\\d{2})[\\s\\S])*)`, 'g'))) {
    subfields.set(match[1]!, (subfields.get(match[1]!) ?? '') + match[2]!);
  }
  const range = (from: number, to: number): string =>
    [...subfields]
      .filter(([key]) => Number(key) >= from && Number(key) <= to)
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, value]) => value)
      .join('');
  const purpose = range(20, 29) + range(60, 63);
  const tags = sepaTags(purpose);
  const remittance = tidy(tags.get('SVWZ') ?? tags.get('') ?? purpose);
  // Of a card the place stands behind the name: Tankstelle//Chemnitz/DE.
  const [orderer, recipient] = ['ABWA', 'ABWE'].map((tag) => orNull(tags.get(tag)?.split('//')[0])) as [
    string | null,
    string | null,
  ];
  return {
    counterparty: {
      name: orNull((subfields.get('32') ?? '') + (subfields.get('33') ?? '')),
      account: orNull(tags.get('IBAN') ?? subfields.get('31')),
    },
    // Of a direct debit the orderer is the creditor. Of money out either is the other side.
    ultimate: { debtor: collections.has(code) ? recipient : orderer, creditor: recipient ?? orderer },
    remittance,
    structuredReference: findCreditorReference(remittance),
    endToEndId: orNull(tags.get('EREF')),
    transactionCode: code,
    stated: {
      original: orNull(tags.get('OAMT')),
      charges: orNull(tags.get('COAM')),
      rate: orNull(tags.get('EXCH')),
      returnReason: null,
    },
  };
}

/** SEPA tags inside the purpose: EREF+…KREF+…SVWZ+…; text before the first tag stands under ''. */
function sepaTags(purpose: string): Map<string, string> {
  const tags = new Map<string, string>();
  let key = '';
  let start = 0;
  const take = (text: string): void => {
    // A party that is named twice is not one of both names: what stands last is whole.
    tags.set(key, key.startsWith('ABW') ? text : (tags.get(key) ?? '') + text);
  };
  for (const match of purpose.matchAll(
    /(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|EXCH|SVWZ|ABWA|ABWE|IBAN|BIC|BREF|RREF|SQTP|ORDP)[+:]/g,
  )) {
    if (match.index > start || key !== '') take(purpose.slice(start, match.index));
    key = match[1]!;
    start = match.index + match[0].length;
  }
  take(purpose.slice(start));
  return tags;
}

const slashCodes =
  'TRTP|IBAN|BIC|NAME|REMI|EREF|MARF|CSID|ORDP|BENM|CNTP|PREF|ADDR|ISDT|PURP|RTRN|ULTD|ULTC|TRCD|SUM|CREF|KREF|OCMT|CHGS|ID|SVCL|BUSP|INIT|UREF|EI|ACCW|NRTX|VALD|CDTRREFTP|CDTRREF|USTD|STRD';

/** Dutch and SWIFT structure: /TRTP/…/IBAN/…/NAME/…/REMI/…; /CNTP/account/bank/name/city/ of another bank. */
function readSlashCodes(joined: string): RemittanceText {
  const fields = new Map<string, string>();
  const parts = [...joined.matchAll(new RegExp(`/(${slashCodes})/`, 'g'))];
  parts.forEach((match, index) => {
    const value = joined.slice(match.index + match[0].length, parts[index + 1]?.index ?? joined.length);
    if (!fields.has(match[1]!) || fields.get(match[1]!) === '') fields.set(match[1]!, value.replace(/^\/+|\/+$/g, ''));
  });
  // The party's name may stand behind a code of its own: /ULTD//NAME/…
  const ultimate = (code: string): string | null => {
    const at = parts.findIndex((match) => match[1] === code);
    const named = fields.get(code) === '' && parts[at + 1]?.[1] === 'NAME' ? parts[at + 1] : undefined;
    if (named === undefined) return orNull((fields.get(code) ?? '').split('/')[0]);
    return orNull(joined.slice(named.index + named[0].length, parts[at + 2]?.index).replace(/\/.*$/, ''));
  };
  const [account, , name] = (fields.get('CNTP') ?? '').split('/');
  const remittance = tidy(
    [fields.get('REMI'), fields.get('USTD')]
      .filter(Boolean)
      .join(' ')
      .replace(/^\/?(USTD|STRD)\/\/?/, ''),
  );
  return {
    counterparty: { name: orNull(fields.get('NAME') ?? name), account: orNull(fields.get('IBAN') ?? account) },
    ultimate: { debtor: ultimate('ULTD'), creditor: ultimate('ULTC') },
    remittance: remittance || tidy(fields.size === 0 ? joined : ''),
    structuredReference: findCreditorReference(fields.get('CDTRREF') ?? remittance),
    endToEndId: orNull(fields.get('EREF')),
    transactionCode: orNull(fields.get('TRTP')),
    stated: statedTermsIn(joined),
  };
}

/** Free text: a checked IBAN is the payer's account; a name only where the bank labels it. */
function readFree(lines: readonly string[]): RemittanceText {
  const remittance = tidy(lines.join(' '));
  const joined = lines.join('');
  const iban = [...joined.toUpperCase().matchAll(/\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b/g)]
    .map((match) => match[0])
    .find(isIban);
  const name =
    /NAAM:\s*([^/;]+)/i.exec(remittance)?.[1] ??
    /;\s*OD:\s*([^;]+)/.exec(remittance)?.[1] ??
    /AUFTRAGGEBER:\s*(.+?)(?:\s{2,}|MITTEILUNGEN|$)/.exec(remittance)?.[1];
  // Where the bank labels the account it need not be an IBAN that checks.
  const labelled = /\bREK(?:ENING)?\.?:\s*([A-Z]{2}\d{2}[A-Z]{4}\d{10})\b/i.exec(remittance)?.[1];
  const startsWithAccount = iban && remittance.toUpperCase().startsWith(iban);
  return {
    counterparty: {
      name: orNull(name ?? (startsWithAccount ? lines[0]!.trim().slice(iban.length) : undefined)),
      account: iban ?? labelled ?? /Z RACH\.:\s*(\d{26})/.exec(remittance)?.[1] ?? null,
    },
    ultimate: noUltimate,
    remittance,
    structuredReference: findCreditorReference(remittance),
    endToEndId: null,
    transactionCode: null,
    stated: statedTermsIn(joined),
  };
}
