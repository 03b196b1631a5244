/**
 * What a page holds beside its address: which rows are chosen, which groups are open. It belongs to a place in the browser's
 * history: going back and loading anew find it as it was there, and another question begins without it.
 */
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/** How something is kept as text. */
interface Form<T> {
  readonly empty: T;
  readonly isEmpty: (value: T) => boolean;
  readonly write: (value: T) => unknown;
  readonly read: (kept: never) => T;
}

/** The text longest kept, in characters: beyond it a choice lasts as long as the page. */
const mostKept = 1_000_000;

function readKept<T>(place: string, form: Form<T>): T {
  try {
    const text = sessionStorage.getItem(place);
    return text === null ? form.empty : form.read(JSON.parse(text) as never);
  } catch {
    // Storage is closed to us, or holds what we did not write.
    return form.empty;
  }
}

function writeKept<T>(place: string, value: T, form: Form<T>): void {
  try {
    const text = form.isEmpty(value) ? '' : JSON.stringify(form.write(value));
    if (text === '' || text.length > mostKept) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, text);
  } catch {
    // Storage is closed to us, or full: the choice lasts as long as the page.
  }
}

/** Like `useState`; `question` is what the list was asked for. */
export function useKept<T>(
  name: string,
  question: string,
  form: Form<T>,
): readonly [value: T, set: (next: T | ((old: T) => T)) => void] {
  const entry = useRouterState({ select: ({ location }) => location.state.__TSR_key ?? '' });
  const place = `${name} ${entry} ${question}`;
  const [held, setHeld] = useState(() => ({ question, value: readKept(place, form) }));
  let { value } = held;
  if (held.question !== question) {
    value = readKept(place, form);
    setHeld({ question, value });
  }
  useEffect(() => writeKept(place, value, form), [place, value, form]);
  const [set] = useState(
    () => (next: T | ((old: T) => T)) =>
      setHeld((old) => ({ ...old, value: typeof next === 'function' ? (next as (old: T) => T)(old.value) : next })),
  );
  return [value, set];
}

const keysForm: Form<ReadonlySet<string>> = {
  empty: new Set(),
  isEmpty: (keys) => keys.size === 0,
  write: (keys) => [...keys],
  read: (kept: readonly string[]) => new Set(kept),
};
/** Keys of rows or groups, kept. */
export const useKeptKeys = (name: string, question: string) => useKept(name, question, keysForm);
