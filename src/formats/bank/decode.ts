/**
 * From bytes to text: UTF-8 (with or without mark), UTF-16 (with mark, or by its zero bytes), the ISO 8859 or Windows code page
 * that an XML file declares, code page 850 where its letters give it away, else Windows-1252, which old bank files use and which holds Latin-1. A file is decoded in pieces: only what is
 * at work of it is in memory. The character NUL becomes a blank.
 */
import { isUtf8 } from 'node:buffer';
import { raise, withoutNul } from '#kernel';

/** The bytes of a file from its beginning, in pieces, as often as they are asked for. A whole file is a list of one piece. */
export type ByteSource = Iterable<Uint8Array>;

/** The text of a file from its beginning, in pieces, as often as it is asked for. */
export interface TextSource {
  /** The beginning: what a file is recognised by. */
  readonly head: string;
  pieces(): Iterable<string>;
}

/** The largest file that is read. */
export const maximumBytes = 256 * 1024 * 1024;
/** A piece of text is as long as this many bytes: short enough that little is in memory, long enough to cost nothing. */
const pieceBytes = 64 * 1024;
/** The largest part of a file that its format is looked for in. */
const headLength = 64 * 1024;

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'cp850' | 'windows-1252' | Declared;
/** A code page of one byte a letter, as XML names it. */
type Declared = `iso-8859-${string}` | `windows-125${string}`;

/** Decodes a whole file; refuses one that is too large (`file.too-large`). */
export const decodeText = (bytes: Uint8Array): string => [...textSource([bytes]).pieces()].join('');

/** A text that is at hand already. */
export const textAtHand = (text: string): TextSource => ({ head: text.slice(0, headLength), pieces: () => [text] });

/** The text of a file. Its bytes are gone through once for their encoding; refuses a file that is too large (`file.too-large`). */
export function textSource(bytes: ByteSource): TextSource {
  const { encoding, mark } = encodingOf(bytes);
  const pieces = (): Iterable<string> => decoded(bytes, encoding, mark);
  let head = '';
  for (const piece of pieces()) {
    head += piece;
    if (head.length >= headLength) break;
  }
  return { head: head.slice(0, headLength), pieces };
}

/** A whole file: for formats that cannot be read from the front. Refuses one that is too large (`file.too-large`). */
export function allBytes(bytes: ByteSource): Uint8Array {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (const piece of bytes) {
    size += piece.length;
    refuseTooLarge(size);
    pieces.push(piece);
  }
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
}

function refuseTooLarge(size: number): void {
  if (size > maximumBytes)
    raise('file.too-large', `The file is larger than ${maximumBytes} bytes. Nothing was read.`, { bytes: size });
}

/** The same text for itself: a part of a text keeps the whole piece in memory that it was cut from. */
export const copied = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');

function* cut(bytes: ByteSource): Generator<Buffer> {
  for (const piece of bytes)
    for (let from = 0; from < piece.length; from += pieceBytes)
      yield Buffer.from(piece.buffer, piece.byteOffset + from, Math.min(pieceBytes, piece.length - from));
}

