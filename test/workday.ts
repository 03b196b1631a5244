/**
 * A company after its business day, made by commands: customers with open items of every age in two currencies, the
 * bank's file read and applied, promises of every kind, reminders sent and held back, the worklist made; and a second
 * company beside it that is empty, and one that is crowded. For tests of what the workbench shows.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { applyCash, createBankAccount, importBankFile } from '#cash';
import { moneySeenCheck, noticeKind, prioritiseCompany, proposeNotices, setProcedure } from '#collections';
import { type Company, createCompany, findCompany } from '#company';
import { outboxFolder, printFolder, type SendPath, sendMessages } from '#correspondence';
import { loadAccounts, saveCustomers } from '#customers';
import { addDays } from '#kernel';
import { loadChart, setUpChart } from '#ledger';
import { createAccount, createPerson, grantRole, type Role, runQuery } from '#platform';
import { judgeOpenPromises, recordPromise } from '#promises';
import { blockItems, type NewDocument, postDocuments } from '#receivables';
import { type Books, must, openFilledBooks } from './books.ts';
import { type BookedLine, mt940Day } from './mt940-day.ts';

export const businessDay = '2026-03-02';
export const password = 'a quiet morning in autumn';

const names = [
  ['Ferretería El Cóndor S.A.S.', 'ES', 'EUR'],
  ['Nordwerk Anlagenbau GmbH', 'DE', 'EUR'],
  ['Blue Ridge Supply Co.', 'US', 'USD'],
  ['Ostrava Stavby s.r.o.', 'CZ', 'EUR'],
  ['Atelier Lumière SARL', 'FR', 'EUR'],
  ['Harbour & Sons Ltd', 'GB', 'EUR'],
  ['Metallbau Krüger KG', 'DE', 'EUR'],
  ['Northwind Builders Inc.', 'US', 'USD'],
  ['Fjord Elektro AS', 'NO', 'EUR'],
  ['Caseificio Bellavista S.p.A.', 'IT', 'EUR'],
  ['Stadtwerke Lindenau', 'DE', 'EUR'],
  ['Van den Berg Logistiek B.V.', 'NL', 'EUR'],
  ['Keramika Hodonín a.s.', 'CZ', 'EUR'],
  ['Brauerei Steinthal GmbH & Co. KG', 'DE', 'EUR'],
  ['Sakura Hardware KK', 'JP', 'USD'],
  ['Ebner Medizintechnik AG', 'AT', 'EUR'],
  ['Quinta do Vale, Lda', 'PT', 'EUR'],
  ['Hansen Skibsværft A/S', 'DK', 'EUR'],
  ['Weber Präzisionsteile GmbH', 'DE', 'EUR'],
  ['Café Aurora S.L.', 'ES', 'EUR'],
  ['Lindqvist Möbler AB', 'SE', 'EUR'],
  ['Kowalski Transport Sp. z o.o.', 'PL', 'EUR'],
  ['Druckhaus Amberg GmbH', 'DE', 'EUR'],
  ['Papeterie du Lac SA', 'CH', 'EUR'],
] as const;

export interface Workday extends Books {
  /** Makes a person who can sign in with `password`. */
  person(login: string, name: string, role: Role, companyId?: bigint | null): Promise<void>;
}

/** Opens the books on the business day; `DE01` is the company of the day, `US01` is empty, `GB01` has 900 customers. */
export async function openWorkday(): Promise<Workday> {
  const books = await openFilledBooks('workday', { customers: 1, now: `${businessDay}T09:00:00Z` }, workTheDay);
  const { engine, caller, tenantId } = books;
  return {
    ...books,
    async person(login, name, role, companyId = null) {
      const made = must(await createPerson(engine, caller, { name, email: `${login}@example.org` }));
      const personId = BigInt(made.personId);
      must(await createAccount(engine, caller, { personId, login, password }));
      must(await grantRole(engine, { ...caller, tenantId }, { personId, companyId, role }));
    },
  };
}

async function workTheDay(books: Books): Promise<void> {
  const { engine, caller, company } = books;
  const accounts = await openCustomers(books, company, names);
  const items = new Map<string, bigint>();
  const posted = must(await postDocuments(engine, caller, { company, documents: documentsOf(accounts) })).posted;
  for (const one of posted) items.set(one.number, one.itemIds[0]!);
  await disputeOne(books, items.get('RE-26021')!);
  await readBank(books);
  await makePromises(books, accounts);
  await remind(books);
  must(await prioritiseCompany(engine, caller, { company, asOf: businessDay }));
  await openSister(books);
  await openCrowd(books);
  await noteRun(books);
}

