/**
 * `items reverse | deduct | retain | bill | withhold | certificate | down-payment | clear | transfer | write-off | recover |
 * refund | post`: documents by hand. Each is a person's, by role and within authority.
 */
import { basename } from 'node:path';
import type { Company } from '#company';
import { findCustomerKey } from '#customers';
import { type Day, done, type Outcome, refuse, textKey } from '#kernel';
import { type Action, type Caller, type GovernedAction, runQuery, type Sql, sql } from '#platform';
import {
  acceptBill,
  attachCertificate,
  clearByHand,
  holdRetention,
  openDeduction,
  postDocument,
  postDocumentAction,
  receiveCertificateAction,
  recoverWriteOff,
  refundCreditAction,
  reverseDocumentAction,
  takeDownPayment,
  transferItemAction,
  withholdTax,
  writeOffAction,
} from '#receivables';
import { postDocumentInput } from '#receivables/contract';
import {
  type Answer,
  type Books,
  type Command,
  dayOption,
  type Invocation,
  neededOption,
  textOption,
  UsageError,
  withCompany,
} from '../command.ts';
import { governedOptions, orAskSecond } from '../governed.ts';
import { callerOfPerson, personOptions } from '../person.ts';
import { readInput } from './bank.ts';

/** The item of a document number of the company; refuses `receivables.item-unknown` and `receivables.number-ambiguous`. */
async function findItem(db: Sql, tenantId: bigint, companyId: bigint, number: string): Promise<Outcome<bigint>> {
  const { rows } = await sql<{ id: bigint; instalment: number; customer: string }>`
    select i.id, i.instalment, a.number as customer from receivables.v_item i
    join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
    where i.tenant_id = ${tenantId} and i.company_id = ${companyId} and i.number_key = ${textKey(number)}
      and i.document_type <> 'reversal' and i.reversed_by is null
      -- Of the two items of one moved document, the one that stands.
      and not (i.journal_id is not null and i.source_key like i.number || ' out of %')
    order by i.id`.execute(db);
  if (rows.length === 1) return done(rows[0]!.id);
  return rows.length === 0
    ? refuse('receivables.item-unknown', `There is no document "${number}" that stands. Nothing was changed.`)
    : refuse(
        'receivables.number-ambiguous',
        `${rows.length} items have the number ${number}; name one with --item. Nothing was changed.`,
        { items: rows.map((row) => ({ id: row.id.toString(), instalment: row.instalment, customer: row.customer })) },
      );
}

interface OnItem {
  readonly itemId: bigint;
  readonly amount: string | undefined;
  readonly postingDate: Day | undefined;
  readonly reason: string;
  readonly reasonCode: string | undefined;
}

/** What a command on an item works with. */
interface Desk extends Books {
  readonly company: Company;
  readonly invocation: Invocation;
  /** The item of another document that the command names. */
  itemOf(number: string): Promise<Outcome<bigint>>;
}

const neededDay = (invocation: Invocation, name: string, what: string): Day => {
  neededOption(invocation, name, what);
  return dayOption(invocation, name)!;
};

interface More {
  readonly arguments?: string;
  readonly options?: Command['options'];
  /** After all other arguments. */
  readonly last?: string;
}

/** A command on one item: its document number, `--amount`, `--reason`, `--reason-code`; `--as-of` is the posting day. */
const itemCommand = (
  verb: string,
  action: Action,
  summary: string,
  more: More,
  work: (desk: Desk, caller: Caller, input: OnItem) => Promise<Outcome<object>>,
): Command =>
  onItem(verb, action, summary, more, async (desk, caller, input) => {
    const made = await work(desk, caller, input);
    return made.ok ? done({ json: made.value, text: saidOf(made.value) }) : made;
  });

/** One that takes authority: what the person may not do alone is asked of a second one where `--ask` says why. */
const governedCommand = <I extends object>(
  verb: string,
  action: GovernedAction<I>,
  summary: string,
  more: More,
  prepare: (desk: Desk, caller: Caller, input: OnItem) => Outcome<I> | Promise<Outcome<I>>,
): Command =>
  onItem(
    verb,
    action.permission,
    summary,
    { ...more, options: { ...more.options, ...governedOptions }, last: ' [--ask TEXT]' },
    async (desk, caller, of) => {
      const input = await prepare(desk, caller, of);
      if (!input.ok) return input;
      const outcome = await action.run(desk.engine, caller, input.value);
      const asked = { action: action.name, input: input.value, outcome, whatFollows: secondPersonPosts };
      return orAskSecond(desk.invocation, desk, caller, asked, (made) =>
        done({ json: made, text: saidOf(made as object) }),
      );
    },
  );

