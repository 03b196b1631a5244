/**
 * Reads a folder of PDF copies: regular files only, never through a link, within the folder, and no more than a run can
 * take. What is not taken comes back with its reason.
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { done, type Outcome, refuse } from '#kernel';
import { type FoundFile, maximumFileBytes } from '#receivables';

const maximumFiles = 100_000;
const maximumDepth = 6;
/** Systems and writers leave these behind. */
const passedOver = /^\.|^(thumbs\.db|desktop\.ini)$|\.(part|tmp|crdownload|filepart)$/i;

/** Something in the folder that is not taken. */
export interface LeftFile {
  readonly file: string;
  readonly code: string;
  readonly reason: string;
}

export interface FolderFiles {
  readonly files: readonly FoundFile[];
  readonly left: readonly LeftFile[];
}

/**
 * Walks a folder. Refuses one that cannot be read (`documents.folder-unreadable`) and more than 100,000 files
 * (`documents.too-many`). Left with a reason: links (`documents.link`), what is no file (`documents.not-a-file`), other types
 * (`documents.not-pdf`), names with control characters (`documents.name`), folders more than six deep (`documents.too-deep`).
 */
export function walkFolder(folder: string): Outcome<FolderFiles> {
  const files: FoundFile[] = [];
  const left: LeftFile[] = [];
  let root: string;
  try {
    root = realpathSync(folder);
    readdirSync(root);
  } catch (fault) {
    return refuse(
      'documents.folder-unreadable',
      `The folder "${folder}" cannot be read: ${(fault as Error).message}. Nothing was changed.`,
      {},
      { file: folder },
    );
  }
  const walk = (path: string, folders: readonly string[]): void => {
    for (const name of readdirSync(path).sort()) {
      if (passedOver.test(name)) continue;
      if (files.length > maximumFiles) return;
      const full = join(path, name);
      const file = [...folders, name].join('/');
      const leave = (code: string, reason: string): void => {
        left.push({ file, code, reason });
      };
      const found = lstatSync(full);
      if (/\p{Cc}/u.test(name)) leave('documents.name', 'Its name holds control characters.');
      else if (found.isSymbolicLink()) leave('documents.link', 'It is a link; copy the file itself into the folder.');
      else if (found.isDirectory()) {
        if (folders.length + 1 >= maximumDepth) leave('documents.too-deep', `Folders are read ${maximumDepth} deep.`);
        else walk(full, [...folders, name]);
      } else if (!found.isFile()) leave('documents.not-a-file', 'It is no file.');
      else if (!/\.pdf$/i.test(name)) leave('documents.not-pdf', 'Only PDF files are attached.');
      else files.push({ fileName: name, folders, read: () => readPlainFile(full) });
    }
  };
  walk(root, []);
  return files.length > maximumFiles
    ? refuse(
        'documents.too-many',
        `The folder holds more than ${maximumFiles} files; attach it in parts. Nothing was changed.`,
        {},
        { file: folder },
      )
    : done({ files, left });
}

/** Reads a file through one handle: what was looked at is what is read, and a link put in its place is not followed. */
function readPlainFile(path: string): Outcome<Uint8Array> {
  let handle: number;
  try {
    handle = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (fault) {
    return refuse('documents.unreadable', `It cannot be read: ${(fault as NodeJS.ErrnoException).code ?? 'fault'}.`);
  }
  try {
    const { size } = fstatSync(handle);
    if (!fstatSync(handle).isFile()) return refuse('documents.not-a-file', 'It is no file.');
    if (size > maximumFileBytes)
      return refuse('documents.too-large', `It is larger than ${maximumFileBytes / 1024 / 1024} MB.`);
    const bytes = new Uint8Array(size);
    let read = 0;
    for (let more = -1; more !== 0 && read < size; read += more)
      more = readSync(handle, bytes, read, size - read, read);
    return done(bytes.subarray(0, read));
  } finally {
    closeSync(handle);
  }
}
