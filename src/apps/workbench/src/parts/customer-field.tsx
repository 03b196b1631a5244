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
}

export function CustomerField({ label, value, onChange, placeholder }: CustomerFieldProps) {
  const { company } = useWork();
  const list = useId();
  const wanted = value.trim();
  const found = useReading<CustomersAnswer>(
    '/api/customers',
    { company, search: wanted, sort: 'name', limit: 8 },
    { keep: true, enabled: wanted.length > 1 },
  );
  return (
    <Field label={label}>
      {(control) => (
        <>
          <input
            {...control}
            // biome-ignore lint/a11y/noAutofocus: only where the person has just asked for the field
            autoFocus
            className="field w-full"
            list={list}
            required
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
