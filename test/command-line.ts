/**
 * The command line without a process of its own: the program's `main` on a home folder and a fresh database of the tests'
 * server, its output caught. What a process and a server of its own add (starting, stopping, signals, exit status) is
 * looked at by the tests that run `bin/dunwell` through program.ts.
 */
import { main } from '../src/apps/cli/main.ts';
import { freshDatabase } from './database.ts';
import { type Finished, makeHome } from './program.ts';

export interface CommandLine {
  /** The home folder. */
  readonly path: string;
  readonly databaseUrl: string;
  readonly appUrl: string;
  /** Runs one command to its end; one at a time. */
  run(args: readonly string[]): Promise<Finished>;
  /** Runs it with `--json` and returns its document; throws when it does not end well. */
  ask<T>(args: readonly string[]): Promise<T>;
  close(): Promise<void>;
}

type Write = typeof process.stdout.write;

/** Stands in for a stream's `write`: keeps the text and calls back. */
const keeping = (pieces: string[]): Write =>
  ((piece: string | Uint8Array, ...rest: unknown[]) => {
    pieces.push(typeof piece === 'string' ? piece : Buffer.from(piece).toString());
    const told = rest.at(-1);
    if (typeof told === 'function') told();
    return true;
  }) as Write;

/** Opens an empty installation for the command line. */
export async function openCommandLine(): Promise<CommandLine> {
  const database = await freshDatabase();
  const home = makeHome();
  const url = new URL(database.superuserUrl);
  url.pathname = `/${database.name}`;
  const environment = { DUNWELL_HOME: home.path, DATABASE_URL: url.href };

  async function run(args: readonly string[]): Promise<Finished> {
    const [output, errors]: [string[], string[]] = [[], []];
    const streams = [
      { stream: process.stdout, write: process.stdout.write, pieces: output },
      { stream: process.stderr, write: process.stderr.write, pieces: errors },
    ];
    const before = Object.keys(environment).map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, environment);
    for (const { stream, pieces } of streams) stream.write = keeping(pieces);
    try {
      const status = await main(args);
      return { status, output: output.join(''), errors: errors.join('') };
    } finally {
      for (const { stream, write } of streams) stream.write = write;
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  }

  return {
    path: home.path,
    databaseUrl: url.href,
    appUrl: database.appUrl,
    run,
    async ask<T>(args: readonly string[]): Promise<T> {
      const finished = await run([...args, '--json']);
      if (finished.status !== 0)
        throw new Error(`${args.join(' ')} ended with ${finished.status}: ${finished.output}${finished.errors}`);
      return JSON.parse(finished.output) as T;
    },
    async close() {
      await database.drop();
      home.remove();
    },
  };
}
