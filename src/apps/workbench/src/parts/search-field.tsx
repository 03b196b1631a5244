/** The filter of a list by name or number. */
import { useEffect, useRef, useState } from 'react';
import { useKeys } from '../keys.tsx';
import { t } from '../language.ts';
import { SearchIcon } from './icons.tsx';

/**
 * A filter that the address holds, in force before the address says so: who filters and then chooses all at once must not
 * choose what the filter leaves out.
 */
export function useFilterText(
  held: string | undefined,
  hold: (text: string | undefined) => Promise<void>,
): [text: string, set: (text: string) => void] {
  const [ahead, setAhead] = useState<string>();
  const set = (text: string): void => {
    setAhead(text);
    void hold(text || undefined).then(() => setAhead((old) => (old === text ? undefined : old)));
  };
  return [ahead ?? held ?? '', set];
}

interface SearchFieldProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** By what is sought; absent: by name or number. */
  readonly label?: string;
}

/** Typed text becomes the filter when the typing pauses or the field is left; `/` comes here. */
export function SearchField({ value, onChange, label }: SearchFieldProps) {
  const name = label ?? t('Name or number');
  const [text, setText] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  /** What was sent and has not come back: it comes when more is typed already, and takes nothing of that away. */
  const sent = useRef<string[]>([]);
  const send = (): void => {
    const next = text.trim();
    if (next === value) return;
    sent.current.push(next);
    onChange(next);
  };
  useEffect(() => {
    const own = sent.current.lastIndexOf(value);
    if (own === -1) setText(value);
    else sent.current.splice(0, own + 1);
  }, [value]);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(send, 200);
    return () => clearTimeout(timer);
  });
  useKeys([{ keys: '/', label: t('Filter the list'), run: () => field.current?.select() }]);
  return (
    <label className="field flex items-center gap-2 text-ink-2">
      <SearchIcon />
      <span className="sr-only">{name}</span>
      <input
        ref={field}
        type="search"
        value={text}
        placeholder={name}
        className={`${label === undefined ? 'w-40' : 'w-72'} bg-transparent text-ink outline-none placeholder:text-ink-2`}
        onChange={(event) => setText(event.target.value)}
        onBlur={send}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'Enter') return;
          event.preventDefault();
          document.querySelector<HTMLElement>('[role=grid],[role=treegrid],table[tabindex="0"]')?.focus();
          if (document.activeElement === field.current) document.getElementById('content')?.focus();
        }}
      />
    </label>
  );
}
