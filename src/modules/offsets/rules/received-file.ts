/** Which files are taken as documents of an offset: by their content, never by their name. Pure. */
import { done, type Outcome, refuse } from '#kernel';

/** At most this many bytes: a scanned letter of some pages is smaller. */
export const maximumDocumentBytes = 10 * 1024 * 1024;

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte);

/** Text of bytes one to one, for marks that are plain ASCII. */
const latin = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

/**
 * The media type of a document: a PDF, a PNG or a JPEG. Refuses `offsets.file-empty`, `offsets.file-too-large` and
 * `offsets.file-kind` for anything else, whatever its name says.
 */
export function judgeFile(
  fileName: string,
  bytes: Uint8Array,
): Outcome<{ mediaType: 'application/pdf' | 'image/png' | 'image/jpeg' }> {
  const at = { file: fileName };
  if (bytes.byteLength === 0) return refuse('offsets.file-empty', 'The file is empty. Nothing was kept.', {}, at);
  if (bytes.byteLength > maximumDocumentBytes)
    return refuse(
      'offsets.file-too-large',
      `The file is larger than ${maximumDocumentBytes / 1024 / 1024} MB. Nothing was kept.`,
      {},
      at,
    );
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return done({ mediaType: 'image/png' });
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return done({ mediaType: 'image/jpeg' });
  if (latin(bytes.subarray(0, 1024)).includes('%PDF-') && latin(bytes.subarray(-2048)).includes('%%EOF'))
    return done({ mediaType: 'application/pdf' });
  return refuse(
    'offsets.file-kind',
    'Its content is neither a PDF nor a PNG or JPEG picture, whatever its name says. Nothing was kept.',
    {},
    at,
  );
}
