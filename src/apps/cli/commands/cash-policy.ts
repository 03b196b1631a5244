/** `cash policy`: the rules of cash application in force, and a new version of them. */
import {
  loadMatchingPolicy,
  type MatchingPolicy,
  type MatchingRules,
  type PolicySimulation,
  type PostingClass,
  postingClasses,
  setMatchingPolicy,
  setMatchingPolicyAction,
  simulatePolicy,
  simulationToJson,
  toleranceMonthOf,
  unearnedTreatments,
  type WithholdingRate,
} from '#cash';
import type { Company } from '#company';
import { catchRefusal, done, formatAmount, type Outcome, parseAmount } from '#kernel';
import { runQuery } from '#platform';
import {
  type Answer,
  type Command,
  type Invocation,
  neededOption,
  textOption,
  UsageError,
  withCompany,
  wordOption,
} from '../command.ts';
import { askSecond } from '../governed.ts';
import { table } from '../output.ts';
import { callerOfPerson, personOptions } from '../person.ts';
import { evidenceText, monthsOption } from './cash-quality.ts';

const changing = [
  'tolerance',
  'tolerance-percent',
  'tolerance-month',
  'deduction',
  'deduction-percent',
  'unearned-discount',
  'withholding',
  'bank-charge',
  'return-charge',
  'discount-days',
  'minimum-confidence',
  'minimum-precision',
  'may-post',
];

const rulesText =
  '[--tolerance AMOUNT] [--tolerance-percent N] [--tolerance-month AMOUNT] [--deduction AMOUNT] [--deduction-percent N] [--unearned-discount deduction|allow|partial] [--withholding COUNTRY=PERCENT,customer:NUMBER=PERCENT,…] [--bank-charge AMOUNT] [--return-charge AMOUNT] [--discount-days N] [--minimum-confidence N] [--minimum-precision N] [--may-post CLASS,…]';

/** "IN=10,customer:C1=7.5" as rates; an empty text: nobody withholds tax. */
const ratesOf = (text: string): WithholdingRate[] =>
  text
    .split(',')
    .filter(Boolean)
    .map((part) => {
      const match = /^(customer:)?([^=]+)=(\d{1,2}(?:\.\d{1,2})?)$/.exec(part.trim());
      if (!match || Number(match[3]) === 0)
        throw new UsageError(`--withholding takes COUNTRY=PERCENT or customer:NUMBER=PERCENT, not "${part}".`);
      return { by: match[1] === undefined ? 'country' : 'customer', value: match[2]!, percent: Number(match[3]) };
    });

/** The policy with what the options change of it. */
function changed(invocation: Invocation, policy: MatchingPolicy, company: Company): Outcome<MatchingPolicy> {
  const number = (name: string, standard: number): number => {
    const text = textOption(invocation, name);
    if (text === undefined) return standard;
    if (!/^\d+(\.\d+)?$/.test(text)) throw new UsageError(`--${name} takes a number.`);
    return Number(text);
  };
  const mayPost = textOption(invocation, 'may-post')?.split(',').filter(Boolean) ?? [...policy.mayPost];
  if (mayPost.some((one) => !postingClasses.includes(one as PostingClass)))
    throw new UsageError(`--may-post takes some of ${postingClasses.join(', ')} with commas between them, or nothing.`);
  const [days, percent, confidence, precision, deductionPercent] = [
    number('discount-days', policy.discountGraceDays),
    number('tolerance-percent', policy.tolerancePercent),
    number('minimum-confidence', policy.minimumConfidence),
    number('minimum-precision', policy.minimumPrecision),
    number('deduction-percent', policy.maximumDeductionPercent),
  ];
  const withholding = textOption(invocation, 'withholding');
  if (
    !Number.isInteger(days) ||
    days > 60 ||
    percent > 100 ||
    deductionPercent > 100 ||
    confidence > 1 ||
    precision > 1
  )
    throw new UsageError('Days are whole, up to 60; a percentage goes to 100, a confidence or precision to 1.');
  return catchRefusal(() => {
    const amount = (name: string, standard: bigint): bigint => {
      const text = textOption(invocation, name);
      return text === undefined ? standard : parseAmount(text, company.currency);
    };
    const toleranceMinor = amount('tolerance', policy.toleranceMinor);
    const monthly =
      toleranceMinor === policy.toleranceMinor ? policy.toleranceMonthMinor : toleranceMonthOf(toleranceMinor);
    const policyNow = {
      ...policy,
      toleranceMinor,
      toleranceMonthMinor: amount('tolerance-month', monthly),
      maximumDeductionMinor: amount('deduction', policy.maximumDeductionMinor),
      maximumDeductionPercent: deductionPercent,
      unearnedDiscount: wordOption(invocation, 'unearned-discount', unearnedTreatments) ?? policy.unearnedDiscount,
      withholding: withholding === undefined ? policy.withholding : ratesOf(withholding),
      maximumBankChargeMinor: amount('bank-charge', policy.maximumBankChargeMinor),
      maximumReturnChargeMinor: amount('return-charge', policy.maximumReturnChargeMinor),
      tolerancePercent: percent,
      discountGraceDays: days,
      minimumConfidence: confidence,
      minimumPrecision: precision,
      mayPost: mayPost as PostingClass[],
    };
    const amounts = [
      policyNow.toleranceMinor,
      policyNow.toleranceMonthMinor,
      policyNow.maximumDeductionMinor,
      policyNow.maximumBankChargeMinor,
      policyNow.maximumReturnChargeMinor,
    ];
    if (amounts.some((one) => one < 0n)) throw new UsageError('An amount of a rule is not negative.');
    return policyNow;
  });
}

