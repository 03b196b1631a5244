/** Small controls: one choice of a few, and a day as the reader writes it. */
import { useEffect, useId, useRef, useState } from 'react';
import { addDays, type Day } from '#kernel';
import { formatDay, formatInstant, readDay, readInstant } from '../format.ts';
import { t } from '../language.ts';
import { unreadMark } from './unread.ts';

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
    <fieldset className="flex h-7 w-fit shrink-0 rounded-[5px] border border-edge bg-surface">
      <legend className="sr-only">{label}</legend>
      {options.map(([option, text]) => (
        <label
          key={option}
          className="relative flex h-6.5 shrink-0 cursor-pointer items-center px-2.5 first-of-type:rounded-l-[4px] last-of-type:rounded-r-[4px] has-checked:bg-selection has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
            checked={option === value}
            onChange={() => onChange(option)}
          />
          {/* Above the button that fills the whole label. */}
          <span className="relative">{text}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface CommittedFieldProps<T> {
  readonly label: string;
  /** What stands in the field while nobody types in it. */
  readonly shown: string;
  /** What a text means; undefined where it means nothing. */
  readonly read: (text: string) => { readonly value: T } | undefined;
  /** Said beside the field where the text means nothing. */
  readonly hint: string;
  readonly onCommit: (value: T) => void;
  readonly placeholder?: string;
  readonly className?: string;
  /** What the up and down keys do. */
  readonly onStep?: (by: 1 | -1) => void;
  /** Its name stands above it, as those of a form's other fields do. */
  readonly above?: boolean;
}

/**
 * A field whose text is read when it is left or Enter is pressed; what cannot be read stays, is said, and holds the form: what
 * the field meant before is not what the person sees in it.
 */
export function CommittedField<T>(props: CommittedFieldProps<T>) {
  const { label, shown, read, hint, onCommit, placeholder, className = '', onStep, above = false } = props;
  const [text, setText] = useState(shown);
  const [wrong, setWrong] = useState(false);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    setText(shown);
    setWrong(false);
  }, [shown]);
  const unread = text !== shown && read(text) === undefined;
  useEffect(() => field.current?.setCustomValidity(unread ? hint : ''), [unread, hint]);
  const commit = (): void => {
    setWrong(unread);
    const found = unread ? undefined : read(text);
    if (found && text !== shown) onCommit(found.value);
  };
  return (
    <div className={above ? 'flex flex-col items-start gap-0.5' : 'flex items-center gap-2'}>
      <label htmlFor={id} className={`text-ink-2 ${above ? 'text-meta' : ''}`}>
        {label}
      </label>
      <input
        ref={field}
        id={id}
        className={`field tabular-nums placeholder:text-ink-2 ${className}`}
        {...(unread && { [unreadMark]: '' })}
        value={text}
        placeholder={placeholder}
        autoComplete="off"
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onInvalid={(event) => {
          // Said in the page's own words and place, not in the browser's bubble.
          event.preventDefault();
          setWrong(true);
          event.currentTarget.focus();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
          if (step === 0 || !onStep) return;
          event.preventDefault();
          onStep(step);
        }}
      />
      {wrong && (
        <span id={`${id}-wrong`} role="alert" className="text-meta text-bad">
          {hint}
        </span>
      )}
    </div>
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly value: Day;
  readonly onChange: (day: Day) => void;
  readonly above?: boolean;
}

/** A day: typed in the reader's order or as YYYY-MM-DD, moved by the up and down keys. */
export function DayField({ label, value, onChange, above = false }: DayFieldProps) {
  const shown = formatDay(value, 'field');
  return (
    <CommittedField
      label={label}
      above={above}
      shown={shown}
      className="w-25"
      hint={t('Write a day such as {day}', { day: shown })}
      read={(text) => {
        const day = readDay(text);
        return day === undefined ? undefined : { value: day };
      }}
      onCommit={(day) => day !== value && onChange(day)}
      onStep={(by) => onChange(addDays(value, by))}
    />
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
  return (
    <CommittedField
      label={label}
      shown={value === undefined ? '' : formatInstant(value, 'field')}
      placeholder={empty}
      className="w-35"
      hint={t('Write a day and a time such as {instant}', { instant: formatInstant('2026-03-31T17:00:00Z', 'field') })}
      read={(text) => {
        if (text.trim() === '') return { value: undefined };
        const instant = readInstant(text);
        return instant === undefined ? undefined : { value: instant };
      }}
      onCommit={onChange}
    />
  );
}
