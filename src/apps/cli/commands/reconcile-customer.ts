/** `reconcile …`: the customer's own statement against our ledger, line by line, to a balance that both sides agree on. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Company } from '#company';
import { findCustomerKey } from '#customers';
import { parseStatementMapping, warningText } from '#formats';
import { catchRefusal, done, isCurrency, type Outcome, parseAmount, refuse } from '#kernel';
import { runQuery } from '#platform';
import {
  agreeBalance,
  checkCustomerStatement,
  comparisonToJson,
  type DifferenceSide,
  decideLines,
  differenceSides,
  discardStatement,
  disputeDifference,
  endDispute,
  keepCustomerStatement,
  listedToJson,
  listReconciliations,
  loadReconciliation,
  reconciliationPdf,
  reconciliationToJson,
  reconciliationWords,
  reconciliationWorkbook,
  withdrawAgreement,
  writeToCustomer,
} from '#reconciliation';
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
  wordOption,
} from '../command.ts';
import { mappingOf } from '../mapping-file.ts';
import { grouped, table } from '../output.ts';
import { callerOf, personOptions } from '../person.ts';
import { readInput } from './bank.ts';

const words = reconciliationWords('en');
type Compared = ReturnType<typeof comparisonToJson>;

/** The comparison for people: lines, then the way from their balance to ours. */
function describe(of: Compared, currency: string): string {
  const amount = (text: string, shown: boolean): string => (shown ? grouped(text) : '');
  const rows = of.lines.map((line) => [
    line.key,
    line.theirs?.reference ?? '',
    amount(line.theirAmount, line.theirs !== null || line.outcome === 'balance_only'),
    line.ours?.number ?? '',
    amount(line.ourAmount, line.ours !== null || line.outcome === 'balance_only'),
    amount(line.difference, line.difference !== '0' && !/^0\.0*$/.test(line.difference)),
    line.reason === null
      ? 'agrees'
      : [words.reasons[line.reason], line.number, line.day].filter((one) => one !== null).join(' · '),
    line.reason === null || /^0(\.0*)?$/.test(line.difference) ? '' : line.side,
    line.proposal === 'none' ? '' : line.proposal.replaceAll('_', ' '),
  ]);
  return [
    table(['Line', 'Theirs', 'Amount', 'Ours', 'Amount', 'Difference', 'Why', 'Puts right', 'To do'], rows, [
      'left',
      'left',
      'right',
      'left',
      'right',
      'right',
    ]),
    table(
      ['', currency],
      [
        ['Their balance', grouped(of.theirs)],
        ...of.byReason.map((one) => [`${words.reasons[one.reason]} (${one.count})`, grouped(one.amount)]),
        ['Our balance', grouped(of.ours)],
        ['Difference', grouped(of.difference)],
      ],
      ['left', 'right'],
    ),
  ].join('\n\n');
}

async function accountIn({ engine, tenant }: Books, company: Company, customer: string): Promise<Outcome<bigint>> {
  const found = await runQuery(engine, tenant.id, (db) => findCustomerKey(db, tenant.id, company.id, customer));
  return found
    ? done(found.accountId)
    : refuse(
        'reconciliation.customer-not-found',
        `There is no customer "${customer}" in this company. Nothing was changed.`,
      );
}