const secondPersonPosts = 'It is posted when a second person approves it.';

const onItem = (
  verb: string,
  action: Action,
  summary: string,
  more: More,
  work: (desk: Desk, caller: Caller, input: OnItem) => Promise<Outcome<Answer>>,
): Command => ({
  name: `items ${verb}`,
  arguments: `NUMBER ${more.arguments ?? ''}[--item ID] [--amount AMOUNT] [--reason-code CODE] --reason TEXT --user LOGIN${more.last ?? ''}`,
  summary,
  options: { item: 'text', amount: 'text', 'reason-code': 'text', reason: 'text', ...personOptions, ...more.options },
  files: [0, 1],
  run: (invocation) => {
    const reason = neededOption(invocation, 'reason');
    const [number] = invocation.files;
    const id = textOption(invocation, 'item');
    if (number === undefined && id === undefined) throw new UsageError('Name the document, or its item with --item.');
    if (id !== undefined && !/^[1-9]\d{0,17}$/.test(id)) throw new UsageError(`"${id}" is not the id of an item.`);
    return withCompany(invocation, async (books, company) => {
      const { engine, tenant } = books;
      const itemOf = (wanted: string): Promise<Outcome<bigint>> =>
        runQuery(engine, tenant.id, (db) => findItem(db, tenant.id, company.id, wanted));
      const caller = await callerOfPerson(invocation, books, { action, company });
      if (!caller.ok) return caller;
      const found = id === undefined ? await itemOf(number!) : done(BigInt(id));
      if (!found.ok) return found;
      const input = {
        itemId: found.value,
        amount: textOption(invocation, 'amount'),
        postingDate: dayOption(invocation, 'as-of'),
        reason,
        reasonCode: textOption(invocation, 'reason-code'),
      };
      return work({ ...books, company, invocation, itemOf }, caller.value, input);
    });
  },
});

const saidOf = (made: object): string => {
  if ('number' in made) return `${String(made.number)} was posted.`;
  return 'clearingId' in made ? 'The items were cleared.' : 'The document was reversed.';
};

/** The account in the company of a customer by any number that it runs or ran under. */
async function accountOf({ engine, tenant, company }: Desk, number: string): Promise<Outcome<bigint>> {
  const customer = await runQuery(engine, tenant.id, (db) => findCustomerKey(db, tenant.id, company.id, number));
  return customer
    ? done(customer.accountId)
    : refuse('receivables.account-unknown', `There is no customer "${number}" in this company. Nothing was changed.`);
}

/** The item that an option names, where it is given. */
async function itemOption(desk: Desk, name: string): Promise<Outcome<bigint | undefined>> {
  const number = textOption(desk.invocation, name);
  return number === undefined ? done(undefined) : desk.itemOf(number);
}

