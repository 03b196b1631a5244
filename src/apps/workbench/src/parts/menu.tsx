/** A menu behind a button: arrows move, Home and End jump, Escape closes and gives the focus back. */
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { CheckIcon } from './icons.tsx';

interface MenuProps {
  /** What the button says. */
  readonly button: ReactNode;
  readonly label: string;
  readonly className: string;
  /** Where the menu opens. */
  readonly side: 'above' | 'below';
  readonly align?: 'start' | 'end';
  readonly children: ReactNode;
}

export function Menu({ button, label, className, side, align = 'start', children }: MenuProps) {
  const [open, setOpen] = useState(false);
  // Fixed to the window: what scrolls or clips around the button does not cut the menu.
  const [place, setPlace] = useState<CSSProperties>({});
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();
  const entries = (): HTMLElement[] => [
    ...(root.current?.querySelectorAll<HTMLElement>('[role^=menuitem]:not(:disabled)') ?? []),
  ];

  useEffect(() => {
    if (!open) return;
    entries()[0]?.focus();
    const leave = (event: Event): void => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  });

  const close = (): void => {
    setOpen(false);
    trigger.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) return;
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const target =
      event.key === 'ArrowDown'
        ? all[(at + 1) % all.length]
        : event.key === 'ArrowUp'
          ? all[(at - 1 + all.length) % all.length]
          : event.key === 'Home'
            ? all[0]
            : event.key === 'End'
              ? all.at(-1)
              : undefined;
    if (target) {
      event.preventDefault();
      target.focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      close();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the menu inside
    <div ref={root} className="relative" onKeyDown={onKeyDown}>
      <button
        ref={trigger}
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => {
          const box = trigger.current!.getBoundingClientRect();
          setPlace({
            ...(side === 'below' ? { top: box.bottom + 4 } : { bottom: innerHeight - box.top + 4 }),
            ...(align === 'end' ? { right: innerWidth - box.right } : { left: box.left }),
            maxHeight: (side === 'below' ? innerHeight - box.bottom : box.top) - 16,
          });
          setOpen(!open);
        }}
      >
        {button}
      </button>
      {open && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: Enter and Space on an entry arrive as clicks
        <div
          id={id}
          role="menu"
          aria-label={label}
          onClick={close}
          style={place}
          className="fixed z-40 flex w-60 flex-col overflow-y-auto rounded-md border border-line bg-surface p-1 text-ink shadow-lg shadow-ink/10"
        >
          {children}
        </div>
      )}
    </div>
  );
}

interface MenuItemProps {
  readonly onSelect: () => void;
  /** Given, the entry is one of several of which one is chosen. */
  readonly checked?: boolean;
  /** With `checked`: one of several, or something that is on or off. */
  readonly kind?: 'one-of' | 'switch';
  /** A switch at the end of the entry, for what is chosen beside others. */
  readonly also?: {
    readonly label: string;
    readonly checked: boolean;
    readonly disabled: boolean;
    readonly onSelect: () => void;
  };
  readonly children: ReactNode;
}

export function MenuItem({ onSelect, checked, kind = 'one-of', also, children }: MenuItemProps) {
  const entry = (
    <button
      type="button"
      role={checked === undefined ? 'menuitem' : kind === 'switch' ? 'menuitemcheckbox' : 'menuitemradio'}
      {...(checked !== undefined && { 'aria-checked': checked })}
      tabIndex={-1}
      className="flex min-h-7 w-full items-center gap-2 rounded px-2 py-1 text-left hover:bg-hover focus-visible:-outline-offset-2"
      onClick={onSelect}
    >
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {checked && <CheckIcon className="text-accent" />}
    </button>
  );
  if (!also) return entry;
  return (
    <div role="none" className="flex items-center gap-1">
      <span className="min-w-0 flex-1">{entry}</span>
      <button
        type="button"
        role="menuitemcheckbox"
        aria-checked={also.checked}
        aria-label={also.label}
        title={also.label}
        tabIndex={-1}
        disabled={also.disabled}
        className="grid size-7 shrink-0 place-items-center rounded hover:bg-hover focus-visible:-outline-offset-2 disabled:opacity-40"
        onClick={also.onSelect}
      >
        <span
          aria-hidden="true"
          className={`grid size-4 place-items-center rounded-[3px] border ${also.checked ? 'border-accent bg-accent text-on-accent' : 'border-edge'}`}
        >
          {also.checked && <CheckIcon className="size-3" />}
        </span>
      </button>
    </div>
  );
}

export const MenuRule = () => <hr className="my-1 border-line" />;
