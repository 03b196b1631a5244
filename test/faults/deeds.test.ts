/**
 * kill -9 in the middle of work that is not the day's: the approval of a request, the close of a month, a revaluation, imports
 * and their undo, an ERP's load, backup and restore. What one command does happened whole or not at all; what goes in pieces
 * goes on where it stopped; done again, nothing is lost and nothing doubled. With DUNWELL_FAULT_SEED every failpoint of each
 * is struck, at a passing that is drawn.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile, listDueRefunds } from '#cash';
import { createCompany, findCompany, recordExchangeRates } from '#company';
import { saveCustomers } from '#customers';
import { listImports, setCompanyMode } from '#integrations';
import { addDays, makeIban, type Outcome } from '#kernel';
import { setUpChart } from '#ledger';
import { verify } from '#operations';
import { type Caller, failpoints, openDatabase, requestApproval, runQuery, sql } from '#platform';
import { postDocuments, refundCredit } from '#receivables';
import { drawFor } from '../../demo/random.ts';
import { openPeopledBooks, type PeopledBooks } from '../authority-world.ts';
import { must } from '../books.ts';
import { emptyDatabase, type FreshDatabase } from '../database.ts';
import { houseBank, mt940Day } from '../mt940-day.ts';
import { digestOf } from '../program.ts';
import { verifyBankAccount } from '../verified-account.ts';
import { buildChild, type ChildProgram } from './child-process.ts';
import { type Deed, deeds, type Place } from './deeds.ts';

const at = '2026-03-10T09:00:00Z';
let books: PeopledBooks;
let program: ChildProgram;
let asker: Caller;
let approver: Caller;
const opened: FreshDatabase[] = [];

beforeAll(async () => {
  program = await buildChild('deed-child');
  books = await openPeopledBooks({ customers: 3, now: at });
  asker = await books.hire('Dora Controller', 'controller');
  approver = await books.hire('Clara Controller', 'controller');
});
afterAll(async () => {
  await books.close();
  for (const one of opened) await one.drop();
});

const seed = process.env['DUNWELL_FAULT_SEED'];
const commandPlaces = failpoints.filter((name) => name.startsWith('command.'));

/** The chosen places of a deed; with a seed every one of its failpoints, at a passing up to `most`. */
function placesOf(deed: string, names: readonly string[], most: number, chosen: readonly string[]): readonly string[] {
  if (seed === undefined) return chosen;
  return names.map((name) => `${name}@${drawFor('deed', deed, seed, name).between(1, most)}`);
}

const placeOf = (caller: Caller): Place => ({
  appUrl: books.appUrl,
  ownerUrl: books.ownerUrl,
  home: books.home,
  tenantId: books.tenantId.toString(),
  personId: caller.actor.personId.toString(),
  at,
});

/** Does it here, undisturbed. */
/** Does the deed once more. The server learns that a process is dead when it next turns to it; until then its job counts as running. */
async function doAgain(
  deed: Deed,
  subject: Readonly<Record<string, string>>,
  caller: Caller,
): Promise<Outcome<unknown>> {
  for (;;) {
    const outcome = await deeds[deed](books.engine, caller, subject, placeOf(caller));
    if (outcome.ok || outcome.refusal.code !== 'platform.job-running') return outcome;
    await pause(20);
  }
}

/**
 * Kills the deed at a place and answers the subject that was struck. A drawn passing that it does not come to is halved, on
 * another subject.
 */
async function killAt(
  deed: Deed,
  place: string,
  caller: Caller,
  newSubject: () => Promise<Readonly<Record<string, string>>>,
): Promise<Readonly<Record<string, string>>> {
  const [name, passing] = place.split('@');
  for (let nth = Number(passing ?? 1); nth >= 1; nth = seed === undefined ? 0 : Math.floor(nth / 2)) {
    const subject = await newSubject();
    const order = join(books.home, 'order.json');
    writeFileSync(order, JSON.stringify({ deed, subject, place: placeOf(caller) }), { mode: 0o600 });
    const ending = await program.run([order], `${name}@${nth}`);
    if (ending === 'killed') return subject;
    expect(ending).toBe('done');
  }
  throw new Error(`${deed} does not pass ${place}`);
}

