/** R57 A person asks to be forgotten, on the command line: what is found, what stays, and who may not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCompany } from '#company';
import { saveCustomers } from '#customers';
import { must } from '../books.ts';
import { openStaffedCommandLine } from '../command-line.ts';

const home = await openStaffedCommandLine({ ada: 'administrator', lena: 'lead' });
const { as, beside } = home;
beforeAll(() =>
  beside(async (engine, caller) => {
    const company = must(await findCompany(engine, caller.tenantId, 'DE01'));
    const contacts = [{ name: 'Erika Mustermann', email: 'erika.mustermann@example.org', primary: true }];
    const customers = [
      { number: 'C1', name: 'Customer C1', country: 'DE', contacts, accounts: [{ companyId: company.id }] },
    ];
    must(await saveCustomers(engine, caller, { customers }));
  }),
);
afterAll(() => home.close());

interface Found {
  readonly values: { readonly column: string; readonly text: string; readonly kept: string | null }[];
  readonly auditRecords: string[];
}
const find = () => home.ask<Found>(['personal', 'find', 'Mustermann', ...as('ada')]);

describe('R25 R57 dunwell personal', () => {
  it('finds where a person is named, for an administrator only', async () => {
    const found = await find();
    expect(found.values.map((one) => one.column)).toEqual(
      expect.arrayContaining(['customers.contact.name', 'customers.contact.email']),
    );
    expect((await home.run(['personal', 'find', 'Mustermann', ...as('lena')])).status).toBe(1);
    const erase = ['personal', 'erase', 'Mustermann', '--reason', 'On request.', ...as('lena')];
    expect((await home.run(erase)).status).toBe(1);
    expect(await find()).toEqual(found);
  });

  it('erases it for good, and refuses where nothing is left; the chain stays whole', async () => {
    const erase = ['personal', 'erase', 'Mustermann', '--reason', 'On request.', ...as('ada')];
    expect(await home.ask(erase)).toMatchObject({ values: 2, kept: 0 });
    expect(await find()).toMatchObject({ values: [], auditRecords: [] });
    expect(await home.run(erase)).toMatchObject({ status: 1 });
    expect((await home.run(['verify'])).status).toBe(0);
  });
});
