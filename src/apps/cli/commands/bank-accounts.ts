/** `bank accounts`, `bank account-add`, `-rename`, `-close`, `-reopen`, `-statements`: the company's own accounts at banks. */
import {
  bankAccountsToJson,
  closeBankAccount,
  createBankAccount,
  loadBankAccounts,
  renameBankAccount,
  reopenBankAccount,
  setBankRhythm,
} from '#cash';
import type { Company } from '#company';
import { done, isCurrency, isDay, type Outcome, refuse, textKey } from '#kernel';
import { runQuery } from '#platform';
import {
  type Answer,
  type Books,
  type Command,
  type Invocation,
  neededOption,
  textOption,
  UsageError,
  withCompany,
} from '../command.ts';
import { table } from '../output.ts';
import { callerOf, personOptions } from '../person.ts';

/** The name that the command gives; it may not be blank. */
export function givenName(invocation: Invocation): string {
  const name = neededOption(invocation, 'name').trim();
  if (name === '') throw new UsageError('--name is blank.');
  return name;
}

/** The bank account of a company by its number as anybody writes it, with `--currency` where the number has several. */
export async function accountNamed(
  invocation: Invocation,
  { engine, tenant }: Books,
  { company, number }: { company: Company; number: string },
): Promise<Outcome<{ id: bigint; name: string }>> {
  const currency = textOption(invocation, 'currency');
  const fitting = (await runQuery(engine, tenant.id, (db) => loadBankAccounts(db, tenant.id, company.id))).filter(
    (one) => textKey(one.number) === textKey(number) && (currency === undefined || one.currency === currency),
  );
  const [account, other] = fitting;
  if (other)
    return refuse(
      'cash.bank-account-ambiguous',
      `${number} is kept in ${fitting.map((one) => one.currency).join(', ')}; say which with --currency. Nothing was changed.`,
    );
  return account
    ? done(account)
    : refuse('cash.bank-account-not-found', `${company.code} has no bank account "${number}". Nothing was changed.`);
}

const listCommand: Command = {
  name: 'bank accounts',
  arguments: '',
  summary: 'The bank accounts of a company, and the day up to which each is read.',
  files: [0, 0],
  run: (invocation) =>
    withCompany<Answer>(invocation, async ({ engine, tenant }, company) => {
      const { rows } = await runQuery(engine, tenant.id, (db) => bankAccountsToJson(db, tenant.id, company.id));
      const text = table(
        ['Number', '', 'Name', 'G/L account', 'Read to', ''],
        rows.map((row) => [
          row.number,
          row.currency,
          row.name,
          `${row.account} ${row.accountName}`,
          row.readTo ?? 'never',
          row.closedOn === null ? '' : `closed on ${row.closedOn}`,
        ]),
      );
      return done({
        json: { company: company.code, rows },
        text: rows.length === 0 ? 'No bank account is set up.' : text,
      });
    }),
};

const addCommand: Command = {
  name: 'bank account-add',
  arguments:
    'NUMBER --name TEXT [--currency CODE] [--account CODE | --new-account CODE [--new-account-name TEXT]] [--user LOGIN]',
  summary:
    'Sets a bank account up: files that name it are taken from then on. --new-account opens a G/L account for it, so that it reconciles apart.',
  options: {
    ...{ name: 'text', currency: 'text', account: 'text', 'new-account': 'text', 'new-account-name': 'text' },
    ...personOptions,
  },
  files: [1, 1],
  run(invocation) {
    const [number] = invocation.files as [string];
    const name = givenName(invocation);
    return withCompany<Answer>(invocation, async (books, company) => {
      const currency = textOption(invocation, 'currency') ?? company.currency;
      if (!isCurrency(currency)) throw new UsageError(`"${currency}" is not a currency.`);
      const caller = await callerOf(invocation, books, { action: 'cash.edit-bank-accounts', company });
      if (!caller.ok) return caller;
      const glAccountCode = textOption(invocation, 'account');
      const opened = textOption(invocation, 'new-account');
      if (opened !== undefined && glAccountCode !== undefined)
        throw new UsageError('--account names a G/L account, --new-account opens one: say one of them.');
      const created = await createBankAccount(books.engine, caller.value, {
        company,
        number,
        currency,
        name,
        glAccountCode,
        newGlAccount:
          opened === undefined ? undefined : { code: opened, name: textOption(invocation, 'new-account-name') ?? name },
      });
      return created.ok
        ? done({
            json: { bankAccountId: created.value.id.toString() },
            text: `${name} (${number}, ${currency}) is set up.`,
          })
        : created;
    });
  },
};

