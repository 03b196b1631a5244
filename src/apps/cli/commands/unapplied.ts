/** `cash unapplied`, `assign`, `default-owner`, `dormancy`, `request`: money that is not applied, and who works on it. */
import {
  assignReceipt,
  listDormantCredits,
  listUnapplied,
  loadDefaultOwners,
  type OwnedByDefault,
  ownedByDefault,
  setDefaultOwner,
  setDormancy,
  type UnappliedQueue,
  type UnappliedRow,
  unappliedQueues,
} from '#cash';
import { requestRemittance } from '#collections';
import { done, type Outcome, refuse } from '#kernel';
import { findPersonByLogin, runQuery } from '#platform';
import { type Answer, type Books, type Command, countOption, textOption, UsageError, withCompany } from '../command.ts';
import { grouped, table } from '../output.ts';

/** The person of a login; null for `nobody`. */
async function personOf({ engine }: Books, login: string): Promise<Outcome<bigint | null>> {
  if (login === 'nobody') return done(null);
  const personId = await findPersonByLogin(engine, login);
  return personId === undefined
    ? refuse('identity.person-unknown', `There is nobody with the login "${login}". Nothing was changed.`)
    : done(personId);
}

const unapplied: Command = {
  name: 'cash unapplied',
  arguments: `[--queue ${unappliedQueues.join('|')}] [--owner LOGIN|nobody] [--limit N]`,
  summary: 'Money that is not applied, the oldest first, with who works on it; dormant credits.',
  options: { queue: 'text', owner: 'text', limit: 'text' },
  files: [0, 0],
  run(invocation) {
    const said = textOption(invocation, 'queue');
    const queue = unappliedQueues.find((one): one is UnappliedQueue => one === said);
    if (said !== undefined && queue === undefined)
      throw new UsageError(`--queue is one of ${unappliedQueues.join(', ')}.`);
    const limit = countOption(invocation, 'limit', 200);
    return withCompany(invocation, async (books, company, asOf) => {
      const login = textOption(invocation, 'owner');
      const owner = login === undefined ? done(undefined) : await personOf(books, login);
      if (!owner.ok) return owner;
      const found = await listUnapplied(books.engine, books.tenant.id, {
        companies: [{ id: company.id, day: asOf }],
        queue,
        ownerPersonId: owner.value,
        limit,
      });
      const rows = found.rows.map(({ id, ...row }) => ({ id: id.toString(), ...row }));
      return done({
        json: { company: company.code, asOf, rows, totals: found.totals },
        text: [
          table(
            ['Receipt', 'Queue', 'Value date', 'Days', 'Left', '', 'Payer', 'Customer', 'Owner', 'Asked'],
            rows.map((one) => [
              one.number ?? one.id,
              one.queue,
              one.valueDate,
              String(one.ageDays),
              grouped(one.left),
              one.currency,
              (one.payer ?? '').slice(0, 30),
              one.customer ?? '',
              one.owner ?? 'nobody',
              one.requestedOn ?? '',
            ]),
            ['left', 'left', 'left', 'right', 'right'],
          ),
          ...found.totals.map((one) => `${one.queue}: ${one.count}, ${one.currency} ${grouped(one.left)}`),
        ].join('\n'),
      });
    });
  },
};

/** The open receipt of a number or id. */
async function openReceipt(
  { engine, tenant }: Books,
  company: { id: bigint; code: string },
  asOf: string,
  name: string,
): Promise<Outcome<UnappliedRow>> {
  const { rows } = await listUnapplied(engine, tenant.id, {
    companies: [{ id: company.id, day: asOf }],
    limit: 1_000_000,
  });
  const found = rows.find((one) => one.number === name) ?? rows.find((one) => one.id.toString() === name);
  return found
    ? done(found)
    : refuse(
        'cash.receipt-not-found',
        `There is no receipt "${name}" in ${company.code} that is not applied. Nothing was changed.`,
      );
}

const assign: Command = {
  name: 'cash assign',
  arguments: 'RECEIPT LOGIN|nobody',
  summary: 'Gives a receipt that is not applied to a person; nobody: back to who collects from the customer.',
  files: [2, 2],
  run(invocation) {
    const [name, login] = invocation.files;
    return withCompany(invocation, async (books, company, asOf) => {
      const receipt = await openReceipt(books, company, asOf, name!);
      if (!receipt.ok) return receipt;
      const person = await personOf(books, login!);
      if (!person.ok) return person;
      const { id, version } = receipt.value;
      const outcome = await assignReceipt(books.engine, books.caller, {
        company,
        receiptId: id,
        version,
        personId: person.value,
      });
      if (!outcome.ok) return outcome;
      return done({ json: { receipt: id.toString(), owner: login! }, text: `Receipt ${name} is with ${login}.` });
    });
  },
};

const whose: Readonly<Record<OwnedByDefault, string>> = {
  unidentified: 'Money of unknown payers',
  without_collector: 'Money of customers without a collector',
};

