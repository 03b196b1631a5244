/**
 * The demo company, built by calling the commands day by day with a clock of its own: two companies, their customers, two
 * years of invoices, payments, promises and reminders. It ends on the business day before it is made; `fillInbox` supplies
 * the invoices and bank files of the days that passed since, so that a demo does not go stale.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyCash, createBankAccount, importBankFile, loadBankAccounts } from '#cash';
import { logActivity, prioritiseCompany, proposeNotices, setProcedure } from '#collections';
import {
  type Company,
  createCompany,
  findCompany,
  listCompanies,
  recordExchangeRates,
  setPaymentTerm,
  setUpTax,
} from '#company';
import { listPrintBatches, makePrintBatch, markPrinted, sendMessages } from '#correspondence';
import { createPortfolio, loadAccounts, saveCustomers } from '#customers';
import { addDays, type Day, dayInZone, done, makeCreditorReference, type Outcome, textKey, weekdayOf } from '#kernel';
import { isBusinessDay, previousBusinessDay } from '#kernel/calendar';
import { loadChart, setUpChart } from '#ledger';
import {
  asMaker,
  type Caller,
  createAccount,
  createPerson,
  createTenant,
  type Engine,
  findTenant,
  finishTenant,
  grantRole,
  type Role,
  refreshStatistics,
  runQuery,
  type SettableClock,
  settableClock,
  sql,
  systemActor,
} from '#platform';
import { judgeOpenPromises } from '#promises';
import { blockItems, type NewDocument, postDocuments, postingChunkSize } from '#receivables';
import { sendPath } from '../src/apps/registrations.ts';
import { addressOf } from './addresses.ts';
import { fillDesks, personAs } from './back-office.ts';
import { closingOf, type DemoStatement, writeBankFile } from './bank-files.ts';
import { applyByHand, tidyUp } from './by-hand.ts';
import {
  buildWorld,
  type DemoCustomer,
  type DemoDay,
  type DemoDocument,
  demoCompanies,
  demoCustomers,
  exchangeRate,
  paymentTerms,
  type World,
} from './world.ts';

export const demoTenant = 'demo';
/** How long the demo has been in business unless it is said otherwise. */
const usualMonths = 24;
/** How long before its end the demo lives day by day with reminders; before that it lives by the week. */
const dailyDays = 42;
const openingMinor = 250_000_00n;

const password = 'collect with care';
export const demoSignIns: readonly { login: string; name: string; role: Role; password: string }[] = [
  { login: 'lena', name: 'Lena Hartmann', role: 'lead', password },
  { login: 'amir', name: 'Amir Castellanos', role: 'analyst', password },
  { login: 'carla', name: 'Carla Jansson', role: 'controller', password },
  { login: 'ada', name: 'Ada Whitfield', role: 'administrator', password },
];

export interface DemoMade {
  readonly tenant: string;
  readonly from: Day;
  readonly to: Day;
  readonly customers: number;
  readonly documents: number;
  readonly signIns: typeof demoSignIns;
}

interface Site {
  readonly company: Company;
  readonly index: number;
  readonly accounts: ReadonlyMap<string, bigint>;
  /** Closing balances and sequence numbers of the statements written so far, by account number. */
  readonly balances: Map<string, { minor: bigint; sequence: number }>;
  /** Until when a customer's word stands: nobody asks for another promise before. */
  readonly promisedUntil: Map<string, Day>;
}

/** A refusal inside the making of the demo is a fault of the demo. */
function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok)
    throw new Error(
      `demo: ${outcome.refusal.code}: ${outcome.refusal.message} ${JSON.stringify(outcome.refusal.details)}`,
    );
  return outcome.value;
}

/**
 * Makes the demo in an empty installation. The same seed, size and date give the same books and files. `asOf` is the day
 * on which it is made (default: today); its last bank files wait in the inbox. The tenant is finished with the last step.
 * Refuses `platform.tenant-exists`.
 */
