/** What payers and banks say in the text of a payment: reasons, charges, parts, returns, orders, other names. Pure. */
import { textKey } from '#kernel';
import { nameTokens } from './payer.ts';

/** What else the payer says of a reason: to the next mark, an amount's comma not being one. */
const onwards = String.raw`(?:[^,;()]|(?<=\d),(?=\d))*`;

/**
 * Reasons for a short payment as payers write them, by language. Banks take accents away, so letters stand for both. Words that
 * speak of something else as well are taken only with what makes them a reason: a "remise de chèques" is a deposit, a
 * "devolución de recibo" a debit that came back. French and Spanish words begin where no letter stands before them; German
 * ones end compounds ("Mengenabzug").
 */
const deductionWords = new RegExp(
  [
    // English
    String.raw`deduction[^()]*|short[- ]?(?:pay|ship)\w*|missing[^,;()]*|damag\w*[^,;()]*|quality[^,;()]*|late delivery[^,;()]*|penalty|price (?:diff|error)\w*|return(?:ed)? goods|\d+(?:\.\d+)?\s?% discount[^,;()]*|discount taken|early payment[^,;()]*`,
    // German
    String.raw`preisdiff\w*|retoure[^,;()]*|skonto[^,;()]*|abzug[^,;()]*|m(?:ä|ae)ngel[^,;()]*|(?:wegen|wg\.?) m[aä]ngeln?[^,;()]*`,
    String.raw`besch(?:[aä]|ae)dig\w*[^,;()]*|(?:bruch|frost|transport|wasser)sch(?:[aä]|ae)den[^,;()]*|(?:bruchware|transportbruch|falschlieferung|fehllieferung|fehlmenge|minderlieferung|mindermenge|reklamation|vertragsstrafe|konventionalstrafe|lieferverzug|belastungsanzeige|werbekostenzusch)[^,;()]*`,
    String.raw`fehlende? (?:artikel|menge|positione?n?|st(?:[uü]|ue)cke?|ware)[^,;()]*|(?:menge|preis)n?(?:abweichung|fehler)[^,;()]*|falscher preis[^,;()]*|(?:verspätete|verspaetete|verspatete) lieferung[^,;()]*|(?:gek(?:[uü]|ue)rzt|(?:rechnungs)?k(?:[uü]|ue)rzung)[^,;()]*|waren?r(?:[uü]|ue)cksendung[^,;()]*`,
    // French
    String.raw`(?<![a-zà-ÿ])(?:d[ée]duction[^()]*|(?:marchandises? (?:manquante|endommag|avari|d[ée]fectueu|cass[ée])|manquants?(?![a-z])|endommag|avari[ée]|qualit[ée]|d[ée]fectueu|non[- ]conform|livraison (?:tardive|en retard|incompl[èe]te|partielle)|retard de livraison|p[ée]nalit[ée]|(?:[ée]cart|diff[ée]rence|erreur) de prix|retour (?:de )?marchandise|escompte|remise (?:commerciale|de \d+(?:[.,]\d+)?\s?%)|litige)${onwards})`,
    // Spanish
    `(?<![a-zà-ÿ])(?:deducci[óo]n[^()]*|(?:(?:mercanc[íi]as?|g[ée]nero|material) (?:da[ñn]ad|defectuos|faltante|rot[ao])|faltantes?(?![a-z])|da[ñn](?:ad[ao]s?|os?)(?![a-z])|(?:mala )?calidad|defectuos|entrega (?:tard[íi]a|con retraso|incompleta)|retraso (?:en|de) la entrega|penali[zd]a|(?:diferencia|error) (?:de|en el) precio|devoluci[óo]n (?:de )?(?:mercanc|g[ée]nero|material|producto)|(?:descuento (?:por )?)?pronto pago)${onwards})`,
  ].join('|'),
  'i',
);

