/** A real server with the built workbench over the books of a day, and a Chromium to look at it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { pino } from 'pino';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Locator,
  type Page,
  type Request,
  type Route,
} from 'playwright-core';
import { afterEach, expect } from 'vitest';
import { createServer, type DunwellServer } from '../../src/apps/server/index.ts';
import { openWorkday, password, type Workday } from '../workday.ts';
import { lookedAt } from './looked-at.ts';

export interface Workbench {
  readonly workday: Workday;
  readonly server: DunwellServer;
  readonly browser: Browser;
  readonly url: string;
  /** A new browser window with nobody signed in; what its console complains about is collected. It closes with the test. */
  open(look?: Look): Promise<Window>;
  /** The window of a person who only looks, at an address: one for all tests of a file, which leave it as they found it. */
  look(login: string, path: string): Promise<Page>;
  /** What all windows that were opened so far complained about. */
  complaints(): string[];
  close(): Promise<void>;
}

export interface Look {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  readonly locale?: string;
}

export interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of the page: exceptions, and refusals of the content security policy. */
  readonly complaints: string[];
}

/** A server over the books, with the built pages in the folder. */
export const serve = (workday: Workday, folder: string): DunwellServer =>
  createServer({
    engine: workday.engine,
    config: { production: false, logLevel: 'silent' },
    logger: pino({ level: 'silent' }),
    limits: { perAddress: { burst: 1e6, perSecond: 1e6 }, perSession: { burst: 1e6, perSecond: 1e6 } },
    workbench: folder,
  });

/** How long is waited for what comes on a page: it comes when it comes, and a slow machine is no failure. */
const patienceMs = 120_000;

/** DUNWELL_SLOW=6 lets each page compute so many times slower: a test that is impatient fails then, and not only elsewhere. */
const slowness = Number(process.env['DUNWELL_SLOW'] ?? 1);
export async function slowDown(page: Page, times = slowness): Promise<void> {
  if (times <= 1) return;
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: times });
}

/** What the pages of a window have asked the server for: how often, and what has no answer yet. */
interface Asked {
  count: number;
  readonly open: Set<Request>;
}
const askedBy = new WeakMap<BrowserContext, Asked>();
/** Where the server of a window is. */
const homeOf = new WeakMap<BrowserContext, string>();

function watchRequests(context: BrowserContext): void {
  const asked: Asked = { count: 0, open: new Set() };
  askedBy.set(context, asked);
  context.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith('/api/') || pathname === '/api/events') return;
    asked.count += 1;
    asked.open.add(request);
  });
  context.on('requestfinished', (request) => asked.open.delete(request));
  context.on('requestfailed', (request) => asked.open.delete(request));
}

/** Waits until nothing is on its way any more: no answer, no font, nothing that is still drawn as a place for what comes. */
export async function settled(page: Page): Promise<void> {
  const asked = askedBy.get(page.context())!;
  await expect
    .poll(async () => {
      const before = asked.count;
      const coming = await page.evaluate(async () => {
        await document.fonts.ready;
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        return document.querySelectorAll('.skeleton:not([data-example] *), [aria-busy=true]').length;
      });
      return { coming, open: asked.open.size, new: asked.count - before };
    })
    .toEqual({ coming: 0, open: 0, new: 0 });
}

/** Waits until the page of an address stands with all that belongs to it. */
export async function ready(page: Page): Promise<void> {
  await page.locator('#content').getByRole('heading').first().waitFor();
  await settled(page);
}

/** A text that is there, once it is more than nothing. */
export async function textOf(place: Locator): Promise<string> {
  await expect.poll(async () => (await place.textContent())?.trim()).not.toBe('');
  return (await place.textContent())!;
}

/**
 * What a page does every so many milliseconds, it does when the test says so: gives what lets that time pass so often. The
 * seconds of what is held before it leaves (1,000) then last as long as a slow machine needs; all else goes by real time.
 */
export async function ticksOf(page: Page, everyMs: number): Promise<(times: number) => Promise<void>> {
  await page.addInitScript((ms) => {
    const [set, clear] = [window.setInterval.bind(window), window.clearInterval.bind(window)];
    const held = new Map<number, () => void>();
    let last = 0;
    const ticks = (run: () => void, after?: number): number => {
      if (after !== ms) return set(run, after);
      last -= 1;
      held.set(last, run);
      return last;
    };
    window.setInterval = ticks as typeof window.setInterval;
    window.clearInterval = ((id?: number) => void (held.delete(id!) || clear(id))) as typeof window.clearInterval;
    Object.assign(window, {
      tick: () => {
        for (const run of [...held.values()]) run();
      },
    });
  }, everyMs);
  return async (times) => {
    for (let time = 0; time < times; time += 1)
      await page.evaluate(() => (window as unknown as { tick: () => void }).tick());
  };
}

