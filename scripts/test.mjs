/**
 * npm test: types, lint, then every test on a real PostgreSQL and a real Chromium. Installs what it needs. Further
 * arguments go to vitest; `--tests` leaves out types and lint, `--soak` lets the long tests be long (test/soak/run.ts).
 * DUNWELL_TEST_REPORT names a file for the counts.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureInstalled, requireNode, root } from './install.mjs';

requireNode();
ensureInstalled();
const args = process.argv.slice(2);
const soak = args.includes('--soak');
const testsOnly = soak || args.includes('--tests');
const forVitest = args.filter((arg) => arg !== '--soak' && arg !== '--tests');
const { ensureBrowser } = await import('./browser.mjs');
const { buildProgram, buildWorkbench } = await import('./build.mjs');

/** Runs a program of node_modules; with `told` it says nothing before its end, so that two do not speak into each other. */
function run(name, program, parameters, { env = process.env, told = false } = {}) {
  const child = spawn(process.execPath, [join(root, 'node_modules', program), ...parameters], {
    cwd: root,
    stdio: ['inherit', told ? 'pipe' : 'inherit', told ? 'pipe' : 'inherit'],
    env,
  });
  const pieces = [];
  for (const stream of told ? [child.stdout, child.stderr] : []) stream.on('data', (piece) => pieces.push(piece));
  return new Promise((resolve) =>
    child.once('close', (status) => {
      if (told) process.stdout.write(`\n— ${name}\n${Buffer.concat(pieces).toString()}`);
      resolve(status === 0);
    }),
  );
}

// Side by side. The types are checked by the native compiler, five times as fast; the tests that read sources need the other’s API.
const checks = {
  types: testsOnly ? true : run('types', 'typescript-native/bin/tsc', ['--noEmit'], { told: true }),
  lint: testsOnly ? true : run('lint', '@biomejs/biome/bin/biome', ['check', '.'], { told: true }),
};
const env = {
  ...process.env,
  CHROME_PATH: ensureBrowser(),
  DUNWELL_ROOT: root,
  ...(soak ? { DUNWELL_TIER: 'soak' } : {}),
};
const workbench = await buildWorkbench();
if (workbench) env.DUNWELL_WORKBENCH = workbench;
env.DUNWELL_PROGRAM = await buildProgram();
const steps = { types: await checks.types, lint: await checks.lint };

const report = process.env.DUNWELL_TEST_REPORT ?? join(root, 'node_modules/.cache/dunwell-test/report.json');
mkdirSync(join(report, '..'), { recursive: true });
rmSync(report, { force: true });
console.log('\n— tests');
steps.tests = await run(
  'tests',
  'vitest/vitest.mjs',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...forVitest],
  { env },
);
const failed = Object.keys(steps).filter((name) => !steps[name]);
let counts = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [] };
try {
  counts = JSON.parse(readFileSync(report, 'utf8'));
} catch {
  // vitest did not get as far as its report; the failed step says so.
}
// What a machine lacks (a corpus, hledger, a disk that may be mounted) is no failure here, but it is not passed over in silence.
const skipped = counts.testResults.filter((file) =>
  file.assertionResults.some((test) => test.status === 'skipped' || test.status === 'pending'),
);
if (skipped.length > 0)
  console.log(
    `\n${counts.numPendingTests} tests were not run, in ${skipped.map((file) => relative(root, file.name)).join(', ')}`,
  );
console.log(
  `\n${testsOnly ? 'tests' : 'types, lint and tests'}: ${failed.length === 0 ? 'all green' : `failed in ${failed.join(', ')}`} (${counts.numPassedTests} tests passed, ${counts.numFailedTests} failed, ${counts.numPendingTests} not run)`,
);
process.exitCode = failed.length === 0 && counts.numPassedTests > 0 ? 0 : 1;