/** The rules as the action takes them. */
const inputOf = (company: Company, rules: MatchingRules) => ({
  company: company.code,
  validFrom: rules.validFrom,
  tolerance: formatAmount(rules.toleranceMinor, company.currency),
  tolerancePercent: rules.tolerancePercent,
  toleranceMonth: formatAmount(rules.toleranceMonthMinor, company.currency),
  maximumDeduction: formatAmount(rules.maximumDeductionMinor, company.currency),
  maximumDeductionPercent: rules.maximumDeductionPercent,
  unearnedDiscount: rules.unearnedDiscount,
  withholding: [...rules.withholding],
  maximumBankCharge: formatAmount(rules.maximumBankChargeMinor, company.currency),
  maximumReturnCharge: formatAmount(rules.maximumReturnChargeMinor, company.currency),
  discountGraceDays: rules.discountGraceDays,
  interchangeable: rules.interchangeable,
  maximumChance: rules.maximumChance,
  minimumConfidence: rules.minimumConfidence,
  minimumPrecision: rules.minimumPrecision,
  mayPost: [...rules.mayPost],
  reason: rules.reason,
});

export const policyCommand: Command = {
  name: 'cash policy',
  arguments: `${rulesText} [--reason TEXT --user LOGIN [--ask TEXT]]`,
  summary:
    'Shows the rules of cash application on a day, or sets a new version of them from the day on, within authority; --ask asks a second person where that is needed.',
  options: {
    ...Object.fromEntries(changing.map((name) => [name, 'text' as const])),
    reason: 'text',
    ask: 'text',
    ...personOptions,
  },
  files: [0, 0],
  run(invocation) {
    return withCompany<Answer>(invocation, async (books, company, asOf) => {
      const { engine, tenant } = books;
      const read = () =>
        runQuery(engine, tenant.id, (db) =>
          loadMatchingPolicy(db, tenant.id, { companyId: company.id, currency: company.currency, day: asOf }),
        );
      if (changing.some((name) => textOption(invocation, name) !== undefined)) {
        const reason = neededOption(invocation, 'reason');
        const rules = changed(invocation, (await read()).policy, company);
        if (!rules.ok) return rules;
        const caller = await callerOfPerson(invocation, books, { action: 'cash.edit-matching-policy', company });
        if (!caller.ok) return caller;
        const wanted = { ...rules.value, validFrom: asOf, reason };
        const outcome = await setMatchingPolicy(engine, caller.value, { company, rules: wanted });
        const ask = textOption(invocation, 'ask');
        if (!outcome.ok && outcome.refusal.code === 'authority.approval-needed' && ask !== undefined) {
          const input = inputOf(company, wanted);
          return askSecond(books, caller.value, {
            ...{ action: setMatchingPolicyAction.name, input, reason: ask },
            whatFollows: 'The rules are set when a second person approves them.',
          });
        }
        if (!outcome.ok) return outcome;
      }
      const { version, policy } = await read();
      const money = (minor: bigint): string => formatAmount(minor, company.currency);
      const json = {
        company: company.code,
        asOf,
        version: version.toString(),
        currency: company.currency,
        tolerance: money(policy.toleranceMinor),
        tolerancePercent: policy.tolerancePercent,
        toleranceMonth: money(policy.toleranceMonthMinor),
        maximumDeduction: money(policy.maximumDeductionMinor),
        maximumDeductionPercent: policy.maximumDeductionPercent,
        unearnedDiscount: policy.unearnedDiscount,
        withholding: policy.withholding.map(
          (one) => `${one.by === 'customer' ? 'customer:' : ''}${one.value}=${one.percent}`,
        ),
        maximumBankCharge: money(policy.maximumBankChargeMinor),
        maximumReturnCharge: money(policy.maximumReturnChargeMinor),
        discountGraceDays: policy.discountGraceDays,
        interchangeable: policy.interchangeable,
        maximumChance: policy.maximumChance,
        minimumConfidence: policy.minimumConfidence,
        minimumPrecision: policy.minimumPrecision,
        mayPost: [...policy.mayPost],
      };
      return done({
        json,
        text: table(
          ['Rule', 'Value'],
          Object.entries(json).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]),
        ),
      });
    });
  },
};

