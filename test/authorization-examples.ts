/**
 * One example request per route, for the authorization matrix. A module that adds a route adds its example here; a route
 * without one fails the test. An example is made for a place: what it names must lie in that place, so that the matrix
 * can ask for other companies' and other tenants' things by their real ids.
 */
import {
  applyCash,
  applyReceipt,
  createBankAccount,
  declineProposal,
  importBankFile,
  leaveReceipt,
  listPayerAliases,
  loadAcceptance,
  removeAlias,
  returnReceipt,
} from '#cash';
import { setProcedure, takeOverWork } from '#collections';
import { addClosingDays, findCompany, loadCompanies } from '#company';
import {
  type MessageKind,
  makePrintBatch,
  markPrinted,
  proposeMessagesIn,
  type Rendered,
  sendMessages,
} from '#correspondence';
import {
  createPortfolio,
  findCustomerKey,
  loadAccounts,
  loadReach,
  markBouncedIn,
  recordInsolvency,
  relateCustomers,
  saveCustomers,
  substitutePortfolio,
} from '#customers';
import { addDays, done } from '#kernel';
import { loadChart, setUpChart } from '#ledger';
import { listUnreadFiles, noteUnreadFile, saveView } from '#operations';
import { closeAccount, createAccount, createPerson, grantRole, runCommand, runQuery, sql } from '#platform';
import { recordPromise } from '#promises';
import { postDocuments } from '#receivables';
import { sendPath } from '../src/apps/registrations.ts';
import { adviceExamples } from './advice-examples.ts';
import { authorityExamples } from './authority-examples.ts';
import { bankAccountExamples, giveUpUnreadBanks } from './bank-account-examples.ts';
import { must } from './books.ts';
import { checkExamples } from './check-examples.ts';
import { documentExamples } from './document-examples.ts';
import { erpExamples } from './erp-examples.ts';
import { fileExamples } from './file-examples.ts';
import { importExamples } from './import-examples.ts';
import { mt940Day } from './mt940-day.ts';
import { offsetExamples } from './offset-examples.ts';
import { paymentExamples } from './payment-examples.ts';
import { reconciliationExamples } from './reconciliation-examples.ts';
import { sampleExamples } from './sample-examples.ts';
import { sampleLetter } from './sample-letter.ts';
import { password, type World } from './server-world.ts';
import { settlementExamples } from './settlement-examples.ts';
import { silentOutbox } from './silent-outbox.ts';
import { sisterExamples } from './sister-examples.ts';

/** Where the things lie that the request names. */
export interface Place {
  readonly world: World;
  readonly tenant: 'north' | 'south';
  readonly companyId: bigint;
  /** The company's code; it is also the marker that must not leak out of it. */
  readonly company: string;
  /** A word that no other example uses. */
  readonly fresh: string;
  /** Who will send the request, where that is known. */
  readonly senderPersonId?: bigint;
}

export interface Example {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The request spends the session, so it gets one of its own. */
  readonly ownSession?: true;
  /** Where the table of permissions is not the whole answer: the status for a person whose grants are revoked. */
  readonly revokedStatus?: number;
}

/**
 * `own` makes the request for the person's own place. `foreign` makes one that names things of another place; a route
 * whose requests cannot name such things has none ('company' or 'tenant' left out).
 */
export interface ExampleMaker {
  readonly own: (place: Place) => Example | Promise<Example>;
  readonly otherCompany?: (place: Place) => Example | Promise<Example>;
  readonly otherTenant?: (place: Place) => Example | Promise<Example>;
}

/** A run that sends to nobody; nothing is sent while a bank is not read. */
const toNobody = async (place: Place): Promise<Example> => {
  await giveUpUnreadBanks(place);
  return { query: { company: place.company }, body: { customers: ['nobody'] } };
};

/** A route that only names a company: another one is absent. */
const companyNamed: ExampleMaker = {
  own: ({ company }) => ({ query: { company } }),
  otherCompany: ({ company }) => ({ query: { company } }),
};

/** The aging over companies, in one currency. */
const groupAged: ExampleMaker = {
  own: () => ({ query: { by: 'company', currency: 'EUR' } }),
  otherCompany: ({ company }) => ({ query: { company, currency: 'EUR' } }),
};

const returnFee = { currency: 'EUR', amount: '7.50', validFrom: '2026-03-01' };

/** A column of numbers, asked for in a company. */
const numbersAsked: ExampleMaker = {
  own: ({ company }) => ({ query: { company }, body: { numbers: ['RE-1'] } }),
  otherCompany: ({ company }) => ({ query: { company }, body: { numbers: ['RE-1'] } }),
};

/** The groups of a list. */
const groupedBy = (group: string): ExampleMaker => ({
  own: ({ company }) => ({ query: { company, group } }),
  otherCompany: ({ company }) => ({ query: { company, group } }),
});
/** The routes of a list that is a shape. */
const listNamed = (operation: string, group: string): Readonly<Record<string, ExampleMaker>> => ({
  [operation]: companyNamed,
  [`${operation}-groups`]: groupedBy(group),
  [`${operation}-csv`]: companyNamed,
  [`${operation}-xlsx`]: companyNamed,
});
/** The same of a list that is chosen from by numbers. */
const numberedNamed = (operation: string, group: string): Readonly<Record<string, ExampleMaker>> => ({
  ...listNamed(operation, group),
  [`${operation}-find`]: numbersAsked,
});

/** A route that names nothing: lists, and questions about oneself. */
const nothingNamed: ExampleMaker = { own: () => ({}) };

/** The routes of a list of the tenant: its rows, its groups, its files. */
const listOfTenant = (operation: string, group: string): Readonly<Record<string, ExampleMaker>> => ({
  [operation]: nothingNamed,
  [`${operation}-groups`]: { own: () => ({ query: { group } }) },
  [`${operation}-csv`]: nothingNamed,
  [`${operation}-xlsx`]: nothingNamed,
});

const freshPerson = async ({ world, tenant, fresh }: Place): Promise<bigint> =>
  BigInt(must(await createPerson(world.engine, world.callers[tenant], { name: `Person ${fresh}` })).personId);

/** A file of the place's inbox that could not be read. */
const unreadFile = async ({ world, tenant, fresh }: Place): Promise<Example> => {
  const caller = world.callers[tenant];
  const file = { folder: 'bank', name: `${fresh}.sta`, sizeBytes: 12, modifiedAt: new Date('2026-03-02T08:00:00Z') };
  const refusal = { code: 'bank.unknown-format', message: 'It is no bank file.', details: {} };
  must(await noteUnreadFile(world.engine, caller, { file, refusal }));
  const noted = (await listUnreadFiles(world.engine, caller.tenantId)).find((one) => one.file === file.name)!;
  return { params: { fileId: noted.id.toString() }, body: { reason: 'It came again.' } };
};