const defaultOwner: Command = {
  name: 'cash default-owner',
  arguments: `[${ownedByDefault.join('|')} LOGIN|nobody]`,
  summary:
    'Whom money falls to that no person was given: of unknown payers, or of customers without a collector; without arguments: who it is.',
  files: [0, 2],
  run(invocation) {
    const [said, login] = invocation.files;
    const kind = ownedByDefault.find((one): one is OwnedByDefault => one === said);
    if (said !== undefined && (kind === undefined || login === undefined))
      throw new UsageError(`Say ${ownedByDefault.join(' or ')}, and the login of a person or nobody.`);
    return withCompany<Answer>(invocation, async (books, company) => {
      const { engine, tenant, caller } = books;
      if (kind !== undefined) {
        const person = await personOf(books, login!);
        if (!person.ok) return person;
        const outcome = await setDefaultOwner(engine, caller, { company, kind, personId: person.value });
        if (!outcome.ok) return outcome;
      }
      const set = await runQuery(engine, tenant.id, (db) => loadDefaultOwners(db, tenant.id, company.id));
      const owners = ownedByDefault.map((one) => ({
        kind: one,
        owner: set.find((row) => row.kind === one)?.owner ?? null,
      }));
      return done({
        json: { company: company.code, owners },
        text: owners.map((one) => `${whose[one.kind]}: ${one.owner ?? 'nobody'}.`).join('\n'),
      });
    });
  },
};

const dormancy: Command = {
  name: 'cash dormancy',
  arguments: 'MONTHS [--letter-days N] [--country XX] [--source TEXT] [--as-of DAY]',
  summary:
    'After how many months without movement a credit is unclaimed property, from a day on, for all customers or those of a country; 0: never. Its customer is asked 90 days before, or as many as --letter-days says; 0: not.',
  options: { country: 'text', source: 'text', 'letter-days': 'text' },
  files: [1, 1],
  run(invocation) {
    const months = Number(invocation.files[0]);
    return withCompany(invocation, async ({ engine, caller }, company, asOf) => {
      const country = textOption(invocation, 'country')?.toUpperCase() ?? null;
      const source = textOption(invocation, 'source') ?? null;
      const letterDays = countOption(invocation, 'letter-days', 90);
      const outcome = await setDormancy(engine, caller, {
        company,
        months,
        letterDays,
        validFrom: asOf,
        country,
        source,
      });
      if (!outcome.ok) return outcome;
      return done({
        json: { company: company.code, country, months, letterDays, source, validFrom: asOf },
        text: `Credits${country === null ? '' : ` of customers in ${country}`} without movement for ${months} months are dormant from ${asOf} on.`,
      });
    });
  },
};

const request: Command = {
  name: 'cash request',
  arguments: 'RECEIPT',
  summary: 'Asks the payer what a receipt is for; it leaves with the next sending, through the gate.',
  files: [1, 1],
  run(invocation) {
    const name = invocation.files[0]!;
    return withCompany(invocation, async (books, company, asOf) => {
      const receipt = await openReceipt(books, company, asOf, name);
      if (!receipt.ok) return receipt;
      const outcome = await requestRemittance(books.engine, books.caller, {
        company,
        receiptId: receipt.value.id,
        asOf,
      });
      if (!outcome.ok) return outcome;
      const messageId = outcome.value.messageId?.toString() ?? null;
      return done({
        json: { receipt: receipt.value.id.toString(), messageId },
        text:
          messageId === null
            ? 'The payer was asked today already; nothing was changed.'
            : `The request is message ${messageId} and leaves with the next sending (messages send).`,
      });
    });
  },
};

const dormantCredits: Command = {
  name: 'cash dormant-credits',
  arguments: '[--as-of DAY]',
  summary:
    'Credit memos and other credits beside money that nobody has moved for as long as policy says: unclaimed property, never income.',
  files: [0, 0],
  run: (invocation) =>
    withCompany<Answer>(invocation, async ({ engine, tenant }, company, asOf) => {
      const json = await listDormantCredits(engine, tenant.id, { companyId: company.id, day: asOf });
      const rows = json.rows.map((row) => [
        ...[row.number, row.documentType.replaceAll('_', ' '), `${row.customer} ${row.customerName}`, row.country],
        ...[row.lastMovedOn, row.dormantSince, row.askedOn ?? '', grouped(row.left), row.currency],
      ]);
      const heads = ['Credit', 'Type', 'Customer', 'Country', 'Last moved', 'Dormant since', 'Asked', 'Left', ''];
      const totals = json.totals.map((one) => `${one.currency} ${grouped(one.left)} in ${one.credits} credits.`);
      const text =
        rows.length === 0
          ? 'No credit is old enough by the rules that are in force.'
          : [table(heads, rows, ['left', 'left', 'left', 'left', 'left', 'left', 'left', 'right']), ...totals].join(
              '\n\n',
            );
      return done({ json, text });
    }),
};

export const unappliedCommands: readonly Command[] = [
  unapplied,
  assign,
  defaultOwner,
  dormancy,
  dormantCredits,
  request,
];
