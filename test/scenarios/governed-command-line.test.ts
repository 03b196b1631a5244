/** What of a customer changes only within authority, on the command line: terms, where money goes back to, dunning levels. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCompany, setPaymentTerm } from '#company';
import { loadAccounts, loadBankAccounts, saveCustomers } from '#customers';
import { runQuery, settableClock, sql } from '#platform';
import { must } from '../books.ts';
import { openStaffedCommandLine } from '../command-line.ts';
import { remindedItems } from '../reminded-item.ts';

const home = await openStaffedCommandLine({
  ...{ anna: 'analyst', lena: 'lead', dora: 'controller', mia: 'credit_manager', carla: 'cash_applier' },
});
const { as, beside } = home;
beforeAll(async () => {
  await beside(async (engine, caller) => {
    const company = must(await findCompany(engine, caller.tenantId, 'DE01'));
    for (const days of [30, 60])
      must(
        await setPaymentTerm(engine, caller, {
          ...{ code: `N${days}`, name: `${days} days net`, rule: { instalments: [{ sharePercent: '100', days }] } },
        }),
      );
    const contacts = [{ name: 'Accounts payable', email: 'ap@example.org', primary: true }];
    const customers = ['C1', 'C2'].map((number) => ({
      ...{ number, name: `Customer ${number}`, country: 'DE', contacts, accounts: [{ companyId: company.id }] },
    }));
    must(await saveCustomers(engine, caller, { customers }));
    const accounts = await runQuery(engine, caller.tenantId, (db) =>
      loadAccounts(db, caller.tenantId, { companyId: company.id }),
    );
    const idOf = (number: string) => accounts.find((one) => one.number === number)!.id;
    // Reminded of on a day and at an hour at which letters leave.
    const then = { ...engine, clock: settableClock('2026-03-03T10:00:00Z') };
    const few = { company, accountId: idOf('C1'), numbers: ['RE-1', 'RE-2'], amountMinor: 400_00n };
    await remindedItems(then, caller, few);
    await remindedItems(then, caller, { company, accountId: idOf('C2'), numbers: ['RE-3'], amountMinor: 1_000_01n });
  });
});
afterAll(() => home.close());

/** The code of the refusal with which a command ends. */
async function refusal(argv: readonly string[]): Promise<string> {
  const finished = await home.run([...argv, '--json']);
  expect(finished.status).toBe(1);
  return (JSON.parse(finished.output) as { refusal: { code: string } }).refusal.code;
}

/** Approves the one request that waits. */
async function approve(login: string): Promise<void> {
  const { requests } = await home.ask<{ requests: { id: string; contentHash: string }[] }>([
    ...['authority', 'requests', '--state', 'pending'],
  ]);
  expect(requests).toHaveLength(1);
  const [one] = requests;
  await home.ask(['authority', 'approve', one!.id, '--hash', one!.contentHash, ...as(login)]);
}

/** The code of a customer's terms, and the account in force that money goes back to. */
const standing = (number: string) =>
  beside(async (engine, { tenantId }) => {
    const company = must(await findCompany(engine, tenantId, 'DE01'));
    return runQuery(engine, tenantId, async (db) => {
      const account = (await loadAccounts(db, tenantId, { companyId: company.id })).find(
        (one) => one.number === number,
      )!;
      const { rows } = await sql<{ code: string }>`
        select code from company.v_payment_term where tenant_id = ${tenantId} and id = ${account.paymentTermId}`.execute(
        db,
      );
      const [bank] = await loadBankAccounts(db, tenantId, [account.id]);
      return { terms: rows[0]?.code ?? null, account: bank?.account ?? null, holder: bank?.holderName ?? null };
    });
  });

const levels = () =>
  beside((engine, { tenantId }) =>
    runQuery(engine, tenantId, async (db) => {
      const { rows } = await sql<{ number: string; level: number }>`
        select i.number, l.level from collections.v_item_level l
        join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = l.item_id
        where l.tenant_id = ${tenantId} order by i.number`.execute(db);
      return Object.fromEntries(rows.map((row) => [row.number, row.level]));
    }),
  );

