/** JPEG: goes into a PDF whole; only its size and how the camera was held are read. Norms: ITU-T T.81, Exif 2.3. */

import { maximumPixels } from './model.ts';
import { begins, checkSize, type PicturePage, refusePicture, turnOf } from './picture-page.ts';
import { isTiff } from './tiff.ts';

export const isJpeg = (bytes: Uint8Array): boolean => begins(bytes, 0xff, 0xd8, 0xff);

/** The page of a JPEG. Refuses `picture.malformed` and `picture.too-large`. */
export function readJpeg(bytes: Uint8Array): PicturePage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let dots: PicturePage['dotsPerInch'] = null;
  let turn: PicturePage['turn'] = 0;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return refusePicture('its segments are damaged');
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    const data = bytes.subarray(at + 4, at + 2 + length);
    if (marker === 0xe0 && data.length >= 12 && String.fromCharCode(...data.subarray(0, 4)) === 'JFIF') {
      const perUnit = { 1: 1, 2: 2.54 }[data[7]!];
      const across = (data[8]! << 8) | data[9]!;
      const down = (data[10]! << 8) | data[11]!;
      if (perUnit && across > 1 && down > 1) dots = { across: across * perUnit, down: down * perUnit };
    }
    if (marker === 0xe1 && String.fromCharCode(...data.subarray(0, 4)) === 'Exif')
      turn = turnOf(exifOrientation(data.subarray(6)));
    // Start of frame, of whatever kind; DHT, JPG and DAC stand among their numbers.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      if (data.length < 6) return refusePicture('its header is cut');
      const [height, width] = [(data[1]! << 8) | data[2]!, (data[3]! << 8) | data[4]!];
      const space = { 1: '/DeviceGray', 3: '/DeviceRGB', 4: '/DeviceCMYK' }[data[5]!];
      if (!space) return refusePicture(`it has ${data[5]} colours`);
      const entries = `/ColorSpace ${space}/BitsPerComponent 8/Filter/DCTDecode`;
      checkSize(width, height, maximumPixels);
      return { width, height, dotsPerInch: dots, turn, strips: [{ rows: height, entries, data: bytes }] };
    }
    if (marker === 0xda || marker === 0xd9 || length < 2) break;
    at += 2 + length;
  }
  return refusePicture('it has no header');
}

/** How a camera was held (Exif tag 0x0112), from what is a small TIFF; 1 where it is not said. */
function exifOrientation(tiff: Uint8Array): number {
  if (!isTiff(tiff) || tiff.length < 14) return 1;
  const little = tiff[0] === 0x49;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const start = view.getUint32(4, little);
  if (start + 2 > tiff.length) return 1;
  const count = view.getUint16(start, little);
  for (let at = start + 2; at + 12 <= Math.min(tiff.length, start + 2 + count * 12); at += 12)
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little);
  return 1;
}
