/** A scanned page and the words on it. Who reads the words is passed in: reading takes seconds of a processor. */
import type { Outcome } from '#kernel';

/** A page as pixels: a byte each, row by row, 0 is black. */
export interface PagePicture {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
  /** Pixels to a point (1/72 inch), the same in both directions. */
  readonly pixelsPerPoint: number;
}

/** A word with its place in pixels from the upper left corner, and how sure the reading is, 0 to 1. */
export interface ScannedWord {
  readonly text: string;
  readonly confidence: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Reads the words of a page; refuses one that cannot be read. */
export type WordReader = (page: PagePicture) => Promise<Outcome<readonly ScannedWord[]>>;

/** A picture has at most so many pixels: a page of A4 at 600 dots per inch has thirty-five million. */
export const maximumPixels = 40_000_000;
