/**
 * The engine on a real database, with an action of the test's own: limits to the minor unit, running totals under many at
 * once, the day's rate, and what `verify` would find.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCompany, findCompany, loadConverter, recordExchangeRates } from '#company';
import { addDays, done, type Outcome, parseAmount } from '#kernel';
import { verify } from '#operations';
import {
  actionsWithoutLimits,
  approveRequest,
  type Caller,
  type CommandOutcome,
  closeAccount,
  createAccount,
  decideAuthority,
  delegateAuthority,
  type Engine,
  type GovernedAction,
  type LimitChange,
  limitsInForceNow,
  rejectRequest,
  reopenAccount,
  requestApproval,
  runCommand,
  runQuery,
  setLimits,
  simulateAuthority,
  sql,
  startNewActions,
  startWithDefaultLimits,
} from '#platform';
import { openPeopledBooks, type PeopledBooks } from '#test/authority-world';
import { must, refusalOf } from '#test/books';
import { backtestLimits } from './queries/simulate.ts';

const grantInput = z.strictObject({
  amount: z.string(),
  currency: z.string().default('EUR'),
  customer: z.string().default('C1'),
});
type Grant = z.output<typeof grantInput>;

let books: PeopledBooks;
let engine: Engine;
let lead: Caller;
let otherLead: Caller;
let controller: Caller;

/** Grants an allowance: nothing but the question, in the company's currency by the day's rate. */
const allow = (on: Engine, caller: Caller, input: Grant): Promise<CommandOutcome<{ deed: string }>> =>
  runCommand(
    on,
    caller,
    { operation: 'test.allow', reason: 'An allowance.', input },
    async (tx): Promise<Outcome<{ deed: string }>> => {
      const { company } = books;
      const day = tx.now.toISOString().slice(0, 10);
      const converter = await loadConverter(tx.db, tx.tenantId, company, [{ currency: input.currency, day }]);
      if (!converter.ok) return converter;
      const amountMinor = parseAmount(input.amount, input.currency);
      const decided = await decideAuthority(tx, allowAction, {
        companyId: company.id,
        customerId: books.customers[input.customer]!,
        subject: `customer ${input.customer}`,
        money: { amountMinor: converter.value(amountMinor, input.currency, day), currency: company.currency },
        converted:
          input.currency === company.currency ? undefined : { amountMinor, currency: input.currency, rateDay: day },
        day,
        content: input,
        sentence: `Allow ${input.currency} ${input.amount} to ${input.customer}.`,
      });
      return decided.ok ? done({ deed: decided.value.deed }) : decided;
    },
  );

const allowAction: GovernedAction<Grant> = {
  name: 'test.allow',
  permission: 'receivables.post',
  sentence: 'grant an allowance',
  amountMeans: 'what is granted',
  alwaysTwo: false,
  defaultLimits: [],
  input: grantInput,
  companyOf: async () => books.company.id,
  run: (on, caller, input) => allow(on, caller, input),
};

const change = (terms: Partial<LimitChange>): LimitChange => ({
  action: allowAction.name,
  companyId: null,
  role: null,
  personId: null,
  mode: 'alone',
  approverRole: null,
  currency: 'EUR',
  amount: null,
  personDay: null,
  customer: null,
  customerPeriod: null,
  validFrom: null,
  remove: false,
  ...terms,
});
const policy = async (...changes: LimitChange[]) =>
  must(await setLimits(engine, books.caller, { changes, reason: 'For the test.' }));
const eur = (amount: string, customer = 'C1'): Grant => ({ amount, currency: 'EUR', customer });

beforeAll(async () => {
  books = await openPeopledBooks({ customers: 60 });
  engine = {
    ...books.engine,
    registrations: {
      ...books.engine.registrations,
      governedActions: [...books.engine.registrations.governedActions, allowAction],
    },
  };
  lead = await books.hire('Lea Lead', 'lead');
  otherLead = await books.hire('Leo Lead', 'lead');
  controller = await books.hire('Cora Controller', 'controller');
  await policy(
    change({ role: 'lead', amount: '100.00', personDay: '1000.00', customer: '250.00', customerPeriod: 'month' }),
    change({ role: 'lead', mode: 'with_approval', currency: null }),
    change({ role: 'controller', mode: 'approve', amount: '5000.00' }),
  );
});
afterAll(() => books.close());

const nextDay = (): void => {
  books.clock.set(new Date(books.clock.now().getTime() + 86_400_000).toISOString());
};

