/** What is held before it leaves the house, what is taken back, and what nobody knows: whose it is, and that it is said. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCustomerKey, saveCustomers } from '#customers';
import { runQuery } from '#platform';
import { postDocuments } from '#receivables';
import { must } from '#test/books';
import { enter, enterAt, openWorkbench, picture, ticksOf, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();

describe.runIf(workbench)('R70 held deeds and words about deeds', () => {
  const bench = workbench as Workbench;
  const open = async (look: Parameters<Workbench['open']>[0] = {}): Promise<Page> => {
    const { page } = await bench.open(look);
    return page;
  };
  const signIn = async (page: Page, path: string, login = 'lena'): Promise<void> => {
    await enterAt(page, path, login);
  };
  const signOut = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Lena Brandt' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to Dunwell' }).waitFor();
  };
  /** Requests that send reminders or end a session, in their order. */
  const watch = (page: Page): string[] => {
    const seen: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname === '/api/dunning/run') seen.push('reminders');
      if (pathname === '/api/session' && request.method() === 'DELETE') seen.push('sign-out');
    });
    return seen;
  };
  /** Asks for the reminder of the first customer of whom there is one; it is held. */
  const remind = async (page: Page, name = 'kettner'): Promise<void> => {
    await page.getByRole('table', { name: 'Reminders' }).waitFor();
    await page.getByLabel('Name or number').fill(name);
    await page.getByLabel('Name or number').blur();
    await expect.poll(() => page.getByRole('table', { name: 'Reminders' }).getByRole('checkbox').count()).toBe(1);
    await page.keyboard.press(' ');
    await page.keyboard.press('e');
    await page
      .getByRole('dialog', { name: 'Send 1 reminder?' })
      .getByText(/RE-2010\d/)
      .first()
      .waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 reminder leaves').waitFor();
  };

  beforeAll(async () => {
    const { engine, caller, company, tenantId } = bench.workday;
    // Three whom nobody has reminded yet.
    for (const [number, name] of [
      ['20101', 'Kettner Bau'],
      ['20102', 'Imhoff Stahl'],
      ['20103', 'Lindner Glas'],
    ] as const) {
      must(
        await saveCustomers(engine, caller, {
          customers: [
            {
              ...{ number, name, country: 'DE', accounts: [{ companyId: company.id }] },
              contacts: [{ name: 'Buchhaltung', email: `buchhaltung@${number}.example`, primary: true }],
            },
          ],
        }),
      );
      const late = (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, number)))!;
      must(
        await postDocuments(engine, caller, {
          company,
          documents: [
            {
              ...{ accountId: late.accountId, documentType: 'invoice', number: `RE-${number}` },
              ...{ documentDate: '2026-01-10', dueDate: '2026-02-09', currency: 'EUR', amountMinor: 1_200_00n },
            },
          ],
        }),
      );
    }
    await bench.workday.person('lena', 'Lena Brandt', 'lead');
    await bench.workday.person('sami', 'Sami Aalto', 'lead');
  });
  afterAll(() => bench.close());

  it('keeps back what is held when the session ends, says so at the sign-in, and sends nothing for the next person', async () => {
    const page = await open();
    const seen = watch(page);
    const seconds = await ticksOf(page, 1_000);
    await signIn(page, '/runs/dunning?company=DE01');
    await remind(page);
    await page.context().clearCookies();
    // The next reading finds that the session is gone.
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.getByRole('heading', { name: 'Sign in again' }).waitFor();
    await page.getByText('1 reminder leaves: kept back, because the session ended before. Nothing was sent.').waitFor();
    await picture(page, 'kept-back');
    await enter(page, 'sami');
    await page.getByRole('button', { name: 'Sami Aalto' }).waitFor();
    await seconds(20);
    await expect.poll(() => page.getByRole('region', { name: 'Messages' }).textContent()).toBe('');
    expect(seen).toEqual([]);
  });

  it('keeps what a session that is over could not send, says so, and sends it when its person asks again', async () => {
    const page = await open();
    const seen = watch(page);
    const seconds = await ticksOf(page, 1_000);
    await signIn(page, '/runs/dunning?company=DE01');
    await remind(page, 'imhoff');
    await page.context().clearCookies();
    // Nothing else asks the server meanwhile: the sending itself finds that the session is gone.
    await seconds(11);
    await page.getByRole('heading', { name: 'Sign in again' }).waitFor();
    const kept = page
      .getByRole('alert')
      .filter({ hasText: '1 reminder leaves: kept back, because the session ended before. Nothing was sent.' });
    await kept.waitFor();
    await expect.poll(() => page.getByText(/Sign in first/).count()).toBe(0);
    await expect.poll(() => page.getByRole('button', { name: 'Send now' }).count()).toBe(0);
    await enter(page, 'lena');
    await kept.getByRole('button', { name: 'Send now' }).click();
    await page.getByRole('region', { name: 'Messages' }).getByText('1 reminder is on its way.').waitFor();
    await kept.waitFor({ state: 'detached' });
    expect(seen).toEqual(['reminders', 'reminders']);
  });

  it('keeps what left into a broken line, says that it is not certain, and does it once when it is sent again', async () => {
    const page = await open();
    const seconds = await ticksOf(page, 1_000);
    await signIn(page, '/runs/dunning?company=DE01');
    await remind(page, 'lindner');
    const keys: (string | undefined)[] = [];
    // It is done, and the answer is lost.
    await page.route('**/api/dunning/run?*', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      await route.fetch();
      await route.abort('connectionreset');
    });
    await seconds(11);
    const kept = page
      .getByRole('alert')
      .filter({ hasText: /^1 reminder leaves: .*It is not certain that it was saved/ });
    await kept.waitFor();
    await page.unroute('**/api/dunning/run?*');
    page.on('request', (request) => {
      if (request.url().includes('/api/dunning/run?')) keys.push(request.headers()['idempotency-key']);
    });
    await kept.getByRole('button', { name: 'Send now' }).click();
    await page
      .getByRole('region', { name: 'Messages' })
      .getByText(/ on (?:its|their) way\.$/)
      .waitFor();
    await kept.waitFor({ state: 'detached' });
    expect([keys.length, new Set(keys).size]).toEqual([4, 1]);
    await page.goto('/runs/messages?company=DE01&customer=20103');
    await expect.poll(() => page.locator('.grid-row').count()).toBe(1);
  });

  it('lets go of no page that somebody else signed in beside: the other tab is shown to nobody else', async () => {
    const page = await open();
    const seen = watch(page);
    const seconds = await ticksOf(page, 1_000);
    await signIn(page, '/runs/dunning?company=DE01');
    await remind(page);
    const beside = await page.context().newPage();
    await beside.goto('/today');
    await signOut(beside);
    await page.getByText(/kept back, because the session ended before/).waitFor();
    await enter(beside, 'sami');
    await page.getByRole('button', { name: 'Sami Aalto' }).waitFor();
    await seconds(20);
    expect(seen).toEqual([]);
  });

  it('sends what is held before its person signs out; nothing of it is left to the next', async () => {
    const page = await open();
    const seen = watch(page);
    const seconds = await ticksOf(page, 1_000);
    await signIn(page, '/customers/10106?company=DE01');
    await page.getByRole('heading', { name: 'Harbour & Sons Ltd' }).waitFor();
    for (const key of ['h', 'Control+Enter']) await page.keyboard.press(key);
    await page.getByText(/is snoozed until/).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await remind(page);
    await signOut(page);
    expect(seen).toEqual(['reminders', 'sign-out']);
    await page.getByText('1 reminder is on its way.').waitFor();
    await expect.poll(() => page.getByRole('button', { name: /Undo|Keep it back/ }).count()).toBe(0);
    await enter(page, 'sami');
    await page.keyboard.press('u');
    await seconds(20);
    expect(seen).toEqual(['reminders', 'sign-out']);
    // The snooze of the one before was not undone by the key of the next.
    await page.goto('/worklist?tab=snoozed&company=DE01');
    await page.getByText('Harbour & Sons Ltd').first().waitFor();
  });

  it('does what is held although newer words come, and says on its buttons what they do', async () => {
    const page = await open();
    const seconds = await ticksOf(page, 1_000);
    await signIn(page, '/dev/components');
    await page.getByRole('button', { name: 'What is held for ten seconds' }).click();
    for (let words = 0; words < 6; words += 1) await page.getByRole('button', { name: 'What was done' }).click();
    const held = page.getByRole('status').filter({ hasText: '1 reminder leaves' });
    await held.getByRole('button', { name: 'Send now' }).waitFor();
    await held.getByRole('button', { name: 'Keep it back' }).waitFor();
    await expect.poll(() => held.getByRole('button').count()).toBe(2);
    await page.mouse.move(0, 0);
    await seconds(11);
    await held.waitFor({ state: 'detached' });
    await page.getByRole('region', { name: 'Messages' }).getByText('Sent').waitFor();
  });

  it('says what came of taking back, also when it was refused and its form is gone', async () => {
    const page = await open();
    await signIn(page, '/customers/10104?company=DE01');
    await page.getByRole('heading', { name: 'Ostrava Stavby s.r.o.' }).waitFor();
    await page.getByRole('table', { name: 'Open items' }).waitFor();
    for (const key of ['c', '1', 'Control+Enter']) await page.keyboard.press(key);
    await page.getByText(/promised for/).waitFor();
    await page.keyboard.press('u');
    await page.getByText('The promise is cancelled; the call stays on the timeline.').waitFor();
    for (const [key, told, path, back] of [
      // The first one stands, for its way back was refused: it is what holds again.
      ['h', /is snoozed until/, '**/snooze?*', /is snoozed until .* again/],
      ['t', /is yours until/, '**/takeover?*', /is given back/],
    ] as const) {
      await page.keyboard.press(key);
      await page.keyboard.press('Control+Enter');
      await page.getByText(told).waitFor();
      await page.route(path, (route) =>
        route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          body: '{"code":"collections.refused","message":"Nothing was taken back.","details":{}}',
        }),
      );
      await page.keyboard.press('u');
      const alert = page.getByRole('alert').filter({ hasText: 'Nothing was taken back.' });
      await alert.waitFor();
      await alert.getByRole('button', { name: 'Close' }).click();
      await page.unroute(path);
      await page.keyboard.press(key);
      await page.keyboard.press('Control+Enter');
      await page.getByText(told).waitFor();
      await page.keyboard.press('u');
      await page.getByText(back).waitFor();
    }
  });

  it.each([500, 502, 504])(
    'says of a writing that ended in %s that it is not certain, and does it once when pressed again',
    async (status) => {
      const page = await open();
      await signIn(page, '/customers/10101/timeline?company=DE01');
      await page.getByRole('heading', { name: 'Ferretería El Cóndor S.A.S.' }).waitFor();
      const words = `He was asked, and ${status} was the answer.`;
      await page.keyboard.press('n');
      await page.getByRole('textbox', { name: 'Note' }).fill(words);
      const keys = new Set<string | undefined>();
      // It is done, and the answer is lost behind what stands before the server.
      await page.route('**/notes?*', async (route) => {
        keys.add(route.request().headers()['idempotency-key']);
        await route.fetch();
        await route.fulfill(
          status === 500
            ? {
                ...{ status, contentType: 'application/problem+json' },
                body: '{"code":"platform.fault","message":"Something went wrong.","details":{"faultId":"f-7"}}',
              }
            : { status, contentType: 'text/html', body: '<h1>Bad gateway</h1>' },
        );
      });
      await page.getByRole('button', { name: /^Save/ }).click();
      const alert = page.getByRole('alert').filter({ hasText: 'It is not certain that it was saved.' });
      await alert.getByText('Press again: it is done once.').waitFor();
      if (status === 500) await alert.getByText('fault f-7').waitFor();
      await page.unroute('**/notes?*');
      page.on('request', (request) => {
        if (/notes\?/.test(request.url())) keys.add(request.headers()['idempotency-key']);
      });
      await page.getByRole('button', { name: /^Save/ }).click();
      await page.getByText(/note written/).waitFor();
      expect(keys.size).toBe(1);
      expect([...keys][0]).toMatch(/\w{16}/);
      await expect.poll(() => page.locator('ol[aria-label=Timeline]').getByText(words).count()).toBe(1);
    },
  );

  it('never complained on its console', () => {
    expect(bench.complaints()).toEqual([]);
  });
});
