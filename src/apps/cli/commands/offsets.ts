/**
 * `offsets …` and `netting agreements …`: what customers owe, set off against their credits and against what we owe them as
 * suppliers. What posts or changes who may be netted is a person's, by role and within authority.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Company, listCompanies } from '#company';
import { letterText } from '#correspondence';
import { findCustomerKey } from '#customers';
import { importPayables } from '#integrations';
import { catchRefusal, done, type Outcome, parseAmount, refuse, textKey } from '#kernel';
import {
  acceptDocument,
  agreementToJson,
  type DocumentKind,
  documentKinds,
  executeOffset,
  executeOffsetAction,
  findAgreement,
  keepAgreementCopy,
  keepDocument,
  linkVendor,
  listAgreements,
  listedToJson,
  listOffsets,
  listPayables,
  loadOffset,
  loadOffsetPolicy,
  offsetStates,
  offsetToJson,
  payablesToJson,
  previewRequest,
  proposeByHand,
  proposeOffsets,
  recordAgreement,
  rejectDocument,
  requestDocuments,
  reverseOffset,
  setOffsetPolicy,
  unlinkVendor,
  withdrawDocumentRequest,
  withdrawNetting,
  withdrawOffset,
  withdrawPayable,
} from '#offsets';
import { type Action, type Caller, filesOf, runQuery } from '#platform';
import { loadItems } from '#receivables';
import {
  type Answer,
  type Books,
  type Command,
  countOption,
  dayOption,
  type Invocation,
  neededOption,
  neededWord,
  textOption,
  UsageError,
  withBooks,
  withCompany,
  wordOption,
} from '../command.ts';
import { governedOptions, orAskSecond } from '../governed.ts';
import { grouped, table } from '../output.ts';
import { callerOf, callerOfPerson, personOptions } from '../person.ts';
import { readInput } from './bank.ts';
import { importTable } from './imports.ts';

const idOf = (invocation: Invocation, at = 0): bigint => {
  const text = invocation.files[at]!;
  if (!/^[1-9]\d{0,17}$/.test(text)) throw new UsageError(`"${text}" is not an id.`);
  return BigInt(text);
};
const words = (text: string): string => text.replaceAll('_', ' ');
const listOption = (invocation: Invocation, name: string): string[] =>
  (textOption(invocation, name) ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

async function accountIn({ engine, tenant }: Books, company: Company, customer: string): Promise<Outcome<bigint>> {
  const found = await runQuery(engine, tenant.id, (db) => findCustomerKey(db, tenant.id, company.id, customer));
  return found
    ? done(found.accountId)
    : refuse('offsets.customer-not-found', `There is no customer "${customer}" in this company. Nothing was changed.`);
}

async function show({ engine, tenant }: Books, company: Company, offsetId: bigint): Promise<Outcome<Answer>> {
  const found = await loadOffset(engine, tenant.id, { offsetId, companyIds: [company.id] });
  if (!found) return refuse('offsets.offset-not-found', 'There is no such offset in this company.');
  const json = offsetToJson(found);
  const side = (name: string, lines: typeof json.debits): string =>
    table(
      [name, 'What', 'Party', 'Due', 'Days', 'Open', 'Takes', 'Sum'],
      lines.map((line) => [
        line.number,
        words(line.what),
        `${line.party} ${line.partyName}`,
        line.dueDate,
        line.daysOverdue === 0 ? '' : String(line.daysOverdue),
        grouped(line.open),
        grouped(line.amount),
        grouped(line.running),
      ]),
      ['left', 'left', 'left', 'left', 'right', 'right', 'right', 'right'],
    );
  const text = [
    `Offset ${json.id}, ${words(json.state)}: ${json.sentence}`,
    side('They owe', json.debits),
    side(json.kind === 'credit' ? 'Credits' : 'We owe', json.credits),
    ...(json.excluded.length === 0
      ? []
      : [
          table(
            ['Left out', 'Amount', 'Why'],
            json.excluded.map((one) => [one.number, grouped(one.amount), one.reason]),
            ['left', 'right'],
          ),
        ]),
    ...(json.documents.length === 0
      ? []
      : [
          table(
            ['Document', 'State'],
            json.documents.map((one) => [words(one.kind), words(one.state)]),
          ),
        ]),
    ...(json.kept.length === 0
      ? []
      : [
          table(
            ['File', 'Name', 'Document', 'Came', 'By', 'State'],
            json.kept.map((one) => [
              one.id,
              one.fileName,
              words(one.kind),
              one.receivedAt.slice(0, 10),
              one.byLink ? 'the link' : one.person,
              one.rejected !== null
                ? `does not count: ${one.rejected}`
                : one.acceptedBy === null
                  ? 'to be looked at'
                  : 'counts',
            ]),
          ),
        ]),
    ...(json.settled === null ? [] : [`${json.settled.person}: ${json.settled.reason}`]),
  ];
  return done({ json, text: text.join('\n\n') });
}

const proposeCommand: Command = {
  name: 'offsets propose',
  arguments:
    '[--customer NUMBER --debits NUMBER,… (--credits NUMBER,… | --payables NUMBER,…) [--amount AMOUNT] --reason TEXT]',
  summary: 'Proposes offsets of aged balances by the rules of the company, or of chosen items. Nothing is posted.',
  options: {
    customer: 'text',
    debits: 'text',
    credits: 'text',
    payables: 'text',
    amount: 'text',
    reason: 'text',
    ...personOptions,
  },
  files: [0, 0],
  run(invocation) {
    const customer = textOption(invocation, 'customer');
    return withCompany<Answer>(invocation, async (books, company, asOf) => {
      const { engine, tenant } = books;
      const caller = await callerOf(invocation, books);
      if (!caller.ok) return caller;
      if (customer === undefined) {
        const made = await proposeOffsets(engine, caller.value, { company, asOf });
        if (!made.ok) return made;
        const { proposed, revised, unchanged, withdrawn, tooSmall } = made.value;
        const text = `${proposed} offsets proposed, ${revised} brought up to date, ${unchanged} unchanged, ${withdrawn} withdrawn, ${tooSmall} too small.`;
        return done({ json: made.value, text });
      }
      const account = await accountIn(books, company, customer);
      if (!account.ok) return account;
      const items = await runQuery(engine, tenant.id, (db) =>
        loadItems(db, tenant.id, { openOfAccounts: [account.value] }),
      );
      const { payables } = await listPayables(engine, tenant.id, { companyId: company.id, all: false });
      const itemIds: bigint[] = [];
      for (const number of [...listOption(invocation, 'debits'), ...listOption(invocation, 'credits')]) {
        const found = items.filter((item) => textKey(item.number) === textKey(number));
        if (found.length === 0)
          return refuse(
            'offsets.item-unknown',
            `Customer ${customer} has no open item ${number}. Nothing was changed.`,
          );
        itemIds.push(...found.map((item) => item.id));
      }
      const payableIds: bigint[] = [];
      for (const number of listOption(invocation, 'payables')) {
        const found = payables.filter((one) => textKey(one.number) === textKey(number));
        if (found.length !== 1)
          return refuse('offsets.item-unknown', `There is no one payable ${number} on offer. Nothing was changed.`);
        payableIds.push(found[0]!.payableId);
      }
      const amount = textOption(invocation, 'amount');
      const reason = neededOption(invocation, 'reason');
      const chosen = { company, asOf, itemIds, payableIds, reason, ...(amount === undefined ? {} : { amount }) };
      const made = await proposeByHand(engine, caller.value, chosen);
      return made.ok ? show(books, company, made.value.offsetId) : made;
    });
  },
};

const listCommand: Command = {
  name: 'offsets list',
  arguments: '[--state STATE] [--customer NUMBER] [--limit N]',
  summary: 'Offsets with the gaps of their documents, the newest first.',
  options: { state: 'text', customer: 'text', limit: 'text' },
  files: [0, 0],
  run(invocation) {
    const state = wordOption(invocation, 'state', offsetStates);
    const customer = textOption(invocation, 'customer');
    return withCompany<Answer>(invocation, async (books, company) => {
      const account = customer === undefined ? done(undefined) : await accountIn(books, company, customer);
      if (!account.ok) return account;
      const rows = (
        await listOffsets(books.engine, books.tenant.id, {
          company,
          states: state === undefined ? undefined : [state],
          accountId: account.value,
          limit: countOption(invocation, 'limit', 200),
        })
      ).map(listedToJson);
      const text = table(
        ['Offset', 'Customer', 'State', 'Currency', 'Amount', 'Gaps', 'To look at', 'What'],
        rows.map((row) => [
          row.id,
          `${row.customer} ${row.name}`,
          words(row.state),
          row.currency,
          grouped(row.amount),
          row.gaps === 0 ? '' : String(row.gaps),
          row.toLookAt === 0 ? '' : String(row.toLookAt),
          row.sentence,
        ]),
        ['left', 'left', 'left', 'left', 'right', 'right', 'right'],
      );
      return done({
        json: { rows },
        text: rows.length === 0 ? 'No offsets. Look for some with offsets propose.' : text,
      });
    });
  },
};

const showCommand: Command = {
  name: 'offsets show',
  arguments: 'OFFSET',
  summary: 'An offset: both sides, what was left out and why, the documents it needs.',
  files: [1, 1],
  run: (invocation) => withCompany<Answer>(invocation, (books, company) => show(books, company, idOf(invocation))),
};

/** A command of a person on one offset. */
const onOffset = (
  verb: string,
  action: Action,
  summary: string,
  more: { readonly arguments?: string; readonly options?: Command['options'] },
  work: (
    of: {
      readonly books: Books;
      readonly company: Company;
      readonly offsetId: bigint;
      readonly invocation: Invocation;
    },
    caller: Caller,
    reason: string,
  ) => Promise<Outcome<unknown>>,
): Command => ({
  name: `offsets ${verb}`,
  arguments: `OFFSET ${more.arguments ?? ''}--reason TEXT --user LOGIN`,
  summary,
  options: { reason: 'text', ...more.options, ...personOptions },
  files: [1, 1],
  run(invocation) {
    const offsetId = idOf(invocation);
    const reason = neededOption(invocation, 'reason');
    return withCompany<Answer>(invocation, async (books, company) => {
      const caller = await callerOfPerson(invocation, books, { action, company });
      if (!caller.ok) return caller;
      const there = await show(books, company, offsetId);
      if (!there.ok) return there;
      const made = await work({ books, company, offsetId, invocation }, caller.value, reason);
      return made.ok ? show(books, company, offsetId) : made;
    });
  },
});

