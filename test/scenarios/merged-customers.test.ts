/** Two customers that were merged are one for whoever works the day: on the worklist, on the screen, in promises. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile, returnReceipt, takeReturnBack } from '#cash';
import { loadWorklist, logActivity, prioritiseCompany } from '#collections';
import { endRelation, findWholeCustomer, relateCustomers } from '#customers';
import { loadChart } from '#ledger';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { judgeOpenPromises } from '#promises';
import { postDocuments } from '#receivables';
import { findCandidates, listCandidates } from '../../src/modules/cash/queries/candidates.ts';
import { loadCustomer } from '../../src/modules/collections/queries/customer.ts';
import { listCustomers } from '../../src/modules/collections/queries/list-customers.ts';
import { loadPromises, loadTimeline } from '../../src/modules/collections/queries/timeline.ts';
import { loadDayWork } from '../../src/modules/collections/queries/worklist.ts';
import { searchEverything } from '../../src/modules/operations/queries/search.ts';
import { type Books, must, openBooks } from '../books.ts';

const day = '2026-03-02';
let books: Books;
let mergeId: bigint;

const post = async (customer: string, number: string, amountMinor: bigint) =>
  must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: [
        {
          accountId: books.accounts[customer]!,
          documentType: 'invoice',
          number,
          documentDate: '2026-01-05',
          dueDate: '2026-02-04',
          currency: 'EUR',
          amountMinor,
        },
      ],
    }),
  );
const worklist = () =>
  loadWorklist(books.engine, books.tenantId, { companyId: books.company.id, limit: 50, withNotListed: true });
const list = (search?: string) =>
  listCustomers(books.engine, books.tenantId, {
    ...{ companyIds: [books.company.id], search, sort: 'number' as const, falling: false, only: 'open' as const },
    ...{ offset: 0, limit: 50 },
  });
const screen = async (customer: string, on = day) =>
  must(await loadCustomer(books.engine, books.tenantId, { company: books.company, customer, day: on, personId: 0n }));
const merge = async () =>
  must(
    await relateCustomers(books.engine, books.caller, {
      ...{ kind: 'merged_into', number: 'C1', otherNumber: 'C2', from: '2026-03-01', reason: 'One legal entity.' },
    }),
  ).relationId;
const sound = async () => {
  const { checks } = await verify(books.engine, books.tenantId);
  expect(checks.filter((check) => check.failed > 0)).toEqual([]);
};

beforeAll(async () => {
  books = await openBooks({ customers: 4, now: '2026-03-02T09:00:00Z' });
  const { engine, caller, tenantId, company } = books;
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  must(
    await createBankAccount(engine, caller, {
      ...{ company, number: 'DE02120300000000202051', currency: 'EUR', name: 'Main account' },
      glAccountId: chart.find((account) => account.purpose === 'bank')!.id,
    }),
  );
  await post('C1', 'ONE-1', 200_00n);
  await post('C2', 'TWO-1', 100_00n);
  await post('C3', 'THREE-1', 150_00n);
  must(await prioritiseCompany(engine, caller, { company, asOf: day }));
});
afterAll(() => books.close());

describe('R10 Merged customers on the worklist', () => {
  it('are one, with the priority of the whole, as soon as they are merged', async () => {
    expect((await worklist()).rows.map((row) => row.customer).sort()).toEqual(['C1', 'C2', 'C3']);
    must(
      await logActivity(books.engine, books.caller, {
        ...{
          accountId: books.accounts['C1']!,
          kind: 'call',
          outcome: 'reached',
          note: 'Sends the list.',
          day: '2026-02-27',
        },
      }),
    );
    mergeId = await merge();
    const { rows, notListed } = await worklist();
    expect(rows.map((row) => row.customer).sort()).toEqual(['C2', 'C3']);
    const whole = rows.find((row) => row.customer === 'C2')!;
    expect(notListed.map((row) => row.customer)).not.toContain('C1');
    expect(whole.balances).toEqual([{ currency: 'EUR', open: '300.00', overdue: '300.00' }]);
    expect(whole.reasons.map((reason) => reason.text).join()).toContain('300.00');
  });

  it('follow what is posted under either name, also by two at once', async () => {
    await post('C1', 'ONE-2', 10_00n);
    await Promise.all([
      ...Array.from({ length: 4 }, (_, index) => post('C1', `ONE-P${index}`, 5_00n)),
      ...Array.from({ length: 4 }, (_, index) => post('C2', `TWO-P${index}`, 5_00n)),
    ]);
    const whole = (await worklist()).rows.find((row) => row.customer === 'C2')!;
    expect(whole.balances).toEqual([{ currency: 'EUR', open: '350.00', overdue: '350.00' }]);
    await sound();
  });

  it('are one in the list of customers and found under both names', async () => {
    const all = await list();
    expect(all.rows.map((row) => [row.customer, row.balances[0]!.open])).toEqual([
      ['C2', '350.00'],
      ['C3', '150.00'],
    ]);
    expect(all.totals).toEqual([{ currency: 'EUR', open: '500.00', overdue: '500.00' }]);
    expect(all.rows[0]!.lastContact).toBe('2026-02-27');
    expect((await list('C1')).rows.map((row) => row.customer)).toEqual(['C2']);
    const found = await searchEverything(books.engine, books.tenantId, {
      ...{ companyIds: [books.company.id], text: 'Customer C1', limit: 5 },
    });
    expect(found.rows.map((one) => one.customer)).toEqual(['C2']);
  });

  it('are one on the screen, whichever number is asked for, with calls and documents of both', async () => {
    for (const number of ['C1', 'C2']) {
      const { customer, merged, aging, lastContact } = await screen(number);
      expect([customer, merged]).toEqual(['C2', [{ customer: 'C1', name: 'Customer C1' }]]);
      expect(aging.rows.map((row) => row.total)).toEqual(['350.00']);
      expect(lastContact).toBe('2026-02-27');
    }
    expect((await screen('C3')).merged).toEqual([]);
    const whole = (await runQuery(books.engine, books.tenantId, (db) =>
      findWholeCustomer(db, books.tenantId, { companyId: books.company.id, day, number: 'C1' }),
    ))!;
    const timeline = await loadTimeline(books.engine, books.tenantId, {
      ...{ accountIds: whole.accountIds, after: null, limit: 50 },
    });
    expect(timeline.flatMap((entry) => entry.numbers)).toEqual(expect.arrayContaining(['ONE-1', 'TWO-1']));
    expect(timeline.map((entry) => entry.text)).toContain('Sends the list.');
  });

  it('promise for the whole, and the money of either name keeps it', async () => {
    const promised = must(
      await logActivity(books.engine, books.caller, {
        ...{ accountId: books.accounts['C2']!, kind: 'call', outcome: 'promise', note: '', day },
        promise: { company: books.company, currency: 'EUR', amountMinor: 350_00n, promisedDate: '2026-03-04' },
      }),
    );
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ customer: string; count: number }>`
        select a.number as customer, count(*)::integer as count from receivables.v_block b
        join receivables.v_item i on i.tenant_id = b.tenant_id and i.id = b.item_id
        join customers.v_account a on a.tenant_id = i.tenant_id and a.id = i.account_id
        where b.tenant_id = ${books.tenantId} and b.kind = 'promise' group by a.number order by 1`.execute(db),
    );
    expect(rows).toEqual([
      { customer: 'C1', count: 6 },
      { customer: 'C2', count: 5 },
    ]);
    const tabs = await loadDayWork(books.engine, books.tenantId, {
      ...{ companyIds: [books.company.id], personId: 0n, tab: 'done', whose: 'all', offset: 0, limit: 10 },
    });
    expect(tabs.rows.map((row) => row.customer)).toEqual(['C2']);
    const line = (amount: string, name: string, text: string): string =>
      `:61:260304C${amount}NTRFNONREF//B${amount}\n:86:166?00CREDIT?20${text}?32${name}\n`;
    const file =
      ':20:STMT\n:25:DE02120300000000202051\n:28C:1/1\n:60F:C260303EUR0,00\n' +
      line('200,00', 'Customer C1', 'ONE-1') +
      line('150,00', 'Customer C2', 'TWO-1') +
      ':62F:C260304EUR350,00\n-\n';
    books.clock.set('2026-03-05T09:00:00Z');
    must(await importBankFile(books.engine, books.caller, { name: 's.sta', bytes: Buffer.from(file) }));
    must(await applyCash(books.engine, books.caller, { company: books.company, asOf: '2026-03-05' }));
    must(await judgeOpenPromises(books.engine, books.caller, { company: books.company, asOf: '2026-03-05' }));
    const accounts = [books.accounts['C2']!, books.accounts['C1']!];
    const promises = await loadPromises(books.engine, books.tenantId, accounts);
    expect(promises.map((one) => [one.id.toString(), one.state])).toEqual([[promised.promiseId, 'kept']]);
    await sound();
  });

  it('are two again when the merge is taken back', async () => {
    must(await endRelation(books.engine, books.caller, { relationId: mergeId, reason: 'Two after all.' }));
    expect((await list()).rows.map((row) => row.customer)).toEqual(['C1', 'C2', 'C3']);
    expect((await screen('C1')).customer).toBe('C1');
    await sound();
  });

  it('break the promise of the survivor when money that came under the merged name goes back', async () => {
    const { engine, caller, tenantId, company, accounts } = books;
    const asOf = '2026-03-13';
    await post('C4', 'FOUR-1', 80_00n);
    const promised = must(
      await logActivity(engine, caller, {
        ...{ accountId: accounts['C3']!, kind: 'call', outcome: 'promise', note: '', day: '2026-03-05' },
        promise: { company, currency: 'EUR', amountMinor: 80_00n, promisedDate: '2026-03-09' },
      }),
    );
    const line = ':61:260306C80,00NTRFNONREF//B80\n:86:166?00CREDIT?20FOUR-1?32Customer C4\n';
    const file = `:20:STMT\n:25:DE02120300000000202051\n:28C:2/1\n:60F:C260304EUR350,00\n${line}:62F:C260313EUR430,00\n-\n`;
    books.clock.set('2026-03-13T09:00:00Z');
    must(await importBankFile(engine, caller, { name: 'later.sta', bytes: Buffer.from(file) }));
    must(await applyCash(engine, caller, { company, asOf }));
    must(
      await relateCustomers(engine, caller, {
        ...{ kind: 'merged_into', number: 'C4', otherNumber: 'C3', from: '2026-03-10', reason: 'One legal entity.' },
      }),
    );
    must(await judgeOpenPromises(engine, caller, { company, asOf }));
    const state = async () => {
      const found = await loadPromises(engine, tenantId, [accounts['C3']!]);
      return found.map((one) => [one.id.toString(), one.state, one.received]);
    };
    expect(await state()).toEqual([[promised.promiseId, 'kept', '80.00']]);
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ id: bigint; account_id: bigint }>`
        select id, account_id from cash.v_receipt where tenant_id = ${tenantId} and amount_minor = 8000`.execute(db),
    );
    expect(rows.map((row) => row.account_id)).toEqual([accounts['C4']!]);
    const back = async (): Promise<void> => {
      must(
        await returnReceipt(engine, caller, {
          ...{ company, receiptId: rows[0]!.id, returnedOn: '2026-03-09', reason: 'No funds.', withoutFee: true },
        }),
      );
    };
    await back();
    // The bank dates the return before the merge: the two were one when the promise was judged, so it is judged as one again.
    expect(await state()).toEqual([[promised.promiseId, 'broken', '0.00']]);
    await sound();
    // It was another payment: with its money the promise is kept as before, and broken once it has really come back.
    must(await takeReturnBack(engine, caller, { company, receiptId: rows[0]!.id, reason: 'It was another check.' }));
    expect(await state()).toEqual([[promised.promiseId, 'kept', '80.00']]);
    await sound();
    await back();
    expect(await state()).toEqual([[promised.promiseId, 'broken', '0.00']]);
    await sound();
  });

  it('hold the promise open on the items of both while its day is to come', async () => {
    const { engine, caller, tenantId, company, accounts } = books;
    const promised = must(
      await logActivity(engine, caller, {
        ...{ accountId: accounts['C3']!, kind: 'call', outcome: 'promise', note: '', day: '2026-03-13' },
        promise: { company, currency: 'EUR', amountMinor: 230_00n, promisedDate: '2026-03-30' },
      }),
    );
    const line = ':61:260316C230,00NTRFNONREF//B230\n:86:166?00CREDIT?20THREE-1 FOUR-1?32Customer C4\n';
    const file = `:20:STMT\n:25:DE02120300000000202051\n:28C:3/1\n:60F:C260313EUR430,00\n${line}:62F:C260316EUR660,00\n-\n`;
    books.clock.set('2026-03-17T09:00:00Z');
    must(await importBankFile(engine, caller, { name: 'last.sta', bytes: Buffer.from(file) }));
    must(await applyCash(engine, caller, { company, asOf: '2026-03-17' }));
    must(await judgeOpenPromises(engine, caller, { company, asOf: '2026-03-17' }));
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ id: bigint; state: string }>`
        select r.id, p.state from cash.v_receipt r join promises.v_promise p on p.tenant_id = r.tenant_id and p.id = ${BigInt(promised.promiseId!)}
        where r.tenant_id = ${tenantId} and r.amount_minor = 23000`.execute(db),
    );
    expect(rows.map((row) => row.state)).toEqual(['kept']);
    must(
      await returnReceipt(engine, caller, {
        ...{ company, receiptId: rows[0]!.id, returnedOn: '2026-03-17', reason: 'No funds.', withoutFee: true },
      }),
    );
    expect((await screen('C4', '2026-03-17')).openPromise).toMatchObject({ amount: '230.00', day: '2026-03-30' });
    const held = await runQuery(engine, tenantId, (db) =>
      sql<{ account_id: bigint }>`
        select distinct account_id from receivables.v_block where tenant_id = ${tenantId} and source = ${`promise ${promised.promiseId}`}
        order by account_id`.execute(db),
    );
    expect(held.rows.map((row) => row.account_id)).toEqual([accounts['C3']!, accounts['C4']!]);
    await sound();
  });

  it('show the items of both to whoever gives money of either to items', async () => {
    const { engine, tenantId, company, accounts } = books;
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ id: bigint; account_id: bigint; proposal: unknown }>`
        select id, account_id, proposal from cash.v_receipt where tenant_id = ${tenantId} and amount_minor = 8000`.execute(
        db,
      ),
    );
    const { id: receiptId, account_id, proposal } = rows[0]!;
    expect([account_id, proposal]).toEqual([accounts['C4']!, null]);
    const seen = async (customer?: string, on = '2026-03-17') => {
      const place = { companyId: company.id, receiptId, day: on, customer };
      const listed = (await listCandidates(engine, tenantId, place, { sort: 'number', offset: 0, limit: 10 }))!;
      const { found } = (await findCandidates(engine, tenantId, place, ['THREE-1', 'FOUR-1']))!;
      expect(found.map((item) => item.number).sort()).toEqual(listed.rows.map((item) => item.number));
      return listed.rows.map((item) => [item.customer, item.number]);
    };
    const both = [
      ['C4', 'FOUR-1'],
      ['C3', 'THREE-1'],
    ];
    expect([await seen(), await seen('C3'), await seen('C4')]).toEqual([both, both, both]);
    // Before the merge each had its own.
    expect(await seen('C3', '2026-03-09')).toEqual([['C3', 'THREE-1']]);
    expect(await seen('nobody')).toEqual([]);
  });
});
