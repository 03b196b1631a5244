/**
 * The bench: our commands and queries against the best SQL written by hand, in one run, on books made for it.
 * `npm run bench -- [--documents N]` writes docs/reference/bench.md, or bench-N.md for another size than 100,000; `--only
 * posting,aging` measures parts and writes nothing, but `--only pages` and `--only load` write bench-pages.md and bench-load.md; `--keep` keeps the books, and measures on a copy of them the next time.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import {
  type Engine,
  livingPostmaster,
  migrate,
  openDatabase,
  openServer,
  prepareRoles,
  type RoleUrls,
  readConfig,
  settableClock,
  systemClock,
} from '#platform';
import { commitNow } from '../scripts/commit-now.ts';
import { registrations } from '../src/apps/registrations.ts';
import { benchAging } from './aging.ts';
import { benchAllStages } from './all-stages.ts';
import { type Books, beginDay, makeBooks, openBooks, today } from './books.ts';
import { benchDay } from './day.ts';
import { benchDunning, madeNotices } from './dunning.ts';
import { connectByHand } from './hand.ts';
import { benchHttp } from './http.ts';
import { benchLoad } from './load.ts';
import { benchMatching } from './matching.ts';
import { benchMatchingQuality } from './matching-quality.ts';
import { memory } from './measure.ts';
import { benchPages } from './pages.ts';
import { benchPosting } from './posting.ts';
import { benchProjectors } from './projectors.ts';
import { benchReaders } from './readers.ts';
import { type Line, pageOf } from './report.ts';
import { benchTryton } from './tryton.ts';
import { benchWorklist } from './worklist.ts';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '100000' },
    only: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const only = values.only?.split(',');
const documents = Number(values.documents);
if (!Number.isInteger(documents) || documents < 1000) {
  console.error('bench: --documents takes a whole number from 1000 on.');
  process.exit(2);
}
const startedAt = systemClock.now().toISOString().slice(0, 16).replace('T', ' ');
const loadBefore = loadavg()[0]!;
const { root } = readConfig();
const commit = commitNow(root);
const home = join(
  root,
  'node_modules/.cache/dunwell-bench',
  createHash('sha256').update(root).digest('hex').slice(0, 12),
);
const say = (text: string): void => console.log(`bench: ${text}`);

// Needs no books and no database: labelled receipts and the engine alone.
const quality = only === undefined || only.includes('matching-quality') ? benchMatchingQuality() : [];
for (const text of quality) say(text);
// A million entries in each bank file, whatever the size of the books: small books are for a look of minutes.
const readers =
  (only === undefined && documents >= 100_000) || only?.includes('readers') ? await benchReaders(1_000_000, say) : [];
const withoutBooks = ['matching-quality', 'readers'];
if (only?.every((name) => withoutBooks.includes(name))) process.exit(0);

const server = await openServer({ root, home });
const serverPid = livingPostmaster(join(home, 'postgres/data'));
const admin = new pg.Client({ connectionString: server.superuserUrl });
await admin.connect();
const dropBooks = () => admin.query('drop database if exists dunwell_bench with (force)');
await dropBooks();
const clock = settableClock(`${today}T08:00:00Z`);
const openEngine = async (database: string): Promise<{ engine: Engine; urls: RoleUrls }> => {
  const urls = await prepareRoles(server.superuserUrl, database);
  await migrate(urls.ownerUrl, root);
  return {
    urls,
    engine: { database: openDatabase({ appUrl: urls.appUrl }, { poolSize: 12 }), clock, registrations },
  };
};

// Kept books stay as they were made: what is measured writes into a copy.
let making = 'the books were kept from an earlier run';
const make = async (engine: Engine): Promise<Books> => {
  const start = performance.now();
  const books = await makeBooks(engine, clock, documents);
  const seconds = (performance.now() - start) / 1000;
  making = `the books took ${seconds.toFixed(0)} s to make: ${Math.round(books.documents / seconds)} documents/s with master data, clearings and what is kept of each account`;
  return books;
};
if (values.keep) {
  const kept = `dunwell_bench_${documents}`;
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [kept]);
  if (rowCount === 0) {
    // Half-made books must not be taken for whole ones.
    await admin.query('drop database if exists dunwell_bench_making with (force)');
    const { engine } = await openEngine('dunwell_bench_making');
    try {
      await make(engine);
    } finally {
      await engine.database.close();
    }
    await admin.query(`alter database dunwell_bench_making rename to ${kept}`);
  }
  await admin.query(`create database dunwell_bench owner dunwell_owner template ${kept} strategy file_copy`);
}
const { engine, urls } = await openEngine('dunwell_bench');
const held = [{ when: 'at the start', held: memory(serverPid) }];
const remember = (when: string): void => {
  held.push({ when, held: memory(serverPid) });
};

try {
  const books = await (values.keep ? openBooks(engine, clock) : make(engine));
  say(`${books.documents} documents and ${books.clearings} clearings; ${making}`);
  remember('after making the books');
  clock.set(`${today}T08:00:00Z`);
  const prioritised = await beginDay(books);
  const app = await connectByHand(urls.appUrl);
  const owner = await connectByHand(urls.ownerUrl);
  // What the server's own worker does within a minute or two; done at once, so that no round meets it half-way.
  await owner.query('vacuum analyze');
  const { rows: open } = await owner.query('select count(*)::integer as n from receivables.item where open_minor <> 0');
  const clients = { app, owner, appUrl: urls.appUrl, serverPid };
  const lines: Line[] = [];
  const notes = [making];
  const parts = [
    { name: 'aging', run: () => benchAging(books, clients) },
    { name: 'worklist', run: () => benchWorklist(books, clients, prioritised) },
    { name: 'projectors', run: () => benchProjectors(books) },
    { name: 'posting', run: () => benchPosting(books, clients) },
    { name: 'dunning', run: () => benchDunning(books, clients) },
    {
      name: 'tryton',
      run: async () => {
        const peer = await benchTryton(books, {
          app,
          owner,
          superuserUrl: server.superuserUrl,
          made: () => madeNotices(books, { app, owner }),
          say,
        });
        say(peer.note);
        notes.push(peer.note);
        return peer.lines;
      },
    },
    { name: 'http', run: () => benchHttp(books, clients) },
    { name: 'day', run: () => benchDay(books, clients) },
    { name: 'matching', run: () => benchMatching(documents, owner, serverPid) },
    // The last that writes: what it posts is open no more, and it fills the books with open items.
    {
      name: 'all-stages',
      run: () => benchAllStages(books, owner, { documents, serverPid }),
    },
    // Needs a Chromium and has budgets in place of references: it runs where it is named.
    { name: 'pages', onlyNamed: true, run: () => benchPages(books, owner, documents) },
    // As many open items as documents, which no other part has.
    { name: 'load', onlyNamed: true, run: () => benchLoad(books, owner, { openItems: documents, serverPid }) },
  ];
  const known = new Set([...withoutBooks, ...parts.map((part) => part.name)]);
  const unknown = only?.filter((name) => !known.has(name)) ?? [];
  if (unknown.length > 0) throw new Error(`there is no part "${unknown[0]}"; parts are ${[...known].join(', ')}`);
  for (const part of parts.filter((one) => only?.includes(one.name) ?? !one.onlyNamed)) {
    const found = await part.run();
    for (const line of found) {
      say(
        `${line.work}: ${line.ratio} (${line.met === null ? line.goal : `${line.goal}: ${line.met ? 'met' : 'MISSED'}`})`,
      );
      for (const text of [line.ours, line.reference, ...line.ceilings]) say(`    ${text}`);
    }
    lines.push(...found);
    remember(`after ${part.name}`);
  }
  const { rows: version } = await admin.query('show server_version');
  await app.end();
  await owner.end();
  const page = pageOf(lines, {
    documents: books.documents,
    customers: books.accounts.length,
    clearings: books.clearings,
    openItems: open[0].n,
    startedAt,
    commit,
    loadBefore,
    postgres: `PostgreSQL ${version[0].server_version}`,
    commandLine: `npm run bench -- --documents ${documents}${values.keep ? ' --keep' : ''}${only === undefined ? '' : ` --only ${only.join()}`}`,
    memory: held,
    quality,
    readers,
    notes,
  });
  // Pages and load have a page of their own: each is measured alone.
  const alone = ['pages', 'load'].find((name) => only?.join() === name);
  if (only === undefined || alone !== undefined) {
    const path = `docs/reference/bench${alone === undefined ? '' : `-${alone}`}${documents === 100_000 ? '' : `-${documents}`}.md`;
    mkdirSync(join(root, 'docs/reference'), { recursive: true });
    writeFileSync(join(root, path), `${page}\n`);
    say(`written to ${path}`);
  }
} finally {
  await engine.database.close();
  await dropBooks();
  await admin.end();
  await server.stop();
}
