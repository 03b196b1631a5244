/** Filters by column, each as its values are: texts, choices, days, numbers, amounts; and what is filtered, as chips. */
import { type FormEvent, useId, useRef, useState } from 'react';
import { wholly } from '#lists/contract';
import { formatCount, formatDay, formatNumber, readDay, readMoney } from '../format.ts';
import { t } from '../language.ts';
import { Dialog } from './dialog.tsx';
import { CloseIcon } from './icons.tsx';

/** A filter of a column; `members` are its search parameters: one, or from and to. */
export type ColumnFilter =
  | { readonly column: string; readonly label: string; readonly kind: 'text'; readonly members: readonly [string] }
  | {
      readonly column: string;
      readonly label: string;
      readonly kind: 'choice';
      readonly members: readonly [string];
      /** It may be empty: that can be ticked too. */
      readonly none?: boolean;
      readonly choices: readonly (readonly [value: string, text: string])[];
    }
  | {
      readonly column: string;
      readonly label: string;
      readonly kind: 'days' | 'count' | 'money';
      readonly members: readonly [from: string, to: string];
    };

export type FilterValues = Readonly<Record<string, string | undefined>>;

const isFiltered = (filter: ColumnFilter, values: FilterValues): boolean =>
  filter.members.some((member) => values[member] !== undefined);

/** The columns by which the list is filtered. */
export const filteredColumns = (filters: readonly ColumnFilter[], values: FilterValues): ReadonlySet<string> =>
  new Set(filters.filter((filter) => isFiltered(filter, values)).map((filter) => filter.column));

type Choices = readonly (readonly [value: string, text: string])[];
/** Choices by their words; an address may name several. */
const wordsOf = (choices: Choices, value: string): string =>
  value
    .split(',')
    .map((one) => (one === wholly ? t('None') : (choices.find(([code]) => code === one)?.[1] ?? one)))
    .join(', ');

/** A value as the reader writes it. */
function shown(filter: ColumnFilter, value: string): string {
  if (value === wholly) return value;
  if (filter.kind === 'days') return formatDay(value, 'field');
  if (filter.kind === 'choice') return wordsOf(filter.choices, value);
  if (filter.kind === 'text') return value;
  return formatNumber(value);
}

/** What a filter lets through, in a few words. */
function described(filter: ColumnFilter, values: FilterValues): string {
  const [from, to] = filter.members.map((member) => values[member]);
  if (from === wholly) return t('{label}: none', { label: filter.label });
  const [low, high] = [from, to].map((value) => (value === undefined ? '' : shown(filter, value)));
  if (filter.members.length === 1) return filter.kind === 'text' ? `${filter.label}: ${low}` : low!;
  if (from === to) return `${filter.label} ${low}`;
  if (to === undefined) return `${filter.label} ≥ ${low}`;
  return from === undefined ? `${filter.label} ≤ ${high}` : `${filter.label} ${low} – ${high}`;
}

interface ChipsProps {
  readonly filters: readonly ColumnFilter[];
  readonly values: FilterValues;
  readonly onChange: (values: FilterValues) => void;
  readonly onOpen: (column: string) => void;
}

/** Each filter with its way out; pressed, it is changed. */
export function FilterChips({ filters, values, onChange, onOpen }: ChipsProps) {
  return filters
    .filter((filter) => isFiltered(filter, values))
    .map((filter) => (
      <Chip
        key={filter.column}
        label={filter.label}
        onOpen={() => onOpen(filter.column)}
        onRemove={() => onChange(Object.fromEntries(filter.members.map((member) => [member, undefined])))}
      >
        {described(filter, values)}
      </Chip>
    ));
}

interface ChipProps {
  readonly label: string;
  readonly onOpen?: () => void;
  readonly onRemove: () => void;
  readonly children: string;
}

export function Chip({ label, onOpen, onRemove, children }: ChipProps) {
  const text = <span className="block max-w-72 truncate">{children}</span>;
  return (
    <li className="flex h-7 items-center rounded-[5px] border border-line bg-surface">
      {onOpen ? (
        <button
          type="button"
          className="flex h-full items-center rounded-l-[5px] pr-1 pl-2.5 hover:text-accent focus-visible:-outline-offset-2"
          onClick={onOpen}
        >
          {text}
        </button>
      ) : (
        <span className="pl-2.5">{text}</span>
      )}
      <button
        type="button"
        aria-label={t('Remove the filter {label}', { label })}
        className="grid size-6.5 place-items-center rounded-[5px] text-ink-2 hover:text-ink focus-visible:-outline-offset-2"
        onClick={onRemove}
      >
        <CloseIcon className="size-3" />
      </button>
    </li>
  );
}

interface DialogProps {
  readonly filters: readonly ColumnFilter[];
  readonly values: FilterValues;
  /** The currency in which amounts are typed. */
  readonly currency: string;
  /** The column that has the focus first. */
  readonly focus: string | undefined;
  readonly apply: (values: FilterValues) => void;
  readonly close: () => void;
}

