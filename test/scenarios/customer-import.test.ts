/**
 * R7 Changes of the master by file: what a file does not tell stays, what it takes away is said in the mapping, and other
 * payment terms take the authority that they take by hand.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setPaymentTerm } from '#company';
import { createPortfolio, saveCustomers } from '#customers';
import { importCustomers } from '#integrations';
import { type Caller, runQuery, sql, systemActor } from '#platform';
import { openPeopledBooks, type PeopledBooks } from '#test/authority-world';
import { must, refusalOf } from '#test/books';

let books: PeopledBooks;
let analyst: Caller;
let creditManager: Caller;
let termIds: { N30: bigint; N60: bigint };

beforeAll(async () => {
  books = await openPeopledBooks({ customers: 8 });
  analyst = await books.hire('Anna Analyst', 'analyst');
  creditManager = await books.hire('Clara Credit', 'credit_manager');
  const { engine, caller } = books;
  const N60 = must(
    await setPaymentTerm(engine, caller, {
      code: 'N60',
      name: '60 days net',
      rule: { instalments: [{ sharePercent: '100', days: 60 }] },
    }),
  ).id;
  must(await createPortfolio(engine, caller, { code: 'NORTH', name: 'North', collectorPersonId: null }));
  termIds = { N30: BigInt((await accountOf('C1'))['payment_term_id'] as bigint), N60 };
});
afterAll(() => books.close());

const bring = (lines: string[], more: { mapping?: object; check?: boolean; caller?: Caller } = {}) => {
  const { caller = books.caller, ...rest } = more;
  return importCustomers(books.engine, caller, {
    company: books.company,
    fileName: 'customers.csv',
    bytes: new TextEncoder().encode(`${lines.join('\r\n')}\r\n`),
    ...rest,
  });
};

const one = async (query: (tenantId: bigint) => ReturnType<typeof sql<Record<string, unknown>>>) =>
  (await runQuery(books.engine, books.tenantId, (db) => query(books.tenantId).execute(db))).rows[0]!;

const accountOf = (number: string) =>
  one(
    (tenantId) => sql`
      select payment_term_id, p.code as portfolio, dunning_procedure, direct_debit, notice_channel
      from customers.account a join customers.customer c on c.tenant_id = a.tenant_id and c.id = a.customer_id
      left join customers.portfolio p on p.tenant_id = a.tenant_id and p.id = a.portfolio_id
      where a.tenant_id = ${tenantId} and c.number = ${number}`,
  );
const masterOf = (number: string) =>
  one(
    (tenantId) => sql`
      select c.name, c.category, c.natural_person, c.language, c.time_zone, c.tax_number, h.number as parent
      from customers.customer c left join customers.customer h on h.tenant_id = c.tenant_id and h.id = c.parent_id
      where c.tenant_id = ${tenantId} and c.number = ${number}`,
  );
const contactOf = (number: string) =>
  one(
    (tenantId) => sql`
      select t.email, t.phone, t.role, t.language, t.time_zone from customers.contact t
      join customers.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id
      where t.tenant_id = ${tenantId} and c.number = ${number} and t.name = 'Ines Faria'`,
  );
const addressOf = (number: string) =>
  one(
    (tenantId) => sql`
      select d.lines, d.postal_code, d.city from customers.address d
      join customers.customer c on c.tenant_id = d.tenant_id and c.id = d.customer_id
      where d.tenant_id = ${tenantId} and c.number = ${number}`,
  );

/** A customer of whom everything is known. */
const known = async (number: string): Promise<void> => {
  const portfolioId = (
    await one((tenantId) => sql`select id from customers.portfolio where tenant_id = ${tenantId} and code = 'NORTH'`)
  )['id'] as bigint;
  must(
    await saveCustomers(books.engine, books.caller, {
      customers: [
        {
          number,
          name: `City of ${number}`,
          country: 'PT',
          category: 'public_body',
          naturalPerson: true,
          language: 'en',
          timeZone: 'Atlantic/Azores',
          taxNumber: 'PT123',
          parentNumber: 'C8',
          accounts: [
            {
              companyId: books.company.id,
              portfolioId,
              dunningProcedure: 'GENTLE',
              directDebit: true,
              noticeChannel: 'letter',
            },
          ],
          contacts: [
            {
              name: 'Ines Faria',
              role: 'manager',
              email: 'ines@example.org',
              phone: '+351 1',
              language: 'fr',
              timeZone: 'Europe/Paris',
            },
          ],
          addresses: [{ lines: 'Rua 1', postalCode: '9500', city: 'Ponta Delgada', country: 'PT' }],
        },
      ],
    }),
  );
};
const all = async (number: string) => ({
  account: await accountOf(number),
  master: await masterOf(number),
  contact: await contactOf(number),
  address: await addressOf(number),
});

