/** The bench's books, made through our own commands: 24 months of invoices, credit memos, payments and clearings. */
import { prioritiseCompany } from '#collections';
import { type Company, createCompany, findCompany, recordExchangeRates, setPaymentTerm } from '#company';
import { type CustomerAccount, loadAccounts, saveCustomers } from '#customers';
import { addDays, type Day, type Outcome } from '#kernel';
import { setUpChart } from '#ledger';
import {
  type Caller,
  createTenant,
  type Engine,
  findTenant,
  runCommand,
  runQuery,
  type SettableClock,
  sql,
  systemActor,
} from '#platform';
import { type ClearingRequest, clearManyIn, type NewDocument, postDocuments } from '#receivables';
import { type Random, seeded } from './random.ts';

export interface Books {
  readonly engine: Engine;
  readonly clock: SettableClock;
  readonly caller: Caller;
  readonly tenantId: bigint;
  readonly company: Company;
  readonly accounts: readonly CustomerAccount[];
  /** Draws accounts as the documents were drawn: few customers have most of the documents. */
  drawAccount(random: Random): CustomerAccount;
  readonly documents: number;
  readonly clearings: number;
}

/** The day for which the books are asked: everything is posted by then. */
export const today: Day = '2026-11-30';
/** Half a year before. */
export const pastDay: Day = '2026-05-31';
/** An instant between the postings of May and June 2026. */
export const pastInstant = '2026-05-31T23:59:59Z';

const seed = 20261124;
const firstMonth = { year: 2024, month: 12 };
const months = 24;
const chunk = 1000;

/** The value of an outcome that must not be a refusal: a bench that was refused measured nothing. */
export function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}: ${outcome.refusal.message}`);
  return outcome.value;
}

const monthOf = (index: number): string => {
  const at = firstMonth.month - 1 + index;
  return `${firstMonth.year + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
};

/** Makes books of about `documents` documents; customers are a tenth of that, their shares lognormal. */
export async function makeBooks(engine: Engine, clock: SettableClock, documents: number): Promise<Books> {
  clock.set('2024-11-30T08:00:00Z');
  const tenant = must(await createTenant(engine, { code: 'bench', name: 'Bench Group' }));
  const caller: Caller = { tenantId: tenant.id, actor: systemActor, source: 'bench' };
  const { company, accounts } = await makeMaster(engine, caller, Math.max(100, Math.round(documents / 10)));
  const random = seeded(seed);
  const drawAccount = drawer(accounts, random);
  const plan = planDocuments(random, drawAccount, documents);
  let posted = 0;
  let clearings = 0;
  const itemOf = new Map<string, bigint>();
  for (let month = 0; month < months; month += 1) {
    clock.set(`${monthOf(month)}-28T18:00:00Z`);
    for (let at = 0; at < plan[month]!.documents.length; at += chunk) {
      const batch = plan[month]!.documents.slice(at, at + chunk);
      const result = must(await postDocuments(engine, caller, { company, documents: batch }));
      for (const one of result.posted) itemOf.set(one.number, one.itemIds[0]!);
      posted += batch.length;
    }
    for (let at = 0; at < plan[month]!.clearings.length; at += chunk) {
      const batch = plan[month]!.clearings.slice(at, at + chunk);
      await clearChunk(engine, caller, company, itemOf, batch);
      clearings += batch.length;
    }
  }
  return {
    engine,
    clock,
    caller,
    tenantId: tenant.id,
    company,
    accounts,
    drawAccount,
    documents: posted,
    clearings,
  };
}

/** What beginning the business day took; from then on every posting keeps its account's priority. */
export interface Prioritised {
  readonly accounts: number;
  readonly wallMs: number;
}

/** Begins the day for which the books are asked. */
export async function beginDay({ engine, caller, company }: Books): Promise<Prioritised> {
  const start = performance.now();
  const { changed } = must(await prioritiseCompany(engine, caller, { company, asOf: today }));
  return { accounts: changed, wallMs: performance.now() - start };
}

/** Books that an earlier run made and kept; drawn from as they were when they were made. */
export async function openBooks(engine: Engine, clock: SettableClock): Promise<Books> {
  const tenant = must(await findTenant(engine, 'bench'));
  const caller: Caller = { tenantId: tenant.id, actor: systemActor, source: 'bench' };
  const company = must(await findCompany(engine, tenant.id, 'DE01'));
  const accounts = await accountsOf(engine, tenant.id, company);
  const { documents, clearings } = await runQuery(engine, tenant.id, async (db) => {
    const { rows } = await sql<{ documents: number; clearings: number }>`
      select (select count(*)::integer from receivables.item where tenant_id = ${tenant.id}) as documents,
        (select count(*)::integer from receivables.clearing where tenant_id = ${tenant.id}) as clearings`.execute(db);
    return rows[0]!;
  });
  const drawAccount = drawer(accounts, seeded(seed));
  return { engine, clock, caller, tenantId: tenant.id, company, accounts, drawAccount, documents, clearings };
}

const accountsOf = (engine: Engine, tenantId: bigint, company: Company): Promise<CustomerAccount[]> =>
  runQuery(engine, tenantId, (db) => loadAccounts(db, tenantId, { companyId: company.id }));

