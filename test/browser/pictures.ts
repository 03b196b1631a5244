/**
 * What a page looks like, as a picture, to be compared with how it looked. Letters are drawn by the Chromium that is known
 * with the fonts that come along, so a picture is compared in that Chromium only; each square of ten pixels by its mean
 * colour, so that the edge of a letter is no difference and a moved column, another colour or a missing line is. What is kept
 * is small enough for the repository and can be looked at. `DUNWELL_PICTURES=write` keeps what is there as the new picture.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

const folder = join(import.meta.dirname, 'pictures');
const versionFile = join(folder, 'chromium.txt');
/** The side of a square in pixels, and how far a mean of 0 to 255 may be off. */
const [side, tolerance] = [10, 2];
/** So many squares of thirteen thousand may differ: a letter that came out a shade further. */
const mostSquares = 8;

const writesPictures = process.env['DUNWELL_PICTURES'] === 'write';

/** Whether pictures that are kept were drawn by this browser; with a word where they were not. */
export function drawsAlike(browser: Browser): boolean {
  const [now] = browser.version().split('.');
  if (writesPictures) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(versionFile, `${now}\n`);
  }
  const kept = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : undefined;
  if (kept !== now) console.log(`pictures were kept by Chromium ${kept}; this is ${now}: they are not compared`);
  return kept === now;
}

/** A picture of means as PNG, in base64. */
export type Small = string;

/** The page as it is seen now, as PNG. */
export async function wholePicture(page: Page): Promise<Buffer> {
  await page.evaluate(() => document.fonts.ready);
  return page.screenshot({ animations: 'disabled', caret: 'hide' });
}

/** The page as it is seen now, as means of its squares. `blank` is a page that nobody looks at, to count in. */
export const smallPicture = async (page: Page, blank: Page): Promise<Small> => meansOf(await wholePicture(page), blank);

/** A picture as means of its squares. */
export function meansOf(whole: Buffer, blank: Page): Promise<Small> {
  return blank.evaluate(
    async ({ png, side }) => {
      const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const { width, height } = bitmap;
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d', { willReadFrequently: true })!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      const [across, down] = [Math.floor(width / side), Math.floor(height / side)];
      const small = new ImageData(across, down);
      for (let y = 0; y < down; y += 1)
        for (let x = 0; x < across; x += 1) {
          const sums = [0, 0, 0];
          for (let dy = 0; dy < side; dy += 1)
            for (let dx = 0; dx < side; dx += 1) {
              const at = ((y * side + dy) * width + x * side + dx) * 4;
              for (let channel = 0; channel < 3; channel += 1) sums[channel]! += data[at + channel]!;
            }
          const to = (y * across + x) * 4;
          for (let channel = 0; channel < 3; channel += 1)
            small.data[to + channel] = Math.round(sums[channel]! / side ** 2);
          small.data[to + 3] = 255;
        }
      const out = new OffscreenCanvas(across, down);
      out.getContext('2d')!.putImageData(small, 0, 0);
      const blob = await out.convertToBlob({ type: 'image/png' });
      let text = '';
      for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte);
      return btoa(text);
    },
    { png: whole.toString('base64'), side },
  );
}

/** The squares in which two pictures differ, as places in the page; one word where they are not of one size. */
export function differentSquares(before: Small, now: Small, blank: Page): Promise<string[]> {
  return blank.evaluate(
    async ({ before, now, side, tolerance }) => {
      const read = async (png: string): Promise<ImageData> => {
        const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
        context.drawImage(bitmap, 0, 0);
        return context.getImageData(0, 0, bitmap.width, bitmap.height);
      };
      const [a, b] = [await read(before), await read(now)];
      if (a.width !== b.width || a.height !== b.height) return [`${a.width}×${a.height} became ${b.width}×${b.height}`];
      const found: string[] = [];
      for (let at = 0; at < a.data.length; at += 4) {
        const off = Math.max(...[0, 1, 2].map((channel) => Math.abs(a.data[at + channel]! - b.data[at + channel]!)));
        const place = at / 4;
        if (off > tolerance) found.push(`${(place % a.width) * side},${Math.floor(place / a.width) * side} by ${off}`);
      }
      return found;
    },
    { before, now, side, tolerance },
  );
}

/** What of a page does not look as it did, by its picture of now; empty where it does. */
export async function pictureDifferences(name: string, now: Small, page: Page, blank: Page): Promise<string[]> {
  const path = join(folder, `${name}.png`);
  if (writesPictures) writeFileSync(path, Buffer.from(now, 'base64'));
  if (!existsSync(path)) return [`there is no picture "${name}" to compare with; keep it with DUNWELL_PICTURES=write`];
  const squares = await differentSquares(readFileSync(path).toString('base64'), now, blank);
  if (squares.length <= mostSquares) return [];
  const shots = process.env['DUNWELL_SHOTS'];
  if (shots) await page.screenshot({ path: join(shots, `different-${name}.png`) });
  return [`${name}: ${squares.length} squares differ, at ${squares.slice(0, 6).join('; ')}`];
}
