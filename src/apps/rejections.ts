/**
 * What the program does with a rejected promise that nobody holds: one that a reader of files is known to leave behind is
 * dropped, every other ends the process, as Node.js has it. Listened for once, at the program's entry.
 */
import { isOwnRejection } from '#formats';

let listens = false;

/** From now on what `formats` names is dropped; every other rejection that nobody holds ends the process as before. */
export function dropKnownRejections(): void {
  if (listens) return;
  listens = true;
  process.on('unhandledRejection', (reason) => {
    if (isOwnRejection(reason)) return;
    // With others listening they decide; alone, a listener takes the place of what Node.js does.
    if (process.listenerCount('unhandledRejection') === 1) throw reason;
  });
}
