/** Posting through our command against the same rows written by hand: batches of 1,000, and one document per command. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { prioritiseCompany } from '#collections';
import { accountsByPurpose } from '#ledger';
import { runQuery } from '#platform';
import { type NewDocument, postDocuments } from '#receivables';
import { type Books, must, today } from './books.ts';
import { connectByHand } from './hand.ts';
import { contest } from './measure.ts';
import { type Hand, type HandFacts, type PlainInvoice, postByHand } from './posting-by-hand.ts';
import { seeded } from './random.ts';
import { type Line, lineOf } from './report.ts';
import { type Recorded, recordCommand, sendByHand, sendInPackets } from './same-statements.ts';
import { countStatements } from './watch.ts';

interface Clients {
  readonly owner: pg.Client;
  readonly appUrl: string;
  readonly serverPid: number | null;
}

/** The contenders; each posts invoices whose numbers begin with its own letters. */
const sides = ['CMD', 'HND', 'PRE'] as const;
type Side = (typeof sides)[number];

/** Measures posting; throws when the rows of command and hand differ in count or sum. */
export async function benchPosting(books: Books, clients: Clients): Promise<Line[]> {
  const facts = await factsOf(books);
  const draw = drawer(books);
  const hands = await Promise.all(Array.from({ length: 8 }, () => connectByHand(clients.appUrl)));
  const own = hands[0]!;
  const command = async (invoices: readonly PlainInvoice[]): Promise<void> => {
    must(
      await postDocuments(books.engine, books.caller, {
        company: books.company,
        documents: invoices.map(asDocument),
      }),
    );
  };
  const now = books.clock.now().toISOString();
  const post: Record<Side, (invoices: readonly PlainInvoice[], client: pg.Client) => Promise<void>> = {
    CMD: command,
    HND: (invoices, client) => postByHand(client, facts, invoices, now),
    PRE: (invoices, client) => postByHand(preparing(client), facts, invoices, now),
  };
  const titles: Record<Side, string> = {
    CMD: 'postDocuments',
    HND: 'by hand, each statement planned anew',
    PRE: 'the same by hand, statements prepared',
  };
  try {
    await assertSameRows(books, clients.owner, draw, (side, invoices) => post[side](invoices, own));
    const trips: Record<string, number> = {};
    const statements: Record<string, number> = {};
    for (const side of sides) {
      const wire = await countStatements(() => post[side](draw(side, 1), own));
      trips[side] = wire.roundTrips;
      statements[side] = wire.statements;
    }
    const scenario = async (count: number, size: number, width: number, rounds: number) => {
      const queues: Record<string, PlainInvoice[][]> = {};
      return contest(
        sides.map((side) => ({
          name: titles[side],
          prepare: () => {
            queues[side] = Array.from({ length: count }, () => draw(side, size));
          },
          run: () =>
            Promise.all(
              hands.slice(0, width).map(async (client) => {
                for (let next = queues[side]!.pop(); next; next = queues[side]!.pop()) await post[side](next, client);
              }),
            ),
        })),
        { warmups: 1, rounds, serverPid: clients.serverPid },
      );
    };
    const commits = await oneRowCommits(clients.owner);
    const copied = await copiedRows(clients.owner);
    const lines: Line[] = [];
    const like = `the same rows by hand (items, journals, entries, summaries, priorities, audit), ${statements['PRE']} prepared statements`;
    const wanted = [
      { work: 'posting in batches of 1,000', count: 3, size: 1000, width: 1, atLeast: 0.5 },
      { work: 'posting one by one, 1 client', count: 150, size: 1, width: 1 },
      { work: 'posting one by one, 8 clients', count: 400, size: 1, width: 8 },
    ];
    for (const { work, atLeast, ...one } of wanted) {
      const [ours, hand, prepared] = await scenario(one.count, one.size, one.width, 7);
      const line = lineOf({
        work: `${work}, beside ${like}`,
        ours: ours!,
        reference: prepared!,
        ceilings: [hand!],
        units: { count: one.count * one.size, name: 'documents' },
        goal:
          atLeast === undefined
            ? 'no goal: that is against its own statements, below'
            : `≥ ${atLeast * 100} % of what writes the same rows`,
        atLeast: atLeast ?? 0,
        cause:
          'statements that the hand does not have: the look for posted keys, summaries from what is open on the account instead of adding up, the proof of open amounts; and priorities are decided here, not in SQL',
      });
      lines.push(atLeast === undefined ? { ...line, met: null } : line);
    }
    for (const width of [1, 8])
      lines.push(await sameStatements(books, clients, { width, hands, draw, post: post.CMD }));
    lines.push({
      work: 'round trips to post one invoice',
      goal: '≤ 10',
      met: trips['CMD']! <= 10,
      ratio: `${trips['CMD']}`,
      ours: `postDocuments ${trips['CMD']} (${statements['CMD']} statements)`,
      reference: `by hand ${trips['HND']} (${statements['HND']})`,
      ceilings: [
        `ceiling: ${commits} one-row commits/s on this disk, ${copied.toLocaleString('en')} rows/s by COPY into a table with three indexes`,
      ],
      cause: 'a statement that needs the answer of another waits for it',
    });
    return lines;
  } finally {
    for (const hand of hands) await hand.end();
  }
}