describe('R7 a file of customers', () => {
  it('leaves what it has no column for', async () => {
    await known('C1');
    const before = await all('C1');
    expect(before.account).toMatchObject({ portfolio: 'NORTH', direct_debit: true, notice_channel: 'letter' });
    expect(must(await bring(['number,name,country', 'C1,Municipality,PT']))).toMatchObject({ imported: 1, bad: [] });
    expect(await all('C1')).toEqual({ ...before, master: { ...before.master, name: 'Municipality' } });
  });

  it('leaves what its cells are empty for, unless the mapping says that they clear', async () => {
    await known('C2');
    const before = await all('C2');
    const fields = [
      ...['number', 'name', 'country', 'category', 'language', 'timeZone', 'parent', 'term', 'portfolio'],
      ...['dunningProcedure', 'directDebit', 'taxNumber', 'contactName', 'contactEmail', 'contactPhone'],
      ...['street', 'postalCode', 'city'],
    ];
    const lines = [fields.join(','), `C2,City of C2,PT,,,,,,,,,,Ines Faria,,,,,`];
    expect(must(await bring(lines))).toMatchObject({ imported: 1, bad: [] });
    expect(await all('C2')).toEqual(before);

    const clearing = ['parent', 'portfolio', 'dunningProcedure', 'taxNumber', 'contactEmail', 'contactPhone', 'city'];
    const columns = Object.fromEntries(
      fields.map((field) => [field, clearing.includes(field) ? { column: field, clears: true } : field]),
    );
    const mapping = { name: 'the whole master', kind: 'customers', columns };
    expect(must(await bring(lines, { mapping }))).toMatchObject({ imported: 1, bad: [] });
    expect(await all('C2')).toEqual({
      account: { ...before.account, portfolio: null, dunning_procedure: null },
      master: { ...before.master, parent: null, tax_number: null },
      contact: { ...before.contact, email: null, phone: null },
      address: { ...before.address, city: null },
    });
  });

  it('changes what it tells, and only that', async () => {
    await known('C3');
    const before = await all('C3');
    const lines = [
      'number,name,country,language,directDebit,contactName,contactPhone,city',
      'C3,City of C3,PT,de,no,Ines Faria,+351 2,Horta',
    ];
    must(await bring(lines));
    expect(await all('C3')).toEqual({
      account: { ...before.account, direct_debit: false },
      master: { ...before.master, language: 'de' },
      contact: { ...before.contact, phone: '+351 2' },
      address: { ...before.address, city: 'Horta' },
    });
  });

  it('cannot clear what a customer always has', async () => {
    const columns = { number: 'number', name: 'name', country: 'country', term: { column: 'term', clears: true } };
    const mapping = { name: 'no terms', kind: 'customers', columns };
    expect(refusalOf(await bring(['number,name,country,term', 'C4,X,DE,'], { mapping }))).toBe('table.mapping-field');
  });
});

describe('R46 other payment terms in a file', () => {
  const lines = ['number,name,country,term', 'C5,Renamed,DE,N60', 'C6,Customer C6,DE,N30', 'NEW1,New,DE,N60'];

  it('come back with the reason where a second person is needed, and nothing of the row is taken', async () => {
    const badOf = async (check: boolean, caller: Caller) =>
      must(await bring(lines, { check, caller })).bad.map((row) => [row.row, row.column, row.value, row.code]);
    const needed = [[2, 'term', 'N60', 'authority.approval-needed']];
    expect(await badOf(true, analyst)).toEqual(needed);
    expect(await badOf(false, analyst)).toEqual(needed);
    expect(await accountOf('C5')).toMatchObject({ payment_term_id: termIds.N30 });
    expect(await masterOf('C5')).toMatchObject({ name: 'Customer C5' });
    // A customer who was not there begins with the terms of the file.
    expect(await accountOf('NEW1')).toMatchObject({ payment_term_id: termIds.N60 });
    // At the keyboard somebody has to say who acts.
    const nobody: Caller = { ...books.caller, actor: systemActor, source: 'cli' };
    expect(await badOf(false, nobody)).toEqual([[2, 'term', 'N60', 'authority.person-needed']]);
  });

  it('are changed by who may do it alone, and the decision is on record', async () => {
    const check = must(await bring(lines, { caller: creditManager, check: true }));
    expect(check).toMatchObject({ imported: 3, bad: [] });
    expect(await accountOf('C5')).toMatchObject({ payment_term_id: termIds.N30 });
    expect(must(await bring(lines, { caller: creditManager }))).toMatchObject({ imported: 3, bad: [] });
    expect(await accountOf('C5')).toMatchObject({ payment_term_id: termIds.N60 });
    expect(await masterOf('C5')).toMatchObject({ name: 'Renamed' });
    const decisions = await one(
      (tenantId) => sql`
        select count(*) as n, min(person_id) as person_id from platform.authority_decision
        where tenant_id = ${tenantId} and action = 'customers.change-terms'`,
    );
    expect(decisions).toEqual({ n: 1n, person_id: creditManager.actor.personId });
  });

  it('are not changed by saving the customer either', async () => {
    const { engine, caller, company } = books;
    const save = (paymentTermId: bigint | null) =>
      saveCustomers(engine, caller, {
        customers: [
          { number: 'C7', name: 'Customer C7', country: 'DE', accounts: [{ companyId: company.id, paymentTermId }] },
        ],
      });
    expect(refusalOf(await save(termIds.N60))).toBe('customers.terms-governed');
    expect(refusalOf(await save(null))).toBe('customers.terms-governed');
    must(await save(termIds.N30));
  });
});
