/**
 * The bench: our commands and queries against the best SQL written by hand, in one run, on books made for it.
 * `npm run bench -- [--documents N]` writes docs/reference/bench.md; `--only posting,aging` measures parts and writes nothing.
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
  readConfig,
  settableClock,
  systemClock,
} from '#platform';
import { registrations } from '../src/apps/registrations.ts';
import { benchAging } from './aging.ts';
import { makeBooks, today } from './books.ts';
import { connectByHand } from './hand.ts';
import { benchHttp } from './http.ts';
import { benchMatching } from './matching.ts';
import { benchMatchingQuality } from './matching-quality.ts';
import { memory } from './measure.ts';
import { benchPosting } from './posting.ts';
import { benchProjectors } from './projectors.ts';
import { type Line, pageOf } from './report.ts';
import { benchWorklist } from './worklist.ts';

const { values } = parseArgs({
  options: { documents: { type: 'string', default: '100000' }, only: { type: 'string' } },
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
const home = join(
  root,
  'node_modules/.cache/dunwell-bench',
  createHash('sha256').update(root).digest('hex').slice(0, 12),
);
const say = (text: string): void => console.log(`bench: ${text}`);

// Needs no books and no database: labelled receipts and the engine alone.
const quality = only === undefined || only.includes('matching-quality') ? benchMatchingQuality() : [];
for (const text of quality) say(text);
if (only?.length === 1 && only[0] === 'matching-quality') process.exit(0);

const server = await openServer({ root, home });
const serverPid = livingPostmaster(join(home, 'postgres/data'));
const admin = new pg.Client({ connectionString: server.superuserUrl });
await admin.connect();
const dropBooks = () => admin.query('drop database if exists dunwell_bench with (force)');
await dropBooks();
const urls = await prepareRoles(server.superuserUrl, 'dunwell_bench');
await migrate(urls.ownerUrl, root);
const clock = settableClock(`${today}T08:00:00Z`);
const engine: Engine = { database: openDatabase({ appUrl: urls.appUrl }, { poolSize: 12 }), clock, registrations };
const held = [{ when: 'at the start', held: memory(serverPid) }];
const remember = (when: string): void => {
  held.push({ when, held: memory(serverPid) });
};

try {
  const start = performance.now();
  const books = await makeBooks(engine, clock, documents);
  const seconds = (performance.now() - start) / 1000;
  say(`books of ${books.documents} documents and ${books.clearings} clearings in ${seconds.toFixed(1)} s`);
  remember('after making the books');
  clock.set(`${today}T08:00:00Z`);
  const app = await connectByHand(urls.appUrl);
  const owner = await connectByHand(urls.ownerUrl);
  // What the server's own worker does within a minute or two; done at once, so that no round meets it half-way.
  await owner.query('vacuum analyze');
  const { rows: open } = await owner.query('select count(*)::integer as n from receivables.item where open_minor <> 0');
  const clients = { app, owner, appUrl: urls.appUrl, serverPid };
  const lines: Line[] = [];
  const parts = [
    { name: 'aging', run: () => benchAging(books, clients) },
    { name: 'worklist', run: () => benchWorklist(books, clients) },
    { name: 'projectors', run: () => benchProjectors(books) },
    { name: 'posting', run: () => benchPosting(books, clients) },
    { name: 'http', run: () => benchHttp(books, clients) },
    { name: 'matching', run: () => benchMatching(documents, owner, serverPid) },
  ];
  const known = new Set(['matching-quality', ...parts.map((part) => part.name)]);
  const unknown = only?.filter((name) => !known.has(name)) ?? [];
  if (unknown.length > 0) throw new Error(`there is no part "${unknown[0]}"; parts are ${[...known].join(', ')}`);
  for (const part of parts.filter((one) => only?.includes(one.name) ?? true)) {
    const found = await part.run();
    for (const line of found) {
      say(`${line.work}: ${line.ratio} (${line.goal}: ${line.met ? 'met' : 'MISSED'})`);
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
    loadBefore,
    postgres: `PostgreSQL ${version[0].server_version}`,
    commandLine: `npm run bench -- --documents ${documents}`,
    memory: held,
    quality,
    notes: [
      `the books took ${seconds.toFixed(0)} s to make: ${Math.round(books.documents / seconds)} documents/s with master data, clearings and both projectors`,
    ],
  });
  if (only === undefined) {
    mkdirSync(join(root, 'docs/reference'), { recursive: true });
    writeFileSync(join(root, 'docs/reference/bench.md'), `${page}\n`);
    say('written to docs/reference/bench.md');
  }
} finally {
  await engine.database.close();
  await dropBooks();
  await admin.end();
  await server.stop();
}
