/** Checks and deposit slips on the command line, as those who keep the register run it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBankAccount } from '#cash';
import { findCompany } from '#company';
import { saveCustomers } from '#customers';
import { must } from '../books.ts';
import { openStaffedCommandLine } from '../command-line.ts';
import { houseBank } from '../mt940-day.ts';

const home = await openStaffedCommandLine({});
beforeAll(() =>
  home.beside(async (engine, caller) => {
    const company = must(await findCompany(engine, caller.tenantId, 'DE01'));
    const customers = [{ number: 'C1', name: 'Customer One', country: 'DE', accounts: [{ companyId: company.id }] }];
    must(await saveCustomers(engine, caller, { customers }));
    must(await createBankAccount(engine, caller, { company, number: houseBank, currency: 'EUR', name: 'House bank' }));
  }),
);
afterAll(() => home.close());

describe('R34 R46 dunwell checks', () => {
  it('corrects a check, pays it in, prints the slip, withdraws it, and then the check', async () => {
    const ok = async (...args: string[]) => {
      const ran = await home.run(['checks', ...args]);
      expect(ran).toMatchObject({ status: 0 });
      return ran.output;
    };
    await ok('add', '4711', '12', '--customer', 'C1');
    expect((await home.run(['checks', 'correct', '4711', '--amount', '120'])).status).toBe(2);
    await ok('correct', '4711', '--amount', '120', '--number', '4712', '--reason', 'typing error');
    expect(await ok('list', '--state', 'received')).toMatch(/4712 .*120\.00/);
    expect(await ok('list', '--state', 'withdrawn')).toMatch(/4711 .*12\.00/);
    const number = /SLIP-\S+(?=:)/.exec(await ok('deposit', '4712'))![0];
    const paidIn = await home.ask<{ checks: object[] }>(['checks', 'list', '--state', 'deposited']);
    expect(paidIn.checks).toMatchObject([
      { number: '4712', deposit: number, depositId: expect.stringMatching(/^\d+$/) },
    ]);
    expect(await home.ask(['checks', 'slips'])).toMatchObject({ deposits: [{ number }] });
    expect(await home.run(['checks', 'withdraw', '4712', '--reason', 'no'])).toMatchObject({
      status: 1,
      errors: expect.stringContaining(`is paid in with ${number}`),
    });
    const file = join(home.path, 'slip.pdf');
    await ok('slip-pdf', number, '--language', 'de', '--output', file);
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await home.run(['checks', 'slip-pdf', number, '--language', 'it'])).status).toBe(2);
    await ok('withdraw-slip', number, '--reason', 'never brought to the bank');
    expect(await ok('slips')).toMatch(/withdrawn \d{4}-\d{2}-\d{2}/);
    await ok('withdraw', '4712', '--reason', 'given back');
    expect(await ok('list', '--state', 'received')).toContain('no such checks');
    expect((await home.run(['checks', 'withdraw-slip', 'SLIP-X', '--reason', 'no'])).status).toBe(1);
  });

  it('says what a returned payment costs the customer, from which day, and who bears it before', async () => {
    const fee = (...args: string[]) => home.run(['cash', 'return-fee', ...args]);
    expect((await fee()).output).toContain('the company bears what a returned payment costs');
    expect((await fee('7.50')).status).toBe(2);
    expect((await fee('-1', '--currency', 'EUR')).status).toBe(2);
    const of = (day: string, amount: string) => fee(amount, '--currency', 'EUR', '--as-of', day);
    for (const [day, amount] of [
      ['2026-01-01', '7.50'],
      ['2026-02-01', '9'],
      ['2026-03-01', '0'],
    ] as const)
      expect((await of(day, amount)).status).toBe(0);
    const listed = await home.ask<{ fees: { validFrom: string; amount: string; state: string }[] }>([
      ...['cash', 'return-fee', '--as-of', '2026-02-15'],
    ]);
    expect(listed.fees).toMatchObject([
      { validFrom: '2026-03-01', amount: '0.00', state: 'to_come' },
      { validFrom: '2026-02-01', amount: '9.00', state: 'in_force' },
      { validFrom: '2026-01-01', amount: '7.50', state: 'past' },
    ]);
  });
});
