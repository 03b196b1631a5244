/** What a command of the command line is, and the books that it opens. */
import { parseArgs } from 'node:util';
import { type Company, findCompany } from '#company';
import { type Day, dayInZone, done, isDay, type Outcome, refuse } from '#kernel';
import {
  type Caller,
  type Clock,
  type Config,
  type Engine,
  findTenant,
  openInstallation,
  systemActor,
  type Tenant,
} from '#platform';
import { registrations } from '../registrations.ts';
import type { Progress } from './output.ts';

/** What a command answers: the document for `--json`, the text for people, and 1 where the answer itself is a no. */
export interface Answer {
  readonly json: unknown;
  readonly text: string;
  readonly exit?: 0 | 1;
}

/** An answer that may be very long: its text, or its document with `--json`, is written as it is made. */
export interface LongAnswer {
  readonly pieces: Iterable<string>;
}

/** An installation opened for one tenant. */
export interface Books {
  readonly engine: Engine;
  readonly tenant: Tenant;
  readonly caller: Caller;
}

export interface Invocation {
  readonly files: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly config: Config;
  readonly clock: Clock;
  readonly progress: Progress;
  /** Fires when the person or the system tells the program to stop (Ctrl+C, SIGTERM). */
  readonly stop: AbortSignal;
  /** The folder of the built workbench, once it is built; undefined where there is none. */
  workbench(): Promise<string | undefined>;
}

export interface Command {
  /** The words that call it: `bank read`. */
  readonly name: string;
  /** What follows the name in the help. */
  readonly arguments: string;
  readonly summary: string;
  readonly options?: Readonly<Record<string, 'text' | 'flag'>>;
  /** How many files it takes at least and at most. */
  readonly files: readonly [number, number];
  /** It prints by itself and does not end by answering (`serve`, an export). */
  run(invocation: Invocation): Promise<Outcome<Answer | LongAnswer | null>>;
}

/** Options that every command has. */
const commonOptions: Readonly<Record<string, 'text' | 'flag'>> = {
  home: 'text',
  tenant: 'text',
  company: 'text',
  'as-of': 'text',
  'late-reason': 'text',
  json: 'flag',
  help: 'flag',
};

/** Wrong usage: told with the command's usage, exit status 2. */
export class UsageError extends Error {}

/** What stands before the options, as the usage names it: `ID`, `INPUT.json`. */
const namesOfFiles = ({ arguments: told }: Command): readonly string[] => {
  const words = told.split(' ');
  const end = words.findIndex((word) => /^[-[(]/.test(word));
  return end < 0 ? words : words.slice(0, end);
};

/** Parses what follows a command's name. */
export function parseInvocation(
  command: Command,
  argv: readonly string[],
): { files: string[]; options: Record<string, string | boolean | undefined> } {
  const declared = { ...commonOptions, ...command.options };
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: Object.fromEntries(
        Object.entries(declared).map(([name, kind]) => [
          name,
          { type: kind === 'flag' ? 'boolean' : 'string' } as const,
        ]),
      ),
    });
    const [least, most] = command.files;
    if (values['help'] !== true && positionals.length > most)
      throw new UsageError(`"${positionals[most]}" is not expected here.`);
    if (values['help'] !== true && positionals.length < least)
      throw new UsageError(`${namesOfFiles(command)[positionals.length] ?? 'Something'} is missing.`);
    return { files: positionals, options: values as Record<string, string | boolean | undefined> };
  } catch (fault) {
    if (fault instanceof UsageError) throw fault;
    throw new UsageError((fault as Error).message);
  }
}

/** A text option, or undefined. */
export const textOption = (invocation: Invocation, name: string): string | undefined => {
  const value = invocation.options[name];
  return typeof value === 'string' ? value : undefined;
};

/** A text option that the command cannot do without; `what` tells what it is for. */
export function neededOption(invocation: Invocation, name: string, what?: string): string {
  const text = textOption(invocation, name);
  if (text === undefined) throw new UsageError(`--${name} is needed${what === undefined ? '' : `: ${what}`}.`);
  return text;
}