export async function createDemo(
  given: Engine,
  input: {
    home: string;
    seed: number;
    customers: number;
    /** Months of business before its end, from 3 on. */
    months?: number | undefined;
    asOf?: Day | undefined;
    onProgress?: (label: string, done: number, total: number) => void;
  },
): Promise<Outcome<DemoMade>> {
  const today = input.asOf ?? dayInZone(given.clock.now(), demoCompanies[0]!.timeZone);
  const end = previousBusinessDay(today, demoCompanies[0]!.country);
  const start = startOf(end, input.months ?? usualMonths);
  const clock = settableClock(`${start}T06:00:00Z`);
  const engine: Engine = { ...given, clock };
  return asMaker(given.database, async () => {
    const name = `Alder & Finch Group (demo ${input.seed})`;
    const made = await createTenant(engine, { code: demoTenant, name }, false);
    if (!made.ok) return made;
    const caller: Caller = { tenantId: made.value.id, actor: systemActor, source: 'demo' };
    const value = await liveUntil(engine, caller, { ...input, clock, start, end, today });
    must(await finishTenant(engine, caller));
    return done(value);
  });
}

/** Two years, and the bank files of the last day in the inbox. */
async function liveUntil(
  engine: Engine,
  caller: Caller,
  input: {
    home: string;
    seed: number;
    customers: number;
    clock: SettableClock;
    start: Day;
    end: Day;
    today: Day;
    onProgress?: (label: string, done: number, total: number) => void;
  },
): Promise<DemoMade> {
  const { start, end, today, clock } = input;
  const world = buildWorld({ seed: input.seed, customers: input.customers, start, end: today });
  const sites = await setUp(engine, caller, world, input.seed, start);
  const weekly = addDays(end, -dailyDays);
  const totalDays = Math.round((Date.parse(end) - Date.parse(start)) / 86_400_000) + 1;
  let documents = 0;
  let week: Day[] = [];
  let passed = 0;
  let periods = 0;
  for (let day = start; day <= end; day = addDays(day, 1)) {
    passed += 1;
    week.push(day);
    const alone = day > weekly;
    if (!alone && weekdayOf(day) !== 5 && day !== weekly) continue;
    periods += 1;
    // Rates are published month by month, and none is recorded before it can be.
    const month = week.find((one) => one > start && one.endsWith('-01'));
    for (const { index } of month === undefined ? [] : sites) {
      const of = demoCompanies[index]!;
      if (of.banks.length > 1) must(await recordExchangeRates(engine, caller, ratesOf(input.seed, of, month!, day)));
    }
    documents += await livePeriod(engine, caller, {
      world,
      sites,
      days: week,
      clock,
      home: input.home,
      isLast: day === end,
      withReminders: alone,
      // While the tables are first filled, and then now and again.
      refreshes: periods < 4 || periods % 8 === 0,
    });
    week = [];
    input.onProgress?.('demo company', passed, totalDays);
  }
  await fillDesks(engine, caller, { company: sites[0]!.company, day: end });
  await postPeriod(engine, caller, sites, world, [today]);
  return {
    tenant: demoTenant,
    from: start,
    to: end,
    customers: world.customers.length,
    documents,
    signIns: demoSignIns,
  };
}

/** Where the bank's files of the demo wait. */
const inboxOf = (home: string): string => join(home, 'inbox', demoTenant, 'bank');

/** Takes away the bank files of a demo that was not made to its end: they are not of the books that come. */
export const clearInbox = (home: string): void => rmSync(inboxOf(home), { recursive: true, force: true });

/** So many months before the end, from the first of a month. */
function startOf(end: Day, months: number): Day {
  const month = Number(end.slice(0, 4)) * 12 + Number(end.slice(5, 7)) - 1 - months;
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}

