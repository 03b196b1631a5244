/** Is that process still our PostgreSQL? A pid alone proves nothing: it may be a zombie, or another program's by now. */
import { existsSync, readFileSync } from 'node:fs';

/** The postmaster's pid when `postmaster.pid` names a living postmaster of exactly this data folder, else null. */
export function livingPostmaster(dataFolder: string): number | null {
  let pid: number;
  try {
    pid = Number(readFileSync(`${dataFolder}/postmaster.pid`, 'utf8').split('\n')[0]);
  } catch {
    return null;
  }
  return Number.isInteger(pid) && pid > 0 && servesFolder(pid, dataFolder) ? pid : null;
}

/** True while the process runs (a zombie does not) and was started on this folder. */
function servesFolder(pid: number, dataFolder: string): boolean {
  if (!isRunning(pid)) return false;
  if (!existsSync('/proc/self/cmdline')) return true;
  try {
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\u0000');
    return args[args.indexOf('-D') + 1] === dataFolder;
  } catch {
    return false;
  }
}

/** True while the process exists and is not a zombie. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
  } catch {
    return !existsSync('/proc/self/stat');
  }
}
