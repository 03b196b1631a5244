/** Sentences of the server with days and amounts, as a reader sees them. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

describe('a sentence that the server wrote', () => {
  let format: typeof import('./format.ts');
  beforeAll(async () => {
    // What a browser has: its languages, and nothing kept.
    vi.stubGlobal('navigator', { languages: ['en-GB'] });
    vi.stubGlobal('localStorage', { getItem: () => null });
    format = await import('./format.ts');
  });
  afterAll(() => void vi.unstubAllGlobals());
  const amount = '1,234.50';
  const sentence = (text: string): string => format.sentence(text);

  it('has its amounts in the reader’s notation, with the currency before or behind, and what is owed to the other side', () => {
    expect(sentence('the line pays EUR 1234.50.')).toBe(`The line pays EUR ${amount}.`);
    expect(sentence('it comes to EUR -1234.50.')).toBe('It comes to EUR −1,234.50.');
    expect(sentence('its items sum to 1234.50 EUR.')).toBe(`Its items sum to ${amount} EUR.`);
    expect(sentence('1234.50 EUR of 2026-03-31')).toBe(`${amount} EUR of 31 Mar 2026`);
  });

  it('keeps numbers of documents, what is no currency, and what is quoted', () => {
    expect(sentence('Invoice 26180 EUR 1234.50 is paid.')).toBe(`Invoice 26180 EUR ${amount} is paid.`);
    expect(sentence('Invoice 26180 EUR')).toBe('Invoice 26180 EUR');
    expect(sentence('Version 1.25 ALSO')).toBe('Version 1.25 ALSO');
    expect(sentence('He wrote "EUR 1234.50".')).toBe('He wrote "EUR 1234.50".');
  });
});
