/**
 * What the columns of a grid need at least, measured where they are drawn: a head is never cut, in whatever language, and
 * neither is what must be read whole (figures, days, numbers of documents). Names may be cut; they are read in full where
 * they lead.
 */
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';

interface Measured {
  readonly key: string;
  /** A track of a CSS grid: a length, or `minmax(length, …)`. */
  readonly width: string;
  readonly numeric?: boolean;
  /** Read whole, as figures are. */
  readonly whole?: boolean;
  readonly sort?: string;
  /** Gives way where the list would have to be scrolled sideways for it. */
  readonly spare?: boolean;
  readonly filtered?: boolean;
}

export type Widths = Readonly<Record<string, number>>;

/** The arrow of the order has its room beside every head that sorts: pressing one moves nothing. */
const arrowPx = 12;
/** Wider than this no column of words or numbers of documents grows by itself. */
const widestPx = 260;
/** Figures may stand side by side in one cell, a currency each: a part of one would be read as another amount. */
const widestFiguresPx = 640;
/** In a narrower window heads go on in a second line, and the arrow of the order with them. */
const foldedBelow = '(width < 80rem)';

function paddingOf(element: Element): number {
  const { paddingLeft, paddingRight } = getComputedStyle(element);
  return Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight);
}

/** Pixels that the words of a head need when they may stand in two lines. */
function foldedWidth(head: Element): number {
  const widths: number[] = [];
  const texts = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode())
    for (const word of text.textContent!.matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      widths.push(range.getBoundingClientRect().width);
    }
  // A space is less than a third of a letter's height.
  const space = Number.parseFloat(getComputedStyle(head).fontSize) / 3;
  const line = (words: readonly number[]): number =>
    words.reduce((sum, one) => sum + one, space * Math.max(0, words.length - 1));
  return Math.min(...widths.map((_, at) => Math.max(line(widths.slice(0, at)), line(widths.slice(at)))));
}

/**
 * Pixels that each column needs, by its key; grows while longer things come into sight, and stays known of one that is not
 * drawn any more. `before`: cells ahead of the first column.
 */
export function useNeededWidths(
  box: RefObject<HTMLElement | null>,
  columns: readonly Measured[],
  before: number,
): Widths {
  const [folds, setFolds] = useState(() => matchMedia(foldedBelow).matches);
  const [needed, setNeeded] = useState<{ readonly folds: boolean; readonly widths: Widths }>({ folds, widths: {} });
  const [, look] = useState(0);
  useEffect(() => {
    const again = (): void => {
      setFolds(matchMedia(foldedBelow).matches);
      look((times) => times + 1);
    };
    void document.fonts.ready.then(again);
    const resized = new ResizeObserver(again);
    resized.observe(box.current!);
    return () => resized.disconnect();
  }, [box]);
  // After every drawing: what scrolled into sight may be longer. It settles at once, for nothing measured depends on it.
  useLayoutEffect(() => {
    const found: Record<string, number> = {};
    const drawn: Measured[] = [];
    for (const head of box.current!.querySelectorAll<HTMLElement>('[data-column]')) {
      const column = columns.find(({ key }) => key === head.dataset['column']);
      if (!column) continue;
      drawn.push(column);
      const padding = paddingOf(head);
      const words = [...head.children].filter((one) => !one.matches('.grid-edge, .sr-only'));
      const sorts = column.sort !== undefined && head.querySelector('[aria-hidden=true]:not(.grid-edge)') === null;
      const widthOf = (one: Element): number =>
        folds && one.textContent?.trim() ? Math.ceil(foldedWidth(one)) : one.scrollWidth;
      // Widths are told in whole pixels, the half one is missing now and then.
      const width = words.reduce((sum, one) => sum + widthOf(one) + 1, 4 * Math.max(0, words.length - 1));
      found[column.key] = Math.ceil(width + padding + (sorts && !folds ? arrowPx : 0));
    }
    const whole = drawn.flatMap((column, index) => (column.numeric || column.whole ? [index] : []));
    const last = drawn.at(-1);
    const contents = document.createRange();
    let padding: number | undefined;
    const grow = ({ key, numeric }: Measured, cell: Element | null | undefined): void => {
      if (!cell) return;
      const widest = numeric ? widestFiguresPx : widestPx;
      padding ??= paddingOf(cell);
      contents.selectNodeContents(cell);
      // In fractions of a pixel: a cell that lacks a tenth of one is cut, and calls itself wide enough.
      const wanted = contents.getBoundingClientRect().width + padding;
      if (wanted > cell.getBoundingClientRect().width + 0.01 || cell.scrollWidth > cell.clientWidth)
        found[key] = Math.max(found[key] ?? 0, Math.min(widest, Math.max(Math.ceil(wanted), cell.scrollWidth + 1)));
    };
    for (const row of box.current!.querySelectorAll('.grid-row')) {
      // The figure of a group stands in the last column.
      if (!row.matches('.grid-group')) for (const index of whole) grow(drawn[index]!, row.children[index + before]);
      else if (last) grow(last, row.lastElementChild);
    }
    setNeeded((old) => {
      // In another window the columns begin anew.
      const before = old.folds === folds ? old.widths : {};
      const grown = Object.entries(found).filter(([key, width]) => width > (before[key] ?? 0));
      return grown.length === 0 ? old : { folds, widths: { ...before, ...Object.fromEntries(grown) } };
    });
  });
  return needed.widths;
}

/** The least that a track takes, as a CSS length. */
export const leastOf = (width: string, needed: number | undefined): string => {
  const least = /[\d.]+(rem|px)/.exec(width)?.[0] ?? '4rem';
  return needed === undefined ? least : `max(${least}, ${needed}px)`;
};

/** A root em, as the page has it. */
const remPx = 16;

/** The least that a track takes, in pixels. */
const leastPx = ({ key, width }: Measured, needed: Widths): number => {
  const [, size = '4', unit = 'rem'] = /([\d.]+)(rem|px)/.exec(width) ?? [];
  return Math.max(Number(size) * (unit === 'rem' ? remPx : 1), needed[key] ?? 0);
};

/**
 * The columns that give way, from the last to the first, so that a list of so many pixels is not scrolled sideways; none
 * where it would be all the same. What the list is sorted or filtered by stays, and so does what has a width of the reader's.
 */
export function givingWay(
  columns: readonly Measured[],
  needed: Widths,
  {
    room,
    sort,
    own,
  }: { readonly room: number; readonly sort: string | undefined; readonly own: Readonly<Record<string, number>> },
): ReadonlySet<string> {
  let missing = columns.reduce((sum, column) => sum + (own[column.key] ?? leastPx(column, needed)), -room);
  const away = new Set<string>();
  for (const column of columns.toReversed()) {
    if (missing <= 0) break;
    const stays = column.filtered || own[column.key] !== undefined || (sort !== undefined && column.sort === sort);
    if (!column.spare || stays) continue;
    away.add(column.key);
    missing -= leastPx(column, needed);
  }
  return missing <= 0 ? away : new Set();
}

/** The track with what its column needs. */
export const trackOf = (width: string, needed: number | undefined): string => {
  const most = /^minmax\([^,]+,(.+)\)$/.exec(width)?.[1];
  const least = leastOf(width, needed);
  return most === undefined ? least : `minmax(${least},${most})`;
};
