/** Which files are taken as documents of an offset: by their content, never by their name. Pure. */
import { mediaTypeOf } from '#formats';
import { done, type Outcome, refuse } from '#kernel';

/** At most this many bytes: a scanned letter of some pages is smaller. */
export const maximumDocumentBytes = 10 * 1024 * 1024;

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
  const mediaType = mediaTypeOf(bytes);
  if (mediaType !== undefined && mediaType !== 'image/tiff') return done({ mediaType });
  return refuse(
    'offsets.file-kind',
    'Its content is neither a PDF nor a PNG or JPEG picture, whatever its name says. Nothing was kept.',
    {},
    at,
  );
}