async function setUp(engine: Engine, caller: Caller, world: World, seed: number, start: Day): Promise<Site[]> {
  const persons = new Map<string, bigint>();
  for (const { login, name, role, password: secret } of demoSignIns) {
    const { personId } = must(await createPerson(engine, caller, { name, email: `${login}@alder-finch.example` }));
    must(await createAccount(engine, caller, { personId: BigInt(personId), login, password: secret }));
    must(await grantRole(engine, caller, { personId: BigInt(personId), companyId: null, role }));
    persons.set(login, BigInt(personId));
  }
  must(await setUpTax(engine, caller));
  const terms = new Map<string, bigint>();
  for (const [code, { name, days }] of Object.entries(paymentTerms)) {
    const rule = {
      instalments: [{ sharePercent: '100', days }],
      ...(code === 'D10' ? { discount: { percent: '2', days: 10 } } : {}),
    };
    terms.set(code, must(await setPaymentTerm(engine, caller, { code, name, rule })).id);
  }
  const portfolios = new Map<string, bigint>();
  for (const [code, name, collector] of [
    ['DACH', 'Germany, Austria, Switzerland', 'lena'],
    ['EUROPE', 'Europe', 'amir'],
    ['NORTH-AMERICA', 'United States and Canada', 'amir'],
    ['OVERSEAS', 'Overseas', 'lena'],
  ] as const) {
    portfolios.set(
      code,
      must(await createPortfolio(engine, caller, { code, name, collectorPersonId: persons.get(collector)! })).id,
    );
  }
  must(await setProcedure(engine, caller, { code: 'standard', name: 'Three reminders', rule: reminders }));
  const sites: Site[] = [];
  for (const [index, of] of demoCompanies.entries()) {
    must(
      await createCompany(engine, caller, {
        code: of.code,
        name: of.name,
        currency: of.currency,
        country: of.country,
        timeZone: of.timeZone,
        language: of.language,
        letterhead: {
          addressLines: of.addressLines,
          phone: of.phone,
          email: of.email,
          // A bank account elsewhere than where there are IBANs is its number.
          ...(/^[A-Z]{2}\d{2}/.test(of.banks[0]!.number)
            ? { iban: of.banks[0]!.number }
            : { accountNumber: of.banks[0]!.number }),
          bankName: of.banks[0]!.name,
        },
      }),
    );
    const company = must(await findCompany(engine, caller.tenantId, of.code));
    must(await setUpChart(engine, caller, { companyId: company.id }));
    must(await recordExchangeRates(engine, caller, ratesOf(seed, of, start, start)));
    const chart = await runQuery(engine, caller.tenantId, (db) => loadChart(db, caller.tenantId, company.id));
    for (const bank of of.banks) {
      must(
        await createBankAccount(engine, caller, {
          company,
          number: bank.number,
          currency: bank.currency,
          name: bank.name,
          glAccountId: chart.find((account) => account.purpose === 'bank')!.id,
        }),
      );
    }
    const own = world.customers.filter((customer) => customer.company === index);
    for (let from = 0; from < own.length; from += 200) {
      must(
        await saveCustomers(engine, caller, {
          customers: own.slice(from, from + 200).map((customer) => recordOf(customer, company, terms, portfolios)),
        }),
      );
    }
    sites.push(await siteOf(engine, caller, company, index, new Map()));
  }
  return sites;
}

const reminders = {
  levels: [
    { level: 1, daysOverdue: 7, daysSinceLast: 0 },
    { level: 2, daysOverdue: 21, daysSinceLast: 14 },
    { level: 3, daysOverdue: 35, daysSinceLast: 14, charge: { amountMinor: '1500', currency: 'EUR' } },
  ],
  minimumMinor: { EUR: '2500', USD: '2500', GBP: '2000' },
  daysBetweenNotices: 7,
  daysToPay: 8,
};

