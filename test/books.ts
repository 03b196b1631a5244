/** A small set of books for tests, made by calling the commands: one tenant, one company, some customers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Company, createCompany, findCompany, recordExchangeRates, setPaymentTerm } from '#company';
import { saveCustomers } from '#customers';
import type { Outcome } from '#kernel';
import { changePeriod, listPeriods, setUpChart } from '#ledger';
import {
  type Caller,
  createTenant,
  type Engine,
  folderFileStore,
  openDatabase,
  type SettableClock,
  settableClock,
  systemActor,
} from '#platform';
import { revalue } from '#receivables';
import { registrations } from '../src/apps/registrations.ts';
import { cloneBeginning, type FreshDatabase, freshDatabase } from './database.ts';
import { must } from './must.ts';

export { must } from './must.ts';

/** Closes the months that were posted in for good, in their order, up to one that stays open. */
export async function closeMonths({ engine, caller, company, tenantId }: Books, until: string): Promise<void> {
  const months = (await listPeriods(engine, tenantId, company.id)).map((row) => row.month).filter((one) => one < until);
  const month = months.sort().at(-1);
  if (month === undefined) return;
  must(await revalue(engine, caller, { company, month, through: true }));
  must(
    await changePeriod(engine, caller, {
      ...{ companyId: company.id, month, state: 'closed', reason: 'Closed before the test.' },
      ...{ anyway: true, through: true },
    }),
  );
}

/** The code of a refusal that must have come. */
export function refusalOf(outcome: Outcome<unknown>): string {
  if (outcome.ok) throw new Error('expected a refusal, got a value');
  return outcome.refusal.code;
}

export interface Books {
  readonly engine: Engine;
  readonly clock: SettableClock;
  readonly caller: Caller;
  readonly tenantId: bigint;
  readonly company: Company;
  /** Customer account ids by customer number. */
  readonly accounts: Readonly<Record<string, bigint>>;
  readonly customers: Readonly<Record<string, bigint>>;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** A folder of its own for files and inboxes. */
  readonly home: string;
  close(): Promise<void>;
}

export interface BookOptions {
  readonly customers?: number;
  readonly now?: string;
  readonly tenant?: string;
}

/** Opens fresh books in EUR with customers C1 … Cn on 30 days net; rates USD/EUR 0.90 and GBP/EUR 1.15 from 2025, or the first day if that is earlier. */
export async function openBooks(options: BookOptions = {}): Promise<Books> {
  return makeBooks(await freshDatabase(), mkdtempSync(join(tmpdir(), 'dunwell-books-')), options);
}

/** Books such as `fill` leaves them, which many files or tests begin with: made once in a run under a name, and cloned. */
export async function openFilledBooks(
  name: string,
  options: BookOptions,
  fill: (books: Books) => Promise<unknown>,
): Promise<Books> {
  const written = (ids: Readonly<Record<string, bigint>>) => Object.entries(ids).map(([key, id]) => [key, String(id)]);
  const { database, home, facts } = await cloneBeginning(name, async (empty, folder) => {
    const books = await makeBooks(empty, folder, options);
    await fill(books);
    await books.engine.database.close();
    const { tenantId, accounts, customers, clock } = books;
    const ids = { tenantId: String(tenantId), accounts: written(accounts), customers: written(customers) };
    return { ...ids, now: clock.now().toISOString() };
  });
  const read = (ids: string[][]) => Object.fromEntries(ids.map(([key, id]) => [key!, BigInt(id!)]));
  const { engine, clock } = engineOf(database, home, facts.now);
  const tenantId = BigInt(facts.tenantId);
  return booksOf(database, home, {
    ...{ engine, clock, tenantId, caller: { tenantId, actor: systemActor, source: 'test' } },
    company: must(await findCompany(engine, tenantId, 'DE01')),
    accounts: read(facts.accounts),
    customers: read(facts.customers),
  });
}

function engineOf(database: FreshDatabase, home: string, now: string): { engine: Engine; clock: SettableClock } {
  const clock = settableClock(now);
  const files = folderFileStore(join(home, 'files'));
  return { engine: { database: openDatabase({ appUrl: database.appUrl }), clock, registrations, files }, clock };
}

const booksOf = (
  database: FreshDatabase,
  home: string,
  made: Omit<Books, 'ownerUrl' | 'appUrl' | 'home' | 'close'>,
): Books => ({
  ...made,
  ownerUrl: database.ownerUrl,
  appUrl: database.appUrl,
  home,
  async close() {
    await made.engine.database.close();
    await database.drop();
    rmSync(home, { recursive: true, force: true });
  },
});

async function makeBooks(database: FreshDatabase, home: string, options: BookOptions): Promise<Books> {
  const { engine, clock } = engineOf(database, home, options.now ?? '2026-01-05T09:00:00Z');
  const tenant = must(await createTenant(engine, { code: options.tenant ?? 'acme', name: 'Acme Group' }));
  const caller: Caller = { tenantId: tenant.id, actor: systemActor, source: 'test' };
  must(
    await createCompany(engine, caller, {
      code: 'DE01',
      name: 'Acme GmbH',
      currency: 'EUR',
      country: 'DE',
      timeZone: 'Europe/Berlin',
      language: 'de',
      letterhead: {},
    }),
  );
  const company = must(await findCompany(engine, tenant.id, 'DE01'));
  must(await setUpChart(engine, caller, { companyId: company.id }));
  const term = must(
    await setPaymentTerm(engine, caller, {
      code: 'N30',
      name: '30 days net',
      rule: { instalments: [{ sharePercent: '100', days: 30 }] },
    }),
  );
  const firstDay = clock.now().toISOString().slice(0, 10);
  const ratesFrom = firstDay < '2025-01-01' ? firstDay : '2025-01-01';
  must(
    await recordExchangeRates(engine, caller, [
      { from: 'USD', to: 'EUR', day: ratesFrom, rate: '0.90', source: 'test' },
      { from: 'GBP', to: 'EUR', day: ratesFrom, rate: '1.15', source: 'test' },
    ]),
  );
  const numbers = Array.from({ length: options.customers ?? 3 }, (_, index) => `C${index + 1}`);
  const saved = must(
    await saveCustomers(engine, caller, {
      customers: numbers.map((number) => ({
        number,
        name: `Customer ${number}`,
        country: 'DE',
        accounts: [{ companyId: company.id, paymentTermId: term.id }],
        contacts: [{ name: 'Accounts payable', email: `${number.toLowerCase()}@example.org`, primary: true }],
      })),
    }),
  );
  const { loadAccounts } = await import('#customers');
  const { runQuery } = await import('#platform');
  const accounts = await runQuery(engine, tenant.id, (db) => loadAccounts(db, tenant.id, { companyId: company.id }));
  return booksOf(database, home, {
    ...{ engine, clock, caller, tenantId: tenant.id, company, customers: saved.ids },
    accounts: Object.fromEntries(accounts.map((account) => [account.number, account.id])),
  });
}
