/** What a file is, by the marks in its content and never by its name. Pure. */

const scannedMediaTypes = ['application/pdf', 'image/png', 'image/jpeg', 'image/tiff'] as const;
export type ScannedMediaType = (typeof scannedMediaTypes)[number];

const marks: readonly (readonly [ScannedMediaType, readonly number[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['image/tiff', [0x4d, 0x4d, 0x00, 0x2a]],
];

/** Text of bytes one to one, for marks that are plain ASCII. */
const latin = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

/**
 * The kind of a scanned document; undefined for anything else. A PDF begins with its mark (within the first kilobyte, as readers
 * allow) and ends with its own, so that one that was cut off is none.
 */
export function mediaTypeOf(bytes: Uint8Array): ScannedMediaType | undefined {
  const picture = marks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (picture) return picture[0];
  return latin(bytes.subarray(0, 1024)).includes('%PDF-') && latin(bytes.subarray(-2048)).includes('%%EOF')
    ? 'application/pdf'
    : undefined;
}
