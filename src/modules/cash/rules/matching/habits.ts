/** How a payer writes our numbers otherwise than we do, as it was seen: "R17" for INV-2026-0017. Pure. */
import { textKey } from '#kernel';
import { wordsOf } from './references.ts';

/** The last run of digits of a number as it is written, and what stands before it as a key. */
function split(text: string): { beginning: string; digits: string } | null {
  const match = /^(.*?)(\d+)\D*$/.exec(text);
  return match ? { beginning: textKey(match[1]!), digits: match[2]! } : null;
}

const bare = (digits: string): string => digits.replace(/^0+/, '');

/** Ways in which the text writes the items' numbers otherwise than we do: "R17" for INV-2026-0017 is `R>INV2026#4`. */
export function habitsIn(
  text: string,
  items: readonly { readonly number: string; readonly references: readonly string[] }[],
): string[] {
  const words = wordsOf(text);
  const keys = new Set(words.map(textKey));
  const habits = new Set<string>();
  for (const item of items) {
    if ([item.number, ...item.references].some((one) => keys.has(textKey(one)))) continue;
    const own = split(item.number);
    if (!own || bare(own.digits).length < 2) continue;
    const written = words.flatMap((word) => {
      const parts = split(word);
      return parts && bare(parts.digits) === bare(own.digits) ? [parts] : [];
    });
    if (written.length === 1) habits.add(`${written[0]!.beginning}>${own.beginning}#${own.digits.length}`);
  }
  return [...habits];
}

/** The key of our number that a word means by a habit; null when the word is not written so. */
export function readByHabit(word: string, habit: string): string | null {
  const parts = split(word);
  const match = /^(.*)>(.*)#(\d+)$/.exec(habit);
  if (!parts || !match || parts.beginning !== match[1]!) return null;
  const digits = bare(parts.digits);
  return digits.length < 2 ? null : `${match[2]!}${digits.padStart(Number(match[3]), '0')}`;
}