/** A reason for a short payment as payers write it in English, German, French or Spanish; null when the text gives none. */
export function deductionReason(text: string): string | null {
  const match = deductionWords.exec(text);
  if (!match) return null;
  return match[0].replace(/^(?:d[eé]duction|deducci[oó]n(?:es)?)\s*:?\s*/i, '').trim() || 'deduction';
}

/** Words by which a payer says that this is only a part. */
export const saysPartial = (text: string): boolean =>
  /partial|part payment|instal+ment|progress|on account|teilzahlung|anzahlung|rate \d|\d\. rate|acompte|a cuenta|pmt on acct/i.test(
    text,
  );

const chargeWord = '(?:CHGS?|(?:bank |wire )?(?:charges?|fees?)|spesen|gebühr(?:en)?|bankspesen|frais|comisi[oó]n)';

/** The bank charge that the text states, in minor units of the currency; null when none is stated, or in another currency. */
export function statedCharge(text: string, currency: string, digits: number): bigint | null {
  const number = `(\\d+)(?:[.,](\\d{1,${Math.max(1, digits)}}))?(?![\\d.,]*\\d)`;
  const after = new RegExp(`${chargeWord}[/: ]*(?:${currency})?\\s*${number}`, 'i').exec(text);
  const before = new RegExp(`(?:^|[\\s/])(?:${currency}\\s?)?${number}\\s?(?:${currency})?\\s${chargeWord}`, 'i').exec(
    text,
  );
  const match = after ?? before;
  if (!match) return null;
  return BigInt(match[1]! + (match[2] ?? '').padEnd(digits, '0').slice(0, digits));
}

/** True when the text speaks of a bank charge, stated or not. */
export const speaksOfCharge = (text: string): boolean =>
  new RegExp(`(?:^|[^a-z])${chargeWord}(?:[^a-z]|$)`, 'i').test(text);

/** The percentage of tax withheld that the text states ("WHT 10%"), in hundredths of a percent; null when none. */
export function statedWithholding(text: string): bigint | null {
  const match =
    /(?:\bWHT\b|\bTDS\b|withh(?:eld|olding)|quellensteuer|retenci[oó]n|retenue|ritenuta)[^\d%]{0,20}(\d{1,2})(?:[.,](\d{1,2}))?\s?%/i.exec(
      text,
    ) ??
    /(\d{1,2})(?:[.,](\d{1,2}))?\s?%\s?(?:\bWHT\b|\bTDS\b|withholding|quellensteuer|retenci[oó]n|retenue|ritenuta)/i.exec(
      text,
    );
  return match ? BigInt(match[1]! + (match[2] ?? '').padEnd(2, '0')) : null;
}

/** True when the text states a conversion from another currency at a rate ("EUR 50000 @ 1.08"). */
export const statesConversion = (text: string): boolean =>
  /\b[A-Z]{3}\s?\d[\d.,]*\s?(?:@|at|zu|\/EXCH\/)\s?\d+[.,]\d+/.test(text) || /\/EXCH\/\s?\d/.test(text);

/** The rate of exchange that the text states, as it stands there; null when it states none. */
export const statedRate = (text: string): string | null =>
  /(?:\/EXCH\/|(?:@|\bat|\bzu|\brate|\bkurs)\s?:?\s?)(\d{1,6}[.,]\d{1,8})/i.exec(text)?.[1] ?? null;

/** Money for goods not invoiced yet. */
export const saysPrepayment = (text: string): boolean =>
  /vorkasse|vorauszahlung|vorauskasse|prepay|pre-payment|pro[ -]?forma|advance payment|down payment|anzahlung|paiement d.avance|anticipo/i.test(
    text,
  );

/** True when the bank says that an earlier payment came back: a returned check or direct debit. */
export const saysReturned = (text: string, method: string | null): boolean =>
  /return|nsf|chargeback|r.?cklast/i.test(method ?? '') ||
  /\bNSF\b|insufficient funds|rücklast|ruecklast|impay[eé]|devoluci[oó]n de recibo|\breturn(?:ed)?(?: of)? (?:ach|check|cheque|payment|debit|direct debit|item)/i.test(
    text,
  );

