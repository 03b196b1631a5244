/** A rule for lines of the bank, tried on the lines of the last days before it is put in force. Posts nothing. */
import type { Company } from '#company';
import { addDays, catchRefusal, dayInZone, done, formatAmount, type Outcome, parseAmount, refuse } from '#kernel';
import { loadChart } from '#ledger';
import { type Engine, runQuery } from '#platform';
import { mostTriedShown, type TriedRuleAnswer } from '../rule-contract.ts';
import { type BankRule, mayBeRuled, type RuleDeed, saysWords, speaksOf, tryRule } from '../rules/bank-rules.ts';
import { countPastLines, loadBankRules, loadPastLines, type TriedLine, whatBecameOf } from '../store/bank-rules.ts';

/** What needs a second look comes first. */
const order: readonly RuleDeed[] = [
  'customer',
  'disagrees',
  'other-account',
  'too-large',
  'taken-back',
  'posts',
  'same',
];

export interface RuleToTry {
  readonly company: Company;
  readonly direction: 'in' | 'out';
  readonly currency: string;
  readonly transactionCode?: string | null | undefined;
  readonly words?: string | null | undefined;
  readonly maximum: string;
  /** The code of the G/L account. */
  readonly account: string;
  /** The rule in force that it would be the next version of. */
  readonly replaces?: string | undefined;
  readonly days: number;
}

/**
 * What the rule would have done, as `tryRule` says of each line, beside the rules in force. Refuses `cash.rule-empty`,
 * `cash.rule-amount`, `cash.rule-account`, and what reading the amount refuses.
 */
export async function tryBankRule(
  engine: Engine,
  tenantId: bigint,
  input: RuleToTry,
): Promise<Outcome<TriedRuleAnswer>> {
  const { company, direction, currency, days } = input;
  const { transactionCode = null, words = null } = input;
  const maximum = catchRefusal(() => parseAmount(input.maximum, currency));
  if (!maximum.ok) return maximum;
  if (maximum.value <= 0n)
    return refuse('cash.rule-amount', 'A rule says up to which amount it posts.', {}, { field: 'maximum' });
  if ((!transactionCode && !words) || (words && !saysWords(words)))
    return refuse(
      'cash.rule-empty',
      'A rule names a type code, or at least three letters of the text.',
      {},
      { field: 'words' },
    );
  const to = dayInZone(engine.clock.now(), company.timeZone);
  const from = addDays(to, -days);
  return runQuery(engine, tenantId, async (db): Promise<Outcome<TriedRuleAnswer>> => {
    const account = (await loadChart(db, tenantId, company.id)).find((one) => one.code === input.account);
    if (!account || !mayBeRuled(account))
      return refuse(
        'cash.rule-account',
        account
          ? `Account ${input.account} has its own purpose (${account.purpose}); a rule does not post there.`
          : `There is no account ${input.account} in this company.`,
        { account: input.account },
        { field: 'account' },
      );
    const others = (await loadBankRules(db, tenantId, company.id)).filter(
      (one) => one.id.toString() !== input.replaces,
    );
    const rule: BankRule = {
      ...{ id: 0n, name: '', direction, currency, transactionCode, words },
      ...{ maximumMinor: maximum.value, glAccountId: account.id },
    };
    const past = { companyId: company.id, direction, currency, from, to };
    // Of each deed its count and sum are kept, and as many of its newest lines as can be shown.
    const tried = new Map(order.map((deed) => [deed, { lines: 0, minor: 0n, shown: [] as TriedLine[] }]));
    for await (const lines of loadPastLines(db, tenantId, { ...past, transactionCode })) {
      const meant = lines.filter((line) => speaksOf(rule, line));
      for (const line of await whatBecameOf(db, tenantId, meant)) {
        const deed = tryRule(rule, line, others);
        if (deed === undefined) continue;
        const of = tried.get(deed)!;
        of.lines += 1;
        of.minor += line.amountMinor;
        of.shown.push(line);
      }
      for (const of of tried.values()) of.shown = newest(of.shown);
    }
    return done({
      ...{ from, to, currency, lines: await countPastLines(db, tenantId, past) },
      deeds: [...tried].flatMap(([deed, { lines, minor }]) =>
        lines === 0 ? [] : [{ deed, lines, amount: formatAmount(minor, currency) }],
      ),
      rows: [...tried].flatMap(([deed, { shown }]) => shown.map((line) => rowOf(line, deed))).slice(0, mostTriedShown),
    });
  });
}

/** The newest of some lines, as many as can be shown. */
const newest = (lines: readonly TriedLine[]): TriedLine[] =>
  [...lines]
    .sort((a, b) => (a.bookingDate === b.bookingDate ? (a.id < b.id ? 1 : -1) : a.bookingDate < b.bookingDate ? 1 : -1))
    .slice(0, mostTriedShown);

const rowOf = (line: TriedLine, deed: RuleDeed): TriedRuleAnswer['rows'][number] => ({
  bookingDate: line.bookingDate,
  amount: formatAmount(line.amountMinor, line.currency),
  transactionCode: line.transactionCode,
  text: line.text,
  bankAccount: line.bankAccount,
  deed,
});
