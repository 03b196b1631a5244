/** `cash policy`: the rules of cash application in force, and a new version of them. */
import { loadMatchingPolicy, type MatchingPolicy, type PostingClass, postingClasses, setMatchingPolicy } from '#cash';
import type { Company } from '#company';
import { catchRefusal, done, formatAmount, type Outcome, parseAmount } from '#kernel';
import { runQuery } from '#platform';
import { type Command, type Invocation, neededOption, textOption, UsageError, withCompany } from '../command.ts';
import { table } from '../output.ts';
import { callerOfPerson, personOptions } from '../person.ts';

const changing = ['tolerance', 'tolerance-percent', 'bank-charge', 'discount-days', 'minimum-confidence', 'may-post'];

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
  const [days, percent, confidence] = [
    number('discount-days', policy.discountGraceDays),
    number('tolerance-percent', policy.tolerancePercent),
    number('minimum-confidence', policy.minimumConfidence),
  ];
  if (!Number.isInteger(days) || days > 60 || percent > 100 || confidence > 1)
    throw new UsageError('Days are whole, up to 60; a percentage goes to 100, a confidence to 1.');
  return catchRefusal(() => {
    const amount = (name: string, standard: bigint): bigint => {
      const text = textOption(invocation, name);
      return text === undefined ? standard : parseAmount(text, company.currency);
    };
    const policyNow = {
      ...policy,
      toleranceMinor: amount('tolerance', policy.toleranceMinor),
      maximumBankChargeMinor: amount('bank-charge', policy.maximumBankChargeMinor),
      tolerancePercent: percent,
      discountGraceDays: days,
      minimumConfidence: confidence,
      mayPost: mayPost as PostingClass[],
    };
    if (policyNow.toleranceMinor < 0n || policyNow.maximumBankChargeMinor < 0n)
      throw new UsageError('An amount of a rule is not negative.');
    return policyNow;
  });
}

export const policyCommand: Command = {
  name: 'cash policy',
  arguments:
    '[--tolerance AMOUNT] [--tolerance-percent N] [--bank-charge AMOUNT] [--discount-days N] [--minimum-confidence N] [--may-post CLASS,…] [--reason TEXT --user LOGIN]',
  summary: 'Shows the rules of cash application on a day, or sets a new version of them from the day on.',
  options: { ...Object.fromEntries(changing.map((name) => [name, 'text' as const])), reason: 'text', ...personOptions },
  files: [0, 0],
  run(invocation) {
    return withCompany(invocation, async (books, company, asOf) => {
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
        const outcome = await setMatchingPolicy(engine, caller.value, {
          company,
          rules: { ...rules.value, validFrom: asOf, reason },
        });
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
        maximumBankCharge: money(policy.maximumBankChargeMinor),
        discountGraceDays: policy.discountGraceDays,
        interchangeable: policy.interchangeable,
        maximumChance: policy.maximumChance,
        minimumConfidence: policy.minimumConfidence,
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
