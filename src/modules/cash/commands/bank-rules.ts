/** Charges and interest of the bank, posted by declared rules: declared under authority, ended, posted, and taken back by reversal. */
import { askForMoney, type Company, findCompany, loadCompanies } from '#company';
import {
  catchRefusal,
  type Day,
  dayInZone,
  done,
  formatAmount,
  laterDay,
  type Outcome,
  parseAmount,
  periodOf,
  refuse,
} from '#kernel';
import { accountsByPurpose, insertJournals, loadChart, lockPeriods, reverseJournals, takeJournalIds } from '#ledger';
import { type Caller, type CommandOutcome, type Engine, type GovernedAction, runCommand, runQuery } from '#platform';
import { type DeclareBankRule, declareBankRuleInput } from '../rule-contract.ts';
import { type BankRule, mayBeRuled, ruleFor, saysWords } from '../rules/bank-rules.ts';
import {
  endBankRule,
  insertBankRule,
  insertRulePostings,
  loadBankRules,
  loadLooseMovements,
  loadStandingPosting,
  lockLines,
  reversePostingRow,
} from '../store/bank-rules.ts';

const chunkSize = 100;

export const declareBankRuleAction: GovernedAction<DeclareBankRule> = {
  name: 'cash.declare-bank-rule',
  permission: 'cash.edit-bank-rules',
  sentence: 'declare rules by which lines of the bank are posted',
  amountMeans: 'the largest line that the rule posts',
  alwaysTwo: false,
  defaultLimits: [
    { role: 'lead', mode: 'with_approval' },
    { role: 'controller', mode: 'alone' },
    { role: 'controller', mode: 'approve' },
  ],
  input: declareBankRuleInput,
  companyOf: async (db, tenantId, input) =>
    (await loadCompanies(db, tenantId)).find((one) => one.code === input.company)?.id,
  async run(engine, caller, { company: code, maximum, account, replaces, ...rule }) {
    const company = await findCompany(engine, caller.tenantId, code);
    if (!company.ok) return company;
    const maximumMinor = catchRefusal(() => parseAmount(maximum, rule.currency));
    if (!maximumMinor.ok) return maximumMinor;
    const { transactionCode = null, words = null } = rule;
    return declareBankRule(engine, caller, {
      company: company.value,
      replacesId: replaces === undefined ? null : BigInt(replaces),
      rule: { ...rule, transactionCode, words, maximumMinor: maximumMinor.value, glAccountCode: account },
    });
  },
};

/**
 * Declares a rule. It may post only to accounts of revenue, expense, or assets and liabilities without a purpose: never to a
 * control account. `replacesId`: it is the next version of a rule in force, which ends in the same step. Refuses
 * `cash.rule-not-found`, `cash.rule-empty` without type code and words, `cash.rule-amount`, `cash.rule-account`,
 * `company.rate-missing`, and what `decideAuthority` refuses.
 */
