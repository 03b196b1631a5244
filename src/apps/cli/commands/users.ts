/** `user add`, `user password`, `user close`, `user reopen`, `user grant`, `user revoke`, `user list`: who may sign in, and what they may do in which tenant and company. */
import { readFileSync } from 'node:fs';
import { findCompany } from '#company';
import { done, type Outcome, refuse } from '#kernel';
import {
  closeAccount,
  createAccount,
  createPerson,
  findPersonByLogin,
  grantRole,
  type HandedOver,
  listPersons,
  reopenAccount,
  resetPassword,
  revokeGrant,
  roles,
  runQuery,
} from '#platform';
import {
  type Books,
  type Command,
  type Invocation,
  neededOption,
  neededWord,
  textOption,
  UsageError,
  withBooks,
} from '../command.ts';
import { table } from '../output.ts';

/** The company of `--company`, or null: all of the tenant. */
async function companyIdOf(invocation: Invocation, { engine, tenant }: Books): Promise<Outcome<bigint | null>> {
  const code = textOption(invocation, 'company');
  if (code === undefined) return done(null);
  const company = await findCompany(engine, tenant.id, code);
  return company.ok ? done(company.value.id) : company;
}

async function personOf({ engine }: Books, login: string, state: 'open' | 'any' = 'open'): Promise<Outcome<bigint>> {
  const personId = await findPersonByLogin(engine, login, state);
  return personId === undefined
    ? refuse('identity.person-not-found', `There is no user "${login}".`, { login })
    : done(personId);
}

const addCommand: Command = {
  name: 'user add',
  arguments: 'LOGIN --name NAME [--email ADDRESS] --password-file FILE',
  summary: 'Makes a person known to a tenant and gives an account to sign in with.',
  options: { name: 'text', email: 'text', 'password-file': 'text' },
  files: [1, 1],
  run: (invocation) =>
    withBooks(invocation, async ({ engine, caller }) => {
      const login = invocation.files[0]!;
      const name = neededOption(invocation, 'name');
      const file = neededOption(invocation, 'password-file');
      let password: string;
      try {
        password = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
      } catch {
        return refuse('identity.password-file', `The file "${file}" cannot be read.`, {}, { file });
      }
      const taken = await findPersonByLogin(engine, login, 'any');
      if (taken !== undefined)
        return refuse('identity.login-exists', `The name "${login}" is taken. Nothing was changed.`, { login });
      const person = await createPerson(engine, caller, { name, email: textOption(invocation, 'email') });
      if (!person.ok) return person;
      const account = await createAccount(engine, caller, { personId: BigInt(person.value.personId), login, password });
      return account.ok
        ? done({
            json: { login, personId: person.value.personId },
            text: `${name} can sign in as ${login}; "user grant" gives roles.`,
          })
        : account;
    }),
};

/** A one-time password, told once. */
const told = ({ login, password, until }: HandedOver) =>
  done({
    json: { login, password, until },
    text: `${login} signs in once with ${password} until ${until}, and chooses an own password then. It is not shown again.`,
  });

/** Works on the account of the named person, whether it is open or closed. */
const withPerson = <T>(
  invocation: Invocation,
  work: (books: Books, login: string, personId: bigint) => Promise<Outcome<T>>,
): Promise<Outcome<T>> =>
  withBooks(invocation, async (books) => {
    const login = invocation.files[0]!;
    const personId = await personOf(books, login, 'any');
    return personId.ok ? work(books, login, personId.value) : personId;
  });

const passwordCommand: Command = {
  name: 'user password',
  arguments: 'LOGIN [--tenant CODE]',
  summary: 'Makes a one-time password for a person who has forgotten the own one; all sessions of the account end.',
  files: [1, 1],
  run: (invocation) =>
    withPerson(invocation, async (books, login, personId) => {
      const given = await resetPassword(books.engine, books.caller, { personId, login });
      return given.ok ? told(given.value) : given;
    }),
};