/** Customers 10101, 10102 … with an account in the company; answers the account ids by number. */
async function openCustomers(
  { engine, caller, tenantId }: Books,
  company: Company,
  of: readonly (readonly [name: string, country: string, currency: string])[],
): Promise<Map<string, bigint>> {
  must(
    await saveCustomers(engine, caller, {
      customers: of.map(([name, country], index) => ({
        number: String(10101 + index),
        name,
        country,
        accounts: [{ companyId: company.id, directDebit: index === 10 }],
        contacts: [
          {
            name: 'Accounts payable',
            // Some customers cannot be written to: the day shows it as a reason.
            email: index % 7 === 5 ? null : `payables-${index}@example.org`,
            phone: index % 3 === 0 ? null : '+49 30 5550100',
            primary: true,
          },
        ],
      })),
    }),
  );
  const accounts = await runQuery(engine, tenantId, (db) => loadAccounts(db, tenantId, { companyId: company.id }));
  return new Map(accounts.map((account) => [account.number, account.id]));
}

/** Invoices from not yet due to very late, some credit memos and unapplied payments; always the same. */
function documentsOf(accounts: ReadonlyMap<string, bigint>): NewDocument[] {
  return names.flatMap(([, , currency], customer) => {
    const accountId = accounts.get(String(10101 + customer))!;
    const count = 3 + ((customer * 5) % 6);
    const invoices = Array.from({ length: count }, (_, index): NewDocument => {
      const late = ((customer * 37 + index * 53) % 190) - 45;
      const dueDate = addDays(businessDay, -late);
      return {
        accountId,
        documentType: 'invoice',
        number: `RE-26${String(customer).padStart(2, '0')}${index}`,
        documentDate: addDays(dueDate, -30),
        dueDate,
        currency,
        amountMinor: BigInt(((customer + 3) * (index + 7) * 7919) % 4_800_000) + 12_050n,
      };
    });
    const credit: NewDocument = {
      accountId,
      documentType: customer % 2 === 0 ? 'credit_memo' : 'payment',
      number: `${customer % 2 === 0 ? 'GS' : 'ZE'}-26${String(customer).padStart(2, '0')}`,
      documentDate: addDays(businessDay, -20 - customer),
      dueDate: addDays(businessDay, -20 - customer),
      currency,
      amountMinor: -BigInt(4_000 + customer * 731),
    };
    return customer % 4 === 1 || customer % 4 === 2 ? [...invoices, credit] : invoices;
  });
}

async function disputeOne({ engine, caller }: Books, itemId: bigint): Promise<void> {
  const block = {
    itemId,
    kind: 'dispute' as const,
    amountMinor: null,
    from: '2026-02-20',
    to: null,
    source: 'dispute 1',
  };
  must(await blockItems(engine, caller, { blocks: [block], reason: 'The customer disputes the price.' }));
}

/** The bank's file of the last business day: paid by name, with a discount, unclear, and unknown. */
async function readBank({ engine, caller, company, tenantId }: Books): Promise<void> {
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
  const number = 'DE89370400440532013000';
  must(
    await createBankAccount(engine, caller, {
      company,
      number,
      currency: 'EUR',
      name: 'Commerzbank Köln',
      glAccountId,
    }),
  );
  const lines: readonly BookedLine[] = [
    [(3 + 1) * 7 * 7919 + 12_050, 'Nordwerk Anlagenbau GmbH', 'Rechnung RE-26010'],
    [(6 + 3) * 8 * 7919 + 12_050, 'Metallbau Krueger KG', 'RE-26061'],
    [(8 + 3) * 7 * 7919 + 12_050, 'Fjord Elektro AS', 'INVOICE RE-26080'],
    [100_000, 'Harbour & Sons Ltd', 'part payment RE-26050'],
    [43_217, 'M. Unbekannt', 'Danke'],
    [77_700, 'Weber Praezisionsteile GmbH', 'Akonto'],
  ];
  const bytes = mt940Day({ account: number, day: '2026-02-27', number: 41, openingCents: 2_000_000, lines });
  must(await importBankFile(engine, caller, { name: 'friday.sta', bytes }));
  must(await applyCash(engine, caller, { company, asOf: businessDay }));
}

