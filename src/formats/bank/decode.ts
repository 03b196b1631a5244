/**
 * From bytes to text: UTF-8 (with or without mark), UTF-16 (with mark, or by its zero bytes), code page 850 where its letters
 * give it away, else Windows-1252, which old bank files use and which holds Latin-1.
 */
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
  if (bytes.length >= 4 && bytes[0] !== 0 && bytes[1] === 0 && bytes[2] !== 0 && bytes[3] === 0)
    return new TextDecoder('utf-16le').decode(bytes);
  if (bytes.length >= 4 && bytes[0] === 0 && bytes[1] !== 0 && bytes[2] === 0 && bytes[3] !== 0)
    return new TextDecoder('utf-16be').decode(bytes);
  const body = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return decodeTable(body, isCodePage850(body) ? upperHalf850 : upperHalf1252);
  }
}

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));

/**
 * Code page 850 (DOS): ü, é, ä, ö are bytes that Windows-1252 gives to quotation marks or to nothing. Such a byte between two
 * letters is a letter.
 */
function isCodePage850(bytes: Uint8Array): boolean {
  for (let at = 1; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (
      (byte === 0x81 || byte === 0x82 || byte === 0x84 || byte === 0x94) &&
      isLetter(bytes[at - 1]) &&
      isLetter(bytes[at + 1])
    )
      return true;
  }
  return false;
}

/** The upper half of code page 850. Source: IBM CDRA, CPGID 00850. */
const upperHalf850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

/**
 * The upper half of Windows-1252. Node's own decoder takes it for Latin-1 in several releases (its issue 56542), which turns
 * quotation marks and the euro sign into control characters. Source: WHATWG Encoding, index windows-1252.
 */
const upperHalf1252 =
  '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ' +
  Array.from({ length: 96 }, (_, index) => String.fromCharCode(0xa0 + index)).join('');

function decodeTable(bytes: Uint8Array, upperHalf: string): string {
  const pieces: string[] = [];
  for (let from = 0; from < bytes.length; from += 8192)
    pieces.push(
      Array.from(bytes.subarray(from, from + 8192), (byte) =>
        byte < 0x80 ? String.fromCharCode(byte) : upperHalf[byte - 0x80]!,
      ).join(''),
    );
  return pieces.join('');
}