/** One of a few words that the command cannot do without. */
export function neededWord<T extends string>(invocation: Invocation, name: string, words: readonly T[]): T {
  neededOption(invocation, name);
  return wordOption(invocation, name, words)!;
}

/** One of a few words given as an option, or undefined; a word of ours with `_` may be written with `-`. */
export function wordOption<T extends string>(invocation: Invocation, name: string, words: readonly T[]): T | undefined {
  const text = textOption(invocation, name);
  if (text === undefined) return undefined;
  const shown = (word: T): string => word.replaceAll('_', '-');
  const word = words.find((one) => one === text || shown(one) === text);
  if (word === undefined) throw new UsageError(`--${name} is one of ${words.map(shown).join(', ')}, not "${text}".`);
  return word;
}

/** A day given as an option; wrong usage when it is none. */
export function dayOption(invocation: Invocation, name: string): Day | undefined {
  const text = textOption(invocation, name);
  if (text !== undefined && !isDay(text))
    throw new UsageError(`--${name} takes a calendar day YYYY-MM-DD, not "${text}".`);
  return text;
}

/** A whole number above zero given as an option. */
export function countOption(invocation: Invocation, name: string, standard: number): number {
  const text = textOption(invocation, name);
  if (text === undefined) return standard;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`--${name} takes a whole number above zero, not "${text}".`);
  return Number(text);
}

/** The program was told to stop while it worked. */
export class Interrupted extends Error {}

/** Waits for work, or for the word to stop: then what is under way is left to roll back, and the caller closes. */
export function untilStopped<T>(stop: AbortSignal, work: Promise<T>): Promise<T> {
  const stopped = new Promise<never>((_, reject) => {
    const tell = (): void => reject(new Interrupted('Stopped.'));
    if (stop.aborted) tell();
    else stop.addEventListener('abort', tell, { once: true });
  });
  return Promise.race([work, stopped]);
}

/** Opens the installation, finds the tenant and hands both to the work; closes whatever happens. */
export async function withBooks<T>(
  invocation: Invocation,
  work: (books: Books) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const installation = await openInstallation(invocation.config, invocation.clock, registrations);
  try {
    const tenant = await findTenant(installation.engine, textOption(invocation, 'tenant'));
    if (!tenant.ok) return tenant;
    const lateReason = textOption(invocation, 'late-reason')?.trim();
    const books: Books = {
      engine: installation.engine,
      tenant: tenant.value,
      caller: {
        tenantId: tenant.value.id,
        actor: systemActor,
        source: 'cli',
        // Who works at the machine may post into a soft-closed month, as a controller may, and says why.
        ...(lateReason ? { lateReason } : {}),
      },
    };
    return await untilStopped(invocation.stop, work(books));
  } finally {
    await installation.close();
  }
}

/** Like `withBooks`, with the company of `--company` and the business date of `--as-of` (default: today in its zone). */
export function withCompany<T>(
  invocation: Invocation,
  work: (books: Books, company: Company, asOf: Day) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return withBooks(invocation, async (books) => {
    const company = await findCompany(books.engine, books.tenant.id, textOption(invocation, 'company'));
    if (!company.ok) return company;
    const asOf = dayOption(invocation, 'as-of') ?? dayInZone(invocation.clock.now(), company.value.timeZone);
    return work(books, company.value, asOf);
  });
}

/** All companies, or the one of `--company`. */
export async function companiesOf(invocation: Invocation, books: Books): Promise<Outcome<Company[]>> {
  const { listCompanies } = await import('#company');
  const companies = await listCompanies(books.engine, books.tenant.id);
  const code = textOption(invocation, 'company');
  if (code === undefined) return done(companies);
  const one = companies.find((company) => company.code === code);
  return one
    ? done([one])
    : refuse('company.unknown', `There is no company "${code}".`, { companies: companies.map((c) => c.code) });
}
