/**
 * A company lives day by day under a seeded clock: documents with their tax in two currencies, payments of every honest and
 * careless kind, bank files late, twice and overlapping, promises, disputes, moved due dates, reversals, returned payments,
 * refunds and write-offs as people may do them, a revaluation at each month's end, and each noon the day run. After every event
 * the invariants of what it touched are asked of the database; after every day the sums over everything, and what the
 * simulation's own books say (shadow.ts); and every so many
 * days (`verifyEvery`: each day in the suite, each seventh in the long tier, and always on the last) `verify` whole, with its
 * rebuilds and the audit chain, and the digest of all facts. The same seed gives the same books.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createBankAccount, returnReceipt } from '#cash';
import { setProcedure } from '#collections';
import { recordExchangeRates, setUpTax } from '#company';
import { addDays, type Day, formatAmount, instantInZone, makeIban, type Outcome, periodOf } from '#kernel';
import { isBusinessDay } from '#kernel/calendar';
import { runDay, verify } from '#operations';
import { approveRequest, type Caller, rejectRequest, requestApproval, runQuery } from '#platform';
import { recordPromise } from '#promises';
import {
  blockItems,
  type DocumentTax,
  endBlocks,
  type Item,
  loadItems,
  moveDueDays,
  postDocuments,
  revalue,
  reverseDocument,
  writeOff,
} from '#receivables';
import { closingOf, writeBankFile } from '../../demo/bank-files.ts';
import { type Draw, drawFor } from '../../demo/random.ts';
import type { DemoPayment } from '../../demo/world.ts';
import { sendPath } from '../../src/apps/registrations.ts';
import { openPeopledBooks, type PeopledBooks } from '../authority-world.ts';
import { must } from '../books.ts';
import { digestOfFacts } from '../facts.ts';
import { ShadowBooks, type ToldDocument } from './shadow.ts';

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
const currencies = ['EUR', 'USD'] as const;
type Currency = (typeof currencies)[number];
const bankNumbers: Readonly<Record<Currency, string>> = {
  EUR: 'DE89370400440532013000',
  USD: makeIban('DE', '370400440532013001'),
};
/** The account that a customer pays from. */
const payerAccount = (customer: string): string => makeIban('DE', `3704004405320${customer.slice(1).padStart(5, '7')}`);

interface Statement {
  readonly account: string;
  readonly currency: string;
  readonly day: Day;
  readonly sequence: number;
  readonly openingMinor: bigint;
  readonly payments: readonly DemoPayment[];
}

/** The bank's side of one of the company's accounts. */
class Bank {
  /** Written by the bank, not yet brought. */
  held: Statement[] = [];
  brought: Statement[] = [];
  private sequence = 0;
  private balanceMinor = 1_000_000n;

  constructor(readonly currency: Currency) {}

  write(day: Day, payments: readonly DemoPayment[]): void {
    this.sequence += 1;
    const statement = {
      ...{ account: bankNumbers[this.currency], currency: this.currency, day, sequence: this.sequence },
      ...{ openingMinor: this.balanceMinor, payments },
    };
    this.balanceMinor = closingOf(statement);
    this.held.push(statement);
  }
}

class Company {
  readonly home = mkdtempSync(join(tmpdir(), 'dunwell-simulation-'));
  readonly events: Record<string, number> = {};
  readonly refusals: Record<string, number> = {};
  readonly digests: string[] = [];
  readonly shadow = new ShadowBooks();
  readonly banks = currencies.map((currency) => new Bank(currency));
  private readonly told = new Map<string, ToldDocument>();
  private bankAccounts: ReadonlyMap<string, string> = new Map();
  private documents = 0;
  private lastCommandId = '0';

