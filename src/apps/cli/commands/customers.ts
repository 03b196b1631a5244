/** `customers show …`, `customers renumber …`, merges, branches, payers; `portfolio create`, `list`, `rename`, `assign`, `substitute`. */
import { listCompanies } from '#company';
import {
  assignPortfolio,
  changePortfolio,
  createPortfolio,
  endRelation,
  fileClaim,
  findCustomer,
  liftInsolvency,
  loadContactsOfWhole,
  loadPortfolios,
  type RelationKind,
  recordInsolvency,
  relateCustomers,
  renumberCustomer,
  substitutePortfolio,
} from '#customers';
import { type Day, dayInZone, done, type Outcome, refuse } from '#kernel';
import { findPersonByLogin, runQuery } from '#platform';
import {
  type Answer,
  type Books,
  type Command,
  dayOption,
  type Invocation,
  neededOption,
  textOption,
  UsageError,
  withBooks,
  withCompany,
  wordOption,
} from '../command.ts';
import { table } from '../output.ts';

/** The day of `--from`, or today in the zone of the first company. */
async function fromDay(invocation: Invocation, books: Books): Promise<Day> {
  const zone = (await listCompanies(books.engine, books.tenant.id))[0]?.timeZone ?? 'UTC';
  return dayOption(invocation, 'from') ?? dayInZone(invocation.clock.now(), zone);
}

const withDay = (invocation: Invocation, work: (books: Books, from: Day) => Promise<Outcome<Answer>>) =>
  withBooks(invocation, async (books) => work(books, await fromDay(invocation, books)));

const showCommand: Command = {
  name: 'customers show',
  arguments: 'NUMBER',
  summary:
    'A customer by any number it runs or ran under, with its story and its contacts, also of those merged into it.',
  files: [1, 1],
  run: (invocation) =>
    withBooks(invocation, async (books) => {
      const companies = await listCompanies(books.engine, books.tenant.id);
      const day = dayOption(invocation, 'as-of') ?? dayInZone(invocation.clock.now(), companies[0]?.timeZone ?? 'UTC');
      const number = invocation.files[0]!;
      const story = await findCustomer(books.engine, books.tenant.id, {
        number,
        day,
        companyIds: companies.map((one) => one.id),
      });
      if (!story) return refuse('customers.not-found', `There is no customer "${number}".`, {});
      const customerId = BigInt(story.customer.id);
      const contacts = await runQuery(books.engine, books.tenant.id, (db) =>
        loadContactsOfWhole(db, books.tenant.id, { customerId, day }),
      );
      const words: Readonly<Record<RelationKind, string>> = {
        merged_into: 'merged into',
        branch_of: 'branch of',
        alternative_payer: 'also paid for by',
      };
      return done({
        json: { ...story, contacts: contacts.map((one) => ({ ...one, id: one.id.toString() })) },
        text: [
          `${story.customer.number} ${story.customer.name}${story.customer.oneTime ? ' (collective account)' : ''}`,
          ...(story.readsAs.number === story.customer.number
            ? []
            : [`reads as ${story.readsAs.number} ${story.readsAs.name} on ${day}`]),
          ...story.formerNumbers.map((one) => `was ${one.number} until ${one.givenUpDate}: ${one.reason}`),
          ...story.relations.map(
            (one) =>
              `[${one.relationId}] ${one.number} ${words[one.kind]} ${one.otherNumber} from ${one.from}${one.to ? ` to ${one.to}` : ''}${one.itemsOn ? `, items on the ${one.itemsOn.replace('_', ' ')}` : ''}${one.lettersTo === 'payer' ? ', letters to the payer' : ''}: ${one.reason}`,
          ),
          ...story.accounts.map(
            (one) =>
              `${one.company}: portfolio ${one.portfolio ?? 'none'}, collector ${one.collector ?? 'nobody'}${one.substitute ? `, now ${one.substitute}` : ''}`,
          ),
          ...contacts.map(
            (one) =>
              `contact of ${one.customer}: ${[one.name, one.role.replaceAll('_', ' '), one.email, one.phone].filter(Boolean).join(', ')}${one.bouncedAt ? ', mail comes back' : ''}${one.stopped ? ', asked not to be written to' : ''}`,
          ),
        ].join('\n'),
      });
    }),
};

