/** R33 R35 R46 What posts money without a person is set by people with authority: the rules of matching, and rules for bank lines. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  declareBankRule,
  listMatchingRules,
  loadBankRules,
  type MatchingRules,
  setMatchingPolicy,
  setMatchingPolicyAction,
} from '#cash';
import { approveRequest, type Caller, requestApproval, runQuery, setLimits, sql } from '#platform';
import { openPeopledBooks, type PeopledBooks } from '../authority-world.ts';
import { must, refusalOf } from '../books.ts';

let books: PeopledBooks;
let lead: Caller;
let controller: Caller;
let second: Caller;

beforeAll(async () => {
  books = await openPeopledBooks({ customers: 1, now: '2026-02-20T09:00:00Z' });
  lead = await books.hire('Lena Lead', 'lead');
  controller = await books.hire('Dora Controller', 'controller');
  second = await books.hire('Carl Controller', 'controller');
});
afterAll(() => books.close());

const rules: MatchingRules = {
  ...{
    validFrom: '2026-02-20',
    toleranceMinor: 5_00n,
    tolerancePercent: 2,
    maximumBankChargeMinor: 0n,
    maximumReturnChargeMinor: 50_00n,
  },
  ...{ toleranceMonthMinor: 15_00n, maximumDeductionMinor: 500_00n, maximumDeductionPercent: 20 },
  ...{ unearnedDiscount: 'deduction', withholding: [] },
  ...{ discountGraceDays: 3, interchangeable: 'propose', maximumChance: 0.001, minimumConfidence: 0.9 },
  ...{ minimumPrecision: 0.999, mayPost: ['advice', 'reference'], reason: 'Small differences are not worth a call.' },
};
const set = (caller: Caller, change: Partial<MatchingRules> = {}) =>
  setMatchingPolicy(books.engine, caller, { company: books.company, rules: { ...rules, ...change } });
const versions = () =>
  runQuery(books.engine, books.tenantId, (db) => listMatchingRules(db, books.tenantId, books.company.id));
const asked = (tolerance: string) => ({
  ...{ company: 'DE01', validFrom: '2026-02-20', tolerance, tolerancePercent: 2, maximumBankCharge: '0' },
  ...{ discountGraceDays: 3, interchangeable: 'propose', maximumChance: 0.001, minimumConfidence: 0.9 },
  ...{ minimumPrecision: 0.999, mayPost: ['advice', 'reference'], reason: rules.reason },
});
const request = (caller: Caller, action: string, input: object) =>
  requestApproval(books.engine, caller, { action, input, reason: 'Please look at it.' });
const approve = (caller: Caller, one: { requestId: string; contentHash: string }) =>
  approveRequest(books.engine, caller, { requestId: BigInt(one.requestId), contentHash: one.contentHash });
const sentenceOf = async (requestId: string): Promise<string> => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ sentence: string }>`
      select sentence from platform.authority_request where tenant_id = ${books.tenantId} and id = ${requestId}::bigint`.execute(
      db,
    ),
  );
  return rows[0]!.sentence;
};

describe('R33 R46 The rules of cash application', () => {
  it('are asked for by a lead and approved by a controller, who sees what changes', async () => {
    expect(refusalOf(await set(lead))).toBe('authority.approval-needed');
    const one = must(await request(lead, setMatchingPolicyAction.name, asked('5.00')));
    expect(await sentenceOf(one.requestId)).toBe(
      'Rules of cash application of DE01 from 2026-02-20 on: difference let go: EUR 0.00 or 0 % → EUR 5.00 or 2 %; let go of a customer in a month: EUR 0.00 → EUR 15.00; days of grace for discounts: 0 → 3; least certainty: 0 % → 90 %; posts by itself: advice, amount, difference, reference → advice, reference',
    );
    expect(refusalOf(await approve(lead, one))).toBe('authority.self-approval');
    must(await approve(controller, one));
    expect(await versions()).toMatchObject([{ toleranceMinor: 5_00n, reason: rules.reason }]);
  });

  it('are not approved once others are in force than those that were to be replaced', async () => {
    const one = must(await request(lead, setMatchingPolicyAction.name, asked('6.00')));
    must(await set(controller, { toleranceMinor: 7_00n, reason: 'Seven do as well.' }));
    expect(refusalOf(await approve(second, one))).toBe('authority.content-changed');
    expect((await versions()).map((version) => version.toleranceMinor)).toEqual([7_00n, 5_00n]);
  });

  it('take a second person above the amount that one may let go alone', async () => {
    const limit = {
      ...{ action: setMatchingPolicyAction.name, companyId: books.company.id, role: 'controller', personId: null },
      ...{ mode: 'alone', approverRole: null, currency: 'EUR', amount: '10', personDay: null, customer: null },
      ...{ customerPeriod: null, validFrom: null, remove: false },
    } as const;
    const both = [limit, { ...limit, mode: 'with_approval', amount: null }] as const;
    const system = books.caller;
    must(await setLimits(books.engine, system, { changes: [...both], reason: 'Two from ten euros on.' } as never));
    expect(refusalOf(await set(controller, { toleranceMinor: 10_01n }))).toBe('authority.approval-needed');
    must(await set(controller, { toleranceMinor: 10_00n }));
    const one = must(await request(controller, setMatchingPolicyAction.name, asked('10.01')));
    expect(refusalOf(await approve(controller, one))).toBe('authority.self-approval');
    must(await approve(second, one));
    expect((await versions())[0]).toMatchObject({ toleranceMinor: 10_01n });
  });
});

describe('R35 R46 A rule for lines of the bank', () => {
  const rule = {
    ...{ name: 'Account fees', direction: 'out' as const, currency: 'EUR', transactionCode: null },
    ...{ words: 'account fee' },
  };
  const declared = () =>
    runQuery(books.engine, books.tenantId, (db) => loadBankRules(db, books.tenantId, books.company.id));

  it('posts only when a person with authority stands for it, up to the largest line', async () => {
    const wanted = { company: books.company, rule: { ...rule, maximumMinor: 25_00n, glAccountCode: '6800' } };
    expect(refusalOf(await declareBankRule(books.engine, lead, wanted))).toBe('authority.approval-needed');
    const analyst = await books.hire('Anna Analyst', 'analyst');
    expect(refusalOf(await declareBankRule(books.engine, analyst, wanted))).toMatch(
      /^authority\.(not-allowed|over-limit)$/,
    );
    const input = { ...rule, company: 'DE01', maximum: '25.00', account: '6800' };
    expect(refusalOf(await request(lead, 'cash.declare-bank-rule', { ...input, account: '1200' }))).toBe(
      'cash.rule-account',
    );
    const one = must(await request(lead, 'cash.declare-bank-rule', input));
    expect(await sentenceOf(one.requestId)).toBe(
      'Post money out of the bank with "account fee" up to EUR 25.00 to 6800 Bank charges, by the rule "Account fees".',
    );
    expect(await declared()).toEqual([]);
    must(await approve(controller, one));
    expect(await declared()).toMatchObject([{ name: 'Account fees', maximumMinor: 25_00n, glAccountCode: '6800' }]);
    must(await declareBankRule(books.engine, controller, { ...wanted, rule: { ...wanted.rule, name: 'Alone' } }));
    expect(await declared()).toHaveLength(2);
  });
});