export function declareBankRule(
  engine: Engine,
  caller: Caller,
  input: {
    company: Company;
    rule: Omit<BankRule, 'id' | 'glAccountId'> & { glAccountCode: string };
    replacesId?: bigint | null;
  },
): Promise<CommandOutcome<{ ruleId: bigint }>> {
  const { company, replacesId = null } = input;
  const { glAccountCode, ...rule } = input.rule;
  return runCommand(
    engine,
    caller,
    {
      operation: declareBankRuleAction.name,
      reason: `Bank lines are posted by the rule "${rule.name}" to account ${glAccountCode}.`,
      input: { company: company.code, ...input.rule, replacesId },
    },
    async (tx): Promise<Outcome<{ ruleId: bigint }>> => {
      if ((!rule.transactionCode && !rule.words) || (rule.words && !saysWords(rule.words)))
        return refuse(
          'cash.rule-empty',
          'A rule names a type code, or at least three letters of the text. Nothing was changed.',
          {},
          { field: 'words' },
        );
      if (rule.maximumMinor <= 0n)
        return refuse(
          'cash.rule-amount',
          'A rule says up to which amount it posts. Nothing was changed.',
          {},
          { field: 'maximum' },
        );
      const account = (await loadChart(tx.db, tx.tenantId, company.id)).find((one) => one.code === glAccountCode);
      if (!account || !mayBeRuled(account))
        return refuse(
          'cash.rule-account',
          account
            ? `Account ${glAccountCode} has its own purpose (${account.purpose}); a rule does not post there. Nothing was changed.`
            : `There is no account ${glAccountCode} in this company. Nothing was changed.`,
          { account: glAccountCode },
          { field: 'account' },
        );
      const before =
        replacesId === null
          ? undefined
          : (await loadBankRules(tx.db, tx.tenantId, company.id)).find((one) => one.id === replacesId);
      if (replacesId !== null && !before) return ruleNotFound();
      const day = dayInZone(tx.now, company.timeZone);
      const { currency, maximumMinor } = rule;
      const fits = [rule.transactionCode && `type ${rule.transactionCode}`, rule.words && `"${rule.words}"`];
      const decided = await askForMoney(tx, declareBankRuleAction, {
        ...{ company, customerIds: [], amountMinor: maximumMinor, currency, day },
        subject: 'bank rule',
        content: { ...rule, glAccountId: account.id, replacesId },
        sentence: `Post money ${rule.direction} of the bank with ${fits.filter(Boolean).join(' and ')} up to ${currency} ${formatAmount(maximumMinor, currency)} to ${account.code} ${account.name}, by the rule "${rule.name}"${before ? `, instead of "${before.name}" (up to ${before.currency} ${formatAmount(before.maximumMinor, before.currency)} to ${before.glAccountCode})` : ''}.`,
      });
      if (!decided.ok) return decided;
      // Whoever ends the rule at the same time was first: there is nothing to replace any more.
      if (replacesId !== null && !(await endBankRule(tx, company.id, replacesId))) return ruleNotFound();
      return done({ ruleId: await insertBankRule(tx, company.id, { ...rule, glAccountId: account.id, replacesId }) });
    },
  );
}

/** Ends a rule; what was posted by it stays. Refuses `cash.rule-not-found`. */
export function endRule(
  engine: Engine,
  caller: Caller,
  input: { company: Company; ruleId: bigint; reason: string },
): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.end-bank-rule',
      reason: input.reason,
      input: { company: input.company.code, ruleId: input.ruleId },
    },
    async (tx) => ((await endBankRule(tx, input.company.id, input.ruleId)) ? done(null) : ruleNotFound()),
  );
}

const ruleNotFound = () =>
  refuse('cash.rule-not-found', 'There is no such rule in force in this company. Nothing was changed.');

/**
 * Posts every loose movement of the bank that falls under exactly one rule: money out from the clearing account of other
 * movements, money in from suspense, each with a journal of its own on its posting day. What falls into a month that takes
 * no posting is left and counted. A second run finds nothing new.
 */
export async function applyBankRules(
  engine: Engine,
  caller: Caller,
  input: { company: Company },
): Promise<Outcome<{ posted: number; left: number }>> {
  const { company } = input;
  const facts = await runQuery(engine, caller.tenantId, async (db) => {
    const rules = await loadBankRules(db, caller.tenantId, company.id);
    return { rules, loose: rules.length === 0 ? [] : await loadLooseMovements(db, caller.tenantId, company.id) };
  });
  const byMonth = new Map<string, bigint[]>();
  for (const one of facts.loose)
    if (ruleFor(one, facts.rules))
      byMonth.set(periodOf(one.postingDate), [...(byMonth.get(periodOf(one.postingDate)) ?? []), one.lineId]);
  let [posted, left] = [0, 0];
  for (const [month, lineIds] of [...byMonth].sort()) {
    for (let from = 0; from < lineIds.length; from += chunkSize) {
      const chunk = lineIds.slice(from, from + chunkSize);
      const outcome = await postChunk(engine, caller, company, month, chunk);
      if (outcome.ok) posted += outcome.value;
      else if (outcome.refusal.code.startsWith('ledger.period-')) left += chunk.length;
      else return outcome;
    }
  }
  return done({ posted, left });
}