async function siteOf(
  engine: Engine,
  caller: Caller,
  company: Company,
  index: number,
  balances: Site['balances'],
): Promise<Site> {
  const accounts = await runQuery(engine, caller.tenantId, (db) =>
    loadAccounts(db, caller.tenantId, { companyId: company.id }),
  );
  return {
    company,
    index,
    accounts: new Map(accounts.map((account) => [account.number, account.id])),
    balances,
    promisedUntil: new Map(),
  };
}

const ratesOf = (seed: number, of: (typeof demoCompanies)[number], start: Day, end: Day) => {
  const rates = [];
  for (let day = `${start.slice(0, 8)}01`; day <= end; day = nextMonth(day)) {
    for (const { currency } of of.banks) {
      if (currency !== of.currency)
        rates.push({
          from: currency,
          to: of.currency,
          day,
          rate: exchangeRate(seed, currency, of.currency, day),
          source: 'demo',
        });
    }
  }
  return rates;
};

const nextMonth = (day: Day): Day => `${addDays(day, 31).slice(0, 8)}01`;

const recordOf = (
  customer: DemoCustomer,
  company: Company,
  terms: ReadonlyMap<string, bigint>,
  portfolios: ReadonlyMap<string, bigint>,
) => ({
  number: customer.number,
  name: customer.name,
  country: customer.country,
  parentNumber: customer.parent,
  source: 'demo',
  accounts: [
    {
      companyId: company.id,
      paymentTermId: terms.get(customer.term)!,
      portfolioId: portfolios.get(customer.portfolio)!,
      dunningProcedure: 'standard',
    },
  ],
  contacts: [
    { name: customer.contact, role: 'accounts payable', email: customer.email, phone: customer.phone, primary: true },
  ],
  addresses: [addressOf(customer)],
  payerAccounts: customer.accountKnown ? [customer.account] : [],
});

interface Period {
  readonly world: World;
  readonly sites: readonly Site[];
  readonly days: readonly Day[];
  readonly clock: ReturnType<typeof settableClock>;
  readonly home: string;
  /** The last period: its bank files wait in the inbox instead of being read. */
  readonly isLast: boolean;
  readonly withReminders: boolean;
  /** Whether the planner looks at the tables anew. */
  readonly refreshes: boolean;
}

/** Lives some days: invoices go out, the bank is read, promises are made and judged, reminders leave. */
async function livePeriod(engine: Engine, caller: Caller, period: Period): Promise<number> {
  const { clock, world, sites, days } = period;
  const last = days.at(-1)!;
  clock.set(`${last}T07:30:00Z`);
  const files = filesOf(world, sites, days);
  let posted = 0;
  await inLine(engine, [
    async (own) => {
      posted = await postPeriod(own, caller, sites, world, days);
      if (period.refreshes) await refreshStatistics(own);
    },
    ...(period.isLast ? [] : files).map((file) => async (own: Engine) => {
      must(await importBankFile(own, { ...caller, source: file.name }, file));
    }),
  ]);
  if (period.isLast) {
    for (const file of files) drop(period.home, file);
    await recordPromises(engine, caller, sites, world, days);
    return posted;
  }
  await applyMoney(engine, caller, period, last);
  await recordPromises(engine, caller, sites, world, days);
  await inLine(
    engine,
    sites.map(
      ({ company }) =>
        async (own) =>
          void must(await judgeOpenPromises(own, caller, { company, asOf: last })),
    ),
  );
  if (period.withReminders && weekdayOf(last) === 2) await remind(engine, caller, period, last);
  clock.set(`${last}T18:00:00Z`);
  if (period.withReminders)
    for (const { company } of sites) must(await prioritiseCompany(engine, caller, { company, asOf: last }));
  return posted;
}

/**
 * Works side by side whose commands come one work after the other: while the commands of one run in the database, the next
 * reads and reckons. Ids come in the order of the commands, so the same demo comes out however fast either is.
 */
