/**
 * All stages of matching over a mixture of lines: the bank file is read, and every line judged by reference, payer, amount,
 * explanation and uniqueness against the open items of the bench's books. Beside it the whole way that users go, by the
 * commands that they run: imported, matched, posted. One run each: what was posted cannot be posted again.
 */
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { applyCash, type CashApplyResult, createBankAccount, importBankFile } from '#cash';
import { surveyBankFile } from '#formats';
import { formatAmount, makeIban } from '#kernel';
import { loadChart } from '#ledger';
import { openFilePieces, runQuery } from '#platform';
import { type Books, must, today } from './books.ts';
import { memory, serverCpuMs } from './measure.ts';
import { openMany } from './open-items.ts';
import { seeded } from './random.ts';
import type { Line } from './report.ts';

/** 100,000 lines against a million open items within a minute: to judge them, which is what the goal was measured for. */
export const goalLines = 100_000;
export const goalSeconds = 60;

/** Wall time and processor time so far. */
interface Readings {
  readonly wallMs: number;
  readonly clientMs: number;
  readonly serverMs: number;
}

interface Stage {
  readonly name: string;
  readonly seconds: number;
  readonly clientSeconds: number;
  readonly serverSeconds: number;
}

/** An open item and its customer's name. */
export interface OpenItem {
  readonly number: string;
  readonly openMinor: bigint;
  readonly name: string;
}

/** What the bank's line of a payment says, in turn; most name their invoice, some wrongly, some say little or what nobody knows. */
const words: readonly ((item: OpenItem) => { amountMinor: bigint; name: string; text: string })[] = [
  ...[
    (number: string) => number,
    (number: string) => `Invoice ${number}`,
    (number: string) => `RG ${number} vielen Dank`,
    (number: string) => `PAYMENT FOR ${number} CUSTOMER ACCOUNT`,
    (number: string) => `Rechnung Nr. ${number}, Danke`,
    (number: string) => `Invoice ${number} and thank you`,
    (number: string) => `your invoice ${number}`,
  ].map((write) => (item: OpenItem) => ({ amountMinor: item.openMinor, name: item.name, text: write(item.number) })),
  // Two digits are swapped, or the beginning is missing.
  (item) => ({
    amountMinor: item.openMinor,
    name: item.name,
    text: `Rechnung ${item.number.replace(/(\d)(\d)(\D*)$/, '$2$1$3')}`,
  }),
  (item) => ({ amountMinor: item.openMinor, name: item.name, text: `INVOICE ${item.number.slice(3)}` }),
  // Less than is owed.
  (item) => ({ amountMinor: item.openMinor - item.openMinor / 10n, name: item.name, text: `Invoice ${item.number}` }),
  // No word of what is paid.
  (item) => ({ amountMinor: item.openMinor, name: item.name, text: 'payment' }),
  // A stranger's money.
  (item) => ({ amountMinor: item.openMinor, name: 'Unbekannt Handels GmbH', text: 'thank you very much' }),
];

/** Writes the bank's statement of the day: a payment for each item. */
export async function writeStatement(path: string, account: string, items: readonly OpenItem[]): Promise<void> {
  const file = createWriteStream(path);
  const day = today.slice(2).replaceAll('-', '');
  const amount = (minor: bigint): string => formatAmount(minor, 'EUR').replace('.', ',');
  file.write(`:20:BENCH\r\n:25:${account}\r\n:28C:1/1\r\n:60F:C${day}EUR0,00\r\n`);
  let sum = 0n;
  for (const [index, item] of items.entries()) {
    const { amountMinor, name, text } = words[index % words.length]!(item);
    sum += amountMinor;
    const reference = String(index + 1).padStart(7, '0');
    const entry = `:61:${day}${day.slice(2)}C${amount(amountMinor)}NTRFNONREF//${reference}\r\n:86:166?00GUTSCHRIFT?20SVWZ+${text}?32${name}\r\n`;
    if (!file.write(entry)) await once(file, 'drain');
  }
  file.end(`:62F:C${day}EUR${amount(sum)}\r\n-\r\n`);
  await finished(file);
}

async function openItemsOf(owner: pg.Client, books: Books): Promise<OpenItem[]> {
  const { rows } = await owner.query<OpenItem>(
    `select i.number, i.open_minor as "openMinor", c.name from receivables.item i
     join customers.customer c on c.tenant_id = i.tenant_id and c.id = i.customer_id
     where i.tenant_id = $1 and i.company_id = $2 and i.open_minor > 0 and i.currency = 'EUR' and i.document_type = 'invoice'
     order by i.id`,
    [books.tenantId, books.company.id],
  );
  const random = seeded(1105);
  for (let at = rows.length - 1; at > 0; at -= 1) {
    const other = random.whole(0, at);
    [rows[at], rows[other]] = [rows[other]!, rows[at]!];
  }
  return rows;
}

