/** The results as a page: ratios first, with goals, machine, load, versions and memory. */
import { cpus, loadavg, totalmem } from 'node:os';
import { type Memory, median, percentile, ratioOf, type Timing } from './measure.ts';

/** One row of the table: our time against a reference's, in one run. */
export interface Line {
  readonly work: string;
  readonly goal: string;
  /** Null: it has no goal and is told beside what has one. */
  readonly met: boolean | null;
  /** The ratio that the goal speaks of. */
  readonly ratio: string;
  readonly ours: string;
  readonly reference: string;
  readonly ceilings: readonly string[];
  /** Where the time goes, as profiles and EXPLAIN ANALYZE showed; printed when the goal is missed. */
  readonly cause?: string;
}

const ms = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(3);

/** A timing in words: median, least to most, processor time; per unit where the work has a size. */
function timingText(timing: Timing, units?: { count: number; name: string }): string {
  const wall = median(timing.wallMs);
  const rate = units ? `, ${Math.round((units.count * 1000) / wall).toLocaleString('en')} ${units.name}/s` : '';
  const server = timing.serverCpuMs === null ? '' : ` + server ${ms(timing.serverCpuMs)}`;
  return `${timing.name}: ${ms(wall)} ms (${ms(Math.min(...timing.wallMs))}–${ms(Math.max(...timing.wallMs))}; CPU ${ms(timing.clientCpuMs)}${server})${rate}`;
}

/**
 * Makes a row of two timings. `atMost`: our time may be this many times the reference's. `atLeast`: our throughput must
 * be this share of the reference's.
 */
export function lineOf(input: {
  work: string;
  ours: Timing;
  reference: Timing;
  ceilings?: readonly Timing[];
  units?: { count: number; name: string };
  goal: string;
  atMost?: number;
  atLeast?: number;
  cause?: string;
}): Line {
  const { atLeast } = input;
  const ratio = atLeast === undefined ? ratioOf(input.ours, input.reference) : ratioOf(input.reference, input.ours);
  const text =
    atLeast === undefined
      ? `${ratio.median.toFixed(2)}× (${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)})`
      : `${(ratio.median * 100).toFixed(0)} % (${(ratio.least * 100).toFixed(0)}–${(ratio.most * 100).toFixed(0)})`;
  return {
    work: input.work,
    goal: input.goal,
    met: atLeast === undefined ? ratio.median <= (input.atMost ?? Number.POSITIVE_INFINITY) : ratio.median >= atLeast,
    ratio: text,
    ours: timingText(input.ours, input.units),
    reference: timingText(input.reference, input.units),
    ceilings: (input.ceilings ?? []).map((ceiling) => timingText(ceiling, input.units)),
    ...(input.cause === undefined ? {} : { cause: input.cause }),
  };
}

/** p50 and p95 of many short runs. */
export const percentiles = (timing: Timing): string =>
  `${timing.name}: p50 ${ms(percentile(timing.wallMs, 0.5))} ms, p95 ${ms(percentile(timing.wallMs, 0.95))} ms`;

export interface Facts {
  readonly documents: number;
  readonly customers: number;
  readonly clearings: number;
  readonly openItems: number;
  readonly startedAt: string;
  /** As `commitNow` tells it, before anything was measured. */
  readonly commit: string;
  readonly loadBefore: number;
  readonly postgres: string;
  readonly commandLine: string;
  readonly memory: readonly { readonly when: string; readonly held: Memory }[];
  readonly notes: readonly string[];
  /** The matching engine on labelled receipts: its table, a line each. */
  readonly quality: readonly string[];
  /** Bank files with a million entries: its table, a line each. */
  readonly readers: readonly string[];
}

/** The page docs/reference/bench.md. */
export function pageOf(lines: readonly Line[], facts: Facts): string {
  const cores = cpus();
  const load = loadavg().map((one) => one.toFixed(2));
  const loaded = facts.loadBefore > 0.5 * cores.length;
  const row = (line: Line): string =>
    `| ${line.work} | **${line.ratio}** | ${line.goal} | ${line.met === null ? '' : line.met ? 'met' : '**missed**'} |`;
  return [
    '# Speed, measured',
    '',
    `Written by \`${facts.commandLine}\`. Ratios are of one run, contenders in turn, the median over rounds with least and most; absolute times depend on the machine and its load. Answers are compared before anything is timed: a ratio is printed only for equal answers.`,
    '',
    '| work | ratio | goal | |',
    '|---|---|---|---|',
    ...lines.map(row),
    '',
    ...(facts.quality.length === 0 ? [] : ['## Matching, judged', '', ...facts.quality, '']),
    ...(facts.readers.length === 0 ? [] : ['## Bank files with a million entries', '', ...facts.readers, '']),
    '## The machine and the books',
    '',
    `- ${facts.startedAt}, commit ${facts.commit}; ${cores.length} × ${cores[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB; Node ${process.versions.node}; ${facts.postgres} (embedded, fsync on)`,
    `- load average before ${facts.loadBefore.toFixed(2)}, at the end ${load.join(', ')}${loaded ? ' — **the machine was loaded by others when the run began**' : ''}`,
    `- ${facts.documents.toLocaleString('en')} documents over 24 months, ${facts.clearings.toLocaleString('en')} clearings, ${facts.customers.toLocaleString('en')} customers, ${facts.openItems.toLocaleString('en')} items open; seeded, made by the commands themselves`,
    ...facts.memory.map(
      ({ when, held }) =>
        `- memory ${when}: this process ${held.clientRssMb} MB (peak ${held.clientPeakRssMb} MB)${held.serverMb === null ? '' : `, server ${held.serverMb} MB`}`,
    ),
    ...facts.notes.map((note) => `- ${note}`),
    '',
    '## Details',
    '',
    ...lines.flatMap((line) => [
      `**${line.work}** — ${line.met === null ? line.goal : `${line.goal}: ${line.met ? 'met' : 'missed'}`}, ${line.ratio}`,
      '',
      `- ${line.ours}`,
      `- ${line.reference}`,
      ...line.ceilings.map((ceiling) => `- ${ceiling}`),
      ...(line.met || line.cause === undefined ? [] : [`- likely cause: ${line.cause}`]),
      '',
    ]),
  ].join('\n');
}
