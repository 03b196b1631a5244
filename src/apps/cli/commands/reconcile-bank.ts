/** `reconcile bank …` and `bank rules …`: the bank against its account in the ledger, signed by two; charges posted by rule. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  applyBankRules,
  declareBankRule,
  declareBankRuleAction,
  endRule,
  loadBankAccounts,
  loadBankRules,
  reverseRulePosting,
  ruleToJson,
  tryBankRule,
} from '#cash';
import type { Company } from '#company';
import { catchRefusal, done, isCurrency, type Outcome, parseAmount, periodOf, refuse } from '#kernel';
import { runQuery } from '#platform';
import {
  bankItemWords,
  bankMonthInList,
  bankMonthPdf,
  bankMonthToJson,
  bankMonthWorkbook,
  listBankMonths,
  loadBankMonth,
  prepareBankMonth,
  reopenBankMonth,
  signBankMonth,
} from '#reconciliation';
import {
  type Answer,
  type Books,
  type Command,
  countOption,
  type Invocation,
  neededOption,
  neededWord,
  textOption,
  UsageError,
  withCompany,
} from '../command.ts';
import { askSecond } from '../governed.ts';
import { grouped, table } from '../output.ts';
import { callerOf, callerOfPerson, personOptions } from '../person.ts';

const monthOption = (invocation: Invocation): string => {
  const text = neededOption(invocation, 'period');
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new UsageError(`--period takes a month YYYY-MM, not "${text}".`);
  return text;
};

/** The bank account of the company by its number or id. */
async function bankAccountIn({ engine, tenant }: Books, company: Company, name: string): Promise<Outcome<bigint>> {
  const accounts = await runQuery(engine, tenant.id, (db) => loadBankAccounts(db, tenant.id, company.id));
  const found = accounts.find((one) => one.number === name || one.id.toString() === name);
  return found
    ? done(found.id)
    : refuse(
        'reconciliation.bank-account-not-found',
        `There is no bank account "${name}" in this company. Nothing was changed.`,
      );
}

async function show(
  invocation: Invocation,
  { engine, tenant }: Books,
  company: Company,
  bankAccountId: bigint,
  month: string,
): Promise<Outcome<Answer>> {
  const found = (await runQuery(engine, tenant.id, (db) =>
    loadBankMonth(db, tenant.id, { company, bankAccountId, month }),
  ))!;
  const json = bankMonthToJson(found);
  const folder = textOption(invocation, 'output');
  const files: string[] = [];
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    const name = join(folder, `bank-${json.account}-${json.month}`);
    files.push(`${name}.pdf`, `${name}.xlsx`);
    writeFileSync(files[0]!, await bankMonthPdf(engine, { company, month: found }));
    writeFileSync(files[1]!, bankMonthWorkbook(found));
  }
  const text = [
    `${json.name} (${json.account}), ${json.month}: ${json.state}${json.signed ? `, signed by ${json.signed.person}` : ''}`,
    table(
      ['Item', 'Day', json.currency, ''],
      [
        ['Balance by the bank', '', grouped(json.bank), ''],
        ...json.items.map((one) => [
          `${one.blocks ? '! ' : ''}${bankItemWords[one.kind]}`,
          one.day ?? '',
          grouped(one.amount),
          [one.reference, one.text]
            .filter((part) => part !== '')
            .join(' · ')
            .slice(0, 80),
        ]),
        ['Balance in the ledger', '', grouped(json.ledger), ''],
      ],
      ['left', 'left', 'right'],
    ),
    ...(json.statements.length === 0
      ? []
      : [
          table(
            ['Statement', 'To', 'Opening', 'Closing', 'Ledger', 'Difference'],
            json.statements.map((one) => [
              one.number ?? '',
              one.day,
              one.opening === null ? '' : grouped(one.opening),
              one.closing === null ? '' : grouped(one.closing),
              grouped(one.ledger),
              one.difference === null ? '' : grouped(one.difference),
            ]),
            ['left', 'left', 'right', 'right', 'right', 'right'],
          ),
        ]),
    ...json.findings.map((one) => `${one.blocks ? '!' : '·'} ${one.text}`),
    ...files,
  ];
  return done({ json: { ...json, files }, text: text.join('\n\n') });
}

