/** One of many, found by typing: a field above the rows that fit; arrows go through them, Enter chooses. */
import { Command } from 'cmdk';
import type { ReactNode } from 'react';
import { SearchIcon } from './icons.tsx';

interface ChooseListProps {
  readonly label: string;
  readonly placeholder: string;
  /** What is typed, where the server finds what fits; absent: the rows that are there are filtered. */
  readonly typed?: { readonly text: string; readonly change: (text: string) => void };
  /** Said where nothing fits. */
  readonly nothing: string;
  /** Stands between the field and the rows: why a choice was refused. */
  readonly above?: ReactNode;
  /** In place of the rows while they are on the way, or where they did not come. */
  readonly instead?: ReactNode;
  /** Rows: `Choice`. */
  readonly children: ReactNode;
}

export function ChooseList({ label, placeholder, typed, nothing, above, instead, children }: ChooseListProps) {
  return (
    <Command label={label} shouldFilter={typed === undefined} loop className="flex min-h-0 flex-col">
      <div className="flex items-center gap-2.5 border-b border-line px-6 text-ink-2">
        <SearchIcon />
        <Command.Input
          autoFocus
          {...(typed && { value: typed.text, onValueChange: typed.change })}
          placeholder={placeholder}
          className="h-10 flex-1 bg-transparent text-ink outline-none placeholder:text-ink-2"
        />
      </div>
      {above}
      {instead ?? (
        <Command.List className="min-h-0 overflow-y-auto px-3 py-1.5">
          <Command.Empty className="px-3 py-2 text-ink-2">{nothing}</Command.Empty>
          {children}
        </Command.List>
      )}
    </Command>
  );
}

interface ChoiceProps {
  /** What it is found by; unlike any other. */
  readonly value: string;
  readonly disabled?: boolean;
  readonly choose: () => void;
  readonly children: ReactNode;
}

export function Choice({ value, disabled = false, choose, children }: ChoiceProps) {
  return (
    <Command.Item value={value} disabled={disabled} onSelect={choose}>
      {children}
    </Command.Item>
  );
}
