/** Lines of fixed-width formats: fields by position, dates of six digits, and refusals that say the line. Pure. */
import { type Day, isDay, raise } from '#kernel';
import { linesOf } from './lines.ts';

export interface FixedLine {
  readonly line: number;
  readonly text: string;
}

/** The lines of a text that are not empty, as it comes; a mark of the end of file (DOS) is left out. */
export function* fixedLinesOf(pieces: Iterable<string>): Generator<FixedLine> {
  let line = 0;
  for (const raw of linesOf(pieces)) {
    line += 1;
    const text = raw.includes('\u001a') ? raw.replaceAll('\u001a', '') : raw;
    if (text.trim() !== '') yield { line, text };
  }
}

/** The lines of a whole text. */
export const fixedLines = (text: string): FixedLine[] => [...fixedLinesOf([text])];

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
