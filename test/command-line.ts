/**
 * The command line without a process of its own: the program's `main` on a home folder and a fresh database of the tests'
 * server, its output caught. What a process and a server of its own add (starting, stopping, signals, exit status) is
 * looked at by the tests that run `bin/dunwell` through program.ts.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Caller,
  createAccount,
  createPerson,
  type Engine,
  findTenant,
  grantRole,
  openInstallation,
  type Role,
  readConfig,
  systemActor,
  systemClock,
} from '#platform';
import { main } from '../src/apps/cli/main.ts';
import { registrations } from '../src/apps/registrations.ts';
import { freshDatabase } from './database.ts';
import { must } from './must.ts';
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

export interface StaffedCommandLine extends CommandLine {
  /** Makes a person with a role who signs in by the login. */
  hire(login: string, role: Role): Promise<void>;
  /** The options by which a person signs for a command. */
  as(login: string): string[];
  /** Works on the installation beside the command line, which holds none open between two commands. */
  beside<T>(work: (engine: Engine, caller: Caller) => Promise<T>): Promise<T>;
}

/** Opens an installation with the company DE01 of the tenant acme and people who sign in, by their logins and roles. */
export async function openStaffedCommandLine(people: Readonly<Record<string, Role>>): Promise<StaffedCommandLine> {
  const home = await openCommandLine();
  const password = 'a quiet morning in autumn';
  const secret = join(home.path, 'password');
  writeFileSync(secret, `${password}\n`);
  const init = ['init', '--tenant', 'acme', '--name', 'Acme', '--company', 'DE01', '--currency', 'EUR'];
  await home.ask([...init, '--country', 'DE', '--zone', 'Europe/Berlin']);
  const beside: StaffedCommandLine['beside'] = async (work) => {
    const config = { ...readConfig({ home: home.path }), databaseUrl: home.databaseUrl };
    const installation = await openInstallation(config, systemClock, registrations);
    try {
      const tenant = must(await findTenant(installation.engine, 'acme'));
      return await work(installation.engine, { tenantId: tenant.id, actor: systemActor, source: 'test' });
    } finally {
      await installation.close();
    }
  };
  const hire = (login: string, role: Role) =>
    beside(async (engine, caller) => {
      const personId = BigInt(must(await createPerson(engine, caller, { name: login })).personId);
      must(await createAccount(engine, caller, { personId, login, password }));
      must(await grantRole(engine, caller, { personId, companyId: null, role }));
    });
  for (const [login, role] of Object.entries(people)) await hire(login, role);
  return { ...home, beside, hire, as: (login) => ['--user', login, '--password-file', secret] };
}
