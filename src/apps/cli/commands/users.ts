/** `user add`, `user grant`, `user revoke`, `user list`: who may sign in, and what they may do in which tenant and company. */
import { readFileSync } from 'node:fs';
import { findCompany } from '#company';
import { done, type Outcome, refuse } from '#kernel';
import {
  createAccount,
  createPerson,
  findPersonByLogin,
  grantRole,
  listPersons,
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

async function personOf({ engine }: Books, login: string): Promise<Outcome<bigint>> {
  const personId = await findPersonByLogin(engine, login);
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
      const taken = await findPersonByLogin(engine, login);
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
        row.grants.map((grant) => [row.login ?? '', row.name, grant.role, grant.companyId ?? 'all', grant.id]),
      );
      return done({
        json: { tenant: tenant.code, persons: rows.map((row) => ({ ...row, id: row.id.toString() })) },
        text: table(['Login', 'Name', 'Role', 'Company', 'Grant'], grants),
      });
    }),
};

export const userCommands: readonly Command[] = [addCommand, grantCommand, revokeCommand, listCommand];
