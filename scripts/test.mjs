/**
 * npm test: types, lint, then every test on a real PostgreSQL and a real Chromium. Installs what it needs. Further
 * arguments go to vitest; `--tests` leaves out types and lint, `--soak` lets the long tests be long (test/soak/run.ts),
 * `--again` gives browser files that fell a second run, each alone (CI). DUNWELL_TEST_REPORT names a file for the counts.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runAgain } from './again.mjs';
import { ensureInstalled, requireNode, root } from './install.mjs';

requireNode();
ensureInstalled();
const args = process.argv.slice(2);
const soak = args.includes('--soak');
const testsOnly = soak || args.includes('--tests');
const again = args.includes('--again');
const forVitest = args.filter((arg) => !['--soak', '--tests', '--again'].includes(arg));
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
const beside = `${report}.beside`;
mkdirSync(join(report, '..'), { recursive: true });
for (const file of [report, beside]) rmSync(file, { force: true });
env.DUNWELL_BESIDE_TESTS = beside;
const tests = (path, ...more) => {
  const reporters = ['--reporter=default', '--reporter=json', '--reporter=./scripts/again.mjs'];
  return run('tests', 'vitest/vitest.mjs', ['run', ...reporters, `--outputFile.json=${path}`, ...more], { env });
};
console.log('\n— tests');
steps.tests = await tests(report, ...forVitest);
if (again && !steps.tests && existsSync(report)) {
  const judged = await runAgain(JSON.parse(readFileSync(report, 'utf8')), (file, path) => {
    console.log(`\n— once more, alone: ${relative(root, file)}`);
    return tests(path, file);
  });
  writeFileSync(report, JSON.stringify(judged));
  steps.tests = judged.success && judged.passedAgain.length > 0 && !existsSync(beside);
  for (const name of judged.passedAgain) console.log(`passed only when run again, alone: ${name}`);
}
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
