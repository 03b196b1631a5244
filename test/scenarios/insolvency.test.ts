/** A customer becomes insolvent: contact, set-off and automatic matching stop, the claim is filed in time, a person lifts it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile } from '#cash';
import { loadWorklist, prioritiseCompany, proposeNotices, setProcedure } from '#collections';
import { sendMessages } from '#correspondence';
import { fileClaim, liftInsolvency, recordInsolvency, relateCustomers } from '#customers';
import { loadChart } from '#ledger';
import { listOffsets, proposeByHand, proposeOffsets } from '#offsets';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { type NewDocument, postDocuments } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '#test/books';
import { sendPath } from '../../src/apps/registrations.ts';
import { loadCustomer } from '../../src/modules/collections/queries/customer.ts';
import { houseBank, mt940Day } from '../mt940-day.ts';

const today = '2026-06-01';
let books: Books;

const post = async (
  customer: string,
  documents: readonly (Pick<NewDocument, 'documentType' | 'number' | 'amountMinor'> & Partial<NewDocument>)[],
) =>
  must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: documents.map((one) => ({
        ...{ accountId: books.accounts[customer]!, documentDate: '2026-03-02', currency: 'EUR' },
        ...one,
      })),
    }),
  ).posted.map((one) => one.itemIds[0]!);
const screen = async (customer: string) =>
  must(
    await loadCustomer(books.engine, books.tenantId, { company: books.company, customer, day: today, personId: 0n }),
  );
const worklist = () =>
  loadWorklist(books.engine, books.tenantId, { companyId: books.company.id, limit: 50, withNotListed: true });
const propose = async (asOf = today) =>
  must(await proposeNotices(books.engine, books.caller, { company: books.company, asOf, freshSince: null }));
const send = async () =>
  must(await sendMessages(books.engine, books.caller, sendPath({ home: books.home }), { company: books.company }));
const record = (number: string, more: { openedOn?: string; claimDeadline?: string | null } = {}) =>
  recordInsolvency(books.engine, books.caller, {
    ...{ number, today, openedOn: '2026-05-04', claimDeadline: null },
    ...{ courtReference: 'AG Hamburg 67c IN 12/26', source: 'Letter of the administrator of 5 May.' },
    ...more,
  });
const sound = async () => {
  const { checks } = await verify(books.engine, books.tenantId);
  expect(checks.filter((check) => check.failed > 0)).toEqual([]);
  return (name: string) => checks.find((check) => check.name === name)!.checked;
};

beforeAll(async () => {
  books = await openBooks({ customers: 6, now: `${today}T09:00:00Z` });
  const { engine, caller, tenantId, company } = books;
  must(
    await setProcedure(engine, caller, {
      code: 'standard',
      name: 'One reminder',
      rule: {
        levels: [{ level: 1, daysOverdue: 5, daysSinceLast: 0 }],
        ...{ minimumMinor: {}, daysBetweenNotices: 7, daysToPay: 8 },
      },
    }),
  );
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  must(
    await createBankAccount(engine, caller, {
      ...{ company, number: houseBank, currency: 'EUR', name: 'Main account' },
      glAccountId: chart.find((account) => account.purpose === 'bank')!.id,
    }),
  );
  await post('C1', [
    { documentType: 'invoice', number: 'RE-1001', amountMinor: 500_00n },
    { documentType: 'invoice', number: 'RE-1002', amountMinor: 80_00n, documentDate: '2026-05-11' },
    { documentType: 'credit_memo', number: 'GS-1', amountMinor: -200_00n },
  ]);
  await post('C2', [{ documentType: 'invoice', number: 'RE-1003', amountMinor: 300_00n }]);
  must(await prioritiseCompany(engine, caller, { company, asOf: today }));
});
afterAll(() => books.close());

describe('R26 A customer becomes insolvent', () => {
  it('is recorded once, when it has happened, with court, source and the day for claims', async () => {
    expect(refusalOf(await record('C1', { openedOn: '2026-06-02' }))).toBe('customers.insolvency-day');
    expect(refusalOf(await record('C1', { claimDeadline: '2026-05-03' }))).toBe('customers.insolvency-day');
    expect(refusalOf(await record('C99'))).toBe('customers.number-unknown');
    expect((await worklist()).rows.map((row) => row.customer)).toEqual(['C1', 'C2']);
    must(await record('C1', { claimDeadline: '2026-07-03' }));
    expect(refusalOf(await record('C1'))).toBe('customers.insolvency-known');
    expect((await screen('C1')).insolvency).toEqual({
      openedOn: '2026-05-04',
      courtReference: 'AG Hamburg 67c IN 12/26',
      source: 'Letter of the administrator of 5 May.',
      ...{ claimDeadline: '2026-07-03', claimFiledOn: null, claimNote: null },
      open: [{ currency: 'EUR', before: '300.00', since: '80.00' }],
    });
    expect((await screen('C2')).insolvency).toBeNull();
  });

  it('leaves the worklist, with the reason', async () => {
    const { rows, notListed } = await worklist();
    expect(rows.map((row) => row.customer)).toEqual(['C2']);
    expect(notListed).toContainEqual({
      customer: 'C1',
      reason: {
        code: 'insolvent',
        text: 'Insolvent since 2026-05-04: contact, set-off and automatic matching are stopped.',
      },
    });
  });

  it('is not reminded, and the reason is kept; a letter that was proposed before does not leave either', async () => {
    const proposed = await propose();
    expect(proposed).toMatchObject({ proposed: 1 });
    // C2 becomes insolvent between the proposal and the post.
    must(await record('C2'));
    const sent = await send();
    expect([sent.sent, sent.suppressed]).toEqual([
      0,
      [{ code: 'insolvent', reason: 'the customer is insolvent since 2026-05-04', count: 1 }],
    ]);
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ customer: string; code: string }>`
        select a.number as customer, s.check_code as code from correspondence.v_suppression s
        join correspondence.v_message m on m.tenant_id = s.tenant_id and m.id = s.message_id
        join customers.v_account a on a.tenant_id = m.tenant_id and a.id = m.account_id
        where s.tenant_id = ${books.tenantId} and s.item_id is null order by 1`.execute(db),
    );
    expect(rows).toEqual([
      { customer: 'C1', code: 'insolvent' },
      { customer: 'C2', code: 'insolvent' },
    ]);
  });

  it('is set off against nothing, neither by policy nor by hand', async () => {
    must(await proposeOffsets(books.engine, books.caller, { company: books.company, asOf: today }));
    const offsets = await listOffsets(books.engine, books.tenantId, {
      ...{ company: books.company, accountId: books.accounts['C1']!, limit: 50 },
    });
    expect(offsets).toEqual([]);
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ id: bigint; number: string }>`
        select id, number from receivables.v_item where tenant_id = ${books.tenantId} and number in ('RE-1001', 'GS-1')`.execute(
        db,
      ),
    );
    const idOf = (number: string) => rows.find((row) => row.number === number)!.id;
    const byHand = await proposeByHand(books.engine, books.caller, {
      ...{ company: books.company, asOf: today, payableIds: [], reason: 'Agreed by phone.' },
      itemIds: [idOf('RE-1001'), idOf('GS-1')],
    });
    expect(refusalOf(byHand)).toBe('offsets.item-excluded');
  });

  it('pays nothing by itself: money that names its invoice waits for a person, and says why', async () => {
    const bytes = mt940Day({
      day: '2026-05-29',
      lines: [
        [500_00, 'Customer C1', 'RE-1001'],
        [40_00, 'Customer C3', 'RE-1004'],
      ],
    });
    await post('C3', [{ documentType: 'invoice', number: 'RE-1004', amountMinor: 40_00n }]);
    must(await importBankFile(books.engine, books.caller, { name: 'day.sta', bytes }));
    const applied = must(await applyCash(books.engine, books.caller, { company: books.company, asOf: today }));
    expect(applied).toMatchObject({ applied: 1, proposed: 1 });
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ explanation: string }>`
        select explanation from cash.v_receipt where tenant_id = ${books.tenantId} and amount_minor = 50000`.execute(
        db,
      ),
    );
    expect(rows[0]!.explanation).toContain('RE-1001 is blocked (insolvency)');
  });

  it('comes back to the worklist when its claim must be filed, and leaves it when it is', async () => {
    books.clock.set('2026-06-22T09:00:00Z');
    const asOf = '2026-06-22';
    must(await prioritiseCompany(books.engine, books.caller, { company: books.company, asOf }));
    const listed = async () => (await worklist()).rows.filter((row) => row.customer === 'C1');
    expect(await listed()).toMatchObject([
      {
        nextAction: { code: 'file_claim' },
        reasons: expect.arrayContaining([
          { code: 'claim_due', text: 'the claim in the insolvency must be filed by 2026-07-03', points: 30 },
        ]),
      },
    ]);
    const file = (filedOn: string) =>
      fileClaim(books.engine, books.caller, { number: 'C1', filedOn, note: '300.00, by post.', today: asOf });
    expect(refusalOf(await file('2026-05-01'))).toBe('customers.insolvency-day');
    must(await file('2026-06-20'));
    expect(refusalOf(await file('2026-06-21'))).toBe('customers.claim-filed');
    expect(await listed()).toEqual([]);
    expect((await screen('C1')).insolvency).toMatchObject({
      claimFiledOn: '2026-06-20',
      claimNote: '300.00, by post.',
    });
  });

  it('is insolvent under all numbers that read as one', async () => {
    must(
      await relateCustomers(books.engine, books.caller, {
        ...{ kind: 'merged_into', number: 'C5', otherNumber: 'C6', from: '2026-05-01', reason: 'One legal entity.' },
      }),
    );
    expect(must(await record('C5'))).toEqual({ customers: 2 });
    expect((await screen('C6')).insolvency).toMatchObject({ openedOn: '2026-05-04' });
    expect((await sound())('customers are insolvent as long as proceedings stand over them')).toBe(4);
  });

  it('is merged only with whom it is insolvent together', async () => {
    const merge = () =>
      relateCustomers(books.engine, books.caller, {
        ...{ kind: 'merged_into', number: 'C4', otherNumber: 'C6', from: '2026-05-01', reason: 'One legal entity.' },
      });
    expect(refusalOf(await merge())).toBe('customers.insolvency-differs');
    expect((await screen('C4')).insolvency).toBeNull();
    must(await record('C4'));
    must(await merge());
    expect((await screen('C4')).insolvency).toMatchObject({ openedOn: '2026-05-04' });
    await sound();
  });

  it('is worked as before when a person lifts it, and what was recorded stays', async () => {
    const lift = (number: string) =>
      liftInsolvency(books.engine, books.caller, { number, reason: 'Proceedings were closed.', today: '2026-06-22' });
    must(await lift('C2'));
    expect(refusalOf(await lift('C2'))).toBe('customers.insolvency-none');
    expect((await screen('C2')).insolvency).toBeNull();
    expect((await worklist()).rows.map((row) => row.customer)).toEqual(['C2']);
    expect(await propose('2026-06-22')).toMatchObject({ proposed: 1 });
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ ended_reason: string; ended: boolean }>`
        select n.ended_reason, n.ended_seq > n.seq as ended from customers.v_insolvency n
        where n.tenant_id = ${books.tenantId} and n.ended_seq is not null`.execute(db),
    );
    expect(rows).toEqual([{ ended_reason: 'Proceedings were closed.', ended: true }]);
    await sound();
  });
});
