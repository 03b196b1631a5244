/** Small controls: one choice of a few, and a day as the reader writes it. */
import { useEffect, useId, useState } from 'react';
import { addDays, type Day } from '#kernel';
import { formatDay, formatInstant, readDay, readInstant } from '../format.ts';
import { t } from '../language.ts';

interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, text: string])[];
  readonly onChange: (value: T) => void;
}

/** One of a few, all in sight: radio buttons in one frame. */
export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset className="flex h-7 w-fit rounded-[5px] border border-edge bg-surface">
      <legend className="sr-only">{label}</legend>
      {options.map(([option, text]) => (
        <label
          key={option}
          className="relative flex cursor-pointer items-center px-2.5 first-of-type:rounded-l-[4px] last-of-type:rounded-r-[4px] has-checked:bg-selection has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
            checked={option === value}
            onChange={() => onChange(option)}
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}

/** A day: typed in the reader's order or as YYYY-MM-DD, moved by the up and down keys. */
export function DayField({ label, value, onChange }: { label: string; value: Day; onChange: (day: Day) => void }) {
  const [text, setText] = useState(formatDay(value, 'field'));
  const [wrong, setWrong] = useState(false);
  const id = useId();
  useEffect(() => {
    setText(formatDay(value, 'field'));
    setWrong(false);
  }, [value]);
  const commit = (): void => {
    const day = readDay(text);
    setWrong(day === undefined);
    if (day === undefined) return;
    setText(formatDay(day, 'field'));
    if (day !== value) onChange(day);
  };
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="text-ink-2">
        {label}
      </label>
      <input
        id={id}
        className="field w-25 tabular-nums"
        value={text}
        autoComplete="off"
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
          if (step === 0) return;
          event.preventDefault();
          onChange(addDays(value, step));
        }}
      />
      {wrong && (
        <span id={`${id}-wrong`} role="alert" className="text-meta text-bad">
          {t('Write a day such as {day}', { day: formatDay(value, 'field') })}
        </span>
      )}
    </div>
  );
}

interface InstantFieldProps {
  readonly label: string;
  /** An instant in UTC; undefined stands for what `empty` says. */
  readonly value: string | undefined;
  readonly empty: string;
  readonly onChange: (instant: string | undefined) => void;
}

/** A day and a time of day in the reader's own zone; left empty it is none. */
export function InstantField({ label, value, empty, onChange }: InstantFieldProps) {
  const shown = value === undefined ? '' : formatInstant(value, 'field');
  const [text, setText] = useState(shown);
  const [wrong, setWrong] = useState(false);
  const id = useId();
  useEffect(() => {
    setText(shown);
    setWrong(false);
  }, [shown]);
  const commit = (): void => {
    const instant = text.trim() === '' ? undefined : readInstant(text);
    const fault = text.trim() !== '' && instant === undefined;
    setWrong(fault);
    if (!fault && text !== shown) onChange(instant);
  };
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="text-ink-2">
        {label}
      </label>
      <input
        id={id}
        className="field w-35 tabular-nums placeholder:text-ink-2"
        value={text}
        placeholder={empty}
        autoComplete="off"
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
      {wrong && (
        <span id={`${id}-wrong`} role="alert" className="text-meta text-bad">
          {t('Write a day and a time such as {instant}', { instant: formatInstant('2026-03-31T17:00:00Z', 'field') })}
        </span>
      )}
    </div>
  );
}