const renumberCommand: Command = {
  name: 'customers renumber',
  arguments: 'NUMBER NEW [--from YYYY-MM-DD] --reason TEXT',
  summary: 'Gives a customer another number; the old one finds it for ever.',
  options: { from: 'text', reason: 'text' },
  files: [2, 2],
  run: (invocation) =>
    withDay(invocation, async ({ engine, caller }, from) => {
      const [number, newNumber] = invocation.files as [string, string];
      const outcome = await renumberCustomer(engine, caller, {
        number,
        newNumber,
        from,
        reason: neededOption(invocation, 'reason'),
      });
      return outcome.ok
        ? done({
            json: { number: newNumber, formerNumber: number, from },
            text: `${number} is ${newNumber} from ${from} on.`,
          })
        : outcome;
    }),
};

/** What a relation can be told beside its days. */
const more: Readonly<Record<RelationKind, Required<Pick<Command, 'arguments' | 'options'>>>> = {
  merged_into: { arguments: '', options: {} },
  branch_of: { arguments: ' --items head-office|branch', options: { items: 'text' } },
  alternative_payer: { arguments: ' [--letters customer|payer]', options: { letters: 'text' } },
};

const relateCommand = (verb: string, kind: RelationKind, summary: string): Command => ({
  name: `customers ${verb}`,
  arguments: `NUMBER OTHER${more[kind].arguments} [--from YYYY-MM-DD] [--to YYYY-MM-DD] --reason TEXT`,
  summary,
  options: { from: 'text', to: 'text', reason: 'text', ...more[kind].options },
  files: [2, 2],
  run: (invocation) =>
    withDay(invocation, async ({ engine, caller }, from) => {
      const [number, otherNumber] = invocation.files as [string, string];
      const items = kind === 'branch_of' ? neededOption(invocation, 'items').replace('-', '_') : null;
      if (items !== null && items !== 'head_office' && items !== 'branch')
        throw new UsageError('--items is head-office or branch.');
      const letters = wordOption(invocation, 'letters', ['customer', 'payer'] as const);
      const outcome = await relateCustomers(engine, caller, {
        kind,
        number,
        otherNumber,
        itemsOn: items,
        lettersTo: letters ?? null,
        from,
        to: dayOption(invocation, 'to') ?? null,
        reason: neededOption(invocation, 'reason'),
      });
      if (!outcome.ok) return outcome;
      const id = outcome.value.relationId.toString();
      return done({
        json: { relationId: id, kind, number, otherNumber, from },
        text: `Recorded as relation ${id}; "dunwell customers undo ${id}" takes it back.`,
      });
    }),
});

const undoCommand: Command = {
  name: 'customers undo',
  arguments: 'RELATION --reason TEXT',
  summary: 'Takes a merge, a head office or a payer back.',
  options: { reason: 'text' },
  files: [1, 1],
  run: (invocation) =>
    withBooks(invocation, async ({ engine, caller }) => {
      const text = invocation.files[0]!;
      if (!/^\d{1,18}$/.test(text)) throw new UsageError(`"${text}" is not the id of a relation.`);
      const outcome = await endRelation(engine, caller, {
        relationId: BigInt(text),
        reason: neededOption(invocation, 'reason'),
      });
      return outcome.ok ? done({ json: { relationId: text }, text: `Relation ${text} is taken back.` }) : outcome;
    }),
};