/** The encoding, and how many bytes its mark takes. */
function encodingOf(bytes: ByteSource): { encoding: Encoding; mark: number } {
  let size = 0;
  let first: Buffer = Buffer.alloc(0);
  let utf8 = true;
  let looks850 = false;
  let rest: Buffer = Buffer.alloc(0);
  let last: [number | undefined, number | undefined] = [undefined, undefined];
  for (const piece of cut(bytes)) {
    size += piece.length;
    refuseTooLarge(size);
    if (first.length < declarationWithin) first = Buffer.concat([first, piece.subarray(0, declarationWithin)]);
    if (utf8) {
      const text = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      const whole = wholeCharacters(text);
      rest = Buffer.from(text.subarray(whole));
      utf8 = isUtf8(text.subarray(0, whole));
    }
    // A byte that gives code page 850 away is none of UTF-8.
    if (!utf8) looks850 ||= isCodePage850(piece, last);
    last = [piece.at(-2) ?? last[1], piece.at(-1)];
  }
  if (first[0] === 0xff && first[1] === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (first[0] === 0xfe && first[1] === 0xff) return { encoding: 'utf-16be', mark: 2 };
  if (first.length >= 4 && first[0] !== 0 && first[1] === 0 && first[2] !== 0 && first[3] === 0)
    return { encoding: 'utf-16le', mark: 0 };
  if (first.length >= 4 && first[0] === 0 && first[1] !== 0 && first[2] === 0 && first[3] !== 0)
    return { encoding: 'utf-16be', mark: 0 };
  const mark = first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf ? 3 : 0;
  if (utf8 && rest.length === 0) return { encoding: 'utf-8', mark };
  return { encoding: declaredIn(first) ?? (looks850 ? 'cp850' : 'windows-1252'), mark };
}

/** Where the declaration of an XML file stands. */
const declarationWithin = 200;

/** The code page that an XML file declares; undefined for Latin-1, which Windows-1252 holds, and for none that is known. */
function declaredIn(first: Buffer): Declared | undefined {
  const label = /^\s*<\?xml\b[^>]*\bencoding\s*=\s*["']([\w-]{1,40})["']/
    .exec(first.toString('latin1'))?.[1]
    ?.toLowerCase()
    .replace(/^iso8859-/, 'iso-8859-')
    .replace(/^cp125/, 'windows-125');
  const known = /^(?:iso-8859-(?:[2-8]|1[03456])|windows-125[013-8])$/.test(label ?? '');
  return known ? (label as Declared) : undefined;
}

/** How many bytes of a piece are whole characters of UTF-8: one that is cut at its end waits for the next piece. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < length ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

function* decoded(bytes: ByteSource, encoding: Encoding, mark: number): Generator<string> {
  for (const piece of decodedAsItIs(bytes, encoding, mark)) yield withoutNul(piece);
}

function* decodedAsItIs(bytes: ByteSource, encoding: Encoding, mark: number): Generator<string> {
  let skip = mark;
  const own = encoding === 'utf-8' || encoding === 'cp850' || encoding === 'windows-1252';
  const stream = own ? undefined : new TextDecoder(encoding, { ignoreBOM: true });
  let rest: Buffer = Buffer.alloc(0);
  for (const whole of cut(bytes)) {
    const piece = whole.subarray(skip);
    skip -= whole.length - piece.length;
    if (stream) yield stream.decode(piece, { stream: true });
    else if (encoding === 'utf-8') {
      const text = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      const length = wholeCharacters(text);
      yield text.toString('utf8', 0, length);
      rest = Buffer.from(text.subarray(length));
    } else yield decodeTable(piece, encoding === 'cp850' ? upperHalf850 : upperHalf1252);
  }
  if (stream) yield stream.decode();
}

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));

const isUmlaut850 = (byte: number | undefined): boolean =>
  byte === 0x81 || byte === 0x82 || byte === 0x84 || byte === 0x94;

/**
 * Code page 850 (DOS): ü, é, ä, ö are bytes that Windows-1252 gives to quotation marks or to nothing. Such a byte between two
 * letters is a letter. `before` are the last two bytes of the piece before.
 */
function isCodePage850(bytes: Uint8Array, before: readonly [number | undefined, number | undefined]): boolean {
  if (isUmlaut850(before[1]) && isLetter(before[0]) && isLetter(bytes[0])) return true;
  for (let at = 0; at < bytes.length; at += 1)
    if (
      bytes[at]! > 0x80 &&
      isUmlaut850(bytes[at]) &&
      isLetter(at > 0 ? bytes[at - 1] : before[1]) &&
      isLetter(bytes[at + 1])
    )
      return true;
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

const decodeTable = (bytes: Buffer, upperHalf: string): string =>
  bytes.toString('latin1').replace(/[\u0080-\u00ff]/g, (letter) => upperHalf[letter.charCodeAt(0) - 0x80]!);
