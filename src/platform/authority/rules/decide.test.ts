/** The rule of authority without a database: every limit at its edge, every way round it. */

import { describe, expect, it } from 'vitest';
import fc from '#test/property';
import type { Role } from '../../identity/rules/permissions.ts';
import type {
  AuthorityDecision,
  AuthorityFacts,
  AuthorityQuestion,
  DelegationFacts,
  Limit,
  PersonFacts,
  UseKey,
} from '../model.ts';
import { backtest } from './backtest.ts';
import { decide } from './decide.ts';
import { limitsInForce, type StoredLimit } from './limits.ts';
import { periodName, textOfKey, usesOf } from './periods.ts';

const action = 'receivables.write-off';
const permission = 'receivables.post';
let ids = 0n;
const limit = (terms: Partial<Limit>): Limit => ({
  id: ++ids,
  version: 1,
  action,
  companyId: null,
  role: null,
  personId: null,
  mode: 'alone',
  approverRole: null,
  currency: 'EUR',
  amountMinor: null,
  personDayMinor: null,
  customerMinor: null,
  customerPeriod: null,
  validFrom: '2026-01-01',
  ...terms,
});
const person = (personId: bigint, roles: Role[], kind: PersonFacts['kind'] = 'person'): PersonFacts => ({
  personId,
  name: `Person ${personId}`,
  kind,
  roles,
});
const lead = person(10n, ['lead']);
const secondLead = person(11n, ['lead']);
const controller = person(20n, ['controller']);
const analyst = person(30n, ['analyst']);

const leadUpTo100 = limit({ role: 'lead', amountMinor: 10_000n });
const leadAsks = limit({ role: 'lead', mode: 'with_approval' });
const controllerApproves = limit({ role: 'controller', mode: 'approve', amountMinor: 1_000_000n });
const policy = [leadUpTo100, leadAsks, controllerApproves];

const question = (amountMinor: bigint, more: Partial<AuthorityQuestion> = {}): AuthorityQuestion => ({
  action,
  companyId: 1n,
  customerId: 7n,
  money: { amountMinor, currency: 'EUR' },
  day: '2026-03-02',
  ...more,
});
const facts = (more: Partial<AuthorityFacts> = {}): AuthorityFacts => ({
  limits: policy,
  delegations: [],
  maker: lead,
  checker: null,
  alwaysTwo: false,
  used: () => 0n,
  ...more,
});
const ask = (asked: AuthorityQuestion, known: AuthorityFacts): AuthorityDecision => decide(asked, permission, known);
const outcomeOf = (decision: AuthorityDecision): string =>
  decision.outcome === 'refused' ? decision.code : decision.outcome === 'allowed' ? decision.deed : decision.outcome;
const used =
  (totals: Record<string, bigint>) =>
  (key: UseKey): bigint =>
    totals[`${key.deed} ${key.scope} ${key.holderId} ${key.period}`] ?? 0n;

describe('one act', () => {
  it('is allowed up to the limit, and one minor unit more takes a second person', () => {
    expect(outcomeOf(ask(question(9_999n), facts()))).toBe('alone');
    expect(outcomeOf(ask(question(10_000n), facts()))).toBe('alone');
    const above = ask(question(10_001n), facts());
    expect(above).toMatchObject({
      outcome: 'approval-needed',
      approvers: [{ role: 'controller' }],
      why: 'EUR 100.01 is above the limit of EUR 100.00.',
    });
  });

  it('is refused above what anybody may approve', () => {
    expect(outcomeOf(ask(question(1_000_000n), facts()))).toBe('approval-needed');
    expect(outcomeOf(ask(question(1_000_001n), facts()))).toBe('authority.over-limit');
  });

  it('is refused without a limit, and with a limit but no role that allows it', () => {
    expect(outcomeOf(ask(question(1n), facts({ maker: analyst })))).toBe('authority.not-allowed');
    const own = limit({ personId: 30n, amountMinor: 500n });
    expect(outcomeOf(ask(question(1n), facts({ maker: analyst, limits: [own] })))).toBe('authority.not-allowed');
    const revoked = person(10n, []);
    expect(outcomeOf(ask(question(1n), facts({ maker: revoked })))).toBe('authority.not-allowed');
  });

  it('in a currency that no limit names is refused', () => {
    const dollars = question(1n, { money: { amountMinor: 1n, currency: 'USD' } });
    expect(outcomeOf(ask(dollars, facts({ limits: [leadUpTo100] })))).toBe('authority.not-allowed');
  });

  it('of a negative size is a fault of the program, never an allowance', () => {
    expect(() => ask(question(-1n), facts())).toThrow(/size/);
  });

  it('that always takes two is never done alone', () => {
    expect(ask(question(1n), facts({ alwaysTwo: true }))).toMatchObject({ outcome: 'approval-needed' });
  });

  it('goes by the own limit rather than the role’s, and by the company’s rather than that for all', () => {
    const own = limit({ personId: 10n, amountMinor: 5_000n });
    expect(outcomeOf(ask(question(5_001n), facts({ limits: [...policy, own] })))).toBe('approval-needed');
    const here = limit({ role: 'lead', companyId: 1n, amountMinor: 2_000n });
    expect(outcomeOf(ask(question(2_001n), facts({ limits: [...policy, here] })))).toBe('approval-needed');
    expect(outcomeOf(ask(question(2_000n), facts({ limits: [...policy, here] })))).toBe('alone');
  });
});

