/** One process at a time may start or stop the server of a home folder. */
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { isRunning } from './liveness.ts';

/** Runs `work` alone among all processes on this home; a lock left by a dead process is taken over. */
export async function alone<T>(lockFile: string, work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      const file = openSync(lockFile, 'wx', 0o600);
      writeSync(file, String(process.pid));
      closeSync(file);
      break;
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
      if (isAbandoned(lockFile)) {
        rmSync(lockFile, { force: true });
        continue;
      }
      if (tries > 1200)
        throw new Error(`Another process has been starting the database for two minutes (${lockFile}).`);
      await wait(100);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function isAbandoned(lockFile: string): boolean {
  try {
    const holder = Number(readFileSync(lockFile, 'utf8'));
    // An empty file is a lock being written right now, or one whose writer died in that instant.
    if (!holder) return statSync(lockFile).mtimeMs < performance.timeOrigin + performance.now() - 5_000;
    return holder !== process.pid && !isRunning(holder);
  } catch {
    return false;
  }
}