/** A command against its own statements, sent by hand in one transaction each, as many side by side as told. */
async function sameStatements(
  { engine, tenantId }: Books,
  clients: Clients,
  of: {
    readonly width: number;
    readonly hands: readonly pg.Client[];
    readonly draw: (side: Side, count: number) => PlainInvoice[];
    readonly post: (invoices: readonly PlainInvoice[], client: pg.Client) => Promise<void>;
  },
): Promise<Line> {
  const count = of.width === 1 ? 100 : 200;
  const own = of.hands[0]!;
  let invoices: PlainInvoice[] = [];
  let recorded: Recorded[] = [];
  const sent: string[] = [];
  const record = async (): Promise<void> => {
    recorded = [];
    for (const invoice of of.draw('CMD', count)) {
      recorded.push(await recordCommand(() => of.post([invoice], own)));
      sent.push(invoice.number);
    }
  };
  const sideBySide = <T>(queue: T[], work: (one: T, client: pg.Client) => Promise<void>): Promise<unknown> =>
    Promise.all(
      of.hands.slice(0, of.width).map(async (client) => {
        for (let next = queue.pop(); next; next = queue.pop()) await work(next, client);
      }),
    );
  const [ours, byHand, inPackets] = await contest(
    [
      {
        name: 'postDocuments',
        prepare: () => {
          invoices = of.draw('CMD', count);
        },
        run: () => sideBySide(invoices, (one, client) => of.post([one], client)),
      },
      {
        name: 'its statements by hand, prepared, one after the other',
        prepare: record,
        run: () => sideBySide(recorded, (one, client) => sendByHand(preparing(client), one)),
      },
      {
        name: 'its statements in its own packets, and nothing else',
        prepare: record,
        run: () => sideBySide(recorded, (one) => sendInPackets(engine.database, one)),
      },
    ],
    { warmups: 1, rounds: 9, serverPid: clients.serverPid },
  );
  const { rows } = await clients.owner.query(
    `select count(distinct command_id)::integer as posted, count(distinct a.seq)::integer as audited
     from receivables.item i left join platform.audit a using (tenant_id, command_id) where i.tenant_id = $1 and i.number = any($2)`,
    [tenantId, sent],
  );
  if (rows[0].posted !== sent.length || rows[0].audited !== sent.length)
    throw new Error(
      `posting: of ${sent.length} commands sent by hand ${rows[0].posted} posted and ${rows[0].audited} are in the audit`,
    );
  return lineOf({
    work: `posting one by one, ${of.width === 1 ? '1 client' : `${of.width} clients`}, against its own statements`,
    ours: ours!,
    reference: byHand!,
    ceilings: [inPackets!],
    units: { count, name: 'documents' },
    goal: '≥ 80 % of the same statements by hand in one transaction',
    atLeast: 0.8,
    cause: 'what is put together here, between the statements',
  });
}

/** The driver with each text prepared under a name once per connection. */
const names = new Map<string, string>();
function preparing(client: pg.Client): Hand {
  return {
    query(text, values) {
      if (values === undefined) return client.query(text);
      if (!names.has(text)) names.set(text, `hand_${names.size}`);
      return client.query({ name: names.get(text)!, text, values });
    },
  };
}

const asDocument = (invoice: PlainInvoice): NewDocument => ({
  accountId: invoice.accountId,
  documentType: 'invoice',
  number: invoice.number,
  documentDate: invoice.day,
  currency: 'EUR',
  amountMinor: invoice.amountMinor,
  taxMinor: invoice.taxMinor,
});

async function factsOf(books: Books): Promise<HandFacts> {
  const purposes = await runQuery(books.engine, books.tenantId, (db) =>
    accountsByPurpose(db, books.tenantId, books.company.id),
  );
  const customers = new Map(books.accounts.map((account) => [account.id, account.customerId]));
  return {
    tenantId: books.tenantId,
    companyId: books.company.id,
    companyCode: books.company.code,
    currency: 'EUR',
    businessDay: today,
    control: purposes('receivables_control'),
    revenue: purposes('revenue'),
    tax: purposes('tax_payable'),
    customerOf: (accountId) => customers.get(accountId)!,
  };
}

/** Draws invoices; each side draws the same amounts for the same accounts in the same order. */
function drawer(books: Books): (side: Side, count: number) => PlainInvoice[] {
  const chances = Object.fromEntries(sides.map((side) => [side, seeded(11)]));
  const serials = Object.fromEntries(sides.map((side) => [side, 0]));
  return (side, count) => {
    const random = chances[side]!;
    return Array.from({ length: count }, () => {
      serials[side]! += 1;
      const netMinor = BigInt(Math.round(random.lognormal(80_000, 1.3)) + 1);
      const taxMinor = (netMinor * 19n) / 100n + 1n;
      return {
        number: `${side}${String(serials[side]).padStart(8, '0')}`,
        accountId: books.drawAccount(random).id,
        day: today,
        amountMinor: netMinor + taxMinor,
        taxMinor,
      };
    });
  };
}

