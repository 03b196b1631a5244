/** What others change comes by the stream and not by asking again; all tabs of a browser share one; without it the page asks. */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { done } from '#kernel';
import { runJob } from '#platform';
import { enterAt, openWorkbench, settled, ticksOf, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();

describe.runIf(workbench)('R70 the stream of changes', () => {
  const bench = workbench as Workbench;
  /** Stands before the server and counts the streams that are open at once. */
  let counter: Server;
  let counted: string;
  let openStreams = 0;
  const signIn = async (page: Page, url: string, login: string): Promise<void> => {
    await enterAt(page, url, login);
  };
  /** How often a page asks again where no stream is held; where that time never passes, what comes came by the stream. */
  const pollMs = 10_000;
  const writeNote = async (page: Page, words: string): Promise<void> => {
    await page.getByRole('table', { name: 'Open items' }).waitFor();
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: 'Note' }).fill(words);
    await page.keyboard.press('Control+Enter');
    await page.getByText(/note written/).waitFor();
  };
  /** How far the bars of long work are, as read aloud: none is an empty line. */
  const shares = (page: Page): Promise<string> =>
    page
      .getByRole('region', { name: 'Long work' })
      .getByRole('progressbar')
      .evaluateAll((bars) => bars.map((bar) => bar.getAttribute('aria-valuenow') ?? 'unknown').join());
  /** The page's own clock goes on until its tray tells it: whatever was asked before the work told how far it is, comes first. */
  const trayTells = (page: Page, wanted: string): Promise<void> =>
    expect
      .poll(async () => {
        await page.clock.runFor(600);
        return shares(page);
      })
      .toBe(wanted);
  const told = (page: Page, words: string) => page.locator('ol[aria-label=Timeline]').getByText(words);

  beforeAll(async () => {
    await bench.workday.person('lena', 'Lena Brandt', 'lead');
    await bench.workday.person('sami', 'Sami Aalto', 'lead');
    const { port } = new URL(bench.url);
    counter = createServer((asked, answer) => {
      const { method, url, headers } = asked;
      const stream = url?.startsWith('/api/events') ?? false;
      const on = request({ host: '127.0.0.1', port, method, path: url, headers }, (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
      });
      on.on('error', () => answer.destroy());
      answer.on('close', () => {
        if (stream) openStreams -= 1;
        on.destroy();
      });
      if (stream) openStreams += 1;
      asked.pipe(on);
    });
    await new Promise<void>((ready) => counter.listen(0, '127.0.0.1', ready));
    counted = `http://127.0.0.1:${(counter.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await bench.close();
    counter.closeAllConnections();
    counter.close();
  });

  it('brings another browser’s change while nothing is asked again', async () => {
    const [writer, reader] = [await bench.open(), await bench.open()];
    await ticksOf(reader.page, pollMs);
    await signIn(writer.page, '/customers/10108?company=DE01', 'lena');
    await signIn(reader.page, '/customers/10108?company=DE01', 'sami');
    await reader.page.locator('ol[aria-label=Timeline] li').first().waitFor();
    await writeNote(writer.page, 'Seen by the stream.');
    const from = performance.now();
    await told(reader.page, 'Seen by the stream.').waitFor();
    console.log(`the other browser shows it ${Math.round(performance.now() - from)} ms after the word about it`);
  });

  it('is one for all tabs of a browser, and each hears it', async () => {
    const { context, page } = await bench.open();
    const tabs = [page, await context.newPage(), await context.newPage()];
    for (const tab of tabs) await ticksOf(tab, pollMs);
    await signIn(page, `${counted}/customers/10109?company=DE01`, 'lena');
    await expect.poll(() => openStreams).toBe(1);
    for (const tab of tabs.slice(1)) {
      await tab.goto(`${counted}/customers/10109?company=DE01`);
      await tab.locator('ol[aria-label=Timeline] li').first().waitFor();
    }
    const writer = await bench.open();
    await signIn(writer.page, '/customers/10109?company=DE01', 'sami');
    await writeNote(writer.page, 'Heard in every tab.');
    for (const tab of tabs) await told(tab, 'Heard in every tab.').waitFor();
    expect(openStreams).toBe(1);
  });

  it('feeds the tray: while it is held nobody asks how far long work is, and the tray shows it all the same', async () => {
    const { page } = await bench.open();
    let asked = 0;
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/api/runs') asked += 1;
    });
    await page.clock.install();
    await signIn(page, '/today', 'lena');
    await page.getByText('Changes by others appear every few seconds.').waitFor({ state: 'detached' });
    await expect.poll(() => asked).toBeGreaterThan(0);
    // Once the stream is held, and what was asked before is answered, a quarter of an hour brings no further question.
    await settled(page);
    const [before] = [asked];
    await page.clock.runFor(15 * 60_000);
    expect(asked).toBe(before);
    const { engine, caller } = bench.workday;
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const ended = runJob(engine, caller, 'day-run', async (job) => {
      await job.progress('applying cash', 3, 12);
      await held;
      return done(null);
    });
    await trayTells(page, '25');
    goOn();
    await ended;
    await trayTells(page, '');
    expect(asked).toBeLessThan(before + 8);
  });

  it('is not needed for the tray either: without it the house is asked how far long work is', async () => {
    const { page, context } = await bench.open();
    await context.addInitScript(() => {
      Object.defineProperty(window, 'SharedWorker', { value: undefined });
    });
    await page.clock.install();
    await signIn(page, '/today', 'lena');
    await page.getByText('Changes by others appear every few seconds.').waitFor();
    const { engine, caller } = bench.workday;
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const ended = runJob(engine, caller, 'day-run', async (job) => {
      await job.progress('applying cash', 6, 12);
      await held;
      return done(null);
    });
    await trayTells(page, '50');
    goOn();
    await ended;
    await trayTells(page, '');
  });

  it('is not needed: where there are no shared workers the page asks again, and says that it does', async () => {
    const [writer, reader] = [await bench.open(), await bench.open()];
    await reader.context.addInitScript(() => {
      Object.defineProperty(window, 'SharedWorker', { value: undefined });
    });
    const ask = await ticksOf(reader.page, pollMs);
    await signIn(reader.page, '/customers/10110?company=DE01', 'lena');
    await reader.page.locator('ol[aria-label=Timeline] li').first().waitFor();
    await reader.page.getByText('Changes by others appear every few seconds.').waitFor();
    await signIn(writer.page, '/customers/10110?company=DE01', 'sami');
    await writeNote(writer.page, 'Found by asking.');
    await ask(1);
    await told(reader.page, 'Found by asking.').waitFor();
  });

  it('never complained on its console', () => {
    expect(bench.complaints()).toEqual([]);
  });
});