async function inLine(engine: Engine, works: readonly ((own: Engine) => Promise<void>)[]): Promise<void> {
  let before: Promise<unknown> = Promise.resolve();
  await Promise.all(
    works.map((work) => {
      const turn = before;
      const worked = work({ ...engine, turn: () => turn });
      // One that has no command to run may end before those in front of it.
      before = Promise.all([turn, worked]);
      // A fault is told by its own work; those behind it need not have asked for their turn.
      before.catch(() => undefined);
      return worked;
    }),
  );
}

/** The engine applies the money of each company, then the analyst looks at what it left; companies do not touch one another. */
async function applyMoney(engine: Engine, caller: Caller, period: Period, today: Day): Promise<void> {
  const applied = new Map<Site, Promise<unknown>>();
  const apply = (site: Site) => async (own: Engine) => {
    const outcome = applyCash(own, caller, { company: site.company, asOf: today });
    applied.set(site, outcome);
    must(await outcome);
  };
  const byHand = (site: Site) => async (own: Engine) => {
    await applied.get(site);
    await workByHand(own, caller, period, site, today);
  };
  await inLine(engine, [...period.sites.map(apply), ...period.sites.map(byHand)]);
}

/** The analyst is a week behind with what needs a look, so that the demo's user finds some of it. */
async function workByHand(engine: Engine, caller: Caller, period: Period, site: Site, today: Day): Promise<void> {
  const upTo = addDays(today, -7);
  const days = Array.from({ length: 28 }, (_, back) => addDays(upTo, -back));
  const payments = days
    .flatMap((day) => period.world.day(day).payments)
    .filter((payment) => payment.customer !== null && payment.company === site.index);
  const work = { engine, caller, company: site.company, today };
  await applyByHand({ ...work, upTo, payments });
  if (period.days.some((day) => day.endsWith('-15'))) await tidyUp(work);
}

/** Reminders leave in the morning for Europe and Asia, and in the afternoon for the Americas. */
async function remind(engine: Engine, caller: Caller, period: Period, day: Day): Promise<void> {
  const path = sendPath({ home: period.home });
  for (const { company } of period.sites) await printLetters(engine, caller, company);
  for (const { company } of period.sites)
    must(await proposeNotices(engine, caller, { company, asOf: day, freshSince: null }));
  for (const time of ['08:00', '16:00']) {
    period.clock.set(`${day}T${time}:00Z`);
    for (const { company } of period.sites) must(await sendMessages(engine, caller, path, { company }));
  }
}

/** What was collected the time before is on paper by now; what was written since is collected, and the last waits for the demo's user. */
async function printLetters(engine: Engine, caller: Caller, company: Company): Promise<void> {
  const { batches } = await runQuery(engine, caller.tenantId, (db) =>
    listPrintBatches(db, caller.tenantId, company.id),
  );
  for (const { id } of batches.filter((one) => one.state === 'waiting'))
    must(await markPrinted(engine, await personAs(engine, caller, 'amir'), { company, batchId: id }));
  must(await makePrintBatch(engine, caller, { company }));
}

async function postPeriod(
  engine: Engine,
  caller: Caller,
  sites: readonly Site[],
  world: World,
  days: readonly Day[],
): Promise<number> {
  let posted = 0;
  for (const site of sites) {
    const written = days
      .flatMap((day) => world.day(day).documents)
      .filter((document) => document.customer.company === site.index)
      .map((document) => documentOf(document, site));
    const known = await numbersPosted(engine, caller, site, written);
    const documents = written.filter(({ number }) => !known.has(number));
    // What was looked at before is there with its disputes: nothing is noted that did not happen.
    if (written.length > 0 && documents.length === 0) continue;
    for (let from = 0; from < documents.length; from += postingChunkSize) {
      const chunk = documents.slice(from, from + postingChunkSize);
      must(await postDocuments(engine, caller, { company: site.company, documents: chunk }));
      posted += chunk.length;
    }
    await dispute(
      engine,
      caller,
      site,
      days.flatMap((day) => world.day(day).disputes),
      days.at(-1)!,
    );
  }
  return posted;
}