/** Posts 1,000 + 1 invoices on each side and compares what came of them, table by table; then summaries and priorities. */
async function assertSameRows(
  books: Books,
  owner: pg.Client,
  draw: (side: Side, count: number) => PlainInvoice[],
  post: (side: Side, invoices: readonly PlainInvoice[]) => Promise<void>,
): Promise<void> {
  for (const side of sides) {
    await post(side, draw(side, 1000));
    await post(side, draw(side, 1));
  }
  const found: Record<string, unknown>[] = [];
  for (const side of sides) {
    const { rows } = await owner.query(
      `with i as (select * from receivables.item where tenant_id = $1 and number like $2)
         select count(*) as items, sum(i.amount_minor) as amount, sum(i.open_minor) as open, sum(i.tax_minor) as tax,
           sum(i.company_amount_minor) as company, sum(i.account_id) as accounts, sum(i.customer_id) as customers,
           sum(i.due_date - i.document_date) as days, count(distinct i.command_id) as commands,
           (select count(*) from ledger.journal j join i on j.id = i.journal_id and j.tenant_id = i.tenant_id and j.command_id = i.command_id) as journals,
           (select string_agg(l::text, ';' order by l) from (
             select (l.line, l.account_id, count(*), count(l.item_id), sum(l.amount_minor), sum(l.company_amount_minor))::text as l
             from ledger.line l join i on l.journal_id = i.journal_id and l.tenant_id = i.tenant_id group by l.line, l.account_id) l) as lines,
           (select (count(*), sum(e.amount_minor), sum(e.account_id), sum(e.due_date - e.effective_date))::text
             from receivables.entry e join i on e.item_id = i.id and e.tenant_id = i.tenant_id) as entries,
           (select (count(*), count(p.payload))::text from platform.audit a join platform.audit_payload p using (tenant_id, seq)
             where a.tenant_id = $1 and a.command_id in (select command_id from i)) as audit,
           md5(string_agg(replace((i.reference_keys, i.number_key, i.source_key, i.source, i.aging_class, i.instalment)::text, left($2, 3), ''), ',' order by i.number)) as keys
         from i`,
      [books.tenantId, `${side}%`],
    );
    found.push(rows[0]);
  }
  const [first, ...others] = found;
  for (const other of others) {
    if (!isDeepStrictEqual(first, other))
      throw new Error(
        `posting: the rows differ:\n${Object.entries(first!).join('\n')}\n${Object.entries(other).join('\n')}`,
      );
  }
  const { rows } = await owner.query(
    `select count(*)::integer as wrong from receivables.summary s
     join (select account_id, currency, sum(open_minor) as open, count(*) filter (where open_minor <> 0) as items,
       min(due_date) filter (where open_minor > 0 and aging_class = 'debit') as oldest
       from receivables.item where tenant_id = $1 and not noted group by 1, 2) i using (account_id, currency)
     where s.tenant_id = $1 and (s.open_minor <> i.open or s.open_items <> i.items or s.oldest_due_date is distinct from i.oldest)`,
    [books.tenantId],
  );
  if (rows[0].wrong !== 0) throw new Error(`posting: ${rows[0].wrong} summaries are not what their items say`);
  // The day's priorities made anew: whatever one of the sides kept otherwise would change.
  const { changed } = must(
    await prioritiseCompany(books.engine, books.caller, { company: books.company, asOf: today }),
  );
  if (changed !== 0) throw new Error(`posting: ${changed} priorities are not what their items say`);
}

/** How many commits of one row a second this server and disk make: a ceiling for anything interactive. */
async function oneRowCommits(owner: pg.Client): Promise<number> {
  await owner.query('create schema if not exists bench');
  await owner.query('create table if not exists bench.commit_probe (id bigint primary key)');
  const count = 300;
  const start = performance.now();
  for (let id = 0; id < count; id += 1)
    await owner.query('insert into bench.commit_probe values ($1) on conflict do nothing', [id]);
  return Math.round((count * 1000) / (performance.now() - start));
}

/** Rows a second that COPY brings into a table with three indexes: the ceiling for a batch. */
async function copiedRows(owner: pg.Client): Promise<number> {
  const count = 50_000;
  await owner.query(`drop table if exists bench.copy_probe;
    create table bench.copy_probe (id bigint primary key, account_id bigint not null, due_date date not null, amount_minor bigint not null);
    create index on bench.copy_probe (account_id, due_date);
    create index on bench.copy_probe (due_date)`);
  const rows = Array.from(
    { length: count },
    (_, id) => `${id}\t${id % 997}\t2026-01-${String((id % 28) + 1).padStart(2, '0')}\t${id * 7}\n`,
  ).join('');
  const start = performance.now();
  await pipeline(Readable.from([rows]), owner.query(copyFrom('copy bench.copy_probe from stdin')));
  return Math.round((count * 1000) / (performance.now() - start));
}
