/** `items reverse | deduct | transfer | write-off | refund`, `reasons list`, `tax set-up`: documents by hand. */
import { loadReasonCodes, setUpTax } from '#company';
import { loadAccounts } from '#customers';
import { type Day, done, type Outcome, refuse, textKey } from '#kernel';
import { type Caller, runQuery, type Sql, sql } from '#platform';
import { openDeduction, refundCredit, reverseOneDocument, transferItem, writeOff } from '#receivables';
import { type Command, type Invocation, textOption, UsageError, withBooks, withCompany } from '../command.ts';
import { table } from '../output.ts';
import { callerOfPerson, personOptions } from '../person.ts';

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

/** A command on one item: its document number, `--amount`, `--reason`, `--reason-code`; `--as-of` is the posting day. */
const itemCommand = (
  verb: string,
  summary: string,
  more: { readonly arguments?: string; readonly options?: Command['options'] },
  work: (
    place: Parameters<Parameters<typeof withCompany>[1]>[0],
    caller: Caller,
    input: OnItem,
    invocation: Invocation,
    companyId: bigint,
  ) => Promise<Outcome<object>>,
): Command => ({
  name: `items ${verb}`,
  arguments: `NUMBER ${more.arguments ?? ''}[--item ID] [--amount AMOUNT] [--reason-code CODE] --reason TEXT --user LOGIN`,
  summary,
  options: { item: 'text', amount: 'text', 'reason-code': 'text', reason: 'text', ...personOptions, ...more.options },
  files: [0, 1],
  run: (invocation) => {
    const reason = textOption(invocation, 'reason');
    const [number] = invocation.files;
    const id = textOption(invocation, 'item');
    if (reason === undefined) throw new UsageError('--reason is needed.');
    if (number === undefined && id === undefined) throw new UsageError('Name the document, or its item with --item.');
    if (id !== undefined && !/^[1-9]\d{0,17}$/.test(id)) throw new UsageError(`"${id}" is not the id of an item.`);
    return withCompany(invocation, async (books, company) => {
      const { engine, tenant } = books;
      const caller = await callerOfPerson(invocation, books);
      if (!caller.ok) return caller;
      const found =
        id === undefined
          ? await runQuery(engine, tenant.id, (db) => findItem(db, tenant.id, company.id, number!))
          : done(BigInt(id));
      if (!found.ok) return found;
      const input = {
        itemId: found.value,
        amount: textOption(invocation, 'amount'),
        postingDate: textOption(invocation, 'as-of'),
        reason,
        reasonCode: textOption(invocation, 'reason-code'),
      };
      const made = await work(books, caller.value, input, invocation, company.id);
      if (!made.ok) return made;
      const text = 'number' in made.value ? `${String(made.value.number)} was posted.` : 'The document was reversed.';
      return done({ json: made.value, text });
    });
  },
});

export const documentCommands: readonly Command[] = [
  itemCommand('reverse', 'Reverses a document; what it cleared is open again.', {}, ({ engine }, caller, input) =>
    reverseOneDocument(engine, caller, { itemId: input.itemId, postingDate: input.postingDate, reason: input.reason }),
  ),
  itemCommand('deduct', 'Clears part of an invoice by a deduction that waits.', {}, ({ engine }, caller, input) =>
    openDeduction(engine, caller, input),
  ),
  itemCommand(
    'transfer',
    'Moves an item to another customer, within authority.',
    { arguments: '--to CUSTOMER ', options: { to: 'text' } },
    async ({ engine, tenant }, caller, input, invocation, companyId) => {
      const to = textOption(invocation, 'to');
      if (to === undefined) throw new UsageError('--to is needed: the number of the customer.');
      const accounts = await runQuery(engine, tenant.id, (db) => loadAccounts(db, tenant.id, { companyId }));
      const target = accounts.find((account) => account.number === to);
      return target
        ? transferItem(engine, caller, { ...input, toAccountId: target.id })
        : refuse('receivables.account-unknown', `There is no customer "${to}" in this company. Nothing was changed.`);
    },
  ),
  itemCommand(
    'write-off',
    'Writes an item off, within authority; its tax waits for relief.',
    { arguments: '[--against loss|allowance] ', options: { against: 'text' } },
    ({ engine }, caller, input, invocation) => {
      const against = textOption(invocation, 'against') ?? 'loss';
      if (against !== 'loss' && against !== 'allowance')
        throw new UsageError(`--against is loss or allowance, not "${against}".`);
      return writeOff(engine, caller, { ...input, against });
    },
  ),
  itemCommand('refund', 'Refunds a credit, within authority.', {}, ({ engine }, caller, input) =>
    refundCredit(engine, caller, input),
  ),
  {
    name: 'reasons list',
    arguments: '',
    summary: 'The reason codes of deductions, write-offs, adjustments and other acts.',
    files: [0, 0],
    run: (invocation) =>
      withBooks(invocation, async ({ engine, tenant }) => {
        const reasons = await runQuery(engine, tenant.id, (db) => loadReasonCodes(db, tenant.id));
        const rows = reasons.map((one) => [one.kind, one.code, one.name, one.postsTo ?? '']);
        return done({ json: { reasons }, text: table(['Kind', 'Code', 'Name', 'Posts to'], rows) });
      }),
  },
  {
    name: 'tax set-up',
    arguments: '',
    summary: 'Records the starting tax codes, tax policies of countries and reason codes.',
    files: [0, 0],
    run: (invocation) =>
      withBooks(invocation, async ({ engine, caller }) => {
        const set = await setUpTax(engine, caller);
        if (!set.ok) return set;
        const { codes, policies, reasons } = set.value;
        return done({
          json: set.value,
          text: `${codes} tax codes, ${policies} policies and ${reasons} reason codes are recorded.`,
        });
      }),
  },
];
