/** A list beside what is open of it: rows of two lines, drawn only where they are in sight; the chosen one stays in sight. */
import { type ReactNode, useEffect, useRef, useState } from 'react';

interface SideListProps<R> {
  readonly label: string;
  readonly count: number;
  /** The place of the chosen row, where it stands in the list. */
  readonly at: number | undefined;
  readonly row: (index: number) => R | undefined;
  readonly keyOf: (row: R) => string;
  readonly look: (first: number, end: number) => void;
  readonly chosen: string | undefined;
  readonly choose: (row: R) => void;
  /** The two lines of a row. */
  readonly children: (row: R) => ReactNode;
}

const rowHeight = 52;

export function SideList<R>({ label, count, at = 0, row, keyOf, look, chosen, choose, children }: SideListProps<R>) {
  const box = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ top: 0, height: 900 });
  const first = Math.max(0, Math.floor(sight.top / rowHeight) - 5);
  const end = Math.min(count, Math.ceil((sight.top + sight.height) / rowHeight) + 5);
  useEffect(() => look(Math.min(first, at), Math.max(end, at + 2, 1)), [look, first, end, at]);
  useEffect(() => {
    const scroller = box.current!;
    if (at * rowHeight < scroller.scrollTop) scroller.scrollTop = at * rowHeight;
    else if ((at + 1) * rowHeight > scroller.scrollTop + scroller.clientHeight)
      scroller.scrollTop = (at + 1) * rowHeight - scroller.clientHeight;
  }, [at]);
  return (
    <div
      ref={box}
      className="side-list min-h-0 flex-1 overflow-y-auto border-t border-line bg-surface"
      onScroll={(event) => setSight({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
    >
      <ol aria-label={label} className="relative" style={{ height: count * rowHeight }}>
        {Array.from({ length: Math.max(0, end - first) }, (_, step) => {
          const index = first + step;
          const one = row(index);
          const on = one !== undefined && keyOf(one) === chosen;
          return (
            <li
              key={one ? keyOf(one) : `row ${index}`}
              className="absolute inset-x-0"
              style={{ height: rowHeight, transform: `translateY(${index * rowHeight}px)` }}
            >
              {one && (
                <button
                  type="button"
                  aria-current={on ? 'true' : undefined}
                  className={`flex h-full w-full flex-col justify-center border-b border-line px-4 text-left focus-visible:-outline-offset-2 ${on ? 'bg-selection shadow-[inset_3px_0_var(--accent)]' : 'hover:bg-hover'}`}
                  onClick={() => choose(one)}
                >
                  {children(one)}
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