/** `items post`: one document, as the option say; checked like the body of the route. */
const postCommand: Command = {
  name: 'items post',
  arguments:
    '--customer NUMBER --type TYPE --amount AMOUNT [--currency CODE] [--number NUMBER] [--due DAY] [--tax-code CODE --tax AMOUNT] [--for NUMBER] [--settle] [--reason-code CODE] --reason TEXT --user LOGIN [--ask TEXT]',
  summary:
    'Posts a document by hand, within authority: a debit or credit memo, a down payment request, an adjustment …',
  options: {
    customer: 'text',
    type: 'text',
    amount: 'text',
    currency: 'text',
    number: 'text',
    due: 'text',
    'tax-code': 'text',
    tax: 'text',
    for: 'text',
    settle: 'flag',
    'reason-code': 'text',
    reason: 'text',
    ...governedOptions,
  },
  files: [0, 0],
  run: (invocation) => {
    const customer = neededOption(invocation, 'customer', 'the number of the customer');
    const documentType = neededOption(invocation, 'type', 'such as debit_memo or down_payment_request');
    const amount = neededOption(invocation, 'amount', 'receivable positive; a credit is written --amount=-100.00');
    const reason = neededOption(invocation, 'reason', 'why it is posted');
    const taxCode = textOption(invocation, 'tax-code');
    const tax = textOption(invocation, 'tax');
    if ((taxCode === undefined) !== (tax === undefined))
      throw new UsageError('--tax-code and --tax are given together: the code, and the tax in the amount.');
    return withCompany(invocation, async (books, company, day) => {
      const { engine, tenant } = books;
      const caller = await callerOfPerson(invocation, books, { action: 'receivables.post', company });
      if (!caller.ok) return caller;
      const itemOf = (number: string): Promise<Outcome<bigint>> =>
        runQuery(engine, tenant.id, (db) => findItem(db, tenant.id, company.id, number));
      const desk: Desk = { ...books, company, invocation, itemOf };
      const account = await accountOf(desk, customer);
      if (!account.ok) return account;
      const linked = await itemOption(desk, 'for');
      if (!linked.ok) return linked;
      const parsed = postDocumentInput.safeParse({
        accountId: account.value.toString(),
        documentType,
        documentDate: day,
        currency: textOption(invocation, 'currency') ?? company.currency,
        amount,
        settles: invocation.options['settle'] === true,
        reason,
        ...given('number', textOption(invocation, 'number')),
        ...given('dueDate', dayOption(invocation, 'due')),
        ...given('reasonCode', textOption(invocation, 'reason-code')),
        ...given('linkedItemId', linked.value?.toString()),
        ...(taxCode === undefined || tax === undefined
          ? {}
          : { taxes: [{ code: taxCode, base: netOf(amount, tax), tax }] }),
      });
      if (!parsed.success) {
        const issue = parsed.error.issues[0]!;
        throw new UsageError(`${issue.path.join('.')}: ${issue.message}.`);
      }
      const outcome = await postDocument(engine, caller.value, parsed.data);
      const asked = { action: postDocumentAction.name, input: parsed.data, outcome, whatFollows: secondPersonPosts };
      return orAskSecond(invocation, books, caller.value, asked, (made) => done({ json: made, text: saidOf(made) }));
    });
  },
};

const given = (name: string, value: string | undefined): Record<string, string> =>
  value === undefined ? {} : { [name]: value };

/** Amount less tax as decimals, with as many digits as the finer of both. */
function netOf(amount: string, tax: string): string {
  const digits = Math.max(...[amount, tax].map((text) => text.split('.')[1]?.length ?? 0));
  const scaled = (text: string): bigint => {
    const [whole = '0', fraction = ''] = text.split('.');
    if (!/^-?\d+$/.test(whole) || !/^\d*$/.test(fraction)) throw new UsageError(`"${text}" is not an amount.`);
    return BigInt(`${whole}${fraction.padEnd(digits, '0')}`);
  };
  const net = scaled(amount) - scaled(tax);
  const text = (net < 0n ? -net : net).toString().padStart(digits + 1, '0');
  const point = text.length - digits;
  return `${net < 0n ? '-' : ''}${text.slice(0, point)}${digits > 0 ? `.${text.slice(point)}` : ''}`;
}

