/** A shared-service centre keeps the books of two clients in one installation: set up, worked and kept apart by the command line. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openCommandLine } from '../command-line.ts';

const home = await openCommandLine();
afterAll(() => home.close());
const ask = <T>(...args: string[]): Promise<T> => home.ask<T>(args);
const refused = async (...args: string[]): Promise<string> => {
  const finished = await home.run([...args, '--json']);
  expect(finished.status).toBe(1);
  return (JSON.parse(finished.output) as { refusal: { code: string } }).refusal.code;
};
const init = (tenant: string, company: string) => [
  ...['init', '--tenant', tenant, '--name', `Company ${company}`, '--company', company],
  ...['--currency', 'EUR', '--country', 'DE', '--zone', 'Europe/Berlin'],
];
const file = (name: string, text: string): string => {
  const path = join(home.path, name);
  writeFileSync(path, text);
  return path;
};

describe('R70 Two clients in one installation', () => {
  it('each is a tenant with its companies; commands ask which is meant and never reach into another', async () => {
    expect(await ask(...init('alpha', 'AL01'))).toEqual({ tenant: 'alpha', company: 'AL01' });
    expect(await ask(...init('beta', 'BE01'))).toEqual({ tenant: 'beta', company: 'BE01' });
    expect(await ask(...init('alpha', 'AL02'))).toEqual({ tenant: 'alpha', company: 'AL02' });
    expect(await refused(...init('alpha', 'AL02'))).toBe('company.code-taken');
    const customers = file('customers.csv', 'number,name,country\n100,Miller,DE\n');
    const items = file('items.csv', 'customer,number,documentDate,amount\n100,INV-1,2026-01-05,70.00\n');
    expect(await refused('customers', 'import', customers, '--company', 'AL01')).toBe('platform.tenant-unknown');
    await ask('customers', 'import', customers, '--tenant', 'alpha', '--company', 'AL01');
    await ask('items', 'import', items, '--tenant', 'alpha', '--company', 'AL01');
    expect(await refused('aging', '--tenant', 'beta', '--company', 'AL01')).toBe('company.unknown');
    expect(await refused('customers', 'show', '100', '--tenant', 'beta')).toBe('customers.not-found');
    const aged = await ask<{ rows: { key: string; total: string }[] }>(
      ...['aging', '--by', 'company', '--tenant', 'alpha', '--as-of', '2026-02-28'],
    );
    expect(aged.rows.map((row) => [row.key, row.total])).toEqual([['AL01', '70.00']]);
  }, 300_000);

  it('one person works for both: granted in each, revoked in one; the other stays', async () => {
    const password = file('password', 'a quiet morning in autumn\n');
    await ask('user', 'add', 'rosa', '--name', 'Rosa Both', '--password-file', password, '--tenant', 'alpha');
    await ask('user', 'grant', 'rosa', '--role', 'analyst', '--company', 'AL01', '--tenant', 'alpha');
    const { grantId } = await ask<{ grantId: string }>(
      'user',
      'grant',
      'rosa',
      '--role',
      'controller',
      '--tenant',
      'beta',
    );
    expect(await refused('user', 'grant', 'rosa', '--role', 'lead', '--company', 'BE01', '--tenant', 'alpha')).toBe(
      'company.unknown',
    );
    expect(await refused('user', 'revoke', grantId, '--tenant', 'alpha')).toBe('identity.grant-not-found');
    await ask('user', 'revoke', grantId, '--tenant', 'beta');
    const listed = await ask<{ persons: { name: string; grants: { role: string }[] }[] }>(
      'user',
      'list',
      '--tenant',
      'alpha',
    );
    expect(listed.persons.map((one) => [one.name, one.grants.map((grant) => grant.role)])).toEqual([
      ['Rosa Both', ['analyst']],
    ]);
  }, 300_000);

  it('a forgotten password is made anew once, an account is closed and opened again, and the last administrator stays', async () => {
    const password = file('password-of-uma', 'a quiet morning in autumn\n');
    await ask('user', 'add', 'uma', '--name', 'Uma Only', '--password-file', password, '--tenant', 'beta');
    await ask('user', 'grant', 'uma', '--role', 'administrator', '--tenant', 'beta');
    expect(await refused('user', 'close', 'uma', '--tenant', 'beta')).toBe('identity.last-administrator');
    expect(await refused('user', 'password', 'nobody', '--tenant', 'beta')).toBe('identity.person-not-found');
    expect(await refused('user', 'reopen', 'uma', '--tenant', 'beta')).toBe('identity.account-not-found');
    const first = await ask<{ login: string; password: string }>('user', 'password', 'uma', '--tenant', 'beta');
    const second = await ask<{ login: string; password: string }>('user', 'password', 'uma', '--tenant', 'beta');
    expect([first.login, second.login]).toEqual(['uma', 'uma']);
    expect(second.password).not.toBe(first.password);
    await ask('user', 'close', 'rosa', '--tenant', 'alpha');
    expect(await refused('user', 'close', 'rosa', '--tenant', 'alpha')).toBe('identity.account-not-found');
    expect(await refused('user', 'password', 'rosa', '--tenant', 'alpha')).toBe('identity.account-not-found');
    expect(await refused('user', 'add', 'rosa', '--name', 'X', '--password-file', password, '--tenant', 'alpha')).toBe(
      'identity.login-exists',
    );
    const listed = await home.run(['user', 'list', '--tenant', 'alpha']);
    expect(listed.output).toContain('rosa (closed)');
    expect((await ask<{ login: string }>('user', 'reopen', 'rosa', '--tenant', 'alpha')).login).toBe('rosa');
  }, 300_000);
});
