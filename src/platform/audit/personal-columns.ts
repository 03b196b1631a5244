/**
 * Personal data: every column that may hold some is declared by the module that owns it, so that it can be erased and
 * so that a test can ask of each new column whether it belongs here.
 */
import type { RawSql } from '../database.ts';

/** Why the law wants a value kept: it belongs to a bookkeeping voucher, or to a business letter that left or came. */
export interface KeptByLaw {
  readonly as: 'voucher' | 'letter';
  /** The rows of which that is so; absent: all. */
  readonly where?: RawSql;
}

/** A column with personal data, and the columns that find a row. Tenant tables are found within the tenant as well. */
export interface PersonalColumn {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  /** Names of the key columns, without tenant_id. */
  readonly key: readonly string[];
  /** Registry tables (persons, accounts) have no tenant_id; whoever erases there checks himself whose row it is. */
  readonly tenant: boolean;
  /** How the token is written: as text, as a JSON string, or as its UTF-8 bytes. */
  readonly kind: 'text' | 'jsonb' | 'bytea';
  /** By which rows are known again: a digest takes its place, its first part before `|` stays. Absent: the token alone. */
  readonly identity?: true;
  /** Absent: nothing keeps it when the person asks to be forgotten. */
  readonly kept?: KeptByLaw;
}

const part = /^[a-z][a-z0-9_]*$/;

/** `schema.table.column`, the name of the column in requests and records. */
export const nameOfColumn = (column: PersonalColumn): string => `${column.schema}.${column.table}.${column.column}`;

/** Collects the columns of all modules; throws on a name that is no plain SQL name and on one declared twice. */
export function personalColumnRegistry(columns: readonly PersonalColumn[]): ReadonlyMap<string, PersonalColumn> {
  const registry = new Map<string, PersonalColumn>();
  for (const column of columns) {
    for (const name of [column.schema, column.table, column.column, ...column.key]) {
      if (!part.test(name)) throw new Error(`personal column: "${name}" is not a plain SQL name`);
    }
    const name = nameOfColumn(column);
    if (registry.has(name)) throw new Error(`personal column ${name} is declared twice`);
    registry.set(name, column);
  }
  return registry;
}