/** All filters at once: typed as the reader writes, checked when they are applied. */
export function FilterDialog({ filters, values, currency, focus, apply, close }: DialogProps) {
  const [texts, setTexts] = useState<FilterValues>(() =>
    Object.fromEntries(
      filters.flatMap((filter) =>
        filter.members.map((member) => {
          const value = values[member];
          return [member, value === undefined || filter.kind === 'choice' ? value : shown(filter, value)];
        }),
      ),
    ),
  );
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const next: Record<string, string | undefined> = {};
    const faults = new Set<string>();
    for (const filter of filters)
      for (const member of filter.members) {
        const text = (texts[member] ?? '').trim();
        const value = text === '' ? undefined : read(filter, text, currency);
        if (text !== '' && value === undefined) faults.add(member);
        next[member] = value;
      }
    setWrong(faults);
    if (faults.size > 0) return;
    apply(next);
    close();
  };
  const field = (filter: ColumnFilter, member: string, label: string) => {
    const change = (text: string): void => setTexts((old) => ({ ...old, [member]: text }));
    const first = member === filter.members[0] ? filter.column : undefined;
    if (filter.kind === 'choice')
      return <Ticks key={member} column={first} filter={filter} chosen={texts[member] ?? ''} change={change} />;
    return (
      <input
        key={member}
        data-column={first}
        aria-label={label}
        className={`field w-full min-w-0 ${filter.kind === 'text' ? '' : 'tabular-nums'}`}
        value={texts[member] ?? ''}
        autoComplete="off"
        inputMode={filter.kind === 'count' ? 'numeric' : undefined}
        aria-invalid={wrong.has(member)}
        aria-describedby={wrong.has(member) ? `${id}-wrong` : undefined}
        onChange={(event) => change(event.target.value)}
      />
    );
  };
  return (
    <Dialog
      title={t('Filter')}
      close={close}
      width="max-w-md"
      focus={() => form.current?.querySelector<HTMLElement>(`[data-column="${focus ?? filters[0]?.column}"]`) ?? null}
    >
      <form ref={form} onSubmit={submit} className="flex min-h-0 flex-col">
        <div className="grid min-h-0 grid-cols-[7.5rem_minmax(0,1fr)] items-center gap-x-3 gap-y-2 overflow-y-auto px-6 py-4">
          {filters.map((filter) => (
            <div key={filter.column} className="contents">
              <span className={`text-ink-2 ${filter.kind === 'choice' ? 'self-start pt-1' : ''}`}>{filter.label}</span>
              <span className="flex items-center gap-2">
                {filter.members.length === 1 ? (
                  field(filter, filter.members[0], filter.label)
                ) : (
                  <>
                    {field(filter, filter.members[0], t('{label}, from', { label: filter.label }))}
                    <span className="text-ink-2">–</span>
                    {field(filter, filter.members[1], t('{label}, to', { label: filter.label }))}
                  </>
                )}
              </span>
            </div>
          ))}
        </div>
        {wrong.size > 0 && (
          <p id={`${id}-wrong`} role="alert" className="px-6 pb-2 text-bad">
            {t('Write days such as {day} and amounts such as {amount}.', {
              day: formatDay('2026-03-31', 'field'),
              amount: formatCount(1200),
            })}
          </p>
        )}
        <div className="flex justify-end gap-2 border-t border-line px-6 py-3">
          <button type="button" className="button mr-auto" onClick={() => setTexts({})}>
            {t('Clear all')}
          </button>
          <button type="button" className="button" onClick={close}>
            {t('Cancel')}
          </button>
          <button type="submit" className="button button-primary">
            {t('Apply')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface TicksProps {
  readonly column: string | undefined;
  readonly filter: Extract<ColumnFilter, { kind: 'choice' }>;
  /** What is ticked, with commas between; empty: nothing, which lets everything through. */
  readonly chosen: string;
  readonly change: (chosen: string) => void;
}

/** What a column may be, to be ticked: one or several. What the address names besides is there to be let go. */
function Ticks({ column, filter, chosen, change }: TicksProps) {
  const { label, choices, none } = filter;
  const ticked = chosen === '' ? [] : chosen.split(',');
  const known = new Set(choices.map(([value]) => value));
  const all: Choices = [
    ...choices,
    ...(none || ticked.includes(wholly) ? [[wholly, t('None')] as const] : []),
    ...ticked.filter((one) => one !== wholly && !known.has(one)).map((one) => [one, one] as const),
  ];
  const turn = (value: string, on: boolean): void =>
    change(all.flatMap(([one]) => ((one === value ? on : ticked.includes(one)) ? [one] : [])).join(','));
  return (
    <fieldset
      aria-label={label}
      className="flex max-h-31 flex-1 flex-wrap gap-x-4 gap-y-0.5 overflow-y-auto rounded-[5px] border border-line px-2 py-1"
    >
      {all.map(([value, text], place) => (
        <label key={value} className="flex h-6 items-center gap-1.5">
          <input
            type="checkbox"
            data-column={place === 0 ? column : undefined}
            className="size-4 shrink-0 accent-accent"
            checked={ticked.includes(value)}
            onChange={(event) => turn(value, event.target.checked)}
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}

/** A typed value as its search parameter; undefined when it is none. */
function read(filter: ColumnFilter, text: string, currency: string): string | undefined {
  if (text === wholly) return text;
  if (filter.kind === 'days') return readDay(text);
  if (filter.kind === 'money') return readMoney(text, currency);
  // Written as it is shown: with what divides thousands. A currency without decimals reads whole numbers.
  if (filter.kind === 'count') {
    const count = readMoney(text, 'JPY');
    return count !== undefined && /^-?\d{1,8}$/.test(count) ? count : undefined;
  }
  return text;
}
