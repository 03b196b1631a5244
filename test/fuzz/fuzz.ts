/**
 * A small coverage-guided fuzzer. An input is kept as a parent of others when it reached a new block of the readers (see
 * coverage.ts) or ended in a way not seen before: another refusal, another warning, another size of result (its signature).
 * Small parents are taken more often and few children are large, since most of what a reader decides it decides within a line.
 * The oracle: nothing but a refusal is ever raised or left rejected behind; an execution takes at most a second of the processor (three where another's
 * reader is behind ours) and 512 MB of heap; a target's own checks hold (what it says foots, foots).
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { RefusalError } from '#kernel';
import { readConfig } from '#platform';
import { isOwnRejection } from '../../src/formats/remittance/pdf/own-rejections.ts';
import { Coverage } from './coverage.ts';
import { chance, mutate, tokensOf } from './mutate.ts';

export interface Target {
  readonly name: string;
  readonly seeds: readonly Uint8Array[];
  /**
   * Reads an input and answers with its signature; throws where a check of its own fails. `thorough`: with the checks that read
   * again, which every input that is kept meets and one of eight others.
   */
  readonly run: (input: Uint8Array, thorough: boolean) => string | Promise<string>;
  /** Behind it stands another's reader, which takes as long as it takes. */
  readonly anothers?: true;
}

export interface Budget {
  /** Either bound ends the run, but not before the least number of executions, however slow the machine is. */
  readonly seconds: number;
  readonly executions: number;
  readonly least: number;
  readonly seed: number;
}

/** An input that failed the oracle, and where it is kept. */
export interface Finding {
  readonly message: string;
  readonly path: string;
}

/** How far a run has come; another one goes on from it. */
export interface Progress {
  readonly executions: number;
  /** What was kept besides the seeds. */
  readonly parents: readonly Uint8Array[];
  readonly blocks: number;
}

/** A run in pieces: it goes on from where another ended, says now and then how far it is, and goes on behind what it finds. */
export interface Long {
  readonly from: Progress;
  save(progress: Progress): void;
  found(finding: Finding): void;
}

/** Where an execution takes longer, or leaves a heap that grew by more, it is measured again against both bounds. */
const quickMicroseconds = 250_000;
const smallGrowth = 64 * 1024 * 1024;
/** Of the processor, so that a neighbour's work is none of the input's. */
const maximumMicroseconds = (target: Target): number => (target.anothers ? 3_000_000 : 1_000_000);
const maximumHeap = 512 * 1024 * 1024;
/** Coverage is taken after so many executions; the longer nothing new comes, the more. */
const smallestBatch = 200;
const largestBatch = 3200;
/** Parents that ended in a new way; those that reached a new block all stay. */
const maximumBySignature = 1000;
/** Children are cut to this, one of sixty-four to the larger bound. */
const usualSize = 2048;
const largestSize = 64 * 1024;

/** Runs a target until its budget ends; without `long` it throws with the input's file at the first execution that fails the oracle. */
export async function fuzz(target: Target, budget: Budget, long?: Long): Promise<Progress> {
  const runner = new Runner(target, long?.found);
  runner.listen();
  const done = long?.from.executions ?? 0;
  const random = chance(budget.seed + done);
  const tokens = tokensOf(target.seeds);
  const parents: Uint8Array[] = [...target.seeds];
  const signatures = new Set<string>();
  const coverage = new Coverage(['/src/formats/', '/src/modules/integrations/']);
  const kept = new Set<Uint8Array>();
  const bySignature: number[] = [];
  const keep = async (input: Uint8Array, why: 'block' | 'signature'): Promise<void> => {
    if (input.length === 0 || kept.has(input)) return;
    await runner.execute(input, true);
    kept.add(input);
    if (why === 'signature' && bySignature.length >= maximumBySignature) {
      const place = bySignature[random(bySignature.length)]!;
      kept.delete(parents[place]!);
      parents[place] = input;
      return;
    }
    if (why === 'signature') bySignature.push(parents.length);
    parents.push(input);
  };
  let executions = done;
  const progress = (): Progress => ({
    executions,
    parents: parents.slice(target.seeds.length),
    blocks: coverage.blocks,
  });
  const end = process.hrtime.bigint() + BigInt(Math.round(budget.seconds * 1e9));
  const goesOn = (): boolean =>
    executions < budget.least || (executions < budget.executions && process.hrtime.bigint() < end);
  /** The smaller of two, as a rule; half of the time of those found lately, which are nearer to what is not known yet. */
  const parent = (): Uint8Array => {
    const recent = random(2) === 0 ? Math.max(0, parents.length - 50) : 0;
    const one = parents[recent + random(parents.length - recent)]!;
    const other = parents[recent + random(parents.length - recent)]!;
    return random(4) > 0 && other.length < one.length ? other : one;
  };
  try {
    for (const seed of target.seeds) signatures.add(await runner.execute(seed, true));
    for (const input of long?.from.parents ?? []) {
      signatures.add(await runner.execute(input, false));
      kept.add(input);
      parents.push(input);
    }
    coverage.learn(coverage.take());
    let size = smallestBatch;
    while (goesOn()) {
      const batch: Uint8Array[] = [];
      while (batch.length < size && goesOn()) {
        const bound = random(64) === 0 ? largestSize : usualSize;
        const input = mutate(parent(), parents[random(parents.length)]!, tokens, bound, random);
        const signature = await runner.execute(input, random(8) === 0);
        executions += 1;
        // What ends in a new way is a parent at once; what reached something new is found at the end of the batch.
        if (!signatures.has(signature)) await keep(input, 'signature');
        if (signatures.size < 100_000) signatures.add(signature);
        batch.push(input);
      }
      const blocks = coverage.learn(coverage.take());
      size = blocks.size > 0 ? smallestBatch : Math.min(largestBatch, size * 2);
      if (blocks.size > 0)
        for (const input of await thoseThatReach(runner, coverage, batch, blocks)) await keep(input, 'block');
      long?.save(progress());
    }
    await new Promise((resolve) => setImmediate(resolve));
    runner.settle();
    return progress();
  } finally {
    runner.close();
    coverage.close();
  }
}

