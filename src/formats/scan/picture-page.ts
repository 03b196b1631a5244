/** A page of a picture file, in the pieces in which a PDF takes it, and what every reader of pictures refuses. */
import { raise } from '#kernel';

/** A piece of a page, from top to bottom, as a PDF takes it. */
export interface PictureStrip {
  readonly rows: number;
  /** The entries of the image's dictionary beside its size. */
  readonly entries: string;
  readonly data: Uint8Array;
}

export interface PicturePage {
  readonly width: number;
  readonly height: number;
  /** Dots per inch; null where the file does not say it: the page is then as wide as A4. */
  readonly dotsPerInch: { readonly across: number; readonly down: number } | null;
  /** Degrees clockwise by which the page is to be turned. */
  readonly turn: 0 | 90 | 180 | 270;
  readonly strips: readonly PictureStrip[];
}

/** Whether a file begins with some bytes. */
export const begins = (bytes: Uint8Array, ...mark: number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte);

/** Refuses a picture for what is wrong with it (`picture.malformed`). */
export const refusePicture = (why: string): never =>
  raise('picture.malformed', `The picture cannot be read: ${why}. Nothing was read.`);

export function checkSize(width: number, height: number, most: number): void {
  if (!(width > 0 && height > 0)) refusePicture('it says no size');
  if (width * height > most)
    raise(
      'picture.too-large',
      `The picture has more than ${most} pixels; scan it with 300 dots per inch. Nothing was read.`,
      {
        width,
        height,
      },
    );
}

/** Degrees clockwise of what TIFF and Exif call an orientation; mirrored ones are taken for the others. */
const turnOfOrientation: Readonly<Record<number, PicturePage['turn']>> = { 3: 180, 6: 90, 8: 270 };
export const turnOf = (orientation: number): PicturePage['turn'] => turnOfOrientation[orientation] ?? 0;
