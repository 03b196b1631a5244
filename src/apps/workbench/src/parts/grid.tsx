/**
 * The grid: rows from the server in windows, drawn only where they are in sight, so that a million of them scroll without
 * holes. J and K or the arrows move, Enter opens, Space selects; the head stays, the columns are sorted by their heads.
 */
// biome-ignore-all lint/a11y/useSemanticElements: rows come and go while one scrolls; a table cannot place them
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row
import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { formatCount } from '../format.ts';
import { useKeys } from '../keys.tsx';
import { t } from '../language.ts';

export interface Column<R> {
  readonly key: string;
  readonly head: ReactNode;
  /** A track of a CSS grid. */
  readonly width: string;
  readonly numeric?: boolean;
  /** Sorted by this name when its head is pressed. */
  readonly sort?: string;
  /** Sorted first from the largest. */
  readonly fallingFirst?: boolean;
  readonly cell: (row: R) => ReactNode;
}

interface GridProps<R> {
  readonly label: string;
  readonly columns: readonly Column<R>[];
  readonly count: number;
  readonly row: (index: number) => R | undefined;
  readonly keyOf: (row: R) => string;
  readonly look: (first: number, end: number) => void;
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
  readonly onOpen?: (row: R) => void;
  readonly selection?: ReadonlySet<string>;
  readonly onSelect?: (row: R, index: number) => void;
  readonly rowHeight?: number;
  readonly busy?: boolean;
  readonly footer?: ReactNode;
  /** Where the list stood is kept under this name while the browser's tab lives: going back finds the place again. */
  readonly memory?: string;
}

/** Taller than this, browsers stop counting pixels: the scroll bar is then finer than the list. */
const tallest = 8_000_000;

function readMemory(memory: string | undefined): { top: number; active: number } {
  try {
    const kept = memory === undefined ? null : sessionStorage.getItem(`grid ${memory}`);
    if (kept) return JSON.parse(kept) as { top: number; active: number };
  } catch {
    // Storage is closed to us: the list begins at its top.
  }
  return { top: 0, active: 0 };
}