describe('limits on the database', () => {
  it('hold to the minor unit, and a refused act changes no row', async () => {
    const rows = async () =>
      (
        await runQuery(engine, books.tenantId, (db) =>
          sql<{
            n: bigint;
          }>`select (select count(*) from platform.authority_decision where tenant_id = ${books.tenantId})
            + (select coalesce(sum(used_minor), 0) from platform.authority_use where tenant_id = ${books.tenantId})
            + (select seq from platform.head where tenant_id = ${books.tenantId}) as n`.execute(db),
        )
      ).rows[0]!.n;
    const before = await rows();
    expect(refusalOf(await allow(engine, lead, eur('100.01', 'C2')))).toBe('authority.approval-needed');
    expect(await rows()).toBe(before);
    expect(must(await allow(engine, lead, eur('100.00', 'C2')))).toEqual({ deed: 'alone' });
  });

  it('add up when an amount is split, also between colleagues', async () => {
    must(await allow(engine, lead, eur('100.00', 'C3')));
    must(await allow(engine, otherLead, eur('100.00', 'C3')));
    expect(refusalOf(await allow(engine, lead, eur('50.01', 'C3')))).toBe('authority.approval-needed');
    must(await allow(engine, lead, eur('50.00', 'C3')));
    expect(refusalOf(await allow(engine, otherLead, eur('0.01', 'C3')))).toBe('authority.approval-needed');
  });

  it('are never passed by fifty at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => allow(engine, lead, eur('20.00', 'C4'))));
    expect(outcomes.filter((one) => one.ok)).toHaveLength(12);
    const refused = new Set(outcomes.flatMap((one) => (one.ok ? [] : [one.refusal.code])));
    expect([...refused]).toEqual(['authority.approval-needed']);
  });

  it('per day are never passed by fifty at once over fifty customers', async () => {
    nextDay();
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, index) => allow(engine, lead, eur('60.00', `C${index + 10}`))),
    );
    expect(outcomes.filter((one) => one.ok)).toHaveLength(16);
    nextDay();
    must(await allow(engine, lead, eur('60.00', 'C60')));
  });

  it('count a foreign amount at the day’s rate, and keep both', async () => {
    const usd = (amount: string): Grant => ({ amount, currency: 'USD', customer: 'C5' });
    // USD/EUR 0.90: 111.11 is 100.00, 111.12 is 100.01.
    expect(refusalOf(await allow(engine, lead, usd('111.12')))).toBe('authority.approval-needed');
    must(await allow(engine, lead, usd('111.11')));
    const { rows } = await runQuery(engine, books.tenantId, (db) =>
      sql`select amount_minor, currency, transaction_amount_minor, transaction_currency, rate_day from platform.authority_decision
        where tenant_id = ${books.tenantId} order by id desc limit 1`.execute(db),
    );
    expect(rows[0]).toEqual({
      amount_minor: 10_000n,
      currency: 'EUR',
      transaction_amount_minor: 11_111n,
      transaction_currency: 'USD',
      rate_day: books.clock.now().toISOString().slice(0, 10),
    });
  });

  it('do not let tomorrow’s rate undo what was approved for a foreign amount', async () => {
    const input = { amount: '500.00', currency: 'USD', customer: 'C6' };
    const asked = must(await requestApproval(engine, lead, { action: 'test.allow', input, reason: 'A large one.' }));
    nextDay();
    const day = books.clock.now().toISOString().slice(0, 10);
    must(
      await recordExchangeRates(engine, books.caller, [{ from: 'USD', to: 'EUR', day, rate: '0.95', source: 'test' }]),
    );
    must(
      await approveRequest(engine, controller, { requestId: BigInt(asked.requestId), contentHash: asked.contentHash }),
    );
  });

  it('ask for the same thing once: the request that waits is the answer, until it is settled', async () => {
    const ask = (who: Caller, reason: string, input = eur('700.00', 'C9')) =>
      requestApproval(engine, who, { action: 'test.allow', input, reason });
    const [one, other] = await Promise.all([ask(lead, 'A large one.'), ask(lead, 'A large one.')]);
    const first = must(one);
    expect(must(other)).toEqual(first);
    expect(must(await ask(lead, 'Please, it is urgent.')).requestId).toBe(first.requestId);
    // What is another's, or for another amount, is another question.
    const colleagues = must(await ask(otherLead, 'A large one.'));
    expect(colleagues.requestId).not.toBe(first.requestId);
    expect(must(await ask(lead, 'A large one.', eur('700.01', 'C9'))).requestId).not.toBe(first.requestId);
    must(await rejectRequest(engine, controller, { requestId: BigInt(first.requestId), note: 'Not now.' }));
    expect(must(await ask(lead, 'A large one.')).requestId).not.toBe(first.requestId);
  });

  it('let a person stand for what was proposed instead of asking beside it', async () => {
    const question = { action: 'test.allow', input: eur('800.00', 'C9'), reason: 'By mail.' };
    const proposed = must(await requestApproval(engine, { ...books.caller, source: 'a mail' }, question));
    expect(proposed.state).toBe('proposed');
    const asked = must(await requestApproval(engine, lead, { ...question, reason: 'It is right.' }));
    expect(asked).toMatchObject({ requestId: proposed.requestId, state: 'pending' });
  });

  it('are the same for two accounts of one person', async () => {
    const password = 'a quiet morning in autumn';
    const { personId } = lead.actor;
    must(await createAccount(engine, books.caller, { personId, login: 'lea', password }));
    must(await createAccount(engine, books.caller, { personId, login: 'lea-second', password }));
    const asked = must(
      await requestApproval(engine, lead, { action: 'test.allow', input: eur('900.00', 'C7'), reason: 'A large one.' }),
    );
    // Whichever account signs in, the caller is the person.
    const second: Caller = { ...lead, source: 'http' };
    const approval = { requestId: BigInt(asked.requestId), contentHash: asked.contentHash };
    expect(refusalOf(await approveRequest(engine, second, approval))).toBe('authority.self-approval');
  });

  it('rest with the account of who left: what was lent is lent no more, what was asked waits for nobody’s approval', async () => {
    nextDay();
    const leaver = await books.hire('Lou Leaver', 'lead');
    const colleague = await books.hire('Kim Colleague', null);
    const { personId } = leaver.actor;
    must(
      await createAccount(engine, books.caller, { personId, login: 'l.ost', password: 'a quiet evening in winter' }),
    );
    const today = books.clock.now().toISOString().slice(0, 10);
    const lent = { companyId: null, actions: null, ceiling: null, from: today, to: addDays(today, 3), reason: 'Away.' };
    must(await delegateAuthority(engine, leaver, { ...lent, delegatePersonId: colleague.actor.personId }));
    must(await allow(engine, colleague, eur('1.00', 'C40')));
    const asked = must(
      await requestApproval(engine, leaver, { action: 'test.allow', input: eur('900.00', 'C40'), reason: 'Large.' }),
    );
    must(await closeAccount(engine, books.caller, { personId }));
    expect(refusalOf(await allow(engine, colleague, eur('1.00', 'C40')))).toBe('authority.not-allowed');
    const approval = { requestId: BigInt(asked.requestId), contentHash: asked.contentHash };
    const refused = await approveRequest(engine, controller, approval);
    expect(refused).toMatchObject({
      ok: false,
      refusal: {
        code: 'authority.not-allowed',
        message: 'The requester holds no authority to ask for this any more. Nothing was changed.',
      },
    });
    must(await reopenAccount(engine, books.caller, { personId }));
    must(await allow(engine, colleague, eur('1.00', 'C40')));
    must(await approveRequest(engine, controller, approval));
  });

  it('stop the second person at the own limit', async () => {
    const ask = async (amount: string) =>
      must(
        await requestApproval(engine, lead, { action: 'test.allow', input: eur(amount, 'C8'), reason: 'A large one.' }),
      );
    const right = await ask('5000.00');
    must(
      await approveRequest(engine, controller, { requestId: BigInt(right.requestId), contentHash: right.contentHash }),
    );
    const over = await requestApproval(engine, lead, {
      action: 'test.allow',
      input: eur('5000.01', 'C8'),
      reason: 'Too large.',
    });
    expect(refusalOf(over)).toBe('authority.over-limit');
  });
});

