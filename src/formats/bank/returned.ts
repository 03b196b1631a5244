/**
 * Whether a booking is an earlier payment that came back, by the bank's own code or, of money out, by its words. Codes:
 * SWIFT (field 61, type), the German GVC (DK, appendix 3), BAI2 type codes, ISO 20022 bank transaction sub-families, CODA
 * (Febelfin 2.6, family and operation), Norma 43 (common concepts). Reasons: ISO 20022 external status reasons, Nacha. Pure.
 */
import type { BankReturn } from './model.ts';

type CodeList = 'swift' | 'gvc' | 'bai2' | 'iso' | 'coda' | 'aeb43';

const codes: Readonly<Record<CodeList, ReadonlySet<string>>> = {
  swift: new Set(['NRTI', 'FRTI', 'SRTI']),
  // 009 returned collection and 011 returned check of the old scheme; SEPA direct debits returned (B2B, core); checks; a
  // credit transfer that came back.
  gvc: new Set(['009', '108', '109', '111', '159']),
  // Deposited items, ACH items (to our debit and to our credit), ACH reversals.
  bai2: new Set(['257', '258', '555', '557', '558']),
  iso: new Set(['UPDD', 'PRDD', 'RCDD', 'UPCQ', 'CQRV', 'RRTN', 'RPCR', 'UDFT']),
  // Checks: unpaid voucher, provisionally unpaid; direct debits: unpaid debt, reimbursement.
  coda: new Set(['0309', '0338', '0503', '0505']),
  aeb43: new Set(['14']),
};

/** True where the bank's code alone says that a payment came back. */
export const isReturnCode = (list: CodeList, code: string | null | undefined): boolean =>
  code != null && codes[list].has(code);

/** A code of German banks in CAMT: SWIFT type, GVC, their own number (NRTI+109+00931). */
export const isGermanReturnCode = (code: string | null): boolean => {
  const [swift, gvc] = (code ?? '').split('+');
  return isReturnCode('swift', swift) || isReturnCode('gvc', gvc);
};

const debit = '(?:ach|checks?|cheques?|chq|payments?|debits?|direct debits?|items?|dd|sdd|deposited items?|deposits?)';
const words = new RegExp(
  [
    String.raw`\bNSF\b|insufficient funds|charge ?back|dishono[u]?red|refer to drawer|\bbounced\b`,
    String.raw`\b(?:returned|return|rtn|unpaid)(?: of)? ${debit}\b`,
    String.raw`\b${debit} (?:returned|returns?|unpaid|rtn)\b`,
    // Rücklastschrift, Rückbelastung, Rückscheck, Lastschriftrückgabe, SEPA-LS-Retoure
    String.raw`r(?:ü|ue)ck-?(?:last|belast|scheck)|r\?ck(?:last|belast)|(?:lastschrift|scheck)-?r(?:ü|ue)ckgabe`,
    String.raw`retoure[ -]*(?:sepa|ls\b|lastschrift|scheck)|(?:\bls|lastschrift|scheck)[ -]?retoure|nicht eingel(?:ö|oe)st`,
    'impay[ée]|rejet (?:de )?(?:pr[ée]l|ch[èe]que|sdd)|(?:pr[ée]l[èe]vement|ch[èe]que) rejet|retour (?:de )?(?:pr[ée]l[èe]v|ch[èe]que)',
    String.raw`\binsolut[oi]\b|assegno impagato|\bstorno (?:rid|sdd|addebit|incasso)`,
    String.raw`\bdev(?:ol(?:uci[oó]n)?)?\.? (?:de )?(?:recibos?|rbos?|adeudos?|cheques?|efectos?|remesas?)\b|\bimpagad[oa]s?\b|recibos? devueltos?|devolu[cç][aã]o (?:de )?(?:cheque|d[eé]bito)`,
    String.raw`\bstornering\b|\bterugboeking\b|geweigerde incasso|retour incasso|onbetaalde (?:cheque|domicili)|zwrot polecenia zap[lł]aty`,
  ].join('|'),
  'i',
);

/** True where a text says that an earlier payment came back: a check that bounced, a direct debit that was returned. */
export const speaksOfReturn = (text: string): boolean => words.test(text);

// External status reasons that banks give for returned payments; Nacha's are R and two digits.
const isoReason =
  /\b(?:AC0[1-6]|AC1[34]|AG0[12]|AM0[1-9]|BE0[1-8]|CNOR|DNOR|CURR|CUST|DT01|DUPL|ED05|FF0[15]|FOCR|FRAD|MD0[1267]|MS0[23]|RC0[1-7]|RF01|RR0[1-4]|SL0[1-4]|TM01|UPAY)\b/;
const nachaReason = /\bR(?:0[1-9]|[1-7]\d|8[0-5])\b/;

/** The reason that a text gives for a return, by its code; null where it gives none. */
export const returnReasonIn = (text: string): string | null =>
  (isoReason.exec(text) ?? nachaReason.exec(text))?.[0] ?? null;

/** What a booking says of itself as far as it tells a return. Amounts in minor units of the booking's currency. */
export interface ReturnSaid {
  /** The bank's code is one of returned payments, or the file has a block for them. */
  readonly byCode: boolean;
  readonly amountMinor: bigint;
  readonly text: string;
  readonly reasonCode?: string | null;
  readonly originalMinor?: bigint | null;
}

/**
 * The return that a booking is, or null. Words count for money out only: a customer writes "return" on money in and means
 * goods. An original amount larger than the booking is no original of it.
 */
export function returnOf(said: ReturnSaid): BankReturn | null {
  if (!said.byCode && !(said.amountMinor < 0n && speaksOfReturn(said.text))) return null;
  const booked = said.amountMinor < 0n ? -said.amountMinor : said.amountMinor;
  const original = said.originalMinor ?? null;
  return {
    reasonCode: said.reasonCode ?? returnReasonIn(said.text),
    originalMinor: original !== null && original > 0n && original <= booked ? original : null,
  };
}
