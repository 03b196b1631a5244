/**
 * npm test: types, lint, then every test on a real PostgreSQL and a real Chromium. Installs what it needs. Further
 * arguments go to vitest; `--tests` leaves out types and lint, `--soak` runs the long tier (test/soak, test/fuzz) alone.
 * DUNWELL_TEST_REPORT names a file for the counts.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, requireNode, root } from './install.mjs';

requireNode();
ensureInstalled();
const args = process.argv.slice(2);
const soak = args.includes('--soak');
const testsOnly = soak || args.includes('--tests');
const forVitest = args.filter((arg) => arg !== '--soak' && arg !== '--tests');
const { ensureBrowser } = await import('./browser.mjs');
const { buildProgram, buildWorkbench } = await import('./build.mjs');

const env = {
  ...process.env,
  CHROME_PATH: ensureBrowser(),
  DUNWELL_ROOT: root,
  ...(soak ? { DUNWELL_TIER: 'soak' } : {}),
};
const workbench = await buildWorkbench();
if (workbench) env.DUNWELL_WORKBENCH = workbench;
env.DUNWELL_PROGRAM = await buildProgram();

const run = (name, program, parameters) => {
  console.log(`\n— ${name}`);
  const result = spawnSync(process.execPath, [join(root, 'node_modules', program), ...parameters], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  return result.status === 0;
};

const report = process.env.DUNWELL_TEST_REPORT ?? join(root, 'node_modules/.cache/dunwell-test/report.json');
mkdirSync(join(report, '..'), { recursive: true });
rmSync(report, { force: true });
const steps = [
  ['types', () => run('types', 'typescript/bin/tsc', ['--noEmit'])],
  ['lint', () => run('lint', '@biomejs/biome/bin/biome', ['check', '.'])],
  [
    'tests',
    () =>
      run('tests', 'vitest/vitest.mjs', [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...forVitest,
      ]),
  ],
];
const failed = steps
  .filter(([name]) => name === 'tests' || !testsOnly)
  .filter(([, step]) => !step())
  .map(([name]) => name);
let counts = { numPassedTests: 0, numFailedTests: 0 };
try {
  counts = JSON.parse(readFileSync(report, 'utf8'));
} catch {
  // vitest did not get as far as its report; the failed step says so.
}
console.log(
  `\n${testsOnly ? 'tests' : 'types, lint and tests'}: ${failed.length === 0 ? 'all green' : `failed in ${failed.join(', ')}`} (${counts.numPassedTests} tests passed, ${counts.numFailedTests} failed)`,
);
process.exitCode = failed.length === 0 && counts.numPassedTests > 0 ? 0 : 1;