const executeCommand: Command = {
  name: 'offsets execute',
  arguments: 'OFFSET --reason TEXT --user LOGIN [--ask TEXT]',
  summary:
    'Posts an offset within authority; --as-of is the posting day; --ask asks a second person where that is needed.',
  options: { reason: 'text', ...governedOptions },
  files: [1, 1],
  run(invocation) {
    const input = {
      offsetId: idOf(invocation),
      postingDate: dayOption(invocation, 'as-of'),
      reason: neededOption(invocation, 'reason'),
    };
    return withCompany<Answer>(invocation, async (books, company) => {
      const { name: action, permission } = executeOffsetAction;
      const caller = await callerOfPerson(invocation, books, { action: permission, company });
      if (!caller.ok) return caller;
      const there = await show(books, company, input.offsetId);
      if (!there.ok) return there;
      const outcome = await executeOffset(books.engine, caller.value, input);
      const whatFollows = 'It is posted when a second person approves it.';
      return orAskSecond(invocation, books, caller.value, { action, input, outcome, whatFollows }, () =>
        show(books, company, input.offsetId),
      );
    });
  },
};

/** Kinds of documents given with commas, or `none`; undefined where the option is not given. */
function kindsOption(invocation: Invocation, name: string): readonly DocumentKind[] | undefined {
  const text = textOption(invocation, name);
  if (text === undefined) return undefined;
  if (text === 'none') return [];
  return text.split(',').map((one) => {
    const kind = documentKinds.find((known) => known === one.trim().replaceAll('-', '_'));
    if (!kind) throw new UsageError(`--${name}: "${one}" is none of ${documentKinds.join(', ')}.`);
    return kind;
  });
}

