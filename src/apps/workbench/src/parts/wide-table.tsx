/** The frame of a table that may be wider than its place: it scrolls by itself, by keys too, and the page does not. */
import type { ReactNode } from 'react';

export function WideTable({ className = '', children }: { className?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys
    <div tabIndex={0} className={`relative overflow-x-auto focus-visible:-outline-offset-2 ${className}`}>
      {children}
    </div>
  );
}
