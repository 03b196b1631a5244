/**
 * A thousand edits of the audit trail by the owner of the database, one by one: columns changed, records and payloads
 * removed, forged ones put in, records moved and exchanged, hashes computed anew. The check that `verify` runs finds each.
 * DUNWELL_TAMPER_SEED chooses others.
 */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { done } from '#kernel';
import { verify } from '#operations';
import { auditHash, eraseAuditPayloads, runCommand, verifyAudit } from '#platform';
import { type Draw, drawFor } from '../../demo/random.ts';
import { type Books, must, openBooks } from '../books.ts';

const seed = process.env['DUNWELL_TAMPER_SEED'] ?? '20261125';
const edits = 1_000;
const commands = 100;

let books: Books;
let owner: pg.Client;
let erased: bigint;
let intact: Intact[];
interface Intact {
  readonly seq: bigint;
  readonly recordedAt: string;
  readonly commandId: bigint;
  readonly personId: bigint;
  readonly operation: string;
  readonly reason: string;
  readonly source: string;
  readonly counts: Record<string, number>;
  readonly payloadHash: Buffer;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
}

beforeAll(async () => {
  books = await openBooks();
  for (let index = 0; index < commands; index += 1)
    must(
      await runCommand(
        books.engine,
        books.caller,
        { operation: 'test.command', reason: `Test ${index}.`, input: { index, text: 'kept' } },
        async (tx) => {
          tx.count('things', index + 1);
          return done(null);
        },
      ),
    );
  owner = new pg.Client({ connectionString: books.ownerUrl });
  await owner.connect();
  // Past the foreign keys, as somebody who owns the tables can go.
  await owner.query(`alter table platform.audit_payload drop constraint audit_payload_tenant_id_seq_fkey;
    alter table platform.audit drop constraint audit_person_id_fkey`);
  // One record is erased as it should be: what surrounds a genuine erasure is no cover for others.
  erased = 20n;
  must(
    await runCommand(
      books.engine,
      books.caller,
      { operation: 'test.erase', reason: 'Asked for.', input: { auditSeqs: [erased] } },
      (tx) => eraseAuditPayloads(tx, [erased]),
    ),
  );
  for (const table of ['audit', 'audit_payload', 'head'])
    await owner.query(`create temp table kept_${table} as select * from platform.${table}`);
  const { rows } = await owner.query(`select *, recorded_at::text as at from kept_audit order by seq`);
  intact = rows.map((row) => ({
    seq: BigInt(row.seq),
    recordedAt: row.at,
    commandId: BigInt(row.command_id),
    personId: BigInt(row.person_id),
    operation: row.operation,
    reason: row.reason,
    source: row.source,
    counts: row.counts,
    payloadHash: row.payload_hash,
    previousHash: row.previous_hash,
    hash: row.hash,
  }));
});
afterAll(async () => {
  await owner.end();
  await books.close();
});

/** Puts back what an edit changed. */
async function restore(): Promise<void> {
  const keys = { audit: 'seq', audit_payload: 'seq', head: 'tenant_id' };
  for (const [table, key] of Object.entries(keys))
    await owner.query(`
      delete from platform.${table} t where not exists (select from kept_${table} k where k.${key} = t.${key} and k::text = t::text);
      insert into platform.${table} select k.* from kept_${table} k
        where not exists (select from platform.${table} t where t.${key} = k.${key} and t.tenant_id = k.tenant_id)`);
}

const hex = (bytes: Buffer): string => `'\\x${bytes.toString('hex')}'`;
const flipped = (bytes: Buffer, draw: Draw): Buffer => {
  const copy = Buffer.from(bytes);
  copy[draw.between(0, copy.length - 1)]! ^= 1 << draw.between(0, 7);
  return copy;
};
/** The hash that the record would have with another reason: what a careful forger writes. */
const forgedHash = (row: Intact, reason: string): Buffer => auditHash({ ...row, tenantId: books.tenantId, reason });

const at = (row: Intact): string => `tenant_id = ${books.tenantId} and seq = ${row.seq}`;
const setAudit = (row: Intact, change: string): string => `update platform.audit set ${change} where ${at(row)}`;
const setPayload = (row: Intact, change: string): string =>
  `update platform.audit_payload set ${change} where ${at(row)}`;
const shift = (table: string, from: bigint, by: number): string =>
  // In two steps, so that no two rows meet on the way.
  `update platform.${table} set seq = -1000000 - seq where seq >= ${from};
   update platform.${table} set seq = -1000000 - seq + ${by} where seq < -1000000`;
