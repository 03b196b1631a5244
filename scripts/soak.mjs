/**
 * npm run soak: the long tier, part by part, each as `npm test` runs it but for hours: years of a company; every reader fuzzed;
 * the database killed and restarted fifty times; every failpoint walked with seeds of their own; the properties (files in
 * every order, the mirror, the ledger, the audit trail edited) drawn anew with seeds of their own. `--parts years,fuzzing`
 * takes some of them, `--seeds FROM-TO` other seeds than 1-20. Prints what ran, how long, and what came of it, as the lines
 * that docs/reference/soak.md keeps.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from './install.mjs';

const args = process.argv.slice(2);
const option = (name, standard) => {
  const at = args.indexOf(name);
  return at < 0 ? standard : args[at + 1];
};
const [from, to] = option('--seeds', '1-20').split('-').map(Number);
const seeds = Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** The properties: the files in their folder, and what draws by `test/property.ts` elsewhere. */
const properties = ['src', 'test']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name)),
  )
  .filter((path) => path.endsWith('.test.ts'))
  .filter(
    (path) => path.includes('/test/properties/') || /from '[^']*\/property(\.ts)?'/.test(readFileSync(path, 'utf8')),
  )
  .map((path) => relative(root, path))
  .sort();

/** Each part: what it is, and its runs of the test command, or of a program of its own (`program`). */
const parts = {
  years: [
    'a company, day by day',
    [{ args: ['--soak', 'test/soak'], env: { DUNWELL_SIMULATION_SEEDS: `${from}-${to}` } }],
  ],
  fuzzing: ['every reader fuzzed', [{ program: 'test/fuzz/soak.ts', args: [] }]],
  restarts: ['PostgreSQL killed and restarted under load', [{ args: ['--soak', 'test/faults/database.test.ts'] }]],
  kills: [
    'every failpoint, drawn',
    seeds.map((seed) => ({
      args: ['--tests', 'test/faults/kill.test.ts', 'test/faults/deeds.test.ts'],
      env: { DUNWELL_FAULT_SEED: String(seed) },
    })),
  ],
  properties: [
    'the properties, drawn',
    seeds.map((seed) => ({ args: ['--tests', ...properties], env: { DUNWELL_PROPERTY_SEED: String(seed) } })),
  ],
};
const wanted = option('--parts', Object.keys(parts).join(',')).split(',');
const unknown = wanted.filter((name) => !parts[name]);
if (unknown.length > 0) {
  console.error(`There is no part "${unknown[0]}"; there are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

const work = mkdtempSync(join(tmpdir(), 'dunwell-soak-'));
const lines = [];
let failed = 0;
for (const name of wanted) {
  const [title, runs] = parts[name];
  const began = Date.now();
  const sum = { passed: 0, failed: 0, notRun: 0 };
  for (const [index, run] of runs.entries()) {
    const report = join(work, `${name}-${index}.json`);
    const called = run.program === undefined ? ['scripts/test.mjs'] : ['scripts/run.mjs', run.program];
    const { status } = spawnSync(process.execPath, [join(root, called[0]), ...called.slice(1), ...run.args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...run.env, DUNWELL_TEST_REPORT: report },
    });
    // A program of its own is one test, and says more itself.
    let counts = { numPassedTests: run.program && status === 0 ? 1 : 0, numFailedTests: 0, numPendingTests: 0 };
    try {
      if (run.program === undefined) counts = JSON.parse(readFileSync(report, 'utf8'));
    } catch {
      // The run ended before its report; its status says that it failed.
    }
    sum.passed += counts.numPassedTests;
    sum.failed += Math.max(counts.numFailedTests, status === 0 ? 0 : 1);
    sum.notRun += counts.numPendingTests;
  }
  failed += sum.failed;
  const minutes = Math.round((Date.now() - began) / 60_000);
  const size = runs.length === 1 ? '' : ` with seeds ${from} to ${to}`;
  const notRun = sum.notRun === 0 ? '' : `, ${sum.notRun} not run`;
  lines.push(`| ${title}${size} | ${sum.passed} passed, ${sum.failed} failed${notRun} | ${minutes} min |`);
}
rmSync(work, { recursive: true, force: true });
console.log(`\n| part | result | time |\n|---|---|---|\n${lines.join('\n')}`);
process.exitCode = failed === 0 ? 0 : 1;
