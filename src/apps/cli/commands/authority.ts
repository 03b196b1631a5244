/** `authority …`: limits, requests and their approval, delegation, simulation. */
import { existsSync, readFileSync } from 'node:fs';
import { listCompanies } from '#company';
import { findCustomerKey } from '#customers';
import { addMonths, dayInZone, done, formatAmount, type Outcome, parseAmount, refuse } from '#kernel';
import {
  type AuthorityLine,
  approveRequest,
  backtestLimits,
  delegateAuthority,
  findAction,
  findPersonByLogin,
  isSameDeed,
  type LimitChange,
  limitsInForceNow,
  listRequests,
  loadDelegations,
  loadRequest,
  rejectRequest,
  requestApproval,
  requestStates,
  revokeDelegation,
  runQuery,
  sayApprovers,
  setLimits,
  setLimitsInput,
  simulateAuthority,
  startWithDefaultLimits,
  withdrawRequest,
} from '#platform';
import {
  type Answer,
  type Books,
  type Command,
  companiesOf,
  dayOption,
  type Invocation,
  neededOption,
  textOption,
  UsageError,
  withBooks,
  withCompany,
  wordOption,
} from '../command.ts';
import { grouped, table } from '../output.ts';
import { callerOfPerson, personOptions } from '../person.ts';

const idOf = (text: string, what = 'request'): bigint => {
  if (!/^[1-9]\d{0,17}$/.test(text)) throw new UsageError(`"${text}" is not the number of a ${what}.`);
  return BigInt(text);
};

/** Codes of companies by id; what belongs to all of them has none. */
async function companyCodes(books: Books): Promise<ReadonlyMap<bigint, string>> {
  const companies = await listCompanies(books.engine, books.tenant.id);
  return new Map(companies.map((company) => [company.id, company.code]));
}

async function personOf(books: Books, login: string): Promise<Outcome<bigint>> {
  const personId = await findPersonByLogin(books.engine, login);
  return personId === undefined
    ? refuse('identity.person-not-found', `There is no user "${login}".`, {}, { field: 'user' })
    : done(personId);
}

const authorityListCommand: Command = {
  name: 'authority list',
  arguments: '[--action ACTION]',
  summary: 'Actions that take authority, with the limits in force.',
  options: { action: 'text' },
  files: [0, 0],
  run: (invocation) =>
    withBooks(invocation, async (books) => {
      const day = dayOption(invocation, 'as-of') ?? invocation.clock.now().toISOString().slice(0, 10);
      const policy = await limitsInForceNow(books.engine, books.tenant.id, day);
      const codes = await companyCodes(books);
      const only = textOption(invocation, 'company');
      const companies = await companiesOf(invocation, books);
      if (!companies.ok) return companies;
      const action = textOption(invocation, 'action');
      const known = action === undefined ? done(null) : findAction(books.engine, action);
      if (!known.ok) return known;
      const amount = (minor: bigint | null, currency: string | null): string | null =>
        minor === null || currency === null ? null : formatAmount(minor, currency);
      const actions = policy.actions
        .filter((one) => action === undefined || one.action.name === action)
        .map(({ action: one, limits }) => ({
          action: one.name,
          sentence: one.sentence,
          amountMeans: one.amountMeans,
          alwaysTwo: one.alwaysTwo,
          limits: limits
            .map((limit) => ({
              company: limit.companyId === null ? null : (codes.get(limit.companyId) ?? null),
              role: limit.role,
              person: limit.personName,
              mode: limit.mode,
              approverRole: limit.approverRole,
              currency: limit.currency,
              amount: amount(limit.amountMinor, limit.currency),
              personDay: amount(limit.personDayMinor, limit.currency),
              customer: amount(limit.customerMinor, limit.currency),
              customerPeriod: limit.customerPeriod,
              validFrom: limit.validFrom,
              version: limit.version,
            }))
            .filter((limit) => only === undefined || limit.company === null || limit.company === only),
        }));
      const rows = actions.flatMap((one) =>
        one.limits.map((limit) => [
          one.action,
          limit.company ?? 'all',
          limit.role ?? limit.person ?? '',
          limit.mode + (limit.approverRole ? ` of ${limit.approverRole}` : ''),
          limit.currency ?? '',
          limit.amount === null ? 'any' : grouped(limit.amount),
          limit.personDay === null ? '' : grouped(limit.personDay),
          limit.customer === null ? '' : `${grouped(limit.customer)} a ${limit.customerPeriod}`,
          limit.validFrom,
        ]),
      );
      return done({
        json: { day, policyVersion: policy.version, actions },
        text: `Authority on ${day}, version ${policy.version}\n\n${table(['Action', 'Company', 'Who', 'How', '', 'One act', 'Person and day', 'Customer', 'From'], rows, ['left', 'left', 'left', 'left', 'left', 'right', 'right', 'right'])}`,
      });
    }),
};