describe('many acts', () => {
  const perCustomer = limit({ role: 'lead', amountMinor: 10_000n, customerMinor: 15_000n, customerPeriod: 'month' });
  const perDay = limit({ role: 'lead', amountMinor: 10_000n, personDayMinor: 12_000n });

  it('add up per customer and period, so that splitting does not help', () => {
    const known = (done: bigint) =>
      facts({ limits: [perCustomer, leadAsks, controllerApproves], used: used({ 'alone customer 7 2026-03': done }) });
    expect(outcomeOf(ask(question(5_000n), known(10_000n)))).toBe('alone');
    expect(outcomeOf(ask(question(5_001n), known(10_000n)))).toBe('approval-needed');
    expect(outcomeOf(ask(question(5_001n, { customerId: 8n }), known(10_000n)))).toBe('alone');
    expect(outcomeOf(ask(question(5_001n, { day: '2026-04-01' }), known(10_000n)))).toBe('alone');
  });

  it('add up per person and day', () => {
    const known = facts({ limits: [perDay], used: used({ 'alone person 10 2026-03-02': 10_000n }) });
    expect(outcomeOf(ask(question(2_000n), known))).toBe('alone');
    expect(outcomeOf(ask(question(2_001n), known))).toBe('authority.over-limit');
    expect(outcomeOf(ask(question(2_001n, { day: '2026-03-03' }), known))).toBe('alone');
  });

  it('without a customer do not pass a limit per customer', () => {
    expect(outcomeOf(ask(question(1n, { customerId: null }), facts({ limits: [perCustomer] })))).toBe(
      'authority.over-limit',
    );
  });

  it('never come to more than the limit, in any order and by whomever, for any amounts', () => {
    const act = fc.record({
      amount: fc.bigInt(0n, 12_000n),
      who: fc.constantFrom(lead, secondLead),
      customer: fc.constantFrom(7n, 8n),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const totals = new Map<string, bigint>();
        const both = limit({
          role: 'lead',
          amountMinor: 10_000n,
          personDayMinor: 30_000n,
          customerMinor: 25_000n,
          customerPeriod: 'quarter',
        });
        for (const { amount, who, customer } of acts) {
          const asked = question(amount, { customerId: customer });
          const known = facts({ maker: who, limits: [both], used: (key) => totals.get(textOfKey(key)) ?? 0n });
          const decision = ask(asked, known);
          if (decision.outcome !== 'allowed') continue;
          expect(amount).toBeLessThanOrEqual(10_000n);
          for (const key of usesOf(asked, { deed: 'alone', authorityOf: who.personId }))
            totals.set(textOfKey(key), (totals.get(textOfKey(key)) ?? 0n) + amount);
        }
        for (const [key, total] of totals) {
          if (key.endsWith('2026-03-02')) expect(total).toBeLessThanOrEqual(30_000n);
          if (key.endsWith('2026-Q1')) expect(total).toBeLessThanOrEqual(25_000n);
        }
      }),
    );
  });
});