/** Starts everything. Undefined, with a word on the console, where there is no built workbench or no browser. */
export async function openWorkbench(): Promise<Workbench | undefined> {
  const folder = process.env['DUNWELL_WORKBENCH'];
  const executablePath = process.env['CHROME_PATH'];
  if (!folder || !executablePath) {
    console.log('not run: set DUNWELL_WORKBENCH and CHROME_PATH, as `npm test` does');
    return undefined;
  }
  const workday = await openWorkday();
  const server = serve(workday, folder);
  const { url } = await server.listen(0, '127.0.0.1');
  const browser = await chromium.launch({
    executablePath,
    args: ['--font-render-hinting=none', '--force-color-profile=srgb', '--disable-background-networking'],
  });
  // A window that is left open reads anew at every change that later tests make.
  const opened: BrowserContext[] = [];
  const told: (readonly string[])[] = [];
  const onlookers = new Map<string, Page>();
  afterEach(async () => {
    for (const context of opened.splice(0)) await context.close();
    for (const page of onlookers.values()) await page.goto('about:blank');
  });
  const openWindow = async ({ width = 1440, scheme = 'light', locale = 'en-GB' }: Look = {}): Promise<Window> => {
    const context = await browser.newContext({
      baseURL: url,
      viewport: { width, height: 900 },
      colorScheme: scheme,
      locale,
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
    });
    homeOf.set(context, url);
    context.setDefaultTimeout(patienceMs);
    watchRequests(context);
    context.on('page', (page) => void slowDown(page).catch(() => undefined));
    const page = await context.newPage();
    // Watched from the beginning: where watching begins with the key, a busy browser opens its own dialog first, and nobody hears.
    page.on('filechooser', () => undefined);
    const complaints: string[] = [];
    told.push(complaints);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // The browser reports every refused request by itself; the page shows those to the reader.
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
        complaints.push(message.text());
    });
    return { context, page, complaints };
  };
  return {
    workday,
    server,
    browser,
    url,
    async open(look) {
      const window = await openWindow(look);
      opened.push(window.context);
      return window;
    },
    async look(login, path) {
      const known = onlookers.get(login);
      if (known !== undefined) {
        await known.goto(path);
        return known;
      }
      const { page } = await openWindow();
      await enterAt(page, path, login);
      onlookers.set(login, page);
      return page;
    },
    complaints: () => told.flat(),
    async close() {
      await browser.close();
      await server.close(0);
      await workday.close();
    },
  };
}

/** Signs a person in on the page that asks for it; `say` gives the words of the reader's language. */
export async function enter(page: Page, login: string, say = (text: string): string => text): Promise<void> {
  await page.getByLabel(say('Sign-in name')).fill(login);
  await page.getByLabel(say('Password')).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: say('Places') }).waitFor();
}

/**
 * Goes to an address as a person: a session of its own, asked for as the page of signing in asks for it, which
 * first-page.test.ts looks at. Filling that page in for every window was a tenth of what the pages took.
 */
export async function enterAt(
  page: Page,
  path: string,
  login: string,
  say = (text: string): string => text,
): Promise<void> {
  const address = new URL(path, homeOf.get(page.context()));
  const answer = await page.context().request.post(new URL('/api/session', address).href, {
    headers: { origin: address.origin },
    data: { login, password },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  await page.goto(address.href);
  await page.getByRole('navigation', { name: say('Places') }).waitFor();
}

/** A new window with a person signed in at an address; `say` gives the words of the reader's language. */
export async function signedIn(
  bench: Workbench,
  login: string,
  path: string,
  look?: Look,
  say?: (text: string) => string,
): Promise<Window> {
  const window = await bench.open(look);
  await enterAt(window.page, path, login, say);
  return window;
}

/** What axe finds on the page by WCAG 2.2 A and AA, in a line each; of the rules named, or of all. */
async function accessibilityFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { faults, open } = await page.evaluate(
    async ({ runOnly, known }) => {
      const found = await (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly,
        // What passes is not told node by node: naming each node took three quarters of the time.
        resultTypes: ['violations', 'incomplete'],
        elementRef: true,
      });
      const isKnown = (rule: string, node: axe.NodeResult): boolean =>
        known.some((one) => one.rule === rule && (node.element as unknown as Element).matches(one.where));
      return {
        faults: found.violations.map(
          (one) =>
            `${one.id}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join(' | ')}`,
        ),
        open: found.incomplete.flatMap((one) =>
          one.nodes
            .filter((node) => !isKnown(one.id, node))
            .map((node) => `${one.id} (axe cannot tell): ${node.target.join(' ')} ${node.failureSummary} ${node.html}`),
        ),
      };
    },
    {
      runOnly: rules ? [...rules] : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      known: lookedAt.map(({ rule, where }) => ({ rule, where })),
    },
  );
  return [...faults, ...open];
}