const copyAs = (row: Intact, seq: bigint, commandId: bigint): string =>
  `insert into platform.audit select tenant_id, ${seq}, ${commandId}, recorded_at, person_id, operation, reason, source, counts,
     payload_hash, previous_hash, hash from kept_audit where seq = ${row.seq};
   insert into platform.audit_payload select tenant_id, ${seq}, salt, payload, erased_seq from kept_audit_payload where seq = ${row.seq}`;
const remove = (row: Intact): string =>
  `delete from platform.audit_payload where ${at(row)}; delete from platform.audit where ${at(row)}`;
const exchange = (table: string, columns: readonly string[], a: Intact, b: Intact): string =>
  `update platform.${table} t set (${columns.join()}) = (select ${columns.join()} from kept_${table} k
     where k.seq = case t.seq when ${a.seq} then ${b.seq} else ${a.seq} end) where t.seq in (${a.seq}, ${b.seq})`;
const allColumns = 'recorded_at person_id operation reason source counts payload_hash previous_hash hash'.split(' ');

/** The kinds of edits: each writes statements for records drawn at random. */
const kinds: Readonly<Record<string, (draw: Draw) => string>> = {
  'a word of the operation': (draw) => setAudit(any(draw), `operation = operation || '.'`),
  'a letter of the reason': (draw) => setAudit(any(draw), `reason = overlay(reason placing '#' from 1)`),
  'the source': (draw) => setAudit(any(draw), `source = 'elsewhere'`),
  'who did it': (draw) => setAudit(any(draw), 'person_id = 2'),
  'which command it was': (draw) => setAudit(any(draw), 'command_id = command_id + 1000000'),
  'when it was, by a microsecond': (draw) =>
    setAudit(any(draw), `recorded_at = recorded_at + interval '${draw.pick([1, -1])} microsecond'`),
  'a count': (draw) => setAudit(any(draw), `counts = counts || '{"things": 999999}'`),
  'a count more': (draw) => setAudit(any(draw), `counts = counts || '{"more": 1}'`),
  'a bit of the hash of the payload': (draw) => {
    const row = any(draw);
    return setAudit(row, `payload_hash = ${hex(flipped(row.payloadHash, draw))}`);
  },
  'a bit of the hash before': (draw) => {
    const row = intact[draw.between(1, intact.length - 1)]!;
    return setAudit(row, `previous_hash = ${hex(flipped(row.previousHash, draw))}`);
  },
  'a bit of the hash': (draw) => {
    const row = any(draw);
    return setAudit(row, `hash = ${hex(flipped(row.hash, draw))}`);
  },
  'the reason, with the hash computed anew': (draw) => {
    const row = any(draw);
    return setAudit(row, `reason = 'Forged.', hash = ${hex(forgedHash(row, 'Forged.'))}`);
  },
  'the reason, the hash, and the link of the next record': (draw) => {
    const row = intact[draw.between(0, intact.length - 2)]!;
    const hash = hex(forgedHash(row, 'Forged.'));
    const next = `update platform.audit set previous_hash = ${hash} where tenant_id = ${books.tenantId} and seq = ${row.seq + 1n}`;
    return `${setAudit(row, `reason = 'Forged.', hash = ${hash}`)}; ${next}`;
  },
  'a word of the payload': (draw) => setPayload(withPayload(draw), `payload = payload || ' '`),
  'the salt': (draw) => setPayload(withPayload(draw), `salt = sha256(salt)`),
  'the payload taken out': (draw) => setPayload(withPayload(draw), 'payload = null, salt = null'),
  'the payload taken out, the salt left': (draw) => setPayload(withPayload(draw), 'payload = null'),
  'the payload taken out as if erased': (draw) =>
    setPayload(withPayload(draw), `payload = null, salt = null, erased_seq = ${intact.at(-1)!.seq}`),
  'an erasure noted where there was none': (draw) =>
    setPayload(withPayload(draw), `erased_seq = ${intact.at(-1)!.seq}`),
  'another payload in the place of an erased one': () =>
    setPayload(intact[Number(erased) - 1]!, `payload = '{}', salt = '\\x00'`),
  'the payload deleted': (draw) => `delete from platform.audit_payload where ${at(any(draw))}`,
  'the record deleted': (draw) => remove(any(draw)),
  'the record deleted, its payload left': (draw) => `delete from platform.audit where ${at(any(draw))}`,
  'the record deleted, all later ones moved up': (draw) => {
    const row = any(draw);
    return `${remove(row)}; ${shift('audit_payload', row.seq + 1n, -1)}; ${shift('audit', row.seq + 1n, -1)}`;
  },
  'the end cut off': (draw) => {
    const from = intact[draw.between(1, intact.length - 1)]!.seq;
    return `delete from platform.audit_payload where seq >= ${from}; delete from platform.audit where seq >= ${from}`;
  },
  'a copy put between, all later ones moved down': (draw) => {
    const [row, place] = [any(draw), any(draw).seq];
    return `${shift('audit_payload', place, 1)}; ${shift('audit', place, 1)}; ${copyAs(row, place, 7_000_000n)}`;
  },
  'a record put behind the end, well linked': (draw) => {
    const last = intact.at(-1)!;
    return `${copyAs(any(draw), last.seq + 1n, 7_000_000n)};
      update platform.audit set previous_hash = ${hex(last.hash)} where seq = ${last.seq + 1n}`;
  },
  'a record put before the beginning': (draw) => copyAs(any(draw), BigInt(-draw.between(0, 5)), 7_000_000n),
  'a payload of no record': (draw) =>
    `insert into platform.audit_payload select tenant_id, ${intact.at(-1)!.seq + BigInt(draw.between(1, 9))}, salt, payload, erased_seq
       from kept_audit_payload where seq = ${withPayload(draw).seq}`,
  'two records exchanged': (draw) => {
    const [a, b] = two(draw);
    return `${exchange('audit', allColumns, a, b)}; ${exchange('audit_payload', ['salt', 'payload', 'erased_seq'], a, b)}`;
  },
  'two payloads exchanged': (draw) => exchange('audit_payload', ['salt', 'payload', 'erased_seq'], ...two(draw)),
  'two hours exchanged': (draw) => {
    const [a, b] = two(draw);
    return `${setAudit(a, `recorded_at = '${b.recordedAt}'`)}; ${setAudit(b, `recorded_at = '${a.recordedAt}'`)}`;
  },
  'a record moved to another tenant': (draw) => {
    const row = any(draw);
    return `${setPayload(row, 'tenant_id = tenant_id + 1')}; ${setAudit(row, 'tenant_id = tenant_id + 1')}`;
  },
  'the head set back': (draw) => `update platform.head set seq = seq - ${draw.between(1, 9)}`,
  'the hash of the head': (draw) => `update platform.head set hash = ${hex(flipped(intact.at(-1)!.hash, draw))}`,
};
const any = (draw: Draw): Intact => draw.pick(intact);
function withPayload(draw: Draw): Intact {
  for (;;) {
    const row = any(draw);
    if (row.seq !== erased) return row;
  }
}
function two(draw: Draw): [Intact, Intact] {
  for (;;) {
    const [a, b] = [withPayload(draw), withPayload(draw)];
    if (a.seq !== b.seq && a.recordedAt !== b.recordedAt) return [a, b];
  }
}

