/** A customer of the company by its number: what is typed is looked for in numbers and names, and offered. */
import { useId } from 'react';
import type { CustomersAnswer } from '#collections/contract';
import { useReading, useWork } from '../session.tsx';
import { Field } from './field.tsx';

interface CustomerFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (number: string) => void;
  readonly placeholder?: string;
  /** One among other fields: it may stay empty, and takes no focus of its own. */
  readonly optional?: boolean;
  readonly error?: string | undefined;
}

export function CustomerField({ label, value, onChange, placeholder, optional = false, error }: CustomerFieldProps) {
  const { company } = useWork();
  const list = useId();
  const wanted = value.trim();
  const found = useReading<CustomersAnswer>(
    '/api/customers',
    { company, search: wanted, sort: 'name', limit: 8 },
    { keep: true, enabled: wanted.length > 1 },
  );
  return (
    <Field label={label} error={error}>
      {(control) => (
        <>
          <input
            {...control}
            // biome-ignore lint/a11y/noAutofocus: only where the person has just asked for the field
            autoFocus={!optional}
            className="field w-full"
            list={list}
            required={!optional}
            autoComplete="off"
            value={value}
            {...(placeholder !== undefined && { placeholder })}
            onChange={(event) => onChange(event.target.value)}
          />
          <datalist id={list}>
            {(found.data?.rows ?? []).map((row) => (
              <option key={row.customer} value={row.customer}>
                {row.name}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