const authorityLimitsSetCommand: Command = {
  name: 'authority limits set',
  arguments:
    '--action ACTION (--role ROLE | --for LOGIN) --mode alone|with_approval|approve [--currency CUR --amount N --person-day N --customer-limit N --customer-period month|quarter|year] [--approver-role ROLE] [--from YYYY-MM-DD] [--remove] --reason TEXT',
  summary: 'Sets or ends a limit, as the owner of the installation; the one before stays on record.',
  options: {
    action: 'text',
    role: 'text',
    for: 'text',
    mode: 'text',
    currency: 'text',
    amount: 'text',
    'person-day': 'text',
    'customer-limit': 'text',
    'customer-period': 'text',
    'approver-role': 'text',
    from: 'text',
    remove: 'flag',
    reason: 'text',
  },
  files: [0, 0],
  run: (invocation) =>
    withBooks(invocation, async (books) => {
      const change = await changeOf(invocation, books);
      if (!change.ok) return change;
      const input = setLimitsInput.safeParse({ changes: [change.value], reason: neededOption(invocation, 'reason') });
      if (!input.success)
        throw new UsageError(input.error.issues.map((one) => `${String(one.path.at(-1))}: ${one.message}`).join('; '));
      const set = await setLimits(books.engine, books.caller, input.data);
      if (!set.ok) return set;
      return done({ json: set.value, text: `The limits are at version ${set.value.policyVersion}.` });
    }),
};

/** The limit that the options say: for the company of `--company`, else for all; `standard` is the currency of amounts where none is named. */
async function changeOf(
  invocation: Invocation,
  books: Books,
  standard: string | null = null,
): Promise<Outcome<Record<keyof LimitChange, unknown>>> {
  const code = textOption(invocation, 'company');
  const companies = code === undefined ? done([]) : await companiesOf(invocation, books);
  if (!companies.ok) return companies;
  const [company] = companies.value;
  const login = textOption(invocation, 'for');
  const person = login === undefined ? done(null) : await personOf(books, login);
  if (!person.ok) return person;
  const option = (name: string): string | null => textOption(invocation, name) ?? null;
  const amounts = [option('amount'), option('person-day'), option('customer-limit')];
  const currency = option('currency') ?? (amounts.some((one) => one !== null) ? (company?.currency ?? standard) : null);
  return done({
    action: neededOption(invocation, 'action'),
    companyId: company?.id.toString() ?? null,
    role: option('role'),
    personId: person.value?.toString() ?? null,
    mode: neededOption(invocation, 'mode'),
    approverRole: option('approver-role'),
    currency,
    amount: amounts[0],
    personDay: amounts[1],
    customer: amounts[2],
    customerPeriod: option('customer-period'),
    validFrom: option('from'),
    remove: invocation.options['remove'] === true,
  });
}

const authorityDefaultsCommand: Command = {
  name: 'authority defaults',
  arguments: '',
  summary: 'Gives actions that have no limits, or none any more, those they begin with.',
  files: [0, 0],
  run: (invocation) =>
    withBooks(invocation, async (books) => {
      const companies = await companiesOf(invocation, books);
      if (!companies.ok) return companies;
      const given: { company: string; actions: readonly string[] }[] = [];
      for (const company of companies.value) {
        const set = await startWithDefaultLimits(books.engine, books.caller, company);
        if (!set.ok) return set;
        given.push({ company: company.code, actions: set.value.actions });
      }
      const codes = companies.value.map((company) => company.code);
      return done({
        json: { companies: codes, given },
        text: [
          ...given.flatMap(({ company, actions }) =>
            actions.map((action) => `${company}: ${action} has its limits again.`),
          ),
          `Every action has limits in ${codes.join(', ')}.`,
        ].join('\n'),
      });
    }),
};

