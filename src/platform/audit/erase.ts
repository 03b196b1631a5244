/**
 * Erasure: replaces the personal data of a subject with a token, and takes payload and salt out of audit records that
 * hold it. Postings, amounts and the audit chain stay as they are.
 */
import { done, type Outcome, refuse } from '#kernel';
import { sql } from '../database.ts';
import { type Caller, type CommandOutcome, type Engine, runCommand, type Transaction } from '../transaction.ts';
import { nameOfColumn, type PersonalColumn } from './personal-columns.ts';

/** One row's column to erase: the declared column and the values of its key, in the key's order. */
export interface PersonalValue {
  readonly column: PersonalColumn;
  readonly key: readonly (bigint | string)[];
}

/**
 * Replaces values by the token `erased:<command>:<n>`, which tells what happened, nothing else, and is unique where
 * the column must be; an identity by a digest of itself, so that what is the same stays the same. A value that is null stays
 * null. Returns how many rows held a value.
 */
export async function eraseValues(tx: Transaction, values: readonly PersonalValue[]): Promise<number> {
  let erased = 0;
  for (const [index, { column, key }] of values.entries()) {
    if (key.length !== column.key.length) throw new Error(`${nameOfColumn(column)}: key has ${key.length} parts`);
    const token = `erased:${tx.commandId}:${index + 1}`;
    const conditions = column.key.map((name, position) => sql`${sql.ref(name)} = ${key[position]!}`);
    if (column.tenant) conditions.push(sql`tenant_id = ${tx.tenantId}`);
    const target = sql.ref(column.column);
    const written = column.identity
      ? sql`concat(split_part(${target}, '|', 1), '|erased:', encode(sha256(convert_to(
          substr(${target}, length(split_part(${target}, '|', 1)) + 1), 'UTF8')), 'hex'))`
      : { text: sql`${token}`, jsonb: sql`to_jsonb(${token}::text)`, bytea: sql`${Buffer.from(token)}` }[column.kind];
    const { rows } = await sql`update ${sql.ref(`${column.schema}.${column.table}`)} set ${target} = ${written}
      where ${sql.join(conditions, sql` and `)} and ${target} is not null returning 1`.execute(tx.db);
    erased += rows.length;
  }
  tx.count('values-erased', erased);
  return erased;
}

/**
 * Erases the payloads of audit records. The record keeps the hash of what was there, and points at the record of the
 * erasing command; `verifyAudit` accepts it only so, and only where that command's input lists the sequence in its
 * member `auditSeqs`: the calling command must carry one. Refuses `audit.not-found` when a sequence does not exist.
 */
export async function eraseAuditPayloads(tx: Transaction, seqs: readonly bigint[]): Promise<Outcome<number>> {
  const wanted = [...new Set(seqs)];
  if (wanted.length === 0) return done(0);
  const { rows } = await sql<{ seq: bigint }>`select seq from platform.audit_payload
    where tenant_id = ${tx.tenantId} and seq = any(${wanted}::bigint[])`.execute(tx.db);
  const found = new Set(rows.map((row) => row.seq));
  const missing = wanted.filter((seq) => !found.has(seq));
  if (missing.length > 0)
    return refuse('audit.not-found', 'There is no such audit record.', { seqs: missing.map(String) });
  tx.count('payloads-erased', wanted.length);
  tx.atHead(async (head) => {
    await sql`update platform.audit_payload set salt = null, payload = null, erased_seq = ${head.seq}
      where tenant_id = ${tx.tenantId} and seq = any(${wanted}::bigint[]) and erased_seq is null`.execute(tx.db);
  });
  return done(wanted.length);
}

/** Of some values those that the law wants kept, as `column` and `key`. */
async function keptByLaw(
  tx: Transaction,
  values: readonly PersonalValue[],
): Promise<{ column: string; key: string[]; as: string }[]> {
  const kept: { column: string; key: string[]; as: string }[] = [];
  for (const { column, key } of values) {
    if (!column.kept) continue;
    const conditions = column.key.map((name, position) => sql`${sql.ref(name)} = ${key[position]!}`);
    const { rows } = await sql`select 1 from ${sql.ref(`${column.schema}.${column.table}`)}
      where tenant_id = ${tx.tenantId} and ${sql.join(conditions, sql` and `)} and ${column.kept.where ?? sql`true`}`.execute(
      tx.db,
    );
    if (rows.length > 0) kept.push({ column: nameOfColumn(column), key: key.map(String), as: column.kept.as });
  }
  return kept;
}

export interface ErasePersonalData {
  /** Names of registered columns with the row's key. */
  readonly values: readonly { readonly column: string; readonly key: readonly string[] }[];
  /** Audit records whose payload holds the subject's data. */
  readonly auditSeqs: readonly bigint[];
  /** Nothing obliges to keep any more what is a voucher or a letter: its period has ended, or there was never a posting. */
  readonly keepingEnded?: boolean;
  /** Why: the request of the person, the end of a retention period. Must not itself name the person. */
  readonly reason: string;
}

/**
 * Erases what is listed, all or nothing. Refuses `audit.column-not-found` (not a registered column), `audit.not-found`,
 * `audit.kept-by-law` where something listed belongs to a voucher or a business letter and nobody said that its period has ended,
 * and `audit.nothing-erased` when no row was found: then the list was wrong.
 */
export function erasePersonalData(
  engine: Engine,
  caller: Caller,
  registry: ReadonlyMap<string, PersonalColumn>,
  input: ErasePersonalData,
): Promise<CommandOutcome<{ values: number; payloads: number }>> {
  // The trail tells which rows were erased and why: no text of theirs, and no part of a key that is erased with them.
  const told = input.values.map(({ column, key }) => {
    const { schema, table, key: names = [] } = registry.get(column) ?? {};
    return {
      column,
      key: key.map((part, index) => (registry.has(`${schema}.${table}.${names[index]}`) ? 'erased' : part)),
    };
  });
  const description = { operation: 'audit.erase', reason: input.reason, input: { ...input, values: told } };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ values: number; payloads: number }>> => {
    const values: PersonalValue[] = [];
    for (const { column: name, key } of input.values) {
      const column = registry.get(name);
      if (!column?.tenant || column.key.length !== key.length) {
        return refuse('audit.column-not-found', `"${name}" is not a registered personal column with such a key.`, {
          column: name,
        });
      }
      values.push({ column, key });
    }
    const kept = input.keepingEnded ? [] : await keptByLaw(tx, values);
    if (kept.length > 0)
      return refuse(
        'audit.kept-by-law',
        'Some of what is listed belongs to bookkeeping vouchers or business letters, which the law wants kept until their period ends (GDPR Art. 17(3)(b)). Leave it out, or say that the period has ended. Nothing was changed.',
        { kept },
      );
    const erased = await eraseValues(tx, values);
    const payloads = await eraseAuditPayloads(tx, input.auditSeqs);
    if (!payloads.ok) return payloads;
    if (erased < values.length || erased + payloads.value === 0) {
      return refuse(
        'audit.nothing-erased',
        'Some of the listed rows do not exist or hold nothing; nothing was changed.',
        {
          listed: values.length,
          found: erased,
        },
      );
    }
    return done({ values: erased, payloads: payloads.value });
  });
}
