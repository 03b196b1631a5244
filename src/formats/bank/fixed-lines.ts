/** Lines of fixed-width formats: fields by position, dates of six digits, and refusals that say the line. Pure. */
import { type Day, isDay, raise } from '#kernel';

export interface FixedLine {
  readonly line: number;
  readonly text: string;
}

/** The lines of a file that are not empty; a mark of the end of file (DOS) is left out. */
export const fixedLines = (text: string): FixedLine[] =>
  text
    .split(/\r\n|\n|\r/)
    .map((raw, index) => ({ line: index + 1, text: raw.replaceAll('\u001a', '') }))
    .filter((one) => one.text.trim() !== '');

/** Columns counted from 1, both ends included, as the norms print them. */
export const columns = (line: FixedLine, from: number, to: number): string => line.text.slice(from - 1, to);

/** Refuses a line with its number. */
export const refuseLine = (line: FixedLine, code: string, why: string): never =>
  raise(code, `Line ${line.line}: ${why}. Nothing was read.`, {}, { file: '', row: line.line });

/** Digits as a whole number; anything else is refused by the code. */
export function wholeNumber(line: FixedLine, from: number, to: number, code: string): bigint {
  const text = columns(line, from, to);
  if (!/^\d+$/.test(text)) refuseLine(line, code, `"${text}" in columns ${from}–${to} is no number`);
  return BigInt(text);
}

/** Six digits in the given order as a day; blank or zero is null. Years from 80 on are of the last century. */
export function sixDigitDay(line: FixedLine, from: number, order: 'DMY' | 'YMD', code: string): Day | null {
  const text = columns(line, from, from + 5);
  if (/^[ 0]*$/.test(text)) return null;
  const [first, second, third] = [text.slice(0, 2), text.slice(2, 4), text.slice(4, 6)];
  const [year, month, day] = order === 'DMY' ? [third, second, first] : [first, second, third];
  const written = `${Number(year) >= 80 ? '19' : '20'}${year}-${month}-${day}`;
  if (!isDay(written)) refuseLine(line, code, `"${text}" is not a date`);
  return written;
}