const insolventCommand: Command = {
  name: 'customers insolvent',
  arguments: 'NUMBER [--since YYYY-MM-DD] --court TEXT --source TEXT [--claim-by YYYY-MM-DD]',
  summary: 'Records insolvency proceedings: contact, set-off and automatic matching stop.',
  options: { since: 'text', court: 'text', source: 'text', 'claim-by': 'text' },
  files: [1, 1],
  run: (invocation) =>
    withDay(invocation, async ({ engine, caller }, today) => {
      const number = invocation.files[0]!;
      const openedOn = dayOption(invocation, 'since') ?? today;
      const outcome = await recordInsolvency(engine, caller, {
        number,
        openedOn,
        courtReference: neededOption(invocation, 'court'),
        source: neededOption(invocation, 'source'),
        claimDeadline: dayOption(invocation, 'claim-by') ?? null,
        today,
      });
      return outcome.ok
        ? done({
            json: { number, openedOn },
            text: `${number} is insolvent since ${openedOn}; "dunwell customers solvent ${number}" ends it.`,
          })
        : outcome;
    }),
};

const claimCommand: Command = {
  name: 'customers claim',
  arguments: 'NUMBER [--filed YYYY-MM-DD] --note TEXT',
  summary: 'Notes that our claim was filed in the insolvency proceedings over a customer.',
  options: { filed: 'text', note: 'text' },
  files: [1, 1],
  run: (invocation) =>
    withDay(invocation, async ({ engine, caller }, today) => {
      const number = invocation.files[0]!;
      const filedOn = dayOption(invocation, 'filed') ?? today;
      const note = neededOption(invocation, 'note');
      const outcome = await fileClaim(engine, caller, { number, filedOn, note, today });
      return outcome.ok
        ? done({ json: { number, filedOn }, text: `The claim against ${number} was filed on ${filedOn}.` })
        : outcome;
    }),
};

const solventCommand: Command = {
  name: 'customers solvent',
  arguments: 'NUMBER --reason TEXT',
  summary: 'Ends the record of insolvency proceedings: everything goes on as before.',
  options: { reason: 'text' },
  files: [1, 1],
  run: (invocation) =>
    withDay(invocation, async ({ engine, caller }, today) => {
      const number = invocation.files[0]!;
      const reason = neededOption(invocation, 'reason');
      const outcome = await liftInsolvency(engine, caller, { number, reason, today });
      return outcome.ok ? done({ json: { number }, text: `${number} is worked as before.` }) : outcome;
    }),
};

/** The person of `--collector`; undefined where it is not given, null for `nobody`. */
async function collectorOf(invocation: Invocation, { engine }: Books): Promise<Outcome<bigint | null | undefined>> {
  const login = textOption(invocation, 'collector');
  if (login === undefined) return done(undefined);
  if (login === 'nobody') return done(null);
  const personId = await findPersonByLogin(engine, login);
  return personId === undefined
    ? refuse('identity.person-not-found', `There is no user "${login}". Nothing was changed.`, {})
    : done(personId);
}

const portfolioListCommand: Command = {
  name: 'portfolio list',
  arguments: '',
  summary: 'The portfolios with their collectors.',
  files: [0, 0],
  run: (invocation) =>
    withBooks(invocation, async ({ engine, tenant }) => {
      const portfolios = await runQuery(engine, tenant.id, (db) => loadPortfolios(db, tenant.id));
      const rows = portfolios.map((one) => [one.code, one.name, one.collector ?? 'nobody']);
      return done({
        json: { portfolios },
        text: rows.length === 0 ? 'There is no portfolio yet.' : table(['Code', 'Name', 'Collector'], rows),
      });
    }),
};

const portfolioCreateCommand: Command = {
  name: 'portfolio create',
  arguments: 'CODE --name TEXT [--collector LOGIN]',
  summary: 'Creates a portfolio: the customers that one collector looks after.',
  options: { name: 'text', collector: 'text' },
  files: [1, 1],
  run: (invocation) =>
    withBooks(invocation, async (books) => {
      const code = invocation.files[0]!;
      const name = neededOption(invocation, 'name').trim();
      if (name === '') throw new UsageError('--name is empty.');
      const collector = await collectorOf(invocation, books);
      if (!collector.ok) return collector;
      const input = { code, name, collectorPersonId: collector.value ?? null };
      const outcome = await createPortfolio(books.engine, books.caller, input);
      return outcome.ok ? done({ json: { code, name }, text: `The portfolio ${code} ${name} is there.` }) : outcome;
    }),
};