const account = async (place: Place): Promise<Example> => ({
  params: { personId: String(await freshPerson(place)) },
  body: { login: place.fresh, password },
});

/** A person with an account that is open, or closed. */
const accountOf =
  (state: 'open' | 'closed') =>
  async (place: Place): Promise<Example> => {
    const { world, tenant, fresh } = place;
    const [caller, personId] = [world.callers[tenant], await freshPerson(place)];
    must(await createAccount(world.engine, caller, { personId, login: fresh, password }));
    if (state === 'closed') must(await closeAccount(world.engine, caller, { personId }));
    return { params: { personId: String(personId) } };
  };
const [openAccount, closedAccount] = [accountOf('open'), accountOf('closed')];

const grantForPerson = async (place: Place): Promise<Example> => ({
  body: { personId: String(await freshPerson(place)), companyId: null, role: 'analyst' },
});

const revocation = async (place: Place): Promise<Example> => {
  const { world, tenant, companyId } = place;
  const personId = await freshPerson(place);
  const granted = await grantRole(world.engine, world.callers[tenant], { personId, companyId, role: 'analyst' });
  return { params: { grantId: must(granted).grantId } };
};

const revaluedMonth = ({ company }: Place): Example => ({ query: { company, month: '2026-01' } });

const savedView = (name: string) => ({ name, path: '/items', search: 'held=dispute', shared: true });

/** A saved view of whoever will send the request. */
const viewOfSender = async ({ world, tenant, fresh, senderPersonId }: Place): Promise<Example> => {
  const caller = world.callers[tenant];
  const actor = senderPersonId === undefined ? caller.actor : { ...caller.actor, personId: senderPersonId };
  const made = await saveView(world.engine, { ...caller, actor }, savedView(`View ${fresh}`));
  return { params: { viewId: must(made).viewId } };
};

const monthNamed: ExampleMaker = {
  own: ({ company }) => ({ params: { month: '2026-01' }, query: { company } }),
  otherCompany: ({ company }) => ({ params: { month: '2026-01' }, query: { company } }),
};