async function makePromises({ engine, caller, company }: Books, accounts: ReadonlyMap<string, bigint>): Promise<void> {
  const promise = async (
    number: string,
    amountMinor: bigint,
    madeDate: string,
    promisedDate: string,
  ): Promise<void> => {
    const accountId = accounts.get(number)!;
    must(
      await recordPromise(engine, caller, { company, accountId, currency: 'EUR', amountMinor, madeDate, promisedDate }),
    );
  };
  await promise('10104', 350_000n, '2026-02-12', '2026-02-20');
  await promise('10105', 210_000n, '2026-02-10', '2026-02-18');
  await promise('10110', 120_000n, '2026-02-24', businessDay);
  await promise('10112', 480_000n, '2026-02-26', '2026-03-06');
  await promise('10117', 90_000n, '2026-02-27', '2026-03-10');
  must(await judgeOpenPromises(engine, caller, { company, asOf: businessDay }));
}

async function remind({ engine, caller, company }: Books): Promise<void> {
  const rule = {
    levels: [
      { level: 1, daysOverdue: 7, daysSinceLast: 0 },
      { level: 2, daysOverdue: 21, daysSinceLast: 14 },
      { level: 3, daysOverdue: 35, daysSinceLast: 14 },
    ],
    minimumMinor: { EUR: '2500', USD: '2500' },
    daysBetweenNotices: 7,
    daysToPay: 8,
  };
  must(await setProcedure(engine, caller, { code: 'standard', name: 'Three reminders', rule }));
  must(await proposeNotices(engine, caller, { company, asOf: businessDay, freshSince: '2026-02-27' }));
  const outbox = mkdtempSync(join(tmpdir(), 'dunwell-outbox-'));
  const path: SendPath = {
    checks: [moneySeenCheck],
    kinds: [noticeKind],
    transports: { outbox: outboxFolder(outbox), smtp: null, print: printFolder(outbox) },
    mailOnlyTo: null,
  };
  must(await sendMessages(engine, caller, path, { company }));
  rmSync(outbox, { recursive: true });
}

/** A company that has customers and nothing else to tell: no bank, no run, no promise. */
async function openSister(books: Books): Promise<void> {
  const { engine, caller, tenantId } = books;
  const more = { country: 'US', timeZone: 'America/New_York', language: 'en', letterhead: {} };
  must(await createCompany(engine, caller, { code: 'US01', name: 'Acme Inc.', currency: 'USD', ...more }));
  const sister = must(await findCompany(engine, tenantId, 'US01'));
  must(await setUpChart(engine, caller, { companyId: sister.id }));
}

/** A company with more customers than a table draws at once. */
async function openCrowd(books: Books): Promise<void> {
  const { engine, caller, tenantId } = books;
  const more = { country: 'GB', timeZone: 'Europe/London', language: 'en', letterhead: {} };
  must(await createCompany(engine, caller, { code: 'GB01', name: 'Acme Ltd', currency: 'GBP', ...more }));
  const company = must(await findCompany(engine, tenantId, 'GB01'));
  must(await setUpChart(engine, caller, { companyId: company.id }));
  const customers = Array.from({ length: 900 }, (_, index) => ({
    number: `G${1001 + index}`,
    name: `Shop ${1001 + index} Ltd`,
    country: 'GB',
    accounts: [{ companyId: company.id }],
  }));
  must(await saveCustomers(engine, caller, { customers }));
  const accounts = await runQuery(engine, tenantId, (db) => loadAccounts(db, tenantId, { companyId: company.id }));
  const documents = accounts.map(
    (account, index): NewDocument => ({
      accountId: account.id,
      documentType: 'invoice',
      number: `S-${account.number}`,
      documentDate: '2026-01-05',
      dueDate: addDays('2026-02-04', index % 60),
      currency: 'GBP',
      amountMinor: 1_000_00n + BigInt(index) * 17n,
    }),
  );
  must(await postDocuments(engine, caller, { company, documents }));
}

/** The row that the day run leaves behind; the run itself is another test's subject. */
async function noteRun({ ownerUrl, tenantId }: Books): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(
    `insert into platform.job (tenant_id, kind, state, stage, person_id, started_at, ended_at)
     values ($1, 'day-run', 'done', 'priorities DE01', 1, $2, $3)`,
    [tenantId.toString(), `${businessDay}T05:00:02Z`, `${businessDay}T05:00:41Z`],
  );
  await owner.end();
}
