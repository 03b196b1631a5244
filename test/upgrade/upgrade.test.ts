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
import { addDays } from '#kernel';
import { runDay, verify } from '#operations';
import {
  type Engine,
  findTenant,
  listMigrations,
  migrate,
  openDatabase,
  readConfig,
  restoreBackup,
  runQuery,
  settableClock,
  sql,
  systemActor,
} from '#platform';
import { aging, agingToJson, postDocuments } from '#receivables';
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
}

describe('R25 Books of an older version', () => {
  it('are kept for the tests', () => expect(kept).toEqual(['books-2026-11-24', 'books-2026-11-25']));

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
    const engine: Engine = { database: openDatabase({ appUrl: urls.appUrl }), clock, registrations };
    try {
      const tenant = must(await findTenant(engine, undefined));
      const caller = { tenantId: tenant.id, actor: systemActor, source: 'test' };
      const broken = async () => (await verify(engine, tenant.id)).checks.filter((check) => check.failed > 0);
      expect(await broken()).toEqual([]);
      expect(facts.aging['AF01']!.rows.length).toBeGreaterThan(5);
      for (const [code, before] of Object.entries(facts.aging)) {
        const company = must(await findCompany(engine, tenant.id, code));
        const question = { companyId: company.id, asOf: facts.day, asKnown: null, buckets: [30, 60, 90, 120] } as const;
        const answer = must(await aging(engine, tenant.id, { ...question, by: 'customer', basis: 'due', view: 'net' }));
        const { rows, totals } = agingToJson(answer);
        expect({ rows, totals }).toEqual({ rows: before.rows, totals: before.totals });
      }

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
