/**
 * A million records of the audit trail: a thousand of them are edited by the owner of the database, and the check that `verify`
 * runs names each and no other. The records are hashed here as a command hashes its own, and copied in. How long the check
 * takes is printed beside what is wanted. npm run soak -- --parts tampering; DUNWELL_TAMPER_SEED edits others.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditHash, payloadHash, verifyAudit } from '#platform';
import { type Draw, drawFor } from '../../demo/random.ts';
import { type Books, openBooks } from '../books.ts';

const records = 1_000_000;
const edits = 1_000;
const wantedSeconds = 30;
const seed = process.env['DUNWELL_TAMPER_SEED'] ?? '20261127';

let books: Books;
let owner: pg.Client;
/** The first record that was copied in. */
let first: bigint;
beforeAll(async () => {
  books = await openBooks({ customers: 1 });
  owner = new pg.Client({ connectionString: books.ownerUrl });
  await owner.connect();
  // Past the foreign keys, as somebody who owns the tables can go.
  await owner.query(`alter table platform.audit_payload drop constraint audit_payload_tenant_id_seq_fkey;
    alter table platform.audit drop constraint audit_person_id_fkey`);
  first = await fill();
});
afterAll(async () => {
  await owner.end();
  await books.close();
});

const hex = (bytes: Buffer): string => `\\\\x${bytes.toString('hex')}`;

/** An instant as it is hashed: with all six digits of its microseconds. */
function instantText(micros: number): string {
  const [whole, part] = [Math.floor(micros / 1_000_000), micros % 1_000_000];
  return `${new Date(whole * 1000).toISOString().slice(0, 19)}.${String(part).padStart(6, '0')}Z`;
}

/** Continues the chain of the books up to a million records; answers the sequence of the first one. */
async function fill(): Promise<bigint> {
  const { rows } = await owner.query('select seq, hash from platform.head where tenant_id = $1', [books.tenantId]);
  const begin = BigInt(rows[0].seq) + 1n;
  let previousHash: Buffer = rows[0].hash;
  const began = Date.parse('2026-02-01T00:00:00Z') * 1000;
  const payloads: string[] = [];
  function* lines(): Generator<string> {
    for (let seq = begin; seq <= BigInt(records); seq += 1n) {
      const at = Number(seq);
      const payload = `{"number":"INV${seq}","text":"kept"}`;
      const salt = Buffer.from(`salt of ${seq}`);
      const counts = { documents: at % 1000 };
      const record = {
        previousHash,
        tenantId: books.tenantId,
        seq,
        commandId: 10_000_000n + seq,
        recordedAt: instantText(began + at * 1_000_003),
        personId: 1n,
        operation: 'receivables.post',
        reason: `Invoice ${seq}.`,
        source: 'soak',
        counts,
        payloadHash: payloadHash(salt, payload),
      };
      const hash = auditHash(record);
      payloads.push(`${books.tenantId}\t${seq}\t${hex(salt)}\t${payload}\n`);
      yield `${books.tenantId}\t${seq}\t${record.commandId}\t${record.recordedAt}\t1\t${record.operation}\t${record.reason}\t${record.source}\t${JSON.stringify(counts)}\t${hex(record.payloadHash)}\t${hex(previousHash)}\t${hex(hash)}\n`;
      previousHash = hash;
    }
  }
  const copy = (into: string, from: Iterable<string>): Promise<void> =>
    pipeline(Readable.from(from), owner.query(copyFrom(`copy ${into} from stdin`)));
  await copy(
    'platform.audit (tenant_id, seq, command_id, recorded_at, person_id, operation, reason, source, counts, payload_hash, previous_hash, hash)',
    lines(),
  );
  await copy('platform.audit_payload (tenant_id, seq, salt, payload)', payloads);
  await owner.query('update platform.head set seq = $2, hash = $3 where tenant_id = $1', [
    books.tenantId,
    records,
    previousHash,
  ]);
  await owner.query('analyze platform.audit, platform.audit_payload');
  return begin;
}