/** One request with everything that is asked for, and the hash by which it is approved. */
const sayRequest = (request: {
  readonly id: string;
  readonly state: string;
  readonly requester: string;
  readonly sentence: string;
  readonly reason: string;
  readonly contentHash: string;
  readonly lines: readonly AuthorityLine[];
}): string =>
  [
    `Request ${request.id}, ${request.state}, of ${request.requester}: ${request.sentence}`,
    `Why: ${request.reason}`,
    ...(request.lines.length === 0
      ? []
      : [
          table(
            ['What', 'Who', 'Account', 'Amount', ''],
            request.lines.map((line) => [
              ...[line.text, line.party ?? '', line.account ?? ''],
              ...[line.amount === null ? '' : grouped(line.amount), line.currency ?? ''],
            ]),
            ['left', 'left', 'left', 'right'],
          ),
        ]),
    `Hash: ${request.contentHash}`,
  ].join('\n\n');

const statesAsked = ['open', ...requestStates] as const;

const authorityRequestsCommand: Command = {
  name: 'authority requests',
  arguments: '[ID] [--state open|pending|proposed|approved|rejected|withdrawn|invalid] [--user LOGIN]',
  summary:
    'The queue of approvals, or one request with everything it asks for; with --user also whether that person may approve.',
  options: { state: 'text', ...personOptions },
  files: [0, 1],
  run: (invocation) =>
    withBooks(invocation, async (books): Promise<Outcome<Answer>> => {
      const [named] = invocation.files;
      const id = named === undefined ? undefined : idOf(named);
      const state = wordOption(invocation, 'state', statesAsked) ?? 'open';
      const login = textOption(invocation, 'user');
      const viewer = login === undefined ? done(books.caller.actor.personId) : await personOf(books, login);
      if (!viewer.ok) return viewer;
      const companies = await listCompanies(books.engine, books.tenant.id);
      const now = invocation.clock.now();
      const rows = await listRequests(books.engine, books.tenant.id, {
        companyIds: companies.map((company) => company.id),
        wholeTenant: true,
        states: id !== undefined ? requestStates : state === 'open' ? ['proposed', 'pending'] : [state],
        beforeId: id === undefined ? 0n : id + 1n,
        limit: id === undefined ? 200 : 1,
        viewerPersonId: viewer.value,
        dayOf: (companyId) => dayInZone(now, companies.find((one) => one.id === companyId)?.timeZone ?? 'UTC'),
      });
      const codes = await companyCodes(books);
      if (id !== undefined && rows[0]?.id !== id)
        return refuse('authority.request-not-found', `There is no request ${id}.`, {});
      const requests = rows.map((row) => ({
        id: row.id.toString(),
        action: row.action,
        company: row.companyId === null ? null : (codes.get(row.companyId) ?? null),
        sentence: row.sentence,
        lines: row.lines,
        amount: row.currency === null ? null : formatAmount(row.amountMinor, row.currency),
        currency: row.currency,
        reason: row.reason,
        source: row.source,
        state: row.state,
        requester: row.requesterName,
        requestedAt: row.requestedAt,
        settledBy: row.settledName,
        settledAt: row.settledAt,
        settledNote: row.settledNote,
        contentHash: row.contentHash,
        ...(login === undefined ? {} : { mayApprove: row.mayApprove, whyNot: row.whyNot }),
      }));
      const lines = requests.map((row) => [
        row.id,
        row.state,
        row.requester,
        row.sentence,
        row.reason,
        row.contentHash.slice(0, 12),
      ]);
      if (id !== undefined) return done({ json: { request: requests[0] }, text: sayRequest(requests[0]!) });
      return done({
        json: { requests },
        text:
          lines.length === 0
            ? 'Nobody asks for anything.'
            : table(['Id', 'State', 'Asked by', 'What', 'Why', 'Hash'], lines, ['right']),
      });
    }),
};