describe('the limits that actions begin with', () => {
  it('come back where all were ended, from the day of the end on, and once', async () => {
    const { company, tenantId } = books;
    const action = 'receivables.write-off';
    const held = async () => {
      const day = addDays(books.clock.now().toISOString().slice(0, 10), 10);
      const { actions } = await limitsInForceNow(engine, tenantId, day);
      return actions.find((one) => one.action.name === action)!.limits;
    };
    const give = async () => must(await startWithDefaultLimits(engine, books.caller, company)).actions;
    const began = await held();
    expect(began.length).toBeGreaterThan(0);
    expect(await give()).toEqual([]);
    const tomorrow = addDays(books.clock.now().toISOString().slice(0, 10), 1);
    const endOf = ({ companyId, role, mode, currency }: (typeof began)[number]) =>
      change({ action, companyId, role, mode, currency, validFrom: tomorrow, remove: true });
    await policy(endOf(began[0]!));
    // Something is left: what a person decided stays.
    if (began.length > 1) expect(await give()).toEqual([]);
    await policy(...began.slice(1).map(endOf));
    expect(await held()).toEqual([]);
    expect(await give()).toEqual([action]);
    expect(await give()).toEqual([]);
    const terms = (rows: typeof began) => rows.map((one) => [one.role, one.mode, one.currency, one.amountMinor]).sort();
    expect(terms(await held())).toEqual(terms(began));
  });
});