const documentKindOption = (invocation: Invocation): DocumentKind => neededWord(invocation, 'kind', documentKinds);

const attachCommand: Command = {
  name: 'offsets attach',
  arguments: `OFFSET FILE --kind ${documentKinds.join('|')}`,
  summary: 'Keeps a document (PDF, PNG or JPEG) with an offset; its gap closes.',
  options: { kind: 'text', ...personOptions },
  files: [2, 2],
  run(invocation) {
    const offsetId = idOf(invocation);
    const kind = documentKindOption(invocation);
    const path = invocation.files[1]!;
    return withCompany<Answer>(invocation, async (books, company) => {
      const bytes = readInput(path);
      if (!bytes.ok) return bytes;
      const caller = await callerOf(invocation, books);
      if (!caller.ok) return caller;
      const input = { company, offsetId, kind, fileName: basename(path), bytes: bytes.value };
      const kept = await keepDocument(books.engine, caller.value, input);
      return kept.ok ? show(books, company, offsetId) : kept;
    });
  },
};

const documentCommand: Command = {
  name: 'offsets document',
  arguments: 'OFFSET FILE --out PATH | OFFSET FILE (--counts | --does-not-count --reason TEXT) --user LOGIN',
  summary:
    'Saves a file of an offset (by its number in offsets show) to look at it, or says that it counts or does not; who handed it in by the link is asked again.',
  options: { out: 'text', counts: 'flag', 'does-not-count': 'flag', reason: 'text', ...personOptions },
  files: [2, 2],
  run(invocation) {
    const [offsetId, documentId] = [idOf(invocation), idOf(invocation, 1)];
    const out = textOption(invocation, 'out');
    const counts = invocation.options['counts'] === true;
    if ([out !== undefined, counts, invocation.options['does-not-count'] === true].filter(Boolean).length !== 1)
      throw new UsageError('One of --out, --counts and --does-not-count is needed.');
    return withCompany<Answer>(invocation, async (books, company) => {
      const { engine, tenant } = books;
      if (out !== undefined) {
        const found = await loadOffset(engine, tenant.id, { offsetId, companyIds: [company.id] });
        const document = found?.documents.kept.find((one) => one.id === documentId);
        if (!document)
          return refuse(
            'offsets.document-not-found',
            'There is no such document with this offset. Nothing was written.',
          );
        const content = filesOf(engine).read(tenant.id, document.sha256);
        if (!content) return refuse('offsets.file-gone', 'The content of this file was erased.');
        if (existsSync(out))
          return refuse('documents.exists', `"${out}" exists already; name another path.`, {}, { file: out });
        writeFileSync(out, content, { flag: 'wx' });
        return done({
          json: { path: out, bytes: content.byteLength },
          text: `${document.fileName} is written to ${out}.`,
        });
      }
      const caller = await callerOfPerson(invocation, books, { action: 'offsets.propose', company });
      if (!caller.ok) return caller;
      const said = counts
        ? await acceptDocument(engine, caller.value, { company, offsetId, documentId })
        : await rejectDocument(engine, caller.value, {
            ...{ company, offsetId, documentId, reason: neededOption(invocation, 'reason') },
          });
      return said.ok ? show(books, company, offsetId) : said;
    });
  },
};

