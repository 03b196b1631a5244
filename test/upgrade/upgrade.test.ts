/**
 * Books that an older Dunwell made open in today's: its backup is restored at the schema of its day, today's migrations
 * run, every check holds, the aged debt is what it was to the cent, and the work goes on.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { findCompany } from '#company';
import { loadAccounts } from '#customers';
import { builtInErpMappings, loadErpFile } from '#integrations';
import { addDays } from '#kernel';
import { runDay, verify } from '#operations';
import {
  type Caller,
  type Engine,
  findTenant,
  folderFileStore,
  listMigrations,
  migrate,
  openDatabase,
  readConfig,
  restoreBackup,
  runQuery,
  type SettableClock,
  type Sql,
  settableClock,
  sql,
  systemActor,
} from '#platform';
import { aging, agingToJson, clearItems, postDocuments, reverseClearing, reverseDocument } from '#receivables';
import { registrations, sendPath } from '../../src/apps/registrations.ts';
import { must } from '../books.ts';
import { emptyDatabase, type FreshDatabase } from '../database.ts';

const { root } = readConfig();
const scratch = mkdtempSync(join(tmpdir(), 'dunwell-upgrade-'));
const kept = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.tar.gz'))
  .map((name) => name.slice(0, -'.tar.gz'.length));
const opened: FreshDatabase[] = [];
afterAll(async () => {
  for (const database of opened) await database.drop();
  rmSync(scratch, { recursive: true });
});

interface Facts {
  readonly day: string;
  /** What is left of mirrored items, and whose notices count for it. */
  readonly heirs?: readonly { readonly number: string; readonly of: string; readonly level: number }[];
  readonly aging: Readonly<Record<string, { rows: unknown[]; totals: unknown[] }>>;
  /** What the faults of that day left in its books, by the check that finds it; and what puts it right. */
  readonly wrong?: Readonly<Record<string, readonly string[]>>;
  readonly remedy?: Remedy;
}

interface Remedy {
  /** The down payment that was taken out of another. */
  readonly takenTwice: string;
  /** The down payment that is used up and holds tax still. */
  readonly unitLeft: string;
  /** The list of the ERP, once more. */
  readonly erpList: string;
  /** What is open of each of its items then. */
  readonly open: Readonly<Record<string, string>>;
}

/** What the checks say that a person does, done. */
async function putRight(
  engine: Engine,
  caller: Caller,
  clock: SettableClock,
  day: string,
  remedy: Remedy,
): Promise<void> {
  const { tenantId } = caller;
  const ask = async <T>(query: (db: Sql) => { execute(db: Sql): Promise<{ rows: T[] }> }): Promise<T[]> =>
    (await runQuery(engine, tenantId, (db) => query(db).execute(db))).rows;
  const company = must(await findCompany(engine, tenantId, 'AF01'));
  const [twice] = await ask(
    () =>
      sql<{
        id: bigint;
      }>`select id from receivables.v_item where tenant_id = ${tenantId} and number = ${remedy.takenTwice} limit 1`,
  );
  const undone = { company, postingDate: day, reason: 'Taken as a down payment twice.' };
  must(await reverseDocument(engine, caller, { ...undone, itemIds: [twice!.id] }));

  const [last] = await ask(
    () => sql<{ id: bigint; credit: bigint; debit: bigint; amount: bigint }>`
      select a.clearing_id as id, a.credit_item_id as credit, a.debit_item_id as debit, a.credit_amount_minor as amount
      from receivables.v_allocation a join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = a.credit_item_id
      where a.tenant_id = ${tenantId} and i.number = ${remedy.unitLeft} order by a.clearing_id desc limit 1`,
  );
  const again = { company, postingDate: day, reason: 'Its last clearing made again.' };
  must(await reverseClearing(engine, caller, { ...again, clearingId: last!.id }));
  const allocations = [{ creditItemId: last!.credit, debitItemId: last!.debit, amountMinor: last!.amount }];
  must(
    await clearItems(engine, caller, {
      company,
      allocations,
      postingDate: day,
      kind: 'manual',
      explanation: again.reason,
    }),
  );

  clock.set(`${addDays(day, 1)}T08:00:00Z`);
  const mirrored = must(await findCompany(engine, tenantId, 'AF02'));
  const loaded = await loadErpFile(engine, caller, {
    company: mirrored,
    fileName: 'list-again.csv',
    bytes: new TextEncoder().encode(remedy.erpList),
    mapping: {
      ...(builtInErpMappings.get('sap-line-items') as object),
      ...{ delimiter: ';', declares: { withoutTotals: true }, maximumDropPercent: 100 },
    },
    declared: { kind: 'full', scope: '2000', keyDate: addDays(day, 1), count: remedy.erpList.split('\n').length - 1 },
  });
  expect(must(loaded)).toMatchObject({ state: 'accepted' });
  const open = await ask(
    () => sql<{ key: string; open: string }>`
      select m.item_key as key, i.open_minor::text as open from integrations.v_erp_item m
      join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = m.item_id
      where m.tenant_id = ${tenantId} and m.company_id = ${mirrored.id} and m.state <> 'closed' order by 1`,
  );
  expect(Object.fromEntries(open.map((row) => [row.key, row.open]))).toEqual(remedy.open);
}

