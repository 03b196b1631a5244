/** A file that is there complete or not at all. */
import { renameSync, writeFileSync } from 'node:fs';

/** Writes beside and renames: whoever finds the file finds all of it. */
export function writeWhole(path: string, content: Uint8Array): void {
  const partial = `${path}.part`;
  writeFileSync(partial, content);
  renameSync(partial, path);
}
