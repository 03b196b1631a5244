/** A file on the disk in pieces, so that a large one is never in memory whole. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { raise } from '#kernel';

const pieceBytes = 256 * 1024;

/**
 * The bytes of a file from its beginning, read anew as often as they are asked for. Throws at once where the file cannot be
 * opened. Refuses at its end one that is of another length than when it was opened first: somebody is still writing it
 * (`file.changed`).
 */
export function openFilePieces(path: string): Iterable<Uint8Array> {
  const size = sizeOf(path);
  return { [Symbol.iterator]: () => piecesOf(path, size) };
}

function sizeOf(path: string): number {
  const file = openSync(path, 'r');
  try {
    // A folder can be opened, but not read.
    readSync(file, Buffer.alloc(1));
    return fstatSync(file).size;
  } finally {
    closeSync(file);
  }
}

function* piecesOf(path: string, size: number): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    let taken = 0;
    while (true) {
      const piece = Buffer.allocUnsafeSlow(pieceBytes);
      const count = readSync(file, piece, 0, pieceBytes, null);
      if (count === 0) break;
      taken += count;
      yield piece.subarray(0, count);
    }
    if (taken !== size)
      raise(
        'file.changed',
        'The file changed while it was read; read it again. Nothing was changed.',
        {},
        { file: path },
      );
  } finally {
    closeSync(file);
  }
}
