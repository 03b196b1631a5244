/**
 * Tryton as a peer, where Debian's packages are installed: a database of its own on the bench's server, made by its own admin
 * program; our documents copied into its moves; its own models asked by bench/tryton.py. Its answers are compared with ours
 * before a ratio is printed. It is a program of others that is started; nothing of it is part of this one.
 */
import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { isDeepStrictEqual, promisify } from 'node:util';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { addDays, type Day } from '#kernel';
import { type AgingRow, aging } from '#receivables';
import { agingByHand } from './aging.ts';
import { type Books, must, pastDay, today } from './books.ts';
import { median } from './measure.ts';
import type { Line } from './report.ts';

const terms = [30, 60, 90] as const;
const database = 'dunwell_bench_tryton';
/** At most so many lines are dunned by Tryton, which makes two or three hundred a second. */
const mostDunned = 6000;
const postingSeconds = 15;
/** The goals were set on books of a million documents; smaller ones are told and not judged. */
const judgedFrom = 1_000_000;

export interface Peer {
  readonly lines: readonly Line[];
  /** What the page says of the peer: how it was asked, or why it was not. */
  readonly note: string;
}

/** How fast ours, and a statement by hand, make the notices of all that is overdue, in lines a second. */
export interface Made {
  readonly linesPerSecond: number;
  readonly handLinesPerSecond: number;
  readonly lineIds: ReadonlySet<bigint>;
}

interface Request {
  readonly do: 'setUp' | 'aging' | 'dunning' | 'posting';
  readonly [parameter: string]: unknown;
}

interface SetUp {
  readonly user: number;
  readonly company: number;
  readonly receivable: number;
  readonly revenue: number;
  readonly journal: number;
  readonly procedure: number;
  readonly term: number;
  readonly periods: readonly { readonly id: number; readonly from: Day; readonly to: Day }[];
}

/** The program and the interpreter it is installed for; null where there is none. */
function findTryton(): { admin: string; python: string } | null {
  const admin = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'trytond-admin'))
    .find((file) => existsSync(file));
  if (admin === undefined) return null;
  // Debian's modules belong to Debian's interpreter, which need not be the first on the path.
  const python = /^#!(\S+)/.exec(readFileSync(admin, 'utf8'))?.[1];
  return python === undefined ? null : { admin, python };
}

/**
 * Measures Tryton beside our aging, our dunning and our posting. Never throws because Tryton is away or does not start: the
 * note says so. Throws when the answers differ.
 */
