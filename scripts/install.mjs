/** Installs exactly what the lockfile says, when it is not installed yet. Plain Node: runs before anything is there. */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Stops with a sentence when this Node is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Dunwell needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(2);
}

/** True when node_modules holds what package-lock.json names (optional packages of other platforms aside). */
function isInstalled() {
  const modules = join(root, 'node_modules');
  if (!existsSync(modules)) return false;
  if (lstatSync(modules).isSymbolicLink()) return true;
  const hidden = join(modules, '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || entry.optional || (present[path] !== undefined && present[path].version === entry.version),
  );
}

/** Runs `npm ci` when needed. */
export function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing what the lockfile names (npm ci) …');
  const result = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    console.error('npm ci failed; see its message above. Nothing was started.');
    process.exit(result.status ?? 3);
  }
}
