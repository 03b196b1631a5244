/**
 * Stored files: bytes under the hash of their content, per tenant, below `DUNWELL_HOME/files`. The same bytes are kept
 * once; a file is whole or absent, also after a crash.
 */
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from './transaction.ts';

export interface FileStore {
  /** Keeps the bytes and returns their SHA-256 in hex; bytes that are there already stay as they are. */
  put(tenantId: bigint, bytes: Uint8Array): string;
  /** The bytes of a hash, or undefined where nothing is kept under it (an erased file). */
  read(tenantId: bigint, sha256: string): Uint8Array<ArrayBuffer> | undefined;
}

/** SHA-256 of bytes in hex: the name of a stored file. */
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A store in a folder, `TENANT/ab/abcdef…`. */
export function folderFileStore(folder: string): FileStore {
  const place = (tenantId: bigint, sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`not a SHA-256: ${sha256}`);
    return join(folder, tenantId.toString(), sha256.slice(0, 2), sha256);
  };
  return {
    put(tenantId, bytes) {
      const sha256 = sha256Of(bytes);
      const target = place(tenantId, sha256);
      if (existsSync(target)) return sha256;
      mkdirSync(join(target, '..'), { recursive: true, mode: 0o700 });
      const partial = `${target}.${randomBytes(6).toString('hex')}.part`;
      const handle = openSync(partial, 'wx', 0o600);
      try {
        for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      renameSync(partial, target);
      return sha256;
    },
    read(tenantId, sha256) {
      const target = place(tenantId, sha256);
      return existsSync(target) ? new Uint8Array(readFileSync(target)) : undefined;
    },
  };
}

/** The engine's file store; an engine that was opened without one cannot keep files, which is a fault of its set-up. */
export function filesOf(engine: Engine): FileStore {
  if (!engine.files) throw new Error('this engine was opened without a file store');
  return engine.files;
}