  constructor(
    readonly books: PeopledBooks,
    readonly people: { readonly analyst: Caller; readonly lead: Caller; readonly controller: Caller },
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
      const currency = draw.next() < 0.2 ? 'USD' : 'EUR';
      const taxes = taxesOf(credit ? -amount / 4n : amount, draw.weighted({ S: 5, both: 2, none: 3 }));
      const told = {
        currency,
        grossMinor: credit ? -amount / 4n : amount,
        taxMinor: taxes.reduce((sum, one) => sum + one.taxMinor, 0n),
      };
      const document = {
        accountId: accounts[draw.pick(this.numbers)]!,
        documentType: credit ? ('credit_memo' as const) : ('invoice' as const),
        number: `S${this.seed}-${String(this.documents).padStart(5, '0')}`,
        documentDate: addDays(day, -draw.between(0, 3)),
        dueDate: addDays(day, credit ? 0 : draw.pick([0, 3, 7, 14])),
        currency,
        amountMinor: told.grossMinor,
        taxMinor: told.taxMinor,
        taxes,
      };
      const posted = await postDocuments(engine, caller, { company, documents: [document] });
      if (posted.ok) {
        this.told.set(document.number, told);
        this.shadow.posted(told);
      }
      await this.note(document.documentType, posted);
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
      const kind = draw.weighted({
        ...{ promise: 5, dispute: 2, settle: 2, postpone: 2, reverse: 1 },
        ...{ write_off: 3, refund: 3, return: 1 },
      });
      if (kind === 'promise') {
        const promise = {
          company,
          accountId: item.accountId,
          currency: item.currency,
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
        const moved = {
          itemIds: [item.id],
          dueDate: addDays(day, draw.between(1, 20)),
          reason: 'More time was granted.',
        };
        await this.note(kind, await moveDueDays(engine, caller, moved));
      } else if (kind === 'reverse') {
        const wrong = { company, itemIds: [item.id], postingDate: day, reason: 'The invoice was wrong.' };
        const reversed = await reverseDocument(engine, caller, wrong);
        if (reversed.ok) this.shadow.reversed(this.told.get(item.number)!);
        await this.note(kind, reversed);
      } else if (kind === 'write_off') {
        await this.writeOff(day, draw, item);
      } else if (kind === 'refund') {
        await this.refund(draw, items);
      } else {
        await this.takeBack(day, draw);
      }
    }
  }

  /** An analyst writes a rest off; what is above the limits a controller approves, or not. */
  private async writeOff(day: Day, draw: Draw, item: Item): Promise<void> {
    if (item.currency !== 'EUR') return;
    const { engine } = this.books;
    const { analyst, controller } = this.people;
    const wanted = BigInt(draw.pick([5_00, 20_00, 50_00, 50_01, 120_00]));
    const minor = wanted < item.openMinor ? wanted : item.openMinor;
    const may = this.shadow.mayWriteOff(item.accountId, day, minor);
    const input = { itemId: item.id, amount: formatAmount(minor, 'EUR'), reason: 'Too small to chase.' };
    const outcome = await writeOff(engine, analyst, { ...input, against: 'loss' });
    const code = outcome.ok ? 'done' : outcome.refusal.code;
    if (code !== (may ? 'done' : 'authority.approval-needed'))
      throw new Error(`seed ${this.seed}, ${day}: writing off ${minor} of ${item.number} came to ${code}`);
    await this.note(may ? 'write_off alone' : 'write_off asked', outcome);
    let done = may;
    if (!may) {
      const asked = must(
        await requestApproval(engine, analyst, {
          ...{ action: 'receivables.write-off', input: { ...input, itemId: item.id.toString() } },
          reason: 'The customer will not pay it.',
        }),
      );
      done = draw.next() < 0.75;
      const request = { requestId: BigInt(asked.requestId), contentHash: asked.contentHash };
      await this.note(
        done ? 'write_off approved' : 'write_off rejected',
        done
          ? await approveRequest(engine, controller, request)
          : await rejectRequest(engine, controller, { ...request, note: 'Call them once more.' }),
      );
    }
    if (done)
      this.shadow.wroteOff({ accountId: item.accountId, day, alone: may }, minor, this.told.get(item.number)!.taxMinor);
  }

  /** A lead asks for a customer's money to go back to where it came from; a controller approves. */
  private async refund(draw: Draw, items: readonly Item[]): Promise<void> {
    const { engine } = this.books;
    const credits = items.filter(
      (item) => item.documentType === 'payment' && item.currency === 'EUR' && item.openMinor < 0n,
    );
    if (credits.length === 0) return;
    const credit = draw.pick(credits);
    const minor = draw.next() < 0.5 ? -credit.openMinor : (-credit.openMinor + 1n) / 2n;
    const asked = await requestApproval(engine, this.people.lead, {
      action: 'receivables.refund',
      input: { itemId: credit.id.toString(), amount: formatAmount(minor, 'EUR'), reason: 'Paid too much.' },
      reason: 'The customer asks for it.',
    });
    await this.note('refund asked', asked);
    if (!asked.ok) return;
    const { requestId, contentHash } = asked.value;
    const approved = await approveRequest(engine, this.people.controller, {
      requestId: BigInt(requestId),
      contentHash,
    });
    if (approved.ok) this.shadow.refunded(minor);
    await this.note('refund approved', approved);
  }

