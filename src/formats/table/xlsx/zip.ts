/**
 * The ZIP container of a workbook, read in pieces and never written to a disk: entry names are only compared, so `../` can
 * reach nothing. Norm: PKWARE APPNOTE 6.3, methods stored and deflate; no encryption, no ZIP64, no spanning.
 */
import { crc32 } from 'node:zlib';
import { Inflate } from 'fflate';
import { raise } from '#kernel';

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly offset: number;
}

/** How much one workbook may unfold to; what is beyond is taken for a bomb. */
export interface ZipBudget {
  bytesLeft: number;
}
export const unfoldedMaximum = 1024 * 1024 * 1024;
/** Deflate reaches 1032 : 1; real sheets stay under 150 : 1. Small files may repeat themselves more. */
const maximumRatio = 300;
const ratioMattersFrom = 16 * 1024 * 1024;
const maximumEntries = 10_000;
/** A piece unfolds to at most about a thousand times its size, so the caps are looked at often enough. */
const pieceSize = 16 * 1024;

/** Of a part of the workbook, or of the file as a whole. */
const damaged = (what: string, part?: string): never =>
  raise(
    'xlsx.damaged',
    `The workbook is damaged: ${what}. Open and save it again. Nothing was read.`,
    {},
    part === undefined ? undefined : { file: '', path: part },
  );

/** True for bytes that begin as a ZIP file does. */
export const looksLikeZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** Lists the entries by the central directory; refuses `xlsx.damaged` and `xlsx.too-many-entries`. */
export function listZip(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end < 0) damaged('its directory is missing');
  const count = view.getUint16(end + 10, true);
  if (count > maximumEntries)
    raise('xlsx.too-many-entries', `The workbook holds ${count} parts; that is refused. Nothing was read.`);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) damaged('its directory is cut');
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength!)),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      crc: view.getUint32(at + 16, true),
      compressedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength! + extra! + comment!;
  }
  return entries;
}

/** The end-of-directory record stands at the end, before a comment of at most 65,535 bytes. */
function endOfDirectory(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 65_535);
  for (let at = view.byteLength - 22; at >= first; at -= 1) if (view.getUint32(at, true) === 0x06054b50) return at;
  return -1;
}

/**
 * Unfolds an entry piece by piece into `take`. Refuses a bomb by size or ratio (`xlsx.bomb`) before it is unfolded, an
 * encrypted entry (`xlsx.encrypted`), and contents that do not have their checksum (`xlsx.damaged`).
 */
export function unfold(bytes: Uint8Array, entry: ZipEntry, budget: ZipBudget, take: (piece: Uint8Array) => void): void {
  if (entry.encrypted)
    raise(
      'xlsx.encrypted',
      'The workbook is protected by a password; save it without. Nothing was read.',
      {},
      { file: '', path: entry.name },
    );
  const body = bodyOf(bytes, entry);
  let size = 0;
  let crc = 0;
  const onPiece = (piece: Uint8Array): void => {
    size += piece.length;
    budget.bytesLeft -= piece.length;
    const ratio = size / Math.max(1, entry.compressedSize);
    if (budget.bytesLeft < 0 || (size > ratioMattersFrom && ratio > maximumRatio)) {
      raise(
        'xlsx.bomb',
        `"${entry.name}" unfolds to more than a workbook needs (over ${size} bytes out of ${entry.compressedSize}). Nothing was read.`,
        { part: entry.name },
        { file: '', path: entry.name },
      );
    }
    crc = crc32(piece, crc);
    take(piece);
  };
  if (entry.method === 0) onPiece(body);
  else if (entry.method === 8) inflate(body, onPiece);
  else damaged(`"${entry.name}" is packed by a method that workbooks do not use`, entry.name);
  if (size !== entry.size || crc !== entry.crc) damaged(`"${entry.name}" does not have its checksum`, entry.name);
}

function bodyOf(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50)
    damaged(`"${entry.name}" is not where the directory says`, entry.name);
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  if (start + entry.compressedSize > bytes.length) damaged(`"${entry.name}" is cut`, entry.name);
  return bytes.subarray(start, start + entry.compressedSize);
}

function inflate(body: Uint8Array, onPiece: (piece: Uint8Array) => void): void {
  let refusal: unknown;
  const inflater = new Inflate((piece) => {
    try {
      if (refusal === undefined) onPiece(piece);
    } catch (fault) {
      refusal = fault;
    }
  });
  for (let at = 0; at < body.length || at === 0; at += pieceSize) {
    try {
      inflater.push(body.subarray(at, at + pieceSize), at + pieceSize >= body.length);
    } catch (fault) {
      if (refusal === undefined) damaged((fault as Error).message);
    }
    if (refusal !== undefined) throw refusal;
  }
}
