/**
 * Backup and restore on books of every kind: from one snapshot while the work goes on, into an empty database, verified
 * there; and what is refused before anything is touched.
 */
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { verify } from '#operations';
import {
  type BackupManifest,
  type Engine,
  listMigrations,
  makeBackup,
  openDatabase,
  readConfig,
  restoreBackup,
  runQuery,
  sql,
  verifyAudit,
} from '#platform';
import { postDocuments } from '#receivables';
import { registrations } from '../../src/apps/registrations.ts';
import { must, refusalOf } from '../books.ts';
import { emptyDatabase, type FreshDatabase } from '../database.ts';
import { digestOf, filesUnder, makeHome, runProgram } from '../program.ts';
import { openWorkday, type Workday } from '../workday.ts';

const { root } = readConfig();
const scratch = mkdtempSync(join(tmpdir(), 'dunwell-backup-'));
const opened: FreshDatabase[] = [];
let books: Workday;
let manifest: BackupManifest;
const folder = join(scratch, 'backup');
const home = join(scratch, 'home');

/** A database with nothing in it; dropped at the end. */
async function newDatabase(): Promise<FreshDatabase> {
  const database = await emptyDatabase();
  opened.push(database);
  return database;
}

/** The same database as the server's superuser sees it. */
const asSuperuser = ({ superuserUrl, name }: FreshDatabase): string => superuserUrl.replace(/\/[^/]*$/, `/${name}`);

const restore = (from: string, ownerUrl: string, to = join(scratch, randomBytes(4).toString('hex'))) =>
  restoreBackup({ ownerUrl, root, home: to, folder: from });

/** The checks that do not hold: the workday's bank account opens with payments that no statement brought. */
const failedChecks = async (engine: Engine): Promise<string[]> =>
  (await verify(engine, books.tenantId)).checks.filter((check) => check.failed > 0).map((check) => check.name);

/** A copy of the backup that a test may damage. */
function copyOfBackup(): string {
  const copy = join(scratch, randomBytes(4).toString('hex'));
  cpSync(folder, copy, { recursive: true });
  return copy;
}

beforeAll(async () => {
  books = await openWorkday();
  mkdirSync(join(home, 'inbox/acme/bank'), { recursive: true });
  mkdirSync(join(home, 'outbox'), { recursive: true });
  mkdirSync(join(home, 'postgres/data'), { recursive: true });
  writeFileSync(join(home, 'inbox/acme/bank/monday.sta'), ':20:STARTUMS');
  writeFileSync(join(home, 'outbox/1.eml'), 'Subject: Reminder');
  writeFileSync(join(home, 'outbox/2.eml.part'), 'half');
  writeFileSync(join(home, 'postgres/data/PG_VERSION'), '18');
  manifest = must(await makeBackup({ ownerUrl: books.ownerUrl, clock: books.clock, home, folder }));
});
afterAll(async () => {
  await books.close();
  for (const database of opened) await database.drop();
  rmSync(scratch, { recursive: true });
});

