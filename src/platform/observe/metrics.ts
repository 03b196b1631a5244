/**
 * Metrics for a monitoring system, in Prometheus' text format: requests, commands and refusals as they happen, and gauges
 * that are read when somebody asks. Labels are names of ours (operations, codes, states, tenants), never data of a person.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../database.ts';
import type { CommandReport } from '../transaction.ts';

/** A figure read at the time of asking; its labels are the same for all figures of one name. */
export interface Figure {
  readonly name: string;
  readonly help: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface RequestReport {
  readonly operation: string;
  readonly status: number;
  readonly seconds: number;
  /** The refusal's code. */
  readonly code: string | undefined;
}

export interface Metrics {
  request(report: RequestReport): void;
  command(report: CommandReport): void;
  /** Everything as text, with the figures read now. */
  print(figures: readonly Figure[]): Promise<string>;
  readonly contentType: string;
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Metrics of one server process. */
export function createMetrics(database: Database): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Counter({
    name: 'dunwell_http_requests_total',
    help: 'Requests answered, by operation and status.',
    labelNames: ['operation', 'status'],
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'dunwell_http_request_seconds',
    help: 'How long requests took, by operation.',
    labelNames: ['operation'],
    buckets: seconds,
    registers,
  });
  const refusals = new Counter({
    name: 'dunwell_refusals_total',
    help: 'Requests and commands that were refused, by code.',
    labelNames: ['place', 'code'],
    registers,
  });
  const commands = new Counter({
    name: 'dunwell_commands_total',
    help: 'Commands, by operation and outcome.',
    labelNames: ['operation', 'outcome'],
    registers,
  });
  const commandSeconds = new Histogram({
    name: 'dunwell_command_seconds',
    help: 'How long commands took, by operation.',
    labelNames: ['operation'],
    buckets: seconds,
    registers,
  });
  new Gauge({
    name: 'dunwell_pool_connections',
    help: 'Connections of this process to the database: open, idle, and callers waiting for one.',
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, count] of Object.entries(database.connections())) this.set({ state }, count);
    },
  });
  const figures = new Map<string, Gauge>();
  return {
    contentType: registry.contentType,
    request({ operation, status, seconds: took, code }) {
      requests.inc({ operation, status: String(status) });
      requestSeconds.observe({ operation }, took);
      if (code !== undefined) refusals.inc({ place: 'http', code });
    },
    command({ operation, outcome, seconds: took, code }) {
      commands.inc({ operation, outcome });
      commandSeconds.observe({ operation }, took);
      if (code !== undefined) refusals.inc({ place: 'command', code });
    },
    print(read) {
      for (const gauge of figures.values()) gauge.reset();
      for (const { name, help, labels, value } of read) {
        let gauge = figures.get(name);
        if (!gauge) {
          gauge = new Gauge({ name, help, labelNames: Object.keys(labels), registers });
          figures.set(name, gauge);
        }
        gauge.set({ ...labels }, value);
      }
      return registry.metrics();
    },
  };
}
