/** Money that is not applied: whose work it is, how old it is, what the payer is asked, and when it is unclaimed property. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyCash,
  assignReceipt,
  createBankAccount,
  importBankFile,
  leaveReceipt,
  listDormantCredits,
  listUnapplied,
  returnReceipt,
  setDormancy,
  unappliedIds,
} from '#cash';
import { askPayers, planRemittanceRequests, requestRemittance } from '#collections';
import { sendMessages } from '#correspondence';
import { loadChart } from '#ledger';
import { pollInbox, verify } from '#operations';
import { latestJob, runQuery, sql } from '#platform';
import { clearItems, postDocuments, writeOff } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '#test/books';
import { sendPath } from '../../src/apps/registrations.ts';
import { loadDormancyRules } from '../../src/modules/cash/store/unapplied.ts';
import { mt940Day } from '../mt940-day.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks({ customers: 4, now: '2026-03-02T09:00:00Z' });
  const { engine, caller, company, tenantId } = books;
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
  const house = { company, number: 'DE89370400440532013000', currency: 'EUR', name: 'House bank', glAccountId };
  must(await createBankAccount(engine, caller, house));
  const lines = [
    [123_45, 'Customer C1', 'Zahlung'],
    [200_00, 'Customer C2', 'danke'],
    [77_00, 'Niemand Bekannt', 'ohne Angabe'],
    [50_00, 'Customer C3', 'RE-3001'],
  ] as const;
  must(await importBankFile(engine, caller, { name: 'day.sta', bytes: mt940Day({ day: '2026-02-10', lines }) }));
  must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
});
afterAll(() => books.close());

const listed = ({
  day = '2026-03-02',
  ...more
}: Partial<Parameters<typeof listUnapplied>[2]> & { day?: string } = {}) =>
  listUnapplied(books.engine, books.tenantId, {
    companies: [{ id: books.company.id, day }],
    limit: 50,
    ...more,
  });
/** The receipts that the filters of the list let through. */
const idsOf = (asked: Readonly<Record<string, unknown>>): Promise<readonly bigint[]> =>
  unappliedIds(books.engine, { tenantId: books.tenantId, companyIds: [books.company.id] }, 1n, asked);
const rowOf = async (amount: string) => (await listed()).rows.find((one) => one.amount === amount)!;

