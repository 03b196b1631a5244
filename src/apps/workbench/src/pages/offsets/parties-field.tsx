/** Customers, or suppliers, that are named in a form: found by name or number, each shown with a way to take it out again. */
import { useEffect, useId, useState } from 'react';
import type { ListAnswer, ListRow } from '#lists/contract';
import { mostParties } from '#offsets/contract';
import { payablesList } from '#offsets/lists';
import type { SearchAnswer } from '#operations/contract';
import { t } from '../../language.ts';
import { CloseIcon } from '../../parts/icons.tsx';
import { useReading, useWork } from '../../session.tsx';

export interface Party {
  readonly number: string;
  readonly name: string;
}

interface PartiesProps {
  readonly label: string;
  readonly kind: 'customer' | 'supplier';
  /** Customers of this company only; absent: of any. */
  readonly within?: string;
  readonly parties: readonly Party[];
  readonly change: (parties: readonly Party[]) => void;
  /** How many are named at most. */
  readonly most?: number;
  readonly hint?: string;
  readonly error?: string | undefined;
  /** The form begins here. */
  readonly atOnce?: boolean;
}

export function PartiesField(props: PartiesProps) {
  const { label, kind, within, parties, change, most = mostParties, hint, error, atOnce = false } = props;
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const customers = useCustomers(kind === 'customer' ? text.trim() : '', within);
  const suppliers = useSuppliers(kind === 'supplier' ? text.trim() : '');
  const found = [...customers, ...suppliers].filter((one) => !parties.some((other) => other.number === one.number));
  const active = Math.min(at, found.length - 1);
  const take = (one: Party): void => {
    change([...parties, one]);
    setText('');
    setAt(0);
  };
  const told = error ?? hint;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-meta text-ink-2">
        {label}
      </label>
      {parties.length > 0 && (
        <ul className="flex max-h-44 flex-wrap gap-1.5 overflow-y-auto" aria-label={t('Named: {label}', { label })}>
          {parties.map((one) => (
            <li
              key={one.number}
              className="flex h-7 max-w-full items-center gap-1.5 rounded-[5px] border border-line bg-paper pl-2"
            >
              <span className="truncate">
                {one.name || t('Supplier')} <span className="text-ink-2 tabular-nums">{one.number}</span>
              </span>
              <button
                type="button"
                aria-label={t('Take {name} out', { name: one.name || one.number })}
                className="grid size-6 place-items-center rounded text-ink-2 hover:bg-hover hover:text-ink"
                onClick={() => change(parties.filter((other) => other !== one))}
              >
                <CloseIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
      {parties.length < most && (
        <input
          id={id}
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={`${id}-found`}
          aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          aria-invalid={error !== undefined}
          aria-describedby={told ? `${id}-told` : undefined}
          // biome-ignore lint/a11y/noAutofocus: only where the person has just asked for the form
          autoFocus={atOnce}
          autoComplete="off"
          className="field w-full placeholder:text-ink-2"
          placeholder={t('Name or number')}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            const one = found[active];
            if (event.key === 'ArrowDown') setAt(Math.min(active + 1, found.length - 1));
            else if (event.key === 'ArrowUp') setAt(Math.max(active - 1, 0));
            else if (event.key === 'Enter' && text.trim() !== '') one && take(one);
            else return;
            event.preventDefault();
          }}
        />
      )}
      {found.length > 0 && (
        <ul
          id={`${id}-found`}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: what was found stands in a list of choices
          role="listbox"
          aria-label={label}
          className="max-h-44 overflow-y-auto rounded-[5px] border border-line"
        >
          {found.map((one, index) => (
            <li
              key={one.number}
              id={`${id}-${index}`}
              // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: see above; the field hears the keys
              role="option"
              aria-selected={index === active}
              tabIndex={-1}
              className={`flex cursor-pointer items-baseline gap-2 px-2 py-1 ${index === active ? 'bg-selection' : 'hover:bg-hover'}`}
              onMouseDown={(event) => {
                event.preventDefault();
                take(one);
              }}
            >
              <span className="min-w-0 flex-1 truncate">{one.name || t('A supplier without payables yet')}</span>
              <span className="text-ink-2 tabular-nums">{one.number}</span>
            </li>
          ))}
        </ul>
      )}
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

/** At most so many are offered. */
const offered = 6;

/** Customers by the search of the palette. */
function useCustomers(text: string, within: string | undefined): Party[] {
  const [wanted, setWanted] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setWanted(text), 90);
    return () => clearTimeout(timer);
  }, [text]);
  const read = useReading<SearchAnswer>('/api/search', { text: wanted }, { keep: true, enabled: wanted.length > 1 });
  if (text.length < 2 || text !== wanted) return [];
  const found = new Map<string, Party>();
  for (const one of read.data?.rows ?? [])
    if (one.kind === 'customer' && one.customer !== null && (within === undefined || one.company === within))
      found.set(one.customer, { number: one.customer, name: one.title });
  return [...found.values()].slice(0, offered);
}

/** Suppliers by what was offered of them; one of whom nothing was offered yet is named by its number alone. */
function useSuppliers(text: string): Party[] {
  const { company } = useWork();
  const read = useReading<ListAnswer<ListRow<typeof payablesList>>>(
    payablesList.path,
    { company, search: text, sort: 'name', limit: 100, totals: 'no' },
    { enabled: text !== '' },
  );
  if (text === '' || !read.data) return [];
  const known = new Map(read.data.rows.map((row) => [row.supplier, row.name]));
  const sought = text.toLowerCase();
  const fits = [...known].filter(([number, name]) => `${number} ${name}`.toLowerCase().includes(sought));
  return [
    ...fits.slice(0, offered).map(([number, name]) => ({ number, name })),
    ...(known.has(text) ? [] : [{ number: text, name: '' }]),
  ];
}