describe('R25 A backup of the whole installation', () => {
  it('restores to the same rows, the same audit chain, and books that verify and go on', async () => {
    const target = await newDatabase();
    const newHome = join(scratch, 'new-home');
    const restored = must(await restore(folder, target.ownerUrl, newHome));
    expect(restored.rows).toBeGreaterThan(2_000);
    expect(restored.migrated).toEqual([]);
    const source = books.ownerUrl.replace(
      /\/\/[^@]*@/,
      `//${new URL(inject('superuserUrl')).username}:${new URL(inject('superuserUrl')).password}@`,
    );
    expect(await digestOf(asSuperuser(target))).toEqual(await digestOf(source));

    const engine = { ...books.engine, database: openDatabase({ appUrl: target.appUrl }), registrations };
    try {
      expect(await verify(engine, books.tenantId)).toEqual(await verify(books.engine, books.tenantId));
      const chain = await verifyAudit(engine, books.tenantId, {
        anchors: manifest.heads.map((head) => ({ seq: BigInt(head.seq), hash: Buffer.from(head.hash, 'hex') })),
      });
      expect(chain).toMatchObject({ ok: true, checked: Number(manifest.heads[0]!.seq) });
      // Ids and numbers go on where they stood.
      const accountId = books.accounts['C1']!;
      const invoice = {
        documentType: 'invoice',
        documentDate: '2026-03-02',
        currency: 'EUR',
        amountMinor: 100n,
      } as const;
      must(
        await postDocuments(engine, books.caller, {
          company: books.company,
          documents: [{ ...invoice, accountId, number: 'AFTER-1' }],
        }),
      );
      expect(await failedChecks(engine)).toEqual(await failedChecks(books.engine));
    } finally {
      await engine.database.close();
    }
    expect(filesUnder(newHome)).toEqual({
      'inbox/acme/bank/monday.sta': filesUnder(home)['inbox/acme/bank/monday.sta'],
      'outbox/1.eml': filesUnder(home)['outbox/1.eml'],
    });
  });

  it('is one snapshot while documents are posted beside it', async () => {
    let working = true;
    let posted = 0;
    const work = (async () => {
      while (working) {
        posted += 1;
        must(
          await postDocuments(books.engine, books.caller, {
            company: books.company,
            documents: [
              {
                accountId: books.accounts['C1']!,
                documentType: 'invoice',
                number: `BUSY-${posted}`,
                documentDate: '2026-03-02',
                currency: 'EUR',
                amountMinor: BigInt(posted),
              },
            ],
          }),
        );
      }
    })();
    const busy = join(scratch, 'busy');
    const before = posted;
    const made = must(await makeBackup({ ownerUrl: books.ownerUrl, clock: books.clock, home, folder: busy }));
    const after = posted;
    working = false;
    await work;
    // It was taken in the middle of the work: more was posted while it was written, and stands in the books alone.
    expect(after - before).toBeGreaterThan(1);
    const heads = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ seq: bigint }>`select seq from platform.head where tenant_id = ${books.tenantId}`.execute(db),
    );
    expect(heads.rows[0]!.seq).toBeGreaterThan(BigInt(made.heads[0]!.seq));
    const target = await newDatabase();
    must(await restore(busy, target.ownerUrl));
    const engine = { ...books.engine, database: openDatabase({ appUrl: target.appUrl }), registrations };
    const report = await verify(engine, books.tenantId);
    expect(await failedChecks(engine)).toEqual(await failedChecks(books.engine));
    await engine.database.close();
    expect(report.checks.find((check) => check.name === 'the audit chain holds')!.checked).toBe(
      Number(made.heads[0]!.seq),
    );
  });

  it('replaces the schema of a server that was started once, but never books', async () => {
    expect(refusalOf(await restore(folder, books.ownerUrl))).toBe('backup.database-not-empty');
    const target = await newDatabase();
    must(await restore(folder, target.ownerUrl));
    expect(refusalOf(await restore(folder, target.ownerUrl))).toBe('backup.database-not-empty');
    const started = await newDatabase();
    const { migrate } = await import('#platform');
    await migrate(started.ownerUrl, root);
    must(await restore(folder, started.ownerUrl));
  });

  it('leaves no books where it holds something else than its manifest tells, and then goes in whole', async () => {
    const { digestOfContent } = await import('../../src/platform/backup/format.ts');
    const copy = copyOfBackup();
    const target = await newDatabase();
    const { digest: _, ...content } = manifest;
    const tell = (told: Partial<typeof content>): void => {
      const all = { ...content, ...told };
      writeFileSync(join(copy, 'manifest.json'), JSON.stringify({ ...all, digest: digestOfContent(all) }));
    };
    const tenants = async (): Promise<number> => {
      const client = new pg.Client({ connectionString: asSuperuser(target) });
      await client.connect();
      const { rows } = await client.query<{ n: number }>('select count(*)::integer as n from platform.tenant');
      await client.end();
      return rows[0]!.n;
    };
    // One row fewer than arrives; then a trail that ends elsewhere.
    tell({ tables: content.tables.map((one) => (one.name === 'ledger.line' ? { ...one, rows: one.rows - 1 } : one)) });
    await expect(restore(copy, target.ownerUrl)).rejects.toThrow(/ledger\.line/);
    expect(await tenants()).toBe(0);
    tell({ heads: content.heads.map((one) => ({ ...one, hash: '00'.repeat(32) })) });
    await expect(restore(copy, target.ownerUrl)).rejects.toThrow(/audit chains/);
    expect(await tenants()).toBe(0);
    tell({});
    must(await restore(copy, target.ownerUrl));
    expect(await tenants()).toBe(1);
  });

  it('goes only into a new folder', async () => {
    const again = await makeBackup({ ownerUrl: books.ownerUrl, clock: books.clock, home, folder });
    expect(refusalOf(again)).toBe('backup.folder-not-empty');
    const file = join(scratch, 'a-file');
    writeFileSync(file, 'This is no folder.');
    for (const wrong of [file, join(file, 'backup')]) {
      const refused = await makeBackup({ ownerUrl: books.ownerUrl, clock: books.clock, home, folder: wrong });
      expect(refusalOf(refused)).toBe('backup.folder-not-writable');
    }
  });
});

