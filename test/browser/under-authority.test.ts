/** What of a customer is changed under authority, on its page: asked for by one person, approved by another; refused in its place. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setPaymentTerm } from '#company';
import { findCustomerKey, relateCustomers, saveCustomers } from '#customers';
import { dayInZone } from '#kernel';
import { runQuery, sql } from '#platform';
import { must } from '#test/books';
import { remindedItems } from '#test/reminded-item';
import { looked, openWorkbench, settled, signedIn, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();

describe.runIf(workbench)('R46 terms, refund account and dunning level of a customer', () => {
  const bench = workbench as Workbench;
  const faults: string[] = [];
  const part = (page: Page) => page.getByRole('region', { name: 'Under authority' });
  beforeAll(async () => {
    const { engine, caller, person } = bench.workday;
    await person('analyst', 'Ana Ruiz', 'analyst');
    await person('lead', 'Lena Brandt', 'lead');
    await person('controller', 'Cora Engel', 'controller');
    await person('auditor', 'Otto Prüfer', 'auditor');
    const instalments = [{ sharePercent: '100', days: 60 }];
    must(await setPaymentTerm(engine, caller, { code: 'N60', name: '60 days net', rule: { instalments } }));
  });
  afterAll(() => bench.close());

  it('a payment term is asked for by one person and approved by another on the same page', async () => {
    const { page: analyst } = await signedIn(bench, 'analyst', '/customers/10104/settings');
    await part(analyst).getByRole('button', { name: 'Change the payment term' }).click();
    const form = analyst.getByRole('dialog');
    await form.getByLabel('Payment term').selectOption({ label: '60 days net' });
    await form.getByLabel('Reason').fill('Agreed with their purchasing for this year.');
    faults.push(...(await looked(analyst, 'terms-of-customer')));
    await analyst.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    await analyst.getByText('it applies once a second person approves').waitFor();
    const asked = part(analyst).getByRole('list', { name: 'Requests' });
    await asked.getByText('60 days net').waitFor();
    // Nobody approves what they asked for; it can be taken back.
    await asked.getByRole('button', { name: 'Take back' }).waitFor();
    expect(await asked.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    const { page: controller } = await signedIn(bench, 'controller', '/customers/10104/settings');
    await part(controller).getByRole('button', { name: 'Approve' }).click();
    await controller.getByText('Approved, and done.').waitFor();
    await part(controller).getByRole('definition').getByText('60 days net').waitFor();
    await part(controller).getByRole('list', { name: 'Requests' }).waitFor({ state: 'detached' });
  });

  it('a refund account with wrong check digits is refused at its field; a right one always takes two persons', async () => {
    const { page: controller } = await signedIn(bench, 'controller', '/customers/10105/settings');
    await part(controller).getByRole('button', { name: 'Change the refund account' }).click();
    const form = controller.getByRole('dialog');
    await form.getByLabel('IBAN or account number').fill('DE02 1203 0000 0000 2020 52');
    await form.getByLabel('How it was verified').fill('Called Ms Weber at the number of the contract.');
    await controller.keyboard.press('Enter');
    await form.getByRole('alert').getByText('check digits').waitFor();
    faults.push(...(await looked(controller, 'refund-account-refused')));
    await form.getByLabel('IBAN or account number').fill('DE02 1203 0000 0000 2020 51');
    await form.getByRole('button', { name: 'Ask for it' }).click();
    await form.waitFor({ state: 'detached' });
    // Also who acts alone elsewhere asks here.
    const { page: lead } = await signedIn(bench, 'lead', '/customers/10105/settings');
    await part(lead).getByRole('list', { name: 'Requests' }).getByText('DE02 1203 0000 0000 2020 51').waitFor();
    await part(lead).getByRole('button', { name: 'Approve' }).click();
    await part(lead).getByRole('definition').getByText('DE02 1203 0000 0000 2020 51').waitFor();
    faults.push(...(await looked(lead, 'under-authority')));
  });

  it('a dunning level is taken down within the authority of who does it', async () => {
    const { engine, tenantId } = bench.workday;
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ number: string; items: bigint }>`
        select a.number, count(*) as items from collections.v_item_level l
        join customers.v_account a on a.tenant_id = ${tenantId} and a.id = l.account_id
        where l.tenant_id = ${tenantId} group by a.number order by a.number limit 1`.execute(db),
    );
    const { number, items } = rows[0]!;
    const { page: lead } = await signedIn(bench, 'lead', `/customers/${number}/settings`);
    await part(lead).getByText(`Items reminded of: ${items}`).waitFor();
    await part(lead).getByRole('button', { name: 'Take down the dunning level' }).click();
    const form = lead.getByRole('dialog');
    await expect.poll(() => form.getByRole('checkbox').count()).toBe(Number(items));
    // One of them only.
    for (const box of (await form.getByRole('checkbox').all()).slice(1)) await box.uncheck();
    await form.getByLabel('Reason').fill('The goods came late.');
    faults.push(...(await looked(lead, 'dunning-level')));
    await lead.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    await lead.getByText('The dunning level is taken down.').waitFor();
    await part(lead)
      .getByText(Number(items) > 1 ? `Items reminded of: ${Number(items) - 1}` : 'No open item was reminded of.')
      .waitFor();
  });

  it('says of more items than are taken down at once that there are more', async () => {
    const { engine, caller, company, tenantId } = bench.workday;
    // One whom nothing keeps from being reminded.
    must(
      await saveCustomers(engine, caller, {
        customers: [
          {
            ...{ number: '20101', name: 'Kettner Bau', country: 'DE', accounts: [{ companyId: company.id }] },
            contacts: [{ name: 'Buchhaltung', email: 'buchhaltung@kettner.example', primary: true }],
          },
        ],
      }),
    );
    const key = (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, '20101')))!;
    const numbers = Array.from({ length: 501 }, (_, place) => `MR-${1001 + place}`);
    await remindedItems(engine, caller, { company, accountId: key.accountId, numbers, amountMinor: 10_00n });
    const { page: lead } = await signedIn(bench, 'lead', '/customers/20101/settings');
    const told = await part(lead)
      .getByText(/^Items reminded of: \d+/)
      .textContent();
    const count = /\d+/.exec(told!)![0];
    expect(Number(count)).toBeGreaterThan(500);
    await part(lead).getByRole('button', { name: 'Take down the dunning level' }).click();
    const form = lead.getByRole('dialog');
    await form.getByText(`The oldest 500 of ${count} items are listed`).waitFor();
    expect(await form.getByRole('checkbox').count()).toBe(500);
    faults.push(...(await looked(lead, 'dunning-level-of-many')));
  });

  it('what stands on the account of a merged customer is changed on the page of whom it was merged into', async () => {
    const { engine, caller, company, tenantId } = bench.workday;
    const accounts = [{ companyId: company.id }];
    must(
      await saveCustomers(engine, caller, {
        customers: [
          { number: '20102', name: 'Lindner Dach', country: 'DE', accounts },
          { number: '20103', name: 'Lindner Gruppe', country: 'DE', accounts },
        ].map((one) => ({
          ...one,
          contacts: [{ name: 'Buchhaltung', email: `buchhaltung@${one.number}.example`, primary: true }],
        })),
      }),
    );
    const key = (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, '20102')))!;
    await remindedItems(engine, caller, {
      ...{ company, accountId: key.accountId, numbers: ['LD-1001'], amountMinor: 10_00n },
    });
    must(
      await relateCustomers(engine, caller, {
        ...{
          kind: 'merged_into',
          number: '20102',
          otherNumber: '20103',
          from: dayInZone(engine.clock.now(), company.timeZone),
        },
        reason: 'One legal entity.',
      }),
    );
    const { page: lead } = await signedIn(bench, 'lead', '/customers/20102/settings');
    await lead.waitForURL('**/customers/20103/settings**');
    const merged = lead.getByRole('region', { name: 'Lindner Dach 20102' });
    await part(lead).getByText('No open item was reminded of.').waitFor();
    await merged.getByText('Items reminded of: 1, up to level 1').waitFor();
    await merged.getByRole('button', { name: 'Take down the dunning level' }).click();
    const form = lead.getByRole('dialog', { name: 'Dunning level of Lindner Dach' });
    await form.getByText('LD-1001').waitFor();
    await form.getByLabel('Reason').fill('The notice named the old firm.');
    await lead.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    await merged.getByText('No open item was reminded of.').waitFor();
    // What is asked of it waits where it was asked, not under the other customer.
    await merged.getByRole('button', { name: 'Change the refund account' }).click();
    const account = lead.getByRole('dialog', { name: 'Refund account of Lindner Dach' });
    await account.getByLabel('IBAN or account number').fill('DE02 1203 0000 0000 2020 51');
    await account.getByLabel('How it was verified').fill('Called Mr Lindner at the number of the contract.');
    await lead.keyboard.press('Enter');
    await account.waitFor({ state: 'detached' });
    await merged.getByRole('list', { name: 'Requests' }).getByText('DE02 1203 0000 0000 2020 51').waitFor();
    expect(await part(lead).getByRole('list', { name: 'Requests' }).count()).toBe(0);
    faults.push(...(await looked(lead, 'under-authority-merged')));
    const { page: controller } = await signedIn(bench, 'controller', '/customers/20103/settings');
    const asked = controller.getByRole('region', { name: 'Lindner Dach 20102' });
    await asked.getByRole('button', { name: 'Approve' }).click();
    await controller.getByText('Approved, and done.').waitFor();
    await asked.getByRole('definition').getByText('DE02 1203 0000 0000 2020 51').waitFor();
    expect(await part(controller).getByText('DE02 1203 0000 0000 2020 51').count()).toBe(0);
  });

  it('who only looks is offered nothing', async () => {
    const { page: auditor } = await signedIn(bench, 'auditor', '/customers/10104/settings');
    await part(auditor).getByText('60 days net').waitFor();
    await settled(auditor);
    expect(await part(auditor).getByRole('button').count()).toBe(0);
  });

  it('has no accessibility fault, is nowhere wider than its window, and never complained on its console', () => {
    expect(faults).toEqual([]);
    expect(bench.complaints()).toEqual([]);
  });
});
