/**
 * npm run soak: the long tier, piece by piece, each as `npm test` runs it but for hours: years of a company, a seed each; every
 * reader fuzzed; the database killed and restarted fifty times; ten rounds of four users on each receipt; every failpoint,
 * the properties and the same files in every way, drawn anew with each seed; a million records of the audit trail edited.
 * What docs/reference/soak.md says to have passed is not run again unless `--again`; `--parts years,kills` takes some parts,
 * `--seeds FROM-TO` other seeds than 1-20, `--list` only says what would run. The page is written after every piece.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig, systemClock } from '#platform';
import { commitNow } from '../../scripts/commit-now.ts';
import { type PagePart, type PieceResult, piecesToRun, readResults, withResult, writePage } from './page.ts';

const { root } = readConfig();
const { values } = parseArgs({
  options: {
    parts: { type: 'string' },
    seeds: { type: 'string', default: '1-20' },
    again: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});
const [from = 1, to = from] = values.seeds.split('-').map(Number);
if (![from, to].every(Number.isInteger) || to < from) {
  console.error('soak: --seeds takes FROM-TO, such as 3-5.');
  process.exit(2);
}
const seeds = Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** How a piece is run: arguments of the test command, or a program of its own. */
interface Run {
  readonly piece: string;
  readonly args: readonly string[];
  readonly program?: true;
  readonly env?: Readonly<Record<string, string>>;
}

interface Part extends Omit<PagePart, 'pieces'> {
  readonly runs: readonly Run[];
}

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
const propertyCount = properties
  .map((path) => readFileSync(join(root, path), 'utf8').match(/fc\.(?:asyncP|p)roperty\(/g)?.length ?? 0)
  .reduce((sum, count) => sum + count, 0);

const ofSeeds = (variable: string, args: readonly string[]): readonly Run[] =>
  seeds.map((seed) => ({ piece: `seed ${seed}`, args, env: { [variable]: String(seed) } }));

const parts: readonly Part[] = [
  {
    name: 'years',
    title: 'a company, day by day for 365 days',
    wanted: '200 seeds in TRUST, 20 for a release here: invariants after every event, the same seed the same digest',
    runs: seeds.map((seed) => ({
      piece: `seed ${seed}`,
      args: ['--soak', 'test/soak/simulation.soak.ts'],
      env: { DUNWELL_SIMULATION_SEEDS: `${seed}-${seed}` },
    })),
  },
  {
    name: 'fuzzing',
    title: 'every reader fuzzed ([how far each has come](fuzzing.md))',
    wanted: 'a million executions of each',
    runs: [{ piece: 'every target', args: ['test/fuzz/soak.ts'], program: true }],
  },
  {
    name: 'restarts',
    title: 'PostgreSQL goes under the load of four writers',
    wanted: 'killed 50 times, restarted 50 times: nothing lost, back within 5 s; and a full disk',
    runs: ['killed', 'restarted', 'full disk'].map((piece) => ({
      piece,
      args: ['--soak', 'test/faults/database.test.ts', '-t', piece],
    })),
  },
  {
    name: 'standby',
    title: 'the primary is lost under the load of four writers, and a standby promoted',
    wanted: '20 times: nothing lost, the first write within 2 s after the promotion',
    runs: [{ piece: 'promoted', args: ['--soak', 'test/faults/standby.test.ts'] }],
  },
  {
    name: 'crowds',
    title: 'four users on each of 200 receipts',
    wanted: 'ten rounds: no receipt and no item over-allocated',
    runs: [{ piece: 'ten rounds', args: ['--soak', 'test/scenarios/concurrency.test.ts'] }],
  },
  {
    name: 'kills',
    title: 'kill -9 at every failpoint, its passing drawn',
    wanted: '20 seeds each: nothing acknowledged lost, nothing doubled',
    runs: ofSeeds('DUNWELL_FAULT_SEED', ['--tests', 'test/faults/kill.test.ts', 'test/faults/deeds.test.ts']),
  },
  {
    name: 'imports',
    title: 'the same drawn bank files in nine ways and five formats',
    wanted: '200 files in 6 ways; here 15 files a seed, 300 in 9 ways: one effect',
    runs: ofSeeds('DUNWELL_FILE_SEED', ['--tests', 'test/faults/same-file.test.ts']),
  },
  {
    name: 'properties',
    title: `${propertyCount} properties, drawn anew`,
    wanted:
      '25 properties in 10,000 runs; here in 20 seeds 20,000 runs of each pure one, 1,000 of one on a database, 40 feeds of an ERP',
    runs: ofSeeds('DUNWELL_PROPERTY_SEED', ['--tests', ...properties]),
  },
  {
    name: 'tampering',
    title: 'a million records of the audit trail, 1,000 of them edited',
    wanted: 'all found, verified within 30 s',
    runs: [{ piece: 'a million records', args: ['--soak', 'test/soak/audit-trail.soak.ts'] }],
  },
];

const names = parts.map((one) => one.name);
const wanted = values.parts?.split(',') ?? names;
const unknown = wanted.find((name) => !names.includes(name));
if (unknown !== undefined) {
  console.error(`soak: there is no part "${unknown}"; parts are ${names.join(', ')}.`);
  process.exit(2);
}

const path = join(root, 'docs/reference/soak.md');
/** As the page shows the parts: with the seeds of a release, whatever was asked for now. */
const shown = parts.map(({ runs, ...part }): PagePart => {
  const seeded = runs.some((run) => run.piece.startsWith('seed '));
  const pieces = seeded ? Array.from({ length: 20 }, (_, index) => `seed ${index + 1}`) : runs.map((run) => run.piece);
  return { ...part, pieces };
});
const askedFor = parts
  .filter((part) => wanted.includes(part.name))
  .map(({ runs, ...part }): PagePart => ({ ...part, pieces: runs.map((run) => run.piece) }));

interface Counts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
}