/** The whole database as the server's superuser sees it, but for what is told of jobs. */
async function everything(): Promise<unknown> {
  const url = new URL(inject('superuserUrl'));
  url.pathname = new URL(books.ownerUrl).pathname;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select (select string_agg(h.seq::text, ',') from platform.head h) as head, (select count(*) from platform.audit) as records,
         (select string_agg(id || state, ',' order by id) from platform.authority_request) as requests,
         (select string_agg(last_number::text, ',' order by company_id, series, year) from platform.number_counter) as numbers`,
    );
    return { ...rows[0], tables: await digestOf(url.toString()) };
  } finally {
    await client.end();
  }
}

async function ask<T>(text: ReturnType<typeof sql<T>>): Promise<T[]> {
  return (await runQuery(books.engine, books.tenantId, (db) => text.execute(db))).rows;
}

let documents = 0;
async function postInvoice(
  currency: string,
  documentDate: string,
  amountMinor = 9_000_00n,
  customer = 'C1',
): Promise<bigint> {
  documents += 1;
  const posted = must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: [
        {
          accountId: books.accounts[customer]!,
          documentType: amountMinor < 0n ? 'credit_memo' : 'invoice',
          number: `D-${documents}`,
          documentDate,
          currency,
          amountMinor,
        },
      ],
    }),
  );
  return posted.posted[0]!.itemIds[0]!;
}

/** Months of their own for each place: what one closes or revalues is no business of another. */
let months = 0;
const monthBefore = (year: number): string => {
  months += 1;
  return `${year - Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
};

interface OneCommand {
  readonly deed: Deed;
  /** What is done by it, where the deed is one for many. */
  readonly named: string;
  readonly caller: () => Caller;
  readonly chosen: readonly string[];
  newSubject(): Promise<Readonly<Record<string, string>>>;
  /** How often it happened, asked of the books. */
  times(subject: Readonly<Record<string, string>>): Promise<bigint>;
  /** What a second time answers: done and nothing more, or a refusal. */
  readonly again: string;
}

const approval: OneCommand = {
  deed: 'approval of a request',
  named: 'approval of a write-off',
  caller: () => approver,
  chosen: ['command.before-projectors', 'command.before-commit', 'command.after-commit'],
  async newSubject() {
    const itemId = await postInvoice('EUR', '2026-01-10', 60_000_00n);
    const asked = must(
      await requestApproval(books.engine, asker, {
        action: 'receivables.write-off',
        input: { itemId: itemId.toString(), reason: 'The customer is insolvent.' },
        reason: 'Insolvency.',
      }),
    );
    return { requestId: asked.requestId, contentHash: asked.contentHash, itemId: itemId.toString() };
  },
  async times(subject) {
    const [row] = await ask(sql<{ n: bigint }>`
      select count(*) as n from receivables.v_allocation where tenant_id = ${books.tenantId} and debit_item_id = ${subject['itemId']!}::bigint`);
    return row!.n;
  },
  again: 'done',
};

/** The bank pays what a file says: one that is made twice pays twice. */
const payment: OneCommand = {
  deed: 'approval of a request',
  named: 'approval of a payment file',
  caller: () => approver,
  chosen: ['command.before-head', 'command.before-commit', 'command.after-commit'],
  async newSubject() {
    const { engine, caller } = books;
    const bankAccountId = await payingAccount();
    const credit = await postInvoice('EUR', '2026-01-10', -12_34n, 'C3');
    must(await refundCredit(engine, caller, { itemId: credit, reason: 'The customer wants it paid out.' }));
    const { rows } = await listDueRefunds(engine, books.tenantId, books.company);
    const itemId = String(rows.at(-1)!.itemId);
    const input = { bankAccountId, itemIds: [itemId], reason: 'The payments of the day.' };
    const asked = must(await requestApproval(engine, asker, { action: 'cash.pay-refunds', input, reason: 'Release.' }));
    return { requestId: asked.requestId, contentHash: asked.contentHash, itemId };
  },
  async times(subject) {
    const [row] = await ask(sql<{ n: bigint }>`
      select count(*) as n from cash.v_payment p join cash.v_payment_file f on f.tenant_id = p.tenant_id and f.id = p.file_id
      where p.tenant_id = ${books.tenantId} and p.item_id = ${subject['itemId']!}::bigint and f.intact`);
    return row!.n;
  },
  again: 'done',
};

/** Our account that refunds are paid from, and where those of C3 go; made once. */
let paying: Promise<string> | undefined;
const payingAccount = (): Promise<string> => {
  paying ??= (async () => {
    const { engine, caller, company, accounts } = books;
    const number = makeIban('DE', '370400440532013009');
    const theirs = { account: makeIban('DE', '370400440532013003'), holderName: 'Customer C3' };
    await verifyBankAccount(engine, caller, { accountId: accounts['C3']!, ...theirs });
    return must(
      await createBankAccount(engine, caller, { company, number, currency: 'EUR', name: 'Payments' }),
    ).id.toString();
  })();
  return paying;
};

const close: OneCommand = {
  deed: 'close of a month',
  named: 'close of a month',
  caller: () => asker,
  chosen: ['command.before-head', 'command.before-commit', 'command.after-commit'],
  newSubject: async () => ({ month: monthBefore(2020) }),
  async times({ month }) {
    const [row] = await ask(sql<{ n: bigint }>`
      select count(*) as n from ledger.v_period_change where tenant_id = ${books.tenantId} and month = ${month!} and to_state = 'closed'`);
    return row!.n;
  },
  again: 'ledger.period-unchanged',
};

const revaluation: OneCommand = {
  deed: 'revaluation',
  named: 'revaluation',
  caller: () => asker,
  chosen: ['command.before-work', 'command.before-commit', 'command.after-commit'],
  async newSubject() {
    // Each month has an item and a closing rate of its own.
    const month = monthBefore(2025);
    await postInvoice('USD', `${month}-10`);
    const rate = { from: 'USD', to: 'EUR', day: `${month}-28`, rate: `0.${80 + months}`, source: 'test' };
    must(await recordExchangeRates(books.engine, books.caller, [rate]));
    return { month };
  },
  async times({ month }) {
    const [row] = await ask(sql<{ n: bigint }>`
      select count(*) as n from receivables.v_revaluation where tenant_id = ${books.tenantId} and month = ${month!}`);
    return row!.n;
  },
  again: 'done',
};

describe.each([approval, payment, close, revaluation])('R13 $named, killed', (one) => {
  it.each(placesOf(one.named, commandPlaces, 1, one.chosen))('%s: whole or not at all, and once', async (place) => {
    let before: unknown;
    const subject = await killAt(one.deed, place, one.caller(), async () => {
      const fresh = await one.newSubject();
      before = await everything();
      return fresh;
    });
    const committed = place.startsWith('command.after-commit');
    if (!committed) expect(await everything()).toEqual(before);
    expect(await one.times(subject)).toBe(committed ? 1n : 0n);
    const first = await doAgain(one.deed, subject, one.caller());
    const second = await doAgain(one.deed, subject, one.caller());
    const ending = (outcome: Outcome<unknown>): string => (outcome.ok ? 'done' : outcome.refusal.code);
    expect([ending(first), ending(second)]).toEqual([committed ? one.again : 'done', one.again]);
    expect(await one.times(subject)).toBe(1n);
  });
});

describe('R25 A backup and its restore, killed', () => {
  const kept = join('inbox', 'acme', 'bank', 'monday.sta');
  let folders = 0;
  const newFolder = async () => {
    folders += 1;
    return { folder: join(books.home, 'backups', `${folders}`) };
  };
  const writeHome = (): void => {
    mkdirSync(join(books.home, 'inbox/acme/bank'), { recursive: true });
    for (const day of ['monday', 'tuesday'])
      writeFileSync(join(books.home, `inbox/acme/bank/${day}.sta`), `:20:${day}`);
  };
  /** What a whole and undisturbed backup of now would be restored to. */
  async function sound(intoUrl: string): Promise<void> {
    const database = openDatabase({ appUrl: intoUrl });
    try {
      const engine = { ...books.engine, database };
      expect(await verify(engine, books.tenantId)).toEqual(await verify(books.engine, books.tenantId));
    } finally {
      await database.close();
    }
  }

  it('covers their failpoints: no backup under its name before it is whole; a restore that was cut is run again', async () => {
    writeHome();
    const backups = failpoints.filter((name) => name.startsWith('backup.'));
    const restores = failpoints.filter((name) => name.startsWith('restore.'));
    expect([...backups, ...restores]).toHaveLength(5);
    let folder = '';
    for (const place of placesOf('backup', backups, 60, ['backup.between-tables@20', 'backup.before-name'])) {
      const subject = await killAt('backup', place, books.caller, newFolder);
      folder = subject['folder']!;
      expect(existsSync(folder)).toBe(false);
      const target = { ...subject, intoUrl: books.ownerUrl, intoHome: books.home };
      const nothing = await doAgain('restore', target, books.caller);
      expect(nothing.ok ? 'restored' : nothing.refusal.code).toBe('backup.not-found');
      must(await doAgain('backup', subject, books.caller));
    }
    const database = await emptyDatabase();
    opened.push(database);
    const target = { folder, intoUrl: database.ownerUrl, intoHome: join(books.home, 'backups', 'home') };
    // One after the other into the same place, as somebody would who tries again; the last of them has the books whole.
    for (const place of ['restore.between-files', 'restore.between-tables@40', 'restore.after-copy'])
      await killAt('restore', place, books.caller, async () => target);
    await sound(database.appUrl);
    expect(existsSync(join(target.intoHome, kept))).toBe(true);
    const again = await doAgain('restore', target, books.caller);
    expect(again.ok ? 'restored' : again.refusal.code).toBe('backup.database-not-empty');
  });
});

describe('R67 An import of a table, killed', () => {
  /** A thousand rows make a chunk; two hundred documents are taken back at once. */
  const [rows, taken] = [1_010, 410];
  let files = 0;
  const namesOf = (kind: 'customers' | 'items') => {
    files += 1;
    return { kind, fileName: `${kind}-${files}.csv`, prefix: `${kind === 'items' ? 'I' : 'K'}${files}-` };
  };
  const tableOf = ({ kind, prefix }: ReturnType<typeof namesOf>, length = rows): string => {
    const numbers = Array.from({ length }, (_, index) => `${prefix}${index}`);
    return kind === 'items'
      ? ['customer,number,documentDate,amount', ...numbers.map((one) => `C2,${one},2026-01-05,10.00`)].join('\n')
      : ['number,name,country', ...numbers.map((one) => `${one},Customer ${one},DE`)].join('\n');
  };
  const lastImport = async () =>
    (await listImports(books.engine, books.tenantId, { companyId: books.company.id, offset: 0, limit: 1 })).rows[0]!;

  const cases = (['items', 'customers'] as const).flatMap((kind) =>
    placesOf(
      `import of ${kind}`,
      [...commandPlaces, 'import.between-chunks'],
      2,
      kind === 'items' ? ['import.between-chunks@1', 'command.before-commit@2'] : ['command.after-commit@1'],
    ).map((place) => [kind, place] as const),
  );

  it.each(cases)('of %s, %s: every row once', async (kind, place) => {
    const subject = await killAt('import of a table', place, books.caller, async () => {
      const named = namesOf(kind);
      return { ...named, table: tableOf(named) };
    });
    must(await doAgain('import of a table', subject, books.caller));
    const like = `${subject['prefix']}%`;
    const [there] =
      kind === 'items'
        ? await ask(sql<{ n: bigint; amount: bigint }>`
            select count(*) as n, sum(open_minor)::bigint as amount from receivables.v_item where tenant_id = ${books.tenantId} and number like ${like}`)
        : await ask(sql<{ n: bigint; amount: bigint }>`
            select count(*) as n, ${rows * 1000}::bigint as amount from customers.v_account where tenant_id = ${books.tenantId} and number like ${like}`);
    expect(there).toEqual({ n: BigInt(rows), amount: BigInt(rows * 1000) });
    // The list says of both what became of them: none is under way for ever.
    const { rows: listed } = await listImports(books.engine, books.tenantId, {
      companyId: books.company.id,
      offset: 0,
      limit: 2,
    });
    expect(listed.map((row) => [row.fileName, row.state])).toEqual([
      [subject['fileName'], 'done'],
      [subject['fileName'], 'failed'],
    ]);
  });

  it.each(placesOf('undo of an import', commandPlaces, 3, ['command.after-commit@2', 'command.after-commit@3']))(
    'taken back, %s: every document reversed once, and counted',
    async (place) => {
      const subject = await killAt('undo of an import', place, books.caller, async () => {
        const named = namesOf('items');
        must(await doAgain('import of a table', { ...named, table: tableOf(named, taken) }, books.caller));
        return { importId: (await lastImport()).id!.toString(), prefix: named.prefix };
      });
      must(await doAgain('undo of an import', subject, books.caller));
      const like = `${subject['prefix']}%`;
      const [there] = await ask(sql<{ reversed: bigint; reversals: bigint; open: bigint }>`
      select count(*) filter (where document_type = 'invoice' and reversed_by is not null) as reversed,
        (select count(*) from receivables.v_item r where r.tenant_id = ${books.tenantId} and r.document_type = 'reversal'
          and r.linked_item_id in (select id from receivables.v_item o where o.tenant_id = ${books.tenantId} and o.number like ${like})) as reversals,
        sum(open_minor)::bigint as open
      from receivables.v_item where tenant_id = ${books.tenantId} and number like ${like} and document_type = 'invoice'`);
      expect(there).toEqual({ reversed: BigInt(taken), reversals: BigInt(taken), open: 0n });
      expect(await lastImport()).toMatchObject({ reversed: taken, kept: 0 });
    },
  );
});

describe('R33 R70 The acceptance of many proposals, killed between two', () => {
  const proposals = 12;
  const account = makeIban('DE', '370400440000000077');
  let days = 0;
  beforeAll(async () => {
    must(
      await createBankAccount(books.engine, books.caller, {
        ...{ company: books.company, number: account, currency: 'EUR', name: 'Bank of the proposals' },
      }),
    );
  });
  /** Invoices that are paid in part by nobody known, whose text names them: the engine only proposes. */
  const newProposals = async () => {
    days += 1;
    const [day, prefix] = [addDays('2026-03-01', days), `P${days}`];
    const numbers = Array.from({ length: proposals }, (_, index) => `${prefix}-${7001 + index}`);
    const { engine, caller, company, accounts } = books;
    must(
      await postDocuments(engine, caller, {
        company,
        documents: numbers.map((number) => ({
          ...{ accountId: accounts['C1']!, documentType: 'invoice' as const, number },
          ...{ documentDate: '2026-01-20', currency: 'EUR', amountMinor: 100_00n },
        })),
      }),
    );
    const bytes = mt940Day({ account, day, number: days, lines: numbers.map((one) => [40_00, 'Unbekannt', one]) });
    must(await importBankFile(engine, caller, { name: `${day}-proposals.sta`, bytes }));
    must(await applyCash(engine, caller, { company, asOf: day }));
    return { prefix };
  };
  const openOf = (prefix: string) =>
    ask(sql<{ open: bigint; items: bigint; applied: bigint }>`
      select open_minor::bigint as open, count(*) as items,
        sum((select count(*) from receivables.v_allocation a where a.tenant_id = ${books.tenantId} and a.debit_item_id = i.id
          and a.reversal_of is null)) as applied
      from receivables.v_item i where i.tenant_id = ${books.tenantId} and i.number like ${`${prefix}-%`} and document_type = 'invoice'
      group by 1 order by 1`);

  it.each(
    placesOf('acceptance of many proposals', commandPlaces, proposals - 1, [
      'command.before-commit@4',
      'command.after-commit@7',
    ]),
  )('%s: what was accepted stays, the others are accepted then, each once', async (place) => {
    const subject = await killAt('acceptance of many proposals', place, books.caller, newProposals);
    const left = await openOf(subject['prefix']!);
    expect(left.map((one) => one.open)).toContain(100_00n);
    must(await doAgain('acceptance of many proposals', subject, books.caller));
    const whole = [{ open: 60_00n, items: BigInt(proposals), applied: BigInt(proposals) }];
    const sums = async () =>
      (await openOf(subject['prefix']!)).map((row) => ({ ...row, applied: BigInt(row.applied) }));
    expect(await sums()).toEqual(whole);
    // Done once more it finds nothing that waits.
    must(await doAgain('acceptance of many proposals', subject, books.caller));
    expect(await sums()).toEqual(whole);
  });
});

describe('R33 R35 A bank file of ten thousand lines, killed anywhere', () => {
  const lines = 10_000;
  let statements = 0;
  beforeAll(async () => {
    must(
      await createBankAccount(books.engine, books.caller, {
        ...{ company: books.company, number: houseBank, currency: 'EUR', name: 'House bank' },
      }),
    );
  });
  /** A day of its own for each: one line in ten is money of a known payer, the rest of nobody. */
  const newStatement = async () => {
    statements += 1;
    const day = addDays('2026-01-05', statements);
    const statement = new TextDecoder('latin1').decode(
      mt940Day({
        ...{ day, number: statements },
        lines: Array.from({ length: lines }, (_, index) => [
          1_00 + (index % 7),
          index % 10 === 0 ? 'Customer C3' : 'Nobody known',
          `Payment ${statements}-${index}`,
        ]),
      }),
    );
    return { fileName: `${day}.sta`, statement, day };
  };
  const sum = Array.from({ length: lines }, (_, index) => 1_00 + (index % 7)).reduce((all, one) => all + one, 0);
  const lineCount = async (day: string) => {
    const [row] = await ask(sql<{ lines: bigint; amount: bigint | null; receipts: bigint; posted: bigint | null }>`
      select count(*) as lines, sum(l.amount_minor)::bigint as amount, count(r.id) as receipts, sum(r.amount_minor)::bigint as posted
      from cash.v_bank_line l
      left join cash.v_receipt r on r.tenant_id = ${books.tenantId} and r.bank_line_id = l.id
      where l.tenant_id = ${books.tenantId} and l.booking_date = ${day}`);
    return row!;
  };
  const whole = { lines: BigInt(lines), amount: BigInt(sum), receipts: BigInt(lines), posted: BigInt(sum) };
  const places = [
    ...placesOf('import of a bank file', ['bank-import.at-line'], lines, [
      'bank-import.at-line@1',
      'bank-import.at-line@5000',
      'bank-import.at-line@9999',
    ]),
    ...placesOf('import of a bank file', [...commandPlaces, 'cash-apply.between-groups'], 2, [
      'command.before-commit@1',
      'command.after-commit@1',
      'cash-apply.between-groups@2',
    ]),
  ];

  it.each(places)('%s: it resumes, and each line counts once', async (place) => {
    const subject = await killAt('import of a bank file', place, books.caller, newStatement);
    const left = await lineCount(subject['day']!);
    // The file is there as a whole or not at all.
    expect([0n, BigInt(lines)]).toContain(left.lines);
    if (place.startsWith('bank-import.at-line')) expect(left.lines).toBe(0n);
    must(await doAgain('import of a bank file', subject, books.caller));
    expect(await lineCount(subject['day']!)).toEqual(whole);
    // Brought once more it changes nothing.
    must(await doAgain('import of a bank file', subject, books.caller));
    expect(await lineCount(subject['day']!)).toEqual(whole);
  });
});

describe('R9 An ERP’s file, killed and loaded again', () => {
  /** Each customer's 300 invoices make a chunk of their own. */
  const chosen = [
    'erp-load.after-file',
    'erp-load.between-chunks@1',
    'erp-load.between-chunks@3',
    'command.before-commit@3',
    'command.after-commit@1',
  ];
  const ofLoads = failpoints.filter((name) => name.startsWith('erp-load.'));
  let companies = 0;

  /** A mirrored company of its own with three customers. */
  async function newCompany(): Promise<string> {
    companies += 1;
    const { engine, caller } = books;
    const code = `ER${String(companies).padStart(2, '0')}`;
    const more = { country: 'DE', timeZone: 'Europe/Berlin', language: 'de', letterhead: {} };
    must(await createCompany(engine, caller, { code, name: `Mirror ${code}`, currency: 'EUR', ...more }));
    const company = must(await findCompany(engine, books.tenantId, code));
    must(await setUpChart(engine, caller, { companyId: company.id }));
    const accounts = [{ companyId: company.id }];
    const customers = ['C1', 'C2', 'C3'].map((number) => ({ number, name: number, country: 'DE', accounts }));
    must(await saveCustomers(engine, caller, { customers }));
    must(await setCompanyMode(engine, caller, { company, mode: 'mirrored', reason: 'Its ERP keeps the books.' }));
    return code;
  }

  it('covers the failpoints of loads', () => {
    expect(ofLoads.filter((name) => !chosen.some((place) => place.split('@')[0] === name))).toEqual([]);
  });

  it.each(placesOf('load', [...ofLoads, ...commandPlaces], 5, chosen))('%s: every item once', async (place) => {
    const lines = Array.from(
      { length: 900 },
      (_, index) =>
        `${index},C${Math.floor(index / 300) + 1},INV${index % 50},Invoice,2026-01-02,2026-02-01,EUR,10.00,10.00`,
    );
    const header =
      'Internal ID,Customer ID,Document Number,Type,Date,Due Date/Receive By,Currency,Amount (Foreign Currency),Amount Remaining (Foreign Currency)';
    const subject = await killAt('load of an ERP’s file', place, books.caller, async () => ({
      company: await newCompany(),
      fileName: 'search.csv',
      table: [header, ...lines].join('\n'),
    }));
    must(await doAgain('load of an ERP’s file', subject, books.caller));
    must(await doAgain('load of an ERP’s file', subject, books.caller));
    const { id } = must(await findCompany(books.engine, books.tenantId, subject['company']!));
    const sums = await ask(sql<Record<string, bigint>>`
      select count(*) as items, sum(open_minor)::bigint as open,
        (select count(*) from integrations.v_erp_item where tenant_id = ${books.tenantId} and company_id = ${id}) as mirrored,
        (select count(*) from integrations.v_erp_load where tenant_id = ${books.tenantId} and company_id = ${id}) as loads,
        (select count(*) from integrations.v_erp_load where tenant_id = ${books.tenantId} and company_id = ${id} and applied_seq is null) as unfinished
      from receivables.v_item where tenant_id = ${books.tenantId} and company_id = ${id}`);
    expect(sums).toEqual([{ items: 900n, open: 900_000n, mirrored: 900n, loads: 1n, unfinished: 0n }]);
  });
});

describe('after all of it', () => {
  it('every invariant holds', async () => {
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
