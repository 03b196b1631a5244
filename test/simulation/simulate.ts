/**
 * A company lives day by day under a seeded clock: documents, payments of every honest and careless kind, bank files late,
 * twice and overlapping, promises, disputes, moved due dates, reversals, returns, and each noon the day run. After every event
 * the invariants of what it touched are asked of the database; after every day the sums over everything; and every so many
 * days (`verifyEvery`: each day in the suite, each seventh in the long tier, and always on the last) `verify` whole, with its
 * rebuilds and the audit chain, and the digest of all facts. The same seed gives the same books.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createBankAccount } from '#cash';
import { setProcedure } from '#collections';
import { addDays, type Day, instantInZone, type Outcome } from '#kernel';
import { isBusinessDay } from '#kernel/calendar';
import { loadChart } from '#ledger';
import { runDay, verify } from '#operations';
import { runQuery } from '#platform';
import { recordPromise } from '#promises';
import {
  blockItems,
  changeDueDate,
  endBlocks,
  type Item,
  loadItems,
  postDocuments,
  reverseDocument,
} from '#receivables';
import { closingOf, writeBankFile } from '../../demo/bank-files.ts';
import { type Draw, drawFor } from '../../demo/random.ts';
import type { DemoPayment } from '../../demo/world.ts';
import { sendPath } from '../../src/apps/registrations.ts';
import { type Books, must, openBooks } from '../books.ts';
import { digestOfFacts } from '../facts.ts';

export interface SimulationReport {
  readonly seed: number;
  readonly days: number;
  readonly events: Readonly<Record<string, number>>;
  /** Commands that were refused, by code: a simulation asks for impossible things too. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly bankLines: number;
  readonly mails: number;
  /** The digest of all facts after each day that was verified whole. */
  readonly digests: readonly string[];
  /** What a day took by the clock, in milliseconds, in each quarter of the time: it must not grow with the age of the books. */
  readonly dayMs: readonly number[];
  /** Of it, what this process computed; a busy neighbour does not show here. */
  readonly processorMs: readonly number[];
}

/** Asked after every event of what its commands touched (those after $2 of tenant $1): answers what does not hold. */
const touchedInvariants = `
  with journals as (
    select id from ledger.journal where tenant_id = $1 and command_id > $2
  ), touched as (
    select id from receivables.item where tenant_id = $1 and command_id > $2
    union select credit_item_id from receivables.v_allocation where tenant_id = $1 and command_id > $2
    union select debit_item_id from receivables.v_allocation where tenant_id = $1 and command_id > $2
  ), items as (
    select i.id, i.amount_minor, i.open_minor, i.noted,
      coalesce((select sum(a.credit_amount_minor) from receivables.allocation a where a.tenant_id = $1 and a.credit_item_id = i.id), 0)
      - coalesce((select sum(a.debit_amount_minor) from receivables.allocation a where a.tenant_id = $1 and a.debit_item_id = i.id), 0) as allocated,
      coalesce((select sum(e.amount_minor) from receivables.entry e where e.tenant_id = $1 and e.item_id = i.id), 0) as entered
    from touched t join receivables.item i on i.tenant_id = $1 and i.id = t.id
  ), broken as (
    select 'journal ' || journal_id || ' does not balance' as what from ledger.line
    where tenant_id = $1 and journal_id in (select id from journals) group by journal_id having sum(company_amount_minor) <> 0
    union all
    select 'journal ' || journal_id || ' does not balance in ' || currency from ledger.line
    where tenant_id = $1 and journal_id in (select id from journals) group by journal_id, currency having sum(amount_minor) <> 0
    union all
    select 'what is open of item ' || id || ' is not what its allocations leave' from items where not noted and open_minor <> amount_minor + allocated
    union all
    select 'what is open of item ' || id || ' is not what its entries sum to' from items where not noted and open_minor <> entered
    union all
    select 'what is open of item ' || id || ' does not lie between zero and its amount' from items
    where open_minor not between least(amount_minor, 0) and greatest(amount_minor, 0)
  )
  select array(select what from broken) as broken,
    (select command_id from platform.audit where tenant_id = $1 order by seq desc limit 1) as until`;

