/** Where a person is named: every declared column and every audit payload that holds one of some words. */
import { textKey } from '#kernel';
import { type Sql, sql } from '../database.ts';
import { nameOfColumn, type PersonalColumn } from './personal-columns.ts';

/** A value that holds one of the words, under its key; `kept`: why the law wants it kept, null where nothing does. */
export interface FoundPersonal {
  readonly column: string;
  readonly key: string[];
  readonly text: string;
  readonly kept: 'voucher' | 'letter' | null;
}

/** Of each column at most so many rows are told. */
const mostRows = 500;
const shown = 200;

/**
 * Looks for words (names, addresses, accounts; upper and lower case alike) in a tenant's personal columns and in the payloads of
 * its audit records. What is found may be somebody else of that name: a person looks before it is erased. `more`: a column
 * held more rows than are told. `inReasons`: records whose reason, typed by a person, names one; it is the proof of the act in the
 * chain and stays.
 */
export async function findPersonalData(
  db: Sql,
  tenantId: bigint,
  registry: ReadonlyMap<string, PersonalColumn>,
  words: readonly string[],
): Promise<{ values: FoundPersonal[]; auditSeqs: bigint[]; inReasons: bigint[]; more: boolean }> {
  // Keys hold the same without spaces and marks.
  const spellings = new Set(words.flatMap((word) => [word, textKey(word)]).filter((one) => one.length >= 3));
  const patterns = [...spellings].map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const values: FoundPersonal[] = [];
  let more = false;
  for (const column of registry.values()) {
    if (!column.tenant) continue;
    const target = sql.ref(column.column);
    const text = column.kind === 'bytea' ? sql`encode(${target}, 'escape')` : sql`${target}::text`;
    const key = sql.join(column.key.map((name) => sql`${sql.ref(name)}::text`));
    const kept = column.kept ? (column.kept.where ?? sql`true`) : sql`false`;
    const { rows } = await sql<{ key: string[]; text: string; kept: boolean }>`
      select array[${key}] as key, left(${text}, ${shown}) as text, ${kept} as kept from ${sql.ref(`${column.schema}.${column.table}`)}
      where tenant_id = ${tenantId} and ${text} ilike any (${patterns}::text[]) order by 1 limit ${mostRows + 1}`.execute(
      db,
    );
    more ||= rows.length > mostRows;
    for (const row of rows.slice(0, mostRows))
      values.push({
        column: nameOfColumn(column),
        key: row.key,
        text: row.text,
        kept: row.kept && column.kept ? column.kept.as : null,
      });
  }
  const { rows: payloads } = await sql<{ seq: bigint }>`
    select seq from platform.audit_payload where tenant_id = ${tenantId} and payload ilike any (${patterns}::text[])
    order by seq limit ${mostRows + 1}`.execute(db);
  const { rows: reasons } = await sql<{ seq: bigint }>`
    select seq from platform.audit where tenant_id = ${tenantId} and reason ilike any (${patterns}::text[])
    order by seq limit ${mostRows}`.execute(db);
  return {
    values,
    inReasons: reasons.map((row) => row.seq),
    auditSeqs: payloads.slice(0, mostRows).map((row) => row.seq),
    more: more || payloads.length > mostRows,
  };
}
