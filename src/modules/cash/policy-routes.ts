/** The rules of cash application over HTTP: those in force and every version, and a new one from a day on. */
import { z } from 'zod';
import { findCompany } from '#company';
import { dayInZone, done, formatAmount } from '#kernel';
import {
  askForMember,
  asSeen,
  defineRoute,
  governedAnswer,
  type RouteDefinition,
  runGoverned,
  runQuery,
  seenMember,
} from '#platform';
import { rulesOf, setMatchingPolicyAction } from './commands/set-matching-policy.ts';
import {
  matchingPolicyAnswer,
  matchingPolicyBody,
  type SimulateAnswer,
  setMatchingPolicyAnswer,
  simulateAnswer,
  simulateBody,
} from './policy-contract.ts';
import { type PolicySimulation, simulatePolicy } from './queries/simulate-policy.ts';
import {
  listMatchingRules,
  loadMatchingPolicy,
  type MatchingRules,
  type MatchingRulesVersion,
  policyOf,
} from './store/matching-policy.ts';

const companyNamed = z.strictObject({ company: z.string().min(1).max(12) });

/** Rules as they are told. */
const told = <T extends Omit<MatchingRules, 'reason'>>(rules: T, currency: string) => ({
  validFrom: rules.validFrom,
  tolerance: formatAmount(rules.toleranceMinor, currency),
  tolerancePercent: rules.tolerancePercent,
  toleranceMonth: formatAmount(rules.toleranceMonthMinor, currency),
  maximumDeduction: formatAmount(rules.maximumDeductionMinor, currency),
  maximumDeductionPercent: rules.maximumDeductionPercent,
  unearnedDiscount: rules.unearnedDiscount,
  withholding: [...rules.withholding],
  maximumBankCharge: formatAmount(rules.maximumBankChargeMinor, currency),
  maximumReturnCharge: formatAmount(rules.maximumReturnChargeMinor, currency),
  discountGraceDays: rules.discountGraceDays,
  interchangeable: rules.interchangeable,
  maximumChance: rules.maximumChance,
  minimumConfidence: rules.minimumConfidence,
  minimumPrecision: rules.minimumPrecision,
  mayPost: [...rules.mayPost],
});

/** A simulation as it is told. */
export const simulationToJson = (simulation: PolicySimulation): SimulateAnswer => ({
  ...simulation,
  inForce: [...simulation.inForce],
  proposed: [...simulation.proposed],
  differences: simulation.differences.map(({ amountMinor, ...one }) => ({
    ...one,
    amount: formatAmount(amountMinor, one.currency),
  })),
});

export const policyRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/matching-policy',
    operation: 'cash.matching-policy',
    action: 'cash.view',
    summary: 'The rules of cash application in force today, and every version of them with day, person and reason.',
    query: companyNamed,
    response: matchingPolicyAnswer,
    handler: async ({ engine, scope, query }) => {
      const found = await findCompany(engine, scope.tenantId, query.company);
      if (!found.ok) return found;
      const { id: companyId, currency, timeZone } = found.value;
      const day = dayInZone(engine.clock.now(), timeZone);
      return runQuery(engine, scope.tenantId, async (db) => {
        const { version, policy } = await loadMatchingPolicy(db, scope.tenantId, { companyId, currency, day });
        const versions = await listMatchingRules(db, scope.tenantId, companyId);
        const validFrom = versions.find((one) => one.version === version)?.validFrom ?? '1900-01-01';
        return done({
          currency,
          today: day,
          inForce: { ...told({ ...policy, validFrom }, currency), version },
          versions: versions.map(({ version: id, reason, person, setAt, ...rules }) => ({
            ...told(rules, currency),
            ...{ version: id, reason, person, setAt },
          })),
        });
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/matching-policy',
    operation: 'cash.set-matching-policy',
    action: 'cash.edit-matching-policy',
    summary:
      'Set the rules of cash application from a day on, within your authority or by asking; earlier versions stay.',
    query: companyNamed,
    body: matchingPolicyBody.extend({ ...askForMember, ...seenMember }),
    response: governedAnswer.extend(setMatchingPolicyAnswer.shape).meta({ id: 'SetMatchingPolicy' }),
    refusals: [
      'authority.approval-needed',
      'authority.over-limit',
      'cash.policy-backdated',
      'money.too-fine',
      'platform.setting-stale',
    ],
    handler: async ({ engine, scope, caller, query, body: { askFor, seen, ...body } }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const { id: companyId, currency } = company.value;
      const changing = asSeen(caller, seen, {
        name: `cash.matching-policy ${companyId}`,
        read: async (db) => {
          const versions = await listMatchingRules(db, scope.tenantId, companyId);
          const newest = versions.reduce<MatchingRulesVersion | undefined>(
            (last, one) => (last === undefined || one.version > last.version ? one : last),
            undefined,
          );
          if (newest === undefined) return {};
          const { version, person, setAt } = newest;
          return { ...told(newest, currency), version, person, setAt };
        },
      });
      const wanted = { action: setMatchingPolicyAction.name, input: { ...body, company: query.company }, askFor };
      const run = await runGoverned(engine, changing, wanted, scope);
      if (!run.ok) return run;
      const { value, ...state } = run.value;
      const version = (value as { version: bigint } | null)?.version ?? null;
      return { ...run, value: { ...state, version } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/matching-policy/simulation',
    operation: 'cash.simulate-matching-policy',
    action: 'cash.view',
    summary: 'What rules would have done with the money of the last months, beside those in force; changes nothing.',
    query: companyNamed,
    body: simulateBody,
    response: simulateAnswer,
    refusals: ['cash.simulation-too-large', 'money.too-fine'],
    handler: async ({ engine, scope, query, body: { months, ...changes } }) => {
      const found = await findCompany(engine, scope.tenantId, query.company);
      if (!found.ok) return found;
      const company = found.value;
      const day = dayInZone(engine.clock.now(), company.timeZone);
      const { policy } = await runQuery(engine, scope.tenantId, (db) =>
        loadMatchingPolicy(db, scope.tenantId, { companyId: company.id, currency: company.currency, day }),
      );
      const now = told({ ...policy, validFrom: day }, company.currency);
      const said = Object.entries(changes).filter(([, value]) => value !== undefined);
      const rules = rulesOf(company, { ...now, ...(Object.fromEntries(said) as Partial<typeof now>), reason: '' });
      if (!rules.ok) return rules;
      const proposed = policyOf(rules.value, company.currency);
      const simulated = await simulatePolicy(engine, scope.tenantId, {
        ...{ company, day, months, inForce: policy, proposed },
      });
      return simulated.ok ? done(simulationToJson(simulated.value)) : simulated;
    },
  }),
];