type Kinds = PolicySimulation['inForce'];

/** A line for each kind of evidence: what the rules in force would do with it, and what the proposed ones would. */
function simulationRows(inForce: Kinds, proposed: Kinds): string[][] {
  const counts = (kinds: Kinds, evidence: Kinds[number]['evidence']): string[] => {
    const kind = kinds.find((one) => one.evidence === evidence);
    const { posted, proposed: shown } = kind ?? {
      posted: { right: 0, wrong: 0, unknown: 0 },
      proposed: { right: 0, wrong: 0, unknown: 0 },
    };
    return [posted.right, posted.wrong, posted.unknown, shown.right + shown.wrong + shown.unknown].map(String);
  };
  const all = [...new Set([...inForce, ...proposed].map((one) => one.evidence))].filter((one) => one !== null);
  return all.map((evidence) => [
    evidenceText({ evidence, proved: true }),
    ...counts(inForce, evidence),
    ...counts(proposed, evidence),
  ]);
}

export const simulateCommand: Command = {
  name: 'cash policy simulate',
  arguments: `[--months N] ${rulesText}`,
  summary: 'Says what rules of cash application would have done with the money of the last months; changes nothing.',
  options: { ...Object.fromEntries(changing.map((name) => [name, 'text' as const])), months: 'text' },
  files: [0, 0],
  run(invocation) {
    const months = monthsOption(invocation, 12, 3);
    return withCompany(invocation, async ({ engine, tenant }, company, asOf) => {
      const { policy } = await runQuery(engine, tenant.id, (db) =>
        loadMatchingPolicy(db, tenant.id, { companyId: company.id, currency: company.currency, day: asOf }),
      );
      const rules = changed(invocation, policy, company);
      if (!rules.ok) return rules;
      const simulated = await simulatePolicy(engine, tenant.id, {
        ...{ company, day: asOf, months, inForce: policy },
        proposed: { ...rules.value, amountsIn: company.currency },
        onProgress: (count, total) => invocation.progress.update(`cash policy ${company.code}`, count, total),
      });
      if (!simulated.ok) return simulated;
      const { from, to, receipts, inForce, proposed, differenceCount } = simulated.value;
      const json = simulationToJson(simulated.value);
      const differences = json.differences.map((one) => ({ ...one, receiptId: String(one.receiptId) }));
      const left = proposed.find((one) => one.evidence === null)?.left ?? 0;
      return done({
        json: { company: company.code, ...json, differences },
        text: [
          table(
            ['Evidence', 'Right', 'wrong', 'not known', 'proposed', 'Then: right', 'wrong', 'not known', 'proposed'],
            simulationRows(inForce, proposed),
            ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'right', 'right'],
          ),
          `${receipts} receipts of ${from} to ${to}; of ${left} the engine explains nothing. ${differenceCount} would be treated otherwise, or be posted wrongly.`,
        ].join('\n\n'),
      });
    });
  },
};
