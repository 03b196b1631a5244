/** Sets the rules of cash application of a company from a day on: what posts without a person. Under authority. */
import { type Company, findCompany, loadCompanies } from '#company';
import { catchRefusal, type Day, dayInZone, done, type Outcome, parseAmount, refuse } from '#kernel';
import {
  type Caller,
  type CommandOutcome,
  decideAuthority,
  type Engine,
  type GovernedAction,
  runCommand,
} from '#platform';
import { type MatchingPolicyBody, type SetMatchingPolicy, setMatchingPolicyInput } from '../policy-contract.ts';
import { sayPolicyChange } from '../rules/say-policy.ts';
import { insertMatchingRules, loadMatchingPolicy, type MatchingRules } from '../store/matching-policy.ts';

export const setMatchingPolicyAction: GovernedAction<SetMatchingPolicy> = {
  name: 'cash.set-matching-policy',
  permission: 'cash.edit-matching-policy',
  sentence: 'set the rules of cash application',
  amountMeans: 'the most that is let go of one payment without a person',
  alwaysTwo: false,
  defaultLimits: [
    { role: 'lead', mode: 'with_approval' },
    { role: 'controller', mode: 'alone' },
    { role: 'controller', mode: 'approve' },
  ],
  input: setMatchingPolicyInput,
  companyOf: async (db, tenantId, input) =>
    (await loadCompanies(db, tenantId)).find((one) => one.code === input.company)?.id,
  async run(engine, caller, { company: code, ...body }) {
    const company = await findCompany(engine, caller.tenantId, code);
    if (!company.ok) return company;
    const rules = rulesOf(company.value, body);
    return rules.ok ? setMatchingPolicy(engine, caller, { company: company.value, rules: rules.value }) : rules;
  },
};

/** What is let go of a customer in a month where nobody says it: three times what is let go of one payment. */
export const toleranceMonthOf = (toleranceMinor: bigint): bigint => 3n * toleranceMinor;

/** The body's rules with amounts in minor units of the company's currency. Refuses `money.too-fine`. */
export const rulesOf = (company: Company, body: MatchingPolicyBody): Outcome<MatchingRules> =>
  catchRefusal(() => ({
    ...body,
    toleranceMinor: parseAmount(body.tolerance, company.currency),
    toleranceMonthMinor:
      body.toleranceMonth === undefined
        ? toleranceMonthOf(parseAmount(body.tolerance, company.currency))
        : parseAmount(body.toleranceMonth, company.currency),
    maximumDeductionMinor: parseAmount(body.maximumDeduction, company.currency),
    maximumBankChargeMinor: parseAmount(body.maximumBankCharge, company.currency),
    maximumReturnChargeMinor: parseAmount(body.maximumReturnCharge, company.currency),
  }));

/**
 * Adds a version of the rules; earlier ones stay readable, and what was posted under them stays. The rules never begin in
 * the past: what was judged was judged by those in force. What is approved names every rule and the version that it replaces.
 * Refuses `cash.policy-backdated` and what `decideAuthority` refuses.
 */
export function setMatchingPolicy(
  engine: Engine,
  caller: Caller,
  input: { company: Company; rules: MatchingRules },
): Promise<CommandOutcome<{ version: bigint }>> {
  const { company, rules } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: setMatchingPolicyAction.name,
      reason: `The rules of cash application from ${rules.validFrom} on were set: ${rules.reason}`,
      input: { company: company.code, rules },
    },
    async (tx): Promise<Outcome<{ version: bigint }>> => {
      const today: Day = dayInZone(tx.now, company.timeZone);
      if (rules.validFrom < today)
        return refuse(
          'cash.policy-backdated',
          `Rules begin today (${today}) or later; what was judged before was judged by the rules of its day. Nothing was changed.`,
          {},
          { field: 'validFrom' },
        );
      const { currency } = company;
      const before = await loadMatchingPolicy(tx.db, tx.tenantId, {
        ...{ companyId: company.id, currency, day: rules.validFrom },
      });
      const changes = sayPolicyChange(before.policy, rules, currency);
      // What a bank may take beside a returned payment counts where it is raised: as it was, it gives nothing away anew.
      const given = [
        rules.toleranceMinor,
        rules.maximumBankChargeMinor,
        rules.maximumReturnChargeMinor > before.policy.maximumReturnChargeMinor ? rules.maximumReturnChargeMinor : 0n,
      ];
      const { reason: _, ...content } = rules;
      const decided = await decideAuthority(tx, setMatchingPolicyAction, {
        companyId: company.id,
        customerId: null,
        subject: 'rules of cash application',
        money: { amountMinor: given.reduce((most, one) => (one > most ? one : most)), currency },
        day: today,
        content: { ...content, replaces: before.version },
        sentence: `Rules of cash application of ${company.code} from ${rules.validFrom} on: ${changes.length === 0 ? 'as before' : changes.join('; ')}`,
      });
      if (!decided.ok) return decided;
      return done({ version: await insertMatchingRules(tx, company.id, rules) });
    },
  );
}
