/** What customers read of a company and the terms it sells on: changed under a version, for what comes, and in the audit trail. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactNotBefore, proposeNotices, setProcedure } from '#collections';
import {
  addClosingDays,
  changeCompany,
  changePaymentAccount,
  findCompany,
  loadCompanies,
  loadCompany,
  loadOpenCompany,
  loadPaymentTerms,
  type NewClosingDays,
  removeClosingDay,
  setPaymentTerm,
} from '#company';
import { sendMessages } from '#correspondence';
import { addDays, dayInZone, makeIban } from '#kernel';
import {
  approveRequest,
  type Caller,
  changesAfter,
  createPerson,
  grantRole,
  type Role,
  requestApproval,
  runQuery,
  type Sql,
  sql,
} from '#platform';
import { postDocuments } from '#receivables';
import { type Books, must, openBooks } from '#test/books';
import { sendPath } from '../../src/apps/registrations.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks({ customers: 1, now: '2026-03-02T09:00:00Z' });
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

describe('R69 a closing day', () => {
  const open = async () =>
    (await runQuery(books.engine, books.tenantId, (db) =>
      loadOpenCompany(db, books.tenantId, books.company.id, new Date('2026-01-01T00:00:00Z')),
    ))!;
  const closing = async () => (await open()).closingDays;
  const add = async (of: NewClosingDays) =>
    addClosingDays(books.engine, books.caller, { company: await company(), add: of });
  // The books stand on 2 March 2026.
  const berlin = { timeZone: 'Europe/Berlin', country: 'DE' };

  it('is set once, is told in the audit, and is taken away again', async () => {
    expect(must(await add({ days: [{ day: '2026-03-27', name: 'Stock is counted' }] }))).toEqual({ added: 1 });
    expect(await add({ days: [{ day: '2026-03-27', name: 'Another word' }] })).toMatchObject({
      refusal: { code: 'company.nothing-changed' },
    });
    expect(await closing()).toEqual(['2026-03-27']);
    const remove = () =>
      company().then((of) => removeClosingDay(books.engine, books.caller, { company: of, day: '2026-03-27' }));
    must(await remove());
    expect(await closing()).toEqual([]);
    expect(await remove()).toMatchObject({ refusal: { code: 'company.closing-day-unknown' } });
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ reason: string }>`select reason from platform.audit
        where tenant_id = ${books.tenantId} and operation like 'company.%closing-day%' order by seq`.execute(db),
    );
    expect(rows.map((row) => row.reason)).toEqual([
      'DE01 is closed on 2026-03-27.',
      'DE01 is open on 2026-03-27 after all.',
    ]);
  });

  it('is none where the day is gone by, or is no day', async () => {
    expect(await add({ days: [{ day: '2026-02-27', name: 'Last week' }] })).toMatchObject({
      refusal: { code: 'company.closing-day-past' },
    });
    expect(await add({ days: [{ day: '2026-02-30', name: 'No day' }] })).toMatchObject({
      refusal: { code: 'company.malformed-day' },
    });
    expect(await add({ country: 'XX', year: 2026 })).toMatchObject({ refusal: { code: 'company.calendar-unknown' } });
    expect(await add({ country: 'DE', year: 2024 })).toMatchObject({ refusal: { code: 'company.closing-day-past' } });
    expect(await closing()).toEqual([]);
  });

  it('holds back what would be written, wherever the customer is, until the company is open again', async () => {
    const friday = new Date('2026-04-03T09:00:00Z');
    const boston = { timeZone: 'America/New_York', country: 'US' };
    // Good Friday: not at home in Germany, and in Boston an ordinary day once it is eight there.
    expect(contactNotBefore(friday, berlin, await open())).toBe('2026-04-07T06:00:00.000Z');
    expect(contactNotBefore(friday, boston, await open())).toBe('2026-04-03T12:00:00.000Z');
    // The law's holidays of Germany, weekends and what is gone by left out: New Year is past, and Unity Day is a Saturday.
    must(await add({ country: 'DE', year: 2026 }));
    expect(await closing()).toEqual([
      ...['2026-04-03', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25', '2026-12-25'],
    ]);
    // Saturday and Sunday are none in Boston either, and on Easter Monday the company is closed still.
    expect(contactNotBefore(friday, boston, await open())).toBe('2026-04-07T12:00:00.000Z');
    // A shut-down of weeks is looked over as well.
    const august = Array.from({ length: 28 }, (_, index) => addDays('2026-08-03', index));
    must(await add({ days: august.map((day) => ({ day, name: 'The works are closed' })) }));
    expect(contactNotBefore(new Date('2026-08-03T09:00:00Z'), berlin, await open())).toBe('2026-08-31T06:00:00.000Z');
  });

  it('is read by nobody who only asks for a company, and of one company by whoever writes to its customers', async () => {
    const { engine, tenantId, company: own } = books;
    const rowsSoFar = async (db: Sql): Promise<number> => {
      const { rows } = await sql<{ rows: number }>`
        select (seq_tup_read + coalesce(idx_tup_fetch, 0))::integer as rows from pg_stat_xact_user_tables
        where schemaname = 'company' and relname = 'closing_day'`.execute(db);
      return rows[0]!.rows;
    };
    const read = (ask: (db: Sql) => Promise<unknown>): Promise<number> =>
      runQuery(engine, tenantId, async (db) => {
        const before = await rowsSoFar(db);
        await ask(db);
        return (await rowsSoFar(db)) - before;
      });
    expect((await open()).closingDays.length).toBeGreaterThan(20);
    expect(await read((db) => loadCompanies(db, tenantId))).toBe(0);
    expect(await read((db) => loadCompany(db, tenantId, own.id))).toBe(0);
    expect(await read((db) => loadOpenCompany(db, tenantId, own.id, engine.clock.now()))).toBeGreaterThan(20);
    expect(must(await findCompany(engine, tenantId, own.code))).not.toHaveProperty('closingDays');
    expect(await runQuery(engine, tenantId, (db) => loadCompany(db, tenantId, own.code))).toEqual(
      await runQuery(engine, tenantId, (db) => loadCompany(db, tenantId, own.id)),
    );
    expect(await findCompany(engine, tenantId, 'XX99')).toMatchObject({ refusal: { code: 'company.unknown' } });
  });

  it('holds back a reminder that is proposed on it, and the send path sends none', async () => {
    const today = dayInZone(books.engine.clock.now(), 'Europe/Berlin');
    must(await add({ days: [{ day: today, name: 'Nobody is in' }] }));
    const accountId = books.accounts['C1']!;
    must(
      await postDocuments(books.engine, books.caller, {
        company: await company(),
        documents: [
          {
            ...{ accountId, documentType: 'invoice', number: 'RE-CLOSED', documentDate: '2025-12-01' },
            ...{ dueDate: '2026-01-10', currency: 'EUR', amountMinor: 500_00n },
          },
        ],
      }),
    );
    const rule = {
      levels: [{ level: 1, daysOverdue: 7, daysSinceLast: 0 }],
      minimumMinor: { EUR: '2500' },
      daysBetweenNotices: 7,
      daysToPay: 8,
    };
    must(await setProcedure(books.engine, books.caller, { code: 'standard', name: 'One reminder', rule }));
    must(await proposeNotices(books.engine, books.caller, { company: await company(), asOf: today, freshSince: null }));
    const sent = must(
      await sendMessages(books.engine, books.caller, sendPath({ home: books.home }), { company: await company() }),
    );
    expect(sent.sent).toBe(0);
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ state: string; day: string }>`
        select state, (not_before at time zone 'Europe/Berlin')::date::text as day from correspondence.message
        where tenant_id = ${books.tenantId} and account_id = ${accountId} and kind = 'dunning_notice'`.execute(db),
    );
    expect(rows.map((row) => row.state)).toEqual(['proposed']);
    expect(rows[0]!.day > today).toBe(true);
  });
});

describe('R46 the account that letters tell customers to pay to', () => {
  const wants = (account: string) => ({
    ...{ action: 'company.change-payment-account', reason: 'The house bank confirmed it.' },
    input: {
      companyId: books.company.id.toString(),
      ...{ account, bankCode: 'COBADEFFXXX', bankName: 'Commerzbank', reason: 'Called back at the number we knew.' },
    },
  });
  const person = async (name: string, role: Role): Promise<Caller> => {
    const personId = BigInt(must(await createPerson(books.engine, books.caller, { name })).personId);
    must(await grantRole(books.engine, books.caller, { personId, companyId: null, role }));
    return { ...books.caller, actor: { personId } };
  };
  const [first, second] = ['DE89 3704 0044 0532 0130 00', makeIban('DE', '370400440532013007')];

  it('is changed by nobody alone, also not by who may change all else of the company', async () => {
    const controller = await person('Cora', 'controller');
    const input = { ...wants(first).input, companyId: books.company.id };
    const alone = await changePaymentAccount(books.engine, controller, input);
    expect(alone).toMatchObject({ ok: false, refusal: { code: 'authority.approval-needed' } });
    const malformed = await changePaymentAccount(books.engine, controller, {
      ...input,
      account: 'DE89 3704 0044 0532 0130 01',
    });
    expect(malformed).toMatchObject({ ok: false, refusal: { code: 'company.account-malformed' } });
    expect((await company()).letterhead.iban).toBeUndefined();
    // What else is changed of a company never touches it.
    const { version } = await company();
    must(await change(version, { name: 'Acme Handels GmbH & Co. KG' }));
    expect((await company()).letterhead.iban).toBeUndefined();
  });

  it('is changed once another one approves; asked for in vain once somebody else changed it meanwhile', async () => {
    const [asks, asksToo, approves] = [
      await person('Ada', 'administrator'),
      await person('Carl', 'controller'),
      await person('Sofia', 'controller'),
    ];
    const one = must(await requestApproval(books.engine, asks, wants(first)));
    const other = must(await requestApproval(books.engine, asksToo, wants(second)));
    const approve = (by: Caller, of: { requestId: string; contentHash: string }) =>
      approveRequest(books.engine, by, { requestId: BigInt(of.requestId), contentHash: of.contentHash });
    expect((await approve(asks, one)).ok).toBe(false);
    must(await approve(approves, one));
    expect((await company()).letterhead).toMatchObject({
      iban: 'DE89370400440532013000',
      bic: 'COBADEFFXXX',
      bankName: 'Commerzbank',
    });
    // It was to replace none, and there is one by now.
    expect((await approve(approves, other)).ok).toBe(false);
    expect((await company()).letterhead.iban).toBe('DE89370400440532013000');
    const same = await requestApproval(books.engine, asks, wants(first));
    expect(same).toMatchObject({ ok: false, refusal: { code: 'company.payment-account-same' } });
  });
});
