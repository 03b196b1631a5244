/** From bytes to text: UTF-8 (with or without mark), UTF-16 with mark, else Windows-1252, which old bank files use. */
import { raise } from '#kernel';

/** The largest bank file that is read in one piece. */
export const maximumBytes = 256 * 1024 * 1024;

/** Decodes a file; refuses one that is too large (`file.too-large`). */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length > maximumBytes)
    raise('file.too-large', `The file is larger than ${maximumBytes} bytes. Nothing was read.`, {
      bytes: bytes.length,
    });
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes.subarray(2));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2));
  const body = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return new TextDecoder('windows-1252').decode(body);
  }
}
