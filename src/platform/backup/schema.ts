/** What of the database belongs to a backup, asked of its own catalogue. */
import type pg from 'pg';
import { floors } from '#floors';

/** The schemas of the house; others in the same database are not ours. */
export const ownSchemas: readonly string[] = ['platform', ...floors.flat()];

/** Copied by nobody: what migrations wrote themselves, and who is signed in. Whoever was signs in again. */
const left = ['platform.migration', 'platform.session', 'platform.sign_in_guard'];

export interface TableShape {
  readonly name: string;
  /** Without generated ones. */
  readonly columns: readonly string[];
}

/** All tables of the house with their columns, by name. */
export async function listTables(client: pg.Client): Promise<TableShape[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select n.nspname || '.' || c.relname as name,
       array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition
     group by 1 order by 1`,
    [ownSchemas],
  );
  return rows.filter((row) => !left.includes(row.name));
}

export interface SequenceState {
  readonly name: string;
  readonly lastValue: string;
  readonly isCalled: boolean;
}

/** Where each sequence stands. Sequences do not belong to a snapshot: read after it began, they are never behind it. */
export async function readSequences(client: pg.Client): Promise<SequenceState[]> {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind = 'S' order by 1`,
    [ownSchemas],
  );
  const states: SequenceState[] = [];
  for (const { name } of rows) {
    const state = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${name}`,
    );
    states.push({ name, lastValue: state.rows[0]!.value, isCalled: state.rows[0]!.called });
  }
  return states;
}

export interface TenantHead {
  readonly tenant: string;
  readonly seq: string;
  readonly recordedAt: string;
  readonly hash: string;
}

/** Each tenant's place in its audit chain. */
export async function readHeads(client: pg.Client): Promise<TenantHead[]> {
  const { rows } = await client.query<TenantHead>(
    `select t.code as tenant, h.seq::text as seq, h.recorded_at as "recordedAt", encode(h.hash, 'hex') as hash
     from platform.head h join platform.tenant t on t.id = h.tenant_id order by 1`,
  );
  return rows;
}