/** What is done to an account that is there. */
const deed = (
  verb: 'rename' | 'close' | 'reopen',
  summary: string,
  work: (
    books: Books,
    of: { company: Company; bankAccountId: bigint; name: string; text: string | undefined },
  ) => Promise<Outcome<string>>,
): Command => {
  const option = verb === 'rename' ? 'name' : 'reason';
  return {
    name: `bank account-${verb}`,
    arguments: `NUMBER [--currency CODE] ${verb === 'rename' ? '--name TEXT' : '[--reason TEXT]'} [--user LOGIN]`,
    summary,
    options: { currency: 'text', [option]: 'text', ...personOptions },
    files: [1, 1],
    run(invocation) {
      const text = verb === 'rename' ? givenName(invocation) : textOption(invocation, 'reason');
      return withCompany<Answer>(invocation, async (books, company) => {
        const account = await accountNamed(invocation, books, { company, number: invocation.files[0]! });
        if (!account.ok) return account;
        const caller = await callerOf(invocation, books, { action: 'cash.edit-bank-accounts', company });
        if (!caller.ok) return caller;
        const { id, name } = account.value;
        const said = await work({ ...books, caller: caller.value }, { company, bankAccountId: id, name, text });
        return said.ok ? done({ json: { bankAccountId: id.toString() }, text: said.value }) : said;
      });
    },
  };
};

const rhythms = { 'business-days': 'business_days', 'on-movement': 'on_movement' } as const;

const statementsCommand: Command = {
  name: 'bank account-statements',
  arguments: 'NUMBER --sent business-days|on-movement --from DAY [--currency CODE] [--user LOGIN]',
  summary:
    'Says when its bank sends statements from a day on: on every business day, or only on movement; then nothing waits for one.',
  options: { sent: 'text', from: 'text', currency: 'text', ...personOptions },
  files: [1, 1],
  run(invocation) {
    const sent = neededOption(invocation, 'sent');
    const from = neededOption(invocation, 'from');
    if (!(sent in rhythms)) throw new UsageError(`--sent is ${Object.keys(rhythms).join(' or ')}, not "${sent}".`);
    if (!isDay(from)) throw new UsageError(`--from "${from}" is not a day YYYY-MM-DD.`);
    const rhythm = rhythms[sent as keyof typeof rhythms];
    return withCompany<Answer>(invocation, async (books, company) => {
      const account = await accountNamed(invocation, books, { company, number: invocation.files[0]! });
      if (!account.ok) return account;
      const caller = await callerOf(invocation, books, { action: 'cash.edit-bank-accounts', company });
      if (!caller.ok) return caller;
      const { id, name } = account.value;
      const set = await setBankRhythm(books.engine, caller.value, { company, bankAccountId: id, rhythm, from });
      if (!set.ok) return set;
      const said = rhythm === 'on_movement' ? 'only on movement' : 'on every business day';
      return done({ json: { bankAccountId: id.toString() }, text: `${name}: statements ${said} from ${from} on.` });
    });
  },
};

export const bankAccountCommands: readonly Command[] = [
  listCommand,
  addCommand,
  statementsCommand,
  deed(
    'rename',
    'Gives a bank account another name.',
    async ({ engine, caller }, { company, bankAccountId, name, text }) => {
      const renamed = await renameBankAccount(engine, caller, { company, bankAccountId, name: text! });
      return renamed.ok ? done(`${name} is now named ${text}.`) : renamed;
    },
  ),
  deed(
    'close',
    'Closes a bank account from today on: it takes no more files, and nothing waits for it.',
    async ({ engine, caller }, { company, bankAccountId, name, text }) => {
      const closed = await closeBankAccount(engine, caller, { company, bankAccountId, reason: text });
      return closed.ok ? done(`${name} is closed on ${closed.value.closedOn}.`) : closed;
    },
  ),
  deed(
    'reopen',
    'Opens a closed bank account again.',
    async ({ engine, caller }, { company, bankAccountId, name, text }) => {
      const opened = await reopenBankAccount(engine, caller, { company, bankAccountId, reason: text });
      return opened.ok ? done(`${name} is open again.`) : opened;
    },
  ),
];
