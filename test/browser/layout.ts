/**
 * How a page is laid out, to be compared with how it was: for every element that a reader sees, its place and size in
 * whole pixels and how it is drawn. Letters are drawn a little differently by every machine, so no pictures are compared;
 * places, sizes, colours and weights are the page's own. `DUNWELL_LAYOUT=write` keeps what is there as the new layout.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Left, top, width, height. */
type Box = readonly [number, number, number, number];

export interface Drawn {
  /** What it is: its tag, and the first words of its own text. */
  readonly what: string;
  readonly box: Box;
  /** Colour, background, size and weight of its letters, rounding of its corners. */
  readonly look: string;
}

const folder = join(import.meta.dirname, 'layout');
/** Machines measure letters by fractions of a pixel, and those of a line add up. */
const tolerancePx = 4;

/**
 * What is drawn within an element of the page, in the order of the document. With a number of rows: of lists so many, and
 * of what holds a day or an amount only on which line it stands.
 */
export async function layoutOf(page: Page, within: string, rows = Number.POSITIVE_INFINITY): Promise<Drawn[]> {
  await page.evaluate(() => document.fonts.ready);
  return page.evaluate(
    ({ selector, most, linesAlone }) => {
      const root = document.querySelector(selector)!;
      const beyond = (element: Element): boolean => {
        const row = element.closest('li,tr,[role=row]');
        return row !== null && [...row.parentElement!.children].indexOf(row) >= most;
      };
      const origin = root.getBoundingClientRect();
      return [...root.querySelectorAll('*')].flatMap((element) => {
        if (element.closest('svg,pre,iframe') || beyond(element)) return [];
        // A letter is set in a fixed-width face of the machine's own: what stands around it moves with it.
        if (linesAlone && element.closest('section')?.querySelector('pre')) return [];
        const rect = element.getBoundingClientRect();
        const own = [...element.childNodes]
          .filter((node) => node.nodeType === Node.TEXT_NODE)
          .map((node) => node.textContent!.trim())
          .join(' ')
          .trim();
        const control = /^(input|button|select|textarea|td|th)$/i.test(element.tagName);
        if (rect.width < 2 || rect.height < 2 || (own === '' && !control)) return [];
        const style = getComputedStyle(element);
        // Of what holds a day or an amount the line alone: browsers write the same day a letter longer or shorter.
        const line = linesAlone && /\d/.test(own);
        const [left, width] = line ? [0, 0] : [rect.left - origin.left, rect.width];
        return [
          {
            what: `${element.tagName.toLowerCase()} ${line ? '#' : own.slice(0, 32)}`.trim(),
            box: [left, rect.top - origin.top, width, rect.height].map(Math.round) as unknown as [
              number,
              number,
              number,
              number,
            ],
            look: [
              style.color,
              style.backgroundColor,
              style.fontSize,
              style.fontWeight,
              style.borderTopLeftRadius,
            ].join(' | '),
          },
        ];
      });
    },
    { selector: within, most: Number.isFinite(rows) ? rows : 1e9, linesAlone: Number.isFinite(rows) },
  );
}

/** Rows beyond these are laid out as those before them. */
const rowsCompared = 5;

/**
 * A page in both themes: places once, as both have them, and each thing drawn as in the one and in the other. Long lists
 * are compared by their first rows, and a letter by its frame. Gives what differs between the themes beside it.
 */
export async function layoutOfBoth(page: Page): Promise<{ drawn: Drawn[]; faults: string[] }> {
  const seen: Drawn[][] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    seen.push(await layoutOf(page, '#content', rowsCompared));
  }
  const [light, dark] = seen as [Drawn[], Drawn[]];
  const faults = light.flatMap((one, index) => {
    const other = dark[index];
    return other?.what === one.what && other.box.join() === one.box.join()
      ? []
      : [`${one.what} at ${one.box} is ${other?.what} at ${other?.box} in the dark`];
  });
  return {
    drawn: light.map((one, index) => ({ ...one, look: `${one.look} ‖ ${dark[index]?.look}` })),
    faults: faults.slice(0, 5),
  };
}

/** Where a page is not laid out as it was, in a line each; empty where it is. */
export function layoutDifferences(name: string, now: readonly Drawn[]): string[] {
  const path = join(folder, `${name}.json`);
  if (process.env['DUNWELL_LAYOUT'] === 'write') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, `[\n${now.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`);
  }
  if (!existsSync(path)) return [`there is no layout "${name}" to compare with; keep it with DUNWELL_LAYOUT=write`];
  const before = JSON.parse(readFileSync(path, 'utf8')) as Drawn[];
  const faults: string[] = [];
  for (let index = 0; index < Math.max(before.length, now.length) && faults.length < 20; index += 1) {
    const [was, is] = [before[index], now[index]];
    if (was?.what !== is?.what) {
      // What follows is another element for element: the first one says it.
      faults.push(`${index}: ${was?.what ?? 'nothing'} became ${is?.what ?? 'nothing'}`);
      break;
    }
    if (was!.look !== is!.look) faults.push(`${is!.what}: drawn as ${is!.look}, was ${was!.look}`);
    const moved = was!.box.map((edge, place) => is!.box[place]! - edge);
    if (moved.some((by) => Math.abs(by) > tolerancePx)) faults.push(`${is!.what}: at ${is!.box}, was ${was!.box}`);
  }
  return faults;
}