describe('the second person', () => {
  const big = question(50_000n);

  it('approves within the own limit, to the minor unit', () => {
    expect(outcomeOf(ask(big, facts({ checker: controller })))).toBe('approved');
    expect(outcomeOf(ask(question(1_000_000n), facts({ checker: controller })))).toBe('approved');
    expect(outcomeOf(ask(question(1_000_001n), facts({ checker: controller })))).toBe('authority.approver-not-allowed');
  });

  it('is not the first one, nor software, nor somebody without the limit', () => {
    const both = person(10n, ['lead', 'controller']);
    expect(outcomeOf(ask(big, facts({ maker: both, checker: both })))).toBe('authority.self-approval');
    const agent = person(20n, ['controller'], 'agent');
    expect(outcomeOf(ask(big, facts({ checker: agent })))).toBe('authority.agent-not-allowed');
    expect(outcomeOf(ask(big, facts({ checker: secondLead })))).toBe('authority.approver-not-allowed');
  });

  it('may approve up to what he may do alone', () => {
    const agentAsks = limit({ personId: 40n, mode: 'with_approval' });
    const agent = person(40n, ['lead'], 'agent');
    const known = facts({ maker: agent, limits: [leadUpTo100, agentAsks], checker: secondLead });
    expect(outcomeOf(ask(question(10_000n), known))).toBe('approved');
    expect(outcomeOf(ask(question(10_001n), known))).toBe('authority.approver-not-allowed');
  });

  it('is somebody whose limit is in the currency of the company', () => {
    const dollars = limit({ role: 'controller', mode: 'approve', currency: 'USD', amountMinor: 1_000_000n });
    const known = (checker: PersonFacts | null) => facts({ limits: [leadUpTo100, leadAsks, dollars], checker });
    // Nobody is named as an approver who could not approve: then it is refused at once.
    expect(outcomeOf(ask(big, known(null)))).toBe('authority.over-limit');
    expect(outcomeOf(ask(big, known(controller)))).toBe('authority.approver-not-allowed');
    const any = limit({ role: 'controller', mode: 'approve', currency: null });
    expect(ask(big, facts({ limits: [leadUpTo100, leadAsks, any] }))).toMatchObject({
      approvers: [{ role: 'controller' }],
    });
  });

  it('holds the role that the limit asks for', () => {
    const onlyController = limit({ role: 'lead', mode: 'with_approval', approverRole: 'controller' });
    const leadMayApprove = limit({ personId: 11n, mode: 'approve' });
    const known = (checker: PersonFacts) =>
      facts({ limits: [onlyController, controllerApproves, leadMayApprove], checker });
    expect(outcomeOf(ask(big, known(secondLead)))).toBe('authority.approver-not-allowed');
    expect(outcomeOf(ask(big, known(controller)))).toBe('approved');
  });

  it('does not help a requester who has lost the role or the limit meanwhile', () => {
    expect(outcomeOf(ask(big, facts({ maker: person(10n, []), checker: controller })))).toBe('authority.not-allowed');
    expect(outcomeOf(ask(big, facts({ limits: [controllerApproves], checker: controller })))).toBe(
      'authority.not-allowed',
    );
  });
});

describe('lent authority', () => {
  const lent = (more: Partial<DelegationFacts> = {}): DelegationFacts => ({
    id: 1n,
    delegator: controller,
    delegatePersonId: 11n,
    companyId: null,
    actions: null,
    ceiling: null,
    ...more,
  });
  const big = question(50_000n);

  it('lets the delegate approve as the lender would', () => {
    const decision = ask(big, facts({ checker: secondLead, delegations: [lent()] }));
    expect(decision).toMatchObject({
      outcome: 'allowed',
      checkerBasis: { authorityOfPersonId: 20n, delegationId: 1n },
    });
  });

  it('stops at its ceiling, its actions and its company', () => {
    const ceiling = (amountMinor: bigint) => lent({ ceiling: { amountMinor, currency: 'EUR' } });
    expect(outcomeOf(ask(big, facts({ checker: secondLead, delegations: [ceiling(50_000n)] })))).toBe('approved');
    for (const delegation of [
      ceiling(49_999n),
      lent({ ceiling: { amountMinor: 50_000n, currency: 'USD' } }),
      lent({ actions: ['cash.refund'] }),
      lent({ companyId: 2n }),
      lent({ delegatePersonId: 12n }),
    ])
      expect(outcomeOf(ask(big, facts({ checker: secondLead, delegations: [delegation] })))).toBe(
        'authority.approver-not-allowed',
      );
  });

  it('of software approves nothing, whoever uses it', () => {
    const robot = person(40n, ['controller'], 'agent');
    const known = facts({ checker: secondLead, delegations: [lent({ delegator: robot })] });
    expect(outcomeOf(ask(big, known))).toBe('authority.approver-not-allowed');
  });

  it('approves neither the lender’s own requests nor the delegate’s', () => {
    const controllerAsks = limit({ role: 'controller', mode: 'with_approval' });
    const limits = [...policy, controllerAsks, limit({ personId: 11n, mode: 'approve' })];
    const ofLender = facts({ limits, maker: controller, checker: secondLead, delegations: [lent()] });
    expect(outcomeOf(ask(big, ofLender))).toBe('authority.self-approval');
    const own = facts({ limits, maker: secondLead, checker: secondLead, delegations: [lent()] });
    expect(outcomeOf(ask(big, own))).toBe('authority.self-approval');
  });

  it('is not used twice: what is asked for under it is not approved by its lender', () => {
    const controllerAsks = limit({ role: 'controller', mode: 'with_approval' });
    const limits = [controllerAsks, controllerApproves];
    const known = facts({
      limits,
      maker: analyst,
      checker: controller,
      delegations: [lent({ delegatePersonId: 30n })],
    });
    expect(outcomeOf(ask(big, known))).toBe('authority.approver-not-allowed');
    const other = person(21n, ['controller']);
    expect(outcomeOf(ask(big, { ...known, checker: other }))).toBe('approved');
  });

  it('counts towards the lender’s day, so that lending makes nothing larger', () => {
    const perDay = limit({ role: 'lead', amountMinor: 10_000n, personDayMinor: 10_000n });
    const known = facts({
      limits: [perDay],
      maker: secondLead,
      delegations: [lent({ delegator: lead })],
      used: used({ 'alone person 11 2026-03-02': 10_000n, 'alone person 10 2026-03-02': 9_999n }),
    });
    expect(ask(question(1n), known)).toMatchObject({ outcome: 'allowed', basis: { authorityOfPersonId: 10n } });
    expect(outcomeOf(ask(question(2n), known))).toBe('authority.over-limit');
  });
});