  /** Somebody knows that a payment came back before the bank's line says so. */
  private async takeBack(day: Day, draw: Draw): Promise<void> {
    const { engine, caller, company } = this.books;
    const { rows } = await this.client.query<{ id: string }>(
      `select id from cash.receipt where state in ('applied', 'part_applied') and amount_minor > 0 order by id desc limit 20`,
    );
    if (rows.length === 0) return;
    const receiptId = BigInt(draw.pick(rows).id);
    const back = { company, receiptId, returnedOn: day, reason: 'Insufficient funds.' };
    await this.note('return told', await returnReceipt(engine, caller, back));
  }

  /** What was paid some days ago comes back by a line of the bank. */
  private comesBack(draw: Draw, bank: Bank): DemoPayment[] {
    const paid = bank.brought.slice(-8).flatMap((one) => one.payments.filter((payment) => payment.amountMinor > 0n));
    if (paid.length === 0 || draw.next() > 0.15) return [];
    const payment = draw.pick(paid);
    return [{ ...payment, amountMinor: -payment.amountMinor, text: `RETOURE ${payment.text}` }];
  }

  /** A day's statement of each account, with the customers' payments as they come. */
  async writeStatements(day: Day, draw: Draw): Promise<void> {
    const items = (await this.openItems()).filter((item) => item.documentType === 'invoice');
    for (const bank of this.banks) {
      const payments = this.paid(
        day,
        draw,
        bank.currency,
        items.filter((item) => item.currency === bank.currency),
      );
      bank.write(day, [...payments, ...this.comesBack(draw, bank)]);
    }
  }