/** The payer's name without the bank's own words before it ("NSF RETURN - MERIDIAN SUPPLY"). */
export const withoutReturnWords = (name: string): string =>
  name.replace(
    /^(?:(?:NSF|ACH|CHECK|CHEQUE|RETURN(?:ED)?|ITEM|PAYMENT|DEBIT|OF|R(?:UE|Ü)CKLASTSCHRIFT)\b[\s:–-]*)+/i,
    '',
  ) || name;

/** Amounts with decimals that the text states, in minor units of a currency of two digits. */
export const statedAmounts = (text: string): bigint[] =>
  [...text.matchAll(/(?<![\d.,/-])(\d{1,9})[.,](\d{2})(?![\d.,/-])/g)].map((match) => BigInt(match[1]! + match[2]!));

/** Words that stand in payment texts and name nobody. */
const ordinary = new Set(
  'INVOICE INVOICES INV RECHNUNG RECHNUNGEN RECHNUNGSNR NR NO NUMBER NUMMER PAYMENT ZAHLUNG UEBERWEISUNG ÜBERWEISUNG FOR FUER FÜR VOM FROM OF THE AND UND YOUR OUR IHRE IHR UNSERE VIELEN DANK THANK YOU THANKS CUSTOMER KUNDE KUNDENNR ACCOUNT REF REFERENCE ORDER AUFTRAG BESTELLUNG FACTURE FACTURA FATTURA PARTIAL FINAL FULL TEILZAHLUNG RATE LESS MINUS BANK FEE FEES CHARGE CHARGES DISCOUNT SKONTO SEE ATTACHED REMITTANCE ADVICE AVIS JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER JANUAR FEBRUAR MÄRZ MAI JUNI JULI OKTOBER DEZEMBER SERVICES SERVICE GOODS WARE LIEFERUNG DELIVERY CREDIT MEMO GUTSCHRIFT OLD NEW TRANSFER WIRE ACH SEPA SWIFT'.split(
    ' ',
  ),
);
const legalForm =
  /^(?:gmbh|ag|kg|llc|ltd|limited|inc|corp|plc|s\.?a\.?|s\.?l\.?|sarl|sas|b\.?v\.?|n\.?v\.?|oy|spa|pty)\.?$/i;

/** A quick look for two words written as names are, at most legal forms between them: without them the text names nobody. */
export const mayHoldName = (text: string): boolean =>
  /\p{Lu}[\p{Ll}&-]+\.?\s+(?:\S{1,8}\s+){0,3}\p{Lu}[\p{Ll}&-]/u.test(text);

/** Whether words are a name with two that stand in none of the known ones. */
function isOtherName(words: readonly string[], known: readonly string[]): boolean {
  const own = new Set(known.flatMap((name) => name.split(/[^\p{L}\p{N}]+/u).map(textKey)));
  const telling = words.filter((word) => !legalForm.test(word));
  const foreign = telling.filter((word) => !own.has(textKey(word)));
  const form = words.length > telling.length;
  return foreign.length >= 2 && telling.length >= (form ? 2 : 3) && nameTokens(words.join(' ')).length >= 2;
}

/**
 * The name of somebody in the text who is none of those known to this receipt: three capitalised words in a row, or two
 * words and a legal form. Words that payment texts are made of name nobody. Null when there is none.
 */
export function otherName(text: string, known: () => readonly string[]): string | null {
  let run: string[] = [];
  for (const word of [...text.split(/\s+/), '']) {
    const bare = word.replace(/[,;:]+$/, '');
    const continues =
      run.length > 0 && legalForm.test(bare)
        ? true
        : /^\p{Lu}[\p{Ll}&-]+\.?$/u.test(bare) && !ordinary.has(textKey(bare));
    if (continues) run.push(bare);
    if (!continues || bare !== word) {
      if (run.length > 1 && isOtherName(run, known())) return run.join(' ');
      run = [];
    }
  }
  return null;
}