export function Grid<R>(props: GridProps<R>) {
  const { label, columns, count, row, keyOf, look, rowHeight = 28, memory } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [kept] = useState(() => readMemory(memory));
  const [top, setTop] = useState(kept.top);
  const [height, setHeight] = useState(600);
  const [chosen, setActive] = useState(kept.active);
  const active = Math.max(0, Math.min(chosen, count - 1));

  const whole = count * rowHeight;
  const drawn = Math.min(whole, tallest);
  const scale = drawn > height ? (whole - height) / (drawn - height) : 1;
  const first = Math.max(0, Math.floor((top * scale) / rowHeight) - 8);
  const end = Math.min(count, Math.ceil((top * scale + height) / rowHeight) + 8);
  useEffect(() => look(first, Math.max(end, first + 1)), [look, first, end]);

  useLayoutEffect(() => {
    const box = scroller.current!;
    const measure = (): void => setHeight(box.clientHeight - 32);
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(box);
    return () => resized.disconnect();
  }, []);
  // Going back: the place is taken again as soon as the rows are as many as they were.
  const restored = useRef(kept.top === 0);
  useLayoutEffect(() => {
    if (restored.current || count === 0) return;
    scroller.current!.scrollTop = kept.top;
    restored.current = true;
  }, [count, kept]);
  useEffect(() => {
    if (memory === undefined || count === 0) return;
    const timer = setTimeout(() => {
      try {
        sessionStorage.setItem(`grid ${memory}`, JSON.stringify({ top, active }));
      } catch {
        // Storage is closed to us: the place is forgotten.
      }
    }, 120);
    return () => clearTimeout(timer);
  }, [memory, top, active, count]);

  const moveTo = (next: number): void => {
    const index = Math.max(0, Math.min(next, count - 1));
    setActive(index);
    const box = scroller.current!;
    const above = (index * rowHeight) / scale;
    if (above < box.scrollTop) box.scrollTop = above;
    else if (((index + 1) * rowHeight) / scale > box.scrollTop + height)
      box.scrollTop = ((index + 1) * rowHeight - height) / scale + 1;
    box.focus({ preventScroll: true });
  };
  const open = (): void => {
    const one = row(active);
    if (one !== undefined) props.onOpen?.(one);
  };
  const select = (): void => {
    const one = row(active);
    if (one !== undefined) props.onSelect?.(one, active);
  };
  useKeys([
    {
      keys: 'j',
      label: t('Next row'),
      run: () => moveTo(document.activeElement === scroller.current ? active + 1 : active),
    },
    { keys: 'k', label: t('Row before'), run: () => moveTo(active - 1) },
  ]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== scroller.current || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(height / rowHeight) - 1);
    const act: Record<string, (() => void) | undefined> = {
      ArrowDown: () => moveTo(active + 1),
      ArrowUp: () => moveTo(active - 1),
      PageDown: () => moveTo(active + page),
      PageUp: () => moveTo(active - page),
      Home: () => moveTo(0),
      End: () => moveTo(count - 1),
      Enter: props.onOpen && open,
      ' ': props.onSelect && select,
    };
    const run = act[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  };

  const tracks = columns.map((column) => column.width).join(' ');
  const offset = top * scale - top;
  return (
    <>
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={count + 1}
        aria-colcount={columns.length}
        aria-busy={props.busy ?? false}
        aria-multiselectable={props.onSelect ? true : undefined}
        aria-activedescendant={count > 0 ? `${id}-${active}` : undefined}
        tabIndex={0}
        className="grid-box"
        onKeyDown={onKeyDown}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div role="rowgroup" className="grid-head">
          <div role="row" aria-rowindex={1} className="grid-line" style={{ gridTemplateColumns: tracks }}>
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </div>
        </div>
        <div role="rowgroup" className="relative" style={{ height: drawn }}>
          {Array.from({ length: Math.max(0, end - first) }, (_, step) => {
            const index = first + step;
            const one = row(index);
            const selected = one !== undefined && (props.selection?.has(keyOf(one)) ?? false);
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself hears the keys
              <div
                key={one === undefined ? `row ${index}` : keyOf(one)}
                id={`${id}-${index}`}
                role="row"
                tabIndex={-1}
                aria-rowindex={index + 2}
                aria-selected={props.onSelect ? selected : undefined}
                data-active={index === active || undefined}
                className="grid-line grid-row"
                style={{
                  gridTemplateColumns: tracks,
                  height: rowHeight,
                  transform: `translateY(${index * rowHeight - offset}px)`,
                }}
                onClick={(event) => {
                  if ((event.target as Element).closest('a,button,input,label')) return;
                  setActive(index);
                  if (one !== undefined) props.onOpen?.(one);
                }}
              >
                {columns.map((column) => (
                  <div key={column.key} role="gridcell" className={column.numeric ? 'grid-cell numeric' : 'grid-cell'}>
                    {one === undefined ? <span className="skeleton inline-block h-3 w-1/2" /> : column.cell(one)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
      {props.footer && <div className="grid-foot">{props.footer}</div>}
    </>
  );
}

function Head<R>({
  column,
  sort,
  onSort,
}: {
  column: Column<R>;
  sort: string | undefined;
  onSort: ((sort: string) => void) | undefined;
}) {
  const active = column.sort !== undefined && sort?.replace('-', '') === column.sort;
  const falling = active && sort!.startsWith('-');
  const className = column.numeric ? 'grid-cell numeric' : 'grid-cell';
  if (column.sort === undefined || !onSort) {
    return (
      <div role="columnheader" className={className}>
        {column.head}
      </div>
    );
  }
  const name = column.sort;
  const next = active ? (falling ? name : `-${name}`) : column.fallingFirst ? `-${name}` : name;
  return (
    <div role="columnheader" className={className} aria-sort={active ? (falling ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        tabIndex={-1}
        className={`hover:text-ink ${active ? 'text-ink' : ''}`}
        onClick={() => onSort(next)}
      >
        {column.head} {active && <span aria-hidden="true">{falling ? '↓' : '↑'}</span>}
      </button>
    </div>
  );
}

/** How many there are, and how many of them are chosen. */
export const countText = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;