const portfolioRenameCommand: Command = {
  name: 'portfolio rename',
  arguments: 'CODE [--name TEXT] [--collector LOGIN|nobody] --reason TEXT',
  summary: 'Gives a portfolio another name or another collector; its code stays.',
  options: { name: 'text', collector: 'text', reason: 'text' },
  files: [1, 1],
  run: (invocation) =>
    withBooks(invocation, async (books) => {
      const code = invocation.files[0]!;
      const name = textOption(invocation, 'name')?.trim();
      if (name === '' || (name === undefined && textOption(invocation, 'collector') === undefined))
        throw new UsageError('Say the --name or the --collector that it gets.');
      const collector = await collectorOf(invocation, books);
      if (!collector.ok) return collector;
      const reason = neededOption(invocation, 'reason');
      const input = { code, name, collectorPersonId: collector.value, reason };
      const outcome = await changePortfolio(books.engine, books.caller, input);
      return outcome.ok ? done({ json: { code }, text: `The portfolio ${code} is changed.` }) : outcome;
    }),
};

const assignCommand: Command = {
  name: 'portfolio assign',
  arguments: 'NUMBER PORTFOLIO [--from YYYY-MM-DD] --reason TEXT',
  summary: "Hands a customer's account over to another portfolio.",
  options: { from: 'text', reason: 'text' },
  files: [2, 2],
  run: (invocation) =>
    withCompany(invocation, async ({ engine, caller }, company, asOf) => {
      const [number, portfolio] = invocation.files as [string, string];
      const from = dayOption(invocation, 'from') ?? asOf;
      const outcome = await assignPortfolio(engine, caller, {
        companyId: company.id,
        timeZone: company.timeZone,
        number,
        portfolio,
        from,
        reason: neededOption(invocation, 'reason'),
      });
      return outcome.ok
        ? done({ json: { number, portfolio, from }, text: `${number} is in portfolio ${portfolio} from ${from} on.` })
        : outcome;
    }),
};

const substituteCommand: Command = {
  name: 'portfolio substitute',
  arguments: 'PORTFOLIO USER --from YYYY-MM-DD --to YYYY-MM-DD --reason TEXT',
  summary: 'Lets a person work a portfolio for some days while its collector is away.',
  options: { from: 'text', to: 'text', reason: 'text' },
  files: [2, 2],
  run: (invocation) =>
    withDay(invocation, async ({ engine, caller }, from) => {
      const [portfolio, login] = invocation.files as [string, string];
      neededOption(invocation, 'to');
      const to = dayOption(invocation, 'to')!;
      const personId = await findPersonByLogin(engine, login);
      if (personId === undefined) return refuse('identity.person-not-found', `There is no user "${login}".`, {});
      const reason = neededOption(invocation, 'reason');
      const outcome = await substitutePortfolio(engine, caller, { portfolio, personId, from, to, reason });
      return outcome.ok
        ? done({
            json: { substituteId: outcome.value.substituteId.toString(), portfolio, user: login, from, to },
            text: `${login} works portfolio ${portfolio} too, from ${from} to ${to}.`,
          })
        : outcome;
    }),
};

export const customerCommands: readonly Command[] = [
  showCommand,
  renumberCommand,
  relateCommand('merge', 'merged_into', 'Lets a customer read as another from a day on; no posting moves.'),
  relateCommand('branch', 'branch_of', 'Makes a customer a branch: its letters go to the head office.'),
  relateCommand(
    'payer',
    'alternative_payer',
    'Names another customer who pays for this one; its notices and statements name the payer, or go to it.',
  ),
  undoCommand,
  insolventCommand,
  claimCommand,
  solventCommand,
  portfolioListCommand,
  portfolioCreateCommand,
  portfolioRenameCommand,
  assignCommand,
  substituteCommand,
];