const reconcileCustomerCommand: Command = {
  name: 'reconcile customer',
  arguments:
    'FILE --customer NUMBER [--as-of DAY] [--currency CODE] [--kind open_items|movements] [--from DAY] [--mapping FILE] [--check] [--output DIR]',
  summary:
    "Compares a customer's statement (CSV, XLSX, PDF) with our ledger line by line and keeps it; --as-of is its day.",
  options: {
    customer: 'text',
    currency: 'text',
    kind: 'text',
    from: 'text',
    mapping: 'text',
    check: 'flag',
    output: 'text',
    ...personOptions,
  },
  files: [1, 1],
  run(invocation) {
    const customer = neededOption(invocation, 'customer');
    const kind = wordOption(invocation, 'kind', ['open_items', 'movements'] as const);
    const currency = textOption(invocation, 'currency');
    if (currency !== undefined && !isCurrency(currency)) throw new UsageError(`"${currency}" is not a currency.`);
    return withCompany<Answer>(invocation, async (books, company) => {
      const { engine, tenant } = books;
      const path = invocation.files[0]!;
      const bytes = readInput(path);
      if (!bytes.ok) return bytes;
      const mapping = mappingOf(invocation, 'statement', parseStatementMapping);
      if (!mapping.ok) return mapping;
      const accountId = await accountIn(books, company, customer);
      if (!accountId.ok) return accountId;
      const input = {
        company,
        accountId: accountId.value,
        fileName: basename(path),
        bytes: bytes.value,
        currency: currency ?? company.currency,
        asOf: dayOption(invocation, 'as-of') ?? null,
        kind: kind ?? null,
        fromDate: dayOption(invocation, 'from') ?? null,
        mapping: mapping.value,
      };
      if (invocation.options['check'] === true) {
        const checked = await checkCustomerStatement(engine, tenant.id, input);
        if (!checked.ok) return checked;
        const { read, comparison } = checked.value;
        const json = comparisonToJson(comparison, read.currency);
        const warnings = read.file.warnings.map(warningText);
        return done({
          json: { currency: read.currency, asOf: read.asOf, kind: read.kind, warnings, ...json },
          text: [...warnings.map((one) => `! ${one}`), describe(json, read.currency)].join('\n'),
        });
      }
      const caller = await callerOf(invocation, books);
      if (!caller.ok) return caller;
      const kept = await keepCustomerStatement(engine, caller.value, input);
      return kept.ok ? show(invocation, books, company, kept.value.statementId) : kept;
    });
  },
};

/** What was done about differences, and what may be done next, by line. */
function describeWork(of: ReturnType<typeof reconciliationToJson>): string {
  const rows = of.work
    .filter((one) => one.deeds.length > 0 || one.steps.length > 0)
    .map((one) => [
      one.key,
      one.deeds
        .map((deed) => [deed.what, deed.number, deed.amount, deed.day, deed.state].filter(Boolean).join(' '))
        .join('; '),
      one.steps.map((step) => [step.kind.replace('_', ' '), step.amount].filter(Boolean).join(' ')).join(', '),
    ]);
  return rows.length === 0 ? '' : table(['Line', 'Done', 'Next'], rows, ['left', 'left', 'left']);
}

/** Shows a kept reconciliation, and writes its files where a folder is named. */
async function show(
  invocation: Invocation,
  { engine, tenant }: Books,
  company: Company,
  statementId: bigint,
): Promise<Outcome<Answer>> {
  const found = await runQuery(engine, tenant.id, (db) =>
    loadReconciliation(db, tenant.id, { statementId, companyIds: [company.id] }),
  );
  if (!found) return refuse('reconciliation.statement-not-found', 'There is no such statement in this company.');
  const json = reconciliationToJson(found);
  const folder = textOption(invocation, 'output');
  const files: string[] = [];
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    const name = join(folder, `reconciliation-${json.customer}-${json.asOf}`);
    files.push(`${name}.pdf`, `${name}.xlsx`);
    writeFileSync(files[0]!, await reconciliationPdf(engine, tenant.id, { company, ...found }));
    writeFileSync(files[1]!, reconciliationWorkbook({ company, ...found }));
  }
  const [agreement] = json.agreements;
  const said = [
    `Statement ${json.id} of ${json.name} (${json.customer}) as of ${json.asOf}`,
    ...json.warnings.map((one) => `! ${one}`),
    describe(json, json.currency),
    describeWork(json),
    agreement === undefined || agreement.withdrawn !== null
      ? json.proposedBalance === null
        ? 'Differences are open: say with `reconcile decide` who puts them right.'
        : `To be agreed on: ${json.currency} ${grouped(json.proposedBalance)}.`
      : `Agreed on ${agreement.agreedOn} with ${agreement.agreedWith}: ${json.currency} ${grouped(agreement.agreed)}.`,
    ...(json.sinceAgreed && !/^-?0(\.0*)?$/.test(json.sinceAgreed.difference)
      ? [`! Our balance of that day has changed by ${json.sinceAgreed.difference} since.`]
      : []),
    ...files,
  ];
  return done({ json: { ...json, files }, text: said.filter((part) => part !== '').join('\n\n') });
}