function postChunk(
  engine: Engine,
  caller: Caller,
  company: Company,
  month: string,
  lineIds: readonly bigint[],
): Promise<Outcome<number>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.apply-bank-rules',
      reason: `Movements of the bank in ${month} were posted by rule.`,
      input: { company: company.code, lineIds },
    },
    async (tx) => {
      const open = await lockPeriods(tx, company.id, [month]);
      if (!open.ok) return open;
      await lockLines(tx, lineIds);
      const rules = await loadBankRules(tx.db, tx.tenantId, company.id);
      const ready = (await loadLooseMovements(tx.db, tx.tenantId, company.id, lineIds)).flatMap((movement) => {
        const rule = ruleFor(movement, rules);
        return rule ? [{ movement, rule }] : [];
      });
      if (ready.length === 0) return done(0);
      const glAccount = await accountsByPurpose(tx.db, tx.tenantId, company.id);
      const ids = await takeJournalIds(tx, ready.length);
      const journals = ready.map(({ movement, rule }, index) => {
        const { amountMinor, companyAmountMinor, currency, postingDate } = movement;
        const explanation = `${amountMinor < 0n ? 'Charged' : 'Credited'} by the bank, posted by the rule "${rule.name}": ${movement.text.slice(0, 120)}`;
        return {
          id: ids[index]!,
          companyId: company.id,
          postingDate,
          documentDate: postingDate,
          kind: 'bank_rule',
          explanation,
          lines: [
            {
              accountId: glAccount(amountMinor < 0n ? 'bank_other' : 'unidentified_receipts'),
              currency,
              amountMinor,
              companyAmountMinor,
            },
            {
              accountId: rule.glAccountId,
              currency,
              amountMinor: -amountMinor,
              companyAmountMinor: -companyAmountMinor,
            },
          ],
        };
      });
      await insertJournals(tx, journals);
      await insertRulePostings(
        tx,
        ready.map(({ movement, rule }, index) => ({
          receiptId: movement.receiptId,
          ruleId: rule.id,
          journalId: ids[index]!,
          explanation: journals[index]!.explanation,
        })),
      );
      tx.count('movements posted by rule', ready.length);
      tx.publish({ type: 'cash.bank-rules-applied', payload: { company: company.code, movements: ready.length } });
      return done(ready.length);
    },
  );
}

/** Takes a posting by rule back; the movement waits for a person again. Refuses `cash.not-posted-by-rule` and what `lockPeriods` refuses. */
export function reverseRulePosting(
  engine: Engine,
  caller: Caller,
  input: { company: Company; receiptId: bigint; postingDate: Day; reason: string },
): Promise<Outcome<null>> {
  const { company } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.reverse-rule-posting',
      reason: input.reason,
      input: { company: company.code, receiptId: input.receiptId },
    },
    async (tx) => {
      const seen = await loadStandingPosting(tx.db, tx.tenantId, company.id, input.receiptId);
      if (!seen)
        return refuse(
          'cash.not-posted-by-rule',
          'No rule has posted this movement in this company. Nothing was changed.',
        );
      const day = laterDay(input.postingDate, seen.postingDate);
      const open = await lockPeriods(tx, company.id, [periodOf(day)]);
      if (!open.ok) return open;
      await lockLines(tx, [seen.lineId]);
      const posting = await loadStandingPosting(tx.db, tx.tenantId, company.id, input.receiptId);
      if (!posting)
        return refuse(
          'cash.not-posted-by-rule',
          'No rule has posted this movement in this company. Nothing was changed.',
        );
      const [journalId] = await takeJournalIds(tx, 1);
      const explanation = `The posting by the rule "${posting.ruleName}" was taken back: ${input.reason}`;
      await reverseJournals(tx, [{ id: journalId!, journalId: posting.journalId, postingDate: day, explanation }]);
      await reversePostingRow(tx, posting, { journalId: journalId!, explanation });
      return done(null);
    },
  );
}
