/** R4 R49 on the command line: items imported with their tax, then deducted, written off and reversed by persons. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createAccount,
  createPerson,
  findTenant,
  grantRole,
  openInstallation,
  type Role,
  readConfig,
  systemActor,
  systemClock,
} from '#platform';
import { registrations } from '../../src/apps/registrations.ts';
import { must } from '../books.ts';
import { askProgram, makeHome, runProgram } from '../program.ts';

const home = makeHome();
const password = 'a quiet morning in autumn';
const secret = join(home.path, 'password');
const file = (name: string, ...lines: string[]): string => {
  const path = join(home.path, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
};

beforeAll(async () => {
  const init = ['init', '--tenant', 'acme', '--name', 'Acme', '--company', 'DE01', '--currency', 'EUR'];
  expect(await runProgram(home.path, [...init, '--country', 'DE', '--zone', 'Europe/Berlin'])).toMatchObject({
    status: 0,
  });
  writeFileSync(secret, `${password}\n`);
  const config = { ...readConfig({ home: home.path }), databaseUrl: undefined };
  const installation = await openInstallation(config, systemClock, registrations);
  try {
    const { engine } = installation;
    const tenant = must(await findTenant(engine, 'acme'));
    const caller = { tenantId: tenant.id, actor: systemActor, source: 'test' };
    for (const [login, role] of [
      ['anna', 'analyst'],
      ['dora', 'controller'],
    ] satisfies [string, Role][]) {
      const personId = BigInt(must(await createPerson(engine, caller, { name: login })).personId);
      must(await createAccount(engine, caller, { personId, login, password }));
      must(await grantRole(engine, caller, { personId, companyId: null, role }));
    }
  } finally {
    await installation.close();
  }
});
afterAll(() => home.remove());

const as = (login: string): string[] => ['--user', login, '--password-file', secret];

describe('R4 R49 dunwell items', () => {
  it('imports with tax codes, deducts, writes off within authority and reverses', async () => {
    expect(await askProgram(home.path, ['tax', 'set-up'])).toMatchObject({ codes: 12 });
    const { reasons } = await askProgram<{ reasons: { code: string }[] }>(home.path, ['reasons', 'list']);
    expect(reasons.map((one) => one.code)).toContain('PRICE');
    await askProgram(home.path, [
      'customers',
      'import',
      file('customers.csv', 'number,name,country', 'C1,Customer,DE'),
    ]);
    const items = file(
      'items.csv',
      'customer,number,documentDate,amount,taxCode',
      'C1,RE-1,2026-01-02,119.00,S',
      'C1,RE-2,2026-01-02,1190.00,S',
    );
    expect(await askProgram(home.path, ['items', 'import', items])).toMatchObject({ imported: 2 });
    const deduct = ['items', 'deduct', 'RE-1', '--amount', '20.00', '--reason-code', 'PRICE', '--reason', 'Price.'];
    const deduction = await askProgram<{ number: string }>(home.path, [...deduct, ...as('anna')]);
    expect(deduction).toMatchObject({ amount: '20.00', currency: 'EUR' });
    const writeOff = ['items', 'write-off', deduction.number, '--reason', 'Not worth it.'];
    const written = await askProgram<{ number: string }>(home.path, [...writeOff, ...as('anna')]);
    expect(written).toMatchObject({ amount: '-20.00' });
    const tooMuch = ['items', 'write-off', 'RE-2', '--reason', 'Lost.', ...as('anna'), '--json'];
    const refused = await runProgram(home.path, tooMuch);
    expect(refused.status).toBe(1);
    expect(JSON.parse(refused.output)).toMatchObject({ refusal: { code: 'authority.approval-needed' } });
    const reverse = ['items', 'reverse', written.number, '--reason', 'It was paid.', ...as('dora')];
    expect(await askProgram<{ itemIds: string[] }>(home.path, reverse)).toMatchObject({
      itemIds: [expect.any(String)],
    });
    const again = await runProgram(home.path, [...reverse, '--json']);
    expect(JSON.parse(again.output)).toMatchObject({ refusal: { code: 'receivables.item-unknown' } });
    expect(await askProgram(home.path, ['verify'])).toMatchObject({ ok: true });
  });
});