const authorityRequestCommand: Command = {
  name: 'authority request',
  arguments: 'INPUT.json --action ACTION --reason TEXT --user LOGIN [--password-file FILE]',
  summary: 'Asks a second person for what you may not do alone; the file holds the action’s input.',
  options: { action: 'text', reason: 'text', ...personOptions },
  files: [1, 1],
  run: (invocation) =>
    withBooks(invocation, async (books) => {
      const path = invocation.files[0]!;
      if (!existsSync(path))
        return refuse('authority.input-malformed', `There is no file "${path}".`, {}, { file: path });
      let input: unknown;
      try {
        input = JSON.parse(readFileSync(path, 'utf8'));
      } catch (fault) {
        return refuse(
          'authority.input-malformed',
          `${path} is no JSON: ${(fault as Error).message}.`,
          {},
          { file: path },
        );
      }
      const caller = await callerOfPerson(invocation, books);
      if (!caller.ok) return caller;
      const asked = await requestApproval(books.engine, caller.value, {
        action: neededOption(invocation, 'action'),
        input,
        reason: neededOption(invocation, 'reason'),
      });
      if (!asked.ok) return asked;
      const { requestId, sentence } = asked.value;
      const approvers = asked.value.approvers.map((one) => ('role' in one ? one : { personId: BigInt(one.personId) }));
      return done({
        json: asked.value,
        text: `Request ${requestId}: ${sentence} Waits for ${sayApprovers(approvers)}.`,
      });
    }),
};

const authorityApproveCommand: Command = {
  name: 'authority approve',
  arguments: 'ID --hash HASH --user LOGIN [--note TEXT] [--password-file FILE]',
  summary: 'Approves a request and runs it, once; the hash (12 characters do) says what you saw.',
  options: { hash: 'text', note: 'text', ...personOptions },
  files: [1, 1],
  run: (invocation) =>
    withBooks(invocation, async (books) => {
      const requestId = idOf(invocation.files[0]!);
      const seen = neededOption(invocation, 'hash').toLowerCase();
      if (!/^[0-9a-f]{12,64}$/.test(seen)) throw new UsageError('--hash takes at least the first 12 characters.');
      const caller = await callerOfPerson(invocation, books);
      if (!caller.ok) return caller;
      const request = await runQuery(books.engine, books.tenant.id, (db) =>
        loadRequest(db, books.tenant.id, requestId),
      );
      const contentHash = request?.contentHash.startsWith(seen) ? request.contentHash : seen;
      const settled = await approveRequest(books.engine, caller.value, {
        requestId,
        contentHash,
        note: textOption(invocation, 'note') ?? null,
      });
      if (!settled.ok) return settled;
      return done({
        json: { requestId: settled.value.requestId, state: settled.value.state },
        text: `Request ${requestId} is approved and done.`,
      });
    }),
};

const settling = (verb: 'reject' | 'withdraw', summary: string, settle: typeof rejectRequest): Command => ({
  name: `authority ${verb}`,
  arguments: 'ID --note TEXT --user LOGIN [--password-file FILE]',
  summary,
  options: { note: 'text', ...personOptions },
  files: [1, 1],
  run: (invocation) =>
    withBooks(invocation, async (books) => {
      const requestId = idOf(invocation.files[0]!);
      const note = neededOption(invocation, 'note');
      const caller = await callerOfPerson(invocation, books);
      if (!caller.ok) return caller;
      const settled = await settle(books.engine, caller.value, { requestId, note });
      if (!settled.ok) return settled;
      const { state } = settled.value;
      return done({ json: { requestId: requestId.toString(), state }, text: `Request ${requestId} is ${state}.` });
    }),
});

const authorityRejectCommand = settling('reject', 'Says no to a request, with the reason.', rejectRequest);
const authorityWithdrawCommand = settling('withdraw', 'Takes the own request back.', withdrawRequest);