/** What the other theme can change of a page, and what a narrower window can: the rest of it is the same document. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];
const rulesOfWidth = ['target-size', 'scrollable-region-focusable'];

/** What must be read whole and is cut: heads of columns, figures and numbers of documents, buttons, and parts of lists. */
export async function cutTexts(page: Page): Promise<string[]> {
  // A grid measures itself in the frames after it was drawn or made narrower.
  for (let frames = 0; frames < 20; frames += 1) {
    if ((await cutNow(page)).length === 0) return [];
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
  }
  return cutNow(page);
}

async function cutNow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const whole = '[role=columnheader], thead th, .numeric, [data-whole], .button, nav a, nav button';
    const contents = document.createRange();
    /** What a cell lacks in fractions of a pixel: cut at once, where its own whole numbers say that it fits. */
    const lacking = (cell: Element): number => {
      const { paddingLeft, paddingRight, textOverflow } = getComputedStyle(cell);
      if (textOverflow !== 'ellipsis') return 0;
      contents.selectNodeContents(cell);
      const padding = Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight);
      return contents.getBoundingClientRect().width + padding - cell.getBoundingClientRect().width;
    };
    return [...document.querySelectorAll(whole)].flatMap((one) => {
      if (one.matches('.grid-cell[role=gridcell]') && lacking(one) > 0.1)
        return [`${one.textContent?.trim()} (lacks ${lacking(one).toFixed(2)} px)`];
      const cut = [one, ...one.querySelectorAll('*')].find(
        (part) =>
          getComputedStyle(part).overflowX === 'hidden' &&
          part.closest('.sr-only') === null &&
          part.querySelector('.sr-only') === null &&
          part.scrollWidth > part.clientWidth + 1,
      );
      return cut ? [`${cut.textContent?.trim()} (${cut.scrollWidth} px in ${cut.clientWidth})`] : [];
    });
  });
}

/** Lower than this, a list that scrolls by itself cannot be read. */
const leastHeightPx = 90;

/**
 * What the page's own box hides: the page is never wider than its window, for what does not fit is cut at the edge of
 * `main` or of a part of it. Each element is measured instead: what is cut without saying so, and what scrolls by itself in
 * a place too low to read in. `sideways`: also what has to be scrolled sideways, but for the grids that are `let`.
 */
export async function hiddenParts(page: Page, { sideways }: { sideways: 'no' | 'grids' | 'yes' }): Promise<string[]> {
  const found = (): Promise<string[]> =>
    page.evaluate(
      ({ sideways, least }) => {
        const faults: string[] = [];
        for (const one of document.querySelectorAll<HTMLElement>(
          ':is(main, [role=dialog]), :is(main, [role=dialog]) *',
        )) {
          if (one.closest('svg, iframe, .sr-only, [data-follows], textarea, select, input') || one.clientWidth <= 1)
            continue;
          const style = getComputedStyle(one);
          const [wide, tall] = [one.scrollWidth - one.clientWidth, one.scrollHeight - one.clientHeight];
          const says = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
          const name = `<${one.tagName.toLowerCase()} class="${one.className}"> ${one.textContent?.trim().slice(0, 60)}`;
          if (wide > 1 && /hidden|clip/.test(style.overflowX) && !says && !one.querySelector('.sr-only'))
            faults.push(`cut, ${one.scrollWidth} px in ${one.clientWidth}: ${name}`);
          if (tall > 1 && /hidden|clip/.test(style.overflowY) && !says && !one.querySelector('.sr-only'))
            faults.push(`cut, ${one.scrollHeight} px high in ${one.clientHeight}: ${name}`);
          if (tall > 1 && /auto|scroll/.test(style.overflowY) && one.clientHeight < least)
            faults.push(`only ${one.clientHeight} px high, of ${one.scrollHeight}: ${name}`);
          const goesSideways = wide > 1 && /auto|scroll/.test(style.overflowX);
          if (goesSideways && (sideways === 'no' || (sideways === 'grids' && !one.matches('.grid-box'))))
            faults.push(`to be scrolled sideways, ${one.scrollWidth} px in ${one.clientWidth}: ${name}`);
        }
        return faults;
      },
      { sideways, least: leastHeightPx },
    );
  // A grid measures itself in the frames after it was drawn or made narrower.
  for (let frames = 0; frames < 20; frames += 1) {
    if ((await found()).length === 0) return [];
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
  }
  return found();
}