describe('R46 An upgrade', () => {
  it('gives actions that it brings the limits that they begin with, once; one whose limits a person ended stays without', async () => {
    const { company, tenantId } = books;
    const known = engine.registrations.governedActions.find((one) => one.name === 'receivables.write-off')!;
    const upgraded = {
      ...engine,
      registrations: {
        ...engine.registrations,
        governedActions: [...engine.registrations.governedActions, { ...known, name: 'test.brought-later' }],
      },
    };
    const held = await limitsInForceNow(upgraded, tenantId, '9999-12-31');
    expect(held.actions.find((one) => one.action.name === 'test.brought-later')!.limits).toEqual([]);
    const twice = await Promise.all([1, 2].map(() => startNewActions(upgraded, books.caller, company)));
    expect(twice.flatMap((one) => must(one).given)).toEqual(['test.brought-later']);
    expect(must(await startNewActions(upgraded, books.caller, company))).toEqual({ given: [], without: [] });
    const day = books.clock.now().toISOString().slice(0, 10);
    const { limits } = (await limitsInForceNow(upgraded, tenantId, day)).actions.at(-1)!;
    expect(limits.map((one) => [one.role, one.mode])).toEqual(known.defaultLimits.map((one) => [one.role, one.mode]));
    const ends = limits.map(({ companyId, role, mode, currency }) => ({
      ...change({ action: 'test.brought-later', companyId, role, mode, currency, remove: true }),
    }));
    must(await setLimits(upgraded, books.caller, { changes: ends, reason: 'Nobody is to do this.' }));
    expect(must(await startNewActions(upgraded, books.caller, company))).toEqual({
      given: [],
      without: ['test.brought-later'],
    });
    const ofToday = { day, companyIds: [company.id] };
    expect(await actionsWithoutLimits(upgraded, tenantId, ofToday)).toEqual(new Map([[company.id, 1]]));
    expect(await actionsWithoutLimits(engine, tenantId, ofToday)).toEqual(new Map([[company.id, 0]]));
  });
});

