/**
 * The grid: rows from the server in windows, drawn only where they are in sight, so that a million of them scroll without
 * holes. J and K or the arrows move, Enter opens, Space selects, with Shift as far as one goes; a tick, Ctrl and Shift do it
 * by the pointer. The head stays, the columns are sorted by their heads, which Tab reaches and arrows walk, and made wider by
 * their edges. Lines of groups stand between the rows where there are some: arrows open and close them. The right arrow goes
 * into the links of a row, Escape back.
 */
// biome-ignore-all lint/a11y/useSemanticElements: rows come and go while one scrolls; a table cannot place them
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row
// biome-ignore-all lint/a11y/noStaticElementInteractions: its role is grid, or treegrid where it has groups
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: see above
import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useDensity } from '../density.ts';
import { formatCount } from '../format.ts';
import { type KeyBinding, useKeys } from '../keys.tsx';
import { t } from '../language.ts';
import { sayRefused } from '../toasts.tsx';
import { GridTotals, type ListTotals } from './grid-totals.tsx';
import { givingWay, leastOf, trackOf, useNeededWidths } from './grid-widths.ts';
import { ChevronIcon, FilterIcon } from './icons.tsx';

export interface Column<R> {
  readonly key: string;
  readonly head: ReactNode;
  /** A track of a CSS grid. */
  readonly width: string;
  readonly numeric?: boolean;
  /** What stands in it is never cut, as figures are not. */
  readonly whole?: boolean;
  /** Sorted by this name when its head is pressed. */
  readonly sort?: string;
  /** Sorted first from the largest. */
  readonly fallingFirst?: boolean;
  /** The list is filtered by this column. */
  readonly filtered?: boolean;
  /** Gives way where the list would have to be scrolled sideways for it. */
  readonly spare?: boolean;
  /** What the filter of the column is called, for those who hear it. */
  readonly name?: string;
  readonly cell: (row: R) => ReactNode;
}

/** The line of a group: what it is and what it comes to. */
export interface GroupLine {
  readonly key: string;
  readonly label: ReactNode;
  readonly figure: ReactNode;
  readonly open: boolean;
  readonly toggle: () => void;
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
  /** Opens the filter of a column. */
  readonly onFilter?: (column: string) => void;
  /** Widths in pixels that the reader has chosen, by column. */
  readonly widths?: Readonly<Record<string, number>>;
  /** Undefined: the column takes its own width again. */
  readonly onWidth?: (column: string, width: number | undefined) => void;
  /** The line of a group at this place, where it is no row. */
  readonly group?: (index: number) => GroupLine | undefined;
  readonly onOpen?: (row: R) => void;
  /** Hears which line is the active one. */
  readonly onMove?: (index: number) => void;
  readonly selected?: (row: R) => boolean;
  /** Chooses a row that was not, and the other way round. */
  readonly onSelect?: (row: R) => void;
  /** What choosing a row is called, for those who hear it: with it each row has a tick. */
  readonly tick?: (row: R) => string;
  /** Chooses several rows as well; with it Shift chooses as far as one goes. */
  readonly onSelectAlso?: (rows: readonly R[]) => void;
  /** Reads the rows from a line to before another, also those out of sight; absent, those that are there. */
  readonly between?: (first: number, end: number) => Promise<readonly R[]>;
  /** Stands beside the grid of the page: keys act on it only while it has the focus. */
  readonly beside?: boolean;
  /** What a row of this list needs at least, where that is more than the reader's choice. */
  readonly rowHeight?: number;
  readonly busy?: boolean;
  /** More rows come as soon as they are counted: where the list stood before may lie among these. */
  readonly growing?: boolean;
  readonly footer?: ReactNode;
  /** What the list comes to, beneath the column that is summed. */
  readonly totals?: ListTotals;
  /** Hears which columns gave way because they would not fit; without it none does. */
  readonly onGivingWay?: (away: readonly string[]) => void;
  /** Where the list stood is kept under this name while the browser's tab lives: going back finds the place again. */
  readonly memory?: string;
}

/** Taller than this, browsers stop counting pixels: the scroll bar is then finer than the list. */
const tallest = 8_000_000;

interface Place {
  readonly top: number;
  readonly active: number;
}

