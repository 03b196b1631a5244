/** What customers read of a company and the terms it sells on: changed under a version, for what comes, and in the audit trail. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeCompany, loadCompanies, loadPaymentTerms, setPaymentTerm } from '#company';
import { changesAfter, runQuery, sql } from '#platform';
import { type Books, must, openBooks } from '#test/books';

let books: Books;
beforeAll(async () => {
  books = await openBooks({ customers: 1 });
});
afterAll(() => books.close());

const company = async () =>
  (await runQuery(books.engine, books.tenantId, (db) => loadCompanies(db, books.tenantId))).find(
    (one) => one.code === 'DE01',
  )!;
const wanted = {
  name: 'Acme Handels GmbH',
  language: 'de',
  addressLines: ['Hafenstraße 7', '20457 Hamburg'],
  email: 'konto@acme.example',
  phone: null,
  registration: ['HRB 4711 Hamburg'],
};
const change = (version: number, part: Partial<typeof wanted> = {}) =>
  changeCompany(books.engine, books.caller, {
    companyId: books.company.id,
    version,
    ...wanted,
    ...part,
    reason: 'The company moved.',
  });

describe('R70 what customers read of a company', () => {
  it('is changed whole, keeps what is no part of it, and is in the audit trail with its reason', async () => {
    const before = await company();
    must(await change(before.version));
    const after = await company();
    expect(after).toMatchObject({ name: wanted.name, language: 'de', currency: 'EUR', timeZone: 'Europe/Berlin' });
    expect(after.letterhead).toMatchObject({
      addressLines: wanted.addressLines,
      email: wanted.email,
      registration: wanted.registration,
    });
    expect(after.version).toBe(before.version + 1);
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ reason: string }>`select reason from platform.audit
        where tenant_id = ${books.tenantId} and operation = 'company.change'`.execute(db),
    );
    expect(rows.map((row) => row.reason)).toEqual([
      'What customers read of the company was changed: The company moved.',
    ]);
    const events = await changesAfter(books.engine, books.tenantId, 0n, 10_000);
    expect(events.filter((one) => one.type === 'company.changed').length).toBe(1);
  });

  it('is refused to whoever saw an older version, with both in the answer, and to whoever changes nothing', async () => {
    const { version } = await company();
    const stale = await change(version - 1, { name: 'Acme Nord GmbH' });
    expect(stale).toMatchObject({
      ok: false,
      refusal: {
        code: 'company.stale',
        details: { yours: { name: 'Acme Nord GmbH' }, theirs: { name: wanted.name }, version },
      },
    });
    expect(await change(version)).toMatchObject({ ok: false, refusal: { code: 'company.nothing-changed' } });
    expect((await company()).version).toBe(version);
  });
});

describe('R70 a payment term', () => {
  it('that is there takes the new rule, under the same name and id', async () => {
    const term = (days: number) =>
      setPaymentTerm(books.engine, books.caller, {
        code: 'T1',
        name: 'Term',
        rule: { instalments: [{ sharePercent: '100', days }] },
        reason: 'As agreed with the customers.',
      });
    must(await term(30));
    const [known] = (await runQuery(books.engine, books.tenantId, (db) => loadPaymentTerms(db, books.tenantId))).filter(
      (one) => one.code === 'T1',
    );
    expect(known!.rule.instalments[0]!.days).toBe(30);
    must(await term(60));
    const [later] = (await runQuery(books.engine, books.tenantId, (db) => loadPaymentTerms(db, books.tenantId))).filter(
      (one) => one.code === 'T1',
    );
    expect(later!.id).toBe(known!.id);
    expect(later!.rule.instalments[0]!.days).toBe(60);
  });

  it('is refused where its shares are not the whole', async () => {
    const half = await setPaymentTerm(books.engine, books.caller, {
      code: 'HALF',
      name: 'Half',
      rule: { instalments: [{ sharePercent: '50', days: 30 }] },
    });
    expect(half).toMatchObject({ ok: false, refusal: { code: 'company.term-shares' } });
  });
});