const requestCommand: Command = {
  name: 'offsets request',
  arguments: 'OFFSET [--kinds KIND,…] [--due DAY] [--preview] | OFFSET --withdraw --reason TEXT',
  summary:
    'Asks the customer for the documents that are missing, until a day, with reminders; it leaves through the gate.',
  options: { kinds: 'text', due: 'text', preview: 'flag', withdraw: 'flag', reason: 'text', ...personOptions },
  files: [1, 1],
  run(invocation) {
    const offsetId = idOf(invocation);
    const kinds = kindsOption(invocation, 'kinds');
    return withCompany<Answer>(invocation, async (books, company, asOf) => {
      const { engine, tenant } = books;
      if (invocation.options['preview'] === true) {
        const found = await loadOffset(engine, tenant.id, { offsetId, companyIds: [company.id] });
        if (!found) return refuse('offsets.offset-not-found', 'There is no such offset in this company.');
        const letter = await previewRequest(engine, tenant.id, found);
        if (!letter.ok) return letter;
        const text = letterText(letter.value);
        return done({ json: { subject: letter.value.subject, text }, text: `${letter.value.subject}\n\n${text}` });
      }
      const caller = await callerOf(invocation, books);
      if (!caller.ok) return caller;
      const made =
        invocation.options['withdraw'] === true
          ? await withdrawDocumentRequest(engine, caller.value, {
              company,
              offsetId,
              reason: neededOption(invocation, 'reason'),
            })
          : await requestDocuments(engine, caller.value, {
              company,
              offsetId,
              kinds,
              dueDate: dayOption(invocation, 'due'),
              asOf,
            });
      return made.ok ? show(books, company, offsetId) : made;
    });
  },
};

