/** Values of X12 elements: decimal amounts and dates. Pure. */
import { type Day, isDay } from '#kernel';
import { readBankAmount } from '../../bank/amount.ts';
import { element, refuseSegment, type Segment } from './segments.ts';

/** A decimal amount (type R), signed; null where it is left out. */
export function amountAt(segment: Segment, place: number, currency: string): bigint | null {
  const text = element(segment, place);
  if (text === '') return null;
  const amount = readBankAmount(text.replace(/^[+-]/, ''), '.', currency, {
    file: '',
    path: `${segment.id}[${segment.place}]`,
  });
  return text.startsWith('-') ? -amount : amount;
}

/** An amount in minor units without a mark (type N2). */
export function minorAt(segment: Segment, place: number): bigint {
  const text = element(segment, place);
  if (!/^-?\d{1,18}$/.test(text)) refuseSegment(segment, 'x12.amount-malformed', `"${text}" is no amount in cents`);
  return BigInt(text);
}

/** CCYYMMDD, or YYMMDD of older versions; null where it is left out. */
export function dayAt(segment: Segment, place: number): Day | null {
  const text = element(segment, place);
  if (text === '') return null;
  const full = text.length === 6 ? `${Number(text.slice(0, 2)) >= 80 ? '19' : '20'}${text}` : text;
  const day = `${full.slice(0, 4)}-${full.slice(4, 6)}-${full.slice(6)}`;
  if (!isDay(day)) refuseSegment(segment, 'x12.date-malformed', `"${text}" is not a date`);
  return day;
}