/** Every request softly closes another month: a month is closed only once. */
let months = 0;
const periodChange = ({ companyId }: Place): Example => {
  months += 1;
  const month = `${1900 + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
  return { params: { month }, body: { companyId: companyId.toString(), state: 'soft_closed', reason: 'Test.' } };
};

/** A message that may or may not have left: its transport never answered. */
const unknownMessage = async ({ world, tenant, companyId, company, fresh }: Place): Promise<Example> => {
  const { engine } = world;
  const caller = world.callers[companyId === world.companies.C ? 'south' : tenant];
  const { tenantId } = caller;
  must(
    await saveCustomers(engine, caller, {
      customers: [{ number: fresh, name: `Customer ${fresh}`, country: 'DE', accounts: [{ companyId }] }],
    }),
  );
  const accounts = await runQuery(engine, tenantId, (db) => loadAccounts(db, tenantId, { companyId }));
  const proposed = must(
    await runCommand(engine, caller, { operation: 'test.propose', reason: 'An example.', input: fresh }, async (tx) =>
      done(
        await proposeMessagesIn(tx, [
          {
            companyId,
            accountId: accounts.find((one) => one.number === fresh)!.id,
            kind: 'example',
            channel: 'email',
            currency: 'EUR',
            language: 'en',
            recipientName: 'Somebody',
            recipientAddress: `${fresh}@example.org`,
            sourceKey: fresh,
            proposedDate: '2026-03-02',
            notBefore: null,
            facts: {},
          },
        ]),
      ),
    ),
  );
  const rendered = {
    letter: sampleLetter,
    channel: 'email' as const,
    attachLetter: false,
    recipient: { name: 'Somebody', address: `${fresh}@example.org` },
    itemIds: [],
    netMinor: 0n,
    dropped: [],
    facts: {},
    notBefore: null,
  };
  const kinds = everyKind(rendered);
  must(
    await sendMessages(
      engine,
      caller,
      { checks: [], kinds, transports: { outbox: silentOutbox, smtp: null, print: silentOutbox }, mailOnlyTo: null },
      { company: must(await findCompany(engine, tenantId, company)) },
    ),
  );
  return {
    params: { messageId: proposed[0]!.id.toString() },
    body: { resolution: 'sent', reason: 'Found in the log of the server.' },
  };
};

/** Whatever waits in the place is written alike: the example's own messages, and those that other examples proposed. */
const everyKind = (rendered: Rendered): MessageKind[] =>
  ['example', ...sendPath({ home: 'unused' }).kinds.map((one) => one.kind)].map((kind) => ({
    kind,
    render: async () => rendered,
    claimed: async () => done(null),
  }));

const mailSetting = ({ company }: Place): Example => ({ query: { company }, body: { transport: 'outbox' } });

/** A customer of the place, with an account in its company. */
const freshCustomer = async ({ world, companyId, fresh }: Place): Promise<string> => {
  const tenant = companyId === world.companies.C ? 'south' : 'north';
  const customer = { number: `C-${fresh}`, name: `Customer ${fresh}`, country: 'DE', accounts: [{ companyId }] };
  must(await saveCustomers(world.engine, world.callers[tenant], { customers: [customer] }));
  return customer.number;
};
const customerStory = async (place: Place): Promise<Example> => ({ query: { number: await freshCustomer(place) } });
const renumbering = async (place: Place): Promise<Example> => ({
  body: { number: await freshCustomer(place), newNumber: `N-${place.fresh}`, from: '2026-01-01', reason: 'Test.' },
});
const relation = async (place: Place): Promise<Example> => ({
  body: {
    kind: 'merged_into',
    number: await freshCustomer(place),
    otherNumber: await freshCustomer({ ...place, fresh: `${place.fresh}x` }),
    from: '2026-01-01',
    reason: 'Test.',
  },
});
const ending = async (place: Place): Promise<Example> => {
  const { body } = await relation(place);
  const wanted = body as Parameters<typeof relateCustomers>[2];
  const { relationId } = must(await relateCustomers(place.world.engine, place.world.callers[place.tenant], wanted));
  return { params: { relationId: relationId.toString() }, query: { reason: 'Test.' } };
};
const freshPortfolio = async ({ world, tenant, fresh }: Place): Promise<string> => {
  const portfolio = { code: `P-${fresh}`, name: `Portfolio ${fresh}`, collectorPersonId: null };
  must(await createPortfolio(world.engine, world.callers[tenant], portfolio));
  return portfolio.code;
};
const assignment = async (place: Place): Promise<Example> => ({
  body: {
    companyId: place.companyId.toString(),
    number: await freshCustomer(place),
    portfolio: await freshPortfolio(place),
    from: '2026-01-01',
    reason: 'Test.',
  },
});
const substitution = async (place: Place): Promise<Example> => ({
  body: {
    portfolio: await freshPortfolio(place),
    personId: String(await freshPerson(place)),
    from: '2026-01-01',
    to: '2026-01-31',
    reason: 'Test.',
  },
});
const endingSubstitution = async (place: Place): Promise<Example> => {
  const wanted = (await substitution(place)).body as { portfolio: string; personId: string };
  const { substituteId } = must(
    await substitutePortfolio(place.world.engine, place.world.callers[place.tenant], {
      ...wanted,
      personId: BigInt(wanted.personId),
      from: '2026-01-01',
      to: '2026-01-31',
      reason: 'Test.',
    }),
  );
  return { params: { substituteId: substituteId.toString() }, query: { reason: 'Test.' } };
};

/** A customer with an open item and a contact in the place; its name carries the company's marker. */
async function customerWithContact({ world, tenant, companyId, company, fresh }: Place): Promise<string> {
  const { engine } = world;
  const caller = world.callers[tenant];
  const contacts = [{ name: `Payables ${company}`, email: 'payables@example.org', primary: true }];
  const customers = [
    { number: fresh, name: `Customer of ${company}`, country: 'DE', accounts: [{ companyId }], contacts },
  ];
  must(await saveCustomers(engine, caller, { customers }));
  return fresh;
}

/** A route about one customer, named by its number in a company. */
const customerNamed = (body?: unknown, more?: (place: Place, customer: string) => Promise<Example>): ExampleMaker => {
  const make = async (asked: Place): Promise<Example> => {
    // The matrix also asks north's door for south's company: its customer is made where it lives.
    const place: Place = asked.company === 'SOUTHC' ? { ...asked, tenant: 'south' } : asked;
    const customer = await customerWithContact(place);
    const extra = more ? await more(place, customer) : {};
    return {
      query: { company: place.company },
      ...(body !== undefined && { body }),
      ...extra,
      params: { customer, ...extra.params },
    };
  };
  return { own: make, otherCompany: make, otherTenant: make };
};

/** Posts an invoice of 100.00 EUR that is due on 4 February; answers the customer's account. */
async function lateInvoice({ world, tenant, companyId, company: code }: Place, customer: string): Promise<bigint> {
  const { engine } = world;
  const caller = world.callers[tenant];
  const company = must(await findCompany(engine, caller.tenantId, code));
  // A chart that is there already stays as it is.
  must(await setUpChart(engine, caller, { companyId }));
  const key = await runQuery(engine, caller.tenantId, (db) =>
    findCustomerKey(db, caller.tenantId, companyId, customer),
  );
  const { accountId } = key!;
  const invoice = {
    accountId,
    documentType: 'invoice' as const,
    number: `RE-${customer}`,
    documentDate: '2026-01-05',
    dueDate: '2026-02-04',
    currency: 'EUR',
    amountMinor: 10_000n,
  };
  must(await postDocuments(engine, caller, { company, documents: [invoice] }));
  return accountId;
}

/** The contact of the customer, to whom mail came back. */
async function bouncedContact({ world, tenant, companyId }: Place, number: string): Promise<string> {
  const { engine } = world;
  const caller = world.callers[tenant];
  const { customerId } = (await runQuery(engine, caller.tenantId, (db) =>
    findCustomerKey(db, caller.tenantId, companyId, number),
  ))!;
  const mark = { customerId, address: 'payables@example.org', reason: '550 5.1.1' };
  must(
    await runCommand(engine, caller, { operation: 'test.bounce', reason: 'An example.', input: number }, async (tx) =>
      done({ marked: await markBouncedIn(tx, mark) }),
    ),
  );
  const [first] = (await loadReach(engine, caller.tenantId, customerId)).contacts;
  return first!.id.toString();
}

/** Proceedings over the customer, recorded. */
async function makeInsolvent({ world, tenant }: Place, number: string): Promise<void> {
  must(
    await recordInsolvency(world.engine, world.callers[tenant], {
      ...{ number, openedOn: '2026-02-02', courtReference: 'AG Hamburg 67c IN 12/26', source: 'A letter.' },
      today: '2026-03-02',
    }),
  );
}

/** A promise of the customer, over an invoice posted for it. */
async function openPromise(place: Place, customer: string): Promise<string> {
  const { engine } = place.world;
  const caller = place.world.callers[place.tenant];
  const company = must(await findCompany(engine, caller.tenantId, place.company));
  const accountId = await lateInvoice(place, customer);
  const days = { madeDate: '2026-03-02', promisedDate: '2026-03-09' };
  return must(
    await recordPromise(engine, caller, { company, accountId, currency: 'EUR', amountMinor: 10_000n, ...days }),
  ).id;
}

/** The customer is taken over by the place's administrator, so that it can be given back. */
async function takenOver(place: Place, customer: string): Promise<Example> {
  const accountId = await lateInvoice(place, customer);
  const caller = place.world.callers[place.tenant];
  must(await takeOverWork(place.world.engine, caller, { accountId, day: '2026-01-01', until: '2099-12-31' }));
  return {};
}

/** Money of an unknown payer in the place, and a customer with an invoice of the same amount. */
export async function freshReceipt(
  place: Place,
  bank: (customer: string) => readonly [amountCents: number, text: string] = () => [100_00, 'nothing to go by'],
): Promise<{ receiptId: string; itemId: string; customer: string }> {
  const { world, tenant, companyId, company: code, fresh } = place;
  const { engine } = world;
  const caller = world.callers[tenant];
  const { tenantId } = caller;
  const customer = await customerWithContact(place);
  await openPromise(place, customer);
  const company = must(await findCompany(engine, tenantId, code));
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, companyId));
  const number = `DE${fresh}`;
  must(
    await createBankAccount(engine, caller, {
      company,
      number,
      currency: 'EUR',
      name: `Bank ${fresh}`,
      glAccountId: chart.find((account) => account.purpose === 'bank')!.id,
    }),
  );
  const bytes = mt940Day({
    account: number,
    day: '2026-02-27',
    lines: [[bank(customer)[0], `Nobody ${fresh}`, bank(customer)[1]]],
  });
  must(await importBankFile(engine, caller, { name: fresh, bytes }));
  must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
  return runQuery(engine, tenantId, async (db) => {
    const receipt = await sql<{ id: bigint }>`
      select r.id from cash.receipt r join cash.bank_line l on l.tenant_id = r.tenant_id and l.id = r.bank_line_id
      where r.tenant_id = ${tenantId} and l.counterparty_name = ${`Nobody ${fresh}`}`.execute(db);
    const item = await sql<{ id: bigint }>`
      select id from receivables.item where tenant_id = ${tenantId} and number = ${`RE-${customer}`}`.execute(db);
    return { receiptId: receipt.rows[0]!.id.toString(), itemId: item.rows[0]!.id.toString(), customer };
  });
}

/** The text names the invoice, the payer is unknown, and it is paid in part: the engine proposes it. */
const partOfInvoice = (customer: string) => [40_00, `RE-${customer}`] as const;

const matchingRules = {
  validFrom: '2026-12-01',
  tolerance: '1.00',
  tolerancePercent: 1,
  maximumBankCharge: '0',
  discountGraceDays: 3,
  interchangeable: 'propose',
  maximumChance: 0.001,
  minimumConfidence: 0.9,
  mayPost: ['advice', 'reference'],
  reason: 'An example.',
  askFor: 'An example.',
};

/** What was learned when money of an unknown payer was applied in the place; `removed`: and taken out of use. */
const aliasNamed = (body?: unknown, removed = false): ExampleMaker => {
  const make = async (asked: Place): Promise<Example> => {
    const place: Place = asked.company === 'SOUTHC' ? { ...asked, tenant: 'south' } : asked;
    const { engine } = place.world;
    const caller = place.world.callers[place.tenant];
    const { receiptId, itemId, customer } = await freshReceipt(place);
    const company = must(await findCompany(engine, caller.tenantId, place.company));
    const allocations = [{ itemId: BigInt(itemId), receiptAmountMinor: 100_00n, adjustments: [] }];
    const named = { company, receiptId: BigInt(receiptId), version: 1, versionNow: 1 };
    must(await applyReceipt(engine, caller, { ...named, allocations }));
    const aliases = await runQuery(engine, caller.tenantId, (db) =>
      listPayerAliases(db, caller.tenantId, place.companyId),
    );
    const { id: aliasId } = aliases.find((one) => one.customer === customer)!;
    if (removed) must(await removeAlias(engine, caller, { company, aliasId, reason: 'They changed banks.' }));
    return {
      params: { aliasId: aliasId.toString() },
      query: { company: place.company },
      ...(body !== undefined && { body }),
    };
  };
  return { own: make, otherCompany: make, otherTenant: make };
};

const receiptNamed = (
  example: (place: Place, made: { receiptId: string; itemId: string; customer: string }) => Example | Promise<Example>,
  bank?: (customer: string) => readonly [amountCents: number, text: string],
): ExampleMaker => {
  const make = async (asked: Place): Promise<Example> => {
    const place: Place = asked.company === 'SOUTHC' ? { ...asked, tenant: 'south' } : asked;
    return example(place, await freshReceipt(place, bank));
  };
  return { own: make, otherCompany: make, otherTenant: make };
};

/** A receipt in the place, and the line by which the bank took it back with a charge of 3.00: two payments look alike. */
const returnedLine = (body?: (receiptId: string) => unknown): ExampleMaker => {
  const make = async (asked: Place): Promise<Example> => {
    const place: Place = asked.company === 'SOUTHC' ? { ...asked, tenant: 'south' } : asked;
    const { receiptId } = await freshReceipt(place);
    const { engine } = place.world;
    const caller = place.world.callers[place.tenant];
    const company = must(await findCompany(engine, caller.tenantId, place.company));
    const lines = [[-103_00, `Somebody ${place.fresh}`, 'CHARGEBACK']] as const;
    const day = { account: `DE${place.fresh}`, day: '2026-02-28', number: 2, openingCents: 100_00, lines };
    must(await importBankFile(engine, caller, { name: `${place.fresh} returned`, bytes: mt940Day(day) }));
    must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
    const line = await runQuery(engine, caller.tenantId, (db) =>
      sql<{ id: bigint }>`
        select r.id from cash.receipt r join cash.bank_line l on l.tenant_id = r.tenant_id and l.id = r.bank_line_id
        where r.tenant_id = ${caller.tenantId} and l.counterparty_name = ${`Somebody ${place.fresh}`}`.execute(db),
    );
    return {
      params: { receiptId: line.rows[0]!.id.toString() },
      query: { company: place.company },
      ...(body && { body: body(receiptId) }),
    };
  };
  return { own: make, otherCompany: make, otherTenant: make };
};

/** A reminder that is due in the place: a procedure, a customer who can be written to, an invoice four weeks late. */
const dunningLetter: ExampleMaker = (() => {
  const make = async (asked: Place): Promise<Example> => {
    const place: Place = asked.company === 'SOUTHC' ? { ...asked, tenant: 'south' } : asked;
    const { engine } = place.world;
    const caller = place.world.callers[place.tenant];
    const rule = {
      levels: [{ level: 1, daysOverdue: 7, daysSinceLast: 0 }],
      minimumMinor: {},
      daysBetweenNotices: 7,
      daysToPay: 8,
    };
    must(await setProcedure(engine, caller, { code: 'standard', name: 'One reminder', rule }));
    const customer = await customerWithContact(place);
    await lateInvoice(place, customer);
    return { query: { company: place.company, customer, currency: 'EUR' } };
  };
  return { own: make, otherCompany: make, otherTenant: make };
})();

/** A statement that could be sent in the place: a customer with an open invoice. */
const statementLetter: ExampleMaker = (() => {
  const make = async (asked: Place): Promise<Example> => {
    const place: Place = asked.company === 'SOUTHC' ? { ...asked, tenant: 'south' } : asked;
    const customer = await customerWithContact(place);
    await lateInvoice(place, customer);
    return { query: { company: place.company, customer } };
  };
  return { own: make, otherCompany: make, otherTenant: make };
})();
const templatePreview: ExampleMaker = (() => {
  const make = async (asked: Place): Promise<Example> => {
    const { query } = await statementLetter.own(asked);
    const { company, customer } = query as { company: string; customer: string };
    return { query: { company }, body: { name: 'statement', language: 'en', customer } };
  };
  return { own: make, otherCompany: make, otherTenant: make };
})();
/** A print batch of one letter in the place, printed already where that is asked for. */
const printBatch = (body?: unknown, printed = false): ExampleMaker => {
  const make = async (asked: Place): Promise<Example> => {
    const place: Place = asked.company === 'SOUTHC' ? { ...asked, tenant: 'south' } : asked;
    const { engine } = place.world;
    const caller = place.world.callers[place.tenant];
    await letterSent(place);
    const company = must(await findCompany(engine, caller.tenantId, place.company));
    const { batchId } = must(await makePrintBatch(engine, caller, { company }));
    if (printed) must(await markPrinted(engine, caller, { company, batchId: BigInt(batchId!) }));
    return { params: { batchId: batchId! }, query: { company: place.company }, ...(body !== undefined && { body }) };
  };
  return { own: make, otherCompany: make, otherTenant: make };
};

/** A letter of the place that left for the printer. */
async function letterSent(place: Place): Promise<void> {
  const { engine } = place.world;
  const caller = place.world.callers[place.tenant];
  const customer = await customerWithContact(place);
  await lateInvoice(place, customer);
  const company = must(await findCompany(engine, caller.tenantId, place.company));
  const key = await runQuery(engine, caller.tenantId, (db) =>
    findCustomerKey(db, caller.tenantId, company.id, customer),
  );
  const description = { operation: 'test.propose', reason: 'An example.', input: place.fresh };
  must(
    await runCommand(engine, caller, description, async (tx) =>
      done(
        await proposeMessagesIn(tx, [
          {
            ...{ companyId: company.id, accountId: key!.accountId, kind: 'example', channel: 'letter' as const },
            ...{ currency: 'EUR', language: 'en', recipientName: 'Somebody', recipientAddress: null },
            ...{ sourceKey: `letter ${place.fresh}`, proposedDate: '2026-03-02', notBefore: null, facts: {} },
          },
        ]),
      ),
    ),
  );
  const taking = {
    name: 'print' as const,
    async deliver(_letter: unknown, beforeContent: () => Promise<boolean>) {
      await beforeContent();
      return { outcome: 'accepted' as const, reply: 'Taken.' };
    },
    delivered: async () => true,
  };
  const rendered = {
    ...{ letter: sampleLetter, channel: 'letter' as const, attachLetter: false, itemIds: [], netMinor: 0n },
    ...{ recipient: { name: 'Somebody', address: null }, dropped: [], facts: {}, notBefore: null },
  };
  const kinds = everyKind(rendered);
  const path = {
    ...{ checks: [], kinds, mailOnlyTo: null },
    transports: { outbox: { ...taking, name: 'outbox' as const }, smtp: null, print: taking },
  };
  must(await sendMessages(engine, caller, path, { company }));
}
const statementCycle = ({ company }: Place): Example => ({
  query: { company },
  body: { active: false, dayOfMonth: 1, withMovements: true },
});

const dated = { country: 'FR', validFrom: '2026-01-01', source: 'An example' };
const rateFile = (): Example => ({
  query: { fileName: 'rates.csv', to: 'EUR' },
  headers: { 'content-type': 'application/octet-stream' },
  body: 'date,currency,rate\n2026-01-05,SEK,0.0912\n',
});
const exchangeRate = { from: 'NOK', to: 'EUR', day: '2026-01-02', rate: '0.0855', source: 'example' };
const taxCode = { ...dated, code: 'S', name: 'Standard rate', ratePercent: '20', accountCode: null };
const taxPolicy = {
  ...dated,
  discountReducesTax: true,
  reliefBasis: 'none',
  reliefMonths: 0,
  claimMonths: null,
  reliefCondition: 'A person judges.',
};

const contact = { name: 'Maria Lopez', language: 'es', timeZone: 'Europe/Madrid' };

let closings = 0;
/** A day of its own each time. */
const closingOf = () => {
  closings += 1;
  return { day: addDays('2027-01-01', closings), name: 'The works are closed' };
};
const closingDay: ExampleMaker['own'] = ({ company }) => ({ query: { company }, body: { days: [closingOf()] } });
const closingDayGone = async ({ world, tenant, company: code }: Place): Promise<Example> => {
  const caller = world.callers[code === 'SOUTHC' ? 'south' : tenant];
  const company = must(await findCompany(world.engine, caller.tenantId, code));
  const closing = closingOf();
  must(await addClosingDays(world.engine, caller, { company, add: { days: [closing] } }));
  return { params: { day: closing.day }, query: { company: code } };
};

const companyChange = async ({ world, tenant, company, fresh }: Place): Promise<Example> => {
  const { tenantId } = world.callers[company === 'SOUTHC' ? 'south' : tenant];
  const { version } = (await runQuery(world.engine, tenantId, (db) => loadCompanies(db, tenantId))).find(
    (one) => one.code === company,
  )!;
  return {
    query: { company },
    headers: { 'if-match': String(version) },
    body: {
      name: company,
      language: 'en',
      addressLines: [`Street ${fresh}`],
      email: null,
      phone: null,
      registration: [],
      reason: 'It moved.',
    },
  };
};

export const examples: Readonly<Record<string, ExampleMaker>> = {
  'platform.health': nothingNamed,
  'platform.readiness': nothingNamed,
  'platform.events': nothingNamed,
  'identity.sign-in': { own: () => ({ body: { login: 'bystander', password }, ownSession: true }) },
  'identity.session': nothingNamed,
  'identity.sign-out': { own: () => ({ ownSession: true }) },
  'identity.change-password': {
    own: () => ({ body: { currentPassword: password, newPassword: password }, revokedStatus: 403 }),
  },
  'identity.set-preferences': { own: () => ({ body: { theme: 'dark', rowHeight: 36 } }) },
  'identity.list-persons': nothingNamed,
  'identity.list-permissions': nothingNamed,
  'identity.create-person': {
    own: ({ fresh }) => ({ body: { name: `Person ${fresh}`, email: `${fresh}@example.org` } }),
  },
  'identity.create-account': { own: account, otherTenant: account },
  'identity.reset-password': { own: openAccount, otherTenant: openAccount },
  'identity.close-account': { own: openAccount, otherTenant: openAccount },
  'identity.reopen-account': { own: closedAccount, otherTenant: closedAccount },
  'identity.grant-role': {
    own: grantForPerson,
    otherTenant: grantForPerson,
    otherCompany: async (place) => ({
      body: { personId: String(await freshPerson(place)), companyId: place.companyId.toString(), role: 'analyst' },
    }),
  },
  'identity.revoke-grant': { own: revocation, otherTenant: revocation },
  ...authorityExamples,
  ...listOfTenant('audit.list', 'operation'),
  'audit.verify': nothingNamed,
  'audit.choices': nothingNamed,
  'audit.record': { own: () => ({ params: { seq: '1' } }) },
  'audit.find-personal': { own: () => ({ body: { words: ['Nobody of that name'] } }) },
  'audit.erase': { own: () => ({ body: { reason: 'Asked for by the person.', auditSeqs: ['1'] } }) },
  'company.list': nothingNamed,
  'company.list-payment-terms': nothingNamed,
  'company.change': { own: companyChange, otherCompany: companyChange, otherTenant: companyChange },
  'company.set-payment-term': {
    own: ({ fresh }) => ({
      body: {
        code: `T-${fresh}`.toUpperCase().slice(0, 20),
        name: 'Sixty days',
        instalments: [{ sharePercent: '100', days: 60 }],
        reason: 'As agreed.',
      },
    }),
  },
  'company.payment-term-use': { own: () => ({ query: { code: 'N30' } }) },
  'company.list-calendars': nothingNamed,
  'company.calendar': { own: () => ({ query: { country: 'DE', year: '2026' } }) },
  'company.list-closing-days': companyNamed,
  'company.add-closing-days': { own: closingDay, otherCompany: closingDay },
  'company.remove-closing-day': { own: closingDayGone, otherCompany: closingDayGone },
  ...bankAccountExamples,
  'collections.list-procedures': nothingNamed,
  'collections.set-procedure': {
    own: ({ fresh }) => ({
      body: {
        code: fresh,
        name: `Procedure ${fresh}`,
        validFrom: '2026-04-01',
        levels: [{ daysOverdue: 7, daysSinceLast: 0, charge: null, channel: null, attachLetter: false }],
        daysBetweenNotices: 7,
        daysToPay: 8,
      },
    }),
  },
  ...listOfTenant('operations.list-runs', 'state'),
  ...listOfTenant('operations.list-unread-files', 'state'),
  'operations.settle-unread-file': { own: unreadFile },
  ...adviceExamples,
  ...checkExamples,
  ...settlementExamples,
  ...paymentExamples,
  ...sampleExamples,
  ...importExamples,
  ...sisterExamples,
  ...erpExamples,
  ...fileExamples,
  ...reconciliationExamples,
  ...offsetExamples,
  'customers.story': { own: customerStory, otherCompany: customerStory, otherTenant: customerStory },
  'customers.renumber': { own: renumbering },
  'customers.relate': { own: relation },
  'customers.end-relation': { own: ending, otherTenant: ending },
  'customers.list-portfolios': nothingNamed,
  'customers.list-collectors': nothingNamed,
  'customers.create-portfolio': { own: ({ fresh }) => ({ body: { code: `N-${fresh}`, name: 'New' } }) },
  'customers.change-portfolio': {
    own: async (place) => ({
      params: { code: await freshPortfolio(place) },
      body: { name: 'Another name', reason: 'Example.' },
    }),
  },
  'customers.assign-portfolio': { own: assignment, otherCompany: assignment },
  'customers.substitute-portfolio': { own: substitution },
  'customers.end-substitution': { own: endingSubstitution, otherTenant: endingSubstitution },
  'ledger.list-periods': companyNamed,
  'ledger.month-readiness': monthNamed,
  'ledger.months-readiness': monthNamed,
  'ledger.change-period': { own: periodChange, otherCompany: periodChange },
  'receivables.revaluation': { own: revaluedMonth, otherCompany: revaluedMonth },
  'receivables.control-accounts': { own: revaluedMonth, otherCompany: revaluedMonth },
  'operations.export-journal-csv': { own: revaluedMonth, otherCompany: revaluedMonth },
  'operations.export-journal-hledger': { own: revaluedMonth, otherCompany: revaluedMonth },
  'receivables.revalue': {
    own: ({ companyId }) => ({ body: { companyId: companyId.toString(), month: '2026-01' } }),
    otherCompany: ({ companyId }) => ({ body: { companyId: companyId.toString(), month: '2026-01' } }),
  },
  'company.list-reason-codes': nothingNamed,
  'company.set-reason-codes': {
    own: () => ({ body: { reasons: [{ code: 'EXAMPLE', name: 'An example', kind: 'deduction', postsTo: null }] } }),
  },
  'company.list-exchange-rates': nothingNamed,
  'company.list-exchange-rate-pairs': nothingNamed,
  'company.check-exchange-rates': { own: rateFile },
  'company.import-exchange-rates': { own: rateFile },
  'company.record-exchange-rates': { own: () => ({ body: { rates: [exchangeRate] } }) },
  'company.list-tax-codes': nothingNamed,
  'company.record-tax-codes': { own: () => ({ body: { codes: [taxCode] } }) },
  'company.list-tax-policies': nothingNamed,
  'company.record-tax-policies': { own: () => ({ body: { policies: [taxPolicy] } }) },
  ...documentExamples,
  'receivables.aging': companyNamed,
  'receivables.export-aging-csv': companyNamed,
  'receivables.export-aging-xlsx': companyNamed,
  'receivables.group-aging': groupAged,
  'receivables.export-group-aging-csv': groupAged,
  'receivables.export-group-aging-xlsx': groupAged,
  'receivables.list-items': companyNamed,
  'receivables.list-documents': customerNamed(undefined, async ({ company }, customer) => ({
    query: { company, customer },
  })),
  'receivables.group-items': {
    own: ({ company }) => ({ query: { company, group: 'customer' } }),
    otherCompany: ({ company }) => ({ query: { companies: company, group: 'customer' } }),
  },
  ...numberedNamed('collections.customer-list', 'owes'),
  ...numberedNamed('collections.worklist-list', 'tab'),
  ...numberedNamed('promises.list', 'state'),
  ...listNamed('collections.dunning-runs', 'day'),
  ...numberedNamed('collections.reminders', 'state'),
  ...numberedNamed('cash.receipts-list', 'fate'),
  ...listNamed('cash.bank-lines-list', 'state'),
  ...numberedNamed('collections.list-statements', 'state'),
  ...numberedNamed('cash.list-adjustments', 'state'),
  ...numberedNamed('cash.list-checks', 'state'),
  ...numberedNamed('cash.list-deposits', 'state'),
  ...numberedNamed('cash.list-settlements', 'state'),
  ...numberedNamed('cash.list-advices', 'state'),
  ...numberedNamed('cash.list-payment-files', 'state'),
  ...numberedNamed('cash.list-refund-checks', 'state'),
  ...numberedNamed('receivables.list-certificates', 'state'),
  ...numberedNamed('offsets.list', 'state'),
  ...listNamed('integrations.list-imports', 'kind'),
  ...numberedNamed('integrations.list-export-queue', 'state'),
  ...numberedNamed('offsets.list-payables', 'state'),
  'receivables.export-items-csv': companyNamed,
  'receivables.export-items-xlsx': companyNamed,
  'receivables.find-items': numbersAsked,
  'collections.worklist': companyNamed,
  'correspondence.list-messages': companyNamed,
  'correspondence.list-delivery-reports': companyNamed,
  ...listNamed('correspondence.list-outgoing', 'state'),
  ...listNamed('correspondence.list-print-batches', 'state'),
  'correspondence.uncollected-letters': companyNamed,
  'correspondence.make-print-batch': companyNamed,
  'correspondence.print-batch-pdf': printBatch(),
  'correspondence.mark-printed': printBatch(),
  'correspondence.reprint-batch': printBatch({ reason: 'The paper was jammed.' }, true),
  'correspondence.list-templates': nothingNamed,
  'correspondence.template': { own: () => ({ params: { name: 'statement', language: 'fr', level: '1' } }) },
  'correspondence.save-template': {
    own: () => ({
      params: { name: 'statement', language: 'fr', level: '1' },
      body: { subject: 'Compte {{ customer }}', opening: '{{ balance }}', closing: 'Merci.' },
    }),
  },
  'collections.template-preview': templatePreview,
  'correspondence.mail-setting': companyNamed,
  'correspondence.set-mail': { own: mailSetting, otherCompany: mailSetting },
  'correspondence.resolve-message': { own: unknownMessage, otherCompany: unknownMessage, otherTenant: unknownMessage },
  'collections.day-work': companyNamed,
  'collections.list-customers': companyNamed,
  'collections.dunning-preview': companyNamed,
  'collections.dunning-preview-csv': companyNamed,
  'collections.dunning-preview-xlsx': companyNamed,
  'collections.statement-preview-csv': companyNamed,
  'collections.statement-preview-xlsx': companyNamed,
  'collections.dunning-letter': dunningLetter,
  'collections.statement-preview': companyNamed,
  'collections.statement-letter': statementLetter,
  'collections.statement-cycle': companyNamed,
  'collections.set-statement-cycle': { own: statementCycle, otherCompany: statementCycle },
  // Nobody gets one by it, as with reminders.
  'collections.run-statements': {
    own: toNobody,
    otherCompany: ({ company }) => ({ query: { company }, body: { customers: ['nobody'] } }),
  },
  // Nobody is reminded by it: other examples send what waits, and know only messages of their own.
  'collections.dunning-run': {
    own: toNobody,
    otherCompany: ({ company }) => ({ query: { company }, body: { customers: ['nobody'] } }),
  },
  'collections.customer': customerNamed(),
  'collections.timeline': customerNamed(),
  'collections.under-authority': customerNamed(),
  'collections.promises': customerNamed(),
  'collections.log-call': customerNamed({ outcome: 'left_message' }),
  'collections.log-note': customerNamed({ note: 'Asked for a copy.' }),
  'collections.snooze': customerNamed({ until: '2026-03-09' }),
  'collections.take-over': customerNamed({ until: '2026-03-09' }),
  'collections.give-back': customerNamed(undefined, takenOver),
  'collections.cancel-promise': customerNamed({ reason: 'Agreed otherwise.' }, async (place, customer) => ({
    params: { promiseId: await openPromise(place, customer) },
  })),
  'cash.list-receipts': companyNamed,
  'cash.receipt': receiptNamed((place, { receiptId }) => ({
    params: { receiptId },
    query: { company: place.company },
  })),
  'cash.receipt-items': receiptNamed((place, { receiptId }) => ({
    params: { receiptId },
    query: { company: place.company, search: 'RE' },
  })),
  'cash.find-receipt-items': receiptNamed((place, { receiptId, customer }) => ({
    params: { receiptId },
    query: { company: place.company },
    body: { numbers: [`RE-${customer}`] },
  })),
  'cash.apply-receipt': receiptNamed((place, { receiptId, itemId }) => ({
    params: { receiptId },
    query: { company: place.company },
    headers: { 'if-match': '1' },
    body: { allocations: [{ itemId, amount: '100.00' }] },
  })),
  'cash.preview-acceptance': {
    own: ({ company }) => ({ query: { company }, body: { choice: { all: true } } }),
    otherCompany: ({ company }) => ({ query: { company }, body: { choice: { all: true } } }),
  },
  'cash.accept-proposals': receiptNamed(async (place, { receiptId }) => {
    const { engine, callers } = place.world;
    const { tenantId } = callers[place.tenant];
    const choice = { all: false as const, receiptIds: [BigInt(receiptId)] };
    const { digest } = await loadAcceptance(engine, tenantId, { companyIds: [place.companyId], choice });
    const body = { choice: { all: false, receipts: [receiptId] }, digest };
    return { query: { company: place.company }, body };
  }, partOfInvoice),
  'cash.acceptance-progress': companyNamed,
  'cash.stop-acceptance': companyNamed,
  'cash.decline-proposal': receiptNamed(
    (place, { receiptId }) => ({
      params: { receiptId },
      query: { company: place.company },
      headers: { 'if-match': '1' },
      body: { reason: 'Another customer paid this.' },
    }),
    partOfInvoice,
  ),
  'cash.withdraw-decline': receiptNamed(async (place, { receiptId }) => {
    const { engine } = place.world;
    const caller = place.world.callers[place.tenant];
    const company = must(await findCompany(engine, caller.tenantId, place.company));
    const declined = { company, receiptId: BigInt(receiptId), version: 1, reason: 'Another customer paid this.' };
    must(await declineProposal(engine, caller, declined));
    return { params: { receiptId }, query: { company: place.company }, headers: { 'if-match': '2' } };
  }, partOfInvoice),
  'cash.list-aliases': companyNamed,
  'cash.matching-policy': companyNamed,
  'cash.simulate-matching-policy': {
    own: ({ company }) => ({ query: { company }, body: { months: 1, mayPost: ['advice'] } }),
    otherCompany: ({ company }) => ({ query: { company }, body: { months: 1 } }),
  },
  'cash.matching-quality': companyNamed,
  'cash.judged-receipts': companyNamed,
  'cash.set-matching-policy': {
    own: ({ company }) => ({ query: { company }, body: matchingRules }),
    otherCompany: ({ company }) => ({ query: { company }, body: matchingRules }),
  },
  'cash.remove-alias': aliasNamed({ reason: 'They changed banks.' }),
  'cash.restore-alias': aliasNamed(undefined, true),
  'cash.payment-status': receiptNamed((place, { itemId }) => ({
    params: { itemId },
    query: { company: place.company },
  })),
  'cash.preview-return': receiptNamed((place, { receiptId }) => ({
    params: { receiptId },
    query: { company: place.company },
  })),
  'cash.return-receipt': receiptNamed((place, { receiptId }) => ({
    params: { receiptId },
    query: { company: place.company },
    body: { reason: 'Insufficient funds.' },
  })),
  'cash.take-return-back': receiptNamed(async (place, { receiptId }) => {
    const { engine } = place.world;
    const caller = place.world.callers[place.tenant];
    const company = must(await findCompany(engine, caller.tenantId, place.company));
    const back = { company, receiptId: BigInt(receiptId), returnedOn: '2026-03-02', reason: 'Insufficient funds.' };
    must(await returnReceipt(engine, caller, back));
    const body = { reason: 'The bank paid it after all.' };
    return { params: { receiptId }, query: { company: place.company }, body };
  }),
  ...listNamed('cash.list-returned-lines', 'waits'),
  'cash.list-proposed-returns': companyNamed,
  'cash.returned-line': returnedLine(),
  'cash.link-return': returnedLine((receiptId) => ({
    receiptIds: [receiptId],
    reason: 'The bank named it on the phone.',
  })),
  'cash.return-fees': companyNamed,
  'cash.set-return-fee': {
    own: ({ company }) => ({ query: { company }, body: returnFee }),
    otherCompany: ({ company }) => ({ query: { company }, body: returnFee }),
  },
  ...numberedNamed('cash.list-unapplied', 'queue'),
  'cash.list-owners': companyNamed,
  'cash.assign-receipt': receiptNamed((place, { receiptId }) => ({
    params: { receiptId },
    query: { company: place.company },
    headers: { 'if-match': '1' },
    body: { owner: 'me' },
  })),
  'cash.default-owners': companyNamed,
  'cash.set-default-owner': {
    own: ({ company }) => ({ query: { company }, body: { kind: 'unidentified', owner: null } }),
    otherCompany: ({ company }) => ({ query: { company }, body: { kind: 'unidentified', owner: null } }),
  },
  'cash.dormancy': companyNamed,
  'cash.list-dormant-credits': companyNamed,
  'cash.set-dormancy': {
    own: ({ company }) => ({ query: { company }, body: { months: 36, validFrom: '2026-01-01' } }),
    otherCompany: ({ company }) => ({ query: { company }, body: { months: 36, validFrom: '2026-01-01' } }),
  },
  'cash.leave-receipt': receiptNamed((place, { receiptId, customer }) => ({
    params: { receiptId },
    query: { company: place.company },
    headers: { 'if-match': '1' },
    body: { customer },
  })),
  'cash.take-up-receipt': receiptNamed(async (place, { receiptId }) => {
    const { engine } = place.world;
    const caller = place.world.callers[place.tenant];
    const company = must(await findCompany(engine, caller.tenantId, place.company));
    const left = { company, receiptId: BigInt(receiptId), version: 1, versionNow: 1, accountId: null };
    must(await leaveReceipt(engine, caller, left));
    return { params: { receiptId }, query: { company: place.company }, headers: { 'if-match': '2' } };
  }, partOfInvoice),
  'customers.contacts': customerNamed(),
  'customers.add-contact': customerNamed(contact),
  'customers.change-contact': customerNamed(contact, async ({ world, tenant, companyId }, customer) => {
    const { engine } = world;
    const { tenantId } = world.callers[tenant];
    const found = await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, companyId, customer));
    const [first] = (await loadReach(engine, tenantId, found!.customerId)).contacts;
    return { params: { contactId: first!.id.toString() }, headers: { 'if-match': '1' } };
  }),
  'customers.clear-bounce': customerNamed(undefined, async (place, customer) => ({
    params: { contactId: await bouncedContact(place, customer) },
    query: { company: place.company, reason: 'They called.' },
  })),
  'customers.settings': customerNamed(),
  'customers.change-account': customerNamed(
    { dunningBlockedUntil: '2026-04-01', directDebit: false, portfolio: null },
    async () => ({ headers: { 'if-match': '1' } }),
  ),
  'customers.record-insolvency': customerNamed({
    openedOn: '2026-02-02',
    courtReference: 'AG Hamburg 67c IN 12/26',
    source: 'Letter of the administrator.',
  }),
  'customers.file-claim': customerNamed({ filedOn: '2026-03-01', note: 'Filed by post.' }, async (place, customer) => {
    await makeInsolvent(place, customer);
    return {};
  }),
  'customers.lift-insolvency': customerNamed(undefined, async (place, customer) => {
    await makeInsolvent(place, customer);
    return { query: { company: place.company, reason: 'Proceedings were closed.' } };
  }),
  'operations.business-days': nothingNamed,
  'operations.today': nothingNamed,
  'operations.list-schedules': nothingNamed,
  'operations.ask-for-work': {
    own: async ({ world, tenant }) => {
      const description = { operation: 'test.end-asked-work', reason: 'Nothing is asked for.', input: {} };
      must(
        await runCommand(world.engine, world.callers[tenant], description, async (tx) => {
          await sql`update operations.asked_work set ended_at = ${tx.now} where ended_at is null`.execute(tx.db);
          return done(null);
        }),
      );
      return { params: { kind: 'inbox' } };
    },
  },
  'operations.set-schedule': {
    own: () => ({ body: { kind: 'inbox', validFrom: '2026-03-02', everyMinutes: 10 } }),
  },
  'operations.list-views': nothingNamed,
  'operations.save-view': { own: ({ fresh }) => ({ body: savedView(fresh) }) },
  'operations.change-view': {
    own: async (place) => ({ ...(await viewOfSender(place)), body: savedView(place.fresh) }),
  },
  'operations.remove-view': { own: viewOfSender },
  'operations.search': {
    own: ({ company }) => ({ query: { text: 'Customer of', company } }),
    otherCompany: ({ company }) => ({ query: { text: 'Customer of', company } }),
  },
};