const policyCommand: Command = {
  name: 'offsets policy',
  arguments:
    '[--from DAY] [--days-overdue N] [--minimum AMOUNT] [--credit-documents KIND,…|none] [--payable-documents KIND,…|none] [--agreement-documents KIND,…|none] [--request-days N] [--reminder-days N] [--reminders N] [--daily yes|no] [--reason TEXT] [--user LOGIN]',
  summary: 'Shows the rules of offsets, or sets them from a day on; what is not named stays as it is.',
  options: {
    from: 'text',
    'days-overdue': 'text',
    minimum: 'text',
    'credit-documents': 'text',
    'payable-documents': 'text',
    'agreement-documents': 'text',
    'request-days': 'text',
    'reminder-days': 'text',
    reminders: 'text',
    daily: 'text',
    reason: 'text',
    ...personOptions,
  },
  files: [0, 0],
  run(invocation) {
    const number = (name: string, standing: number): number => {
      const text = textOption(invocation, name);
      if (text === undefined) return standing;
      if (!/^\d{1,4}$/.test(text)) throw new UsageError(`--${name} takes a whole number, not "${text}".`);
      return Number(text);
    };
    const kinds = (name: string, standing: readonly DocumentKind[]): readonly DocumentKind[] =>
      kindsOption(invocation, name) ?? standing;
    return withCompany<Answer>(invocation, async (books, company, asOf) => {
      const { engine, tenant } = books;
      const load = () => runQuery(engine, tenant.id, (db) => loadOffsetPolicy(db, tenant.id, company.id, asOf));
      const standing = await load();
      const sets = Object.keys(policyCommand.options!).some(
        (name) => name !== 'user' && name !== 'password-file' && textOption(invocation, name) !== undefined,
      );
      if (sets) {
        const minimum = textOption(invocation, 'minimum');
        const minimumMinor = catchRefusal(() =>
          minimum === undefined ? standing.minimumMinor : parseAmount(minimum, company.currency),
        );
        if (!minimumMinor.ok) return minimumMinor;
        const daily = wordOption(invocation, 'daily', ['yes', 'no'] as const);
        const policy = {
          daysOverdue: number('days-overdue', standing.daysOverdue),
          minimumMinor: minimumMinor.value,
          creditDocuments: kinds('credit-documents', standing.creditDocuments),
          payableDocuments: kinds('payable-documents', standing.payableDocuments),
          agreementDocuments: kinds('agreement-documents', standing.agreementDocuments),
          requestDays: number('request-days', standing.requestDays),
          reminderDays: number('reminder-days', standing.reminderDays),
          reminders: number('reminders', standing.reminders),
          proposedDaily: daily === undefined ? standing.proposedDaily : daily === 'yes',
        };
        const caller = await callerOfPerson(invocation, books, { action: 'offsets.edit-policy', company });
        if (!caller.ok) return caller;
        const validFrom = dayOption(invocation, 'from') ?? asOf;
        const reason = textOption(invocation, 'reason');
        const set = await setOffsetPolicy(engine, caller.value, { company, validFrom, policy, reason });
        if (!set.ok) return set;
      }
      const policy = await load();
      const said = [
        ['Aged from', `${policy.daysOverdue} days overdue`],
        ['Documents: credits', policy.creditDocuments.map(words).join(', ') || 'none'],
        ['Documents: payables', policy.payableDocuments.map(words).join(', ') || 'none'],
        ['Documents: netting agreement', policy.agreementDocuments.map(words).join(', ') || 'none'],
        [
          'Customers have',
          `${policy.requestDays} days, then ${policy.reminders} reminders every ${policy.reminderDays} days`,
        ],
        ['Proposed by the day run', policy.proposedDaily ? 'yes' : 'no'],
      ];
      return done({
        json: { ...policy, minimumMinor: policy.minimumMinor.toString() },
        text: table(['Rule', ''], said),
      });
    });
  },
};