const bankCommand: Command = {
  name: 'reconcile bank',
  arguments: '[ACCOUNT --period YYYY-MM [--output DIR]]',
  summary: 'Bank accounts with their months and states; or one month with everything between bank and ledger.',
  options: { period: 'text', output: 'text' },
  files: [0, 1],
  run(invocation) {
    const name = invocation.files[0];
    return withCompany<Answer>(invocation, async (books, company, asOf) => {
      const { engine, tenant } = books;
      if (name !== undefined) {
        const account = await bankAccountIn(books, company, name);
        return account.ok ? show(invocation, books, company, account.value, monthOption(invocation)) : account;
      }
      const listed = await runQuery(engine, tenant.id, (db) =>
        listBankMonths(db, tenant.id, { company, day: asOf, months: 4 }),
      );
      const rows = listed.flatMap(({ months }) => months.map(bankMonthInList));
      const text = table(
        ['Account', 'Month', 'State', 'Bank', 'Ledger', 'Difference', 'Hindrances'],
        rows.map((row) => [
          `${row.account} ${row.currency}`,
          row.month,
          row.state,
          grouped(row.bank),
          grouped(row.ledger),
          grouped(row.difference),
          row.hindrances === 0 ? '' : String(row.hindrances),
        ]),
        ['left', 'left', 'left', 'right', 'right', 'right', 'right'],
      );
      return done({
        json: { asOf, period: periodOf(asOf), rows },
        text: rows.length === 0 ? 'There is no bank account yet.' : text,
      });
    });
  },
};

/** A step of a month: prepare, sign, reopen. Who signs is a person that stands for it. */
const step = (
  name: string,
  summary: string,
  option: 'note' | 'reason' | null,
  work: (
    books: Books,
    caller: Books['caller'],
    at: { company: Company; bankAccountId: bigint; month: string },
    text: string,
  ) => Promise<Outcome<null>>,
): Command => ({
  name: `reconcile ${name}`,
  arguments: `ACCOUNT --period YYYY-MM${option === null ? '' : option === 'reason' ? ' --reason TEXT' : ' [--note TEXT]'}${name === 'sign-bank' ? ' --user LOGIN' : ' [--user LOGIN]'}`,
  summary,
  options: { period: 'text', ...(option === null ? {} : { [option]: 'text' as const }), ...personOptions },
  files: [1, 1],
  run(invocation) {
    const month = monthOption(invocation);
    const text =
      option === 'reason'
        ? neededOption(invocation, 'reason')
        : option === 'note'
          ? (textOption(invocation, 'note') ?? '')
          : '';
    return withCompany<Answer>(invocation, async (books, company) => {
      const bankAccountId = await bankAccountIn(books, company, invocation.files[0]!);
      if (!bankAccountId.ok) return bankAccountId;
      const action = name === 'prepare-bank' ? 'reconciliation.prepare-bank' : 'reconciliation.sign-bank';
      const caller = await (name === 'sign-bank' ? callerOfPerson : callerOf)(invocation, books, { action, company });
      if (!caller.ok) return caller;
      const outcome = await work(books, caller.value, { company, bankAccountId: bankAccountId.value, month }, text);
      return outcome.ok ? show(invocation, books, company, bankAccountId.value, month) : outcome;
    });
  },
});

const rulesListCommand: Command = {
  name: 'bank rules',
  arguments: '[--ended]',
  summary: 'The rules by which charges and interest of the bank are posted; --ended: those that have ended as well.',
  options: { ended: 'flag' },
  files: [0, 0],
  run: (invocation) =>
    withCompany<Answer>(invocation, async ({ engine, tenant }, company) => {
      const rules = await runQuery(engine, tenant.id, (db) =>
        loadBankRules(db, tenant.id, company.id, { ended: invocation.options['ended'] === true }),
      );
      const rows = rules.map(ruleToJson);
      const text = table(
        ['Rule', 'Name', 'Money', 'Code', 'Words', 'Up to', 'Account', 'Posted', 'Ended'],
        rows.map((row) => [
          row.id,
          row.name,
          row.direction,
          row.transactionCode ?? '',
          row.words ?? '',
          `${row.currency} ${grouped(row.maximum)}`,
          `${row.account} ${row.accountName}`,
          String(row.postings),
          row.ended === null
            ? ''
            : `${row.ended.at.slice(0, 10)}${row.ended.replacedBy === null ? '' : `, rule ${row.ended.replacedBy} since`}`,
        ]),
      );
      return done({ json: { rows }, text: rows.length === 0 ? 'No rule is declared.' : text });
    }),
};

