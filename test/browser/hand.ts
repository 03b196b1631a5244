/** The keyboard of one person at one window, and what several tests do with it. */
import type { Page } from 'playwright-core';
import { settled } from './workbench.ts';

/** A key pressed is one action, a text typed is one. */
export class Hand {
  actions = 0;
  constructor(readonly page: Page) {}
  press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) {
      this.actions += 1;
      await this.page.keyboard.press(key);
    }
  };
  type = async (text: string): Promise<void> => {
    this.actions += 1;
    await this.page.keyboard.type(text);
  };
  /** Tab, or Shift+Tab, until what has the focus is called so. */
  async reach(name: string | RegExp, tab: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const met: string[] = [];
    await settled(this.page);
    for (let presses = 0; presses < 150; presses += 1) {
      await this.press(tab);
      const there = await this.page.evaluate(() => {
        const focused = document.activeElement as HTMLInputElement | null;
        const named = focused?.getAttribute('aria-label') ?? focused?.labels?.[0]?.textContent ?? focused?.textContent;
        return (named ?? '').replaceAll(/\s+/g, ' ').trim();
      });
      if (typeof name === 'string' ? there === name : name.test(there)) return;
      met.push(there.slice(0, 40));
    }
    throw new Error(`Tab does not lead to ${name}, but to ${[...new Set(met)].join(' | ')}`);
  }
  async goTo(chord: string, heading: string): Promise<void> {
    await this.press('g', chord);
    await this.page.getByRole('heading', { name: heading, exact: true }).first().waitFor();
  }
}

/** A pointer that moves anything is a fault, and its page complains of it. */
export async function withoutPointer(page: Page): Promise<void> {
  await page.addInitScript(() => {
    for (const event of ['pointerdown', 'mousedown'])
      addEventListener(event, () => console.error('a pointer was used'), { capture: true });
  });
}

/** On the page of offsets: has them looked for, finds a customer's by name, and sets it off as soon as the keys allow. */
export async function setOff(hand: Hand, customer: string, owed: string, credit: string): Promise<void> {
  const { page } = hand;
  await hand.press('n');
  await page.getByRole('grid', { name: 'Offsets' }).getByText(customer).waitFor();
  await hand.press('/');
  await hand.type(customer);
  // The list may not have heard of it yet: what Enter opens is what was sought.
  await hand.press('Escape', 'Enter');
  await page.getByRole('region', { name: 'They owe' }).getByText(owed).waitFor();
  await hand.press('s');
  await page.getByRole('dialog').getByText(credit).waitFor();
  await hand.type('Agreed by phone.');
  await hand.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('Posted', { exact: true }).waitFor();
}