/** Runs a piece; what its tests say in lines of their own (`soak: …`) is told on the page. */
async function runPiece(part: string, run: Run): Promise<PieceResult> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-soak-'));
  const report = join(folder, 'report.json');
  const commit = commitNow(root);
  const began = performance.now();
  const told: string[] = [];
  try {
    const script = run.program ? 'scripts/run.mjs' : 'scripts/test.mjs';
    const child = spawn(process.execPath, [join(root, script), ...run.args], {
      cwd: root,
      stdio: ['inherit', 'pipe', 'inherit'],
      env: { ...process.env, ...run.env, DUNWELL_TEST_REPORT: report },
    });
    let text = '';
    child.stdout.on('data', (bytes: Buffer) => {
      process.stdout.write(bytes);
      text += bytes.toString();
    });
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
    // Vitest colours what stands before a line.
    const plain = text.replace(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '');
    told.push(...[...plain.matchAll(/^soak: (.+)$/gm)].map((match) => match[1]!));
    // A program of its own is one test, and says more itself.
    let counts: Counts = { numPassedTests: run.program && status === 0 ? 1 : 0, numFailedTests: 0, numPendingTests: 0 };
    try {
      if (!run.program) counts = JSON.parse(readFileSync(report, 'utf8')) as Counts;
    } catch {
      // The run ended before its report; its status says that it failed.
    }
    const failed = Math.max(counts.numFailedTests, status === 0 ? 0 : 1);
    const chosen = run.args.includes('-t');
    // Tests that were left out because another piece is theirs are not missing.
    const notRun = chosen || counts.numPendingTests === 0 ? '' : `, ${counts.numPendingTests} not run`;
    const passed = failed === 0 && counts.numPassedTests > 0;
    return {
      part,
      piece: run.piece,
      result: `${passed ? 'passed' : `failed ${Math.max(failed, 1)}, passed`} ${counts.numPassedTests}${notRun}`,
      told: told.join('; '),
      minutes: ((performance.now() - began) / 60_000).toFixed(1),
      command: `npm run soak -- --parts ${part}${run.piece.startsWith('seed ') ? ` --seeds ${run.piece.slice(5)}-${run.piece.slice(5)}` : ''}`,
      commit,
      day: systemClock.now().toISOString().slice(0, 10),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const pageNow = (): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

const waiting = piecesToRun(askedFor, readResults(pageNow()), values.again);
if (values.list) for (const { part, piece } of waiting) console.log(`${part}, ${piece}`);
else {
  let failed = 0;
  for (const { part, piece } of waiting) {
    const run = parts.find((one) => one.name === part)!.runs.find((one) => one.piece === piece)!;
    console.log(`\n— soak: ${part}, ${piece}`);
    const result = await runPiece(part, run);
    if (!result.result.startsWith('passed')) failed += 1;
    // Read anew: another run may have told its pieces meanwhile.
    writeFileSync(path, writePage(shown, withResult(readResults(pageNow()), result)));
    console.log(`— soak: ${part}, ${piece}: ${result.result} in ${result.minutes} min`);
  }
  console.log(`soak: ${waiting.length} pieces run, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