const payablesImportCommand: Command = {
  name: 'offsets payables import',
  arguments: 'FILE [--mapping FILE] [--check] [--bad FILE]',
  summary: 'Offers what we owe suppliers for offset, from a CSV or XLSX by a mapping; bad rows come back in a file.',
  options: { mapping: 'text', check: 'flag', bad: 'text', ...personOptions },
  files: [1, 1],
  run: (invocation) =>
    withCompany<Answer>(invocation, async (books, company) => {
      const caller = await callerOf(invocation, books);
      if (!caller.ok) return caller;
      return importTable(invocation, 'payables', (input) =>
        importPayables(books.engine, caller.value, { ...input, company }),
      );
    }),
};

const payablesListCommand: Command = {
  name: 'offsets payables list',
  arguments: '[--all]',
  summary: 'What we owe suppliers and have offered for offset, and which suppliers are customers.',
  options: { all: 'flag' },
  files: [0, 0],
  run: (invocation) =>
    withCompany<Answer>(invocation, async ({ engine, tenant }, company) => {
      const all = invocation.options['all'] === true;
      const json = payablesToJson(await listPayables(engine, tenant.id, { companyId: company.id, all }));
      const text = table(
        ['Id', 'Supplier', 'Number', 'Due', 'Currency', 'Amount', 'Open', ''],
        json.rows.map((row) => [
          row.id,
          `${row.vendorNumber} ${row.vendorName}`,
          row.number,
          row.dueDate,
          row.currency,
          grouped(row.amount),
          grouped(row.open),
          row.withdrawn ? 'withdrawn' : '',
        ]),
        ['left', 'left', 'left', 'left', 'left', 'right', 'right'],
      );
      const links = json.links.map(
        (one) => `Supplier ${one.vendorNumber} is customer ${one.customer}: ${one.evidence}`,
      );
      return done({
        json,
        text: [json.rows.length === 0 ? 'Nothing is on offer.' : text, ...links].join('\n'),
      });
    }),
};

/** A command of a person in a company that answers one sentence. */
const personCommand = (
  command: Pick<Command, 'name' | 'arguments' | 'summary' | 'files'> & { readonly options: Command['options'] },
  action: Action,
  work: (invocation: Invocation, books: Books, company: Company, caller: Caller) => Promise<Outcome<string>>,
): Command => ({
  ...command,
  options: { ...command.options, ...personOptions },
  run: (invocation) =>
    withCompany<Answer>(invocation, async (books, company) => {
      const caller = await callerOfPerson(invocation, books, { action, company });
      if (!caller.ok) return caller;
      const made = await work(invocation, books, company, caller.value);
      return made.ok ? done({ json: { done: made.value }, text: made.value }) : made;
    }),
});

const said = (outcome: Outcome<unknown>, sentence: string): Outcome<string> => (outcome.ok ? done(sentence) : outcome);

/** An agreement of several companies is the affair of who may edit them in the whole tenant. */
const editing = (companies: readonly Company[]) => ({
  action: 'offsets.edit-agreements' as const,
  ...(companies.length === 1 ? { company: companies[0]! } : {}),
});

const agreementsListCommand: Command = {
  name: 'netting agreements list',
  arguments: '',
  summary: 'Netting agreements that concern the company, the newest first.',
  files: [0, 0],
  run: (invocation) =>
    withCompany<Answer>(invocation, async ({ engine, tenant }, company) => {
      const rows = (await listAgreements(engine, tenant.id, company.id)).map(agreementToJson);
      const text = table(
        ['Id', 'Reference', 'Parties', 'Companies', 'Currencies', 'From', 'To', 'Withdrawn'],
        rows.map((row) => [
          row.id,
          row.reference,
          [...row.customers.map((one) => one.number), ...row.vendors.map((one) => `supplier ${one}`)].join(', '),
          row.companies.join(', '),
          row.currencies.join(', ') || 'all',
          row.validFrom,
          row.validTo ?? '',
          row.withdrawn === null ? '' : `${row.withdrawn.from}: ${row.withdrawn.reason}`,
        ]),
      );
      return done({ json: { rows }, text: rows.length === 0 ? 'No netting agreement is recorded.' : text });
    }),
};