describe('a simulation', () => {
  it('says what the rule would say, and changes nothing', async () => {
    nextDay();
    const ask = (amount: string, personId = lead.actor.personId) =>
      simulateAuthority(engine, books.tenantId, {
        action: 'test.allow',
        company: books.company,
        personId,
        amount,
        customerId: books.customers['C9']!,
        day: books.clock.now().toISOString().slice(0, 10),
      });
    expect(must(await ask('100.00')).outcome).toBe('allowed');
    expect(must(await ask('100.01'))).toMatchObject({
      outcome: 'approval-needed',
      approvers: [{ role: 'controller' }],
    });
    expect(must(await ask('9999.00')).outcome).toBe('refused');
    expect(must(await ask('1.00', controller.actor.personId)).outcome).toBe('refused');
  });

  it('over the past tells which decisions would have been others', async () => {
    const tested = must(
      await backtestLimits(engine, books.tenantId, {
        action: 'test.allow',
        company: books.company,
        ...{ from: '2026-01-01', to: '2026-12-31', besides: 'nothing' },
        changes: [
          change({ role: 'lead', amount: '59.99' }),
          change({ role: 'lead', mode: 'with_approval', currency: null }),
          change({ role: 'controller', mode: 'approve', currency: null }),
        ],
      }),
    );
    const sixty = tested.decisions.flatMap((row, index) =>
      row.amountMinor === 6_000n ? [tested.replayed[index]!.would] : [],
    );
    expect(sixty).toHaveLength(17);
    expect(new Set(sixty)).toEqual(new Set(['approval-needed']));
    const twenty = tested.decisions.flatMap((row, index) =>
      row.amountMinor === 2_000n ? [tested.replayed[index]!.would] : [],
    );
    expect(new Set(twenty)).toEqual(new Set(['alone']));
  });

  it('over the past takes one limit in the place of what is in force, or away from it', async () => {
    const wouldBe = async (changed: Partial<LimitChange>, besides: 'in_force' | 'nothing' = 'in_force') => {
      const { decisions, replayed } = must(
        await backtestLimits(engine, books.tenantId, {
          action: 'test.allow',
          company: books.company,
          ...{ from: '2026-01-01', to: '2026-12-31', besides },
          changes: [change(changed)],
        }),
      );
      const sixty = decisions.flatMap((row, index) => (row.amountMinor === 6_000n ? [replayed[index]!.would] : []));
      return [...new Set(sixty)];
    };
    const totals = { personDay: '1000.00', customer: '250.00', customerPeriod: 'month' } as const;
    expect(await wouldBe({ role: 'lead', amount: '60.00', ...totals })).toEqual(['alone']);
    expect(await wouldBe({ role: 'lead', amount: '59.99', ...totals })).toEqual(['approval-needed']);
    // Nobody could approve it: the limits in force are left out.
    expect(await wouldBe({ role: 'lead', amount: '59.99', ...totals }, 'nothing')).toEqual(['refused']);
    expect(await wouldBe({ role: 'lead', remove: true })).toEqual(['approval-needed']);
    expect(await wouldBe({ role: 'lead', remove: true }, 'nothing')).toEqual(['refused']);
    // What another company is to have says nothing here.
    const elsewhere = { companyId: books.company.id + 1n, role: 'lead', amount: '0.01' } as const;
    expect(await wouldBe(elsewhere)).toEqual(['alone']);
  });
});

describe('verify', () => {
  const failed = async () =>
    (await verify(engine, books.tenantId)).checks.filter((check) => check.failed > 0).map((check) => check.name);

  it('adds the totals up from the decisions, and finds a total that was turned back', async () => {
    expect(await failed()).toEqual([]);
    const tamper = (factor: string) =>
      engine.database.transaction(async (trx) => {
        await sql
          .raw(`set local app.tenant = '${books.tenantId}'; set local app.tenants = '{${books.tenantId}}'`)
          .execute(trx);
        await sql`update platform.authority_use set used_minor = used_minor ${sql.raw(factor)}
          where tenant_id = ${books.tenantId} and scope = 'customer' and holder_id = ${books.customers['C4']!} and used_minor > 0`.execute(
          trx,
        );
      });
    await tamper('- 1');
    expect(await failed()).toEqual(['totals of authority equal the decisions']);
    await tamper('+ 1');
    expect(await failed()).toEqual([]);
  });
});

describe('R46 Roles and limits of one company', () => {
  it('count in the company for which they were given, also of whoever approves', async () => {
    must(
      await createCompany(engine, books.caller, {
        ...{ code: 'AWAY', name: 'Away', currency: 'EUR', country: 'DE', timeZone: 'Europe/Berlin', language: 'en' },
        letterhead: {},
      }),
    );
    const away = must(await findCompany(engine, books.tenantId, 'AWAY')).id;
    const here = books.company.id;
    const leadAway = await books.hire('Lead away', 'lead', away);
    const leadHere = await books.hire('Lead here', 'lead', here);
    const controllerAway = await books.hire('Controller away', 'controller', away);
    const controllerHere = await books.hire('Controller here', 'controller', here);
    const customer = 'C58';
    expect(refusalOf(await allow(engine, leadAway, eur('1.00', customer)))).toBe('authority.not-allowed');
    must(await allow(engine, leadHere, eur('1.00', customer)));
    // A limit for the other company widens nothing here.
    await policy(change({ personId: leadHere.actor.personId, companyId: away, amount: '900.00' }));
    expect(refusalOf(await allow(engine, leadHere, eur('100.01', customer)))).toBe('authority.approval-needed');
    const asked = must(
      await requestApproval(engine, leadHere, {
        action: 'test.allow',
        input: eur('100.01', customer),
        reason: 'More.',
      }),
    );
    const approve = (as: Caller) =>
      approveRequest(engine, as, { requestId: BigInt(asked.requestId), contentHash: asked.contentHash });
    expect(refusalOf(await approve(controllerAway))).toBe('authority.approver-not-allowed');
    must(await approve(controllerHere));
  });
});
