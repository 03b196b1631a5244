/** How the bench measures: warm-up, contenders in turn, median and spread; processor time of both sides; memory. */
import { readdirSync, readFileSync } from 'node:fs';

export interface Contender {
  readonly name: string;
  /** Everything a repetition needs that is not measured. */
  prepare?(): void | Promise<void>;
  run(): unknown;
}

export interface Timing {
  readonly name: string;
  /** Wall time of each round, in milliseconds. */
  readonly wallMs: readonly number[];
  /** Processor time per round of this process and of the database server, in milliseconds; null where unknown. */
  readonly clientCpuMs: number;
  readonly serverCpuMs: number | null;
}

export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
};
export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Runs the contenders in turn, the first one changing each round, so that drift of the machine meets all alike. */
export async function contest(
  contenders: readonly Contender[],
  options: { warmups: number; rounds: number; serverPid: number | null },
): Promise<Timing[]> {
  const walls = contenders.map((): number[] => []);
  const clients = contenders.map((): number[] => []);
  const servers = contenders.map((): (number | null)[] => []);
  for (let round = -options.warmups; round < options.rounds; round += 1) {
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const place = (turn + Math.abs(round)) % contenders.length;
      const contender = contenders[place]!;
      await contender.prepare?.();
      const serverBefore = serverCpuMs(options.serverPid);
      const clientBefore = process.cpuUsage();
      const start = performance.now();
      await contender.run();
      const wall = performance.now() - start;
      const client = process.cpuUsage(clientBefore);
      const serverAfter = serverCpuMs(options.serverPid);
      if (round < 0) continue;
      walls[place]!.push(wall);
      clients[place]!.push((client.user + client.system) / 1000);
      servers[place]!.push(serverBefore === null || serverAfter === null ? null : serverAfter - serverBefore);
    }
  }
  return contenders.map((contender, place) => {
    const known = servers[place]!.filter((one) => one !== null);
    return {
      name: contender.name,
      wallMs: walls[place]!,
      clientCpuMs: median(clients[place]!),
      serverCpuMs: known.length === 0 ? null : median(known),
    };
  });
}

/** Time of `a` over time of `b`, round by round: median, least and most. */
export function ratioOf(a: Timing, b: Timing): { median: number; least: number; most: number } {
  const ratios = a.wallMs.map((wall, round) => wall / b.wallMs[round]!);
  return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
}

/** The same with the middle half of the rounds in place of the extremes: for many short rounds on a machine that others use. */
export function middleOf(a: Timing, b: Timing): { median: number; from: number; to: number } {
  const ratios = a.wallMs.map((wall, round) => wall / b.wallMs[round]!);
  return { median: median(ratios), from: percentile(ratios, 0.25), to: percentile(ratios, 0.75) };
}

interface ProcessFacts {
  readonly parent: number;
  /** Own and ended children's time, in clock ticks of 10 ms. */
  readonly ticks: number;
  readonly endedChildrenTicks: number;
}

function processFacts(pid: number): ProcessFacts | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
      .map(Number);
    return {
      parent: fields[1]!,
      ticks: fields[11]! + fields[12]!,
      endedChildrenTicks: fields[13]! + fields[14]!,
    };
  } catch {
    return null;
  }
}

function serverPids(postmaster: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid === postmaster || processFacts(pid)?.parent === postmaster);
}

/** Processor time of the server and its workers so far; null where the system has no /proc. Resolution 10 ms. */
export function serverCpuMs(postmaster: number | null): number | null {
  if (postmaster === null || processFacts(postmaster) === null) return null;
  const ended = processFacts(postmaster)!.endedChildrenTicks;
  return serverPids(postmaster).reduce((sum, pid) => sum + (processFacts(pid)?.ticks ?? 0), ended) * 10;
}

/**
 * Processor time of one process so far, in milliseconds to the nanosecond; null where the system does not tell it, or the
 * process is on another machine.
 */
export function processCpuMs(pid: number): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return null;
  }
}

export interface Memory {
  readonly clientRssMb: number;
  readonly clientPeakRssMb: number;
  /** Private memory of all server processes and the shared buffers once, in MB (proportional set size). */
  readonly serverMb: number | null;
  /** The same without the shared buffers, which fill up to their size and stay. */
  readonly serverOwnMb: number | null;
}

/** What this process and the server hold now. */
export function memory(postmaster: number | null): Memory {
  const mb = (kilobytes: number): number => Math.round(kilobytes / 1024);
  let server: number | null = null;
  let own = 0;
  if (postmaster !== null && processFacts(postmaster) !== null) {
    server = 0;
    for (const pid of serverPids(postmaster)) {
      try {
        const told = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
        server += Number(/^Pss:\s+(\d+)/m.exec(told)?.[1] ?? 0);
        own += Number(/^Pss_Anon:\s+(\d+)/m.exec(told)?.[1] ?? 0);
      } catch {
        // A worker that ended in between, or one of another user that we may not look into.
      }
    }
    server = server === 0 ? null : mb(server);
  }
  return {
    clientRssMb: mb(process.memoryUsage().rss / 1024),
    clientPeakRssMb: mb(process.resourceUsage().maxRSS),
    serverMb: server,
    serverOwnMb: server === null ? null : mb(own),
  };
}
