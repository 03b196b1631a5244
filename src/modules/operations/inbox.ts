/**
 * Inbox folders: what is put into `inbox/TENANT/bank` is read by the next day run. A file that was read moves to `done`,
 * one that was refused to `refused` with the refusal beside it. A crash between the two leaves the file where it was: it
 * is read again and known.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Refusal } from '#kernel';
import type { FileOfInbox } from './commands/unread-files.ts';
import type { InboxFile } from './model.ts';

/** Writers that are not done yet mark their files so. */
const unfinished = /^\.|\.(part|tmp|crdownload|filepart)$/i;

/** The files of a folder in the order of their names; absent folders are empty. */
export function* filesIn(folder: string): Generator<InboxFile> {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    // What is gone by now, or a link to nothing, is no file.
    if (unfinished.test(name) || !statSync(path, { throwIfNoEntry: false })?.isFile()) continue;
    yield {
      name,
      path,
      // Read when it is asked for: a folder full of large files is never in memory.
      get bytes() {
        return readFileSync(path);
      },
    };
  }
}

/** What tells a file from another of its name. */
export function factsOf({ name, path }: Pick<InboxFile, 'name' | 'path'>, folder: string): FileOfInbox {
  const { size, mtime } = statSync(path);
  return { folder, name, sizeBytes: size, modifiedAt: mtime };
}

/** Moves a read file to `done` beside its folder. */
export function fileAway(file: InboxFile): void {
  moveTo(file, 'done');
}

/** Moves a refused file to `refused` with the refusal as JSON beside it. */
export function setAside(file: InboxFile, refusal: Refusal): void {
  const target = moveTo(file, 'refused');
  writeFileSync(`${target}.refusal.json`, `${JSON.stringify({ refusal }, null, 2)}\n`);
}

/** Moves what belongs to a file beside it: its manifest, its bad rows. */
export function moveBeside(path: string, folderName: 'done' | 'refused'): void {
  moveTo({ name: basename(path), path }, folderName);
}

function moveTo(file: Pick<InboxFile, 'name' | 'path'>, folderName: string): string {
  const folder = join(file.path, '..', '..', folderName, basename(join(file.path, '..')));
  mkdirSync(folder, { recursive: true });
  let target = join(folder, file.name);
  for (let copy = 2; existsSync(target); copy += 1) target = join(folder, `${copy}-${file.name}`);
  renameSync(file.path, target);
  return target;
}