const closeCommand: Command = {
  name: 'user close',
  arguments: 'LOGIN [--tenant CODE]',
  summary: 'Closes the account of a person: nobody signs in with it, its sessions end; the roles rest.',
  files: [1, 1],
  run: (invocation) =>
    withPerson(invocation, async (books, login, personId) => {
      const closed = await closeAccount(books.engine, books.caller, { personId });
      return closed.ok
        ? done({ json: { login, ...closed.value }, text: `${login} is closed; "user reopen" opens it again.` })
        : closed;
    }),
};

const reopenCommand: Command = {
  name: 'user reopen',
  arguments: 'LOGIN [--tenant CODE]',
  summary: 'Opens a closed account again, with a one-time password; the roles are as they were.',
  files: [1, 1],
  run: (invocation) =>
    withPerson(invocation, async (books, login, personId) => {
      const given = await reopenAccount(books.engine, books.caller, { personId, login });
      return given.ok ? told(given.value) : given;
    }),
};

const grantCommand: Command = {
  name: 'user grant',
  arguments: `LOGIN --role ${roles.join('|')} [--company CODE] [--tenant CODE]`,
  summary: 'Grants a role in a tenant, for one company or for all; a person may work for several tenants.',
  options: { role: 'text' },
  files: [1, 1],
  run: (invocation) =>
    withBooks(invocation, async (books) => {
      const login = invocation.files[0]!;
      const role = neededWord(invocation, 'role', roles);
      const person = await personOf(books, login);
      if (!person.ok) return person;
      const companyId = await companyIdOf(invocation, books);
      if (!companyId.ok) return companyId;
      const { engine, caller, tenant } = books;
      const granted = await grantRole(engine, caller, { personId: person.value, companyId: companyId.value, role });
      if (!granted.ok) return granted;
      const where = textOption(invocation, 'company') ?? 'all companies';
      return done({
        json: {
          ...granted.value,
          login,
          role,
          tenant: tenant.code,
          company: textOption(invocation, 'company') ?? null,
        },
        text: `${login} is ${role} in ${where} of ${tenant.code}; grant ${granted.value.grantId}.`,
      });
    }),
};

const revokeCommand: Command = {
  name: 'user revoke',
  arguments: 'GRANT [--tenant CODE]',
  summary: 'Takes a role away; it ends with the next request.',
  files: [1, 1],
  run: (invocation) =>
    withBooks(invocation, async ({ engine, caller }) => {
      const id = invocation.files[0]!;
      if (!/^\d{1,18}$/.test(id)) throw new UsageError(`"${id}" is not the id of a grant; "user list" shows them.`);
      const revoked = await revokeGrant(engine, caller, { grantId: BigInt(id) });
      return revoked.ok ? done({ json: revoked.value, text: `Grant ${id} is revoked.` }) : revoked;
    }),
};

const listCommand: Command = {
  name: 'user list',
  arguments: '[--tenant CODE]',
  summary: 'The persons of a tenant with their roles in it.',
  files: [0, 0],
  run: (invocation) =>
    withBooks(invocation, async ({ engine, tenant }) => {
      const rows = await runQuery(engine, tenant.id, (db) => listPersons(db, tenant.id, { afterId: 0n, limit: 1_000 }));
      const grants = rows.flatMap((row) =>
        row.grants.map((grant) => [
          row.closed ? `${row.login} (closed)` : (row.login ?? ''),
          row.name,
          grant.role,
          grant.companyId ?? 'all',
          grant.id,
        ]),
      );
      return done({
        json: { tenant: tenant.code, persons: rows.map((row) => ({ ...row, id: row.id.toString() })) },
        text: table(['Login', 'Name', 'Role', 'Company', 'Grant'], grants),
      });
    }),
};

export const userCommands: readonly Command[] = [
  addCommand,
  passwordCommand,
  closeCommand,
  reopenCommand,
  grantCommand,
  revokeCommand,
  listCommand,
];