const idOf = (invocation: Invocation): bigint => {
  const text = invocation.files[0]!;
  if (!/^[1-9]\d{0,17}$/.test(text)) throw new UsageError(`"${text}" is not the id of a statement.`);
  return BigInt(text);
};

const showCommand: Command = {
  name: 'reconcile show',
  arguments: 'STATEMENT [--output DIR]',
  summary: 'Shows a customer reconciliation as it stands now; with --output as PDF and XLSX.',
  options: { output: 'text' },
  files: [1, 1],
  run: (invocation) =>
    withCompany<Answer>(invocation, (books, company) => show(invocation, books, company, idOf(invocation))),
};

const listCommand: Command = {
  name: 'reconcile list',
  arguments: '[--customer NUMBER]',
  summary: "Customers' statements with both balances and what was agreed.",
  options: { customer: 'text' },
  files: [0, 0],
  run(invocation) {
    const customer = textOption(invocation, 'customer');
    return withCompany<Answer>(invocation, async (books, company) => {
      const { engine, tenant } = books;
      const account = customer === undefined ? done(undefined) : await accountIn(books, company, customer);
      if (!account.ok) return account;
      const listed = await runQuery(engine, tenant.id, (db) =>
        listReconciliations(db, tenant.id, { companyId: company.id, accountId: account.value, limit: 200 }),
      );
      const rows = listed.map(listedToJson);
      const text = table(
        ['Statement', 'Customer', 'As of', 'Currency', 'Theirs', 'Ours', 'Difference', 'Agreed'],
        rows.map((row) => [
          row.id,
          `${row.customer} ${row.name}`,
          row.asOf,
          row.currency,
          grouped(row.theirs),
          grouped(row.ours),
          grouped(row.difference),
          row.agreed === null ? '' : `${grouped(row.agreed)}${row.changedSince ? ' (changed since)' : ''}`,
        ]),
        ['left', 'left', 'left', 'left', 'right', 'right', 'right', 'right'],
      );
      return done({ json: { rows }, text: rows.length === 0 ? 'No statements were received yet.' : text });
    });
  },
};

const decideCommand: Command = {
  name: 'reconcile decide',
  arguments: 'STATEMENT LINE=ours|theirs|timing|open … [--note TEXT]',
  summary: 'Says of differences who puts them right; ours is corrected in our books and counts in the agreed balance.',
  options: { note: 'text', ...personOptions },
  files: [2, 200],
  run(invocation) {
    const statementId = idOf(invocation);
    const decisions = invocation.files.slice(1).map((word) => {
      const [key, side] = word.split('=') as [string, string | undefined];
      if (!differenceSides.some((one) => one === side))
        throw new UsageError(`"${word}": write LINE=${differenceSides.join('|')}.`);
      return { key, side: side as DifferenceSide, note: textOption(invocation, 'note') ?? '' };
    });
    return withCompany<Answer>(invocation, async (books, company) => {
      const caller = await callerOf(invocation, books);
      if (!caller.ok) return caller;
      const made = await decideLines(books.engine, caller.value, { company, statementId, decisions });
      return made.ok ? show(invocation, books, company, statementId) : made;
    });
  },
};

