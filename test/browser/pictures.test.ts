/** The pages that a day is made of look as they did: as pictures, light and dark, with the fonts that come along. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessDay } from '#test/workday';
import {
  differentSquares,
  drawsAlike,
  meansOf,
  pictureDifferences,
  type Small,
  smallPicture,
  wholePicture,
} from './pictures.ts';
import { enterAt, openWorkbench, ready, searchesFrom, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();
const alike = workbench !== undefined && drawsAlike(workbench.browser);

describe.runIf(alike)('R70 what the pages look like', () => {
  const bench = workbench as Workbench;
  beforeAll(() => bench.workday.person('lead', 'Lena Brandt', 'lead'));
  afterAll(() => bench.close());

  /** Two pages of one window: the one that is looked at, at the books' own time of day, and one to count in. */
  const open = async (): Promise<{ page: Page; blank: Page }> => {
    const { page, context } = await bench.open();
    await page.clock.setFixedTime(new Date(`${businessDay}T09:00:00Z`));
    return { page, blank: await context.newPage() };
  };
  /** The picture of a page once everything has come: two after one another are the same. */
  const still = async (page: Page, blank: Page): Promise<Small> => {
    await page.mouse.move(0, 0);
    let before = await wholePicture(page);
    await expect
      .poll(async () => {
        const now = await wholePicture(page);
        const same = now.equals(before);
        before = now;
        return same;
      })
      .toBe(true);
    return meansOf(before, blank);
  };

  /** What was looked for, found, and from which day on. */
  const search = async (page: Page): Promise<void> => {
    await searchesFrom(page, '2025-11-03');
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Customer, any number, or an action').waitFor();
    await page.keyboard.type('Stadtwerke');
    await page.getByText('Payers and texts of payments before').waitFor();
  };
  const pages: readonly (readonly [name: string, path: string, then?: (page: Page) => Promise<void>])[] = [
    ['today', '/today'],
    ['worklist', '/worklist'],
    ['focus', '/worklist/focus'],
    ['customer', '/customers/10104'],
    ['customers', '/customers'],
    ['items', '/items?held=none'],
    ['items-grouped', '/items?group=customer'],
    ['cash', '/cash?queue=on_account'],
    ['aging', '/insights/aging'],
    ['dunning', '/runs/dunning?list=excluded'],
    ['close', '/close/2026-02'],
    ['authority', '/settings/authority'],
    ['calendars', '/settings/calendars?country=DE&year=2026'],
    ['keys', '/help/keys'],
    ['palette', '/today', search],
  ];

  it('is as it was, on fifteen pages in both themes', async () => {
    const { page, blank } = await open();
    await enterAt(page, '/today', 'lead');
    const faults: string[] = [];
    for (const [name, path, then] of pages) {
      await page.goto(path);
      await ready(page);
      await then?.(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const now = await still(page, blank);
        faults.push(...(await pictureDifferences(`${name}-${colorScheme}`, now, page, blank)));
      }
    }
    expect(faults).toEqual([]);
  });

  it.each([
    [
      'a column of figures that moved by six pixels',
      '.grid-row [role=gridcell]:last-child { transform: translateX(-6px) }',
    ],
    ['a colour that is another', ':root { --bad: #a06000 !important }'],
    ['a line that is missing', '.grid-row { border-bottom-color: transparent !important }'],
    ['letters that are bolder', '.grid-head { font-weight: 700 !important }'],
  ])('would see %s', async (_what, css) => {
    const { page, blank } = await open();
    await enterAt(page, '/items?held=none', 'lead');
    await ready(page);
    const before = await still(page, blank);
    expect(await differentSquares(before, await smallPicture(page, blank), blank)).toEqual([]);
    // The page's own rules let in no style from elsewhere; one that is made by its own script is let in.
    await page.evaluate((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets = [sheet];
    }, css);
    expect((await differentSquares(before, await smallPicture(page, blank), blank)).length).toBeGreaterThan(4);
  });
});
