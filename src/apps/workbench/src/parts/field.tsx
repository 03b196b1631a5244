/** A labelled field of a form, with what the server refused about it right beside it. */
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { isEmail } from '#kernel';
import { ApiError } from '../api.ts';
import { sentence } from '../format.ts';
import { t } from '../language.ts';

/** What a refusal says about one member of what was sent; undefined where it is about something else. */
export function refusedAt(error: Error | null, member: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const field = error.at['field'];
  return field === member ? sentence(error.message) : undefined;
}

/** True where a refusal names none of the members that have their own place on the form. */
export const refusedElsewhere = (error: Error | null, members: readonly string[]): boolean =>
  error !== null && !(error instanceof ApiError && members.includes(String(error.at['field'])));

/** Why what was typed is no e-mail address, in the reader's words; undefined where it is one, or nothing at all. */
export const notAnEmail = (text: string): string | undefined =>
  text.trim() === '' || isEmail(text.trim())
    ? undefined
    : t('"{text}" is not an e-mail address.', { text: text.trim() });

interface FieldProps {
  readonly label: string;
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  readonly className?: string;
  readonly children: (control: {
    id: string;
    'aria-invalid': boolean;
    'aria-describedby': string | undefined;
  }) => ReactNode;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What a field still wants before its form is sent, in the reader's words; undefined where it wants something else. */
function wantedOf(control: Control): string | undefined {
  if (control.validity.valueMissing) return t('This is needed.');
  if (control.validity.tooShort && !(control instanceof HTMLSelectElement))
    return t('At least {count} characters.', { count: control.minLength });
  return undefined;
}

export function Field({ label, error: refused, hint, className = '', children }: FieldProps) {
  const id = useId();
  const [wanted, setWanted] = useState<string>();
  const error = refused ?? wanted;
  const told = error ?? hint;
  // Said in the page's own words and place, not in the browser's bubble, which speaks the browser's language.
  const sayWanted = (event: FormEvent): void => {
    const control = event.target as Control;
    const words = wantedOf(control);
    if (words === undefined) return;
    event.preventDefault();
    setWanted(words);
    if (control.form?.querySelector('input:invalid, select:invalid, textarea:invalid') === control) control.focus();
  };
  return (
    <div
      className={`flex min-w-0 flex-col gap-0.5 ${className}`}
      onInvalidCapture={sayWanted}
      onInput={() => setWanted(undefined)}
    >
      <label htmlFor={id} className="text-meta text-ink-2">
        {label}
      </label>
      {children({ id, 'aria-invalid': error !== undefined, 'aria-describedby': told ? `${id}-told` : undefined })}
      {told && (
        <span
          id={`${id}-told`}
          {...(error !== undefined && { role: 'alert' })}
          className={`text-meta ${error !== undefined ? 'text-bad' : 'text-ink-2'}`}
        >
          {told}
        </span>
      )}
    </div>
  );
}

interface ChoiceFieldProps<T extends string> extends Pick<FieldProps, 'label' | 'error' | 'className'> {
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** Each with its words; a group of them under its name. */
  readonly choices: readonly (Choice<T> | { readonly group: string; readonly choices: readonly Choice<T>[] })[];
  /** Of the control, where its words are not what it should be wide for. */
  readonly width?: string;
  readonly required?: boolean;
  /** The first field of a form that somebody has just asked for: one chooses at once. */
  readonly atOnce?: boolean;
}
type Choice<T extends string> = readonly [value: T, text: string];

/** One of several, under its label. */
export function ChoiceField<T extends string>({
  value,
  onChange,
  choices,
  width = '',
  required = false,
  atOnce = false,
  ...field
}: ChoiceFieldProps<T>) {
  const option = ([one, text]: Choice<T>) => (
    <option key={one} value={one}>
      {text}
    </option>
  );
  return (
    <Field {...field}>
      {(control) => (
        <select
          {...control}
          // biome-ignore lint/a11y/noAutofocus: only where the person has just asked for the field
          autoFocus={atOnce}
          className={`field ${width}`}
          required={required}
          value={value}
          onChange={(event) => onChange(event.target.value as T)}
        >
          {choices.map((one) =>
            'group' in one ? (
              <optgroup key={one.group} label={one.group}>
                {one.choices.map(option)}
              </optgroup>
            ) : (
              option(one)
            ),
          )}
        </select>
      )}
    </Field>
  );
}

/** What a reason must have, as the server asks for it. */
const [shortestReason, longestReason] = [3, 500];
export const saysWhy = (reason: string): boolean => reason.trim().length >= shortestReason;

export interface ReasonFieldProps extends Pick<FieldProps, 'label' | 'error' | 'className'> {
  readonly value: string;
  readonly onChange: (reason: string) => void;
  /** It stands where the button or key was that asked for it, so one types at once. */
  readonly atOnce?: boolean;
}

/** Why somebody does what a form does: kept with the deed. */
export function ReasonField({ value, onChange, atOnce = false, ...field }: ReasonFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          // biome-ignore lint/a11y/noAutofocus: only where the person has just asked for the field
          autoFocus={atOnce}
          className="field w-full"
          required
          minLength={shortestReason}
          maxLength={longestReason}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface CheckProps {
  readonly checked: boolean;
  readonly onChange: (on: boolean) => void;
  readonly disabled?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A box to tick, with its words beside it. */
export function Check({ checked, onChange, disabled = false, className = '', children }: CheckProps) {
  return (
    <label className={`flex items-center gap-2 ${className}`}>
      <input
        type="checkbox"
        className="size-4 shrink-0 accent-accent"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      {children}
    </label>
  );
}
