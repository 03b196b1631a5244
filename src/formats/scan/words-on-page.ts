/** The words of a scanned page as texts with their places, as a PDF with text would give them. Pure. */
import type { PlacedText } from '../remittance/pdf/placed-text.ts';
import type { PagePicture, ScannedWord } from './model.ts';

/** Below it a word may well be another. */
const sureFrom = 0.6;

/** What a word of letters of ten points measures from head to foot, in points. */
const usualHeight = 8;

/**
 * Words as texts, places in points of a page whose letters have ten: how far apart words, cells and rows stand goes by the size
 * of the letters, and a photograph says nothing of its scale. Their base is the middle of the word, since letters below the
 * line make a word hang lower. Marks that are no letter and no digit (remains of rules) are left out.
 */
export function textsOfWords(words: readonly ScannedWord[], page: Pick<PagePicture, 'height'>): PlacedText[] {
  const decimalMark = decimalMarkOf(words);
  const legible = words
    .map((word) => ({
      ...word,
      text: withMark(word.text.replace(/^[|[\]_]+|[|[\]_]+$/g, '').replace(/\s+/g, ' '), decimalMark),
    }))
    .filter((word) => /[\p{L}\p{N}&]/u.test(word.text));
  const heights = legible.map((word) => word.bottom - word.top).sort((a, b) => a - b);
  const pixelsPerPoint = Math.max(1, heights[heights.length >> 1] ?? usualHeight) / usualHeight;
  return legible.map((word) => ({
    text: word.text,
    left: word.left / pixelsPerPoint,
    right: word.right / pixelsPerPoint,
    base: (page.height - (word.top + word.bottom) / 2) / pixelsPerPoint,
  }));
}

/** Digits in groups, a mark, and two digits: the last mark is the decimal one, for thousands have three. */
const amount = /^([^\d]{0,2}\d+(?:[.,:'’]\d{3})*)([.,:])(\d{2})([^\d]{0,2})$/;

/** The decimal mark of most amounts of a page; undefined where it has as many of either. */
function decimalMarkOf(words: readonly ScannedWord[]): '.' | ',' | undefined {
  const marks = words.map((word) => amount.exec(word.text)?.[2]);
  const [points, commas] = ['.', ','].map((mark) => marks.filter((one) => one === mark).length);
  return points === commas ? undefined : points! > commas! ? '.' : ',';
}

/**
 * An amount with the decimal mark of its page and without others: points and commas are what is misread most. A day (14.03.26)
 * is no amount, since its groups have two digits.
 */
function withMark(text: string, decimalMark: '.' | ',' | undefined): string {
  const found = decimalMark === undefined ? null : amount.exec(text);
  if (!found) return text;
  const [, whole, , cents, after] = found;
  return `${whole!.replace(/(\d)[.,:'’](?=\d)/g, '$1')}${decimalMark}${cents}${after}`;
}

/** Words with a digit that were hardly read: a person has to look at those. */
export const unsureWords = (words: readonly ScannedWord[]): string[] =>
  words.filter((word) => /\d/.test(word.text) && word.confidence < sureFrom).map((word) => word.text);
