/** R6 R7 Bad head offices in a file of customers: good rows go in, bad ones come back with a reason and their place. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCompany, findCompany } from '#company';
import { renumberCustomer, saveCustomers } from '#customers';
import { importCustomers } from '#integrations';
import { setUpChart } from '#ledger';
import { runQuery, sql } from '#platform';
import { type Books, must, openBooks } from '../books.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks({ customers: 4 });
});
afterAll(() => books.close());

const bring = async (lines: readonly string[], check = false) =>
  must(
    await importCustomers(books.engine, books.caller, {
      ...{ company: books.company, fileName: 'customers.csv', check },
      bytes: new TextEncoder().encode(`number,name,country,parent\n${lines.map((line) => `${line}\n`).join('')}`),
    }),
  );
/** Who stands below whom now. */
async function families(): Promise<Record<string, string>> {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ number: string; head: string }>`
      select c.number, h.number as head from customers.v_customer c join customers.v_customer h on h.tenant_id = c.tenant_id and h.id = c.parent_id
      where c.tenant_id = ${books.tenantId} order by 1`.execute(db),
  );
  return Object.fromEntries(rows.map((row) => [row.number, row.head]));
}

describe('R6 R7 A file of customers with bad head offices', () => {
  it('takes every good row, and says of each bad one what is wrong with its parent', async () => {
    const file = [
      'H1,Head office,DE,',
      'B1,Branch,DE,H1',
      'B2,Branch of a branch,DE,B1',
      'S1,Its own,DE,S1',
      'R1,Round,DE,R2',
      'R2,And round,DE,R1',
      'U1,Of nobody,DE,NOBODY',
      'D1,Below a bad row,DE,R1',
      'C1,Customer C1,DE,H1',
      'Z1,Fine,DE,',
    ];
    const looked = await bring(file, true);
    const taken = await bring(file);
    expect(looked.bad).toEqual(taken.bad);
    expect(taken.imported).toBe(4);
    expect(taken.bad.map((one) => [one.row, one.column, one.code, one.value])).toEqual([
      [4, 'parent', 'customers.parent-chain', 'B1'],
      [5, 'parent', 'customers.parent-itself', 'S1'],
      [6, 'parent', 'customers.parent-circle', 'R2'],
      [7, 'parent', 'customers.parent-circle', 'R1'],
      [8, 'parent', 'customers.parent-unknown', 'NOBODY'],
      [9, 'parent', 'customers.parent-bad', 'R1'],
    ]);
    expect(await families()).toEqual({ B1: 'H1', C1: 'H1' });
  });

  it('does not put a head office below another, nor anybody below a branch that stands', async () => {
    const { imported, bad } = await bring(['H1,Head office,DE,C2', 'C3,Customer C3,DE,B1', 'C4,Customer C4,DE,H1']);
    expect([imported, bad.map((one) => one.code)]).toEqual([
      1,
      ['customers.parent-of-branches', 'customers.parent-chain'],
    ]);
    expect(await families()).toEqual({ B1: 'H1', C1: 'H1', C4: 'H1' });
  });

  it('finds no head office in another company, until it has an account here', async () => {
    const { engine, caller, tenantId } = books;
    const terms = { name: 'Acme SARL', currency: 'EUR', country: 'FR', timeZone: 'Europe/Paris', language: 'fr' };
    must(await createCompany(engine, caller, { code: 'FR01', ...terms, letterhead: {} }));
    const french = must(await findCompany(engine, tenantId, 'FR01'));
    must(await setUpChart(engine, caller, { companyId: french.id }));
    const head = { number: 'F1', name: 'Siège', country: 'FR', accounts: [{ companyId: french.id }] };
    must(await saveCustomers(engine, caller, { customers: [head] }));
    const alone = await bring(['F2,Filiale,FR,F1']);
    expect(alone.bad.map((one) => [one.code, one.column])).toEqual([['customers.parent-elsewhere', 'parent']]);
    expect(await bring(['F1,Siège,FR,', 'F2,Filiale,FR,F1'])).toMatchObject({ imported: 2, bad: [] });
    expect(await families()).toMatchObject({ F2: 'F1' });
  });

  it('knows a head office, and a customer twice in the file, by a number that was given up', async () => {
    const { engine, caller } = books;
    must(
      await renumberCustomer(engine, caller, {
        number: 'H1',
        newNumber: 'H9',
        from: '2026-01-05',
        reason: 'New system.',
      }),
    );
    const { imported, bad } = await bring(['N1,New branch,DE,H1', 'H1,Head office,DE,', 'H9,Head office,DE,']);
    expect([imported, bad.map((one) => [one.row, one.code])]).toEqual([2, [[4, 'customers.twice']]]);
    expect(await families()).toMatchObject({ N1: 'H9', B1: 'H9' });
  });
});