describe('R25 Books of an older version', () => {
  it('are kept for the tests', () =>
    expect(kept).toEqual(['books-2026-11-24', 'books-2026-11-25', 'books-2026-11-26']));

  it.each(kept)('%s: migrate, verify, and go on', async (name) => {
    const facts: Facts = JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8'));
    const folder = join(scratch, name);
    const home = join(scratch, `${name}-home`);
    mkdirSync(folder);
    const unpacked = spawnSync('tar', ['-xzf', join(import.meta.dirname, `${name}.tar.gz`), '-C', folder]);
    expect(unpacked.status).toBe(0);
    const urls = await emptyDatabase();
    opened.push(urls);

    const restored = must(await restoreBackup({ ownerUrl: urls.ownerUrl, root, home, folder }));
    expect(restored.migrated.length).toBe(listMigrations(root).length - restored.manifest.migrations.length);

    const clock = settableClock(`${facts.day}T18:00:00Z`);
    const files = folderFileStore(join(home, 'files'));
    const engine: Engine = { database: openDatabase({ appUrl: urls.appUrl }), clock, registrations, files };
    try {
      const tenant = must(await findTenant(engine, undefined));
      const caller = { tenantId: tenant.id, actor: systemActor, source: 'test' };
      const broken = async () => (await verify(engine, tenant.id)).checks.filter((check) => check.failed > 0);
      const found = Object.fromEntries((await broken()).map(({ name: check, offenders }) => [check, offenders]));
      expect(found).toEqual(facts.wrong ?? {});
      expect(facts.aging['AF01']!.rows.length).toBeGreaterThan(5);
      for (const [code, before] of Object.entries(facts.aging)) {
        const company = must(await findCompany(engine, tenant.id, code));
        const question = { companyId: company.id, asOf: facts.day, asKnown: null, buckets: [30, 60, 90, 120] } as const;
        const answer = must(await aging(engine, tenant.id, { ...question, by: 'customer', basis: 'due', view: 'net' }));
        const { rows, totals } = agingToJson(answer);
        expect({ rows, totals }).toEqual({ rows: before.rows, totals: before.totals });
      }

      if (facts.remedy) await putRight(engine, caller, clock, facts.day, facts.remedy);
      expect(await broken()).toEqual([]);

      // Of two items in one notice, the one that the ERP named.
      const heirs = await runQuery(engine, tenant.id, (db) =>
        sql<{ number: string; of: string; level: number }>`
          select i.source_key as number, o.source_key as of, l.level from collections.level_heir h
          join receivables.v_item i on i.tenant_id = h.tenant_id and i.id = h.item_id
          join receivables.v_item o on o.tenant_id = h.tenant_id and o.id = h.from_item_id
          join collections.item_level l on l.tenant_id = h.tenant_id and l.item_id = h.item_id
          where h.tenant_id = ${tenant.id} order by 1`.execute(db),
      );
      expect(heirs.rows).toEqual(facts.heirs ?? []);

      const company = must(await findCompany(engine, tenant.id, 'AF01'));
      const [account] = await runQuery(engine, tenant.id, (db) =>
        loadAccounts(db, tenant.id, { companyId: company.id }),
      );
      const { currency } = company;
      const invoice = { documentType: 'invoice', documentDate: facts.day, currency, amountMinor: 123_45n } as const;
      const documents = [{ ...invoice, accountId: account!.id, number: 'AFTER-THE-UPGRADE' }];
      must(await postDocuments(engine, caller, { company, documents }));
      const next = addDays(facts.day, 1);
      clock.set(`${next}T12:00:00Z`);
      const path = sendPath({ home });
      const input = { asOf: null, inboxFolder: join(home, 'inbox', tenant.code), sendPath: path };
      const report = must(await runDay(engine, caller, input));
      expect(report.days.map((one) => one.asOf)).toEqual([next, next]);
      expect(await broken()).toEqual([]);
    } finally {
      await engine.database.close();
    }
  });

  it('take a migration for run where an earlier text of it that did the same had run, and no other', async () => {
    const urls = await emptyDatabase();
    opened.push(urls);
    const faster = listMigrations(root).find((one) => one.sameAs.length > 0)!;
    await migrate(urls.ownerUrl, root);
    const owner = new pg.Client({ connectionString: urls.ownerUrl });
    await owner.connect();
    try {
      const had = (checksum: string) =>
        owner.query('update platform.migration set checksum = $1 where name = $2', [checksum, faster.name]);
      await had(faster.sameAs[0]!);
      expect(await migrate(urls.ownerUrl, root)).toEqual([]);
      await had('0'.repeat(64));
      await expect(migrate(urls.ownerUrl, root)).rejects.toThrow(`${faster.name} was changed after it ran`);
    } finally {
      await owner.end();
    }
  });
});