/**
 * Measures all stages against as many open items as the bench has documents; a tenth as many lines, at most 100,000 and as many
 * as there are open invoices among those that the commands made.
 */
export async function benchAllStages(
  books: Books,
  owner: pg.Client,
  input: { documents: number; serverPid: number | null },
): Promise<Line[]> {
  const { engine, caller, company } = books;
  const account = makeIban('DE', '370400440000000001');
  const chart = await runQuery(engine, caller.tenantId, (db) => loadChart(db, caller.tenantId, company.id));
  const glAccountId = chart.find((one) => one.purpose === 'bank')!.id;
  must(
    await createBankAccount(engine, caller, { company, number: account, currency: 'EUR', name: 'Bench', glAccountId }),
  );
  const items = (await openItemsOf(owner, books)).slice(0, Math.min(goalLines, Math.round(input.documents / 10)));
  // The lines are of items that the commands made; the others stand beside them, as they do in large books.
  const openItems = await openMany(books, owner, input.documents);
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-all-stages-'));
  const stages: Stage[] = [];
  const now = (): Readings => ({
    wallMs: performance.now(),
    clientMs: (process.cpuUsage().user + process.cpuUsage().system) / 1000,
    serverMs: serverCpuMs(input.serverPid) ?? 0,
  });
  let since = now();
  const stage = (name: string): void => {
    const here = now();
    const of = (pick: (one: Readings) => number): number => (pick(here) - pick(since)) / 1000;
    stages.push({
      name,
      seconds: of((one) => one.wallMs),
      clientSeconds: of((one) => one.clientMs),
      serverSeconds: of((one) => one.serverMs),
    });
    since = now();
  };
  try {
    const path = join(folder, 'statement.sta');
    await writeStatement(path, account, items);
    since = now();
    const read = must(surveyBankFile(openFilePieces(path)));
    if (read.statements[0]?.entryCount !== items.length) throw new Error('all stages: the file has other lines');
    stage('read');
    const imported = must(await importBankFile(engine, caller, { name: 'statement.sta', bytes: openFilePieces(path) }));
    if (imported.linesNew !== items.length) throw new Error(`all stages: ${imported.linesNew} lines were new`);
    stage('import');
    let began = false;
    const applied = must(
      await applyCash(engine, caller, {
        company,
        asOf: today,
        onProgress() {
          // The first word comes when all is judged and nothing is posted yet.
          if (!began) stage('match');
          began = true;
        },
      }),
    );
    stage('post');
    return linesOf(items.length, { openItems, serverPid: input.serverPid }, stages, applied);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function linesOf(
  count: number,
  input: { openItems: string; serverPid: number | null },
  stages: readonly Stage[],
  applied: CashApplyResult,
): Line[] {
  const held = memory(input.serverPid);
  const { applied: done, proposed, onAccount, unidentified, duplicates, overtaken } = applied;
  const outcome = `applied ${done}, proposed ${proposed}, on account ${onAccount}, unidentified ${unidentified}, duplicates ${duplicates}, overtaken ${overtaken}`;
  const lineOf = (work: string, names: readonly string[], goal?: number): Line => {
    const own = stages.filter((one) => names.includes(one.name));
    const seconds = own.reduce((sum, one) => sum + one.seconds, 0);
    return {
      work: `${work}, ${count.toLocaleString('en')} bank lines × ${input.openItems} open items`,
      goal:
        goal === undefined ? 'no goal: told beside it' : `≤ ${goal} s for each ${goalLines.toLocaleString('en')} lines`,
      met: goal === undefined ? null : seconds <= (goal * count) / goalLines,
      ratio: `${seconds.toFixed(1)} s, ${Math.round(count / seconds).toLocaleString('en')} lines/s`,
      ours: own
        .map(
          (one) =>
            `${one.name} ${one.seconds.toFixed(1)} s (CPU ${one.clientSeconds.toFixed(1)} + server ${one.serverSeconds.toFixed(1)})`,
        )
        .join(', '),
      reference: outcome,
      ceilings: [
        `memory: this process ${held.clientRssMb} MB (peak ${held.clientPeakRssMb} MB), server ${held.serverMb ?? '?'} MB`,
      ],
    };
  };
  return [
    lineOf('all stages of matching, the file read and every line judged', ['read', 'match'], goalSeconds),
    // Importing reads the file itself.
    lineOf('the whole way from the bank file to the books', ['import', 'match', 'post']),
  ];
}