describe('R38 Unapplied cash has an owner and an age', () => {
  it('stands in its queue, the oldest first, with totals', async () => {
    const { rows, totals } = await listed();
    expect(rows.map((one) => [one.queue, one.left, one.customer, one.ageDays, one.owner])).toEqual([
      ['unapplied', '123.45', 'C1', 20, null],
      ['unapplied', '200.00', 'C2', 20, null],
      ['unidentified', '77.00', null, 20, null],
      ['unapplied', '50.00', 'C3', 20, null],
    ]);
    expect(totals).toEqual([
      { queue: 'unapplied', currency: 'EUR', count: 3, left: '373.45' },
      { queue: 'unidentified', currency: 'EUR', count: 1, left: '77.00' },
    ]);
  });

  it('is found by what a person knows of it, whatever the payer is called', async () => {
    const amounts = async (asked: Readonly<Record<string, unknown>>) => {
      const ids = await idsOf(asked);
      return (await listed()).rows.filter((row) => ids.includes(row.id)).map((row) => row.left);
    };
    expect(await amounts({ search: ' DANKE ' })).toEqual(['200.00']);
    expect(await amounts({ search: 'c3', queue: ['unapplied'] })).toEqual(['50.00']);
    expect(await amounts({ search: '77', queue: ['unidentified'] })).toEqual([]);
    expect(await amounts({ search: 'niemand', waits: ['payer'] })).toEqual(['77.00']);
    expect(await amounts({ leftFrom: '77', leftTo: '123.45' })).toEqual(['123.45', '77.00']);
    expect(await amounts({ currency: ['USD'] })).toEqual([]);
    expect(await amounts({ whose: ['nobody'], ageFrom: 20, ageTo: 20 })).toHaveLength(4);
  });

  it('is given to a person, once for a version, and given back', async () => {
    const { engine, caller, company } = books;
    const { rows: persons } = await runQuery(engine, books.tenantId, (db) =>
      sql<{ id: bigint; name: string }>`select id, name from platform.person order by id limit 1`.execute(db),
    );
    const one = await rowOf('77.00');
    const give = { company, receiptId: one.id, version: one.version, personId: persons[0]!.id };
    must(await assignReceipt(engine, caller, give));
    expect(refusalOf(await assignReceipt(engine, caller, give))).toBe('cash.receipt-stale');
    const stranger = { ...give, version: one.version + 1, personId: 999_999_999n };
    expect(refusalOf(await assignReceipt(engine, caller, stranger))).toBe('identity.person-not-found');
    expect(await rowOf('77.00')).toMatchObject({ owner: persons[0]!.name, ownedBy: 'given' });
    expect((await listed({ ownerPersonId: persons[0]!.id })).rows.map((row) => row.amount)).toEqual(['77.00']);
    expect((await listed({ ownerPersonId: null })).rows.length).toBe(3);
    const again = await rowOf('77.00');
    must(await assignReceipt(engine, caller, { ...give, version: again.version, personId: null }));
    expect(await rowOf('77.00')).toMatchObject({ owner: null, ownedBy: null });
  });

  it('what a person leaves on account is told apart', async () => {
    const { engine, caller, company } = books;
    const one = await rowOf('200.00');
    const left = { company, receiptId: one.id, version: one.version, versionNow: one.version, accountId: null };
    must(await leaveReceipt(engine, caller, left));
    expect(await rowOf('200.00')).toMatchObject({ queue: 'on_account', waitsFor: 'item' });
  });

  it('the payer is asked what it is for, in its language, once a day, through the gate', async () => {
    const { engine, caller, company, home } = books;
    const one = await rowOf('123.45');
    const asked = must(await requestRemittance(engine, caller, { company, receiptId: one.id, asOf: '2026-03-02' }));
    expect(asked.messageId).not.toBeNull();
    expect(must(await requestRemittance(engine, caller, { company, receiptId: one.id, asOf: '2026-03-02' }))).toEqual({
      messageId: null,
    });
    const unknown = await rowOf('77.00');
    expect(
      refusalOf(await requestRemittance(engine, caller, { company, receiptId: unknown.id, asOf: '2026-03-02' })),
    ).toBe('collections.money-not-open');
    expect(must(await sendMessages(engine, caller, sendPath({ home }), { company })).sent).toBe(1);
    const [file] = readdirSync(join(home, 'outbox'), { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.eml'));
    const mail = readFileSync(join(home, 'outbox', file!), 'utf8');
    expect(mail).toContain('c1@example.org');
    expect(await rowOf('123.45')).toMatchObject({ requestedOn: '2026-03-02', waitsFor: 'answer' });
  });

  it('an item that arrives later takes its money by itself, and what is applied before the request leaves is not asked about', async () => {
    const { engine, caller, company, home } = books;
    const one = await rowOf('50.00');
    must(await requestRemittance(engine, caller, { company, receiptId: one.id, asOf: '2026-03-02' }));
    const document = {
      accountId: books.accounts['C3']!,
      documentType: 'invoice' as const,
      number: 'RE-3001',
      documentDate: '2026-02-01',
      currency: 'EUR',
      amountMinor: 50_00n,
    };
    must(await postDocuments(engine, caller, { company, documents: [document] }));
    expect(must(await applyCash(engine, caller, { company, asOf: '2026-03-02' })).applied).toBe(1);
    const sent = must(await sendMessages(engine, caller, sendPath({ home }), { company }));
    expect(sent).toMatchObject({ sent: 0, suppressed: [{ code: 'applied_meanwhile', count: 1 }] });
  });

  it('the payers of a whole list are asked as they were looked at, each once, and who cannot be is left out with why', async () => {
    const { engine, caller, company, tenantId } = books;
    const day = '2026-03-02';
    const lines = [
      [11_00, 'Customer C1', 'Sammelfrage eins'],
      [12_00, 'Customer C2', 'Sammelfrage zwei'],
      [13_00, 'Niemand Bekannt', 'Sammelfrage drei'],
    ] as const;
    must(await importBankFile(engine, caller, { name: 'more.sta', bytes: mt940Day({ day: '2026-02-11', lines }) }));
    must(await applyCash(engine, caller, { company, asOf: day }));
    const chosen = (without: readonly bigint[] = []): Promise<readonly bigint[]> =>
      idsOf({ search: 'sammelfrage', without });
    const plan = async (receiptIds?: readonly bigint[]) =>
      planRemittanceRequests(engine, tenantId, {
        receiptIds: receiptIds ?? (await chosen()),
        companies: [{ id: company.id, day }],
        days: new Map([[company.code, day]]),
      });
    const looked = await plan();
    expect(looked.requests.map(({ row, leftOut }) => [row.left, leftOut?.code ?? null])).toEqual([
      ['11.00', null],
      ['12.00', null],
      ['13.00', 'payer_unknown'],
    ]);
    const ask = async (receiptIds: readonly bigint[], digest: string) =>
      askPayers(engine, caller, { companies: [{ company, day }], choice: { receiptIds }, digest });
    const [first, second] = looked.requests;
    const except = await chosen([second!.row.id]);
    // What was not looked at is not asked about.
    expect(refusalOf(await ask(except, looked.digest))).toBe('collections.payers-changed');
    expect((await plan()).digest).toBe(looked.digest);
    const one = await plan(except);
    expect(one.requests.map(({ row }) => row.left)).toEqual(['11.00', '13.00']);
    expect(must(await ask(except, one.digest))).toEqual({
      doneIds: [first!.row.id.toString()],
      refused: [],
      stopped: false,
    });
    // Asked again, as after a broken line: it is done once.
    expect(refusalOf(await ask(except, one.digest))).toBe('collections.payers-changed');
    const left = await plan();
    expect(left.requests.map(({ leftOut }) => leftOut?.code ?? null)).toEqual(['asked_today', null, 'payer_unknown']);
    expect((await plan([first!.row.id])).requests.map(({ row }) => row.left)).toEqual(['11.00']);
    expect(must(await ask(await chosen(), left.digest)).doneIds).toEqual([second!.row.id.toString()]);
    expect((await latestJob(engine, tenantId, 'ask-payers'))?.state).toBe('done');
    expect(await idsOf({ search: 'sammelfrage', waits: ['answer'] })).toEqual(
      await idsOf({ search: 'sammelfrage', requestedOnFrom: day, requestedOnTo: day }),
    );
    expect(await idsOf({ search: 'sammelfrage', waits: ['answer'] })).toHaveLength(2);
  });

  it('a credit that has not moved for as long as policy says is unclaimed property, never income', async () => {
    const { engine, caller, company } = books;
    expect(refusalOf(await setDormancy(engine, caller, { company, months: -1, validFrom: '2026-01-01' }))).toBe(
      'cash.dormancy-months',
    );
    must(await setDormancy(engine, caller, { company, months: 36, validFrom: '2026-01-01' }));
    const later = (await listed({ day: '2029-02-10' })).rows.filter((one) => !one.text.includes('Sammelfrage'));
    expect(later.map((one) => [one.amount, one.queue])).toEqual([
      ['123.45', 'dormant'],
      ['200.00', 'dormant'],
      ['77.00', 'unidentified'],
    ]);
    expect((await listed({ day: '2029-02-09' })).rows.map((one) => one.queue)).not.toContain('dormant');
    // The law of the customer's country goes before the general rule, whichever is longer.
    const inGermany = { company, country: 'DE', validFrom: '2026-02-01' };
    expect(refusalOf(await setDormancy(engine, caller, { ...inGermany, country: 'X9', months: 60 }))).toBe(
      'cash.dormancy-country',
    );
    must(
      await setDormancy(engine, caller, { ...inGermany, months: 60, source: 'Limitation of three years, and two.' }),
    );
    expect((await listed({ day: '2029-02-10' })).rows.map((one) => one.queue)).not.toContain('dormant');
    expect((await listed({ day: '2031-02-10' })).rows.map((one) => one.queue)).toContain('dormant');
    must(await setDormancy(engine, caller, { ...inGermany, validFrom: '2026-03-01', months: 0 }));
    expect((await listed({ day: '2031-02-10' })).rows.map((one) => one.queue)).not.toContain('dormant');
    const rules = await runQuery(engine, books.tenantId, (db) => loadDormancyRules(db, books.tenantId, company.id));
    expect(rules.map((one) => [one.country, one.validFrom, one.months, one.source])).toEqual([
      [null, '2026-01-01', 36, null],
      ['DE', '2026-03-01', 0, null],
      ['DE', '2026-02-01', 60, 'Limitation of three years, and two.'],
    ]);
    must(await setDormancy(engine, caller, { company, months: 0, validFrom: '2028-01-01' }));
    expect((await listed({ day: '2029-02-10' })).rows.map((one) => one.queue)).not.toContain('dormant');
  });

  it('a credit memo that nobody moves is unclaimed property as well, by the law of its customer’s country', async () => {
    const { engine, caller, company, tenantId } = books;
    const credit = (customer: string, number: string, amountMinor: bigint) => ({
      ...{ accountId: books.accounts[customer]!, documentType: 'credit_memo' as const, number, amountMinor },
      ...{ documentDate: '2026-02-03', currency: 'EUR' },
    });
    const documents = [credit('C1', 'GS-9001', -40_00n), credit('C2', 'GS-9002', -15_00n)];
    const { posted } = must(await postDocuments(engine, caller, { company, documents }));
    const dormant = async (day: string) =>
      (await listDormantCredits(engine, tenantId, { companyId: company.id, day })).rows.map((one) => one.number);
    // Rules that say never say so of credit memos, too.
    expect(await dormant('2031-02-10')).toEqual([]);
    must(await setDormancy(engine, caller, { company, country: 'DE', months: 24, validFrom: '2027-01-01' }));
    expect(await dormant('2028-02-02')).toEqual([]);
    expect(await dormant('2028-02-03')).toEqual(['GS-9001', 'GS-9002']);
    const { rows, totals } = await listDormantCredits(engine, tenantId, { companyId: company.id, day: '2028-02-03' });
    expect(rows[0]).toMatchObject({
      ...{ documentType: 'credit_memo', customer: 'C1', country: 'DE', left: '40.00', currency: 'EUR', months: 24 },
      ...{ lastMovedOn: '2026-02-03', dormantSince: '2028-02-03' },
    });
    expect(totals).toEqual([{ currency: 'EUR', credits: 2, left: '55.00' }]);
    const invoice = {
      ...credit('C1', 'RE-9001', 10_00n),
      documentType: 'invoice' as const,
      documentDate: '2026-02-20',
    };
    const made = must(await postDocuments(engine, caller, { company, documents: [invoice] }));
    const [creditItemId, debitItemId] = [posted[0]!.itemIds[0]!, made.posted[0]!.itemIds[0]!];
    must(
      await clearItems(engine, caller, {
        ...{ company, postingDate: '2026-02-20', kind: 'by_hand', explanation: 'Set off as the customer asked.' },
        allocations: [{ creditItemId, debitItemId, amountMinor: 10_00n }],
      }),
    );
    // A part that moves keeps the rest awake.
    expect(await dormant('2028-02-10')).toEqual(['GS-9002']);
    expect(await dormant('2028-03-10')).toEqual(['GS-9002', 'GS-9001']);
    // None of it can be written off as small change or taken to income.
    const writeOffInput = { itemId: creditItemId, against: 'loss' as const, reason: 'Old.' };
    expect(refusalOf(await writeOff(engine, caller, writeOffInput))).toBe('receivables.wrong-side');
  });

  it('an item that may be what it is for is proposed when it arrives, and the next best once other money has paid it', async () => {
    const { engine, caller, company } = books;
    const asOf = '2026-03-02';
    const lines = [[64_00, 'Customer C4', 'vielen Dank']] as const;
    must(await importBankFile(engine, caller, { name: 'thanks.sta', bytes: mt940Day({ day: '2026-02-12', lines }) }));
    const apply = async () => must(await applyCash(engine, caller, { company, asOf }));
    await apply();
    const standing = async () => {
      const { queue, waitsFor, explanation, version } = await rowOf('64.00');
      return { queue, waitsFor, explanation, version };
    };
    expect(await standing()).toMatchObject({ queue: 'unapplied', waitsFor: 'purpose' });
    // Two alike: which of them it pays only a person can say.
    const invoice = (number: string, documentDate: string) => ({
      ...{ accountId: books.accounts['C4']!, documentType: 'invoice' as const, number, documentDate },
      ...{ currency: 'EUR', amountMinor: 64_00n },
    });
    const documents = [invoice('RE-4001', '2026-01-20'), invoice('RE-4002', '2026-02-10')];
    const { posted } = must(await postDocuments(engine, caller, { company, documents }));
    expect(await apply()).toMatchObject({ applied: 0, proposed: 1 });
    const proposed = await standing();
    expect(proposed).toMatchObject({ queue: 'unapplied', waitsFor: 'decision' });
    expect(proposed.explanation).toContain('RE-4001');
    // Nothing came since: nothing changes.
    expect(await apply()).toMatchObject({ lines: 0 });
    expect((await standing()).version).toBe(proposed.version);
    const credit = { ...invoice('GS-4001', '2026-02-20'), documentType: 'credit_memo' as const, amountMinor: -64_00n };
    const made = must(await postDocuments(engine, caller, { company, documents: [credit] }));
    const [creditItemId, debitItemId] = [made.posted[0]!.itemIds[0]!, posted[0]!.itemIds[0]!];
    must(
      await clearItems(engine, caller, {
        ...{ company, postingDate: '2026-02-20', kind: 'by_hand', explanation: 'Credited in full.' },
        allocations: [{ creditItemId, debitItemId, amountMinor: 64_00n }],
      }),
    );
    const next = await apply();
    expect(next.applied + next.proposed).toBe(1);
    expect(await apply()).toMatchObject({ lines: 0 });
    const { rows } = await runQuery(engine, books.tenantId, (db) =>
      sql<{ explanation: string }>`
        select explanation from cash.v_receipt where tenant_id = ${books.tenantId} and amount_minor = 6400`.execute(db),
    );
    expect(rows.map((row) => row.explanation)).toEqual([expect.stringContaining('RE-4002')]);
  });

  it('an item that comes between two day runs is found by the next round of the worker, which else does nothing', async () => {
    const { engine, caller, company, tenantId, home } = books;
    const inboxFolder = join(home, 'inbox');
    const round = async () => must(await pollInbox(engine, caller, { inboxFolder }));
    const lines = [[31_00, 'Customer C2', 'RE-2077']] as const;
    must(await importBankFile(engine, caller, { name: 'early.sta', bytes: mt940Day({ day: '2026-02-13', lines }) }));
    must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
    expect(await rowOf('31.00')).toMatchObject({ queue: 'unapplied' });
    await round();
    const jobs = async () => (await latestJob(engine, tenantId, 'inbox'))?.id ?? null;
    const before = await jobs();
    await round();
    // Neither a file nor a document came.
    expect(await jobs()).toBe(before);
    const invoice = {
      ...{ accountId: books.accounts['C2']!, documentType: 'invoice' as const, number: 'RE-2077' },
      ...{ documentDate: '2026-02-05', currency: 'EUR', amountMinor: 31_00n },
    };
    must(await postDocuments(engine, caller, { company, documents: [invoice] }));
    await round();
    expect(await rowOf('31.00')).toBeUndefined();
    const after = await jobs();
    expect(after).not.toBe(before);
    // What it posted itself is no news.
    await round();
    expect(await jobs()).toBe(after);
  });

  it('of an unknown payer stands on nobody’s account for a number that is nearly another’s', async () => {
    const { engine, caller, company } = books;
    const invoice = {
      ...{ accountId: books.accounts['C4']!, documentType: 'invoice' as const, number: 'RE-4301' },
      ...{ documentDate: '2026-02-05', currency: 'EUR', amountMinor: 43_21n },
    };
    must(await postDocuments(engine, caller, { company, documents: [invoice] }));
    const lines = [[43_21, 'Wer Ist Das', 'RE-4307']] as const;
    must(await importBankFile(engine, caller, { name: 'nearly.sta', bytes: mt940Day({ day: '2026-02-14', lines }) }));
    must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
    expect(await rowOf('43.21')).toMatchObject({
      ...{ queue: 'unidentified', customer: null, waitsFor: 'decision' },
      explanation: expect.stringContaining('"RE-4307" was read as RE-4301, and the payer is unknown'),
    });
  });

  it('what the bank takes back is no unapplied money any more', async () => {
    const { engine, caller, company } = books;
    const one = await rowOf('200.00');
    const back = { company, receiptId: one.id, returnedOn: '2026-03-02', reason: 'no funds' };
    must(await returnReceipt(engine, caller, back));
    expect((await listed()).rows.map((row) => row.amount)).not.toContain('200.00');
    expect((await verify(engine, books.tenantId)).checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