/** Where the list stood; undefined where it never did. */
function readMemory(memory: string | undefined): Place | undefined {
  try {
    const kept = memory === undefined ? null : sessionStorage.getItem(`grid ${memory}`);
    if (kept) return JSON.parse(kept) as Place;
  } catch {
    // Storage is closed to us: the list begins at its top.
  }
  return undefined;
}

export function Grid<R>(props: GridProps<R>) {
  const { label, count, row, keyOf, look, memory, growing = false, onMove, onGivingWay } = props;
  const density = useDensity();
  const rowHeight = Math.max(props.rowHeight ?? 0, density);
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [{ of, kept }, setKept] = useState(() => ({ of: memory, kept: readMemory(memory) ?? { top: 0, active: 0 } }));
  const [top, setTop] = useState(kept.top);
  const [height, setHeight] = useState(600);
  const [scrollBar, setScrollBar] = useState(0);
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY);
  const sums = useRef<HTMLDListElement>(null);
  const [chosen, setActive] = useState(kept.active);
  if (of !== memory) {
    // The same list, asked something else: where it stood by that question before, it stands again, else at its first row.
    const before = readMemory(memory) ?? { top: 0, active: 0 };
    setKept({ of: memory, kept: before });
    setActive(before.active);
  }
  const active = Math.max(0, Math.min(chosen, count - 1));
  useEffect(() => onMove?.(active), [onMove, active]);

  const whole = count * rowHeight;
  const drawn = Math.min(whole, tallest);
  const scale = drawn > height ? (whole - height) / (drawn - height) : 1;
  const first = Math.max(0, Math.floor((top * scale) / rowHeight) - 8);
  const end = Math.min(count, Math.ceil((top * scale + height) / rowHeight) + 8);
  useEffect(() => look(first, Math.max(end, first + 1)), [look, first, end]);

  useLayoutEffect(() => {
    const box = scroller.current!;
    const measure = (): void => {
      setHeight(box.clientHeight - 32);
      setScrollBar(box.offsetWidth - box.clientWidth);
      setWidth(box.clientWidth);
    };
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(box);
    return () => resized.disconnect();
  }, []);
  // Going back: the place is taken again as soon as the rows are as many as they were.
  const restored = useRef<Place>(undefined);
  useLayoutEffect(() => {
    if (restored.current === kept || count === 0) return;
    if (scroller.current!.scrollTop !== kept.top) scroller.current!.scrollTop = kept.top;
    if (growing && scroller.current!.scrollTop !== kept.top) return;
    restored.current = kept;
  }, [count, kept, growing]);
  const keepPlace = useRef((): void => undefined);
  keepPlace.current = () => {
    if (memory === undefined || count === 0 || restored.current !== kept) return;
    try {
      // Where the reader was, also while the list is shorter for a moment, such as with its groups closed.
      sessionStorage.setItem(`grid ${memory}`, JSON.stringify({ top, active: chosen }));
    } catch {
      // Storage is closed to us: the place is forgotten.
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step of the keys is kept at once
  useEffect(() => keepPlace.current(), [chosen]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: kept a moment after each of these has changed
  useEffect(() => {
    const timer = setTimeout(() => keepPlace.current(), 120);
    return () => clearTimeout(timer);
  }, [memory, top, chosen, count]);
  // Whoever leaves within that moment finds the place too.
  useEffect(() => {
    const keep = (): void => keepPlace.current();
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, []);

  // What is pressed before the rows that were asked for came is meant for those.
  const meant = useRef<'open' | 'select'>(undefined);
  const moveTo = (next: number): void => {
    meant.current = undefined;
    const index = Math.max(0, Math.min(next, count - 1));
    setActive(index);
    const box = scroller.current!;
    const above = (index * rowHeight) / scale;
    if (above < box.scrollTop) box.scrollTop = above;
    else if (((index + 1) * rowHeight) / scale > box.scrollTop + height)
      box.scrollTop = ((index + 1) * rowHeight - height) / scale + 1;
    box.focus({ preventScroll: true });
  };
  const groupAt = (index: number): GroupLine | undefined => props.group?.(index);
  const coming = props.busy === true || (count > 0 && groupAt(active) === undefined && row(active) === undefined);
  /** Whether what is pressed has to wait for them. */
  const later = (what: 'open' | 'select'): boolean => {
    meant.current = coming ? what : undefined;
    return coming;
  };
  const open = (): void => {
    if (later('open')) return;
    const line = groupAt(active);
    const one = row(active);
    if (line) line.toggle();
    else if (one !== undefined) props.onOpen?.(one);
  };
  const select = (): void => {
    if (later('select')) return;
    const line = groupAt(active);
    if (line) line.toggle();
    else toggleAt(active);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the rows have come
  useEffect(() => {
    if (!coming && meant.current !== undefined) ({ open, select })[meant.current]();
  }, [coming]);
  /** Opens or closes the group at the active line. */
  const turn = (opened: boolean): void => {
    const line = groupAt(active);
    if (line && line.open !== opened) line.toggle();
  };
  const bindings: readonly KeyBinding[] = [
    {
      keys: 'j',
      label: t('Next row'),
      run: () => moveTo(document.activeElement === scroller.current ? active + 1 : active),
    },
    { keys: 'k', label: t('Row before'), run: () => moveTo(active - 1) },
    ...(props.onOpen || props.group ? [{ keys: 'Enter', label: t('Open the row'), run: open }] : []),
    ...(props.onSelect || props.group ? [{ keys: ' ', label: t('Choose the row'), run: select }] : []),
    ...(props.onSelectAlso
      ? [
          {
            keys: 'shift+ArrowDown|shift+ArrowUp',
            label: t('Choose rows as far as one goes'),
            run: (event: { key: string }) => choosingMove(event.key === 'ArrowDown' ? 1 : -1),
          },
        ]
      : []),
  ];
  useKeys(props.beside ? [] : bindings);

  // Where choosing began: Shift chooses from there.
  const anchor = useRef<number>(undefined);
  const { onSelect, onSelectAlso, between } = props;
  const toggleAt = (index: number): void => {
    const one = row(index);
    anchor.current = index;
    if (one !== undefined && !groupAt(index)) onSelect?.(one);
  };
  const chooseTo = (index: number): void => {
    const [from, to] = [anchor.current ?? active, index].sort((a, b) => a - b) as [number, number];
    const there = Array.from({ length: to - from + 1 }, (_, step) => from + step)
      .filter((one) => !groupAt(one))
      .map(row);
    const known = there.filter((one) => one !== undefined);
    if (!between || known.length === there.length) onSelectAlso?.(known);
    else between(from, to + 1).then(onSelectAlso, sayRefused);
  };
  /** Moves and chooses on the way; back towards where it began, what is left behind is not chosen any more. */
  const choosingMove = (step: 1 | -1): void => {
    const next = active + step;
    if (next < 0 || next >= count) return;
    anchor.current ??= active;
    const back = Math.abs(next - anchor.current) < Math.abs(active - anchor.current);
    const left = row(active);
    if (!back) chooseTo(next);
    else if (left !== undefined && !groupAt(active) && props.selected?.(left)) onSelect?.(left);
    moveTo(next);
  };

  /** The links of the active row, which Tab leaves out: a list would have thousands of them. */
  const linksOf = (index: number): HTMLElement[] => [
    ...(document.getElementById(`${id}-${index}`)?.querySelectorAll<HTMLElement>('a[href],button:not([disabled])') ??
      []),
  ];
  const moveWithin = (event: KeyboardEvent, all: readonly HTMLElement[], leave: () => void): void => {
    const at = all.indexOf(event.target as HTMLElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1 }[event.key];
    if (at < 0 || (next === undefined && !/^(Escape|ArrowUp|ArrowDown)$/.test(event.key))) return;
    event.preventDefault();
    event.stopPropagation();
    if (next === undefined || next < 0) leave();
    else all[next]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target !== scroller.current) {
      const toRows = (): void => scroller.current!.focus({ preventScroll: true });
      const inHead = (event.target as Element).closest('.grid-head');
      moveWithin(event, inHead ? [...inHead.querySelectorAll<HTMLElement>('button')] : linksOf(active), toRows);
      return;
    }
    const choosing = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined;
    if (event.shiftKey && onSelectAlso && (choosing !== undefined || event.key === ' ')) {
      event.preventDefault();
      if (choosing === undefined) chooseTo(active);
      else choosingMove(choosing);
      return;
    }
    if (/^(Arrow|Page|Home|End)/.test(event.key)) anchor.current = undefined;
    const page = Math.max(1, Math.floor(height / rowHeight) - 1);
    const act: Record<string, (() => void) | undefined> = {
      ArrowDown: () => moveTo(active + 1),
      ArrowUp: () => moveTo(active - 1),
      PageDown: () => moveTo(active + page),
      PageUp: () => moveTo(active - page),
      Home: () => moveTo(0),
      End: () => moveTo(count - 1),
      Enter: (props.onOpen ?? props.group) && open,
      ' ': (props.onSelect ?? props.group) && select,
      ArrowRight: groupAt(active) ? () => turn(true) : () => linksOf(active)[0]?.focus(),
      ArrowLeft: props.group && (() => turn(false)),
    };
    const run = act[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  };

  const pressed = useRef<Press>(() => undefined);
  pressed.current = (index, how) => {
    setActive(index);
    const one = row(index);
    // Whoever chooses by the pointer goes on by keys from there.
    if (how !== 'open') scroller.current?.focus({ preventScroll: true });
    if (how === 'range' && onSelectAlso) chooseTo(index);
    else if (how !== 'open' && onSelect) toggleAt(index);
    else if (one !== undefined) props.onOpen?.(one);
  };
  const press = useCallback<Press>((index, how) => pressed.current(index, how), []);

  const [drawnWidth, setDrawnWidth] = useState<{ readonly column: string; readonly width: number }>();
  const needed = useNeededWidths(scroller, props.columns, props.tick ? 1 : 0);
  const away = onGivingWay
    ? givingWay(props.columns, needed, {
        room: width - beyondColumnsPx - (props.tick ? tickPx : 0),
        sort: props.sort?.replace('-', ''),
        own: props.widths ?? {},
      })
    : undefined;
  const awayKeys = away && [...away].join();
  useEffect(() => onGivingWay?.(awayKeys ? awayKeys.split(',') : []), [onGivingWay, awayKeys]);
  const { columns: all } = props;
  // The same columns as long as the same ones stay: a row is drawn anew only when they change.
  const columns = useMemo(() => {
    const gone = new Set(awayKeys?.split(','));
    return gone.size === 0 ? all : all.filter(({ key }) => !gone.has(key));
  }, [all, awayKeys]);
  /** The width that the reader has chosen, or undefined. */
  const ownWidth = (column: Column<R>): string | undefined => {
    const own = drawnWidth?.column === column.key ? drawnWidth.width : props.widths?.[column.key];
    return own === undefined ? undefined : `${own}px`;
  };
  const { tick } = props;
  const widths = columns.map((column) => ownWidth(column) ?? trackOf(column.width, needed[column.key]));
  const tracks = [...(tick ? [tickWidth] : []), ...widths].join(' ');
  // What the columns take at least: beyond it the grid is scrolled sideways, and its lines go on.
  const leasts = [
    ...(tick ? [tickWidth] : []),
    ...columns.map((column) => ownWidth(column) ?? leastOf(column.width, needed[column.key])),
  ];
  const least = `calc(${leasts.join(' + ')} + 2.25rem)`;
  const offset = top * scale - top;
  // One of the heads is reached by Tab: that by which the list is sorted, or the first.
  const sortable = props.onSort ? columns.filter((column) => column.sort !== undefined) : [];
  const reachable = sortable.find((column) => column.sort === props.sort?.replace('-', '')) ?? sortable[0];
  return (
    <>
      <div
        ref={scroller}
        role={props.group ? 'treegrid' : 'grid'}
        aria-label={label}
        aria-rowcount={count + 1}
        aria-colcount={widths.length}
        aria-busy={props.busy ?? false}
        aria-multiselectable={props.onSelect ? true : undefined}
        aria-activedescendant={count > 0 ? `${id}-${active}` : undefined}
        tabIndex={0}
        className="grid-box"
        onKeyDown={onKeyDown}
        // Who goes elsewhere meanwhile does not want it any more.
        onBlur={() => {
          meant.current = undefined;
        }}
        onScroll={(event) => {
          setTop(event.currentTarget.scrollTop);
          if (sums.current) sums.current.style.transform = `translateX(${-event.currentTarget.scrollLeft}px)`;
        }}
      >
        <div role="rowgroup" className="grid-head" style={{ minWidth: least }}>
          <div role="row" aria-rowindex={1} className="grid-line" style={{ gridTemplateColumns: tracks }}>
            {tick && (
              <div role="columnheader" className="grid-cell">
                <span className="sr-only">{t('Chosen')}</span>
              </div>
            )}
            {columns.map((column) => (
              <Head
                key={column.key}
                column={column}
                reachable={column.key === reachable?.key}
                sort={props.sort}
                onSort={props.onSort}
                onFilter={props.onFilter}
                resize={
                  props.onWidth && {
                    draw: (width) => setDrawnWidth(width === undefined ? undefined : { column: column.key, width }),
                    keep: (width) => {
                      setDrawnWidth(undefined);
                      props.onWidth?.(column.key, width);
                    },
                  }
                }
              />
            ))}
          </div>
        </div>
        <div
          role="rowgroup"
          className="relative"
          // A list that is taller than browsers count is drawn where it stands in the scaled one.
          style={{ height: drawn, minWidth: least, transform: offset === 0 ? undefined : `translateY(${-offset}px)` }}
        >
          {Array.from({ length: Math.max(0, end - first) }, (_, step) => {
            const index = first + step;
            const line = groupAt(index);
            const place = {
              gridTemplateColumns: tracks,
              height: rowHeight,
              transform: `translateY(${index * rowHeight}px)`,
            };
            if (line) {
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself hears the keys
                <div
                  key={`group ${line.key}`}
                  id={`${id}-${index}`}
                  role="row"
                  tabIndex={-1}
                  aria-rowindex={index + 2}
                  aria-level={1}
                  aria-expanded={line.open}
                  data-active={index === active || undefined}
                  className="grid-line grid-row grid-group"
                  style={place}
                  onClick={() => {
                    setActive(index);
                    line.toggle();
                  }}
                >
                  <div
                    role="gridcell"
                    className="grid-cell flex items-center gap-2"
                    style={{ gridColumn: '1 / -2' }}
                    aria-colspan={widths.length - 1}
                  >
                    <ChevronIcon className={`shrink-0 text-ink-2 ${line.open ? '' : '-rotate-90'}`} />
                    {line.label}
                  </div>
                  <div role="gridcell" className="grid-cell numeric">
                    {line.figure}
                  </div>
                </div>
              );
            }
            const one = row(index);
            return (
              <Row
                key={one === undefined ? `row ${index}` : keyOf(one)}
                id={`${id}-${index}`}
                row={one}
                index={index}
                top={index * rowHeight}
                height={rowHeight}
                tracks={tracks}
                columns={columns}
                active={index === active}
                selected={onSelect ? one !== undefined && (props.selected?.(one) ?? false) : undefined}
                tick={tick}
                level={props.group ? 2 : undefined}
                press={press}
              />
            );
          })}
        </div>
      </div>
      {props.footer && <div className="grid-foot">{props.footer}</div>}
      {props.totals && (
        <div className="grid-foot">
          <GridTotals
            totals={props.totals}
            keys={[...(tick ? ['tick'] : []), ...columns.map((column) => column.key)]}
            tracks={tracks}
            least={least}
            line={sums}
            scrollBar={scrollBar}
          />
        </div>
      )}
    </>
  );
}

interface RowProps<R> {
  readonly id: string;
  readonly row: R | undefined;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly tracks: string;
  readonly columns: readonly Column<R>[];
  readonly active: boolean;
  readonly selected: boolean | undefined;
  readonly level: number | undefined;
  readonly tick: ((row: R) => string) | undefined;
  readonly press: Press;
}

/** How a row was pressed: to open it, to choose it, or to choose as far as it. */
type Press = (index: number, how: 'open' | 'choose' | 'range') => void;
const [tickWidth, tickPx] = ['2rem', 32];
/** The padding of a line: the 2.25rem of `least`. */
const beyondColumnsPx = 36;

/** A row; drawn anew only when something of it has changed, so that scrolling draws the rows that come into sight. */
const Row = memo(function Row<R>({ row, index, top, height, tracks, columns, tick, ...its }: RowProps<R>) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself hears the keys
    <div
      id={its.id}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={its.selected}
      aria-level={its.level}
      data-active={its.active || undefined}
      className="grid-line grid-row"
      style={{ gridTemplateColumns: tracks, height, transform: `translateY(${top}px)` }}
      onMouseDown={(event) => {
        // Shift chooses rows here, not the text between two places.
        if (event.shiftKey) event.preventDefault();
      }}
      onClick={(event) => {
        if ((event.target as Element).closest('a,button,input,label')) return;
        its.press(index, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'choose' : 'open');
      }}
    >
      {tick && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself hears the keys
        <div
          role="gridcell"
          className="grid-tick"
          onClick={(event) => {
            event.stopPropagation();
            its.press(index, event.shiftKey ? 'range' : 'choose');
          }}
        >
          {row !== undefined && (
            <input
              type="checkbox"
              tabIndex={-1}
              className="block size-4 accent-accent"
              aria-label={tick(row)}
              checked={its.selected ?? false}
              onChange={() => undefined}
            />
          )}
        </div>
      )}
      {columns.map((column) => (
        <div
          key={column.key}
          role="gridcell"
          data-whole={column.whole}
          className={column.numeric ? 'grid-cell numeric' : 'grid-cell'}
        >
          {row === undefined ? <span className="skeleton inline-block h-3 w-1/2" /> : column.cell(row)}
        </div>
      ))}
    </div>
  );
}) as <R>(props: RowProps<R>) => ReactNode;