/**
 * Looks at what stands on the page as all readers have it: in both themes, at 1440, at 1024 (the narrowest screen we promise)
 * and at 720 × 450 (1440 × 900 at 200 %), without loading it again. Gives the faults: what axe finds, a page that is wider
 * than its window, and what is hidden within it.
 */
export async function looked(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  await settled(page);
  const see = async (
    [width, height]: readonly [number, number],
    colorScheme: 'light' | 'dark',
    rules?: readonly string[],
  ): Promise<void> => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await picture(page, `${name}-${width}-${colorScheme}`);
    const found = await accessibilityFaults(page, rules);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) found.push(`${wide} px wider than the window`);
    if (colorScheme === 'light')
      found.push(...(await hiddenParts(page, { sideways: width > 1100 ? 'no' : width > 1000 ? 'grids' : 'yes' })));
    faults.push(...found.map((fault) => `${name} ${width} ${colorScheme}: ${fault}`));
  };
  await see([1440, 900], 'light');
  await see([1440, 900], 'dark', rulesOfColour);
  // Names of places are folded to signs there, and heads to two lines.
  await see([1024, 768], 'light');
  faults.push(...(await cutTexts(page)).map((text) => `${name} 1024: cut off: ${text}`));
  await see([1024, 768], 'dark', rulesOfColour);
  // What is too small or not to be reached by keys is so in the narrowest window first.
  await see([720, 450], 'light', rulesOfWidth);
  await page.setViewportSize({ width: 1440, height: 900 });
  return faults;
}

/** Lets the search say that it looked through lines of the bank from a day on only, as in books of more than a hundred thousand. */
export async function searchesFrom(page: Page, day: string): Promise<void> {
  await page.route('**/api/search?**', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as object), linesFrom: day } });
  });
}

interface FilledForm {
  /** The address that it is sent to. */
  readonly sent: string;
  readonly send: () => Promise<void>;
  /** What was typed into. */
  readonly typed: Locator;
  /** Whoever is signed in. */
  readonly login: string;
  /** What is said of a line that breaks, and how often is asked before; absent: that nothing is certain, after three times. */
  readonly broken?: readonly [said: string, times: number];
}

/**
 * Sends a filled form in vain in every way: refused, failed at the server, with a line that breaks, with a session that
 * ended. Each time the page says so and what was typed stands; afterwards it can be sent as if nothing had been.
 */
export async function sendInVain(page: Page, { sent, send, typed, login, broken }: FilledForm): Promise<void> {
  const text = await typed.inputValue();
  expect(text).not.toBe('');
  const problem = (status: number, code: string, message: string) => (route: Route) =>
    route.fulfill({
      status,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code, message, details: {} }),
    });
  // A broken line is asked again twice by itself.
  const ways: readonly (readonly [said: string, times: number, answer: (route: Route) => Promise<void>])[] = [
    ['Somebody else was faster.', 1, problem(409, 'test.refused', 'Somebody else was faster.')],
    ['Something went wrong inside Dunwell.', 1, problem(500, 'platform.fault', 'Something went wrong inside Dunwell.')],
    [...(broken ?? (['It is not certain that it was saved.', 3] as const)), (route) => route.abort('connectionreset')],
  ];
  // Held by one route from the first way to the last: what was sent between taking one away and putting up another reached the
  // server, and was done.
  let asked = 0;
  let answered: (route: Route) => Promise<void> = (route) => route.abort();
  await page.route(sent, (route) => {
    if (route.request().method() === 'GET') return route.continue();
    asked += 1;
    return answered(route);
  });
  for (const [said, times, answer] of ways) {
    asked = 0;
    answered = answer;
    await send();
    await expect.poll(() => asked).toBe(times);
    await page.getByRole('alert').getByText(said).first().waitFor();
    await expect.poll(() => page.locator('button[type=submit]:is(:disabled, [aria-disabled=true])').count()).toBe(0);
    await expect.poll(() => typed.inputValue(), { message: said }).toBe(text);
  }
  // A reading under way would notice the end before the form does.
  const held: Route[] = [];
  await page.route('**/api/**', (route) =>
    route.request().method() === 'GET' ? void held.push(route) : route.continue(),
  );
  await page.unroute(sent);
  await page.context().clearCookies();
  await send();
  const again = page.getByRole('heading', { name: 'Sign in again' });
  await again.waitFor();
  await page.unroute('**/api/**');
  // A question that was given up meanwhile cannot go on.
  for (const route of held) await route.continue().catch(() => undefined);
  await page.getByLabel('Sign-in name').fill(login);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await again.waitFor({ state: 'detached' });
  await expect.poll(() => typed.inputValue(), { message: 'after the session' }).toBe(text);
}

/** Keeps a picture under DUNWELL_SHOTS, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['DUNWELL_SHOTS'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