/** Asked after every day; each must answer no row. Sums over everything, so that nothing can hide. */
const dailyInvariants: Readonly<Record<string, string>> = {
  'journals balance': `select journal_id from ledger.line group by 1 having sum(company_amount_minor) <> 0`,
  'control accounts equal the open items': `
    select 1 from (select coalesce(sum(l.amount_minor), 0) as held from ledger.line l join ledger.account a on a.id = l.account_id where a.purpose = 'receivables_control') c,
      (select coalesce(sum(open_minor), 0) as open from receivables.item where not noted) i where c.held <> i.open`,
  'open amounts are what allocations leave': `
    select 1 from (select coalesce(sum(amount_minor - open_minor), 0) as cleared from receivables.item where amount_minor > 0) i,
      (select coalesce(sum(debit_amount_minor), 0) as allocated from receivables.allocation) a where i.cleared <> a.allocated`,
  'open amounts lie between zero and the original': `
    select id from receivables.item where open_minor not between least(amount_minor, 0) and greatest(amount_minor, 0)`,
  'entries sum to the open amounts': `
    select 1 from (select coalesce(sum(amount_minor), 0) as s from receivables.entry) e,
      (select coalesce(sum(open_minor), 0) as s from receivables.item where not noted) i where e.s <> i.s`,
  'a posted line has one receipt': `
    select l.id from cash.bank_line l left join cash.receipt r on r.bank_line_id = l.id group by l.id, l.state
    having count(r.id) <> case l.state when 'posted' then 1 else 0 end`,
};

const dailyQuestion = Object.entries(dailyInvariants)
  .map(([invariant, question]) => `select '${invariant}' as invariant where exists (${question})`)
  .join(' union all ');

const zone = 'Europe/Berlin';
const bankNumber = 'DE89370400440532013000';

interface Statement {
  readonly account: string;
  readonly currency: string;
  readonly day: Day;
  readonly sequence: number;
  readonly openingMinor: bigint;
  readonly payments: readonly DemoPayment[];
}

class Company {
  readonly home = mkdtempSync(join(tmpdir(), 'dunwell-simulation-'));
  readonly events: Record<string, number> = {};
  readonly refusals: Record<string, number> = {};
  readonly digests: string[] = [];
  /** Written by the bank, not yet brought. */
  private held: Statement[] = [];
  private brought: Statement[] = [];
  private sequence = 0;
  private balanceMinor = 1_000_000n;
  private documents = 0;
  private lastCommandId = '0';

  constructor(
    readonly books: Books,
    readonly client: pg.Client,
    readonly seed: number,
    private readonly numbers: readonly string[],
  ) {}

  at(day: Day, time: string): void {
    this.books.clock.set(instantInZone(day, time, zone));
  }

  /** Counts an event, and a refusal where it came to one; then asks what must hold of what it touched. */
  async note(name: string, outcome: Outcome<unknown>): Promise<void> {
    this.events[name] = (this.events[name] ?? 0) + 1;
    if (!outcome.ok) this.refusals[outcome.refusal.code] = (this.refusals[outcome.refusal.code] ?? 0) + 1;
    const { rows } = await this.client.query<{ broken: string[]; until: string }>({
      name: 'touched',
      text: touchedInvariants,
      values: [this.books.tenantId, this.lastCommandId],
    });
    const { broken, until } = rows[0]!;
    if (broken.length > 0) throw new Error(`seed ${this.seed}: after "${name}": ${broken.join('; ')}`);
    this.lastCommandId = until;
  }

