/** Whose money a receipt is, and whose items it pays besides: a customer found by name or number. */
import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import type { CustomersAnswer } from '#collections/contract';
import { isTyping, Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { CloseIcon } from '../../parts/icons.tsx';
import { useReading, useWork } from '../../session.tsx';

/** A customer for whom somebody else pays. */
export interface Others {
  readonly customer: string;
  readonly name: string;
}

interface WhoseProps {
  readonly customer: string | undefined;
  readonly setCustomer: (customer: string | undefined) => void;
}

/** Whose money it is: its open items are shown then. */
export function Whose({ customer, setCustomer }: WhoseProps) {
  const field = useRef<HTMLInputElement>(null);
  useKeys([{ keys: 'w', label: t('Say whose money it is'), run: () => field.current?.select() }]);
  return (
    <div className="px-6 pb-4">
      <FindCustomer
        label={t('Whose money is it?')}
        keys="w"
        field={field}
        first={customer}
        take={(one) => setCustomer(one.customer)}
      />
    </div>
  );
}

interface ItemsOfOthersProps {
  readonly others: Others | undefined;
  readonly setOthers: (others: Others | undefined) => void;
}

/** The items of another customer than the payer: a parent pays for its branch, or one office for several. */
export function ItemsOfOthers({ others, setOthers }: ItemsOfOthersProps) {
  const [asking, setAsking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asking) field.current?.focus();
  }, [asking]);
  useKeys([
    { keys: 'o', label: t('Items of another customer'), run: () => setAsking(true) },
    ...(asking ? [{ keys: 'Escape', whileTyping: true, run: () => setAsking(false) }] : []),
  ]);
  if (asking)
    return (
      <FindCustomer
        label={t('Whose items does it pay?')}
        field={field}
        take={(one) => {
          setAsking(false);
          setOthers(one);
        }}
      />
    );
  if (others === undefined)
    return (
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {t('Items of another customer')} <Keys keys="o" />
      </button>
    );
  return (
    <span className="flex h-7 items-center rounded-[5px] border border-line bg-surface pl-2.5">
      <span className="max-w-52 truncate" title={`${others.name} ${others.customer}`}>
        {t('Items of {name}', { name: others.name })} <span className="text-ink-2 tabular-nums">{others.customer}</span>
      </span>
      <button
        type="button"
        aria-label={t('The payer’s own items again')}
        className="grid size-6.5 place-items-center rounded-[5px] text-ink-2 hover:text-ink focus-visible:-outline-offset-2"
        onClick={() => setOthers(undefined)}
      >
        <CloseIcon className="size-3" />
      </button>
    </span>
  );
}

interface FindCustomerProps {
  readonly label: string;
  /** What sets the focus into the field, where a key does. */
  readonly keys?: string;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Who was taken before. */
  readonly first?: string | undefined;
  readonly take: (one: Others) => void;
}

function FindCustomer({ label, keys, field, first, take }: FindCustomerProps) {
  const { company } = useWork();
  const id = useId();
  const [text, setText] = useState(first ?? '');
  const wanted = text.trim();
  const looking = wanted.length > 1 && wanted !== first;
  const found = useReading<CustomersAnswer>(
    '/api/customers',
    { company, search: wanted, sort: 'name', limit: 6 },
    { keep: true, enabled: looking },
  );
  const rows = looking ? (found.data?.rows ?? []) : [];
  const choose = ({ customer, name }: Others): void => {
    setText(customer);
    take({ customer, name });
    if (isTyping(document.activeElement)) (document.activeElement as HTMLElement).blur();
  };
  // Enter takes the first of what was found for this very text: what still stands there of a shorter one is somebody else's.
  const [entered, setEntered] = useState<string>();
  const fresh = found.isPlaceholderData ? undefined : found.data;
  useEffect(() => {
    if (entered === undefined || entered !== wanted || !fresh) return;
    setEntered(undefined);
    const [one] = fresh.rows;
    if (one) choose(one);
  });
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <label htmlFor={id} className="text-ink-2">
        {label}
      </label>
      <input
        ref={field}
        id={id}
        className="field w-64"
        value={text}
        placeholder={t('Name or number')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !looking) return;
          event.preventDefault();
          setEntered(wanted);
        }}
      />
      {keys !== undefined && <Keys keys={keys} />}
      {rows.map((row) => (
        <button key={row.customer} type="button" className="button" onClick={() => choose(row)}>
          {row.name} <span className="text-meta text-ink-2">{row.customer}</span>
        </button>
      ))}
    </div>
  );
}