describe('R46 dunwell customers terms', () => {
  it('gives other terms to whoever may alone, and asks a second person for whoever may not', async () => {
    const terms = ['customers', 'terms', 'C1'];
    const because = ['--reason', 'Negotiated for the year.'];
    // One may alone: nobody is asked, also where it was said how.
    expect(await home.ask([...terms, 'N30', ...because, ...as('mia'), '--ask', 'Please look.'])).toEqual({
      state: 'done',
      customer: 'C1',
    });
    expect(await standing('C1')).toMatchObject({ terms: 'N30' });
    expect(await refusal([...terms, 'N60', ...because, ...as('anna')])).toBe('authority.approval-needed');
    const asked = await home.ask([...terms, 'N60', ...because, ...as('anna'), '--ask', 'They ask for it.']);
    expect(asked).toEqual({ state: 'pending', requestId: expect.stringMatching(/^\d+$/) });
    expect(await standing('C1')).toMatchObject({ terms: 'N30' });
    await approve('dora');
    expect(await standing('C1')).toMatchObject({ terms: 'N60' });
  });

  it('refuses what is not there and whoever does not edit customers, and asks nobody then', async () => {
    const rest = ['--reason', 'Negotiated.', '--ask', 'Please look.'];
    expect(await refusal(['customers', 'terms', 'C9', 'N30', ...rest, ...as('anna')])).toBe(
      'customers.account-unknown',
    );
    expect(await refusal(['customers', 'terms', 'C2', 'N99', ...rest, ...as('anna')])).toBe('company.term-unknown');
    expect(await refusal(['customers', 'terms', 'C1', 'N60', ...rest, ...as('anna')])).toBe('customers.terms-same');
    expect(await refusal(['customers', 'terms', 'C2', 'N30', ...rest, ...as('carla')])).toBe('identity.not-allowed');
    const unsigned = await home.run(['customers', 'terms', 'C2', 'N30', '--reason', 'Negotiated.']);
    expect(unsigned).toMatchObject({ status: 2, errors: expect.stringContaining('--user is needed') });
    expect(await home.ask(['authority', 'requests', '--state', 'pending'])).toMatchObject({ requests: [] });
  });
});

describe('R7 R46 dunwell customers bank-account', () => {
  it('takes two persons, whoever asks, and what is in force is changed by the second', async () => {
    const change = ['customers', 'bank-account', 'C1', 'DE89 3704 0044 0532 0130 00', '--holder', 'Customer C1 GmbH'];
    const rest = ['--evidence', 'Called back at the number in the master data.', ...as('dora')];
    expect(await refusal([...change, ...rest])).toBe('authority.approval-needed');
    expect(await home.ask([...change, ...rest, '--ask', 'A new house bank.'])).toMatchObject({ state: 'pending' });
    expect(await standing('C1')).toMatchObject({ account: null });
    await approve('mia');
    expect(await standing('C1')).toMatchObject({
      account: 'DE89 3704 0044 0532 0130 00',
      holder: 'Customer C1 GmbH',
    });
    expect(await refusal([...change, ...rest, '--ask', 'Once more.'])).toBe('customers.bank-account-same');
    const wrong = ['customers', 'bank-account', 'C2', 'DE88370400440532013000', '--holder', 'Customer C2'];
    expect(await refusal([...wrong, ...rest, '--ask', 'Please look.'])).toBe('customers.iban-malformed');
    const unverified = await home.run([...change, ...as('dora')]);
    expect(unverified).toMatchObject({ status: 2, errors: expect.stringContaining('--evidence is needed') });
  });
});

describe('R18 R46 dunwell dunning reset-level', () => {
  it('takes documents down by their numbers, within the limit alone and above it with a second person', async () => {
    expect(await levels()).toEqual({ 'RE-1': 1, 'RE-2': 1, 'RE-3': 1 });
    const reset = (customer: string, ...numbers: string[]) => [
      ...['dunning', 'reset-level', customer, ...numbers, '--reason', 'Delivered late.', ...as('anna')],
    ];
    // A number is found as people write it.
    const done = await home.run(reset('C1', 're 1', 'RE-2'));
    expect(done).toMatchObject({ status: 0, output: expect.stringContaining('re 1, RE-2 stand at dunning level 0.') });
    expect(await levels()).toEqual({ 'RE-1': 0, 'RE-2': 0, 'RE-3': 1 });
    expect(await refusal(reset('C2', 'RE-3'))).toBe('authority.approval-needed');
    const asked = await home.run([...reset('C2', 'RE-3'), '--ask', 'They were right.']);
    expect(asked).toMatchObject({ status: 0, output: expect.stringContaining('Asked for approval') });
    expect(await levels()).toMatchObject({ 'RE-3': 1 });
    await approve('lena');
    expect(await levels()).toEqual({ 'RE-1': 0, 'RE-2': 0, 'RE-3': 0 });
  });

  it('names the document that is not there or does not stand higher, and changes none of the others', async () => {
    const reset = (...rest: string[]) => [
      ...['dunning', 'reset-level', 'C1', ...rest, '--reason', 'Delivered late.', ...as('anna')],
    ];
    expect(await refusal(reset('RE-1'))).toBe('collections.level-not-lower');
    expect(await refusal(reset('RE-9'))).toBe('collections.item-unknown');
    expect(await home.run(reset('RE-1', '--level', 'two'))).toMatchObject({
      ...{ status: 2, errors: expect.stringContaining('--level takes a level from 0 to 9') },
    });
  });
});

const dueDays = () =>
  beside((engine, { tenantId }) =>
    runQuery(engine, tenantId, async (db) => {
      const { rows } = await sql<{ number: string; due: string }>`
        select number, due_date as due from receivables.v_item where tenant_id = ${tenantId} order by number`.execute(
        db,
      );
      return Object.fromEntries(rows.map((row) => [row.number, row.due]));
    }),
  );
