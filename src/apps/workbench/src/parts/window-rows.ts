/** Long tables: only the rows in sight and some around them are on the page; short tables are there as a whole. */
import { type RefObject, useEffect, useRef, useState } from 'react';

/** Up to here a table is drawn whole: the browser's own search and printing then see all of it. */
const drawnWhole = 300;
/** Rows drawn beyond both edges, so that arrow keys and quick scrolling find them there. */
const around = 30;

export interface RowWindow {
  readonly table: RefObject<HTMLTableElement | null>;
  /** The rows to draw: from `first` up to, without, `end`. */
  readonly first: number;
  readonly end: number;
  /** The height of a row in pixels, for the space of those that are not drawn. */
  readonly rowHeight: number;
  readonly whole: boolean;
}

/** Follows the scroll position of the nearest ancestor marked `data-scroller`. Rows are 1.75 rem high. */
export function useRowWindow(count: number): RowWindow {
  const table = useRef<HTMLTableElement>(null);
  const [sight, setSight] = useState({ first: 0, rows: 60 });
  const whole = count <= drawnWhole;
  const rowHeight = 1.75 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  useEffect(() => {
    const scroller = table.current?.closest('[data-scroller]');
    if (whole || !scroller) return;
    const look = (): void => {
      // In steps of ten rows: scrolling by one row draws nothing new.
      const first = Math.floor(scroller.scrollTop / rowHeight / 10) * 10;
      const rows = Math.ceil(scroller.clientHeight / rowHeight / 10) * 10 + 10;
      setSight((old) => (old.first === first && old.rows === rows ? old : { first, rows }));
    };
    look();
    scroller.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(scroller);
    return () => {
      scroller.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [whole, rowHeight]);
  const first = whole ? 0 : Math.max(0, Math.min(sight.first, count - 1) - around);
  const end = whole ? count : Math.min(count, sight.first + sight.rows + around);
  return { table, first, end, rowHeight, whole };
}