/** The rule that another is the next version of. */
function ruleOption(invocation: Invocation): string | undefined {
  const id = textOption(invocation, 'replaces');
  if (id !== undefined && !/^[1-9]\d{0,17}$/.test(id)) throw new UsageError('--replaces names the rule by its id.');
  return id;
}

const deedWords: Readonly<Record<string, string>> = {
  posts: 'would be posted',
  same: 'posted to that account by a rule already',
  'other-account': 'posted to another account by a rule',
  disagrees: 'another rule names another account: nobody posts',
  customer: 'turned out to be money of customers',
  'taken-back': 'a person took a posting back',
  'too-large': 'above the maximum: waits for a person',
};

const ruleTryCommand: Command = {
  name: 'bank rule-try',
  arguments:
    '--money in|out --maximum AMOUNT --account CODE [--code TYPE] [--words TEXT] [--currency CODE] [--replaces RULE] [--days N]',
  summary:
    'What a rule would have done with the lines of the last days (90), before it is put in force; posts nothing.',
  options: {
    ...{ money: 'text', maximum: 'text', account: 'text', code: 'text', words: 'text', currency: 'text' },
    ...{ replaces: 'text', days: 'text' },
  },
  files: [0, 0],
  run(invocation) {
    const direction = neededWord(invocation, 'money', ['in', 'out'] as const);
    const maximum = neededOption(invocation, 'maximum');
    const account = neededOption(invocation, 'account', 'the code of the GL account');
    const days = countOption(invocation, 'days', 90);
    return withCompany<Answer>(invocation, async ({ engine, tenant }, company) => {
      const currency = textOption(invocation, 'currency') ?? company.currency;
      if (!isCurrency(currency)) throw new UsageError(`"${currency}" is not a currency.`);
      const tried = await tryBankRule(engine, tenant.id, {
        ...{ company, direction, currency, maximum, account, days, replaces: ruleOption(invocation) },
        ...{ transactionCode: textOption(invocation, 'code'), words: textOption(invocation, 'words') },
      });
      if (!tried.ok) return tried;
      const { from, to, lines, deeds, rows } = tried.value;
      const text = [
        `${lines} lines of ${currency} ${direction} from ${from} to ${to}.`,
        ...(deeds.length === 0 ? ['The rule speaks of none of them.'] : []),
        ...deeds.map((one) => `${one.lines}: ${deedWords[one.deed]} (${currency} ${grouped(one.amount)})`),
        ...(rows.length === 0
          ? []
          : [
              table(
                ['Day', 'Amount', 'Code', 'Text', 'What becomes of it'],
                rows.map((row) => [
                  ...[row.bookingDate, grouped(row.amount), row.transactionCode ?? '', row.text.slice(0, 50)],
                  deedWords[row.deed]!,
                ]),
                ['left', 'right'],
              ),
            ]),
      ].join('\n');
      return done({ json: tried.value, text });
    });
  },
};

const ruleAddCommand: Command = {
  name: 'bank rule-add',
  arguments:
    'NAME --money in|out --maximum AMOUNT --account CODE [--code TYPE] [--words TEXT] [--currency CODE] [--replaces RULE] --user LOGIN [--ask TEXT]',
  summary:
    'Declares a rule, within authority: bank lines of a type code or with some words are posted to an account, up to an amount. --replaces makes it the next version of a rule, which ends. --ask asks a second person where that is needed.',
  options: {
    replaces: 'text',
    money: 'text',
    maximum: 'text',
    account: 'text',
    code: 'text',
    words: 'text',
    currency: 'text',
    ask: 'text',
    ...personOptions,
  },
  files: [1, 1],
  run(invocation) {
    const direction = neededWord(invocation, 'money', ['in', 'out'] as const);
    const maximum = neededOption(invocation, 'maximum');
    const glAccountCode = neededOption(invocation, 'account', 'the code of the GL account');
    return withCompany<Answer>(invocation, async (books, company) => {
      const currency = textOption(invocation, 'currency') ?? company.currency;
      if (!isCurrency(currency)) throw new UsageError(`"${currency}" is not a currency.`);
      const maximumMinor = catchRefusal(() => parseAmount(maximum, currency));
      if (!maximumMinor.ok) return maximumMinor;
      const caller = await callerOfPerson(invocation, books, { action: declareBankRuleAction.permission, company });
      if (!caller.ok) return caller;
      const name = invocation.files[0]!;
      const replaces = ruleOption(invocation);
      const fits = {
        ...{ name, direction, currency },
        transactionCode: textOption(invocation, 'code') ?? null,
        words: textOption(invocation, 'words') ?? null,
      };
      const declared = await declareBankRule(books.engine, caller.value, {
        company,
        rule: { ...fits, maximumMinor: maximumMinor.value, glAccountCode },
        replacesId: replaces === undefined ? null : BigInt(replaces),
      });
      const ask = textOption(invocation, 'ask');
      if (!declared.ok && declared.refusal.code === 'authority.approval-needed' && ask !== undefined) {
        return askSecond(books, caller.value, {
          action: declareBankRuleAction.name,
          input: {
            ...{ ...fits, company: company.code, maximum, account: glAccountCode },
            ...(replaces !== undefined && { replaces }),
          },
          reason: ask,
          whatFollows: 'The rule posts when a second person approves it.',
        });
      }
      return declared.ok
        ? done({
            json: { ruleId: declared.value.ruleId.toString() },
            text: `Rule ${declared.value.ruleId} "${name}" posts to ${glAccountCode}.`,
          })
        : declared;
    });
  },
};

