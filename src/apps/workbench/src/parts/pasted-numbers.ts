/** A column of numbers, pasted into a page with a list, chooses the rows that have them: from a spreadsheet, whole or not at all. */
import { useEffect } from 'react';
import { type ListFound, mostChosen } from '#lists/contract';
import { ask, type Parameters } from '../api.ts';
import { formatCount } from '../format.ts';
import { isTyping } from '../keys.tsx';
import { t } from '../language.ts';
import { useWork } from '../session.tsx';
import { say, sayRefused, sayWrong } from '../toasts.tsx';
import type { ListAtHand } from './list-view.tsx';
import { withAll } from './selection.ts';

export interface PastedWords {
  readonly found: (rows: number) => string;
  readonly missing: (numbers: string) => string;
}

interface PastedNumbersProps extends Pick<ListAtHand<never>, 'setSelection'> {
  readonly path: string;
  /** Among what they are looked for. */
  readonly query: Parameters;
  /** Absent: the list has no numbers, and the browser pastes as it would. */
  readonly words: PastedWords | undefined;
}

/** So many of the missing are named. */
const mostNamed = 12;

/** The first column of what was pasted, without empty lines. */
const firstColumn = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.split('\t')[0]!.trim())
    .filter((one) => one !== '');

/** Takes a column that is pasted outside of fields, of `most` numbers and no more. Without `take` the browser pastes as it would. */
export function usePastedColumn(most: number, take: ((numbers: readonly string[]) => void) | undefined): void {
  useEffect(() => {
    if (!take) return;
    const onPaste = (event: ClipboardEvent): void => {
      if (isTyping(event.target)) return;
      const numbers = firstColumn(event.clipboardData?.getData('text/plain') ?? '');
      if (numbers.length === 0) return;
      event.preventDefault();
      if (numbers.length <= most) {
        take(numbers);
        return;
      }
      sayWrong(
        t('{count} numbers were pasted, and at most {most} are taken at once: nothing was selected.', {
          count: formatCount(numbers.length),
          most: formatCount(most),
        }),
      );
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  });
}

/** Says what a pasted column has chosen, and the first of its numbers that were not found. */
export function sayPasted(words: PastedWords, rows: number, missing: readonly string[]): void {
  say(words.found(rows));
  if (missing.length === 0) return;
  sayWrong(words.missing(`${missing.slice(0, mostNamed).join(', ')}${missing.length > mostNamed ? ' …' : ''}`));
}

export function usePastedNumbers({ path, query, words, setSelection }: PastedNumbersProps): void {
  const { tenant, session } = useWork();
  const find = (said: PastedWords, numbers: readonly string[]): void => {
    const { csrfToken } = session;
    ask<ListFound>('POST', `${path}/find`, { tenant, csrfToken, query, body: { numbers } }).then(
      ({ found, missing }) => {
        setSelection((old) =>
          withAll(
            old,
            found.map((one) => [String(one.id), one]),
          ),
        );
        sayPasted(said, found.length, missing);
      },
      sayRefused,
    );
  };
  usePastedColumn(mostChosen, words && ((numbers) => find(words, numbers)));
}
