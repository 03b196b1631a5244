/**
 * R46 Delegation of authority, told by the people who use it: who may change a customer's terms and bank account, who must
 * agree, and how nobody gets round it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resetLevel } from '#collections';
import { setPaymentTerm } from '#company';
import { changeTerms, loadAccounts, loadBankAccounts, proposeBankAccount } from '#customers';
import { makeIban } from '#kernel';
import { verify } from '#operations';
import {
  approveRequest,
  type Caller,
  delegateAuthority,
  loadDecisions,
  rejectRequest,
  requestApproval,
  reviseRequest,
  revokeDelegation,
  revokeGrant,
  runQuery,
  setLimits,
  setLimitsAction,
  sql,
  withdrawRequest,
} from '#platform';
import { openPeopledBooks, type PeopledBooks } from '#test/authority-world';
import { must, refusalOf } from '#test/books';
import { remindedItems } from '#test/reminded-item';
import { catalogue as de } from '../../src/apps/workbench/src/languages/de.ts';
import { catalogue as es } from '../../src/apps/workbench/src/languages/es.ts';
import { catalogue as fr } from '../../src/apps/workbench/src/languages/fr.ts';
import { createTeller } from '../../src/apps/workbench/src/languages/teller.ts';

let books: PeopledBooks;
let anna: Caller;
let ben: Caller & { grantId: bigint };
let clara: Caller;
let dora: Caller;
const iban = makeIban('DE', '370400440532013000');

beforeAll(async () => {
  books = await openPeopledBooks({ customers: 12 });
  anna = await books.hire('Anna Analyst', 'analyst');
  ben = await books.hire('Ben Analyst', 'analyst');
  clara = await books.hire('Clara Credit', 'credit_manager');
  dora = await books.hire('Dora Controller', 'controller');
  for (const days of [45, 60])
    must(
      await setPaymentTerm(books.engine, books.caller, {
        code: `N${days}`,
        name: `${days} days net`,
        rule: { instalments: [{ sharePercent: '100', days }] },
      }),
    );
});
afterAll(() => books.close());

const terms = (customer: string, paymentTerm = 'N60') => ({
  accountId: books.accounts[customer]!,
  paymentTerm,
  reason: 'Negotiated with their treasurer.',
});
const termsJson = (customer: string, paymentTerm = 'N60') => ({
  ...terms(customer, paymentTerm),
  accountId: String(books.accounts[customer]),
});
const askTerms = async (caller: Caller, customer: string, paymentTerm = 'N60') =>
  must(
    await requestApproval(books.engine, caller, {
      action: 'customers.change-terms',
      input: termsJson(customer, paymentTerm),
      reason: 'The customer asks for longer terms.',
    }),
  );
const approve = (caller: Caller, asked: { requestId: string; contentHash: string }) =>
  approveRequest(books.engine, caller, { requestId: BigInt(asked.requestId), contentHash: asked.contentHash });
const termOf = async (customer: string): Promise<string | null> => {
  const [account] = await runQuery(books.engine, books.tenantId, (db) =>
    loadAccounts(db, books.tenantId, { accountIds: [books.accounts[customer]!] }),
  );
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{
      code: string;
    }>`select code from company.v_payment_term where tenant_id = ${books.tenantId} and id = ${account!.paymentTermId}`.execute(
      db,
    ),
  );
  return rows[0]?.code ?? null;
};
const bankOf = async (customer: string) =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      loadBankAccounts(db, books.tenantId, [books.accounts[customer]!]),
    )
  )[0];
const bankJson = (customer: string, account = iban) => ({
  accountId: String(books.accounts[customer]),
  account,
  holderName: `Customer ${customer}`,
  evidence: 'Called back on the number of the contract.',
});

describe('R46 What one may do alone, and what takes a second person', () => {
  it('lets the credit manager change terms at once, and records under which limit', async () => {
    must(await changeTerms(books.engine, clara, terms('C1')));
    expect(await termOf('C1')).toBe('N60');
    const [decision] = await runQuery(books.engine, books.tenantId, (db) =>
      loadDecisions(db, books.tenantId, { companyIds: [books.company.id], wholeTenant: false, limit: 1 }),
    );
    expect(decision).toMatchObject({ action: 'customers.change-terms', deed: 'alone', personName: 'Clara Credit' });
    expect(decision!.policyVersion).toBeGreaterThan(0);
  });

  it('tells the analyst whom to ask, changes nothing, and runs once when it is approved', async () => {
    const refused = await changeTerms(books.engine, anna, terms('C2'));
    expect(refusalOf(refused)).toBe('authority.approval-needed');
    expect(refused.ok || refused.refusal.details['approvers']).toEqual([
      { role: 'credit_manager' },
      { role: 'controller' },
    ]);
    const asked = await askTerms(anna, 'C2');
    expect(asked.sentence).toBe('Give customer C2 the terms "60 days net" instead of "30 days net".');
    expect(await termOf('C2')).toBe('N30');
    must(await approve(clara, asked));
    expect(await termOf('C2')).toBe('N60');
    const again = await approve(clara, asked);
    expect(again).toMatchObject({ ok: true, replayed: true });
    expect(refusalOf(await approve(dora, asked))).toBe('authority.request-settled');
  });

  it('asks nobody where one may do it alone', async () => {
    const input = { action: 'customers.change-terms', input: termsJson('C3'), reason: 'Just to be sure.' };
    expect(refusalOf(await requestApproval(books.engine, clara, input))).toBe('authority.not-needed');
    expect(await termOf('C3')).toBe('N30');
  });

  it('approves once, although twenty press at the same time', async () => {
    const asked = await askTerms(anna, 'C4');
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => approve(index % 2 ? clara : dora, asked)),
    );
    const ran = outcomes.filter((one) => one.ok && !one.replayed);
    expect(ran).toHaveLength(1);
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ n: bigint }>`select count(*) as n from platform.authority_decision
        where tenant_id = ${books.tenantId} and request_id = ${BigInt(asked.requestId)}`.execute(db),
    );
    expect(rows[0]!.n).toBe(1n);
  });
});

describe('R46 Nobody gets round it', () => {
  it('by approving the own request, by rejecting it, or by withdrawing another’s', async () => {
    const asked = await askTerms(anna, 'C5');
    const requestId = BigInt(asked.requestId);
    expect(refusalOf(await approve(anna, asked))).toBe('authority.self-approval');
    expect(refusalOf(await rejectRequest(books.engine, anna, { requestId, note: 'no, thank you' }))).toBe(
      'authority.self-approval',
    );
    expect(refusalOf(await withdrawRequest(books.engine, ben, { requestId, note: 'not mine' }))).toBe(
      'authority.not-yours',
    );
    expect(refusalOf(await approve(ben, asked))).toBe('authority.approver-not-allowed');
    must(await withdrawRequest(books.engine, anna, { requestId, note: 'asked too early' }));
    expect(refusalOf(await approve(clara, asked))).toBe('authority.request-settled');
    expect(await termOf('C5')).toBe('N30');
  });

  it('by editing what was asked for after the second person looked at it', async () => {
    const asked = await askTerms(anna, 'C6', 'N45');
    const revised = must(
      await reviseRequest(books.engine, anna, { requestId: BigInt(asked.requestId), input: termsJson('C6', 'N60') }),
    );
    expect(revised.contentHash).not.toBe(asked.contentHash);
    expect(refusalOf(await approve(clara, asked))).toBe('authority.view-stale');
    expect(await termOf('C6')).toBe('N30');
    must(await approve(clara, revised));
    expect(await termOf('C6')).toBe('N60');
  });

  it('by changing the facts underneath: the request becomes invalid until its requester looks again', async () => {
    const asked = await askTerms(anna, 'C7', 'N60');
    must(await changeTerms(books.engine, dora, terms('C7', 'N45')));
    expect(refusalOf(await approve(clara, asked))).toBe('authority.content-changed');
    expect(await termOf('C7')).toBe('N45');
    expect(refusalOf(await approve(clara, asked))).toBe('authority.request-settled');
    const revised = must(await reviseRequest(books.engine, anna, { requestId: BigInt(asked.requestId) }));
    expect(revised.sentence).toContain('instead of "45 days net"');
    must(await approve(clara, revised));
    expect(await termOf('C7')).toBe('N60');
  });

  it('by changing what a payment term means between asking and approval', async () => {
    const asked = await askTerms(anna, 'C8', 'N45');
    const rule = { instalments: [{ sharePercent: '100', days: 180 }] };
    must(await setPaymentTerm(books.engine, books.caller, { code: 'N45', name: '45 days net', rule }));
    expect(refusalOf(await approve(clara, asked))).toBe('authority.content-changed');
  });

  it('by asking while one still holds the role', async () => {
    const asked = await askTerms(ben, 'C9');
    must(await revokeGrant(books.engine, books.caller, { grantId: ben.grantId }));
    expect(refusalOf(await approve(clara, asked))).toBe('authority.not-allowed');
    expect(await termOf('C9')).toBe('N30');
  });

  it('by speaking as the system from a keyboard', async () => {
    expect(refusalOf(await changeTerms(books.engine, { ...books.caller, source: 'cli' }, terms('C9')))).toBe(
      'authority.person-needed',
    );
  });

  it('with software as the second person', async () => {
    const agent = await books.hire('Collections agent', 'credit_manager', null, 'agent');
    const asked = await askTerms(anna, 'C9');
    expect(refusalOf(await approve(agent, asked))).toBe('authority.agent-not-allowed');
    // Within its own limit it acts like anybody else, and leaves the same evidence.
    must(await changeTerms(books.engine, agent, terms('C10')));
  });
});

describe('R46 "Our bank details have changed"', () => {
  it('by mail changes nothing: somebody verifies it and stands for it, and a second person approves', async () => {
    const forged = must(
      await proposeBankAccount(books.engine, books.tenantId, 'mail from ap@c1-payments.example', {
        accountId: books.accounts['C1']!,
        account: iban,
        bankCode: null,
        holderName: 'Customer C1',
      }),
    );
    expect(forged.state).toBe('proposed');
    const requestId = BigInt(forged.requestId);
    for (const person of [clara, dora])
      expect(refusalOf(await approve(person, forged))).toBe('authority.request-settled');
    expect(await bankOf('C1')).toBeUndefined();
    const stood = must(
      await reviseRequest(books.engine, anna, { requestId, input: bankJson('C1'), reason: 'Called back, confirmed.' }),
    );
    expect(refusalOf(await approve(anna, stood))).toBe('authority.self-approval');
    must(await approve(clara, stood));
    expect(await bankOf('C1')).toMatchObject({ account: iban, holderName: 'Customer C1' });
  });

  it('that proves false is thrown out', async () => {
    const forged = must(
      await proposeBankAccount(books.engine, books.tenantId, 'import suppliers.csv', {
        accountId: books.accounts['C2']!,
        account: iban,
        bankCode: null,
        holderName: 'Customer C2',
      }),
    );
    must(
      await rejectRequest(books.engine, clara, {
        requestId: BigInt(forged.requestId),
        note: 'The customer knows nothing of it.',
      }),
    );
    expect(await bankOf('C2')).toBeUndefined();
  });

  it('takes two persons whatever the limits say, also for the controller', async () => {
    const asked = await requestApproval(books.engine, dora, {
      action: 'customers.change-bank-account',
      input: bankJson('C3'),
      reason: 'New house bank.',
    });
    must(await approve(clara, must(asked)));
    const limit = {
      action: 'customers.change-bank-account',
      companyId: null,
      role: 'controller' as const,
      personId: null,
      mode: 'alone' as const,
      ...{ approverRole: null, currency: null, amount: null, personDay: null, customer: null, customerPeriod: null },
      ...{ validFrom: null, remove: false },
    };
    expect(refusalOf(await setLimits(books.engine, books.caller, { changes: [limit], reason: 'Faster.' }))).toBe(
      'authority.always-two',
    );
  });

  it('with wrong check digits is refused before anybody is asked', async () => {
    const input = {
      action: 'customers.change-bank-account',
      reason: 'New bank.',
      input: bankJson('C3', 'DE88370400440532013000'),
    };
    expect(refusalOf(await requestApproval(books.engine, anna, input))).toBe('customers.iban-malformed');
  });
});

const reset = (caller: Caller, customer: string, itemIds: readonly bigint[]) =>
  resetLevel(books.engine, caller, {
    accountId: books.accounts[customer]!,
    itemIds: [...itemIds],
    level: 0,
    reason: 'Delivered late.',
  });
const levels = async (itemIds: readonly bigint[]) =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ level: number }>`select level from collections.v_item_level
        where tenant_id = ${books.tenantId} and item_id = any(${itemIds as bigint[]}::bigint[]) order by item_id`.execute(
        db,
      ),
    )
  ).rows.map((row) => row.level);
const remind = (customer: string, numbers: readonly string[], amountMinor: bigint) =>
  remindedItems(books.engine, books.caller, {
    ...{ company: books.company, accountId: books.accounts[customer]!, numbers, amountMinor },
  });

describe('R46 Taking a dunning level down', () => {
  it('is the analyst’s up to what is open within the limit; one cent more is the lead’s', async () => {
    const [exact] = await remind('C5', ['R-1'], 1_000_00n);
    const [over] = await remind('C6', ['R-2'], 1_000_01n);
    must(await reset(anna, 'C5', [exact!]));
    expect(await levels([exact!])).toEqual([0]);
    expect(refusalOf(await reset(anna, 'C6', [over!]))).toBe('authority.approval-needed');
    expect(await levels([over!])).toEqual([1]);
    const lead = await books.hire('Lisa Lead', 'lead');
    must(await reset(lead, 'C6', [over!]));
    expect(await levels([over!])).toEqual([0]);
    expect(refusalOf(await reset(lead, 'C6', [over!]))).toBe('collections.level-not-lower');
  });

  it('item by item comes to no more per customer and quarter than at once', async () => {
    const items = await remind('C7', ['R-3', 'R-4', 'R-5'], 900_00n);
    must(await reset(anna, 'C7', [items[0]!]));
    must(await reset(anna, 'C7', [items[1]!]));
    expect(refusalOf(await reset(anna, 'C7', [items[2]!]))).toBe('authority.approval-needed');
  });

  it('by ten at once comes to no more either, and the books verify', async () => {
    const items = await remind(
      'C8',
      Array.from({ length: 10 }, (_, index) => `R-8${index}`),
      300_00n,
    );
    const outcomes = await Promise.all(items.map((item) => reset(anna, 'C8', [item])));
    expect(outcomes.filter((one) => one.ok)).toHaveLength(6);
    const { checks } = await verify(books.engine, books.tenantId);
    expect(checks.filter((check) => check.failed > 0)).toEqual([]);
  });

  it('of another customer’s items is refused', async () => {
    const [item] = await remind('C9', ['R-90'], 100_00n);
    expect(refusalOf(await reset(anna, 'C8', [item!]))).toBe('collections.item-unknown');
  });
});

describe('R46 Acting for somebody', () => {
  it('holds from the first day to the last, and not a day longer', async () => {
    const clerk = await books.hire('Erik Lead', 'lead');
    const lent = must(
      await delegateAuthority(books.engine, clara, {
        delegatePersonId: clerk.actor.personId,
        companyId: null,
        actions: ['customers.change-terms'],
        ceiling: null,
        from: '2026-01-06',
        to: '2026-01-09',
        reason: 'Holiday.',
      }),
    );
    const asked = await askTerms(anna, 'C11');
    // The days are the company's: in Berlin the sixth begins an hour before it does in UTC.
    books.clock.set('2026-01-05T22:59:59Z');
    expect(refusalOf(await approve(clerk, asked))).toBe('authority.approver-not-allowed');
    books.clock.set('2026-01-05T23:00:00Z');
    const first = await askTerms(anna, 'C11', 'N45');
    must(await approve(clerk, first));
    must(await withdrawRequest(books.engine, anna, { requestId: BigInt(asked.requestId), note: 'asked twice' }));
    const last = await askTerms(anna, 'C11');
    const own = await requestApproval(books.engine, clara, {
      action: 'customers.change-bank-account',
      input: bankJson('C11'),
      reason: 'New bank.',
    });
    // The delegation does not cover this action, and the lender's own request would be out of its reach anyway.
    expect(own.ok).toBe(true);
    books.clock.set('2026-01-09T23:00:00Z');
    expect(refusalOf(await approve(clerk, last))).toBe('authority.approver-not-allowed');
    books.clock.set('2026-01-09T22:59:59Z');
    must(await approve(clerk, last));
    expect(await termOf('C11')).toBe('N60');
    must(await revokeDelegation(books.engine, clara, { delegationId: BigInt(lent.delegationId) }));
    const next = await askTerms(anna, 'C12');
    expect(refusalOf(await approve(clerk, next))).toBe('authority.approver-not-allowed');
    expect(refusalOf(await revokeDelegation(books.engine, anna, { delegationId: BigInt(lent.delegationId) }))).toBe(
      'authority.delegation-not-found',
    );
  });
});

describe('R46 The limits themselves', () => {
  it('are changed by two persons, and the earlier ones stay on record', async () => {
    const change = { action: 'customers.change-terms', role: 'analyst', mode: 'alone' };
    const asked = must(
      await requestApproval(books.engine, dora, {
        action: setLimitsAction.name,
        input: { changes: [change], reason: 'Analysts negotiate terms themselves.' },
        reason: 'Decided in the credit meeting.',
      }),
    );
    expect(asked.sentence).toBe('Limit to give a customer other payment terms: analyst, alone');
    expect(refusalOf(await approve(dora, asked))).toBe('authority.self-approval');
    const second = await books.hire('Frida Controller', 'controller');
    must(await approve(second, asked));
    must(await changeTerms(books.engine, anna, terms('C12', 'N60')));
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{
        n: bigint;
      }>`select count(distinct version) as n from platform.authority_limit where tenant_id = ${books.tenantId}`.execute(
        db,
      ),
    );
    expect(rows[0]!.n).toBeGreaterThan(1n);
  });
});

describe('R46 A change of limits, as the second person reads it', () => {
  const ask = (...changes: readonly object[]) =>
    requestApproval(books.engine, dora, {
      action: setLimitsAction.name,
      input: { changes, reason: 'As decided.' },
      reason: 'As decided in the credit meeting.',
    });
  const writeOff = { action: 'receivables.write-off', mode: 'with_approval' };

  it('says all of it: whose, how, up to what, whose approval, from when', async () => {
    const bounds = { currency: 'EUR', amount: '500', personDay: '1000.5', customer: '5000', customerPeriod: 'quarter' };
    const asked = must(
      await ask({ ...writeOff, ...bounds, role: 'cash_applier', approverRole: 'controller', validFrom: '2026-12-01' }),
    );
    expect(asked.sentence).toBe(
      'Limit to write off open items: cash applier, with a second person, up to EUR 500.00, up to EUR 1000.50 a day, up to EUR 5000.00 per customer and quarter, approved by controller, from 2026-12-01 on',
    );
  });

  it.each([
    [de, 'Grenze für „offene Posten ausbuchen“: Kreditmanagement, mit einer zweiten Person, endet'],
    [es, 'Límite para dar de baja partidas abiertas: Gestión de crédito, con una segunda persona, termina'],
    [fr, 'Limite pour passer des postes ouverts en perte : Crédit manager, avec une seconde personne, prend fin'],
  ])('in the language of who reads it', async (catalogue, ends) => {
    const tell = createTeller((text, values) =>
      (catalogue[text] ?? text).replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name]!),
    );
    const holder = { role: 'credit_manager' };
    const bounds = { currency: 'EUR', amount: '500', personDay: '1000', customer: '5000', customerPeriod: 'month' };
    const asked = must(
      await ask(
        ...books.engine.registrations.governedActions.map(({ name }) => ({ ...holder, action: name, mode: 'approve' })),
        { ...writeOff, ...holder, ...bounds, approverRole: 'controller', validFrom: '2026-12-01' },
        { ...writeOff, ...holder, ...bounds, customerPeriod: 'quarter' },
        { ...writeOff, ...holder, ...bounds, customerPeriod: 'year' },
        { ...writeOff, personId: String(anna.actor.personId), mode: 'alone' },
        { ...writeOff, ...holder, remove: true },
      ),
    );
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ lines: { text: string }[] }>`
        select lines from platform.authority_request
        where tenant_id = ${books.tenantId} and id = ${asked.requestId}::bigint`.execute(db),
    );
    const told = [asked.sentence, ...rows[0]!.lines.map(({ text }) => text)].map(tell);
    expect(told.length).toBeGreaterThan(20);
    // Nothing of it is left in English.
    const english =
      /\b(?:limits? (?:to|of)|with|alone|ends|up to|a day|per customer|approve[sd]?|from|any|the|items)\b/i;
    expect(told.filter((text) => english.test(text.replace(/person \d+/, '')))).toEqual([]);
    expect(told.at(-1)).toBe(ends);
  });
});

describe('R46 A limit per customer and quarter', () => {
  it('begins anew when the quarter does where the company is, and not a second before', async () => {
    // Nobody is reminded at night.
    books.clock.set('2026-03-31T09:00:00Z');
    const [first, second, third] = await remind('C12', ['Q-1', 'Q-2', 'Q-3'], 900_00n);
    expect(await levels([first!, second!, third!])).toEqual([1, 1, 1]);
    must(await reset(anna, 'C12', [first!]));
    must(await reset(anna, 'C12', [second!]));
    books.clock.set('2026-03-31T21:59:59Z');
    expect(refusalOf(await reset(anna, 'C12', [third!]))).toBe('authority.approval-needed');
    // Midnight in Berlin, in summer time.
    books.clock.set('2026-03-31T22:00:00Z');
    must(await reset(anna, 'C12', [third!]));
    expect(await levels([first!, second!, third!])).toEqual([0, 0, 0]);
  });
});