export const documentCommands: readonly Command[] = [
  postCommand,
  governedCommand(
    'reverse',
    reverseDocumentAction,
    'Reverses a document, within authority; what it cleared is open again.',
    {},
    (_desk, _caller, { itemId, postingDate, reason }) => done({ itemId, postingDate, reason }),
  ),
  itemCommand(
    'deduct',
    'receivables.deduct',
    'Clears part of an invoice by a deduction that waits.',
    {},
    ({ engine }, caller, input) => openDeduction(engine, caller, input),
  ),
  itemCommand(
    'retain',
    'receivables.deduct',
    'Holds part of an invoice as a retention until a day.',
    { arguments: '--until DAY ', options: { until: 'text' } },
    ({ engine, invocation }, caller, { reasonCode: _none, ...input }) =>
      holdRetention(engine, caller, { ...input, until: neededDay(invocation, 'until', 'when it falls due') }),
  ),
  itemCommand(
    'bill',
    'receivables.deduct',
    'Takes a bill of exchange or post-dated check for an invoice.',
    { arguments: '--instrument NUMBER --maturity DAY ', options: { instrument: 'text', maturity: 'text' } },
    ({ engine, invocation }, caller, { reasonCode: _none, ...input }) =>
      acceptBill(engine, caller, {
        ...input,
        instrument: neededOption(invocation, 'instrument', 'the number of the bill or check'),
        maturity: neededDay(invocation, 'maturity', 'when it may be presented'),
      }),
  ),
  itemCommand(
    'withhold',
    'receivables.deduct',
    'Moves tax that the customer withheld to the queue of certificates.',
    { arguments: '[--expected-by DAY] ', options: { 'expected-by': 'text' } },
    ({ engine, invocation }, caller, { reasonCode: _none, ...input }) =>
      withholdTax(engine, caller, { ...input, expectedBy: dayOption(invocation, 'expected-by') }),
  ),
  governedCommand(
    'certificate',
    receiveCertificateAction,
    'The certificate of withheld tax came; taken within authority, with its file (PDF, PNG, JPEG, TIFF) where one is named.',
    { arguments: '--certificate NUMBER [--file FILE] ', options: { certificate: 'text', file: 'text' } },
    async ({ engine, invocation }, caller, { reasonCode: _none, ...input }) => {
      const certificate = neededOption(invocation, 'certificate', 'its number');
      const path = textOption(invocation, 'file');
      if (path !== undefined) {
        const bytes = readInput(path);
        if (!bytes.ok) return bytes;
        const file = { itemId: input.itemId, fileName: basename(path), bytes: bytes.value };
        const attached = await attachCertificate(engine, caller, file);
        if (!attached.ok) return attached;
      }
      return done({ ...input, certificate });
    },
  ),
  itemCommand(
    'down-payment',
    'receivables.clear',
    'Takes money on account as a down payment, with the tax in it, for the request that it answers.',
    { arguments: '[--request NUMBER] [--tax-code CODE] ', options: { request: 'text', 'tax-code': 'text' } },
    async (desk, caller, { reasonCode: _none, ...input }) => {
      const request = await itemOption(desk, 'request');
      if (!request.ok) return request;
      return takeDownPayment(desk.engine, caller, {
        ...input,
        requestItemId: request.value,
        taxCode: textOption(desk.invocation, 'tax-code'),
      });
    },
  ),
  itemCommand(
    'clear',
    'receivables.clear',
    'Clears a credit (money, a credit memo, a down payment) against an invoice.',
    { arguments: '--against NUMBER ', options: { against: 'text' } },
    async (desk, caller, { itemId, amount, postingDate, reason }) => {
      const debit = await desk.itemOf(neededOption(desk.invocation, 'against', 'the invoice'));
      if (!debit.ok) return debit;
      const allocations = [{ creditItemId: itemId, debitItemId: debit.value, amount }];
      return clearByHand(desk.engine, caller, { allocations, postingDate, reason });
    },
  ),
  governedCommand(
    'transfer',
    transferItemAction,
    'Moves an item to another customer, within authority.',
    { arguments: '--to CUSTOMER ', options: { to: 'text' } },
    async (desk, _caller, input) => {
      const target = await accountOf(desk, neededOption(desk.invocation, 'to', 'the number of the customer'));
      return target.ok ? done({ ...input, toAccountId: target.value }) : target;
    },
  ),
  governedCommand(
    'write-off',
    writeOffAction,
    'Writes an item off, within authority; its tax waits for relief.',
    { arguments: '[--against loss|allowance] ', options: { against: 'text' } },
    ({ invocation }, _caller, input) => {
      const against = textOption(invocation, 'against') ?? 'loss';
      if (against !== 'loss' && against !== 'allowance')
        throw new UsageError(`--against is loss or allowance, not "${against}".`);
      return done({ ...input, against });
    },
  ),
  itemCommand(
    'recover',
    'receivables.clear',
    'Money came for a write-off: the receivable stands again by that much, its tax is repaid.',
    { arguments: '[--money NUMBER] ', options: { money: 'text' } },
    async (desk, caller, { reasonCode: _none, ...input }) => {
      const money = await itemOption(desk, 'money');
      return money.ok ? recoverWriteOff(desk.engine, caller, { ...input, creditItemId: money.value }) : money;
    },
  ),
  governedCommand(
    'refund',
    refundCreditAction,
    'Refunds a credit, within authority, to the account that the money came from, to one that two persons verified, or by check.',
    { arguments: '[--pay-to ACCOUNT | --by-check] ', options: { 'pay-to': 'text', 'by-check': 'flag' } },
    ({ invocation }, _caller, input) =>
      done({
        ...input,
        payTo: textOption(invocation, 'pay-to'),
        ...(invocation.options['by-check'] === true && { byCheck: true }),
      }),
  ),
];
