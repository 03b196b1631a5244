/** R46 and R24 on the command line: the program as its owner, analysts and a controller run it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCompany, setPaymentTerm } from '#company';
import { loadAccounts, saveCustomers } from '#customers';
import { runQuery } from '#platform';
import { must } from '../books.ts';
import { openStaffedCommandLine } from '../command-line.ts';

const home = await openStaffedCommandLine({ anna: 'analyst', ben: 'analyst', dora: 'controller', carl: 'controller' });
const { as } = home;
let accountId: bigint;

beforeAll(async () => {
  await home.beside(async (engine, caller) => {
    const company = must(await findCompany(engine, caller.tenantId, 'DE01'));
    const rule = { instalments: [{ sharePercent: '100', days: 60 }] };
    must(await setPaymentTerm(engine, caller, { code: 'N60', name: '60 days net', rule }));
    const customers = [{ number: 'C1', name: 'Customer', country: 'DE', accounts: [{ companyId: company.id }] }];
    must(await saveCustomers(engine, caller, { customers }));
    const [account] = await runQuery(engine, caller.tenantId, (db) =>
      loadAccounts(db, caller.tenantId, { companyId: company.id }),
    );
    accountId = account!.id;
  });
});
afterAll(() => home.close());

describe('R46 dunwell authority', () => {
  it('lists what takes authority, and a limit that is set', async () => {
    const set = [
      'authority',
      'limits',
      'set',
      '--action',
      'collections.reset-level',
      '--role',
      'analyst',
      '--mode',
      'alone',
    ];
    const options = ['--company', 'DE01', '--amount', '750.00', '--reason', 'A trial of three months.'];
    const { policyVersion } = await home.ask<{ policyVersion: number }>([...set, ...options]);
    const listed = await home.ask<{
      policyVersion: number;
      actions: { action: string; limits: { role: string; mode: string; amount: string | null; company: string }[] }[];
    }>(['authority', 'list']);
    expect(listed.policyVersion).toBe(policyVersion);
    const limits = listed.actions.find((one) => one.action === 'collections.reset-level')!.limits;
    expect(limits.filter((one) => one.role === 'analyst' && one.mode === 'alone')).toMatchObject([
      { amount: '750.00', company: 'DE01' },
    ]);
    const simulate = [
      'authority',
      'simulate',
      '--user',
      'anna',
      '--action',
      'collections.reset-level',
      '--customer',
      'C1',
    ];
    expect(await home.ask([...simulate, '--amount', '750.01'])).toMatchObject({
      outcome: 'approval-needed',
    });
  });

  it('asks, refuses the own approval and a wrong password, and approves once', async () => {
    const file = join(home.path, 'terms.json');
    writeFileSync(file, JSON.stringify({ accountId: accountId.toString(), paymentTerm: 'N60', reason: 'Negotiated.' }));
    const ask = ['authority', 'request', file, '--action', 'customers.change-terms', '--reason', 'They ask for it.'];
    const asked = await home.ask<{ requestId: string; contentHash: string }>([...ask, ...as('anna')]);
    const { requests } = await home.ask<{ requests: { id: string; mayApprove: boolean }[] }>([
      ...['authority', 'requests', '--user', 'dora'],
    ]);
    expect(requests).toMatchObject([{ id: asked.requestId, mayApprove: true }]);
    const approve = ['authority', 'approve', asked.requestId, '--hash', asked.contentHash.slice(0, 12), '--json'];
    const own = await home.run([...approve, ...as('anna')]);
    expect(own.status).toBe(1);
    expect(JSON.parse(own.output)).toMatchObject({ refusal: { code: 'authority.self-approval' } });
    const wrong = join(home.path, 'wrong');
    writeFileSync(wrong, 'guess');
    const guessed = await home.run([...approve, '--user', 'dora', '--password-file', wrong]);
    expect(JSON.parse(guessed.output)).toMatchObject({ refusal: { code: 'identity.sign-in-failed' } });
    // No password is no guess: a script without one is told how to give it, and closes nobody's account.
    writeFileSync(wrong, '\n');
    for (let times = 0; times < 12; times += 1) {
      const silent = await home.run([...approve, '--user', 'dora', '--password-file', wrong]);
      expect(silent).toMatchObject({ status: 2, errors: expect.stringContaining('--password-file FILE') });
    }
    const approved = await home.run([...approve, ...as('dora')]);
    expect(JSON.parse(approved.output)).toEqual({ requestId: asked.requestId, state: 'approved' });
  });

  it('tries a limit on what was decided before, and changes nothing', async () => {
    const tried = ['authority', 'backtest', '--action', 'customers.change-terms', '--role', 'analyst'];
    const asIs = await home.ask([...tried, '--mode', 'with_approval']);
    expect(asIs).toMatchObject({ decisions: 1, same: 1, changed: [] });
    const without = await home.ask([...tried, '--mode', 'with_approval', '--remove']);
    expect(without).toMatchObject({
      same: 0,
      changed: [{ was: 'approved', would: 'refused', amount: null, subject: 'C1' }],
    });
    expect(await home.ask([...tried, '--mode', 'alone'])).toMatchObject({
      changed: [{ was: 'approved', would: 'alone' }],
    });
    expect(
      (await home.run([...tried, '--mode', 'alone', '--from', '2020-01-01', '--to', '2020-12-31'])).output,
    ).toContain('0 decisions of 2020-01-01 to 2020-12-31; 0 would have been others.');
    const { actions } = await home.ask<{ actions: { action: string; limits: { role: string; mode: string }[] }[] }>([
      'authority',
      'list',
    ]);
    const held = actions.find((one) => one.action === 'customers.change-terms')!.limits;
    expect(held.some((one) => one.role === 'analyst' && one.mode === 'alone')).toBe(false);
  });

  it('changes a term that customers have, and the account that they pay to, by two persons', async () => {
    const refusal = async (argv: string[]) => {
      const { status, output } = await home.run([...argv, '--json']);
      return [status, (JSON.parse(output) as { refusal: { code: string } }).refusal.code];
    };
    const approve = async (requestId: string) => {
      const { requests } = await home.ask<{ requests: { id: string; contentHash: string }[] }>([
        'authority',
        'requests',
      ]);
      const hash = requests.find((one) => one.id === requestId)!.contentHash.slice(0, 12);
      return home.ask(['authority', 'approve', requestId, '--hash', hash, ...as('carl')]);
    };
    const set = (code: string, days: string, login: 'anna' | 'dora' = 'dora') => [
      ...['company', 'term', code, '--name', `${days} days`, '--days', days, '--reason', 'The market asks for it.'],
      ...as(login),
    ];
    const terms = async () =>
      (await home.ask<{ terms: { code: string; instalments: object[]; discount?: object }[] }>(['company', 'terms']))
        .terms;
    // Nobody has it: a new one takes no second person.
    expect(await home.ask([...set('P5050', '50:30,50:60'), '--discount', '2:10'])).toEqual({ state: 'done' });
    expect((await terms()).find((one) => one.code === 'P5050')).toMatchObject({
      instalments: [
        { sharePercent: '50', days: 30 },
        { sharePercent: '50', days: 60 },
      ],
      discount: { percent: '2', days: 10 },
    });
    expect(await refusal(set('N60', '45'))).toEqual([1, 'authority.approval-needed']);
    expect(await refusal(set('N60', '45', 'anna'))).toEqual([1, 'identity.not-allowed']);
    const asked = await home.ask<{ state: string; requestId: string }>([...set('N60', '45'), '--ask', 'All of them.']);
    expect(asked.state).toBe('pending');
    expect((await terms()).find((one) => one.code === 'N60')).toMatchObject({ instalments: [{ days: 60 }] });
    expect(await approve(asked.requestId)).toMatchObject({ state: 'approved' });
    expect((await terms()).find((one) => one.code === 'N60')).toMatchObject({ instalments: [{ days: 45 }] });

    const account = [
      ...['company', 'payment-account', 'DE02120300000000202051', '--bank-name', 'House bank'],
      ...['--reason', 'Called the bank back.', ...as('dora')],
    ];
    expect(await refusal(account)).toEqual([1, 'authority.approval-needed']);
    const other = await home.ask<{ requestId: string }>([...account, '--ask', 'Letters name the old one.']);
    expect(await approve(other.requestId)).toMatchObject({ state: 'approved' });
    expect(await refusal([...account, '--ask', 'Once more.'])).toEqual([1, 'company.payment-account-same']);
  });

  it('lends authority, lists it and takes it back', async () => {
    const lend = ['authority', 'delegate', '--to', 'anna', '--from', '2026-12-01', '--until', '2026-12-24'];
    const { delegationId } = await home.ask<{ delegationId: string }>([
      ...[...lend, '--reason', 'Holiday.', ...as('dora')],
    ]);
    await home.ask(['authority', 'delegate', '--revoke', delegationId, ...as('dora')]);
    const listed = await home.ask(['authority', 'delegate', '--list']);
    expect(listed).toMatchObject({
      delegations: [{ id: delegationId, delegate: 'anna', revokedAt: expect.any(String) }],
    });
  });

  it('says what it does not know: an action, a company, the number of a delegation, a file of a password', async () => {
    const refused = async (...argv: string[]) => {
      const { status, output } = await home.run([...argv, '--json']);
      expect(status, output).toBe(1);
      return (JSON.parse(output) as { refusal: { code: string } }).refusal.code;
    };
    expect(await refused('authority', 'list', '--action', 'no.such-action')).toBe('authority.action-unknown');
    expect(await refused('authority', 'list', '--company', 'XX99')).toBe('company.unknown');
    const revoke = await home.run(['authority', 'delegate', '--revoke', 'the last', ...as('dora')]);
    expect([revoke.status, revoke.errors]).toEqual([2, expect.stringContaining('is not the number of a delegation')]);
    const folder = await home.run([
      'authority',
      'reject',
      '1',
      '--note',
      'No.',
      '--user',
      'dora',
      '--password-file',
      home.path,
    ]);
    expect([folder.status, folder.errors]).toEqual([2, expect.stringContaining('cannot be read')]);
    // A number that was given up finds its customer, as everywhere.
    await home.ask(['customers', 'renumber', 'C1', 'C100', '--reason', 'New numbers.']);
    const trial = [
      'authority',
      'simulate',
      '--user',
      'anna',
      '--action',
      'collections.reset-level',
      '--amount',
      '1.00',
    ];
    for (const number of ['C1', 'C100'])
      expect(await home.ask([...trial, '--customer', number, '--company', 'DE01'])).toHaveProperty('outcome');
    expect(await refused(...trial, '--customer', 'C9', '--company', 'DE01')).toBe('customers.account-unknown');
    await home.ask(['customers', 'renumber', 'C100', 'C1', '--reason', 'As before.']);
  });

  it('says what is missing', async () => {
    expect((await home.run(['authority', 'approve', '--hash', '0'.repeat(12)])).errors).toContain('ID is missing.');
    expect((await home.run(['authority', 'approve', '1', '2'])).errors).toContain('"2" is not expected here.');
    const nobody = await home.run(['authority', 'approve', '1', '--hash', '0'.repeat(12)]);
    expect(nobody).toMatchObject({ status: 2 });
    expect(nobody.errors).toContain('--user is needed');
  });
});

describe('R24 dunwell worklist of a person', () => {
  it('takes the work with a customer over until a day, one person at a time, and gives it back', async () => {
    const takeOver = ['worklist', 'take-over', 'C1', '--as-of', '2026-03-02'];
    const giveBack = ['worklist', 'give-back', 'C1', '--as-of', '2026-03-02'];
    expect(await home.ask([...takeOver, '--until', '2026-03-06', ...as('anna')])).toEqual({
      customer: 'C1',
      done: 'The customer is yours until 2026-03-06.',
    });
    const refusal = async (argv: string[]) =>
      (JSON.parse((await home.run([...argv, '--json'])).output) as { refusal: { code: string } }).refusal.code;
    expect(await refusal([...takeOver, ...as('ben')])).toBe('collections.takeover-conflict');
    // Whoever does not collect has no work to take over.
    expect(await refusal([...takeOver, ...as('dora')])).toBe('identity.not-allowed');
    await home.ask([...giveBack, ...as('ben')]);
    expect(await refusal([...giveBack, ...as('anna')])).toBe('collections.takeover-not-found');
    // Without a day it is the business day's.
    expect(await home.ask([...takeOver, ...as('ben')])).toMatchObject({
      done: 'The customer is yours until 2026-03-02.',
    });
    expect(await refusal(['worklist', 'take-over', 'C9', ...as('ben')])).toBe('collections.customer-not-found');
  });
});
