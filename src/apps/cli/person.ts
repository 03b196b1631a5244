/** Who acts on the command line: a person who proves it with the password, as at the door of the server. */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Company } from '#company';
import { done, type Outcome, refuse } from '#kernel';
import { type Action, type Caller, decideScope, endSession, type Principal, signIn } from '#platform';
import { type Books, type Invocation, textOption, UsageError } from './command.ts';
import { say } from './output.ts';

/** Options of a command that a person must stand for. */
export const personOptions = { user: 'text', 'password-file': 'text' } as const;

/** What the person's role must allow: in one company, or, without one, for the whole tenant. */
interface Needed {
  readonly action: Action;
  readonly company?: Company;
}

/**
 * The caller as the person of `--user`. Refuses what signing in refuses (the guard against guessing counts here too), and
 * `identity.not-allowed` where the person's role does not allow what is needed.
 */
export async function callerOfPerson(invocation: Invocation, books: Books, needed?: Needed): Promise<Outcome<Caller>> {
  const login = textOption(invocation, 'user');
  if (login === undefined) throw new UsageError('--user is needed: say who acts.');
  const password = await readPassword(invocation, login);
  // Tried all the same, it would count as a guess: a script without a password would lock its person out.
  if (password === '')
    throw new UsageError(
      `No password of ${login} came: give --password-file FILE, or write it as the first line of standard input.`,
    );
  const signedIn = await signIn(books.engine, { login, password, address: 'command line' });
  if (!signedIn.ok) return signedIn;
  await endSession(books.engine, signedIn.value.token);
  if (needed) {
    const allowed = mayAsk(signedIn.value.principal, books, needed);
    if (!allowed.ok) return allowed;
  }
  return done({ ...books.caller, actor: { personId: signedIn.value.principal.personId } });
}

/**
 * The caller as the person of `--user` where one is named, else whoever holds the installation. Refuses what
 * `callerOfPerson` refuses.
 */
export async function callerOf(invocation: Invocation, books: Books, needed?: Needed): Promise<Outcome<Caller>> {
  return textOption(invocation, 'user') === undefined ? done(books.caller) : callerOfPerson(invocation, books, needed);
}

/** The same question that the door of the server asks of every route. */
function mayAsk(principal: Principal, { tenant }: Books, { action, company }: Needed): Outcome<null> {
  const reach = company ? 'company' : 'tenant';
  const scope = decideScope(principal, tenant, action, reach, company ? [company.id] : []);
  if (!scope.ok) return scope;
  return company && !scope.value.companyIds.includes(company.id)
    ? refuse('identity.not-allowed', `Your role does not reach company ${company.code}. Nothing was changed.`, {
        action,
      })
    : done(null);
}

/** From `--password-file`, the first line of standard input, or asked for without echo on a terminal. */
async function readPassword(invocation: Invocation, login: string): Promise<string> {
  const path = textOption(invocation, 'password-file');
  if (path !== undefined) {
    try {
      return firstLine(readFileSync(path, 'utf8'));
    } catch {
      throw new UsageError(`--password-file: ${path} cannot be read.`);
    }
  }
  if (!process.stdin.isTTY) return firstLine(readFileSync(0, 'utf8'));
  say(`Password of ${login}:`);
  const silent = new Writable({ write: (_chunk, _encoding, next) => next() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
  }
}

const firstLine = (text: string): string => text.split(/\r?\n/, 1)[0] ?? '';
