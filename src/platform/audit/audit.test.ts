/** The audit chain: honest commands verify, every kind of tampering is found, erasure leaves the chain whole. */

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { done, type Outcome } from '#kernel';
import { must, refusalOf } from '#test/books';
import fc from '#test/property';
import { openWorld, type World } from '#test/server-world';
import { sql } from '../database.ts';
import { runCommand, runQuery } from '../transaction.ts';
import { eraseAuditPayloads, erasePersonalData, eraseValues } from './erase.ts';
import { findAudit } from './list.ts';
import { type PersonalColumn, personalColumnRegistry } from './personal-columns.ts';
import { verifyAudit } from './verify.ts';

let world: World;
let owner: pg.Client;
let tenantId: bigint;
const emailColumn: PersonalColumn = {
  schema: 'customers',
  table: 'contact',
  column: 'email',
  key: ['id'],
  tenant: true,
  kind: 'text',
};
const registry = personalColumnRegistry([
  emailColumn,
  { ...emailColumn, column: 'name' },
  { schema: 'company', table: 'company', column: 'letterhead', key: ['id'], tenant: true, kind: 'jsonb' },
]);

beforeAll(async () => {
  world = await openWorld();
  tenantId = world.callers.north.tenantId;
  owner = new pg.Client({
    connectionString: world.database.superuserUrl.replace(/\/[^/]*$/, `/${world.database.name}`),
  });
  await owner.connect();
  await world.person('somebody-else', { role: null });
  for (let index = 0; index < 60; index += 1) await command({ index, text: `command ${index}` });
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

async function command(input: unknown, where: 'north' | 'south' = 'north'): Promise<bigint> {
  let seq = 0n;
  const description = { operation: 'test.command', reason: 'A test.', input };
  must(
    await runCommand(world.engine, world.callers[where], description, async (tx) => {
      tx.count('things', 2);
      tx.atHead(async (head) => {
        seq = head.seq;
      });
      return done(null);
    }),
  );
  return seq;
}

const verify = () => verifyAudit(world.engine, tenantId, { pageSize: 16, keep: 1_000 });

/** Tampers as the owner of the database could, looks, and takes it back. */
async function tampered(...statements: string[]): Promise<string[]> {
  const tables = ['audit', 'audit_payload', 'head'];
  for (const table of tables) await owner.query(`create temp table kept_${table} as select * from platform.${table}`);
  for (const statement of statements) await owner.query(statement);
  const { offenders } = await verify();
  await owner.query('delete from platform.audit_payload; delete from platform.audit; delete from platform.head');
  for (const table of ['head', 'audit', 'audit_payload']) {
    await owner.query(`insert into platform.${table} select * from kept_${table}`);
    await owner.query(`drop table kept_${table}`);
  }
  return offenders.map((offender) => `${offender.seq} ${offender.finding}`);
}

describe('the chain', () => {
  it('verifies, page by page, over everything that was done', async () => {
    const verdict = await verify();
    expect(verdict).toMatchObject({ ok: true, failed: 0, offenders: [] });
    expect(verdict.checked).toBeGreaterThan(60);
  });

  it('shows every kind of tampering at its place', async () => {
    const where = `tenant_id = ${tenantId} and seq`;
    expect(await tampered(`update platform.audit set reason = 'another' where ${where} = 10`)).toEqual(['10 record']);
    expect(await tampered(`update platform.audit set person_id = 2 where ${where} = 10`)).toEqual(['10 record']);
    expect(
      await tampered(
        `update platform.audit set recorded_at = recorded_at - interval '1 microsecond' where ${where} = 10`,
      ),
    ).toEqual(['10 record']);
    expect(await tampered(`update platform.audit set counts = '{"things": 3}' where ${where} = 10`)).toEqual([
      '10 record',
    ]);
    expect(await tampered(`update platform.audit set hash = '\\x00' where ${where} = 10`)).toEqual([
      '10 record',
      '11 link',
    ]);
    expect(await tampered(`update platform.audit_payload set payload = '{}' where ${where} = 10`)).toEqual([
      '10 payload',
    ]);
    expect(await tampered(`update platform.audit_payload set payload = null, salt = null where ${where} = 10`)).toEqual(
      ['10 payload-missing'],
    );
    expect(await tampered(`delete from platform.audit_payload where ${where} = 10`)).toEqual(['10 payload-missing']);
    expect(
      await tampered(
        `delete from platform.audit_payload where ${where} = 10`,
        `delete from platform.audit where ${where} = 10`,
      ),
    ).toEqual(['11 gap']);
    const last = `(select max(seq) from platform.audit where tenant_id = ${tenantId})`;
    const cut = [
      `delete from platform.audit_payload where ${where} = ${last}`,
      `delete from platform.audit where ${where} = ${last}`,
    ];
    expect((await tampered(...cut)).join()).toContain('head');
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('finds all of many random edits', async () => {
    const seed = Number(process.env['SEED'] ?? 20261124);
    const edits = fc.sample(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 20, maxLength: 40 }), {
      seed,
      numRuns: 3,
    });
    for (const seqs of edits) {
      const found = await tampered(
        `update platform.audit set operation = operation || '.' where tenant_id = ${tenantId} and seq in (${seqs.join()})`,
      );
      expect(found, `seed ${seed}`).toEqual([...seqs].sort((a, b) => a - b).map((seq) => `${seq} record`));
    }
  });

  it('written anew as a whole is found by an anchor kept outside', async () => {
    const head = await owner.query('select seq, hash from platform.head where tenant_id = $1', [tenantId.toString()]);
    const anchor = { seq: BigInt(head.rows[0].seq), hash: head.rows[0].hash as Buffer };
    expect(await verifyAudit(world.engine, tenantId, { anchors: [anchor] })).toMatchObject({ ok: true });
    const forged = await verifyAudit(world.engine, tenantId, {
      anchors: [
        { seq: anchor.seq, hash: Buffer.alloc(32) },
        { seq: 9_999n, hash: anchor.hash },
      ],
    });
    expect(forged.offenders.map((offender) => offender.finding)).toEqual(['anchor', 'anchor']);
  });

  it('cannot be edited by the application', async () => {
    const app = new pg.Client({ connectionString: world.database.appUrl });
    await app.connect();
    for (const statement of [
      `update platform.audit set reason = 'x'`,
      'delete from platform.audit',
      'truncate platform.audit cascade',
      'delete from platform.audit_payload',
      'update platform.audit_payload set seq = 1',
      'alter table platform.audit disable row level security',
      'delete from platform.change',
    ]) {
      await expect(app.query(statement), statement).rejects.toThrow(/permission denied|must be owner/);
    }
    await app.end();
  });
});

describe('a record of the trail', () => {
  it('stands beside the one before it by the same command about the same subject', async () => {
    await command({ id: '4711', text: 'as it was' });
    await command({ id: '4712', text: 'of another' });
    const seq = await command({ id: '4711', text: 'as it is' });
    const found = await runQuery(world.engine, tenantId, (db) => findAudit(db, tenantId, seq));
    expect(found!.entry).toMatchObject({ seq, personName: 'Dunwell', counts: { things: 2 }, source: 'test' });
    expect(JSON.parse(found!.entry.payload!).text).toBe('as it is');
    expect(found!.previous!.seq).toBe(seq - 2n);
    expect(JSON.parse(found!.previous!.payload!).text).toBe('as it was');
    expect(await runQuery(world.engine, tenantId, (db) => findAudit(db, tenantId, 999_999n))).toBeUndefined();
  });
});

describe('erasure', () => {
  /** A customer's contact; the customer stays when the contact is erased. */
  async function contact(email: string): Promise<bigint> {
    const customer = await owner.query(
      `insert into customers.customer (tenant_id, number, name, name_key, country, language, time_zone)
       values ($1, $2, 'Firma', 'firma', 'DE', 'de', 'Europe/Berlin') returning id`,
      [tenantId.toString(), email],
    );
    const made = await owner.query(
      `insert into customers.contact (tenant_id, customer_id, name, email, language, time_zone)
       values ($1, $2, 'Erika Mustermann', $3, 'de', 'Europe/Berlin') returning id`,
      [tenantId.toString(), customer.rows[0].id, email],
    );
    return BigInt(made.rows[0].id);
  }
  const erase = (values: { column: string; key: string[] }[], auditSeqs: bigint[]): Promise<Outcome<unknown>> =>
    erasePersonalData(world.engine, world.callers.north, registry, {
      values,
      auditSeqs,
      reason: 'Asked for by the person.',
    });

  it('takes a person out of the rows and the trail; the chain still verifies', async () => {
    const id = await contact('erika@example.org');
    const seq = await command({ contact: 'Erika Mustermann', email: 'erika@example.org' });
    const values = [
      { column: 'customers.contact.email', key: [String(id)] },
      { column: 'customers.contact.name', key: [String(id)] },
    ];
    must(await erase(values, [seq]));
    const dump =
      await owner.query(`select (select string_agg(t::text, '') from customers.contact t) || (select string_agg(t::text, '') from platform.audit_payload t)
      || coalesce((select string_agg(t::text, '') from platform.change t), '') as all`);
    expect(dump.rows[0].all).not.toMatch(/Mustermann|erika@/);
    const { rows } = await owner.query('select name, email from customers.contact where id = $1', [id.toString()]);
    expect(rows[0].email).toMatch(/^erased:\d+:1$/);
    expect(rows[0].name).toMatch(/^erased:\d+:2$/);
    expect(await verify()).toMatchObject({ ok: true });
    const found = await runQuery(world.engine, tenantId, (db) => findAudit(db, tenantId, seq));
    expect(found!.entry).toMatchObject({ seq, payload: null, erasedSeq: seq + 1n });
  });

  it('is no cover for somebody who empties another record', async () => {
    const { rows } = await owner.query(`select max(erased_seq) as seq from platform.audit_payload`);
    const found = await tampered(
      `update platform.audit_payload set payload = null, salt = null, erased_seq = ${rows[0].seq} where tenant_id = ${tenantId} and seq = 12`,
    );
    expect(found).toEqual(['12 payload-missing']);
  });

  it('is all or nothing, and refuses what is not registered, not there, or another tenant’s', async () => {
    const id = await contact('karl@example.org');
    const good = { column: 'customers.contact.email', key: [String(id)] };
    const before = (await verify()).checked;
    expect(refusalOf(await erase([good, { column: 'customers.customer.name', key: ['1'] }], []))).toBe(
      'audit.column-not-found',
    );
    expect(refusalOf(await erase([good, { column: 'customers.contact.email', key: ['999999'] }], []))).toBe(
      'audit.nothing-erased',
    );
    expect(refusalOf(await erase([good], [9_999n]))).toBe('audit.not-found');
    expect(refusalOf(await erase([], []))).toBe('audit.nothing-erased');
    const south = await erasePersonalData(world.engine, world.callers.south, registry, {
      values: [good],
      auditSeqs: [],
      reason: 'Not mine.',
    });
    expect(refusalOf(south)).toBe('audit.nothing-erased');
    expect((await verify()).checked).toBe(before);
    const { rows } = await owner.query('select email from customers.contact where id = $1', [id.toString()]);
    expect(rows[0].email).toBe('karl@example.org');
  });

  it('by a module’s own command, in its transaction, of JSON too', async () => {
    const letterhead = registry.get('company.company.letterhead')!;
    const seq = await command({ from: 'an old letterhead' });
    const input = { companyId: world.companies.A, auditSeqs: [seq] };
    must(
      await runCommand(
        world.engine,
        world.callers.north,
        { operation: 'company.erase', reason: 'Retention ended.', input },
        async (tx) => {
          expect(await eraseValues(tx, [{ column: letterhead, key: [world.companies.A] }])).toBe(1);
          return eraseAuditPayloads(tx, [seq]);
        },
      ),
    );
    const { rows } = await sql<{
      letterhead: string;
    }>`select letterhead from company.company where id = ${world.companies.B}`.execute(world.engine.database.app);
    expect(rows).toEqual([]);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('knows only plain names of columns, each once', () => {
    expect(() => personalColumnRegistry([{ ...emailColumn, column: 'email = email; --' }])).toThrow('plain SQL name');
    expect(() => personalColumnRegistry([emailColumn, emailColumn])).toThrow('declared twice');
  });
});
