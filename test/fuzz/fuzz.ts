/**
 * A small coverage-guided fuzzer. An input is kept as a parent of others when it reached a new block of the readers (see
 * coverage.ts) or ended in a way not seen before: another refusal, another warning, another size of result (its signature).
 * The oracle: nothing but a refusal is ever raised; an execution takes at most a second of the processor (three where another's
 * reader is behind ours) and 512 MB of heap; a target's own checks hold (what it says foots, foots).
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { RefusalError } from '#kernel';
import { readConfig } from '#platform';
import { Coverage } from './coverage.ts';
import { chance, mutate, tokensOf } from './mutate.ts';

export interface Target {
  readonly name: string;
  readonly seeds: readonly Uint8Array[];
  /** Reads an input and answers with its signature; throws where a check of its own fails. */
  readonly run: (input: Uint8Array) => string | Promise<string>;
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

export interface Result {
  readonly executions: number;
  readonly parents: number;
  readonly blocks: number;
}

/** Where an execution takes longer, or leaves a heap that grew by more, it is measured again against both bounds. */
const quickMicroseconds = 250_000;
const smallGrowth = 64 * 1024 * 1024;
/** Of the processor, so that a neighbour's work is none of the input's. */
const maximumMicroseconds = (target: Target): number => (target.anothers ? 3_000_000 : 1_000_000);
const maximumHeap = 512 * 1024 * 1024;
const batchSize = 200;
const maximumParents = 3000;

/** Runs a target until its budget ends; throws with the input's file at the first execution that fails the oracle. */
export async function fuzz(target: Target, budget: Budget): Promise<Result> {
  const random = chance(budget.seed);
  const tokens = tokensOf(target.seeds);
  const parents: Uint8Array[] = [...target.seeds];
  const signatures = new Set<string>();
  const coverage = new Coverage(['/src/formats/', '/src/modules/integrations/']);
  const kept = new Set<Uint8Array>();
  const keep = (input: Uint8Array): void => {
    if (input.length === 0 || kept.has(input)) return;
    kept.add(input);
    if (parents.length < maximumParents) {
      parents.push(input);
      return;
    }
    const place = target.seeds.length + random(parents.length - target.seeds.length);
    kept.delete(parents[place]!);
    parents[place] = input;
  };
  let executions = 0;
  const end = process.hrtime.bigint() + BigInt(Math.round(budget.seconds * 1e9));
  const goesOn = (): boolean =>
    executions < budget.least || (executions < budget.executions && process.hrtime.bigint() < end);
  try {
    for (const seed of target.seeds) signatures.add(await execute(target, seed));
    coverage.learn(coverage.take());
    while (goesOn()) {
      const batch: Uint8Array[] = [];
      while (batch.length < batchSize && goesOn()) {
        // Half of the time a parent that was found lately: it is nearer to what is not known yet.
        const recent = random(2) === 0 ? Math.max(0, parents.length - 50) : 0;
        const parent = parents[recent + random(parents.length - recent)]!;
        const input = mutate(parent, parents[random(parents.length)]!, tokens, random);
        const signature = await execute(target, input);
        executions += 1;
        // What ends in a new way is a parent at once; what reached something new is found at the end of the batch.
        if (!signatures.has(signature)) keep(input);
        if (signatures.size < 100_000) signatures.add(signature);
        batch.push(input);
      }
      const blocks = coverage.learn(coverage.take());
      if (blocks.size > 0) for (const input of await thoseThatReach(target, coverage, batch, blocks)) keep(input);
    }
    return { executions, parents: parents.length, blocks: coverage.blocks };
  } finally {
    coverage.close();
  }
}

/** Halves the batch until single inputs are left that reach the blocks. */
async function thoseThatReach(
  target: Target,
  coverage: Coverage,
  inputs: readonly Uint8Array[],
  blocks: ReadonlySet<string>,
): Promise<Uint8Array[]> {
  if (inputs.length <= 1) return [...inputs];
  const half = inputs.slice(0, inputs.length >> 1);
  for (const input of half) await execute(target, input);
  const reached = coverage.take();
  const here = new Set([...blocks].filter((block) => reached.has(block)));
  const rest = new Set([...blocks].filter((block) => !reached.has(block)));
  return [
    ...(here.size > 0 ? await thoseThatReach(target, coverage, half, here) : []),
    ...(rest.size > 0 ? await thoseThatReach(target, coverage, inputs.slice(inputs.length >> 1), rest) : []),
  ];
}

async function execute(target: Target, input: Uint8Array): Promise<string> {
  // The clock is cheap to ask, and no shorter than the processor's time: what it finds quick is.
  const heap = getHeapStatistics().used_heap_size;
  const began = performance.now();
  let signature: string;
  try {
    const answer = target.run(input);
    signature = typeof answer === 'string' ? answer : await answer;
  } catch (fault) {
    if (!(fault instanceof RefusalError)) return failed(target, input, fault as Error);
    const { code, message } = fault.refusal;
    signature = `refused ${code} ${message.replace(/"[^"]*"|\d+/g, '').slice(0, 80)}`;
  }
  const grown = getHeapStatistics().used_heap_size - heap;
  if ((performance.now() - began) * 1000 > quickMicroseconds || grown > smallGrowth) await measureAgain(target, input);
  return signature;
}

/**
 * The collector, the compiler or a neighbour may have had its turn: the least of several runs counts. What is slow or large only
 * the first time is the machine's.
 */
async function measureAgain(target: Target, input: Uint8Array): Promise<void> {
  let least = Number.POSITIVE_INFINITY;
  let grown = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 4 && (least > quickMicroseconds || grown > maximumHeap); run += 1) {
    const heap = getHeapStatistics().used_heap_size;
    const began = process.cpuUsage();
    try {
      await target.run(input);
    } catch (fault) {
      if (!(fault instanceof RefusalError)) throw fault;
    }
    const { user, system } = process.cpuUsage(began);
    least = Math.min(least, user + system);
    grown = Math.min(grown, getHeapStatistics().used_heap_size - heap);
  }
  if (least > maximumMicroseconds(target)) failed(target, input, new Error(`took ${least / 1e6} s of the processor`));
  if (grown > maximumHeap) failed(target, input, new Error(`took ${Math.round(grown / 1024 / 1024)} MB of heap`));
}

function failed(target: Target, input: Uint8Array, fault: Error): never {
  const folder = join(readConfig().root, 'node_modules/.cache/dunwell-fuzz');
  mkdirSync(folder, { recursive: true });
  const path = join(
    folder,
    `${target.name.replace(/\W+/g, '-')}-${createHash('sha256').update(input).digest('hex').slice(0, 12)}.bin`,
  );
  writeFileSync(path, input);
  throw new Error(`${target.name}: ${fault.message}\nThe input is kept in ${path}\n${fault.stack ?? ''}`, {
    cause: fault,
  });
}