const authorityDelegateCommand: Command = {
  name: 'authority delegate',
  arguments:
    '--to LOGIN --from YYYY-MM-DD --until YYYY-MM-DD [--actions A,B] [--ceiling N --currency CUR] --reason TEXT --user LOGIN [--password-file FILE] | --revoke ID --user LOGIN | --list',
  summary: 'Delegates your own authority for some days, or revokes it.',
  options: {
    to: 'text',
    from: 'text',
    until: 'text',
    actions: 'text',
    ceiling: 'text',
    currency: 'text',
    reason: 'text',
    revoke: 'text',
    list: 'flag',
    ...personOptions,
  },
  files: [0, 0],
  run: (invocation) =>
    withBooks(invocation, async (books): Promise<Outcome<Answer>> => {
      if (invocation.options['list'] === true) return listDelegations(books);
      const revoke = textOption(invocation, 'revoke');
      const caller = await callerOfPerson(invocation, books);
      if (!caller.ok) return caller;
      if (revoke !== undefined) {
        const revoked = await revokeDelegation(books.engine, caller.value, {
          delegationId: idOf(revoke, 'delegation'),
        });
        return revoked.ok ? done({ json: revoked.value, text: `Delegation ${revoke} is over.` }) : revoked;
      }
      const delegate = await personOf(books, neededOption(invocation, 'to'));
      if (!delegate.ok) return delegate;
      const code = textOption(invocation, 'company');
      const companies = code === undefined ? done([]) : await companiesOf(invocation, books);
      if (!companies.ok) return companies;
      const ceiling = textOption(invocation, 'ceiling');
      const from = dayOption(invocation, 'from');
      const to = dayOption(invocation, 'until');
      if (from === undefined || to === undefined) throw new UsageError('--from and --until are needed.');
      const currency = ceiling === undefined ? '' : neededOption(invocation, 'currency');
      const lent = await delegateAuthority(books.engine, caller.value, {
        delegatePersonId: delegate.value,
        companyId: companies.value[0]?.id ?? null,
        actions: textOption(invocation, 'actions')?.split(',') ?? null,
        ceiling: ceiling === undefined ? null : { amountMinor: parseAmount(ceiling, currency), currency },
        from,
        to,
        reason: neededOption(invocation, 'reason'),
      });
      return lent.ok
        ? done({ json: lent.value, text: `Delegation ${lent.value.delegationId} holds from ${from} to ${to}.` })
        : lent;
    }),
};

async function listDelegations(books: Books): Promise<Outcome<Answer>> {
  const rows = await runQuery(books.engine, books.tenant.id, (db) => loadDelegations(db, books.tenant.id));
  const delegations = rows.map((row) => ({
    id: row.id.toString(),
    delegator: row.delegatorName,
    delegate: row.delegateName,
    actions: row.actions,
    ceiling:
      row.ceilingMinor === null
        ? null
        : { amount: formatAmount(row.ceilingMinor, row.ceilingCurrency!), currency: row.ceilingCurrency },
    from: row.from,
    to: row.to,
    reason: row.reason,
    revokedAt: row.revokedAt,
  }));
  const lines = delegations.map((row) => [
    row.id,
    row.delegator,
    row.delegate,
    row.from,
    row.to,
    row.actions?.join(', ') ?? 'every action',
    row.revokedAt === null ? '' : 'revoked',
  ]);
  return done({ json: { delegations }, text: table(['Id', 'Of', 'To', 'From', 'Until', 'For', ''], lines, ['right']) });
}

const authoritySimulateCommand: Command = {
  name: 'authority simulate',
  arguments: '--user LOGIN --action ACTION [--amount N] [--customer NUMBER] [--company CODE]',
  summary: 'What would happen if a person did this now; changes nothing.',
  options: { user: 'text', action: 'text', amount: 'text', customer: 'text' },
  files: [0, 0],
  run: (invocation) =>
    withCompany(invocation, async (books, company, day) => {
      const person = await personOf(books, neededOption(invocation, 'user'));
      if (!person.ok) return person;
      const number = textOption(invocation, 'customer');
      const account =
        number === undefined
          ? undefined
          : await runQuery(books.engine, books.tenant.id, (db) =>
              findCustomerKey(db, books.tenant.id, company.id, number),
            );
      if (number !== undefined && !account)
        return refuse('customers.account-unknown', `Company ${company.code} has no customer "${number}".`, {});
      const simulated = await simulateAuthority(books.engine, books.tenant.id, {
        action: neededOption(invocation, 'action'),
        company,
        personId: person.value,
        amount: textOption(invocation, 'amount') ?? null,
        customerId: account?.customerId ?? null,
        day,
      });
      if (!simulated.ok) return simulated;
      const { outcome, why, approvers, limits, policyVersion } = simulated.value;
      const basis = limits.find((one) => one.decides);
      const named = approvers.map((one) => ('role' in one ? one : { personId: one.personId.toString() }));
      const text = outcome === 'approval-needed' ? `${why} It takes ${sayApprovers(approvers)}.` : why;
      const under = basis?.lentBy ? ` Delegated by ${basis.lentBy}.` : '';
      return done({
        json: { outcome, why, approvers: named, lentBy: basis?.lentBy ?? null, policyVersion },
        text: `${outcome}: ${text}${under}`,
      });
    }),
};

