/**
 * On a damaged file pdf.js answers its caller, and besides leaves rejected promises of its own that nobody holds; in Node.js
 * one such ends the process. What a file says must not end the program that reads it.
 */

/** The names that pdf.js gives its errors. */
const names: ReadonlySet<string> = new Set([
  'AbortException',
  'DNLMarkerError',
  'EOIMarkerError',
  'FormatError',
  'InvalidPDFException',
  'Jbig2Error',
  'JpegError',
  'JpxError',
  'MissingDataException',
  'ParserEOFException',
  'PasswordException',
  'RenderingCancelledException',
  'ResponseException',
  'UnknownErrorException',
  'XRefEntryException',
  'XRefParseException',
]);

/** Whether a rejection that nobody holds is one of pdf.js. */
export const isOwnRejection = (reason: unknown): boolean => reason instanceof Error && names.has(reason.name);

let listens = false;

/** From now on what pdf.js leaves rejected is dropped; every other rejection that nobody holds ends the process as before. */
export function dropOwnRejections(): void {
  if (listens) return;
  listens = true;
  process.on('unhandledRejection', (reason) => {
    if (isOwnRejection(reason)) return;
    // With others listening they decide; alone, a listener takes the place of what Node.js does.
    if (process.listenerCount('unhandledRejection') === 1) throw reason;
  });
}