/** The check that `verify` runs over the chain. */
const check = () => verifyAudit(books.engine, books.tenantId, { keep: 5 });

describe('R60 R25 The audit trail edited by the owner of the database', () => {
  it('verifies when nobody touched it', async () => {
    expect(await check()).toMatchObject({ ok: true, checked: intact.length });
    expect(intact.length).toBeGreaterThan(commands);
  });

  it(`shows every one of ${edits} edits, seed ${seed}`, async () => {
    const names = Object.keys(kinds);
    const found: Record<string, number> = {};
    const missed: string[] = [];
    for (let index = 0; index < edits; index += 1) {
      const name = names[index % names.length]!;
      const statement = kinds[name]!(drawFor('tamper', seed, index));
      await owner.query(statement);
      const { ok, offenders } = await check();
      if (ok || offenders.length === 0) missed.push(`${index} ${name}: ${statement}`);
      else found[name] = (found[name] ?? 0) + 1;
      await restore();
    }
    expect(missed).toEqual([]);
    expect(Object.values(found).reduce((sum, count) => sum + count, 0)).toBe(edits);
    // Put back, it is what it was: nothing was found only because an earlier edit was left.
    expect(await check()).toMatchObject({ ok: true, checked: intact.length });
  });

  it('fails the whole of verify by its name', async () => {
    await owner.query(setAudit(intact[40]!, `reason = 'Forged.'`));
    const report = await verify(books.engine, books.tenantId);
    expect(report.ok).toBe(false);
    expect(report.checks.filter((one) => one.failed > 0).map((one) => [one.name, one.offenders])).toEqual([
      ['the audit chain holds', [`record ${intact[40]!.seq}: record`]],
    ]);
    await restore();
  });
});
