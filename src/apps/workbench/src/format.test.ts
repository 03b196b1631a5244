/** Sentences of the server with days and amounts, as a reader sees them. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

describe('a sentence that the server wrote', () => {
  let format: typeof import('./format.ts');
  beforeAll(async () => {
    // What a browser has: its languages, and nothing kept.
    vi.stubGlobal('navigator', { languages: ['en-GB'] });
    vi.stubGlobal('localStorage', { getItem: () => null });
    // Whoever read the module before in this worker was another reader; and whoever reads it next is.
    vi.resetModules();
    format = await import('./format.ts');
  });
  afterAll(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });
  const amount = '1,234.50';
  const sentence = (text: string): string => format.sentence(text);

  it('has its amounts in the reader’s notation, with the currency before or behind, and what is owed to the other side', () => {
    expect(sentence('the line pays EUR 1234.50.')).toBe(`The line pays EUR ${amount}.`);
    expect(sentence('it comes to EUR -1234.50.')).toBe('It comes to EUR −1,234.50.');
    expect(sentence('its items sum to 1234.50 EUR.')).toBe(`Its items sum to ${amount} EUR.`);
    expect(sentence('1234.50 EUR of 2026-03-31')).toBe(`${amount} EUR of 31 Mar 2026`);
  });

  it('names months, and takes no part of a number for one', () => {
    expect(sentence('months are not closed, 2024-11 the first of them.')).toBe(
      'Months are not closed, November 2024 the first of them.',
    );
    expect(sentence('RE-2026-07 and 2026-070412 and 2026-13 stand.')).toBe(
      'RE-2026-07 and 2026-070412 and 2026-13 stand.',
    );
  });

  it('keeps numbers of documents, what is no currency, and what is quoted', () => {
    expect(sentence('Invoice 26180 EUR 1234.50 is paid.')).toBe(`Invoice 26180 EUR ${amount} is paid.`);
    expect(sentence('Invoice 26180 EUR')).toBe('Invoice 26180 EUR');
    expect(sentence('Version 1.25 ALSO')).toBe('Version 1.25 ALSO');
    expect(sentence('He wrote "EUR 1234.50".')).toBe('He wrote "EUR 1234.50".');
  });

  it.each([
    ['de-DE', 'Die Zeile zahlt 1.234,50\u00a0EUR.'],
    ['es-ES', 'La línea paga 1.234,50\u00a0EUR.'],
    ['fr-FR', 'La ligne paie 1\u202f234,50\u00a0EUR.'],
  ])('has the currency where its language has it, as letters do: %s', async (locale, told) => {
    vi.stubGlobal('navigator', { languages: [locale] });
    vi.resetModules();
    const own = await import('./format.ts');
    expect(own.sentence(told.replace(/1[^a-z]*EUR/, 'EUR 1234.50'))).toBe(told);
  });
});
