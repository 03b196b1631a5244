/** Refunds, announced adjustments and bank rules on the command line, as those who pay and approve run it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBankAccount } from '#cash';
import { findCompany, setPaymentTerm } from '#company';
import { loadAccounts, saveCustomers } from '#customers';
import { runQuery } from '#platform';
import { postDocuments, refundCredit } from '#receivables';
import { x12Adjustments } from '../../demo/x12-adjustment.ts';
import { must } from '../books.ts';
import { openStaffedCommandLine } from '../command-line.ts';
import { houseBank, mt940Day } from '../mt940-day.ts';

const home = await openStaffedCommandLine({ carla: 'cash_applier', dora: 'controller' });
const { as, beside } = home;
const today = new Date().toISOString().slice(0, 10);
beforeAll(async () => {
  await beside(async (engine, caller) => {
    const company = must(await findCompany(engine, caller.tenantId, 'DE01'));
    const rule = { instalments: [{ sharePercent: '100', days: 60 }] };
    must(await setPaymentTerm(engine, caller, { code: 'N60', name: '60 days net', rule }));
    const customers = [{ number: 'C1', name: 'Customer One', country: 'DE', accounts: [{ companyId: company.id }] }];
    must(await saveCustomers(engine, caller, { customers }));
    must(await createBankAccount(engine, caller, { company, number: houseBank, currency: 'EUR', name: 'House bank' }));
    const [account] = await runQuery(engine, caller.tenantId, (db) =>
      loadAccounts(db, caller.tenantId, { companyId: company.id }),
    );
    const document = { accountId: account!.id, documentDate: today, currency: 'EUR' };
    const { posted } = must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          { ...document, documentType: 'credit_memo', number: 'GS-1', amountMinor: -30_00n },
          { ...document, documentType: 'invoice', number: 'RE-1', amountMinor: 500_00n },
        ],
      }),
    );
    const refund = { itemId: posted[0]!.itemIds[0]!, byCheck: true, reason: 'A rebate.' };
    must(await refundCredit(engine, caller, refund));
  });
});
afterAll(() => home.close());

/** Approves the one request of an action that waits. */
async function approve(login: string): Promise<void> {
  const { requests } = await home.ask<{ requests: { id: string; contentHash: string; state: string }[] }>([
    ...['authority', 'requests', '--state', 'pending'],
  ]);
  const [one] = requests;
  expect(await home.run(['authority', 'approve', one!.id, '--hash', one!.contentHash, ...as(login)])).toMatchObject({
    status: 0,
  });
}

describe('R34 R38 R46 dunwell refunds', () => {
  it('pays by check what a second person approves, and tells how it stands', async () => {
    const due = await home.run(['refunds', 'list']);
    expect(due.output).toContain('or by check');
    const number = /\bRF-\S+/.exec(due.output)![0];
    const pay = ['refunds', 'pay-by-check', '--account', houseBank, '--checks', `${number}=001001`];
    const because = ['--reason', 'The run of checks.', ...as('carla')];
    const alone = await home.run([...pay, ...because]);
    expect([alone.status, alone.errors]).toEqual([1, expect.stringMatching(/approve|second person/i)]);
    const asked = await home.run([...pay, ...because, '--ask', 'Please look.']);
    expect(asked).toMatchObject({ status: 0, output: expect.stringContaining('hand them out then') });
    await approve('dora');
    expect((await home.run(['refunds', 'list'])).output).toContain('No refund waits to be paid out.');
    expect((await home.run(['refunds', 'checks'])).output).toMatch(
      /001001.*RF-\S+.*C1 Customer One.*30\.00.*on the way/,
    );
    // A name that no check has says so.
    const strange = ['refunds', 'end-check', '999', '--as', 'voided', '--reason', 'Torn.', ...as('carla')];
    expect(await home.run(strange)).toMatchObject({ status: 1, errors: expect.stringContaining('check 999') });
  });

  it('says that the bank has to stop a check whose customer became insolvent, until it is said that it has', async () => {
    expect((await home.run(['refunds', 'to-stop'])).output).toContain('No payment on its way has to be stopped.');
    const record = ['customers', 'insolvent', 'C1', '--court', 'AG Köln 71 IN 4/26', '--source', 'A letter.'];
    expect(await home.run([...record, '--since', today])).toMatchObject({ status: 0 });
    expect((await home.run(['refunds', 'to-stop'])).output).toMatch(/check 001001/);
    expect((await home.run(['refunds', 'list'])).output).toMatch(/check 001001 of House bank\): have the bank stop it/);
    expect((await home.run(['refunds', 'checks'])).output).toContain('have the bank stop it');
    const stop = ['refunds', 'end-check', '1001', '--as', 'stopped', '--reason', 'Told by phone.', ...as('carla')];
    expect(await home.run([...stop, '--ask', 'Please look.'])).toMatchObject({ status: 0 });
    await approve('dora');
    expect((await home.run(['refunds', 'checks'])).output).toMatch(/001001.*stopped.*Told by phone\./);
    expect((await home.run(['refunds', 'to-stop'])).output).toContain('No payment');
    expect(await home.run(['customers', 'solvent', 'C1', '--reason', 'Annulled.'])).toMatchObject({
      status: 0,
    });
  });
});

