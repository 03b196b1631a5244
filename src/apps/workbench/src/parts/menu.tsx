/** A menu behind a button: arrows move, Home and End jump, Escape closes and gives the focus back. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
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
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();
  const entries = (): HTMLElement[] => [...(root.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];

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
        onClick={() => setOpen(!open)}
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
          className={`absolute z-20 flex w-56 flex-col rounded-md border border-line bg-surface p-1 shadow-lg shadow-ink/10 ${side === 'below' ? 'top-full mt-1' : 'bottom-full mb-1'} ${align === 'end' ? 'right-0' : 'left-0'}`}
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
  readonly children: ReactNode;
}

export function MenuItem({ onSelect, checked, kind = 'one-of', children }: MenuItemProps) {
  return (
    <button
      type="button"
      role={checked === undefined ? 'menuitem' : kind === 'switch' ? 'menuitemcheckbox' : 'menuitemradio'}
      {...(checked !== undefined && { 'aria-checked': checked })}
      tabIndex={-1}
      className="flex min-h-7 items-center gap-2 rounded px-2 py-1 text-left hover:bg-hover focus-visible:-outline-offset-2"
      onClick={onSelect}
    >
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {checked && <CheckIcon className="text-accent" />}
    </button>
  );
}

export const MenuRule = () => <hr className="my-1 border-line" />;