interface HeadProps<R> {
  readonly column: Column<R>;
  /** Tab comes here; the other heads are reached by arrows. */
  readonly reachable: boolean;
  readonly sort: string | undefined;
  readonly onSort: ((sort: string) => void) | undefined;
  readonly onFilter: ((column: string) => void) | undefined;
  readonly resize: { draw(width: number | undefined): void; keep(width: number | undefined): void } | undefined;
}

const narrowest = 44;
/** In a narrow window the words of a head go on in a second line: see `grid-widths.ts`. */
const headWords = 'min-w-0 truncate max-xl:leading-[0.9375rem] max-xl:whitespace-normal';

function Head<R>({ column, reachable, sort, onSort, onFilter, resize }: HeadProps<R>) {
  const cell = useRef<HTMLDivElement>(null);
  const active = column.sort !== undefined && sort?.replace('-', '') === column.sort;
  const falling = active && sort!.startsWith('-');
  const sortable = column.sort !== undefined && onSort !== undefined;
  const next = active
    ? falling
      ? column.sort!
      : `-${column.sort}`
    : column.fallingFirst
      ? `-${column.sort}`
      : column.sort!;
  const filter = column.filtered && onFilter && (
    <button
      type="button"
      tabIndex={-1}
      aria-label={t('Change the filter {label}', { label: column.name ?? column.key })}
      className="grid size-5 shrink-0 place-items-center rounded text-accent hover:bg-hover"
      onClick={() => onFilter(column.key)}
    >
      <FilterIcon className="size-3" />
    </button>
  );
  return (
    <div
      ref={cell}
      role="columnheader"
      data-column={column.key}
      className={`grid-cell relative flex items-center gap-1 ${column.numeric ? 'justify-end' : ''}`}
      aria-sort={sortable ? (active ? (falling ? 'descending' : 'ascending') : 'none') : undefined}
    >
      {filter}
      {sortable ? (
        <button
          type="button"
          tabIndex={reachable ? 0 : -1}
          className={`${headWords} ${column.numeric ? 'text-right' : 'text-left'} hover:text-ink ${active ? 'text-ink' : ''}`}
          onClick={() => onSort(next)}
        >
          {column.head} {active && <span aria-hidden="true">{falling ? '↓' : '↑'}</span>}
        </button>
      ) : (
        <span className={`${headWords} ${column.numeric ? 'text-right' : ''}`}>{column.head}</span>
      )}
      {resize && (
        // The keyboard sets widths in the dialog of the columns.
        <span
          aria-hidden="true"
          data-resize={column.key}
          className="grid-edge"
          onDoubleClick={() => resize.keep(undefined)}
          onPointerDown={(event) => {
            event.preventDefault();
            const edge = event.currentTarget;
            const from = event.clientX - cell.current!.getBoundingClientRect().width;
            const width = (at: number): number => Math.max(narrowest, Math.round(at - from));
            edge.setPointerCapture(event.pointerId);
            const move = (moved: PointerEvent): void => resize.draw(width(moved.clientX));
            const end = (moved: PointerEvent): void => {
              edge.removeEventListener('pointermove', move);
              if (moved.clientX !== event.clientX) resize.keep(width(moved.clientX));
            };
            edge.addEventListener('pointermove', move);
            edge.addEventListener('pointerup', end, { once: true });
          }}
        />
      )}
    </div>
  );
}

/** How many there are, and how many of them are chosen. */
export const countText = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;