export async function benchTryton(
  books: Books,
  of: {
    readonly app: pg.Client;
    readonly owner: pg.Client;
    readonly superuserUrl: string;
    readonly made: () => Promise<Made>;
    readonly say: (text: string) => void;
  },
): Promise<Peer> {
  const found = findTryton();
  if (found === null) return { lines: [], note: 'not run: Tryton (not installed: there is no trytond-admin)' };
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-tryton-'));
  const config = join(folder, 'trytond.conf');
  const server = new pg.Client({ connectionString: of.superuserUrl });
  await server.connect();
  let asked: Tryton | null = null;
  let own: pg.Client | null = null;
  try {
    await server.query(`drop database if exists ${database} with (force)`);
    await server.query(`create database ${database} template template0`);
    const { version, setUp, client, tryton } = await start(found, { config, folder, of, server });
    asked = tryton;
    own = client;
    of.say(`Tryton ${version}: its database is made; our documents are copied`);
    const copied = await copyBooks(books, of.owner, client, setUp);
    of.say(`Tryton: ${copied.toLocaleString('en')} move lines copied`);
    return await compare(books, { ...of, tryton, setUp, client, version, copied });
  } catch (fault) {
    if (fault instanceof Differs) throw fault;
    return { lines: [], note: `not run: Tryton (it was found and could not be used: ${(fault as Error).message})` };
  } finally {
    await asked?.stop();
    await own?.end();
    await server.query(`drop database if exists ${database} with (force)`);
    await server.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The answers of two contenders are not the same: a fault of the bench, never to be passed over. */
class Differs extends Error {}

/** Makes its database by its own admin program and starts the child that asks its models. */
async function start(
  found: { admin: string; python: string },
  at: { config: string; folder: string; of: { superuserUrl: string }; server: pg.Client },
) {
  const address = new URL(at.of.superuserUrl);
  const ownUrl = new URL(address);
  ownUrl.pathname = `/${database}`;
  address.pathname = '/';
  writeFileSync(at.config, `[database]\nuri = ${address.href}\n`, { mode: 0o600 });
  const password = join(at.folder, 'password');
  // Nobody logs in: the child works inside the program.
  writeFileSync(password, `${crypto.randomUUID()}\n`, { mode: 0o600 });
  const run = promisify(execFile);
  const version = (await run(found.admin, ['--version'])).stdout.trim().split(' ').at(-1) ?? '';
  await at.server.query(`alter database ${database} set synchronous_commit = off`);
  await run(
    found.admin,
    [
      ...['-c', at.config, '-d', database, '--email', 'bench@example.org', '--activate-dependencies'],
      ...['-u', 'ir', 'res', 'account_invoice', 'account_dunning'],
    ],
    { env: { ...process.env, TRYTONPASSFILE: password }, maxBuffer: 2 ** 26 },
  );
  // What is measured is as durable as ours.
  await at.server.query(`alter database ${database} reset synchronous_commit`);
  const tryton = startChild(found.python, [join(import.meta.dirname, 'tryton.py'), at.config, database]);
  try {
    const company = { company: 'Bench GmbH', firstDay: '2024-11-01', lastDay: '2026-12-31' };
    const setUp = await tryton.ask<SetUp>({ do: 'setUp', ...company });
    const client = new pg.Client({ connectionString: ownUrl.href });
    client.on('error', () => {});
    await client.connect();
    return { version, setUp, client, tryton };
  } catch (fault) {
    await tryton.stop();
    throw fault;
  }
}

interface Tryton {
  ask<T>(request: Request): Promise<T>;
  stop(): Promise<void>;
}

function startChild(python: string, args: readonly string[]): Tryton {
  const child: ChildProcessWithoutNullStreams = spawn(python, args);
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  // A child that cannot start or dies is heard of by its answer that does not come.
  child.on('error', (fault) => said.push(fault.message));
  child.stdin.on('error', () => {});
  const ended = new Promise<null>((resolve) => child.once('close', () => resolve(null)));
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask<T>(request: Request): Promise<T> {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const next = await answers.next();
      if (next.done) throw new Error(`it ended: ${said.join('').trim().split('\n').at(-1)}`);
      const answer = JSON.parse(next.value) as T & { error?: string };
      if (answer.error !== undefined) throw new Error(`${request.do}: ${answer.error}`);
      return answer;
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

/**
 * Our books as its moves: a move per document, a line per part that a clearing took and one for what is open, each with its
 * reconciliation of the clearing's day, and a line of revenue. Its own posting would take days. So that both answer the same
 * question: it counts what falls due today as overdue, ours does not, so its lines mature a day later; it puts unapplied
 * cash into the buckets, ours beside them, so that never matures; it has one currency for an aged balance, so amounts are
 * copied at par. Returns the number of lines.
 */
async function copyBooks(books: Books, owner: pg.Client, client: pg.Client, setUp: SetUp): Promise<number> {
  const { tenantId } = books;
  const { company, receivable, revenue, journal } = setUp;
  const copy = async (into: string, from: string): Promise<void> => {
    await pipeline(owner.query(copyTo(`copy (${from}) to stdout`)), client.query(copyFrom(`copy ${into} from stdin`)));
  };
  const party = 'customer_id + 1000';
  const periods = setUp.periods.map((one) => `(${one.id}, date '${one.from}', date '${one.to}')`).join(', ');
  // Keys of keys are not looked up while copying: what is copied is whole.
  await client.query(`set session_replication_role = replica`);
  await copy(
    'party_party (id, code, name, active, create_uid)',
    `select id + 1000, number, name, true, 1 from customers.customer where tenant_id = ${tenantId}`,
  );
  await client.query(
    `insert into party_address (party, active, create_uid) select id, true, 1 from party_party where id > 1000`,
  );
  // As its own creation of a party does it.
  await client.query(
    `insert into party_party_dunning_procedure (party, dunning_procedure, create_uid) select id, ${setUp.procedure}, 1 from party_party where id > 1000`,
  );
  await copy(
    'account_move (id, company, date, journal, number, period, post_date, post_number, state, create_date, create_uid)',
    `select i.id, ${company}, i.posting_date, ${journal}, i.number, p.id, i.posting_date, i.number, 'posted', now(), 1
     from receivables.item i join (values ${periods}) as p(id, first, last) on i.posting_date between p.first and p.last
     where i.tenant_id = ${tenantId} and not i.noted`,
  );
  await copy(
    'account_move_reconciliation (id, company, date, name, create_date, create_uid)',
    `select id, ${company}, effective_date, id::text, now(), 1 from receivables.allocation where tenant_id = ${tenantId}`,
  );
  await copy(
    'account_move_line (id, account, move, party, debit, credit, maturity_date, reconciliation, state, create_date, create_uid)',
    `with parts as (
       select debit_item_id as item_id, debit_amount_minor as amount, id as reconciliation from receivables.allocation where tenant_id = ${tenantId}
       union all select credit_item_id, -credit_amount_minor, id from receivables.allocation where tenant_id = ${tenantId}
       union all select id, open_minor, null from receivables.item where tenant_id = ${tenantId} and open_minor <> 0 and not noted
     ), lines as (
       select i.id, ${receivable} as account, i.${party} as party, p.amount, p.reconciliation,
         case when i.aging_class = 'unapplied' then date '9999-12-31' else i.due_date + 1 end as maturity_date
       from parts p join receivables.item i on i.tenant_id = ${tenantId} and i.id = p.item_id
       union all select id, ${revenue}, null, -amount_minor, null, null from receivables.item where tenant_id = ${tenantId} and not noted
     )
     select row_number() over (order by id, account), account, id, party, greatest(amount, 0)::numeric / 100, greatest(-amount, 0)::numeric / 100,
       maturity_date, reconciliation, 'valid', now(), 1 from lines`,
  );
  for (const table of ['party_party', 'account_move', 'account_move_reconciliation', 'account_move_line'])
    await client.query(`select setval('${table}_id_seq', (select max(id) from ${table}))`);
  await client.query('vacuum analyze');
  const { rows } = await client.query('select count(*)::integer as lines from account_move_line');
  return rows[0].lines;
}

interface Asking {
  readonly app: pg.Client;
  readonly tryton: Tryton;
  readonly setUp: SetUp;
  readonly client: pg.Client;
  readonly version: string;
  readonly copied: number;
  readonly made: () => Promise<Made>;
  readonly say: (text: string) => void;
}

async function compare(books: Books, asking: Asking): Promise<Peer> {
  const { app, tryton, setUp, version } = asking;
  const within = { user: setUp.user, company: setUp.company };
  const lines: Line[] = [];
  for (const asOf of [today, pastDay]) lines.push(await compareAging(books, { app, tryton }, within, asOf));
  lines.push(await compareDunning(books, asking, within), await posting(asking, within));
  return {
    lines,
    note: `Tryton ${version} of Debian in a database of its own on the same server, ${asking.copied.toLocaleString('en')} move lines copied from the books and its own models asked; lines mature a day later and unapplied cash never, so that its buckets are ours, and amounts are at par`,
  };
}

/** The goal in words, and whether it is met; without a verdict on small books, where what any answer costs weighs more. */
function verdict({ documents }: Books, ratio: number, atLeast: number): Pick<Line, 'goal' | 'met'> {
  const judged = documents >= judgedFrom;
  return {
    goal: `≥ ${atLeast}× Tryton${judged ? '' : ' on books of a million documents; not judged on these'}`,
    met: judged ? ratio >= atLeast : null,
  };
}

type AgedRow = readonly [party: number, balance: string, ...terms: string[]];

/** Aging by customer on the buckets that its aged balance has: three and what is older. */
async function compareAging(
  books: Books,
  { app, tryton }: Pick<Asking, 'app' | 'tryton'>,
  within: object,
  asOf: Day,
): Promise<Line> {
  const request = {
    companyId: books.company.id,
    asOf,
    asKnown: null,
    by: 'customer' as const,
    buckets: terms,
    basis: 'due' as const,
    view: 'net' as const,
  };
  const ask = (rows: boolean) =>
    tryton.ask<{ seconds: number; count: number; rows: AgedRow[] }>({
      do: 'aging',
      ...within,
      date: asOf,
      terms,
      rows,
    });
  const [ours, theirs] = [must(await aging(books.engine, books.tenantId, request)), await ask(true)];
  const name = asOf === today ? 'aging now' : `aging as of ${asOf}`;
  const numbers = new Map(books.accounts.map((account) => [Number(account.customerId) + 1000, account.number]));
  const [left, right] = [byCustomer(ours.rows), fromTryton(theirs.rows, numbers)];
  if (!isDeepStrictEqual(left, right)) {
    const apart = [...new Set([...left.keys(), ...right.keys()])].find(
      (key) => !isDeepStrictEqual(left.get(key), right.get(key)),
    );
    throw new Differs(
      `${name}: Tryton's answer differs, as for ${apart}: ours ${left.get(apart!)}, Tryton's ${right.get(apart!)}`,
    );
  }
  const oursMs: number[] = [];
  const theirsMs: number[] = [];
  const handMs: number[] = [];
  for (let round = 0; round < (theirs.seconds > 3 ? 3 : 5); round += 1) {
    const start = performance.now();
    must(await aging(books.engine, books.tenantId, request));
    oursMs.push(performance.now() - start);
    const began = performance.now();
    await agingByHand(app, books, asOf);
    handMs.push(performance.now() - began);
    theirsMs.push((await ask(false)).seconds * 1000);
  }
  const ratios = theirsMs.map((time, round) => time / oursMs[round]!);
  return {
    work: `${name} by customer, beside Tryton (${left.size} customers)`,
    ...verdict(books, median(ratios), 40),
    ratio: `${median(ratios).toFixed(0)}× (${Math.min(...ratios).toFixed(0)}–${Math.max(...ratios).toFixed(0)})`,
    ours: `our query: ${median(oursMs).toFixed(1)} ms`,
    reference: `Tryton's aged balance through its model: ${median(theirsMs).toFixed(0)} ms (${Math.min(...theirsMs).toFixed(0)}–${Math.max(...theirsMs).toFixed(0)})`,
    ceilings: [
      `the SQL written by hand on our schema: ${median(handMs).toFixed(1)} ms, ${(median(theirsMs) / median(handMs)).toFixed(0)}× Tryton: what is over this nobody can reach here`,
      'the same question, the answers compared to the cent; ours by customer and currency with names, Tryton’s by party, read through `search_read` as its list and report read it',
    ],
    cause:
      'the goal stands on 89 k open items of a million documents, where the SQL by hand took 82 ms and Tryton 5 s (61×); here a row for each customer and currency goes out of the database, and that is most of our time and of the hand’s, while Tryton’s time grows with the documents',
  };
}

/** Ours by customer over currencies: current with unapplied, then the buckets; customers with nothing open left out. */
function byCustomer(rows: readonly AgingRow[]): Map<string, bigint[]> {
  const found = new Map<string, bigint[]>();
  for (const { key, amountsMinor } of rows) {
    const [unapplied, current, ...buckets] = amountsMinor as [bigint, bigint, ...bigint[]];
    const amounts = [unapplied + current, ...buckets];
    found.set(
      key,
      amounts.map((amount, place) => amount + (found.get(key)?.[place] ?? 0n)),
    );
  }
  return inOrder(found);
}

/** What its aged balance says, in our columns: what is in none of its terms is current. */
function fromTryton(rows: readonly AgedRow[], numbers: ReadonlyMap<number, string>): Map<string, bigint[]> {
  const minor = (text: string): bigint => BigInt(text.replace('.', ''));
  return inOrder(
    new Map(
      rows.map(([party, balance, ...inTerms]) => {
        const amounts = inTerms.map(minor);
        return [numbers.get(party)!, [minor(balance) - amounts.reduce((sum, one) => sum + one, 0n), ...amounts]];
      }),
    ),
  );
}

const inOrder = (rows: ReadonlyMap<string, bigint[]>): Map<string, bigint[]> =>
  new Map(
    [...rows]
      .filter(([, amounts]) => amounts.some((one) => one !== 0n))
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  );

/** Its dunnings, a line each, against our notices: first that the same lines are dunned, then lines a second. */
async function compareDunning(books: Books, { tryton, setUp, client, made }: Asking, within: object): Promise<Line> {
  const { rows } = await client.query(
    `select id, move, maturity_date::text as day from account_move_line where account = $1 and reconciliation is null and debit > 0
       and maturity_date <= $2 order by maturity_date, id`,
    [setUp.receivable, today],
  );
  const ours = await made();
  const theirsAll = new Set(rows.map((row) => BigInt(row.move)));
  if (!isDeepStrictEqual(new Set([...ours.lineIds].sort()), new Set([...theirsAll].sort())))
    throw new Differs(`dunning: ours looks at ${ours.lineIds.size} lines, Tryton at ${theirsAll.size}`);
  // All that is overdue, or what was overdue on the last day on which it was not too much.
  const date = rows.length <= mostDunned ? today : addDays(rows[mostDunned]!.day, -1);
  const wanted = rows.filter((row) => row.day <= date).map((row) => row.id);
  const answer = await tryton.ask<{ seconds: number; lines: number[] }>({ do: 'dunning', ...within, date });
  if (!isDeepStrictEqual([...answer.lines].sort(), wanted.sort()))
    throw new Differs(`dunning: Tryton dunned ${answer.lines.length} lines, ${wanted.length} are overdue on ${date}`);
  const rate = answer.lines.length / answer.seconds;
  const ratio = ours.linesPerSecond / rate;
  return {
    work: `making the notices of ${ours.lineIds.size} overdue lines, beside Tryton's dunnings`,
    ...verdict(books, ratio, 100),
    ratio: `${ratio.toFixed(0)}× the lines a second`,
    ours: `proposeNotices, all that is overdue: ${Math.round(ours.linesPerSecond).toLocaleString('en')} lines/s`,
    reference: `Tryton's wizard, ${answer.lines.length} lines overdue on ${date}: ${rate.toFixed(0)} lines/s (${answer.seconds.toFixed(1)} s)`,
    ceilings: [
      `INSERT … SELECT by hand into our tables: ${Math.round(ours.handLinesPerSecond).toLocaleString('en')} lines/s, ${(ours.handLinesPerSecond / rate).toFixed(0)}× Tryton: what is over this nobody can reach here`,
      'the same lines are dunned by both; Tryton writes a dunning for each line, ours a notice for each customer with its lines and their levels',
    ],
    cause: 'the decision is taken outside of the database, so what is open travels there and the notices back',
  };
}

async function posting({ tryton, setUp, client }: Asking, within: object): Promise<Line> {
  const { rows } = await client.query('select id from party_party where id > 1000 order by id limit 2000');
  const answer = await tryton.ask<{ seconds: number; posted: number }>({
    do: 'posting',
    ...within,
    date: today,
    parties: rows.map((row) => row.id),
    revenue: setUp.revenue,
    receivable: setUp.receivable,
    term: setUp.term,
    seconds: postingSeconds,
  });
  const rate = answer.posted / answer.seconds;
  return {
    work: 'posting invoices one by one, Tryton',
    goal: 'no goal: read it beside the rows of posting above',
    met: null,
    ratio: `${rate.toFixed(1)} a second`,
    ours: `ours: the rows of posting one by one`,
    reference: `Tryton's invoice saved and posted through its models, a transaction each: ${answer.posted} in ${answer.seconds.toFixed(1)} s`,
    ceilings: [],
  };
}