const authorityBacktestCommand: Command = {
  name: 'authority backtest',
  arguments:
    '--action ACTION (--role ROLE | --for LOGIN) --mode alone|with_approval|approve [--currency CUR --amount N --person-day N --customer-limit N --customer-period month|quarter|year] [--approver-role ROLE] [--remove] [--from YYYY-MM-DD] [--to YYYY-MM-DD] [--company CODE]',
  summary: 'What past decisions would have been with this limit in the place of the one in force; changes nothing.',
  options: {
    action: 'text',
    role: 'text',
    for: 'text',
    mode: 'text',
    currency: 'text',
    amount: 'text',
    'person-day': 'text',
    'customer-limit': 'text',
    'customer-period': 'text',
    'approver-role': 'text',
    remove: 'flag',
    from: 'text',
    to: 'text',
  },
  files: [0, 0],
  run: (invocation) =>
    withCompany(invocation, async (books, company, day) => {
      const asked = await changeOf(invocation, books, company.currency);
      if (!asked.ok) return asked;
      const to = dayOption(invocation, 'to') ?? day;
      const from = dayOption(invocation, 'from') ?? addMonths(to, -12);
      const body = setLimitsInput.safeParse({ changes: [{ ...asked.value, validFrom: null }], reason: 'A backtest.' });
      if (!body.success)
        throw new UsageError(body.error.issues.map((one) => `${String(one.path.at(-1))}: ${one.message}`).join('; '));
      const [change] = body.data.changes;
      const tested = await backtestLimits(books.engine, books.tenant.id, {
        ...{ action: change!.action, company, from, to, besides: 'in_force', changes: [change!] },
      });
      if (!tested.ok) return tested;
      const { decisions, replayed } = tested.value;
      const changed = replayed.flatMap((one, index) =>
        isSameDeed(one) ? [] : [{ ...one, id: one.id.toString(), row: decisions[index]! }],
      );
      return done({
        json: {
          company: company.code,
          ...{ from, to, decisions: replayed.length, same: replayed.length - changed.length },
          changed: changed.map(({ row, ...one }) => ({
            ...{ ...one, day: row.day, person: row.personName, subject: row.subject, currency: row.currency },
            amount: row.currency === null ? null : formatAmount(row.amountMinor, row.currency),
          })),
        },
        text: [
          `${replayed.length} decisions of ${from} to ${to}; ${changed.length} would have been others.`,
          ...(changed.length === 0
            ? []
            : [
                '',
                table(
                  ['Day', 'Who', 'What', '', 'Amount', 'Was', 'Would be'],
                  changed.map(({ row, was, would }) => [
                    ...[row.day, row.personName, row.subject, row.currency ?? ''],
                    row.currency === null ? '' : grouped(formatAmount(row.amountMinor, row.currency)),
                    ...[was, would],
                  ]),
                  ['left', 'left', 'left', 'left', 'right', 'left', 'left'],
                ),
              ]),
        ].join('\n'),
      });
    }),
};

export const authorityCommands: readonly Command[] = [
  authorityListCommand,
  authorityLimitsSetCommand,
  authorityDefaultsCommand,
  authorityRequestsCommand,
  authorityRequestCommand,
  authorityApproveCommand,
  authorityRejectCommand,
  authorityWithdrawCommand,
  authorityDelegateCommand,
  authoritySimulateCommand,
  authorityBacktestCommand,
];
