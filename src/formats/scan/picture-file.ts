/**
 * Pictures of pages as files: PNG, JPEG (also as phones turn them) and TIFF (also of several pages, as faxes come). What they
 * hold is put into a PDF as it is, so that one decoder with one set of bounds reads them all: their ways of packing are those
 * that a PDF knows too. Norm: ISO 32000-1.
 */
import { isJpeg, readJpeg } from './jpeg.ts';
import type { PicturePage } from './picture-page.ts';
import { isPng, readPng } from './png.ts';
import { isTiff, readTiff } from './tiff.ts';

/** True for a picture that can be read. */
export const looksLikePicture = (bytes: Uint8Array): boolean => isPng(bytes) || isJpeg(bytes) || isTiff(bytes);

/**
 * The pages of a picture as a PDF. Refuses one that is damaged (`picture.malformed`), packed in a way that is not read
 * (`picture.unsupported`) or has too many pixels (`picture.too-large`).
 */
export const pdfOfPicture = (bytes: Uint8Array): Uint8Array =>
  writePdf(isPng(bytes) ? [readPng(bytes)] : isJpeg(bytes) ? [readJpeg(bytes)] : readTiff(bytes));

const widthOfA4 = 595;

/** The pages with their strips, one below the other. */
function writePdf(pages: readonly PicturePage[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  const places: number[] = [];
  let length = 0;
  const put = (piece: string | Uint8Array): void => {
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece;
    pieces.push(bytes);
    length += bytes.length;
  };
  const object = (number: number, head: string, stream?: Uint8Array): void => {
    places[number] = length;
    put(`${number} 0 obj\n${head}\n`);
    if (stream) {
      put('stream\n');
      put(stream);
      put('\nendstream\n');
    }
    put('endobj\n');
  };
  put('%PDF-1.5\n');
  object(1, '<</Type/Catalog/Pages 2 0 R>>');
  const kids: number[] = [];
  let next = 3;
  for (const { width, height, dotsPerInch, turn, strips } of pages) {
    const across = dotsPerInch && dotsPerInch.across >= 50 ? 72 / dotsPerInch.across : widthOfA4 / width;
    const down = dotsPerInch && dotsPerInch.down >= 50 ? 72 / dotsPerInch.down : across;
    const page = next;
    next += 2 + strips.length;
    kids.push(page);
    let above = height;
    const content = strips.map(({ rows }, index) => {
      above -= rows;
      return `q ${(width * across).toFixed(3)} 0 0 ${(rows * down).toFixed(3)} 0 ${(above * down).toFixed(3)} cm /S${index} Do Q`;
    });
    const names = strips.map((_, index) => `/S${index} ${page + 2 + index} 0 R`).join('');
    object(
      page,
      `<</Type/Page/Parent 2 0 R/Rotate ${turn}/MediaBox[0 0 ${(width * across).toFixed(3)} ${(height * down).toFixed(3)}]/Contents ${page + 1} 0 R/Resources<</XObject<<${names}>>>>>>`,
    );
    const drawn = Buffer.from(content.join('\n'), 'latin1');
    object(page + 1, `<</Length ${drawn.length}>>`, drawn);
    for (const [index, { rows, entries, data }] of strips.entries())
      object(
        page + 2 + index,
        `<</Type/XObject/Subtype/Image/Width ${width}/Height ${rows}${entries}/Length ${data.length}>>`,
        data,
      );
  }
  object(2, `<</Type/Pages/Count ${kids.length}/Kids[${kids.map((kid) => `${kid} 0 R`).join(' ')}]>>`);
  const start = length;
  put(`xref\n0 ${next}\n0000000000 65535 f \n`);
  for (let number = 1; number < next; number += 1) put(`${String(places[number]).padStart(10, '0')} 00000 n \n`);
  put(`trailer<</Size ${next}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`);
  return new Uint8Array(Buffer.concat(pieces));
}
