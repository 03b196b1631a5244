/** A person asks to be forgotten: contact, mails, notes and bank texts go, postings and the audit chain stay whole. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logActivity } from '#collections';
import { verify } from '#operations';
import { erasePersonalData, personalColumnRegistry, platformPersonalColumns, runQuery, sql } from '#platform';
import { recordPromise } from '#promises';
import { postDocuments } from '#receivables';
import { modulePersonalColumns } from '../../src/apps/server/modules.ts';
import { type Books, must, openBooks } from '../books.ts';

let books: Books;
const registry = personalColumnRegistry([...platformPersonalColumns, ...modulePersonalColumns]);
beforeAll(async () => {
  books = await openBooks({ customers: 1 });
  const accountId = books.accounts['C1']!;
  must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: [
        {
          accountId,
          documentType: 'invoice',
          number: 'R-1',
          documentDate: '2026-01-05',
          currency: 'EUR',
          amountMinor: 100_00n,
        },
      ],
    }),
  );
  must(
    await recordPromise(books.engine, books.caller, {
      company: books.company,
      accountId,
      currency: 'EUR',
      amountMinor: 100_00n,
      madeDate: '2026-01-10',
      promisedDate: '2026-01-20',
      contactName: 'Erika Mustermann',
      note: 'Erika pays on Monday.',
    }),
  );
  must(
    await logActivity(books.engine, books.caller, {
      accountId,
      kind: 'note',
      note: 'Erika Mustermann is on leave.',
      day: '2026-01-11',
    }),
  );
});
afterAll(() => books.close());

describe('R25 R57 Personal data', () => {
  it('is declared in columns that exist, under their key, and that the application may change', async () => {
    for (const column of registry.values()) {
      const { rows } = await sql<{ type: string | null; may: boolean; keys: number }>`
        select (select format_type(atttypid, null) from pg_attribute where attrelid = ${`${column.schema}.${column.table}`}::regclass and attname = ${column.column}) as type,
          has_column_privilege('dunwell_app', ${`${column.schema}.${column.table}`}, ${column.column}, 'update') as may,
          (select count(*)::integer from pg_attribute where attrelid = ${`${column.schema}.${column.table}`}::regclass and attname = any(${[...column.key]}::text[])) as keys`.execute(
        books.engine.database.app,
      );
      expect({ column: `${column.schema}.${column.table}.${column.column}`, ...rows[0]! }).toEqual({
        column: `${column.schema}.${column.table}.${column.column}`,
        type: column.kind,
        may: true,
        keys: column.key.length,
      });
    }
    expect(registry.size).toBeGreaterThan(20);
  });

  it('goes, and the books and their trail stay', async () => {
    const found = await runQuery(books.engine, books.tenantId, async (db) => ({
      contact: (
        await sql<{ id: bigint }>`select id from customers.contact where tenant_id = ${books.tenantId}`.execute(db)
      ).rows[0]!.id,
      promise: (
        await sql<{ id: bigint }>`select id from promises.promise where tenant_id = ${books.tenantId}`.execute(db)
      ).rows[0]!.id,
      activity: (
        await sql<{ id: bigint }>`select id from collections.activity where tenant_id = ${books.tenantId}`.execute(db)
      ).rows[0]!.id,
      seqs: (
        await sql<{
          seq: bigint;
        }>`select seq from platform.audit_payload where tenant_id = ${books.tenantId} and payload like '%Erika%'`.execute(
          db,
        )
      ).rows.map((row) => row.seq),
    }));
    expect(found.seqs.length).toBe(2);
    const erased = must(
      await erasePersonalData(books.engine, books.caller, registry, {
        reason: 'Asked for by the person.',
        auditSeqs: found.seqs,
        values: [
          { column: 'customers.contact.name', key: [found.contact.toString()] },
          { column: 'customers.contact.email', key: [found.contact.toString()] },
          { column: 'promises.promise.contact_name', key: [found.promise.toString()] },
          { column: 'promises.promise.note', key: [found.promise.toString()] },
          { column: 'collections.activity.note', key: [found.activity.toString()] },
        ],
      }),
    );
    expect(erased).toEqual({ values: 5, payloads: 2 });
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ said: string }>`
        select concat(c.name, c.email, p.contact_name, p.note, a.note, (select string_agg(payload, '') from platform.audit_payload where tenant_id = ${books.tenantId})) as said
        from customers.contact c, promises.promise p, collections.activity a
        where c.tenant_id = ${books.tenantId} and p.tenant_id = ${books.tenantId} and a.tenant_id = ${books.tenantId}`.execute(
        db,
      ),
    );
    expect(rows[0]!.said).not.toMatch(/Erika|Mustermann|example\.org/);
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