const documentOf = (document: DemoDocument, site: Site): NewDocument => ({
  accountId: site.accounts.get(document.customer.number)!,
  documentType: document.kind,
  number: document.number,
  documentDate: document.day,
  dueDate: document.dueDate,
  discount: document.discount,
  currency: document.customer.currency,
  amountMinor: document.amountMinor,
  taxMinor: document.taxMinor,
  ...(document.taxMinor !== 0n && {
    taxes: [{ code: 'S', baseMinor: document.amountMinor - document.taxMinor, taxMinor: document.taxMinor }],
  }),
  purchaseOrder: document.purchaseOrder,
  references: [makeCreditorReference(document.number), ...(document.linkedNumber ? [document.linkedNumber] : [])],
});

/** Which of the numbers are in the books already: a demo that is looked at again posts nothing anew. */
async function numbersPosted(
  engine: Engine,
  { tenantId }: Caller,
  { company }: Site,
  documents: readonly NewDocument[],
): Promise<ReadonlySet<string | null>> {
  const keys = documents.flatMap(({ number }) => (number === null ? [] : [textKey(number)]));
  if (keys.length === 0) return new Set();
  const { rows } = await runQuery(engine, tenantId, (db) =>
    sql<{ number: string }>`
      select number from receivables.v_item
      where tenant_id = ${tenantId} and company_id = ${company.id} and number_key = any(${keys}::text[])`.execute(db),
  );
  return new Set(rows.map(({ number }) => number));
}

/** Disputes are stops on the invoice until the module for them tells more. */
async function dispute(
  engine: Engine,
  caller: Caller,
  site: Site,
  wanted: DemoDay['disputes'],
  day: Day,
): Promise<void> {
  const numbers = wanted.filter((one) => one.company === site.index).map((one) => one.number);
  if (numbers.length === 0) return;
  const { rows } = await runQuery(engine, caller.tenantId, (db) =>
    sql<{ id: bigint; number: string }>`
      select id, number from receivables.v_item where tenant_id = ${caller.tenantId} and company_id = ${site.company.id}
        and number = any(${numbers}::text[]) and open_minor > 0 order by id`.execute(db),
  );
  if (rows.length === 0) return;
  must(
    await blockItems(engine, caller, {
      reason: 'The customer disputes the delivery.',
      blocks: rows.map((row) => ({
        itemId: row.id,
        kind: 'dispute' as const,
        amountMinor: null,
        from: day,
        to: addDays(day, 45),
        source: `claim ${row.number}`,
      })),
    }),
  );
}

async function recordPromises(
  engine: Engine,
  caller: Caller,
  sites: readonly Site[],
  world: World,
  days: readonly Day[],
): Promise<void> {
  for (const promise of days.flatMap((day) => world.day(day).promises)) {
    const site = sites[promise.customer.company]!;
    const accountId = site.accounts.get(promise.customer.number)!;
    if (promise.day <= (site.promisedUntil.get(promise.customer.number) ?? '')) continue;
    const { contact } = promise.customer;
    const outcome = await logActivity(engine, caller, {
      accountId,
      kind: 'call',
      outcome: 'promised',
      note: `Spoke to ${contact} about ${promise.number}.`,
      day: promise.day,
      followUpDate: addDays(promise.promisedDate, 2),
      promise: {
        company: site.company,
        currency: promise.customer.currency,
        amountMinor: promise.amountMinor,
        promisedDate: promise.promisedDate,
        contactName: contact,
      },
    });
    // The customer may have paid everything in the meantime: then nobody calls.
    if (outcome.ok) site.promisedUntil.set(promise.customer.number, addDays(promise.promisedDate, 2));
  }
}

