/**
 * What a page of a PDF shows where it holds pictures instead of text: the pictures drawn where the page puts them (strips of
 * one scan, turned pages, pages with two halves), in grey. Decoded by Mozilla's pdf.js; drawn here, because its own way needs a
 * canvas, which is native code.
 */
import type { PDFPageProxy } from 'unpdf/pdfjs';
import type { PagePicture } from './model.ts';

/** An affine transform: x' = a x + c y + e, y' = b x + d y + f. */
type Matrix = readonly [number, number, number, number, number, number];

const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
];

/** A picture as pdf.js gives it: one bit, three or four bytes a pixel. */
interface Decoded {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  readonly kind: 'bits' | 'mask' | 'grey' | 'rgb' | 'rgba';
}

interface Placed extends Decoded {
  /** From the unit square of the picture to points on the page, from its upper left corner. */
  readonly matrix: Matrix;
}

/** Letters need at least 200 dots per inch to be read well; beyond 300 nothing is gained. */
const leastPerPoint = 200 / 72;
const mostPerPoint = 300 / 72;
/** What the reader of words takes: A4 at 300 dots per inch. */
const mostPixelsDrawn = 9_500_000;

type Operations = Readonly<Record<string, number>>;

/**
 * The pictures of a page, drawn; null where it has none, undefined where none of those that it has can be opened. `least`: null as
 * well where they cover less of the page than this share.
 */
export async function pictureOfPage(
  page: PDFPageProxy,
  operations: Operations,
  least = 0,
): Promise<PagePicture | null | undefined> {
  const viewport = page.getViewport({ scale: 1 });
  const { placed, damaged } = await picturesOf(page, operations, viewport.transform as unknown as Matrix);
  if (placed.length === 0) return damaged ? undefined : null;
  const covered = placed.reduce((sum, { matrix: [a, b, c, d] }) => sum + Math.abs(a * d - b * c), 0);
  if (covered < least * viewport.width * viewport.height) return null;
  const native = Math.max(...placed.map(({ width, matrix }) => width / (Math.hypot(matrix[0], matrix[1]) || width)));
  const fits = Math.sqrt(mostPixelsDrawn / Math.max(1, viewport.width * viewport.height));
  const pixelsPerPoint = Math.min(fits, mostPerPoint, Math.max(leastPerPoint, native));
  const width = Math.max(1, Math.floor(viewport.width * pixelsPerPoint));
  const height = Math.max(1, Math.floor(viewport.height * pixelsPerPoint));
  const grey = new Uint8Array(width * height).fill(255);
  for (const one of placed)
    draw(one, times([pixelsPerPoint, 0, 0, pixelsPerPoint, 0, 0], one.matrix), { width, height, grey });
  return { width, height, grey, pixelsPerPoint };
}

const maximumPictures = 500;

/** Follows the page's operators: where each picture stands is what was transformed, saved and restored before it. */
async function picturesOf(
  page: PDFPageProxy,
  operations: Operations,
  viewport: Matrix,
): Promise<{ placed: Placed[]; damaged: boolean }> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const placed: Placed[] = [];
  const saved: Matrix[] = [];
  let matrix = viewport;
  let damaged = false;
  for (const [index, operation] of fnArray.entries()) {
    const args = argsArray[index] as unknown[] | null;
    if (operation === operations['save']) saved.push(matrix);
    else if (operation === operations['restore'] || operation === operations['paintFormXObjectEnd'])
      matrix = saved.pop() ?? matrix;
    else if (operation === operations['transform']) matrix = times(matrix, args as unknown as Matrix);
    else if (operation === operations['paintFormXObjectBegin']) {
      saved.push(matrix);
      if (Array.isArray(args?.[0]) || ArrayBuffer.isView(args?.[0]))
        matrix = times(matrix, [...(args[0] as number[])] as unknown as Matrix);
    } else if (placed.length < maximumPictures) {
      const isMask = operation === operations['paintImageMaskXObject'];
      if (
        !isMask &&
        operation !== operations['paintImageXObject'] &&
        operation !== operations['paintInlineImageXObject']
      )
        continue;
      const decoded = decodedOf(await resolved(page, args?.[0]), isMask);
      if (decoded) placed.push({ ...decoded, matrix });
      else damaged = true;
    }
  }
  return { placed, damaged };
}

