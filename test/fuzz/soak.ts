/**
 * The fuzzer's long tier: `npm run soak -- --parts fuzzing`, or this file by itself with `--targets`, `--executions` (a million of
 * each unless said), `--seconds` (of one target at a time) and `--home` (where counts, kept inputs and findings stay). One
 * target after the other, each in a process of its own; what was begun goes on where it ended. Writes docs/reference/fuzzing.md.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readConfig, systemClock } from '#platform';
import { type Finding, fuzz, type Progress, stillFails, type Target } from './fuzz.ts';
import { targets } from './targets.ts';

const { root } = readConfig();
const { values } = parseArgs({
  options: {
    targets: { type: 'string' },
    executions: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: String(12 * 3600) },
    home: { type: 'string', default: join(root, 'node_modules/.cache/dunwell-fuzz/soak') },
    /** Within this process: what is called for each target. */
    here: { type: 'boolean', default: false },
  },
});
const goal = Number(values.executions);
const secondsEach = Number(values.seconds);
/** Two of a kind say the same. */
const mostFindings = 20;
const saveEverySeconds = 10;

interface Kept {
  readonly executions: number;
  readonly blocks: number;
  readonly cpuSeconds: number;
  readonly parents: readonly string[];
  readonly findings: readonly Finding[];
  /** Of the last run. */
  readonly day: string;
  readonly commit: string;
}

const fileOf = (target: Target): string => join(values.home, `${target.name.replace(/\W+/g, '-')}.json`);
function keptOf(target: Target): Kept | null {
  try {
    return JSON.parse(readFileSync(fileOf(target), 'utf8'));
  } catch (fault) {
    if ((fault as { code?: string }).code === 'ENOENT') return null;
    throw fault;
  }
}

const commitNow = (): string =>
  spawnSync('git', ['describe', '--always', '--dirty'], { cwd: root, encoding: 'utf8' }).stdout.trim();

/** Runs one target until its goal or its time. */
async function runHere(target: Target): Promise<void> {
  const before = keptOf(target);
  if (before !== null && before.executions >= goal) return;
  const findings = [...(before?.findings ?? [])];
  const commit = commitNow();
  const cpuSeconds = (): number => {
    const { user, system } = process.cpuUsage();
    return (before?.cpuSeconds ?? 0) + (user + system) / 1e6;
  };
  const write = ({ executions, blocks, parents }: Progress): void => {
    const kept: Kept = {
      executions,
      // Of what was kept before not every block is met again at once.
      blocks: Math.max(blocks, before?.blocks ?? 0),
      cpuSeconds: cpuSeconds(),
      parents: parents.map((one) => Buffer.from(one).toString('base64')),
      findings,
      day: systemClock.now().toISOString().slice(0, 10),
      commit,
    };
    writeFileSync(`${fileOf(target)}.new`, JSON.stringify(kept));
    renameSync(`${fileOf(target)}.new`, fileOf(target));
  };
  let saved = performance.now();
  const kindOf = (message: string): string => message.replace(/"[^"]*"|\d+/g, '').slice(0, 100);
  const progress = await fuzz(
    target,
    { seconds: secondsEach, executions: goal, least: 0, seed: 1 },
    {
      from: {
        executions: before?.executions ?? 0,
        blocks: before?.blocks ?? 0,
        parents: (before?.parents ?? []).map((one) => new Uint8Array(Buffer.from(one, 'base64'))),
      },
      save(one) {
        if (performance.now() - saved < saveEverySeconds * 1000) return;
        saved = performance.now();
        write(one);
      },
      found(finding) {
        if (findings.length >= mostFindings) return;
        if (findings.some((one) => kindOf(one.message) === kindOf(finding.message))) return;
        findings.push(finding);
        console.log(`finding: ${finding.message} (${finding.path})`);
      },
    },
  );
  write(progress);
}

/** Writes the page; answers how many findings fail still: one that was mended stays told, and fails nothing. */
async function writePage(): Promise<number> {
  const rows: string[] = [];
  const told: string[] = [];
  let whole = 0;
  let openInAll = 0;
  for (const target of targets) {
    const kept = keptOf(target);
    if (!kept) {
      rows.push(`| ${target.name} | not run | | | | | | |`);
      continue;
    }
    if (kept.executions >= 1_000_000) whole += 1;
    let open = 0;
    for (const { message, path } of kept.findings) {
      const fails = await stillFails(target, new Uint8Array(readFileSync(path)));
      if (fails) open += 1;
      told.push(`- ${fails ? '**open**' : 'mended'}: ${message.replace(/\s+/g, ' ').slice(0, 300)}`);
    }
    openInAll += open;
    const findings = kept.findings.length === 0 ? 'none' : `${kept.findings.length}, ${open} open`;
    rows.push(
      `| ${target.name} | ${kept.executions.toLocaleString('en')} | ${kept.blocks} | ${kept.parents.length} | ${findings} | ${Math.round(kept.cpuSeconds).toLocaleString('en')} | ${Math.round(kept.executions / kept.cpuSeconds).toLocaleString('en')} | ${kept.day}, \`${kept.commit}\` |`,
    );
  }
  const page = [
    '# Every reader fuzzed',
    '',
    'Written by `npm run soak -- --parts fuzzing`: every reader, and whatever else takes what others wrote, meets mutated files, guided by the blocks of its code that they reach. Nothing but a refusal may be raised; an execution takes at most a second of the processor and 512 MB of heap (three seconds where another’s reader stands behind ours); what a reader says foots, foots; a bank file comes to the same entries in pieces of a few bytes; what can be printed is read again as it was. The goal is a million executions of each target.',
    '',
    `**${whole} of ${targets.length} targets have met a million.** A run goes on where the last one ended; executions that were repeated to find what reached a new block are not counted, their time is.`,
    '',
    '| target | executions | blocks reached | inputs kept | findings | s of the processor | executions/s of it | last run |',
    '|---|---:|---:|---:|---|---:|---:|---|',
    ...rows,
    '',
    ...(told.length === 0 ? [] : ['## Findings', '', ...told, '']),
  ];
  writeFileSync(join(root, 'docs/reference/fuzzing.md'), page.join('\n'));
  return openInAll;
}

mkdirSync(values.home, { recursive: true });
const wanted = values.targets?.split(',');
const unknown = wanted?.find((name) => !targets.some((target) => target.name === name));
if (unknown !== undefined) {
  console.error(`fuzzing: there is no target "${unknown}"; targets are ${targets.map((one) => one.name).join(', ')}.`);
  process.exit(2);
}
const chosen = wanted ? wanted.map((name) => targets.find((target) => target.name === name)!) : targets;
if (values.here) for (const target of chosen) await runHere(target);
else {
  let failed = false;
  for (const target of chosen) {
    // What coverage counts is what was compiled since it began to count: a process that has run nothing else.
    const { status } = spawnSync(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(import.meta.url), ...process.argv.slice(2), '--targets', target.name, '--here'],
      { cwd: root, stdio: 'inherit' },
    );
    const kept = keptOf(target);
    console.log(
      `fuzz ${target.name}: ${kept?.executions.toLocaleString('en') ?? 'no'} executions, ${kept?.findings.length ?? 0} findings`,
    );
    if ((await writePage()) > 0 || status !== 0) failed = true;
  }
  process.exitCode = failed ? 1 : 0;
}