const ruleEndCommand: Command = {
  name: 'bank rule-end',
  arguments: 'RULE --reason TEXT',
  summary: 'Ends a rule; what was posted by it stays.',
  options: { reason: 'text' },
  files: [1, 1],
  run(invocation) {
    const reason = neededOption(invocation, 'reason');
    const id = invocation.files[0]!;
    if (!/^[1-9]\d{0,17}$/.test(id)) throw new UsageError('Name the rule by its id.');
    return withCompany<Answer>(invocation, async ({ engine, caller }, company) => {
      const ended = await endRule(engine, caller, { company, ruleId: BigInt(id), reason });
      return ended.ok ? done({ json: { ruleId: id }, text: `Rule ${id} has ended.` }) : ended;
    });
  },
};

const rulesApplyCommand: Command = {
  name: 'bank rules-apply',
  arguments: '',
  summary: 'Posts charges and interest that fall under a rule; the day run does so by itself.',
  files: [0, 0],
  run: (invocation) =>
    withCompany<Answer>(invocation, async ({ engine, caller }, company) => {
      const applied = await applyBankRules(engine, caller, { company });
      return applied.ok
        ? done({
            json: applied.value,
            text: `${applied.value.posted} movements were posted by rule${applied.value.left > 0 ? `, ${applied.value.left} fell into a closed month` : ''}.`,
          })
        : applied;
    }),
};

const ruleUndoCommand: Command = {
  name: 'bank rule-undo',
  arguments: 'RECEIPT --reason TEXT',
  summary: 'Takes back what a rule posted for a movement of the bank (its id); it waits for a person again.',
  options: { reason: 'text' },
  files: [1, 1],
  run(invocation) {
    const reason = neededOption(invocation, 'reason');
    const id = invocation.files[0]!;
    if (!/^[1-9]\d{0,17}$/.test(id)) throw new UsageError('Name the movement by its id.');
    return withCompany<Answer>(invocation, async ({ engine, caller }, company, asOf) => {
      const undone = await reverseRulePosting(engine, caller, {
        company,
        receiptId: BigInt(id),
        postingDate: asOf,
        reason,
      });
      return undone.ok ? done({ json: { receiptId: id }, text: 'The posting is taken back.' }) : undone;
    });
  },
};

export const reconcileBankCommands: readonly Command[] = [
  bankCommand,
  step('prepare-bank', 'Prepares a month of a bank account for signing.', 'note', ({ engine }, caller, at, note) =>
    prepareBankMonth(engine, caller, { ...at, note }),
  ),
  step('sign-bank', 'Signs a month that somebody else prepared.', null, ({ engine }, caller, at) =>
    signBankMonth(engine, caller, at),
  ),
  step(
    'reopen-bank',
    'Reopens a signed month; what was signed stays on record.',
    'reason',
    ({ engine }, caller, at, reason) => reopenBankMonth(engine, caller, { ...at, reason }),
  ),
  rulesListCommand,
  ruleTryCommand,
  ruleAddCommand,
  ruleEndCommand,
  rulesApplyCommand,
  ruleUndoCommand,
];
