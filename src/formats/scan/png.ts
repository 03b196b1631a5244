/** PNG: its rows go into a PDF as they are packed; with transparency they are unpacked and laid on white. Norm: ISO/IEC 15948. */
import { unzlibSync } from 'fflate';
import { raise } from '#kernel';
import { maximumPixels } from './model.ts';
import { begins, checkSize, type PicturePage, refusePicture } from './picture-page.ts';

export const isPng = (bytes: Uint8Array): boolean => begins(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** With transparency it is unpacked here: a PDF keeps that apart. Twelve million pixels are those of a screen four times over. */
const maximumTransparent = 12_000_000;

/** The page of a PNG. Refuses `picture.malformed`, `picture.unsupported` and `picture.too-large`. */
export function readPng(bytes: Uint8Array): PicturePage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  let palette: Uint8Array = new Uint8Array();
  let header: { width: number; height: number; bits: number; type: number } | undefined;
  let dots: PicturePage['dotsPerInch'] = null;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (data.length < length) refusePicture('it is cut');
    if (name === 'IHDR' && length >= 13) {
      header = { width: view.getUint32(at + 8), height: view.getUint32(at + 12), bits: data[8]!, type: data[9]! };
      if (data[12] !== 0)
        raise('picture.unsupported', 'The picture is an interlaced PNG; save it without that. Nothing was read.');
    }
    if (name === 'PLTE') palette = data;
    // Dots per metre.
    if (name === 'pHYs' && length >= 9 && data[8] === 1)
      dots = { across: view.getUint32(at + 8) * 0.0254, down: view.getUint32(at + 12) * 0.0254 };
    if (name === 'IDAT') parts.push(data);
    if (name === 'IEND') break;
    at += 12 + length;
  }
  if (!header) return refusePicture('it has no header');
  const { width, height, bits, type } = header;
  const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[type];
  if (channels === undefined || ![1, 2, 4, 8, 16].includes(bits))
    return refusePicture('its header says what no PNG can be');
  checkSize(width, height, maximumPixels);
  const packed = Buffer.concat(parts);
  const page = { width, height, dotsPerInch: dots, turn: 0 } as const;
  if (type === 4 || type === 6) {
    if (bits < 8) return refusePicture('its header says what no PNG can be');
    checkSize(width, height, maximumTransparent);
    const grey = flattened(packed, { width, height, channels, bytesPerSample: bits / 8 });
    return {
      ...page,
      strips: [{ rows: height, entries: '/ColorSpace/DeviceGray/BitsPerComponent 8', data: grey }],
    };
  }
  const space =
    type === 2
      ? '/DeviceRGB'
      : type === 0
        ? '/DeviceGray'
        : `[/Indexed /DeviceRGB ${palette.length / 3 - 1} <${Buffer.from(palette).toString('hex')}>]`;
  if (type === 3 && (palette.length < 3 || palette.length % 3 !== 0)) refusePicture('it has no palette');
  return {
    ...page,
    strips: [
      {
        rows: height,
        entries: `/ColorSpace ${space}/BitsPerComponent ${bits}/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors ${channels}/BitsPerComponent ${bits}/Columns ${width}>>`,
        data: packed,
      },
    ],
  };
}

/** Grey on white of rows with transparency, whose filters are undone (ISO/IEC 15948, 9). */
function flattened(
  packed: Uint8Array,
  {
    width,
    height,
    channels,
    bytesPerSample,
  }: { width: number; height: number; channels: number; bytesPerSample: number },
): Uint8Array {
  const pixel = channels * bytesPerSample;
  const stride = width * pixel;
  let rows: Uint8Array;
  try {
    rows = unzlibSync(packed, { out: new Uint8Array((stride + 1) * height) });
  } catch (fault) {
    return refusePicture((fault as Error).message);
  }
  // Rows that are not there would be worked through as if they were.
  if (rows.length < (stride + 1) * height) return refusePicture('it is cut');
  const grey = new Uint8Array(width * height);
  let above: Uint8Array = new Uint8Array(stride);
  for (let y = 0; y < height; y += 1) {
    const start = y * (stride + 1) + 1;
    const row = rows.subarray(start, start + stride);
    unfilter(rows[start - 1]!, row, above, pixel);
    const alpha = pixel - bytesPerSample;
    for (let x = 0, at = 0; x < width; x += 1, at += pixel) {
      const light =
        channels === 2
          ? row[at]!
          : (row[at]! * 77 + row[at + bytesPerSample]! * 150 + row[at + 2 * bytesPerSample]! * 29) >> 8;
      grey[y * width + x] = 255 - Math.round(((255 - light) * row[at + alpha]!) / 255);
    }
    above = row;
  }
  return grey;
}

/** Undoes the filter of a row in its place; a loop for each, for a picture has many millions of samples. */
function unfilter(filter: number, row: Uint8Array, above: Uint8Array, pixel: number): void {
  if (filter === 1) for (let at = pixel; at < row.length; at += 1) row[at]! += row[at - pixel]!;
  else if (filter === 2) for (let at = 0; at < row.length; at += 1) row[at]! += above[at]!;
  else if (filter === 3)
    for (let at = 0; at < row.length; at += 1) row[at]! += ((at < pixel ? 0 : row[at - pixel]!) + above[at]!) >> 1;
  else if (filter === 4)
    for (let at = 0; at < row.length; at += 1)
      row[at]! += at < pixel ? above[at]! : paeth(row[at - pixel]!, above[at]!, above[at - pixel]!);
}

function paeth(left: number, up: number, corner: number): number {
  const a = Math.abs(up - corner);
  const b = Math.abs(left - corner);
  const c = Math.abs(left + up - 2 * corner);
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