const agreeCommand: Command = {
  name: 'reconcile agree',
  arguments: 'STATEMENT --balance AMOUNT --with NAME [--as-of DAY] [--note TEXT] [--evidence FILE]',
  summary: 'Records the balance that both sides agree on: ours and what we correct.',
  options: { balance: 'text', with: 'text', note: 'text', evidence: 'text', ...personOptions },
  files: [1, 1],
  run(invocation) {
    const statementId = idOf(invocation);
    const balance = neededOption(invocation, 'balance');
    const agreedWith = neededOption(invocation, 'with', 'who agreed at the customer');
    return withCompany<Answer>(invocation, async (books, company, asOf) => {
      const { engine, tenant } = books;
      const caller = await callerOf(invocation, books);
      if (!caller.ok) return caller;
      const found = await runQuery(engine, tenant.id, (db) =>
        loadReconciliation(db, tenant.id, { statementId, companyIds: [company.id] }),
      );
      if (!found) return refuse('reconciliation.statement-not-found', 'There is no such statement in this company.');
      const agreedMinor = catchRefusal(() => parseAmount(balance, found.statement.currency));
      if (!agreedMinor.ok) return agreedMinor;
      const path = textOption(invocation, 'evidence');
      const bytes = path === undefined ? done(undefined) : readInput(path);
      if (!bytes.ok) return bytes;
      const agreed = await agreeBalance(engine, caller.value, {
        company,
        statementId,
        agreedMinor: agreedMinor.value,
        agreedWith,
        agreedOn: asOf,
        note: textOption(invocation, 'note') ?? '',
        evidence: bytes.value && { fileName: basename(path!), bytes: bytes.value },
      });
      return agreed.ok ? show(invocation, books, company, statementId) : agreed;
    });
  },
};

const writeCommand: Command = {
  name: 'reconcile write',
  arguments: 'STATEMENT LINE …',
  summary:
    'Writes to the customer about differences; one letter, with the copies that are kept, with the next sending.',
  options: { ...personOptions },
  files: [2, 201],
  run(invocation) {
    const statementId = idOf(invocation);
    const keys = invocation.files.slice(1);
    return withCompany<Answer>(invocation, async (books, company, asOf) => {
      const caller = await callerOf(invocation, books);
      if (!caller.ok) return caller;
      const made = await writeToCustomer(books.engine, caller.value, { company, statementId, keys, asOf });
      return made.ok ? show(invocation, books, company, statementId) : made;
    });
  },
};

const disputeCommand: Command = {
  name: 'reconcile dispute',
  arguments: 'STATEMENT LINE --reason TEXT [--end]',
  summary: 'Marks our document of a difference as disputed by its amount, or ends that.',
  options: { reason: 'text', end: 'flag', ...personOptions },
  files: [2, 2],
  run(invocation) {
    const statementId = idOf(invocation);
    const at = { key: invocation.files[1]!, reason: neededOption(invocation, 'reason') };
    return withCompany<Answer>(invocation, async (books, company, asOf) => {
      const caller = await callerOf(invocation, books);
      if (!caller.ok) return caller;
      const { engine } = books;
      const made =
        invocation.options['end'] === true
          ? await endDispute(engine, caller.value, { company, statementId, ...at })
          : await disputeDifference(engine, caller.value, { company, statementId, ...at, asOf });
      return made.ok ? show(invocation, books, company, statementId) : made;
    });
  },
};

/** What takes something back: a statement, or an agreed balance. */
const takingBack = (
  name: string,
  summary: string,
  said: string,
  work: typeof discardStatement | typeof withdrawAgreement,
): Command => ({
  name: `reconcile ${name}`,
  arguments: 'STATEMENT --reason TEXT',
  summary,
  options: { reason: 'text', ...personOptions },
  files: [1, 1],
  run(invocation) {
    const statementId = idOf(invocation);
    const reason = neededOption(invocation, 'reason');
    return withCompany<Answer>(invocation, async (books, company) => {
      const caller = await callerOf(invocation, books);
      if (!caller.ok) return caller;
      const outcome = await work(books.engine, caller.value, { company, statementId, reason });
      return outcome.ok ? done({ json: { statementId: statementId.toString() }, text: said }) : outcome;
    });
  },
});

export const reconcileCustomerCommands: readonly Command[] = [
  reconcileCustomerCommand,
  listCommand,
  showCommand,
  decideCommand,
  writeCommand,
  disputeCommand,
  agreeCommand,
  takingBack(
    'withdraw',
    'Withdraws an agreed balance; it stays on record.',
    'The agreement is withdrawn.',
    withdrawAgreement,
  ),
  takingBack(
    'discard',
    'Takes a statement away that came by mistake.',
    'The statement is taken away; its file stays kept.',
    discardStatement,
  ),
];