describe('R33 dunwell adjustments', () => {
  it('brings what a customer announces, makes a deduction of it, declines another', async () => {
    const file = join(home.path, 'adjustments.edi');
    writeFileSync(
      file,
      x12Adjustments(1, 'Customer One', [
        { number: 'CM-3391', kind: 'credit', cents: 44_00, invoice: 'RE-1' },
        { number: 'CM-3392', kind: 'credit', cents: 9_00, invoice: 'RE-NOBODY' },
      ]),
    );
    const brought = await home.run(['remittance', 'import', file]);
    expect(brought.output).toContain('2 adjustments wait');
    const list = await home.run(['adjustments', 'list', '--state', 'waiting']);
    expect(list.output).toMatch(/CM-3391.*credit.*44\.00.*RE-1.*deduction/);
    expect(list.output).toMatch(/CM-3392.*We have no such document\./);
    const accept = ['adjustments', 'accept', 'CM-3391', '--reason', 'Agreed.', ...as('carla')];
    expect(await home.run(accept)).toMatchObject({
      status: 0,
      output: expect.stringMatching(/deduction \S+: EUR 44\.00/),
    });
    expect(await home.run(accept)).toMatchObject({ status: 1, errors: expect.stringContaining('decided already') });
    const decline = ['adjustments', 'decline', 'CM-3392', '--reason', 'Not ours.', ...as('carla')];
    expect(await home.run(decline)).toMatchObject({ status: 0 });
    expect((await home.run(['adjustments', 'list', '--state', 'waiting'])).output).toContain('no such adjustments');
    expect((await home.run(['adjustments', 'list'])).output).toContain('Not ours.');
    const [unnamed] = [{ number: '', kind: 'credit', cents: 1_00, invoice: 'RE-1' }] as const;
    writeFileSync(file, x12Adjustments(2, 'Nobody Whom We Know', [unnamed]));
    expect(await home.run(['remittance', 'import', file])).toMatchObject({ status: 0 });
    writeFileSync(file, x12Adjustments(3, 'Nobody Whom We Know', [unnamed]));
    expect((await home.run(['remittance', 'import', file])).output).toContain(
      '0 adjustments wait (adjustments list), 1 were known already',
    );
    const { rows } = await home.ask<{ rows: { id: string }[] }>(['adjustments', 'list', '--state', 'waiting']);
    const id = `#${rows[0]!.id}`;
    const take = ['adjustments', 'accept', id, '--reason', 'Agreed.', ...as('carla')];
    expect(await home.run(take)).toMatchObject({
      status: 1,
      errors: expect.stringContaining('name the customer first'),
    });
    const name = ['adjustments', 'name', id, '--customer', 'C1', '--reason', 'Their buyer.', ...as('carla')];
    expect(await home.run(name)).toMatchObject({ status: 0 });
    expect(await home.run(take)).toMatchObject({
      status: 0,
      output: expect.stringMatching(/deduction \S+: EUR 1\.00/),
    });
  });
});

describe('R35 dunwell bank rules', () => {
  it('tries a rule, declares it, changes it by a version and ends it', async () => {
    const file = join(home.path, 'day.sta');
    writeFileSync(file, mt940Day({ day: today, lines: [[-9_90, 'Bank', 'ACCOUNT FEE JANUARY']] }));
    expect(await home.run(['bank', 'import', file])).toMatchObject({ status: 0 });
    expect(await home.run(['cash', 'apply'])).toMatchObject({ status: 0 });
    const { rows } = await home.ask<{ rows: unknown[] }>(['bank', 'rules']);
    expect(rows).toEqual([]);
    const charges = await beside(async (engine, caller) => {
      const { loadChart } = await import('#ledger');
      const company = must(await findCompany(engine, caller.tenantId, 'DE01'));
      const chart = await runQuery(engine, caller.tenantId, (db) => loadChart(db, caller.tenantId, company.id));
      return chart.find((one) => one.purpose === 'bank_charges')!.code;
    });
    const meant = ['--money', 'out', '--account', charges, '--words', 'account fee'];
    const tried = await home.run(['bank', 'rule-try', ...meant, '--maximum', '20']);
    expect(tried.output).toContain('1: would be posted (EUR -9.90)');
    expect((await home.run(['bank', 'rule-try', ...meant, '--maximum', '5'])).output).toContain('above the maximum');
    const declare = ['bank', 'rule-add', 'Account fees', ...meant, ...as('dora')];
    const { ruleId } = await home.ask<{ ruleId: string }>([...declare, '--maximum', '5']);
    const next = await home.ask<{ ruleId: string }>([...declare, '--maximum', '20', '--replaces', ruleId]);
    expect((await home.run(['bank', 'rules-apply'])).output).toContain('1 movements were posted by rule');
    expect((await home.run(['bank', 'rules', '--ended'])).output).toContain(`rule ${next.ruleId} since`);
    expect(await home.run(['bank', 'rule-end', next.ruleId, '--reason', 'Another bank.'])).toMatchObject({ status: 0 });
    expect((await home.run(['bank', 'rules'])).output).toContain('No rule is declared.');
  });
});