interface DemoFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** One file per bank account with a statement for each business day. */
function filesOf(world: World, sites: readonly Site[], days: readonly Day[]): DemoFile[] {
  const files: DemoFile[] = [];
  for (const site of sites) {
    const of = demoCompanies[site.index]!;
    for (const bank of of.banks) {
      const statements: DemoStatement[] = [];
      for (const day of days) {
        if (!isBusinessDay(day, of.country)) continue;
        const before = site.balances.get(bank.number) ?? { minor: openingMinor, sequence: 0 };
        const payments = world
          .day(day)
          .payments.filter((payment) => payment.company === site.index && payment.currency === bank.currency);
        const statement = {
          account: bank.number,
          currency: bank.currency,
          day,
          sequence: before.sequence + 1,
          openingMinor: before.minor,
          payments,
        };
        site.balances.set(bank.number, { minor: closingOf(statement), sequence: statement.sequence });
        statements.push(statement);
      }
      const last = statements.at(-1);
      if (!last) continue;
      const ending = bank.format === 'mt940' ? 'sta' : 'xml';
      files.push({
        name: `${last.day}-${bank.name.toLowerCase().replaceAll(' ', '-')}.${ending}`,
        bytes: writeBankFile(bank.format, statements),
      });
    }
  }
  return files;
}

function drop(home: string, file: DemoFile): void {
  const folder = inboxOf(home);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file.name), file.bytes);
}

/**
 * Supplies what happened since the demo was last looked at: posts the invoices of the missing days and puts their bank
 * files into the inbox. Called again, it writes the same bytes again and posts nothing twice.
 */
export async function fillInbox(
  engine: Engine,
  input: { home: string; asOf?: Day },
): Promise<Outcome<{ files: number }>> {
  const tenant = await findTenant(engine, demoTenant);
  if (!tenant.ok) return tenant;
  const caller: Caller = { tenantId: tenant.value.id, actor: systemActor, source: 'demo' };
  const facts = await runQuery(engine, caller.tenantId, async (db) => {
    const items = await sql<{ start: Day | null; customers: bigint }>`
      select (select min(posting_date) from receivables.v_item where tenant_id = ${caller.tenantId} and document_type = 'invoice') as start,
        (select count(distinct customer_id) from customers.v_account where tenant_id = ${caller.tenantId} and number ~ '^[12][0-9]{5}$') as customers`.execute(
      db,
    );
    return { ...items.rows[0]!, banks: await loadBankAccounts(db, caller.tenantId) };
  });
  const seed = Number(/\(demo (\d+)\)$/.exec(tenant.value.name)?.[1] ?? 1);
  const today = input.asOf ?? dayInZone(engine.clock.now(), demoCompanies[0]!.timeZone);
  const readTo = facts.banks
    .map((bank) => bank.readTo)
    .filter((day) => day !== null)
    .sort()[0];
  if (facts.start === null || readTo === undefined || readTo >= addDays(today, -1)) return done({ files: 0 });
  const start: Day = `${facts.start.slice(0, 8)}01`;
  const world = buildWorld({ seed, customers: Number(facts.customers), start, end: today });
  const sites: Site[] = [];
  for (const company of await listCompanies(engine, caller.tenantId)) {
    const index = demoCompanies.findIndex((one) => one.code === company.code);
    if (index >= 0) sites.push(await siteOf(engine, caller, company, index, new Map()));
  }
  const missing: Day[] = [];
  const past: Day[] = [];
  for (let day = start; day < today; day = addDays(day, 1)) (day > readTo ? missing : past).push(day);
  // Walking the past gives the opening balances and statement numbers.
  filesOf(world, sites, past);
  for (const site of sites) {
    const of = demoCompanies[site.index]!;
    if (of.banks.length > 1) must(await recordExchangeRates(engine, caller, ratesOf(seed, of, readTo, today)));
  }
  for (const day of [...missing, today]) await postPeriod(engine, caller, sites, world, [day]);
  let files = 0;
  for (const day of missing) {
    for (const file of filesOf(world, sites, [day])) {
      drop(input.home, file);
      files += 1;
    }
  }
  return done({ files });
}

export { demoCustomers };