/** A picture is given at once, by name, or as an object whose data are named. */
function resolved(page: PDFPageProxy, value: unknown): unknown {
  const data = (value as { data?: unknown } | null)?.data;
  const name = typeof value === 'string' ? value : typeof data === 'string' ? data : undefined;
  if (name === undefined) return value;
  return new Promise((resolve) => {
    (name.startsWith('g_') ? page.commonObjs : page.objs).get(name, resolve);
  });
}

function decodedOf(value: unknown, isMask: boolean): Decoded | undefined {
  const { width, height, data } = (value ?? {}) as { width?: number; height?: number; data?: unknown };
  if (!width || !height || !(data instanceof Uint8Array || data instanceof Uint8ClampedArray)) return undefined;
  const pixels = width * height;
  const kind =
    data.length === pixels * 4
      ? 'rgba'
      : data.length === pixels * 3
        ? 'rgb'
        : data.length >= pixels && pixels > Math.ceil(width / 8) * height
          ? 'grey'
          : 'bits';
  if (kind === 'bits' && data.length < Math.ceil(width / 8) * height) return undefined;
  return {
    width,
    height,
    data: new Uint8Array(data.buffer, data.byteOffset, data.length),
    kind: isMask ? 'mask' : kind,
  };
}

/** A picture in grey, a byte a pixel. */
function greyOf({ width, height, data, kind }: Decoded): Uint8Array {
  if (kind === 'grey') return data;
  const grey = new Uint8Array(width * height);
  const stride = Math.ceil(width / 8);
  const light = (at: number): number => (data[at]! * 77 + data[at + 1]! * 150 + data[at + 2]! * 29) >> 8;
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += 1)
      if (kind === 'rgb') grey[at] = light(at * 3);
      else if (kind === 'rgba') grey[at] = 255 - (((255 - light(at * 4)) * data[at * 4 + 3]!) >> 8);
      // One is white, and in a mask what is not painted.
      else grey[at] = ((data[y * stride + (x >> 3)]! >> (7 - (x & 7))) & 1) * 255;
  return grey;
}

/** Draws a picture: each pixel that it covers from the four of the picture that it lies between. What is painted covers. */
function draw(picture: Decoded, matrix: Matrix, onto: { width: number; height: number; grey: Uint8Array }): void {
  const [a, b, c, d, e, f] = matrix;
  const area = a * d - b * c;
  if (!Number.isFinite(area) || Math.abs(area) < 1) return;
  const xs = [e, e + a, e + c, e + a + c];
  const ys = [f, f + b, f + d, f + b + d];
  const left = Math.max(0, Math.floor(Math.min(...xs)));
  const right = Math.min(onto.width, Math.ceil(Math.max(...xs)));
  const top = Math.max(0, Math.floor(Math.min(...ys)));
  const bottom = Math.min(onto.height, Math.ceil(Math.max(...ys)));
  const { width, height } = picture;
  const grey = greyOf(picture);
  const covers = picture.kind !== 'mask';
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) {
      const dx = x + 0.5 - e;
      const dy = y + 0.5 - f;
      // In the unit square of the picture, whose rows run downwards.
      const u = (d * dx - c * dy) / area;
      const v = 1 - (a * dy - b * dx) / area;
      if (u < 0 || u > 1 || v < 0 || v > 1) continue;
      const column = Math.min(width - 1, Math.max(0, u * width - 0.5));
      const row = Math.min(height - 1, Math.max(0, v * height - 0.5));
      const x0 = Math.floor(column);
      const y0 = Math.floor(row);
      const x1 = Math.min(width - 1, x0 + 1);
      const upper = y0 * width;
      const lower = Math.min(height - 1, y0 + 1) * width;
      const share = column - x0;
      const down = row - y0;
      const light =
        (grey[upper + x0]! * (1 - share) + grey[upper + x1]! * share) * (1 - down) +
        (grey[lower + x0]! * (1 - share) + grey[lower + x1]! * share) * down;
      const at = y * onto.width + x;
      onto.grey[at] = covers ? light : Math.min(onto.grey[at]!, light);
    }
}