/** Whether an input that was a finding is one still, by the same oracle. */
export async function stillFails(target: Target, input: Uint8Array): Promise<boolean> {
  let fails = false;
  const runner = new Runner(target, () => {
    fails = true;
  });
  await runner.execute(input, true);
  return fails;
}

/** Halves the batch until single inputs are left that reach the blocks. */
async function thoseThatReach(
  runner: Runner,
  coverage: Coverage,
  inputs: readonly Uint8Array[],
  blocks: ReadonlySet<string>,
): Promise<Uint8Array[]> {
  if (inputs.length <= 1) return [...inputs];
  const half = inputs.slice(0, inputs.length >> 1);
  for (const input of half) await runner.execute(input, false);
  const reached = coverage.take();
  const here = new Set([...blocks].filter((block) => reached.has(block)));
  const rest = new Set([...blocks].filter((block) => !reached.has(block)));
  return [
    ...(here.size > 0 ? await thoseThatReach(runner, coverage, half, here) : []),
    ...(rest.size > 0 ? await thoseThatReach(runner, coverage, inputs.slice(inputs.length >> 1), rest) : []),
  ];
}

/** Executes the inputs of a target under the oracle. */
class Runner {
  constructor(
    private readonly target: Target,
    private readonly found: ((finding: Finding) => void) | undefined,
  ) {}

  /** A promise that a reader leaves rejected behind it would end the process that read: as bad as what it raises. */
  private input: Uint8Array | undefined;
  private left: Error | undefined;
  private readonly noteLeft = (reason: unknown): void => {
    if (!isOwnRejection(reason)) this.left ??= reason as Error;
  };
  listen(): void {
    process.on('unhandledRejection', this.noteLeft);
  }
  /** Rejections are told when the tasks of an execution are done: they are of the one before. */
  settle(): void {
    const { left, input } = this;
    this.left = undefined;
    if (left && input) this.failed(input, new Error(`left a rejection behind: ${left.message}`, { cause: left }));
  }
  close(): void {
    process.off('unhandledRejection', this.noteLeft);
  }

  /** Answers with how the execution ended. */
  async execute(input: Uint8Array, thorough: boolean): Promise<string> {
    this.settle();
    this.input = input;
    // The clock is cheap to ask, and no shorter than the processor's time: what it finds quick is.
    const heap = getHeapStatistics().used_heap_size;
    const began = performance.now();
    // A refusal is an answer here, and where it was raised costs more to gather than most readers take.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    let signature: string;
    try {
      const answer = this.target.run(input, thorough);
      signature = typeof answer === 'string' ? answer : await answer;
    } catch (fault) {
      if (!(fault instanceof RefusalError)) {
        Error.stackTraceLimit = stackTraceLimit;
        return this.failedAgain(input, thorough, fault as Error);
      }
      const { code, message } = fault.refusal;
      signature = `refused ${code} ${message.replace(/"[^"]*"|\d+/g, '').slice(0, 80)}`;
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
    const grown = getHeapStatistics().used_heap_size - heap;
    if ((performance.now() - began) * 1000 > quickMicroseconds || grown > smallGrowth) await this.measureAgain(input);
    return signature;
  }

  /**
   * The collector, the compiler or a neighbour may have had its turn: the least of several runs counts. What is slow or large only
   * the first time is the machine's.
   */
  private async measureAgain(input: Uint8Array): Promise<void> {
    let least = Number.POSITIVE_INFINITY;
    let grown = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 4 && (least > quickMicroseconds || grown > maximumHeap); run += 1) {
      const heap = getHeapStatistics().used_heap_size;
      const began = process.cpuUsage();
      try {
        await this.target.run(input, true);
      } catch (fault) {
        if (!(fault instanceof RefusalError)) throw fault;
      }
      const { user, system } = process.cpuUsage(began);
      least = Math.min(least, user + system);
      grown = Math.min(grown, getHeapStatistics().used_heap_size - heap);
    }
    if (least > maximumMicroseconds(this.target))
      this.failed(input, new Error(`took ${least / 1e6} s of the processor`));
    if (grown > maximumHeap) this.failed(input, new Error(`took ${Math.round(grown / 1024 / 1024)} MB of heap`));
  }

  /** Runs what failed once more, to learn where. */
  private async failedAgain(input: Uint8Array, thorough: boolean, first: Error): Promise<string> {
    let fault = first;
    try {
      await this.target.run(input, thorough);
    } catch (again) {
      if (!(again instanceof RefusalError)) fault = again as Error;
    }
    return this.failed(input, fault);
  }

  private failed(input: Uint8Array, fault: Error): string {
    const folder = join(readConfig().root, 'node_modules/.cache/dunwell-fuzz');
    mkdirSync(folder, { recursive: true });
    const name = `${this.target.name.replace(/\W+/g, '-')}-${createHash('sha256').update(input).digest('hex').slice(0, 12)}.bin`;
    const path = join(folder, name);
    writeFileSync(path, input);
    const message = `${this.target.name}: ${fault.message}`;
    if (!this.found)
      throw new Error(`${message}\nThe input is kept in ${path}\n${fault.stack ?? ''}`, { cause: fault });
    this.found({ message, path });
    return `failed ${fault.message.replace(/\d+/g, '').slice(0, 80)}`;
  }
}
