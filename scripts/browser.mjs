/**
 * A Chromium for the browser tests: CHROME_PATH, a name on PATH, a known place, Playwright's cache; each candidate is
 * started once to see that it runs. One that has no window at all takes a quarter less of the processor, so it comes first.
 * Where there is none it is installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './install.mjs';

const runs = (path) =>
  spawnSync(path, ['--version', '--no-sandbox', '--headless'], { stdio: 'ignore', timeout: 30_000 }).status === 0;

function candidates() {
  const names = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'chrome',
  ];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const known = [
    '/usr/bin/chromium',
    '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ];
  const cache = join(
    homedir(),
    process.platform === 'darwin' ? 'Library/Caches/ms-playwright' : '.cache/ms-playwright',
  );
  const cached = existsSync(cache)
    ? readdirSync(cache)
        .filter((name) => name.startsWith('chromium'))
        .flatMap((name) => [
          join(cache, name, 'chrome-linux/headless_shell'),
          join(cache, name, 'chrome-headless-shell-linux64/chrome-headless-shell'),
          join(cache, name, 'chrome-linux/chrome'),
          join(cache, name, 'chrome-linux64/chrome'),
          join(cache, name, 'chrome-mac/Chromium.app/Contents/MacOS/Chromium'),
        ])
    : [];
  return [process.env.CHROME_PATH, ...onPath, ...known, ...cached].filter((path) => path && existsSync(path));
}

const find = () => candidates().find(runs);

/** The path of a Chromium that starts; installs one where none is found. */
export function ensureBrowser() {
  const found = find();
  if (found) return found;
  console.log('No Chromium found; installing one for the browser tests …');
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    for (const name of ['chromium-headless-shell', 'chromium']) {
      spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
      if (find()) break;
    }
  } else spawnSync('npx', ['playwright-core', 'install', 'chromium'], { cwd: root, stdio: 'inherit' });
  const installed = find();
  if (installed) return installed;
  console.error(
    'There is no Chromium to test the pages with. Install one (on Debian: apt-get install chromium) or set CHROME_PATH.',
  );
  process.exit(2);
}