/** An edit: its statement for a record (`$1` tenant, `$2` sequence), and what the check says of it and of the next one. */
interface Edit {
  readonly statement: string;
  readonly here: readonly string[];
  readonly next: readonly string[];
}
const record = (change: string, here: readonly string[] = ['record'], next: readonly string[] = []): Edit => ({
  statement: `update platform.audit set ${change} where tenant_id = $1 and seq = $2`,
  here,
  next,
});
const payload = (change: string, here: string): Edit => ({
  statement: `update platform.audit_payload set ${change} where tenant_id = $1 and seq = $2`,
  here: [here],
  next: [],
});
const kinds: readonly ((draw: Draw) => Edit)[] = [
  () => record(`operation = operation || '.'`),
  () => record(`reason = overlay(reason placing '#' from 1)`),
  () => record(`source = 'elsewhere'`),
  () => record('person_id = 2'),
  () => record('command_id = command_id + 100000000'),
  (draw) => record(`recorded_at = recorded_at + interval '${draw.pick([1, -1])} microsecond'`),
  () => record(`counts = counts || '{"documents": 999999}'`),
  () => record(`payload_hash = sha256(payload_hash)`, ['record', 'payload']),
  () => record(`previous_hash = sha256(previous_hash)`, ['link', 'record']),
  () => record(`hash = sha256(hash)`, ['record'], ['link']),
  () => payload(`payload = payload || ' '`, 'payload'),
  () => payload('salt = sha256(salt)', 'payload'),
  () => payload('payload = null, salt = null', 'payload-missing'),
  () => ({
    statement: 'delete from platform.audit_payload where tenant_id = $1 and seq = $2',
    here: ['payload-missing'],
    next: [],
  }),
  () => ({
    statement: `with payload as (delete from platform.audit_payload where tenant_id = $1 and seq = $2)
      delete from platform.audit where tenant_id = $1 and seq = $2`,
    here: [],
    next: ['gap'],
  }),
];

async function verified() {
  const began = performance.now();
  const verdict = await verifyAudit(books.engine, books.tenantId, { keep: 10 * edits });
  return { verdict, seconds: (performance.now() - began) / 1000 };
}

describe('R60 R25 A million records of the audit trail', () => {
  it('verify when nobody touched them', async () => {
    const { verdict, seconds } = await verified();
    expect(verdict).toMatchObject({ ok: true, checked: records, failed: 0 });
    console.log(
      `soak: ${records.toLocaleString('en')} records verified in ${seconds.toFixed(1)} s (wanted: at most ${wantedSeconds} s)`,
    );
  });

  it(`show each of ${edits} edits at its place and nothing else, seed ${seed}`, async () => {
    const draw = drawFor('tamper a million', seed);
    const places = new Set<bigint>();
    while (places.size < edits) {
      const seq = BigInt(draw.between(Number(first), records - 1));
      // Two edits side by side would be told as one.
      if ([-2n, -1n, 0n, 1n, 2n].every((by) => !places.has(seq + by))) places.add(seq);
    }
    const expected: string[] = [];
    for (const [index, seq] of [...places].entries()) {
      const { statement, here, next } = kinds[index % kinds.length]!(draw);
      expect((await owner.query(statement, [books.tenantId, seq])).rowCount).toBe(1);
      expected.push(...here.map((finding) => `${seq} ${finding}`), ...next.map((finding) => `${seq + 1n} ${finding}`));
    }
    const { verdict, seconds } = await verified();
    expect(verdict.offenders.map((one) => `${one.seq} ${one.finding}`).sort()).toEqual(expected.sort());
    console.log(
      `soak: ${edits.toLocaleString('en')} edits of ${kinds.length} kinds all found, and nothing else, in ${seconds.toFixed(1)} s`,
    );
  });
});
