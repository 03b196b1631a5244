/**
 * On a damaged file pdf.js answers its caller, and besides leaves rejected promises of its own that nobody holds; in Node.js
 * one such ends the process. What a file says must not end the program that reads it: its entry asks here what to drop.
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