async function makeMaster(engine: Engine, caller: Caller, count: number) {
  must(
    await createCompany(engine, caller, {
      code: 'DE01',
      name: 'Bench GmbH',
      currency: 'EUR',
      country: 'DE',
      timeZone: 'Europe/Berlin',
      language: 'de',
      letterhead: {},
    }),
  );
  const company = must(await findCompany(engine, caller.tenantId, 'DE01'));
  must(await setUpChart(engine, caller, { companyId: company.id }));
  const term = must(
    await setPaymentTerm(engine, caller, {
      code: 'N30',
      name: '30 days net',
      rule: { instalments: [{ sharePercent: '100', days: 30 }] },
    }),
  );
  must(
    await recordExchangeRates(engine, caller, [
      { from: 'USD', to: 'EUR', day: '2024-01-01', rate: '0.90', source: 'bench' },
      { from: 'GBP', to: 'EUR', day: '2024-01-01', rate: '1.15', source: 'bench' },
    ]),
  );
  for (let at = 0; at < count; at += chunk) {
    const numbers = Array.from(
      { length: Math.min(chunk, count - at) },
      (_, index) => `C${String(at + index + 1).padStart(7, '0')}`,
    );
    must(
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
  }
  return { company, accounts: await accountsOf(engine, caller.tenantId, company) };
}

function drawer(accounts: readonly CustomerAccount[], random: Random): (random: Random) => CustomerAccount {
  let total = 0;
  const upTo = accounts.map(() => {
    total += random.lognormal(1, 1.2);
    return total;
  });
  return (chance) => {
    const wanted = chance.next() * total;
    let low = 0;
    let high = upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return accounts[low]!;
  };
}

interface MonthPlan {
  readonly documents: NewDocument[];
  readonly clearings: { payment: string; invoice: string; amountMinor: bigint; day: Day }[];
}

/** 54 % invoices, 2 % credit memos, the rest payments: 95 % of invoices are paid 20 to 75 days later, a tenth in part. */
function planDocuments(random: Random, drawAccount: Books['drawAccount'], count: number): MonthPlan[] {
  const plan = Array.from({ length: months }, (): MonthPlan => ({ documents: [], clearings: [] }));
  const invoices = Math.round(count * 0.54);
  for (let index = 0; index < invoices; index += 1) {
    const month = Math.floor((index * months) / invoices);
    const chance = random.next();
    const currency = chance < 0.8 ? 'EUR' : chance < 0.92 ? 'USD' : 'GBP';
    const documentDate = `${monthOf(month)}-${String(random.whole(1, 28)).padStart(2, '0')}`;
    const netMinor = BigInt(Math.max(100, Math.round(random.lognormal(80_000, 1.3))));
    const taxMinor = currency === 'EUR' ? (netMinor * 19n) / 100n : 0n;
    const amountMinor = netMinor + taxMinor;
    const { id: accountId } = drawAccount(random);
    const number = `INV${String(index + 1).padStart(8, '0')}`;
    plan[month]!.documents.push({
      accountId,
      documentType: 'invoice',
      number,
      documentDate,
      currency,
      amountMinor,
      taxMinor,
    });
    if (random.next() < 0.04)
      plan[month]!.documents.push({
        accountId,
        documentType: 'credit_memo',
        number: `CRM${String(index + 1).padStart(8, '0')}`,
        documentDate,
        currency,
        amountMinor: -(amountMinor / 10n) - 1n,
      });
    const paid = random.next() < 0.95;
    const partial = random.next() < 0.1;
    const day = addDays(documentDate, random.whole(20, 75));
    const payMonth = plan.findIndex((_, at) => monthOf(at) === day.slice(0, 7));
    if (!paid || payMonth < 0) continue;
    const paidMinor = partial ? (amountMinor * 7n) / 10n : amountMinor;
    const payment = `PAY${String(index + 1).padStart(8, '0')}`;
    plan[payMonth]!.documents.push({
      accountId,
      documentType: 'payment',
      number: payment,
      documentDate: day,
      currency,
      amountMinor: -paidMinor,
    });
    // One payment in fifty waits unapplied.
    if (random.next() >= 0.02)
      plan[payMonth]!.clearings.push({ payment, invoice: number, amountMinor: paidMinor, day });
  }
  return plan;
}

async function clearChunk(
  engine: Engine,
  caller: Caller,
  company: Company,
  itemOf: ReadonlyMap<string, bigint>,
  batch: MonthPlan['clearings'],
): Promise<void> {
  const requests: ClearingRequest[] = batch.map((one) => ({
    allocations: [
      {
        creditItemId: itemOf.get(one.payment)!,
        debitItemId: itemOf.get(one.invoice)!,
        amountMinor: one.amountMinor,
      },
    ],
    postingDate: one.day,
    kind: 'clearing',
    explanation: `${one.payment} pays ${one.invoice}.`,
  }));
  must(
    await runCommand(
      engine,
      caller,
      { operation: 'receivables.clear', reason: 'Payments of the month.', input: { clearings: batch.length } },
      (tx) => clearManyIn(tx, company, requests),
    ),
  );
}