/** Numbers of documents that a stop by hand holds. */
const stopped = () =>
  beside((engine, { tenantId }) =>
    runQuery(engine, tenantId, async (db) => {
      const { rows } = await sql<{ number: string; until: string | null }>`
        select i.number, b.to_date as until from receivables.block b
        join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = b.item_id
        where b.tenant_id = ${tenantId} and b.kind = 'stop' and b.ended_seq is null order by i.number`.execute(db);
      return rows.map((row) => [row.number, row.until]);
    }),
  );

describe('R2 R46 dunwell items due-day', () => {
  it('moves the due day of documents within authority, and asks a second person for whoever may not', async () => {
    const before = await dueDays();
    const because = ['--reason', 'The goods came late.'];
    const move = ['items', 'due-day', 'C1', 'RE-1', 'RE-2', '--to', '2026-06-30', ...because];
    expect(await refusal([...move, ...as('anna')])).toBe('authority.approval-needed');
    expect(await refusal([...move, ...as('carla')])).toBe('identity.not-allowed');
    expect(await refusal(['items', 'due-day', 'C1', 'RE-3', '--to', '2026-06-30', ...because, ...as('lena')])).toBe(
      'receivables.item-unknown',
    );
    expect(await dueDays()).toEqual(before);
    expect(await home.ask([...move, ...as('anna'), '--ask', 'They ask for it.'])).toMatchObject({ state: 'pending' });
    expect(await dueDays()).toEqual(before);
    await approve('dora');
    expect(await dueDays()).toEqual({ ...before, 'RE-1': '2026-06-30', 'RE-2': '2026-06-30' });
    // A lead may alone, up to her limit.
    expect(
      await home.ask(['items', 'due-day', 'C1', 'RE-1', '--to', '2026-07-31', ...because, ...as('lena')]),
    ).toMatchObject({ state: 'done' });
    expect(await dueDays()).toMatchObject({ 'RE-1': '2026-07-31', 'RE-2': '2026-06-30' });
  });
});

describe('R2 R22 dunwell items stop', () => {
  it('stops documents until a day or until it is ended, and ends only what was stopped by hand', async () => {
    const because = ['--reason', 'The plant looks into it.'];
    const stop = ['items', 'stop', 'C1', 'RE-1', ...because, ...as('anna')];
    const free = ['items', 'free', 'C1', 'RE-1', ...because, ...as('anna')];
    expect(await refusal(free)).toBe('receivables.not-stopped');
    expect(await refusal([...stop, '--until', '2026-01-01'])).toBe('receivables.stop-over');
    expect(await refusal(['items', 'stop', 'C1', 'RE-1', ...because, ...as('carla')])).toBe('identity.not-allowed');
    expect(await refusal(['items', 'stop', 'C9', 'RE-1', ...because, ...as('anna')])).toBe('customers.account-unknown');
    expect(await home.ask(stop)).toEqual({ items: 1 });
    expect(await stopped()).toEqual([['RE-1', null]]);
    // Stopped anew it has the new end, and stands once.
    expect(await home.ask([...stop, '--until', '2099-12-31'])).toEqual({ items: 1 });
    expect(await stopped()).toEqual([['RE-1', '2099-12-31']]);
    expect(await home.ask(free)).toEqual({ items: 1 });
    expect(await stopped()).toEqual([]);
    expect(await refusal(free)).toBe('receivables.not-stopped');
  });
});

describe('R3 Documents of a merged customer on the command line', () => {
  it('are those of the survivor: stopped, moved to another day and taken over with it, under either number', async () => {
    const because = ['--reason', 'The plant looks into it.'];
    await home.ask(['customers', 'merge', 'C1', 'C2', '--from', '2026-01-01', '--reason', 'One legal entity.']);
    for (const number of ['C1', 'C2']) {
      expect(await home.ask(['items', 'stop', number, 'RE-1', 'RE-3', ...because, ...as('anna')])).toEqual({
        items: 2,
      });
      expect((await stopped()).map(([item]) => item)).toEqual(['RE-1', 'RE-3']);
      expect(await home.ask(['items', 'free', number, 'RE-1', 'RE-3', ...because, ...as('anna')])).toEqual({
        items: 2,
      });
    }
    const move = ['items', 'due-day', 'C2', 'RE-1', '--to', '2026-08-31', ...because, ...as('lena')];
    expect(await home.ask(move)).toMatchObject({ state: 'done' });
    expect(await dueDays()).toMatchObject({ 'RE-1': '2026-08-31' });
    // Who takes one over has both: what was taken under the merged number is given back under the survivor's.
    await home.ask(['worklist', 'take-over', 'C1', ...as('anna')]);
    await home.ask(['worklist', 'give-back', 'C2', ...as('anna')]);
    expect(await refusal(['worklist', 'give-back', 'C1', ...as('anna')])).toBe('collections.takeover-not-found');
  });
});
