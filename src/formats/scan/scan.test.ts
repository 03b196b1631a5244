/** Pictures of pages: what a reader of words is given, whatever the file they came in, and what becomes of the words. */
import { describe, expect, it } from 'vitest';
import { done } from '#kernel';
import { type Scan, scannedPdf } from '#test/scanned-page';
import { readRemittance } from '../remittance/read-remittance.ts';
import type { PagePicture, ScannedWord } from './model.ts';
import { samplePictures } from './samples.ts';
import { textsOfWords, unsureWords } from './words-on-page.ts';

/** What the reader of words was given of a file, and what the file was refused for, since no word came back. */
async function seen(bytes: Uint8Array): Promise<{ picture: PagePicture | undefined; code: string; message: string }> {
  let picture: PagePicture | undefined;
  const outcome = await readRemittance(bytes, {
    words: async (page) => {
      picture = page;
      return done([]);
    },
  });
  if (outcome.ok) throw new Error('a page without words was read');
  return { picture, code: outcome.refusal.code, message: outcome.refusal.message };
}

/** Light at some places of a picture that was 48 × 32, as dark or light. */
const lights = ({ width, height, grey }: PagePicture, places: readonly (readonly [number, number])[]): string =>
  places
    .map(([x, y]) => grey[Math.floor(((y + 0.5) / 32) * height) * width + Math.floor(((x + 0.5) / 48) * width)]!)
    .map((light) => (light > 200 ? 'light' : light < 60 ? 'dark' : `${light}`))
    .join(' ');
const places = [
  [2, 2],
  [8, 8],
  [18, 20],
  [36, 8],
  [36, 28],
] as const;

describe('pictures of pages', () => {
  it.each(Object.entries(samplePictures))('%s gives the picture', async (_, base64) => {
    const { picture, code } = await seen(new Uint8Array(Buffer.from(base64, 'base64')));
    expect(lights(picture!, places)).toBe('dark light dark light light');
    expect(code).toBe('scan.unreadable');
  });

  const drawn: Scan = {
    width: 48,
    height: 32,
    dotsPerInch: 72,
    grey: Uint8Array.from({ length: 48 * 32 }, (_, at) => (at % 48 < 24 && !(at % 48 < 12 && at < 12 * 48) ? 20 : 240)),
  };
  it('a page of a PDF is drawn as it is turned, from grey as from single bits', async () => {
    const upright = await seen(scannedPdf([drawn], { blackAndWhite: true }));
    expect(lights(upright.picture!, places)).toBe('light light dark light light');
    const turned = await seen(scannedPdf([drawn], { rotate: 180 }));
    expect(
      lights(turned.picture!, [
        [45, 29],
        [8, 8],
        [30, 8],
        [30, 28],
      ]),
    ).toBe('light light dark dark');
    const onItsSide = (await seen(scannedPdf([drawn], { rotate: 90 }))).picture!;
    expect(onItsSide.width).toBeLessThan(onItsSide.height);
    // Turned clockwise the square of the upper left corner is in the upper right one.
    expect(
      lights(onItsSide, [
        [45, 2],
        [2, 2],
        [2, 30],
      ]),
    ).toBe('light dark light');
  });

  it('a page on which the scanner wrote its number is a picture all the same; one whose own text has amounts is not', async () => {
    const words = ['Invoice', 'Paid', 'RE-1001', '98.00'].map((text, place) => ({
      ...{ text, confidence: 1 },
      ...{ left: (place % 2) * 20, right: (place % 2) * 20 + 9 },
      ...{ top: place < 2 ? 4 : 14, bottom: place < 2 ? 8 : 18 },
    }));
    const read = (bytes: Uint8Array, found: readonly ScannedWord[] = words) =>
      readRemittance(bytes, { words: async () => done(found) });
    const stamped = await read(scannedPdf([drawn], { stamp: 'Page 1 of 1 - scanned 27.02.2026' }));
    if (!stamped.ok) throw new Error(stamped.refusal.message);
    expect(stamped.value.remittances).toMatchObject([
      { scanned: true, lines: [{ reference: 'RE-1001', amountMinor: 98_00n }] },
    ]);
    expect(stamped.value.warnings.map((one) => one.code)).toContain('scan.read');
    // Where no word is found on it, its text counts alone, and says that it was alone.
    const nothing = await read(scannedPdf([drawn], { stamp: 'Page 1 of 1' }), []);
    expect(nothing).toMatchObject({ ok: false, refusal: { code: 'remittance.no-table' } });
    // A text with amounts is the page itself.
    const told = await read(scannedPdf([drawn], { stamp: '98.00' }));
    expect(told).toMatchObject({ ok: false, refusal: { code: 'remittance.no-table' } });
  });

  it('refuses what cannot be read, with the page', async () => {
    expect(await seen(scannedPdf([drawn, drawn]))).toMatchObject({
      code: 'scan.unreadable',
      message: 'Page 1 is a picture: no word was found on it. Key in what it says. Nothing was read.',
    });
    const cut = Buffer.from(samplePictures['JPEG']!, 'base64').subarray(0, 60);
    expect((await seen(new Uint8Array(cut))).code).toBe('picture.malformed');
    const ring = Buffer.from(samplePictures['TIFF, PackBits']!, 'base64');
    // The next page of the first is the first.
    ring.copy(ring, ring.readUInt32LE(4) + 2 + 16 * 12, 4, 8);
    expect((await seen(new Uint8Array(ring))).code).toBe('picture.malformed');
    expect((await seen(new Uint8Array(Buffer.from('GIF89a\0\0\0')))).code).toBe('remittance.picture');
    const outcome = await readRemittance(scannedPdf([drawn]));
    expect(!outcome.ok && outcome.refusal).toMatchObject({ code: 'scan.unreadable', details: { page: 1 } });
  });
});

describe('words on a page', () => {
  const page = { height: 500 };
  const word = (text: string, confidence = 0.95): ScannedWord => ({
    text,
    confidence,
    left: 100,
    top: 90,
    right: 180,
    bottom: 110,
  });
  const textsOf = (...words: string[]): string[] =>
    textsOfWords(
      words.map((text) => word(text)),
      page,
    ).map((one) => one.text);

  it('amounts get the decimal mark of their page, since points and commas are what is misread most', () => {
    expect(textsOf('98.00', '1,250.75', '2,088,65', '739:90')).toEqual(['98.00', '1250.75', '2088.65', '739.90']);
    expect(textsOf('98,00', '1.250,75', '3.819.32')).toEqual(['98,00', '1250,75', '3819,32']);
    // Days, numbers and amounts without cents are left as they are; so is everything where no mark prevails.
    expect(textsOf('14.03.26', '98.00', 'INV-1,5', '1,000', '14.03.2026')).toEqual([
      '14.03.26',
      '98.00',
      'INV-1,5',
      '1,000',
      '14.03.2026',
    ]);
    expect(textsOf('1,00', '1.00')).toEqual(['1,00', '1.00']);
  });

  it('remains of rules are left out, places go by the size of the letters, and figures hardly read are told', () => {
    expect(textsOfWords([word('|'), word('[Total|'), word('&')], page)).toEqual([
      { text: 'Total', left: 40, right: 72, base: 160 },
      { text: '&', left: 40, right: 72, base: 160 },
    ]);
    expect(unsureWords([word('98.00', 0.4), word('Total', 0.4), word('12.00')])).toEqual(['98.00']);
  });
});
