/** A part of a list: its name and how many are in it, underlined where it is the one that is shown. */
import type { ReactNode } from 'react';
import { formatCount } from '../format.ts';

interface TabProps {
  readonly on: boolean;
  /** Undefined: not known yet, or not counted. */
  readonly count?: number | undefined;
  /** What is in it should not be there. */
  readonly urgent?: boolean;
  readonly choose: () => void;
  readonly children: ReactNode;
}

/** How a tab looks, also where it is a link. */
export const tabClass = (on: boolean): string =>
  `border-b-2 pb-0.5 ${on ? 'border-accent font-medium' : 'border-transparent text-ink-2 hover:text-ink'}`;

export function Tab({ on, count, urgent = false, choose, children }: TabProps) {
  return (
    <button type="button" aria-current={on ? 'true' : undefined} className={tabClass(on)} onClick={choose}>
      {children}{' '}
      {count !== undefined && (
        <span className={`text-meta tabular-nums ${urgent ? 'text-bad' : 'text-ink-2'}`}>{formatCount(count)}</span>
      )}
    </button>
  );
}

interface TabsProps {
  readonly label: string;
  /** Stands above a narrow list: how many stand beneath the names, so that these stay in one line. */
  readonly narrow?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** The parts of a list beside each other. */
export function Tabs({ label, narrow = false, className = '', children }: TabsProps) {
  return (
    <nav
      aria-label={label}
      className={`flex flex-wrap items-center gap-y-1 ${narrow ? 'gap-x-1.5 max-lg:gap-x-5 lg:justify-between lg:text-meta [&>button]:grid [&>button]:text-left' : 'gap-x-4'} ${className}`}
    >
      {children}
    </nav>
  );
}
