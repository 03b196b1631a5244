/** A person asks to be forgotten: contact, mails, notes and bank texts go, postings and the audit chain stay whole. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash } from '#cash';
import { logActivity } from '#collections';
import type { Transport } from '#correspondence';
import { proposeBankAccount, saveCustomers } from '#customers';
import { importFile } from '#integrations';
import { verify } from '#operations';
import {
  erasePersonalData,
  findPersonalData,
  personalColumnRegistry,
  platformPersonalColumns,
  requestApproval,
  runQuery,
  sql,
} from '#platform';
import { recordPromise } from '#promises';
import { postDocuments } from '#receivables';
import { modulePersonalColumns } from '../../src/apps/server/modules.ts';
import { openPeopledBooks } from '../authority-world.ts';
import { type Books, must, openBooks, refusalOf } from '../books.ts';
import { houseDays, openHouseBank } from '../house-bank.ts';
import { remindedItems } from '../reminded-item.ts';

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

  it('is found wherever it stands, and goes from every table but those that the law wants kept; then from those too', async () => {
    const other = await openPeopledBooks({ customers: 1, now: '2026-03-02T09:00:00Z' });
    const { engine, caller, company, tenantId } = other;
    const owner = new pg.Client({ connectionString: other.ownerUrl });
    await owner.connect();
    try {
      await owner.query('set row_security = off');
      const number = 'P1';
      const name = 'Erika Mustermann';
      const email = 'erika.mustermann@example.net';
      const saved = must(
        await saveCustomers(engine, caller, {
          customers: [
            {
              ...{
                number,
                name,
                country: 'DE',
                accounts: [{ companyId: company.id }],
                payerNames: ['Mustermann, Erika'],
              },
              contacts: [{ name, email, primary: true }],
            },
          ],
        }),
      );
      const { rows: accounts } = await owner.query<{ id: string }>(
        'select id::text from customers.account where customer_id = $1',
        [saved.ids[number]!.toString()],
      );
      const accountId = BigInt(accounts[0]!.id);
      const of = { company, accountId, amountMinor: 100_00n };
      // A server refuses the first mail and says whom it does not know; the second is taken.
      const transport: Transport = {
        name: 'outbox',
        async deliver() {
          return { outcome: 'refused', reply: `550 5.1.1 <${email}>: Recipient address rejected` };
        },
        delivered: async () => false,
      };
      await remindedItems(engine, caller, { ...of, numbers: ['RE-1001'], transport });
      other.clock.set('2026-03-03T09:00:00Z');
      await remindedItems(engine, caller, { ...of, numbers: ['RE-1002'] });
      await openHouseBank(other);
      const days = houseDays(() => other, '2026-03-02');
      await days.read('2026-02-27', [
        [100_00, name, 'RE-1001', 'DE02120300000000202051'],
        [70_00, name, 'no words'],
        [30_00, 'Somebody else', 'for Erika Mustermann'],
      ]);
      must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
      const promise = { company, accountId, currency: 'EUR', amountMinor: 50_00n, note: 'Erika pays on Monday.' };
      must(
        await recordPromise(engine, caller, {
          ...{ ...promise, madeDate: '2026-03-02', promisedDate: '2026-03-09', contactName: name },
        }),
      );
      const note = { accountId, kind: 'note' as const, note: `${name} is on leave.`, day: '2026-03-02' };
      must(await logActivity(engine, caller, note));
      const bank = { account: 'DE89370400440532013000', bankCode: null, holderName: name };
      must(await proposeBankAccount(engine, tenantId, 'a mail', { ...bank, accountId }));
      const anna = await other.hire('Anna Analyst', 'analyst');
      must(
        await requestApproval(engine, anna, {
          action: 'customers.change-bank-account',
          input: { ...bank, bankCode: undefined, accountId: String(accountId), evidence: `Called ${name} back.` },
          reason: 'A new house bank.',
        }),
      );
      const bad = new TextEncoder().encode(`number,name,country\nP9,${name},Nowhere\n`);
      must(await importFile(engine, caller, { kind: 'customers', company, fileName: 'new.csv', bytes: bad }));
      /** The tables and columns in which the name still stands. */
      const held = async (): Promise<string[]> => {
        const { rows } = await owner.query<{ name: string; column: string; bytes: boolean }>(
          `select format('%I.%I', n.nspname, c.relname) as name, a.attname as column,
             a.atttypid = 'bytea'::regtype as bytes from pg_class c
           join pg_namespace n on n.oid = c.relnamespace
           join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
           where c.relkind in ('r', 'p') and n.nspname not in ('information_schema') and n.nspname not like 'pg_%' order by 1, 2`,
        );
        const found: string[] = [];
        for (const { name: table, column, bytes } of rows) {
          const text = bytes ? `encode(t."${column}", 'escape')` : `t."${column}"::text`;
          const hit = await owner.query(`select from ${table} t where ${text} ~* $1 limit 1`, ['erika|mustermann']);
          if (hit.rows.length > 0) found.push(`${table}.${column}`);
        }
        return found;
      };
      const postings = async (until: string): Promise<unknown> => {
        const tables = ['ledger.journal', 'ledger.line', 'receivables.entry', 'receivables.clearing'];
        const digests = tables.map(
          (table) => `(select md5(string_agg(t::text, '|' order by t::text)) from ${table} t)`,
        );
        const chain = `(select md5(string_agg(t::text, '|' order by seq)) from platform.audit t where seq <= ${until})`;
        return (await owner.query(`select array[${[...digests, chain].join()}] as digests`)).rows[0];
      };
      const before = await held();
      for (const column of [
        'cash.bank_line.counterparty_name',
        'collections.activity.note',
        'correspondence.attempt.reply',
        'correspondence.message.body',
        'customers.contact.name',
        'customers.customer.name',
        'integrations.file_import.bad_file',
        'platform.audit_payload.payload',
        'promises.promise.contact_name',
      ])
        expect(before).toContain(column);
      const last = (await owner.query<{ seq: string }>('select max(seq)::text as seq from platform.audit')).rows[0]!
        .seq;
      const posted = await postings(last);
      const find = () =>
        runQuery(engine, tenantId, (db) =>
          findPersonalData(db, tenantId, registry, ['erika', 'MUSTERMANN', 'Erika Mustermann']),
        );
      const found = await find();
      expect(found.more).toBe(false);
      const { auditSeqs } = found;
      const all = { reason: 'Asked for by the person.', auditSeqs, values: found.values };
      const refused = await erasePersonalData(engine, caller, registry, all);
      expect(refusalOf(refused)).toBe('audit.kept-by-law');
      expect(await held()).toEqual(before);
      const free = found.values.filter((one) => one.kept === null);
      must(await erasePersonalData(engine, caller, registry, { ...all, values: free }));
      const kept = [
        ...['cash.bank_line.counterparty_name', 'cash.bank_line.identity_key', 'cash.bank_line.remittance'],
        ...['correspondence.message.body', 'correspondence.message.letter'],
        ...['correspondence.message.recipient_address', 'correspondence.message.recipient_name'],
        ...['customers.customer.name', 'customers.customer.name_key'],
      ];
      expect(await held()).toEqual(kept);
      expect(await postings(last)).toEqual(posted);
      const sound = async () => (await verify(engine, tenantId)).checks.filter((check) => check.failed > 0);
      expect(await sound()).toEqual([]);
      // The period of the vouchers and letters has ended.
      const rest = await find();
      expect(rest.values.every((one) => one.kept !== null)).toBe(true);
      expect(rest.auditSeqs).toEqual([]);
      const end = { reason: 'The period of retention has ended.', auditSeqs: [], values: rest.values };
      must(await erasePersonalData(engine, caller, registry, { ...end, keepingEnded: true }));
      expect(await held()).toEqual([]);
      expect(await postings(last)).toEqual(posted);
      expect(await sound()).toEqual([]);
    } finally {
      await owner.end();
      await other.close();
    }
  });
});