  async openItems(): Promise<Item[]> {
    const { engine, tenantId, company } = this.books;
    const items = await runQuery(engine, tenantId, (db) => loadItems(db, tenantId, { openOfCompany: company.id }));
    return [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async postSome(day: Day, draw: Draw): Promise<void> {
    const { engine, caller, company, accounts } = this.books;
    for (let count = draw.between(1, 5); count > 0; count -= 1) {
      this.documents += 1;
      const credit = draw.next() < 0.12;
      const amount = BigInt(draw.between(1_00, 9_000_00));
      const document = {
        accountId: accounts[draw.pick(this.numbers)]!,
        documentType: credit ? ('credit_memo' as const) : ('invoice' as const),
        number: `S${this.seed}-${String(this.documents).padStart(5, '0')}`,
        documentDate: addDays(day, -draw.between(0, 3)),
        dueDate: addDays(day, credit ? 0 : draw.pick([0, 3, 7, 14])),
        currency: 'EUR',
        amountMinor: credit ? -amount / 4n : amount,
      };
      await this.note(document.documentType, await postDocuments(engine, caller, { company, documents: [document] }));
    }
  }

  /** What people at the desk do in the course of a day. */
  async deskWork(day: Day, draw: Draw): Promise<void> {
    const { engine, caller, company } = this.books;
    const items = await this.openItems();
    const invoices = items.filter((item) => item.documentType === 'invoice');
    if (invoices.length === 0) return;
    for (let count = draw.between(0, 2); count > 0; count -= 1) {
      const item = draw.pick(invoices);
      const kind = draw.weighted({ promise: 5, dispute: 2, settle: 2, postpone: 2, reverse: 1 });
      if (kind === 'promise') {
        const promise = {
          company,
          accountId: item.accountId,
          currency: 'EUR',
          amountMinor: draw.next() < 0.7 ? item.openMinor : item.openMinor / 2n + 1n,
          madeDate: day,
          promisedDate: addDays(day, draw.between(1, 12)),
        };
        await this.note(kind, await recordPromise(engine, caller, promise));
      } else if (kind === 'dispute') {
        const source = `dispute ${item.number}`;
        const block = { itemId: item.id, kind: 'dispute' as const, amountMinor: null, from: day, to: null, source };
        await this.note(kind, await blockItems(engine, caller, { blocks: [block], reason: 'The price is disputed.' }));
      } else if (kind === 'settle') {
        const ended = { source: `dispute ${item.number}`, to: day, reason: 'The dispute was settled.' };
        await this.note(kind, await endBlocks(engine, caller, ended));
      } else if (kind === 'postpone') {
        const moved = { itemId: item.id, dueDate: addDays(day, draw.between(1, 20)), reason: 'More time was granted.' };
        await this.note(kind, await changeDueDate(engine, caller, moved));
      } else {
        const wrong = { company, itemIds: [item.id], postingDate: day, reason: 'The invoice was wrong.' };
        await this.note(kind, await reverseDocument(engine, caller, wrong));
      }
    }
  }

  /** A day's statement, with the customers' payments as they come. */
  async writeStatement(day: Day, draw: Draw): Promise<void> {
    const items = (await this.openItems()).filter((item) => item.documentType === 'invoice');
    const accountNumbers = new Map(Object.entries(this.books.accounts).map(([number, id]) => [id, number]));
    const payments: DemoPayment[] = [];
    const pay = (item: Item | null, amountMinor: bigint, text: string, payer?: string): void => {
      const who = payer ?? `Customer ${accountNumbers.get(item!.accountId)!}`;
      const about = { company: 0, currency: 'EUR', day, account: null, structured: null, customer: null, numbers: [] };
      payments.push({ ...about, amountMinor, payer: who, text });
    };
    for (let count = items.length === 0 ? 0 : draw.between(0, 4); count > 0; count -= 1) {
      const item = draw.pick(items);
      const others = items.filter((one) => one.accountId === item.accountId && one.id !== item.id).slice(0, 2);
      const open = item.openMinor;
      switch (
        draw.weighted({
          named: 8,
          several: 3,
          silent: 2,
          part: 2,
          short: 2,
          over: 1,
          unknown: 1,
          twice: 1,
          returned: 1,
        })
      ) {
        case 'named':
          pay(item, open, `Invoice ${item.number}`);
          break;
        case 'several':
          pay(
            item,
            others.reduce((sum, one) => sum + one.openMinor, open),
            [item, ...others].map((one) => one.number).join(' '),
          );
          break;
        case 'silent':
          pay(item, open, 'thank you');
          break;
        case 'part':
          pay(item, open / 2n + 1n, `part of ${item.number}`);
          break;
        case 'short':
          pay(item, open - (open > 5n ? 3n : 0n), item.number);
          break;
        case 'over':
          pay(item, open + 17_00n, item.number);
          break;
        case 'unknown':
          pay(null, BigInt(draw.between(1_00, 500_00)), 'no words', 'M. Unbekannt');
          break;
        case 'twice':
          pay(item, open, item.number);
          pay(item, open, item.number);
          break;
        default:
          pay(item, -open, `RETURN ${item.number} insufficient funds`);
      }
    }
    this.sequence += 1;
    const base = {
      account: bankNumber,
      currency: 'EUR',
      day,
      sequence: this.sequence,
      openingMinor: this.balanceMinor,
    };
    const statement = { ...base, payments };
    this.balanceMinor = closingOf(statement);
    this.held.push(statement);
  }

  /** The bank's file reaches the inbox: mostly today's, sometimes nothing, then several days at once, or one again. */
  bringFiles(day: Day, draw: Draw): void {
    const how = draw.weighted({ today: 9, late: 3, again: 2, overlapping: 3 });
    this.events[`bank ${how}`] = (this.events[`bank ${how}`] ?? 0) + 1;
    if (how === 'late') return;
    const before = how === 'overlapping' ? this.brought.slice(-2) : [];
    const files: Statement[][] = [[...before, ...this.held]];
    if (how === 'again' && this.brought.length > 0) files.push([this.brought.at(-1)!]);
    const folder = join(this.home, 'inbox/bank');
    mkdirSync(folder, { recursive: true });
    for (const [index, statements] of files.entries()) {
      if (statements.length === 0) continue;
      const format = draw.next() < 0.5 ? 'mt940' : 'camt';
      writeFileSync(
        join(folder, `${day}-${index}.${format === 'mt940' ? 'sta' : 'xml'}`),
        writeBankFile(format, statements),
      );
    }
    this.brought.push(...this.held);
    this.held = [];
  }

  /** The day run; then the sums over everything, and on some days all that `verify` asks. */
  async endOfDay(day: Day, whole: boolean): Promise<void> {
    const { engine, caller } = this.books;
    const input = { asOf: day, inboxFolder: join(this.home, 'inbox'), sendPath: sendPath({ home: this.home }) };
    await this.note('day run', await runDay(engine, caller, input));
    const { rows } = await this.client.query<{ invariant: string }>({ name: 'daily', text: dailyQuestion });
    if (rows.length > 0)
      throw new Error(`seed ${this.seed}, ${day}: ${rows.map((row) => row.invariant).join('; ')}: this does not hold`);
    await this.noLineLostOrDoubled(day);
    if (whole) await this.lookAtEverything(day);
  }

  private async lookAtEverything(day: Day): Promise<void> {
    const { engine, tenantId } = this.books;
    const report = await verify(engine, tenantId);
    const broken = report.checks.filter((check) => check.failed > 0);
    if (broken.length > 0)
      throw new Error(
        `seed ${this.seed}, ${day}: ${broken.map((check) => `${check.name}: ${check.offenders[0]}`).join('; ')}`,
      );
    this.digests.push(
      createHash('sha256')
        .update(this.digests.at(-1) ?? '')
        .update(await digestOfFacts(this.client))
        .digest('hex'),
    );
  }

  /** What the bank brought is in the books once, to the cent, whatever way it came. */
  private async noLineLostOrDoubled(day: Day): Promise<void> {
    const { rows } = await this.client.query<{ lines: number; amount: string }>(
      `select count(*)::integer as lines, coalesce(sum(amount_minor), 0)::text as amount from cash.bank_line`,
    );
    const payments = this.brought.flatMap((statement) => statement.payments);
    const amount = payments.reduce((sum, payment) => sum + payment.amountMinor, 0n).toString();
    if (rows[0]!.lines !== payments.length || rows[0]!.amount !== amount)
      throw new Error(
        `seed ${this.seed}, ${day}: the bank brought ${payments.length} lines of ${amount}, the books hold ${rows[0]!.lines} of ${rows[0]!.amount}`,
      );
  }

  get bankLines(): number {
    return this.brought.reduce((sum, statement) => sum + statement.payments.length, 0);
  }
}

/** Simulates days from `start` on; throws, naming seed, day and event, when something does not hold. */
export async function simulate(input: {
  readonly seed: number;
  readonly days: number;
  readonly start: Day;
  readonly verifyEvery: number;
}): Promise<SimulationReport> {
  const { seed, days, start, verifyEvery } = input;
  const books = await openBooks({ customers: 10, now: instantInZone(start, '07:00', zone).toISOString() });
  const client = new pg.Client({ connectionString: books.ownerUrl });
  await client.connect();
  const company = new Company(books, client, seed, Object.keys(books.accounts).sort());
  try {
    await client.query('set row_security = off');
    await setUp(books);
    const [dayMs, processorMs] = [
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ];
    for (let index = 0; index < days; index += 1) {
      const day = addDays(start, index);
      const [began, computed] = [performance.now(), process.cpuUsage()];
      const draw = drawFor('simulation', seed, day);
      company.at(day, '09:00');
      const working = isBusinessDay(day, 'DE');
      if (working) {
        await company.postSome(day, draw);
        await company.deskWork(day, draw);
        company.bringFiles(day, draw);
      }
      company.at(day, '12:00');
      await company.endOfDay(day, index % verifyEvery === verifyEvery - 1 || index === days - 1);
      if (working) await company.writeStatement(day, draw);
      const quarter = Math.floor((index * 4) / days);
      const { user, system } = process.cpuUsage(computed);
      dayMs[quarter]! += (performance.now() - began) / (days / 4);
      processorMs[quarter]! += (user + system) / 1000 / (days / 4);
    }
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::integer as n from correspondence.message where state = 'sent'`,
    );
    const { events, refusals, digests, bankLines } = company;
    const times = { dayMs: dayMs.map(Math.round), processorMs: processorMs.map(Math.round) };
    return { seed, days, events, refusals, bankLines, mails: rows[0]!.n, digests, ...times };
  } finally {
    rmSync(company.home, { recursive: true });
    await client.end();
    await books.close();
  }
}

async function setUp({ engine, caller, company, tenantId }: Books): Promise<void> {
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
  const bank = { company, number: bankNumber, currency: 'EUR', name: 'Hausbank', glAccountId };
  must(await createBankAccount(engine, caller, bank));
  const rule = {
    levels: [
      { level: 1, daysOverdue: 3, daysSinceLast: 0 },
      { level: 2, daysOverdue: 14, daysSinceLast: 7 },
      { level: 3, daysOverdue: 28, daysSinceLast: 7 },
    ],
    minimumMinor: { EUR: '500' },
    daysBetweenNotices: 7,
    daysToPay: 8,
  };
  must(await setProcedure(engine, caller, { code: 'standard', name: 'Three reminders', rule }));
}