describe('R25 A backup that does not fit is refused before anything is touched', () => {
  const untouched = async (from: string, code: string, to?: string): Promise<void> => {
    const target = await newDatabase();
    expect(refusalOf(await restore(from, target.ownerUrl, to))).toBe(code);
    const client = new pg.Client({ connectionString: asSuperuser(target) });
    await client.connect();
    const { rows } = await client.query(`select 1 from pg_namespace where nspname = 'platform'`);
    await client.end();
    expect(rows).toEqual([]);
  };

  it('absent, or never finished', () => untouched(join(scratch, 'nowhere'), 'backup.not-found'));

  it('a table cut short', async () => {
    const copy = copyOfBackup();
    truncateSync(join(copy, 'tables/receivables.item.copy.gz'), 500);
    await untouched(copy, 'backup.file-damaged');
  });

  it('a table missing', async () => {
    const copy = copyOfBackup();
    rmSync(join(copy, 'tables/ledger.line.copy.gz'));
    await untouched(copy, 'backup.file-damaged');
  });

  it('one bit turned in a mail', async () => {
    const copy = copyOfBackup();
    writeFileSync(join(copy, 'files/outbox/1.eml'), 'Subject: Reminded');
    await untouched(copy, 'backup.file-damaged');
  });

  it('a manifest that was edited, or is of another program', async () => {
    const copy = copyOfBackup();
    const file = join(copy, 'manifest.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"madeAt": "2026', '"madeAt": "2025'));
    await untouched(copy, 'backup.manifest-malformed');
    writeFileSync(file, '{"format":"tar"}');
    await untouched(copy, 'backup.manifest-malformed');
  });

  it('made by a newer Dunwell', async () => {
    const { digestOfContent } = await import('../../src/platform/backup/format.ts');
    const copy = copyOfBackup();
    const { digest: _, ...content } = manifest;
    const newer = {
      ...content,
      migrations: [...content.migrations, { name: 'cash/209901010000_later.sql', checksum: 'x' }],
    };
    writeFileSync(join(copy, 'manifest.json'), JSON.stringify({ ...newer, digest: digestOfContent(newer) }));
    await untouched(copy, 'backup.schema-unknown');
    expect(listMigrations(root).length).toBe(manifest.migrations.length);
  });

  it('a home with other files in the same places', async () => {
    const other = join(scratch, 'other-home');
    mkdirSync(join(other, 'outbox'), { recursive: true });
    writeFileSync(join(other, 'outbox/1.eml'), 'Subject: Somebody else');
    await untouched(folder, 'backup.home-not-empty', other);
  });
});

describe('R25 backup and restore on the command line', () => {
  it('take an installation to another home', async () => {
    const from = makeHome();
    const to = makeHome();
    const target = join(scratch, 'by-hand');
    const init = [
      'init',
      '--name',
      'Acme',
      '--company',
      'DE01',
      '--currency',
      'EUR',
      '--country',
      'DE',
      '--zone',
      'Europe/Berlin',
    ];
    expect(await runProgram(from.path, init)).toMatchObject({ status: 0 });
    const backup = await runProgram(from.path, ['backup', target, '--json']);
    expect(backup).toMatchObject({ status: 0 });
    expect(JSON.parse(backup.output)).toMatchObject({ heads: [{ tenant: 'de01' }], files: 0 });
    expect(existsSync(join(target, 'manifest.json'))).toBe(true);
    const restored = await runProgram(to.path, ['restore', target, '--json']);
    expect(restored).toMatchObject({ status: 0 });
    expect(JSON.parse(restored.output)).toMatchObject({ ok: true, failures: [], migrated: [] });
    const again = await runProgram(to.path, ['restore', target, '--json']);
    expect(again.status).toBe(1);
    const nowhere = join(scratch, 'nowhere');
    const mistyped = await runProgram(nowhere, ['restore', join(scratch, 'no-backup'), '--json']);
    expect(JSON.parse(mistyped.output)).toMatchObject({ refusal: { code: 'backup.not-found' } });
    expect(existsSync(nowhere)).toBe(false);
    expect(JSON.parse(again.output)).toMatchObject({ refusal: { code: 'backup.database-not-empty' } });
    from.remove();
    to.remove();
  });
});