const agreementsRecordCommand: Command = {
  name: 'netting agreements record',
  arguments:
    'REFERENCE --customers NUMBER,… [--vendors NUMBER,…] [--companies CODE,…] [--currencies CODE,…] --from DAY [--to DAY] [--copy FILE] --user LOGIN',
  summary: 'Records that different legal entities may be netted; the copy of the agreement is kept.',
  options: {
    customers: 'text',
    vendors: 'text',
    companies: 'text',
    currencies: 'text',
    from: 'text',
    to: 'text',
    copy: 'text',
    ...personOptions,
  },
  files: [1, 1],
  run(invocation) {
    neededOption(invocation, 'customers', 'the customers who are party to it');
    neededOption(invocation, 'from', 'its first day');
    return withBooks<Answer>(invocation, async (books) => {
      const { engine, tenant } = books;
      const companies = await listCompanies(engine, tenant.id);
      const codes = listOption(invocation, 'companies');
      const own = textOption(invocation, 'company') ?? (companies.length === 1 ? companies[0]!.code : undefined);
      const named = codes.length > 0 ? codes : own === undefined ? [] : [own];
      if (named.length === 0) throw new UsageError('--companies is needed: for which companies it holds.');
      const unknown = named.find((code) => !companies.some((one) => one.code === code));
      if (unknown !== undefined)
        return refuse('company.unknown', `There is no company "${unknown}". Nothing was changed.`);
      const caller = await callerOfPerson(
        invocation,
        books,
        editing(companies.filter((one) => named.includes(one.code))),
      );
      if (!caller.ok) return caller;
      const path = textOption(invocation, 'copy');
      const made = await recordAgreement(engine, caller.value, {
        reference: invocation.files[0]!,
        companies: named,
        customers: listOption(invocation, 'customers'),
        vendors: listOption(invocation, 'vendors'),
        currencies: listOption(invocation, 'currencies'),
        validFrom: dayOption(invocation, 'from')!,
        validTo: dayOption(invocation, 'to') ?? null,
        companyIds: companies.map((one) => one.id),
        ...(path === undefined ? {} : { copy: { fileName: basename(path), bytes: readFileSync(path) } }),
      });
      if (!made.ok) return made;
      const id = made.value.agreementId.toString();
      return done({ json: { agreementId: id }, text: `Netting agreement ${id} is recorded.` });
    });
  },
};

const agreementsWithdrawCommand: Command = {
  name: 'netting agreements withdraw',
  arguments: 'ID [--from DAY] --reason TEXT --user LOGIN',
  summary: 'Withdraws a netting agreement from a day on; what was set off under it stays.',
  options: { from: 'text', reason: 'text', ...personOptions },
  files: [1, 1],
  run(invocation) {
    const agreementId = idOf(invocation);
    const reason = neededOption(invocation, 'reason');
    return withCompany<Answer>(invocation, async (books, company) => {
      const { engine, tenant } = books;
      const found = (await listAgreements(engine, tenant.id, company.id)).find((one) => one.id === agreementId);
      if (!found)
        return refuse('offsets.agreement-not-found', 'There is no such netting agreement. Nothing was changed.');
      const companies = (await listCompanies(engine, tenant.id)).filter((one) => found.companyIds.includes(one.id));
      const caller = await callerOfPerson(invocation, books, editing(companies));
      if (!caller.ok) return caller;
      const from = dayOption(invocation, 'from') ?? null;
      const input = { agreementId, companyIds: found.companyIds, from, reason };
      const made = await withdrawNetting(engine, caller.value, input);
      return made.ok ? done({ json: { done: true }, text: 'The agreement is withdrawn.' }) : made;
    });
  },
};