  private paid(day: Day, draw: Draw, currency: Currency, items: readonly Item[]): DemoPayment[] {
    const accountNumbers = new Map(Object.entries(this.books.accounts).map(([number, id]) => [id, number]));
    const payments: DemoPayment[] = [];
    const pay = (item: Item | null, amountMinor: bigint, text: string, payer?: string): void => {
      const who = payer ?? `Customer ${accountNumbers.get(item!.accountId)!}`;
      const account = item === null ? null : payerAccount(accountNumbers.get(item.accountId)!);
      const about = { company: 0, currency, day, account, structured: null, customer: null, numbers: [] };
      payments.push({ ...about, amountMinor, payer: who, text });
    };
    const most = currency === 'EUR' ? 4 : 2;
    for (let count = items.length === 0 ? 0 : draw.between(0, most); count > 0; count -= 1) {
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
    return payments;
  }

  /** The bank's file reaches the inbox: mostly today's, sometimes nothing, then several days at once, or one again. */
  bringFiles(day: Day, draw: Draw): void {
    const how = draw.weighted({ today: 9, late: 3, again: 2, overlapping: 3 });
    this.events[`bank ${how}`] = (this.events[`bank ${how}`] ?? 0) + 1;
    if (how === 'late') return;
    for (const bank of this.banks) {
      const before = how === 'overlapping' ? bank.brought.slice(-2) : [];
      const files: Statement[][] = [[...before, ...bank.held]];
      if (how === 'again' && bank.brought.length > 0) files.push([bank.brought.at(-1)!]);
      const folder = join(this.home, 'inbox/bank');
      mkdirSync(folder, { recursive: true });
      for (const [index, statements] of files.entries()) {
        if (statements.length === 0) continue;
        const format = draw.next() < 0.5 ? 'mt940' : 'camt';
        writeFileSync(
          join(folder, `${day}-${bank.currency}-${index}.${format === 'mt940' ? 'sta' : 'xml'}`),
          writeBankFile(format, statements),
        );
      }
      for (const { payments } of bank.held)
        for (const { amountMinor } of payments) this.shadow.brought(bank.currency, amountMinor);
      bank.brought.push(...bank.held);
      bank.held = [];
    }
  }

  /** A new rate for the dollar, as it is published. */
  async publishRate(day: Day, draw: Draw): Promise<void> {
    const tenThousandths = BigInt(draw.between(8_500, 9_900));
    const { engine, caller } = this.books;
    const rate = { from: 'USD', to: 'EUR', day, rate: `0.${tenThousandths}`, source: 'simulation' };
    await this.note('rate', await recordExchangeRates(engine, caller, [rate]));
    this.shadow.rate(day, tenThousandths);
  }

  /** The month's last day: what is open in dollars is valued at its closing rate. */
  async endOfMonth(day: Day): Promise<void> {
    const { engine, caller, company } = this.books;
    const outcome = await revalue(engine, caller, { company, month: periodOf(day) });
    await this.note('revaluation', outcome);
    this.holds(day, outcome.ok ? await this.shadow.revaluedWrong(this.client, day) : [outcome.refusal.message]);
  }

  private holds(day: Day, wrong: readonly string[]): void {
    if (wrong.length > 0) throw new Error(`seed ${this.seed}, ${day}: ${wrong.join('; ')}`);
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
    if (this.bankAccounts.size === 0) {
      const accounts = await this.client.query<{ currency: string; id: string }>(
        'select currency, gl_account_id as id from cash.bank_account',
      );
      this.bankAccounts = new Map(accounts.rows.map((row) => [row.currency, row.id]));
    }
    this.holds(day, await this.shadow.differences(this.client, this.bankAccounts));
    if (whole) this.holds(day, await this.shadow.carriedWrong(this.client));
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
    const payments = this.banks.flatMap((bank) => bank.brought).flatMap((statement) => statement.payments);
    const amount = payments.reduce((sum, payment) => sum + payment.amountMinor, 0n).toString();
    if (rows[0]!.lines !== payments.length || rows[0]!.amount !== amount)
      throw new Error(
        `seed ${this.seed}, ${day}: the bank brought ${payments.length} lines of ${amount}, the books hold ${rows[0]!.lines} of ${rows[0]!.amount}`,
      );
  }

  get bankLines(): number {
    return this.banks.flatMap((bank) => bank.brought).reduce((sum, statement) => sum + statement.payments.length, 0);
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
  const books = await openPeopledBooks({ customers: 10, now: instantInZone(start, '07:00', zone).toISOString() });
  const people = {
    analyst: await books.hire('Ana Analyst', 'analyst'),
    lead: await books.hire('Lena Lead', 'lead'),
    controller: await books.hire('Dora Controller', 'controller'),
  };
  const client = new pg.Client({ connectionString: books.ownerUrl });
  await client.connect();
  const company = new Company(books, people, client, seed, Object.keys(books.accounts).sort());
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
      if (index === 0 || index % 7 === 0) await company.publishRate(day, draw);
      const working = isBusinessDay(day, 'DE');
      if (working) {
        await company.postSome(day, draw);
        await company.deskWork(day, draw);
        company.bringFiles(day, draw);
      }
      company.at(day, '12:00');
      await company.endOfDay(day, index % verifyEvery === verifyEvery - 1 || index === days - 1);
      if (periodOf(addDays(day, 1)) !== periodOf(day)) await company.endOfMonth(day);
      if (working) await company.writeStatements(day, draw);
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

/** The tax in a gross amount: of one rate, of two for its halves, or none. */
function taxesOf(grossMinor: bigint, how: 'S' | 'both' | 'none'): DocumentTax[] {
  if (how === 'none') return [];
  const part = (code: string, gross: bigint, percent: bigint): DocumentTax => {
    const taxMinor = (gross * percent) / (100n + percent);
    return { code, baseMinor: gross - taxMinor, taxMinor };
  };
  if (how === 'S') return [part('S', grossMinor, 19n)];
  const half = grossMinor / 2n;
  return [part('S', half, 19n), part('R', grossMinor - half, 7n)];
}

async function setUp({ engine, caller, company }: PeopledBooks): Promise<void> {
  must(await setUpTax(engine, caller));
  for (const currency of currencies)
    must(
      await createBankAccount(engine, caller, {
        ...{ company, number: bankNumbers[currency], currency, name: `Hausbank ${currency}` },
      }),
    );
  const rule = {
    levels: [
      { level: 1, daysOverdue: 3, daysSinceLast: 0 },
      { level: 2, daysOverdue: 14, daysSinceLast: 7 },
      { level: 3, daysOverdue: 28, daysSinceLast: 7 },
    ],
    minimumMinor: { EUR: '500', USD: '500' },
    daysBetweenNotices: 7,
    daysToPay: 8,
  };
  must(await setProcedure(engine, caller, { code: 'standard', name: 'Three reminders', rule }));
}
