/** The analyst's day in a real browser, by key presses that are counted: the worklist, a customer, finding anything. */
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { password } from '#test/workday';
import { enter, enterAt, openWorkbench, picture, textOf, ticksOf, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();

describe.runIf(workbench)('R11 R14 R22 the analyst’s day at the workbench', () => {
  const bench = workbench as Workbench;
  const open = async (look: Parameters<Workbench['open']>[0] = {}): Promise<Page> => {
    const { page } = await bench.open(look);
    return page;
  };
  const signIn = async (page: Page, path: string, login = 'ana'): Promise<void> => {
    await enterAt(page, path, login);
  };
  /** Presses one key and counts it. */
  const counted = (page: Page): { press(key: string): Promise<void>; presses: number } => ({
    presses: 0,
    async press(key) {
      this.presses += 1;
      await page.keyboard.press(key);
    },
  });
  const chosen = (page: Page) => page.locator('section[aria-label=Worklist] button[aria-current=true]').last();
  const customerHeading = (page: Page) => page.locator('section[aria-label=Customer] h2').first();

  beforeAll(async () => {
    await bench.workday.person('ana', 'Ana Kovač', 'analyst', bench.workday.company.id);
    await bench.workday.person('lead', 'Lena Brandt', 'lead');
    await bench.workday.person('auditor', 'Olga Neri', 'auditor');
  });
  afterAll(() => bench.close());

  it('logs a call with a promise and goes to the next customer in three actions', async () => {
    const page = await open();
    await signIn(page, '/worklist');
    await chosen(page).waitFor();
    const name = await textOf(customerHeading(page));
    await picture(page, 'worklist');
    const keys = counted(page);
    await keys.press('c');
    await page.getByRole('radiogroup', { name: 'What came of the call' }).waitFor();
    await keys.press('1');
    await page.getByLabel('Amount').waitFor();
    await picture(page, 'worklist-call');
    await keys.press('Control+Enter');
    await page
      .getByText(/promised for/)
      .first()
      .waitFor();
    expect(keys.presses).toBe(3);
    await expect.poll(() => customerHeading(page).textContent()).not.toBe(name);
    const list = page.locator('section[aria-label=Worklist] ol');
    await expect.poll(() => list.getByText(name).count()).toBe(0);
    await picture(page, 'worklist-next');
    await page.getByRole('button', { name: /^Done/ }).click();
    await list.getByText(name).waitFor();
  });

  it('keeps the marked customer in sight while one goes down the list and up again', async () => {
    const page = await open();
    await signIn(page, '/worklist');
    // A low window: some customers are in sight, and as many are not.
    await page.setViewportSize({ width: 1440, height: 420 });
    const list = page.getByRole('list', { name: 'Customers' });
    await list.getByRole('listitem').nth(9).waitFor();
    const box = list.locator('..');
    const inSight = async (): Promise<boolean> => {
      const [outer, row] = [(await box.boundingBox())!, await chosen(page).boundingBox()];
      return row !== null && row.y >= outer.y - 1 && row.y + row.height <= outer.y + outer.height + 1;
    };
    const steps = (await list.getByRole('listitem').count()) - 1;
    const names: string[] = [];
    for (const key of ['j', 'k']) {
      for (let step = 0; step < steps; step += 1) {
        names.push(await textOf(customerHeading(page)));
        await page.keyboard.press(key);
        await expect.poll(() => customerHeading(page).textContent()).not.toBe(names.at(-1));
        // Also after the address has followed.
        await page.waitForURL(/customer=/);
        await expect.poll(inSight, { message: `${key} ${step}` }).toBe(true);
      }
    }
    expect(new Set(names).size).toBe(steps + 1);
  });

  it('takes a promise back while its word is still on screen', async () => {
    const page = await open();
    await ticksOf(page, 1_000);
    await signIn(page, '/customers/10106');
    await page.getByRole('heading', { name: 'Harbour & Sons Ltd' }).waitFor();
    await page.getByRole('table', { name: 'Open items' }).waitFor();
    for (const key of ['c', '1', 'Control+Enter']) await page.keyboard.press(key);
    await page.getByText('Promised', { exact: true }).first().waitFor();
    await page
      .locator('ol[aria-label=Timeline]')
      .getByText(/^Promise taken/)
      .waitFor();
    await page.keyboard.press('u');
    await page.locator('ol[aria-label=Timeline]').getByText('Cancelled').waitFor();
    await expect.poll(() => page.getByRole('table', { name: 'Open items' }).getByText('Promised').count()).toBe(0);
  });

  it('says what came of a row’s own button when the list was read anew before the answer, and what was refused', async () => {
    const page = await open();
    await signIn(page, '/customers/10106/promises');
    const cancel = page.getByRole('button', { name: 'Cancel promise' });
    const take = async (): Promise<void> => {
      await page.getByRole('heading', { name: 'Harbour & Sons Ltd' }).waitFor();
      for (const key of ['c', '1', 'Control+Enter']) await page.keyboard.press(key);
      await cancel.waitFor();
    };
    const answers = [
      undefined,
      { status: 409, contentType: 'application/problem+json', body: '{"code":"x","message":"Too late.","details":{}}' },
    ];
    for (const [index, other] of answers.entries()) {
      await take();
      // The stream of changes is faster than the answer: the row has no button any more when it comes.
      await page.route('**/cancel?*', async (route) => {
        const response = await route.fetch();
        await cancel.waitFor({ state: 'detached' });
        await route.fulfill(other ?? { response });
      });
      await cancel.click();
      await page.getByLabel('Why it is cancelled').fill('Asked for again.');
      await page.getByLabel('Why it is cancelled').press('Enter');
      await (index === 0
        ? page.getByRole('status').getByText('The promise is cancelled.')
        : page.getByRole('alert').getByText('Too late.')
      ).waitFor();
      await page.unroute('**/cancel?*');
    }
  });

  it('works a whole day without a mouse', async () => {
    const page = await open();
    await ticksOf(page, 1_000);
    await page.goto('/');
    await page.getByLabel('Sign-in name').waitFor();
    const { keyboard } = page;
    await keyboard.type('ana');
    await keyboard.press('Tab');
    await keyboard.type(password);
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    await keyboard.press('g');
    await keyboard.press('w');
    await chosen(page).waitFor();
    const first = await textOf(customerHeading(page));
    await keyboard.press('j');
    await expect.poll(() => customerHeading(page).textContent()).not.toBe(first);
    await keyboard.press('k');
    await expect.poll(() => customerHeading(page).textContent()).toBe(first);
    await keyboard.press('n');
    await page.getByRole('textbox', { name: 'Note' }).waitFor();
    // Letters belong to the text while one types.
    await keyboard.type('c j g w: asked for a copy of the invoice');
    await keyboard.press('Control+Enter');
    await page.getByText(/note written/).waitFor();
    await expect.poll(() => customerHeading(page).textContent()).not.toBe(first);
    const second = await textOf(customerHeading(page));
    await keyboard.press('h');
    await page.getByRole('region', { name: 'Snooze' }).waitFor();
    await keyboard.press('Control+Enter');
    await page.getByText(/is snoozed until/).waitFor();
    await expect.poll(() => customerHeading(page).textContent()).not.toBe(second);
    await keyboard.press('u');
    await expect.poll(() => page.locator('section[aria-label=Worklist] ol').getByText(second).count()).toBe(1);
    await keyboard.press('f');
    await page.getByText(/^1 of \d+|^\d+ of \d+/).waitFor();
    await picture(page, 'focus');
    await keyboard.press('g');
    await keyboard.press('c');
    await page.getByRole('grid', { name: 'Customers' }).waitFor();
    await keyboard.press('/');
    await keyboard.type('stadt');
    await page.waitForURL(/called=stadt/);
    await page.getByRole('gridcell', { name: 'Stadtwerke Lindenau', exact: true }).waitFor();
    await keyboard.press('Enter');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Stadtwerke Lindenau' }).waitFor();
    await keyboard.press(']');
    await page.waitForURL(/\/items/);
    await keyboard.press(']');
    await page.waitForURL(/\/timeline/);
    await page.locator('ol[aria-label=Timeline]').waitFor();
    await keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await picture(page, 'keys');
    await keyboard.press('Escape');
    // Going back, the list is as it was.
    await page.goBack();
    await page.goBack();
    await page.goBack();
    await page.getByRole('gridcell', { name: 'Stadtwerke Lindenau', exact: true }).waitFor();
  });

  it('finds any customer from any page by name or a number in it, with at most three keys besides what is typed', async () => {
    const page = await open();
    await signIn(page, '/today');
    for (const [path, typed] of [
      ['/insights/aging', 'stadtwerke'],
      ['/cash', 're-26101'],
      ['/help/keys', '10111'],
    ] as const) {
      await page.goto(path);
      await page.locator('#content').getByRole('heading').first().waitFor();
      const keys = counted(page);
      await keys.press('Control+k');
      await page.getByPlaceholder('Customer, any number, or an action').waitFor();
      await page.keyboard.type(typed);
      await page
        .getByRole('option', { selected: true })
        .filter({ hasText: /Stadtwerke/ })
        .first()
        .waitFor();
      await keys.press('Enter');
      await page.getByRole('heading', { name: 'Stadtwerke Lindenau' }).waitFor();
      expect(keys.presses, path).toBeLessThanOrEqual(3);
    }
  });

  it('opens what was typed although Enter comes before the answer, and says when looking for it failed', async () => {
    const page = await open();
    await signIn(page, '/today');
    const search = '**/api/search?*';
    const input = page.getByPlaceholder('Customer, any number, or an action');
    const held: Route[] = [];
    const holds = async (typed: string): Promise<void> => {
      await page.route(search, (route) => void held.push(route));
      await page.keyboard.type(typed);
      await expect.poll(() => held.length).toBeGreaterThan(0);
      await page.keyboard.press('Enter');
    };
    const answers = async (): Promise<void> => {
      await page.unroute(search);
      // A question that newer letters took the place of was given up: it cannot go on.
      for (const route of held.splice(0)) await route.continue().catch(() => undefined);
    };
    await page.keyboard.press('Control+k');
    await input.waitFor();
    await holds('stadtwerke');
    await expect.poll(() => input.count()).toBe(1);
    await answers();
    await page.getByRole('heading', { name: 'Stadtwerke Lindenau' }).waitFor();
    // The answer to what was typed before still stands there: Enter is of the new words.
    await page.keyboard.press('Control+k');
    await page.keyboard.type('stadtwerke');
    await page.getByRole('option', { selected: true }).filter({ hasText: 'Stadtwerke' }).waitFor();
    await page.keyboard.press('Control+a');
    await holds('harbour');
    await answers();
    await page.getByRole('heading', { name: 'Harbour & Sons Ltd' }).waitFor();
    // Where nobody is called so, Enter does what the palette has chosen among places.
    await page.keyboard.press('Control+k');
    await holds('settings: calendars');
    await answers();
    await page.waitForURL(/\/settings\/calendars/);
    await page.route(search, (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: '{"code":"platform.fault","message":"Something went wrong inside Dunwell.","details":{}}',
      }),
    );
    await page.keyboard.press('Control+k');
    await page.keyboard.type('nordwerk');
    await page.getByRole('alert').getByText('This could not be loaded').waitFor();
    await expect.poll(() => page.getByText('Nothing is found under this name or number.').count()).toBe(0);
    await page.keyboard.press('Enter');
    await expect.poll(() => input.count()).toBe(1);
  });

  it('does nothing by letters once they are switched off', async () => {
    const page = await open();
    await signIn(page, '/help/keys');
    await page.getByLabel('Single letters act').uncheck();
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    expect(new URL(page.url()).pathname).toBe('/help/keys');
    // It is kept with the person: the next pages of hers would be as mute.
    await page.keyboard.press('Escape');
    const kept = page.waitForResponse(
      (response) => response.url().endsWith('/api/session/preferences') && response.request().method() === 'PUT',
    );
    await page.getByLabel('Single letters act').check();
    expect((await kept).status()).toBe(200);
  });

  it('shows one’s change to the other within a second, and refuses a conflicting edit with both versions', async () => {
    const [ana, lena] = [await open(), await open()];
    await signIn(ana, '/customers/10114/contacts');
    await signIn(lena, '/customers/10114/contacts?company=DE01', 'lead');
    await ana.getByText('Accounts payable').first().waitFor();
    await lena.getByRole('button', { name: 'Edit' }).click();
    await lena.getByLabel('Phone').fill('+49 170 111');
    await ana.getByRole('button', { name: 'Edit' }).click();
    await ana.getByLabel('Phone').fill('+49 170 222');
    const email = ana.getByLabel('E-mail');
    const before = await email.inputValue();
    await email.fill('him at home');
    await ana.getByRole('button', { name: 'Save' }).click();
    await ana.getByRole('alert').getByText('"him at home" is not an e-mail address.').waitFor();
    // A space beside it is no fault.
    await email.fill(`${before} `);
    await ana.getByRole('button', { name: 'Save' }).click();
    await ana.getByRole('link', { name: '+49 170 222' }).first().waitFor();
    // The head of the page shows the contact's number: hers changes while she edits.
    await lena.getByRole('link', { name: '+49 170 222' }).first().waitFor();
    await lena.getByRole('button', { name: 'Save' }).click();
    const conflict = lena.getByRole('alert');
    await conflict.getByText('Somebody else changed this').waitFor();
    await expect
      .poll(() => conflict.getByRole('row', { name: /Phone/ }).textContent())
      .toBe('Phone+49 170 111+49 170 222');
    await picture(lena, 'conflict');
    await conflict.getByRole('button', { name: 'Save mine' }).click();
    await ana.getByRole('link', { name: '+49 170 111' }).first().waitFor();
  });

  it('loses nothing typed when the session ends, and saves once when the line breaks', async () => {
    const page = await open();
    await signIn(page, '/customers/10101');
    await page.getByRole('heading', { name: 'Ferretería El Cóndor S.A.S.' }).waitFor();
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: 'Note' }).fill('He pays in two parts, the second in May.');
    await page.context().clearCookies();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Sign in again' }).waitFor();
    await enter(page, 'ana');
    await page.getByRole('heading', { name: 'Sign in again' }).waitFor({ state: 'detached' });
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Note' }).inputValue())
      .toBe('He pays in two parts, the second in May.');
    // The answer is lost on its way: pressed again, it is done once.
    let lost = 0;
    await page.route('**/notes?*', async (route) => {
      lost += 1;
      await route.fetch();
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: /^Save/ }).click();
    await page.getByText('It is not certain that it was saved.').waitFor();
    expect(lost).toBeGreaterThan(0);
    await picture(page, 'line-broken');
    await page.unroute('**/notes?*');
    await page.getByRole('button', { name: /^Save/ }).click();
    await page.getByText(/note written/).waitFor();
    const told = page.locator('ol[aria-label=Timeline]').getByText('He pays in two parts');
    await expect.poll(() => told.count()).toBe(1);
  });

  it('says plainly what is refused and what failed', async () => {
    const page = await open();
    await signIn(page, '/customers/10102');
    await page.getByRole('heading', { name: 'Nordwerk Anlagenbau GmbH' }).waitFor();
    await page.keyboard.press('c');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Choose what came of the call').waitFor();
    await page.keyboard.press('1');
    await page.getByLabel('Amount').fill('1.234,567');
    await page.keyboard.press('Control+Enter');
    await page.getByText('is not an amount in EUR').waitFor();
    await page.getByLabel('Amount').fill('=100*3');
    await page.getByLabel('Pays on').fill('01/02/2026');
    await page.getByLabel('Pays on').press('Control+Enter');
    await page.getByText('must not be before the day the promise was made').waitFor();
    await page.route('**/api/customers/10103?*', (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: '{"code":"platform.fault","message":"Something went wrong inside Dunwell.","details":{"faultId":"f-1"}}',
      }),
    );
    await page.goto('/customers/10103');
    await page.getByText('This could not be loaded').waitFor();
    await page.getByText('fault f-1').waitFor();
    await page.unroute('**/api/customers/10103?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Blue Ridge Supply Co.' }).waitFor();
    await page.goto('/customers/nobody');
    await page.getByText('There is no customer "nobody" in this company.').waitFor();
  });

  it('tells on the timeline until when somebody snoozes, with the day as the reader writes it', async () => {
    const page = await open();
    await signIn(page, '/customers/10106/timeline');
    const timeline = page.locator('ol[aria-label=Timeline]');
    await timeline.waitFor();
    await page.keyboard.press('h');
    await page.getByRole('region', { name: 'Snooze' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await timeline.getByText(/^Snoozed until \d+ \w+ 2026\.$/).waitFor();
  });

  it('offers nothing to a person who may only look', async () => {
    const page = await open();
    await signIn(page, '/customers/10101?company=DE01', 'auditor');
    await page.getByRole('heading', { name: 'Ferretería El Cóndor S.A.S.' }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: /Log call/ }).count()).toBe(0);
    await page.keyboard.press('c');
    await expect.poll(() => page.getByRole('radiogroup', { name: 'What came of the call' }).count()).toBe(0);
  });

  it('never complained on its console', () => {
    expect(bench.complaints()).toEqual([]);
  });
});