const agreementsAttachCommand: Command = {
  name: 'netting agreements attach',
  arguments: 'ID FILE --user LOGIN',
  summary: 'Keeps the signed copy (PDF, PNG or JPEG) of a netting agreement that was recorded without it.',
  options: { ...personOptions },
  files: [2, 2],
  run(invocation) {
    const agreementId = idOf(invocation);
    const path = invocation.files[1]!;
    return withBooks<Answer>(invocation, async (books) => {
      const { engine, tenant } = books;
      const bytes = readInput(path);
      if (!bytes.ok) return bytes;
      const all = await listCompanies(engine, tenant.id);
      const found = await findAgreement(engine, tenant.id, { agreementId, companyIds: all.map((one) => one.id) });
      if (!found)
        return refuse('offsets.agreement-not-found', 'There is no such netting agreement. Nothing was changed.');
      const companies = all.filter((one) => found.companyIds.includes(one.id));
      const caller = await callerOfPerson(invocation, books, editing(companies));
      if (!caller.ok) return caller;
      const kept = await keepAgreementCopy(engine, caller.value, {
        agreementId,
        companyIds: found.companyIds,
        fileName: basename(path),
        bytes: bytes.value,
      });
      if (!kept.ok) return kept;
      const text = kept.value.existing ? 'This copy is kept already.' : 'The copy is kept.';
      return done({ json: kept.value, text });
    });
  },
};

export const offsetCommands: readonly Command[] = [
  proposeCommand,
  listCommand,
  showCommand,
  attachCommand,
  documentCommand,
  requestCommand,
  executeCommand,
  onOffset(
    'withdraw',
    'offsets.propose',
    'Withdraws a proposed offset.',
    {},
    ({ books, company, offsetId }, caller, reason) =>
      withdrawOffset(books.engine, caller, { company, offsetId, reason }),
  ),
  onOffset(
    'reverse',
    'offsets.reverse',
    'Reverses an executed offset: everything is open again.',
    {},
    ({ books, company, offsetId, invocation }, caller, reason) =>
      reverseOffset(books.engine, caller, {
        company,
        offsetId,
        postingDate: dayOption(invocation, 'as-of'),
        reason,
      }),
  ),
  policyCommand,
  payablesImportCommand,
  payablesListCommand,
  personCommand(
    {
      name: 'offsets payables withdraw',
      arguments: 'ID --reason TEXT --user LOGIN',
      summary: 'Withdraws a payable from offset, such as one that was paid.',
      options: { reason: 'text' },
      files: [1, 1],
    },
    'offsets.import-payables',
    async (invocation, { engine }, company, caller) =>
      said(
        await withdrawPayable(engine, caller, {
          company,
          payableId: idOf(invocation),
          reason: neededOption(invocation, 'reason'),
        }),
        'The payable is withdrawn.',
      ),
  ),
  personCommand(
    {
      name: 'offsets vendor link',
      arguments: 'SUPPLIER --customer NUMBER --evidence TEXT --user LOGIN',
      summary: 'Records that a supplier is a customer of ours, with what shows it, such as a registration number.',
      options: { customer: 'text', evidence: 'text' },
      files: [1, 1],
    },
    'offsets.edit-agreements',
    async (invocation, { engine }, company, caller) =>
      said(
        await linkVendor(engine, caller, {
          company,
          vendorNumber: invocation.files[0]!,
          customer: neededOption(invocation, 'customer'),
          evidence: neededOption(invocation, 'evidence'),
        }),
        'The supplier is linked.',
      ),
  ),
  personCommand(
    {
      name: 'offsets vendor unlink',
      arguments: 'SUPPLIER --reason TEXT --user LOGIN',
      summary: 'Ends the link of a supplier with a customer.',
      options: { reason: 'text' },
      files: [1, 1],
    },
    'offsets.edit-agreements',
    async (invocation, { engine }, company, caller) =>
      said(
        await unlinkVendor(engine, caller, {
          company,
          vendorNumber: invocation.files[0]!,
          reason: neededOption(invocation, 'reason'),
        }),
        'The link is ended.',
      ),
  ),
  agreementsListCommand,
  agreementsRecordCommand,
  agreementsAttachCommand,
  agreementsWithdrawCommand,
];