describe('limits on record', () => {
  const stored = (terms: Partial<StoredLimit>): StoredLimit => ({
    ...limit({ role: 'lead' }),
    withdrawn: false,
    ...terms,
  });
  const amounts = (rows: StoredLimit[], day: string) => limitsInForce(rows, day).map((row) => row.amountMinor);

  it('count from their day; the newest counts; a withdrawn one ends those before', () => {
    const first = stored({ amountMinor: 100n, validFrom: '2026-01-01', version: 1 });
    const later = stored({ amountMinor: 200n, validFrom: '2026-06-01', version: 2 });
    const corrected = stored({ amountMinor: 150n, validFrom: '2026-01-01', version: 3 });
    const ended = stored({ amountMinor: null, validFrom: '2026-09-01', version: 4, withdrawn: true });
    const rows = [first, later, corrected, ended];
    expect(amounts(rows, '2025-12-31')).toEqual([]);
    expect(amounts(rows, '2026-05-31')).toEqual([150n]);
    expect(amounts(rows, '2026-06-01')).toEqual([200n]);
    expect(amounts(rows, '2026-09-01')).toEqual([]);
  });

  it('for any amount do not survive beside one that bounds it', () => {
    const any = stored({ currency: null, version: 1 });
    const bounded = stored({ amountMinor: 100n, version: 2 });
    expect(amounts([any, bounded], '2026-02-01')).toEqual([100n]);
    expect(amounts([bounded, { ...any, version: 3 }], '2026-02-01')).toEqual([null]);
  });

  it('of a withdrawal end every currency and the unbounded row alike', () => {
    const any = stored({ currency: null, version: 1 });
    const end = stored({ currency: null, version: 2, withdrawn: true });
    expect(amounts([any, end], '2026-02-01')).toEqual([]);
    expect(amounts([stored({ amountMinor: 100n }), { ...end, version: 9 }], '2026-02-01')).toEqual([]);
  });

  it('have periods by the calendar', () => {
    expect(periodName('2026-03-31', 'month')).toBe('2026-03');
    expect(periodName('2026-03-31', 'quarter')).toBe('2026-Q1');
    expect(periodName('2026-10-01', 'quarter')).toBe('2026-Q4');
    expect(periodName('2026-10-01', 'year')).toBe('2026');
  });
});

describe('a backtest', () => {
  it('replays the past with totals of its own', () => {
    const past = [6_000n, 4_000n, 3_000n].map((amount, index) => ({
      id: BigInt(index + 1),
      question: question(amount),
      maker: lead,
      deed: 'alone' as const,
    }));
    const proposed = [
      limit({ role: 'lead', amountMinor: 5_000n, customerMinor: 6_000n, customerPeriod: 'month' }),
      leadAsks,
      controllerApproves,
    ];
    expect(backtest(past, permission, proposed, false).map((one) => one.would)).toEqual([
      'approval-needed',
      'alone',
      'approval-needed',
    ]);
  });
});
