/** Whatever a module offers for registration must be registered: a projector that nobody runs is a figure that goes stale. */
import { describe, expect, it } from 'vitest';
import { isAction, mayDo, setLimitsAction } from '#platform';
import { registrations, sendPath } from '../../src/apps/registrations.ts';

const doors = [
  'company',
  'customers',
  'ledger',
  'receivables',
  'correspondence',
  'cash',
  'promises',
  'collections',
  'offsets',
  'reconciliation',
  'integrations',
];

async function offered(suffix: string): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  for (const door of doors) {
    const exports: Record<string, unknown> = await import(`../../src/modules/${door}/index.ts`);
    for (const [name, value] of Object.entries(exports)) if (name.endsWith(suffix)) found.set(name, value);
  }
  return found;
}

describe('the composition root registers', () => {
  it('every projector that a module offers, on its floor', async () => {
    const projectors = await offered('Projector');
    expect([...projectors.keys()].sort()).toEqual(['priorityProjector', 'receiptStateProjector', 'summaryProjector']);
    expect(new Set(registrations.projectors)).toEqual(new Set(projectors.values()));
  });

  it('every assertion that a module offers', async () => {
    const assertions = await offered('Assertion');
    expect(assertions.size).toBeGreaterThan(0);
    expect(new Set(registrations.assertions)).toEqual(new Set(assertions.values()));
  });

  it('every handler of events that a module offers', async () => {
    const handlers = await offered('Handler');
    expect(handlers.size).toBeGreaterThan(0);
    expect(new Set(registrations.handlers)).toEqual(new Set(handlers.values()));
  });

  it('every guard of money that a module offers', async () => {
    const guards = await offered('MoneyGuard');
    expect([...guards.keys()]).toEqual(['erpMoneyGuard']);
    expect(new Set(registrations.moneyGuards)).toEqual(new Set(guards.values()));
  });

  it('everything that knows where money came from', async () => {
    const origins = await offered('MoneyOrigins');
    expect([...origins.keys()]).toEqual(['receiptMoneyOrigins']);
    expect(new Set(registrations.moneyOrigins)).toEqual(new Set(origins.values()));
  });

  it('everything that knows what follows a payment term', async () => {
    const uses = await offered('TermUses');
    expect([...uses.keys()].sort()).toEqual(['customerTermUses', 'itemTermUses']);
    expect(new Set(registrations.termUses)).toEqual(new Set(uses.values()));
  });

  it('everything that wants something done before a month is closed', async () => {
    const holds = await offered('MonthHold');
    expect([...holds.keys()].sort()).toEqual([
      'bankMonthHold',
      'revaluationMonthHold',
      'undecidedLoadsMonthHold',
      'unpostedLinesMonthHold',
    ]);
    expect(new Set(registrations.monthHolds)).toEqual(new Set(holds.values()));
  });

  it('everything that knows why a document may not be reversed', async () => {
    const holds = await offered('ReversalHolds');
    expect([...holds.keys()]).toEqual(['refundPaymentReversalHolds']);
    expect(new Set(registrations.reversalHolds)).toEqual(new Set(holds.values()));
  });

  it('every check of the gate, and a kind for every message that is proposed', async () => {
    const checks = new Map([...(await offered('Check'))].filter(([, value]) => typeof value === 'object'));
    expect(checks.size).toBeGreaterThan(0);
    const path = sendPath({ home: 'unused' });
    expect(new Set(path.checks)).toEqual(new Set(checks.values()));
    expect(path.kinds.map((one) => one.kind)).toEqual([
      'dunning_notice',
      'statement',
      'remittance_request',
      'dormant_credit',
      'offset_request',
      'reconciliation_letter',
    ]);
  });

  it('every action that takes authority, each with limits to begin with and a permission', async () => {
    const actions = new Map([...(await offered('Action'))].filter(([, value]) => typeof value === 'object'));
    expect(actions.size).toBeGreaterThan(0);
    expect(new Set(registrations.governedActions)).toEqual(new Set([setLimitsAction, ...actions.values()]));
    const names = registrations.governedActions.map((action) => action.name);
    expect(new Set(names).size).toBe(names.length);
    for (const action of registrations.governedActions) {
      expect(isAction(action.permission)).toBe(true);
      // Somebody must be able to act, and where two are needed, somebody to approve.
      expect(action.defaultLimits.some((limit) => limit.mode !== 'approve')).toBe(true);
      if (action.defaultLimits.some((limit) => limit.mode === 'with_approval'))
        expect(action.defaultLimits.some((limit) => limit.mode !== 'with_approval')).toBe(true);
      if (action.alwaysTwo) expect(action.defaultLimits.some((limit) => limit.mode === 'alone')).toBe(false);
      for (const limit of action.defaultLimits) expect(mayDo(limit.role, action.permission)).toBe(true);
    }
  });
});
