/** Document numbers as keys, and how two that are written differently are the same or nearly so. Pure. */
import { textKey } from '#kernel';

/** The keys of what a line may call a document: each number as written, and the longer words with digits of its text. */
export function keysOfText(numbers: readonly (string | null)[], memo: string): string[] {
  const words = memo.split(/[\s,;]+/).filter((word) => /\d{3}/.test(word));
  return [...new Set([...numbers.filter((one) => one !== null), ...words].map(textKey))].filter(
    (key) => key.length > 2,
  );
}

/** The digits at a number's end without leading zeros: RE-0010001 and 10001 are one; fewer than four say too little. */
export function digitsOfKey(key: string): string | null {
  const digits = /(\d+)$/.exec(key)?.[1]?.replace(/^0+/, '') ?? '';
  return digits.length >= 4 ? digits : null;
}

/** True for numbers that a typing hand confuses: one character changed, missing or added, or two neighbours swapped. */
export function nearlySame(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 4) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (Math.max(restA.length, restB.length) === 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

/** True for amounts of the same digits with two neighbours swapped: 1,340.00 and 1,430.00. */
export function digitsSwapped(aMinor: bigint, bMinor: bigint): boolean {
  const [a, b] = [aMinor.toString(), bMinor.toString()];
  return a.length === b.length && a.length >= 3 && nearlySame(`00${a}`, `00${b}`) && sorted(a) === sorted(b);
}

const sorted = (text: string): string => [...text].sort().join('');
