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
  /** More than a line would hold beside their counts: these stand beneath, and names fold sooner than they take a second line. */
  readonly many?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

const beneath = 'lg:text-meta [&>button]:grid [&>button]:text-left';
const narrowClass = `items-center gap-x-1.5 max-lg:gap-x-5 lg:justify-between ${beneath}`;
const manyClass = `gap-x-4 lg:flex-nowrap lg:gap-x-3 [&>button]:content-start ${beneath}`;

/** The parts of a list beside each other. */
export function Tabs({ label, narrow = false, many = false, className = '', children }: TabsProps) {
  return (
    <nav
      aria-label={label}
      className={`flex flex-wrap gap-y-1 ${narrow ? narrowClass : many ? manyClass : 'items-center gap-x-4'} ${className}`}
    >
      {children}
    </nav>
  );
}
